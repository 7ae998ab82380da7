"""The letters of plans, cut into segments: what is aligned with what.

A segment is a provision, or a part of a very long one. `Segments` holds those of thousands of
plans: every distinct text once, and for each segment a few numbers.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from compare.documents import Document
from compare.reuse.letters import letters
from compare.text.cleaning import Passage

LONGEST = 400
"""Letters aligned at once: a longer provision is taken in parts, joined by `passage_id`."""

Orders = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Segment:
    """The letters of a provision, or of a part of a long one.

    `order` is the position of its document, `offset` that of its first letter in the document.
    """

    order: int
    doc_id: str
    provision_id: str
    offset: int
    letters: Passage


def cut(document: Document, order: int) -> Iterator[Segment]:
    """The segments of a document, in order."""
    offset = 0
    for provision in document.provisions:
        text = letters(provision.passage)
        for start in range(0, len(text.text), LONGEST):
            part = text[start : start + LONGEST]
            yield Segment(order, document.doc_id, provision.provision_id, offset + start, part)
        offset += len(text.text)


class Segments:
    """The segments of plans and then of templates, by number, in order.

    `texts` are the distinct texts by number; `text`, `order` and `offset` hold for each segment
    the number of its text, of its document, and the place of its first letter there.
    """

    def __init__(self, plans: Iterable[Document], templates: Iterable[Document] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._columns = tuple(array("i") for _ in range(3))
        self._provisions: list[str] = []
        self._doc_ids: list[str] = []
        self._places: list[Orders] = []
        for document in plans:
            self._add(document)
        self.plans = len(self._doc_ids)
        for document in templates:
            self._add(document)
        self.text, self.order, self.offset = (
            np.frombuffer(column, dtype=np.int32) for column in self._columns
        )
        self.texts = list(self._numbers)
        del self._numbers

    def _add(self, document: Document) -> None:
        places: list[Orders] = []
        for segment in cut(document, len(self._doc_ids)):
            number = self._numbers.setdefault(segment.letters.text, len(self._numbers))
            for column, value in zip(self._columns, (number, segment.order, segment.offset), strict=True):
                column.append(value)
            self._provisions.append(segment.provision_id)
            places.append(segment.letters.index)
        self._doc_ids.append(document.doc_id)
        self._places.append(np.concatenate(places) if places else np.empty(0, dtype=np.int32))

    def __getitem__(self, number: int) -> Segment:
        order, offset = int(self.order[number]), int(self.offset[number])
        text = self.texts[self.text[number]]
        passage = Passage(text, self._places[order][offset : offset + len(text)])
        return Segment(order, self._doc_ids[order], self._provisions[number], offset, passage)
