"""Take in a coding sheet that a person filled in: check every row, store it, compare it.

A sheet is stored with all that is filled in, or, where a row is at fault, not at all. It is kept
under its coder's name and never touches the codes of anyone else; whose codes feed the tables is
said by `fazhi coding use`, not by who came last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from compare.coding.given import COLUMNS, DUTY, VALUES, read_codes
from compare.coding.register import KINDS, Coder, read_coders, register_rows
from compare.errors import InputError
from compare.files.csv_rows import csv_text
from compare.files.durable import put
from compare.files.folders import inside, make_folder
from compare.files.names import not_portable, twin_of
from compare.files.staging import staged
from compare.project import Project
from compare.sheets.comparison import comparison
from compare.sheets.cuts import Unit, units_of
from compare.sheets.filled import FilledSheet, read_sheet
from compare.sheets.refi_in import read_refi
from compare.sheets.sheet import BY, CODES, DESIGN, Row, plan_of
from compare.text.document import Document
from compare.vocab.filling import fill
from compare.vocab.taxonomy import is_substantive, topics

_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_MODEL_PREFIX = "llm-"
_STEP = "coding import"
_WAIT = 60.0  # seconds for another command that is at work in the project
_SHOWN = 50  # faults listed before the rest is counted


@dataclass(frozen=True)
class _Coded:
    """What a sheet holds of one plan: the rows to be stored, those of before that stay included."""

    document: Document
    target: Path
    given: list[Row]
    stored: list[Row]


def import_sheet(
    project: Project, path: Path, coder: str, kind: str = "person", replace: bool = False
) -> str:
    """Check the sheet at `path`, store what is filled in as codes of `coder`, and say how it compares.

    Raises `InputError` that names the fault of every row; then nothing has been stored. Rows of a
    person's later sheet take the place of their earlier ones; a language model's do not. A file of
    codes that no import stored, or that was changed since, stays unless it is to be replaced.
    """
    with project.locked(_STEP, _WAIT):
        return _import_sheet(project, path, coder, kind, replace)


def _import_sheet(project: Project, path: Path, coder: str, kind: str, replace: bool) -> str:
    check_coder(project.coding, coder, kind)
    if path.suffix.lower() == ".qdpx":
        sheet = FilledSheet([], [], False)
        coded = [
            _of_plan(project, doc_id, rows, coder) for doc_id, rows in read_refi(project, path, coder).items()
        ]
    else:
        sheet = read_sheet(path)
        coded = _coded(project, sheet, path, coder)
    standing = [one.target for one in coded if one.target.exists()]
    known = coder in {one.name for one in read_coders(project.coding)}  # else an import was killed here
    if kind != "person" and known and standing:
        raise InputError(f"{coder}/{standing[0].name}: stands already; give this pass another name.")
    reports = [
        comparison(project, one.document, one.given, Coder(coder, kind, 0, ""), sheet.suggested)
        for one in coded
    ]
    with project.published(project.coding, _STEP, adding=True, replace=replace) as staging:
        (staging / coder).mkdir()
        for one in coded:
            text = _as_csv(one.stored)
            (staging / coder / one.target.name).write_text(text, encoding="utf-8", newline="")
    added = add_coder(project, coder, kind, _how(sheet))
    told = [
        line for one, report in zip(coded, reports, strict=True) for line in (_stored(one, coder), *report)
    ]
    return "\n".join([*sheet.left_out, *told, *added])


def _how(sheet: FilledSheet) -> str:
    """How the sheet was coded, for the register."""
    if not sheet.lines:
        return "coded in a program for qualitative analysis (REFI-QDA)"
    others = [name.removeprefix(BY) for name in sheet.lines[0].cells if name.startswith(BY)]
    if others:
        return f"decided between {' and '.join(others)}"
    if sheet.suggested:
        return "corrected a sheet that showed suggested codes"
    return "coded a sheet without suggestions"


def _stored(coded: _Coded, coder: str) -> str:
    """What was stored of one plan, and what was left open."""
    total = len(coded.document.provisions)
    given = [sum(row[name] != "" for row in coded.stored) for name in ("topic", "obligation")]
    counts = {"t": given[0], "o": given[1], "n": total}
    left = "" if min(given) >= total else " What was left open is coded by whoever comes next."
    return (
        f"Stored data/coding/{coder}/{coded.target.name}: "
        + fill("{t:topic|topics} and {o:level|levels} of obligation for {n:provision|provisions}.", **counts)
        + left
    )


def check_coder(folder: Path, coder: str, kind: str) -> None:
    """A name must fit a folder, be told apart from all others, and keep its kind."""
    if kind not in KINDS:
        raise InputError(f"--kind {kind!r}: must be one of {', '.join(KINDS)}.")
    if not _NAME.fullmatch(coder):
        raise InputError(f"coder {coder!r}: use letters, digits, - and _ only, at most 40.")
    if why := not_portable(coder):
        raise InputError(f"coder: {why}; choose another name.")
    if coder.casefold() in ("schemes", "finds"):
        raise InputError(f"coder {coder!r}: is the name of a folder of the project; choose another.")
    if coder.casefold().startswith(_MODEL_PREFIX) != (kind == "language model"):
        raise InputError(
            f"coder {coder!r}: names with {_MODEL_PREFIX} are for language models, and only those."
        )
    known = {one.name: one.kind for one in read_coders(folder)}
    if twin := twin_of(coder, {*known, *(path.name for path in folder.glob("*/"))}):
        raise InputError(f"coder {coder!r}: {twin!r} is there already; names must differ by more than case.")
    if known.get(coder, kind) != kind:
        raise InputError(f"coder {coder!r}: coders.csv says {known[coder]!r}; choose another name.")


def _coded(project: Project, sheet: FilledSheet, path: Path, coder: str) -> list[_Coded]:
    """The sheet's codes of every plan in it; an `InputError` that names all rows at fault."""
    faults: list[str] = []
    found = []
    for doc_id in dict.fromkeys(line.cells["doc_id"] for line in sheet.lines):
        document = plan_of(project, doc_id)
        lines = [line for line in sheet.lines if line.cells["doc_id"] == doc_id]
        units, wrong = units_of(lines, document)
        faults += wrong + [fault for unit in units for fault in _code_faults(unit, document)]
        given = [_as_row(unit, doc_id) for unit in units if any(unit.cells[name] for name in CODES)]
        target = project.coding / coder / f"{doc_id}.csv"
        if given:
            found.append(_Coded(document, target, given, _with_earlier(given, target)))
    if faults:
        raise at_fault(path, faults)
    if not found:
        raise InputError(f"{path.name}: no code is filled in; nothing was stored.")
    return found


def at_fault(path: Path, faults: Sequence[str]) -> InputError:
    """The error that names the rows at fault, in their order."""
    listed = "\n".join(f"  {fault}" for fault in sorted(faults, key=_row_number)[:_SHOWN])
    return InputError(
        f"{path.name}: {fill('{n:row|rows}', n=len(faults))} at fault, nothing was stored.\n{listed}"
    )


def _of_plan(project: Project, doc_id: str, rows: list[Row], coder: str) -> _Coded:
    target = project.coding / coder / f"{doc_id}.csv"
    return _Coded(plan_of(project, doc_id), target, rows, _with_earlier(rows, target))


def _row_number(fault: str) -> int:
    number = re.match(r"row (\d+)", fault)
    return int(number[1]) if number else 0


def _code_faults(unit: Unit, document: Document) -> list[str]:
    """Codes of a row that are unknown, or that the codebook rules out together."""
    faults = []
    for name in CODES:
        choices = topics() if name.startswith("topic") else tuple(VALUES[name])
        if unit.cells[name] and unit.cells[name] not in choices:
            faults.append(f"{name} {unit.cells[name]!r} is unknown (use {_range(choices)})")
    topic = unit.cells["topic"]
    heading = any(p.is_heading and p.start == unit.start and p.end == unit.end for p in document.provisions)
    duty = {unit.cells[name] for name in DUTY} - {"", "0"}
    if not faults and duty and (heading or (topic and not is_substantive(topic))):
        faults.append("a heading or an N topic has obligation, sanction and monitoring 0")
    if not faults and topic and topic == unit.cells["topic2"]:
        faults.append("topic2 repeats the topic; leave it empty")
    return [f"row {unit.line}: {'; '.join(faults)}"] if faults else []


def _range(choices: tuple[str, ...]) -> str:
    """The codes that may stand in a cell, in few words."""
    known = topics()
    return f"a topic of the taxonomy, {known[0]} to {known[-1]}" if choices == known else ", ".join(choices)


def _as_row(unit: Unit, doc_id: str) -> Row:
    """A unit as it is stored, with the plan's own text."""
    own = {"doc_id": doc_id, "start": unit.start, "end": unit.end, "text": unit.text}
    names = (*CODES, "note", *DESIGN)
    return {name: unit.cells.get(name, "") for name in names} | own


def _with_earlier(given: list[Row], target: Path) -> list[Row]:
    """The rows of a sheet, and those that the coder gave before to other stretches of the plan."""
    earlier: list[Row] = list(read_codes(target)) if target.is_file() else []
    spans = [(row["start"], row["end"]) for row in given]
    kept = [
        row
        for row in earlier
        if not any(start < int(row["end"]) and int(row["start"]) < end for start, end in spans)
    ]
    return sorted([*given, *kept], key=lambda row: int(row["start"]))


def _as_csv(rows: list[Row]) -> str:
    sampled = DESIGN if any(row.get(DESIGN[0]) for row in rows) else ()
    columns = (*COLUMNS, *sampled)
    return csv_text([columns, *([row.get(column, "") for column in columns] for row in rows)])


def replace_file(project: Project, target: Path, text: str) -> None:
    """Write a file of the project complete or not at all."""
    make_folder(target.parent, project.root)
    inside(target, project.root)
    with staged(project.cache, project.root) as staging:
        part = staging / target.name
        part.write_text(text, encoding="utf-8", newline="")
        put(part, target)


def add_coder(project: Project, coder: str, kind: str, how: str, field: str = "") -> list[str]:
    """Enter a new coder into coders.csv, without rank: the codes wait to be chosen (for a `field`, or for all)."""
    if coder in {one.name for one in read_coders(project.coding)}:
        return []
    path = project.coding / "coders.csv"
    rows = [row for _, row in register_rows(project.coding)]
    columns = [name for name in rows[0] if name] if rows else ["coder", "kind", "rank", "description"]
    new = {"coder": coder, "kind": kind, "description": f"a {kind}; {how}"}
    lines = ([row.get(name, "") for name in columns] for row in [*rows, new])
    replace_file(project, path, csv_text([columns, *lines]))
    return [
        f"Added {coder} to data/coding/coders.csv without a rank: what {coder} says does not feed the tables yet."
        f" `fazhi coding use {coder}{f' --for {field}' if field else ''}`, and then `fazhi build`, lets it."
    ]
