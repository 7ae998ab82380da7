"""Which stretch of the plan each row of a sheet codes, where a coder cut the text otherwise than we did.

A statement is split by repeating its row, with a part of the text in each; statements are joined by
writing `join` into the column `cut` of every row but the first, with its codes left empty (or by
writing the whole text into the first row and taking the others out).
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from compare.coding.given import text_between
from compare.sheets.returned import Line
from compare.sheets.sheet import CODES, Row, cell_text
from compare.sheets.understood import same_text
from compare.text.cleaning import Passage
from compare.text.document import Document, Provision

_SLACK = 4  # characters by which a part may differ in length from its text in the plan


@dataclass(frozen=True)
class Unit:
    """What a row codes: raw offsets and the plan's own text there; `line` is its number in the sheet."""

    line: int
    start: int
    end: int
    text: str
    cells: Row


class _Fault(Exception):
    """What is wrong with the rows of one provision, in one sentence."""


def units_of(lines: list[Line], document: Document) -> tuple[list[Unit], list[str]]:
    """The units of a plan that a sheet codes, in the order of the plan, and what is wrong with rows."""
    provisions = {(str(p.start), str(p.end)): p for p in document.provisions}
    grouped: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        grouped[line.cells["start"], line.cells["end"]].append(line)
    units: list[Unit] = []
    faults: list[str] = []
    for span, group in grouped.items():
        provision = provisions.get(span)
        try:
            units += _placed(group, provision, document) if provision else _elsewhere(group, document)
        except _Fault as fault:
            faults.append(str(fault))
    ordered = sorted(units, key=lambda unit: (unit.start, unit.end, unit.line))
    return _joined(ordered, document, faults), faults


def _elsewhere(group: list[Line], document: Document) -> list[Unit]:
    """Rows whose offsets a coder changed: taken where the text stands there."""
    line = group[0]
    start, end = line.cells["start"], line.cells["end"]
    text = text_between(document, int(start), int(end)) if (start + end).isdecimal() else ""
    if len(group) > 1 or not text or not same_text(line.cells["text"], text):
        raise _Fault(f"row {line.number}: no provision has the characters {start} to {end}")
    return [Unit(line.number, int(start), int(end), text, line.cells)]


def _placed(group: list[Line], provision: Provision, document: Document) -> list[Unit]:
    """The rows of one provision: the whole of it, its parts, or it and those that follow."""
    line = group[0]
    if len(group) == 1:
        if same_text(line.cells["text"], cell_text(provision.text)):
            return [Unit(line.number, provision.start, provision.end, provision.text, line.cells)]
        return [_with_following(line, provision, document)]
    if any(same_text(line.cells["text"], provision.text) for line in group):
        raise _Fault(f"row {group[1].number}: {provision.provision_id} stands in row {line.number} already")
    return _parts(group, provision)


def _with_following(line: Line, provision: Provision, document: Document) -> Unit:
    """A row whose text goes on into the provisions that follow."""
    for last in document.provisions[provision.seq :]:
        text = text_between(document, provision.start, last.end)
        if same_text(line.cells["text"], text):
            return Unit(line.number, provision.start, last.end, text, line.cells)
        if len(text) > len(line.cells["text"]) + _SLACK:
            break
    raise _Fault(
        f"row {line.number}: the text of {provision.provision_id} was changed; texts must stay as exported, or"
        " hold its parts in several rows"
    )


def _parts(group: list[Line], provision: Provision) -> list[Unit]:
    """Rows that hold a provision's text in parts, in any order."""
    rest, passage = list(group), provision.passage
    units = []
    while rest:
        for line in rest:
            length = _length_at(passage, line.cells["text"])
            if length:
                break
        else:
            break
        start, end = passage.raw_span(0, length)
        units.append(Unit(line.number, start, end, passage.text[:length], line.cells))
        rest.remove(line)
        passage = passage[length:]
    if rest or passage.text.strip():
        raise _Fault(
            f"row {(rest or group)[0].number}: the rows of {provision.provision_id} do not hold its text in parts;"
            " together they must give it whole"
        )
    return units


def _length_at(passage: Passage, text: str) -> int:
    """How many characters at the beginning of the passage are this text; 0 if none."""
    middle = len(text)
    near = sorted(range(max(1, middle - _SLACK), middle + _SLACK + 1), key=lambda size: abs(size - middle))
    fits = (size for size in near if size <= len(passage.text) and same_text(passage.text[:size], text))
    return next(fits, 0) if text.strip() else 0


def _joined(units: list[Unit], document: Document, faults: list[str]) -> list[Unit]:
    """Units with those that say `join` added to the one before; overlaps are faults."""
    found: list[Unit] = []
    for unit in units:
        before = found[-1] if found else None
        cut = unit.cells["cut"]
        if cut not in ("", "split", "join"):
            faults.append(f"row {unit.line}: cut {cut!r} is unknown (use split, join, or nothing)")
        elif cut == "join" and before is None:
            faults.append(f"row {unit.line}: nothing stands before it to be joined to; leave cut empty")
        elif cut == "join" and before is not None:
            if any(unit.cells[name] not in ("", before.cells[name]) for name in CODES):
                faults.append(
                    f"row {unit.line}: is joined to row {before.line} and has codes of its own; empty them"
                )
            text = text_between(document, before.start, unit.end)
            found[-1] = replace(before, end=unit.end, text=text)
        elif before is not None and unit.start < before.end:
            faults.append(
                f"row {unit.line}: its text is coded in row {before.line} already; keep one of them"
            )
        else:
            found.append(unit)
    return found
