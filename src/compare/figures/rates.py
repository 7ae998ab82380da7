"""Strictness as five rates, each with its count, and which orders of plans stand over all specifications."""

from collections.abc import Mapping
from itertools import product

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many, is_many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed, percent_tick
from compare.figures.parts.ends import ends
from compare.figures.parts.estimates import Panels, draw_estimates, plan_rows
from compare.figures.parts.records import Row
from compare.figures.strictness import plan_evidence
from compare.figures.style import Plan
from compare.figures.words import has_words, say, value_label
from compare.indices.rank_stability import compare_scores
from compare.indices.specifications import DIMENSIONS
from compare.indices.stage import index_tables
from compare.indices.strictness_rates import ALL, RATES, rate_evidence
from compare.tables.results import CORRECTED
from compare.tables.schema import Tables
from compare.vocab.percents import percent, whole_percent
from compare.vocab.reading import read_vocabulary

_RATES, _CURVE = "strictness_rates", "specification_curve"
_RANK = "rank"
_ONE_LESS = "without "
_EDGES = ("lowest", "median", "highest")


# --- five rates ---


def rate_data(tables: Tables) -> pd.DataFrame:
    """The five rates of every plan: doc_id, rate, count, n, share, low, high, clusters, effective_n.

    Where somebody coded a sample of provisions a second time, beside them the rates that this sample
    corrects: corrected, corrected_low, corrected_high, sampled, coder (of several coders, the first).
    """
    rows = index_tables(tables)[_RATES]
    own = rows[rows["domain"] == ALL].drop(columns=["domain", "too_few"]).reset_index(drop=True)
    if CORRECTED not in tables or tables[CORRECTED].empty:
        return own
    second = tables[CORRECTED][tables[CORRECTED]["coder"] == tables[CORRECTED]["coder"].iloc[0]]
    names = {"low": "corrected_low", "high": "corrected_high"}
    columns = ["doc_id", "rate", "corrected", *names.values(), "sampled", "coder"]
    return own.merge(second.rename(columns=names)[columns], on=["doc_id", "rate"], how="left")


def draw_rates(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A panel for each rate, from 0: dots with intervals, and the counts behind them."""
    rows = data.assign(
        category=data["rate"], key=data["doc_id"], value=data["share"],
        text=data["count"].astype(str) + "/" + data["n"].astype(str),
    )  # fmt: skip
    panels = Panels(_rate_names(data, language), percent_tick, say("", "no_provision", language), zero=True)
    axis = say(_RATES, "axis", language)
    if "corrected" in data and data["corrected"].notna().any():
        axis += say(_RATES, "corrected", language, coder=data["coder"].dropna().iloc[0])
    return draw_estimates(axes, rows, plan_rows(plans, language), panels, axis)


def _rate_names(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {rate: value_label("rate", rate, language) for rate in RATES}


def rates_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Between which plans the rate of mandates lies, and how rare sanctions are."""
    own = data.dropna(subset="share").pivot(index="doc_id", columns="rate", values="share")
    if len(own) < 2:
        return ""
    found = ends(own["mandate"], plans, percent, language)
    return say(_RATES, "seen", language, **found, sanction=percent(own["sanction"].max())) if found else ""


def _all_domains(tables: Tables) -> pd.DataFrame:
    rows = rate_evidence(tables["provisions"])
    return rows[["doc_id", "rate", "provision_id"]]


# --- the specification curve ---


def curve_data(tables: Tables) -> pd.DataFrame:
    """What all specifications say of every plan, and what each choice makes of it.

    One row for each plan, dimension and choice. Of dimension `rank` the choice is a rank and `share` the
    share of specifications in which the plan takes it (plans that tie take their ranks in equal parts);
    `published` is 1 where it has this rank as published. Of the others `mean_rank` is the
    mean over the specifications with this choice. Dropping one domain is one choice of twelve:
    `mean_rank` has the mean over them. Of many plans the choices are the best, the median and the worst
    rank, and `mean_rank` is that rank. One plan has no rank, and no row.
    """
    made = index_tables(tables)
    columns = ["doc_id", "dimension", "choice", "specifications", "share", "published", "mean_rank"]
    if is_many(tables):
        edges = made["specification_ranks"].melt(
            ["doc_id", "specifications"], list(_EDGES), "choice", "mean_rank"
        )
        return edges.assign(dimension=_RANK).reindex(columns=columns)
    ranks, choices = _ranks_taken(made[_CURVE]), made["specification_choices"]
    less = choices["choice"].astype(str).str.startswith(_ONE_LESS)
    merged = choices.assign(choice=choices["choice"].where(~less, _ONE_LESS.strip()))
    merged = merged.groupby(["dimension", "choice", "doc_id"], sort=False, as_index=False).agg(
        specifications=("specifications", "sum"), mean_rank=("mean_rank", "mean")
    )
    table = pd.concat([ranks, merged], ignore_index=True).reindex(columns=columns)
    return table if table["doc_id"].nunique() > 1 else table.head(0)


def _ranks_taken(curve: pd.DataFrame) -> pd.DataFrame:
    """The share of specifications in which each plan takes each rank: plans that tie take theirs in equal parts.

    Columns: doc_id, choice (the rank as text), share, specifications, published, dimension.
    """
    scores = curve.pivot(index="specification", columns="doc_id", values="score")
    scores = scores[list(dict.fromkeys(curve["doc_id"]))]
    ranks = [str(rank) for rank in range(1, len(scores.columns) + 1)]
    table = pd.DataFrame(product(scores.columns, ranks), columns=["doc_id", "choice"])
    share, published = (
        compare_scores(part.to_numpy()).places.ravel() if len(part) else 0.0
        for part in (scores, scores.head(1))
    )
    table = table.assign(share=share, published=published, specifications=len(scores), dimension=_RANK)
    return table.assign(published=(table["published"] > 0).astype(int))


def draw_curve(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Shares of ranks over all specifications, and under them the mean rank with every choice."""
    shown = [plan for plan in plans if plan.doc_id in set(data["doc_id"])]
    names: dict[str, str] = {}
    headings: list[str] = []
    for dimension in (_RANK, *DIMENSIONS):
        part = data[data["dimension"] == dimension]
        if part["choice"].nunique() < 2:
            continue
        headings.append(dimension)
        names[dimension] = say(_CURVE, f"of_{dimension}", language)
        names |= {
            f"{dimension}:{choice}": choice_name(dimension, choice, language)
            for choice in part["choice"].unique()
        }
    cells = {
        (f"{row['dimension']}:{row['choice']}", row["doc_id"]): _curve_cell(row, len(shown))
        for row in data.to_dict("records")
        if f"{row['dimension']}:{row['choice']}" in names
    }
    return draw_cells(axes, Rows(names, headings=headings), plan_columns(shown, language), cells, language)


def choice_name(dimension: str, choice: str, language: str) -> str:
    """What a choice is called; a rank by its number, a domain that is left out by its letter.

    >>> [choice_name(*one, "zh") for one in (("items", "items"), ("wording", "own"), ("domains", "without A"))]
    ['五项等权', '不含共有文字', '不含领域A']
    """
    if dimension == _RANK:
        edge = f"edge_{choice}" if choice in _EDGES else "rank"
        return say(_CURVE, edge, language, rank=choice)
    if dimension == "items":
        known = {row["name"]: row[f"label_{language}"] for row in read_vocabulary("specifications")}
        return known.get(choice) or say(_CURVE, "given", language)
    if choice.startswith(_ONE_LESS):
        return say(_CURVE, "without", language, domain=choice.removeprefix(_ONE_LESS))
    key = f"{dimension}_{choice}"
    return say(_CURVE, key, language) if has_words(_CURVE, key) else choice


def _curve_cell(row: Row, plans: int) -> Cell:
    """A share of specifications (framed where published), or a mean rank: the darker, the stricter."""
    if row["dimension"] == _RANK:
        text = whole_percent(row["share"]) if row["share"] else "·"
        edge = "black" if row["published"] else "white"
        return Cell((text,), shade=0.8 * row["share"], quiet=not row["share"], edge=edge, gid="share")
    depth = (plans - row["mean_rank"]) / max(plans - 1, 1)
    return Cell((f"{row['mean_rank']:.1f}",), shade=0.7 * depth, gid="mean rank")


def curve_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which plan takes one rank in most specifications, and which is first most often."""
    ranks = data[data["dimension"] == _RANK].dropna(subset="share")
    if ranks["doc_id"].nunique() < 2:
        return ""
    key = "seen" if ranks["doc_id"].nunique() > 2 else "seen_two"
    names = {plan.doc_id: plan.label(language) for plan in plans}
    first = ranks[ranks["choice"] == "1"].set_index("doc_id")["share"]
    final = ranks[ranks["choice"] == str(ranks["doc_id"].nunique())].set_index("doc_id")["share"]
    return say(
        _CURVE, key, language, number=int(ranks["specifications"].max()), first=names[first.idxmax()],
        share=whole_percent(first.max()), last=names[final.idxmax()], last_share=whole_percent(final.max()),
    )  # fmt: skip


def _edge_names(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {edge: choice_name(_RANK, edge, language) for edge in _EDGES}


CHARTS = (
    Chart(
        name=_RATES,
        data=rate_data,
        draw=draw_rates,
        keys=("doc_id", "rate"),
        evidence=_all_domains,
        many=Many(Distributed(_RATES, "rate", "share", percent, _rate_names, ends=(-0.02, 1.02)), height=3.6),
        seen=rates_seen,
    ),
    Chart(
        name=_CURVE,
        data=curve_data,
        draw=draw_curve,
        keys=("doc_id",),
        evidence=plan_evidence,
        many=Many(
            Distributed(_CURVE, "choice", "mean_rank", lambda rank: f"{rank:.0f}", _edge_names), height=3.0
        ),
        seen=curve_seen,
    ),
)
