"""What it amounts to: indices, table in, table out."""
