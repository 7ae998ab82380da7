"""The table `reuse` of a project: what its plans share with each other and with templates.

Up to `MOST_PLANS` plans it holds the passages of all pairs, whose number grows with the square
of the plans. Of more plans only the closest passages are sought (see `compare.reuse.closest`):
how much of a plan stands in other plans can be told from them, how much two plans share cannot.
The table is kept from one build to the next and made anew only when a text changes; of many plans, what
was found of texts that no change can have touched is kept, too (see `compare.reuse.taking_over`).
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

import pyarrow as arrow

from compare.build.judging import judging_hash
from compare.build.kept_letters import KeptLetters
from compare.build.kept_search import KeptSearch
from compare.build.workers import meanwhile
from compare.errors import InputError
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.files.reading import sha256_of
from compare.project import Project
from compare.reuse.closest import FOUND, find_closest
from compare.reuse.passages import find_reuse
from compare.reuse.text_lines import TextLines
from compare.tables.checking import arrow_columns, arrow_table, arrow_types
from compare.tables.gathered import write_arrow
from compare.text.document import read_document
from compare.text.sources import Source

MOST_PLANS = 60
"""Up to so many plans every pair is compared."""
_KEPT = re.compile(r"[0-9a-f]{32}")
_INTERVAL = 0.2  # seconds between looks at what another process has done

DoParts = Callable[[Callable[[int], None], Iterable[int]], None]
"""Does parts of a task in other processes."""
_Read = TypeVar("_Read")


def reuse_table(
    project: Project, sources: Sequence[Source], templates: Sequence[Source], good: Container[str]
) -> Path:
    """The file of the checked table: passages of the plans among `sources` whose id is in `good`.

    The other sources could not be built; they only help to name what is kept.
    """
    plans = [source for source in sources if source.doc_id in good]
    place, closest = _place(project, sources, templates), len(plans) > MOST_PLANS
    if _head_of(place) != _head(plans, closest, place):
        _keep(project, _find(project, plans, templates, closest, place), place, plans, closest)
    return place


def keep_reuse(project: Project, sources: Sequence[Source], templates: Sequence[Source]) -> None:
    """Make the table, if it is not kept, so that `reuse_table` has it at hand."""
    place, closest, plans = _place(project, sources, templates), len(sources) > MOST_PLANS, list[Source]()
    if not _head_of(place):
        _keep(project, _find(project, sources, templates, closest, place, plans), place, plans, closest)


@contextmanager
def found_meanwhile(
    project: Project, sources: Sequence[Source], templates: Sequence[Source], do_parts: DoParts
) -> Iterator[None]:
    """Make the table in another process while the block runs; with what is left then, `do_parts` helps."""
    folder = _search_folder(_place(project, sources, templates))
    _refuse_links(folder, project)
    shutil.rmtree(folder, ignore_errors=True)  # what another search left is no part of this one
    try:
        with meanwhile(partial(keep_reuse, project, sources, templates)) as search:
            yield
            _help(search, TextLines(folder), do_parts)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # left behind by a search that was ended


def _help(search: BaseProcess, lines: TextLines, do_parts: DoParts) -> None:
    """Do parts of a search from the end on, which goes on from the beginning in its own process.

    What both happen to do is the same; where the search is done, its files are gone.
    """
    while search.is_alive() and not lines.ready:
        search.join(_INTERVAL)
    with suppress(OSError):
        do_parts(lines, reversed(lines.parts))


def _find(
    project: Project,
    sources: Iterable[Source],
    templates: Sequence[Source],
    closest: bool,
    place: Path,
    good: list[Source] | None = None,
) -> Iterator[arrow.Table]:
    """The rows of the table, checked, some at a time; `good` is filled with the sources that can be read."""
    if not closest:
        parsed = partial(read_document, folder=project.raw)
        rows = find_reuse(_readable(parsed, sources, good), map(parsed, templates))
        return iter([arrow_table("reuse", rows)])
    return _closest(project, sources, templates, _search_folder(place), good)


def _closest(
    project: Project,
    sources: Iterable[Source],
    templates: Sequence[Source],
    folder: Path,
    good: list[Source] | None,
) -> Iterator[arrow.Table]:
    """The same of many plans; when all is found, it is kept, and letters of other plans are forgotten."""
    letters, kept = KeptLetters(project), KeptSearch(project)
    plans = _readable(letters.of, sources, good)
    for part in find_closest(folder, plans, map(letters.of, templates), kept.load()):
        yield arrow_columns("reuse", part)
    kept.keep(folder / FOUND)
    letters.drop_others()


def _readable(
    read: Callable[[Source], _Read], sources: Iterable[Source], good: list[Source] | None
) -> Iterator[_Read]:
    """What is read of each source; with `good`, which is filled, of those only that can be read."""
    for source in sources:
        with suppress(*([] if good is None else [InputError])):
            found = read(source)
            if good is not None:
                good.append(source)
            yield found


def closest_only(plans: int) -> list[str]:
    """What the user must be told of the table of so many plans."""
    if plans <= MOST_PLANS:
        return []
    return [
        f"reuse.csv: beyond {MOST_PLANS} plans it holds the closest passages of every plan, not those of"
        " all pairs of plans (see columns.md)."
    ]


# --- what is kept ---


def _place(project: Project, sources: Sequence[Source], templates: Sequence[Source]) -> Path:
    """Where the table is kept: named by the texts, their boundaries and the code."""
    texts = (part for source in (*sources, *templates) for part in (repr(source), project.raw / source.file))
    return project.cache / "reuse" / digest_of(judging_hash(), *texts)[:32] / "reuse.arrow"


def _keep(
    project: Project, parts: Iterator[arrow.Table], place: Path, plans: Sequence[Source], closest: bool
) -> None:
    """Write the table and at last its head; nothing else is kept any more."""
    _refuse_links(_search_folder(place), project)
    _drop_kept(place.parent.parent)
    _search_folder(place).mkdir(parents=True, exist_ok=True)
    try:
        unfinished = _search_folder(place) / place.name
        write_arrow(unfinished, arrow_types("reuse"), parts)
        os.replace(unfinished, place)
    finally:
        shutil.rmtree(_search_folder(place), ignore_errors=True)
    store_entry(_head_file(place), _head(plans, closest, place).encode("utf-8"))


def _refuse_links(search: Path, project: Project) -> None:
    """What is written under a name that can be foretold goes through no link there."""
    for folder in (search.parent, search):
        inside(folder, project.root)
        if folder.is_symlink():
            raise InputError(f"{folder.relative_to(project.root).as_posix()}: a link; remove it.")


def _drop_kept(folder: Path) -> None:
    """Remove the tables kept so far: what we know by its name, and no folder that holds more."""
    for kept in sorted(folder.glob("*")):
        if _KEPT.fullmatch(kept.name) and kept.is_dir() and not kept.is_symlink():
            shutil.rmtree(kept / "search", ignore_errors=True)
            for name in ("reuse.arrow", "reuse.csv", "reuse.json"):  # .csv: of earlier releases
                (kept / name).unlink(missing_ok=True)
            with suppress(OSError):
                kept.rmdir()


def _search_folder(place: Path) -> Path:
    """What the search for the table keeps on disk until it is done."""
    return place.parent / "search"


def _head_file(place: Path) -> Path:
    """Says whose passages the table holds, and, since it is written last, that all are there."""
    return place.with_suffix(".json")


def _head(plans: Sequence[Source], closest: bool, place: Path) -> str:
    table = sha256_of(place) if place.is_file() else ""
    head = {"closest": closest, "plans": [plan.doc_id for plan in plans], "table": table}
    return json.dumps(head, ensure_ascii=False)


def _head_of(place: Path) -> str:
    """Empty where no whole table is kept."""
    return (load_entry(_head_file(place)) or b"").decode("utf-8")
