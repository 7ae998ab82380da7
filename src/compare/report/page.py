"""What `fazhi report` puts into reports/: figures/ (SVG), tables/ (CSV), evidence/ (XLSX), notebooks/ (HTML), and the pages.

All of it is replaced at once, and only when everything is made.
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from compare.errors import unexpected
from compare.export.evidence import report_evidence
from compare.export.figures import Look, computed_once, write_pictures
from compare.export.table_files import printed_grid, write_table_files
from compare.export.tables import LANGUAGES, chart_table, index_export, project_table
from compare.figures.catalogue import GROUPS, Group
from compare.figures.charts import Chart, chart_caption
from compare.indices.stage import index_tables
from compare.project import Project
from compare.report.findings import write_findings_table
from compare.report.kept_files import KeptFiles, frame_digest, tables_digest
from compare.report.notebook_pages import NotebookPage, write_notebook_pages
from compare.report.notebooks import is_repository
from compare.report.pages import write_pages
from compare.report.progress import Progress
from compare.report.questions import Section, Shown
from compare.report.site import both
from compare.tables.schema import SCHEMAS, SCHEME_TABLE, Tables

SMALL = 60
"""Tables with at most this many rows are shown on the page."""
OWN = "own"
"""The folder for outputs of notebooks that the project brings."""
_FOLDERS = ("figures", "tables", "evidence", "notebooks")
_INCH = 96
_FIGURE, _PAGES = 1.5, 3.0  # seconds that each takes, about


def write_report(
    project: Project,
    tables: Tables,
    groups: Sequence[Group] = GROUPS,
    highlight: Sequence[str] = (),
    notebooks: Path | None = None,
    kept: KeptFiles | None = None,
    progress: Progress | None = None,
) -> list[str]:
    """Write the page and everything it leads to; what could not be made, in a sentence each.

    `highlight` names plans (doc_ids) in the figures of many plans; `notebooks` is the folder with
    the executed notebooks; `kept` holds what an earlier report has made, `progress` is told of each group.
    """
    faults: list[str] = []
    kept = kept or KeptFiles(project)
    with project.published(project.reports, "report") as home:
        folders = {name: home / name for name in _FOLDERS}
        for folder in folders.values():
            folder.mkdir()
        for name in (*SCHEMAS, *sorted(name for name in tables if name.startswith(SCHEME_TABLE))):
            write_table_files(project_table(name, tables), tables, folders["tables"], ("csv",), LANGUAGES)
        faults += _write_indices(tables, folders["tables"])
        write_findings_table(tables, folders["tables"])
        making = _Making(tables, folders, Look(tuple(highlight)), kept)
        sections = []
        for group in groups:
            if progress:
                progress.step(f"drawing figures: {group.label('en').lower()}", _FIGURE * len(group.charts))
            section = _section(group, making, faults)
            sections += [section] if section.figures else []  # a question that nothing answers has no page
        if progress:
            progress.step("writing the pages", _PAGES)
        drawn = {figure.name: figure for section in sections for figure in section.figures}
        links = _notebook_pages(project, notebooks, folders["notebooks"], kept, drawn) if notebooks else []
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


def _notebook_pages(
    project: Project, notebooks: Path, folder: Path, kept: KeptFiles, figures: Mapping[str, Shown]
) -> list[NotebookPage]:
    """The executed notebooks as pages; of other projects than this repository, as notebooks, too."""
    links = []
    for part, paths in (("", notebooks.glob("*.ipynb")), (OWN, notebooks.glob(f"{OWN}/*.ipynb"))):
        found = sorted(paths)
        (folder / part).mkdir(exist_ok=True)
        links += write_notebook_pages(found, folder, kept, figures, part)
        for path in () if is_repository(project) else found:
            shutil.copyfile(path, folder / part / path.name)
    return links


@dataclass(frozen=True)
class _Making:
    """What the figures of a report are made from, and where their files go."""

    tables: Tables
    folders: dict[str, Path]
    look: Look
    kept: KeptFiles

    @cached_property
    def of_tables(self) -> str:
        return tables_digest(self.tables)


def _section(group: Group, making: _Making, faults: list[str]) -> Section:
    """Write the files of one group of figures; one that fails leaves none, and is named in `faults`."""
    figures = []
    for chart in group.charts:
        try:
            chart = computed_once(chart, making.tables)
            # A figure that needs two plans, say, has nothing to show in a project of one.
            figures += [_figure(chart, making)] if len(chart.data(making.tables)) else []
        except Exception as error:  # one figure must not stop the others
            faults.append(f"figure {chart.name}: could not be drawn ({unexpected(error)}).")
            for path in (path for folder in making.folders.values() for path in _files_of(chart, folder)):
                path.unlink()
    return Section(group.key, both(group.label("zh"), group.label("en")), figures)


def _files_of(chart: Chart, folder: Path) -> list[Path]:
    names = re.compile(rf"(evidence_)?{re.escape(chart.name)}(_en|_zh)?\.\w+")
    return [path for path in folder.iterdir() if names.fullmatch(path.name)]


def _figure(chart: Chart, making: _Making) -> Shown:
    """Write one figure with its data and evidence; what the page says of it."""
    tables, look = making.tables, making.look
    table = chart_table(chart, tables)
    captions = _captions(chart, tables, look) if look.highlight else table.captions
    behind = (chart.name, frame_digest(chart.data(tables)), frame_digest(chart.evidence(tables)))
    pictures = [_picture(chart, making, language, behind) for language in LANGUAGES]
    write_table_files(table, tables, making.folders["tables"], ("csv",), LANGUAGES)
    suffix, content = report_evidence(chart, tables)
    data = making.kept.get(f"{chart.name}.{suffix}", (*behind, making.of_tables), lambda: b"".join(content()))
    (making.folders["evidence"] / f"evidence_{chart.name}.{suffix}").write_bytes(data)
    shown = LANGUAGES if len(table.data) <= SMALL else ()
    grids = {language: printed_grid(table, tables, language) for language in shown}
    return Shown(chart.name, table.titles, captions, grids, *_pixels(pictures[0]), suffix)


def _captions(chart: Chart, tables: Tables, look: Look) -> dict[str, str]:
    return {language: chart_caption(chart, tables, language, look.highlight) for language in LANGUAGES}


def _picture(chart: Chart, making: _Making, language: str, behind: tuple[str, ...]) -> Path:
    """Draw a figure, if it was not drawn before of the same numbers and plans."""
    path = making.folders["figures"] / f"{chart.name}_{language}.svg"
    tables, look = making.tables, making.look

    def draw() -> bytes:
        write_pictures(chart, tables, path.parent, ("svg",), (language,), look)
        return path.read_bytes()

    rests_on = (*behind, frame_digest(tables["documents"]), repr(look))
    path.write_bytes(making.kept.get(f"{chart.name}_{language}.svg", rests_on, draw))
    return path


def _pixels(picture: Path) -> tuple[int, int]:
    """Width and height of an SVG, which says them in points."""
    head = picture.read_text(encoding="utf-8")[:2000]
    width, height = (float(re.search(rf'{side}="([\d.]+)pt"', head)[1]) for side in ("width", "height"))  # type: ignore[index]
    return int(width * _INCH / 72), int(height * _INCH / 72)
