"""The data of the explorer: the tables column by column, small enough to stand inside a page.

A column of words that often come again is written as `{"values": [...], "codes": [...]}`, any other
as a list; `null` is a missing value. Ids of rows become numbers of rows, and raw offsets of finds
and of shared passages become places in the sentence's text, which is what a page can mark. Columns
that a table lacks are left out, and the page does without.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from compare.coding.schemes import known_codes
from compare.report.places import Places
from compare.report.plan_labels import plan_labels
from compare.tables.schema import Tables
from compare.text.document import Document
from compare.vocab.outlines import FRAMES, frame
from compare.vocab.reading import read_vocabulary, values
from compare.vocab.taxonomy import taxonomy_rows

FORMAT = 1
"""Version of the layout below; the page refuses another."""

_PLAN = (
    "doc_id", "jurisdiction_zh", "jurisdiction_en", "province_zh", "province_en", "parent_zh", "level", "title",
    "document_number", "issued", "period_start", "period_end", "file", "sha256", "outline_basis",
    "basis_kind", "basis_evidence", "place_id",
)  # fmt: skip
_MEASURE = ("number", "chapter", "section", "heading", "lead_bodies", "responsible_bodies")
_PROVISION = (
    "start", "end", "text", "is_heading", "topic", "topic2", "topic_source", "topic_score", "coder",
    "obligation_source", "obligation", "sanction", "monitoring", "has_body", "precision", "accountability",
    "strictness", "origin",
)  # fmt: skip
_FINDS = {
    "targets": (
        "text", "comparator", "value", "unit", "indicator", "indicator_id", "per", "origin", "basis", "scope",
        "condition",
    ),
    "times": (
        "text", "kind", "date_start", "date_end", "granularity", "period", "workdays", "bound", "indicator_id",
        "origin", "basis", "scope", "condition",
    ),
    "bodies": ("name", "role", "generic", "label"),
    "citations": ("title", "document_number", "issuer_level", "kind"),
}  # fmt: skip
_INDICATOR = ("indicator_id", "label_zh", "label_en", "unit", "better", "definition")
_TOPIC = ("code", "parent", "label_zh", "label_en", "definition")

Column = list[Any] | dict[str, list[Any]]
Json = dict[str, Any]


def explorer_data(
    tables: Tables, raw: Mapping[str, str], templates: Sequence[Document] = (), name: str = ""
) -> Json:
    """Everything the page shows of a project called `name`.

    `raw` has the decoded text of each plan's file by doc_id (a plan may be missing: marks then stand only
    where a sentence's raw span is its text). `templates` are outlines that plans may have followed:
    they can be read and compared, and are never counted.
    """
    provisions = _with_templates(_in_plan_order(tables), templates)
    places = Places(provisions, dict(raw) | {document.doc_id: document.raw for document in templates})
    return {
        "format": FORMAT,
        "name": name,
        "topics": [[row[name] for name in _TOPIC] for row in taxonomy_rows()],
        "frames": [_frame(name) for name in FRAMES],
        "labels": _value_labels(),
        "indicators": _table(tables["indicators"], _INDICATOR),
        "plans": _plans(tables["documents"], provisions, templates),
        "measures": _measures(tables["measures"], provisions),
        "provisions": _provisions(provisions),
        **{table: _finds(tables[table], columns, places) for table, columns in _FINDS.items()},
        "reuse": _reuse(tables["reuse"], places),
        "schemes": _schemes(tables, places),
    }


# --- plans, measures, provisions ---


def _in_plan_order(tables: Tables) -> pd.DataFrame:
    """The provisions, all of a plan together, plans in the order of documents.csv."""
    order = {doc_id: place for place, doc_id in enumerate(tables["documents"]["doc_id"])}
    rows = tables["provisions"].assign(plan=tables["provisions"]["doc_id"].map(order))
    return rows.sort_values(["plan", "seq"], kind="stable", ignore_index=True)


def _with_templates(provisions: pd.DataFrame, templates: Sequence[Document]) -> pd.DataFrame:
    """The provisions, and after them those of templates, which nobody has coded."""
    first = int(provisions["plan"].max()) + 1 if len(provisions) else 0
    rows = [
        {
            "provision_id": part.provision_id, "measure_id": part.measure_id, "doc_id": part.doc_id,
            "seq": part.seq, "start": part.start, "end": part.end, "text": part.text,
            "is_heading": int(part.is_heading), "plan": place,
        }
        for place, document in enumerate(templates, first)
        for part in document.provisions
    ]  # fmt: skip
    return pd.concat([provisions, pd.DataFrame(rows)], ignore_index=True) if rows else provisions


def _plans(
    documents: pd.DataFrame, provisions: pd.DataFrame, templates: Sequence[Document]
) -> list[dict[str, Any]]:
    """One record per plan and template: what is known of it, its labels, and its rows of provisions."""
    rows = [{name: row[name] for name in _PLAN if name in row} for row in documents.to_dict("records")]
    rows += [_template(document) for document in templates]
    counts = provisions["plan"].value_counts()
    labels = plan_labels(rows)
    for place, row in enumerate(rows):
        row |= labels[place] | {"count": int(counts.get(place, 0))}
    return rows


def _template(document: Document) -> dict[str, Any]:
    source = document.source
    known = {name: getattr(source, name) for name in _PLAN if hasattr(source, name)}
    return known | {"sha256": document.sha256, "template": 1}


def _measures(measures: pd.DataFrame, provisions: pd.DataFrame) -> Json:
    """The measures that provisions belong to; `of` has the measure's row for every provision, or -1."""
    row_of = {measure_id: row for row, measure_id in enumerate(measures["measure_id"])}
    of = provisions["measure_id"].map(row_of).fillna(-1).astype(int)
    short = _without_plan(measures["measure_id"], measures["doc_id"])
    return _table(measures.assign(id=short), ("id", *_MEASURE)) | {"of": of.tolist()}


def _provisions(provisions: pd.DataFrame) -> Json:
    short = _without_plan(provisions["provision_id"], provisions["doc_id"])
    return _table(provisions.assign(id=short), ("id", *_PROVISION))


def _without_plan(ids: pd.Series, doc_ids: pd.Series) -> list[str]:
    """Ids without the plan they begin with: `p0041` for `county-p0041`."""
    return [full.removeprefix(f"{doc_id}-") for full, doc_id in zip(ids, doc_ids, strict=True)]


# --- what was found in provisions ---


def _finds(frame: pd.DataFrame, columns: Iterable[str], places: Places) -> Json:
    """A table of finds: the row of its provision, and where in the text it stands (-1 if unknown)."""
    rows, first, last = places.of(frame["provision_id"], frame["start"], frame["end"])
    return _table(frame, columns) | {"provision": rows, "from": first, "to": last}


def _reuse(reuse: pd.DataFrame, places: Places) -> Json:
    """Shared passages between the sentences `a` and `b`, whose plans or templates the page has."""
    held = reuse[reuse["provision_a"].isin(places.rows) & reuse["provision_b"].isin(places.rows)]
    found = _table(held, ("chars", "similarity"))
    for side in ("a", "b"):
        rows, first, last = places.of(held[f"provision_{side}"], held[f"start_{side}"], held[f"end_{side}"])
        found |= {side: rows, f"from_{side}": first, f"to_{side}": last}
    return found


def _schemes(tables: Tables, places: Places) -> list[Json]:
    """Second coding schemes (`codes_<scheme>`): their codes with labels, and the code of every provision that has one."""
    names = sorted(name for name in tables if name.startswith("codes_"))
    return [_scheme(name.removeprefix("codes_"), tables[name], places) for name in names]


def _scheme(name: str, codes: pd.DataFrame, places: Places) -> Json:
    held = codes[codes["provision_id"].isin(places.rows) & (codes["code"] != "")]
    used = set(held["code"])
    known = [category for code, category in known_codes(name, held["code"]).items() if code in used]
    return _table(held, ("code", "coder", "coder_kind")) | {
        "name": name,
        "groups": [[one.code, one.label_zh, one.label_en] for one in known],
        "provision": [places.rows[provision_id] for provision_id in held["provision_id"]],
    }


# --- words ---


def _frame(name: str) -> Json:
    made = frame(name)
    groups = [[group.key, group.label_zh, group.label_en] for group in made.groups]
    return {"name": name, "groups": groups, "place": dict(made.place)}


def _value_labels() -> dict[str, dict[str, list[str]]]:
    """The labels of fixed values by column: `{"level": {"county": ["县", "county"]}}`."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in read_vocabulary("value_labels"):
        for column in values(row["columns"]):
            found.setdefault(column, {})[row["value"]] = [row["label_zh"], row["label_en"]]
    return found


# --- columns ---


def _table(frame: pd.DataFrame, columns: Iterable[str]) -> Json:
    """The columns of `columns` that the frame has."""
    return {"rows": len(frame), **{name: _column(frame[name]) for name in columns if name in frame}}


def _column(cells: pd.Series) -> Column:
    """A column as the page reads it; words that come again are written once."""
    if pd.api.types.is_numeric_dtype(cells):
        return [_number(value) for value in cells.tolist()]
    texts = cells.astype(object).where(cells.notna(), "").astype(str)
    codes, words = pd.factorize(texts)
    if 2 * len(words) > len(texts):
        return texts.tolist()
    return {"values": list(words), "codes": codes.tolist()}


def _number(value: Any) -> int | float | None:
    """A number as JSON writes it shortest; six digits, as in the tables.

    >>> _number(2.0), _number(float("nan"))
    (2, None)
    """
    if pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)
