"""The letters of plans, cut into segments: what is aligned with what.

A segment is a provision, or a part of a very long one. Those of thousands of plans are written to
files: every distinct text once, and of each document its segments and where its letters stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np

from compare.reuse.letters import letters
from compare.reuse.lists import Lists, ListWriter, Numbers, Rows
from compare.text.cleaning import Passage
from compare.text.document import Document, provision_id

LONGEST = 400
"""Letters aligned at once: a longer provision is taken in parts, joined by `passage_id`."""


@dataclass(frozen=True)
class Segment:
    """The letters of a provision, or of a part of a long one.

    `order` is the position of its document, `seq` that of its provision, `offset` that of its
    first letter in the document.
    """

    order: int
    doc_id: str
    seq: int
    offset: int
    letters: Passage

    @property
    def provision_id(self) -> str:
        return provision_id(self.doc_id, self.seq)


def cut(document: Document, order: int) -> Iterator[Segment]:
    """The segments of a document, in order."""
    offset = 0
    for provision in document.provisions:
        text = letters(provision.passage)
        for start in range(0, len(text.text), LONGEST):
            part = text[start : start + LONGEST]
            yield Segment(order, document.doc_id, provision.seq, offset + start, part)
        offset += len(text.text)


@dataclass(frozen=True)
class PlanLetters:
    """The letters of a document, cut into segments: all that the search for shared wording needs of it.

    `texts` are those of the segments, `seqs` those of their provisions, `places` where each letter stands
    in the raw file.
    """

    doc_id: str
    texts: tuple[str, ...]
    seqs: tuple[int, ...]
    places: Numbers


def letters_of(document: Document) -> PlanLetters:
    """The letters of a document that was parsed."""
    parts = list(cut(document, 0))
    places = np.concatenate([_NO_PLACE, *(part.letters.index for part in parts)])
    texts = tuple(part.letters.text for part in parts)
    return PlanLetters(document.doc_id, texts, tuple(part.seq for part in parts), places)


class TextWriter:
    """Writes distinct texts to `folder`, for `Texts`.

    In memory are digests, of 128 bits each, and those texts that came again, which are few or come often.
    """

    def __init__(self, folder: Path) -> None:
        self._texts = ListWriter(folder / "texts")
        self._known: dict[bytes, int] = {}
        self._again: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text; a new text is written and has the next number, from 0."""
        number = self._again.get(text)
        return self._looked_up(text) if number is None else number

    def known(self, letters: bytes) -> int:
        """The number of a text, of whose letters these are the code points; -1 if it was not written."""
        return self._known.get(_digest(letters), -1)

    def _looked_up(self, text: str) -> int:
        letters, new = text.encode("utf-32-le"), len(self._texts)
        number = self._known.setdefault(_digest(letters), new)
        if number == new:
            self._texts.add(np.frombuffer(letters, dtype=np.int32))
        else:
            self._again[text] = number
        return number

    def close(self) -> None:
        self._texts.close()


def _digest(letters: bytes) -> bytes:
    return blake2b(letters, digest_size=16).digest()


class Texts:
    """The texts that a `TextWriter` wrote to a folder, by number."""

    def __init__(self, folder: Path) -> None:
        self._letters = Lists(folder / "texts", 1)

    def __len__(self) -> int:
        return len(self._letters)

    def __getitem__(self, number: int) -> str:
        return self._letters.of([number]).tobytes().decode("utf-32-le")

    def letters(self, first: int, count: int) -> Rows:
        """The letters of so many texts that follow each other, as code points."""
        return self._letters.following(first, count)[:, 0]

    def lengths(self, numbers: Numbers) -> Numbers:
        return self._letters.counts(numbers)


class SegmentWriter:
    """Writes what is compared of documents, in order, to files in `folder`, all of them `Lists`.

    `texts`: the distinct ones, numbered as they first come. `segments`: of each document a row for
    each segment with the number of its text, the place of its first letter in the document, and the
    `seq` of its provision. `places`: of each document where its letters stand in its raw file.
    """

    def __init__(self, folder: Path) -> None:
        self.ids: list[str] = []
        self.texts = TextWriter(folder)
        self._segments, self._places = ListWriter(folder / "segments"), ListWriter(folder / "places")

    def add(self, document: PlanLetters) -> None:
        numbers = np.array([self.texts.number(text) for text in document.texts], dtype=np.int32)
        lengths = np.array([len(text) for text in document.texts], dtype=np.int32)
        seqs = np.array(document.seqs, dtype=np.int32)
        self._segments.add(np.column_stack([numbers, lengths.cumsum() - lengths, seqs]))
        self._places.add(document.places)
        self.ids.append(document.doc_id)

    def close(self) -> None:
        for file in (self.texts, self._segments, self._places):
            file.close()


_NO_PLACE = np.empty(0, dtype=np.int32)
