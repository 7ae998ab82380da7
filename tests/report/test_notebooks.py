"""The notebooks and the reliability report on other projects than this repository.

One plan that nobody coded, and two small ones that two people coded, where most domains hold nothing.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from support.coded import PLANS, coded_project
from support.pages import page_of

import compare
from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.evaluation.reliability_report import reliability_report
from compare.evaluation.topic_results import write_topic_results
from compare.export import bilingual
from compare.figures import catalogue
from compare.project import Project
from compare.report.notebooks import OF_CODES, OF_INSTRUMENTS, read_notebook, shipped_notebooks

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
SIGNS = ("F1", "z")
"""Heads of columns that are the same in both languages."""
NAMES = re.compile("Kunqu|Mentougou|Dadukou|Chengde|Biyang|昆区|门头沟|大渡口|承德|泌阳")


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Without scores of the topic model, as where one plan only is coded: a model takes long to fit."""
    project = coded_project(tmp_path_factory.mktemp("coded"))
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    write_topic_results(project, [], project.reports)
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
    source: Path, uncoded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _plans_after(source, uncoded, monkeypatch) == ["b-county-longshan-2021"]


@pytest.mark.parametrize("source", shipped_notebooks(instruments=False), ids=lambda source: str(source.stem))
def test_notebooks_run_on_small_plans_that_people_coded(
    source: Path, coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _plans_after(source, coded, monkeypatch) == sorted(PLANS)


# A plan that nobody coded, beside one that somebody did: nothing is said of it, and nothing fails.
@pytest.mark.parametrize(
    "source", shipped_notebooks(coded=False, instruments=False), ids=lambda source: str(source.stem)
)
def test_notebooks_run_where_one_plan_is_not_coded(
    source: Path, coded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = compare.read_tables(coded.root)
    rows = tables["provisions"]
    bare = rows["doc_id"] == sorted(PLANS)[0]
    rows = rows.assign(topic=rows["topic"].mask(bare, ""), domain=rows["domain"].mask(bare, ""))
    monkeypatch.setattr(compare, "read_tables", lambda *_: tables | {"provisions": rows})
    assert _plans_after(source, coded, monkeypatch) == sorted(PLANS)


def test_instruments_where_there_are_codes_of_them(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (source,) = (path for path in shipped_notebooks() if path.stem == OF_INSTRUMENTS)
    names = _names_after(source, built, monkeypatch)
    assert names["agreed"]["n"].tolist() == [978, 978] and names["carried"] == ["chengde-p0013"]


def _plans_after(source: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return sorted(_names_after(source, project, monkeypatch)["tables"]["documents"]["doc_id"])


def _names_after(source: Path, project: Project, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Runs a notebook. Figures are not drawn, which takes long; what stands behind them is computed.

    What it says has the same numbers in both languages.
    """
    said: list[bilingual.Bilingual] = []

    def heard(words: bilingual.Bilingual) -> bilingual.Bilingual:
        said.append(words)
        return words

    say, table = bilingual.say, bilingual.table
    monkeypatch.setenv("FAZHI_PROJECT", str(project.root))
    monkeypatch.setattr(catalogue, "render", lambda chart, tables, *_: chart.data(tables))
    monkeypatch.setattr(bilingual, "say", lambda *args, **words: heard(say(*args, **words)))
    monkeypatch.setattr(bilingual, "table", lambda *args, **words: heard(table(*args, **words)))
    names: dict[str, Any] = {}
    for cell in code(read_notebook(source, project.root)):
        exec(cell, names)
    assert said
    for words in said:
        english, chinese = (sorted(_NUMBER.findall(words.texts[language])) for language in ("en", "zh"))
        assert chinese == english, words.texts
        heads = [re.findall("<th[^>]*>(.*?)</th>", words.texts[language]) for language in ("en", "zh")]
        assert not [one for one, other in zip(*heads, strict=True) if one == other and one not in SIGNS]
    return names


def test_the_reliability_report_speaks_of_the_projects_own_plans_and_coders(coded: Project) -> None:
    report = reliability_report(coded)
    assert "Linshui" in report
    assert not NAMES.search(report)


@pytest.mark.parametrize("source", shipped_notebooks(), ids=lambda source: str(source.stem))
def test_what_is_said_of_these_plans_is_said_of_no_others(source: Path, uncoded: Project) -> None:
    here, there = (
        [cell.source for cell in read_notebook(source, folder).cells] for folder in (ROOT, uncoded.root)
    )
    left_out = [text for text in here if text not in there]
    assert left_out and len(here) == len(there) + len(left_out)
    assert not [text for text in there if NAMES.search(text)]


EVERY = pytest.mark.parametrize("source", shipped_notebooks(), ids=lambda source: str(source.stem))


@EVERY
def test_every_text_is_there_in_both_languages(source: Path) -> None:
    """English, then Chinese: as many cells, of the same headings, lists, code and numbers, and not a summary."""
    for english, chinese in _texts(read_notebook(source, ROOT)):
        assert page_of(chinese).shape() == page_of(english).shape(), english
        letters, characters = (
            len(re.findall("[A-Za-z]", english)),
            len(re.findall("[\u4e00-\u9fff]", chinese)),
        )
        assert characters > 0.15 * letters, chinese


def _texts(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    texts = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    assert len(texts) % 2 == 0
    for english, chinese in zip(texts[::2], texts[1::2], strict=True):
        both = [cell.metadata["tags"] for cell in (english, chinese)]
        assert [tags[-1] for tags in both] == ["en", "zh"] and both[0][:-1] == both[1][:-1], english.source
        yield english.source, chinese.source


@EVERY
def test_what_a_cell_shows_is_in_the_language_asked_for(source: Path) -> None:
    """A cell ends in a figure, a table or a sentence, each told the language; or it shows nothing."""
    for cell in code(read_notebook(source, ROOT)):
        tree = ast.parse(cell)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in (call for call in calls if _name(call) in ("figure", "say", "table")):
            assert "language" in [getattr(value, "id", "") for value in call.args], ast.unparse(call)
        last = tree.body[-1]
        for value in _values(last):
            assert _name(value) in ("say", "table", "display"), ast.unparse(last)
        assert sum(_name(call) == "figure" for call in calls) <= 1  # so that a page knows whose picture it is


def _values(last: ast.stmt) -> list[ast.expr]:
    """What a cell may show: the last expression, or either branch of it."""
    value = last.value if isinstance(last, ast.Expr) else None
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value] if value else []


def _name(node: ast.AST) -> str:
    return str(getattr(getattr(node, "func", None), "id", ""))


def code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
