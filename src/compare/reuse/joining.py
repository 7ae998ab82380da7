"""Which blocks that two documents share continue each other: they are one passage."""

import numpy as np
import numpy.typing as npt

JOIN = 6
"""Letters that may lie between two rows of one passage (a heading's number, a changed word)."""

Numbers = npt.NDArray[np.int64]


def passage_numbers(places: npt.ArrayLike, pair: npt.ArrayLike) -> Numbers:
    """The number of the passage that each block belongs to, from 1 on in each pair of documents.

    `places` has a row for each block: start and end in document a, start and end in document b. `pair` tells
    whose block it is: those of a pair lie together, in the order of their places. A block continues the last
    one before it that ends, in both documents, at most `JOIN` letters before it.

    >>> passage_numbers([(0, 9, 5, 14), (0, 9, 50, 59), (12, 20, 14, 22), (0, 9, 5, 14)], [0, 0, 0, 1]).tolist()
    [1, 2, 1, 1]
    """
    first = _first_of_pairs(np.asarray(pair))
    before = _continued(np.asarray(places, dtype=np.int64).reshape(-1, 4), first)
    number = (before == np.arange(len(before))).cumsum()
    while (further := before[before]).tobytes() != before.tobytes():
        before = further
    return number[before] - number[first] + 1


def _first_of_pairs(pair: npt.NDArray[np.generic]) -> Numbers:
    """For each block where those of its pair begin."""
    begins = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])[: len(pair)])
    return np.repeat(begins, np.diff(np.append(begins, len(pair))))


def _continued(places: Numbers, first: Numbers) -> Numbers:
    """For each block the one that it continues; itself if there is none."""
    start_a, end_a, start_b, end_b = places.T
    size = int(end_a.max(initial=0)) + 1
    reach = np.maximum.accumulate(end_a + first * size) - first * size  # of all blocks up to each one
    found, left, back = np.arange(len(first)), np.arange(len(first)), 1
    while len(left := left[left - back >= first[left]]):
        left = left[reach[left - back] >= start_a[left] - JOIN]  # nothing further back is near enough
        other = left - back
        gap_a, gap_b = start_a[left] - end_a[other], start_b[left] - end_b[other]
        near = (gap_a >= 0) & (gap_a <= JOIN) & (gap_b >= 0) & (gap_b <= JOIN)
        found[left[near]] = other[near]
        left, back = left[~near], back + 1
    return found
