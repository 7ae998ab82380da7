"""Lanes: one band for each plan, one line in it for each thing, so that labels never meet.

Where there are more lines than fit a page, things of one plan at the same place share a line and
its label says how many there are; at last a plan has one line, with one mark and a count in each column
instead of labels. A plan without anything keeps its band, which says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.parts.page import figure_of, is_narrow, leave, room
from compare.figures.parts.text import LINE, SMALL, fitted, width, wrapped
from compare.figures.style import GREY, PALE, RULE, Plan
from compare.figures.words import say
from compare.vocab.taxonomy import taxonomy

LINE_POINTS = 9.0
"""Height of a line (points)."""
_TALLEST = 640.0
"""Height of all lanes at most (points)."""
_GAP = 0.7
_PAD = 4.0
_MARK = 7.0


@dataclass(frozen=True)
class Band:
    """The place of one plan: from `top` down to `bottom` (in lines)."""

    plan: Plan
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def stack(data: pd.DataFrame, plans: list[Plan], place: list[str], lines: int = 0) -> pd.DataFrame:
    """`data` with `y`, `number` and `crowded`: in the order of the plans, then of the columns `place`.

    Rows of a plan with the same `place` become one (of `number`) where there are more than `lines`
    (as many as a page holds, unless given); if that does not help either, all rows of a plan share a
    line and have no label, and those whose `x` lies in one column are one, in its middle.
    """
    order = {plan.doc_id: position for position, plan in enumerate(plans)}
    rows = data[data["doc_id"].isin(order)].assign(number=1)
    most = lines or _most_lines(len(plans))
    if len(rows) > most:
        rows = _merged(rows, place)
    crowded = len(rows) > most
    if crowded:
        rows = _merged(rows.assign(x=np.floor(rows["x"]) + 0.5), place)
    rows = rows.assign(_plan=rows["doc_id"].map(order)).sort_values(["_plan", *place], kind="stable")
    heights = _heights(rows["_plan"].tolist(), len(plans), shared=crowded)
    return rows.assign(y=heights, crowded=crowded).drop(columns="_plan").reset_index(drop=True)


def is_crowded(data: pd.DataFrame, plans: Sequence[Plan], place: list[str]) -> bool:
    """Whether `stack` counts the things of a plan, instead of labelling them."""
    shown = data[data["doc_id"].isin([plan.doc_id for plan in plans])]
    return len(shown.drop_duplicates(["doc_id", *place])) > _most_lines(len(plans))


def _most_lines(plans: int) -> int:
    return int(_TALLEST / LINE_POINTS - _GAP * plans)


def _merged(data: pd.DataFrame, place: list[str]) -> pd.DataFrame:
    groups = data.groupby(["doc_id", *place], dropna=False, sort=False)
    return groups.first().assign(number=groups["number"].sum()).reset_index()


def _heights(positions: list[int], plans: int, shared: bool) -> list[float]:
    """The y of each row; a plan without rows takes up two lines, and any plan if lines are shared."""
    heights, y = [], 0.0
    for position in range(plans):
        lines = positions.count(position)
        heights += [y + (0.5 if shared else line) for line in range(lines)]
        y += _GAP + (2 if shared else max(lines, 2))
    return heights


def bands(rows: pd.DataFrame, plans: list[Plan]) -> list[Band]:
    """The bands of all plans, those without rows too; no band is lower than two lines."""
    result, y = [], 0.0
    for plan in plans:
        lines = max(rows[rows["doc_id"] == plan.doc_id]["y"].nunique(), 2)
        result.append(Band(plan, y - 0.5, y + lines - 0.5))
        y += lines + _GAP
    return result


def draw_bands(axes: Axes, places: list[Band], rows: pd.DataFrame, legend: float, language: str) -> None:
    """Names at the left, a tint behind each plan, and a word where a plan has no line."""
    most = room(axes)[0] * (0.22 if is_narrow(axes) else 0.3)
    names = [wrapped(band.plan.broken(language), most, most=2) for band in places]
    left = max((width(name) for name in names), default=0.0) + _MARK + _PAD
    tall = (places[-1].bottom - places[0].top + 0.4) * LINE_POINTS
    leave(axes, left, 2.0, legend + _PAD, LINE * SMALL + 2 * _PAD, tall=tall)
    low, high = axes.get_xlim()
    for band in places:
        axes.axhspan(band.top, band.bottom, color=PALE, linewidth=0, zorder=0)
        axes.plot(
            [low, low], [band.top, band.bottom], color=band.plan.colour, linewidth=4, clip_on=False, zorder=4
        )
        if not (rows["doc_id"] == band.plan.doc_id).any():
            axes.text((low + high) / 2, band.middle, say("", "not_stated", language), size=SMALL, color=GREY,
                      va="center", ha="center", gid="silent")  # fmt: skip
    axes.set_yticks([band.middle for band in places], names, fontsize=SMALL, linespacing=LINE)
    axes.tick_params(axis="y", length=0, pad=_MARK)
    axes.set_ylim(places[-1].bottom + 0.2, places[0].top - 0.2)
    axes.spines["left"].set_visible(False)


def points_per_unit(axes: Axes) -> float:
    """How many points one unit of the x axis measures."""
    low, high = axes.get_xlim()
    return float(axes.get_window_extent().width * 72 / figure_of(axes).dpi) / (high - low)


def year_position(day: str) -> float:
    """Where a day lies on an axis of years, drawn in a little from both ends of the year.

    >>> round(year_position("2018-12-31"), 2), year_position("2019-01-01")
    (2018.94, 2019.06)
    """
    moment = date.fromisoformat(day)
    passed = (moment - date(moment.year, 1, 1)).days / 365
    return moment.year + 0.06 + 0.88 * passed


def year_axis(axes: Axes, years: tuple[int, int], language: str, has_open: bool = False) -> None:
    """Years as columns: lines between them, names in their middle, as many as have room."""
    names = list(range(years[0], years[1] + 1))
    for year in [*names, years[1] + 1]:
        axes.axvline(year, color=RULE, linewidth=0.6, zorder=1)
    step = max(int(-(-(width("2020") + 3) // points_per_unit(axes))), 1)
    ticks = [year + 0.5 for year in names[::step]]
    labels = [str(year) for year in names[::step]]
    if has_open:
        ticks.append(years[1] + 1.5)
        labels.append(say("", "open_year", language))
        if width(labels[-1]) > points_per_unit(axes) and step > 1:
            ticks, labels = [*ticks[:-2], ticks[-1]], [*labels[:-2], labels[-1]]
    axes.set_xticks(ticks, labels, fontsize=SMALL)
    axes.tick_params(axis="x", length=0, pad=2)


def what_is_due(row: Any, language: str) -> str:
    """The label of a line: what is due; in English its topic comes first."""
    due = str(row.due)
    if row.number > 1:
        due = say("", "in_all", language, due=due, number=row.number)
    if language == "zh":
        return due
    return f"{taxonomy()[row.topic].label_en}: {due}"


def label_beside(axes: Axes, x: float, y: float, text: str) -> None:
    """Write on the side of the mark that has more room, cut to fit."""
    low, high = axes.get_xlim()
    unit, gap = points_per_unit(axes), 6.0
    side = 1 if high - x >= x - low else -1
    free = (high - x if side > 0 else x - low) * unit - 2 * gap
    axes.annotate(
        fitted(text, free), (x, y), (side * gap, 0), textcoords="offset points", size=SMALL,
        va="center_baseline", ha="left" if side > 0 else "right", zorder=6, gid="label",
    )  # fmt: skip
