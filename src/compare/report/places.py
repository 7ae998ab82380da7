"""From places in a raw file to places in a sentence's text.

A sentence's text is its raw span with page marks, markup and line breaks taken out; nothing is ever
replaced. So the text's characters stand in the raw span in their order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

import pandas as pd

UNKNOWN = -1
"""Stands for a place that is not known."""


class Places:
    """Where raw spans lie in the texts of `provisions`.

    `provisions` has provision_id, doc_id, start, end (raw, half-open) and text; `raw` the decoded text
    of each plan's file. `rows` gives the row of a provision_id.
    """

    def __init__(self, provisions: pd.DataFrame, raw: Mapping[str, str]) -> None:
        self.rows = {provision_id: row for row, provision_id in enumerate(provisions["provision_id"])}
        self._texts = provisions["text"].tolist()
        self._starts, self._ends = provisions["start"].tolist(), provisions["end"].tolist()
        self._plans, self._raw = provisions["doc_id"].tolist(), raw
        self._known: dict[int, list[int]] = {}

    def of(
        self, provision_ids: Iterable[str], starts: Iterable[int], ends: Iterable[int]
    ) -> tuple[list[int], list[int], list[int]]:
        """The rows of provisions, and the half-open spans in their texts; `UNKNOWN` where one is not known."""
        rows = [self.rows[provision_id] for provision_id in provision_ids]
        spans = [self._span(*place) for place in zip(rows, starts, ends, strict=True)]
        return rows, [first for first, _ in spans], [last for _, last in spans]

    def _span(self, row: int, start: int, end: int) -> tuple[int, int]:
        offsets = self._offsets(row)
        first, last = bisect_left(offsets, int(start)), bisect_left(offsets, int(end))
        if first >= last:
            return UNKNOWN, UNKNOWN
        text = self._texts[row]
        return first + _pairs(text[:first]), last + _pairs(text[:last])

    def _offsets(self, row: int) -> list[int]:
        """The raw offset of every character of a provision's text; none where they cannot be told."""
        if row not in self._known:
            start, end, text = int(self._starts[row]), int(self._ends[row]), self._texts[row]
            cut = len(text) != end - start
            raw = self._raw.get(self._plans[row], "")
            self._known[row] = offsets_in(raw, start, end, text) if cut else list(range(start, end))
        return self._known[row]


def _pairs(text: str) -> int:
    """Characters that a browser counts as two (UTF-16 surrogate pairs)."""
    return sum(character > "\uffff" for character in text)


def offsets_in(raw: str, start: int, end: int, text: str) -> list[int]:
    """The offset in `raw[start:end]` of every character of `text`; empty where it does not stand there.

    >>> offsets_in("第一\\n— 2 —\\n句", 0, 10, "第一句")
    [0, 1, 9]
    """
    offsets, place = [], start
    for character in text:
        place = raw.find(character, place, end)
        if place < 0:
            return []
        offsets.append(place)
        place += 1
    return offsets
