"""Read the vocabularies in `compare/vocab/`: CSV files that hold terms, not code.

A contributor adds a term by adding a row; `examples` and `counter_examples` (separated by
｜) are run as tests.
"""

from functools import cache
from importlib.resources import files

from compare.files.csv_rows import rows_of_text

SEPARATOR = "｜"


@cache
def read_vocabulary(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `vocab/<name>.csv` in file order; do not change them."""
    path = files("compare.vocab").joinpath(f"{name}.csv")
    return tuple(rows_of_text(path.read_text(encoding="utf-8")))


def values(cell: str) -> list[str]:
    """The values of a cell that holds several.

    >>> values("指导思想｜基本原则")
    ['指导思想', '基本原则']
    """
    return [value for value in cell.split(SEPARATOR) if value]
