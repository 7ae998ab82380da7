"""A filled-in sheet of finds as judgements: every cell understood, every fault named with its row.

Half-filled sheets are taken: what is open stays open. A row that a person put in for something
that is missing may lack text and place: it belongs to the sentence of the row above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compare.coding.find_values import KINDS, NoValue, find_stated
from compare.errors import InputError
from compare.extract.finds import Finds, find_all
from compare.sheets.filled import check_places
from compare.sheets.find_blind import HIDDEN, judged_blind
from compare.sheets.find_meant import kind_meant, place_meant, value_meant, verdict_meant
from compare.sheets.find_sheet import REFERENCE, SAMPLED
from compare.sheets.returned import Line, plain, read_lines
from compare.sheets.sheet import Row, cell_text
from compare.sheets.understood import same_text, whole_meant
from compare.text.document import Document, Provision

_NEEDED = (*REFERENCE, "text", "verdict", "kind", "words", "value")
_PLACE = ("doc_id", "start", "end")


class Fault(Exception):
    """What is wrong with a row, in one sentence."""


@dataclass(frozen=True)
class FilledFinds:
    """The rows of a sheet in its order, each with the place of its sentence, and what was left out."""

    lines: list[Line]
    left_out: list[str]


def is_finds_sheet(path: Path) -> bool:
    """Whether a sheet asks about finds, and not about codes."""
    try:
        read_lines(path, ("found_words", "verdict"))
    except InputError:
        return False
    return True


def read_finds_sheet(path: Path) -> FilledFinds:
    """Read a filled-in sheet of finds, XLSX or CSV; an `InputError` for what is none."""
    lines, left_out = [], []
    place: Row = {}
    for line in read_lines(path, _NEEDED):
        cells = line.cells | {name: whole_meant(line.cells[name]) for name in ("start", "end", "found_at")}
        cells["doc_id"] = plain(cells["doc_id"])
        said = any(plain(cells[name]) for name in ("kind", "words", "value"))
        if not plain(cells["text"]) and not any(cells[name] for name in _PLACE):
            if not said or not place:
                left_out.append(f"Row {line.number} was left out: it names no sentence.")
                continue
            cells |= place
        place = {name: cells.get(name, "") for name in (*_PLACE, "text", *SAMPLED)}
        lines.append(Line(line.number, cells))
    if not lines:
        raise InputError(f"{path.name}: no rows below the header; fill in an exported sheet.")
    check_places(path, lines)
    return FilledFinds(lines, left_out)


def judgements(lines: Sequence[Line], document: Document) -> tuple[list[Row], list[str]]:
    """What is stored of a plan's rows (`compare.coding.judged.COLUMNS`), and the faults of rows.

    Sentences in which nothing is filled in are left out.
    """
    provisions = {(str(p.start), str(p.end)): p for p in document.provisions}
    finds = find_all(document) if any(map(_is_blind, lines)) else {}
    by_sentence: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_sentence.setdefault((line.cells["start"], line.cells["end"]), []).append(line)
    rows: list[Row] = []
    faults: list[str] = []
    for span, group in by_sentence.items():
        try:
            found = _sentence(group, provisions.get(span), finds)
        except Fault as fault:
            faults.append(str(fault))
        else:
            rows += found if any(row["verdict"] for row in found) else []
    return sorted(rows, key=lambda row: int(row["start"])), faults


def _is_blind(line: Line) -> bool:
    return plain(line.cells["found_kind"]) == HIDDEN


def _sentence(group: Sequence[Line], provision: Provision | None, finds: dict[str, Finds]) -> list[Row]:
    """The judgements of one sentence: first of what was found, then of what is missing."""
    for line in group:
        if provision is None:
            where = f"{line.cells['start']} to {line.cells['end']}"
            raise Fault(f"row {line.number}: no sentence of the plan has the characters {where} any more")
        if not same_text(line.cells["text"], cell_text(provision.text)):
            raise Fault(
                f"row {line.number}: the text of {provision.provision_id} was changed; texts must stay as exported"
            )
    assert provision is not None
    found = [line for line in group if plain(line.cells["found_words"])]
    rows = [_judged(line, provision) for line in found]
    for line in group:
        rows += _missing(line, provision, rows) if line not in found else []
    if any(map(_is_blind, group)):
        rows = judged_blind(rows, provision, finds[provision.provision_id])
    return [row | _frame(group[0], provision) for row in rows]


def _frame(line: Line, provision: Provision) -> Row:
    """What all rows of a sentence share."""
    own = {name: getattr(provision, name) for name in ("doc_id", "start", "end", "text")}
    sizes = {name: whole_meant(line.cells.get(name, "")) for name in SAMPLED[1:]}
    return own | {"stratum": plain(line.cells.get("stratum", ""))} | sizes


def _judged(line: Line, provision: Provision) -> Row:
    """The judgement of a find, which may be corrected in place."""
    cells = line.cells
    row: Row = {"kind": cells["found_kind"], "note": cells.get("note", "").strip()}
    row |= {name: cells[name] for name in ("found_at", "found_words", "found_value")}
    if row["kind"] not in KINDS or not _stands(provision.text, row):
        raise Fault(
            f"row {line.number}: found_kind, found_at or found_words were changed; they must stay as exported"
        )
    if plain(cells["kind"]) and kind_meant(cells["kind"]) != row["kind"]:
        raise Fault(
            f"row {line.number}: the kind was changed; say wrong here, and add the other in a row of its own"
        )
    row |= _corrected(line, provision, row)
    said = verdict_meant(cells["verdict"], of_find=True)
    changed = (row["at"], row["words"], row["value"]) != (
        int(row["found_at"]),
        row["found_words"],
        row["found_value"],
    )
    _refuse_contradiction(line, said, changed)
    return _settled(row, "corrected" if changed else said)


def _refuse_contradiction(line: Line, said: str, changed: bool) -> None:
    """A verdict that is none, or says otherwise than the cells beside it."""
    why = ""
    if said not in ("right", "wrong", "corrected", ""):
        why = f"verdict {line.cells['verdict']!r} of a find is unknown (use right, wrong or corrected)"
    elif said == "right" and changed:
        why = "says right, but words or value are others than those found; say corrected"
    elif said == "corrected" and not changed:
        why = "says corrected, but words and value are as found; correct them, or say right"
    if why:
        raise Fault(f"row {line.number}: {why}")


def _settled(row: Row, verdict: str) -> Row:
    """A judgement with its verdict; what is wrong or open states nothing."""
    stated = {} if verdict in ("right", "corrected") else {"at": "", "words": "", "value": ""}
    return row | stated | {"verdict": verdict}


def _stands(text: str, row: Row) -> bool:
    at = row["found_at"]
    return at.isdecimal() and text[int(at) : int(at) + len(row["found_words"])] == row["found_words"]


def _corrected(line: Line, provision: Provision, row: Row) -> Row:
    """Words and value of a find as they stand in the sheet: as found, where they are empty or the same."""
    at, words, value = int(row["found_at"]), row["found_words"], row["found_value"]
    if plain(line.cells["words"]) and not same_text(line.cells["words"], words):
        at, words = _located(line, provision, at)
    if plain(line.cells["value"]) and not same_text(line.cells["value"], value):
        value = _value(line, row["kind"], provision, (at, at + len(words)), value)
    return {"at": at, "words": words, "value": value}


def _missing(line: Line, provision: Provision, rows: Sequence[Row]) -> list[Row]:
    """A find that a person adds, or the word that nothing is missing; nothing of a row left open."""
    cells, number = line.cells, line.number
    said = verdict_meant(cells["verdict"], of_find=False)
    named = [name for name in ("kind", "words", "value") if plain(cells[name])]
    if said not in ("complete", "missing", "corrected", ""):
        raise Fault(
            f"row {number}: verdict {cells['verdict']!r} is of a find, and none stands here (use complete or missing)"
        )
    row: Row = {"kind": "", "note": cells.get("note", "").strip(), "verdict": said}
    row |= dict.fromkeys(("at", "words", "value", "found_at", "found_words", "found_value"), "")
    if not named:
        if said in ("missing", "corrected"):
            raise Fault(f"row {number}: says that something is missing; write its kind, words and value")
        return [row] if said else []
    kind = kind_meant(cells["kind"])
    if kind not in KINDS or not plain(cells["words"]):
        raise Fault(f"row {number}: something is missing; write its kind ({', '.join(KINDS)}) and its words")
    taken = [(int(one[at]), int(one[at]) + len(one[words])) for one in rows if one["kind"] == kind
             for at, words in (("at", "words"), ("found_at", "found_words")) if one[words]]  # fmt: skip
    at, words = _located(line, provision, None, taken)
    value = _value(line, kind, provision, (at, at + len(words)), "")
    return [row | {"kind": kind, "verdict": "missing", "at": at, "words": words, "value": value}]


def _located(
    line: Line, provision: Provision, near: int | None, taken: Sequence[tuple[int, int]] = ()
) -> tuple[int, str]:
    """Where the words of a row stand in the sentence, as they are printed there."""
    place = place_meant(line.cells["words"], provision.text, near, taken)
    if place is None:
        raise Fault(
            f"row {line.number}: the words {line.cells['words'].strip()[:30]!r} do not stand in the sentence; copy them from it"
        )
    return place[0], provision.text[slice(*place)]


def _value(line: Line, kind: str, provision: Provision, span: tuple[int, int], before: str) -> str:
    """The value of a row in our notation, checked; one that is left out is read from the words."""
    value = value_meant(kind, line.cells["value"], provision.text[slice(*span)], before)
    try:
        find_stated(kind, provision.text, span, value)
    except NoValue as why:
        raise Fault(f"row {line.number}: value {line.cells['value'].strip()!r}: {why}") from None
    return value
