"""Times against JioNLP's time extraction: speed on all held-out plans, accuracy on their answers.

    python benchmarks/against_jionlp.py [ANSWERS]

A folder of answers to real documents (docs/answers.md) is compared, too.

JioNLP is needed for this comparison only: pip install "jionlp==1.5.*" into an environment apart.
A time counts as found where a span overlaps an answer; what a span means is not asked here,
since JioNLP has other categories. It has no targets: ours are found in the time it takes ours.
"""

import csv
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jionlp

from compare.evaluation.answers import read_answers
from compare.extract.finds import find_all
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.text.document import Document, Provision, parse_document
from compare.text.sources import Source

HELDOUT = Path(__file__).resolve().parents[1] / "data" / "heldout"
Spans = set[tuple[str, int, int]]


def main() -> None:
    plans = [
        parse_document(Source(path.stem, path.name), path.read_text(encoding="utf-8"))
        for path in sorted(HELDOUT.glob("*.txt"))
    ]
    texts = [provision.text for plan in plans for provision in plan.provisions]
    ours = _seconds(lambda: [(find_times(text), find_targets(text)) for text in texts])
    theirs = _seconds(lambda: [_jionlp(text) for text in texts])
    wanted, optional = _answers()
    print(f"ours (with targets) is {theirs / ours:.1f} times as fast")
    _compare(plans, wanted, optional)
    for folder in sys.argv[1:]:
        _compare(*_real(Path(folder)))


def _compare(plans: list[Document], wanted: Spans, optional: Spans) -> None:
    """Print precision, recall and F1 of both."""
    print(f"{len(plans)} plans, {len(wanted)} times")
    for name, found in (("ours", _ours(plans)), ("JioNLP", _theirs(plans))):
        precision, recall = _share(found, wanted | optional), _share(wanted, found)
        print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, F1 {_f1(precision, recall):.3f}")


def _real(folder: Path) -> tuple[list[Document], Spans, Spans]:
    """Real documents with all the times in them, and those of which a reader was in doubt."""
    answered = [
        one for one in read_answers(folder) if "times" in one.tables and "times" not in one.recall_only
    ]
    plans = [parse_document(Source(one.doc_id, f"{one.doc_id}.txt"), one.text) for one in answered]
    wanted = {(f"{one.doc_id}.txt", *_span(item)) for one in answered for item in one.tables["times"]}
    doubtful = {
        (f"{one.doc_id}.txt", *_span(item))
        for one in answered
        for item in one.tables.get("doubtful", [])
        if item.get("table") == "times"
    }
    return plans, wanted, doubtful


def _span(item: dict[str, Any]) -> tuple[int, int]:
    return item["start"], item["end"]


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _jionlp(text: str) -> list[tuple[int, int]]:
    """Spans of JioNLP; it raises on some texts, which then have none."""
    try:
        return [tuple(found["offset"]) for found in jionlp.ner.extract_time(text, time_base={"year": 2022})]
    except Exception:
        return []


def _ours(plans: list[Document]) -> Spans:
    """The same finds as in the tables: none in headings and titles."""
    found: Spans = set()
    for plan in plans:
        finds = find_all(plan)
        for provision in plan.provisions:
            spans = ((time.start, time.end) for time in finds[provision.provision_id].times)
            found |= _placed(plan, provision, spans)
    return found


def _theirs(plans: list[Document]) -> Spans:
    """JioNLP's spans, spared the headings and titles too."""
    found: Spans = set()
    for plan in plans:
        for provision in plan.provisions:
            if not provision.is_heading and provision.structure != "N0":
                found |= _placed(plan, provision, _jionlp(provision.text))
    return found


def _placed(plan: Document, provision: Provision, spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans of a provision as places in the plan's file."""
    return {(f"{plan.doc_id}.txt", *provision.passage.raw_span(*span)) for span in spans}


def _answers() -> tuple[Spans, Spans]:
    """Times that must be found, and times that may be."""
    with (HELDOUT / "times.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    spans = [(row["optional"] == "1", (row["file"], int(row["start"]), int(row["end"]))) for row in rows]
    return {span for free, span in spans if not free}, {span for free, span in spans if free}


def _share(of: Spans, among: Spans) -> float:
    """The share of spans that overlap one of the others."""
    hits = sum(any(a == b and s < f and t < e for b, t, f in among) for a, s, e in of)
    return hits / max(1, len(of))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
