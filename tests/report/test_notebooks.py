"""The notebooks on another project than this repository: one plan that nobody coded."""

import re
from pathlib import Path

import pytest
from nbformat import NotebookNode

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.figures import charts
from compare.intake.adding import add_plan
from compare.project import Project
from compare.report import making
from compare.report.notebooks import OF_CODES, notebooks_of, read_notebook

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.compile("Kunqu|Mentougou|Dadukou|Chengde|Biyang|昆区|门头沟|大渡口|承德|泌阳")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("other"))
    add_plan(project, ROOT / "data" / "heldout" / "b_county_longshan_2021.txt", {})
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


def test_a_project_without_notebooks_gets_those_of_the_package(other: Project) -> None:
    every, without_codes = notebooks_of(other), notebooks_of(other, coded=False)
    assert every == notebooks_of(Project(ROOT)) == sorted((ROOT / "notebooks").glob("*.py"))
    assert [path.stem for path in every if path not in without_codes] == [OF_CODES]


@pytest.mark.parametrize(
    "source", notebooks_of(Project(ROOT), coded=False), ids=lambda source: str(source.stem)
)
def test_notebooks_run_on_other_plans(source: Path, other: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are not drawn, which takes long; what stands behind them is computed."""
    monkeypatch.chdir(other.root)
    monkeypatch.setattr(charts, "render", lambda chart, tables, **_: chart.data(tables))
    names: dict[str, object] = {}
    for cell in code(read_notebook(source, other.root)):
        exec(cell, names)
    assert names["tables"]["documents"]["doc_id"].tolist() == ["b-county-longshan-2021"]  # type: ignore[index]


@pytest.mark.parametrize("source", notebooks_of(Project(ROOT)), ids=lambda source: str(source.stem))
def test_what_is_said_of_these_plans_is_said_of_no_others(source: Path, other: Project) -> None:
    here, there = (
        [cell.source for cell in read_notebook(source, folder).cells] for folder in (ROOT, other.root)
    )
    left_out = [text for text in here if text not in there]
    assert left_out and len(here) == len(there) + len(left_out)
    assert not [text for text in there if NAMES.search(text)]


def test_a_users_own_notebook_stays(other: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = other.root / "notebooks" / "mine.ipynb"
    mine.parent.mkdir()
    mine.write_text("{}", encoding="utf-8")
    executed: list[Path] = []
    monkeypatch.setattr(making, "run_notebooks", lambda sources, *_: executed.extend(sources))
    making.execute_notebooks(other, lambda _: None, coded=False)
    assert mine.is_file() and executed == notebooks_of(other, coded=False)


def code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
