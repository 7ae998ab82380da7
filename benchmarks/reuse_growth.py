"""How the search for shared wording grows with the plans, and what is kept when it is not of all pairs.

Made plans (`recombined.py`) in two kinds: of the five plans' sentences alone, so that nearly every
text stands in many plans; and with one provision in five made of two halves, so that new texts keep
coming. Measured are the full way (all pairs, up to `MOST_PLANS` plans) and the way of many plans
(the closest passages), each in a process of its own: processor seconds of reading and searching, rows,
and memory. `kept` is the share of the characters found in other plans the full way that the rows of
the closest passages hold, too; `closest` the share of plans of which the plan that shares most is among
the first three told from these rows.

    python benchmarks/reuse_growth.py 60 240 1000
    python benchmarks/reuse_growth.py real        # the five plans and the thirteen held-out ones
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
from recombined import REPOSITORY, write_project

from compare.build.reuse_table import MOST_PLANS
from compare.indices.reuse import both_sides, closest_plans, covered_chars
from compare.project import Project
from compare.reuse.closest import find_closest
from compare.reuse.passages import Row, find_reuse
from compare.reuse.segments import letters_of
from compare.tables.checking import arrow_columns
from compare.tables.schema import Tables
from compare.text.document import Document, read_document
from compare.text.sources import Source, plan_sources

SIZES = ("real", "60", "240", "1000")
NEW = 0.2
"""Share of new provisions in the second kind of project."""
HEAD = """| plans | new texts | way | s | rows | MB | kept | closest |
|---:|---:|---|---:|---:|---:|---:|---:|"""
HELDOUT = REPOSITORY.root / "data" / "heldout"


def main(sizes: tuple[str, ...]) -> None:
    """Print two rows for each size, the way of many plans first."""
    print(HEAD)
    for size in sizes:
        for new in (0.0,) if size == "real" else (0.0, NEW):
            with tempfile.TemporaryDirectory() as folder:
                report(size, new, Path(folder))


def report(size: str, new: float, folder: Path) -> None:
    if size != "real":
        write_project(folder, int(size), new=new)
    small = size == "real" or int(size) <= MOST_PLANS
    head = f"| {size} | {new:.0%} |"
    rows = _apart(measured, size, folder, False)
    full = _apart(measured, size, folder, True) if small else None
    kept = " | ".join(f"{share:.1%}" for share in _apart(compared, size, folder)) if small else " | "
    print(f"{head} closest | {rows} | {kept} |", flush=True)
    if full:
        print(f"{head} all pairs | {full} | | |", flush=True)


def _apart(work, *arguments):
    """What a function gives in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def plans(size: str, folder: Path) -> Iterator[Document]:
    if size != "real":
        for source in plan_sources(Project(folder).raw):
            yield read_document(source, Project(folder).raw)
        return
    for source in plan_sources(REPOSITORY.raw):
        yield read_document(source, REPOSITORY.raw)
    for path in sorted(HELDOUT.glob("*.txt")):
        yield read_document(Source(path.stem, path.name), HELDOUT)


def measured(size: str, folder: Path, full: bool) -> str:
    """Seconds, rows and memory of one way."""
    before = time.process_time()
    rows = sum(map(len, _found(plans(size, folder), full)))
    seconds = time.process_time() - before
    return f"{seconds:.1f} | {rows:,} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}"


def _found(documents: Iterable[Document], full: bool) -> Iterator[list[Row]]:
    """Lists of rows, the one way or the other."""
    if full:
        yield find_reuse(documents)
        return
    with tempfile.TemporaryDirectory() as folder:
        for part in find_closest(Path(folder), map(letters_of, documents)):
            yield arrow_columns("reuse", part).to_pylist()


def compared(size: str, folder: Path) -> tuple[float, float]:
    """What the closest passages keep of all: characters found elsewhere, and closest plans."""
    documents = list(plans(size, folder))
    tables = [_tables(documents, list(chain(*_found(documents, full)))) for full in (False, True)]
    kept, full = (covered_chars(each["provisions"], both_sides(each["reuse"])).sum() for each in tables)
    few = closest_plans(tables[0], top=3).groupby("doc_id")["other_id"].agg(set)
    first = closest_plans(tables[1], top=1).set_index("doc_id")["other_id"]
    return kept / full, sum(first[name] in few[name] for name in first.index) / len(first)


def _tables(documents: list[Document], rows: list[dict[str, object]]) -> Tables:
    """What the indices of shared wording read."""
    columns = ["provision_id", "doc_id", "start", "end"]
    provisions = [[getattr(p, name) for name in columns] for d in documents for p in d.provisions]
    return {
        "documents": pd.DataFrame({"doc_id": [document.doc_id for document in documents]}),
        "provisions": pd.DataFrame(provisions, columns=columns),
        "reuse": pd.DataFrame(rows),
    }


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or SIZES)
