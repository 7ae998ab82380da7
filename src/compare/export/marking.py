"""Targets and times marked within a provision's text.

The tables keep places in the raw file, where a sentence may be broken by line ends and page
marks. A find can only stand further left in the clean text, by at most as many characters as
were taken out.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from compare.export.cells import Piece, Rich, printable
from compare.tables.schema import Tables

Row = Mapping[Any, Any]
MARKS = {"times": "time", "targets": "target"}
"""What is marked; where two overlap, the later one shows."""


def marked_texts(tables: Tables, provision_ids: Iterable[str]) -> dict[str, Rich]:
    """The text of every provision asked for, cut where a target or time begins or ends."""
    wanted = set(provision_ids)
    rows = tables["provisions"]
    own = rows[rows["provision_id"].isin(wanted)].to_dict("records")
    finds: dict[str, list[tuple[Row, str]]] = {key: [] for key in wanted}
    for name, mark in MARKS.items():
        for find in tables[name].to_dict("records"):
            if find["provision_id"] in wanted:
                finds[find["provision_id"]].append((find, mark))
    return {row["provision_id"]: marked(row, finds[row["provision_id"]]) for row in own}


def marked(provision: Row, finds: Iterable[tuple[Row, str]]) -> Rich:
    """One provision's text in pieces, those of `finds` marked.

    >>> row = {"text": "抽查比例不低于3%。", "start": 10, "end": 20}
    >>> [piece.text for piece in marked(row, [({"text": "不低于3%", "start": 14, "end": 19}, "target")])]
    ['抽查比例', '不低于3%', '。']
    """
    text = str(provision["text"])
    marks = [""] * len(text)
    for find, mark in finds:
        start = place_in_text(provision, find)
        if start >= 0:
            marks[start : start + len(find["text"])] = [mark] * len(find["text"])
    runs = groupby(zip(text, marks, strict=True), key=lambda pair: pair[1])
    return tuple(Piece(printable("".join(char for char, _ in run)), mark) for mark, run in runs)


def place_in_text(provision: Row, find: Row) -> int:
    """Where in the provision's clean text a find begins; -1 if its words are not there."""
    text, offset = str(provision["text"]), int(find["start"] - provision["start"])
    left_out = max(0, int(provision["end"] - provision["start"]) - len(text))
    return text.find(str(find["text"]), max(0, offset - left_out))
