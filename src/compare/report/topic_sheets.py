"""`reports/topics/<code>.html`: one topic, all plans side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from compare.figures.charts import FEW
from compare.figures.style import Plan, plans
from compare.indices.selection import counted
from compare.indices.stage import index_tables
from compare.report.fact_sheets import Sentence, code_name, plan_name
from compare.report.site import Both, sentence_address, site_page, word
from compare.tables.schema import Tables
from compare.vocab.percents import percent
from compare.vocab.taxonomy import domain_of

_MANDATE = 3


@dataclass(frozen=True)
class TopicSheet:
    """What the template shows of one topic; plans in the order of all figures."""

    code: str
    label: Both
    domain: Both
    counts: list[tuple[Both, list[str]]]
    sentences: list[tuple[Both, list[Sentence]]]


def topic_sheets(tables: Tables) -> Iterator[TopicSheet]:
    """A sheet for every topic that a plan addresses; sentences only where plans are few."""
    rows = counted(
        tables["provisions"],
        ["provision_id", "doc_id", "topic", "topic2", "text", "obligation", "n_targets", "n_times"],
    )
    shown = plans(tables["documents"])
    shown = shown if len(shown) <= FEW else []
    coverage = index_tables(tables)["coverage_topics"]
    of_topic = {str(code): group for code, group in coverage.groupby("group", sort=False)}
    for code in of_topic:
        own = rows[(rows["topic"] == code) | (rows["topic2"] == code)]
        if len(own):
            yield _sheet(code, own, of_topic[code].set_index("doc_id"), shown)


def _sheet(code: str, rows: pd.DataFrame, coverage: pd.DataFrame, shown: list[Plan]) -> TopicSheet:
    coded = [plan for plan in shown if plan.doc_id in coverage.index]
    by_plan = {plan: rows[rows["doc_id"] == plan.doc_id] for plan in coded}
    return TopicSheet(
        code,
        code_name(code),
        code_name(domain_of(code)),
        [(plan_name(plan), _counts(code, part, coverage.loc[plan.doc_id])) for plan, part in by_plan.items()],
        [(plan_name(plan), list(_sentences(code, part))) for plan, part in by_plan.items()],
    )


def _counts(code: str, rows: pd.DataFrame, coverage: "pd.Series[float]") -> list[str]:
    """Provisions, their share, as second topic; mandates, times and numbers among the first."""
    first = rows[rows["topic"] == code]
    own = [first["obligation"] == _MANDATE, first["n_times"] > 0, first["n_targets"] > 0]
    share = percent(coverage["share"])
    return [
        str(int(coverage["n"])),
        share,
        str(int(coverage["n_second"])),
        *(str(int(part.sum())) for part in own),
    ]


def _sentences(code: str, rows: pd.DataFrame) -> Iterator[Sentence]:
    for row in rows.to_dict("records"):
        second = (word("second_mark"),) if row["topic"] != code else ()
        yield Sentence(sentence_address(row["doc_id"], row["provision_id"]), row["text"], second)


def topic_page(sheet: TopicSheet) -> bytes:
    """The sheet as a page of its own in `topics/`."""
    heads = [word(key) for key in ("count", "share", "second", "mandates", "dated", "numbered")]
    return site_page("topic.html.j2", up="../", sheet=sheet, heads=heads)
