"""Time in many plans: who states deadlines and recurring duties when, and how much is dated."""

import calendar

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from compare.figures.charts import Many
from compare.figures.distributions import (
    AGES,
    HATCHES,
    LABEL,
    READ_EN,
    READ_ZH,
    Words,
    draw_distributions,
    percent,
    present_ages,
)
from compare.figures.lanes import fitted, points_per_unit, year_axis
from compare.figures.plan_shares import States, draw_plan_shares
from compare.figures.style import GREY, Plan
from compare.indices.timeline import DUTY, GOAL

INTERVALS = {
    "zh": {"P1Y": "每年", "P2Y": "每两年", "P3Y": "每三年", "P6M": "每半年", "P3M": "每季度", "P1M": "每月", "P1W": "每周", "P1D": "每天", "": "周期未定"},
    "en": {"P1Y": "yearly", "P2Y": "every 2 years", "P3Y": "every 3 years", "P6M": "half-yearly", "P3M": "quarterly", "P1M": "monthly", "P1W": "weekly", "P1D": "daily", "": "no interval"},
}  # fmt: skip
"""The words for intervals of recurring duties."""

_DEADLINES = {
    "en": {DUTY: "deadline of a duty", GOAL: "of a goal (N1) only", "none": "none stated"},
    "zh": {DUTY: "有措施的期限", GOAL: "仅有目标（N1）的期限", "none": "未写明"},
}
_OPEN = {"en": "open year", "zh": "年份未定"}
_CALENDAR = {
    "en": {"some": "a recurring duty", "none": "none stated"},
    "zh": {"some": "有周期性措施", "none": "未写明"},
}
_HEADINGS = {"en": ("How often", "Months named"), "zh": ("周期", "写明的月份")}
_NO_MONTH = {"en": "no month named", "zh": "未写明月份"}
_MONTHS = 12
_LEAST = 3
"""Plans with fewer duty deadlines have no curve of their own."""
_STYLES: dict[int, object] = {2015: (0, (4, 1.5)), 2021: "-"}
_MEANS = {
    "en": "{} outline: mean of the {} plans\nwith a deadline (of {})",
    "zh": "{}纲要期：有期限的{}份规划\n的均值（共{}份）",
}
_CURVES = {"en": "one plan (3 or more deadlines)", "zh": "一份规划（3个期限以上）"}
_POSITION = {
    "en": ("part of the plan's own period that has passed", "share of the deadlines that are due"),
    "zh": ("规划期已过去的部分", "已到期限所占比例"),
}
_GRID = np.linspace(0, 1, 201)
_FORMS = {
    "en": {"deadline": "deadline", "recurrence": "recurrence", "duration": "time limit"},
    "zh": {"deadline": "期限", "recurrence": "周期", "duration": "时限"},
}
_PERIOD_ROWS = 24


def draw_deadlines(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How many plans state a deadline in each year; open years stand last."""
    years = data["year"].dropna().astype(int)
    rows = {str(year): str(year) for year in range(years.min(), years.max() + 1)} if len(years) else {}
    if data["open_year"].any():
        rows[""] = _OPEN[language]
    categories = data["year"].astype("string").fillna("")
    found = data.assign(category=categories, state=data["role"]).sort_values("role")  # duty before goal
    found = found.drop_duplicates(["category", "doc_id"])
    return draw_plan_shares(axes, found, States(rows, _DEADLINES[language]), plans, chosen, language)


def draw_calendar(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How many plans state a recurring duty of each interval, and in which months."""
    intervals = data.assign(category="I" + data["interval"])
    months = data.assign(category=[_months(first, last) for first, last in _seasons(data)]).explode(
        "category"
    )
    found = pd.concat([intervals, months]).assign(state="some").drop_duplicates(["category", "doc_id"])
    often, season = _HEADINGS[language]
    known = [name for name in INTERVALS[language] if (data["interval"] == name).any()]
    others = sorted(set(data["interval"]) - set(known))
    rows = {"often": often} | {f"I{name}": INTERVALS[language].get(name, name) for name in [*known, *others]}
    rows |= {"season": season} | {f"M{m}": _month(m, language) for m in range(1, _MONTHS + 1)}
    rows["M0"] = _NO_MONTH[language]
    states = States(rows, _CALENDAR[language], headings=("often", "season"))
    return draw_plan_shares(axes, found, states, plans, chosen, language)


def _seasons(data: pd.DataFrame) -> npt.NDArray[np.int64]:
    """First and last month of each row; 0 where none is named."""
    return data[["month_start", "month_end"]].fillna(0).to_numpy(dtype=np.int64)


def _months(first: int, last: int) -> list[str]:
    return [f"M{month}" for month in range(first, last + 1)]


def _month(number: int, language: str) -> str:
    return f"{number}月" if language == "zh" else calendar.month_name[number]


def draw_positions(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The mean curve of deadlines that are due in either generation, over the plans' own curves."""
    curves = {doc: _steps(own) for doc, own in data.groupby("doc_id", sort=False)}
    sizes = data.groupby("doc_id")["n"].first()
    for plan in plans:
        if sizes.get(plan.doc_id, 0) >= _LEAST:
            axes.plot(_GRID, curves[plan.doc_id], color="#C4C4C4", linestyle=_STYLES[plan.generation],
                      linewidth=0.5, drawstyle="steps-post", zorder=1, gid="plan")  # fmt: skip
    handles = [Line2D([], [], color="#C4C4C4", linewidth=0.8, label=_CURVES[language])]
    for age in present_ages(plans):
        own = [curves[plan.doc_id] for plan in plans if plan.generation == age and plan.doc_id in curves]
        total = sum(plan.generation == age for plan in plans)
        label = _MEANS[language].format(age, len(own), total)
        mean = np.mean(own, axis=0) if own else np.full(len(_GRID), np.nan)
        handles += axes.plot(_GRID, mean, color="black", linestyle=_STYLES[age], linewidth=2.0,
                             drawstyle="steps-post", zorder=3, gid="mean", label=label)  # fmt: skip
    for plan in chosen:
        handles += _chosen_curve(axes, data[data["doc_id"] == plan.doc_id], plan, language)
    axes.set(xlabel=_POSITION[language][0], ylabel=_POSITION[language][1], xlim=(0, 1.01), ylim=(0, 1.02))
    for side in (axes.xaxis, axes.yaxis):
        side.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0, handlelength=2.6
    )
    return axes


def _chosen_curve(axes: Axes, own: pd.DataFrame, plan: Plan, language: str) -> list[Line2D]:
    """One plan's own curve, or points where it has few deadlines."""
    number = int(own["n"].iloc[0]) if len(own) else 0
    curve = number >= _LEAST
    x = np.concatenate([[0.0], own["position"].clip(upper=1.0)])
    y = np.concatenate([[0.0], own["share"]])
    return axes.plot(
        x, y, marker=plan.marker, color=plan.colour, drawstyle="steps-post", markersize=4.5, linewidth=1.3,
        linestyle=_STYLES[plan.generation] if curve else "none", markevery=list(range(1, len(x))), zorder=4,
        gid="chosen", label=f"{plan.label(language)}  n={number}",
    )  # fmt: skip


def _steps(own: pd.DataFrame) -> npt.NDArray[np.float64]:
    """The share due on an even grid over the period; deadlines after it are due at its end or never."""
    place = np.searchsorted(own["position"].to_numpy(dtype=float), _GRID, side="right")
    return np.concatenate([[0.0], own["share"].to_numpy(dtype=float)])[place]


def draw_periods(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Every period that plans have, with the number of plans, under the two national outlines."""
    own = data[data["kind"] == "plan"]
    periods = own.groupby(["first_year", "last_year"])["doc_id"].agg(list).sort_index()
    kept = periods[
        periods.map(len).sort_values(ascending=False, kind="stable").index[:_PERIOD_ROWS]
    ].sort_index()
    outlines = data[data["kind"] == "outline"]
    first, last = int(data["first_year"].min()), int(data["last_year"].max())
    axes.set_xlim(first, last + 3)
    labels = []
    for y, row in enumerate(outlines.to_dict("records")):
        axes.barh(
            y, row["last_year"] + 1 - row["first_year"], left=row["first_year"], height=0.6, color="#BDBDBD"
        )
        year = str(row["doc_id"]).removeprefix("outline_")
        labels.append({"en": f"National outline ({year})", "zh": f"国家纲要（{year}）"}[language])
    for y, ((begin, end), doc_ids) in enumerate(kept.items(), len(labels)):
        _period(
            axes, y, (int(begin), int(end)), doc_ids, [p for p in chosen if p.doc_id in doc_ids], language
        )
        labels.append(f"{begin}–{end}")
    axes.axhline(len(outlines) - 0.5, color=GREY, linewidth=0.6)
    labels += _rest(
        axes, len(labels), len(own) - int(periods.map(len).sum()), len(periods) - len(kept), language
    )
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    year_axis(axes, (first, last), language)
    axes.tick_params(axis="y", length=0)
    return axes


def _period(
    axes: Axes, y: int, years: tuple[int, int], doc_ids: list[str], chosen: list[Plan], language: str
) -> None:
    """One period: its bar, hatched for the 2015 generation, the number of plans, the chosen ones."""
    age = AGES[0] if years[1] <= 2020 else AGES[1]
    axes.barh(y, years[1] + 1 - years[0], left=years[0], height=0.6, color="white", edgecolor="#333333",
              hatch=HATCHES[age], linewidth=0.7, zorder=3)  # fmt: skip
    count = {"en": f"{len(doc_ids)} plans", "zh": f"{len(doc_ids)}份"}[language]
    axes.text(years[0] + 0.1, y, count, fontsize=7, va="center", zorder=5,
              bbox={"facecolor": "white", "pad": 1, "linewidth": 0})  # fmt: skip
    x, unit = years[1] + 1.15, points_per_unit(axes)
    for plan in chosen:
        name = fitted(plan.name(language), 60, LABEL)
        axes.plot([x], [y], plan.marker, color=plan.colour, markersize=5, clip_on=False, gid="chosen")
        axes.text(x + 6 / unit, y, name, fontsize=LABEL, va="center", gid="name")
        x += (16 + 6.2 * len(name) * (1.0 if language == "zh" else 0.56)) / unit


def _rest(axes: Axes, y: int, unstated: int, hidden: int, language: str) -> list[str]:
    """Lines for the plans without a period and for periods that do not fit."""
    words = {
        "en": (f"period not stated: {unstated} plans", f"{hidden} more periods in the table"),
        "zh": (f"未写明规划期：{unstated}份", f"另有{hidden}种规划期见数据表"),
    }[language]
    shown = [text for text, number in zip(words, (unstated, hidden), strict=True) if number]
    for line, text in enumerate(shown):
        axes.text(float(axes.get_xlim()[0]) + 0.1, y + line, text, fontsize=7, color=GREY, va="center")
    return [""] * len(shown)


def draw_shares(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The share of provisions with each form of time."""
    label = {"en": "share of a plan's counted provisions", "zh": "占规划全部计入条款的比例"}[language]
    words = Words(_FORMS[language], label, percent, {"en": "no provision", "zh": "无条款"}[language])
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    values = data.assign(category=data["form"], value=data["share"])
    return draw_distributions(axes, values, words, plans, chosen, language)


_SILENT_EN = " A plan that states none is silent; it does not follow that nothing was planned."
_SILENT_ZH = "未写明不等于没有安排。"
_MARKS_EN = " Marks of plans: filled, stated; dash, not stated."
_MARKS_ZH = "标记：实心为写明，短横为未写明。"

DEADLINES = Many(
    draw_deadlines,
    "共{n}条。右侧数字：写明措施期限的规划数 | 含目标期限的规划数。空心标记：仅有目标的期限。"
    + _MARKS_ZH
    + _SILENT_ZH,
    "{n} provisions. Numbers: plans with the deadline of a duty | of a duty or goal. Open marks: of a goal only."
    + _MARKS_EN
    + _SILENT_EN,
    height=4.6,
)
POSITIONS = Many(
    draw_positions,
    "{n}条有期限的措施（不含目标）。均值中各规划权重相同；虚线为2015纲要期。没有期限的规划不在曲线之内。",
    "{n} provisions with a duty deadline; goals left out. In a mean all plans weigh alike; dashed: plans of the 2015"
    " outline. Plans without a deadline are in no curve.",
    height=3.8,
)
CALENDAR = Many(
    draw_calendar,
    "共{n}条。右侧数字：写明者的规划数。" + _MARKS_ZH + _SILENT_ZH,
    "{n} provisions. Numbers: plans that state it." + _MARKS_EN + _SILENT_EN,
    height=5.4,
)
PERIODS = Many(
    draw_periods,
    "规划期取自标题。斜线为2015年纲要期的规划。",
    "Periods as in the titles. Hatched: plans under the 2015 outline.",
    height=4.2,
)
SHARES = Many(
    draw_shares,
    "共{n}条计入条款。比例为0：没有条款写明。" + READ_ZH,
    "{n} counted provisions. A share of 0: no provision states one." + READ_EN,
    height=3.2,
)
