"""A project's own rows of a vocabulary, checked against what its columns hold and against the package's rows.

What a column holds is declared (`compare.vocab.columns`). A column that no row of the package leaves empty
must be filled in; where a column goes by others, no row of the package with the same cells there. Where a
search for the package's patterns finds all of their examples, or none of their counter-examples, that of a
project's own must, too.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from compare.errors import InputError, instead
from compare.files.csv_rows import numbered_rows
from compare.vocab.cells import fault_of_cell
from compare.vocab.columns import SEPARATOR, Column, Row, columns_of, package_rows, values

TAXONOMY = "taxonomy"
"""The vocabulary that a project's own may take the place of."""
NO_MEASURE = "N"
"""The domain of what is no measure: layout gives its codes N0-N2, and coders N3."""
_BLANKS = " \t\r\n\u3000\u00a0\u200b\ufeff"
_UNREAD = ("remark", "examples")


def own_rows(rows: Sequence[Row], own: Path) -> list[Row]:
    """The rows of a project's file with all columns of the package's `rows`; an `InputError` names a bad one."""
    columns = list(rows[0])
    numbered = numbered_rows(own)
    for column in numbered[0][1] if numbered else ():
        if column not in columns:
            raise InputError(f"vocab/{own.name}: unknown column {column!r};{instead(column, columns)}")
    rules = _Rules(rows, own)
    seen: dict[tuple[str, ...], int] = {}
    full = []
    for line, given in numbered:
        row = {column: rules.plain(column, given.get(column, "")) for column in columns}
        fault = rules.fault(row) or _twice(row, rules.keys, seen, line)
        if fault:
            raise InputError(f"vocab/{own.name}, line {line}: {fault}")
        full.append(row)
    return full


def stands_alone(rows: Iterable[Row]) -> bool:
    """Whether a project's rows of the taxonomy take the place of ours: no topic needs a domain of ours."""
    rows = list(rows)
    codes = {row.get("code", "") for row in rows}
    return all(row.get("parent", "") in codes | {""} for row in rows)


def _twice(row: Row, keys: Sequence[str], seen: dict[tuple[str, ...], int], line: int) -> str:
    before = seen.setdefault(tuple(row[column] for column in keys), line)
    said = next((row[column] for column in keys if row[column]), "")
    return "" if before == line else f"{said!r} stands in line {before} already; keep one row."


class _Rules:
    """What the package's rows say of a row of `own`; `fault` tells what is wrong with it, and what to do."""

    def __init__(self, rows: Sequence[Row], own: Path) -> None:
        declared = columns_of(own.stem)
        self.keys = [name for name in rows[0] if declared[name].key]
        self._columns = {name: declared[name] for name in rows[0] if declared[name].holds not in _UNREAD}
        self._finds = {name: _found(rows, name) for name in ("examples", "counter_examples")}
        self._rows, self._folder = rows, own.parent
        self._known: dict[tuple[str, ...], set[str]] = {}
        self._referred: dict[str, set[str]] = {}

    def fault(self, row: Row) -> str:
        """Empty where nothing is wrong."""
        columns = self._columns.values()
        cells = (self._of_cell(column, row) for column in columns)
        orders = (_too_early(column, row) for column in columns if column.holds == "date" and column.of)
        return next(filter(None, (*cells, *orders)), "") or self._tried(row)

    def plain(self, name: str, cell: str) -> str:
        """A cell without blanks around it, which nobody sees; a sentence may begin or end with one."""
        column, bare = self._columns.get(name), cell.strip(_BLANKS)
        return cell if bare and column and column.holds == "sentence" else bare

    def _of_cell(self, column: Column, row: Row) -> str:
        cell, beside = row[column.name], self._beside(column, row)
        if not cell:
            return "" if not beside or "" in beside else f"{column.name} is empty; fill it in."
        if column.by and beside == {""}:
            where = " and ".join(f"{name} {row[name]!r}" for name in column.by)
            return f"{column.name} {cell!r} is not read beside {where}; leave it empty."
        known = beside or {one[column.name] for one in self._rows}
        return fault_of_cell(column, cell, known, self._values_of)

    def _beside(self, column: Column, row: Row) -> set[str]:
        """The cells of the package's rows that have the same cells as a row in the columns it goes by."""
        same = [self._sign(name, row) for name in column.by]
        key = (column.name, *same)
        if key not in self._known:
            rows = (one for one in self._rows if [self._sign(name, one) for name in column.by] == same)
            self._known[key] = {one[column.name] for one in rows}
        return self._known[key]

    def _sign(self, name: str, row: Row) -> str:
        """What of a cell others go by: its words, or whether it is filled in."""
        return row[name] if self._columns[name].holds == "word" else str(bool(row[name]))

    def _values_of(self, place: str) -> set[str]:
        """The values of a column of another vocabulary, the project's own among them, and those used there."""
        if place not in self._referred:
            self._referred[place] = _referred(place, self._folder) | {
                value
                for column in self._columns.values()
                if column.of == place and not place.startswith(TAXONOMY)
                for row in self._rows
                for value in values(row[column.name])
            }
        return self._referred[place]

    def _tried(self, row: Row) -> str:
        pattern = _compiled(row)
        for name, wanted in (("examples", True), ("counter_examples", False)):
            for text in values(row.get(name, "")) if pattern and self._finds[name] is wanted else ():
                if bool(pattern and pattern.search(text)) is not wanted:
                    does = "does not find" if wanted else "finds"
                    return f"the pattern {does} {text!r} of {name}; correct one of them."
        return ""


def _too_early(column: Column, row: Row) -> str:
    """Whether a day that must follow another does not."""
    day, before = row[column.name], row[column.of]
    return (
        f"{column.name} {day} is not after {column.of} {before}; correct one." if "" < day <= before else ""
    )


def _referred(place: str, folder: Path) -> set[str]:
    """The values of `vocabulary.column` in the package's rows and in those of the project's `folder`."""
    vocabulary, _, column = place.partition(".")
    own = folder / f"{vocabulary}.csv"
    added = [row for _, row in numbered_rows(own)] if own.is_file() else []
    ours = package_rows(vocabulary)
    if vocabulary == TAXONOMY and added and stands_alone(added):
        ours = [row for row in ours if NO_MEASURE in (row["code"], row["parent"])]
    return {value for row in (*ours, *added) for value in values(row.get(column, ""))}


def _compiled(row: Row) -> re.Pattern[str] | None:
    cell = row.get("pattern", "")
    return re.compile(cell.replace(SEPARATOR, "|")) if cell else None


def _found(rows: Iterable[Row], name: str) -> bool | None:
    """Whether searches find all texts of a column (True), or none (False); None where they find some."""
    patterns = [(pattern, row) for row in rows if (pattern := _compiled(row))]
    found = {bool(pattern.search(text)) for pattern, row in patterns for text in values(row.get(name, ""))}
    return found.pop() if len(found) == 1 else None
