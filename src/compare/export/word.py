"""Word: real tables with three rules (三线表), and fonts for Western and Chinese text."""

import datetime
import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.run import Run

from compare.export.cells import Grid, Piece, Value, column_shares, is_numeric, text_of
from compare.files.archives import frozen_zip

LATIN_FONT, CHINESE_FONT = "Times New Roman", "SimSun"
_A4 = (Mm(210), Mm(297))
_MARGIN = Mm(18)
_SIZE = 8.5
MOST_LETTERS = int((_A4[1] - 2 * _MARGIN) / Pt(_SIZE / 2))
"""Letters on a line of a lying page."""
_CELL_STYLE = "Table Text"
_COLOURS = {
    "target": RGBColor(0, 0x4B, 0x82),
    "time": RGBColor(0x8A, 0x3B, 0),
    "source": RGBColor(0x70, 0x70, 0x70),
}
_RULES = {"top": 12, "bottom": 12}  # eighths of a point
_BETWEEN = {"insideH": 2}


def word_bytes(title: str, grids: Sequence[Grid], notes: Sequence[str], language: str = "en") -> bytes:
    """A document with one table for each grid, numbered by fields under its title, and notes below.

    Where there are several, `title` heads them. Lying A4 where a table has many columns; a table fills the
    width of the page, its rows do not split over pages, and its header stands on each. Same content, same bytes.
    """
    document = _new_document(title, wide=any(len(grid.header) > _most_upright(grid) for grid in grids))
    if len(grids) > 1:
        document.add_heading(title, level=1)
    for number, grid in enumerate(grids, 1):
        _add_caption(document, number, grid.title, language)
        _add_table(document, grid)
        document.add_paragraph()
    for note in notes:
        document.add_paragraph(note, style=_CELL_STYLE)
    out = io.BytesIO()
    document.save(out)
    return frozen_zip(out.getvalue())


def _most_upright(grid: Grid) -> int:
    """Columns that a standing page can hold: fewer where they are full of text."""
    return 4 if _is_full_text(grid) else 7


def _is_full_text(grid: Grid) -> bool:
    """Whether cells hold sentences with their marks."""
    pieces = (piece for row in grid.rows for value in row if isinstance(value, tuple) for piece in value)
    return any(piece.mark != "heading" for piece in pieces)


def _new_document(title: str, wide: bool) -> DocxDocument:
    document = Document()
    for name in ("Normal", "Heading 1", "Caption"):
        _set_fonts(document.styles[name].element.get_or_add_rPr())
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    caption = document.styles["Caption"]
    caption.font.size, caption.font.color.rgb = Pt(10), RGBColor(0, 0, 0)
    small = document.styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    small.base_style, small.font.size = document.styles["Normal"], Pt(_SIZE)
    small.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = reversed(_A4) if wide else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "fazhi-compare", ""
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)
    return document


def _set_fonts(properties: Any) -> None:
    """Set the fonts by name: a theme's font would hide the Chinese one."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, font in (
        ("ascii", LATIN_FONT),
        ("hAnsi", LATIN_FONT),
        ("cs", LATIN_FONT),
        ("eastAsia", CHINESE_FONT),
    ):
        fonts.set(qn(f"w:{script}"), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _add_caption(document: DocxDocument, number: int, title: str, language: str) -> None:
    """ "Table 1. …" over a table: the number is a field, which Word counts anew in the paper it is put into."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    before, after = {"zh": ("表 ", "　"), "en": ("Table ", ". ")}[language]
    paragraph.add_run(before)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), r" SEQ Table \* ARABIC ")
    run = paragraph.add_run(str(number))._r
    field.append(run)
    paragraph._p.append(field)
    paragraph.add_run(after + title)


def _add_table(document: DocxDocument, grid: Grid) -> None:
    table = document.add_table(1, len(grid.header))
    table.autofit = False
    widths = _widths(document, grid)
    _set_width(table, sum(widths))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = column.cells[0].width = width
    for cell in table.rows[0].cells:
        cell.paragraphs[0].style = _CELL_STYLE
    whole = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(whole)
    blank = deepcopy(table.rows[0]._tr)  # copying a row is many times faster than adding one
    _fill_row(table.rows[0], grid.header)
    numeric = [is_numeric(row[column] for row in grid.rows) for column in range(len(grid.header))]
    for values in grid.rows:
        made = deepcopy(blank)
        table._tbl.append(made)
        _fill_row(_Row(made, table), values, numeric)
    _draw_rules(table, between=_is_full_text(grid))
    _format_header(table.rows[0])


def _widths(document: DocxDocument, grid: Grid) -> list[Emu]:
    """The page's width shared out by what the columns ask for."""
    section = document.sections[0]
    room = (section.page_width or 0) - 2 * _MARGIN
    letters = int(Emu(room).pt / (_SIZE / 2))
    return [Emu(int(room * share)) for share in column_shares(grid, letters)]


def _set_width(table: Table, width: int) -> None:
    """The whole width in twentieths of a point: programs other than Word do not add up columns."""
    element = table._tbl.tblPr.find(qn("w:tblW"))
    element.set(qn("w:type"), "dxa")
    element.set(qn("w:w"), str(int(Emu(width).pt * 20)))


def _fill_row(row: _Row, values: Sequence[Value], numeric: Sequence[bool] = ()) -> None:
    """Put values into a row; numbers stand at the right."""
    for place, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        if numeric and numeric[place]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for piece in value if isinstance(value, tuple) else (Piece(text_of(value)),):
            _mark(paragraph.add_run(piece.text), piece.mark)


def _mark(run: Run, mark: str) -> None:
    """Targets and headings bold, times underlined, sources grey: to be told apart in black and white."""
    if not mark:
        return
    if mark in _COLOURS:
        run.font.color.rgb = _COLOURS[mark]
    run.bold = mark in ("target", "heading") or None
    run.underline = mark == "time" or None


def _draw_rules(table: Table, between: bool) -> None:
    """Rules above and below the table, a thin one under the header and, if asked, between rows."""
    borders = OxmlElement("w:tblBorders")
    for side, size in (_RULES | _BETWEEN if between else _RULES).items():
        borders.append(_rule(side, size))
    table._tbl.tblPr.find(qn("w:tblW")).addnext(borders)  # where the format wants it
    for cell in table.rows[0].cells:
        under = OxmlElement("w:tcBorders")
        under.append(_rule("bottom", 6))
        cell._tc.get_or_add_tcPr().append(under)


def _rule(side: str, size: int) -> BaseOxmlElement:
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _format_header(row: _Row) -> None:
    """Bold, and repeated on every page the table runs over."""
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)
