"""How much any two plans share: letters in equal runs, for any number of plans.

`reuse.csv` says which passages are alike, with edits; of many plans it holds only the closest. This
counts less and answers for every pair: a letter is shared with another plan if it lies in a run of
`RUN` letters that stands there too (shingling, Broder 1997). A run does not cross the end of a
provision. What is edited inside a run's length is not counted, so the numbers are lower bounds of
what aligned passages hold.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as arrow
from pyarrow import compute

from compare.files.digests import digest_of
from compare.reuse.covered import Numbers, Shared, renew, shared_letters
from compare.reuse.rounding import rounded

_MOSTLY = 0.75
"""Share of the documents that must be known, or all are counted anew."""
_AT_ONCE = 50_000
"""Pairs whose rows are given together: bounds memory, shares overhead."""


class Known(NamedTuple):
    """What some documents share: a name of each, that says which letters it has, too, and the letters that each
    (row) has in common with each other (column)."""

    names: list[str]
    shared: Shared


class SharedLetters:
    """Counts what plans, given one after the other, share with each other and with templates."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts = array("q")  # the texts of each document, one after the other
        self._edges = [0]
        self._ids: list[str] = []
        self._names: list[str] = []

    def add(self, doc_id: str, letters: Sequence[str]) -> None:
        """The folded letters of each provision of the next plan or template."""
        for text in filter(None, letters):
            self._texts.append(self._numbers.setdefault(text, len(self._numbers)))
        self._ids.append(doc_id)
        self._names.append(digest_of(doc_id, "\n".join(letters)))
        self._edges.append(len(self._texts))

    def known(self, before: Known | None = None) -> Known:
        """What all documents share; what was known `before` of those that did not change is not counted again."""
        texts, before = self._documents(), before or Known([], np.empty((0, 0), dtype=np.int32))
        places = {name: place for place, name in enumerate(before.names)}
        stay = np.flatnonzero([name in places for name in self._names])
        if len(stay) < _MOSTLY * len(self._names):
            return Known(self._names, shared_letters(list(self._numbers), texts))
        shared = np.zeros((len(texts), len(texts)), dtype=np.int32)
        old = [places[self._names[place]] for place in stay.tolist()]
        shared[np.ix_(stay, stay)] = before.shared[np.ix_(old, old)]
        renew(shared, list(self._numbers), texts, np.setdiff1d(np.arange(len(texts)), stay))
        return Known(self._names, shared)

    def _documents(self) -> list[Numbers]:
        """The numbers of each document's texts."""
        return np.split(np.array(self._texts, dtype=np.int64), self._edges[1:-1]) if self._ids else []

    def columns(self, templates: int = 0, known: Known | None = None) -> Iterator[dict[str, Any]]:
        """The columns of `pairs.csv`, some rows at a time: pairs that share a run, in the order of the plans.

        The last `templates` of the documents are templates, which stand only on the right. `known` is counted
        here, if it is not given.
        """
        shared, letters = (known or self.known()).shared, self._letters(self._documents())
        plans, step = len(self._ids) - templates, max(1, _AT_ONCE // max(1, len(self._ids)))
        for start in range(0, plans, step):
            some = slice(start, min(start + step, plans))
            a, b = np.nonzero(np.triu(shared[some] + shared[:, some].T, k=start + 1))
            a += start
            yield self._cells(a, b, shared[a, b].astype(np.int64), shared[b, a].astype(np.int64), letters) | {
                "role_b": compute.if_else(arrow.array(b < plans), "plan", "template")
            }

    def _cells(
        self, a: Numbers, b: Numbers, chars_a: Numbers, chars_b: Numbers, letters: Numbers
    ) -> dict[str, Any]:
        ids = arrow.array(self._ids, arrow.string())
        ids_a, ids_b = ids.take(arrow.array(a)), ids.take(arrow.array(b))
        return {
            "pair_id": compute.binary_join_element_wise(ids_a, ids_b, "-"),
            "doc_a": ids_a,
            "doc_b": ids_b,
            "chars": chars_a,
            "chars_b": chars_b,
            "share_a": rounded(chars_a / letters[a]),
            "share_b": rounded(chars_b / letters[b]),
        }

    def _letters(self, texts: list[Numbers]) -> Numbers:
        """Letters of each document; at least 1, so that a share is defined."""
        sizes = np.fromiter(map(len, self._numbers), dtype=np.int64, count=len(self._numbers))
        return np.array([max(1, int(sizes[own].sum())) for own in texts], dtype=np.int64)
