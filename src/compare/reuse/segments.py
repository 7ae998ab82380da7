"""The letters of plans, cut into segments: what is aligned with what.

A segment is a provision, or a part of a very long one. `Segments` holds those of thousands of
plans: every distinct text once, and for each segment a few numbers; where in its file each
letter stands is kept on disk.
"""

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from compare.documents import Document, provision_id
from compare.reuse.letters import letters
from compare.text.cleaning import Passage

LONGEST = 400
"""Letters aligned at once: a longer provision is taken in parts, joined by `passage_id`."""

Numbers32 = npt.NDArray[np.int32]


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


class Segments:
    """The segments of plans and then of templates, by number, in order.

    `texts` are the distinct texts by number; `text`, `order` and `offset` hold for each segment
    the number of its text, of its document, and the place of its first letter there.
    """

    def __init__(self, plans: Iterable[Document], templates: Iterable[Document] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._columns = tuple(array("i") for _ in range(4))
        self._doc_ids: list[str] = []
        self._first: list[int] = []  # of each document, how many letters come before it
        self._places = tempfile.TemporaryFile()  # noqa: SIM115  closed when nobody holds the segments
        for document in plans:
            self._add(document)
        self.plans = len(self._doc_ids)
        for document in templates:
            self._add(document)
        self.text, self.order, self.offset, self._seq = (
            np.frombuffer(column, dtype=np.int32) for column in self._columns
        )
        self.texts = list(self._numbers)
        del self._numbers

    def _add(self, document: Document) -> None:
        order = len(self._doc_ids)
        self._doc_ids.append(document.doc_id)
        self._first.append(self._places.tell() // _PLACE.itemsize)
        for segment in cut(document, order):
            number = self._numbers.setdefault(segment.letters.text, len(self._numbers))
            values = number, order, segment.offset, segment.seq
            for column, value in zip(self._columns, values, strict=True):
                column.append(value)
            self._places.write(segment.letters.index.astype(_PLACE).tobytes())

    def __getitem__(self, number: int) -> Segment:
        order, offset = int(self.order[number]), int(self.offset[number])
        text = self.texts[self.text[number]]
        self._places.seek((self._first[order] + offset) * _PLACE.itemsize)
        index = np.frombuffer(self._places.read(len(text) * _PLACE.itemsize), dtype=_PLACE)
        return Segment(order, self._doc_ids[order], int(self._seq[number]), offset, Passage(text, index))


_PLACE = np.dtype(np.int32)
