"""What every column of a vocabulary holds, as `vocab/vocabulary_columns.csv` declares it.

`holds` is one of `HOLDS`. `of` says more: of a reference the vocabulary and column it refers to, of `like` the
pattern that a cell fits, of a date the column whose day it follows. `by` names columns: a column holds what it
holds in the package's rows with the same cells there. Columns with `key` together tell the rows apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from compare.files.csv_rows import rows_of_text

SEPARATOR = "｜"
"""Stands between the values of a cell that holds several."""
Row = dict[str, str]
COLUMNS = "vocabulary_columns"
"""The vocabulary of the vocabularies, to which a project adds none."""
HOLDS = {
    "text": "words to be read or looked for",
    "remark": "words that nothing reads; they may be left out",
    "examples": "texts that the row is tried on",
    "word": "one or more of the words that stand in the package's rows",
    "fixed": "what stands in the package's row, unchanged",
    "pattern": "regular expressions",
    "terms": "words that are looked for as they stand; ＋ between those that go together",
    "sentence": "a sentence with the names of values in braces",
    "number": "a number",
    "date": "a day, YYYY-MM-DD; XXXX for every year",
    "day": "a day of a year (MM-DD) or of a month (DD)",
    "like": "what fits the pattern `of`",
    "reference": "values of the column `of` of another vocabulary",
}


@dataclass(frozen=True)
class Column:
    """One column: what it holds, and beside which others."""

    name: str
    holds: str
    of: str
    by: tuple[str, ...]
    key: bool


def values(cell: str) -> list[str]:
    """The values of a cell that holds several.

    >>> values("指导思想｜基本原则")
    ['指导思想', '基本原则']
    """
    return [value for value in cell.split(SEPARATOR) if value]


def package_rows(name: str) -> list[Row]:
    """The rows of the package's `vocab/<name>.csv`, without any of a project."""
    return rows_of_text(files("compare.vocab").joinpath(f"{name}.csv").read_text(encoding="utf-8"))


def columns_of(vocabulary: str) -> Mapping[str, Column]:
    """The columns of a vocabulary by name, as they are declared.

    >>> columns_of("markers")["scope"]
    Column(name='scope', holds='word', of='', by=('kind', 'code'), key=False)
    """
    return _declared()[vocabulary]


@cache
def _declared() -> dict[str, dict[str, Column]]:
    found: dict[str, dict[str, Column]] = {}
    for row in package_rows(COLUMNS):
        column = Column(row["column"], row["holds"], row["of"], tuple(values(row["by"])), row["key"] == "1")
        for vocabulary in values(row["vocabularies"]):
            found.setdefault(vocabulary, {})[column.name] = column
    return found
