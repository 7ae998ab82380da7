"""What an earlier search found and still holds: only texts that a change can have touched are sought anew.

Some texts stay: both searches have them, held by the same plan (or by many), and in the same order. All others are
changed. The lines of a text that stays rest on itself and, for each of its runs, on the few texts beside it
among all that hold the run (`RunFile.holders`). As long as no changed text is, or was, among these, they are the
same texts in the same order, and so are the lines. What texts share with those of templates does not
depend on other texts.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from compare.reuse.lists import Numbers, Rows
from compare.reuse.nearest import NOBODY, Owners
from compare.reuse.run_file import keys_of, numbers_in, runs_in, whole_runs
from compare.reuse.runs import Hashes, many_fingerprints, spans
from compare.reuse.searched import Holdings, Searched, read_searched
from compare.reuse.segments import TextWriter

_Mask = npt.NDArray[np.bool_]
_AT_ONCE = 1000  # texts whose runs are looked at together: bounds memory
_GONE, _NO_TEXT = -3, -4
"""Owners of a text whose plan is gone, and of none: others than any."""


@dataclass(frozen=True)
class Earlier:
    """What an earlier search found, and for each of its texts the number now, or -1."""

    search: Searched
    now: Numbers

    def owners(self, ids: Sequence[str]) -> Owners:
        """Who held each text, by the numbers that plans have now."""
        number = {name: place for place, name in enumerate(ids)}
        now = [number.get(name, _GONE) for name in self.search.plans()]
        here = np.array([*now, *range(NOBODY, 0)], dtype=np.int32)  # -1 and -2 stand for themselves
        return here[self.search.owners]

    def staying(self, holdings: Holdings) -> Numbers:
        """The texts that stay, by the numbers that they had, in order: as many as may be."""
        known = np.flatnonzero(np.append(holdings.owners, _NO_TEXT)[self.now] == self.owners(holdings.ids))
        return known[_rising(self.now[known].tolist())]

    def knows_templates(self, in_template: _Mask) -> bool:
        """Whether the texts of templates are the same."""
        before = self.now[np.flatnonzero(self.search.in_template)]
        return np.array_equal(np.sort(before), np.flatnonzero(in_template))

    def runs(self, numbers: Numbers) -> Hashes:
        """The keys of some texts (see `run_file`), sorted."""
        lengths = self.search.lengths.astype(np.int64)
        begins, keys = lengths.cumsum() - lengths, [np.empty(0, dtype=np.uint64)]
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            letters = self.search.letters[spans(begins[some], lengths[some])]
            runs, which = many_fingerprints(letters, lengths[some])
            keys.append(keys_of(runs, some[which]))
        return np.unique(np.concatenate(keys))


def earlier_search(found: bytes, texts: TextWriter, columns: int) -> Earlier | None:
    """What an earlier search found, whose lines have so many columns; `texts` knows those of now."""
    search = read_searched(found, columns)
    if search is None:
        return None
    return Earlier(search, np.array([texts.known(letters) for letters in search.texts()], dtype=np.int64))


class TakenOver(NamedTuple):
    """What of an earlier search still holds, with the numbers that texts have now.

    `lines` that hold, and which texts must be sought `anew`. Of these, lines that were `known`: what
    two texts share depends on them alone, and so do all lines with templates of texts that are `settled`.
    """

    lines: Rows
    anew: _Mask
    known: Rows
    settled: _Mask


def nothing_taken(holdings: Holdings, columns: int) -> TakenOver:
    """Where nothing is known of an earlier search, whose lines would have so many columns."""
    none = np.empty((0, columns), dtype=np.int32)
    held = holdings.owners != NOBODY
    return TakenOver(none, held, none, np.zeros_like(held))


def take_over(runs: Path, earlier: Earlier, holdings: Holdings, most: int) -> TakenOver:
    """Whatever still holds; `runs` is the file of `write_runs` of the texts now.

    Of each run about `most` texts are looked at.
    """
    search, now = earlier.search, earlier.now
    if not earlier.knows_templates(holdings.in_template):
        return nothing_taken(holdings, search.lines.shape[1])
    anew = _changed(runs, earlier, holdings, most // 2)
    settled = np.zeros(len(anew), dtype=bool)
    settled[now[(now >= 0) & (search.owners != NOBODY)]] = True
    lines = search.lines[(now[search.lines[:, :2]] >= 0).all(axis=1)]
    lines[:, :2] = now[lines[:, :2]]
    holds = ~anew[lines[:, 0]]
    known = lines[~holds]
    known = known[np.argsort(known[:, 0], kind="stable")]
    return TakenOver(lines[holds], anew & (holdings.owners != NOBODY), known, settled)


def _changed(runs: Path, earlier: Earlier, holdings: Holdings, margin: int) -> _Mask:
    """Which texts changed, or have, or had, a changed one beside them."""
    stay, changed = earlier.staying(holdings), np.ones(len(holdings.owners), dtype=bool)
    changed[earlier.now[stay]] = False
    return changed | _touched(runs, _Change.of(earlier, stay, changed), margin)


@dataclass(frozen=True)
class _Change:
    """What changed between two searches.

    Of the texts now which are `fresh`, and the numbers that the others had `before`; the keys of those `gone`.
    """

    fresh: _Mask
    before: Numbers
    gone: Hashes

    @classmethod
    def of(cls, earlier: Earlier, stay: Numbers, fresh: _Mask) -> "_Change":
        before = np.zeros(len(fresh), dtype=np.int64)
        before[earlier.now[stay]] = stay
        gone = earlier.search.owners != NOBODY
        gone[stay] = False
        return cls(fresh, before, earlier.runs(np.flatnonzero(gone)))


def _touched(runs: Path, change: _Change, margin: int) -> _Mask:
    """Which texts have, or had, a changed one among those beside them that hold the same run."""
    touched = np.zeros(len(change.fresh), dtype=bool)
    for keys in whole_runs(runs):
        run, number = runs_in(keys), numbers_in(keys)
        fresh = change.fresh[number]
        touched[number[_beside(run, fresh, margin)]] = True
        touched[_touched_before(run[~fresh], number[~fresh], change, margin)] = True
    return touched


def _touched_before(run: Hashes, number: Numbers, change: _Change, margin: int) -> Numbers:
    """The texts that had a changed one beside them, of those that stay and hold these runs."""
    if not len(run):
        return number
    held = runs_in(change.gone)
    gone = change.gone[held.searchsorted(run[0]) : held.searchsorted(run[-1], side="right")]
    keys = np.append(keys_of(run, change.before[number]), gone)
    order = np.argsort(keys, kind="stable")
    touched = np.zeros(len(keys), dtype=bool)
    touched[order] = _beside(runs_in(keys[order]), order >= len(run), margin)
    return number[touched[: len(run)]]


def _beside(run: Hashes, changed: _Mask, margin: int) -> _Mask:
    """Whether any of the `margin` keys before and after each one, of the same run, is changed."""
    first, last = run.searchsorted(run), run.searchsorted(run, side="right")
    place, count = np.arange(len(run)), np.append(0, changed.cumsum())
    return count[np.minimum(place + margin + 1, last)] > count[np.maximum(place - margin, first)]


def _rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence (patience sorting, Fredman 1975)."""
    least: list[int] = []  # that a subsequence of each length ends in
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(least, number)
        before.append(ends[length - 1] if length else -1)
        least[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    found, place = [], ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
