"""The taxonomy of measures: domains A-L and N with topics A1-N3, or a project's own.

Ours is `vocab/taxonomy.csv` of the package. A project's file of that name adds topics to our domains, or
replaces rows of ours; where each of its topics stands under a domain of its own file (or under none: a
code that is its own domain), it takes the place of ours. N0-N3, what is no measure, are kept in either.
What is bound to our codes (topic model, crosswalk to the outlines, checked demands) steps aside then.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from compare.errors import InputError
from compare.files.csv_rows import numbered_rows, rows_of_csv
from compare.files.names import no_name, twin_of
from compare.vocab.own_rows import NO_MEASURE, stands_alone
from compare.vocab.own_rows import TAXONOMY as _NAME
from compare.vocab.reading import Row, read_vocabulary, vocabulary_files

CODE = re.compile(r"[^\W_][\w.-]{0,23}")
"""What a code looks like: a letter or digit, then up to 23 letters, digits, dots or hyphens."""
NEEDED = ("code", "label_zh", "label_en")
"""The columns that a taxonomy must have, and fill in."""


@dataclass(frozen=True)
class Code:
    """A domain or topic with its labels; `include` and `exclude` say what belongs to it."""

    code: str
    level: str
    parent: str
    label_zh: str
    label_en: str
    include: str
    exclude: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


@cache
def taxonomy_rows() -> tuple[Row, ...]:
    """The rows of the taxonomy that is in use, domains and topics in their order."""
    own = _own_rows()
    if not own or not stands_alone(own):
        return read_vocabulary(_NAME)
    ours = rows_of_csv(vocabulary_files(f"{_NAME}.csv")[0])
    kept = [row for row in ours if NO_MEASURE in (row["code"], row["parent"])]
    columns = list(ours[0])
    return (*({column: row.get(column) or "" for column in columns} for row in own), *kept)


@cache
def is_own() -> bool:
    """Whether a project's own taxonomy stands in the place of ours."""
    return bool(own := _own_rows()) and stands_alone(own)


def _own_rows() -> list[Row]:
    """The rows of the project's file, checked; none where it has no such file."""
    files = vocabulary_files(f"{_NAME}.csv")
    numbered = [row for file in files[1:2] for row in numbered_rows(file)]
    rows = [row for _, row in numbered]
    if rows:
        _check(numbered, {} if stands_alone(rows) else _parents(rows_of_csv(files[0])))
    return rows


def _parents(rows: list[Row]) -> dict[str, str]:
    return {row["code"]: row.get("parent", "") for row in rows}


def _check(numbered: list[tuple[int, Row]], ours: dict[str, str]) -> None:
    """Every fault names its row; `ours` are our codes and their parents, where the rows are added to them."""
    rows = [row for _, row in numbered]
    lacking = [name for name in NEEDED if name not in rows[0]]
    if lacking:
        raise InputError(f"vocab/{_NAME}.csv: the column {lacking[0]!r} is missing; add it.")
    parents = ours | _parents(rows)
    seen: set[str] = set()
    for line, row in numbered:
        fault = fault_of_code(row["code"], parents, seen) or _fault(row, parents, ours)
        if fault:
            raise InputError(f"vocab/{_NAME}.csv, line {line}: {fault}")
        seen.add(row["code"])


def fault_of_code(code: str, others: Iterable[str], seen: set[str]) -> str:
    """What is wrong with a code; codes name pages of a report, so they must be names that every system takes."""
    if not CODE.fullmatch(code):
        return f"{code!r} is no code; use up to 24 letters, digits, dots or hyphens."
    if why := no_name(code):
        return f"{why}; choose another code."
    if code in seen:
        return f"{code!r} stands there twice; keep one row."
    if twin := twin_of(code, others):
        return f"{code!r} and {twin!r} differ by case only, which Windows and macOS do not tell apart; rename one."
    return ""


def _fault(row: Row, parents: dict[str, str], ours: dict[str, str]) -> str:
    """What is wrong with a row, and what to do; empty where nothing is."""
    code, parent = row["code"], row.get("parent", "")
    added_to_it = bool(ours) and NO_MEASURE in (code, parent)
    if code.startswith(NO_MEASURE) and not added_to_it:
        return f"{code!r}: codes that begin with N are kept for what is no measure; choose another letter."
    if parent and parent not in parents:
        return f"{code!r} is under {parent!r}, which is no code; add a row for it, or correct it."
    if parent and parents[parent]:
        return (
            f"{code!r} is under {parent!r}, which is under {parents[parent]!r}; there are two levels at most."
        )
    return (
        "" if row["label_zh"] and row["label_en"] else f"{code!r} has no label in both languages; fill it in."
    )


@cache
def taxonomy() -> dict[str, Code]:
    """All codes in the order of the taxonomy."""
    fields = [name for name in Code.__dataclass_fields__ if name != "level"]
    found = {}
    for row in taxonomy_rows():
        level = "topic" if row["parent"] else "domain"
        found[row["code"]] = Code(level=level, **{name: row[name] for name in fields})
    return found


@cache
def topics() -> tuple[str, ...]:
    """All codes that a provision can have, in order: A1 to N3; a domain without topics is its own."""
    parents = {code.parent for code in taxonomy().values()}
    return tuple(code.code for code in taxonomy().values() if code.parent or code.code not in parents)


def domains(substantive: bool = True) -> list[str]:
    """Domain codes in order; without N (not a measure) unless asked for."""
    codes = [code.code for code in taxonomy().values() if not code.parent]
    return [code for code in codes if code != NO_MEASURE] if substantive else codes


def domain_of(topic: str) -> str:
    """The domain of a topic; the letter of one that the taxonomy in use does not have.

    >>> domain_of("E7"), domain_of("N1"), domain_of("")
    ('E', 'N', '')
    """
    known = taxonomy().get(topic)
    return known.parent or known.code if known else topic[:1]


def is_substantive(topic: str) -> bool:
    """Whether a topic is a measure's (A1-L6), not N0, N1, N2 or N3."""
    return bool(topic) and not topic.startswith(NO_MEASURE)


def bound_rows(name: str) -> tuple[Row, ...]:
    """The rows of a vocabulary that speaks of topics: where the taxonomy is a project's own, its own rows only."""
    if not is_own():
        return read_vocabulary(name)
    own: list[Path] = vocabulary_files(f"{name}.csv")[1:]
    columns = list(read_vocabulary(name)[0])
    return tuple(
        {column: row.get(column, "") for column in columns} for file in own for row in rows_of_csv(file)
    )
