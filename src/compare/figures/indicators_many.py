"""Indicators of many plans: how many set a number, and how demanding their numbers are."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.figures.brackets import nothing_to_show
from compare.figures.charts import Many
from compare.figures.distributions import READ_EN, READ_ZH, Words, draw_distributions, percent
from compare.figures.indicator_labels import number_text, row_label
from compare.figures.plan_shares import States, draw_plan_shares
from compare.figures.style import Plan
from compare.indices.indicators import NOT_STATED, SETS, SETS_NONE

_STATES = {
    "en": {SETS: "sets a number", SETS_NONE: "named, sets no number", NOT_STATED: "not stated"},
    "zh": {SETS: "设定数值", SETS_NONE: "提及但未设数值", NOT_STATED: "未提及"},
}
_DEMAND = {"en": "demand, as a share of the strictest number", "zh": "与最严数值之比"}
_LEFT_OUT = {"en": " ({} more in the table)", "zh": "（另有{}项见数据表）"}
_NONE_SET = {"en": "sets none", "zh": "未设"}
_STATE_POINTS, _LADDER_POINTS = 15.0, 25.0
"""Height of a row in either chart (points)."""


def draw_states(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How many plans set a number for each indicator, or name it without one."""
    rows, left_out = _rows(data, axes, _STATE_POINTS, language)
    found = data.assign(category=data["indicator_id"])
    draw_plan_shares(axes, found, States(rows, _STATES[language], size=6), plans, chosen, language)
    axes.set_xlabel(axes.get_xlabel() + left_out)
    return axes


def draw_demands(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How the demands of the plans that set an indicator are distributed; 100% is the strictest."""
    rows, left_out = _rows(data, axes, _LADDER_POINTS, language)
    if not rows:
        return nothing_to_show(axes, language)
    strictest = data.sort_values("demand", kind="stable").groupby("indicator_id").last()
    labels = {
        name: f"{label}\n100%: {_number(strictest.loc[name], language)}" for name, label in rows.items()
    }
    words = Words(labels, _DEMAND[language] + left_out, percent, _NONE_SET[language])
    axes.set_xlim(-0.02, 1.03)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    draw_distributions(
        axes, data.assign(category=data["indicator_id"], value=data["demand"]), words, plans, chosen, language
    )
    axes.tick_params(axis="y", labelsize=6)
    return axes


def _rows(data: pd.DataFrame, axes: Axes, points: float, language: str) -> tuple[Mapping[str, str], str]:
    """The indicators that fit, most widely set first, and words for those that do not."""
    figure = axes.get_figure(root=True)
    height = figure.get_size_inches()[1] if isinstance(figure, Figure) else 6.0
    room = max(1, int((height - 1.9) * 72 / points))
    names = list(dict.fromkeys(data["indicator_id"]))
    left_out = _LEFT_OUT[language].format(len(names) - room) if len(names) > room else ""
    return {name: row_label(data, name, language) for name in names[:room]}, left_out


def _number(row: pd.Series, language: str) -> str:
    return number_text(row["comparator"], row["best"], row["measure"], language)


STATES = Many(
    draw_states,
    "{n}条。右侧数字：设定数值的规划数 | 提及者的规划数。标记：实心为设定数值，空心为提及，短横为按词表未见提及，沉默不是零。"
    "数值背后的措施范围可能不同，见原句。",
    "{n} provisions. Numbers: plans that set a number | that name the thing. Marks of plans: filled, a number; open, named;"
    " dash, not named in the words of the vocabulary, which is silence and no zero. Numbers may be about different"
    " things: see the sentences.",
    height=8.6,
)
DEMANDS = Many(
    draw_demands,
    "{n}条设定数值的条款；只列两家以上可比者，同一单位内比较。未设数值的规划另计，不作零。数值高不等于做得多。"
    + READ_ZH,
    "{n} provisions with numbers; drawn are the indicators that two plans or more set in the same unit. Plans that set"
    " none are counted apart and are no zero. Asking more is not doing more." + READ_EN,
    height=9.6,
)
