"""The notebooks and the reliability report on other projects than this repository.

One plan that nobody coded, and two small ones that two people coded, where most domains hold nothing.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from tests.support.coded import PLANS, coded_project

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.evaluation.reliability_report import reliability_report
from compare.evaluation.topic_results import write_topic_results
from compare.figures import catalogue
from compare.intake.adding import add_plan
from compare.project import Project
from compare.report.notebooks import OF_CODES, OF_INSTRUMENTS, read_notebook, shipped_notebooks

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.compile("Kunqu|Mentougou|Dadukou|Chengde|Biyang|昆区|门头沟|大渡口|承德|泌阳")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("other"))
    add_plan(project, ROOT / "data" / "heldout" / "b_county_longshan_2021.txt", {})
    return _built(project)


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Without scores of the topic model, as where one plan only is coded: a model takes long to fit."""
    project = _built(coded_project(tmp_path_factory.mktemp("coded")))
    write_topic_results(project, [], project.reports)
    return project


def _built(project: Project) -> Project:
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


def test_every_project_gets_the_notebooks_of_the_package() -> None:
    every = shipped_notebooks()
    assert every == sorted((ROOT / "notebooks").glob("*.py"))
    for left_out, less in ((OF_CODES, {"coded": False}), (OF_INSTRUMENTS, {"instruments": False})):
        assert [path.stem for path in every if path not in shipped_notebooks(**less)] == [left_out]


@pytest.mark.parametrize(
    "source", shipped_notebooks(coded=False, instruments=False), ids=lambda source: str(source.stem)
)
def test_notebooks_run_on_a_plan_that_nobody_coded(
    source: Path, other: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _plans_after(source, other, monkeypatch) == ["b-county-longshan-2021"]


@pytest.mark.parametrize("source", shipped_notebooks(instruments=False), ids=lambda source: str(source.stem))
def test_notebooks_run_on_small_plans_that_people_coded(
    source: Path, coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _plans_after(source, coded, monkeypatch) == sorted(PLANS)


def test_instruments_where_there_are_codes_of_them(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = (path for path in shipped_notebooks() if path.stem == OF_INSTRUMENTS)
    names = _names_after(source, built, monkeypatch)
    assert names["agreed"]["n"].tolist() == [978, 978] and names["carried"] == ["chengde-p0013"]


def _plans_after(source: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return sorted(_names_after(source, project, monkeypatch)["tables"]["documents"]["doc_id"])


def _names_after(source: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Runs a notebook. Figures are not drawn, which takes long; what stands behind them is computed."""
    monkeypatch.setenv("FAZHI_PROJECT", str(project.root))
    monkeypatch.setattr(catalogue, "render", lambda chart, tables, *_: chart.data(tables))
    names: dict[str, Any] = {}
    for cell in code(read_notebook(source, project.root)):
        exec(cell, names)
    return names


def test_the_reliability_report_speaks_of_the_projects_own_plans_and_coders(coded: Project) -> None:
    report = reliability_report(coded)
    assert "Linshui" in report
    assert not NAMES.search(report)


@pytest.mark.parametrize("source", shipped_notebooks(), ids=lambda source: str(source.stem))
def test_what_is_said_of_these_plans_is_said_of_no_others(source: Path, other: Project) -> None:
    here, there = (
        [cell.source for cell in read_notebook(source, folder).cells] for folder in (ROOT, other.root)
    )
    left_out = [text for text in here if text not in there]
    assert left_out and len(here) == len(there) + len(left_out)
    assert not [text for text in there if NAMES.search(text)]


def code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
