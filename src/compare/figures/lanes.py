"""Lanes: one band for each plan, one line in it for each thing, so that labels never meet.

Where there are more lines than fit, things of one plan at the same place share a line and its
label says how many there are; at last a plan has one line, with counts instead of labels. A plan without anything keeps its band, which says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.figures.style import GREY, Plan
from compare.vocab.taxonomy import taxonomy

LABEL_SIZE = 6
LIGHT = "#CFCFCF"
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
    if ems(text) * size <= points:
        return text
    for char in text:
        room -= ems(char) * size
        if room < size:
            break
        kept += char
    return f"{kept.rstrip()}…"


def ems(text: str) -> float:
    """The width of a text in ems, roughly: a Chinese letter is square.

    >>> ems("条款"), ems("n = 3")
    (2.0, 2.8)
    """
    return round(sum(1.0 if ord(char) > 0x2E7F or char in "“”…—" else 0.56 for char in text), 2)


def year_position(day: str) -> float:
    """Where a day lies on an axis of years, drawn in a little from both ends of the year.

    >>> round(year_position("2018-12-31"), 2), year_position("2019-01-01")
    (2018.94, 2019.06)
    """
    moment = date.fromisoformat(day)
    passed = (moment - date(moment.year, 1, 1)).days / 365
    return moment.year + 0.06 + 0.88 * passed


def year_axis(axes: Axes, years: tuple[int, int], language: str, has_open: bool = False) -> None:
    """Years as columns: lines between them, names in their middle."""
    names = list(range(years[0], years[1] + 1))
    for year in [*names, years[1] + 1]:
        axes.axvline(year, color=LIGHT, linewidth=0.6, zorder=1)
    ticks = [year + 0.5 for year in names]
    labels = [str(year) for year in names]
    if has_open:
        ticks.append(years[1] + 1.5)
        labels.append("年份未定" if language == "zh" else "open year")
    axes.set_xticks(ticks, labels)
    axes.tick_params(axis="x", length=0)


def what_is_due(row: Any, language: str) -> str:
    """The label of a line: what is due; in English its topic comes first."""
    count, due, topic = (getattr(row, name) for name in ("number", "due", "topic"))
    more = {"zh": f"（等{count}项）", "en": f"({count} in all) "}[language] if count > 1 else ""
    if language == "zh":
        return f"{due}{more}"
    return f"{more}{taxonomy()[topic].label_en}: {due}"


def label_beside(axes: Axes, x: float, y: float, text: str) -> None:
    """Write on the side of the mark that has more room, cut to fit."""
    left, right = axes.get_xlim()
    unit, gap = points_per_unit(axes), 6.0
    side = 1 if right - x >= x - left else -1
    room = (right - x if side > 0 else x - left) * unit - 2 * gap
    axes.annotate(
        fitted(text, room), (x, y), (side * gap, 0), textcoords="offset points", size=LABEL_SIZE,
        va="center_baseline", ha="left" if side > 0 else "right", zorder=6,
    )  # fmt: skip
