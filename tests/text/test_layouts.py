"""Layouts of the real world: how plans mark their items, and what is said where they do not."""

import pytest

from compare.errors import InputError
from compare.intake.boundaries import plan_titles, propose_boundaries
from compare.intake.understanding import doubts, unplaced
from compare.text.cleaning import clean
from compare.text.document import Document, parse_document
from compare.text.numbering import mark_at
from compare.text.sources import Source

TITLE = "某县法治政府建设实施方案（2021—2025年）\n"


def parsed(text: str, **fields: str) -> Document:
    return parse_document(Source("a", "a.txt", **fields), text)


def measures(text: str) -> list[str]:
    return [f"{m.number}{m.heading} < {m.chapter}" for m in parsed(text).measures]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # numbers that begin anew in every chapter, with points of several kinds
        (
            "一、规范执法\n1﹒完善程序。公布流程图。\n2﹒强化监督。公开信息。\n"
            "二、规范决策\n１．完善程序。听取意见。\n２．加强审查。严格审核。\n",
            [
                "1﹒完善程序 < 一、规范执法",
                "2﹒强化监督 < 一、规范执法",
                "１．完善程序 < 二、规范决策",
                "２．加强审查 < 二、规范决策",
            ],
        ),
        # numbers of two and three parts, as word processors count them
        (
            "1. 依法履职\n1.1 公布清单。编制并公布权力清单。\n1.2 推进改革。取消审批。\n"
            "2. 规范执法\n2.1 完善程序。公布流程图。\n",
            [
                "1.1公布清单 < 1. 依法履职",
                "1.2推进改革 < 1. 依法履职",
                "2.1完善程序 < 2. 规范执法",
            ],
        ),
        # Markdown headings of two levels, no numbers
        (
            f"# {TITLE}## 总体要求\n以习近平法治思想为指导。\n## 规范执法\n### 完善程序\n公布流程图。\n"
            "### 强化监督\n公开信息。\n## 组织保障\n各部门要落实责任。\n",
            ["完善程序 < 规范执法", "强化监督 < 规范执法", "组织保障 < "],
        ),
        # short lines above paragraphs, no numbers and no marks
        (
            f"{TITLE}为深入推进法治政府建设，制定本方案。\n总体要求\n以习近平法治思想为指导。\n"
            "规范行政执法\n完善程序。公布流程图。\n公开清单\n公开信息，接受监督。\n加强组织领导\n落实责任。\n"
            "某县人民政府\n2023年5月6日\n",
            ["规范行政执法 < ", "公开清单 < ", "加强组织领导 < "],
        ),
        # unnumbered chapters (of a table of duties) above numbered tasks
        (
            f"# {TITLE}### 依法履职\n1. 公布清单。\n牵头单位：县司法局\n### 规范执法\n2. 完善程序。\n",
            ["1.公布清单 < 依法履职", "2.完善程序 < 规范执法"],
        ),
        # a heading between two chapters does not swallow the second
        (
            "一、主要任务\n（一）规范执法。完善程序。\n## 专栏\n公布清单。\n二、组织保障\n落实责任。\n",
            ["（一）规范执法 < 一、主要任务", "专栏 < ", "二、组织保障 < "],
        ),
        # the office's name as a heading is no chapter
        (
            "# 某县司法局\n一、规范执法\n完善程序。\n二、强化监督\n公开信息。\n",
            ["一、规范执法 < ", "二、强化监督 < "],
        ),
        # a table of contents, with and without page numbers, is no outline
        (
            "目 录\n一、规范执法\n二、强化监督\n一、规范执法\n完善程序。\n二、强化监督\n公开信息。\n",
            ["一、规范执法 < ", "二、强化监督 < "],
        ),
        (
            "目录\n一、规范执法………1\n二、强化监督...... 2\n一、规范执法\n完善程序。\n二、强化监督\n公开信息。\n",
            ["一、规范执法 < ", "二、强化监督 < "],
        ),
    ],
)
def test_items(text: str, found: list[str]) -> None:
    assert measures(text) == found


@pytest.mark.parametrize(
    ("text", "style"),
    [("1.1 公布清单", "1.1"), ("２．３ 公布清单", "1.1"), ("1.2.3 公布清单", "1.1.1")],
)
def test_numbers_of_several_parts(text: str, style: str) -> None:
    mark = mark_at(text)
    assert mark is not None and mark.style == style


@pytest.mark.parametrize("text", ["1.5倍", "1.5 亿元", "2.5 万件", "2021.12 前完成", "3.2%"])
def test_quantities_are_no_numbers_of_items(text: str) -> None:
    assert mark_at(text) is None


# Without anything that marks items nothing is guessed.
@pytest.mark.parametrize(
    "text",
    [
        TITLE + "为深入推进法治政府建设，制定本方案。\n规范执法\n完善程序。\n",
        "完善执法程序，公布流程图。强化监督。" * 20,
        TITLE,
    ],
)
def test_a_text_without_items_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no numbered measures found, nor headings"):
        parsed(text)


def test_contents_are_cut_and_named() -> None:
    _, cuts = clean("目录\n一、规范执法\n\n一、规范执法\n完善程序。")
    assert [cut.step for cut in cuts] == ["table of contents"]
    # the word alone is nothing to cut
    assert clean("目录\n编制权力清单。")[0].text == "目录\n编制权力清单。"


# --- boundaries ---

PLAN = "一、规范执法\n完善程序。\n二、强化监督\n公开信息。\n"
SPEECH = "第一篇：在法治政府建设会议上的讲话\n同志们：\n一、提高认识。\n二、狠抓落实。\n"


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        # the file is the plan; a letterhead or a covering notice before it belongs to it
        (TITLE + PLAN, "", ""),
        ("关于印发某县法治政府建设实施方案的通知\n各镇：\n现印发给你们。\n" + TITLE + PLAN, "", ""),
        # the title twice: once on the page, once in the text
        (TITLE + TITLE + PLAN, "", ""),
        # the plan is the second of three texts
        (
            f"{SPEECH}第二篇：某县方案\n{TITLE}{PLAN}第三篇：工作总结\n一、工作情况\n",
            TITLE.strip(),
            "第三篇：工作总结",
        ),
        # marked as Markdown
        (f"{SPEECH}第二篇：某县方案\n## **{TITLE.strip()}**\n{PLAN}", TITLE.strip(), ""),
        # a division of tasks in the annex is no second plan
        (TITLE + PLAN + "附件：分工\n某县法治政府建设任务分工方案\n一、规范执法\n", "", ""),
    ],
)
def test_boundaries(raw: str, start: str, end: str) -> None:
    assert propose_boundaries(raw, "a.txt") == (start, end)


def test_a_title_that_stands_in_the_file_before_is_told_by_what_follows() -> None:
    raw = f"{SPEECH}《{TITLE.strip()}》解读\n第二篇：某县方案\n{TITLE}{PLAN}"
    start, _ = propose_boundaries(raw, "a.txt")
    assert start == f"{TITLE}一、规范执法"
    assert parsed(raw, start_marker=start).measures[0].heading == "规范执法"


def test_two_plans_are_listed_and_none_is_chosen() -> None:
    raw = TITLE + PLAN + TITLE.replace("某县", "某市") + PLAN
    with pytest.raises(InputError, match=r"more than one plan: '某县.*'某市.*--start-marker"):
        propose_boundaries(raw, "a.txt")


def test_a_plan_on_law_comes_before_others() -> None:
    raw = "某县安全生产工作要点2021\n某县安全生产工作方案\n" + PLAN + TITLE + PLAN
    assert [title.text for title in plan_titles(raw)] == [TITLE.strip()]


# --- what is told of a plan ---


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # a report of past work
        (
            "某县2022年法治政府建设情况报告\n一、规范执法\n共办理案件3件。累计培训200人。先后召开会议5次。\n"
            "二、强化监督\n同比下降5%。取得明显成效。\n",
            ["report of past work (5 statements", "by its title"],
        ),
        (TITLE + PLAN.replace("公开信息。", "公开信息。" + "完善制度，" * 600), ["of the text; is it one"]),
        # bodies only behind the plan
        (
            TITLE + PLAN + "附件：任务分工表\n公布清单\n责任单位：县司法局\n",
            ["bodies stand in an annex only"],
        ),
        (TITLE + PLAN + "附件：重点任务分工方案\n", ["bodies stand in an annex only"]),
        (PLAN, ["no title found"]),
        (TITLE + PLAN + "|任务|单位|\n|公布清单|县司法局|\n", ["2 rows of a Markdown table"]),
        (TITLE + PLAN + "强化⾏政监督。\n", ["1 radical such as"]),
        (f"# {TITLE}## 规范执法\n完善程序。\n## 强化监督\n公开。\n", ["2 items have no number"]),
        (f"=cmd()某县法治政府建设实施方案\n{PLAN}", ["begins like a spreadsheet formula"]),
        # nothing to say of an ordinary plan
        (TITLE + PLAN + "责任单位：县司法局\n附件：任务分工表\n某县人民政府\n2023年5月6日\n", []),
    ],
)
def test_doubts(text: str, says: list[str]) -> None:
    told = doubts(parsed(text))
    assert len(told) == len(says)
    assert [part for part, doubt in zip(says, told, strict=True) if part not in doubt] == []


def test_the_five_plans_raise_no_doubt(documents: dict[str, Document]) -> None:
    assert [doubt for document in documents.values() for doubt in doubts(document)] == []


def test_lines_without_a_place_are_named() -> None:
    text = TITLE + PLAN + "附件：任务分工表\n公布清单，县司法局\n某县人民政府\n2023年5月6日\n"
    assert unplaced(parsed(text)) == ["附件：任务分工表", "公布清单，县司法局"]
