"""What `fazhi report` puts into reports/: figures/ (SVG), tables/ (CSV), evidence/ (XLSX), notebooks/ (HTML), and the pages.

All of it is replaced at once, and only when everything is made.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from compare.errors import unexpected
from compare.export.evidence import report_evidence
from compare.export.figures import Look, computed_once, write_pictures
from compare.export.tables import (
    LANGUAGES,
    chart_table,
    index_export,
    printed_grid,
    project_table,
    write_table_files,
)
from compare.figures.catalogue import GROUPS, Group
from compare.figures.charts import Chart, chart_caption
from compare.files.placing import write_parts
from compare.indices.stage import index_tables
from compare.project import Project
from compare.report.findings import write_findings_table
from compare.report.notebook_pages import NotebookPage, write_notebook_pages
from compare.report.notebooks import is_repository
from compare.report.pages import write_pages
from compare.report.questions import Section, Shown
from compare.report.site import both
from compare.tables.schema import SCHEMAS, SCHEME_TABLE, Tables

SMALL = 60
"""Tables with at most this many rows are shown on the page."""
OWN = "own"
"""The folder for outputs of notebooks that the project brings."""
_FOLDERS = ("figures", "tables", "evidence", "notebooks")
_INCH = 96


def write_report(
    project: Project,
    tables: Tables,
    groups: Sequence[Group] = GROUPS,
    highlight: Sequence[str] = (),
    notebooks: Path | None = None,
) -> list[str]:
    """Write the page and everything it leads to; what could not be made, in a sentence each.

    `highlight` names plans (doc_ids) in the figures of many plans; `notebooks` is the folder with
    the executed notebooks.
    """
    faults: list[str] = []
    with project.published(project.reports, "report") as home:
        folders = {name: home / name for name in _FOLDERS}
        for folder in folders.values():
            folder.mkdir()
        for name in (*SCHEMAS, *sorted(name for name in tables if name.startswith(SCHEME_TABLE))):
            write_table_files(project_table(name, tables), tables, folders["tables"], ("csv",), LANGUAGES)
        faults += _write_indices(tables, folders["tables"])
        write_findings_table(tables, folders["tables"])
        sections = [_section(group, tables, folders, Look(tuple(highlight)), faults) for group in groups]
        links = _notebook_pages(project, notebooks, folders["notebooks"]) if notebooks else []
        write_pages(project, tables, sections, links, home)
    return faults


def _write_indices(tables: Tables, folder: Path) -> list[str]:
    """Write every index table; which could not be computed, in a sentence each."""
    faults = []
    for name in index_tables(tables):
        try:
            write_table_files(index_export(name, tables), tables, folder, ("csv",), LANGUAGES)
        except Exception as error:  # one table must not stop the others
            faults.append(f"table {name}: could not be computed ({unexpected(error)}).")
    return faults


def _notebook_pages(project: Project, notebooks: Path, folder: Path) -> list[NotebookPage]:
    """The executed notebooks as pages; of other projects than this repository, as notebooks, too."""
    links = []
    for part, paths in (("", notebooks.glob("*.ipynb")), (OWN, notebooks.glob(f"{OWN}/*.ipynb"))):
        found = sorted(paths)
        (folder / part).mkdir(exist_ok=True)
        links += write_notebook_pages(found, folder, part)
        for path in () if is_repository(project) else found:
            shutil.copyfile(path, folder / part / path.name)
    return links


def _section(
    group: Group, tables: Tables, folders: dict[str, Path], look: Look, faults: list[str]
) -> Section:
    """Write the files of one group of figures; one that fails leaves none, and is named in `faults`."""
    figures = []
    for chart in group.charts:
        try:
            chart = computed_once(chart, tables)
            # A figure that needs two plans, say, has nothing to show in a project of one.
            figures += [_figure(chart, tables, folders, look)] if len(chart.data(tables)) else []
        except Exception as error:  # one figure must not stop the others
            faults.append(f"figure {chart.name}: could not be drawn ({unexpected(error)}).")
            for path in (path for folder in folders.values() for path in _files_of(chart, folder)):
                path.unlink()
    return Section(group.key, both(group.label("zh"), group.label("en")), figures)


def _files_of(chart: Chart, folder: Path) -> list[Path]:
    names = re.compile(rf"(evidence_)?{re.escape(chart.name)}(_en|_zh)?\.\w+")
    return [path for path in folder.iterdir() if names.fullmatch(path.name)]


def _figure(chart: Chart, tables: Tables, folders: dict[str, Path], look: Look) -> Shown:
    """Write one figure with its data and evidence; what the page says of it."""
    table = chart_table(chart, tables)
    pictures = write_pictures(chart, tables, folders["figures"], ("svg",), LANGUAGES, look)
    write_table_files(table, tables, folders["tables"], ("csv",), LANGUAGES)
    suffix, content = report_evidence(chart, tables)
    write_parts(folders["evidence"] / f"evidence_{chart.name}.{suffix}", content)
    shown = LANGUAGES if len(table.data) <= SMALL else ()
    grids = {language: printed_grid(table, tables, language) for language in shown}
    captions = {language: chart_caption(chart, tables, language, look.highlight) for language in LANGUAGES}
    return Shown(chart.name, table.titles, captions, grids, *_pixels(pictures[0]), suffix)


def _pixels(picture: Path) -> tuple[int, int]:
    """Width and height of an SVG, which says them in points."""
    head = picture.read_text(encoding="utf-8")[:2000]
    width, height = (float(re.search(rf'{side}="([\d.]+)pt"', head)[1]) for side in ("width", "height"))  # type: ignore[index]
    return int(width * _INCH / 72), int(height * _INCH / 72)
