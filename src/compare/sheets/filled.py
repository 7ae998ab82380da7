"""A filled-in coding sheet as rows: every cell understood, lines that are no rows left out and named."""

import re
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.sheets.returned import Line, plain, read_lines
from compare.sheets.sheet import CODES, Row
from compare.sheets.understood import flag_meant, level_meant, second_topic_meant, topic_meant, whole_meant

PLACE = ("doc_id", "start", "end", "text")
"""The columns that say which statement a row is about."""
_MEANT = {
    "topic": topic_meant,
    "topic2": second_topic_meant,
    "obligation": level_meant,
    "sanction": flag_meant,
    "monitoring": flag_meant,
}
_LOST = 3  # question marks in a row, where Chinese stood


@dataclass(frozen=True)
class FilledSheet:
    """The rows of a sheet in its order, and what of it was left out, in sentences.

    A row has `PLACE`, the codes as understood, `note`, `cut` (`split`, `join` or empty) and whatever
    other columns the sheet has. `suggested` says whether the sheet showed codes to correct.
    """

    lines: list[Line]
    left_out: list[str]
    suggested: bool


_TOTAL = re.compile(r"(?:合计|总计|小计|共计|汇总|(?:grand )?totals?|sum|count)\W*[\d.]*", re.IGNORECASE)
"""What a program or person writes in front of a sum."""


def read_sheet(path: Path) -> FilledSheet:
    """Read a filled-in sheet, XLSX or CSV; a column of codes that is missing counts as left open.

    Raises `InputError` for what is no sheet, and for rows that do not say which statement they code.
    """
    lines = read_lines(path, PLACE)
    if lines and not any(name in lines[0].cells for name in CODES):
        raise InputError(
            f"{path.name}: no column with codes ({', '.join(CODES)}); fill in an exported sheet."
        )
    rows = [line for line in lines if not _is_total(line.cells)]
    if not rows:
        raise InputError(f"{path.name}: no rows below the header; fill in an exported sheet.")
    left_out = [
        f"Row {line.number} was left out: it names no statement (a total?)."
        for line in lines
        if line not in rows
    ]
    cleaned = [Line(line.number, _cleaned(line.cells)) for line in rows]
    check_places(path, cleaned)
    return FilledSheet(cleaned, left_out, "suggested_topic" in rows[0].cells)


def _is_total(row: Row) -> bool:
    """A row that a person or program put below the table: it has no statement."""
    place = [plain(row[name]) for name in ("doc_id", "start", "end")]
    text = plain(row["text"])
    return not all(place) and (not text or (not any(place) and bool(_TOTAL.fullmatch(text))))


def check_places(path: Path, lines: list[Line]) -> None:
    """Rows without a place cannot be stored, and texts that are question marks have lost their Chinese."""
    lost = [line for line in lines if line.cells["text"].count("?") >= _LOST and line.cells["text"].isascii()]
    if len(lost) > len(lines) / 2:
        raise InputError(
            f"{path.name}: the Chinese has become question marks (row {lost[0].number}); save it as .xlsx or as"
            " CSV UTF-8."
        )
    for line in lines:
        empty = [name for name in PLACE[:3] if not line.cells[name]]
        if empty:
            raise InputError(
                f"{path.name}, row {line.number}: {empty[0]} is empty; restore it from the exported sheet, or"
                " take the row out."
            )


def _cleaned(row: Row) -> Row:
    texts = {name: str(cell) for name, cell in row.items()}
    codes = {name: meant(texts.get(name, "")) for name, meant in _MEANT.items()}
    places = {
        "doc_id": plain(texts["doc_id"]),
        **{name: whole_meant(texts[name]) for name in ("start", "end")},
    }
    said = {"note": texts.get("note", "").strip(), "cut": plain(texts.get("cut", "")).casefold()}
    return texts | places | codes | said
