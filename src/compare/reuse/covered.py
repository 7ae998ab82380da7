"""How many letters of each document stand in each other one, in equal runs of letters.

The work is done once for each distinct text, whoever holds it, and once for each stretch of a text
that the same texts hold: thousands of plans repeat many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from compare.reuse.lists import HeldLists
from compare.reuse.runs import spans

RUN = 12
"""Letters of a run: longer than the names and formulas that every plan uses."""
_AT_ONCE = 300_000
"""Stretches, each once for every document that has it, that are looked at together: bounds memory."""

Numbers = npt.NDArray[np.int64]
Shared = npt.NDArray[np.int32]
_Hashes = npt.NDArray[np.uint64]
_FACTOR, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(29)


def _as_lists(number: Numbers, member: Numbers, lists: int) -> HeldLists:
    """Distinct members of each list, in order."""
    size = int(member.max(initial=0)) + 1
    pairs = np.unique(number * size + member)
    return HeldLists(pairs % size, np.searchsorted(pairs, np.arange(lists + 1) * size))


def shared_letters(texts: Sequence[str], documents: Sequence[Numbers]) -> Shared:
    """Letters of each document (row) that stand in each other one (column), in runs of `RUN`.

    `documents` has the numbers of each one's texts; a text that stands there twice counts twice.
    """
    stretches, sets = _stretches(texts)
    held = _held(documents, len(texts))
    shared = _letters_in(stretches, sets, held, held)
    np.fill_diagonal(shared, 0)
    return shared


def renew(shared: Shared, texts: Sequence[str], documents: Sequence[Numbers], changed: Numbers) -> None:
    """Enter what the `changed` documents share with all; what the others share with each other is right.

    Only the runs that stand in a changed document tell of it.
    """
    some = [documents[number] for number in changed.tolist()]
    stretches, sets = _stretches(texts, np.unique(np.concatenate([np.empty(0, dtype=np.int64), *some])))
    held, held_by_some = _held(documents, len(texts)), _held(some, len(texts))
    shared[:, changed] = _letters_in(stretches, sets, held, held_by_some)
    shared[changed] = _letters_in(stretches, sets, held_by_some, held)
    np.fill_diagonal(shared, 0)


def _held(documents: Sequence[Numbers], texts: int) -> csr_matrix:
    """How often each document (column) has each text (row)."""
    number = np.repeat(np.arange(len(documents)), [len(own) for own in documents])
    text = np.concatenate([np.empty(0, dtype=np.int64), *documents])
    return csr_matrix((np.ones(len(text), dtype=np.int32), (text, number)), shape=(texts, len(documents)))


def _letters_in(stretches: "_Stretches", sets: HeldLists, held: csr_matrix, by: csr_matrix) -> Shared:
    """Letters of the documents that have texts as `held` says (rows) in those that have them as `by` says (columns)."""
    found_in = _documents_of(sets, HeldLists(by.indices, by.indptr.astype(np.int64)))
    shared = np.zeros((held.shape[1], by.shape[1]), dtype=np.int32)
    stretches = stretches.where(
        (held.getnnz(axis=1)[stretches.text] > 0) & (found_in.counts(stretches.set) > 0)
    )
    here, text = np.unique(stretches.text, return_inverse=True)
    stretches, held = replace(stretches, text=text), held[here]
    work = np.bincount(text, weights=found_in.counts(stretches.set), minlength=len(here))
    for some in _slices(np.maximum(work, by.shape[1])):
        letters = _letters(stretches.of(some), found_in, some.stop - some.start, by.shape[1])
        shared += held[some].T @ letters
    return shared


def _slices(work: npt.NDArray[np.float64]) -> Iterator[slice]:
    """Slices of about `_AT_ONCE` of work each, and of one item at least."""
    part = (work.cumsum() // _AT_ONCE).astype(np.int64)
    edges = np.searchsorted(part, np.unique(part)).tolist()
    yield from (slice(*ends) for ends in zip(edges, [*edges[1:], len(work)], strict=False))


# --- stretches of texts ---


@dataclass(frozen=True)
class _Stretches:
    """Neighbouring runs of a text that the same set of texts holds: the place of the first, how many."""

    text: Numbers
    set: Numbers
    first: Numbers
    runs: Numbers

    def where(self, which: npt.NDArray[np.bool_] | slice) -> "_Stretches":
        """Some of the stretches."""
        return _Stretches(self.text[which], self.set[which], self.first[which], self.runs[which])

    def of(self, texts: slice) -> "_Stretches":
        """Those of some texts, which are numbered from 0 on."""
        found = self.where(slice(*np.searchsorted(self.text, (texts.start, texts.stop))))
        return replace(found, text=found.text - texts.start)


def _stretches(texts: Sequence[str], only: Numbers | None = None) -> tuple[_Stretches, HeldLists]:
    """The stretches of all texts in order, and the sets of texts that hold them.

    Of runs that stand in one of the texts `only`, if there are such.
    """
    hashes, text, place = _runs(texts)
    if only is not None:
        wanted = pd.Series(hashes).isin(hashes[np.isin(text, only)]).to_numpy()
        hashes, text, place = hashes[wanted], text[wanted], place[wanted]
    number, sets = _sets(hashes, text)
    begins = np.flatnonzero(_changes(text) | _changes(number) | _changes(place - np.arange(len(place))))
    runs = np.diff(np.append(begins, len(text)))
    return _Stretches(text[begins], number[begins], place[begins], runs), sets


def _changes(values: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Whether each value is another than the one before it; the first is."""
    return np.append(np.ones(min(1, len(values)), dtype=bool), values[1:] != values[:-1])


def _runs(texts: Sequence[str]) -> tuple[_Hashes, Numbers, Numbers]:
    """Each run of `RUN` letters of all texts in order: a hash, the text, and the place there."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    hashes = np.zeros(max(0, len(codes) - RUN + 1), dtype=np.uint64)
    for place in range(RUN):
        hashes += codes[place : place + len(hashes)]
        hashes *= _FACTOR
        hashes ^= hashes >> _SHIFT
    counts = np.maximum(0, sizes - RUN + 1)  # those that cross from one text to the next are left out
    begins = sizes.cumsum() - sizes
    places = spans(np.zeros_like(counts), counts)
    text = np.repeat(np.arange(len(texts)), counts)
    return hashes[begins[text] + places], text, places


def _sets(hashes: _Hashes, text: Numbers) -> tuple[Numbers, HeldLists]:
    """The number of the set of texts that hold each run, and the texts of each set.

    A set is known by the sum of a random number of 64 bits for each text of it (Zobrist 1970): that
    two of a million sets have the same is less likely than one in ten million.
    """
    run, known = pd.factorize(hashes)  # by a table of hashes: to sort them takes three times as long
    once = ~pd.Series(run * (text.max(initial=0) + 1) + text).duplicated().to_numpy()
    names = np.random.default_rng(0).integers(1 << 63, size=int(text.max(initial=0)) + 1, dtype=np.uint64)
    sums = np.zeros(len(known), dtype=np.uint64)
    np.add.at(sums, run[once], names[text[once]])  # a text that holds a run twice is in its set once
    of_run, sets = pd.factorize(sums)
    example = np.empty(len(sets), dtype=np.int64)
    example[of_run[::-1]] = np.arange(len(known))[::-1]
    shown = example[of_run[run]] == run
    return of_run[run], _as_lists(of_run[run[shown]], text[shown], len(sets))


def _documents_of(sets: HeldLists, holders: HeldLists) -> HeldLists:
    """The documents that hold a text of each set."""
    counts = holders.counts(sets.rows)
    number = np.repeat(np.repeat(np.arange(len(sets)), np.diff(sets.edges)), counts)
    return _as_lists(number, holders.of(sets.rows), len(sets))


def _letters(stretches: _Stretches, found_in: HeldLists, texts: int, documents: int) -> npt.NDArray[np.int32]:
    """How many letters of each text (row) stand in each document (column).

    A stretch covers the letters of its runs, or those up to where the next one that the document has
    begins.
    """
    counts = found_in.counts(stretches.set)
    cell = np.repeat(stretches.text * documents, counts) + found_in.of(stretches.set)
    order = np.argsort(cell, kind="stable")  # those of a text and document together, in the text's order
    cell, which = cell[order], np.repeat(np.arange(len(counts)), counts)[order]
    first, covers = stretches.first[which], stretches.runs[which] + RUN - 1
    apart = np.append(first[1:] - first[:-1], 0)
    last = np.append(cell[1:] != cell[:-1], True)
    letters = np.where(last, covers, np.minimum(covers, apart))
    total = np.bincount(cell, weights=letters, minlength=texts * documents)
    return total.reshape(texts, documents).astype(np.int32)
