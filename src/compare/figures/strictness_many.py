"""Strictness of many plans: how obligation, the profile, domains and ranks are distributed over plans."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.coding.taxonomy import domains, taxonomy
from compare.figures.charts import Many
from compare.figures.distributions import (
    LABEL,
    READ_EN,
    READ_ZH,
    Words,
    draw_distributions,
    percent,
    two_digits,
)
from compare.figures.style import GREY, Plan
from compare.indices.strictness import LEVELS, PROFILE

_LEVELS = {
    "en": {3: "mandate", 2: "directive", 1: "hortatory", 0: "none"},
    "zh": {3: "强制或禁止", 2: "一般指令", 1: "倡导、试行", 0: "无义务"},
}
_PARTS = {
    "en": dict(
        zip(PROFILE, ("obligation", "precision", "accountability", "mean of the three", "assignment"), strict=True)
    ),
    "zh": dict(zip(PROFILE, ("义务性", "精确性", "问责性", "三项均值", "责任主体"), strict=True)),
}
_MEAN = {
    "en": "mean over a plan's provisions (stretches of one scale from 0 to 1, same unit of length)",
    "zh": "规划各条款的均值（取自同一0至1刻度的不同区段，单位长度相同）",
}
_SILENT = {"en": "not stated", "zh": "未写明"}
_FEW = {"en": "too few", "zh": "条款过少"}


def draw_obligation(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The share of provisions at each level of obligation."""
    values = data.assign(category=data["obligation"], value=data["share"])
    rows = {level: _LEVELS[language][level] for level in LEVELS}
    label = {"en": "share of a plan's provisions", "zh": "占规划条款的比例"}[language]
    words = Words(rows, label, percent, {"en": "no provision", "zh": "无条款"}[language])
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return draw_distributions(axes, values, words, plans, chosen, language)


def draw_profile(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The mean of every part; a plan that names no bodies has no assignment.

    Every row shows its own stretch of the scale, in the same unit of length, so that distances
    may be compared between rows.
    """
    values = data.assign(category=data["part"], value=data["mean"])
    ends = values.groupby("category")["value"].agg(["min", "max"]).reindex(list(PROFILE)).fillna(0.0)
    origins = np.floor(ends["min"] * 20) / 20
    span = max(float((ends["max"] - origins).max()), 0.1)
    words = Words(_PARTS[language], _MEAN[language], two_digits, _SILENT[language], origins.to_dict(), room=0.4)
    axes.set_xlim(-0.02 * span, 1.02 * span)
    draw_distributions(axes, values, words, plans, chosen, language)
    _row_scales(axes, list(origins), span)
    return axes


def _row_scales(axes: Axes, origins: Sequence[float], span: float) -> None:
    """A small scale at the foot of every row in place of one under the axes."""
    ticks = np.arange(0, span * 1.01, 0.05 if span < 0.35 else 0.1)
    axes.set_xticks(ticks, [])
    axes.tick_params(axis="x", length=0)
    for row, origin in enumerate(origins):
        for tick in ticks[origin + ticks < 1.001]:
            axes.text(tick, row + 0.45, f"{origin + tick:.2f}", fontsize=LABEL, color=GREY, ha="center")


def draw_domains(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Mean strictness in every domain, of the plans with enough provisions in it."""
    values = data.assign(category=data["domain"], value=data["strictness"].where(~data["too_few"].astype(bool)))
    rows = {code: f"{code} {taxonomy()[code].label(language)}" for code in domains()}
    rows |= {"all": {"en": "All domains", "zh": "全部领域"}[language]}
    label = {"en": "mean strictness of a plan's provisions", "zh": "规划条款的平均严格度"}[language]
    words = Words(rows, label, two_digits, _FEW[language])
    return draw_distributions(axes, values, words, plans, chosen, language)


_NOTES_EN = "n={n} provisions."
_NOTES_ZH = "共{n}条。"

OBLIGATION = Many(draw_obligation, _NOTES_ZH + READ_ZH, _NOTES_EN + READ_EN, height=3.4)
PROFILE_PARTS = Many(
    draw_profile,
    _NOTES_ZH + "全文未写明责任主体的规划另计，不作零。" + READ_ZH,
    _NOTES_EN + " Plans that name no bodies are counted apart and given no zero." + READ_EN,
    height=4.4,
)
DOMAINS = Many(
    draw_domains,
    _NOTES_ZH + "少于五条的领域不计入，另计其规划数。" + READ_ZH,
    _NOTES_EN + " A plan with fewer than five provisions in a domain is left out there and counted apart." + READ_EN,
    height=7.0,
)
