"""The tables of `data/processed/`: declared once, checked, written, read, and held against their sources."""
