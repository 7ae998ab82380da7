"""CSV files as people and programs write them, read in one way, and written in one way.

Whatever a cell holds, what is written here reads back equal: with `rows_of_csv`, pandas and Arrow.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any, TextIO

from compare.errors import InputError
from compare.files.reading import decode, read_bytes

_SEPARATORS = ",;\t"
_LONGEST = (
    131_072  # characters of a cell, as Python has it: a longer one is the rest of a file behind an open quote
)
_AT_ONCE = 1000  # rows that are written together: bounds memory


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column; errors as of `numbered_rows`."""
    return [row for _, row in numbered_rows(path)]


def numbered_rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by column, each with its number as spreadsheets count; empty ones are left out.

    A missing cell is empty. An `InputError` as of `read_bytes`, and for what would be lost in silence: cells
    beyond the last column, a column that stands twice, a quotation mark that is never closed.
    """
    name = f"{path.parent.name}/{path.name}"
    return _by_column(numbered_cells(decode(read_bytes(path), path.name), name), name)


def rows_of_text(text: str) -> list[dict[str, str]]:
    """The rows of CSV text by column; for the rest as `numbered_rows`.

    Spreadsheets separate cells by semicolons or tabs in some countries and formats.

    >>> rows_of_text("a,b\\n1,2\\n") == rows_of_text("a;b\\n1;2\\n")
    True
    """
    return [row for _, row in _by_column(numbered_cells(text, "the table"), "the table")]


def numbered_cells(text: str, name: str, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """The cells of every row that has any, with the row's number; an `InputError` names the first broken row.

    `separator` stands between cells; where it is empty, the first line tells.
    """
    text = text.removeprefix("\ufeff")
    csv.field_size_limit(_LONGEST)  # some libraries raise it for the whole process that loads them
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator or separator_of(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            if cells:
                yield number, cells
    except csv.Error as error:
        raise InputError(
            f"{name}, line {number + 1}: is no row of a CSV file ({error}); correct its quotation marks."
        ) from None


def _by_column(rows: Iterator[tuple[int, list[str]]], name: str) -> list[tuple[int, dict[str, str]]]:
    _, header = next(rows, (0, []))
    named = [column for column in header if column.strip()]
    if twice := next((column for column in named if named.count(column) > 1), ""):
        raise InputError(f"{name}: the column {twice!r} stands twice; keep one.")
    width = max((place for place, column in enumerate(header, 1) if column.strip()), default=0)
    found = []
    for number, cells in rows:
        refuse_beyond(cells, width, f"{name}, line {number}")
        found.append((number, dict(zip_longest(header[:width], cells[:width], fillvalue=""))))
    return found


def refuse_beyond(cells: Sequence[str], width: int, where: str) -> None:
    """An `InputError` for what stands beyond the last of `width` columns: mostly the end of a cell cut in two."""
    if beyond := "".join(cells[width:]).strip():
        raise InputError(
            f"{where}: {beyond[:20]!r} stands beyond the last of {width} columns; put a cell that holds commas,"
            " semicolons or tabs in quotation marks."
        )


def separator_of(text: str) -> str:
    """What separates the cells of a table's first line: a comma, a semicolon or a tab.

    >>> separator_of("doc_id;start;end"), separator_of('"a;b;c",d'), separator_of("alone")
    (';', ',', ',')
    """
    first = next(iter(io.StringIO(text, newline=None)), "")
    outside = "".join(first.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a file anew; for the rest as `append_csv`."""
    path.unlink(missing_ok=True)
    append_csv(path, columns, rows)


def append_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    """Add rows, whose None is an empty cell, to a file that is begun if it is not there.

    UTF-8, no byte order mark, the same bytes on every system.
    """
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        if new:
            _write(file, [columns])
        _write(file, rows)


def csv_text(rows: Iterable[Iterable[Any]], line_end: str = "\n") -> str:
    """Rows as CSV text; None is an empty cell.

    >>> csv_text([["a", "b"], [1, "two\\rlines"]])
    'a,b\\n1,"two\\rlines"\\n'
    """
    out = io.StringIO(newline="")
    _write(out, rows, line_end)
    return out.getvalue()


def _write(file: TextIO, rows: Iterable[Iterable[Any]], line_end: str = "\n") -> None:
    """Some rows at a time: those without a carriage return, nearly all, need no care for each line."""
    rows = iter(rows)
    while some := [*map(tuple, islice(rows, _AT_ONCE))]:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator=line_end).writerows(some)
        if "\r" in text.getvalue():
            text = io.StringIO(newline="")
            csv.writer(_Lines(text, line_end)).writerows(some)
        file.write(text.getvalue())


class _Lines:
    """Hands on lines with the wanted end.

    Before Python 3.13 a `csv.writer` quotes only the line ends that it writes itself, and a bare
    carriage return breaks the row for every reader: so it is left to write both characters.
    """

    def __init__(self, file: TextIO, line_end: str) -> None:
        self._file, self._line_end = file, line_end

    def write(self, line: str) -> int:
        return self._file.write(line.removesuffix("\r\n") + self._line_end)
