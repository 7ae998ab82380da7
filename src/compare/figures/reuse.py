"""Shared wording in pictures: who shares with whom, with the plans of which outline, where, and on what.

Plans of the two outlines are told apart wherever plans are compared: two plans that follow one outline
share what it says.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from compare.figures.charts import Chart, Many, is_many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed, percent_tick
from compare.figures.parts.ends import ends, every_plan
from compare.figures.parts.estimates import Panels, draw_estimates, plan_rows
from compare.figures.parts.legend import write_legend
from compare.figures.parts.page import is_narrow, leave, room
from compare.figures.parts.records import Row
from compare.figures.parts.text import LINE, SMALL, width, wrapped
from compare.figures.style import DARK, GREY, Plan, present_bases
from compare.figures.words import say
from compare.indices.plans import OUTLINES, outline_bases
from compare.indices.reuse import (
    both_sides,
    holds_all_pairs,
)
from compare.indices.selection import counted
from compare.indices.stage import index_table, index_tables
from compare.indices.stretches import shared_by_tenth
from compare.tables.schema import Tables
from compare.vocab.percents import percent, whole_percent
from compare.vocab.taxonomy import domains, taxonomy

ANY_PLAN, ANY_TEMPLATE = "any plan", "any template"
"""Sources of words beside the plans of an outline, as in `reuse_by_plan`."""
_LANES = {"2015": DARK, "2021": "#C46200", "": "#6B6B6B"}
_LANE = 9.0
_PAD = 4.0


def draw_matrix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How much of each plan (row) also stands in each other plan (column)."""
    top = max(0.3, float(data["share"].max()))
    cells = {(row["doc_id"], row["other_id"]): _pair_cell(row, top) for row in data.to_dict("records")}
    cells |= {(plan.doc_id, plan.doc_id): Cell(("·",), quiet=True, gid="self") for plan in plans}
    names = {plan.doc_id: plan.label(language) for plan in plans}
    lines = plan_columns(plans, language).lines
    return draw_cells(axes, Rows(names, lines=lines), plan_columns(plans, language), cells, language)


def _pair_cell(row: Row, top: float) -> Cell:
    """A share with its interval and the characters behind it."""
    share, limits = whole_percent(row["share"]), ""
    if not np.isnan(row["low"]):
        limits = f"\n[{whole_percent(row['low'])}–{whole_percent(row['high'])}]"
    texts = (f"{share}{limits}\n{row['shared']:,}", share, share.removesuffix("%"))
    return Cell(texts, shade=0.85 * row["share"] / top, gid="share")


def draw_outlines(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """For every plan, how much of it an average other plan of either outline holds."""
    bases = [basis for basis in OUTLINES if (data["outline_basis"] == basis).any()]
    names = {
        basis: say("reuse_generations", "panel", language, name=say("", f"plans_{basis}", language))
        for basis in bases
    }
    text = [say("reuse_generations", "beside", language, share=whole_percent(share), others=others)
            for share, others in zip(data["share"], data["others"], strict=True)]  # fmt: skip
    rows = data.assign(category=data["outline_basis"], key=data["doc_id"], value=data["share"], text=text)
    top = float(np.nanmax(data[["share", "high"]].to_numpy(dtype=float)))
    panels = Panels(names, percent_tick, say("", "none", language), ends=(0.0, 1.05 * max(top, 0.05)))
    return draw_estimates(
        axes, rows, plan_rows(plans, language), panels, say("reuse_generations", "axis", language)
    )


def draw_map(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Where in each plan the wording of the others stands: a lane for the plans of each outline."""
    bases = present_bases(plans)
    _map_frame(axes, plans, bases, language)
    for place, plan in enumerate(plans):
        for lane, basis in enumerate(bases):
            top = place + 0.06 - 0.5 + lane * 0.88 / len(bases)
            others = any(other.basis == basis and other is not plan for other in plans)
            found = data[(data["doc_id"] == plan.doc_id) & (data["outline_basis"] == basis)]
            _lane(axes, found, top, 0.8 / len(bases), _LANES[basis] if others else "")
            if not others:
                words = say("reuse_map", "no_other", language, name=say("", f"plans_{basis}", language))
                axes.text(
                    0.01, top + 0.4 / len(bases), words, va="center", fontsize=SMALL, color=GREY, gid="silent"
                )
    return axes


def _map_frame(axes: Axes, plans: Sequence[Plan], bases: Sequence[str], language: str) -> None:
    labels = [wrapped(plan.broken(language), room(axes)[0] * 0.3, most=2) for plan in plans]
    left = max(map(width, labels), default=0.0) + 2 * _PAD
    signs = [
        Patch(
            facecolor=_LANES[basis],
            label=say("reuse_map", "lane", language, name=say("", f"plans_{basis}", language)),
        )
        for basis in bases
    ]
    legend = write_legend(axes, signs, room(axes)[0] - left)
    words = wrapped(say("reuse_map", "axis", language), room(axes)[0] - left, most=2)
    tall = (_LANE * max(len(bases), 2) + 4) * len(plans)
    leave(axes, left, 6, legend + _PAD, 2 * LINE * SMALL + LINE * SMALL * words.count("\n") + 6, tall=tall)
    axes.set_yticks(range(len(plans)), labels, fontsize=SMALL, linespacing=LINE)
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.5, 1] if is_narrow(axes) else [0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(lambda share, _: percent_tick(share))
    axes.set_xlabel(words, fontsize=SMALL, linespacing=LINE)


def _lane(axes: Axes, found: pd.DataFrame, top: float, thick: float, colour: str) -> None:
    """A plan from end to end, its shared stretches coloured."""
    axes.add_patch(Rectangle((0, top), 1, thick, facecolor="#F4F4F4", edgecolor="none", zorder=0))
    if colour:
        spans = list(zip(found["first"], found["last"] - found["first"], strict=True))
        axes.broken_barh(spans, (top, thick), facecolors=colour, edgecolor="none", gid="stretches")


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Which domains are shared wording: dark is shared, light is a plan's own."""
    cells = {
        (key, plan.doc_id): Cell(("–",), quiet=True, gid="silent") for key in domains() for plan in plans
    }
    for row in data.to_dict("records"):
        share = whole_percent(row["share"])
        texts = (f"{share} ({row['n']})", f"{share}\n({row['n']})", share, share.removesuffix("%"))
        cells[str(row["domain"]), str(row["doc_id"])] = Cell(texts, shade=0.9 * row["share"], gid="share")
    return draw_cells(axes, Rows(domain_rows(data, language)), plan_columns(plans, language), cells, language)


def domain_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """The domains with their codes."""
    return {code: f"{code} {taxonomy()[code].label(language)}" for code in domains()}


def matrix_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which two plans share most, and what share of the first it is."""
    top = data.loc[data["share"].idxmax()]
    names = {plan.doc_id: plan.label(language) for plan in plans}
    rest = float(data["share"].median())
    text = say(
        "reuse_matrix", "seen", language, name=names[top["doc_id"]], other=names[top["other_id"]],
        share=whole_percent(top['share']),
    )  # fmt: skip
    if len(plans) < 3:  # two plans are one pair
        return text
    return text + say("reuse_matrix", "seen_median", language, median=whole_percent(rest))


def outlines_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many plans are worded more like the plans of their outline, of those that follow a known one."""
    table = data.pivot(index="doc_id", columns="outline_basis", values="share").dropna()
    if table.shape[1] < 2 or table.empty:
        return ""
    bases = {plan.doc_id: plan.basis for plan in plans}
    known = [doc_id for doc_id in table.index if bases[doc_id] in table]
    if not known:
        return ""
    own = sum(_most_like(table.loc[doc_id], bases[doc_id]) for doc_id in known)
    key = "seen_all" if own == len(known) else "seen" if own else "seen_none"
    every = every_plan(len(known), language)
    return say("reuse_generations", key, language, own=own, plans=len(known), every=every)


def _most_like(shares: pd.Series, basis: str) -> bool:
    """Whether a plan shares more with plans of this outline than with others: as much is not more."""
    return bool(shares[basis] > shares.drop(basis).max())


def map_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which plan holds most and which least shared wording; how much it is in letters is in the matrix."""
    shares = shared_by_tenth(data, [plan.doc_id for plan in plans]).groupby("doc_id")["share"].mean()
    found = ends(shares, plans, whole_percent, language)
    return say("reuse_map", "seen_two" if len(shares) == 2 else "seen", language, **found) if found else ""


def domains_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which domains are most and least shared wording, over all plans."""
    sums = data.groupby("domain")[["shared", "chars"]].sum()
    share = sums["shared"] / sums["chars"]
    if share.nunique() < 2:
        return ""
    high, low = str(share.idxmax()), str(share.idxmin())
    return say(
        "reuse_domains", "seen", language, high=taxonomy()[high].label(language), low=taxonomy()[low].label(language),
        most=whole_percent(share[high]), least=whole_percent(share[low]),
    )  # fmt: skip


def draw_tenths(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How much of each tenth of a plan of many stands in any other; `data` is `shared_stretches`."""
    shares = shared_by_tenth(data, [plan.doc_id for plan in plans])
    form = Distributed("reuse_map", "tenth", "share", percent, _tenth_rows, ends=(-0.02, 1.02))
    return form(shares, axes, plans, chosen, language)


def _tenth_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {
        str(tenth): say("reuse_map", "tenth", language, first=10 * tenth - 10, last=10 * tenth)
        for tenth in range(1, 11)
    }


def among_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """What others are, of those that occur."""
    keys = {ANY_PLAN: "any_plan", ANY_TEMPLATE: "any_template", "2015": "any_2015", "2021": "any_2021"}
    return {
        name: say("reuse_matrix", key, language)
        for name, key in keys.items()
        if (data["among"] == name).any()
    }


def matrix_data(tables: Tables) -> pd.DataFrame:
    """The table behind the matrix: every pair, or of many plans what stands in any other."""
    if is_many(tables):
        return _union(tables, (ANY_PLAN, ANY_TEMPLATE))
    known = len(tables["documents"]) > 1 and "reuse_pairs" in index_tables(tables)
    return index_table("reuse_pairs", tables) if known else _no_rows(tables)


def outline_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of outlines: the mean, or of many plans what stands in any other.

    Nothing where only the closest passages are known, or where no plan's outline is.
    """
    if is_many(tables):
        rows = _union(tables, OUTLINES)
        return rows.assign(outline_basis=rows["among"])
    found = index_tables(tables)
    rows = found["reuse_by_outline"] if "reuse_by_outline" in found else _no_rows(tables)
    return rows if len(rows) else _no_rows(tables)


def _no_rows(tables: Tables) -> pd.DataFrame:
    return (
        tables["reuse"]
        .head(0)[["doc_a"]]
        .rename(columns={"doc_a": "doc_id"})
        .assign(other_id="", outline_basis="")
    )


def _union(tables: Tables, among: Sequence[str]) -> pd.DataFrame:
    """What of each plan stands in others; nothing where no pair of plans was compared."""
    rows = index_table("reuse_anywhere", tables)
    rows = rows[rows["among"].isin(among) & bool(len(tables["reuse"]))]
    return rows.assign(other_id=rows["among"]).reset_index(drop=True)


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of domains; nothing where no plans were compared."""
    rows = index_table("reuse_by_domain", tables)
    return rows if len(tables["reuse"]) else rows.head(0)


def _known_outlines(tables: Tables) -> Mapping[str, str]:
    bases = outline_bases(tables)
    return bases if holds_all_pairs(tables["reuse"]) else dict.fromkeys(bases, "")


def matrix_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that share a passage with each other plan, or of many with any."""
    rows = both_sides(tables["reuse"])
    if is_many(tables):
        templates = both_sides(tables["reuse"], "template").assign(other_id=ANY_TEMPLATE)
        rows = pd.concat([rows.assign(other_id=ANY_PLAN), templates])
    return rows[["doc_id", "other_id", "provision_id"]].drop_duplicates()


def outline_evidence(tables: Tables, known: bool = True) -> pd.DataFrame:
    """The provisions of each plan that share a passage with plans of each outline.

    Not `known`: as in the map, where outlines are one if only the closest passages are known.
    """
    rows = both_sides(tables["reuse"])
    bases = outline_bases(tables) if known else _known_outlines(tables)
    rows["outline_basis"] = rows["other_id"].map(bases)
    return rows[["doc_id", "outline_basis", "provision_id"]].drop_duplicates()


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The counted provisions of each plan and domain."""
    rows = counted(tables["provisions"], ["doc_id", "domain", "provision_id"])
    return rows[["doc_id", "domain", "provision_id"]]


_union_form = partial(
    Distributed, category="among", value="share", number=percent, rows=among_rows, ends=(-0.02, 1.02)
)

CHARTS = (
    Chart(
        name="reuse_matrix",
        data=matrix_data,
        draw=draw_matrix,
        keys=("doc_id", "other_id"),
        evidence=matrix_evidence,
        many=Many(_union_form("reuse_matrix"), height=3.2),
        seen=matrix_seen,
    ),
    Chart(
        name="reuse_generations",
        data=outline_data,
        draw=draw_outlines,
        keys=("doc_id", "outline_basis"),
        evidence=outline_evidence,
        many=Many(_union_form("reuse_generations"), height=3.2),
        seen=outlines_seen,
    ),
    Chart(
        name="reuse_map",
        data=partial(index_table, "reuse_stretches"),
        draw=draw_map,
        keys=("doc_id", "outline_basis"),
        evidence=partial(outline_evidence, known=False),
        many=Many(draw_tenths, height=6.2),
        seen=map_seen,
    ),
    Chart(
        name="reuse_domains",
        data=domain_data,
        draw=draw_domains,
        keys=("doc_id", "domain"),
        evidence=domain_evidence,
        many=Many(
            Distributed("reuse_domains", "domain", "share", percent, domain_rows, ends=(-0.02, 1.02)),
            height=7.0,
        ),
        seen=domains_seen,
    ),
)
