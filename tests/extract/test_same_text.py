"""The same text with other line ends, spaces, widths and encodings gives the same rows (a metamorphic test).

All texts at hand: the project's plans and the held-out ones.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compare.extract.finds import find_all
from compare.files.reading import decode
from compare.text.document import parse_document
from compare.text.folding import fold
from compare.text.sources import Source

ROOT = Path(__file__).resolve().parents[2] / "data"
TEXTS = sorted([*(ROOT / "raw").glob("*.txt"), *(ROOT / "heldout").glob("*.txt")])
Rows = dict[str, list[tuple[str, ...]]]

_HALF = str.maketrans("，；：？！（）０１２３４５６７８９％", ",;:?!()0123456789%")


def _indented(space: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)^(?=\S)", space * 2, text)


WAYS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "em spaces": _indented("\u2003"),
    "ideographic spaces": _indented("\u3000"),
    "no-break spaces": _indented("\xa0"),
    "spaces at the end of lines": lambda text: re.sub(r"(?m)(?<=\S)$", " \u3000", text),
    "a byte order mark": lambda text: "\ufeff" + text,
    "zero-width spaces": lambda text: text.replace("。", "。\u200b"),
    "blank lines": lambda text: text.replace("\n", "\n\n"),
    "half-width punctuation": lambda text: text.translate(_HALF),
    "GB18030": lambda text: decode(text.encode("gb18030"), "a.txt"),
    "UTF-16": lambda text: decode(text.encode("utf-16"), "a.txt"),
}
# Blank lines say where paragraphs end, so texts broken at a fixed width are not the same with more of them.
BROKEN_BY_BLANKS = "blank lines"


def read(path: Path) -> str:
    """The text with plain ends and without the layout space that the ways vary."""
    text = decode(path.read_bytes(), path.name).removeprefix("\ufeff")
    return re.sub(r"(?m)^[^\S\n]+|[^\S\n]+$", "", text)


def rows(text: str) -> Rows:
    """What the tables hold, in signs that all ways share."""
    document = parse_document(Source("a", "a.txt"), text)
    finds = find_all(document).values()
    return {
        "heads": [tuple(map(_plain, (document.source.title, document.source.issued, document.source.jurisdiction_zh)))],
        "measures": [(_plain(one.number), _plain(one.heading), _plain(one.chapter)) for one in document.measures],
        "provisions": [(_plain(one.text), one.structure) for one in document.provisions],
        "times": [(t.kind, t.date_start, t.date_end, t.period, t.bound) for one in finds for t in one.times],
        "targets": [(t.comparator, str(t.value), t.unit, t.per) for one in finds for t in one.targets],
        "bodies": [(_plain(b.name), b.role) for one in finds for b in one.bodies],
        "citations": [(_plain(c.title), _plain(c.document_number)) for one in finds for c in one.citations],
    }  # fmt: skip


def _plain(text: str) -> str:
    return "".join(fold(text).translate(_HALF).split()).replace("\u200b", "")


@pytest.fixture(scope="module")
def clean() -> dict[Path, Rows]:
    return {path: rows(read(path)) for path in TEXTS}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_text_gives_the_same_rows(way: str, clean: dict[Path, Rows]) -> None:
    different = {
        (path.name, table)
        for path, expected in clean.items()
        if way != BROKEN_BY_BLANKS or "\n\n" in read(path)
        for table, found in rows(WAYS[way](read(path))).items()
        if found != expected[table]
    }
    assert not different
