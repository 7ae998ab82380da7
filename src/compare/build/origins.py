"""What only the other texts can tell of a demand: whether it is shared, or as far as is known its own.

A plan's rows are kept from one build to the next, and say only what its own text tells; so this is
entered when all tables are written.
"""

import csv
import os
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from compare.extract.origin import NATIONAL, NOTHING, NUMBER, OWN, SHARED, WORDING
from compare.files.csv_rows import write_csv
from compare.indices.shared_demands import STATED, Demands, SharedDemands


def complete_origins(folder: Path, demands: Demands) -> None:
    """Enter `shared` and `own` where a target, a time or a mandate of the tables in `folder` has no origin.

    `demands` has all of them. Where there is neither a plan of a second place nor a template, nothing can be
    told and all stays empty.
    """
    if demands.texts < 2:
        return
    with (folder / "reuse.csv").open(encoding="utf-8", newline="") as file:
        found = demands.shared(csv.DictReader(file))
    for name in STATED:
        _rewrite(folder / f"{name}.csv", found)
    _rewrite(folder / "provisions.csv", found, demands.mandates)


def _rewrite(path: Path, found: SharedDemands, only: Container[str] | None = None) -> None:
    """Write a table again with the origins of its rows (of `only` these); row after row, since they may be many."""
    new = path.with_suffix(".new")
    with path.open(encoding="utf-8", newline="") as old:
        rows = csv.reader(old)
        columns = next(rows)
        write_csv(new, columns, _completed(rows, columns, found, only))
    os.replace(new, path)


def _completed(
    rows: Iterable[list[str]], columns: list[str], found: SharedDemands, only: Container[str] | None
) -> Iterator[list[str]]:
    """The rows, with an origin where a demand had none."""
    origin, basis = columns.index("origin"), columns.index("origin_basis")
    for row in rows:
        if not row[origin] and (only is None or row[0] in only):
            row[origin], row[basis] = _told(row[0], found)
        yield row


def _told(key: str, found: SharedDemands) -> tuple[str, str]:
    """What the other texts tell of one demand: its origin, and what that rests on."""
    if key in found.national:
        return NATIONAL, WORDING
    if key in found.plan or key in found.template:
        return SHARED, WORDING
    if key in found.number:
        return SHARED, NUMBER
    return OWN, NOTHING
