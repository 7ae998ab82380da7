"""Take in a sheet of judged finds: check every row, store it under the coder's name, say how well extraction did."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from compare.coding.judged import COLUMNS, FOLDER, read_judgements
from compare.errors import InputError
from compare.evaluation.find_validity import find_validity
from compare.files.csv_rows import csv_text
from compare.project import Project
from compare.sheets.corrections import add_coder, at_fault, check_coder
from compare.sheets.find_filled import FilledFinds, judgements, read_finds_sheet
from compare.sheets.sheet import Row, plan_of
from compare.vocab.filling import fill

_STEP = "finds import"
_WAIT = 60.0  # seconds for another command that is at work in the project
_VERDICTS = ("right", "corrected", "wrong", "missing")
_LOOKED = ("missing", "complete")


@dataclass(frozen=True)
class _Judged:
    """What a sheet says of one plan: the rows given now, and all that are to be stored."""

    doc_id: str
    given: list[Row]
    stored: list[Row]


def import_finds(
    project: Project, path: Path, coder: str, kind: str = "person", replace: bool = False
) -> str:
    """Check the sheet at `path`, store what is filled in under `coder`, and say what it shows.

    Raises `InputError` that names every row at fault; then nothing has been stored. What a later sheet
    says takes the place of what the same coder said before; what it leaves open stays. A file that no
    import stored, or that was changed since, stays unless it is to be replaced.
    """
    with project.locked(_STEP, _WAIT):
        check_coder(project.coding, coder, kind)
        sheet = read_finds_sheet(path)
        judged = _judged(project, sheet, path, coder)
        with project.published(project.coding, _STEP, adding=True, replace=replace) as staging:
            for one in judged:
                target = staging / FOLDER / coder / f"{one.doc_id}.csv"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(_as_csv(one.stored), encoding="utf-8", newline="")
        added = add_coder(project, coder, kind, "judged what was found in sentences", "finds")
        told = [_stored(one, coder) for one in judged]
        return "\n".join([*sheet.left_out, *told, *validity_told(find_validity(project), coder), *added])


def _judged(project: Project, sheet: FilledFinds, path: Path, coder: str) -> list[_Judged]:
    """The judgements of every plan in a sheet; an `InputError` that names all rows at fault."""
    found, faults = [], []
    for doc_id in dict.fromkeys(line.cells["doc_id"] for line in sheet.lines):
        lines = [line for line in sheet.lines if line.cells["doc_id"] == doc_id]
        given, wrong = judgements(lines, plan_of(project, doc_id))
        faults += wrong
        if given:
            target = project.coding / FOLDER / coder / f"{doc_id}.csv"
            found.append(_Judged(doc_id, given, _with_earlier(given, target)))
    if faults:
        raise at_fault(path, faults)
    if not found:
        raise InputError(f"{path.name}: no verdict is filled in; nothing was stored.")
    return found


def _with_earlier(given: list[Row], target: Path) -> list[Row]:
    """The rows of a sheet, and what the coder said before where the sheet says nothing."""
    earlier: list[Row] = list(read_judgements(target)) if target.is_file() else []
    before: dict[tuple[str, str], list[Row]] = defaultdict(list)
    now: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for sentences, rows in ((before, earlier), (now, given)):
        for row in rows:
            sentences[str(row["start"]), row["text"]].append(row)
    merged = [row for key in {**before, **now} for row in _merged(now[key], before[key])]
    return sorted(merged, key=lambda row: int(row["start"]))


def _merged(now: list[Row], before: list[Row]) -> list[Row]:
    """The rows of one sentence: a verdict that is left open now stays as it was.

    Where a sheet says what is missing, or that nothing is, it says so of the whole sentence.
    """
    said = {_find_of(row): row for row in before if row["found_words"]}
    rows = [row if row["verdict"] else said.get(_find_of(row), row) for row in now]
    shown = {_find_of(row) for row in now}
    looked = any(row["verdict"] in _LOOKED for row in now)
    others = [row for row in before if row["verdict"] in _LOOKED and not looked]
    return [*rows, *(row for key, row in said.items() if key not in shown), *others]


def _find_of(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in ("kind", "found_at", "found_words", "found_value"))


def _as_csv(rows: list[Row]) -> str:
    return csv_text([COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in rows)])


def _stored(one: _Judged, coder: str) -> str:
    verdicts = [row["verdict"] for row in one.given]
    counts = ", ".join(f"{verdicts.count(name)} {name}" for name in _VERDICTS)
    sentences = len({row["start"] for row in one.given})
    left = verdicts.count("")
    still = (
        fill(" {n:find was left open and stays|finds were left open and stay} as extracted.", n=left)
        if left
        else ""
    )
    where = fill("in {n:sentence|sentences}", n=sentences)
    return f"Stored data/coding/{FOLDER}/{coder}/{one.doc_id}.csv: {counts}, {where}.{still}"


def validity_told(table: pd.DataFrame, coder: str) -> list[str]:
    """Precision and recall of what one coder judged, in lines to read; nothing outside a sample."""
    own = table[(table["coder"] == coder) & (table["level"] == "right")]
    lines = []
    for sample, part in own.groupby("sample", sort=False):
        lines.append(f"Extraction held against sample {sample} (value right; weighted to the corpus; 95%):")
        lines += [_line(row) for row in part.to_dict("records")]
        first = part.iloc[-1]
        if first["covered"] < first["corpus"]:
            lines.append(
                f"Recall holds for {first['covered']} of {first['corpus']} sentences: of the other strata none is"
                " judged whole."
            )
    return lines


def _line(row: dict[str, object]) -> str:
    share, low, high = (float(str(row[name])) for name in ("share", "low", "high"))
    told = f"{share:.2f} [{low:.2f}, {high:.2f}]" if share == share else "-"
    return f"  {row['table']:10} {row['measure']:10} {told}  ({row['hits']} of {row['n']} in {row['judged']} sentences)"
