"""`sources.csv`: what is known about every file in `data/raw/`, one row each.

Only `doc_id` and `file` must be filled. A broken row is named by its line in the file.
"""

import csv
import datetime
import io
import re
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath

from compare.errors import InputError
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

    Raises `InputError` for a missing file, an unknown or missing column, a row with too
    many or too few cells, a duplicate `doc_id`, or a value that cannot be used.
    """
    path = folder / "sources.csv"
    rows = csv.reader(io.StringIO(decode(read_bytes(path), path.name).removeprefix("\ufeff")))
    try:
        header = [cell.strip() for cell in next(rows)]
        _check_header(header)
        sources = [_read_row(header, cells, rows.line_num) for cells in rows if any(cells)]
    except csv.Error as error:
        raise InputError(
            f"sources.csv, line {rows.line_num}: is no row of a CSV file ({error}); correct it."
        ) from None
    _check_duplicates(sources)
    if not sources:
        raise InputError("sources.csv: no rows; add one row for every plan.")
    return sources


def plan_sources(folder: Path) -> list[Source]:
    """The rows of `sources.csv` that are plans; templates are aligned with them, never counted."""
    return [source for source in read_sources(folder) if source.role != "template"]


def _check_header(header: list[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise InputError(f"sources.csv: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}.")
    twice = [name for name in header if header.count(name) > 1]
    if twice:
        raise InputError(f"sources.csv: the column {twice[0]!r} stands twice; keep one.")
    for needed in ("doc_id", "file"):
        if needed not in header:
            raise InputError(f"sources.csv: the column {needed!r} is missing; add it.")


def _read_row(header: list[str], cells: list[str], line: int) -> Source:
    where = f"sources.csv, line {line}"
    if len(cells) != len(header):
        raise InputError(
            f"{where}: {len(cells)} cells for {len(header)} columns; quote cells that hold commas."
        )
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    _check_identity(row, where)
    _check_values(row, where)
    return Source(**row)


def _check_identity(row: dict[str, str], where: str) -> None:
    doc_id = row["doc_id"]
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}", doc_id):
        raise InputError(f"{where}: doc_id {doc_id!r} must be 1 to 63 letters, digits, - or _ (no Chinese).")
    file = row["file"]
    if not file or PurePosixPath(file).is_absolute() or ".." in PurePosixPath(file).parts:
        raise InputError(f"{where}: file {file!r} must name a file inside data/raw/.")


def _check_values(row: dict[str, str], where: str) -> None:
    issued = row.get("issued", "")
    if issued:
        try:
            datetime.date.fromisoformat(issued)
        except ValueError:
            raise InputError(f"{where}: issued {issued!r} is no date; write 2022-07-07.") from None
    _check_words(row, where)
    for name in ("period_start", "period_end"):
        if row.get(name) and not re.fullmatch(r"(19|20)\d\d", row[name]):
            raise InputError(f"{where}: {name} {row[name]!r} is no year; write 2021.")
    if row.get("period_start") and row.get("period_end") and row["period_start"] > row["period_end"]:
        raise InputError(f"{where}: period_start lies after period_end; swap them.")
    if row.get("sha256") and not re.fullmatch(r"[0-9a-f]{64}", row["sha256"]):
        raise InputError(f"{where}: sha256 must be 64 hexadecimal digits, or empty.")


def _check_words(row: dict[str, str], where: str) -> None:
    """Columns that take one of a few words."""
    if row.get("role", "") not in ("", "plan", "template"):
        raise InputError(f"{where}: role {row['role']!r} must be plan or template (empty means plan).")
    if row.get("outline_basis", "") not in ("", "2015", "2021", "none"):
        raise InputError(
            f"{where}: outline_basis {row['outline_basis']!r} must be 2015, 2021 or none (empty: read it from"
            " the text)."
        )
    if row.get("parts", "") not in PARTS:
        raise InputError(
            f"{where}: parts {row['parts']!r} must be body, annexes or both (empty: by content)."
        )
    if row.get("level", "") not in LEVELS:
        raise InputError(f"{where}: level {row['level']!r} is unknown; use {', '.join(LEVELS[1:])}.")


def _check_duplicates(sources: list[Source]) -> None:
    for name in ("doc_id", "file"):
        seen: set[str] = set()
        for source in sources:
            value = getattr(source, name).casefold()
            # One compilation may hold several plans, told apart by their markers.
            key = value if name == "doc_id" else f"{value}|{source.start_marker}|{source.end_marker}"
            if key in seen:
                raise InputError(f"sources.csv: the {name} {value!r} stands twice; make it unique.")
            seen.add(key)
