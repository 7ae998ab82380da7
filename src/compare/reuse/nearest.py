"""For each text the few other texts that together hold most of what others hold of it.

The first is the one with most runs of letters in common, each further one that with most runs
outside the passages found so far (the greedy cover of a set, Johnson 1974), so that of a text
made of two others' halves both are found.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.candidates import long_enough
from compare.reuse.runs import SEED, Numbers, RunIndex, fingerprints

MOST_NEAREST = 5
"""Other texts kept for a text."""
MOST_TRIED = 8
"""Texts aligned to find them: some have only an idiom in common."""
MOST_HOLDERS = 200
"""Texts looked at for one run: a longer list is a common phrase, and other runs tell more."""
MANY, NOBODY = -1, -2
"""Owners of a text that several plans hold, and of one that no plan holds."""

Found = tuple[int, int, Block]


def find_nearest(texts: Sequence[str], owners: Numbers) -> Iterator[Found]:
    """What the texts that only one plan holds share with their nearest: text, other text, block.

    `owners` has for each text the number of the only plan that holds it, `MANY` (the text is found
    elsewhere whole, and needs no other), or `NOBODY`. A text that only the same plan holds is
    no candidate.

    >>> texts = ["健全行政执法人员岗位培训制度", "建立健全行政执法人员岗位培训制度"]
    >>> [(text, other, block.matches) for text, other, block in find_nearest(texts, np.array([0, 1]))]
    [(0, 1, 14), (1, 0, 14)]
    """
    held, lengths = np.flatnonzero(owners != NOBODY).tolist(), np.array([len(text) for text in texts])
    index = RunIndex((number, fingerprints(texts[number])[0]) for number in held)
    for number in held:
        if owners[number] >= 0 and len(texts[number]) >= LEAST_SCORE:
            runs, places = fingerprints(texts[number])
            others, which = index.holders(runs, number, MOST_HOLDERS)
            foreign = owners[others] != owners[number]
            yield from _cover(number, texts, lengths, others[foreign], places[which[foreign]])


def _cover(
    number: int, texts: Sequence[str], lengths: Numbers, others: Numbers, places: Numbers
) -> Iterator[Found]:
    """Align a text with those of `others` that hold most of it; they share a run at each of `places`."""
    kept = 0
    for _ in range(MOST_TRIED):
        if kept == MOST_NEAREST or not len(others):
            return
        other = _best(number, lengths, others)
        left = others != other
        pairs = long_enough([(number, other)], texts)
        blocks = [block for i, j in pairs for block in align(texts[i], texts[j])]
        for block in blocks:
            left &= (places + SEED // 2 < block.start_a) | (places + SEED // 2 >= block.end_a)
            yield number, other, block
        kept += bool(blocks)
        others, places = others[left], places[left]


def _best(number: int, lengths: Numbers, others: Numbers) -> int:
    """The text that stands in `others` most often; of several, the one closest in length, then the first."""
    names, counts = np.unique(others, return_counts=True)
    first = names[counts == counts.max()]
    return int(first[np.abs(lengths[first] - lengths[number]).argmin()])
