"""The text of a Word file: paragraphs, automatic numbers, tables, in the order of the page.

Numbers that Word counts by itself stand in no paragraph's text, and headings only in their
style; both are written out, as 一、 and as Markdown's #, because the outline hangs on them.
Insertions of tracked changes are read, deletions and the table of contents are not.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.oxml.ns import qn

from compare.errors import InputError
from compare.text.formats.budget import CELLS, CHARACTERS, Budget
from compare.text.formats.task_tables import Cell, table_lines
from compare.text.formats.unpacking import refuse_bomb
from compare.text.formats.word_numbers import Numbers

_OLE = b"\xd0\xcf\x11\xe0"
"""First bytes of old Office files, and of new ones with a password."""

_RUN, _LOOKS, _TEXT, _PARAGRAPH = (qn(f"w:{name}") for name in ("r", "rPr", "t", "p"))
_VALUE = qn("w:val")
_BOX = qn("w:txbxContent")
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), _BOX, _LOOKS, qn("w:pPr"), qn("w:rt")}
_SPACES = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HOLDERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def word_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Paragraphs and tables of a Word file, a line each, and what was left out."""
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        what = "protected by a password; save an open copy" if locked else "an old .doc; save it as .docx"
        raise InputError(f"{name}: {what} first.")
    budget = Budget(name)
    try:
        refuse_bomb(data, budget)
        document = open_docx(io.BytesIO(data))
        text = "\n".join(_Reader(document, budget).lines(document.element.body))
    except InputError:
        raise
    except Exception as error:  # a broken archive or XML fails in many ways inside the libraries
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise InputError(f"{name}: not a Word file that can be opened ({reason}); save it again.") from None
    if not text.strip():
        raise InputError(f"{name}: no text in it; if its pages are pictures, it needs OCR first.")
    return text + "\n", _notes(document)


def _notes(document: Docx) -> tuple[str, ...]:
    body = document.element.body
    tags = {"w:footnoteReference": "footnotes", "w:del": "deletions of tracked changes"}
    counts = {what: sum(1 for _ in body.iter(qn(tag))) for tag, what in tags.items()}
    notes = tuple(f"{count} {what} were left out" for what, count in counts.items() if count)
    return (*notes, *_struck(body))


def _struck(body: Any) -> tuple[str, ...]:
    marked = [mark.getparent().getparent() for mark in body.iter(*_NOT_SHOWN)]
    runs = [run for run in dict.fromkeys(marked) if run is not None and _is_taken_out(run)]
    words = [text for run in runs if (text := "".join(t.text or "" for t in run.iter(_TEXT)).strip())]
    if not words:
        return ()
    return (f"{len(words)} struck-through or hidden passages were left out, such as {words[0][:30]!r}",)


class _Reader:
    """Reads a body's blocks in order, counting Word's own numbers on the way."""

    def __init__(self, document: Docx, budget: Budget) -> None:
        self.numbers = Numbers(document)
        self.styles = {style.style_id: style for style in document.styles}
        self.budget = budget

    def lines(self, holder: Any) -> Iterator[str]:
        """The lines of all paragraphs and tables in `holder`."""
        with self.budget.inside():
            for line in self._lines(holder):
                self.budget.spend(CHARACTERS, len(line))
                yield line

    def _lines(self, holder: Any) -> Iterator[str]:
        for child in holder.iterchildren():
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from table_lines(list(self._rows(child)))
            elif child.tag in _HOLDERS and not _is_contents(child):
                yield from self._lines(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        style = self._style_name(paragraph)
        if style.startswith("toc "):
            return
        text = "".join(_inline(paragraph))
        number = self.numbers.next_number(paragraph) if text.strip() else ""
        level = self._level(paragraph, style)
        opening = "#" * level + " " if level and _is_short(text) else ""
        yield opening + number + text
        if next(paragraph.iter(_BOX), None) is not None:
            for box in _boxes(paragraph):
                yield from self.lines(box)

    def _style_name(self, paragraph: Any) -> str:
        style = self.styles.get(paragraph.style or "")
        return (style.name or "").lower() if style is not None else ""

    def _level(self, paragraph: Any, style: str) -> int:
        """1 to 6 for a heading by its style or its outline level, else 0."""
        named = re.fullmatch(r"(?:heading|标题) ?([1-6])", style)
        if named:
            return int(named[1])
        outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        value = outline.get(qn("w:val"), "") if outline is not None else ""
        return int(value) + 1 if re.fullmatch("[0-5]", value) else 0

    def _rows(self, table: Any) -> Iterator[list[Cell]]:
        """The cells of a table by row and column, merged cells in every place they cover."""
        above: list[Cell] = []
        for line in table.iterchildren(qn("w:tr")):
            row: list[Cell] = []
            for cell in line.iterchildren(qn("w:tc")):
                text = "\n".join(filter(None, map(str.strip, self.lines(cell))))
                continued = _continues(cell)
                self.budget.spend(CELLS, _columns(cell))
                for column in range(_columns(cell)):
                    upper = above[len(row)].text if continued and len(row) < len(above) else text
                    row.append(Cell(upper, continued, column > 0))
            above = row
            yield row


def _inline(node: Any) -> Iterator[str]:
    """The visible text inside a paragraph, outside text boxes and deletions."""
    for child in node.iterchildren():
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag in _SPACES:
            yield _SPACES[tag]
        elif tag not in _SKIPPED and tag != _FALLBACK and not _is_taken_out(child):
            yield from _inline(child)


def _boxes(node: Any) -> Iterator[Any]:
    """The text boxes in a paragraph, without those inside them and those for old readers."""
    for child in node.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


_NOT_SHOWN = tuple(qn(f"w:{name}") for name in ("vanish", "strike", "dstrike"))


def _is_taken_out(run: Any) -> bool:
    """A run that is struck through or hidden."""
    if run.tag != _RUN:
        return False
    looks = next(run.iterchildren(_LOOKS), None)
    marks = looks.iterchildren(*_NOT_SHOWN) if looks is not None else ()
    return any(mark.get(_VALUE, "1") not in ("0", "false", "off") for mark in marks)


def _is_short(text: str) -> bool:
    """A heading and not a whole paragraph that was given a heading's style."""
    return 0 < len(text.strip()) <= 60 and not text.rstrip().endswith(("。", "；"))


def _is_contents(holder: Any) -> bool:
    gallery = next(holder.iter(qn("w:docPartGallery")), None)
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _continues(cell: Any) -> bool:
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merged is not None and merged.get(qn("w:val"), "continue") == "continue"


def _columns(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val"), "1") if span is not None else "1"
    return min(int(value), 60) if re.fullmatch("[1-9][0-9]{0,3}", value) else 1
