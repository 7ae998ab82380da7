"""Lanes: one band for each plan, one line in it for each thing, so that labels never meet.

Where there are more lines than fit, things of one plan at the same place share a line and its
label says how many there are; at last a plan has one line, with counts instead of labels. A plan without anything keeps its band, which says so.
"""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.figures.style import GREY, Plan

LABEL_SIZE = 6
_LINE_POINTS = 8.0
_GAP = 0.7
NONE = {"zh": "未写明", "en": "none stated"}


@dataclass(frozen=True)
class Band:
    """The place of one plan: from `top` down to `bottom` (in lines)."""

    plan: Plan
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def stack(
    data: pd.DataFrame, plans: list[Plan], axes: Axes, place: list[str], crowd: bool = False
) -> pd.DataFrame:
    """`data` with `y`, `number` and `crowded`: in the order of the plans, then of the columns `place`.

    Rows of a plan with the same `place` become one (of `number`) where lines would be too narrow;
    with `crowd`, if that does not help either, all rows of a plan share a line and have no label.
    """
    order = {plan.doc_id: position for position, plan in enumerate(plans)}
    rows = data[data["doc_id"].isin(order)].assign(number=1)
    room = _capacity(axes, plans)
    if len(rows) > room:
        rows = _merged(rows, place)
    crowded = crowd and len(rows) > room
    rows = rows.assign(_plan=rows["doc_id"].map(order)).sort_values(["_plan", *place], kind="stable")
    heights = _heights(rows["_plan"].tolist(), len(plans), shared=crowded)
    return rows.assign(y=heights, crowded=crowded).drop(columns="_plan").reset_index(drop=True)


def _capacity(axes: Axes, plans: list[Plan]) -> int:
    """How many lines fit, with the gaps between the plans taken off."""
    inches = _figure(axes).get_size_inches()[1] - 1.1  # title, caption and axis
    return int(inches * 72 / _LINE_POINTS - _GAP * len(plans))


def _merged(data: pd.DataFrame, place: list[str]) -> pd.DataFrame:
    groups = data.groupby(["doc_id", *place], dropna=False, sort=False)
    return groups.first().assign(number=groups.size()).reset_index()


def _heights(positions: list[int], plans: int, shared: bool) -> list[float]:
    """The y of each row; a plan without rows takes up one line, and any plan if lines are shared."""
    heights, y = [], 0.0
    for position in range(plans):
        lines = positions.count(position)
        heights += [y + line * (not shared) for line in range(lines)]
        y += _GAP + (1 if shared else max(lines, 1))
    return heights


def bands(rows: pd.DataFrame, plans: list[Plan]) -> list[Band]:
    """The bands of all plans, those without rows too."""
    result, y = [], 0.0
    for plan in plans:
        lines = max(rows[rows["doc_id"] == plan.doc_id]["y"].nunique(), 1)
        result.append(Band(plan, y - 0.5, y + lines - 0.5))
        y += lines + _GAP
    return result


def draw_bands(axes: Axes, places: list[Band], rows: pd.DataFrame, language: str) -> None:
    """Names at the left, a tint behind each plan, and a word where a plan has no line."""
    left, right = axes.get_xlim()
    for band in places:
        axes.axhspan(band.top, band.bottom, color="#F2F2F2", linewidth=0, zorder=0)
        axes.plot(
            [left, left],
            [band.top, band.bottom],
            color=band.plan.colour,
            linewidth=5,
            clip_on=False,
            zorder=4,
        )
        if not (rows["doc_id"] == band.plan.doc_id).any():
            centre = (left + right) / 2
            axes.text(
                centre, band.middle, NONE[language], size=LABEL_SIZE, color=GREY, va="center", ha="center"
            )
    axes.set_yticks([band.middle for band in places], [band.plan.label(language) for band in places])
    axes.tick_params(axis="y", length=0, pad=5)
    axes.set_ylim(places[-1].bottom + 0.2, places[0].top - 0.2)
    axes.spines["left"].set_visible(False)


def points_per_unit(axes: Axes) -> float:
    """How many points one unit of the x axis measures, roughly; margins are taken off."""
    left, right = axes.get_xlim()
    return float(_figure(axes).get_size_inches()[0] - 1.2) * 72 / (right - left)


def _figure(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("axes without a figure")
    return figure


def fitted(text: str, points: float, size: float = LABEL_SIZE) -> str:
    """`text`, cut with an ellipsis where it is wider than `points`.

    >>> fitted("公布行政执法流程图", 36)
    '公布行政执…'
    """
    room, kept = points, ""
    if sum(_width(char) for char in text) * size <= points:
        return text
    for char in text:
        room -= _width(char) * size
        if room < size:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _width(char: str) -> float:
    """The width of a letter in ems: a Chinese one is square."""
    return 1.0 if ord(char) > 0x2E7F or char in "“”…—" else 0.56
