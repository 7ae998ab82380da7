"""How the sources were read, told in two languages: every sentence there is, and nothing said in one alone."""

import re
from string import Formatter

import pandas as pd
import pytest
from support.clerk import Clerk

from compare.build.building import build_project
from compare.build.left_out import REPORTS
from compare.coding.judged import COLUMNS, FOLDER
from compare.files.csv_rows import write_csv
from compare.project import Project
from compare.text.cleaning import STEPS
from compare.vocab import notes
from compare.vocab.columns import Row
from compare.vocab.reading import read_vocabulary

PLAN = (
    "乙县法治政府建设实施方案\n一、规范执法\n（一）完善程序。公布执法流程图。\n（二）强化监督。开展案卷评查。\n"
    "二、组织保障\n各部门要落实责任。\n"
)
TASKS = "附件\n任务清单\n" + "".join(
    f"{number}．公布清单{number}。（3月底完成，牵头单位：县司法局）\n" for number in range(1, 10)
)
RULES = (
    "甲市法治建设考核办法\n一、考核对象\n各县区。\n二、考核方式\n（一）考核以平时与年终相结合。\n"
    "（二）考核分值由两项相加。\n三、结果运用\n考核结果在全市通报。\n"
)
PERSONS = "附件\n领导小组名单\n1.组长：张三，县长\n2.副组长：李四，副县长\n3.成员：王五，县司法局局长\n"
AGAIN = (
    "附件\n任务分工表\n1.完善程序。公布流程图。责任单位：县司法局\n2.强化监督。开展评查。责任单位：县司法局\n"
)
PAPER = (
    "\ufeff乙县政府公报 1\n目　录\n一、规范执法\n二、组织保障\n一、规范执法………… 1\n---\n## 一、规范执法\n"
    "乙县政府公报 2\n（一）**完善程序。**公布— 2 —流程图。\n> 依法行政，深化改革發(fā)展。\n"
    "[bookmark: _GoBack]（二）统一规则 and 标准。\n| 任务 | 单位 |\n|---|---|\n乙县政府公报 3\n二、组织保障\n落实责任。\n"
)
JUMPS = (
    "丙县法治政府建设规划\n第一章 规范执法\n第一节 程序\n第一条 公布流程。\n第四条 公开清单。\n第三节 案卷\n"
    "第九条 开展评查。\n第五章 强化监督\n1.公开结果。\n9.办好第37届论坛的服务。\n10.公布名单。（统筹安排、压茬推进）\n"
)
SEVERAL = (
    "法治政府建设方案范文大全\n第一篇：甲\n一、规范执法\n公开清单。\n第二篇：乙\n一、强化监督\n开展评查。\n"
    "第三篇：丙\n一、组织保障\n落实责任。\n"
)
PLANS: dict[str, tuple[str, dict[str, str]]] = {
    "plain": (PLAN, {}),
    "around": (f"前言若干。\n{PLAN}后记若干。\n", {"start_marker": "乙县法治", "end_marker": "后记若干"}),
    "paper": (PAPER, {}),
    "tasks": (PLAN + TASKS, {}),
    "rules": (RULES + TASKS, {}),
    "persons": (PLAN + PERSONS, {}),
    "form": (PLAN + "附件\n填表说明\n姓名、单位请如实填写。\n", {}),
    "named": (PLAN + "附件1：统计表\n附件2：审批表\n", {}),
    "chosen": (PLAN + TASKS, {"parts": "both"}),
    "again": (PLAN + AGAIN, {}),
    "jumps": (JUMPS, {}),
    "several": (SEVERAL, {}),
}
"""Plans by doc_id: text and what sources.csv says; one for everything that is said of how a source was read."""
NAMES = re.compile(
    rf"\b(?:(?:{'|'.join(PLANS)})(?:\.txt|-p\d+)?|sources\.csv|start_marker|end_marker|parts|body|annexes|both"
    r"|fazhi coding export --finds|zhang|Markdown)(?![\w.])",
    re.ASCII,
)
"""What is called the same in every language: plans, files, columns and their values, commands, a coder."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """All these plans, and a judgement of a sentence that is another now."""
    project = Project(tmp_path_factory.mktemp("read"))
    project.raw.mkdir(parents=True)
    columns = ("doc_id", "file", "start_marker", "end_marker", "parts")
    rows = []
    for name, (text, given) in PLANS.items():
        rows.append([name, f"{name}.txt", *(given.get(column, "") for column in columns[2:])])
        (project.raw / f"{name}.txt").write_text(text, encoding="utf-8")
    write_csv(project.raw / "sources.csv", columns, rows)
    judged = project.coding / FOLDER / "zhang"
    judged.mkdir(parents=True)
    (project.coding / "coders.csv").write_text("coder,kind,rank\nzhang,person,1\n", encoding="utf-8")
    row = {"doc_id": "plain", "start": "0", "end": "9", "text": "原有的句子。", "verdict": "complete"}
    write_csv(judged / "plain.csv", COLUMNS, [[row.get(column, "") for column in COLUMNS]])
    return project


class Asked(dict[str, Row]):
    """Sentences by key, and which of them were said."""

    def __init__(self) -> None:
        super().__init__((row["key"], row) for row in read_vocabulary("source_notes"))
        self.said: set[str] = set()

    def __getitem__(self, key: str) -> Row:
        self.said.add(key)
        return super().__getitem__(key)


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked()


@pytest.fixture(scope="module")
def reports(project: Project, asked: Asked, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report in each language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notes, "_sentences", lambda: asked)
        assert not build_project(project, clerk(tmp_path_factory), "0", workers=1).faults
    return read(project)


def clerk(folders: pytest.TempPathFactory) -> Clerk:
    return Clerk(folders.mktemp("diary"))


def read(project: Project) -> dict[str, str]:
    return {
        language: (project.reports / name).read_text(encoding="utf-8") for language, name in REPORTS.items()
    }


def test_all_that_can_be_said_is_said(reports: dict[str, str], asked: Asked) -> None:
    assert reports and set(asked) - asked.said == set()


def own_words(line: str) -> list[str]:
    """A line's words without names, and without what is quoted from a plan."""
    return re.split("“[^”]*”", NAMES.sub("", line.replace("\\", "")))


def test_the_chinese_report_holds_no_english(reports: dict[str, str]) -> None:
    for line in reports["zh"].splitlines():
        for words in own_words(line):
            assert not re.search("[A-Za-z]", words), line
            assert not re.search(r"[\u4e00-\u9fff] ?[,;:?!()]|[,;:?!()] ?[\u4e00-\u9fff]", words), line


def test_both_say_the_same_line_by_line(reports: dict[str, str]) -> None:
    english, chinese = (reports[language].splitlines() for language in ("en", "zh"))
    assert len(english) == len(chinese) > 10 * len(PLANS)
    for line, other in zip(english, chinese, strict=True):
        assert marks_and_numbers(line) == marks_and_numbers(other), other


def marks_and_numbers(line: str) -> list[str]:
    """What a line opens with in Markdown, and its numbers."""
    return [*re.findall(r"^(?:#+|-|\|)", line), *sorted(re.findall(r"\d[\d,]*", line))]


def test_both_sentences_of_a_row_are_filled_alike() -> None:
    for row in read_vocabulary("source_notes"):
        names = [{name for _, name, _, _ in Formatter().parse(row[language]) if name} for language in REPORTS]
        assert names[0] == names[1], row["key"]


# Programs read it: it is in English, and what was cut out is called as the step of cleaning that did it.
def test_the_table_of_what_was_left_out_is_in_english(project: Project, reports: dict[str, str]) -> None:
    rows = pd.read_csv(project.processed / "left_out.csv", dtype=str)
    around = {"text before the plan", "text after the plan"}
    assert reports and set(rows["what"]) == {step for step, _ in STEPS} | around
    assert set(rows["why"]) == {
        "added by printing, scanning or conversion",
        "before the start marker 乙县法治",
        "after the end marker 后记若干",
    }


def test_kept_rows_give_the_same_reports(
    project: Project, reports: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = clerk(tmp_path_factory)
    for path in [project.cache / "last_build.json", *(project.reports / name for name in REPORTS.values())]:
        path.unlink()
    assert not build_project(project, again, "0", workers=1).faults
    assert again.coded() == [] and read(project) == reports
