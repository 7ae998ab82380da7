"""The text layer of a PDF, page after page.

A PDF keeps no paragraphs; its line and page breaks are undone later, like those of any text
with hard line breaks. A scan has no text layer and needs OCR elsewhere.
"""

import json
import unicodedata
from pathlib import Path

from compare.errors import InputError
from compare.text.formats.apart import run_apart
from compare.text.formats.budget import CHARACTERS, LIMITS, Budget
from compare.text.formats.pdf_layout import Page, Piece, read_layout

MAX_PAGES = 1_000
"""Pages that are read; a plan has some thirty."""

MAX_COMMANDS = 100_000
"""Drawing and text commands beyond one for each byte of the file; a page of text has some hundreds."""

_READER = Path(__file__).with_name("pdf_pages.py")

_ENOUGH = 20
"""Characters below which a page counts as one without a text layer."""


def pdf_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF in reading order; notes say what was taken out and which pages have no text."""
    texts, taken = read_layout(_pages(data, name))
    pages = [text.translate(PLAIN_FORMS) for text in texts]
    empty = [number for number, page in enumerate(pages, 1) if len("".join(page.split())) < _ENOUGH]
    if len(empty) == len(pages):
        raise InputError(f"{name}: a scan without text; run OCR on it first and give the text.")
    shown = "、".join(map(str, empty[:10]))
    notes = (f"pages without a text layer, perhaps scanned: {shown} of {len(pages)}",) if empty else ()
    notes = (*notes, *taken)
    return "\n".join(pages) + "\n", notes


def _pages(data: bytes, name: str) -> list[Page]:
    """Each page as drawn, read by a process of its own (see `pdf_pages`)."""
    most = [MAX_PAGES, MAX_COMMANDS + len(data), LIMITS[CHARACTERS]]
    answer = json.loads(run_apart(_READER, most, data, name))
    if "pages" in answer:
        return [
            Page(width, height, [Piece(*one) for one in pieces]) for width, height, pieces in answer["pages"]
        ]
    if "too_many" in answer:
        raise Budget(name).too_much(f"more than {most[1]:,} drawing commands, or {most[2]:,} characters")
    if "locked" in answer:
        raise InputError(f"{name}: protected by a password; save an open copy first.")
    if "pages_there" in answer:
        raise InputError(f"{name}: {answer['pages_there']:,} pages; give the plan's own pages.")
    if b"/Encrypt" in data:
        raise InputError(f"{name}: protected in a way that cannot be opened; print it to a new PDF.")
    raise InputError(f"{name}: not a PDF that can be opened ({answer['broken']}); save it again.")


_SIMPLE = "⺠民⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⺟母⻁虎"
"""Radicals of simplified characters with the character that was meant."""


def _plain_forms() -> dict[int, str]:
    """Radicals that PDF programs write in place of the character that looks the same.

    One for one, so that a search for 行政 finds ⾏政.
    """
    radicals = map(chr, (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)))
    forms = {ord(char): unicodedata.normalize("NFKC", char) for char in radicals}
    return forms | {ord(a): b for a, b in zip(_SIMPLE[::2], _SIMPLE[1::2], strict=True)}


PLAIN_FORMS = _plain_forms()
