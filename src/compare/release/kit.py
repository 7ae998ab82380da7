"""`fazhi release`: one archive of a project with everything that whoever reuses, cites or keeps it needs.

The same project gives the same bytes: files are in order, and no time of making is in them. What is not
known of authors, title, date or licence is left out and said to be missing.
"""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from compare.errors import InputError, unexpected
from compare.export.cells import csv_blocks, fits
from compare.export.table_files import write_table_files
from compare.export.tables import Exportable, chart_table, index_export, project_table
from compare.figures.catalogue import CHARTS
from compare.files.archives import zip_of
from compare.files.placing import placed_when_complete
from compare.files.reading import sha256_of
from compare.indices.stage import index_tables
from compare.project import Project
from compare.project_tables import read_tables
from compare.release.citing import bibtex, cff, zenodo
from compare.release.differences import compared
from compare.release.materials import bill_of_materials
from compare.release.news import PARTS, as_texts, news, read_release
from compare.release.package import data_package
from compare.release.pages import (
    CITATION,
    CITATION_BIB,
    CITATION_CFF,
    cautions,
    citations,
    codebook_page,
    lacking,
    readme,
)
from compare.release.words import say
from compare.release.work import Work, read_work
from compare.tables.reading import table_names
from compare.tables.rows import table_path
from compare.tables.schema import Tables

LANGUAGES = ("zh", "en")
KEPT = ("data", "releases")
"""Where a project keeps earlier releases."""
STATISTICS = {"parquet": "parquet", "stata": "dta", "spss": "sav"}
"""Folders of the tables for programs of statistics, and the ends of their files."""
_ENDS = {"en": "", "zh": ".zh"}


def make_release(
    project: Project, out: Path, stated: Mapping[str, Any], since: Path | None = None, replace: bool = False
) -> list[str]:
    """Write `out/<name>-<version>.zip`; what to tell: the file, what is missing, and what could not be made.

    `stated` overrides CITATION.cff (see `compare.release.work`). `since` is the archive of an earlier
    release; by default the latest in `data/releases/` of the project. An `InputError` where there are no
    tables, or the earlier release cannot be read.
    """
    work, tables = read_work(project, stated), read_tables(project.root)
    earlier = since or last_release(project)
    before = read_release(earlier) if earlier else None
    name = "-".join(part for part in (work.name, work.version) if part)
    with TemporaryDirectory() as home, placed_when_complete(out, replace) as staging:
        folder = Path(home) / name
        faults = write_files(folder, project, tables, work)
        _write_news(folder, earlier.name if earlier else "", before)
        _write_machine_files(folder, tables, work)
        (staging / f"{name}.zip").write_bytes(_archive(folder))
    return [f"Wrote {out / name}.zip", *([said] if (said := lacking(work, "en")) else []), *faults]


def last_release(project: Project) -> Path | None:
    """The latest release in `data/releases/`, by the versions in the names of its archives."""
    found = sorted(project.root.joinpath(*KEPT).glob("*.zip"), key=lambda path: in_order(path.stem))
    return found[-1] if found else None


def in_order(name: str) -> list[tuple[int, int, str]]:
    """What sorts names by their versions and dates: numbers as numbers, and what is not final before it.

    >>> sorted(["x-1.0.1", "x-0.10", "x-1.0", "x-0.9", "x-1.0rc1", "x-1.0.dev0"], key=in_order)
    ['x-0.9', 'x-0.10', 'x-1.0.dev0', 'x-1.0rc1', 'x-1.0', 'x-1.0.1']
    """
    parts = re.findall(r"(\d+)|(\W*[^\W\d]+)|(\W+)", name)
    ranks = [
        (3, int(number), "") if number else (2 * bool(sign), 0, word or sign) for number, word, sign in parts
    ]
    return [*ranks, (1, 0, "")]


def write_files(folder: Path, project: Project, tables: Tables, work: Work) -> list[str]:
    """The tables in all forms, the numbers made of them, and what people read; which could not be made."""
    for part in ("data/csv", *(f"data/{name}" for name in STATISTICS), "numbers", "figures"):
        (folder / part).mkdir(parents=True)
    for path in sorted(project.processed.glob("*.csv")):  # what was left out of the plans is there, too
        shutil.copyfile(path, folder / "data" / "csv" / path.name)
    for name in table_names(project.processed):
        path = table_path(name, project.processed)
        shutil.copyfile(path, folder / "data" / "csv" / path.name)
        for place, suffix in STATISTICS.items():
            if fits(suffix, tables[name].size):
                write_table_files(
                    project_table(name, tables), tables, folder / "data" / place, (suffix,), LANGUAGES
                )
    indices = {name: _index(name, tables) for name in index_tables(tables)}
    charts = {name: _chart(name, tables) for name in CHARTS}
    faults = _write_numbers(folder / "numbers", indices) + _write_numbers(folder / "figures", charts)
    for language, end in _ENDS.items():
        (folder / f"README{end}.md").write_text(readme(work, language), encoding="utf-8", newline="\n")
        (folder / f"CAUTIONS{end}.md").write_text(cautions(tables, language), encoding="utf-8", newline="\n")
        (folder / f"codebook{end}.html").write_bytes(codebook_page(language))
    return faults


def _index(name: str, tables: Tables) -> Callable[[], Exportable]:
    return lambda: index_export(name, tables)


def _chart(name: str, tables: Tables) -> Callable[[], Exportable]:
    return lambda: chart_table(CHARTS[name], tables)


def _write_numbers(folder: Path, made: Mapping[str, Callable[[], Exportable]]) -> list[str]:
    """Write tables of numbers as CSV, those without rows left out; a sentence on each that failed."""
    faults = []
    for name, make in made.items():
        try:
            data = make().data
            if len(data):
                (folder / f"{name}.csv").write_bytes(b"".join(csv_blocks(data)))
        except InputError:  # of so few or so many plans there is no such table
            continue
        except Exception as error:  # one table must not stop the others
            faults.append(f"{folder.name}/{name}: could not be computed ({unexpected(error)}).")
    return faults


def _write_news(folder: Path, earlier: str, before: Mapping[str, Any] | None) -> None:
    """What's New in both languages, and all differences as a table."""
    paths = [path for part in PARTS for path in sorted((folder / part).glob("*.csv"))]
    after = {
        path.relative_to(folder).with_suffix("").as_posix(): as_texts(path.read_bytes()) for path in paths
    }
    summaries, found = compared(before or {}, after if before else {})
    for language, end in _ENDS.items():
        text = news(earlier, summaries, found, language)
        (folder / f"WHATS_NEW{end}.md").write_text(text, encoding="utf-8", newline="\n")
    if before:
        (folder / "whats_new.csv").write_bytes(b"".join(csv_blocks(found)))


def _write_machine_files(folder: Path, tables: Tables, work: Work) -> None:
    """Citations, and what repositories and programs read; hashes last."""
    (folder / CITATION).write_text(citations(work), encoding="utf-8", newline="\n")
    if work.title and work.authors:
        (folder / CITATION_BIB).write_text(bibtex(work), encoding="utf-8", newline="\n")
        (folder / CITATION_CFF).write_bytes(cff(work))
    (folder / ".zenodo.json").write_bytes(zenodo(work, say("about", "en")))
    (folder / "sbom.cdx.json").write_bytes(bill_of_materials())
    package = data_package(folder, work)
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    lines = [f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in _files(folder)]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _archive(folder: Path) -> bytes:
    return zip_of({path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in _files(folder)})
