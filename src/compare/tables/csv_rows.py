"""Rows of tables written as CSV: the same bytes on every system, and numbers without idle digits."""

import math
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as arrow

from compare.files.csv_rows import csv_text, write_csv

DIGITS = 6
"""Digits of numbers behind the point."""


def write_table(path: Path, columns: Sequence[str], parts: Iterable[arrow.Table]) -> None:
    """Write a table anew, whose rows come some at a time."""
    write_csv(
        path, columns, chain.from_iterable(zip(*map(_cells, part.columns), strict=True) for part in parts)
    )


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write a data frame anew, as `frame_text` has it."""
    path.write_text(frame_text(frame), encoding="utf-8", newline="")


def frame_text(frame: pd.DataFrame, number: str = "") -> str:
    """A data frame as CSV without its index; floats in the format `number`, else with all of their digits."""
    cells = [_texts(frame[name], number) for name in frame]
    return csv_text([list(frame), *zip(*cells, strict=True)])


def _texts(column: pd.Series, number: str) -> list[Any]:
    known = column.notna()
    if number and pd.api.types.is_float_dtype(column.dtype):
        column = column.map(lambda value: format(value, number))
    return list(column.astype(object).where(known, None).tolist())


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
    return f"{value:.{DIGITS}f}".rstrip("0").rstrip(".")
