"""`fazhi evaluate`: build answered documents as a newcomer's project and score what came out.

The build knows the files and nothing else of them, so that what it fills in by itself is
measured too. It happens in a folder of its own, which goes when it is done.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.errors import InputError
from compare.evaluation.answers import Answered, read_answers
from compare.evaluation.matching import counts
from compare.evaluation.measured import Line, write_measured
from compare.files.csv_rows import write_csv
from compare.project import Project
from compare.tables.reading import read_tables
from compare.tables.schema import Tables


def evaluate(
    project: Project,
    folder: Path,
    texts: Path | None,
    name: str,
    version: str,
    seen: str = "",
    read_by: str = "",
) -> list[Line]:
    """Score the answers in `folder`, write the set `name` to the project's table, return its sums.

    `seen`: see `compare.evaluation.measured.SEEN`; only scores of documents not seen can be quoted.
    `read_by`: who read the documents, where the answers do not say.
    """
    answers = [replace(one, read_by=one.read_by or read_by) for one in read_answers(folder, texts)]
    tables = _built(answers, version)
    return write_measured(project, name, [(one, counts(one, tables)) for one in answers], version, seen)


def _built(answers: Sequence[Answered], version: str) -> Tables:
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        project = Project(Path(folder))
        project.raw.mkdir(parents=True)
        for answered in answers:
            shutil.copy(answered.path, project.raw / answered.path.name)
        listed = [(one.doc_id, one.path.name) for one in answers]
        write_csv(project.raw / "sources.csv", ("doc_id", "file"), listed)
        built = build_project(project, PlanCoder(project.coding), version)
        if built.faults:
            raise InputError(f"Not all documents can be built: {built.faults[0]}")
        return read_tables(project.processed)


def summary(rows: Sequence[Line]) -> str:
    """The sums of a set as lines of text."""
    head = f"{'table':22}{'level':12}{'documents':>10}{'right':>8}{'added':>8}{'missed':>8}{'F1':>8}  95%"
    return "\n".join([head, *map(_line, rows)])


def _line(row: Line) -> str:
    numbers = "".join(f"{row[name]:>8}" for name in ("tp", "fp", "fn", "f1"))
    interval = f"  {row['f1_low']} to {row['f1_high']}" if row["f1_low"] else ""
    return f"{row['table']:22}{row['level']:12}{row['documents']:>10}{numbers}{interval}"
