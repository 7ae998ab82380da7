"""The tables of `data/processed/`: declared once, here.

From this declaration come the checks (pandera), `datapackage.json` (frictionless) and the
codebook of columns. Empty means "not stated in this document", never zero.
"""

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from compare.vocab.divisions import YEAR

TOPIC = r"^[A-N]\d$|^$"
DATE = r"^(\d{4}|XXXX)-\d{2}-\d{2}$|^$"
DURATION = r"^P(\d+(\.\d+)?[YMWD])?(T\d+(\.\d+)?[HM])?$|^$"


def _text(
    description: str, pattern: str = "", values: tuple[str, ...] = (), unique: bool = False
) -> pa.Column:
    checks = [pa.Check.str_matches(pattern)] if pattern else []
    checks += [pa.Check.isin(values)] if values else []
    return pa.Column(str, checks, description=description, unique=unique, coerce=True)


def _whole(description: str, values: tuple[int, ...] = (), missing: bool = False) -> pa.Column:
    checks = [pa.Check.isin(values)] if values else [pa.Check.ge(0)]
    return pa.Column("Int64", checks, nullable=missing, description=description, coerce=True)


def _number(description: str, largest: float | None = None, missing: bool = False) -> pa.Column:
    checks = [pa.Check.ge(0), pa.Check.le(largest)] if largest is not None else []
    return pa.Column(float, checks, nullable=missing, description=description, coerce=True)


_SPAN = {
    "start": _whole("first character in the raw file (Unicode code points, from 0)"),
    "end": _whole("one after the last character in the raw file"),
}
_DOC = {"doc_id": _text("document, as in documents.csv")}
_PROVISION = {"provision_id": _text("provision, as in provisions.csv")} | _DOC

ORIGINS = ("national", "national, unchecked", "shared", "own", "")
"""Where a demand comes from (see `compare.extract.origin`)."""
RELATIONS = ("same", "tighter", "looser", "")
"""How a demand stands to the national requirement that it meets."""
_ORIGIN = {
    "origin": _text(
        "where the demand comes from: a national requirement, held against its document or recalled only"
        " (`national, unchecked`), wording or documents shared with other places, or the place's own, as far as"
        " is known; empty: not known, or no demand",
        "",
        ORIGINS,
    ),
    "origin_basis": _text(
        "what the origin rests on: a requirement of national_requirements.csv, a document cited in the"
        " provision, shared wording, the same number for the same indicator, or that nothing was found",
        "",
        ("requirement", "citation", "wording", "number", "nothing found", ""),
    ),
    "requirement_id": _text("national requirement that it meets, as in national_requirements.csv"),
    "relation": _text("how it stands to that requirement", "", RELATIONS),
}


def _table(name: str, description: str, columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, name=name, description=description, strict=True, ordered=True)


DOCUMENTS = _table(
    "documents",
    "one row per plan: what is known about it, and where it lies in its file",
    {
        "doc_id": _text("short id of the plan", unique=True),
        "jurisdiction_zh": _text("jurisdiction, Chinese"),
        "jurisdiction_en": _text("jurisdiction, English"),
        "province_zh": _text("province, Chinese"),
        "province_en": _text("province, English"),
        "parent_zh": _text("city or province directly above, Chinese"),
        "level": _text("administrative level"),
        "place_id": _text(
            "the place, whatever it was called: its division code in the table's year, or else its name"
            " below the code of what holds it"
        ),
        "division_code": _text(
            f"code of the division (行政区划代码, as of {YEAR}; of one that ended, its last); empty: has none",
            r"^(?:[1-9]\d{5})?$",
        ),
        "title": _text("title as printed"),
        "document_number": _text("document number as printed"),
        "issued": _text("date of issue, ISO 8601", DATE),
        "period_start": _text("first year of the plan's period", r"^\d{4}$|^$"),
        "period_end": _text("last year of the plan's period", r"^\d{4}$|^$"),
        "file": _text("file in data/raw/"),
        "sha256": _text("hash of the file", r"^[0-9a-f]{64}$"),
        **_SPAN,
        "chars": _whole("characters of the plan without white space, markup and page marks"),
        "outline_basis": _text(
            "national outline that the plan follows; empty: not known", "", ("2015", "2021", "")
        ),
        "basis_kind": _text(
            "how that is known: the plan cites the outline, uses its words, or sources.csv states it",
            "",
            ("cited", "worded", "stated", ""),
        ),
        "basis_evidence": _text("the words of the plan that say so"),
        "basis_start": _whole("first character of these words in the raw file", missing=True),
        "basis_end": _whole("one after their last character in the raw file", missing=True),
        "unread_share": _number(
            "share of the sentences with a number, a date or a closing bracket that gave no target, time"
            " or body; empty: there are none",
            1,
            missing=True,
        ),
    },
)

MEASURES = _table(
    "measures",
    "one row per measure: the smallest numbered item of a plan, outside aims and principles",
    {
        "measure_id": _text("<doc_id>-m001", unique=True),
        **_DOC,
        "seq": _whole("position in the plan, from 1"),
        "number": _text("number as printed"),
        "chapter": _text("printed heading of the chapter above"),
        "section": _text("printed heading of the innermost section above, if any"),
        "heading": _text("title of the measure, without number and full stop"),
        **_SPAN,
        "topic": _text("topic that covers most of its characters, N codes left out", TOPIC),
        "domain": _text("domain of that topic", r"^[A-N]?$"),
        "n_provisions": _whole("provisions in the measure, headings left out"),
        "lead_bodies": _text("lead bodies named, separated by 、"),
        "responsible_bodies": _text("responsible bodies named, separated by 、"),
    },
)

PROVISIONS = _table(
    "provisions",
    "one row per statement; together they hold every non-white character of the plan",
    {
        "provision_id": _text("<doc_id>-p0001", unique=True),
        "measure_id": _text("measure it belongs to; empty for preamble, goals and chapter leads"),
        **_DOC,
        "seq": _whole("position in the plan, from 1"),
        **_SPAN,
        "text": _text("the statement, without page marks, markup and line breaks", r"\S"),
        "is_heading": _whole("1 for titles and headings: left out of every count", (0, 1)),
        "topic": _text("topic code", TOPIC),
        "topic2": _text("second topic, if any", TOPIC),
        "domain": _text("domain of the topic", r"^[A-N]$"),
        "topic_source": _text("what gave the topic", "", ("person", "language model", "model", "layout")),
        "topic_score": _number(
            "calibrated probability of the topic; 1.0 where a person, a language model or layout gave it", 1
        ),
        "coder": _text(
            "name of whoever gave the topic, as in data/coding/coders.csv; or topic model, layout"
        ),
        "obligation": _whole("0 none, 1 hortatory, 2 directive, 3 mandate or prohibition", (0, 1, 2, 3)),
        "sanction": _whole("1 if it names a consequence for breaking a duty", (0, 1)),
        "monitoring": _whole("1 if it sets up a check on a public body", (0, 1)),
        "obligation_source": _text(
            "what gave obligation, sanction and monitoring",
            "",
            ("person", "language model", "rules", "layout"),
        ),
        "obligation_coder": _text("who gave them: a coder's name as in coders.csv, rules, or layout"),
        "n_targets": _whole("quantified targets in it"),
        "n_times": _whole("time expressions in it"),
        "has_body": _whole(
            "1 a lead or responsible unit is labelled here or by its measure; 0 none; empty: the plan labels none",
            (0, 1),
            True,
        ),
        "precision": _number("0.5 for a target plus 0.5 for a time", 1, True),
        "accountability": _number("mean of monitoring and sanction", 1, True),
        "strictness": _number("mean of obligation/3, precision and accountability", 1, True),
        **_ORIGIN,  # of the mandate
    },
)

TARGETS = _table(
    "targets",
    "one row per quantified target",
    {
        "target_id": _text("<doc_id>-q001", unique=True),
        **_PROVISION,
        **_SPAN,
        "text": _text("the target's words", r"\S"),
        "comparator": _text("how the value binds", "", (">=", ">", "<=", "<", "=")),
        "value": _number("the number; 万 and 亿 multiplied in, fractions as percent"),
        "unit": _text("unit as printed"),
        "indicator": _text("the thing measured, in the plan's words"),
        "indicator_id": _text("shared indicator, as in indicators.csv"),
        "per": _text("recurrence it holds for, ISO 8601 duration", DURATION),
        **_ORIGIN,
    },
)

TIMES = _table(
    "times",
    "one row per time expression that schedules or limits a duty",
    {
        "time_id": _text("<doc_id>-t001", unique=True),
        **_PROVISION,
        **_SPAN,
        "text": _text("the time's words", r"\S"),
        "kind": _text("kind", "", ("deadline", "date", "recurrence", "duration")),
        "date_start": _text("first day, ISO 8601; XXXX where the year is open (EDTF)", DATE),
        "date_end": _text("last day, ISO 8601; XXXX where the year is open (EDTF)", DATE),
        "granularity": _text("precision of the date", "", ("year", "half", "quarter", "month", "day", "")),
        "period": _text("ISO 8601 duration of a recurrence or time limit", DURATION),
        "workdays": _whole("1 if the duration counts working days", (0, 1)),
        "bound": _text("how it binds", "", ("by", "at", "from", "within", "at_least", "every")),
        "indicator_id": _text("shared indicator, as in indicators.csv"),
        **_ORIGIN,
    },
)

BODIES = _table(
    "bodies",
    "one row per body named as lead or responsible",
    {
        "body_id": _text("<doc_id>-b001", unique=True),
        "measure_id": _text("measure, as in measures.csv"),
        **_PROVISION,
        **_SPAN,
        "name": _text("the body's name", r"\S"),
        "role": _text("lead 牵头, responsible 责任 or 配合", "", ("lead", "responsible")),
        "generic": _whole("1 for a class of bodies such as 区政府有关部门", (0, 1)),
        "label": _text("the printed label"),
    },
)

CITATION_KINDS = (
    "law",
    "administrative regulation",
    "local regulation",
    "rule",
    "party or government document",
    "",
)
"""What a cited document is: 法律, 行政法规, 地方性法规, 规章, a document below them; empty if unknown."""

CITATIONS = _table(
    "citations",
    "one row per document cited in 《》",
    {
        "citation_id": _text("<doc_id>-c001", unique=True),
        **_PROVISION,
        **_SPAN,
        "title": _text("title cited", r"\S"),
        "document_number": _text("document number, if given"),
        "issuer_level": _text("who issued it", "", ("central", "province", "city", "own", "")),
        "kind": _text("kind of document", "", CITATION_KINDS),
    },
)

REUSE = _table(
    "reuse",
    "one row per passage that two plans share, or a plan and a template; of more than 60 plans only"
    " each provision's closest passages, which tell what of a plan stands elsewhere, but not how much"
    " two plans share",
    {
        "reuse_id": _text(
            "<doc_a>-<doc_b>-r0001; c0001 where the table holds only the closest passages", unique=True
        ),
        "passage_id": _text("rows that continue each other in both texts have the same"),
        "provision_a": _text("provision of the first text, as in provisions.csv"),
        "provision_b": _text("provision of the second text; of a template, as in templates.csv"),
        "doc_a": _text("first text: a plan, as in documents.csv"),
        "doc_b": _text("second text: a later plan of documents.csv, or a template"),
        "start_a": _whole("first character in the raw file of the first text"),
        "end_a": _whole("one after the last character in the raw file of the first text"),
        "start_b": _whole("first character in the raw file of the second text"),
        "end_b": _whole("one after the last character in the raw file of the second text"),
        "chars": _whole("letters and digits that are the same on both sides"),
        "similarity": _number("2 chars / letters and digits on both sides", 1),
        "kind": _text("exact but for punctuation, or with edits", "", ("exact", "near")),
        "role_b": _text("what the second text is", "", ("plan", "template")),
        "method": _text(
            "`all pairs`: every passage of the two texts is here; `closest`: only those that no other plan"
            " holds more closely",
            "",
            ("all pairs", "closest"),
        ),
    },
)

PAIRS = _table(
    "pairs",
    "one row per two plans, or a plan and a template, that share letters in equal runs of twelve; for any"
    " number of plans, and without passages that were edited (those are in reuse.csv)",
    {
        "pair_id": _text("<doc_a>-<doc_b>", unique=True),
        "doc_a": _text("first text: a plan, as in documents.csv"),
        "doc_b": _text("second text: a later plan of documents.csv, or a template"),
        "chars": _whole("letters and digits of the first text in runs that stand in the second"),
        "chars_b": _whole("letters and digits of the second text in runs that stand in the first"),
        "share_a": _number("chars / letters and digits of the first text", 1),
        "share_b": _number("chars_b / letters and digits of the second text", 1),
        "role_b": _text("what the second text is", "", ("plan", "template")),
    },
)

TEMPLATES = _table(
    "templates",
    "one row per statement of a template: a text that plans may have followed, coded by the rules alone",
    {
        "provision_id": _text("<doc_id>-p0001", unique=True),
        "doc_id": _text("the template, as in sources.csv"),
        "level": _text("administrative level of whoever issued it"),
        "seq": _whole("position in the template, from 1"),
        **_SPAN,
        "text": _text("the statement, without page marks, markup and line breaks", r"\S"),
        "is_heading": _whole("1 for titles and headings", (0, 1)),
        "obligation": _whole("0 none, 1 hortatory, 2 directive, 3 mandate or prohibition", (0, 1, 2, 3)),
        "sanction": _whole("1 if it names a consequence for breaking a duty", (0, 1)),
        "monitoring": _whole("1 if it sets up a check on a public body", (0, 1)),
        "n_targets": _whole("quantified targets in it"),
        "n_times": _whole("time expressions in it"),
    },
)

INDICATORS = _table(
    "indicators",
    "one row per thing that plans set a number or date for",
    {
        "indicator_id": _text("short id", r"^[a-z0-9_]+$", unique=True),
        "label_zh": _text("label, Chinese"),
        "label_en": _text("label, English"),
        "unit": _text("unit of the target"),
        "better": _text("which way is stricter", "", ("higher", "lower", "earlier")),
        "definition": _text("what counts, English"),
        "definition_zh": _text("what counts, Chinese"),
        "not_this": _text("what does not count, English"),
        "not_this_zh": _text("what does not count, Chinese"),
    },
)

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    str(schema.name): schema
    for schema in (
        DOCUMENTS,
        MEASURES,
        PROVISIONS,
        TARGETS,
        TIMES,
        BODIES,
        CITATIONS,
        REUSE,
        PAIRS,
        TEMPLATES,
        INDICATORS,
    )
}
"""All tables by name, in the order in which they are read."""

SCHEME_TABLE = "codes_"
"""Tables of further coding schemes are called so, with the name of the scheme behind."""


@cache
def declared(name: str) -> pa.DataFrameSchema:
    """The declaration of a table: one of `SCHEMAS`, or that of a coding scheme (`codes_instruments`)."""
    if not name.startswith(SCHEME_TABLE):
        return SCHEMAS[name]
    return _table(
        name,
        f"one row per provision that was coded by the scheme {name.removeprefix(SCHEME_TABLE)!r}",
        {
            "provision_id": _text("provision, as in provisions.csv", unique=True),
            **_DOC,
            "code": _text("main code of the scheme; empty: read, and none fits"),
            "code2": _text("second code, if any"),
            "coder": _text("who coded"),
            "coder_kind": _text("what the coder is", "", ("person", "language model", "model", "rules")),
            "score": _number("1.0 where a person or a language model coded, else the model's probability", 1),
        },
    )


FOREIGN_KEYS = {
    "measures": {"doc_id": "documents"},
    "provisions": {"doc_id": "documents"},
    "targets": {"provision_id": "provisions"},
    "times": {"provision_id": "provisions"},
    "bodies": {"provision_id": "provisions"},
    "citations": {"provision_id": "provisions"},
}
"""Which column of a table names a row of another."""

Tables = dict[str, pd.DataFrame]
"""The tables of a project by name."""
Rows = dict[str, list[dict[str, Any]]]
"""Rows by table, as one document gives them; not yet checked."""
