"""Make a project of many plans by recombining the measures of the plans in data/raw/.

No two of its plans are alike, all are real sentences, and each is about as long as the plan it
begins like. `python benchmarks/recombined.py FOLDER 3000` writes it. `new` is the share of provisions
that are made of the first half of one and the second half of another, so that new texts keep coming.
"""

import random
import sys
from pathlib import Path

from compare.project import Project
from compare.text.document import Document, read_document
from compare.text.sources import read_sources

REPOSITORY = Project(Path(__file__).resolve().parents[1])


def read_plans() -> list[Document]:
    return [read_document(source, REPOSITORY.raw) for source in read_sources(REPOSITORY.raw)]


def write_project(
    folder: Path, count: int, seed: int = 2021, new: float = 0.0, most: int | None = None
) -> Project:
    """A project of `count` plans, of `most` measures at most; the same for the same seed."""
    project = Project(folder)
    project.raw.mkdir(parents=True, exist_ok=True)
    plans = read_plans()
    measures = [text for plan in plans for text in _measure_texts(plan)]
    chance = random.Random(seed)
    rows = ["doc_id,file"]
    for number in range(count):
        name = f"plan{number:05}"
        size = len(plans[number % len(plans)].measures[:most])
        text = _recombined(size, measures, chance, new)
        (project.raw / f"{name}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name},{name}.txt")
    (project.raw / "sources.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return project


def _measure_texts(plan: Document) -> list[list[str]]:
    """The provisions of each measure, without its printed number."""
    texts = []
    for measure in plan.measures:
        inside = [p.text for p in plan.provisions if p.measure_id == measure.measure_id]
        texts.append([inside[0].removeprefix(measure.number).lstrip(), *inside[1:]])
    return texts


def _recombined(size: int, measures: list[list[str]], chance: random.Random, new: float) -> str:
    lines = ["某县法治政府建设实施方案（2021—2025年）", "一、总体要求", "全面推进依法行政。", "二、主要任务"]
    for number, measure in enumerate(chance.sample(measures, size), 1):
        texts = [
            _halves(text, measures, chance) if new and chance.random() < new else text for text in measure
        ]
        lines.append(f"{number}．{''.join(texts)}")
    return "\n".join(lines) + "\n"


def _halves(text: str, measures: list[list[str]], chance: random.Random) -> str:
    """The first half of a provision, and the second half of some other."""
    other = chance.choice(chance.choice(measures))
    return text[: len(text) // 2] + other[len(other) // 2 :]


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), int(sys.argv[2]))
