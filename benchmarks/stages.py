"""Characters per second of every stage and of the whole, against `jieba.lcut` over the same text.

All in one process, best of several rounds, so that both meet the same machine.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jieba
from recombined import read_plans

from compare.coding.coder import model_codes
from compare.coding.finds import find_all
from compare.coding.reference import topic_model
from compare.coding.rules import judge
from compare.documents import parse_document
from compare.pipeline import document_rows
from compare.table_files import TableFiles

ROUNDS = 5


def seconds(work: Callable[[], Any]) -> float:
    """CPU seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def measure() -> dict[str, float]:
    """Seconds of each stage over the five plans, coded as if nobody had coded them."""
    plans = read_plans()
    finds = [find_all(plan) for plan in plans]
    rows = [document_rows(plan, model_codes) for plan in plans]
    model = topic_model()
    jieba.initialize()
    return {
        "jieba.lcut": seconds(lambda: [jieba.lcut(plan.raw[plan.start : plan.end]) for plan in plans]),
        "read": seconds(lambda: [parse_document(plan.source, plan.raw) for plan in plans]),
        "finds": seconds(lambda: [find_all(plan) for plan in plans]),
        "rules": seconds(lambda: [_judge(plan, found) for plan, found in zip(plans, finds, strict=True)]),
        "topics": seconds(lambda: [model.predict(plan) for plan in plans]),
        "tables": seconds(lambda: _write(rows)),
    }


def _judge(plan: Any, found: dict[str, Any]) -> None:
    for provision in plan.provisions:
        here = found[provision.provision_id]
        judge(provision.text, bool(here.targets or here.times))


def _write(rows: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        TableFiles(Path(folder)).add(rows)


def main() -> None:
    taken = measure()
    characters = sum(plan.end - plan.start for plan in read_plans())
    jieba_alone = taken["jieba.lcut"]
    taken["the whole"] = sum(taken.values()) - jieba_alone
    print(f"{characters:,} characters\n\n| stage | characters per second | times jieba |\n|---|---:|---:|")
    for stage, used in taken.items():
        print(f"| {stage} | {characters / used:,.0f} | {used / jieba_alone:.2f} |")


if __name__ == "__main__":
    main()
