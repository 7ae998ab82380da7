"""The tables of `data/processed/`: declared once, here.

From this declaration come the checks, `datapackage.json` (frictionless) and the
codebook of columns. Empty means "not stated in this document", never zero.
"""

from functools import cache
from typing import Any

import pandas as pd

from compare.extract.citations import CITED_KINDS
from compare.tables.columns import DATE, DURATION, TOPIC, Table, number, optional, table, text, whole
from compare.vocab.divisions import YEAR

_SPAN = {
    "start": whole("first character in the raw file (Unicode code points, from 0)"),
    "end": whole("one after the last character in the raw file"),
}
_DOC = {"doc_id": text("document, as in documents.csv")}
_PROVISION = {"provision_id": text("provision, as in provisions.csv")} | _DOC

NATIONAL, UNCHECKED, SHARED, OWN = "national", "national, unchecked", "shared", "own"
ORIGINS = (NATIONAL, UNCHECKED, SHARED, OWN, "")
"""Where a demand comes from (see `compare.extract.origin`, which takes a second to load)."""
RELATIONS = ("same", "tighter", "looser", "")
"""How a demand stands to the national requirement that it meets."""
ALL_PAIRS, CLOSEST = "all pairs", "closest"
"""How rows of `reuse` were found: every passage of two documents, or only each provision's closest."""
_ORIGIN = {
    "origin": text(
        "where the demand comes from: a national requirement, held against its document or recalled only"
        " (`national, unchecked`), wording or documents shared with other places, or the place's own, as far as"
        " is known; empty: not known, or no demand",
        "",
        ORIGINS,
    ),
    "origin_basis": text(
        "what the origin rests on: a requirement of national_requirements.csv, a document cited in the"
        " provision, shared wording, the same number for the same indicator, or that nothing was found",
        "",
        ("requirement", "citation", "wording", "number", "nothing found", ""),
    ),
    "requirement_id": text("national requirement that it meets, as in national_requirements.csv"),
    "relation": text("how it stands to that requirement", "", RELATIONS),
}
_CHECKED = {
    "source": optional(
        "what stands for the row: extraction by rules, or whoever judged it (`fazhi coding export --finds`)",
        ("rules", "person", "language model"),
    ),
    "coder": optional("who judged the row: a coder's name as in data/coding/coders.csv; else rules"),
    "checked": optional(
        "what whoever judged it did: found it right, corrected it, or added it; empty: nobody judged it",
        ("right", "corrected", "added", ""),
    ),
}


DOCUMENTS = table(
    "documents",
    "one row per plan: what is known about it, and where it lies in its file",
    {
        "doc_id": text("short id of the plan", unique=True),
        "jurisdiction_zh": text("jurisdiction, Chinese"),
        "jurisdiction_en": text("jurisdiction, English"),
        "province_zh": text("province, Chinese"),
        "province_en": text("province, English"),
        "parent_zh": text("city or province directly above, Chinese"),
        "level": text("administrative level"),
        "place_id": text(
            "the place, whatever it was called: its division code in the table's year, or else its name"
            " below the code of what holds it"
        ),
        "division_code": text(
            f"code of the division (行政区划代码, as of {YEAR}; of one that ended, its last); empty: has none",
            r"^(?:[1-9]\d{5})?$",
        ),
        "title": text("title as printed"),
        "document_number": text("document number as printed"),
        "issued": text("date of issue, ISO 8601", DATE),
        "period_start": text("first year of the plan's period", r"^\d{4}$|^$"),
        "period_end": text("last year of the plan's period", r"^\d{4}$|^$"),
        "file": text("file in data/raw/"),
        "sha256": text("hash of the file", r"^[0-9a-f]{64}$"),
        **_SPAN,
        "chars": whole("characters of the plan without white space, markup and page marks"),
        "outline_basis": text(
            "national outline that the plan follows; empty: not known", "", ("2015", "2021", "")
        ),
        "basis_kind": text(
            "how that is known: the plan cites the outline, uses its words, or sources.csv states it",
            "",
            ("cited", "worded", "stated", ""),
        ),
        "basis_evidence": text("the words of the plan that say so"),
        "basis_start": whole("first character of these words in the raw file", missing=True),
        "basis_end": whole("one after their last character in the raw file", missing=True),
        "unread_share": number(
            "share of the sentences with a number, a date or a closing bracket that gave no target, time"
            " or body; empty: there are none",
            1,
            missing=True,
        ),
    },
)

MEASURES = table(
    "measures",
    "one row per measure: the smallest numbered item of a plan, outside aims and principles",
    {
        "measure_id": text("<doc_id>-m001", unique=True),
        **_DOC,
        "seq": whole("position in the plan, from 1"),
        "number": text("number as printed"),
        "chapter": text("printed heading of the chapter above"),
        "section": text("printed heading of the innermost section above, if any"),
        "heading": text("title of the measure, without number and full stop"),
        **_SPAN,
        "topic": text("topic that covers most of its characters, N codes left out", TOPIC),
        "domain": text("domain of that topic", TOPIC),
        "n_provisions": whole("provisions in the measure, headings left out"),
        "lead_bodies": text("lead bodies named, separated by 、"),
        "responsible_bodies": text("responsible bodies named, separated by 、"),
    },
)

PROVISIONS = table(
    "provisions",
    "one row per statement; together they hold every non-white character of the plan",
    {
        "provision_id": text("<doc_id>-p0001", unique=True),
        "measure_id": text("measure it belongs to; empty for preamble, goals and chapter leads"),
        **_DOC,
        "seq": whole("position in the plan, from 1"),
        **_SPAN,
        "text": text("the statement, without page marks, markup and line breaks", r"\S"),
        "is_heading": whole("1 for titles and headings: left out of every count", (0, 1)),
        "topic": text("topic code", TOPIC),
        "topic2": text("second topic, if any", TOPIC),
        "domain": text("domain of the topic", TOPIC),
        "topic_source": text("what gave the topic", "", ("person", "language model", "model", "layout", "")),
        "topic_score": number(
            "calibrated probability of the topic; 1.0 where a person, a language model or layout gave it", 1
        ),
        "coder": text("name of whoever gave the topic, as in data/coding/coders.csv; or topic model, layout"),
        "obligation": whole("0 none, 1 hortatory, 2 directive, 3 mandate or prohibition", (0, 1, 2, 3)),
        "sanction": whole("1 if it names a consequence for breaking a duty", (0, 1)),
        "monitoring": whole("1 if it sets up a check on a public body", (0, 1)),
        "obligation_source": text(
            "what gave obligation, sanction and monitoring",
            "",
            ("person", "language model", "rules", "layout"),
        ),
        "obligation_coder": text("who gave them: a coder's name as in coders.csv, rules, or layout"),
        "n_targets": whole("quantified targets in it"),
        "n_times": whole("time expressions in it"),
        "has_body": whole(
            "1 a lead or responsible unit is labelled here or by its measure; 0 none; empty: the plan labels none",
            (0, 1),
            True,
        ),
        "precision": number("0.5 for a target plus 0.5 for a time", 1, True),
        "accountability": number("mean of monitoring and sanction", 1, True),
        "strictness": number("mean of obligation/3, precision and accountability", 1, True),
        **_ORIGIN,  # of the mandate
    },
)

TARGETS = table(
    "targets",
    "one row per quantified target",
    {
        "target_id": text("<doc_id>-q001", unique=True),
        **_PROVISION,
        **_SPAN,
        "text": text("the target's words", r"\S"),
        "comparator": text("how the value binds", "", (">=", ">", "<=", "<", "=")),
        "value": number("the number; 万 and 亿 multiplied in, fractions as percent"),
        "unit": text("unit as printed"),
        "indicator": text("the thing measured, in the plan's words"),
        "indicator_id": text("shared indicator, as in indicators.csv"),
        "per": text("recurrence it holds for, ISO 8601 duration", DURATION),
        **_ORIGIN,
        **_CHECKED,
    },
)

TIMES = table(
    "times",
    "one row per time expression that schedules or limits a duty",
    {
        "time_id": text("<doc_id>-t001", unique=True),
        **_PROVISION,
        **_SPAN,
        "text": text("the time's words", r"\S"),
        "kind": text("kind", "", ("deadline", "date", "recurrence", "duration")),
        "date_start": text("first day, ISO 8601; XXXX where the year is open (EDTF)", DATE),
        "date_end": text("last day, ISO 8601; XXXX where the year is open (EDTF)", DATE),
        "granularity": text("precision of the date", "", ("year", "half", "quarter", "month", "day", "")),
        "period": text("ISO 8601 duration of a recurrence or time limit", DURATION),
        "workdays": whole("1 if the duration counts working days", (0, 1)),
        "bound": text("how it binds", "", ("by", "at", "from", "within", "at_least", "every")),
        "indicator_id": text("shared indicator, as in indicators.csv"),
        **_ORIGIN,
        **_CHECKED,
    },
)

BODIES = table(
    "bodies",
    "one row per body named as lead or responsible",
    {
        "body_id": text("<doc_id>-b001", unique=True),
        "measure_id": text("measure, as in measures.csv"),
        **_PROVISION,
        **_SPAN,
        "name": text("the body's name", r"\S"),
        "role": text("lead 牵头, responsible 责任 or 配合", "", ("lead", "responsible")),
        "generic": whole("1 for a class of bodies such as 区政府有关部门", (0, 1)),
        "label": text("the printed label"),
        **_CHECKED,
    },
)

CITATIONS = table(
    "citations",
    "one row per document cited in 《》",
    {
        "citation_id": text("<doc_id>-c001", unique=True),
        **_PROVISION,
        **_SPAN,
        "title": text("title cited", r"\S"),
        "document_number": text("document number, if given"),
        "issuer_level": text("who issued it", "", ("central", "province", "city", "own", "")),
        "kind": text("kind of document", "", CITED_KINDS),
        **_CHECKED,
    },
)

REUSE = table(
    "reuse",
    "one row per passage that two plans share, or a plan and a template; of more than 60 plans only"
    " each provision's closest passages, which tell what of a plan stands elsewhere, but not how much"
    " two plans share",
    {
        "reuse_id": text(
            "<doc_a>-<doc_b>-r0001; c0001 where the table holds only the closest passages", unique=True
        ),
        "passage_id": text("rows that continue each other in both texts have the same"),
        "provision_a": text("provision of the first text, as in provisions.csv"),
        "provision_b": text("provision of the second text; of a template, as in templates.csv"),
        "doc_a": text("first text: a plan, as in documents.csv"),
        "doc_b": text("second text: a later plan of documents.csv, or a template"),
        "start_a": whole("first character in the raw file of the first text"),
        "end_a": whole("one after the last character in the raw file of the first text"),
        "start_b": whole("first character in the raw file of the second text"),
        "end_b": whole("one after the last character in the raw file of the second text"),
        "chars": whole("letters and digits that are the same on both sides"),
        "similarity": number("2 chars / letters and digits on both sides", 1),
        "kind": text("exact but for punctuation, or with edits", "", ("exact", "near")),
        "role_b": text("what the second text is", "", ("plan", "template")),
        "method": text(
            "`all pairs`: every passage of the two texts is here; `closest`: only those that no other plan"
            " holds more closely",
            "",
            (ALL_PAIRS, CLOSEST),
        ),
    },
)

PAIRS = table(
    "pairs",
    "one row per two plans, or a plan and a template, that share letters in equal runs of twelve; for any"
    " number of plans, and without passages that were edited (those are in reuse.csv)",
    {
        "pair_id": text("<doc_a>-<doc_b>", unique=True),
        "doc_a": text("first text: a plan, as in documents.csv"),
        "doc_b": text("second text: a later plan of documents.csv, or a template"),
        "chars": whole("letters and digits of the first text in runs that stand in the second"),
        "chars_b": whole("letters and digits of the second text in runs that stand in the first"),
        "share_a": number("chars / letters and digits of the first text", 1),
        "share_b": number("chars_b / letters and digits of the second text", 1),
        "role_b": text("what the second text is", "", ("plan", "template")),
    },
)

TEMPLATES = table(
    "templates",
    "one row per statement of a template: a text that plans may have followed, coded by the rules alone",
    {
        "provision_id": text("<doc_id>-p0001", unique=True),
        "doc_id": text("the template, as in sources.csv"),
        "level": text("administrative level of whoever issued it"),
        "seq": whole("position in the template, from 1"),
        **_SPAN,
        "text": text("the statement, without page marks, markup and line breaks", r"\S"),
        "is_heading": whole("1 for titles and headings", (0, 1)),
        "obligation": whole("0 none, 1 hortatory, 2 directive, 3 mandate or prohibition", (0, 1, 2, 3)),
        "sanction": whole("1 if it names a consequence for breaking a duty", (0, 1)),
        "monitoring": whole("1 if it sets up a check on a public body", (0, 1)),
        "n_targets": whole("quantified targets in it"),
        "n_times": whole("time expressions in it"),
    },
)

INDICATORS = table(
    "indicators",
    "one row per thing that plans set a number or date for",
    {
        "indicator_id": text("short id", r"^[a-z0-9_]+$", unique=True),
        "label_zh": text("label, Chinese"),
        "label_en": text("label, English"),
        "unit": text("unit of the target"),
        "better": text("which way is stricter", "", ("higher", "lower", "earlier")),
        "definition": text("what counts, English"),
        "definition_zh": text("what counts, Chinese"),
        "not_this": text("what does not count, English"),
        "not_this_zh": text("what does not count, Chinese"),
    },
)

SCHEMAS: dict[str, Table] = {
    schema.name: schema
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
def declared(name: str) -> Table:
    """The declaration of a table: one of `SCHEMAS`, or that of a coding scheme (`codes_instruments`)."""
    if not name.startswith(SCHEME_TABLE):
        return SCHEMAS[name]
    return table(
        name,
        f"one row per provision that was coded by the scheme {name.removeprefix(SCHEME_TABLE)!r}",
        {
            "provision_id": text("provision, as in provisions.csv", unique=True),
            **_DOC,
            "code": text("main code of the scheme; empty: read, and none fits"),
            "code2": text("second code, if any"),
            "coder": text("who coded"),
            "coder_kind": text("what the coder is", "", ("person", "language model", "model", "rules")),
            "score": number("1.0 where a person or a language model coded, else the model's probability", 1),
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
Columns = dict[str, dict[str, list[Any]]]
"""The same by column: of each table the values of its columns, in the order of its rows."""
