"""Exports: what is written opens in other programs, says what it must, and never runs."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from docx import Document
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from support.variants import Variants

from compare import __version__
from compare.errors import InputError
from compare.export.cells import (
    FORMULA,
    MOST_CELLS,
    Grid,
    Link,
    Piece,
    begins_formula,
    csv_blocks,
    grid_of,
    text_of,
)
from compare.export.figures import computed_once, export_figure
from compare.export.html import page
from compare.export.labelled import labelled
from compare.export.labels import PLAN_COLUMNS, column_label, column_meaning, for_paper, is_labelled
from compare.export.latex import escaped, latex_bytes
from compare.export.request import concordance_files, evidence_files, export, listing
from compare.export.tables import LANGUAGES, chart_table, project_table
from compare.export.word import CHINESE_FONT, word_bytes
from compare.export.workbook import LONGEST, workbook_bytes
from compare.figures.catalogue import CHARTS, GROUPS, find_chart
from compare.figures.charts import FEW
from compare.files.archives import frozen_zip
from compare.files.manifest import NAME
from compare.files.placing import named_folder, placed_when_complete
from compare.files.publishing import published
from compare.indices.stage import index_tables
from compare.tables.schema import SCHEMAS, Tables
from compare.vocab.reading import read_vocabulary

ROOT = Path(__file__).resolve().parents[2]
NASTY = ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("a")', "#N/A", "a\x00b", "", " "]
texts = st.text(st.characters(codec="utf-8"), max_size=40)


def grid_with(values: list[str]) -> Grid:
    return grid_of(pd.DataFrame({"column": pd.Series(values, dtype=object)}), "sheet")


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# What a spreadsheet would run is written as text: no cell of a CSV begins like a formula, and no
# cell of a workbook is one, nor becomes one when it is edited.
@pytest.mark.parametrize("kind", ["str", object])
def test_text_never_becomes_a_formula_in_csv(kind: Any) -> None:
    frame = pd.DataFrame({"column": pd.Series(NASTY, dtype=kind)})
    cells = [row[0] for row in read_csv(b"".join(csv_blocks(frame))) if row]
    assert len(cells) == len(NASTY) + 1
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    assert cells[1] == "'=1+1"


def test_text_never_becomes_a_formula_in_xlsx() -> None:
    sheet = load_workbook(io.BytesIO(workbook_bytes([grid_with(NASTY)])))["sheet"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert all(cell.quotePrefix for cell in cells if begins_formula(str(cell.value)))
    assert cells[0].value == "=1+1"


def test_a_formula_in_marked_text_or_link_is_text_too() -> None:
    rows = (((Piece("=1", "target"), Piece("+1")), Link("=A1", "'sheet'!A1")),)
    sheet = load_workbook(io.BytesIO(workbook_bytes([Grid("sheet", ("a", "b"), rows)])))["sheet"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", "=A1"]


# What no program opens is refused before it is made, and left out where nobody asked for it.
def test_a_workbook_too_large_is_refused(
    tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_CELLS, "xlsx", tables["targets"].size)
    assert {path.suffix for path in export("targets", tables, tmp_path)} == {".csv", ".xlsx"}
    assert {path.suffix for path in export("provisions", tables, tmp_path)} == {".csv"}
    with pytest.raises(InputError, match=r"provisions: .* cells are too many for xlsx"):
        export("provisions", tables, tmp_path, ["xlsx"])
    assert {path.suffix for path in evidence_files("coverage_domain", tables, tmp_path)} == {".csv"}
    with pytest.raises(InputError, match="too many for xlsx"):
        concordance_files("E", tables, tmp_path, ["xlsx"])
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == [
        "evidence_coverage_domain.csv", "provisions.csv", "targets.csv", "targets.xlsx"
    ]  # fmt: skip


# Numbers stay numbers, negative ones too; an empty cell is empty and not zero.
def test_numbers_are_no_formulas() -> None:
    frame = pd.DataFrame({"share": [-0.25, float("nan")], "n": pd.array([3, None], dtype="Int64")})
    grid = grid_of(frame, "numbers")
    assert read_csv(b"".join(csv_blocks(frame))) == [["share", "n"], ["-0.25", "3"], ["", ""]]
    sheet = load_workbook(io.BytesIO(workbook_bytes([grid])))["numbers"]
    assert [cell.value for cell in sheet[2]] == [-0.25, 3]
    assert [cell.value for cell in sheet[3]] == [None, None]


# Any text can be exported in every format, and comes back from the spreadsheet as it was but for
# characters that no XML file can hold.
@given(st.lists(texts, min_size=1, max_size=4))
def test_any_text_can_be_written(values: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(values, dtype=object)})
    grid = grid_of(frame, "texts")
    cells = read_csv(b"".join(csv_blocks(frame)))[1:]
    shown = [(row[0] if row else "").removeprefix("'") for row in cells]
    assert shown == [text_of(row[0]).removeprefix("'") for row in grid.rows]
    assert workbook_bytes([grid]) and word_bytes("t", [grid], []) and latex_bytes("t", "t", grid, [])


def test_a_text_longer_than_a_cell_is_cut_with_a_sign() -> None:
    sheet = load_workbook(io.BytesIO(workbook_bytes([grid_with(["法" * (LONGEST + 1)])])))["sheet"]
    assert len(sheet["A2"].value) == LONGEST
    assert sheet["A2"].value.endswith("[…]")


# CSV for Excel begins with a byte order mark; XLSX has a frozen header, filters and wrapped text.
def test_csv_has_a_byte_order_mark(tables: Tables, tmp_path: Path) -> None:
    [path] = export("documents", tables, tmp_path, ["csv"])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(read_csv(path.read_bytes())) == len(tables["documents"]) + 1


def test_workbook_of_a_table(tables: Tables, tmp_path: Path) -> None:
    [path] = export("targets", tables, tmp_path, ["xlsx"])
    book = load_workbook(path)
    sheet = book["targets"]
    assert sheet.freeze_panes == "A3"
    assert (
        sheet.auto_filter.ref
        == f"A2:{get_column_letter(tables['targets'].shape[1])}{len(tables['targets']) + 2}"
    )
    assert sheet["F3"].alignment.wrap_text
    assert [cell.value for cell in sheet[1]][:2] == ["指标编号\ntarget id", "条款编号\nprovision id"]
    assert [cell.value for cell in sheet[2]] == list(tables["targets"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_program_reads_a_workbook_by_the_names_of_its_columns(
    language: str, tables: Tables, tmp_path: Path
) -> None:
    [path] = export("targets", tables, tmp_path, ["xlsx"], [language])
    back = pd.read_excel(path, header=1, keep_default_na=False)
    assert list(back) == list(tables["targets"])
    assert back["value"].tolist() == tables["targets"]["value"].round(6).tolist()
    [heads] = pd.read_excel(path, header=None, nrows=1).to_numpy().tolist()
    assert heads == [column_label("targets", column, language) for column in back]


# The notes sheet says source, coder, method, caution, version, and what every column means.
def test_notes_sheet(tables: Tables, tmp_path: Path) -> None:
    [path] = export("targets", tables, tmp_path, ["xlsx"])
    rows = list(load_workbook(path).worksheets[1].iter_rows(values_only=True))
    said = "\n".join(str(cell) for row in rows for cell in row if cell)
    for words in ("large language model (llm-adjudicated), not checked", "Text is not implementation", "未经人工专家复核",
                  f"fazhi-compare {__version__}", "half-open offsets", "without copyright", "Kunqu 2016–2020"):  # fmt: skip
        assert words in said
    assert {str(row[0]) for row in rows} >= set(tables["targets"].columns)


# The same tables give the same bytes in every format.
@pytest.mark.parametrize(("name", "formats"), [
    ("indicators", ["csv", "xlsx", "tex", "docx"]),
    ("corpus_overview", ["png", "svg", "pdf", "csv", "xlsx", "tex", "docx"]),
])  # fmt: skip
def test_two_runs_give_the_same_bytes(name: str, formats: list[str], tables: Tables, tmp_path: Path) -> None:
    first = export(name, tables, tmp_path / "a", formats)
    second = export(name, tables, tmp_path / "b", formats)
    assert {path.suffix[1:] for path in first} == set(formats)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_archives_carry_no_time_of_writing() -> None:
    data = word_bytes("title", [grid_with(["text"])], [])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert frozen_zip(data) == data


# A figure comes in both languages with the data behind it, and plans carry the outline they follow.
def test_export_of_a_figure(tables: Tables, tmp_path: Path) -> None:
    chart = CHARTS["corpus_overview"]
    written = {path.name for path in export_figure(chart, tables, tmp_path, ["png", "svg"])}
    pictures = {f"corpus_overview_{one}.{form}" for one in LANGUAGES for form in ("png", "svg")}
    assert written == pictures | {"corpus_overview.csv"}
    rows = read_csv((tmp_path / "corpus_overview.csv").read_bytes())
    assert rows[0][:3] == ["doc_id", "plan_outline", "measures"]
    assert [row[1] for row in rows[1:]] == ["2015", "2015", "2015", "2021", "2021"]
    assert (tmp_path / "corpus_overview_zh.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


# An SVG names no address but those that say which language it is written in.
def test_words_of_an_svg_can_stay_text(tables: Tables, tmp_path: Path) -> None:
    svg, _ = export("corpus_overview", tables, tmp_path, ["svg"], ["zh"], svg_text=True)
    text = svg.read_text(encoding="utf-8")
    assert (
        "<text" in text and ">量化指标</text>" in text and 'role="img"' in text and "<title>5份规划" in text
    )


def test_svg_leads_nowhere(tables: Tables, tmp_path: Path) -> None:
    export_figure(CHARTS["corpus_overview"], tables, tmp_path, ["svg"], ["zh"])
    text = (tmp_path / "corpus_overview_zh.svg").read_text(encoding="utf-8")
    assert re.findall(r'(\S+)="http', text) == ["xmlns:xlink", "xmlns"]
    assert text.count("http") == 2


def test_computed_once_asks_once(tables: Tables) -> None:
    calls = []
    chart = CHARTS["corpus_overview"]
    counting = type(chart)(**{**vars(chart), "data": lambda given: calls.append(1) or chart.data(given)})
    once = computed_once(counting, tables)
    pd.testing.assert_frame_equal(once.data(tables), once.data(tables))
    assert len(calls) == 1


# LaTeX: every special character is harmless, rules are booktabs', long tables run over pages.
# Latin Modern, LaTeX's letters, leaves out signs that it lacks without an error. Whatever stands in the vocabularies
# and the project's tables is in it (Latin, and these signs), or a formula's, or of Chinese letters: of the class that
# xeCJK knows, or of those that the head of the file adds to it.
def test_no_sign_of_ours_is_lost_in_latex(tables: Tables) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/compare/vocab").glob("*.csv"))]
    texts += [
        value
        for table in tables.values()
        for column in table.select_dtypes("string")
        for value in table[column]
    ]
    signs = set("".join(map(str, texts)))
    assert {"≥", "○", "“", "法"} <= signs
    lost = [sign for sign in sorted(signs) if not sign.isspace() and not _has_letters(escaped(sign))]
    assert lost == []


def _has_letters(text: str) -> bool:
    chinese = ((0x2150, 0x21FF), (0x2460, 0x27BF), (0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFFEF))
    return all(
        sign <= "ÿ" or sign in "–—‘’“”…†‡‰•" or any(first <= ord(sign) <= last for first, last in chinese)
        for sign in text
    )


@pytest.mark.parametrize(("text", "expected"), [
    ("100% & #1", r"100\% \& \#1"),
    ("a_b^c~d", r"a\_b\textasciicircum{}c\textasciitilde{}d"),
    ("\\{$}", r"\textbackslash{}\{\$\}"),
    ("[1] *", "{[}1] {*}"),
    ("第一\n第二", "第一 第二"),
    ("不低于3％", "不低于3％"),
])  # fmt: skip
def test_latex_escapes(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(("rows", "form"), [(3, "tabular"), (31, "longtable")])
def test_latex_tables(rows: int, form: str) -> None:
    grid = Grid("t", ("名称", "n"), tuple(("第三方_评估", number) for number in range(rows)))
    text = latex_bytes("label", "标题 50%", grid, ["note & caution"]).decode("utf-8")
    assert rf"\begin{{{form}}}{{lr}}" in text and rf"\end{{{form}}}" in text
    for words in (
        r"\toprule",
        r"\midrule",
        r"\bottomrule",
        r"\caption{标题 50\%}\label{tab:label}",
        "xelatex",
    ):
        assert words in text
    assert text.count(r"第三方\_评估 & ") == rows


# Word: a real table with a repeated header, and a Chinese font for Chinese text.
def test_word_table(tables: Tables, tmp_path: Path) -> None:
    [path] = export("documents", tables, tmp_path, ["docx"], ["zh"], ["doc_id", "title", "chars"])
    document = Document(str(path))
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["规划", "标题", "字数"]
    assert [row.cells[0].text for row in table.rows][1] == "昆都仑区 2016—2020"
    assert len(table.rows) == len(tables["documents"]) + 1
    xml = document.styles["Normal"].element.xml
    assert f'w:eastAsia="{CHINESE_FONT}"' in xml
    assert "tblHeader" in table.rows[0]._tr.xml
    assert "未经人工专家复核" in "".join(paragraph.text for paragraph in document.paragraphs)


# HTML: whatever a plan's text holds, it is text on the page.
def test_html_is_escaped() -> None:
    grid = Grid("<title>", ("<b>",), (((Piece("<script>alert(1)</script>", "target"),),), (None,)))
    text = page("concordance.html.j2", language="zh", grid=grid, legend="&", notes=["<i>"]).decode("utf-8")
    assert "<script" not in text and "<i>" not in text and "<b>" not in text
    assert "&lt;script&gt;" in text and '<html lang="zh-Hans">' in text


# Labels: every column of every table, and of every table behind a chart, has words in both
# languages and a meaning; plans are named with their generation, silence is a dash.
def test_columns_of_tables_are_labelled() -> None:
    unknown = {(name, column) for name, schema in SCHEMAS.items() for column in schema.columns
               if not is_labelled(name, column)}  # fmt: skip
    assert not unknown


@pytest.mark.parametrize("name", CHARTS)
def test_columns_of_charts_are_labelled(name: str, tables: Tables) -> None:
    data = CHARTS[name].data(tables)
    assert not [column for column in data.columns if not is_labelled(name, column)]
    assert all(column_meaning(name, column) for column in data.columns)


def test_paper_labels(tables: Tables) -> None:
    data = pd.DataFrame(
        {"doc_id": ["kunqu"], "topic": ["E7"], "bodies": pd.array([None], dtype="Int64"), "share": [1 / 3]}
    )
    shown = for_paper("any", data, tables, "en")
    assert list(shown.columns) == ["plan", "topic", "bodies", "share"]
    assert shown.iloc[0, 0] == "Kunqu 2016–2020" and shown.iloc[0, 1].startswith("E7 ")
    assert list(shown.iloc[0, 2:]) == ["–", "0.333"]


def test_coders_are_named_together_in_the_language(tables: Tables) -> None:
    pair = pd.DataFrame({"coders": ["wang and li"]})
    assert [for_paper("any", pair, tables, one).iloc[0, 0] for one in ("zh", "en")] == [
        "wang和li",
        "wang and li",
    ]


def test_a_table_may_name_its_own_meaning() -> None:
    assert column_label("breadth", "low", "en") == "low"
    assert column_label("indicator_states", "low", "en") == "lowest"


@pytest.mark.parametrize("name", ["column_labels", "value_labels"])
def test_label_vocabularies_are_complete(name: str) -> None:
    rows = read_vocabulary(name)
    keys = [(row.get("tables", row.get("columns")), row.get("column", row.get("value"))) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(row["label_zh"] and row["label_en"] for row in rows)


# Seen on a page: "period" and "deadline" in a Chinese table, and "times" for how often a word stands in a plan.
def test_columns_of_figures_and_indices_have_names_in_both_languages(tables: Tables, few_draws: None) -> None:
    shown = {name: chart_table(chart, tables).data for name, chart in CHARTS.items()}
    shown |= dict(index_tables(tables))
    assert [(name, c) for name, data in shown.items() for c in data.columns if not is_labelled(name, c)] == []


IDS = re.compile(r"\w+_id|unit|provisions?_[ab]|label_en|coder")
"""Columns that hold ids, or what is English by its name."""


def _english(shown: dict[str, pd.DataFrame], tables: Tables) -> dict[tuple[str, str], str]:
    """A word in small Latin letters that a table shows in Chinese, in print or in a program of statistics."""
    found = {}
    for name, data in shown.items():
        printed, numbered = for_paper(name, data, tables, "zh"), labelled(name, data)
        words = numbered.value_labels("zh")
        for place, (column, variable) in enumerate(zip(data.columns, numbered.data.columns, strict=True)):
            cells = set(printed.iloc[:, place]) if column == "doc_id" or not IDS.fullmatch(column) else set()
            if not IDS.fullmatch(column) and column not in PLAN_COLUMNS:
                cells |= set(words[variable].values() if variable in words else numbered.data[variable])
            if english := sorted(
                cell for cell in cells if isinstance(cell, str) and re.search("[a-z]", cell)
            ):
                found[name, column] = english[0]
    return found


# Seen in a Chinese table: "coverage:A", "parts", "without A", "any plan", "domain A".
def test_values_of_figures_and_indices_are_chinese_in_chinese(
    tables: Tables, variants: Variants, few_draws: None
) -> None:
    indices = dict(index_tables(tables))
    scored = pd.DataFrame({"row": ["topic", "domain", "domain A", "bin 3"]})
    indices |= {"topic_accuracy": scored, "reliability_accuracy": scored}
    assert _english(indices, tables) == {}
    assert _english(dict(index_tables(variants("series"))), variants("series")) == {}
    for some in (tables, variants("series"), variants(f"{FEW + 1} plans")):
        charts = {name: chart_table(chart, some).data for name, chart in CHARTS.items()}
        assert _english(charts, some) == {}


# Bad input gets one sentence that lists what there is.
@pytest.mark.parametrize(("arguments", "words"), [
    (("nosuch", ()), "figures are overview"),
    (("documents", ("png",)), "there are csv, xlsx, parquet"),
    (("corpus_overview", ("gif",)), "there are png, svg, pdf"),
    (("documents", (), ("fr",)), "there are zh, en"),
    (("documents", (), ("zh",), ("nosuch",)), "there are doc_id"),
])  # fmt: skip
def test_bad_input(arguments: tuple[object, ...], words: str, tables: Tables, tmp_path: Path) -> None:
    name, *rest = arguments
    with pytest.raises(InputError, match=re.escape(words)):
        export(str(name), tables, tmp_path / "out", *rest)  # type: ignore[arg-type]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(InputError, match="cannot write here"):
        export("documents", tables, tmp_path / "file")


def files_of(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != NAME}


# Files move into place only when all are complete; the user's other files stay.
def test_nothing_is_replaced_by_half(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with placed_when_complete(tmp_path) as staging:
        (staging / "old.csv").write_text("old")
    with pytest.raises(ZeroDivisionError), placed_when_complete(tmp_path) as staging:
        (staging / "old.csv").write_text("half")
        raise ZeroDivisionError
    assert files_of(tmp_path) == {"mine.txt": "mine", "old.csv": "old"}
    with placed_when_complete(tmp_path) as staging:
        (staging / "old.csv").write_text("new")
    with placed_when_complete(tmp_path) as staging:
        (staging / "other.csv").write_text("other")
    assert files_of(tmp_path) == {"mine.txt": "mine", "old.csv": "new", "other.csv": "other"}


@pytest.mark.parametrize("how", ["mine", "changed", "link", "folder"])
def test_what_is_not_ours_is_overwritten_only_on_request(tmp_path: Path, how: str) -> None:
    folder, outside = tmp_path / "out", tmp_path / "outside.txt"
    outside.write_text("dear")
    if how == "changed":
        with placed_when_complete(folder) as staging:
            (staging / "a.csv").write_text("ours")
    folder.mkdir(exist_ok=True)
    path = folder / "a.csv"
    if how == "link":
        path.symlink_to(outside)
    elif how == "folder":
        path.mkdir()
    else:
        path.write_text(how)

    def write(replace: bool) -> None:
        with placed_when_complete(folder, replace) as staging:
            (staging / "a.csv").write_text("new")

    with pytest.raises(InputError, match=r"out/a\.csv: fazhi did not write this, or it was changed since"):
        write(replace=False)
    assert path.is_dir() or path.read_text() == ("dear" if how == "link" else how)
    if how == "folder":
        with pytest.raises(InputError):
            write(replace=True)
    else:
        write(replace=True)
        assert path.read_text() == "new" and not path.is_symlink()
        write(replace=False)
    assert outside.read_text() == "dear"


def test_no_export_goes_among_what_other_commands_write(tmp_path: Path) -> None:
    with published(tmp_path / "processed", tmp_path / "cache", tmp_path, "build") as staging:
        (staging / "documents.csv").write_text("ours")
    for replace in (False, True):
        with (
            pytest.raises(InputError, match="processed/: here `fazhi build` keeps its files"),
            placed_when_complete(tmp_path / "processed", replace) as staging,
        ):
            (staging / "documents.csv").write_text("exported")


def test_what_a_killed_export_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    dead, theirs, alive = (
        tmp_path / name for name in (f".fazhi-{'0' * 32}", ".fazhi-x", f".fazhi-{'1' * 32}")
    )
    for left in (dead, theirs, alive):
        (left / "files").mkdir(parents=True)
    with FileLock(alive / "lock"), placed_when_complete(tmp_path / "."):
        pass
    assert not dead.exists() and theirs.exists() and (alive / "files").exists()


def test_a_link_leads_no_export_out_of_the_project(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    (project / "figures").symlink_to(outside)
    with pytest.raises(InputError, match="figures: a link that leads out of the project"):
        named_folder(str(project / "figures"), project)
    assert named_folder(str(outside), project) == outside
    assert named_folder(str(project / "mine"), project) == project / "mine"


def test_catalogue() -> None:
    assert len(CHARTS) == sum(len(group.charts) for group in GROUPS)
    assert not set(CHARTS) & set(SCHEMAS)
    assert all(f"  {name} " in listing() for name in (*CHARTS, *SCHEMAS))
    told = [line for line in listing().splitlines() if line.startswith("  ")]
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in told), "each is said in Chinese, too"
    with pytest.raises(InputError, match="there are overview"):
        find_chart("nosuch")


def test_tables_of_charts_keep_all_rows(tables: Tables) -> None:
    for name in ("corpus_overview", "strictness_obligation"):
        assert len(chart_table(CHARTS[name], tables).data) == len(CHARTS[name].data(tables))
    with pytest.raises(InputError, match="there are documents"):
        project_table("nosuch", tables)


# Who cites the project, and under which licence, is said once and in one version.
def test_citation_and_licences() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in citation and "large language model" in citation
    heading = "Unreleased" if "dev" in __version__ else __version__
    assert f"\n## {heading}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    licence = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in licence and "article 5" in licence
