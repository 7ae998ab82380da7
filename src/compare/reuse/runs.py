"""Runs of letters, by which texts with a passage in common are found: work grows with the texts, not pairs.

Runs are hashed, and of thousands of texts only fingerprints are kept: the least hash of every
`WINDOW` neighbouring runs (winnowing, Schleimer, Wilkerson & Aiken 2003). Two texts with
`SEED + WINDOW - 1` letters in a row in common always have a fingerprint in common.
"""

from array import array
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

SEED = 5
"""Letters of a run."""
WINDOW = 4
"""Neighbouring runs of which one fingerprint is kept."""

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
_FACTOR, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def run_hashes(text: str) -> Hashes:
    """A hash of 32 bits for each run of `SEED` letters, in order (Karp & Rabin 1987).

    >>> one, other = run_hashes("健全行政执法制度"), run_hashes("规范行政执法制度")
    >>> (one == other).tolist()
    [False, False, True, True]
    """
    return _hashes(np.frombuffer(text.encode("utf-32-le"), dtype=np.int32))


def _hashes(letters: npt.NDArray[np.int32]) -> Hashes:
    codes = letters.astype(np.uint64)
    hashes = np.zeros(max(0, len(codes) - SEED + 1), dtype=np.uint64)
    for place in range(SEED):
        hashes = (hashes + codes[place : place + len(hashes)]) * _FACTOR
        hashes ^= hashes >> _HALF
    return hashes & _LOW


def all_runs(text: str) -> Hashes:
    """The distinct runs of a text."""
    return np.unique(run_hashes(text))


def fingerprints(text: str) -> tuple[Hashes, Numbers]:
    """The distinct runs of a text that winnowing keeps, and where each first stands.

    None for a text of less than a window.
    """
    hashes = run_hashes(text)
    if len(hashes) < WINDOW:
        return hashes[:0], np.empty(0, dtype=np.int64)
    ends = len(hashes) - WINDOW + 1
    windows = np.stack([hashes[place : place + ends] for place in range(WINDOW)])
    places = np.unique(windows.argmin(axis=0) + np.arange(ends))
    kept, first = np.unique(hashes[places], return_index=True)
    return kept, places[first]


def many_fingerprints(letters: npt.NDArray[np.int32], lengths: Numbers) -> tuple[Hashes, Numbers]:
    """The runs that winnowing keeps of texts, whose letters lie one text after the other, and the text of each.

    A run that a text has twice may come twice.

    >>> runs, text = many_fingerprints(np.array([*map(ord, "健全行政执法制度健全执法")], dtype=np.int32), np.array([8, 4]))
    >>> runs.tolist() == fingerprints("健全行政执法制度")[0].tolist(), text.tolist()
    (True, [0])
    """
    counts = np.maximum(0, lengths - (SEED + WINDOW - 2))
    hashes, starts = _hashes(letters), spans(lengths.cumsum() - lengths, counts)
    windows = np.stack([hashes[starts + place] for place in range(WINDOW)])
    places = starts + windows.argmin(axis=0)
    new = np.append(True, places[1:] != places[:-1])[: len(places)]  # neighbouring windows mostly agree
    return hashes[places[new]], np.repeat(np.arange(len(lengths)), counts)[new]


class RunIndex:
    """The texts that hold each run, from the runs of each text; of few texts (`run_file` is for many).

    >>> index = RunIndex([(7, all_runs("健全行政执法制度")), (9, all_runs("规范行政执法制度"))])
    >>> index.holders(all_runs("行政执法制度")).tolist()
    [7, 9, 7, 9]
    """

    def __init__(self, runs: Iterable[tuple[int, Hashes]]) -> None:
        keys = array("Q")  # a run's hash, then the text's number: sorted, those of a run lie together
        for number, hashes in runs:
            keys.frombytes((hashes << _HALF | np.uint64(number)).tobytes())
        self._keys = np.frombuffer(keys, dtype=np.uint64)
        self._keys.sort()

    def holders(self, runs: Hashes) -> Numbers:
        """The texts that hold each of `runs`, one run after the other."""
        first = np.searchsorted(self._keys, runs << _HALF)
        last = np.searchsorted(self._keys, runs << _HALF | _LOW, side="right")
        return (self._keys[spans(first, last - first)] & _LOW).astype(np.int64)


def spans(first: Numbers, counts: Numbers) -> Numbers:
    """So many numbers from each `first` on, one span after the other.

    >>> spans(np.array([3, 7, 5]), np.array([2, 0, 3])).tolist()
    [3, 4, 5, 6, 7]
    """
    return np.repeat(first + counts - counts.cumsum(), counts) + np.arange(counts.sum())
