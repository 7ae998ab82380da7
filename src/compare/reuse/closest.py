"""The rows of `reuse.csv` for thousands of plans: the closest passages, not those of all pairs.

Every provision is traced to few others: to one that says the same, or to those that together
hold most of it (`nearest`). Where several plans hold one of these, the row leads to the plan
that shares most with this one altogether. So what of a plan stands in other plans is kept, and
rows grow in line with the provisions; what any two plans share is not. With templates every
plan is compared in full.
"""

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from compare.documents import Document
from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.candidates import long_enough
from compare.reuse.nearest import MANY, NOBODY, Found, find_nearest
from compare.reuse.passages import Row, Shared, rows_of_pair
from compare.reuse.runs import Numbers, RunIndex, all_runs, spans
from compare.reuse.segments import Numbers32, Segments

Lines = npt.NDArray[np.int32]
"""A line for each block: two texts or segments, its ends in the first and second, its matches."""
_NONE = np.empty((0, 7), dtype=np.int32)


def find_closest(plans: Iterable[Document], templates: Iterable[Document] = ()) -> Iterator[list[Row]]:
    """The closest passages of every plan, and all it shares with `templates`.

    The rows come in lists, one for each pair of documents, in order; ids of rows that two plans
    share end in c0001 instead of r0001. Plans and templates may be generators.
    """
    segments = Segments(plans, templates)
    found = _in_order(segments, np.concatenate([_between_plans(segments), _with_templates(segments)]))
    orders = segments.order[found[:, :2]]
    new_pair = np.flatnonzero((orders[1:] != orders[:-1]).any(axis=1)) + 1
    for start, end in pairwise([0, *new_pair.tolist(), len(found)] if len(found) else []):
        shared = [
            Shared(segments[a], segments[b], Block(*block)) for a, b, *block in found[start:end].tolist()
        ]
        of_plan = orders[start, 1] < segments.plans
        yield rows_of_pair(shared, *(("plan", "c") if of_plan else ("template", "r")))


def _in_order(segments: Segments, lines: Lines) -> Lines:
    """The earlier document on the left; sorted by documents and place; each line once."""
    back = segments.order[lines[:, 0]] > segments.order[lines[:, 1]]
    lines[back] = _swapped(lines[back])
    orders, offsets = segments.order[lines[:, :2]], segments.offset[lines[:, :2]]
    places = lines[:, 2:6] + np.repeat(offsets, 2, axis=1)
    lines = lines[np.lexsort((*places.T[::-1], *orders.T[::-1]))]
    again = np.zeros(len(lines), dtype=bool)
    again[1:] = (lines[1:] == lines[:-1]).all(axis=1)
    return lines[~again]


def _swapped(lines: Lines) -> Lines:
    return lines[:, [1, 0, 4, 5, 2, 3, 6]]


def _lines(found: Iterable[Found]) -> Lines:
    """Blocks of texts as lines."""
    numbers = array("i")
    for text, other, block in found:
        ends = block.start_a, block.end_a, block.start_b, block.end_b
        numbers.extend((text, other, *ends, block.matches))
    return np.frombuffer(numbers, dtype=np.int32).reshape(-1, 7)


class _Holders:
    """The segments that hold each text, among those with the given `numbers`."""

    def __init__(self, segments: Segments, numbers: Numbers) -> None:
        texts = segments.text[numbers]
        self._segments = numbers[np.argsort(texts, kind="stable")]
        edges = np.searchsorted(np.sort(texts), np.arange(len(segments.texts) + 1))
        self._first, self.counts = edges[:-1], np.diff(edges)

    def of(self, texts: Numbers | Numbers32) -> Numbers:
        """The holders of each of `texts`, one after the other."""
        return self._segments[spans(self._first[texts], self.counts[texts])]

    def spread(self, lines: Lines, column: int) -> Lines:
        """Lines of texts as lines of segments: in `column` each text gives way to its holders."""
        texts = lines[:, column]
        wide = np.repeat(lines, self.counts[texts], axis=0)
        wide[:, column] = self.of(texts)
        return wide


# --- with templates ---


def _with_templates(segments: Segments) -> Lines:
    """All blocks that segments of plans share with segments of templates."""
    of_plan = segments.order < segments.plans
    plans = _Holders(segments, np.flatnonzero(of_plan))
    templates = _Holders(segments, np.flatnonzero(~of_plan))
    texts = segments.texts
    index = RunIndex((text, all_runs(texts[text])) for text in np.flatnonzero(templates.counts).tolist())
    pairs = (
        (text, other)
        for text in np.flatnonzero(plans.counts).tolist()
        for other in np.unique(index.holders(all_runs(texts[text]), text)[0]).tolist()
    )
    found = ((i, j, block) for i, j in long_enough(pairs, texts) for block in align(texts[i], texts[j]))
    return templates.spread(plans.spread(_lines(found), 0), 1)


# --- between plans ---


def _between_plans(segments: Segments) -> Lines:
    """The blocks of every plan's segments with the closest segments of other plans."""
    numbers = np.flatnonzero(segments.order < segments.plans)
    # Of a text that stands in a plan twice, the first holder.
    keys = segments.text[numbers].astype(np.int64) * segments.plans + segments.order[numbers]
    holders = _Holders(segments, numbers[np.unique(keys, return_index=True)[1]])
    lines = _of_texts(segments, holders)
    edges = np.searchsorted(lines[:, 0], np.arange(len(segments.texts) + 1))
    found = [_NONE]
    for plan, own in enumerate(
        np.split(numbers, segments.order[numbers].searchsorted(range(1, segments.plans)))
    ):
        first = edges[segments.text[own]]
        counts = edges[segments.text[own] + 1] - first
        part = lines[spans(first, counts)]
        part[:, 0] = np.repeat(own, counts)
        part[:, 1] = _closest_holders(part, plan, holders, segments.order)
        found.append(part)
    return np.concatenate(found)


def _of_texts(segments: Segments, holders: _Holders) -> Lines:
    """For each text of a plan, in order, its blocks with the nearest texts, or with itself."""
    owners = np.where(holders.counts > 1, MANY, NOBODY)
    sole = np.flatnonzero(holders.counts == 1)
    owners[sole] = segments.order[holders.of(sole)]
    nearest = _lines(find_nearest(segments.texts, owners))
    lines = np.concatenate([nearest, _with_itself(segments, np.flatnonzero(owners == MANY))])
    return lines[np.argsort(lines[:, 0], kind="stable")]


def _with_itself(segments: Segments, texts: Numbers) -> Lines:
    """The one block of each text with itself, where it is long enough for a passage."""
    lengths = np.array([len(segments.texts[text]) for text in texts.tolist()], dtype=np.int32)
    texts, lengths = texts[lengths >= LEAST_SCORE], lengths[lengths >= LEAST_SCORE]
    start = np.zeros_like(lengths)
    return np.column_stack([texts, texts, start, lengths, start, lengths, lengths]).astype(np.int32)


def _closest_holders(lines: Lines, plan: int, holders: _Holders, orders: Numbers32) -> Numbers:
    """For each line of a plan the holder of the other text whose plan shares most letters with it.

    Letters are added up over all lines; of several plans that share as many, the first.
    """
    counts = holders.counts[lines[:, 1]]
    if not len(counts):
        return counts
    choices, line = holders.of(lines[:, 1]), np.repeat(np.arange(len(lines)), counts)
    letters = np.bincount(orders[choices], weights=lines[line, 6], minlength=plan + 1)
    letters[plan] = -1
    shared = letters[orders[choices]]
    best = np.flatnonzero(shared == np.maximum.reduceat(shared, counts.cumsum() - counts)[line])
    return choices[best[np.unique(line[best], return_index=True)[1]]]
