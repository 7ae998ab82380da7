"""CSV files as people and programs write them, read in one way, and written in one way.

Whatever a cell holds, what is written here reads back equal: with `rows_of_csv`, pandas and Arrow.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from compare.errors import InputError
from compare.files.reading import decode, read_bytes

_SEPARATORS = ",;\t"


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column, its byte order mark taken off; errors as of `read_bytes`."""
    text = decode(read_bytes(path), path.name)
    try:
        return rows_of_text(text)
    except csv.Error as error:
        raise InputError(f"{path.name}: is no CSV file ({error}); save it again.") from None


def rows_of_text(text: str) -> list[dict[str, str]]:
    """The rows of CSV text by column; a missing cell is empty.

    Spreadsheets separate cells by semicolons or tabs in some countries and formats.

    >>> rows_of_text("a,b\\n1,2\\n") == rows_of_text("a;b\\n1;2\\n")
    True
    """
    text = text.removeprefix("\ufeff")
    lines = io.StringIO(text, newline="")
    return list(csv.DictReader(lines, restval="", delimiter=separator_of(text)))


def separator_of(text: str) -> str:
    """What separates the cells of a table's first line: a comma, a semicolon or a tab.

    >>> separator_of("doc_id;start;end"), separator_of('"a;b;c",d'), separator_of("alone")
    (';', ',', ',')
    """
    first = next(iter(io.StringIO(text)), "")
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
    csv.writer(_Lines(file, line_end)).writerows(rows)


class _Lines:
    """Hands on lines with the wanted end.

    Before Python 3.13 a `csv.writer` quotes only the line ends that it writes itself, and a bare
    carriage return breaks the row for every reader: so it is left to write both characters.
    """

    def __init__(self, file: TextIO, line_end: str) -> None:
        self._file, self._line_end = file, line_end

    def write(self, line: str) -> int:
        return self._file.write(line.removesuffix("\r\n") + self._line_end)
