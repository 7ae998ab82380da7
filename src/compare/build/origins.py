"""What only the other texts can tell of a demand: whether it is shared, or as far as is known its own.

A plan's rows are kept from one build to the next, and say only what its own text tells; so this is
entered when all tables are written.
"""

import csv
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from compare.extract.origin import NATIONAL, NOTHING, NUMBER, OWN, SHARED, WORDING
from compare.files.csv_rows import write_csv
from compare.indices.shared_demands import SharedDemands, shared_demands
from compare.tables.reading import read_parts, read_table
from compare.vocab.taxonomy import is_substantive

Row = dict[str, str]
_MANDATE = 3


def complete_origins(folder: Path) -> None:
    """Enter `shared` and `own` where a target, a time or a mandate of the tables in `folder` has no origin.

    Where there is neither a second plan nor a template, nothing can be told and all stays empty.
    """
    tables = {name: read_table(name, folder) for name in ("targets", "times", "templates")}
    if len(read_table("documents", folder)) < 2 and tables["templates"].empty:
        return
    parts = (part[part["obligation"] == _MANDATE] for part in read_parts("provisions", folder))
    tables["provisions"] = pd.concat(parts, ignore_index=True)
    found = shared_demands(tables, read_parts("reuse", folder))
    for name, demands in _DEMANDS.items():
        _rewrite(folder / f"{name}.csv", found, demands)


def _is_mandate(row: Row) -> bool:
    return row["obligation"] == str(_MANDATE) and row["is_heading"] == "0" and is_substantive(row["topic"])


def _always(row: Row) -> bool:
    return True


_DEMANDS: Mapping[str, Callable[[Row], bool]] = {
    "targets": _always,
    "times": _always,
    "provisions": _is_mandate,
}
"""The tables, and which of their rows demand something."""


def _rewrite(path: Path, found: SharedDemands, demands: Callable[[Row], bool]) -> None:
    """Write a table again with its origins; row after row, since there may be very many."""
    new = path.with_suffix(".new")
    with path.open(encoding="utf-8", newline="") as old:
        rows = csv.DictReader(old)
        completed = (_completed(row, found) if demands(row) else row for row in rows)
        write_csv(new, list(rows.fieldnames or ()), (row.values() for row in completed))
    os.replace(new, path)


def _completed(row: Row, found: SharedDemands) -> Row:
    """A demand's row, with its origin if it had none."""
    return row if row["origin"] else row | _told(next(iter(row.values())), found)


def _told(key: str, found: SharedDemands) -> Row:
    """What the other texts tell of one demand."""
    if key in found.national:
        return {"origin": NATIONAL, "origin_basis": WORDING}
    if key in found.plan or key in found.template:
        return {"origin": SHARED, "origin_basis": WORDING}
    if key in found.number:
        return {"origin": SHARED, "origin_basis": NUMBER}
    return {"origin": OWN, "origin_basis": NOTHING}
