"""Plans and a coder for tests of many plans, apart from them: every worker process imports this."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from compare.coding.given import Codes
from compare.extract.finds import Finds
from compare.project import Project
from compare.text.document import Document

PLAN = (
    "某县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。行政执法人员每人每年接受不少于{hours}学时的培训。2022年底前公布流程图。\n"
    "责任单位：县司法局、各乡镇\n（二）强化监督。不得下达罚没指标，违反规定的依法追究责任。\n"
)


@dataclass(frozen=True)
class Clerk:
    """A coder that needs no model, writes down whom it coded, and can be slow, tired or deadly.

    Tired, it stops the build as Ctrl-C does; deadly, it takes its process with it.
    """

    diary: Path
    pause: float = 0.0
    tired_at: str = ""
    deadly: bool = False

    def __call__(self, document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        if self.deadly:
            os._exit(7)
        if document.doc_id == self.tired_at:
            raise KeyboardInterrupt
        (self.diary / document.doc_id).touch()
        time.sleep(self.pause)
        return {
            p.provision_id: Codes(p.structure or "E2", "", 2, 0, 0, "clerk", "model", "rules", 0.5)
            for p in document.provisions
        }

    def coded(self) -> list[str]:
        """Whom it coded since it was last asked."""
        pages = sorted(self.diary.iterdir())
        for page in pages:
            page.unlink()
        return [page.name for page in pages]


def make_project(folder: Path, count: int) -> Project:
    project = Project(folder)
    project.raw.mkdir(parents=True)
    ids = [f"plan{number:02}" for number in range(count)]
    (project.raw / "sources.csv").write_text(
        "doc_id,file\n" + "".join(f"{name},{name}.txt\n" for name in ids), encoding="utf-8"
    )
    for number, name in enumerate(ids):
        (project.raw / f"{name}.txt").write_text(PLAN.format(hours=40 + number), encoding="utf-8")
    return project
