"""The notebooks on another project than this repository: one plan that nobody coded."""

import re
from pathlib import Path

import pytest
from nbformat import NotebookNode

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.figures import catalogue
from compare.intake.adding import add_plan
from compare.project import Project
from compare.report.notebooks import OF_CODES, read_notebook, shipped_notebooks

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.compile("Kunqu|Mentougou|Dadukou|Chengde|Biyang|昆区|门头沟|大渡口|承德|泌阳")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("other"))
    add_plan(project, ROOT / "data" / "heldout" / "b_county_longshan_2021.txt", {})
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


def test_every_project_gets_the_notebooks_of_the_package() -> None:
    every, without_codes = shipped_notebooks(), shipped_notebooks(coded=False)
    assert every == sorted((ROOT / "notebooks").glob("*.py"))
    assert [path.stem for path in every if path not in without_codes] == [OF_CODES]


@pytest.mark.parametrize("source", shipped_notebooks(coded=False), ids=lambda source: str(source.stem))
def test_notebooks_run_on_other_plans(source: Path, other: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are not drawn, which takes long; what stands behind them is computed."""
    monkeypatch.setenv("FAZHI_PROJECT", str(other.root))
    monkeypatch.setattr(catalogue, "render", lambda chart, tables, *_: chart.data(tables))
    names: dict[str, object] = {}
    for cell in code(read_notebook(source, other.root)):
        exec(cell, names)
    assert names["tables"]["documents"]["doc_id"].tolist() == ["b-county-longshan-2021"]  # type: ignore[index]


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
