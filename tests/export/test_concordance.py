"""Concordance, evidence and report: every word and number leads back to the raw text."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from compare.errors import InputError
from compare.export.cells import Piece, text_of
from compare.export.concordance import (
    ENTRIES,
    concordance,
    concordance_docx,
    concordance_html,
    concordance_xlsx,
    side_by_side,
)
from compare.export.evidence import evidence, evidence_xlsx
from compare.export.marking import MARKS, marked, marked_texts, place_in_text
from compare.export.request import concordance_files, evidence_files
from compare.figures.catalogue import CHARTS
from compare.figures.style import plans
from compare.files.reading import decode, read_bytes
from compare.project import Project
from compare.tables.schema import Tables

TEXT = "确保每人每年接受不少于60学时的业务知识和法律法规培训。"


# Targets and times are marked where they stand; where two overlap, the target shows.
@pytest.mark.parametrize(("finds", "expected"), [
    ([], [TEXT]),
    ([("每年", 104, "time")], ["确保每人", "每年", "接受不少于60学时的业务知识和法律法规培训。"]),
    ([("每年", 104, "time"), ("不少于60学时", 108, "target")],
     ["确保每人", "每年", "接受", "不少于60学时", "的业务知识和法律法规培训。"]),
    ([("每年接受不少于60学时", 104, "time"), ("不少于60学时", 108, "target")],
     ["确保每人", "每年接受", "不少于60学时", "的业务知识和法律法规培训。"]),
])  # fmt: skip
def test_marked(finds: list[tuple[str, int, str]], expected: list[str]) -> None:
    row = {"text": TEXT, "start": 100, "end": 100 + len(TEXT)}
    pieces = marked(row, [({"text": words, "start": start}, mark) for words, start, mark in finds])
    assert [piece.text for piece in pieces] == expected


# A page mark inside the sentence moves a find to the left; the right one of two is taken.
def test_place_behind_a_page_mark() -> None:
    text = "每年一次，每年两次。"
    row = {"text": text, "start": 0, "end": len(text) + 7}  # seven characters were taken out
    assert place_in_text(row, {"text": "每年", "start": 0}) == 0
    assert place_in_text(row, {"text": "每年", "start": 12}) == 5  # they stood before it
    assert place_in_text(row, {"text": "每季度", "start": 3}) == -1


def test_all_finds_of_the_project_are_marked(tables: Tables) -> None:
    pieces = marked_texts(tables, tables["provisions"]["provision_id"])
    found = [piece.mark for rich in pieces.values() for piece in rich]
    assert found.count("target") == len(tables["targets"])
    rows = tables["provisions"].set_index("provision_id")
    for name in MARKS:
        for find in tables[name].to_dict("records"):
            assert place_in_text(rows.loc[find["provision_id"]], find) >= 0


@given(st.text(max_size=30), st.text(min_size=1, max_size=5), st.integers(0, 40), st.integers(0, 10))
def test_marking_never_loses_a_letter(text: str, words: str, start: int, left_out: int) -> None:
    row = {"text": text, "start": 0, "end": len(text) + left_out}
    pieces = marked(row, [({"text": words, "start": start}, "time")])
    assert text_of(pieces) == re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text)


# A topic's concordance holds every provision with it as first or second topic, in the plans'
# fixed order, none of them a heading; its places are those of the raw files.
def test_concordance_of_a_topic(tables: Tables, project: Project) -> None:
    found = concordance("E7", tables)
    rows = tables["provisions"]
    own = rows[((rows["topic"] == "E7") | (rows["topic2"] == "E7")) & (rows["is_heading"] == 0)]
    assert sorted(found.entries["provision_id"]) == sorted(own["provision_id"])
    assert list(found.entries.columns) == list(ENTRIES)
    order = [plan.doc_id for plan in plans(tables["documents"])]
    assert list(dict.fromkeys(found.entries["doc_id"])) == [doc for doc in order if doc in set(own["doc_id"])]
    for row in found.entries.to_dict("records"):
        raw = decode(read_bytes(project.raw / row["file"]), row["file"])
        assert row["text"][:5] == "".join(raw[row["start"] : row["end"]].split())[:5]


def test_concordance_side_by_side(tables: Tables) -> None:
    found = concordance("E7", tables)
    grid = side_by_side(found, "en")
    assert [name.split(" n = ")[0] for name in grid.header] == [
        plan.label("en") for plan in plans(tables["documents"])
    ]
    cells = [cell for row in grid.rows for cell in row if cell]
    assert len(cells) == len(found.entries)
    assert any(Piece("不少于60学时", "target") in cell for cell in cells)


# A domain gathers its topics; a plan that says nothing says so, and not zero.
def test_concordance_of_a_domain_and_silence(tables: Tables) -> None:
    domain = set(concordance("E", tables).entries["provision_id"])
    assert domain >= set(concordance("E7", tables).entries["provision_id"])
    found = concordance("I1", tables)
    silent = [plan for plan in found.plans if plan.doc_id not in set(found.entries["doc_id"])]
    assert "silence is not zero" in text_of(side_by_side(found, "en").rows[0][found.plans.index(silent[0])])


# An indicator's concordance has the provisions that set a number, else those that name the thing.
def test_concordance_of_an_indicator(tables: Tables) -> None:
    found = concordance("mediators", tables)
    targets = tables["targets"]
    setting = set(targets.loc[targets["indicator_id"] == "mediators", "provision_id"])
    assert setting <= set(found.entries.loc[found.entries["how"] == "number", "provision_id"])
    assert set(found.entries["how"]) <= {"number", "mention"}


def test_concordance_files(tables: Tables, tmp_path: Path) -> None:
    written = concordance_files("E7", tables, tmp_path)
    assert {path.suffix for path in written} == {".xlsx", ".docx", ".html"}
    again = concordance_files("E7", tables, tmp_path / "again")
    assert [path.read_bytes() for path in written] == [path.read_bytes() for path in again]


# A topic or an indicator goes by code, id or name in either language; all else by the words of the text.
@pytest.mark.parametrize(
    ("key", "same"),
    [("e7", "E7"), ("执法人员与保障", "E7"), ("Administrative enforcement", "E"), ("MEDIATORS", "mediators")],
)
def test_concordance_takes_names(tables: Tables, key: str, same: str) -> None:
    found, by_code = concordance(key, tables), concordance(same, tables)
    assert found.entries.equals(by_code.entries) and len(found.entries)


def test_concordance_takes_words(tables: Tables, tmp_path: Path) -> None:
    found = concordance("行政复议 应诉", tables)
    assert len(found.entries) and all("行政复议" in text and "应诉" in text for text in found.entries["text"])
    written = concordance_files("行政复议 应诉", tables, tmp_path, ["html"], ["en"])
    assert [path.name for path in written] == ["concordance_行政复议_应诉_en.html"]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("Administrative enforcment", "administrative enforcement"),
        ("zzz", "topics are A"),
        ("mediatrs", "mediators"),
    ],
)
def test_concordance_suggests(tables: Tables, key: str, meant: str) -> None:
    with pytest.raises(InputError, match=meant):
        concordance(key, tables)


# The text is whole in every format, targets bold in Word and marked in HTML.
def test_concordance_formats(tables: Tables) -> None:
    found = concordance("E7", tables)
    words = list(found.entries["text"])
    book = load_workbook(io.BytesIO(concordance_xlsx(found, tables, "zh")))
    assert book.sheetnames == ["并列", "清单", "Notes 说明"]
    listed = [row[ENTRIES.index("text")] for row in book["清单"].iter_rows(min_row=2, values_only=True)]
    assert listed == words
    document = Document(io.BytesIO(concordance_docx(found, tables, "zh")))
    cells = [cell for row in document.tables[0].rows[1:] for cell in row.cells if cell.text]
    assert sorted(cell.text.split("\n")[1] for cell in cells) == sorted(words)
    bold = {run.text for cell in cells for run in cell.paragraphs[0].runs if run.bold}
    assert "不少于60学时" in bold
    assert '<span class="target">不少于60学时</span>' in concordance_html(found, tables, "zh").decode("utf-8")


# Twelve plans do not fit side by side on paper: Word gets tables of five, and no cell is lost.
def test_many_plans_in_word(tables: Tables) -> None:
    many = pd.concat([tables["documents"]] * 3, ignore_index=True)
    many["doc_id"] = [
        f"{doc_id}{place}" if place > 4 else doc_id for place, doc_id in enumerate(many["doc_id"])
    ]
    found = concordance("E7", tables | {"documents": many.head(12)})
    document = Document(io.BytesIO(concordance_docx(found, tables, "en")))
    assert [len(table.columns) for table in document.tables] == [5, 5, 2]
    texts = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert sum("[" in text for text in texts) == len(found.entries)


# Evidence: every row of a chart's table has its provisions, each with file, offsets and text;
# no provision stands under a key that the chart does not have.
@pytest.mark.parametrize("name", CHARTS)
def test_evidence_of_every_chart(name: str, tables: Tables, project: Project) -> None:
    found = evidence(CHARTS[name], tables)
    keys = set(found.numbers["evidence_key"])
    assert len(found.numbers) == len(CHARTS[name].data(tables))
    assert set(found.provisions["evidence_key"]) <= keys
    assert found.provisions["text"].notna().all() and found.provisions["file"].notna().all()
    counts = found.provisions.groupby("evidence_key")["provision_id"].nunique()
    behind = found.numbers.set_index("evidence_key")["n_evidence"]
    assert (behind[behind > 0] == counts.reindex(behind[behind > 0].index)).all()


# The numbers of a chart can be counted again from the sheet.
def test_evidence_counts_again(tables: Tables) -> None:
    found = evidence(CHARTS["coverage_domain"], tables)
    assert list(found.numbers["n_evidence"]) == list(found.numbers["n"])
    found = evidence(CHARTS["strictness_obligation"], tables)
    assert list(found.numbers["n_evidence"]) == list(found.numbers["count"])


def test_evidence_leads_to_the_raw_text(tables: Tables, project: Project) -> None:
    row = evidence(CHARTS["coverage_domain"], tables).provisions.iloc[0]
    raw = decode(read_bytes(project.raw / row["file"]), row["file"])
    assert "".join(raw[row["start"] : row["end"]].split()) == "".join(row["text"].split())


# In the workbook a number's key is a link to the first of its provisions.
def test_evidence_workbook(tables: Tables, tmp_path: Path) -> None:
    found = evidence(CHARTS["strictness_obligation"], tables)
    book = load_workbook(io.BytesIO(b"".join(evidence_xlsx(found, tables))))
    assert book.sheetnames == ["Numbers", "Provisions", "Notes 说明"]
    for row in book["Numbers"].iter_rows(min_row=3):
        link = row[0].hyperlink
        assert (link is None) == (row[1].value == 0)
        if link:
            sheet, cell = link.location.replace("'", "").split("!")
            assert book[sheet][cell].value == row[0].value
    with pytest.raises(InputError, match="no such figure"):
        evidence_files("nosuch", tables, tmp_path)
