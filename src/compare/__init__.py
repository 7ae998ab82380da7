"""Compare county-level plans for building a law-based government (法治政府建设).

from compare import find_times, read_tables
find_times("2018年年底前公布流程图")
tables = read_tables()
"""

from pathlib import Path

from compare import project as _project
from compare import tables as _tables
from compare.coding.bodies import find_bodies
from compare.coding.citations import find_citations
from compare.coding.targets import find_targets
from compare.coding.times import find_times
from compare.documents import parse_document, read_document
from compare.pipeline import build_tables

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


def read_tables(folder: str | Path | None = None) -> "_tables.Tables":
    """The tables of a project by name (`documents`, `measures`, `provisions`, …).

    `folder` is a project folder; by default the one around the current folder.
    """
    return _tables.read_tables(_project.find_project(folder).processed)
