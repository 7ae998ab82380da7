"""Compare county-level plans for building a law-based government (法治政府建设).

from compare import find_times, read_tables
find_times("2018年年底前公布流程图")
tables = read_tables()
"""

from pathlib import Path

from compare import project as _project
from compare.build.rows import build_tables
from compare.extract.bodies import find_bodies
from compare.extract.citations import find_citations
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.tables.reading import read_tables as _read_tables
from compare.tables.schema import Tables
from compare.text.document import parse_document, read_document

__version__ = "0.1.0"

__all__ = [
    "build_tables",
    "find_bodies",
    "find_citations",
    "find_targets",
    "find_times",
    "parse_document",
    "read_document",
    "read_tables",
]


def read_tables(folder: str | Path | None = None) -> Tables:
    """The tables of a project by name (`documents`, `measures`, `provisions`, …).

    `folder` is a project folder; by default the one around the current folder.
    """
    return _read_tables(_project.find_project(folder).processed)
