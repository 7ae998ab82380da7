"""The text layer of a PDF, page after page.

A PDF keeps no paragraphs; its line and page breaks are undone later, like those of any text
with hard line breaks. A scan has no text layer and needs OCR elsewhere.
"""

import io
import logging
import unicodedata

from pypdf import PdfReader

from compare.errors import InputError

MAX_PAGES = 1_000
"""Pages that are read; a plan has some thirty."""

_ENOUGH = 20
"""Characters below which a page counts as one without a text layer."""


def pdf_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a PDF, and which of its pages have none."""
    pages = [page.translate(PLAIN_FORMS) for page in _pages(data, name)]
    empty = [number for number, page in enumerate(pages, 1) if len("".join(page.split())) < _ENOUGH]
    if len(empty) == len(pages):
        raise InputError(f"{name}: a scan without text; run OCR on it first and give the text.")
    shown = "、".join(map(str, empty[:10]))
    notes = (f"pages without a text layer, perhaps scanned: {shown} of {len(pages)}",) if empty else ()
    return "\n".join(pages) + "\n", notes


def _pages(data: bytes, name: str) -> list[str]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings mean nothing to a reader
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: protected by a password; save an open copy first.")
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"{name}: {len(reader.pages):,} pages; give the plan's own pages.")
        return [page.extract_text() for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # pypdf lets through whatever broken content leads it to
        if b"/Encrypt" in data:
            raise InputError(
                f"{name}: protected in a way that cannot be opened; print it to a new PDF."
            ) from None
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise InputError(f"{name}: not a PDF that can be opened ({reason}); save it again.") from None


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
