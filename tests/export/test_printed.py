"""Tables in print: in the shape of their figure, within the page, and fit to be put into a paper."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from support.pictures import copies

from compare.errors import InputError
from compare.export.cells import BETWEEN, Grid, column_shares, longest_word, text_of
from compare.export.latex import latex_bytes
from compare.export.request import export
from compare.export.shaped import shaped_grid
from compare.export.word import word_bytes
from compare.figures.catalogue import CHARTS
from compare.figures.style import plans
from compare.tables.schema import Tables

SHARE = re.compile(r"\\dimexpr([\d.]+)\\linewidth-2\\tabcolsep")
words = st.text("abcdefgh–法治政府 1234567890%", max_size=50)


def by_row(grid: Grid) -> dict[str, list[str]]:
    return {text_of(row[0]): [text_of(value) for value in row[1:]] for row in grid.rows}


# A figure with rows and columns is printed so: plans are columns, and its numbers those of the data.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_rates_are_printed_as_they_are_drawn(language: str, tables: Tables) -> None:
    grid = shaped_grid(CHARTS["strictness_rates"], tables, language)
    assert grid is not None
    shown = plans(tables["documents"])
    assert list(grid.header[1:]) == [plan.label(language) for plan in shown]
    data = CHARTS["strictness_rates"].data(tables).set_index(["rate", "doc_id"])
    for rate, cells in zip(data.index.unique("rate"), by_row(grid).values(), strict=True):
        own = [data.loc[(rate, plan.doc_id)] for plan in shown]
        assert [cell.rsplit(" ", 1)[1] for cell in cells] == [
            f"{int(row['count'])}/{int(row['n'])}" for row in own
        ]
        assert all(re.match(r"[\d.]+% \[[\d.]+%, [\d.]+%\] ", cell) for cell in cells)


def test_topics_are_printed_under_their_domains(tables: Tables) -> None:
    grid = shaped_grid(CHARTS["presence"], tables, "en")
    assert grid is not None and grid.header[1].startswith("Kunqu 2016–2020 n = ")
    rows = by_row(grid)
    assert set(rows["A Government functions"]) == {""}
    data = CHARTS["presence"].data(tables)
    counted = data[(data["group"] == "A3") & (data["n"] > 0)]["n"].tolist()
    assert sorted(int(cell) for cell in rows["A3 Administrative approval reform"]) == sorted(counted)


def test_what_is_no_table_keeps_its_rows(tables: Tables) -> None:
    assert shaped_grid(CHARTS["plan_periods"], tables, "en") is None


def test_many_plans_are_not_columns(tables: Tables) -> None:
    documents = pd.concat(
        [tables["documents"].assign(doc_id=tables["documents"]["doc_id"] + str(n)) for n in range(3)]
    )
    assert shaped_grid(CHARTS["presence"], tables | {"documents": documents}, "en") is None


# LaTeX: columns never ask for more than the line, and no word is longer than its column.
@settings(max_examples=25)
@given(st.lists(st.lists(words, min_size=5, max_size=5), min_size=1, max_size=4))
def test_a_latex_table_is_as_wide_as_the_line_at_most(rows: list[list[str]]) -> None:
    grid = Grid("t", tuple("abcde"), tuple(map(tuple, rows)))
    text = latex_bytes("t", "t", grid, []).decode("utf-8")
    shares = [float(share) for share in SHARE.findall(text)]
    natural = [max(longest_line(row[place]) for row in (grid.header, *rows)) for place in range(5)]
    if not shares:
        assert sum(natural) + 5 * BETWEEN <= 76
        return
    assert len(shares) == 5 and sum(shares) <= 1
    letters = {"small": 76, "footnotesize": 86, "scriptsize": 98}[re.findall(r"centering\\(\w+)", text)[0]]
    body = text.split("\\midrule\n")[1].split("\\bottomrule")[0].replace(r"\%", "%")
    for line in body.replace(r" \\", "").splitlines():
        for share, cell in zip(shares, line.split(" & "), strict=True):
            assert all(
                longest_word(part) <= max(share * letters - BETWEEN, 2)
                for part in cell.split(r"\allowbreak{}")
            )


def longest_line(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def test_shares_fill_the_page() -> None:
    grid = Grid(
        "t", ("name", "share"), (("strict, standardised, fair and civilised enforcement", "12% [8%, 17%]"),)
    )
    shares = column_shares(grid, 60)
    assert sum(shares) == pytest.approx(1) and shares[0] > shares[1] > 10 / 60


# Word: a caption that counts, a table of the page's width, rows that stay whole.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_table_is_fit_for_a_paper(language: str) -> None:
    grid = Grid("标题", ("名称", "n"), tuple((f"第{number}项", number) for number in range(60)))
    document = Document(io.BytesIO(word_bytes("标题", [grid, grid], ["note"], language)))
    section, captions = document.sections[0], [p for p in document.paragraphs if p.style.name == "Caption"]
    fields = [p._p.find(qn("w:fldSimple")) for p in captions]
    assert [field.get(qn("w:instr")).split()[:2] for field in fields] == [["SEQ", "Table"]] * 2
    assert [next(field.iter(qn("w:t"))).text for field in fields] == ["1", "2"]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        width = table._tbl.tblPr.find(qn("w:tblW"))
        assert width.get(qn("w:type")) == "dxa" and 0.99 * room < int(width.get(qn("w:w"))) * 635 <= room
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True] + [
            False
        ] * 60


@pytest.mark.parametrize("form", ["tex", "docx"])
def test_more_columns_than_a_page_holds_are_refused(form: str, tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"provisions: \d+ columns do not fit a page .* --columns"):
        export("provisions", tables, tmp_path / "out", [form])
    assert not (tmp_path / "out").exists()


# A dozen plans stand in blocks, each with the names of its rows and no plan twice; nothing is refused.
def test_a_dozen_plans_stand_in_blocks(tables: Tables, tmp_path: Path) -> None:
    dozen = copies(tables, 12)
    names = [plan.label("en") for plan in plans(dozen["documents"])]
    export("corpus_overview", dozen, tmp_path, ["tex", "docx"], ["en"])
    text = (tmp_path / "corpus_overview_en.tex").read_text(encoding="utf-8")
    parts = text.split("\\begin{table}")[1:]
    assert len(parts) > 1
    assert all(f"({number}/{len(parts)})" in part for number, part in enumerate(parts, 1))
    heads = [part.split("\\toprule\n")[1].split(r"\\")[0].split(" & ") for part in parts]
    assert [name.strip() for head in heads for name in head[1:]] == names
    assert len({part.split(r"\label{tab:")[1].split("}")[0] for part in parts}) == len(parts)
    assert all(sum(map(float, SHARE.findall(part))) <= 1 for part in parts)
    printed = Document(str(tmp_path / "corpus_overview_en.docx")).tables
    found = [cell.text for table in printed for cell in table.rows[0].cells[1:]]
    assert found == names
    for table in printed:
        assert [row.cells[0].text for row in table.rows][1:] == [
            row.cells[0].text for row in printed[0].rows
        ][1:]


def test_no_caption_speaks_of_the_program(tables: Tables, tmp_path: Path) -> None:
    [path] = export("indicators", tables, tmp_path, ["tex"], ["en"])
    assert r"\caption{Shared indicators}" in path.read_text(encoding="utf-8")
