"""What stands in a table on its way out: grids of plain values, safe for every program.

Spreadsheets take text that begins with = + - @ for a formula, and a plan's text comes from
outside; and no format that is XML can hold control characters. Both are dealt with here, once,
so that the writers of CSV, XLSX, LaTeX, Word and HTML need not think of it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral, Real
from typing import Any

import pandas as pd

from compare.errors import InputError
from compare.files.csv_rows import csv_text
from compare.tables.csv_rows import format_number

NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that some spreadsheet program takes for the start of a formula."""

_KNOWN = 100_000  # measures of texts remembered: one text stands behind many numbers
_BLOCK = 5000
"""Rows of a table turned into plain values at once."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text within a cell; `mark` is `target`, `time`, `source`, `heading` or empty."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Link:
    """A text that leads to a place in the same workbook, such as 'Provisions'!A2."""

    text: str
    place: str


Rich = tuple[Piece, ...]
Value = str | int | float | bool | Rich | Link | None


@dataclass(frozen=True)
class Grid:
    """A table ready to be written: a title, a header, and rows of values, all text printable.

    `labels`: what a workbook shows above the header, which then holds names for programs.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    labels: tuple[str, ...] = ()


def printable(text: str) -> str:
    r"""The text without characters that no XML file can hold.

    >>> printable("第\x00一条")
    '第一条'
    """
    return NOT_TEXT.sub("", text)


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet program might run the text.

    >>> begins_formula("=1+1"), begins_formula("不低于3%")
    (True, False)
    """
    return text.startswith(FORMULA)


def plain(value: Any) -> Value:
    """A value of a data frame as text, number, truth or nothing; numbers to six digits.

    >>> plain(float("nan")), plain(1 / 3), plain("执法")
    (None, 0.333333, '执法')
    """
    if type(value) is str:  # by far the most; the tests below are slow
        return printable(value)
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool":  # numpy's own bool included
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return round(float(value), 6)
    return printable(str(value))


def grid_of(frame: pd.DataFrame, title: str, labels: Sequence[str] = ()) -> Grid:
    """A data frame as a grid, its column names as the header."""
    columns = [[plain(value) for value in frame[name].tolist()] for name in frame.columns]
    rows = tuple(zip(*columns, strict=True))
    return Grid(title, tuple(str(name) for name in frame.columns), rows, tuple(labels))


def text_of(value: Value) -> str:
    """A value as plain text; empty for nothing.

    >>> text_of((Piece("每年", "time"), Piece("举办"))), text_of(2.50)
    ('每年举办', '2.5')
    """
    if isinstance(value, str):  # by far the most
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "".join(piece.text for piece in value)
    if isinstance(value, Link):
        return value.text
    return format_number(value) if isinstance(value, float) else str(value)


def csv_blocks(frame: pd.DataFrame) -> Iterator[bytes]:
    """A data frame as CSV that Excel opens rightly: a byte order mark, and no text that runs.

    Text that begins like a formula gets an apostrophe in front; the unchanged tables are those
    of data/processed/. It comes some rows at a time, to be written one after the other: all of a
    large table as text fills memory.
    """
    yield codecs.BOM_UTF8 + _written([[_shielded_text(str(name)) for name in frame.columns]])
    for start in range(0, len(frame), _BLOCK):
        block = frame.iloc[start : start + _BLOCK]
        yield _written(zip(*(_texts(block[name]) for name in block), strict=True))


def _texts(column: pd.Series) -> list[str]:
    """The cells of a column as CSV has them; most columns are text or whole numbers, whose type says what to do."""
    values = column.tolist()
    if isinstance(column.dtype, pd.StringDtype):
        return [_shielded_text(printable(value)) if isinstance(value, str) else "" for value in values]
    if pd.api.types.is_integer_dtype(column.dtype):
        return ["" if value is pd.NA else str(value) for value in values]
    cells = [plain(value) for value in values]
    return [_shielded_text(cell) if isinstance(cell, str) else text_of(cell) for cell in cells]


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    return csv_text(rows, "\r\n").encode("utf-8")


def _shielded_text(text: str) -> str:
    return f"'{text}" if begins_formula(text) else text


MOST_CELLS = {"xlsx": 1_500_000, "docx": 100_000, "tex": 100_000}
"""Cells that a file may have: with more, writing takes gigabytes or hours, and reading it does, too."""


def fits(suffix: str, cells: int) -> bool:
    """Whether a file of this format may have so many cells; CSV may have any number.

    >>> fits("xlsx", 2_000_000), fits("csv", 2_000_000)
    (False, True)
    """
    return cells <= MOST_CELLS.get(suffix, cells)


def must_fit(name: str, suffix: str, cells: int) -> None:
    """An `InputError` where a file would have too many cells."""
    if not fits(suffix, cells):
        raise InputError(
            f"{name}: {cells:,} cells are too many for {suffix}, which may have {MOST_CELLS[suffix]:,};"
            " ask for another format (csv has no limit), or for less."
        )


@lru_cache(maxsize=_KNOWN)
def display_width(text: str) -> int:
    """How many letters wide a text is; a Chinese character takes the room of two.

    >>> display_width("E7 执法")
    7
    """
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


@lru_cache(maxsize=_KNOWN)
def wrapped_lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of this width, at least one.

    >>> wrapped_lines("推进依法行政", 6), wrapped_lines("E7", 6)
    (2, 1)
    """
    return sum(max(1, -(-display_width(line) // width)) for line in text.splitlines()) or 1


def is_numeric(values: Iterable[Value]) -> bool:
    """Whether a column holds numbers, or signs for nothing, only.

    >>> is_numeric(["0.206", 35, "–", None]), is_numeric(["E7"])
    (True, False)
    """
    texts = [text_of(value).rstrip("%").lstrip("-") for value in values]
    stated = [text for text in texts if text not in ("", "–")]
    return bool(stated) and all(text.replace(".", "", 1).isdigit() for text in stated)


def column_widths(grid: Grid, least: int, most: int) -> list[int]:
    """The width each column asks for in letters, by its longest line, within the two bounds."""
    heads = (grid.labels, grid.header) if grid.labels else (grid.header,)
    columns: Sequence[Sequence[Value]] = list(zip(*heads, *grid.rows, strict=True))
    return [min(most, max(least, *(_longest_line(value) for value in column))) for column in columns]


def column_shares(grid: Grid, room: int) -> list[float]:
    """The part of a page's width for each column, of `room` letters in all; together they are 1.

    Each has room for its longest word, or for `_LONGEST_WORD` letters of it; the rest goes by what they ask.

    >>> [round(share, 2) for share in column_shares(Grid("", ("n", "text"), ((1, "a long text"),)), 13)]
    [0.32, 0.68]
    """
    least = [need + SPARE for need in _needs(grid)]
    asked = [max(width - own, 0) for width, own in zip(column_widths(grid, 1, 60), least, strict=True)]
    spare = max(room - sum(least), 0) / max(sum(asked), 1)
    widths = [own + spare * wish for own, wish in zip(least, asked, strict=True)]
    return [width / sum(widths) for width in widths]


BETWEEN = 3
"""Letters that the space between two columns takes."""
SPARE = 0.1
"""Letters that a share of the page may lose when it is written with three digits."""
_LONGEST_WORD = 14
_WORD = re.compile(r"[^\s\u2e80-\uffef]+")


def longest_word(text: str) -> int:
    """The width in letters of the longest stretch that no line may break; Chinese breaks anywhere.

    >>> longest_word("法治 2016–2020"), longest_word("法治")
    (9, 2)
    """
    return max((display_width(word) for word in _WORD.findall(text)), default=2)


def in_blocks(grid: Grid, room: int) -> list[Grid]:
    """The grid, or as few blocks of its columns as have room for their longest words on `room` letters.

    Each block begins with the first column, and its title has its number. A column alone may want more room.

    >>> wide = Grid("T", ("plan", "one", "two", "three"), (("A", "1", "2", "3"),))
    >>> [(part.title, part.header) for part in in_blocks(wide, 20)]
    [('T (1/2)', ('plan', 'one', 'two')), ('T (2/2)', ('plan', 'three'))]
    """
    needs = _needs(grid)
    rest = range(1, len(needs))
    for size in range(len(rest), 0, -1):
        blocks = [rest[start : start + size] for start in range(0, len(rest), size)]
        if all(
            needs[0] + sum(needs[place] for place in block) + SPARE * (size + 1) <= room for block in blocks
        ):
            break
    else:
        return [grid]
    if len(blocks) == 1:
        return [grid]
    return [
        Grid(
            f"{grid.title} ({number}/{len(blocks)})",
            tuple(grid.header[place] for place in (0, *block)),
            tuple(tuple(row[place] for place in (0, *block)) for row in grid.rows),
        )
        for number, block in enumerate(blocks, 1)
    ]


def _needs(grid: Grid) -> list[int]:
    """The letters that each column needs at least: its longest word, or `_LONGEST_WORD` of it, and the space."""
    columns: Sequence[Sequence[Value]] = list(zip(grid.header, *grid.rows, strict=True))
    return [
        BETWEEN + min(max(longest_word(text_of(value)) for value in column), _LONGEST_WORD)
        for column in columns
    ]


MOST_COLUMNS = 12
"""Columns that a printed page can hold."""


def must_fit_page(name: str, suffix: str, columns: int) -> None:
    """An `InputError` where a printed table would have more columns than a page holds."""
    if columns > MOST_COLUMNS:
        raise InputError(
            f"{name}: {columns} columns do not fit a page as {suffix}; name up to {MOST_COLUMNS} of them with"
            " --columns, or take xlsx."
        )


def _longest_line(value: Value) -> int:
    return _longest_of(text_of(value))


@lru_cache(maxsize=_KNOWN)
def _longest_of(text: str) -> int:
    return max((display_width(line) for line in text.splitlines()), default=0)
