"""`reports/plans/<doc_id>.html`: what one plan says, and how that stands beside the others.

A plan's emphasis is how far the share of its provisions in a domain lies from the mean of the other
plans: a description of these texts, and no test. Every sentence leads into the explorer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from compare.figures.style import Plan, plans
from compare.figures.words import say, value_label
from compare.indices.plans import DASH
from compare.indices.stage import index_tables
from compare.indices.strictness_rates import ALL
from compare.indices.versions import ADDED, DROPPED
from compare.report.site import LANGUAGES, Both, both, sentence_address, site_page, word
from compare.tables.schema import Tables
from compare.vocab.percents import percent
from compare.vocab.taxonomy import taxonomy

MOST = 60
"""So many plans have a sheet each."""
EXTREMES = 3
"""Domains shown at either end."""
_OWN = 5
_MARKS = re.compile(r"(\[-.*?-\]|\{\+.*?\+\})", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """A sentence on a page, with the address that opens it in the explorer."""

    address: str
    words: str
    about: tuple[Both, ...] = ()


@dataclass(frozen=True)
class Change:
    """A clause that a later plan of the place reworded, added or dropped: what became of it, and its wording.

    `parts` are stretches of text with what they are: `kept`, `went` or `came`.
    """

    address: str
    about: tuple[Both, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """What the template shows of one plan; lists are in the order of the text unless said."""

    doc_id: str
    label: Both
    title: str
    summary: list[tuple[Both, Both]]
    facts: list[tuple[Both, Both]]
    emphasis: list[tuple[Both, Both, Both, Both]]
    absent: list[Both]
    rates: list[tuple[Both, str, str, str]]
    deadlines: list[Sentence]
    targets: list[Sentence]
    own: list[Sentence]
    changes: list[Change]


def fact_sheets(tables: Tables) -> list[Sheet]:
    """A sheet for every plan, in the order of all figures; none where plans are too many."""
    shown = plans(tables["documents"])
    if len(shown) > MOST or not len(tables["provisions"]):
        return []
    documents = tables["documents"].set_index("doc_id", drop=False)
    return [_sheet(plan, documents.loc[plan.doc_id].to_dict(), tables) for plan in shown]


def sheet_page(sheet: Sheet) -> bytes:
    """The sheet as a page of its own in `plans/`."""
    return site_page("plan.html.j2", up="../", sheet=sheet)


def plan_name(plan: Plan) -> Both:
    """A plan's place and years in both languages."""
    return both(plan.label("zh"), plan.label("en"))


def _sheet(plan: Plan, row: dict[str, Any], tables: Tables) -> Sheet:
    index = index_tables(tables)
    emphasis = list(_emphasis(plan.doc_id, index["coverage_domains"]))
    return Sheet(
        plan.doc_id,
        plan_name(plan),
        str(row["title"]),
        list(_summary(row, index["corpus_counts"])),
        list(_facts(row)),
        emphasis,
        list(_absent(plan.doc_id, index["coverage_topics"])),
        list(_rates(plan.doc_id, index["strictness_rates"])),
        list(_deadlines(plan.doc_id, index["deadlines"])),
        list(_targets(plan.doc_id, tables)),
        list(_own(plan.doc_id, index["provisions_of_ones_own"])),
        list(_changes(plan.doc_id, index["version_clauses"])),
    )


# --- what the plan is ---


def _summary(row: Mapping[str, Any], counts: pd.DataFrame) -> Iterator[tuple[Both, Both]]:
    """What the table of all plans says of one."""
    own = counts[counts["doc_id"] == row["doc_id"]].iloc[0]
    years = list(dict.fromkeys(filter(None, (row["period_start"], row["period_end"]))))
    yield word("level"), both(*(value_label("level", row["level"], language) for language in LANGUAGES))
    yield word("outline"), _stated(row["outline_basis"])
    yield word("period"), both(*(DASH[name].join(years) for name in LANGUAGES)) if years else _stated("")
    yield word("issued"), _stated(row["issued"])
    for name in ("measures", "provisions"):
        uncoded = both(*(say("", "uncoded", language) for language in LANGUAGES))
        yield word(name), uncoded if pd.isna(own[name]) else both(own[name], own[name])
    yield word("chars"), both(f"{row['chars']:,}", f"{row['chars']:,}")


def _facts(row: Mapping[str, Any]) -> Iterator[tuple[Both, Both]]:
    """What only its own sheet says."""
    if row["outline_basis"]:
        kinds = {name: value_label("basis_kind", row["basis_kind"], name) for name in LANGUAGES}
        quoted = {
            name: word("outline_because", kind=kinds[name], words=row["basis_evidence"])[name]
            for name in LANGUAGES
        }
        yield word("outline_why"), quoted
    if not pd.isna(row["unread_share"]):
        yield word("unread"), both(*[percent(row["unread_share"])] * 2)


def _stated(value: str) -> Both:
    return both(value, value) if value else word("not_stated")


# --- what it covers ---


def _emphasis(doc_id: str, coverage: pd.DataFrame) -> Iterator[tuple[Both, Both, Both, Both]]:
    """Domains in which the plan lies furthest above and below the mean of the others."""
    shares = coverage.pivot(index="group", columns="doc_id", values="share")
    if shares.shape[1] < 2 or doc_id not in shares:  # alone, or coded by nobody
        return
    others = shares.drop(columns=doc_id).mean(axis=1)
    apart = (shares[doc_id] - others).sort_values(kind="stable")
    counts = coverage[coverage["doc_id"] == doc_id].set_index("group")["n"]
    ends = [*reversed(apart.index[-EXTREMES:]), *reversed(apart.index[:EXTREMES])]
    for group in dict.fromkeys(ends):
        here = f"{percent(shares.at[group, doc_id])} ({counts[group]})"
        sign = word("more" if apart[group] > 0 else "less")
        yield code_name(group), both(here, here), both(*[percent(others[group])] * 2), sign


def code_name(code: str) -> Both:
    """Code and label of a topic or domain in both languages."""
    entry = taxonomy()[code]
    return {language: f"{code} {entry.label(language)}" for language in LANGUAGES}


def _absent(doc_id: str, coverage: pd.DataFrame) -> Iterator[Both]:
    """Topics without a provision here that other plans address, those of most others first."""
    named = coverage.assign(named=coverage["n"] + coverage["n_second"] > 0)
    others = named[named["doc_id"] != doc_id].groupby("group", sort=False)["named"].sum()
    mine = named[named["doc_id"] == doc_id].set_index("group")["named"]
    if mine.empty:  # coded by nobody
        return
    missing = others[(others > 0) & ~mine].sort_values(ascending=False, kind="stable")
    for code, count in missing.items():
        brackets = word("in_brackets", text=int(count))
        yield {language: f"{text}{brackets[language]}" for language, text in code_name(str(code)).items()}


# --- how it is worded ---


def _rates(doc_id: str, rates: pd.DataFrame) -> Iterator[tuple[Both, str, str, str]]:
    whole = rates[rates["domain"] == ALL]
    if doc_id not in set(whole["doc_id"]):  # coded by nobody
        return
    for name, rows in whole.groupby("rate", sort=False):
        own = rows[rows["doc_id"] == doc_id].iloc[0]
        others = rows.loc[rows["doc_id"] != doc_id, "share"].dropna()
        beside = f"{percent(others.min())}–{percent(others.max())}" if len(others) else "–"
        label = both(*(value_label("rate", name, language) for language in LANGUAGES))
        share = f"{percent(own['share'])} ({own['count']}/{own['n']})"
        yield label, share, f"{percent(own['low'])}–{percent(own['high'])}", beside


def _deadlines(doc_id: str, deadlines: pd.DataFrame) -> Iterator[Sentence]:
    rows = deadlines[deadlines["doc_id"] == doc_id].sort_values(["day", "start"], kind="stable")
    for row in rows.to_dict("records"):
        address = sentence_address(doc_id, row["provision_id"])
        yield Sentence(address, row["sentence"], (both(row["text"], row["text"]),))


def _targets(doc_id: str, tables: Tables) -> Iterator[Sentence]:
    targets = tables["targets"]
    texts = tables["provisions"].set_index("provision_id")["text"]
    labels = tables["indicators"].set_index("indicator_id")
    for row in targets[targets["doc_id"] == doc_id].to_dict("records"):
        known = labels.loc[row["indicator_id"]] if row["indicator_id"] in labels.index else None
        name = (
            both(known["label_zh"], known["label_en"])
            if known is not None
            else both(row["indicator"], row["indicator"])
        )
        address = sentence_address(doc_id, row["provision_id"])
        yield Sentence(address, texts[row["provision_id"]], (name, both(row["text"], row["text"])))


def _own(doc_id: str, singular: pd.DataFrame) -> Iterator[Sentence]:
    rows: Sequence[dict[Any, Any]] = singular[singular["doc_id"] == doc_id].head(_OWN).to_dict("records")
    for row in rows:
        yield Sentence(sentence_address(doc_id, row["provision_id"]), row["text"], (code_name(row["topic"]),))


# --- what it made of the plan before it ---


def _changes(doc_id: str, clauses: pd.DataFrame) -> Iterator[Change]:
    """The clauses that are not as they were in the place's plan before it, in the order of the table."""
    rows = clauses[(clauses["doc_id"] == doc_id) & (clauses["state"] != "kept")]
    for row in rows.to_dict("records"):
        keys = [f"clauses_{row['state']}"]
        keys += [f"force_{row['force']}"] if row["force"] in ("harder", "softer") else []
        about = tuple(both(*(say("versions", key, language) for language in LANGUAGES)) for key in keys)
        home, provision = (
            (doc_id, row["provision_b"]) if row["provision_b"] else (row["earlier"], row["provision_a"])
        )
        yield Change(sentence_address(home, provision), about, tuple(marked_parts(row["marked"])))


def marked_parts(text: str) -> Iterator[tuple[str, str]]:
    """The stretches of a marked text, each with what it is: `kept`, `went` or `came`.

    >>> list(marked_parts("每年[-一-]{+两+}次"))
    [('kept', '每年'), ('went', '一'), ('came', '两'), ('kept', '次')]
    """
    for part in _MARKS.split(text):
        if part:
            kinds = (("went", DROPPED), ("came", ADDED))
            kind = next(
                (kind for kind, (start, end) in kinds if part.startswith(start) and part.endswith(end)),
                "kept",
            )
            yield kind, part if kind == "kept" else part[2:-2]
