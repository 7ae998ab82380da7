"""How much any two plans share: letters in equal runs, for any number of plans.

`reuse.csv` says which passages are alike, with edits; of many plans it holds only the closest. This
counts less and answers for every pair: a letter is shared with another plan if it lies in a run of
`RUN` letters that stands there too (shingling, Broder 1997). A run does not cross the end of a
provision. What is edited inside a run's length is not counted, so the numbers are lower bounds of
what aligned passages hold.

The work is done once for each distinct text, whoever holds it: thousands of plans repeat many.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from compare.reuse.letters import fold_letters

RUN = 12
"""Letters of a run: longer than the names and formulas that every plan uses."""

Numbers = npt.NDArray[np.int64]
_FACTOR, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


class SharedLetters:
    """Counts what plans, given one after the other, share with each other and with templates."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts = array("q")  # the texts of each document, one after the other
        self._edges = [0]
        self._ids: list[str] = []

    def add(self, doc_id: str, texts: Iterable[str]) -> None:
        """The provisions of the next plan or template."""
        for text in map(fold_letters, texts):
            if text:
                self._texts.append(self._numbers.setdefault(text, len(self._numbers)))
        self._ids.append(doc_id)
        self._edges.append(len(self._texts))

    def rows(self, templates: int = 0) -> Iterator[dict[str, Any]]:
        """The rows of `pairs.csv`: pairs that share a run, in the order of the plans.

        The last `templates` of the documents are templates, which stand only on the right.
        """
        shared, letters = self._shared(), self._letters()
        plans = len(self._ids) - templates
        for a in range(plans):
            for b in np.flatnonzero(shared[a] + shared[:, a]).tolist():
                if b > a:
                    role = "plan" if b < plans else "template"
                    yield self._row(a, b, shared, letters) | {"role_b": role}

    def _row(self, a: int, b: int, shared: Numbers, letters: Numbers) -> dict[str, Any]:
        chars_a, chars_b = int(shared[a, b]), int(shared[b, a])
        return {
            "pair_id": f"{self._ids[a]}-{self._ids[b]}",
            "doc_a": self._ids[a],
            "doc_b": self._ids[b],
            "chars": chars_a,
            "chars_b": chars_b,
            "share_a": round(chars_a / int(letters[a]), 4),
            "share_b": round(chars_b / int(letters[b]), 4),
        }

    def _own(self, document: int) -> Numbers:
        """The numbers of a document's texts."""
        start, end = self._edges[document : document + 2]
        return np.array(self._texts[start:end], dtype=np.int64)

    def _letters(self) -> Numbers:
        """Letters of each document; at least 1, so that a share is defined."""
        sizes = np.fromiter(map(len, self._numbers), dtype=np.int64, count=len(self._numbers))
        return np.array([max(1, int(sizes[self._own(n)].sum())) for n in range(len(self._ids))])

    def _shared(self) -> Numbers:
        """Letters of each document (row) that stand in each other one (column)."""
        held = _holders([self._own(n) for n in range(len(self._ids))], len(self._numbers))
        covered = _covered(list(self._numbers), held)
        shared = np.zeros((len(self._ids), len(self._ids)), dtype=np.int64)
        for document in range(len(self._ids)):
            for text in self._own(document).tolist():
                documents, letters = covered[text]
                shared[document, documents] += letters
            shared[document, document] = 0
        return shared


def _holders(documents: list[Numbers], texts: int) -> tuple[Numbers, Numbers]:
    """The documents that hold each text: those of text n lie between edges n and n + 1."""
    pairs = [(np.unique(own), number) for number, own in enumerate(documents)]
    text = np.concatenate([own for own, _ in pairs] or [np.empty(0, dtype=np.int64)])
    holder = np.concatenate([np.full(len(own), number) for own, number in pairs] or [text])
    order = np.argsort(text, kind="stable")
    return holder[order], np.searchsorted(text[order], np.arange(texts + 1))


def run_hashes(text: str) -> npt.NDArray[np.uint64]:
    """A hash for each run of `RUN` letters of a text, in order."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(max(0, len(codes) - RUN + 1), dtype=np.uint64)
    for place in range(RUN):
        hashes = (hashes + codes[place : place + len(hashes)]) * _FACTOR
        hashes ^= hashes >> _SHIFT
    return hashes


def _covered(texts: list[str], held: tuple[Numbers, Numbers]) -> list[tuple[Numbers, Numbers]]:
    """For each text the documents that share runs with it, and how many of its letters."""
    runs = [run_hashes(text) for text in texts]
    sizes = np.fromiter(map(len, runs), dtype=np.int64, count=len(runs))
    _, group = np.unique(np.concatenate([*runs, np.empty(0, dtype=np.uint64)]), return_inverse=True)
    documents, edges = _documents_of_runs(group, np.repeat(np.arange(len(texts)), sizes), held)
    ends = np.concatenate([[0], sizes.cumsum()])
    return [_letters_by_document(group[ends[n] : ends[n + 1]], documents, edges) for n in range(len(texts))]


def _documents_of_runs(
    group: Numbers, text: Numbers, held: tuple[Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """The documents that hold each run, as `_holders` gives those of each text."""
    places = _spread(text, held[1])
    repeats = held[1][text + 1] - held[1][text]
    pairs = np.unique(np.column_stack([np.repeat(group, repeats), held[0][places]]), axis=0)
    runs = int(group.max()) + 1 if len(group) else 0
    return pairs[:, 1], np.searchsorted(pairs[:, 0], np.arange(runs + 1))


def _spread(lists: Numbers, edges: Numbers) -> Numbers:
    """The places of all members of these lists, one list after the other."""
    counts = edges[lists + 1] - edges[lists]
    begins = np.repeat(edges[lists] - np.concatenate([[0], counts.cumsum()[:-1]]), counts)
    return begins + np.arange(counts.sum())


def _letters_by_document(runs: Numbers, documents: Numbers, edges: Numbers) -> tuple[Numbers, Numbers]:
    """The documents that hold some of a text's runs, and how many letters these runs cover.

    A run covers its `RUN` letters, or those up to where the next one that is held begins.
    """
    counts = edges[runs + 1] - edges[runs]
    holder, place = documents[_spread(runs, edges)], np.repeat(np.arange(len(runs)), counts)
    order = np.lexsort((place, holder))
    holder, place = holder[order], place[order]
    after = np.append(place[1:] - place[:-1], RUN)
    last = np.append(holder[1:] != holder[:-1], True)
    letters = np.where(last, RUN, np.minimum(after, RUN))
    found, first = np.unique(holder, return_index=True)
    return found, np.add.reduceat(letters, first) if len(found) else letters[:0].astype(np.int64)
