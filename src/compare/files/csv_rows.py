"""CSV files as people and programs write them, read in one way."""

import csv
import io
from pathlib import Path

from compare.files.reading import decode, read_bytes


def rows_of_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by column, its byte order mark taken off; errors as of `read_bytes`."""
    return rows_of_text(decode(read_bytes(path), path.name))


def rows_of_text(text: str) -> list[dict[str, str]]:
    """The rows of CSV text by column; a missing cell is empty.

    >>> rows_of_text("a,b\\n1,2\\n")
    [{'a': '1', 'b': '2'}]
    """
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restval=""))
