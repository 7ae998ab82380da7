"""The rows of `reuse.csv` for a project: what its plans share with each other and with templates.

Up to `MOST_PLANS` plans these are the passages of all pairs, whose number grows with the square
of the plans. Of more plans only the closest passages are sought (see `compare.reuse.closest`):
how much of a plan stands in other plans can be told from them, how much two plans share cannot.
Rows are made anew only when a text changes.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from compare.documents import read_document
from compare.kept_rows import judging_hash
from compare.project import Project
from compare.reuse.closest import find_closest
from compare.reuse.passages import find_reuse
from compare.text.sources import Source

MOST_PLANS = 60
"""Up to so many plans every pair is compared."""
_BATCH = 20_000  # rows that are checked and written together: bounds memory, shares overhead

Rows = list[dict[str, Any]]


def reuse_rows(project: Project, plans: Sequence[Source], templates: Sequence[Source]) -> Iterator[Rows]:
    """Shared passages of `plans`, and of each plan with every template, in batches."""
    place = _place(project, plans, templates)
    if place.is_file():
        return _kept(place)
    found, originals = (
        (read_document(source, project.raw) for source in sources) for sources in (plans, templates)
    )
    if len(plans) <= MOST_PLANS:
        return _keep(iter([find_reuse(found, originals)]), place)
    return _keep(_batches(find_closest(found, originals)), place)


def keep_reuse(project: Project, plans: Sequence[Source], templates: Sequence[Source]) -> None:
    """Make the rows, if they are not kept, so that `reuse_rows` has them at hand."""
    if not _place(project, plans, templates).is_file():
        for _ in reuse_rows(project, plans, templates):
            pass


def closest_only(plans: int) -> list[str]:
    """What the user must be told of the table of so many plans."""
    if plans <= MOST_PLANS:
        return []
    return [
        f"reuse.csv: beyond {MOST_PLANS} plans it holds the closest passages of every plan, not those of"
        " all pairs of plans (see columns.md)."
    ]


def _batches(parts: Iterable[Rows]) -> Iterator[Rows]:
    batch: Rows = []
    for part in parts:
        batch += part
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch


def _place(project: Project, plans: Sequence[Source], templates: Sequence[Source]) -> Path:
    """Where the rows are kept: named by the texts, their boundaries and the code."""
    digest = hashlib.sha256(judging_hash().encode())
    for source in (*plans, *templates):
        digest.update(repr(source).encode("utf-8") + (project.raw / source.file).read_bytes())
    return project.cache / "reuse" / f"{digest.hexdigest()[:32]}.jsonl.gz"


def _kept(place: Path) -> Iterator[Rows]:
    """The batches that are kept, a line each."""
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _keep(batches: Iterator[Rows], place: Path) -> Iterator[Rows]:
    """Pass the batches on and keep them, and only these, once all are there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.iterdir():
        old.unlink()
    part = place.with_suffix(".part")
    with part.open("wb") as file, gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as kept:
        for batch in batches:
            kept.write(json.dumps(batch, ensure_ascii=False).encode("utf-8") + b"\n")
            yield batch
    os.replace(part, place)
