"""Coding sheets of part of the corpus: a drawn sample of many plans, or some measures of one."""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from compare.coding.given import Codes
from compare.errors import InputError, instead
from compare.project import Project
from compare.sheets.sampling import Sample, draw
from compare.sheets.sheet import Row, codes_of_plan, plan_of, rows_of_plan, write_sheet
from compare.tables.reading import read_table
from compare.text.document import Document


def export_sample(
    project: Project,
    doc_ids: Sequence[str],
    sample: Sample,
    folder: Path,
    blind: bool = False,
    replace: bool = False,
) -> list[Path]:
    """Write the sheet of a sample of the provisions of these plans (of all, if none is named).

    The sample is drawn from the tables, so `fazhi build` comes first; the same sample of the same
    tables is the same sheet. Columns stratum and stratum_size let rates be carried to the corpus.
    """
    drawn = draw(tables_of(project, doc_ids), sample)
    rows: list[Row] = []
    for doc_id, own in drawn.groupby("doc_id", sort=False):
        rows += rows_of_sample(plan_of(project, str(doc_id)), own, blind)
    names = f"{doc_ids[0]}_" if len(doc_ids) == 1 else ""
    return write_sheet(rows, f"{names}{sample.name}_coding" + "_blind" * blind, folder, replace)


def tables_of(project: Project, doc_ids: Sequence[str]) -> pd.DataFrame:
    """The provisions of some plans, or of all, as tabulated last."""
    provisions = read_table("provisions", project.processed)
    known = provisions["doc_id"].unique().tolist()
    unknown = [doc_id for doc_id in doc_ids if doc_id not in known]
    if unknown:
        raise InputError(f"{unknown[0]}: no such plan in the tables;{instead(unknown[0], known)}")
    return provisions[provisions["doc_id"].isin(doc_ids or known)]


def rows_of_sample(document: Document, drawn: pd.DataFrame, blind: bool) -> list[Row]:
    """The sheet's rows of one plan, with the codes that stand in the tables."""
    own = drawn.set_index("provision_id").to_dict("index")
    texts = {p.provision_id: p.text for p in document.provisions}
    for key, row in own.items():
        if texts.get(str(key)) != row["text"]:
            raise InputError(
                f"{document.doc_id}: has changed since the tables were made; run `fazhi build` first."
            )
    codes = {str(key): _codes(row) for key, row in own.items()}
    return [
        row | {name: own[key][name] for name in ("stratum", "stratum_size")}
        for key, row in rows_of_plan(document, codes, blind).items()
    ]


def _codes(row: dict[str, object]) -> Codes:
    names = [name for name in Codes._fields if name in row]
    return Codes(**{name: row[name] for name in names})  # type: ignore[arg-type]


def measures_between(document: Document, span: str) -> set[str]:
    """The ids of the measures from one number to another: `3-10`, or `7`.

    Raises `InputError` for what is no such span, and for one without measures.
    """
    found = re.fullmatch(r"(\d+)(?:\s*[-–—~]\s*(\d+))?", span.strip())
    if not found:
        raise InputError(f"--measures {span!r}: must be a number or a span such as 3-10.")
    first, last = int(found[1]), int(found[2] or found[1])
    ids = {one.measure_id for one in document.measures if first <= one.seq <= last}
    if not ids:
        raise InputError(
            f"--measures {span}: {document.doc_id} has measures 1 to {len(document.measures)} and none of these."
        )
    return ids


def export_measures(
    project: Project, doc_id: str, span: str, folder: Path, blind: bool = False, replace: bool = False
) -> list[Path]:
    """Write the sheet of some measures of a plan, such as 3-10."""
    document = plan_of(project, doc_id)
    ids = measures_between(document, span)
    wanted = {p.provision_id for p in document.provisions if p.measure_id in ids}
    codes = {key: one for key, one in codes_of_plan(project, document, blind).items() if key in wanted}
    rows = list(rows_of_plan(document, codes, blind).values())
    return write_sheet(
        rows, f"{doc_id}_measures{span.replace(' ', '')}_coding" + "_blind" * blind, folder, replace
    )
