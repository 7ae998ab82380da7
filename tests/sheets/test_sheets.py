"""Coding sheets: what goes out comes back, every fault is named, and nobody is overwritten."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from compare.coding.register import read_coders
from compare.errors import InputError
from compare.export.cells import begins_formula
from compare.project import Project
from compare.sheets.corrections import import_sheet
from compare.sheets.filled import read_sheet
from compare.sheets.sheet import CODES, Row, csv_bytes, export_sheet, guarded, unguarded, workbook_bytes
from compare.vocab.taxonomy import topics

PLAN = "kunqu"


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Project:
    """A project with this repository's plans and codes, to write into."""
    for folder in ("raw", "coding"):
        shutil.copytree(project.root / "data" / folder, tmp_path / "data" / folder)
    return Project(tmp_path)


@pytest.fixture(scope="module")
def sheet(project: Project, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return export_sheet(project, PLAN, tmp_path_factory.mktemp("sheets"))


def rows_of(path: Path) -> list[Row]:
    return [line.cells for line in read_sheet(path).lines]


def changed(sheet: list[Path], folder: Path, change: Callable[[list[Row]], object]) -> Path:
    """The CSV sheet with some rows changed, written to `folder`."""
    rows = rows_of(sheet[1])
    change(rows)
    target = folder / "filled.csv"
    target.write_bytes(csv_bytes(rows))
    return target


# Two exports of the same plan give the same bytes, in both formats.
def test_exports_are_the_same_twice(project: Project, sheet: list[Path], tmp_path: Path) -> None:
    again = export_sheet(project, PLAN, tmp_path)
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in sheet]


# A sheet that lies there may be half filled in.
def test_a_sheet_is_never_overwritten(project: Project, sheet: list[Path]) -> None:
    with pytest.raises(InputError, match="is there already"):
        export_sheet(project, PLAN, sheet[0].parent)
    before = [path.read_bytes() for path in sheet]
    assert [
        path.read_bytes() for path in export_sheet(project, PLAN, sheet[0].parent, replace=True)
    ] == before


def test_an_unknown_plan_lists_the_plans(project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kunqu, mentougou"):
        export_sheet(project, "nowhere", tmp_path)


def test_both_formats_hold_the_same_rows(sheet: list[Path]) -> None:
    assert rows_of(sheet[0]) == rows_of(sheet[1])
    assert sheet[1].read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_workbook_has_lists_for_every_code(sheet: list[Path]) -> None:
    workbook = load_workbook(sheet[0])
    header = [cell.value for cell in workbook["codes"][1]]
    lists = workbook["codes"].data_validations.dataValidation
    columns = {next(iter(rule.sqref.ranges)).min_col for rule in lists}
    assert columns == {header.index(name) + 1 for name in (*CODES, "cut")}
    assert [workbook["taxonomy"].cell(2, 1).value, workbook["taxonomy"].max_row] == ["A1", len(topics()) + 1]


# A blind sheet shows no suggestion; only what layout settles is filled in.
def test_a_blind_sheet_shows_no_suggestion(project: Project, tmp_path: Path) -> None:
    rows = rows_of(export_sheet(project, PLAN, tmp_path, blind=True)[0])
    assert not any(name.startswith("suggested") for name in rows[0])
    assert {row["topic"] for row in rows} <= {"", "N0", "N1", "N2"}
    assert any(row["obligation"] == "" for row in rows)


# No text becomes a formula, whatever it begins with, and every text comes back unchanged.
RISKY = ["=1+1", "+86", "-3%", "@user", "'quoted", "'=1", "\t=1", "推进依法行政。"]


@pytest.mark.parametrize("text", RISKY)
def test_texts_stay_texts(text: str, tmp_path: Path) -> None:
    row: Row = dict.fromkeys(("doc_id", "start", "end", "is_heading", "measure", "before", "after"), "1")
    row |= dict.fromkeys((*CODES, "cut", "note"), "") | {"text": text}
    for name, data in (("s.xlsx", workbook_bytes([row])), ("s.csv", csv_bytes([row]))):
        path = tmp_path / name
        path.write_bytes(data)
        assert rows_of(path)[0]["text"] == text
    cells = load_workbook(tmp_path / "s.xlsx")["codes"][2]
    assert not any(cell.data_type == "f" for cell in cells)
    line = list(csv.reader(io.StringIO((tmp_path / "s.csv").read_text("utf-8-sig"))))[1]
    assert not any(begins_formula(value) for value in line)


@given(st.text())
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not begins_formula(guarded(text))


# Import stores under the coder's name, adds the coder without rank, and reports agreement.
def test_import_stores_and_compares(copy: Project, sheet: list[Path], tmp_path: Path) -> None:
    def correct(rows: list[Row]) -> None:
        row = next(row for row in rows if row["topic"] == "A4" and row["is_heading"] == "0")
        row |= {"topic": "a５ ", "note": "=说明"}

    report = import_sheet(copy, changed(sheet, tmp_path, correct), "王丽")
    assert "172 of 173 the same" in report and "topic A4 → A5" in report
    assert "no measure of independent agreement" in report
    stored = (copy.coding / "王丽" / f"{PLAN}.csv").read_text("utf-8")
    assert stored.count("\n") == 237 and ",=说明" in stored
    coder = next(one for one in read_coders(copy.coding) if one.name == "王丽")
    assert (coder.kind, coder.rank) == ("person", 0)


# Before and after: nobody else's codes change, and importing twice replaces one's own only.
def test_import_touches_only_own_codes(copy: Project, sheet: list[Path]) -> None:
    def others() -> dict[str, bytes]:
        paths = [path for path in copy.coding.glob("*/*.csv") if path.parent.name != "anna"]
        return {str(path): path.read_bytes() for path in paths}

    before = others()
    import_sheet(copy, sheet[0], "anna")
    coders = (copy.coding / "coders.csv").read_bytes()
    import_sheet(copy, sheet[1], "anna")
    assert others() == before
    assert (copy.coding / "coders.csv").read_bytes() == coders


FAULTS: list[tuple[Callable[[list[Row]], object], str]] = [
    (lambda rows: rows[3].update(topic="Z9"), r"row 5: topic 'Z9' is unknown"),
    (lambda rows: rows[40].update(sanction="maybe"), r"row 42: sanction 'maybe' is unknown \(use 0, 1\)"),
    (lambda rows: rows[4].update(text="改过的文字"), r"row 6: the text of kunqu-p0005 was changed"),
    (lambda rows: rows[4].update(end="99999"), r"row 6: no provision has the characters"),
    (lambda rows: rows.append(rows[2]), r"row 238: kunqu-p0003 stands in row 4 already"),
    (lambda rows: rows[0].update(monitoring="1"), r"row 2: a heading or an N topic has"),
    (lambda rows: rows[0].update(doc_id="biyang"), r"row 2: no provision has the characters"),
    (lambda rows: rows[0].update(doc_id="nowhere"), r"nowhere: no such plan"),
]


# Every fault is named with its row, and nothing is stored.
@pytest.mark.parametrize(("change", "message"), FAULTS)
def test_faults_are_named(
    copy: Project, sheet: list[Path], tmp_path: Path, change: Callable[[list[Row]], object], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        import_sheet(copy, changed(sheet, tmp_path, change), "anna")
    assert not (copy.coding / "anna").exists()
    assert "anna" not in (copy.coding / "coders.csv").read_text("utf-8")


# Faults of several rows are told at once.
def test_all_faults_are_told(copy: Project, sheet: list[Path], tmp_path: Path) -> None:
    def spoil(rows: list[Row]) -> None:
        for row in rows[10:13]:
            row["topic"] = "X1"

    with pytest.raises(InputError) as caught:
        import_sheet(copy, changed(sheet, tmp_path, spoil), "anna")
    assert [f"row {line}:" in str(caught.value) for line in (11, 12, 13, 14, 15)] == [
        False,
        True,
        True,
        True,
        False,
    ]


# Names: language models are called llm-…, nobody else is; a name must not leave its folder.
@pytest.mark.parametrize(
    ("coder", "kind", "message"),
    [
        ("llm-adjudicated", "person", "for language models"),
        ("gpt", "language model", "for language models"),
        ("llm-adjudicated", "language model", "stands already"),
        ("../anna", "person", "letters, digits"),
        ("", "person", "letters, digits"),
        ("anna", "robot", "must be one of"),
        ("LLM-Adjudicated", "language model", "more than case"),
    ],
)
def test_coder_names(copy: Project, sheet: list[Path], coder: str, kind: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        import_sheet(copy, sheet[0], coder, kind)


# What is no sheet is said to be none.
@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"no workbook"), ("a.csv", b"x,y\n1,2\n"), ("b.csv", b"")]
)
def test_no_sheet(copy: Project, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=name):
        import_sheet(copy, tmp_path / name, "anna")
