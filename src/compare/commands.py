"""What each command of `fazhi` does: find the project, call the package, say what came out."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from compare import __version__
from compare.adding import add_plan, remove_plan
from compare.check import check as find_faults
from compare.coding.coder import PlanCoder
from compare.datapackage import codebook_of_columns, write_datapackage
from compare.documents import Document, read_document
from compare.pipeline import build_tables
from compare.project import Project, find_project, replaced_when_complete
from compare.reading_report import left_out, reading_report
from compare.show import show as show_row
from compare.tables import Tables, table_counts, write_table
from compare.text.sources import COLUMNS, read_sources

Command = Callable[[argparse.Namespace], int]


def build(options: argparse.Namespace) -> int:
    """Read, code and tabulate every plan of the project."""
    began = time.monotonic()
    project = find_project(options.project)
    documents = read_documents(project, quiet=options.quiet)
    tables = build_tables(
        tqdm(documents, "coding", unit="plan", disable=options.quiet), PlanCoder(project.coding)
    )
    write_processed(project, documents, tables)
    for document in documents:
        for note in document.notes:
            print(f"fazhi: note on {document.source.file}: {note}", file=sys.stderr)
    print(f"Wrote {table_counts(tables)} to {_shown(project)}data/processed/ and reports/sources.md")
    print(f"in {time.monotonic() - began:.1f} seconds.")
    return 0


def read_documents(project: Project, quiet: bool = True) -> list[Document]:
    """All plans of the project, in the order of its `sources.csv`."""
    sources = read_sources(project.raw)
    return [
        read_document(source, project.raw) for source in tqdm(sources, "reading", unit="plan", disable=quiet)
    ]


def write_processed(project: Project, documents: list[Document], tables: Tables) -> None:
    """Replace data/processed/ and reports/sources.md, only when all of it is complete."""
    with replaced_when_complete(project.processed) as folder:
        for name, frame in tables.items():
            write_table(name, frame, folder)
        left_out(documents).to_csv(folder / "left_out.csv", index=False, lineterminator="\n")
        write_datapackage(folder, __version__)
        (folder / "columns.md").write_text(codebook_of_columns(), encoding="utf-8")
        report = reading_report(documents)
    project.reports.mkdir(exist_ok=True)
    (project.reports / "sources.md").write_text(report, encoding="utf-8")


def add(options: argparse.Namespace) -> int:
    """Take a plan into the project, which is begun if the folder is none yet."""
    project = Project(Path(options.project).resolve()) if options.project else find_project()
    stated = {name: getattr(options, name) for name in COLUMNS if getattr(options, name, None)}
    stated.pop("file")
    print(add_plan(project, Path(options.file), stated))
    return 0


def remove(options: argparse.Namespace) -> int:
    """Take a plan out of the project."""
    print(remove_plan(find_project(options.project), options.id))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print one measure or provision."""
    print(show_row(options.id, find_project(options.project)))
    return 0


def check(options: argparse.Namespace) -> int:
    """Print all faults; exit code 1 if there are any."""
    faults = find_faults(find_project(options.project), __version__)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults found." if faults else "Tables, hashes and spans hold.")
    return 1 if faults else 0


def _shown(project: Project) -> str:
    return "" if find_project().root == project.root else f"{project.root.name}/"
