"""Lanes: one band for each plan, one line in it for each thing, so that labels never meet.

Where there are more lines than fit, things of one plan at the same place share a line and its
label says how many there are. A plan without anything keeps its band, which says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

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


def stack(data: pd.DataFrame, plans: list[Plan], axes: Axes, place: Sequence[str]) -> pd.DataFrame:
    """`data` with `y` and `count`: in the order of the plans, then of the columns `place`.

    Rows of a plan with the same `place` become one where lines would otherwise be too narrow.
    """
    rows = _merged(data, place) if len(data) > _capacity(axes, plans) else data.assign(count=1)
    order = {plan.doc_id: number for number, plan in enumerate(plans)}
    rows = rows[rows["doc_id"].isin(order)].assign(_plan=rows["doc_id"].map(order))
    rows = rows.sort_values(["_plan", *place], kind="stable").reset_index(drop=True)
    return rows.assign(y=_heights(rows["_plan"].tolist(), len(plans))).drop(columns="_plan")


def _capacity(axes: Axes, plans: list[Plan]) -> int:
    """How many lines fit, with the gaps between the plans taken off."""
    inches = axes.get_figure(root=True).get_size_inches()[1] - 1.1
    return int(inches * 72 / _LINE_POINTS - _GAP * len(plans))


def _merged(data: pd.DataFrame, place: Sequence[str]) -> pd.DataFrame:
    groups = data.groupby(["doc_id", *place], dropna=False, sort=False)
    return groups.first().assign(count=groups.size()).reset_index()


def _heights(numbers: list[int], plans: int) -> list[float]:
    """The y of each row; a plan without rows takes up one line."""
    heights, y = [], 0.0
    for number in range(plans):
        lines = numbers.count(number)
        heights += [y + line for line in range(lines)]
        y += max(lines, 1) + _GAP
    return heights


def bands(rows: pd.DataFrame, plans: list[Plan]) -> list[Band]:
    """The bands of all plans, those without rows too."""
    result, y = [], 0.0
    for plan in plans:
        lines = max(int((rows["doc_id"] == plan.doc_id).sum()), 1)
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
    return float(axes.get_figure(root=True).get_size_inches()[0] - 1.2) * 72 / (right - left)


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
