"""`fazhi check`: do the tables still say what the raw files say?

Tables and documents are gone through together, one plan at a time: so thousands of plans need
little more memory than one.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from compare.errors import InputError
from compare.extract.body_names import MARKUP
from compare.files.manifest import NAME, Manifest, edited, read_manifest
from compare.project import Project
from compare.tables.checking import make_table
from compare.tables.datapackage import describe
from compare.tables.reading import read_parts, read_table, table_names
from compare.tables.schema import FOREIGN_KEYS, Tables
from compare.text.document import Document, read_document
from compare.text.sources import Source, plan_sources, usable_sources

_WORDS = {"provisions": "text", "targets": "text", "times": "text", "bodies": "name", "citations": "title"}
"""The tables whose rows quote a plan, and the column that holds the words."""
_NAMES = ("bodies", "citations")
_NO_MARKUP = dict.fromkeys(map(ord, MARKUP))


def check(project: Project, release: str) -> list[str]:
    """All faults found in a project's tables; empty if they hold.

    Files that are not as we wrote them, tables that cannot be read back, and then what `_contents` finds.
    """
    if not project.processed.is_dir():
        raise InputError("data/processed/: not there; run `fazhi build` first.")
    changed = [*_changed(project.processed), *_changed(project.reports)]
    unread = list(_unreadable(project.processed))
    # What is said of rows would only repeat that there are none.
    found = unread or _contents(project, release)
    return [*found, *changed, *usable_sources(project.raw)[1]]


def _changed(folder: Path) -> Iterator[str]:
    """Files of ours that were edited or are gone, and a folder in which old and new may stand together."""
    if (folder / NAME).exists() and read_manifest(folder) == Manifest():
        yield f"{folder.name}/{NAME}: cannot be read, so what was edited is not known; run `fazhi build` or `report` anew"
    for step in sorted(read_manifest(folder).placing):
        yield f"{folder.name}/: a {step} was stopped while it put its files here; run the command again"
    if command := read_manifest(folder).under_way:
        yield f"{folder.name}/: a {command} was stopped before its end; run `fazhi {command}` again"
    for name in edited(folder):
        there = "not as fazhi wrote it" if (folder / name).exists() else "fazhi wrote it, and it is gone"
        yield f"{folder.name}/{name}: {there}; make it anew"


def _unreadable(folder: Path) -> Iterator[str]:
    """Tables with rows that cannot be read back as they are declared."""
    for name in table_names(folder):
        try:
            for _ in read_parts(name, folder):
                pass
        except InputError as error:
            yield str(error)


def _contents(project: Project, release: str) -> list[str]:
    """Ids that point nowhere, hashes, spans whose raw characters are not the row's text, and plans whose
    provisions do not cover them."""
    built = read_table("documents", project.processed).set_index("doc_id")["sha256"]
    tables = {name: _RowsByPlan(name, project.processed) for name in FOREIGN_KEYS}
    lost: list[str] = []
    wrong: list[str] = []
    digests: dict[str, str] = {}
    unreadable: list[str] = []
    for doc_id, document in _in_order(built.index, project.raw, unreadable):
        own = {name: rows.of(doc_id) for name, rows in tables.items()}
        lost += _broken_keys(own)
        if document:
            digests[doc_id] = document.sha256
            wrong += _wrong_spans(document, own)
    lost += (fault for rows in tables.values() for fault in rows.left_over())
    return [
        *lost,
        *unreadable,
        *_outdated(project, built, digests),
        *wrong,
        *_stale_descriptor(project, release),
    ]


def _in_order(
    doc_ids: Iterable[str], folder: Path, unreadable: list[str]
) -> Iterator[tuple[str, Document | None]]:
    """The plans in the order of the tables; None for one that is not in sources.csv, or cannot be read any more."""
    known = {source.doc_id: source for source in plan_sources(folder)}
    for doc_id in doc_ids:
        document = None
        if doc_id in known:
            try:
                document = read_document(known[doc_id], folder)
            except InputError as error:
                unreadable.append(str(error))
        yield doc_id, document


def _outdated(project: Project, built: "pd.Series[str]", digests: dict[str, str]) -> Iterator[str]:
    """Plans of which the tables hold another text, or none, or that they should not hold."""
    sources = plan_sources(project.raw)
    for source in sources:
        if source.doc_id not in digests and source.doc_id not in built.index:
            yield _why_missing(source, project.raw)
        elif source.doc_id in digests and digests[source.doc_id] != built[source.doc_id]:
            yield f"{source.file}: not the file that the tables were built from; run `fazhi build`"
    for doc_id in built.index.difference([source.doc_id for source in sources]):
        yield f"documents.csv: {doc_id} is not in sources.csv; run `fazhi build`"


def _why_missing(source: Source, folder: Path) -> str:
    """A plan that is not in the tables could not be built, or has come since."""
    try:
        read_document(source, folder)
    except InputError as error:
        return str(error)
    return f"{source.file}: not in the tables; run `fazhi build`"


class _RowsByPlan:
    """The rows of a table, plan after plan in the order of documents.csv."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._none = name, make_table(name, [])
        self._plans = _plan_by_plan(read_parts(name, folder))
        self._next = next(self._plans, None)

    def of(self, doc_id: str) -> pd.DataFrame:
        """The rows of the plan whose turn it is."""
        if self._next is None or self._next["doc_id"].iloc[0] != doc_id:
            return self._none
        own, self._next = self._next, next(self._plans, None)
        return own

    def left_over(self) -> Iterator[str]:
        """What is wrong with rows whose turn never came."""
        if self._next is not None:
            doc_id = self._next["doc_id"].iloc[0]
            yield f"{self._name}.csv: doc_id {doc_id!r} is not in documents.csv, or not in that order"


def _plan_by_plan(parts: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Rows that follow each other and are of one plan."""
    rest: pd.DataFrame | None = None
    for part in parts:
        rows = part if rest is None else pd.concat([rest, part])
        doc_ids = rows["doc_id"].to_numpy(dtype=object)
        edges = [0, *(np.flatnonzero(doc_ids[1:] != doc_ids[:-1]) + 1).tolist()]
        yield from (rows.iloc[start:end] for start, end in pairwise(edges))
        rest = rows.iloc[edges[-1] :]
    if rest is not None and len(rest):
        yield rest


def _broken_keys(own: Tables) -> Iterator[str]:
    """Ids in the rows of one plan that none of its own rows has."""
    for name, keys in FOREIGN_KEYS.items():
        for column, target in keys.items():
            if target in own:
                known = set(own[target][column].tolist())
                lost = [value for value in own[name][column].tolist() if value not in known]
                if lost:
                    yield f"{name}.csv: {column} {lost[0]!r} is not in {target}.csv"


def _wrong_spans(document: Document, tables: Tables) -> Iterator[str]:
    """What is wrong with the rows of one plan."""
    kept = _kept(document)
    for name, words in _WORDS.items():
        for row in tables[name].to_dict("records"):
            found = "".join(kept[row["start"] : row["end"]])
            if not _stands_in(str(row[words]), found, name in _NAMES):
                yield f"{name}.csv: {row[next(iter(row))]} does not stand at {row['start']}-{row['end']} of the raw file"
    yield from _uncovered(document, tables["provisions"], kept)


def _stands_in(words: str, found: str, is_name: bool) -> bool:
    """Whether the words of a row stand in its raw characters; names are without signs of Markdown in them."""
    if is_name:
        words, found = words.translate(_NO_MARKUP), found.translate(_NO_MARKUP)
    return "".join(words.split()) in found


def _kept(document: Document) -> list[str]:
    """The raw characters one by one; what cleaning took out, and white space, as empty text."""
    kept = ["" if char.isspace() else char for char in document.raw]
    for cut in document.cuts:
        kept[cut.start : cut.end] = [""] * (cut.end - cut.start)
    return kept


def _uncovered(document: Document, provisions: pd.DataFrame, kept: list[str]) -> Iterator[str]:
    position = document.start
    for start, end in [*provisions[["start", "end"]].to_numpy(), (document.end, document.end)]:
        if "".join(kept[position:start]):
            yield f"provisions.csv: characters {position}-{start} of {document.doc_id} are in no provision"
        position = end


def _stale_descriptor(project: Project, release: str) -> Iterator[str]:
    path = project.processed / "datapackage.json"
    if not path.is_file():
        raise InputError("datapackage.json: not in processed/; run `fazhi build` first.")
    if json.loads(path.read_text(encoding="utf-8")) != describe(project.processed, release):
        yield "datapackage.json: does not describe the tables beside it; run `fazhi build`"
