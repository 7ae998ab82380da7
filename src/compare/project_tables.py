"""The tables of a project by its folder: what a session begins with."""

from pathlib import Path

from compare.project import find_project
from compare.report.index_stage import read_project
from compare.tables.schema import Tables
from compare.vocab.reading import use_vocabulary


def read_tables(folder: str | Path | None = None) -> Tables:
    """The tables of a project by name (`documents`, `measures`, `provisions`, …).

    `folder` is a project folder; by default the one around the current folder. Raises `InputError`
    where there is no project, or its tables are missing or not of one build. Index tables
    (`compare.index_tables`) of these tables, as they are, come from the last report where it kept them.
    """
    project = find_project(folder)
    if (project.root / "vocab" / "taxonomy.csv").is_file():
        use_vocabulary(project.root / "vocab")  # its codes have no other meaning
    return read_project(project)
