"""Figures of deadlines: swim lanes by plan and year, and their position in the plan's own period.

Duties are filled marks and goals (N1) hollow stars: 到2025年基本建成 is a state to be reached and
no duty with a date. Deadlines whose year is open stand apart, right of the calendar. English
figures name the topic of a duty and quote the plan; there is no translation.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from compare.figures.lanes import (
    LABEL_SIZE,
    bands,
    draw_bands,
    label_beside,
    stack,
    what_is_due,
    year_axis,
    year_position,
)
from compare.figures.style import GREY, Plan
from compare.indices import timeline

_FEW = 3
"""Plans with fewer duty deadlines have no curve: their points are shown alone."""


def draw_deadlines(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Deadlines as swim lanes by plan and year, one labelled line each."""
    moments = data.assign(x=_place_in_calendar(data))
    years = _year_range(data)
    has_open = bool(len(data)) and data["open_year"].max() == 1
    axes.set_xlim(years[0], years[1] + 1 + has_open)
    rows = stack(moments, plans, axes, ["x", "role"], crowd=True)
    draw_bands(axes, bands(rows, plans), rows, language)
    year_axis(axes, years, language, has_open)
    for row in rows.itertuples():
        plan = next(plan for plan in plans if plan.doc_id == row.doc_id)
        y = row.y + (0.25 if row.role == timeline.GOAL else -0.15) * row.crowded
        _mark(axes, row.x, y, plan, row.role, bool(row.open_year))
        if row.crowded:
            _count_beside(axes, row.x, y, row.number, row.role)
        else:
            label_beside(axes, row.x, y, what_is_due(row, language))
    _role_legend(axes, language)
    return axes


def _year_range(data: pd.DataFrame) -> tuple[int, int]:
    years = data["year"].dropna()
    first, last = (int(years.min()), int(years.max())) if len(years) else (2020, 2020)
    return (min(first, int(data["first_year"].min())) if data["first_year"].notna().any() else first), last


def _place_in_calendar(data: pd.DataFrame) -> list[float]:
    """The year and its passed share, kept inside the year's column; open years after the last."""
    last = _year_range(data)[1]
    return [
        last + 1.5 if open_year else year_position(str(day))
        for day, open_year in zip(data["day"], data["open_year"], strict=True)
    ]


def _mark(axes: Axes, x: float, y: float, plan: Plan, role: str, open_year: bool) -> None:
    goal = role == timeline.GOAL
    face = "white" if goal or open_year else plan.colour
    marker, size = ("*", 8.0) if goal else (plan.marker, 4.5)
    (mark,) = axes.plot([x], [y], marker, color=plan.colour, markersize=size, zorder=5, clip_on=False)
    mark.set_markerfacecolor(face)


def _count_beside(axes: Axes, x: float, y: float, number: int, role: str) -> None:
    """The number of things at a mark: over those of duties, beside those of goals."""
    offset, side = ((5, 0), "left") if role == timeline.GOAL else ((0, 7), "center")
    axes.annotate(
        str(number), (x, y), offset, textcoords="offset points", size=LABEL_SIZE, va="center", ha=side
    )


def _role_legend(axes: Axes, language: str) -> None:
    words = (
        ("措施的期限", "目标（N1）的期限")
        if language == "zh"
        else ("deadline of a duty", "deadline of a goal (N1)")
    )
    marks = [
        Line2D([], [], marker="s", color=GREY, linestyle="none", markersize=4.5, label=words[0]),
        Line2D(
            [],
            [],
            marker="*",
            color=GREY,
            markerfacecolor="white",
            linestyle="none",
            markersize=8,
            label=words[1],
        ),
    ]
    axes.legend(
        handles=marks, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0, handletextpad=0.2
    )


def draw_positions(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The share of a plan's duty deadlines that are due, over its own period."""
    for plan in plans:
        own = data[data["doc_id"] == plan.doc_id]
        number = int(own["n"].iloc[0]) if len(own) else 0
        label = f"{plan.label(language)}  n={number}"
        if number >= _FEW:
            _curve(axes, own, plan, label)
        else:  # an empty mark must stay clipped: unclipped it would count for the layout
            axes.plot(
                own["position"], own["share"], plan.marker, color=plan.colour, label=label, clip_on=not number
            )
    zh = ("规划期已过去的部分", "已到期限所占比例")
    en = ("part of the plan's own period that has passed", "share of the deadlines that are due")
    words = zh if language == "zh" else en
    axes.set(xlabel=words[0], ylabel=words[1], xlim=(0, max(1.0, _largest(data))), ylim=(0, 1.02))
    for side in (axes.xaxis, axes.yaxis):
        side.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.grid(True)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0, handlelength=2.4)
    return axes


def _largest(data: pd.DataFrame) -> float:
    return float(data["position"].max()) if len(data) else 1.0


def _curve(axes: Axes, own: pd.DataFrame, plan: Plan, label: str) -> None:
    """A step curve from 0; dashed for the plans of the 2015 outline, marked at each deadline."""
    end = max(1.0, float(own["position"].max()))
    x = np.concatenate([[0.0], own["position"], [end]])
    y = np.concatenate([[0.0], own["share"], [1.0]])
    style = (0, (4, 1.5)) if plan.generation == 2015 else "-"
    marks = list(range(1, len(own) + 1))
    axes.plot(
        x, y, color=plan.colour, linestyle=style, marker=plan.marker, markevery=marks, markersize=4,
        drawstyle="steps-post", linewidth=1.4, label=label, clip_on=False,
    )  # fmt: skip
