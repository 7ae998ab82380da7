"""XLSX: frozen header, filters, widths and wrapping; nothing in it can run."""

import io
from collections.abc import Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from compare.export.cells import Grid, Link, Rich, Value, column_widths, text_of, wrapped_lines
from compare.files.archives import frozen_zip

LONGEST = 32_767
"""Characters that one cell of a spreadsheet can hold."""
_CUT = " […]"
_NARROWEST, _WIDEST = 9, 60
_WIDEST_MARKED = 44  # several columns of full text side by side
_LINE_HEIGHT, _TALLEST = 15.0, 409.0
_HEAD = PatternFill("solid", fgColor="E8EEF4")
_LINE = Border(bottom=Side("thin", color="808080"))
_FONTS = {
    "target": InlineFont(b=True, color="00004B82"),
    "time": InlineFont(u="single", color="008A3B00"),
    "source": InlineFont(color="00707070", sz=9),
}


def workbook_bytes(grids: Sequence[Grid]) -> bytes:
    """A workbook with one sheet for each grid, named by its title; same grids, same bytes."""
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        _add_sheet(book, grid)
    out = io.BytesIO()
    book.save(out)
    return frozen_zip(out.getvalue())


def _add_sheet(book: Workbook, grid: Grid) -> None:
    sheet = book.create_sheet(grid.title)
    styles = _styles(sheet)
    for row, values in enumerate([grid.header, *grid.rows], 1):
        for column, value in enumerate(values, 1):
            _fill(sheet.cell(row, column), value, styles["head"] if row == 1 else styles[_kind(value)])
    marked = any(isinstance(value, tuple) for value in next(iter(grid.rows), ()))
    widths = column_widths(grid, _NARROWEST, _WIDEST_MARKED if marked else _WIDEST)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width + 2
    for row, values in enumerate(grid.rows, 2):
        sheet.row_dimensions[row].height = _row_height(values, widths)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(grid.header), 1))}{len(grid.rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _row_height(values: Sequence[Value], widths: Sequence[int]) -> float:
    """Room for the cell with most lines, in points; not every program finds it by itself."""
    lines = (wrapped_lines(text_of(value), width) for value, width in zip(values, widths, strict=True))
    return min(_TALLEST, _LINE_HEIGHT * max(lines, default=1))


def _styles(sheet: Worksheet) -> dict[str, StyleArray]:
    """The four looks of cells. Each is made once and then shared: styling every cell is slow."""
    cell, made = sheet.cell(1, 1), {}
    cell.alignment = Alignment(vertical="top")
    made["number"] = copy(cell._style)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.quotePrefix = True  # stays text even after somebody edits the cell
    made["text"] = copy(cell._style)
    cell.font = Font(color="000563C1", underline="single")
    made["link"] = copy(cell._style)
    cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    made["head"] = copy(cell._style)
    return made


def _kind(value: Value) -> str:
    if isinstance(value, Link):
        return "link"
    return "text" if isinstance(value, str | tuple) else "number"


def _fill(cell: Cell, value: Value, style: StyleArray) -> None:
    """Put a value into a cell; text is text, whatever it begins with."""
    if value is None:
        return
    if isinstance(value, str | tuple | Link):
        _fill_text(cell, value)
    else:
        cell.value = value
    cell._style = style


def _fill_text(cell: Cell, value: str | Rich | Link) -> None:
    text = _fitting(text_of(value))
    cell.value = text
    cell.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
    if isinstance(value, tuple) and text == text_of(value):
        cell.value = CellRichText(*(_run(piece.text, piece.mark) for piece in value if piece.text))
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=value.place)


def _run(text: str, mark: str) -> str | TextBlock:
    return TextBlock(_FONTS[mark], text) if mark else text


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds with a sign that it was cut."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
