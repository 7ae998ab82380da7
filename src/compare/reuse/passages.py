"""Find the passages that plans share: the rows of `reuse.csv`.

The way follows the study of reprinted news and copied bills: candidates from shared runs of
characters, then local alignment (Smith, Cordell & Mullen 2015; Citron & Ginsparg 2015; Linder,
Desmarais, Burgess & Giraudy 2020, "Text as Policy"). Provisions are aligned with provisions,
wherever they stand, so order plays no part; rows that continue each other in both plans
bear the same `passage_id`. Who copied whom the rows do not say: both may follow a third text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from compare.reuse.alignment import Block, align
from compare.reuse.candidates import Pair, find_pairs
from compare.reuse.joining import passage_numbers
from compare.reuse.rounding import DIGITS
from compare.reuse.segments import Segment, cut
from compare.tables.schema import ALL_PAIRS
from compare.text.document import Document

Row = dict[str, Any]
Places = tuple[int, int, int, int]
"""Start and end in document a, start and end in document b."""


@dataclass(frozen=True)
class Shared:
    """One block of letters that two segments of different documents share."""

    a: Segment
    b: Segment
    block: Block

    @property
    def places(self) -> Places:
        """Start and end in document a, start and end in document b, counted in letters."""
        a, b, block = self.a.offset, self.b.offset, self.block
        return a + block.start_a, a + block.end_a, b + block.start_b, b + block.end_b


def find_reuse(documents: Iterable[Document], templates: Iterable[Document] = ()) -> list[Row]:
    """The rows of `reuse.csv`: passages shared by any two plans, or by a plan and a template.

    `templates` are outlines that plans may have followed; they are compared with every plan,
    not with each other, and `role_b` marks them. Rows are sorted by document pair and place.
    Both may be generators: of each document only the letters are kept.
    """
    segments = [part for order, document in enumerate(documents) for part in cut(document, order)]
    plans = segments[-1].order + 1 if segments else 0
    segments += [part for order, document in enumerate(templates, plans) for part in cut(document, order)]
    by_pair: dict[Pair, list[Shared]] = defaultdict(list)
    for shared in _aligned(segments):
        if shared.a.order < plans:
            by_pair[shared.a.order, shared.b.order].append(shared)
    rows: list[Row] = []
    for (_, order), found in sorted(by_pair.items()):
        found.sort(key=lambda shared: shared.places)
        rows += _rows_of_pair(found, "plan" if order < plans else "template")
    return rows


def _aligned(segments: Sequence[Segment]) -> Iterator[Shared]:
    """Align every candidate pair of texts once, then apply it wherever the two texts stand."""
    holders: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        holders[segment.letters.text].append(segment)
    texts = list(holders)
    for i, j in (*((i, i) for i in range(len(texts)) if len(holders[texts[i]]) > 1), *find_pairs(texts)):
        pairs = list(_across(holders[texts[i]], holders[texts[j]]))
        for block in align(texts[i], texts[j]) if pairs else ():
            yield from (_oriented(a, b, block) for a, b in pairs)


def _across(first: list[Segment], second: list[Segment]) -> Iterator[tuple[Segment, Segment]]:
    """Pairs of segments of different documents; each pair once where both lists are the same."""
    for a in first:
        for b in second:
            if a.order < b.order or (a.order > b.order and first is not second):
                yield a, b


def _oriented(a: Segment, b: Segment, block: Block) -> Shared:
    """The document that comes first as `a`."""
    return Shared(a, b, block) if a.order < b.order else Shared(b, a, block.swapped())


def _rows_of_pair(shared: Sequence[Shared], role: str) -> list[Row]:
    """The rows of one pair of documents, from the blocks they share, which are in order."""
    pair = f"{shared[0].a.doc_id}-{shared[0].b.doc_id}"
    passages = passage_numbers([one.places for one in shared], [0] * len(shared)).tolist()
    return [
        {
            "reuse_id": f"{pair}-r{number:04}",
            "passage_id": f"{pair}-s{passage:04}",
            **_row(one),
            "role_b": role,
            "method": ALL_PAIRS,
        }
        for number, passage, one in zip(count(1), passages, shared, strict=False)
    ]


def _row(shared: Shared) -> Row:
    """What a row says of one block of letters that two documents share."""
    a, b, block = shared.a, shared.b, shared.block
    start_a, end_a = a.letters.raw_span(block.start_a, block.end_a)
    start_b, end_b = b.letters.raw_span(block.start_b, block.end_b)
    return {
        "provision_a": a.provision_id,
        "provision_b": b.provision_id,
        "doc_a": a.doc_id,
        "doc_b": b.doc_id,
        "start_a": start_a,
        "end_a": end_a,
        "start_b": start_b,
        "end_b": end_b,
        "chars": block.matches,
        "similarity": round(block.similarity, DIGITS),
        "kind": "exact" if block.exact else "near",
    }
