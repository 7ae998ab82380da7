"""Rows of tables written as CSV: the same bytes on every system, and numbers without idle digits."""

import csv
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as arrow


def append_table(name: str, table: arrow.Table, folder: Path) -> None:
    """Add rows to `folder/<name>.csv`, which is begun if it is not there."""
    cells = map(_cells, table.columns)
    append_csv(folder / f"{name}.csv", table.column_names, zip(*cells, strict=True))


def append_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, whose None is an empty cell, to a file that is begun if it is not there.

    UTF-8, no byte order mark, the same bytes on every system.
    """
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(columns)
        writer.writerows(rows)


def _cells(values: arrow.ChunkedArray) -> list[Any]:
    """The values of a column as they are written."""
    cells = values.to_pylist()
    if arrow.types.is_floating(values.type):
        return [cell if cell is None else format_number(cell) for cell in cells]
    return cells


def format_number(value: float) -> str:
    """A float with at most six digits, without trailing zeros; empty where missing.

    >>> format_number(33.3333), format_number(60.0), format_number(200000.0)
    ('33.3333', '60', '200000')
    """
    if math.isnan(value):
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")
