"""`fazhi check`: do the tables still say what the raw files say?"""

import json
from collections.abc import Iterator

from compare.datapackage import describe
from compare.documents import Document, read_document
from compare.errors import InputError
from compare.project import Project
from compare.tables import FOREIGN_KEYS, Tables, read_tables
from compare.text.sources import plan_sources


def check(project: Project, release: str) -> list[str]:
    """All faults found in a project's tables; empty if they hold.

    Types and values are checked on reading; here ids that point nowhere, hashes, spans whose
    raw characters are not the row's text, and plans whose provisions do not cover them.
    """
    tables = read_tables(project.processed)
    documents = [read_document(source, project.raw) for source in plan_sources(project.raw)]
    return [
        *_broken_keys(tables),
        *_changed_files(tables, documents),
        *(fault for document in documents for fault in _wrong_spans(document, tables)),
        *_stale_descriptor(project, release),
    ]


def _broken_keys(tables: Tables) -> Iterator[str]:
    for name, keys in FOREIGN_KEYS.items():
        for column, target in keys.items():
            lost = ~tables[name][column].isin(tables[target][column])
            if lost.any():
                yield f"{name}.csv: {column} {tables[name].loc[lost, column].iloc[0]!r} is not in {target}.csv"


def _changed_files(tables: Tables, documents: list[Document]) -> Iterator[str]:
    built = dict(zip(tables["documents"]["doc_id"], tables["documents"]["sha256"], strict=True))
    for document in documents:
        if built.get(document.doc_id) != document.sha256:
            yield f"{document.source.file}: not the file that the tables were built from; run `fazhi build`"


def _wrong_spans(document: Document, tables: Tables) -> Iterator[str]:
    kept = _kept(document)
    for name in ("provisions", "targets", "times", "bodies", "citations"):
        frame = tables[name]
        text = "name" if name == "bodies" else "title" if name == "citations" else "text"
        for row in frame[frame["doc_id"] == document.doc_id].to_dict("records"):
            found = "".join(kept[row["start"] : row["end"]])
            if "".join(str(row[text]).split()) not in found:
                yield f"{name}.csv: {row[next(iter(row))]} does not stand at {row['start']}-{row['end']} of the raw file"
    yield from _uncovered(document, tables, kept)


def _kept(document: Document) -> list[str]:
    """The raw characters one by one; what cleaning took out, and white space, as empty text."""
    kept = ["" if char.isspace() else char for char in document.raw]
    for cut in document.cuts:
        kept[cut.start : cut.end] = [""] * (cut.end - cut.start)
    return kept


def _uncovered(document: Document, tables: Tables, kept: list[str]) -> Iterator[str]:
    frame = tables["provisions"]
    spans = frame.loc[frame["doc_id"] == document.doc_id, ["start", "end"]].to_numpy()
    position = document.start
    for start, end in [*spans, (document.end, document.end)]:
        if "".join(kept[position:start]):
            yield f"provisions.csv: characters {position}-{start} of {document.doc_id} are in no provision"
        position = end


def _stale_descriptor(project: Project, release: str) -> Iterator[str]:
    path = project.processed / "datapackage.json"
    if not path.is_file():
        raise InputError("datapackage.json: not in processed/; run `fazhi build` first.")
    if json.loads(path.read_text(encoding="utf-8")) != describe(project.processed, release):
        yield "datapackage.json: does not describe the tables beside it; run `fazhi build`"
