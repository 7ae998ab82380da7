"""How the order of plans moves: ranks over all weightings of the parts and resampled measures.

A rank never stands alone: beside it are the plan's mean with its interval, the three parts, and
the number of provisions.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.pyplot import get_cmap

from compare.figures.charts import Chart
from compare.figures.strictness import draw_plan_rows, plan_evidence, shown_plans
from compare.figures.style import Plan
from compare.indices.rank_stability import rank_stability
from compare.indices.strictness import PARTS
from compare.tables import Tables

_WORDS = {
    "en": {
        "rank": "Rank (1 = strictest wording)",
        "cells": "Upper number: % of all weightings and resampled measures;"
        " in brackets: % of all weightings, measures as they are",
        "heads": ("n", "mean [95%]", "obligation", "precision", "account-\nability"),
    },
    "zh": {
        "rank": "位次（1 为措辞最严）",
        "cells": "上行：全部权重与措施重抽样之下的百分比；括号内：仅变动权重的百分比",
        "heads": ("条款数", "均值［95%区间］", "义务性", "精确性", "问责性"),
    },
}
_COLUMNS = (1.06, 1.25, 1.47, 1.61, 1.75)
"""Where the columns beside the ranks stand; the ranks take the stretch from 0 to 1."""


def draw_ranks(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Rank probabilities as shaded cells, with what the ranks rest on beside them."""
    shown = shown_plans(data, plans)
    width = 1 / max(len(shown), 1)
    draw_plan_rows(axes, shown, language)
    for row, plan in enumerate(shown):
        own = data[data["doc_id"] == plan.doc_id]
        for place in own.itertuples():
            _cell(axes, (place.rank - 1) * width, row, width, place.probability, place.share)
        _basis(axes, row, own.iloc[0])
    for x, head in zip(_COLUMNS, _WORDS[language]["heads"], strict=True):
        axes.text(x, -0.6, head, fontsize=6.5, ha="center", va="bottom")
    axes.set_xlim(0, 1.83)
    axes.set_xticks(
        [(rank + 0.5) * width for rank in range(len(shown))], [str(rank + 1) for rank in range(len(shown))]
    )
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel(f"{_WORDS[language]['rank']}\n{_WORDS[language]['cells']}", loc="left", fontsize=7)
    return axes


def _cell(axes: Axes, left: float, row: int, width: float, probability: float, share: float) -> None:
    """One rank of one plan: shaded by the probability, both percentages as text."""
    shade = get_cmap("Blues")(0.9 * probability)
    axes.add_patch(
        Rectangle((left, row - 0.46), width, 0.92, facecolor=shade, edgecolor="white", linewidth=0.6)
    )
    if round(probability, 3) > 0 or round(share, 3) > 0:
        colour = "white" if probability > 0.55 else "black"
        text = f"{_percent(probability)}\n({_percent(share)})"
        axes.text(left + width / 2, row, text, fontsize=6, color=colour, ha="center", va="center")


def _percent(share: float) -> str:
    """A share as a whole percentage; what is neither nothing nor everything never reads so."""
    if 0 < share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}"


def _basis(axes: Axes, row: int, own: pd.Series) -> None:
    limits = "" if pd.isna(own["low"]) else f" [{own['low']:.2f}–{own['high']:.2f}]"
    texts = [str(own["n"]), f"{own['strictness']:.2f}{limits}", *(f"{own[part]:.2f}" for part in PARTS)]
    for x, text in zip(_COLUMNS, texts, strict=True):
        axes.text(x, row, text, fontsize=6.5, ha="center", va="center")


def rank_data(tables: Tables) -> pd.DataFrame:
    """The table behind the rank chart."""
    return rank_stability(tables["provisions"])


RANKS = Chart(
    name="strictness_ranks",
    title_zh="权重变动时次序有多稳",
    title_en="How the order of plans moves with the weights",
    notes_zh=(
        "共{n}条。权重取义务性、精确性、问责性三项的一切组合；区间由计划内措施重抽样得出。括线表示所处时期的国家纲要，"
        "跨代际的位次差异是时期差异，不宜读作地区差异。（泌阳县行文近于旧纲要一代。）"
    ),
    notes_en=(
        "n={n} provisions. Weightings: every mix of obligation, precision and accountability. Intervals resample measures"
        " within a plan. Brackets: the national outline in whose period a plan falls; an order across brackets is one"
        " of time, not of place. (Biyang, 2021-2025, reads like the older plans.)"
    ),
    data=rank_data,
    draw=draw_ranks,
    keys=("doc_id",),
    evidence=plan_evidence,
)
CHARTS = (RANKS,)
