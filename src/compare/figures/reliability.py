"""How far the codes can be relied on: agreement between two coders, and the topic model on plans it has not seen.

The charts rest on the tables `reliability_pairs` and `reliability_topics`, which the report step writes and
`read_tables` adds where they are there.
"""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import two_digits
from compare.figures.parts.estimates import Line, Panels, draw_estimates, plan_rows
from compare.figures.parts.records import Row
from compare.figures.style import Plan
from compare.figures.words import say, value_label
from compare.indices.reliability import (
    ALL,
    LEVELS,
    by_domain,
    calibration_error,
    compared,
    left_out_topics,
    score_bins,
)
from compare.indices.stage import index_table
from compare.tables.results import PAIRS
from compare.tables.schema import Tables
from compare.vocab.percents import whole_percent
from compare.vocab.taxonomy import domains, taxonomy

_LIMITS = (0.667, 0.8)
"""Krippendorff's (2004) customary limits: below the first discard, above the second rely."""
_FEW = 5
"""A share of fewer provisions than this is greyed."""
_AGREEMENT, _MODEL = "reliability_agreement", "reliability_accuracy"


def draw_agreement(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Alpha of two coders for each field and plan, as dots with intervals; `data` is `agreement`."""
    rows = data.assign(
        category=data["field"], key=data["doc_id"], value=data["alpha"],
        text=data["same"].astype(str) + "/" + data["n"].astype(str),
    )  # fmt: skip
    shown = [plan for plan in plans if plan.doc_id in set(data["doc_id"])]
    lines = [*plan_rows(shown, language), Line(ALL, say("", "all_plans", language), "black", "D")]
    names = {field: value_label("field", field, language) for field in LEVELS}
    lowest = float(np.nanmin(data[["alpha", "low"]].to_numpy(dtype=float), initial=0.6))
    panels = Panels(
        names, two_digits, say(_AGREEMENT, "one_code", language), (lowest - 0.02, 1.01), marks=_LIMITS
    )
    return draw_estimates(axes, rows, lines, panels, say(_AGREEMENT, "axis", language))


def draw_model(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How often the model's topic is right: in all, in each domain, and by how sure it was."""
    shown = [plan for plan in plans if plan.doc_id in set(data["doc_id"])]
    cells = {(row["row"], row["doc_id"]): _share_cell(row) for row in data.to_dict("records")}
    columns = plan_columns(shown, language)
    names = {**columns.names, ALL: say("", "all_plans_column", language)}
    rows = {key: row_name(key, language) for key in _row_order(data["row"].unique())}
    headed = Columns(names, [*columns.lines, len(shown)], columns.brackets)
    first = [place for place, key in enumerate(rows) if key.startswith("domain ") or key == "bins"]
    lines = [place for place in first if place][:1] + [list(rows).index("bins")] * ("bins" in rows)
    return draw_cells(axes, Rows(rows, ["bins"] * ("bins" in rows), lines), headed, cells, language)


def _row_order(found: Iterable[str]) -> list[str]:
    """All domains, each domain, then the scores from the surest down."""
    present = set(found)
    bins = sorted((key for key in present if key.startswith("bin ")), key=lambda key: -int(key.split()[1]))
    keys = ["topic", "domain", *(f"domain {code}" for code in domains())]
    return [key for key in keys if key in present] + (["bins", *bins] if bins else [])


def row_name(key: str, language: str) -> str:
    """What a row is called: the topic, the domain, one domain, or a tenth of scores.

    >>> row_name("bin 10", "en"), row_name("domain E", "zh")
    ('score 0.9–1.0', 'E 行政执法')
    """
    kind, _, value = key.partition(" ")
    if kind == "bin":
        return say(_MODEL, "bin", language, low=f"{(int(value) - 1) / 10:.1f}", high=f"{int(value) / 10:.1f}")
    if value:
        return f"{value} {taxonomy()[value].label(language)}"
    return say(_MODEL, f"row_{kind}", language)


def _share_cell(row: Row) -> Cell:
    """Percent right, and hits of provisions; few provisions are written in grey."""
    share, few = float(row["accuracy"]), row["n"] < _FEW
    text = whole_percent(share)
    texts = (
        f"{text} ({row['hits']}/{row['n']})",
        f"{text}\n({row['hits']}/{row['n']})",
        text,
        text.removesuffix("%"),
    )
    return Cell(texts, shade=None if few else 0.55 * max(0.0, (share - 0.4) / 0.6), quiet=few, gid="share")


def agreement_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """The lowest and the highest alpha over all plans."""
    own = data[data["doc_id"] == ALL].dropna(subset="alpha").set_index("field")["alpha"]
    if own.empty or f"{own.min():.2f}" == f"{own.max():.2f}":
        return ""
    return say(
        _AGREEMENT, "seen", language, low=f"{own.min():.2f}", field=value_label("field", own.idxmin(), language),
        high=f"{own.max():.2f}",
    )  # fmt: skip


def model_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How often topics are right on plans left out, and how far scores are from it."""
    own = data[(data["doc_id"] == ALL) & (data["row"] == "topic")]
    bins = data[(data["doc_id"] == ALL) & data["row"].str.startswith("bin ")]
    if own.empty:
        return ""
    error = calibration_error(bins) if len(bins) else float("nan")
    row = own.iloc[0]
    return say(
        _MODEL,
        "seen",
        language,
        share=whole_percent(row["accuracy"]),
        hits=row["hits"],
        n=row["n"],
        error=f"{error:.2f}",
    )


def _pairs(tables: Tables) -> pd.DataFrame:
    return tables.get(PAIRS, pd.DataFrame(columns=["doc_id", "provision_id"]))


def agreement_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions that both coded, for each plan and field."""
    columns = ["doc_id", "field", "provision_id"]
    pairs = _pairs(tables)
    found = [part.assign(doc_id=d, field=f) for d, f, part in compared(pairs)] if len(pairs) else []
    return pd.concat([part[columns] for part in found]) if found else pd.DataFrame(columns=columns)


def model_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions predicted, for each plan and row of the chart."""
    rows = left_out_topics(tables)
    if rows.empty:
        return pd.DataFrame(columns=["doc_id", "row", "provision_id"])
    named = [
        part.assign(doc_id=doc_id, row="topic" if domain == ALL else f"domain {domain}")
        for doc_id, domain, part in by_domain(rows)
    ]
    binned = rows.assign(row="bin " + score_bins(rows["score"]).astype(str))
    whole = [part.assign(row="domain") for part in named if (part["row"] == "topic").all()]
    found = pd.concat([*named, *whole, binned, binned.assign(doc_id=ALL)])
    return found[["doc_id", "row", "provision_id"]]


CHARTS = (
    Chart(
        name=_AGREEMENT,
        data=partial(index_table, "coder_agreement"),
        draw=draw_agreement,
        keys=("doc_id", "field"),
        evidence=agreement_evidence,
        seen=agreement_seen,
    ),
    Chart(
        name=_MODEL,
        data=partial(index_table, "topic_accuracy"),
        draw=draw_model,
        keys=("doc_id", "row"),
        evidence=model_evidence,
        seen=model_seen,
    ),
)
