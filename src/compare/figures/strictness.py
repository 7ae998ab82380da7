"""Strictness in pictures: how strongly provisions oblige, and the profile of the parts.

Domains and the mix of domains are drawn in `compare.figures.strictness_domains`, the order of
plans in `compare.figures.rank_stability`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from compare.figures import strictness_many
from compare.figures.brackets import (
    HALO,
    draw_plan_lines,
    nothing_to_show,
    shown_plans,
    write_heads,
    write_numbers,
)
from compare.figures.charts import Chart
from compare.figures.matrix import Row, records
from compare.figures.strictness_domains import DOMAINS, MIX, NOTES_EN, NOTES_ZH, draw_dot, plan_evidence
from compare.figures.style import Plan
from compare.indices.strictness import LEVELS, PARTS, obligation_shares, profile, scored
from compare.tables.schema import Tables

_LEVELS: dict[str, dict[int, str]] = {
    "en": {3: "mandate", 2: "directive", 1: "hortatory", 0: "none"},
    "zh": {3: "强制或禁止", 2: "一般指令", 1: "倡导、试行", 0: "无义务"},
}
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "obligation": "obligation",
        "precision": "precision",
        "accountability": "accountability",
        "strictness": "mean of the three",
        "assignment": "assignment",
        "share": "Share of provisions (whisker: 95% interval of the share of mandates)",
        "n": "n",
        "measures": "n (measures)",
        "profile": "Mean over provisions with 95% interval (parts of one scale from 0 to 1, same unit of length)",
        "not stated": "not stated",
    },
    "zh": {
        "obligation": "义务性",
        "precision": "精确性",
        "accountability": "问责性",
        "strictness": "三项均值",
        "assignment": "责任主体",
        "share": "条款占比（须线：强制性条款占比的95%区间）",
        "n": "条款数",
        "measures": "条款数（措施数）",
        "profile": "各条款均值及95%区间（取自同一0至1刻度的不同区段，单位长度相同）",
        "not stated": "未写明",
    },
}

_SHADES = {3: "#08306B", 2: "#7FB2D9", 1: "#DCE9F5", 0: "#FFFFFF"}
_HATCHES = {3: "", 2: "", 1: "////", 0: "...."}
_COUNT_PLACES = (1.12, 1.31, 1.5, 1.69, 1.88)
_PANEL_GAP = 0.06
_LEAST_PANEL = 0.15


def draw_obligation(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Obligation as stacked shares; the counts beside the bars."""
    shown = shown_plans(data, plans)
    if not shown:
        return nothing_to_show(axes, language)
    cells: Mapping[Any, Row] = records(data, "doc_id", "obligation")
    for row, plan in enumerate(shown):
        own = {level: cells[plan.doc_id, level] for level in LEVELS}
        _stack(axes, row, own)
        counts = [f"{own[level]['count']} ({own[level]['share']:.0%})" for level in LEVELS]
        write_numbers(axes, row, [*counts, str(own[LEVELS[0]]["n"])], _COUNT_PLACES)
    draw_plan_lines(axes, shown, language)
    heads = [_LEVELS[language][level] for level in LEVELS]
    write_heads(axes, [*heads, _WORDS[language]["n"]], _COUNT_PLACES)
    axes.set_xlim(0, 1.98)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    axes.set_xlabel(_WORDS[language]["share"], loc="left")
    keys = [Patch(facecolor=_SHADES[n], hatch=_HATCHES[n], edgecolor="black", linewidth=0.4) for n in LEVELS]
    axes.legend(
        keys, heads, ncols=4, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2,
        columnspacing=0.8, handlelength=1.4, handletextpad=0.4,
    )  # fmt: skip
    return axes


def _stack(axes: Axes, row: int, own: Mapping[int, Row]) -> None:
    """One plan's bar, strictest first, with the interval of its first segment."""
    left = 0.0
    for level in LEVELS:
        share = float(own[level]["share"])
        shade, hatch = _SHADES[level], _HATCHES[level]
        axes.barh(row, share, 0.6, left, color=shade, hatch=hatch, edgecolor="black", linewidth=0.4)
        left += share
    limits = [float(own[LEVELS[0]][name]) for name in ("low", "high")]
    if not np.isnan(limits).any():
        axes.plot(limits, [row, row], "|-", color="black", linewidth=1, path_effects=[HALO], gid="interval")


def draw_profile(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The profile as dots with intervals: a panel for each part, and assignment as a number.

    Every panel shows its own stretch of the scale, in the same unit of length, so that
    distances may be compared between panels.
    """
    shown = shown_plans(data, plans)
    if not shown:
        return nothing_to_show(axes, language)
    cells = records(data, "doc_id", "part")
    draw_plan_lines(axes, shown, language)
    axes.set_xticks([])
    left = 0.0
    ticks: dict[float, str] = {}
    for part in (*PARTS, "strictness"):
        own = [cells[plan.doc_id, part] for plan in shown]
        start, end = _stretch(own)
        for row, (plan, cell) in enumerate(zip(shown, own, strict=True)):
            draw_dot(axes, row, [cell[name] + left - start for name in ("mean", "low", "high")], plan)
        ticks |= _panel(axes, left, start, end, _WORDS[language][part])
        left += end - start + _PANEL_GAP
    _assignment(axes, [cells[plan.doc_id, "assignment"] for plan in shown], left, language)
    axes.set_xlim(-0.02, left + 0.42)
    axes.set_xticks(list(ticks), list(ticks.values()), fontsize=6)
    axes.spines["bottom"].set_visible(False)
    axes.grid(axis="x")
    axes.set_xlabel(_WORDS[language]["profile"], loc="left")
    return axes


def _stretch(own: Sequence[Row]) -> tuple[float, float]:
    """The stretch of the scale that a panel shows: all intervals, in steps of 0.05."""
    seen = np.array([[cell[name] for name in ("mean", "low", "high")] for cell in own], dtype=float)
    start, end = np.floor(np.nanmin(seen) * 20) / 20, np.ceil(np.nanmax(seen) * 20) / 20
    return float(start), float(max(end, start + _LEAST_PANEL))


def _panel(axes: Axes, left: float, start: float, end: float, name: str) -> dict[float, str]:
    """Head and base line of a panel; its ticks: places on the axis with their values."""
    write_heads(axes, [name], [left + (end - start) / 2])
    base = axes.get_xaxis_transform()
    axes.plot([left, left + end - start], [0, 0], color="black", linewidth=1, transform=base, clip_on=False)
    values = np.arange(round(start * 20), round(end * 20) + 1)[:: 1 if end - start < 0.4 else 4] / 20
    return {float(left - start + value): f"{value:.2f}" for value in values}


def _assignment(axes: Axes, own: Sequence[Row], left: float, language: str) -> None:
    """Assignment and the counts as numbers: a plan that names no bodies is not given a zero."""
    words = _WORDS[language]
    places = (left + 0.09, left + 0.31)
    write_heads(axes, [words["assignment"], words["measures"]], places)
    for row, cell in enumerate(own):
        limits = "" if np.isnan(cell["low"]) else f" [{cell['low']:.2f}–{cell['high']:.2f}]"
        stated = f"{cell['mean']:.2f}{limits}" if cell["stated"] else words["not stated"]
        write_numbers(axes, row, [stated, f"{cell['n']} ({cell['clusters']})"], places)


def obligation_data(tables: Tables) -> pd.DataFrame:
    """The table behind the obligation chart."""
    return obligation_shares(tables["provisions"])


def profile_data(tables: Tables) -> pd.DataFrame:
    """The table behind the profile chart."""
    return profile(tables["provisions"])


def level_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and level of obligation."""
    rows = scored(tables["provisions"])[["doc_id", "level", "provision_id"]]
    return rows.rename(columns={"level": "obligation"})


OBLIGATION = Chart(
    name="strictness_obligation",
    title_zh="条款的义务强度",
    title_en="How strongly provisions oblige",
    notes_zh=NOTES_ZH,
    notes_en=NOTES_EN,
    data=obligation_data,
    draw=draw_obligation,
    keys=("doc_id", "obligation"),
    evidence=level_evidence,
    many=strictness_many.OBLIGATION,
)
PROFILE_DOTS = Chart(
    name="strictness_profile",
    title_zh="严格度的三个维度",
    title_en="The profile of strictness",
    notes_zh=NOTES_ZH + "未写明责任主体的规划不计为零。",
    notes_en=NOTES_EN + " A plan that labels no lead or responsible unit is not given a zero for assignment.",
    data=profile_data,
    draw=draw_profile,
    keys=("doc_id",),
    evidence=plan_evidence,
    many=strictness_many.PROFILE_PARTS,
)
CHARTS = (OBLIGATION, PROFILE_DOTS, DOMAINS, MIX)
