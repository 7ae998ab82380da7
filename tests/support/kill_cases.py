"""A project of one small plan in which each command has something old to replace."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from tests.support.explored import HILL, begun
from tests.support.kills import Work

from compare.cli.parser import main
from compare.coding.topic_model.reference import topic_model
from compare.figures.catalogue import CHARTS, Group
from compare.indices import findings
from compare.indices.stage import index_tables
from compare.report import index_stage, making, page
from compare.tables.schema import Tables

COMMANDS = ("build", "report", "export", "coding import", "add")


def quick_report(change: Callable[[object, str, object], None] = setattr) -> None:
    """Let reports of this process have no notebooks, one figure, one finding and two index tables.

    Every kind of file is written and put in place as in a whole report; so much less is computed.
    """
    change(making, "GROUPS", [Group("corpus", (CHARTS["corpus_overview"],))])
    change(making, "shipped_notebooks", lambda *_: [])
    change(findings, "QUESTIONS", dict(list(findings.QUESTIONS.items())[:1]))
    for module in (index_stage, page):
        change(module, "index_tables", _few_tables)


def _few_tables(tables: Tables) -> Mapping[str, pd.DataFrame]:
    return {name: index_tables(tables)[name] for name in ("corpus_counts", "coverage_domains")}


def prepared(folder: Path) -> dict[str, tuple[Work, Path]]:
    """Every command with the project before it; the files that they are given lie in `folder`."""
    topic_model()  # fitted once, and inherited by every run
    root = begun(folder / "project", ("river",)).root
    plan, other, sheet = root / "data" / "raw" / "river.txt", folder / "hill.txt", folder / "river_coding.csv"
    other.write_text(HILL, encoding="utf-8")
    given = {
        "build": ["build", "--quiet"],
        "report": ["report"],
        "export": [
            "export",
            "times",
            "--format",
            "csv",
            "xlsx",
            "docx",
            "--columns",
            "doc_id",
            "text",
            "kind",
            "--out",
            "{root}/out",
        ],
        "coding import": ["coding", "import", str(sheet), "--coder", "anna"],
        "add": ["add", str(other), "--doc-id", "hill"],
    }
    work = {name: _work(arguments) for name, arguments in given.items()}
    before = {}
    _do(work["build"], root)
    _do(_work(["coding", "export", "river", "--out", str(folder)]), root)
    for name in ("coding import", "report", "export"):
        _do(work[name], root)
    plan.write_text(plan.read_text(encoding="utf-8").replace("60学时", "40学时"), encoding="utf-8")
    for name in ("build", "add"):
        before[name] = _copy(root, folder / f"before {name}")
    sheet.unlink()
    sheet.with_suffix(".xlsx").unlink()
    _do(_work(["coding", "export", "river", "--out", str(folder)]), root)
    before["coding import"] = _copy(root, folder / "before import")
    _do(work["build"], root)
    for name in ("report", "export"):
        before[name] = _copy(root, folder / f"before {name}")
    return {name: (work[name], before[name]) for name in COMMANDS}


def _work(arguments: list[str]) -> Work:
    return lambda root: main([*(part.format(root=root) for part in arguments), "--project", str(root)])


def _do(work: Work, root: Path) -> None:
    code = work(root)
    assert code == 0, code


def _copy(root: Path, to: Path) -> Path:
    return Path(shutil.copytree(root, to))
