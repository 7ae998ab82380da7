"""For each text the few other texts that together hold most of what others hold of it.

The first is the one with most runs of letters in common, each further one that with most runs
outside the passages found so far (the greedy cover of a set, Johnson 1974), so that of a text
made of two others' halves both are found.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.run_file import RunFile, write_runs
from compare.reuse.runs import SEED, Hashes, Numbers, fingerprints, many_fingerprints
from compare.reuse.segments import Texts

MOST_NEAREST = 5
"""Other texts kept for a text."""
MOST_TRIED = 8
"""Texts aligned to find them: some have only an idiom in common."""
MOST_HOLDERS = 200
"""Texts looked at for one run: a longer list is a common phrase, and other runs tell more."""
_AT_ONCE = 1000
"""Texts whose fingerprints are taken together: bounds memory."""
MANY, NOBODY = -1, -2
"""Owners of a text that several plans hold, and of one that no plan holds."""

NOTHING_KNOWN: Mapping[int, list[Block]] = MappingProxyType({})
_NO_LETTERS = Block(0, 0, 0, 0, 0)
Found = tuple[int, int, Block]
Owners = npt.NDArray[np.int32]


def write_nearest(folder: Path, owners: Owners) -> None:
    """Write the fingerprints of the texts in `folder` that plans hold, for `Nearest`."""
    write_runs(folder / "runs", _runs(Texts(folder), owners))


def _runs(texts: Texts, owners: Owners) -> Iterator[tuple[Hashes, Numbers]]:
    """The fingerprints of those texts that plans hold, and the number of the text beside each."""
    for start in range(0, len(texts), _AT_ONCE):
        some = np.arange(start, min(start + _AT_ONCE, len(texts)))
        runs, which = many_fingerprints(texts.letters(some[0], len(some)), texts.lengths(some))
        held = owners[some[which]] != NOBODY
        yield runs[held], some[which][held]


class Nearest:
    """The nearest of the `Texts` in a folder, after `write_nearest`.

    `owners` has for each text the number of the only plan that holds it, `MANY` (the text is found
    elsewhere whole, and needs no other), or `NOBODY`. A text that only the same plan holds is
    no candidate.

    >>> import tempfile
    >>> from contextlib import closing
    >>> from compare.reuse.segments import TextWriter
    >>> said = ["健全行政执法人员岗位培训制度", "建立健全行政执法人员岗位培训制度"]
    >>> owners = np.array([0, 1], dtype=np.int32)
    >>> with tempfile.TemporaryDirectory() as name:
    ...     folder = Path(name)
    ...     with closing(TextWriter(folder)) as writer:
    ...         numbers = list(map(writer.number, said))
    ...     write_nearest(folder, owners)
    ...     [(text, other, block.matches) for text, other, block in Nearest(folder, owners).of(0)]
    [(0, 1, 14)]
    """

    def __init__(self, folder: Path, owners: Owners) -> None:
        self._texts, self._owners = Texts(folder), owners
        self._runs = RunFile(folder / "runs")

    def of(self, number: int, known: Mapping[int, list[Block]] = NOTHING_KNOWN) -> Iterator[Found]:
        """What a text that only one plan holds shares with its nearest: text, other text, block.

        A text with which it shares nothing, but which was tried, comes with a block of no letters. Texts with
        which it was aligned before, as is `known`, are not aligned again.
        """
        owner, text = self._owners[number], self._texts[number]
        if owner < 0 or len(text) < LEAST_SCORE:
            return
        runs, places = fingerprints(text)
        others, which = self._runs.holders(runs, number, MOST_HOLDERS)
        foreign = self._owners[others] != owner
        for other, block in self._cover(text, others[foreign], places[which[foreign]], known):
            yield number, other, block

    def _cover(
        self, text: str, others: Numbers, places: Numbers, known: Mapping[int, list[Block]]
    ) -> Iterator[tuple[int, Block]]:
        """Align a text with those of `others` that hold most of it; they share a run at each of `places`.

        Of several that share as many runs the one closest in length comes first, then the first.
        """
        names, which = np.unique(others, return_inverse=True)
        apart, kept = np.abs(self._texts.lengths(names) - len(text)), 0
        for _ in range(MOST_TRIED):
            if kept == MOST_NEAREST or not len(which):
                return
            runs = np.bincount(which)
            most = np.flatnonzero(runs == runs.max())
            best = most[apart[most].argmin()]
            other, left = int(names[best]), which != best
            blocks = known[other] if other in known else align(text, self._texts[other])
            for block in blocks or [_NO_LETTERS]:
                left &= (places + SEED // 2 < block.start_a) | (places + SEED // 2 >= block.end_a)
                yield other, block
            kept += bool(blocks)
            which, places = which[left], places[left]
