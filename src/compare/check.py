"""`fazhi check`: do the tables still say what the raw files say?

Tables are read one after the other, of each only the columns that are compared, and documents
one at a time: so thousands of plans need no more memory than their provisions take.
"""

import json
from collections.abc import Iterator

import pandas as pd

from compare.datapackage import describe
from compare.documents import Document, read_document
from compare.errors import InputError
from compare.project import Project
from compare.tables import FOREIGN_KEYS, SCHEMAS, Tables, read_table
from compare.text.sources import plan_sources

_WORDS = {"provisions": "text", "targets": "text", "times": "text", "bodies": "name", "citations": "title"}
"""The tables whose rows quote a plan, and the column that holds the words."""
_NO_ROWS = pd.DataFrame(columns=["start", "end"])


def check(project: Project, release: str) -> list[str]:
    """All faults found in a project's tables; empty if they hold.

    Types and values are checked on reading; here ids that point nowhere, hashes, spans whose
    raw characters are not the row's text, and plans whose provisions do not cover them.
    """
    tables, quotes = _read(project)
    built = dict(zip(tables["documents"]["doc_id"], tables["documents"]["sha256"], strict=True))
    changed: list[str] = []
    wrong: list[str] = []
    for source in plan_sources(project.raw):
        document = read_document(source, project.raw)
        if built.get(document.doc_id) != document.sha256:
            changed.append(f"{source.file}: not the file that the tables were built from; run `fazhi build`")
        own = {name: found.get(document.doc_id, _NO_ROWS) for name, found in quotes.items()}
        wrong += _wrong_spans(document, own)
    return [*_broken_keys(tables), *changed, *wrong, *_stale_descriptor(project, release)]


def _read(project: Project) -> tuple[Tables, dict[str, Tables]]:
    """Of all tables the ids and hashes, and of those that quote plans the rows of each plan."""
    tables: Tables = {}
    quotes: dict[str, Tables] = {}
    for name in SCHEMAS:
        frame = read_table(name, project.processed)
        columns = list(frame.columns)
        if name in _WORDS:
            rows = frame[[columns[0], "doc_id", "start", "end", _WORDS[name]]]
            quotes[name] = {str(doc_id): own for doc_id, own in rows.groupby("doc_id", sort=False)}
        ids = {columns[0], "sha256", *FOREIGN_KEYS.get(name, ())}
        tables[name] = frame[[column for column in columns if column in ids]]
    return tables, quotes


def _broken_keys(tables: Tables) -> Iterator[str]:
    for name, keys in FOREIGN_KEYS.items():
        for column, target in keys.items():
            known = set(tables[target][column].tolist())
            lost = [value for value in tables[name][column].tolist() if value not in known]
            if lost:
                yield f"{name}.csv: {column} {lost[0]!r} is not in {target}.csv"


def _wrong_spans(document: Document, tables: Tables) -> Iterator[str]:
    """What is wrong with the rows of one plan."""
    kept = _kept(document)
    for name, words in _WORDS.items():
        for row in tables[name].to_dict("records"):
            found = "".join(kept[row["start"] : row["end"]])
            if "".join(str(row[words]).split()) not in found:
                yield f"{name}.csv: {row[next(iter(row))]} does not stand at {row['start']}-{row['end']} of the raw file"
    yield from _uncovered(document, tables["provisions"], kept)


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
