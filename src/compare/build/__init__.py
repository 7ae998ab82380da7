"""A project's plans become its tables: read, coded, tabulated, kept for the next build."""
