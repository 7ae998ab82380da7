"""`sources.csv`: what is known about every file in `data/raw/`, one row each.

Only `doc_id` and `file` must be filled. A broken row is named by its line in the file.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath, PureWindowsPath

from compare.errors import InputError, meant
from compare.files.csv_rows import numbered_cells
from compare.files.names import as_one, not_portable
from compare.files.reading import decode, read_bytes

LEVELS = (
    "",
    "province",
    "prefecture",
    "city",
    "district",
    "county",
    "development zone",
    "township",
    "national",
)
"""Administrative levels that `level` may name."""


PARTS = ("", "body", "annexes", "both")
"""Which parts of a file are the plan; empty leaves it to their content."""


@dataclass(frozen=True)
class Source:
    """One row of `sources.csv`; every field is text, empty when not stated.

    `start_marker` opens the plan (included), `end_marker` closes it (excluded); both are
    words of the raw file; `parts` says which of its parts are the plan: `body`, `annexes` or `both`,
    empty where their content decides. `role` is `template` for an outline that plans may have
    followed, else `plan` or empty. `outline_basis` overrides which national outline the plan follows:
    2015, 2021, or `none`. Dates are ISO 8601 (`issued`) or years (`period_start`).
    """

    doc_id: str
    file: str
    jurisdiction_zh: str = ""
    jurisdiction_en: str = ""
    province_zh: str = ""
    province_en: str = ""
    parent_zh: str = ""
    level: str = ""
    title: str = ""
    document_number: str = ""
    issued: str = ""
    period_start: str = ""
    period_end: str = ""
    start_marker: str = ""
    end_marker: str = ""
    note: str = ""
    sha256: str = ""
    role: str = ""
    outline_basis: str = ""
    parts: str = ""


COLUMNS = tuple(field.name for field in fields(Source))


def read_sources(folder: Path) -> list[Source]:
    """Read and check `folder/sources.csv`, in the order of its rows.

    Raises `InputError` for a missing file, an unknown or missing column, and the first row that has
    too many or too few cells, a `doc_id` that stands twice, or a value that cannot be used.
    """
    sources, faults = usable_sources(folder)
    if faults:
        raise InputError(faults[0])
    return sources


def usable_sources(folder: Path) -> tuple[list[Source], list[str]]:
    """The rows that can be used, and a sentence on each of the others: one bad row stops no plan but its own.

    Raises `InputError` only where the file as a whole cannot be read.
    """
    sources: list[Source] = []
    faults: list[str] = []
    taken: set[tuple[str, ...]] = set()
    for line, source, fault in _rows(folder):
        fault = fault or fault_of(source) or _twice(source, taken)
        if fault:
            named = f" ({source.doc_id})" if source.doc_id else ""
            faults.append(f"sources.csv, line {line}{named}: {fault}")
        else:
            sources.append(source)
    return sources, faults


def written_sources(folder: Path) -> list[Source]:
    """The rows as they stand, whatever their values: to be written back beside a new one, or without one.

    A row with too many or too few cells is an `InputError`: writing it back would change it.
    """
    found = []
    for line, source, fault in _rows(folder):
        if fault:
            raise InputError(f"sources.csv, line {line}: {fault}")
        found.append(source)
    return found


def plan_sources(folder: Path) -> list[Source]:
    """The usable rows that are plans; templates are aligned with them, never counted."""
    return [source for source in usable_sources(folder)[0] if source.role != "template"]


def _rows(folder: Path) -> Iterator[tuple[int, Source, str]]:
    """Every row with its line in the file, and what is wrong with the number of its cells."""
    path = folder / "sources.csv"
    rows = numbered_cells(decode(read_bytes(path), path.name), path.name)
    header = [cell.strip() for cell in next(rows, (1, []))[1]]
    while header and not header[-1]:  # spreadsheets fill rows up with empty cells
        del header[-1]
    _check_header(header)
    found = False
    for line, cells in rows:
        if any(cells):
            found = True
            yield line, *_row(header, cells)
    if not found:
        raise InputError("sources.csv: no rows; add one row for every plan.")


def _check_header(header: list[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        hint = meant(unknown[0], COLUMNS) or f" the columns are {', '.join(COLUMNS)}."
        raise InputError(f"sources.csv: unknown column {unknown[0]!r};{hint}")
    twice = [name for name in header if header.count(name) > 1]
    if twice:
        raise InputError(f"sources.csv: the column {twice[0]!r} stands twice; keep one.")
    for needed in ("doc_id", "file"):
        if needed not in header:
            raise InputError(f"sources.csv: the column {needed!r} is missing; add it.")


def _row(header: list[str], cells: list[str]) -> tuple[Source, str]:
    values = {name: as_read(name, cell) for name, cell in zip(header, cells, strict=False)}
    source = Source(**{"doc_id": "", "file": ""} | values)
    if len(cells) >= len(header) and not any(cells[len(header) :]):
        return source, ""
    return source, f"{len(cells)} cells for {len(header)} columns; quote cells that hold commas."


def as_read(column: str, cell: str) -> str:
    """A cell as its value: without white space around it, and on one line, but for words that mark a place.

    >>> as_read("title", " 某县\\n方案 ")
    '某县 方案'
    """
    return cell.strip() if column.endswith("_marker") else _LINE_ENDS.sub(" ", cell.strip())


def _twice(source: Source, taken: set[tuple[str, ...]]) -> str:
    """What was there in a row before; one compilation may hold several plans, told apart by their markers."""
    own = {
        "doc_id": (as_one(source.doc_id),),
        "file": (as_one(source.file), source.start_marker, source.end_marker),
    }
    for name, key in own.items():
        if (name, *key) in taken:
            return f"the {name} {getattr(source, name)!r} stands twice; make it unique."
    taken.update((name, *key) for name, key in own.items())
    return ""


def fault_of(source: Source) -> str:
    """What is wrong with the values of a row, in a sentence; empty where all can be used."""
    return next(filter(None, (check(source) for check in _CHECKS)), "")


def _identity(source: Source) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}", source.doc_id):
        return f"doc_id {source.doc_id!r} must be 1 to 63 letters, digits, - or _ (no Chinese)."
    # On another system the file may be read with its rules: C:\\x and ..\\x lead out, too.
    for path in (PurePosixPath(source.file), PureWindowsPath(source.file)):
        if not path.parts or path.anchor or ".." in path.parts:
            return f"file {source.file!r} must name a file inside data/raw/."
    if source.file != (plain := PurePosixPath(source.file).as_posix()):
        return f"file {source.file!r} must be written {plain!r}."
    for name in ("doc_id", "file"):
        if why := not_portable(getattr(source, name)):
            return f"{name}: {why}; choose another."
    return ""


def _printable(source: Source) -> str:
    for name in COLUMNS:
        found = _CONTROL.search(getattr(source, name))
        if found:
            return f"{name} holds a character that is no text (U+{ord(found[0]):04X}); take it out."
    return ""


def _dates(source: Source) -> str:
    if source.issued and not _is_date(source.issued):
        return f"issued {source.issued!r} is no date; write 2022-07-07."
    for name in ("period_start", "period_end"):
        if getattr(source, name) and not _YEAR.fullmatch(getattr(source, name)):
            return f"{name} {getattr(source, name)!r} is no year; write 2021."
    if source.period_start and source.period_end and source.period_start > source.period_end:
        return "period_start lies after period_end; swap them."
    return ""


def _is_date(text: str) -> bool:
    """Whether a text is a day in the one form that all tables use; ISO 8601 knows others."""
    if not re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _words(source: Source) -> str:
    """Columns that take one of a few words, and the hash."""
    if source.role not in ("", "plan", "template"):
        return f"role {source.role!r} must be plan or template (empty means plan)."
    if source.outline_basis not in ("", "2015", "2021", "none"):
        return f"outline_basis {source.outline_basis!r} must be 2015, 2021 or none (empty: read it from the text)."
    if source.parts not in PARTS:
        return f"parts {source.parts!r} must be body, annexes or both (empty: by content)."
    if source.level not in LEVELS:
        return f"level {source.level!r} is unknown; use {', '.join(LEVELS[1:])}."
    if source.sha256 and not re.fullmatch(r"[0-9a-f]{64}", source.sha256):
        return "sha256 must be 64 hexadecimal digits, or empty."
    return ""


_CHECKS = (_identity, _printable, _dates, _words)
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
