"""Coding sheets: a plan's provisions with context and suggested codes, for a person to code.

A sheet is written twice, as a workbook with drop-down lists and as CSV (with a byte order mark,
for Excel). In a sheet for review the codes are filled in with the suggestions and the coder
changes what is wrong; a blind sheet shows none, for an independent coding. Filled-in sheets are
read in `compare.sheets.filled` and stored by `compare.sheets.corrections`.
"""

import io
import os
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from compare.coding.coder import PlanCoder
from compare.coding.given import Codes
from compare.coding.register import KINDS
from compare.errors import InputError, instead
from compare.export.cells import begins_formula, printable
from compare.extract.finds import find_all
from compare.files.archives import frozen_zip
from compare.files.csv_rows import csv_text
from compare.files.placing import placed_when_complete
from compare.project import Project
from compare.text.document import Document, Provision, read_document
from compare.text.sources import plan_sources
from compare.vocab.taxonomy import taxonomy, topics

CODES = ("topic", "topic2", "obligation", "sanction", "monitoring")
"""The columns that a coder fills in."""
CONTEXT = ("measure", "before", "text", "after")
PLACE = ("is_heading", "doc_id", "start", "end")
DESIGN = ("stratum", "stratum_size")
"""Where a row of a sample came from; kept with its codes, for estimates from the sample."""
BY = "by_"
"""Columns that show what coders gave begin so, with the coder's name behind."""
SUGGESTED = (*(f"suggested_{name}" for name in CODES), "suggested_by")
_WIDTHS = {"text": 56, "before": 22, "after": 22, "measure": 16, "note": 30}
_LINE = 15  # points
_LONGEST = 32_000  # characters that a cell of a workbook can hold, a little less than Excel's limit

Row = dict[str, Any]


def export_sheet(
    project: Project, doc_id: str, folder: Path, blind: bool = False, replace: bool = False
) -> list[Path]:
    """Write `<doc_id>_coding.xlsx` and `.csv` into `folder`, one row for each provision of a plan.

    A blind sheet shows no suggested codes. Two exports of the same plan give the same bytes.
    """
    rows = sheet_rows(project, plan_of(project, doc_id), blind)
    return write_sheet(rows, f"{doc_id}_coding_blind" if blind else f"{doc_id}_coding", folder, replace)


def write_sheet(rows: list[Row], stem: str, folder: Path, replace: bool = False) -> list[Path]:
    """Write a sheet as workbook and CSV.

    A sheet that is already there may be half filled in: it is overwritten only to `replace` it.
    """
    targets = [folder / f"{stem}.xlsx", folder / f"{stem}.csv"]
    for target in targets:
        if os.path.lexists(target) and not replace:
            raise InputError(f"{target.name}: is there already; move it away, it may hold someone's codes.")
    with placed_when_complete(folder, replace) as staging:
        (staging / targets[0].name).write_bytes(workbook_bytes(rows))
        (staging / targets[1].name).write_bytes(csv_bytes(rows))
    return targets


def plan_of(project: Project, doc_id: str) -> Document:
    """The plan of this id, as read; an `InputError` lists the ids there are."""
    sources = {source.doc_id: source for source in plan_sources(project.raw)}
    if doc_id not in sources:
        raise InputError(f"{doc_id}: no such plan;{instead(doc_id, sources)}")
    return read_document(sources[doc_id], project.raw)


def sheet_rows(project: Project, document: Document, blind: bool = False) -> list[Row]:
    """The rows of a sheet; codes filled in with the suggestions, or left open in a blind sheet."""
    return list(rows_of_plan(document, codes_of_plan(project, document, blind), blind).values())


def codes_of_plan(project: Project, document: Document, blind: bool = False) -> dict[str, Codes]:
    """The codes that feed the tables, by provision_id; empty ones for a blind sheet, which waits for no model."""
    if blind:
        ids = [provision.provision_id for provision in document.provisions]
        return dict.fromkeys(ids, Codes("", "", 0, 0, 0, "", "", ""))
    return PlanCoder(project.coding)(document, find_all(document))


def rows_of_plan(document: Document, codes: dict[str, Codes], blind: bool) -> dict[str, Row]:
    """The sheet's rows of those provisions of a plan that have `codes`, by provision_id."""
    headings = {measure.measure_id: f"{measure.number}{measure.heading}" for measure in document.measures}
    texts = ["", *(cell_text(provision.text) for provision in document.provisions), ""]
    rows = {}
    for place, provision in enumerate(document.provisions, 1):
        found = codes.get(provision.provision_id)
        if found is None:
            continue
        row: Row = {name: getattr(provision, name) for name in ("doc_id", "start", "end")}
        row |= {
            "is_heading": int(provision.is_heading),
            "measure": cell_text(headings.get(provision.measure_id, "")),
        }
        row |= dict(zip(("before", "text", "after"), texts[place - 1 : place + 2], strict=True))
        row |= _settled_cells(provision) if blind else _suggested_cells(found)
        rows[provision.provision_id] = row | {"cut": "", "note": ""}
    return rows


def _settled_cells(provision: Provision) -> Row:
    """The codes that layout settles by the codebook; the others are left to the coder."""
    cells: Row = dict.fromkeys(CODES, "") | {"topic": provision.structure}
    if provision.is_heading or provision.structure:
        cells |= {"obligation": 0, "sanction": 0, "monitoring": 0}
    return cells


def _suggested_cells(codes: Codes) -> Row:
    """The suggested codes twice: to be seen, and to be corrected."""
    values = {name: getattr(codes, name) for name in CODES}
    by = f"{codes.coder} ({codes.topic_source})" if codes.topic_source in KINDS else codes.topic_source
    by += f", score {codes.topic_score:.2f}" if codes.topic_source == "model" else ""
    suggested = {f"suggested_{name}": value for name, value in values.items()}
    return suggested | {"suggested_by": by} | values


def cell_text(text: str) -> str:
    """A text as a cell can hold it: no control characters, not longer than a cell."""
    return printable(text)[:_LONGEST]


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before = + - @.

    >>> guarded("=1+1"), unguarded(guarded("=1+1")), guarded("推进依法行政")
    ("'=1+1", '=1+1', '推进依法行政')
    """
    return f"'{text}" if _needs_guard(text) else text


def unguarded(text: str) -> str:
    """A guarded text as it was."""
    return text[1:] if text.startswith("'") and _needs_guard(text[1:]) else text


def _needs_guard(text: str) -> bool:
    return begins_formula(text) or text.startswith("'")


def csv_bytes(rows: list[Row]) -> bytes:
    """The sheet as CSV: UTF-8 with a byte order mark, line ends as Excel writes them."""
    columns = _columns(rows)
    cells = [[guarded(str(row[name])) for name in columns] for row in rows]
    return csv_text([columns, *cells], "\r\n").encode("utf-8-sig")


def _columns(rows: list[Row]) -> list[str]:
    suggested = SUGGESTED if rows and "suggested_by" in rows[0] else ()
    sampled = DESIGN if rows and DESIGN[0] in rows[0] else ()
    said = [name for name in rows[0] if name.startswith(BY)] if rows else []
    return [*CONTEXT, *said, *CODES, "cut", "note", *suggested, *PLACE, *sampled]


def workbook_bytes(rows: list[Row]) -> bytes:
    """The sheet as a workbook: `codes` to fill in, with drop-down lists, and the `taxonomy`."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "codes"
    columns = _columns(rows)
    add_rows(sheet, columns, [[row.get(name, "") for name in columns] for row in rows])
    for place, name in enumerate(columns, 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = _WIDTHS.get(name, 11)
    for line, row in enumerate(rows, 2):
        sheet.row_dimensions[line].height = _row_height(row)
    colour(sheet, [columns.index(name) + 1 for name in (*CODES, "cut", "note")])
    known = list(taxonomy().values())
    fields = ["code", "label_zh", "label_en", "include", "exclude"]
    listed = [[getattr(code, name) for name in fields] for code in known if code.code in topics()]
    add_rows(workbook.create_sheet("taxonomy"), fields, listed)
    _add_lists(sheet, columns, len(rows))
    out = io.BytesIO()
    workbook.save(out)
    return frozen_zip(out.getvalue())


def _row_height(row: Row) -> int:
    """Room for the whole text (in points), and for as much of its context as fits beside it."""
    letters = 2 * len(row["text"])  # a Chinese character is two letters wide
    return min(400, _LINE * (1 + letters // _WIDTHS["text"]))


def add_rows(sheet: Worksheet, columns: list[str], rows: list[list[Any]]) -> None:
    """Header and rows; every text stays a text, whatever it begins with."""
    sheet.append(columns)
    for head in sheet[1]:
        head.font = Font(bold=True)
    for line, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            cell: Cell = sheet.cell(line, place, value if value != "" else None)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, str) and value:
                cell.data_type = "s"
                cell.quotePrefix = begins_formula(value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def colour(sheet: Worksheet, places: list[int]) -> None:
    """Show the cells that are to be filled in."""
    for place in places:
        for line in range(1, sheet.max_row + 1):
            sheet.cell(line, place).fill = PatternFill("solid", fgColor="FFF7D6")


def _add_lists(sheet: Worksheet, columns: list[str], rows: int) -> None:
    """Drop-down lists for the columns to fill in; other values are refused."""
    listed = f"taxonomy!$A$2:$A${len(topics()) + 1}"
    choices = {"topic": listed, "topic2": listed, "obligation": '"0,1,2,3"', "cut": '"split,join"'}
    for name in (*CODES, "cut"):
        rule = DataValidation(
            "list", formula1=choices.get(name, '"0,1"'), allow_blank=name in ("topic2", "cut")
        )
        rule.showErrorMessage = True
        rule.error = f"{name}: choose a code from the list."
        letter = sheet.cell(1, columns.index(name) + 1).column_letter
        rule.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(rule)
