"""How the order of plans moves: ranks over all weightings of the parts and resampled measures.

A rank never stands alone: beside it are the plan's mean with its interval and the number of provisions.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many, is_many
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells
from compare.figures.parts.page import is_narrow, leave, room
from compare.figures.parts.records import Row, records
from compare.figures.parts.spread import spread
from compare.figures.parts.text import LINE, SMALL, fitted, height, width, wrapped
from compare.figures.strictness import plan_evidence
from compare.figures.style import GREY, Plan, present_bases
from compare.figures.words import say
from compare.indices.stage import index_table
from compare.tables.schema import Tables
from compare.vocab.percents import whole_percent

_NAME = "strictness_ranks"
_MANY_LINES = 330.0


def draw_ranks(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Rank probabilities as shaded cells, with what the ranks rest on beside them."""
    cells = records(data, "doc_id", "rank")
    shown = [plan for plan in plans if (plan.doc_id, 1) in cells]  # type: ignore[comparison-overlap]
    ranks = {str(rank): str(rank) for rank in range(1, len(shown) + 1)}
    drawn = {
        (plan.doc_id, rank): _cell(cells[plan.doc_id, int(rank)])  # type: ignore[index]
        for plan in shown
        for rank in ranks
    }
    names = {plan.doc_id: plan.label(language) for plan in shown}
    notes = {plan.doc_id: _basis(cells[plan.doc_id, 1], language) for plan in shown}  # type: ignore[index]
    bases = [plan.basis for plan in shown]
    lines = [place for place in range(1, len(bases)) if bases[place] != bases[place - 1]]
    bracket = [([say(_NAME, "ranks", language)], 0, len(ranks) - 1)]
    return draw_cells(
        axes, Rows(names, lines=lines, notes=notes), Columns(ranks, brackets=bracket), drawn, language
    )


def _cell(row: Row) -> Cell:
    """One rank of one plan, shaded by its probability."""
    probability = float(row["probability"])
    text = whole_percent(probability)
    return Cell(
        (text, text.removesuffix("%")) if probability else ("·",),
        shade=0.8 * probability,
        quiet=not probability,
        gid="rank",
    )


def _basis(own: Row, language: str) -> str:
    """What a plan's ranks rest on: mean with interval, and n."""
    limits = "" if np.isnan(own["low"]) else f" [{own['low']:.2f}–{own['high']:.2f}]"
    return say(_NAME, "mean", language, mean=f"{own['strictness']:.2f}", limits=limits, n=own["n"])


_LONGEST_SEEN = 55
"""Characters of a Chinese headline: one with longer names would leave the picture, and the title stands alone."""


def ranks_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Who is first most often, and how often."""
    first = data[data["rank"] == 1].set_index("doc_id")["probability"]
    if len(first) < 2:
        return ""
    names = {plan.doc_id: plan.label(language) for plan in plans}
    last = data[data["rank"] == data["rank"].max()].set_index("doc_id")["probability"]
    text = say(
        _NAME, "seen", language, first=names[first.idxmax()], share=whole_percent(first.max()), last=names[last.idxmax()],
        last_share=whole_percent(last.max()),
    )  # fmt: skip
    return text if language == "en" or len(text) <= _LONGEST_SEEN else ""


def draw_ranges(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The span of ranks of every plan, sorted within its outline; chosen plans with their numbers.

    `data` is `rank_ranges`.
    """
    rows = records(data, "doc_id")
    named = [plan for plan in chosen if (plan.doc_id,) in rows]
    _ranges_frame(axes, rows, named, language)
    order = {basis: _by_rank(rows, plans, basis) for basis in present_bases(plans)}
    order = {basis: names for basis, names in order.items() if names}
    heights = _heights(order, 0.09 * len(data))
    looks = {plan.doc_id for plan in named}
    for basis, names in order.items():
        _lines(axes, rows, [name for name in names if name not in looks], heights)
        title = say("", "of_basis", language, name=say("", f"basis_{basis}", language), count=len(names))
        axes.text(0.01, heights[names[0]] - 0.02 * len(data), title, transform=axes.get_yaxis_transform(), fontsize=SMALL,
                  color=GREY, va="bottom", gid="block")  # fmt: skip
    axes.set_ylim(max(heights.values()) + 0.02 * len(data), -0.09 * len(data))
    axes.set_xlim(1 - 0.01 * len(data), 1.01 * len(data))
    _chosen(axes, rows, named, heights, language)
    return axes


def _ranges_frame(
    axes: Axes, rows: Mapping[tuple[str, ...], Row], named: Sequence[Plan], language: str
) -> None:
    narrow = is_narrow(axes)
    left = max((width(_name(plan, language)) for plan in named), default=0.0) + (20 if named else 4)
    texts = [_span(rows[(plan.doc_id,)], narrow, language) for plan in named]
    right = max(map(width, texts), default=0.0) + (20 if named else 4)
    label = wrapped(say(_NAME, "axis_many", language), room(axes)[0] - left - right, most=6)
    leave(axes, left, right, 2, LINE * SMALL + 6 + height(label), tall=_MANY_LINES)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(label, fontsize=SMALL, linespacing=LINE)


def _name(plan: Plan, language: str) -> str:
    return fitted(plan.label(language), 74)


def _by_rank(rows: Mapping[tuple[str, ...], Row], plans: list[Plan], basis: str) -> list[str]:
    names = [plan.doc_id for plan in plans if plan.basis == basis and (plan.doc_id,) in rows]
    return sorted(names, key=lambda name: (rows[(name,)]["rank"], rows[(name,)]["rank_low"]))


def _heights(order: Mapping[str, list[str]], gap: float) -> dict[str, float]:
    """One line for each plan, with a gap between the outlines."""
    heights, y = {}, 0.0
    for names in order.values():
        for name in names:
            heights[name] = y
            y += 1
        y += gap
    return heights


def _lines(
    axes: Axes, rows: Mapping[tuple[str, ...], Row], names: list[str], heights: Mapping[str, float]
) -> None:
    """Grey spans and dots of the plans that are not highlighted."""
    own = pd.DataFrame([rows[(name,)] for name in names], columns=["rank", "rank_low", "rank_high"])
    places = [heights[name] for name in names]
    axes.hlines(places, own["rank_low"], own["rank_high"], color="#BDBDBD", linewidth=min(2.0, 200 / len(rows)),
                gid="spans")  # fmt: skip
    axes.scatter(
        own["rank"], places, s=min(8.0, 600 / len(rows)), color=GREY, linewidths=0, zorder=3, gid="plans"
    )


def _chosen(
    axes: Axes,
    rows: Mapping[tuple[str, ...], Row],
    named: Sequence[Plan],
    heights: Mapping[str, float],
    language: str,
) -> None:
    """The highlighted plans with their names at the left and what their ranks rest on at the right."""
    top, bottom = axes.get_ylim()[::-1]
    ordered = sorted(named, key=lambda plan: heights[plan.doc_id])
    wanted = [(heights[plan.doc_id] - top) / (bottom - top) for plan in ordered]
    beside, step = axes.get_yaxis_transform(), LINE * SMALL * 1.1 / _MANY_LINES
    for plan, place in zip(ordered, spread(wanted, [step] * len(ordered)), strict=True):
        row, own, y = rows[(plan.doc_id,)], heights[plan.doc_id], top + place * (bottom - top)
        axes.plot([row["rank_low"], row["rank_high"]], [own, own], color=plan.colour, linewidth=1.8, zorder=4)
        axes.plot([row["rank"]], [own], plan.marker, color=plan.colour, markersize=5.5, markeredgecolor="white",
                  markeredgewidth=0.6, zorder=5, gid="chosen")  # fmt: skip
        for ends, x, side, text in (
            ((y, own), (-0.03, 0.0), "right", _name(plan, language)),
            ((own, y), (1.0, 1.03), "left", _span(row, is_narrow(axes), language)),
        ):
            axes.plot(x, ends, color=plan.colour, linewidth=0.5, transform=beside, clip_on=False)
            axes.annotate(text, (x[0] if side == "right" else x[1], y), (-2 if side == "right" else 2, 0), xycoords=beside,
                          textcoords="offset points", fontsize=SMALL, ha=side, va="center", annotation_clip=False,
                          gid="name")  # fmt: skip


def _span(row: Row, narrow: bool, language: str) -> str:
    """What a rank rests on: its span, and where there is room the mean with its interval, and n."""
    ranks = {name: f"{row[name]:.0f}" for name in ("rank", "rank_low", "rank_high")}
    if narrow:
        return "{rank} [{rank_low}–{rank_high}]".format(**ranks)
    return say(_NAME, "span", language, **ranks, mean=_basis(row, language))


def rank_data(tables: Tables) -> pd.DataFrame:
    """The table behind the rank chart: every rank of each plan, or of many plans the span of ranks; none of one."""
    rows = index_table("strictness_rank_ranges" if is_many(tables) else "strictness_orders", tables)
    return rows if rows["doc_id"].nunique() > 1 else rows.head(0)


CHARTS = (
    Chart(
        name=_NAME,
        data=rank_data,
        draw=draw_ranks,
        keys=("doc_id",),
        evidence=plan_evidence,
        many=Many(draw_ranges, height=6.0),
        seen=ranks_seen,
    ),
)
