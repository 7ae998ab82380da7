"""What pandera was told of a column, checked without its overhead.

Pandera spends on each column what the coding of many statements takes, however few its rows are.
The declaration stays pandera's; here is only, for each check in use, the same question to Arrow.
"""

import re
from collections.abc import Callable
from typing import Any

import pandera.pandas as pa
import pyarrow as arrow
from pyarrow import compute

_AT_ONCE = 50_000
"""Cells made into texts of Python at once: all of a large table would fill memory."""


def holds(declared: pa.Column, values: arrow.ChunkedArray) -> bool:
    """Whether values of the declared type are as declared; null and NaN must have become null.

    A check that has no counterpart here is a `KeyError`.
    """
    present = values.drop_null()
    if len(present) < len(values) and not declared.nullable:
        return False
    if declared.unique and compute.count_distinct(present).as_py() < len(present):
        return False
    return all(_CHECKS[str(check.name)](present, **check.statistics) for check in declared.checks)


def _at_least(values: arrow.ChunkedArray, min_value: float) -> bool:
    return compute.all(compute.greater_equal(values, min_value), min_count=0).as_py()


def _at_most(values: arrow.ChunkedArray, max_value: float) -> bool:
    return compute.all(compute.less_equal(values, max_value), min_count=0).as_py()


def _among(values: arrow.ChunkedArray, allowed_values: tuple[Any, ...]) -> bool:
    return set(values.unique().to_pylist()) <= set(allowed_values)


def _match(values: arrow.ChunkedArray, pattern: str) -> bool:
    # Arrow's own expressions know no white space and no digits but those of ASCII.
    matches = re.compile(pattern).match
    parts = (values.slice(start, _AT_ONCE).unique() for start in range(0, len(values), _AT_ONCE))
    return all(all(map(matches, part.to_pylist())) for part in parts)


_CHECKS: dict[str, Callable[..., bool]] = {
    "greater_than_or_equal_to": _at_least,
    "less_than_or_equal_to": _at_most,
    "isin": _among,
    "str_matches": _match,
}
"""By pandera's names of checks; the arguments have its names, too."""
