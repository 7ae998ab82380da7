"""A project's own rows of a vocabulary, checked against the package's rows, which say what a cell can hold.

A column that no row of the package leaves empty must be filled in, one that holds numbers there holds
numbers, and one that holds one of a few words holds one of them. Patterns must be patterns. Where a
search for the package's patterns finds all of their examples, or none of their counter-examples, that
of a project's own must, too.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from compare.errors import InputError, instead
from compare.files.csv_rows import numbered_rows
from compare.vocab.patterns import runs_away

SEPARATOR = "｜"
"""Stands between the values of a cell that holds several."""
Row = dict[str, str]

_ONE_OF_A_FEW = {
    *("kind", "scope", "comparator", "position", "reach", "level", "of", "side", "bound", "bounds", "cue"),
    *("granularity", "closes", "workdays", "yearly", "slogan", "better", "outline"),
}
_PATTERNS = ("pattern", "marker", "lookahead", "terms", "mentions", "words", "not_before")
_FREE = {
    *("examples", "counter_examples", "note", "meaning", "reason", "repeats", "checked", "half"),
    *("definition", "definition_zh", "not_this", "not_this_zh"),
}
_NUMBERS = {"freq_hint"}  # empty in all rows of the package
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def values(cell: str) -> list[str]:
    """The values of a cell that holds several.

    >>> values("指导思想｜基本原则")
    ['指导思想', '基本原则']
    """
    return [value for value in cell.split(SEPARATOR) if value]


def own_rows(rows: Sequence[Row], own: Path) -> list[Row]:
    """The rows of a project's file with all columns of the package's `rows`; an `InputError` names a bad one."""
    columns = list(rows[0])
    numbered = numbered_rows(own)
    for column in numbered[0][1] if numbered else ():
        if column not in columns:
            raise InputError(f"vocab/{own.name}: unknown column {column!r};{instead(column, columns)}")
    rules = _Rules(rows)
    seen: dict[tuple[str, ...], int] = {}
    full = []
    for line, given in numbered:
        row = {column: given.get(column, "") for column in columns}
        fault = rules.fault(row) or _twice(row, rows, seen, line)
        if fault:
            raise InputError(f"vocab/{own.name}, line {line}: {fault}")
        full.append(row)
    return full


def are_told_apart(rows: Sequence[Row]) -> bool:
    """Whether the first cell tells the rows of a vocabulary apart."""
    key = next(iter(rows[0]))
    return len({row[key] for row in rows}) == len(rows)


def _twice(row: Row, rows: Sequence[Row], seen: dict[tuple[str, ...], int], line: int) -> str:
    kept = list(row)[:1] if are_told_apart(rows) else [column for column in row if column not in _FREE]
    before = seen.setdefault(tuple(row[column] for column in kept), line)
    return "" if before == line else f"{row[kept[0]]!r} stands in line {before} already; keep one row."


class _Rules:
    """What the package's rows say of a row; `fault` tells what is wrong with it, and what to do."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.columns = [column for column in rows[0] if column not in _FREE]
        self.known = {column: {row[column] for row in rows} for column in self.columns}
        self.finds = {name: _found(rows, name) for name in ("examples", "counter_examples")}

    def fault(self, row: Row) -> str:
        """Empty where nothing is wrong."""
        return next(
            filter(None, (self._of_cell(name, row[name]) for name in self.columns)), ""
        ) or self._tried(row)

    def _of_cell(self, column: str, cell: str) -> str:
        if not cell:
            return "" if "" in self.known[column] else f"{column} is empty; fill it in."
        few = (
            {part for known in self.known[column] for part in values(known)}
            if self._is_one_of_a_few(column)
            else None
        )
        if few is not None and (odd := [part for part in values(cell) if part not in few]):
            return f"{column} {odd[0]!r} is unknown;{instead(odd[0], sorted(few))}"
        if self._holds_numbers(column) and not _NUMBER.fullmatch(cell):
            return f"{column} {cell!r} is no number; write one."
        return _fault_of_pattern(column, cell)

    def _is_one_of_a_few(self, column: str) -> bool:
        return column in _ONE_OF_A_FEW or (column == "code" and "marker" in self.columns)

    def _holds_numbers(self, column: str) -> bool:
        cells = [cell for cell in self.known[column] if cell]
        return column in _NUMBERS or (bool(cells) and all(map(_NUMBER.fullmatch, cells)))

    def _tried(self, row: Row) -> str:
        pattern = _compiled(row)
        for name, wanted in (("examples", True), ("counter_examples", False)):
            for text in values(row.get(name, "")) if pattern and self.finds[name] is wanted else ():
                if bool(pattern and pattern.search(text)) is not wanted:
                    does = "does not find" if wanted else "finds"
                    return f"the pattern {does} {text!r} of {name}; correct one of them."
        return ""


def _fault_of_pattern(column: str, cell: str) -> str:
    if runs_away(cell):
        return (
            f"{column} repeats what repeats itself, which may take time without end; write it without + or *"
            " inside + or *."
        )
    try:
        for part in values(cell) if column in _PATTERNS else ():
            re.compile(part)
    except (re.error, OverflowError, RecursionError) as error:
        return f"{column} {cell[:40]!r} is no pattern ({error}); correct it, or write \\ before a sign that is meant."
    return ""


def _compiled(row: Row) -> re.Pattern[str] | None:
    cell = row.get("pattern", "")
    return re.compile(cell.replace(SEPARATOR, "|")) if cell else None


def _found(rows: Iterable[Row], name: str) -> bool | None:
    """Whether searches find all texts of a column (True), or none (False); None where they find some."""
    patterns = [(pattern, row) for row in rows if (pattern := _compiled(row))]
    found = {bool(pattern.search(text)) for pattern, row in patterns for text in values(row.get(name, ""))}
    return found.pop() if len(found) == 1 else None
