"""A small project to explore: two plans, an outline as template, and words that a page could take for markup."""

from collections.abc import Callable
from pathlib import Path

from compare.build.building import build_project
from compare.coding.given import Codes
from compare.extract.finds import Finds
from compare.project import Project
from compare.report.explorer import write_explorer
from compare.tables.reading import read_tables
from compare.text.document import Document

HOSTILE = (
    "推行<script>alert(1)</script>公示制度和<img src=x onerror=alert(2)>清单。",
    "公开javascript:alert(3)办事指南和</script><b>权责</b>清单。",
)
RIVER = (
    "清河县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训。"
    "2022年底前公布执法流程图。不得下达罚没指标，违反规定的依法追究责任。\n责任单位：县司法局、各乡镇\n"
    f"（二）推进政务公开。{HOSTILE[0]}{HOSTILE[1]}\n"
)
HILL = (
    "石岭县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。行政执法人员每人每年接受不少于40学时的业务知识和法律法规培训。"
    "2023年底前公布执法流程图。\n（二）强化监督。每半年向社会公开监督结果。𠮷祥路执法站2024年底前建成。\n"
)
OUTLINE = (
    "法治建设示范纲要\n一、总体要求\n全面推进依法行政。\n二、主要任务\n（一）规范行政执法。"
    "行政执法人员每人每年接受不少于60学时的业务知识和法律法规培训。\n（二）强化监督。依法接受监督。\n"
)
_HEADER = "doc_id,file,jurisdiction_zh,jurisdiction_en,level,period_start,period_end,role\n"
_ROWS = {
    "river": (RIVER, "river,river.txt,清河县,River County,county,2021,2025,\n"),
    "hill": (HILL, "hill,hill.txt,石岭县,Hill County,county,2021,2025,\n"),
    "outline": (OUTLINE, "outline,outline.txt,示范纲要,Model outline,national,,,template\n"),
}


class Scripted:
    """A coder that needs no model: enforcement, openness or supervision by a word of the sentence."""

    def __call__(self, document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        return {
            provision.provision_id: Codes(
                provision.structure or _topic(provision.text),
                "",
                3 if "不得" in provision.text else 2,
                int("追究" in provision.text),
                int("监督" in provision.text),
                "scripted",
                "model",
                "rules",
                0.5,
            )
            for provision in document.provisions
        }


def _topic(text: str) -> str:
    return "E7" if "培训" in text else "G3" if "公" in text else "F1"


def explored(folder: Path, names: tuple[str, ...] = tuple(_ROWS)) -> Project:
    """Build the plans called `names` into a project, and write its page."""
    project = begun(folder, names)
    build_project(project, Scripted(), "test", workers=1, quiet=True)
    write_explorer(project, read_tables(project.processed))
    return project


def begun(folder: Path, names: tuple[str, ...], change: Callable[[str], str] = str) -> Project:
    """A project with the raw plans called `names`."""
    project = Project(folder)
    project.raw.mkdir(parents=True)
    (project.raw / "sources.csv").write_text(
        _HEADER + "".join(_ROWS[name][1] for name in names), encoding="utf-8"
    )
    for name in names:
        (project.raw / f"{name}.txt").write_text(change(_ROWS[name][0]), encoding="utf-8")
    return project
