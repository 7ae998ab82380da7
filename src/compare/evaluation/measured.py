"""What was measured on real documents: one committed table, since their texts stay outside.

`data/evaluation/real_documents.csv` has a row for every set, document, table and level, and one
for each set as a whole (empty doc_id). Hashes of text, answers and code say what was measured
with what; intervals come from drawing whole documents with replacement (cluster bootstrap,
Efron 1979) and are empty for fewer documents than `LEAST_CLUSTERS`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from compare.coding.shipped import reference_folder
from compare.errors import InputError
from compare.evaluation.answers import Answered
from compare.evaluation.matching import Count
from compare.files.csv_rows import rows_of_csv, write_csv
from compare.files.digests import digest_of
from compare.files.durable import put
from compare.files.folders import inside, make_folder
from compare.files.staging import staged
from compare.indices.resampling import LEAST_CLUSTERS, limits, times_drawn
from compare.project import Project

COLUMNS = (
    "set", "doc_id", "table", "level", "documents", "tp", "fp", "fn", "precision", "recall", "f1",
    "f1_low", "f1_high", "read_by", "seen", "text_sha256", "answer_sha256", "version", "code_sha256",
)  # fmt: skip
SEEN = ("", "no", "yes")
"""Whether rules or examples were changed by somebody who had read the documents; empty where nobody says."""
ROOMS = ("vocab", "files", "text", "extract", "coding", "intake")
"""What decides what is found and how it is coded: rooms that import from no other (see tests)."""
_SHOWN_ONLY = (
    "column_labels.csv",
    "column_descriptions.csv",
    "value_labels.csv",
    "figures.csv",
    "findings.csv",
    "index_tables.csv",
    "explorer_views.csv",
    "reliability.csv",
    "report.csv",
    "source_notes.csv",
    "codebook.md",
    "codebook.zh.md",
)

Measured = tuple[Answered, Sequence[Count]]
Line = dict[str, str]


def measured_path(project: Project) -> Path:
    """Where a project keeps what was measured."""
    return project.root / "data" / "evaluation" / "real_documents.csv"


def read_measured(project: Project) -> list[Line]:
    """All rows measured; [] where nothing was."""
    path = measured_path(project)
    if not path.is_file():
        return []
    rows = [{"seen": ""} | row for row in rows_of_csv(path)]  # tables of before have no such column
    missing = set(COLUMNS) - set(rows[0] if rows else COLUMNS)
    if missing:
        raise InputError(
            f"{path.name}: no column {min(missing)!r}; move it away, and measure anew with `fazhi evaluate`."
        )
    return rows


def write_measured(
    project: Project, name: str, measured: Sequence[Measured], version: str, seen: str = ""
) -> list[Line]:
    """Replace the rows of the set `name` in the project's table; the rows of the set as a whole.

    `seen` says whether rules or examples were changed by somebody who had read the documents (`SEEN`).
    """
    rows = list(_lines(name, measured, version, seen))
    others = [row for row in read_measured(project) if row["set"] != name]
    path = measured_path(project)
    make_folder(path.parent, project.root)
    inside(path, project.root)
    with project.locked("evaluate"), staged(project.cache, project.root) as staging:
        listed = sorted([*others, *rows], key=lambda row: row["set"])
        write_csv(staging / path.name, COLUMNS, ([row[column] for column in COLUMNS] for row in listed))
        put(staging / path.name, path)
    return [row for row in rows if not row["doc_id"]]


def _lines(name: str, measured: Sequence[Measured], version: str, seen: str) -> Iterator[Line]:
    common = {"set": name, "version": version, "seen": seen, "code_sha256": code_hash()}
    readers = sorted({answered.read_by or "not stated" for answered, _ in measured})
    for key, by_document in _by_table(measured).items():
        numbers = np.array([[count.hits, count.added, count.missed] for count in by_document])
        low, high = _interval(numbers, "/".join((name, *key)))
        yield (
            common
            | _scores(key, numbers.sum(axis=0).tolist())
            | {"doc_id": "", "documents": str(len(numbers)), "read_by": " and ".join(readers)}
            | {"f1_low": low, "f1_high": high, "text_sha256": "", "answer_sha256": ""}
        )
    for answered, found in measured:
        for count in found:
            yield (
                common
                | _scores((count.table, count.level), [count.hits, count.added, count.missed])
                | {"doc_id": answered.doc_id, "documents": "1", "read_by": answered.read_by or "not stated"}
                | {"f1_low": "", "f1_high": ""}
                | {"text_sha256": answered.text_sha256, "answer_sha256": answered.answer_sha256}
            )


def _by_table(measured: Iterable[Measured]) -> dict[tuple[str, str], list[Count]]:
    found: dict[tuple[str, str], list[Count]] = {}
    for _, document in measured:
        for count in document:
            found.setdefault((count.table, count.level), []).append(count)
    return found


def _scores(key: tuple[str, str], numbers: Sequence[int]) -> Line:
    hits, added, missed = numbers
    shares = (
        _share(hits, hits + added),
        _share(hits, hits + missed),
        _share(2 * hits, 2 * hits + added + missed),
    )
    names = ("tp", "fp", "fn", "precision", "recall", "f1")
    return dict(zip(("table", "level", *names), (*key, *map(str, numbers), *shares), strict=True))


def _share(part: int, whole: int) -> str:
    """Three digits; empty where there was nothing to find."""
    return f"{part / whole:.3f}" if whole else ""


def _interval(numbers: "np.typing.NDArray[np.int64]", seed: str) -> tuple[str, str]:
    """95% interval of F1 over redrawn documents."""
    if len(numbers) < LEAST_CLUSTERS:
        return "", ""
    drawn = times_drawn(len(numbers), seed).astype(float) @ numbers
    whole = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    f1 = np.divide(2 * drawn[:, 0], whole, out=np.full(len(whole), np.nan), where=whole > 0)
    low, high = limits(f1[:, None])[:, 0]
    return ("", "") if np.isnan(low) or low == high else (f"{low:.3f}", f"{high:.3f}")


@cache
def code_hash(rooms: tuple[str, ...] = ROOMS) -> str:
    """One hash over the code and vocabularies of `rooms`, which find and code, and the plans they learn from."""
    package = Path(str(files("compare")))
    folders = (package / room for room in rooms)
    reference = reference_folder()
    return digest_of(*folders, reference / "raw", reference / "coding", without=_SHOWN_ONLY)
