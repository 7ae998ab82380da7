"""How the order of plans moves: ranks over all weightings of the parts and resampled measures.

A rank never stands alone: beside it are the plan's mean with its interval, the three parts, and
the number of provisions.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.figures import strictness_many
from compare.figures.brackets import (
    draw_plan_lines,
    ink,
    nothing_to_show,
    shown_plans,
    write_heads,
    write_numbers,
)
from compare.figures.charts import Chart, is_many
from compare.figures.matrix import Row, records
from compare.figures.strictness_domains import plan_evidence
from compare.figures.style import Plan, shades
from compare.indices.rank_stability import rank_ranges, rank_stability
from compare.indices.strictness import PARTS
from compare.tables.schema import Tables

_WORDS = {
    "en": {
        "rank": "Rank (1 = strictest wording)",
        "cells": "Number: % of all weightings and resampled measures;"
        " in brackets, if any: % of all weightings, measures as they are",
    },
    "zh": {
        "rank": "位次（1为措辞最严）",
        "cells": "数字：全部权重与措施重抽样之下的百分比；括号（如有）：仅变动权重的百分比",
    },
}
_HEADS = {
    "en": ("n", "mean [95%]", "obligation", "precision", "account-\nability"),
    "zh": ("条款数", "均值 [95%区间]", "义务性", "精确性", "问责性"),
}
_PLACES = (1.06, 1.25, 1.47, 1.61, 1.75)
"""Where the columns beside the ranks stand; the ranks take the stretch from 0 to 1."""


def draw_ranks(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Rank probabilities as shaded cells, with what the ranks rest on beside them."""
    shown = shown_plans(data, plans)
    if not shown:
        return nothing_to_show(axes, language)
    cells: Mapping[Any, Row] = records(data, "doc_id", "rank")
    ranks = range(1, len(shown) + 1)
    for row, plan in enumerate(shown):
        for rank in ranks:
            _cell(axes, row, rank, cells[plan.doc_id, rank], 1 / len(shown))
        write_numbers(axes, row, _basis(cells[plan.doc_id, 1]), _PLACES)
    draw_plan_lines(axes, shown, language)
    write_heads(axes, _HEADS[language], _PLACES)
    axes.set_xlim(0, 1.83)
    axes.set_xticks([(rank - 0.5) / len(shown) for rank in ranks], [str(rank) for rank in ranks])
    axes.tick_params(axis="x", length=0)
    words = _WORDS[language]
    axes.set_xlabel(f"{words['rank']}\n{words['cells']}", loc="left", fontsize=7, linespacing=1.4)
    return axes


def _cell(axes: Axes, row: int, rank: int, cell: Row, width: float) -> None:
    """One rank of one plan: shaded by the probability, both percentages as text."""
    probability, share = cell["probability"], cell["share"]
    left = (rank - 1) * width
    tile = Rectangle((left, row - 0.46), width, 0.92, facecolor=shades()(0.85 * probability), gid="rank")
    tile.set(edgecolor="white", linewidth=0.6)
    axes.add_patch(tile)
    lines = [_percent(probability)] if probability > 0 or share > 0 else []
    lines += [f"({_percent(share)})"] if share > 0 else []
    text = "\n".join(lines)
    colour = ink(probability)
    place = (left + width / 2, row)
    axes.text(*place, text, fontsize=6, color=colour, ha="center", va="center", linespacing=1.15)


def _percent(share: float) -> str:
    """A share as a whole percentage; what is neither nothing nor everything never reads so.

    >>> _percent(0.0), _percent(0.001), _percent(0.304), _percent(0.999), _percent(1.0)
    ('0', '<1', '30', '>99', '100')
    """
    if 0 < share < 0.005:
        return "<1"
    return ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}"


def _basis(own: Row) -> list[str]:
    """What a plan's ranks rest on: n, mean with interval, parts."""
    limits = "" if np.isnan(own["low"]) else f" [{own['low']:.2f}–{own['high']:.2f}]"
    return [str(own["n"]), f"{own['strictness']:.2f}{limits}", *(f"{own[part]:.2f}" for part in PARTS)]


def rank_data(tables: Tables) -> pd.DataFrame:
    """The table behind the rank chart: every rank of each plan, or of many plans the span of ranks."""
    return (rank_ranges if is_many(tables) else rank_stability)(tables["provisions"])


RANKS = Chart(
    name="strictness_ranks",
    title_zh="权重变动时次序有多稳",
    title_en="How the order of plans moves with the weights",
    notes_zh=(
        "共{n}条。权重取义务性、精确性、问责性三项的一切组合；区间由计划内措施重抽样得出。括线表示所处时期的"
        "国家纲要，跨代际的位次差异含有时期差异，不宜读作地区差异。（泌阳县规划期为2021至2025年，"
        "行文近于旧纲要一代。）"
    ),
    notes_en=(
        "n={n} provisions. Weightings: every mix of obligation, precision and accountability. Intervals"
        " resample measures within a plan. Brackets: the national outline in whose period a plan falls; an"
        " order across brackets is one of time, not only of place. (Biyang, 2021-2025, reads like the older"
        " plans.)"
    ),
    data=rank_data,
    draw=draw_ranks,
    keys=("doc_id",),
    evidence=plan_evidence,
    height=4.2,
    many=strictness_many.RANKS,
)
CHARTS = (RANKS,)
