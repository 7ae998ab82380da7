"""Tables as people draw them, and text that is there but not shown: struck, hidden, deleted."""

import io

import pytest
from docx import Document as new_docx

from compare.text.formats.task_tables import Cell, table_lines
from compare.text.formats.web import web_text
from compare.text.formats.word import word_text


def page(body: str) -> tuple[list[str], tuple[str, ...]]:
    text, notes = web_text(f"<html><body>{body}</body></html>".encode(), "a.html")
    return text.splitlines(), notes


def rows(*lines: str) -> list[list[Cell]]:
    return [[Cell(text) for text in line.split("|")] for line in lines]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        # the column of numbers has no head
        (
            rows("重点任务||内容|责任单位", "公开|1|公布目录|县司法局", "监督|2.|开展评查|县审计局"),
            ["1. 公开。公布目录。", "责任单位：县司法局", "2. 监督。开展评查。", "责任单位：县审计局"],
        ),
        # cells that happen to be equal are no merged cells
        (rows("任务|要求|责任单位", "公开|公开|公开"), ["1. 公开。公开。", "责任单位：公开"]),
        # merged cells are: a heading between tasks
        (
            [
                *rows("任务|责任单位"),
                [Cell("一、公开"), Cell("一、公开", spanned=True)],
                *rows("公布目录|县司法局"),
            ],
            ["一、公开", "1. 公布目录。", "责任单位：县司法局"],
        ),
        # one task over two rows has its body once
        (
            [*rows("任务|责任单位", "公布目录|县司法局"), [Cell("公布目录", True), Cell("县司法局", True)]],
            ["1. 公布目录。", "责任单位：县司法局"],
        ),
    ],
    ids=["numbers", "equal", "merged", "one task"],
)
def test_tables(table: list[list[Cell]], lines: list[str]) -> None:
    assert list(table_lines(table)) == lines


def test_a_caption_is_the_title_of_its_table() -> None:
    head, row = "<tr><th>任务</th><th>责任单位</th></tr>", "<tr><td>公布目录</td><td>县司法局</td></tr>"
    lines, _ = page(f"<table><caption>某县 重点任务分工表</caption>{head}{row}</table>")
    assert lines == ["某县 重点任务分工表", "1. 公布目录。", "责任单位：县司法局"]


def test_a_table_inside_a_cell_of_duties() -> None:
    inner = "<table><tr><td>甲清单</td></tr><tr><td>乙清单</td></tr></table>"
    head = "<tr><th>任务</th><th>责任单位</th></tr>"
    lines, _ = page(f"<table>{head}<tr><td>公布{inner}</td><td>县司法局</td></tr></table>")
    assert lines[0].startswith("1. 公布") and lines[-1] == "责任单位：县司法局"
    assert len([line for line in lines if "司法局" in line]) == 1


@pytest.mark.parametrize(
    "taken_out",
    [
        "<del>八成</del>",
        "<s>八成</s>",
        "<strike>八成</strike>",
        "<span style='text-decoration: line-through'>八成</span>",
        "<span style='display: none'>八成</span>",
        "<span style='visibility:hidden'>八成</span>",
        "<span hidden>八成</span>",
    ],
)
def test_what_a_page_does_not_show_is_no_text_and_is_reported(taken_out: str) -> None:
    lines, notes = page(f"<p>一、公布清单。</p><p>比例达到{taken_out}<ins>九成</ins>以上。</p>")
    assert lines == ["一、公布清单。", "比例达到九成以上。"]
    assert notes[0] == "1 deleted, struck-through or hidden passages were left out, such as '八成'"


@pytest.mark.parametrize("look", ["strike", "double_strike", "hidden"])
def test_what_a_word_file_does_not_show_is_no_text_and_is_reported(look: str) -> None:
    document = new_docx()
    paragraph = document.add_paragraph("比例达到")
    setattr(paragraph.add_run("八成").font, look, True)
    shown = paragraph.add_run("九成")
    setattr(shown.font, look, False)  # switched off again
    paragraph.add_run("以上。")
    file = io.BytesIO()
    document.save(file)
    text, notes = word_text(file.getvalue(), "a.docx")
    assert text == "比例达到九成以上。\n"
    assert notes == ("1 struck-through or hidden passages were left out, such as '八成'",)
