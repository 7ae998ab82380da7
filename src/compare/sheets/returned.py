"""Read a sheet as it comes back: from Excel, WPS, LibreOffice or Google Sheets, XLSX or CSV.

Columns may stand in another order, with others between them and lines above; what is no table, or
in a format that is not read, is refused with what to do. What the cells mean is understood in
`compare.sheets.understood`.
"""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from compare.errors import InputError
from compare.files.csv_rows import numbered_cells, refuse_beyond
from compare.files.reading import decode, read_bytes
from compare.sheets.sheet import Row, unguarded
from compare.text.formats.budget import Budget
from compare.text.formats.unpacking import refuse_bomb

_HEADER_WITHIN = 20  # lines above the header that people write
_SEPARATORS = ",;\t"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_TEXTS = (".csv", ".tsv", ".txt", ".tab")
_OTHERS = {
    ".xls": "an old Excel workbook",
    ".et": "a WPS workbook",
    ".xlsm": "a workbook with macros",
    ".xlsb": "a binary Excel workbook",
    ".ods": "a LibreOffice sheet",
    ".numbers": "a Numbers sheet",
    ".gsheet": "a link to a Google sheet and not the sheet",
}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_WIDEST = 500
_LONGEST = 200_000


@dataclass(frozen=True)
class Line:
    """One row of a sheet: the number that the spreadsheet program shows, and its cells by column."""

    number: int
    cells: Row


def read_lines(path: Path, needed: Collection[str]) -> list[Line]:
    """The rows below the header, which is the line that has all `needed` columns; every value as text.

    Raises `InputError` for a format that is not read, and for a table without these columns.
    """
    _refuse_others(path)
    marks = "" if path.suffix.lower() == ".xlsx" else _SEPARATORS
    text = _text_of(path) if marks else ""
    grids = [_cells_of_text(path, text, mark) for mark in marks] or _grids_of_workbook(path)
    best: list[str] = []
    for grid, mark in zip_longest(grids, marks):
        for place, header in enumerate(_named(cells) for cells in grid[:_HEADER_WITHIN]):
            if set(needed) <= set(header):
                if mark:
                    _refuse_broken(path, text, mark, header, place)
                return list(_lines(path, header, grid, place))
            best = max(best, [name for name in needed if name in header], key=len)
    missing = next(name for name in needed if name not in best)
    raise InputError(f"{path.name}: no column {missing!r}, or no rows; fill in an exported sheet.")


def _refuse_others(path: Path) -> None:
    """Formats that are not read are named, by their ending or by what the file holds."""
    suffix = path.suffix.lower()
    what = _OTHERS.get(suffix, "" if suffix in (".xlsx", *_TEXTS) else "no sheet that can be read")
    if suffix == ".qdc":
        raise InputError(
            f"{path.name}: a codebook without codings; `fazhi coding scheme` makes a scheme of it."
        )
    head = read_bytes(path)[:4] if not what else b""
    if head == _OLD_EXCEL:
        what = "an old or protected workbook in spite of its name"
    elif head == b"PK\x03\x04" and suffix in _TEXTS:
        what = "a workbook in spite of its name"
    if what:
        raise InputError(
            f"{path.name}: {what}; open it and save it as .xlsx (Excel workbook) or as CSV UTF-8."
        )


def _grids_of_workbook(path: Path) -> list[list[list[str]]]:
    """The cells of each sheet of a workbook, the one called `codes` first.

    The size that the file claims is not believed: WPS writes A1 for a full sheet.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if "mimetype" in archive.namelist():
                raise InputError(
                    f"{path.name}: {_OTHERS['.ods']} in spite of its name; save it as .xlsx or as CSV UTF-8."
                )
        data = read_bytes(path)
        refuse_bomb(data, Budget(path.name, "this is no ordinary sheet: fill in an exported one"))
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = sorted(workbook.worksheets, key=lambda sheet: sheet.title != "codes")
        return [list(_cells_of_sheet(sheet)) for sheet in sheets]
    except InputError:
        raise
    except Exception as error:  # openpyxl lets errors of zip and XML readers through
        raise InputError(
            f"{path.name}: not a readable workbook ({type(error).__name__}); save it again as .xlsx."
        ) from None


def _cells_of_sheet(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for cells in islice(sheet.iter_rows(values_only=True), _LONGEST):
        yield [cell_of(value) for value in cells[:_WIDEST]]


def cell_of(value: Any) -> str:
    """A workbook's cell as text; spreadsheets make 2.0 of a 2.

    >>> cell_of(2.0), cell_of(None), cell_of(True)
    ('2', '', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _cells_of_text(path: Path, text: str, separator: str) -> list[list[str]]:
    """The cells of a text file, separated in one of the ways there are; the header decides which is right."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [[unguarded(cell) for cell in cells] for cells in lines]
    except csv.Error as error:
        raise InputError(
            f"{path.name}, line {lines.line_num}: not readable as CSV ({error}); save it again as .xlsx."
        ) from None


def _refuse_broken(path: Path, text: str, separator: str, header: list[str], place: int) -> None:
    """Marks of quotation that are not closed would swallow rows, and a cell cut in two would lose its end."""
    for number, cells in numbered_cells(text, path.name, separator):
        if number > place + 1:
            refuse_beyond(cells, len(header), f"{path.name}, row {number}")


def _text_of(path: Path) -> str:
    """The file as text, UTF-16 without a mark included, which some programs write."""
    data = read_bytes(path)
    zeros = [data[:200][side::2].count(0) for side in (0, 1)]
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and max(zeros) > len(data[:200]) / 5:
        data = data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace").encode("utf-8")
    return decode(data, path.name).removeprefix("\ufeff")


def plain(text: str) -> str:
    """A cell in half width, without invisible characters and space around it.

    >>> plain("\u200bＥ６\u3000")
    'E6'
    """
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()


def _named(cells: list[str]) -> list[str]:
    """A header's names as ours are written; people and programs add spaces and capitals."""
    return [plain(cell).casefold().replace(" ", "_") for cell in cells]


def _lines(path: Path, header: list[str], grid: list[list[str]], place: int) -> Iterator[Line]:
    """The rows below the header, short ones filled up; lines without anything are left out."""
    for number, cells in enumerate(grid[place + 1 :], place + 2):
        if any(cell.strip() for cell in cells):
            yield Line(number, _by_name(path, number, header, cells))


def _by_name(path: Path, number: int, header: list[str], cells: list[str]) -> Row:
    row: Row = {}
    for name, cell in zip(header, cells, strict=False):
        if name and row.get(name, cell) != cell and plain(row[name]) != plain(cell):
            raise InputError(
                f"{path.name}, row {number}: two columns are called {name!r} and differ; keep one of them."
            )
        row.setdefault(name, cell)
    return {name: "" for name in header if name} | {name: cell for name, cell in row.items() if name}
