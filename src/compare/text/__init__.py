"""What was written: read a file, clean it, find its outline, cut it into provisions."""
