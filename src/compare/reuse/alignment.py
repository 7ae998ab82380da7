"""Local alignment of two short texts, character by character (Smith & Waterman 1981).

An equal character scores 1; a changed, added or missing one costs 1. The best-scoring
stretch is the longest one in which agreement outweighs edits, so small edits do not break a
shared passage and unrelated words do not lengthen it. Further stretches are sought in what
is left (Waterman & Eggert 1987), in any order: swapped clauses are found one by one.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

LEAST_SCORE = 12
"""Characters of agreement, edits taken off, that a passage needs; shorter ones are idiom."""
_USED = 1 << 16  # the cost of a character that a passage has taken: more than any score
_Numbers = npt.NDArray[np.int32]


class Block(NamedTuple):
    """`a[start_a:end_a]` aligned with `b[start_b:end_b]`; `matches` characters are equal."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    matches: int

    @property
    def exact(self) -> bool:
        """Whether both sides are the same, character by character."""
        return self.matches == self.end_a - self.start_a == self.end_b - self.start_b

    @property
    def similarity(self) -> float:
        """Matched share of both sides: 2 matches / (length a + length b)."""
        return 2 * self.matches / (self.end_a - self.start_a + self.end_b - self.start_b)

    def swapped(self) -> "Block":
        return Block(self.start_b, self.end_b, self.start_a, self.end_a, self.matches)


def align(a: str, b: str, least: int = LEAST_SCORE) -> list[Block]:
    """All shared passages of two texts that score at least `least`, in the order of `a`.

    >>> [block] = align("建立健全重大行政决策跟踪反馈制度", "健全重大决策跟踪反馈制度", least=8)
    >>> block.matches, round(block.similarity, 2)
    (12, 0.92)
    """
    if (len(b), b) < (len(a), a):  # ties fall the same way whichever text comes first
        return sorted((block.swapped() for block in align(b, a, least)), key=lambda block: block.start_a)
    equal = _codes(a)[:, None] == _codes(b)[None, :]
    costs_a, costs_b = np.ones(len(a), dtype=np.int32), np.ones(len(b), dtype=np.int32)
    blocks: list[Block] = []
    while _may_agree(_left(a, [one[:2] for one in blocks]), _left(b, [one[2:4] for one in blocks]), least):
        scores = _score(equal, costs_a, costs_b)
        if scores.max() < least:
            break
        block = _trace(scores, equal)
        blocks.append(block)
        costs_a[block.start_a : block.end_a] = _USED
        costs_b[block.start_b : block.end_b] = _USED
    return sorted(blocks, key=lambda block: block.start_a)


def _left(text: str, taken: Sequence[tuple[int, ...]]) -> list[str]:
    """The stretches of a text that no passage has taken."""
    edges = [0, *chain.from_iterable(sorted(taken)), len(text)]
    return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _may_agree(some: list[str], others: list[str], least: int) -> bool:
    """Whether two of these stretches have enough letters in common, in order: a quick bound of what they score."""
    from rapidfuzz.distance import LCSseq  # loaded here: no figure waits for it

    pairs = ((one, other) for one in some if len(one) >= least for other in others)
    return any(LCSseq.similarity(one, other, score_cutoff=least) >= least for one, other in pairs)


def _codes(text: str) -> npt.NDArray[np.int32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.int32)


def _score(equal: npt.NDArray[np.bool_], costs_a: _Numbers, costs_b: _Numbers) -> _Numbers:
    """Best score of a stretch that ends at each pair of characters; used ones cost too much.

    While rows are filled, each score is raised by what skipping all of b before it would cost: so
    characters of b left out are a running maximum.
    """
    skipped = np.concatenate([[0], np.cumsum(costs_b)], dtype=np.int32)
    costs = np.maximum(costs_a[:, None], costs_b[None, :])
    pairs = np.where(equal & (costs < _USED), 1, -costs) + costs_b
    raised = np.empty((len(costs_a) + 1, len(costs_b) + 1), dtype=np.int32)
    raised[0] = skipped
    for cost, pair, above, row in zip(costs_a.tolist(), pairs, raised, raised[1:], strict=False):
        np.subtract(above, cost, out=row)
        np.maximum(row, skipped, out=row)
        pair += above[:-1]
        np.maximum(row[1:], pair, out=row[1:])
        np.maximum.accumulate(row, out=row)
    return raised - skipped


def _trace(scores: _Numbers, equal: npt.NDArray[np.bool_]) -> Block:
    """Walk back from the best score to where its stretch began."""
    row, column = (int(place) for place in np.unravel_index(int(scores.argmax()), scores.shape))
    end_a, end_b, matches = row, column, 0
    while scores[row, column] > 0:
        here, diagonal = scores[row, column], scores[row - 1, column - 1]
        if equal[row - 1, column - 1] and here == diagonal + 1:
            row, column, matches = row - 1, column - 1, matches + 1
        elif here == diagonal - 1:
            row, column = row - 1, column - 1
        elif here == scores[row - 1, column] - 1:
            row -= 1
        else:
            column -= 1
    return Block(row, end_a, column, end_b, matches)
