"""What the texts of plans share with other texts: the longest part of the search, done in parts.

Parts need not be done in order, nor all by one process: each is a file, and what is there is not
done again.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import numpy as np

from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.lists import HeldLists, Numbers, Rows
from compare.reuse.nearest import MANY, MOST_HOLDERS, NOBODY, Found, Nearest, Owners, write_nearest
from compare.reuse.runs import RunIndex, all_runs
from compare.reuse.searched import Holdings
from compare.reuse.segments import Texts
from compare.reuse.taking_over import Earlier, nothing_taken, take_over

COLUMNS = 8
"""Of a line: two texts, the ends of a block in the first and in the second, its matches, and 1 where the
second text is a template's. Where two texts were aligned and share nothing, its matches are 0."""


def write_holdings(folder: Path, holdings: Holdings, earlier: Earlier | None = None) -> None:
    """Write what `TextLines` needs beside the texts in `folder`; what an `earlier` search found is taken over."""
    owners = holdings.owners
    np.save(folder / "in_template.npy", holdings.in_template)
    write_nearest(folder, owners)
    taken = nothing_taken(holdings, COLUMNS)
    if earlier:
        taken = take_over(folder / "runs", earlier, holdings, MOST_HOLDERS)
    for path, array in (
        (_taken_path(folder), taken.lines),
        (_anew_path(folder), np.flatnonzero(taken.anew)),
        (folder / "known.npy", taken.known),
        (folder / "settled.npy", taken.settled),
    ):
        np.save(path, array)
    unfinished = folder / "unfinished.npy"
    np.save(unfinished, owners)
    os.replace(unfinished, _owners_path(folder))


@dataclass
class TextLines:
    """Finds the lines of the texts in `folder` that must be sought; can be sent to another process.

    A part has so many texts.
    """

    folder: Path
    size: int = 1000

    @property
    def ready(self) -> bool:
        """Whether all files are there that the search needs."""
        return _owners_path(self.folder).exists()

    @property
    def parts(self) -> range:
        return range(-(-len(_anew(self.folder)) // self.size))

    def path(self, part: int) -> Path:
        return self.folder / f"part-{part:06}.npy"

    def __call__(self, part: int) -> None:
        """Write the lines of a part, if they are not there; threads and machines may do parts at once."""
        if self.path(part).exists():
            return
        search = _Search(self.folder)  # by itself: threads cannot read one open file
        texts = _anew(self.folder)[part * self.size : (part + 1) * self.size]
        lines = [line for text in texts.tolist() for line in search.lines(text)]
        unfinished = self.folder / f"unfinished-{part}-{uuid4().hex}.npy"
        np.save(unfinished, np.array(lines, dtype=np.int32).reshape(-1, COLUMNS))
        os.replace(unfinished, self.path(part))

    def gather(self) -> Rows:
        """The lines of all parts, and those taken over, in the order of their texts."""
        lines = np.concatenate(
            [np.load(path) for path in (_taken_path(self.folder), *map(self.path, self.parts))]
        )
        return lines[np.argsort(lines[:, 0], kind="stable")]


class _Search:
    """The files of a search, opened."""

    def __init__(self, folder: Path) -> None:
        self.texts = Texts(folder)
        self._owners: Owners = np.asarray(np.load(_owners_path(folder), mmap_mode="r"))
        self._nearest = Nearest(folder, self._owners)
        templates = np.flatnonzero(np.load(folder / "in_template.npy", mmap_mode="r")).tolist()
        self._templates = RunIndex((text, all_runs(self.texts[text])) for text in templates)
        self._any_template = bool(templates)
        known = np.load(folder / "known.npy", mmap_mode="r")
        self._known = HeldLists(known, np.searchsorted(known[:, 0], np.arange(len(self.texts) + 1)))
        self._settled = np.load(folder / "settled.npy", mmap_mode="r")

    def lines(self, text: int) -> Iterator[tuple[int, ...]]:
        """The lines of a text, if a plan holds it: with itself or its nearest, and with templates' texts."""
        if self._owners[text] != NOBODY:
            known = self._known.of(np.array([text]))
            near = self._with_itself(text) if self._owners[text] == MANY else self._with_nearest(text, known)
            same = self._with_templates(text) if self._any_template and not self._settled[text] else ()
            for found, of_template in ((near, 0), (same, 1)):
                for _, other, block in found:
                    ends = block.start_a, block.end_a, block.start_b, block.end_b
                    yield text, other, *ends, block.matches, of_template
            if self._settled[text]:
                yield from map(tuple, known[known[:, -1] == 1].tolist())

    def _with_nearest(self, text: int, known: Rows) -> Iterator[Found]:
        blocks: dict[int, list[Block]] = {}
        for _, other, *block, of_template in known.tolist():
            if not of_template:
                blocks.setdefault(other, []).extend([Block(*block)] if block[-1] else [])
        return self._nearest.of(text, blocks)

    def _with_itself(self, text: int) -> Iterator[Found]:
        length = len(self.texts[text])
        if length >= LEAST_SCORE:
            yield text, text, Block(0, length, 0, length, length)

    def _with_templates(self, text: int) -> Iterator[Found]:
        letters = self.texts[text]
        for other in np.unique(self._templates.holders(all_runs(letters))).tolist():
            for block in align(letters, self.texts[other]):
                yield text, other, block


def _anew(folder: Path) -> Numbers:
    """The texts that must be sought."""
    return np.asarray(np.load(_anew_path(folder), mmap_mode="r"))


def _anew_path(folder: Path) -> Path:
    return folder / "anew.npy"


def _taken_path(folder: Path) -> Path:
    return folder / "taken.npy"


def _owners_path(folder: Path) -> Path:
    return folder / "owners.npy"
