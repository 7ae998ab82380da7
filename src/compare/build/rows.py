"""From plans to tables: read, code, count. One way through, one document at a time.

`build_tables(documents)` needs no files, so a notebook can run it on a text it just pasted;
`map` may be a process pool's or a cluster's.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from compare.coding.given import Codes
from compare.extract.bodies import Body
from compare.extract.citations import Citation
from compare.extract.finds import UNCHECKED, Finds, find_all
from compare.extract.indicators import time_indicator
from compare.extract.origin import Origin, mandate_origin, plan_day, target_origin, time_origin
from compare.extract.outline_basis import find_outline_basis
from compare.extract.targets import Target
from compare.extract.times import Time
from compare.extract.unread import Unread, unread_in
from compare.indices.strictness import strictness_of
from compare.tables.checking import make_table
from compare.tables.schema import SCHEMAS, Rows, Tables
from compare.text.document import Document, Measure, Provision
from compare.text.places import place_of
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import domain_of, is_substantive

_KINDS: dict[str, type] = {"targets": Target, "times": Time, "bodies": Body, "citations": Citation}
_TOLD = {
    name: [column for column in SCHEMAS[name].columns if column in {*kind.__annotations__, *dir(kind)}]
    for name, kind in _KINDS.items()
}
"""The columns of the tables of finds that finds tell themselves: their fields and properties."""

Coder = Callable[[Document, dict[str, Finds]], dict[str, Codes]]
"""Gives every provision its codes by provision_id, from the document and what was found in it."""


def build_tables(
    documents: Iterable[Document], coder: Coder, map: Callable[..., Iterable[Rows]] = map
) -> Tables:
    """All tables of `documents`, in their order.

    `coder` gives the codes; `map` runs over the documents and may be a pool's.
    """
    rows: Rows = {name: [] for name in SCHEMAS}
    for part in map(_Rower(coder), documents):
        for name, found in part.items():
            rows[name] += found
    rows["indicators"] = indicator_rows()
    return {name: make_table(name, found) for name, found in rows.items()}


def indicator_rows() -> list[dict[str, Any]]:
    """The shared indicators, which no plan adds to."""
    columns = SCHEMAS["indicators"].columns
    return [{name: row[name] for name in columns} for row in read_vocabulary("indicators")]


@dataclass(frozen=True)
class _Rower:
    """A function of one document that a process pool can send to its workers."""

    coder: Coder

    def __call__(self, document: Document) -> Rows:
        return document_rows(document, self.coder)


def document_rows(
    document: Document, coder: Coder, finds: dict[str, Finds] | None = None, unread: Unread | None = None
) -> Rows:
    """The rows that one document adds to every table.

    `finds` as people corrected them, if they did, and what looks unread beside them, if it is known.
    """
    finds = find_all(document) if finds is None else finds
    unread = unread or unread_in(document, finds)
    codes = coder(document, finds)
    has_body = _has_body(document, finds)
    known = _document_row(document)
    day = plan_day(known["issued"], known["period_start"], known["outline_basis"])
    provisions = [
        _provision_row(p, codes[p.provision_id], finds[p.provision_id], has_body[p.provision_id], day)
        for p in document.provisions
    ]
    inside: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in provisions:
        inside[row["measure_id"]].append(row)
    rows: Rows = {
        "documents": [known | {"unread_share": unread.share}],
        "provisions": provisions,
    }
    rows["measures"] = [_measure_row(m, inside[m.measure_id], finds) for m in document.measures]
    for name, prefix in (("targets", "q"), ("times", "t"), ("bodies", "b"), ("citations", "c")):
        rows[name] = _find_rows(name, prefix, document, finds, day)
    return rows


def _has_body(document: Document, finds: dict[str, Finds]) -> dict[str, int | None]:
    """1 named here or by the measure; 0 none, though the plan names bodies; None: it names none."""
    naming = [p for p in document.provisions if finds[p.provision_id].bodies]
    here, measures = {p.provision_id for p in naming}, {p.measure_id for p in naming} - {""}
    silent = 0 if naming else None
    return {
        p.provision_id: 1 if p.provision_id in here or p.measure_id in measures else silent
        for p in document.provisions
    }


def _document_row(document: Document) -> dict[str, Any]:
    source = document.source
    names = [name for name in SCHEMAS["documents"].columns if hasattr(source, name)]
    place_id, code = place_of(source)
    own: dict[str, Any] = {"place_id": place_id, "division_code": code}
    own |= {"sha256": document.sha256, "start": document.start, "end": document.end, "chars": document.chars}
    return {name: getattr(source, name) for name in names} | own | _basis_cells(document)


def _basis_cells(document: Document) -> dict[str, Any]:
    """Which outline the plan follows, and the words that say so."""
    basis = find_outline_basis(document)
    return {
        "outline_basis": basis.outline,
        "basis_kind": basis.kind,
        "basis_evidence": basis.evidence,
        "basis_start": basis.start,
        "basis_end": basis.end,
    }


def _provision_row(
    provision: Provision, codes: Codes, found: Finds, has_body: int | None, day: str
) -> dict[str, Any]:
    row = {
        "provision_id": provision.provision_id,
        "measure_id": provision.measure_id,
        "doc_id": provision.doc_id,
        "seq": provision.seq,
        "start": provision.start,
        "end": provision.end,
        "text": provision.text,
        "is_heading": int(provision.is_heading),
        "topic": codes.topic,
        "topic2": codes.topic2,
        "domain": domain_of(codes.topic),
        "topic_source": codes.topic_source,
        "topic_score": codes.topic_score,
        "coder": codes.coder,
        "obligation": codes.obligation,
        "sanction": codes.sanction,
        "monitoring": codes.monitoring,
        "obligation_source": codes.obligation_source,
        "obligation_coder": codes.duty_coder,
        "n_targets": len(found.targets),
        "n_times": len(found.times),
        "has_body": has_body,
    }
    counted = not provision.is_heading and is_substantive(codes.topic)
    origin = mandate_origin(provision.plain, codes.obligation, found.citations, day) if counted else Origin()
    return row | strictness_of(row) | origin._asdict()


def _measure_row(measure: Measure, inside: list[dict[str, Any]], finds: dict[str, Finds]) -> dict[str, Any]:
    """The row of a measure, from the rows of the provisions inside it."""
    topic = main_topic(inside)
    bodies = [body for row in inside for body in finds[row["provision_id"]].bodies]
    return {
        "measure_id": measure.measure_id,
        "doc_id": measure.doc_id,
        "seq": measure.seq,
        "number": measure.number,
        "chapter": measure.chapter,
        "section": measure.section,
        "heading": measure.heading,
        "start": measure.start,
        "end": measure.end,
        "topic": topic,
        "domain": domain_of(topic),
        "n_provisions": sum(not row["is_heading"] for row in inside),
        "lead_bodies": _names(bodies, "lead"),
        "responsible_bodies": _names(bodies, "responsible"),
    }


def main_topic(provisions: list[dict[str, Any]]) -> str:
    """The topic that covers most characters; headings and N codes left out, the first at a tie."""
    sizes: dict[str, int] = {}
    for heading in (0, 1):  # the title decides only where nothing else is coded
        for row in provisions:
            if row["is_heading"] == heading and is_substantive(row["topic"]):
                sizes[row["topic"]] = sizes.get(row["topic"], 0) + len(row["text"])
        if sizes:
            return max(sizes, key=lambda topic: sizes[topic])
    return ""


def _names(bodies: list[Body], role: str) -> str:
    return "、".join(dict.fromkeys(body.name for body in bodies if body.role == role))


def _find_rows(
    name: str, prefix: str, document: Document, finds: dict[str, Finds], day: str
) -> list[dict[str, Any]]:
    """Rows of one table of finds, numbered through the document."""
    rows: list[dict[str, Any]] = []
    key = next(iter(SCHEMAS[name].columns))
    for provision in document.provisions:
        own = finds[provision.provision_id]
        ids = {
            "provision_id": provision.provision_id,
            "measure_id": provision.measure_id,
            "doc_id": document.doc_id,
        }
        for found in getattr(own, name):
            row: dict[str, Any] = {key: f"{document.doc_id}-{prefix}{len(rows) + 1:03}"} | ids
            row |= {column: getattr(found, column) for column in _TOLD[name]}
            row["start"], row["end"] = provision.passage.raw_span(found.start, found.end)
            row |= _known_of(provision.plain, found, own, day) | vars(own.checked.get(found, UNCHECKED))
            rows.append(row)
    return rows


def _known_of(text: str, found: object, finds: Finds, day: str) -> dict[str, Any]:
    """What the vocabularies know of a target or a time: its indicator and its origin."""
    if isinstance(found, Target):
        return target_origin(text, found, finds.citations, day)._asdict()
    if isinstance(found, Time):
        origin = time_origin(text, found, finds.targets, finds.citations, day)
        return {"indicator_id": time_indicator(text, found)} | origin._asdict()
    return {}
