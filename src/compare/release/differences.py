"""What differs between two releases, cell by cell: made by code, so that nothing is forgotten.

Rows are matched by what a row is about and not by its id, which counts rows and moves when one is
added: a find by its place in the file, a shared passage by both its places, a number by the words
beside it. Columns of such ids are not compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

Texts = Mapping[str, pd.DataFrame]
"""Tables by name, every cell as text."""

PLACES = (("doc_id", "start", "end"), ("doc_a", "start_a", "end_a", "doc_b", "start_b", "end_b"))
"""Columns that say where a row stands in the raw files."""
COLUMNS = ("table", "what", "row", "column", "before", "after")
"""`what`: a table, row or column that was added or removed, or a cell that was changed."""
COUNTING = frozenset(
    ["provision_id", "measure_id", "target_id", "time_id", "body_id", "citation_id", "reuse_id", "passage_id",
     "provision_a", "provision_b", "seq"]
)  # fmt: skip
"""Ids that count rows."""
Difference = tuple[str, str, str, str, str, str]
_SAME = 1e-9


@dataclass(frozen=True)
class Summary:
    """How one table moved: rows before and after, and how many of what."""

    table: str
    before: int
    after: int
    added: int
    removed: int
    changed: dict[str, int]
    """Changed cells by column."""


def compared(before: Texts, after: Texts) -> tuple[list[Summary], pd.DataFrame]:
    """A summary for each table, and a table of all differences (`COLUMNS`)."""
    summaries, found = [], []
    for name in sorted({*before, *after}):
        if name in before and name in after:
            summary, rows = _table(name, before[name], after[name])
        elif name in after:
            count = len(after[name])
            summary, rows = Summary(name, 0, count, count, 0, {}), [(name, "table added", "", "", "", "")]
        else:
            count = len(before[name])
            summary, rows = Summary(name, count, 0, 0, count, {}), [(name, "table removed", "", "", "", "")]
        summaries.append(summary)
        found += rows
    return summaries, pd.DataFrame(found, columns=list(COLUMNS))


def _table(name: str, old: pd.DataFrame, new: pd.DataFrame) -> tuple[Summary, list[Difference]]:
    keys = _keys(old, new)
    rows = [(name, "column removed", "", column, "", "") for column in old if column not in new]
    rows += [(name, "column added", "", column, "", "") for column in new if column not in old]
    before, after = _by_key(old, keys), _by_key(new, keys)
    gone = before.index.difference(after.index, sort=False)
    come = after.index.difference(before.index, sort=False)
    rows += [(name, "row removed", key, "", "", "") for key in gone]
    rows += [(name, "row added", key, "", "", "") for key in come]
    both = before.index.intersection(after.index, sort=False)
    changed: dict[str, int] = {}
    for column in [column for column in old if column in new and column not in {*keys, *COUNTING}]:
        cells = list(_changed(before.loc[both, column], after.loc[both, column]))
        changed |= {column: len(cells)} if cells else {}
        rows += [(name, "changed", key, column, one, other) for key, one, other in cells]
    return Summary(name, len(old), len(new), len(come), len(gone), changed), rows


def _keys(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """The columns by which rows are matched: their places, else the first columns that tell all rows apart."""
    both = [column for column in old if column in new]
    for places in PLACES:
        if set(places) <= set(both):
            return list(places)
    for count in range(1, len(both)):
        if not old.duplicated(both[:count]).any() and not new.duplicated(both[:count]).any():
            return both[:count]
    return both


def _by_key(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """The table by its key as text; rows of one key are numbered."""
    joined = pd.Series([" ".join(cells) for cells in table[list(keys)].itertuples(index=False)], dtype=str)
    again = joined.groupby(joined).cumcount()
    return table.set_index(pd.Index(joined.where(again == 0, joined + " #" + (again + 1).astype(str))))


def _changed(before: pd.Series, after: pd.Series) -> Iterator[tuple[str, str, str]]:
    unlike = (before != after).to_numpy()
    for key, one, other in zip(before.index[unlike], before[unlike], after[unlike], strict=True):
        if not _equal_numbers(one, other):
            yield str(key), one, other


def _equal_numbers(one: str, other: str) -> bool:
    """1 and 1.0 are the same number."""
    try:
        return abs(float(one) - float(other)) <= _SAME * max(1.0, abs(float(one)))
    except ValueError:
        return False
