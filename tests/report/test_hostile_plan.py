"""A plan full of markup goes through everything that writes, and nothing of it runs anywhere."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pytest
from tests.support.explored import Scripted
from tests.support.shared import drawing, few_times_drawn

from compare.build.building import build_project
from compare.export.cells import MOST_COLUMNS
from compare.export.figures import Look, export_figure
from compare.export.request import concordance_files, evidence_files, export
from compare.figures.catalogue import CHARTS, Group
from compare.files.markdown import as_markdown
from compare.project import Project
from compare.report.explorer import write_explorer
from compare.report.page import write_report
from compare.tables.reading import read_tables

sync_api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright (extra dev)")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

SCRIPT = "<script>window.ran=1;alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
LINK = "[办法](javascript:alert(3))"
CLOSE = "</script></title></style></svg>" + SCRIPT
TEX = r"\input{secret}$x^2$\end{document}"
SIGNS = f"{{{{7*7}}}}|`a`|{TEX}"
PLACE = f"=清河县{IMAGE}"


def plan(number: int) -> str:
    return (
        f"清河县{SCRIPT}法治政府建设实施方案（2021—2025年）\n一、总体要求{IMAGE}\n全面推进依法行政{LINK}。\n"
        f"二、主要任务{SIGNS}\n（一）规范{IMAGE}行政执法。行政执法人员每人每年接受不少于{40 + number}学时的{LINK}"
        f"业务知识培训{CLOSE}。2022年底前公布执法{SCRIPT}流程图。\n责任单位：县司法局{IMAGE}、{LINK}各乡镇、"
        f'法治{SIGNS}办\n（二）推进政务公开{CLOSE}。=HYPERLINK("http://a.example")公开{TEX}办事指南。'
        f"违反《{SCRIPT}条例》规定的依法追究责任{SIGNS}。@公示率达到9{number}%。\n"
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two such plans, built, explored, reported and exported."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    project.raw.mkdir(parents=True)
    title = f"{SCRIPT}{LINK}{SIGNS}".replace('"', "")
    rows = [
        f'{name},{name}.txt,"{PLACE}","{CLOSE}{name}",county,"{title}",2021,2025\n' for name in ("one", "two")
    ]
    head = "doc_id,file,jurisdiction_zh,jurisdiction_en,level,title,period_start,period_end\n"
    (project.raw / "sources.csv").write_text(head + "".join(rows), encoding="utf-8")
    for number, name in enumerate(("one", "two")):
        (project.raw / f"{name}.txt").write_text(plan(number), encoding="utf-8")
    assert not build_project(project, Scripted(), "test", workers=1).faults
    tables = read_tables(project.processed)
    text = tables["provisions"]["text"].str.cat()
    assert all(words in text for words in (SCRIPT, IMAGE, LINK, CLOSE, TEX))
    notebooks = project.root / "executed"
    notebooks.mkdir()
    nbformat.write(_notebook(text), notebooks / "01_hostile.ipynb")  # type: ignore[no-untyped-call]
    names = ("corpus_overview", "timeline", "reuse_matrix", "coverage_domain")
    charts = tuple(CHARTS[name] for name in names if name in CHARTS)
    with pytest.MonkeyPatch.context() as patch:
        drawing(patch, few_times_drawn)  # how steady an interval is is not the question here
        assert not write_report(project, tables, [Group("corpus", charts)], notebooks=notebooks)
    write_explorer(project, tables)
    out = project.root / "out"
    concordance_files("E7", tables, out)
    evidence_files("coverage_domain", tables, out)
    for name in ("documents", "provisions", "bodies", "citations"):
        export(name, tables, out, ["xlsx", "dta", "sav", "parquet"])
        export(name, tables, out, ["tex", "docx"], columns=list(tables[name])[:MOST_COLUMNS])
    for chart in charts:
        export_figure(chart, tables, out, ["svg"], look=Look(svg_text=True))
    return project.root


def _notebook(text: str) -> nbformat.NotebookNode:
    """Cells that quote a plan, one of which forgets to say so."""
    output = nbformat.v4.new_output("display_data", {"text/markdown": f"> {text}"})  # type: ignore[no-untyped-call]
    cells = [
        nbformat.v4.new_markdown_cell(f"# {text}\n\n{as_markdown(text)}"),  # type: ignore[no-untyped-call]
        nbformat.v4.new_code_cell("1", outputs=[output]),  # type: ignore[no-untyped-call]
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    return nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-sync"],
        )
        yield browser.new_page()
        browser.close()


def test_a_browser_finds_nothing_that_runs(hostile: Path, tab: Any) -> None:
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda line: line.type == "error" and troubles.append(line.text))
    tab.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    root = hostile.as_uri()
    tab.on("request", lambda asked: asked.url.startswith((root, "data:")) or troubles.append(asked.url))
    pages = sorted([*hostile.rglob("*.html"), *hostile.rglob("*.svg")])
    names = {path.name for path in pages}
    assert {
        "index.html",
        "explore.html",
        "sources.html",
        "01_hostile.html",
        "concordance_E7_zh.html",
    } <= names
    for page in pages:
        views = ("#/matrix", "#/read?doc=one", "#/search", "#/time") if page.name == "explore.html" else ("",)
        for view in views:
            tab.goto(page.as_uri() + view)
            assert tab.evaluate("window.ran") is None, page.name
            live = "document.querySelectorAll('[onerror], [href^=\"javascript:\" i], iframe, object, embed').length"
            assert tab.evaluate(live) == 0, page.name
            assert not troubles, (page.name, troubles)


def test_every_page_says_what_may_run(hostile: Path) -> None:
    for page in hostile.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert (
            text.count('http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;')
            + text.count('http-equiv="Content-Security-Policy" content="default-src \'none\'')
            == 1
        ), page.name
        assert "script-src 'unsafe-inline'" not in text and "script-src *" not in text


def test_words_are_shown_as_they_stand(hostile: Path, tab: Any) -> None:
    tab.goto((hostile / "out" / "concordance_E7_zh.html").as_uri())
    assert LINK in tab.inner_text("body") and "</script></title>" in tab.inner_text("body")
    tab.goto((hostile / "reports" / "reading" / "sources.html").as_uri())
    assert f"{SCRIPT}{LINK}{SIGNS}" in tab.inner_text("main")


def test_no_cell_is_a_formula_and_no_document_leads_elsewhere(hostile: Path) -> None:
    for path in sorted((hostile / "out").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), path.name
    for path in sorted([*(hostile / "out").glob("*.docx"), *(hostile / "out").glob("*.xlsx")]):
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if name.endswith((".rels", ".bin"))]
            assert not [name for name in names if b'TargetMode="External"' in parts.read(name)]
            assert not [name for name in parts.namelist() if "vba" in name.lower() or "macro" in name.lower()]


def test_no_command_of_a_plan_stands_in_latex(hostile: Path) -> None:
    files = sorted((hostile / "out").glob("*.tex"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\\(input|include|write|openin|immediate|catcode|csname)\b", text), path.name
        assert (
            text.count(r"\end{document}") == 0 and "\\$x\\textasciicircum" in text
        ) or "secret" not in text
