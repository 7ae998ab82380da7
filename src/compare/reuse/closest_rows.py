"""The rows of `reuse.csv` as columns, of the pairs of thousands of plans: none is an object of Python's own.

A line is what such a row is made of: the numbers of two documents, the earlier one first; start and end of a
block in the first, and in the second, counted in letters; its matches; `seq` of both provisions.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as arrow
from pyarrow import compute

from compare.reuse.joining import passage_numbers
from compare.reuse.lists import Rows
from compare.reuse.rounding import rounded
from compare.tables.schema import ALL_PAIRS, CLOSEST
from compare.text.document import provision_id

LINE = 9
"""Columns of a line."""
_AT_ONCE = 20_000
"""Lines whose rows are made together, and some more, up to where a pair ends: bounds memory, shares overhead."""

Columns = dict[str, Any]
"""The cells of each column: an array of NumPy's or Arrow's."""


def batches(lines: Rows) -> Iterator[slice]:
    """The lines, which lie pair by pair, some pairs at a time."""
    ends = np.append(np.flatnonzero((lines[1:, :2] != lines[:-1, :2]).any(axis=1)) + 1, len(lines))
    start = 0
    while start < len(lines):
        end = int(ends[min(int(np.searchsorted(ends, start + _AT_ONCE)), len(ends) - 1)])
        yield slice(start, end)
        start = end


class RowColumns:
    """Makes the columns of lines: `ids` are those of all documents, of which so many `plans` come first."""

    def __init__(self, ids: Sequence[str], plans: int) -> None:
        self._ids, self._plans = arrow.array(ids, arrow.string()), plans

    def of(self, lines: Rows, spans: Rows) -> Columns:
        """The columns of all lines of some pairs; `spans` are the blocks' places in both raw files."""
        a, b = (self._ids.take(arrow.array(lines[:, side])) for side in (0, 1))
        of_plan = arrow.array(lines[:, 1] < self._plans)
        return {
            **self._names(lines, compute.binary_join_element_wise(a, b, "-"), of_plan),
            "provision_a": _with_ends(a, partial(provision_id, ""), lines[:, 7]),
            "provision_b": _with_ends(b, partial(provision_id, ""), lines[:, 8]),
            "doc_a": a,
            "doc_b": b,
            **dict(zip(("start_a", "end_a", "start_b", "end_b"), spans.astype(np.int64).T, strict=True)),
            **_likeness(lines),
            "role_b": compute.if_else(of_plan, "plan", "template"),
            "method": compute.if_else(of_plan, CLOSEST, ALL_PAIRS),
        }

    def _names(self, lines: Rows, pair: arrow.Array, of_plan: arrow.Array) -> Columns:
        """The ids of rows and of their passages; c stands in those of closest rows."""
        number = lines[:, 0].astype(np.int64) * len(self._ids) + lines[:, 1]
        begins = np.flatnonzero(np.append(True, number[1:] != number[:-1])[: len(number)])
        place = np.arange(len(number)) - np.repeat(begins, np.diff(np.append(begins, len(number))))
        lettered = compute.binary_join_element_wise(pair, compute.if_else(of_plan, "c", "r"), "-")
        return {
            "reuse_id": _with_ends(lettered, "{:04}".format, place + 1),
            "passage_id": _with_ends(pair, "-s{:04}".format, passage_numbers(lines[:, 2:6], number)),
        }


def _likeness(lines: Rows) -> Columns:
    """How much the two sides of each line have in common: as of `Block.similarity` and `Block.exact`."""
    size_a, size_b = (lines[:, end].astype(np.int64) - lines[:, end - 1] for end in (3, 5))
    chars = lines[:, 6].astype(np.int64)
    exact = (chars == size_a) & (size_a == size_b)
    return {
        "chars": chars,
        "similarity": rounded(2 * chars / (size_a + size_b)),
        "kind": compute.if_else(arrow.array(exact), "exact", "near"),
    }


def _with_ends(
    texts: arrow.Array, end: Callable[[int], str], numbers: npt.NDArray[np.integer[Any]]
) -> arrow.Array:
    """The texts, each with the end of its number."""
    known, which = np.unique(numbers, return_inverse=True)
    ends = arrow.array(map(end, known.tolist()), arrow.string()).take(arrow.array(which))
    return compute.binary_join_element_wise(texts, ends, "")
