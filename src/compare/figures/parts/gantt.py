"""Periods as bars over the years: with what is due in them, or how many plans have each."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path

from compare.figures.parts.lanes import points_per_unit, year_axis, year_position
from compare.figures.parts.legend import write_legend
from compare.figures.parts.page import is_narrow, leave, room
from compare.figures.parts.text import LINE, SMALL, fitted, height, width, wrapped
from compare.figures.style import GREY, RULE, Plan
from compare.figures.words import say, value_label
from compare.indices.plans import DASH

_ROW = 27.0
_BAR = 0.2
_PAD = 4.0
_MOST_PERIODS = 24
_OUTLINE = "#C8C8C8"
_DASHES = (0, (2.0, 1.3))
_DASHED = Path([(0, -1), (0, -0.55), (0, -0.22), (0, 0.22), (0, 0.55), (0, 1)], [1, 2, 1, 2, 1, 2])
"""A dashed stroke, in the picture and in its legend: it is told from a solid one in grey, too."""


def draw_gantt(data: pd.DataFrame, axes: Axes, plans: Sequence[Plan], language: str) -> Axes:
    """One row for each outline and plan: its period, when it was issued, what is due, what comes back."""
    periods = data[data["what"] == "period"].set_index("doc_id")
    outlines = list(periods.index[periods["kind"] == "outline"])
    looks = {plan.doc_id: plan for plan in plans}
    order = [*outlines, *(plan.doc_id for plan in plans if plan.doc_id in periods.index)]
    names = [looks[n].label(language) if n in looks else value_label("doc_id", n, language) for n in order]
    first, last = _years(data, order)
    again = {name: _again(data, name, language) for name in order}
    _frame(axes, names, list(again.values()), (first, last), language)
    for y, name in enumerate(order):
        _period(axes, y, periods.loc[name], looks.get(name), language)
        moments = data[(data["doc_id"] == name) & data["what"].isin(("deadline", "goal"))]
        _moments(axes, y, moments, looks.get(name))
    axes.axhline(len(outlines) - 0.5, color=GREY, linewidth=0.6)
    return axes


def _years(data: pd.DataFrame, order: Sequence[str]) -> tuple[int, int]:
    """The first and the last year that a period or a deadline is in."""
    own = data[data["doc_id"].isin(order)]
    years = pd.concat([own["first_year"], own["last_year"]]).dropna().astype(int)
    days = own.loc[own["day"] != "", "day"].str[:4].astype(int)
    return int(min([*years, *days])), int(max([*years, *days]))


def _again(data: pd.DataFrame, doc_id: str, language: str) -> str:
    """The recurring duties of a plan by interval, the most frequent first."""
    own = data[(data["doc_id"] == doc_id) & (data["what"] == "recurrence")]
    own = own.sort_values("n", ascending=False, kind="stable")
    names = [value_label("interval", name or "none", language) for name in own["interval"]]
    parts = (f"{name} {int(n)}" for name, n in zip(names, own["n"], strict=True))
    return say("", "joint", language).join(parts)


def _frame(
    axes: Axes, names: Sequence[str], again: Sequence[str], years: tuple[int, int], language: str
) -> None:
    """Room for names and for what comes back, beside the years or (narrow) under the names; years as columns."""
    narrow = is_narrow(axes)
    most = room(axes)[0] * (0.36 if narrow else 0.24)
    under = [f"{name}\n{more}".strip() for name, more in zip(names, again, strict=True)] if narrow else names
    labels = [wrapped(name, most, most=3) for name in under]
    left = max(map(width, labels)) + 2 * _PAD
    right = 0.0 if narrow else room(axes)[0] * 0.2
    texts = [wrapped(text, right - _PAD, most=3) for text in again] if right else list(again)
    legend = write_legend(axes, _signs(language), room(axes)[0] - left - right)
    leave(axes, left, right, legend + _PAD, LINE * SMALL + _PAD, tall=_ROW * len(names))
    axes.set_xlim(years[0], years[1] + 1.02)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels, fontsize=SMALL, linespacing=LINE)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    year_axis(axes, years, language)
    for y, text in enumerate(texts if right else ()):
        axes.annotate(text, (1, y), (_PAD, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
                      fontsize=SMALL, va="center", linespacing=LINE, annotation_clip=False, gid="again")  # fmt: skip
    if right:
        head = fitted(say("plan_periods", "again", language), right - _PAD)
        axes.annotate(head, (1, 1), (_PAD, 3), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL,
                      color=GREY, va="bottom", annotation_clip=False, gid="head")  # fmt: skip


def _signs(language: str) -> list[Line2D]:
    """The signs of the chart: issue, deadlines of duties and of goals."""
    looks: dict[str, tuple[str | Path, str, str]] = {
        "issued": ("D", "white", "black"),
        "deadline": ("|", "black", "black"),
        "goal": (_DASHED, "black", "black"),
    }
    return [
        Line2D([], [], marker=marker, markerfacecolor=face, markeredgecolor=edge, linestyle="none", markersize=5,
               label=say("plan_periods", key, language))
        for key, (marker, face, edge) in looks.items()
    ]  # fmt: skip


def _period(axes: Axes, y: int, row: pd.Series, plan: Plan | None, language: str) -> None:
    """The bar of a period, with the day of issue; a word where no period is stated."""
    if pd.isna(row["first_year"]) or pd.isna(row["last_year"]):
        axes.text(axes.get_xlim()[0] + 0.1, y, say("", "not_stated", language), size=SMALL, color=GREY, va="center",
                  gid="silent")  # fmt: skip
        return
    first, last = int(row["first_year"]), int(row["last_year"])
    axes.barh(y + 0.16, last + 1 - first, left=first, height=2 * _BAR, color=plan.colour if plan else _OUTLINE,
              alpha=0.35 if plan else 1.0, hatch=plan.hatch if plan else "", edgecolor="white", linewidth=0, zorder=2,
              gid="period")  # fmt: skip
    if row["issued"]:
        axes.plot([year_position(str(row["issued"]))], [y + 0.16], "D", color="black", markerfacecolor="white",
                  markersize=4.5, zorder=6, gid="issued")  # fmt: skip


def _moments(axes: Axes, y: int, moments: pd.DataFrame, plan: Plan | None) -> None:
    """A stroke for each day on which something is due, with the number where there are several."""
    placed = moments.assign(x=[year_position(str(day)) for day in moments["day"]]).sort_values("x")
    for what, group in placed.groupby("what", sort=False):
        style = "solid" if what == "deadline" else _DASHES
        axes.vlines(
            group["x"], y - 0.06, y + 0.36, color="black", linewidth=1.3, linestyle=style, zorder=5, gid=str(what)
        )  # fmt: skip
    last, unit = -1e9, points_per_unit(axes)
    for x, number in placed.groupby("x")["n"].sum().items():
        text = str(int(number))
        if number > 1 and (float(str(x)) - last) * unit > width(text) + 2:
            axes.text(float(str(x)), y - 0.1, text, fontsize=SMALL, ha="center", va="bottom", gid="number")
            last = float(str(x)) + width(text) / unit / 2


def draw_periods_of_many(data: pd.DataFrame, axes: Axes, chosen: Sequence[Plan], language: str) -> Axes:
    """Every period with the number of plans that have it, under the national outlines."""
    periods = data[data["what"] == "period"]
    own = periods[periods["kind"] == "plan"].dropna(subset=["first_year", "last_year"])
    counts = own.groupby(["first_year", "last_year"])["doc_id"].agg(list)
    most = counts.map(len).sort_values(ascending=False, kind="stable").index[:_MOST_PERIODS]
    kept = counts.loc[most].sort_index() if len(counts) else counts
    outlines = periods[periods["kind"] == "outline"]
    names = [value_label("doc_id", name, language) for name in outlines["doc_id"]]
    rows: list[tuple[int, int, list[str]]] = [
        (int(a), int(b), []) for a, b in zip(outlines["first_year"], outlines["last_year"], strict=True)
    ]
    rows += [(int(first), int(last), docs) for (first, last), docs in kept.items()]
    names += [f"{first}{DASH[language]}{last}" for first, last, docs in rows[len(names) :]]
    rest = _rest(len(periods[periods["kind"] == "plan"]) - len(own), len(counts) - len(kept), language)
    _frame_of_many(axes, names, rows, rest, chosen, language)
    for y, (first, last, docs) in enumerate(rows):
        axes.barh(y, last + 1 - first, left=first, height=0.6, color="white" if docs else _OUTLINE,
                  edgecolor="#333333" if docs else _OUTLINE, linewidth=0.7, zorder=3, gid="period")  # fmt: skip
        if docs:
            text = say("plan_periods", "count", language, count=len(docs))
            axes.text(first + 0.1, y, text, fontsize=SMALL, va="center", zorder=5, gid="count")
            _chosen_of(axes, y, last, [plan for plan in chosen if plan.doc_id in docs], language)
    axes.axhline(len(outlines) - 0.5, color=GREY, linewidth=0.6)
    return axes


def _rest(unstated: int, hidden: int, language: str) -> str:
    """The plans without a period, and the periods that do not fit."""
    words = [("unstated", unstated), ("hidden", hidden)]
    return "  ".join(say("plan_periods", key, language, count=count) for key, count in words if count)


def _frame_of_many(
    axes: Axes, names: Sequence[str], rows: Sequence[tuple[int, int, list[str]]], rest: str,
    chosen: Sequence[Plan], language: str,
) -> None:  # fmt: skip
    labels = [wrapped(name, room(axes)[0] * 0.3, most=2) for name in names]
    left = max(map(width, labels)) + 2 * _PAD
    words = wrapped(rest, room(axes)[0] - left, most=3)
    first, last = min(row[0] for row in rows), max(row[1] for row in rows)
    leave(axes, left, 2, 2, LINE * SMALL + 2 * _PAD + height(words), tall=15.0 * len(rows))
    axes.set_xlim(first, last + (4 if chosen else 1.02))
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(range(len(labels)), labels, fontsize=SMALL, linespacing=LINE)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=RULE)
    year_axis(axes, (first, last), language)
    axes.set_xlabel(words, fontsize=SMALL, color=GREY, linespacing=LINE)


def _chosen_of(axes: Axes, y: int, last: int, chosen: Sequence[Plan], language: str) -> None:
    """The chosen plans beside their period, as many as have room."""
    unit = points_per_unit(axes)
    x, end = last + 1.2, axes.get_xlim()[1]
    for plan in chosen:
        name = fitted(plan.label(language), min((end - x) * unit - 10, 70))
        if (end - x) * unit < 24:
            return
        axes.plot([x], [y], plan.marker, color=plan.colour, markersize=4.5, clip_on=False, gid="chosen")
        axes.text(x + 5 / unit, y, name, fontsize=SMALL, va="center", gid="name")
        x += (14 + width(name)) / unit
