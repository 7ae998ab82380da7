"""Coding sheets for people: written out, corrected, read back."""
