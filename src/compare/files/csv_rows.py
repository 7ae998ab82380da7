"""CSV files as people and programs write them, read in one way."""

import csv
import io
from pathlib import Path

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
