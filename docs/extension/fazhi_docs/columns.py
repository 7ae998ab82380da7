"""The tables and their columns, as the package declares them."""

from compare.tables.datapackage import codebook_of_columns


def columns(language: str) -> str:
    """All tables and columns: the same text as `data/processed/columns.md`, without its title."""
    return codebook_of_columns(language).split("\n", 1)[1].strip()
