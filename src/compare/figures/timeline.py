"""Figures of time: the calendar of recurring duties, the plans' periods, and how much is dated.

The swim lanes of deadlines and their position in the period are drawn in `deadlines`; `CHARTS`
lists them all.
"""

from collections.abc import Hashable
from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from compare.figures import timeline_many
from compare.figures.charts import Chart
from compare.figures.deadlines import draw_deadlines, draw_positions
from compare.figures.lanes import (
    LABEL_SIZE,
    LIGHT,
    bands,
    draw_bands,
    fitted,
    points_per_unit,
    stack,
    what_is_due,
    year_axis,
    year_position,
)
from compare.figures.style import GREY, ONE_COLUMN, Plan
from compare.indices import timeline
from compare.indices.selection import counted
from compare.tables.schema import Tables

_MONTHS = 12
_TAG = 12.4
_TEXT = 15.6
_WIDE = 34


def draw_calendar(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Recurring duties over the twelve months: filled where a season is named, else open."""
    axes.set_xlim(0, _WIDE)
    unnamed = _MONTHS + 1  # after the duties that name a season
    first, last = (data[name].astype(float).fillna(unnamed) for name in ("month_start", "month_end"))
    seasons = data.assign(first=first, last=last)
    rows = stack(seasons, plans, axes, ["first", "last", "interval", "role"])
    draw_bands(axes, bands(rows, plans), rows, language)
    _month_axis(axes, language)
    for row in rows.itertuples():
        plan = next(plan for plan in plans if plan.doc_id == row.doc_id)
        _bar(axes, row.first, row.last, row.y, plan)
        tag = timeline_many.INTERVALS[language].get(row.interval, row.interval)
        axes.text(_TAG, row.y, tag, size=LABEL_SIZE, va="center_baseline")
        room = (_WIDE - _TEXT) * points_per_unit(axes)
        axes.text(
            _TEXT, row.y, fitted(what_is_due(row, language), room), size=LABEL_SIZE, va="center_baseline"
        )
    _season_legend(axes, language)
    return axes


def _bar(axes: Axes, first: float, last: float, y: float, plan: Plan) -> None:
    """A filled bar over the months named, or a dotted line over the year."""
    if first > _MONTHS:
        axes.plot([0.3, _MONTHS - 0.3], [y, y], color=plan.colour, linestyle=":", linewidth=1.2, zorder=5)
        return
    span = Rectangle(
        (first - 0.9, y - 0.3), last - first + 0.8, 0.6, facecolor=plan.colour, linewidth=0, zorder=5
    )
    axes.add_patch(span)


def _month_axis(axes: Axes, language: str) -> None:
    for month in range(_MONTHS + 1):
        axes.axvline(month, color=LIGHT, linewidth=0.8 if month % 3 == 0 else 0.4, zorder=1)
    names = [f"{m}月" if language == "zh" else "JFMAMJJASOND"[m - 1] for m in range(1, _MONTHS + 1)]
    size = 6 if language == "zh" else 7
    axes.set_xticks([month + 0.5 for month in range(_MONTHS)], names, fontsize=size)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_bounds(0, _MONTHS)


def _season_legend(axes: Axes, language: str) -> None:
    words = ("写明月份", "未写明月份") if language == "zh" else ("months named", "no month named")
    marks = [
        Patch(facecolor=GREY, edgecolor=GREY, label=words[0]),
        Line2D([], [], color=GREY, linestyle=":", linewidth=1.2, label=words[1]),
    ]
    axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0)


def draw_periods(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The plans' periods under the two national outlines; a diamond is the date of issue."""
    by_doc = data.set_index("doc_id")
    names = list(data[data["kind"] == "outline"]["doc_id"])
    looks = {plan.doc_id: plan for plan in plans}
    order = [*names, *(plan.doc_id for plan in plans if plan.doc_id in by_doc.index)]
    for y, name in enumerate(order):
        _period_bar(axes, y, by_doc.loc[name], looks.get(name), language)
    labels = [
        looks[name].label(language) if name in looks else _outline_name(name, language) for name in order
    ]
    axes.set_yticks(range(len(order)), labels)
    axes.axhline(len(names) - 0.5, color=GREY, linewidth=0.6)
    axes.set_ylim(len(order) - 0.4, -0.6)
    first, last = int(data["first_year"].min()), int(data["last_year"].max())
    axes.set_xlim(first, last + 1.02)
    year_axis(axes, (first, last), language)
    axes.tick_params(axis="y", length=0)
    axes.legend(handles=[_issue_mark(language)], loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0)
    return axes


def _outline_name(name: str, language: str) -> str:
    """The name of `outline_2015`: National outline (2015)."""
    year = name.removeprefix("outline_")
    return f"国家纲要（{year}）" if language == "zh" else f"National outline ({year})"


def _issue_mark(language: str) -> Line2D:
    word = "印发日期（文件写明者）" if language == "zh" else "date of issue, where printed"
    return Line2D(
        [], [], marker="D", color="black", markerfacecolor="white", linestyle="none", markersize=5, label=word
    )


def _period_bar(axes: Axes, y: int, row: pd.Series, plan: Plan | None, language: str) -> None:
    """One bar from the first day of the first year to the last day of the last."""
    if pd.isna(row["first_year"]) or pd.isna(row["last_year"]):
        text = "未写明" if language == "zh" else "period not stated"
        axes.text(float(axes.get_xlim()[0]), y, text, size=LABEL_SIZE, color=GREY, va="center")
        return
    first, last = int(row["first_year"]), int(row["last_year"])
    face, hatch = (plan.colour, plan.hatch) if plan else ("#BDBDBD", "")
    axes.barh(
        y, last + 1 - first, left=first, height=0.6, color=face, hatch=hatch, edgecolor="white", zorder=3
    )
    text = f"{first}–{last}"
    axes.text(
        first + 0.12,
        y,
        text,
        size=7,
        va="center",
        zorder=5,
        bbox={"facecolor": "white", "pad": 1, "linewidth": 0},
    )
    if row["issued"]:
        axes.plot(
            [year_position(row["issued"])],
            [y],
            "D",
            color="black",
            markerfacecolor="white",
            markersize=5,
            zorder=6,
        )


_FORMS = {
    "deadline": ("期限", "deadline", "o"),
    "recurrence": ("周期", "recurrence", "s"),
    "duration": ("时限", "time limit", "^"),
}


def draw_shares(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The share of provisions with each form of time, with interval and counts."""
    rows = {(row["doc_id"], row["form"]): row for row in data.to_dict("records")}
    for number, plan in enumerate(plans):
        for place, (form, (_, _, marker)) in enumerate(_FORMS.items()):
            _share_line(axes, rows[plan.doc_id, form], number + (place - 1) * 0.31, plan.colour, marker)
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.set_xlim(0, max(0.02, float(data["high"].max()) * 1.3))
    axes.locator_params(axis="x", nbins=5, steps=[1, 2, 5, 10])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.set_xlabel("占全部计入条款的比例" if language == "zh" else "share of the counted provisions")
    axes.grid(True, axis="x")
    _form_legend(axes, language)
    return axes


def _share_line(axes: Axes, row: dict[Hashable, Any], y: float, colour: str, marker: str) -> None:
    """Point, interval, and the counts behind them."""
    axes.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=1.2, zorder=2)
    axes.plot([row["share"]], [y], marker, color=colour, markersize=4, zorder=3, clip_on=False)
    text = f"{row['with_time']}/{row['provisions']}"
    axes.annotate(
        text, (row["high"], y), (4, 0), textcoords="offset points", size=LABEL_SIZE, va="center_baseline"
    )


def _form_legend(axes: Axes, language: str) -> None:
    handles = [
        Line2D(
            [],
            [],
            marker=marker,
            color=GREY,
            linestyle="none",
            markersize=4,
            label=zh if language == "zh" else en,
        )
        for zh, en, marker in _FORMS.values()
    ]
    axes.legend(
        handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=3, borderaxespad=0, handletextpad=0.2
    )


def deadlines_data(tables: Tables) -> pd.DataFrame:
    """Every deadline, with the first year of its plan for the axis."""
    periods = pd.to_numeric(tables["documents"].set_index("doc_id")["period_start"], errors="coerce")
    rows = timeline.deadlines(tables)
    return rows.assign(first_year=rows["doc_id"].map(periods))


def times_evidence(tables: Tables, form: str) -> pd.DataFrame:
    """The provision behind each time of one form."""
    rows = timeline.timed(tables)
    return rows[rows["form"] == form][["time_id", "doc_id", "provision_id"]]


def position_evidence(tables: Tables) -> pd.DataFrame:
    """The duty deadlines behind each step of the curves."""
    rows = timeline.deadlines(tables)
    rows = rows[(rows["role"] == timeline.DUTY) & rows["position"].notna()]
    return rows[["doc_id", "position", "provision_id"]]


def shares_data(tables: Tables) -> pd.DataFrame:
    """The shares of the forms that are drawn."""
    rows = timeline.time_shares(tables)
    return rows[rows["form"].isin(_FORMS)].reset_index(drop=True)


def share_evidence(tables: Tables) -> pd.DataFrame:
    """All counted provisions, for each form; `with_time` is 1 for those in the numerator."""
    provisions = counted(tables["provisions"], ["doc_id", "provision_id"])[["doc_id", "provision_id"]]
    times = timeline.timed(tables)
    parts = []
    for form in _FORMS:
        holders = times[times["form"] == form]["provision_id"]
        parts.append(
            provisions.assign(form=form, with_time=provisions["provision_id"].isin(holders).astype(int))
        )
    return pd.concat(parts, ignore_index=True)


def period_evidence(tables: Tables) -> pd.DataFrame:
    """The titles, which state the periods."""
    provisions = tables["provisions"]
    titles = provisions[(provisions["is_heading"] == 1) & (provisions["measure_id"] == "")]
    titles = titles[titles["text"].str.contains(r"\d{4}|十[二三四五]五", regex=True)]
    return titles.groupby("doc_id", sort=False).head(1)[["doc_id", "provision_id"]]


CHARTS = (
    Chart(
        name="deadlines_by_year",
        title_zh="各规划写明的期限",
        title_en="What is due when: the deadlines that plans state",
        notes_zh="共{n}条。标签为期限所在分句。带底色的泳道为各规划；没有标记表示未写期限，不等于没有安排。括号内为纲要代次，代际差异不是地区差异；泌阳虽到2025年，文字近于前一代。",
        notes_en="{n} provisions. Labels: topic, and the plan's own clause, cut to fit. No mark means that no date is"
        " stated, not that nothing was planned. In brackets: the national outline of the plan's time; a difference"
        " between generations is not one between places, and Biyang (to 2025) reads like the older plans.",
        data=deadlines_data,
        draw=draw_deadlines,
        keys=("time_id",),
        evidence=partial(times_evidence, form="deadline"),
        height=6.2,
        many=timeline_many.DEADLINES,
    ),
    Chart(
        name="deadline_position",
        title_zh="期限在规划期中的位置",
        title_en="When in its own period a plan wants things done",
        notes_zh="{n}条有期限的措施（不含目标）。少于3个期限的规划只画点。虚线为2015年纲要期的规划；代际差异不是地区差异。",
        notes_en="{n} provisions with a duty deadline; goals left out. Plans with fewer than three deadlines are shown as"
        " points. Dashed: plans under the 2015 outline; a difference between generations is not one between places.",
        data=timeline.position_curve,
        draw=draw_positions,
        keys=("doc_id", "position"),
        evidence=position_evidence,
        height=3.4,
        many=timeline_many.POSITIONS,
    ),
    Chart(
        name="recurrence_calendar",
        title_zh="周期性措施的日历",
        title_en="A calendar of recurring duties",
        notes_zh="{n}条。虚线：文件只写周期，未写月份。括号内为纲要代次；泌阳（至2025年）文字近于前一代。",
        notes_en="{n} provisions. Dotted: the plan says how often, not in which month. In brackets: the national outline of"
        " the plan's time; Biyang (to 2025) reads like the older plans.",
        data=timeline.recurrences,
        draw=draw_calendar,
        keys=("time_id",),
        evidence=partial(times_evidence, form="recurrence"),
        height=4.6,
        many=timeline_many.CALENDAR,
    ),
    Chart(
        name="plan_periods",
        title_zh="规划期与国家纲要",
        title_en="The plans' periods beside the two national outlines",
        notes_zh="规划期取自标题。斜线为2015年纲要期的规划；泌阳规划至2025年，但文字近于前一代。",
        notes_en="Periods as in the titles. Hatched: plans under the 2015 outline. Biyang runs to 2025, but its wording"
        " reads like the older plans.",
        data=timeline.plan_periods,
        draw=draw_periods,
        keys=("doc_id",),
        evidence=period_evidence,
        height=2.8,
        many=timeline_many.PERIODS,
    ),
    Chart(
        name="time_shares",
        title_zh="写明时间的条款所占比例",
        title_en="How much of a plan is dated",
        notes_zh="{n}条计入条款，数字为写明时间者/全部。线段为措施重抽样95%区间（Efron 1979），比例为0时无宽度。括号内为纲要代次，代际差异不是地区差异。",
        notes_en="{n} counted provisions; figures give provisions with the time / all. Lines: 95% interval from resampling"
        " measures (Efron 1979), without width where the share is 0. In brackets: the outline of the plan's time.",
        data=shares_data,
        draw=draw_shares,
        keys=("doc_id", "form"),
        evidence=share_evidence,
        width=ONE_COLUMN,
        height=4.8,
        many=timeline_many.SHARES,
    ),
)
"""The figures of this module."""
