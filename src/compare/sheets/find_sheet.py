"""The sheet in which a person judges what was found in a sample of sentences, as workbook and CSV.

Every sentence has a row for each find, to be called right or wrong, or corrected in place; and a last
row for what is missing. Filled-in sheets are read in `compare.sheets.find_filled`.
"""

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from compare.coding.find_values import KINDS, Find, value_of
from compare.errors import InputError
from compare.files.archives import frozen_zip
from compare.files.csv_rows import csv_text
from compare.files.placing import placed_when_complete
from compare.files.reading import sha256
from compare.project import Project
from compare.sheets.find_blind import HIDDEN
from compare.sheets.find_sample import Drawn, draw_sentences
from compare.sheets.sheet import Row, add_rows, cell_text, colour, guarded, plan_of
from compare.text.sources import plan_sources

FILLED = ("verdict", "kind", "words", "value", "note")
"""The columns that a person fills in, or corrects."""
REFERENCE = ("doc_id", "start", "end", "found_kind", "found_at", "found_words", "found_value")
"""The columns that say what a row is about; they stay as exported."""
SAMPLED = ("stratum", "stratum_size", "corpus_size")
COLUMNS = ("measure", "before", "text", "after", "asked", *FILLED, *REFERENCE, *SAMPLED)
RIGHT, MISSING, WHICH = "right?", "missing?", "which?"
"""What a row asks: whether a find is right, whether anything is missing in the sentence, or what stands in it."""
_WIDTHS = {"text": 56, "before": 18, "after": 18, "words": 26, "value": 34, "note": 24}
_LINE = 15  # points
_TEXT = "@"  # a cell of this format keeps 95% and 2025-12-31 as they are typed
_HOW_OPEN = (
    ("verdict", "right", "", "对"),
    ("verdict", "wrong", "nothing of this kind stands there", "错：此处没有这一类内容"),
    ("verdict", "corrected", "words or value are corrected in place", "已在原处更正文字或值"),
    ("verdict", "complete", "in the last row of a sentence: nothing is missing", "写在每句最后一行：无遗漏"),
    ("verdict", "missing", "in the last row: kind, words and value of what is missing; copy the row for more", "写在最后一行：填写遗漏内容的类别、文字与值；多项则复制该行"),
)  # fmt: skip
_HOW_BLIND = (
    ("verdict", "complete", "nothing of these kinds stands in the sentence", "句中没有这几类内容"),
    ("kind, words, value", "all that stands in the sentence", "copy the row for more than one; a row that is left empty is not counted", "写出句中全部内容，多项则复制该行；空行不计"),
)  # fmt: skip
_HOW = (
    ("target", ">= 60 学时 per P1Y", "comparator (none is =), number, unit, and what it holds for", "比较符（无即等于）、数值、单位、周期"),
    ("time", "by 2025-12-31", "deadline; also at 2025-01-01, from 2025-01-01", "期限；另有 at、from"),
    ("time", "every P1Y", "recurrence, ISO 8601: P1Y a year, P1M a month, P3M a quarter", "周期：P1Y 每年，P1M 每月，P3M 每季度"),
    ("time", "within P5D workdays", "time limit; PT24H is 24 hours", "时限：五个工作日；PT24H 为二十四小时"),
    ("body", "lead", "or responsible; words are the name alone", "牵头为 lead，责任或配合为 responsible；文字只写机构名称"),
    ("citation", "中发〔2015〕36号; central; party or government document", "document number; central, province, city or own; kind; - for what is not known", "文号；发文层级；文件种类；不详写 -"),
)  # fmt: skip


def export_finds(
    project: Project,
    doc_ids: Sequence[str],
    size: int,
    seed: int,
    folder: Path,
    replace: bool = False,
    blind: bool = False,
) -> list[Path]:
    """Write the sheet of a sample of sentences of these plans (of all, if none is named).

    A blind sheet does not show what was found: who judges writes all that stands in a sentence.
    A sheet that is already there may be half filled in: it is overwritten only to `replace` it.
    """
    names = list(doc_ids) or [source.doc_id for source in plan_sources(project.raw)]
    drawn = draw_sentences([plan_of(project, name) for name in names], size, seed)
    stem = f"{doc_ids[0]}_finds" if len(doc_ids) == 1 else "finds"
    stem += f"_sample{size}_seed{seed}" + "_blind" * blind
    targets = [folder / f"{stem}.{ending}" for ending in ("xlsx", "csv")]
    for target in targets:
        if os.path.lexists(target) and not replace:
            raise InputError(f"{target.name}: is there already; move it away, it may hold someone's work.")
    rows = [row for one in drawn for row in (blind_rows(one) if blind else rows_of_sentence(one))]
    with placed_when_complete(folder, replace) as staging:
        (staging / targets[0].name).write_bytes(workbook_bytes(rows, blind))
        (staging / targets[1].name).write_bytes(csv_bytes(rows))
    return targets


def rows_of_sentence(drawn: Drawn) -> Iterator[Row]:
    """A row for each find of a sentence, and one for what is missing."""
    context = _context(drawn)
    for kind, table in KINDS.items():
        for find in getattr(drawn.finds, table):
            yield context | {"asked": RIGHT} | _find_cells(kind, find, drawn.provision.text)
    yield context | {"asked": MISSING}


def blind_rows(drawn: Drawn) -> list[Row]:
    """The one row of a sentence on a blind sheet; its stratum has a name that does not tell what was found."""
    row = _context(drawn)
    sample, stratum = row["stratum"].rsplit("-", 1)
    hidden = sha256(f"{sample} {stratum}".encode())[:4]
    return [row | {"asked": WHICH, "found_kind": HIDDEN, "stratum": f"{sample}-blind-{hidden}"}]


def _context(drawn: Drawn) -> Row:
    document, provision = drawn.document, drawn.provision
    texts = ["", *(cell_text(one.text) for one in document.provisions), ""]
    measure = next((one for one in document.measures if one.measure_id == provision.measure_id), None)
    around = dict(zip(("before", "text", "after"), texts[provision.seq - 1 : provision.seq + 2], strict=True))
    row: Row = dict.fromkeys(COLUMNS, "") | around
    row |= {name: getattr(provision, name) for name in ("doc_id", "start", "end")}
    row["measure"] = cell_text(f"{measure.number}{measure.heading}") if measure else ""
    return row | dict(zip(SAMPLED, (drawn.stratum, drawn.size, drawn.corpus), strict=True))


def _find_cells(kind: str, find: Find, text: str) -> Row:
    """A find twice: to be seen, and to be corrected."""
    words, value = text[find.start : find.end], value_of(find)
    seen = {"found_kind": kind, "found_at": find.start, "found_words": words, "found_value": value}
    return {"kind": kind, "words": words, "value": value} | seen


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """The sheet as CSV: UTF-8 with a byte order mark, line ends as Excel writes them."""
    cells = [[guarded(str(row[name])) for name in COLUMNS] for row in rows]
    return csv_text([COLUMNS, *cells], "\r\n").encode("utf-8-sig")


def workbook_bytes(rows: Sequence[Row], blind: bool = False) -> bytes:
    """The sheet as a workbook: `finds` to fill in, with drop-down lists, and `how`, in both languages."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "finds"
    add_rows(sheet, list(COLUMNS), [[row[name] for name in COLUMNS] for row in rows])
    for place, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = _WIDTHS.get(name, 11)
    for line, row in enumerate(rows, 2):
        sheet.row_dimensions[line].height = min(400, _LINE * (1 + 2 * len(row["text"]) // _WIDTHS["text"]))
    places = [COLUMNS.index(name) + 1 for name in FILLED]
    colour(sheet, places)
    for line in range(2, len(rows) + 2):
        for place in places:
            sheet.cell(line, place).number_format = _TEXT
    _add_lists(sheet, len(rows))
    how, told = workbook.create_sheet("how"), _HOW_BLIND if blind else _HOW_OPEN
    add_rows(how, ["what", "write", "meaning", "含义"], [list(line) for line in (*told, *_HOW)])
    for letter, width in zip("ABCD", (12, 48, 60, 60), strict=True):
        how.column_dimensions[letter].width = width
    out = io.BytesIO()
    workbook.save(out)
    return frozen_zip(out.getvalue())


def _add_lists(sheet: Worksheet, rows: int) -> None:
    """Drop-down lists for verdict and kind; other words are warned of."""
    choices = {"verdict": "right,wrong,corrected,complete,missing", "kind": ",".join(KINDS)}
    for name, listed in choices.items():
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, errorStyle="warning")
        rule.showErrorMessage = True
        rule.error = f"{name}: {listed}"
        letter = sheet.cell(1, COLUMNS.index(name) + 1).column_letter
        rule.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(rule)
