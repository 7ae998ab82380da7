"""Word: real tables with three rules (三线表), and fonts for Western and Chinese text."""

import datetime
import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.run import Run

from compare.export.cells import Grid, Piece, Rich, Value, column_widths, text_of
from compare.export.files import frozen_zip

LATIN_FONT, CHINESE_FONT = "Times New Roman", "SimSun"
_A4 = (Mm(210), Mm(297))
_MARGIN = Mm(18)
_SIZE = 8.5
_COLOURS = {"target": RGBColor(0, 0x4B, 0x82), "time": RGBColor(0x8A, 0x3B, 0), "source": RGBColor(0x70, 0x70, 0x70)}
_RULES = {"top": 12, "bottom": 12}  # eighths of a point


def word_bytes(title: str, grids: Sequence[Grid], notes: Sequence[str]) -> bytes:
    """A document with a heading, one table for each grid under its title, and notes below.

    Lying A4 where a table has many columns; same content, same bytes.
    """
    document = _new_document(title, wide=any(len(grid.header) > 4 for grid in grids))
    document.add_heading(title, level=1)
    for grid in grids:
        if grid.title != title:
            document.add_heading(grid.title, level=2)
        _add_table(document, grid)
        document.add_paragraph()
    for note in notes:
        document.add_paragraph().add_run(note).font.size = Pt(_SIZE)
    out = io.BytesIO()
    document.save(out)
    return frozen_zip(out.getvalue())


def _new_document(title: str, wide: bool) -> DocxDocument:
    document = Document()
    for name in ("Normal", "Heading 1", "Heading 2"):
        _set_fonts(document.styles[name].element.get_or_add_rPr())
    document.styles["Normal"].paragraph_format.space_after = Pt(2)
    section = document.sections[0]
    section.page_width, section.page_height = reversed(_A4) if wide else _A4
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "fazhi-compare", ""
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)
    return document


def _set_fonts(properties: OxmlElement) -> None:
    """Set the fonts by name: a theme's font would hide the Chinese one."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, font in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("cs", LATIN_FONT), ("eastAsia", CHINESE_FONT)):
        fonts.set(qn(f"w:{script}"), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _add_table(document: DocxDocument, grid: Grid) -> None:
    table = document.add_table(len(grid.rows) + 1, len(grid.header))
    table.autofit = False
    _draw_rules(table)
    widths = _widths(document, grid)
    for number, (row, values) in enumerate(zip(table.rows, [grid.header, *grid.rows], strict=True)):
        for cell, value, width in zip(row.cells, values, widths, strict=True):
            cell.width = width
            _fill(cell, value, bold=number == 0)
    _repeat_header(table)


def _widths(document: DocxDocument, grid: Grid) -> list[Emu]:
    """The page's width shared out by what the columns ask for."""
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    asked = column_widths(grid, 6, 48)
    return [Emu(int(room * width / sum(asked))) for width in asked]


def _fill(cell: _Cell, value: Value, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    for piece in value if isinstance(value, tuple) else (Piece(text_of(value)),):
        run = paragraph.add_run(piece.text)
        run.font.size = Pt(_SIZE)
        run.bold = bold or None
        _mark(run, piece.mark)


def _mark(run: Run, mark: str) -> None:
    """Targets bold, times underlined, sources grey: to be told apart in black and white."""
    if not mark:
        return
    run.font.color.rgb = _COLOURS[mark]
    run.bold = mark == "target" or None
    run.underline = mark == "time" or None


def _draw_rules(table: Table) -> None:
    """Rules above and below the table, a thin one under the header."""
    borders = OxmlElement("w:tblBorders")
    for side, size in _RULES.items():
        borders.append(_rule(side, size))
    table._tbl.tblPr.append(borders)
    for cell in table.rows[0].cells:
        under = OxmlElement("w:tcBorders")
        under.append(_rule("bottom", 6))
        cell._tc.get_or_add_tcPr().append(under)


def _rule(side: str, size: int) -> OxmlElement:
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "000000")):
        rule.set(qn(f"w:{name}"), value)
    return rule


def _repeat_header(table: Table) -> None:
    """Show the header again on every page the table runs over."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)


def rich_lines(lines: Sequence[Rich]) -> Rich:
    """Several marked lines as one cell, a line break between them."""
    joined: list[Piece] = []
    for line in lines:
        joined += [Piece("\n"), *line] if joined else line
    return tuple(joined)
