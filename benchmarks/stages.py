"""Characters per second of every stage and of a whole build, against `jieba.lcut` over the same text.

All in one process, processor time, best of several rounds, so that both meet the same machine.
The plans are coded as if nobody had coded them. Five plans are what a project begins with; forty
are what a build of many writes at once, which shares out the fixed costs of a build.

    python benchmarks/stages.py 5 40
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jieba
from recombined import read_plans, write_project
from threadpoolctl import threadpool_limits

import compare.build.building
import compare.text.document
from compare.build.building import build_project
from compare.build.plan import by_column
from compare.build.rows import document_rows
from compare.coding.coder import PlanCoder, model_codes
from compare.coding.rules import judge
from compare.coding.topic_model.reference import topic_model
from compare.extract.finds import find_all
from compare.project import Project
from compare.tables.checking import arrow_types
from compare.tables.gathered import write_arrow
from compare.tables.writing import TableFiles, checked_tables
from compare.text.document import Document, parse_document, read_document
from compare.text.sources import read_sources

SIZES = (5, 40)
ROUNDS = 5


def main(sizes: tuple[int, ...]) -> None:
    topic_model()
    jieba.initialize()
    compare.build.building.reuse_table = _no_reuse  # measured apart, in reuse_growth.py
    print("| plans | characters | stage | characters per second | times jieba |\n|---:|---:|---|---:|---:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, threadpool_limits(1):
            report(*_plans(Path(folder), size))


def report(project: Project, plans: list[Document]) -> None:
    """Print one row for each stage."""
    taken = measure(project, plans)
    characters = sum(plan.end - plan.start for plan in plans)
    for stage, used in taken.items():
        cells = f"{characters / used:,.0f} | {used / taken['jieba.lcut']:.2f}"
        print(f"| {len(plans)} | {characters:,} | {stage} | {cells} |", flush=True)


def _plans(folder: Path, size: int) -> tuple[Project, list[Document]]:
    """The project's own plans, or so many made from their measures."""
    project = write_project(folder, size)
    if size > len(read_plans()):
        return project, [read_document(source, project.raw) for source in read_sources(project.raw)]
    plans = read_plans()[:size]
    for plan in plans:
        (project.raw / plan.source.file).write_text(plan.raw, encoding="utf-8")
    rows = [f"{plan.doc_id},{plan.source.file},{plan.source.start_marker}" for plan in plans]
    text = "\n".join(["doc_id,file,start_marker", *rows]) + "\n"
    (project.raw / "sources.csv").write_text(text, encoding="utf-8")
    return project, plans


def measure(project: Project, plans: list[Document]) -> dict[str, float]:
    """Seconds of each stage, of all stages, and of a whole build from an empty cache."""
    model = topic_model()
    finds = [find_all(plan) for plan in plans]
    rows = [document_rows(plan, model_codes) for plan in plans]
    stages = {
        "read": seconds(lambda: [parse_document(plan.source, plan.raw) for plan in plans]),
        "finds": seconds(lambda: [find_all(plan) for plan in plans]),
        "rules": seconds(lambda: [_judge(plan, found) for plan, found in zip(plans, finds, strict=True)]),
        "topics": seconds(lambda: [model.predict(plan) for plan in plans]),
        "tables": seconds(lambda: _write(rows)),
    }
    alone = seconds(lambda: [jieba.lcut(plan.raw[plan.start : plan.end]) for plan in plans])
    whole = seconds(lambda: _build(project))
    return {"jieba.lcut": alone} | stages | {"all stages": sum(stages.values()), "whole build": whole}


def seconds(work: Callable[[], Any]) -> float:
    """Processor seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _judge(plan: Document, found: dict[str, Any]) -> None:
    for provision in plan.provisions:
        here = found[provision.provision_id]
        judge(provision.text, bool(here.targets or here.times))


def _write(rows: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = TableFiles(Path(folder))
        tables.add(checked_tables(list(map(by_column, rows))))
        tables.finish()


def _no_reuse(project: Project, *_: Any) -> Path:
    """A table without rows."""
    folder = project.cache / "reuse"
    if not folder.exists():
        folder.mkdir(parents=True)
        write_arrow(folder / "reuse.arrow", arrow_types("reuse"), [])
    return folder / "reuse.arrow"


def _build(project: Project) -> None:
    """What `fazhi build` does with new plans; nothing is kept from the round before."""
    for kept in (*project.cache.glob("*.json.zst"), project.cache / "last_build.json"):
        kept.unlink(missing_ok=True)
    compare.text.document._parsed.cache_clear()
    build_project(project, PlanCoder(project.coding), "benchmark", workers=1)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
