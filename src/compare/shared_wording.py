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
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from compare.documents import Document, read_document
from compare.errors import InputError
from compare.kept_rows import judging_hash
from compare.project import Project
from compare.reuse.closest import find_closest
from compare.reuse.passages import find_reuse
from compare.text.sources import Source

MOST_PLANS = 60
"""Up to so many plans every pair is compared."""
_BATCH = 20_000  # rows that are checked and written together: bounds memory, shares overhead

Rows = list[dict[str, Any]]


def reuse_rows(
    project: Project, sources: Sequence[Source], templates: Sequence[Source], good: Container[str]
) -> Iterator[Rows]:
    """Shared passages of the plans among `sources` whose id is in `good`, and of each with every template.

    They come in batches. The others could not be built; they only help to name what is kept.
    """
    plans = [source for source in sources if source.doc_id in good]
    place, closest = _place(project, sources, templates), len(plans) > MOST_PLANS
    if _head_of(place) == _head(plans, closest):
        return _kept(place)
    documents = (read_document(source, project.raw) for source in plans)
    return _keep(_find(project, documents, templates, closest), place, partial(_head, plans, closest))


def keep_reuse(project: Project, sources: Sequence[Source], templates: Sequence[Source]) -> None:
    """Make the rows, if they are not kept, so that `reuse_rows` has them at hand."""
    place, closest, plans = _place(project, sources, templates), len(sources) > MOST_PLANS, list[Source]()
    if not place.is_file():
        documents = _readable(project, sources, plans)
        for _ in _keep(_find(project, documents, templates, closest), place, partial(_head, plans, closest)):
            pass


def _readable(project: Project, sources: Sequence[Source], plans: list[Source]) -> Iterator[Document]:
    """The documents of sources, without those that cannot be read; `plans` is filled with the sources."""
    for source in sources:
        with suppress(InputError):
            document = read_document(source, project.raw)
            plans.append(source)
            yield document


def _find(
    project: Project, plans: Iterable[Document], templates: Sequence[Source], closest: bool
) -> Iterator[Rows]:
    originals = (read_document(source, project.raw) for source in templates)
    if closest:
        return _batches(find_closest(plans, originals))
    return iter([find_reuse(plans, originals)])


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


def _place(project: Project, sources: Sequence[Source], templates: Sequence[Source]) -> Path:
    """Where the rows are kept: named by the texts, their boundaries and the code."""
    digest = hashlib.sha256(judging_hash().encode())
    for source in (*sources, *templates):
        digest.update(repr(source).encode("utf-8"))
        with suppress(OSError):
            digest.update((project.raw / source.file).read_bytes())
    return project.cache / "reuse" / f"{digest.hexdigest()[:32]}.jsonl.gz"


def _head(plans: Sequence[Source], closest: bool) -> str:
    """The first line of what is kept: whose passages they are, and how they were sought."""
    return json.dumps([closest, *(plan.doc_id for plan in plans)], ensure_ascii=False) + "\n"


def _head_of(place: Path) -> str:
    """Empty where nothing is kept."""
    if not place.is_file():
        return ""
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        return next(lines, "")


def _kept(place: Path) -> Iterator[Rows]:
    """The batches that are kept, a line each behind the head."""
    with gzip.open(place, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 1, None):
            yield json.loads(line)


def _keep(batches: Iterator[Rows], place: Path, head: Callable[[], str]) -> Iterator[Rows]:
    """Pass the batches on and keep them, and only these, once all are there.

    `head` is known when the first batch is.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.iterdir():
        old.unlink()
    part = place.with_suffix(".part")
    with part.open("wb") as file, gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as kept:
        for number, batch in enumerate(batches):
            kept.write(b"" if number else head().encode("utf-8"))
            kept.write(json.dumps(batch, ensure_ascii=False).encode("utf-8") + b"\n")
            yield batch
    os.replace(part, place)
