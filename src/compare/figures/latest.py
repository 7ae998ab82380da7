"""What was made last: a chart's picture, captions and files ask for the same one after the other."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

import pandas as pd

from compare.tables.schema import Tables

Make = Callable[[Tables], pd.DataFrame]
T = TypeVar("T")


def kept_of_last(make: Callable[[pd.DataFrame], T]) -> Callable[[pd.DataFrame], T]:
    """`make`, which gives again what it made of the table that it was called on last; nobody may change that.

    A table that was changed in place is not noticed, as with index tables.

    >>> rows = kept_of_last(lambda table: [len(table)])
    >>> table = pd.DataFrame({"n": [1, 2]})
    >>> rows(table) is rows(table), rows(table.copy())
    (True, [2])
    """
    last: tuple[pd.DataFrame, T] | None = None

    @wraps(make)
    def made(table: pd.DataFrame) -> T:
        nonlocal last
        found = last
        if found is None or found[0] is not table:
            found = last = table, make(table)
        return found[1]

    return made


class Latest:
    """Calls `make` on `tables`, unless it was called last on exactly these; what comes out is a copy.

    One table is kept and not one of each chart, since the evidence of thousands of plans is large. Tables that
    were changed in place are not noticed, as with index tables.
    """

    def __init__(self) -> None:
        self._make: Make | None = None
        self._tables: Tables = {}
        self._made = pd.DataFrame()

    def __call__(self, make: Make, tables: Tables) -> pd.DataFrame:
        if self._make is not make or not _same(self._tables, tables):
            self._make = None  # if this fails, nothing is kept
            self._made = make(tables)
            self._make, self._tables = make, dict(tables)
        return self._made.copy()


def _same(one: Tables, other: Tables) -> bool:
    return one.keys() == other.keys() and all(table is other[name] for name, table in one.items())
