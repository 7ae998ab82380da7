"""Figures of time: deadlines by plan and year, their position in the period, and what recurs.

Duties are filled marks and goals (N1) hollow stars: 到2025年基本建成 is a state to be reached and
no duty with a date. Deadlines whose year is open stand apart, right of the calendar. English
figures name the topic of a duty and quote the plan; there is no translation.
"""

from datetime import date
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle

from compare.coding.taxonomy import taxonomy
from compare.figures.charts import Chart
from compare.figures.lanes import LABEL_SIZE, bands, draw_bands, fitted, points_per_unit, stack
from compare.figures.style import GREY, ONE_COLUMN, Plan
from compare.indices import timeline
from compare.indices.selection import counted
from compare.tables import Tables

_FEW = 3
"""Plans with fewer duty deadlines have no curve: their points are shown alone."""

_LIGHT = "#CFCFCF"


def draw_deadlines(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Deadlines as swim lanes by plan and year, one labelled line each."""
    moments = data.assign(x=_place_in_calendar(data))
    years = _year_range(data)
    axes.set_xlim(years[0], years[1] + 1 + (data["open_year"].max() == 1))
    rows = stack(moments, plans, axes, ["x", "role"])
    draw_bands(axes, bands(rows, plans), rows, language)
    _year_axis(axes, years, language)
    for row in rows.itertuples():
        plan = next(plan for plan in plans if plan.doc_id == row.doc_id)
        _mark(axes, row.x, row.y, plan, row.role, bool(row.open_year))
        _label_beside(axes, row.x, row.y, _what(row, language))
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


def year_position(day: str) -> float:
    """Where a day lies on an axis of years, drawn in a little from both ends of the year.

    >>> round(year_position("2018-12-31"), 2), year_position("2019-01-01")
    (2018.94, 2019.06)
    """
    moment = date.fromisoformat(day)
    passed = (moment - date(moment.year, 1, 1)).days / 365
    return moment.year + 0.06 + 0.88 * passed


def _year_axis(axes: Axes, years: tuple[int, int], language: str) -> None:
    """Years as columns: lines between them, names in their middle."""
    names = list(range(years[0], years[1] + 1))
    for year in [*names, years[1] + 1]:
        axes.axvline(year, color=_LIGHT, linewidth=0.6, zorder=1)
    ticks = [year + 0.5 for year in names]
    labels = [str(year) for year in names]
    if axes.get_xlim()[1] > years[1] + 1:
        ticks.append(years[1] + 1.5)
        labels.append("年份未定" if language == "zh" else "open year")
    axes.set_xticks(ticks, labels)
    axes.tick_params(axis="x", length=0)


def _mark(axes: Axes, x: float, y: float, plan: Plan, role: str, open_year: bool) -> None:
    goal = role == timeline.GOAL
    face = "white" if goal or open_year else plan.colour
    marker, size = ("*", 8.0) if goal else (plan.marker, 4.5)
    axes.plot(
        [x],
        [y],
        marker=marker,
        markersize=size,
        color=plan.colour,
        markerfacecolor=face,
        linestyle="none",
        zorder=5,
    )


def _what(row: object, language: str) -> str:
    """The label of a line: what is due; in English its topic comes first."""
    count, due, topic = (getattr(row, name) for name in ("count", "due", "topic"))
    more = {"zh": f"（共{count}项）", "en": f"({count} in all) "}[language] if count > 1 else ""
    if language == "zh":
        return f"{due}{more}"
    return f"{more}{taxonomy()[topic].label_en}: {due}"


def _label_beside(axes: Axes, x: float, y: float, text: str) -> None:
    """Write on the side of the mark that has more room, cut to fit."""
    left, right = axes.get_xlim()
    unit, gap = points_per_unit(axes), 6.0
    side = 1 if right - x >= x - left else -1
    room = (right - x if side > 0 else x - left) * unit - 2 * gap
    axes.annotate(
        fitted(text, room), (x, y), (side * gap, 0), textcoords="offset points", size=LABEL_SIZE,
        va="center_baseline", ha="left" if side > 0 else "right", zorder=6,
    )  # fmt: skip


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
        label = f"{plan.label(language)}  n={int(own['n'].iloc[0]) if len(own) else 0}"
        if len(own) and own["n"].iloc[0] >= _FEW:
            _curve(axes, own, plan, label)
        else:
            axes.plot(
                own["position"],
                own["share"],
                plan.marker,
                color=plan.colour,
                label=label,
                markersize=6,
                clip_on=False,
            )
    words = ("规划期已过去的部分", "已到期措施占全部有期限措施") if language == "zh" else (
        "part of the plan's own period that has passed", "deadlines due so far, of all in the plan")  # fmt: skip
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


_INTERVALS = {
    "zh": {"P1Y": "每年", "P2Y": "每两年", "P3Y": "每三年", "P6M": "每半年", "P3M": "每季度", "P1M": "每月", "P1W": "每周", "P1D": "每天", "": "周期未定"},
    "en": {"P1Y": "yearly", "P2Y": "every 2 years", "P3Y": "every 3 years", "P6M": "half-yearly", "P3M": "quarterly", "P1M": "monthly", "P1W": "weekly", "P1D": "daily", "": "no interval"},
}  # fmt: skip

_MONTHS = 12
_TAG = 12.4
_TEXT = 16.2
_WIDE = 32


def draw_calendar(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Recurring duties over the twelve months: filled where a season is named, else open."""
    axes.set_xlim(0, _WIDE)
    seasons = data.assign(
        first=data["month_start"].astype(float).fillna(0),
        last=data["month_end"].astype(float).fillna(_MONTHS + 1),
    )
    rows = stack(seasons, plans, axes, ["first", "last", "interval", "role"])
    draw_bands(axes, bands(rows, plans), rows, language)
    _month_axis(axes, language)
    for row in rows.itertuples():
        plan = next(plan for plan in plans if plan.doc_id == row.doc_id)
        _bar(axes, row.month_start, row.month_end, row.y, plan)
        tag = _INTERVALS[language].get(row.interval, row.interval)
        axes.text(_TAG, row.y, tag, size=LABEL_SIZE, va="center_baseline")
        room = (_WIDE - _TEXT) * points_per_unit(axes)
        axes.text(_TEXT, row.y, fitted(_what(row, language), room), size=LABEL_SIZE, va="center_baseline")
    _season_legend(axes, language)
    return axes


def _bar(axes: Axes, first: object, last: object, y: float, plan: Plan) -> None:
    """A filled bar over the months named, or an open one over the year."""
    if pd.isna(first) or pd.isna(last):
        box, face, style = (0.1, 11.8), "none", ":"
    else:
        box, face, style = (first - 1 + 0.1, last - first + 0.8), plan.colour, "-"
    axes.add_patch(
        Rectangle(
            (box[0], y - 0.25),
            box[1],
            0.5,
            facecolor=face,
            edgecolor=plan.colour,
            linestyle=style,
            linewidth=0.8,
            zorder=5,
        )
    )


def _month_axis(axes: Axes, language: str) -> None:
    for month in range(_MONTHS + 1):
        axes.axvline(month, color=_LIGHT, linewidth=0.8 if month % 3 == 0 else 0.4, zorder=1)
    names = [f"{m}月" if language == "zh" else "JFMAMJJASOND"[m - 1] for m in range(1, _MONTHS + 1)]
    size = 6 if language == "zh" else 7
    axes.set_xticks([month + 0.5 for month in range(_MONTHS)], names, fontsize=size)
    axes.tick_params(axis="x", length=0)
    axes.spines["bottom"].set_bounds(0, _MONTHS)


def _season_legend(axes: Axes, language: str) -> None:
    words = ("写明月份", "未写明月份") if language == "zh" else ("months named", "no month named")
    marks = [
        Patch(facecolor=GREY, edgecolor=GREY, label=words[0]),
        Patch(facecolor="none", edgecolor=GREY, linestyle=":", label=words[1]),
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
        looks[name].label(language)
        if name in looks
        else "国家纲要"
        if language == "zh"
        else "National outline"
        for name in order
    ]
    axes.set_yticks(range(len(order)), labels)
    axes.axhline(len(names) - 0.5, color=GREY, linewidth=0.6)
    axes.set_ylim(len(order) - 0.4, -0.6)
    first, last = int(data["first_year"].min()), int(data["last_year"].max())
    axes.set_xlim(first, last + 1.02)
    _year_axis(axes, (first, last), language)
    axes.tick_params(axis="y", length=0)
    axes.legend(handles=[_issue_mark(language)], loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0)
    return axes


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
    for number, plan in enumerate(plans):
        for place, (form, (zh, en, marker)) in enumerate(_FORMS.items()):
            row = data[(data["doc_id"] == plan.doc_id) & (data["form"] == form)].iloc[0]
            y = number + (place - 1) * 0.27
            axes.plot([row["low"], row["high"]], [y, y], color=plan.colour, linewidth=1.2, zorder=2)
            label = (zh if language == "zh" else en) if number == 0 else None
            axes.plot(
                [row["share"]],
                [y],
                marker,
                color=plan.colour,
                markersize=4,
                zorder=3,
                label=label,
                linestyle="none",
            )
            text = f"{row['with_time']:.0f}/{row['provisions']:.0f}"
            axes.annotate(
                text, (row["high"], y), (4, 0), textcoords="offset points", size=LABEL_SIZE, va="center"
            )
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.set_xlim(0, max(0.02, float(data["high"].max()) * 1.25))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.set_xlabel("占全部计入条款的比例" if language == "zh" else "share of the counted provisions")
    axes.grid(True, axis="x")
    legend = axes.legend(
        loc="lower right", bbox_to_anchor=(1, 1), ncols=3, borderaxespad=0, handletextpad=0.2
    )
    for handle in legend.legend_handles:
        handle.set_color(GREY)  # type: ignore[union-attr]
    return axes


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
    provisions = counted(tables["provisions"])[["doc_id", "provision_id"]]
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
    ),
    Chart(
        name="recurrence_calendar",
        title_zh="周期性措施的日历",
        title_en="A calendar of recurring duties",
        notes_zh="{n}条。虚线框：文件只写周期，未写月份。括号内为纲要代次；泌阳（至2025年）文字近于前一代。",
        notes_en="{n} provisions. Dotted: the plan says how often, not in which month. In brackets: the national outline of"
        " the plan's time; Biyang (to 2025) reads like the older plans.",
        data=timeline.recurrences,
        draw=draw_calendar,
        keys=("time_id",),
        evidence=partial(times_evidence, form="recurrence"),
        height=4.6,
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
        height=3.9,
    ),
)
"""The figures of this module."""
