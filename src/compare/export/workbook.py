"""XLSX: frozen header, filters, widths and wrapping; nothing in it can run.

Where a grid has labels they stand in the first row and the names of its columns in the second: a person
reads the one, and a program skips it (`pandas.read_excel(path, header=1)`).
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from compare.export.cells import Grid, Link, Rich, Value, column_widths, text_of, wrapped_lines
from compare.files.archives import frozen_zip

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Characters that one cell of a spreadsheet can hold."""
_CUT = " […]"
_NARROWEST, _WIDEST = 9, 60
_WIDEST_MARKED = 44  # several columns of full text side by side
_LINE_HEIGHT, _TALLEST = 15.0, 409.0
_MOST_LINKS = 65_530
"""Links that Excel opens in one sheet."""
_TEXT = {
    "valign": "top",
    "text_wrap": True,
    "quote_prefix": True,
}  # stays text even after somebody edits the cell
_FONTS: Mapping[str, dict[str, object]] = {
    "target": {"bold": True, "font_color": "#004B82"},
    "time": {"underline": 1, "font_color": "#8A3B00"},
    "source": {"font_color": "#707070", "font_size": 9},
}
_LOOKS: Mapping[str, dict[str, object]] = {
    "number": {"valign": "top"},
    "text": _TEXT,
    "link": _TEXT | {"font_color": "#0563C1", "underline": 1},
    "head": {"valign": "vcenter", "text_wrap": True, "quote_prefix": True, "bold": True, "bg_color": "#E8EEF4",
             "bottom": 1, "bottom_color": "#808080"},
    "name": _TEXT | {"font_size": 8, "font_color": "#606060", "bg_color": "#E8EEF4", "bottom": 1, "bottom_color": "#808080"},
    **{f"{mark} alone": _TEXT | font for mark, font in _FONTS.items()},
    **_FONTS,
}  # fmt: skip
"""The looks of cells, and of stretches of text within them."""


def workbook_bytes(grids: Sequence[Grid]) -> bytes:
    """A workbook with one sheet for each grid, named by its title; same grids, same bytes."""
    from xlsxwriter import Workbook  # loaded here: no figure waits for it

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        looks = {name: book.add_format(look) for name, look in _LOOKS.items()}
        for grid in grids:
            _add_sheet(book.add_worksheet(grid.title), grid, looks)
    return frozen_zip(out.getvalue())


def _add_sheet(sheet: "Worksheet", grid: Grid, looks: Mapping[str, "Format"]) -> None:
    for row, names in enumerate(heads := [head for head in (grid.labels, grid.header) if head]):
        for column, name in enumerate(names):
            sheet.write_string(row, column, name, looks["name" if row else "head"])
    marked = any(isinstance(value, tuple) for value in next(iter(grid.rows), ()))
    widths = column_widths(grid, _NARROWEST, _WIDEST_MARKED if marked else _WIDEST)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    for row, values in enumerate(grid.rows, len(heads)):
        sheet.set_row(row, _row_height(values, widths))
        for column, value in enumerate(values):
            _write(sheet, row, column, value, looks)
    sheet.freeze_panes(len(heads), 0)
    last = len(heads) - 1
    sheet.autofilter(last, 0, last + len(grid.rows), max(len(grid.header), 1) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, last)


def _row_height(values: Sequence[Value], widths: Sequence[int]) -> float:
    """Room for the cell with most lines, in points; not every program finds it by itself."""
    lines = (wrapped_lines(text_of(value), width) for value, width in zip(values, widths, strict=True))
    return min(_TALLEST, _LINE_HEIGHT * max(lines, default=1))


def _write(sheet: "Worksheet", row: int, column: int, value: Value, looks: Mapping[str, "Format"]) -> None:
    """Put a value into a cell; text is text, whatever it begins with."""
    if isinstance(value, str):
        sheet.write_string(row, column, _fitting(value), looks["text"])
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, looks["number"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, looks["number"])
    elif isinstance(value, Link):
        _write_link(sheet, row, column, value, looks["link"])
    elif value is not None:
        _write_marked(sheet, row, column, value, looks)


def _write_link(sheet: "Worksheet", row: int, column: int, link: Link, look: "Format") -> None:
    if row < _MOST_LINKS:
        sheet.write_url(row, column, f"internal:{link.place}", look, _fitting(link.text))
    else:
        sheet.write_string(row, column, _fitting(link.text), look)


def _write_marked(
    sheet: "Worksheet", row: int, column: int, value: Rich, looks: Mapping[str, "Format"]
) -> None:
    """Text with marked stretches; without marks where it had to be cut."""
    pieces, text = [piece for piece in value if piece.text], text_of(value)
    if len(text) > LONGEST or not pieces:
        sheet.write_string(row, column, _fitting(text), looks["text"])
    elif len(pieces) == 1:
        mark = pieces[0].mark
        sheet.write_string(row, column, text, looks[f"{mark} alone" if mark else "text"])
    else:
        runs = [
            part for piece in pieces for part in ([looks[piece.mark]] if piece.mark else []) + [piece.text]
        ]
        sheet.write_rich_string(row, column, *runs, looks["text"])


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds with a sign that it was cut."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
