"""Figures of shared indicators: who sets a number, who sets none, and who asks most.

The table of states keeps three things apart by words and signs, not by colour alone: a number, an
open circle (the thing is named without a number), and a dash (not named: silence, no zero).
"""

from collections.abc import Hashable
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from compare.figures import indicators_many
from compare.figures.charts import Chart
from compare.figures.indicator_labels import number_text, row_label
from compare.figures.lanes import fitted
from compare.figures.style import GREY, TWO_COLUMNS, Plan
from compare.indices import indicators as index
from compare.tables.schema import Tables

_SIZE = 6
_ROW_POINTS = 8.6
_RUNG_POINTS = 10.0
_LADDER_WIDTH = 2.1
_MARK_STEP = 0.036
_FILL = {
    "strictest": ("#08306B", "white"),
    "equal": ("#9ECAE1", "black"),
    "less strict": ("#DEEBF7", "black"),
    "alone": ("white", "black"),
    "not compared": ("white", GREY),
}
_WORDS = {
    "strictest": ("最严", "strictest"),
    "equal": ("各家相同", "all ask the same"),
    "less strict": ("较宽", "less strict"),
    "alone": ("唯一设定者", "only one sets it"),
    "not compared": ("单位不同，未比较", "in another unit, not compared"),
}
_DASH, _CIRCLE = "–", "○"


def draw_matrix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Indicators by plans: the plan's most demanding number, or the sign for none."""
    names, left_out = _rows_that_fit(data, axes)
    cells = {(row["indicator_id"], row["doc_id"]): row for row in data.to_dict("records")}
    for y, name in enumerate(names):
        for x, plan in enumerate(plans):
            _cell(axes, x, y, cells.get((name, plan.doc_id)), language)
    _matrix_axes(axes, plans, [row_label(data, name, language) for name in names], language)
    _generation_line(axes, plans)
    _matrix_legend(axes, data, left_out, language)
    return axes


def _rows_that_fit(data: pd.DataFrame, axes: Axes) -> tuple[list[str], int]:
    """The indicators drawn, most widely set first, and how many are left to the table."""
    names = list(dict.fromkeys(data["indicator_id"]))
    room = max(1, int((_inches(axes)[1] - 1.9) * 72 / _ROW_POINTS))
    return names[:room], len(names) - len(names[:room])


def _cell(axes: Axes, x: int, y: int, row: Any, language: str) -> None:
    """One cell: a box with a number, an open circle, or a dash."""
    state = row["state"] if row else index.NOT_STATED
    if state != index.SETS:
        sign = _CIRCLE if state == index.SETS_NONE else _DASH
        axes.text(x, y, sign, size=_SIZE + 1, color=GREY, ha="center", va="center")
        return
    face, ink = _FILL[row["standing"]]
    edge = "#9E9E9E" if face == "white" else "white"
    axes.add_patch(Rectangle((x - 0.47, y - 0.46), 0.94, 0.92, facecolor=face, edgecolor=edge, linewidth=0.5))
    text = number_text(row["comparator"], row["best"], row["measure"], language)
    more = "*" if row["low"] != row["high"] else ""
    axes.text(x, y, text + more, size=_SIZE, color=ink, ha="center", va="center_baseline")


def _matrix_axes(axes: Axes, plans: list[Plan], labels: list[str], language: str) -> None:
    names = [plan.label(language) for plan in plans]
    many = len(plans) > 6
    axes.set_xticks(range(len(plans)), names, rotation=90 if many else 0, fontsize=_SIZE if many else 6.5)
    axes.set_yticks(range(len(labels)), labels, fontsize=_SIZE)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(plans) - 0.5)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _generation_line(axes: Axes, plans: list[Plan]) -> None:
    """A line between the plans under the 2015 outline and those under the 2021 outline."""
    older = sum(plan.generation == 2015 for plan in plans)
    if 0 < older < len(plans):
        axes.axvline(older - 0.5, color="black", linewidth=0.8)


def _matrix_legend(axes: Axes, data: pd.DataFrame, left_out: int, language: str) -> None:
    """The fills that occur, the two signs, and how many indicators did not fit."""
    which = 0 if language == "zh" else 1
    present = [name for name in _FILL if (data["standing"] == name).any()]
    handles = [
        Patch(facecolor=_FILL[name][0], edgecolor="#9E9E9E", linewidth=0.5, label=_WORDS[name][which])
        for name in present
    ]
    signs = (
        f"{_CIRCLE} 提及但未设数值    {_DASH} 未提及    * 有多个数值，取最严",
        f"{_CIRCLE} named, sets no number    {_DASH} not stated    * several numbers; most demanding shown",
    )[which]
    more = (f"    另有{left_out}项见数据表", f"    {left_out} more in the table")[which] if left_out else ""
    axes.legend(
        handles=handles, title=signs + more, title_fontsize=_SIZE, fontsize=_SIZE, ncols=len(handles), loc="upper right",
        bbox_to_anchor=(1, -0.005), borderaxespad=0, alignment="right", columnspacing=1.2,
    )  # fmt: skip


def draw_ladder(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The rungs of each shared indicator: the length of a bar is the demand, 100% the strictest."""
    rungs, left_out = _rungs(data, plans, axes)
    if not rungs:
        return _say_none(axes, language)
    axes.set_xlim(0, _LADDER_WIDTH)
    for rung in rungs:
        axes.barh(rung["y"], rung["demand"], height=0.66, color="#E3E3E3", edgecolor=GREY, linewidth=0.4)
        _rung_marks(axes, rung, plans, language)
    labels: dict[str, list[float]] = {}
    for rung in rungs:
        labels.setdefault(rung["indicator_id"], []).append(rung["y"])
    ticks = [sum(heights) / len(heights) for heights in labels.values()]
    axes.set_yticks(ticks, [row_label(data, name, language) for name in labels], fontsize=_SIZE)
    axes.set_ylim(max((rung["y"] for rung in rungs), default=0) + 0.6, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1.0], ["0%", "25%", "50%", "75%", "100%"])
    axes.spines["bottom"].set_bounds(0, 1)
    axes.set_xlabel(_ladder_label(left_out, language), loc="left")
    return axes


def _say_none(axes: Axes, language: str) -> Axes:
    words = ("没有两家规划以同一单位设定同一指标", "no two plans set the same indicator in the same unit")
    axes.text(
        0.5, 0.5, words[0 if language == "zh" else 1], color=GREY, ha="center", transform=axes.transAxes
    )
    axes.set_axis_off()
    return axes


def _ladder_label(left_out: int, language: str) -> str:
    label = "与最严者之比" if language == "zh" else "demand, as a share of the strictest"
    if not left_out:
        return label
    return (
        f"{label}（另有{left_out}项见数据表）"
        if language == "zh"
        else f"{label} ({left_out} more in the table)"
    )


def _rungs(data: pd.DataFrame, plans: list[Plan], axes: Axes) -> tuple[list[dict[Hashable, Any]], int]:
    """One rung for each distinct number of an indicator, and how many indicators do not fit."""
    room = (_inches(axes)[1] - 1.2) * 72 / _RUNG_POINTS
    order = [plan.doc_id for plan in plans]
    rungs: list[dict[Hashable, Any]] = []
    groups = list(data.groupby("indicator_id", sort=False))
    y, drawn = 0.0, 0
    for _, rows in groups:
        steps = _steps(rows, order)
        if drawn and y + len(steps) > room:
            break
        rungs += [step | {"y": y + number} for number, step in enumerate(steps)]
        y, drawn = y + len(steps) + 0.5, drawn + 1
    return rungs, len(groups) - drawn


def _steps(rows: pd.DataFrame, order: list[str]) -> list[dict[Hashable, Any]]:
    """The distinct demands for one indicator, strictest first; 1次 and 至少1次 are one step."""
    steps = []
    beyond = rows["comparator"].isin(("<", ">"))
    for _, group in rows.assign(beyond=beyond).groupby(["demand", "beyond"]):
        signs = set(group["comparator"])
        step = group.iloc[0].to_dict() | {"comparator": signs.pop() if len(signs) == 1 else "="}
        steps.append(step | {"doc_ids": sorted(group["doc_id"], key=order.index)})
    return steps[::-1]


def _rung_marks(axes: Axes, rung: dict[Hashable, Any], plans: list[Plan], language: str) -> None:
    """The number, then the marks and names of the plans that ask it."""
    shown = [plan for plan in plans if plan.doc_id in rung["doc_ids"]]
    number = number_text(rung["comparator"], rung["best"], rung["measure"], language)
    axes.text(0.015, rung["y"], number, size=_SIZE, va="center")
    for position, plan in enumerate(shown):
        x = rung["demand"] + _MARK_STEP * (position + 0.9)
        axes.plot([x], [rung["y"]], plan.marker, color=plan.colour, markersize=4)
    x = rung["demand"] + _MARK_STEP * (len(shown) + 0.8)
    room = (_LADDER_WIDTH - x) * (_inches(axes)[0] - 2.2) * 72 / _LADDER_WIDTH
    axes.text(x, rung["y"], _names(shown, language, room), size=_SIZE, va="center")


def _inches(axes: Axes) -> tuple[float, float]:
    """Width and height of the figure."""
    figure = axes.get_figure(root=True)
    width, height = figure.get_size_inches() if figure else (TWO_COLUMNS, 6.0)
    return float(width), float(height)


def _names(shown: list[Plan], language: str, room: float) -> str:
    """As many names as there is room for; the rest as a number."""
    joint, labels = "、" if language == "zh" else ", ", [plan.label(language) for plan in shown]
    text = joint.join(labels)
    for kept in range(len(labels) - 1, 0, -1):
        if fitted(text, room, _SIZE) == text:
            return text
        more = f"等{len(labels)}家" if language == "zh" else f", +{len(labels) - kept}"
        text = joint.join(labels[:kept]) + more
    return fitted(text, room, _SIZE)


def matrix_data(tables: Tables) -> pd.DataFrame:
    """All indicators that at least one plan sets, with their labels."""
    return _labelled(index.shared(index.compare_indicators(tables), plans=1), tables)


def ladder_data(tables: Tables) -> pd.DataFrame:
    """The comparable numbers of indicators that two plans or more set, with `demand`.

    `demand` is the number over the strictest, or the strictest over the number where less is
    stricter: a date or limit twice as late asks half as much.
    """
    rows = index.compare_indicators(tables)
    rows = index.shared(rows[rows["standing"].isin(("strictest", "equal", "less strict"))])
    rows = _labelled(rows, tables)
    better = rows["indicator_id"].map(tables["indicators"].set_index("indicator_id")["better"])
    most = rows.groupby("indicator_id")["best"].transform("max")
    least = rows.groupby("indicator_id")["best"].transform("min")
    return rows.assign(
        demand=(rows["best"] / most).where(better == "higher", least / rows["best"]).fillna(1.0)
    )


def _labelled(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    labels = tables["indicators"][["indicator_id", "label_zh", "label_en"]]
    return rows.merge(labels, on="indicator_id", how="left")


def matrix_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind the numbers and the circles of the table of states."""
    rows = index.indicator_evidence(tables)
    return rows[rows["indicator_id"].isin(matrix_data(tables)["indicator_id"])]


def ladder_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind the rungs of the ladder."""
    rows = index.indicator_evidence(tables)
    return rows.merge(ladder_data(tables)[["indicator_id", "doc_id"]], on=["indicator_id", "doc_id"])


CHARTS = (
    Chart(
        name="indicator_states",
        title_zh="共同指标：谁设了数值，谁没有",
        title_en="Shared indicators: who sets a number, who sets none",
        notes_zh="{n}条。○：有条款提到此事但无数值；–：按词表未见提及，沉默不是零。竖线分隔两代纲要；代际差异不是地区差异，"
        "泌阳虽到2025年，文字近于前一代。数值背后的措施范围可能不同，见原句。",
        notes_en="{n} provisions. Circle: a provision names the thing, without a number; dash: not named in the words of the"
        " vocabulary, which is silence and no zero. The vertical line parts the plans under the two outlines; a difference"
        " of generation is none of place, and Biyang (to 2025) reads like the older plans. See the sentences: numbers may"
        " be about different things.",
        data=matrix_data,
        draw=draw_matrix,
        keys=("indicator_id", "doc_id"),
        evidence=matrix_evidence,
        height=6.8,
        many=indicators_many.STATES,
    ),
    Chart(
        name="indicator_ladder",
        title_zh="共同指标的阶梯：谁要求更多",
        title_en="The ladder of shared indicators: who asks for more",
        notes_zh="{n}条设定数值的条款；只列两家以上可比者，同一单位内比较。括号内为纲要代次，代际差异不是地区差异；泌阳虽到2025年，"
        "文字近于前一代。数值高不等于做得多。",
        notes_en="{n} provisions with numbers; drawn are the indicators that two plans or more set in the same unit. In"
        " brackets: the national outline of the plan's time; a difference of generation is none of place, and Biyang (to"
        " 2025) reads like the older plans. Asking more is not doing more.",
        data=ladder_data,
        draw=draw_ladder,
        keys=("indicator_id", "doc_id"),
        evidence=ladder_evidence,
        height=4.0,
        many=indicators_many.DEMANDS,
    ),
)
"""The figures of this module."""
