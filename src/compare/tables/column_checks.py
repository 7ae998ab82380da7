"""Whether the values of a column are as declared, asked of Arrow.

Pandera spends on each column what the coding of many statements takes, however few its rows are.
"""

import re
from typing import Any

import pyarrow as arrow
from pyarrow import compute

from compare.tables.columns import Column

_AT_ONCE = 50_000
"""Cells made into texts of Python at once: all of a large table would fill memory."""


def holds(declared: Column, values: arrow.ChunkedArray) -> bool:
    """Whether values of the declared type are as declared; null and NaN must have become null."""
    present = values.drop_null()
    if len(present) < len(values) and not declared.nullable:
        return False
    if declared.unique and compute.count_distinct(present).as_py() < len(present):
        return False
    return (
        (not declared.pattern or _match(present, declared.pattern))
        and (not declared.values or _among(present, declared.values))
        and (declared.least is None or _all(compute.greater_equal(present, declared.least)))
        and (declared.most is None or _all(compute.less_equal(present, declared.most)))
    )


def _all(truths: arrow.ChunkedArray) -> bool:
    return bool(compute.all(truths, min_count=0).as_py())


def _among(values: arrow.ChunkedArray, allowed: tuple[Any, ...]) -> bool:
    return set(values.unique().to_pylist()) <= set(allowed)


def _match(values: arrow.ChunkedArray, pattern: str) -> bool:
    # Arrow's own expressions know no white space and no digits but those of ASCII.
    matches = re.compile(pattern).match
    parts = (values.slice(start, _AT_ONCE).unique() for start in range(0, len(values), _AT_ONCE))
    return all(all(map(matches, part.to_pylist())) for part in parts)
