"""Bytes in, files out: decoding, CSV, digests, staging and placing."""
