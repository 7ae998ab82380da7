"""Deadlines as swim lanes by plan and year.

Duties are filled marks and goals (N1) hollow ones: 到2025年基本建成 is a state to be reached and no
duty with a date. Deadlines whose year is open stand apart, right of the calendar. English figures name the
topic of a duty and quote the plan; there is no translation.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from compare.figures.parts.lanes import (
    bands,
    draw_bands,
    is_crowded,
    label_beside,
    stack,
    what_is_due,
    year_axis,
    year_position,
)
from compare.figures.parts.legend import basis_marks, write_legend
from compare.figures.parts.text import SMALL
from compare.figures.style import GREY, Plan
from compare.figures.words import listed, say
from compare.indices import timeline
from compare.indices.stage import index_table
from compare.tables.schema import Tables

_NAME = "deadlines_by_year"
_PLACE = ["x", "role"]


def draw_deadlines(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Deadlines as swim lanes by plan and year, one labelled line each."""
    moments = _moments(data)
    years = year_range(data)
    has_open = bool(data["open_year"].max() == 1)
    axes.set_xlim(years[0], years[1] + 1 + has_open)
    rows = stack(moments, plans, _PLACE)
    draw_bands(
        axes,
        bands(rows, plans),
        rows,
        write_legend(axes, [*_signs(language), *basis_marks(plans, language)]),
        language,
    )
    year_axis(axes, years, language, has_open)
    looks = {plan.doc_id: plan for plan in plans}
    for row in rows.itertuples():
        goal = row.role == timeline.GOAL
        y = row.y + (0.4 if goal else -0.3) * row.crowded
        _mark(axes, row.x, y, looks[row.doc_id], goal)
        if row.crowded:
            axes.annotate(str(row.number), (row.x, y), (4, 0), textcoords="offset points", size=SMALL, va="center",
                          gid="number")  # fmt: skip
        else:
            label_beside(axes, row.x, y, what_is_due(row, language))
    return axes


def year_range(data: pd.DataFrame) -> tuple[int, int]:
    """The years of the axis: from the first deadline or period to the last deadline."""
    years = data["year"].dropna()
    starts = data["first_year"].dropna()
    both = [*years, *starts] or [2020]
    return int(min(both)), int(max(years, default=max(both)))


def _moments(data: pd.DataFrame) -> pd.DataFrame:
    return data.assign(x=_place_in_calendar(data))


def deadlines_note(data: pd.DataFrame, plans: Sequence[Plan]) -> str:
    """Which words explain what stands beside the marks: clauses, or how many deadlines a year has."""
    return "note_years" if is_crowded(_moments(data), plans, _PLACE) else "note"


def _place_in_calendar(data: pd.DataFrame) -> list[float]:
    """The year and its passed share, kept inside the year's column; open years after the last."""
    last = year_range(data)[1]
    return [
        last + 1.5 if open_year else year_position(str(day))
        for day, open_year in zip(data["day"], data["open_year"], strict=True)
    ]


def _mark(axes: Axes, x: float, y: float, plan: Plan, goal: bool) -> None:
    (mark,) = axes.plot(
        [x], [y], plan.marker, color=plan.colour, markersize=4.5, zorder=5, clip_on=False, gid="mark"
    )
    mark.set_markerfacecolor("white" if goal else plan.colour)


def _signs(language: str) -> list[Line2D]:
    """What filled and hollow marks mean."""
    return [
        Line2D([], [], marker="o", color=GREY, markerfacecolor=face, linestyle="none", markersize=4.5,
               label=say(_NAME, key, language))
        for face, key in ((GREY, "duty"), ("white", "goal"))
    ]  # fmt: skip


def deadline_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """The years of a chart of many plans, with the open ones last."""
    years = data["year"].dropna().astype(int)
    rows = {str(year): str(year) for year in range(years.min(), years.max() + 1)} if len(years) else {}
    if (data["open_year"] == 1).any():
        rows["open"] = say("", "open_year", language)
    return rows


def deadlines_data(tables: Tables) -> pd.DataFrame:
    """Every deadline, with the first year of its plan for the axis, and the year as it is named."""
    periods = pd.to_numeric(tables["documents"].set_index("doc_id")["period_start"], errors="coerce")
    rows = index_table("deadlines", tables)
    named = rows["year"].astype("string").fillna("open")
    return rows.assign(first_year=rows["doc_id"].map(periods), due_year=named)


def deadlines_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which plan dates most duties, and which date none; nothing where no plan has most of them alone."""
    duties = data[data["role"] == timeline.DUTY]["doc_id"].value_counts()
    names = {plan.doc_id: plan.label(language) for plan in plans}
    dated = [doc_id for doc_id in duties.index if doc_id in names]
    silent = [plan.label(language) for plan in plans if plan.doc_id not in set(dated)]
    if not dated:
        return say(_NAME, "seen_none", language, count=len(data))
    if len(plans) < 2 or list(duties).count(duties.max()) > 1:
        return ""
    key = "seen_all" if len(dated) == 1 else "seen"
    text = say(_NAME, key, language, name=names[dated[0]], count=int(duties.max()), all=int(duties.sum()))
    if silent and len(plans) <= 6:
        return text + say(_NAME, "seen_silent", language, silent=listed(silent, language))
    return text
