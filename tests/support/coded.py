"""A project that two people have coded: two plans, every statement, and some they disagree on."""

import csv
from pathlib import Path

from compare.coding.given import COLUMNS
from compare.project import Project
from compare.text.document import Document, read_document
from compare.text.sources import plan_sources

PLANS = {
    "linshui": (
        "临水县法治政府建设实施方案（2021—2025年）\n一、总体要求\n到2025年，依法行政水平明显提升。\n二、主要任务\n"
        "（一）规范行政执法。执法人员每人每年接受不少于60学时的“岗位”培训。2022年底前公布执法流程图。"
        "不得下达罚没指标，违反规定的依法追究责任。\n责任单位：县司法局、各乡镇\n"
        "（二）公开权责清单。及时调整并公布权责清单。鼓励镇街探索综合执法。\n"
        "（三）强化监督。每年向县委报告法治政府建设情况。行政机关负责人出庭应诉率达到95%以上。\n责任单位：县政府办公室\n"
    ),
    "gaoshan": (
        "高山县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
        "（一）优化审批服务。一年内把办理时限压缩至3个工作日。推行告知承诺制。\n"
        "（二）完善决策程序。重大决策必须经过合法性审查。探索建立第三方评估制度。\n责任单位：县发展改革局\n"
    ),
}
CODERS = ("zhang", "li")
_ZHANG = {"总体": ("N1", 0), "任务": ("N0", 0), "方案": ("N0", 0), "培训": ("E8", 3), "流程图": ("E3", 2), "罚没": ("E6", 3),
          "清单": ("A2", 2), "鼓励": ("E1", 1), "报告": ("L2", 2), "应诉": ("I3", 2), "时限": ("A3", 2), "承诺": ("A3", 2),
          "合法性": ("C3", 3), "评估": ("C2", 1), "单位": ("N2", 0)}  # fmt: skip
_LI = {"鼓励": ("A1", 1), "流程图": ("E2", 2), "罚没": ("E6", 2), "评估": ("C3", 1)}
"""What each statement is coded, by a word in it; li differs from zhang on four."""


def codes_by(coder: str, text: str) -> tuple[str, int]:
    """The topic and level of obligation that a coder gives to a statement."""
    words = {**_ZHANG, **_LI} if coder == "li" else _ZHANG
    return next((given for word, given in words.items() if word in text), ("N0", 0))


def coded_project(folder: Path, coders: tuple[str, ...] = CODERS) -> Project:
    """Such a project in `folder`; zhang's codes feed the tables, and the second coder's do not."""
    project = Project(folder)
    project.raw.mkdir(parents=True)
    rows = "".join(f"{name},{name}.txt\n" for name in PLANS)
    (project.raw / "sources.csv").write_text(f"doc_id,file\n{rows}", encoding="utf-8")
    for name, text in PLANS.items():
        (project.raw / f"{name}.txt").write_text(text, encoding="utf-8")
    for coder in coders:
        (project.coding / coder).mkdir(parents=True)
        for document in documents_of(project).values():
            write_codes(project, document, coder)
    register = "".join(f"{coder},person,{int(coder == 'zhang') or ''},a person\n" for coder in coders)
    if coders:
        (project.coding / "coders.csv").write_text(
            f"coder,kind,rank,description\n{register}", encoding="utf-8"
        )
    return project


def documents_of(project: Project) -> dict[str, Document]:
    return {source.doc_id: read_document(source, project.raw) for source in plan_sources(project.raw)}


def write_codes(project: Project, document: Document, coder: str) -> None:
    """The file of a coder's codes of one plan."""
    with (project.coding / coder / f"{document.doc_id}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for p in document.provisions:
            topic, level = (
                (p.structure or "N2", 0) if p.is_heading or p.structure else codes_by(coder, p.text)
            )
            checks = (int("追究" in p.text), int("报告" in p.text)) if level else (0, 0)
            writer.writerow([p.doc_id, p.start, p.end, topic, "", level, *checks, p.text, ""])
