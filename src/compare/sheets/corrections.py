"""Take in a coding sheet that a person filled in: check every row, store it, compare it.

A sheet is stored whole or not at all. It is kept under its coder's name and never touches the
codes of anyone else; whose codes feed the tables is decided by `rank` in `coders.csv`, not by
who came last.
"""

import csv
import io
import os
import re
from pathlib import Path
from typing import Any

import pandas as pd

from compare.coding.coder import model_codes
from compare.coding.hand import COLUMNS, KINDS, Coder, Codes, match_codes, read_coders, read_codes
from compare.errors import InputError
from compare.evaluation.coder_pairs import code_rows, pair
from compare.extract.finds import find_all
from compare.files.folders import inside, make_folder
from compare.files.reading import decode, read_bytes
from compare.files.staging import staged
from compare.indices.reliability import ALL, agreement
from compare.project import Project
from compare.sheets.sheet import CODES, Row, cell_text, plan_of, read_sheet
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import is_substantive, topics

_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_MODEL_PREFIX = "llm-"
_WAIT = 60.0  # seconds for another command that is at work in the project
_SHOWN = 20  # differences listed before the rest is counted


def import_sheet(project: Project, path: Path, coder: str, kind: str = "person") -> str:
    """Check the sheet at `path`, store it as the codes of `coder`, and say how it compares.

    Raises `InputError` that names the fault of every row; then nothing has been stored. A
    person's second sheet for a plan takes the place of their first; a language model's does not.
    """
    with project.locked("coding import", _WAIT):
        return _import_sheet(project, path, coder, kind)


def _import_sheet(project: Project, path: Path, coder: str, kind: str) -> str:
    _check_coder(project.coding, coder, kind)
    rows = read_sheet(path)
    document = plan_of(project, _doc_id(rows, path))
    faults = row_faults(rows, document)
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults)
        raise InputError(f"{path.name}: {len(faults)} rows at fault, nothing was stored.\n{listed}")
    target = project.coding / coder / f"{document.doc_id}.csv"
    if kind != "person" and target.exists():
        raise InputError(f"{coder}/{target.name}: stands already; give this pass another name.")
    coded = _in_order(rows, document)
    report = _comparison(project, document, coded, Coder(coder, kind, 0, ""))
    _store(project, target, coded)
    added = _add_coder(project, coder, kind, "suggested_topic" in rows[0])
    return "\n".join([f"Stored data/coding/{coder}/{target.name}.", *added, *report])


def _check_coder(folder: Path, coder: str, kind: str) -> None:
    """A name must fit a folder, be told apart from all others, and keep its kind."""
    if kind not in KINDS:
        raise InputError(f"--kind {kind!r}: must be one of {', '.join(KINDS)}.")
    if not _NAME.fullmatch(coder):
        raise InputError(f"coder {coder!r}: use letters, digits, - and _ only, at most 40.")
    if coder.casefold().startswith(_MODEL_PREFIX) != (kind == "language model"):
        raise InputError(
            f"coder {coder!r}: names with {_MODEL_PREFIX} are for language models, and only those."
        )
    known = {one.name: one.kind for one in read_coders(folder)}
    others = {*known, *(path.name for path in folder.glob("*/"))} - {coder}
    twin = next((name for name in sorted(others) if name.casefold() == coder.casefold()), "")
    if twin:
        raise InputError(f"coder {coder!r}: {twin!r} is there already; names must differ by more than case.")
    if known.get(coder, kind) != kind:
        raise InputError(f"coder {coder!r}: coders.csv says {known[coder]!r}; choose another name.")


def _doc_id(rows: list[Row], path: Path) -> str:
    names = sorted({row["doc_id"] for row in rows})
    if len(names) != 1:
        raise InputError(
            f"{path.name}: rows of {len(names)} plans ({', '.join(names)}); one sheet holds one plan."
        )
    return names[0]


def row_faults(rows: list[Row], document: Document) -> list[str]:
    """What is wrong with each row, and which provisions have none."""
    provisions = {(str(p.start), str(p.end)): p for p in document.provisions}
    seen: dict[str, int] = {}
    faults = []
    for line, row in enumerate(rows, 2):
        provision = provisions.get((row["start"], row["end"]))
        found = [*_place_faults(row, provision, seen), *_code_faults(row, provision)]
        faults += [f"row {line}: {'; '.join(found)}"] if found else []
        if provision:
            seen.setdefault(provision.provision_id, line)
    missing = [p for p in document.provisions if p.provision_id not in seen]
    return faults + [f"no row for {p.provision_id} (characters {p.start} to {p.end})" for p in missing]


def _place_faults(row: Row, provision: Provision | None, seen: dict[str, int]) -> list[str]:
    if provision is None:
        return [f"no provision has the characters {row['start']} to {row['end']}"]
    if provision.provision_id in seen:
        return [f"{provision.provision_id} stands in row {seen[provision.provision_id]} already"]
    if row["text"].strip() != cell_text(provision.text).strip():
        return [f"the text of {provision.provision_id} was changed; texts must stay as exported"]
    return []


def _code_faults(row: Row, provision: Provision | None) -> list[str]:
    """Codes that are empty or unknown, or that the codebook rules out together."""
    allowed = {"topic": list(topics()), "topic2": ["", *topics()], "obligation": list("0123")}
    faults = []
    for name in CODES:
        choices = allowed.get(name, list("01"))
        if row[name] not in choices:
            said = f"{name} {row[name]!r} is unknown" if row[name] else f"{name} is empty"
            faults.append(f"{said} (use {_range(choices)})")
    duty = {row[name] for name in ("obligation", "sanction", "monitoring")} != {"0"}
    silent = (provision is not None and provision.is_heading) or not is_substantive(row["topic"])
    if not faults and silent and duty:
        faults.append("a heading or an N topic has obligation, sanction and monitoring 0")
    if not faults and row["topic"] == row["topic2"]:
        faults.append("topic2 repeats the topic; leave it empty")
    return faults


def _range(choices: list[str]) -> str:
    """The codes that may stand in a cell, in few words."""
    known = topics()
    return (
        f"a topic of the taxonomy, {known[0]} to {known[-1]}" if known[0] in choices else ", ".join(choices)
    )


def _in_order(rows: list[Row], document: Document) -> list[Row]:
    """The rows in the order of the plan, with its text as read."""
    by_place = {(row["start"], row["end"]): row for row in rows}
    return [by_place[(str(p.start), str(p.end))] | {"text": p.text} for p in document.provisions]


def _store(project: Project, target: Path, rows: list[Row]) -> None:
    """Write the codes as one file, complete or not at all."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    _replace(project, target, stream.getvalue())


def _replace(project: Project, target: Path, text: str) -> None:
    make_folder(target.parent, project.root)
    inside(target, project.root)
    with staged(project.cache, project.root) as staging:
        part = staging / target.name
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, target)


def _add_coder(project: Project, coder: str, kind: str, suggested: bool) -> list[str]:
    """Enter a new coder into coders.csv, without rank: the codes wait to be chosen."""
    if coder in {one.name for one in read_coders(project.coding)}:
        return []
    path = project.coding / "coders.csv"
    how = (
        "corrected a sheet that showed suggested codes" if suggested else "coded a sheet without suggestions"
    )
    old = decode(read_bytes(path), path.name) if path.is_file() else "coder,kind,rank,description\n"
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([coder, kind, "", f"a {kind}; {how}"])
    _replace(project, path, old.rstrip("\r\n") + "\n" + line.getvalue())
    return [
        f"Added {coder} to data/coding/coders.csv without a rank: these codes do not feed the tables yet."
        " Give the coder the lowest rank number there, and run `fazhi build`, to let them."
    ]


def _comparison(project: Project, document: Document, rows: list[Row], coder: Coder) -> list[str]:
    """Agreement of the sheet with what stands, in sentences and a list of the differences."""
    name, standing = standing_codes(project, document, coder.name)
    given = match_codes(document, rows, "sheet", coder)
    pairs = pair(code_rows(document, given), code_rows(document, standing))
    lines = [f"Compared with {name}, headings left out:"]
    lines += [_sentence(row) for row in agreement(pairs).to_dict("records") if row["doc_id"] == ALL]
    if "suggested_topic" in rows[0]:
        lines.append("The sheet showed suggested codes, so this is no measure of independent agreement.")
    return [*lines, *_differences(pairs)]


def standing_codes(project: Project, document: Document, besides: str) -> tuple[str, dict[str, Codes]]:
    """The codes that feed the tables but for those of one coder, and whose they are."""
    others: list[Coder] = [one for one in read_coders(project.coding) if one.rank and one.name != besides]
    for one in others:
        path = project.coding / one.name / f"{document.doc_id}.csv"
        if path.is_file():
            codes = match_codes(document, read_codes(path), f"{one.name}/{path.name}", one)
            return f"{one.name} ({one.kind})", codes
    return "the topic model and the rules", model_codes(document, find_all(document))


def _sentence(row: dict[str, Any]) -> str:
    value = "not defined (one code throughout)" if pd.isna(row["alpha"]) else f"{row['alpha']:.2f}"
    limits = "" if pd.isna(row["low"]) else f" [{row['low']:.2f}, {row['high']:.2f}]"
    return f"  {row['field']:10} {row['same']} of {row['n']} the same; Krippendorff's alpha {value}{limits}"


def _differences(pairs: pd.DataFrame) -> list[str]:
    lines = []
    for row in pairs.to_dict("records"):
        changed = [
            f"{field} {row[f'{field}_b']} → {row[f'{field}_a']}"
            for field in ("topic", "obligation", "sanction", "monitoring")
            if row[f"{field}_a"] != row[f"{field}_b"]
        ]
        lines += [f"{row['provision_id']}: {', '.join(changed)}"] if changed else []
    return [f"{len(lines)} provisions coded otherwise:", _listed(lines)] if lines else []


def _listed(lines: list[str]) -> str:
    rest = [f"  and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n".join([*(f"  {line}" for line in lines[:_SHOWN]), *rest])
