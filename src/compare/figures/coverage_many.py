"""Coverage of many plans: the spread of shares and breadth, and how many plans address a topic."""

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Many
from compare.figures.distributions import READ_EN, READ_ZH, Words, draw_distributions, percent
from compare.figures.matrix import row_label
from compare.figures.plan_shares import States, draw_plan_shares
from compare.figures.style import Plan
from compare.vocab.outlines import frame

_STATES = {
    "en": {"main": "first topic of a provision", "second": "second topic only", "none": "no provision"},
    "zh": {"main": "有条款（主要主题）", "second": "仅作第二主题", "none": "无条款"},
}
_STATISTICS = {
    "en": {"number": "topics in {} provisions", "effective": "effective number in {} provisions"},
    "zh": {"number": "{}条中的主题数", "effective": "{}条中的有效主题数"},
}


def draw_shares(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The share of a plan's provisions in each group of the frame that `data` is in."""
    groups = frame(data["frame"].iloc[0])
    label = {"en": "share of a plan's provisions", "zh": "占规划条款的比例"}[language]
    rows = {key: row_label(groups, key, language) for key in groups.keys}
    words = Words(rows, label, percent, {"en": "empty plan", "zh": "无条款"}[language])
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    values = data.assign(category=data["group"], value=data["share"])
    return draw_distributions(axes, values, words, plans, chosen, language)


def draw_presence(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How many plans speak of each topic, as the first or the second topic of a provision."""
    place = frame("domain").place
    rows: dict[str, str] = {}
    for domain in frame("domain").keys:
        rows[domain] = row_label(frame("domain"), domain, language)
        rows |= {t: row_label(frame("topic"), t, language) for t in place if place[t] == domain}
    states = States(rows, _STATES[language], headings=frame("domain").keys, size=6)
    return draw_plan_shares(axes, data.rename(columns={"group": "category"}), states, plans, chosen, language)


def draw_breadth(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Number and effective number of topics at equal length."""
    size = int(data["size"].iloc[0])
    rows = {name: text.format(size) for name, text in _STATISTICS[language].items()}
    label = {"en": "topics (of {})", "zh": "主题数（共{}个）"}[language].format(data["n_groups"].iloc[0])
    words = Words(rows, label, lambda value: f"{value:.1f}", {"en": "too short", "zh": "过短"}[language])
    values = data.assign(category=data["statistic"], value=data["rarefied"])
    return draw_distributions(axes, values, words, plans, chosen, language)


_NOTES_EN = "{n} provisions, headings left out; a text without a provision is not a place that does nothing."
_NOTES_ZH = "共{n}条，不含标题。文中无此类条款，不等于当地无此工作。"
_FRAME_EN = " A crosswalk puts each topic into one part of the outline."
_FRAME_ZH = "各主题归入纲要的哪一部分由对照表规定。"

DOMAIN_SHARES = Many(draw_shares, _NOTES_ZH + READ_ZH, _NOTES_EN + READ_EN, height=6.6)
PART_SHARES = Many(draw_shares, _NOTES_ZH + _FRAME_ZH + READ_ZH, _NOTES_EN + _FRAME_EN + READ_EN, height=5.6)
PRESENCE = Many(
    draw_presence,
    _NOTES_ZH
    + "右侧数字：以之为主要主题的规划数 | 含第二主题的规划数。标记：实心为主要主题，空心为第二主题，短横为无。",
    _NOTES_EN
    + " Numbers: plans with it as a first topic | as a first or second. Marks of plans: filled, first topic;"
    " open, second; dash, none.",
    height=9.8,
)
BREADTH = Many(
    draw_breadth,
    "共{n}条，不含标题。稀疏化（Hurlbert 1971；Chao等 2014）至共同条款数；有效主题数为香农熵的指数。"
    + READ_ZH,
    "{n} provisions, headings left out. Rarefied to a common number of provisions (Hurlbert 1971; Chao et al. 2014);"
    " effective number: exponential of Shannon's entropy." + READ_EN,
    height=2.8,
)
