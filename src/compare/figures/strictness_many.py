"""Strictness of many plans: how obligation, the profile, domains and ranks are distributed over plans."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Many
from compare.figures.distributions import (
    LABEL,
    READ_EN,
    READ_ZH,
    Words,
    draw_distributions,
    percent,
    present_ages,
    spread,
    two_digits,
)
from compare.figures.matrix import Row, records
from compare.figures.style import GREY, Plan
from compare.indices.strictness import LEVELS, PROFILE
from compare.vocab.taxonomy import domains, taxonomy

_LEVELS = {
    "en": {3: "mandate", 2: "directive", 1: "hortatory", 0: "none"},
    "zh": {3: "强制或禁止", 2: "一般指令", 1: "倡导、试行", 0: "无义务"},
}
_PARTS = {
    "en": dict(
        zip(
            PROFILE,
            ("obligation", "precision", "accountability", "mean of the three", "assignment"),
            strict=True,
        )
    ),
    "zh": dict(zip(PROFILE, ("义务性", "精确性", "问责性", "三项均值", "责任主体"), strict=True)),
}
_MEAN = {
    "en": "mean over a plan's provisions (stretches of one scale from 0 to 1, same unit of length)",
    "zh": "规划各条款的均值（取自同一0至1刻度的不同区段，单位长度相同）",
}
_MIXES = {
    "en": {
        "raw": "as written",
        "own_mix": "common domains,\nown mix",
        "standardised": "common domains,\ncommon mix",
        "mix_effect": "own mix adds",
    },
    "zh": {
        "raw": "原文均值",
        "own_mix": "共同领域，\n自身构成",
        "standardised": "共同领域，\n共同构成",
        "mix_effect": "构成影响",
    },
}
_RANKS = {
    "en": "rank among all plans (1 = strictest wording)\n95% of all weightings and resampled measures; dot: mean rank",
    "zh": "在全部规划中的位次（1为措辞最严）\n线：全部权重与措施重抽样的95%；点：平均位次",
}
_BLOCKS = {"en": "{} outline: {} plans", "zh": "{}纲要期：{}份规划"}
_COMMON = {
    "en": "mean strictness (same unit of length; common domains: {})",
    "zh": "严格度均值（单位长度相同；共同领域：{}）",
}
_SILENT = {"en": "not stated", "zh": "未写明"}
_FEW = {"en": "too few", "zh": "条款过少"}


def draw_obligation(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The share of provisions at each level of obligation."""
    values = data.assign(category=data["obligation"].astype(str), value=data["share"])
    rows = {str(level): _LEVELS[language][level] for level in LEVELS}
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
    words = Words(_PARTS[language], _MEAN[language], two_digits, _SILENT[language])
    return _draw_stretches(axes, values, words, plans, chosen, language)


def draw_mix(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Mean strictness as written, in the common domains, in their common mix, and what the own mix adds."""
    names = list(_MIXES[language])
    values = data.melt("doc_id", names, "category")
    common = " ".join(str(data["domains"].iloc[0])) or "–"
    label = _COMMON[language].format(common)
    number = {"en": "none in common", "zh": "无共同领域"}[language]
    words = Words(_MIXES[language], label, two_digits, number)
    return _draw_stretches(axes, values, words, plans, chosen, language)


def _draw_stretches(
    axes: Axes, values: pd.DataFrame, words: Words, plans: list[Plan], chosen: list[Plan], language: str
) -> Axes:
    """Distributions of which each row shows its own stretch of one scale."""
    ends = values.groupby("category")["value"].agg(["min", "max"]).reindex(list(words.rows)).fillna(0.0)
    origins = np.floor(ends["min"] * 20) / 20
    span = max(float((ends["max"] - origins).max()), 0.1)
    axes.set_xlim(-0.02 * span, 1.02 * span)
    shifted = replace(words, origins=origins.to_dict(), room=0.4)
    draw_distributions(axes, values, shifted, plans, chosen, language)
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


def draw_ranks(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The span of ranks of every plan, sorted within its generation; chosen plans with their numbers.

    `data` is `rank_ranges`.
    """
    words = _RANKS[language]
    rows = records(data, "doc_id")
    looks = {plan.doc_id: plan for plan in chosen}
    order = {age: _by_rank(rows, plans, age) for age in present_ages(plans)}
    heights = _rank_heights(order, 0.06 * len(data))
    for age, names in order.items():
        _rank_lines(axes, rows, [name for name in names if name not in looks], heights)
        name = _BLOCKS[language].format(age, len(names))
        axes.text(0.01, heights[names[0]] - 0.012 * len(data), name, transform=axes.get_yaxis_transform(),
                  fontsize=7, color=GREY)  # fmt: skip
    axes.set_ylim(max(heights.values()) + 0.02 * len(data), -0.05 * len(data))
    axes.set_xlim(1 - 0.01 * len(data), 1.01 * len(data))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(words)
    _chosen_ranks(axes, rows, [plan for plan in chosen if (plan.doc_id,) in rows], heights, language)
    return axes


def _by_rank(rows: Mapping[tuple[str, ...], Row], plans: list[Plan], age: int) -> list[str]:
    names = [plan.doc_id for plan in plans if plan.generation == age and (plan.doc_id,) in rows]
    return sorted(names, key=lambda name: (rows[(name,)]["rank"], rows[(name,)]["rank_low"]))


def _rank_heights(order: Mapping[int, list[str]], gap: float) -> dict[str, float]:
    """One line for each plan, with a gap between the generations."""
    heights, y = {}, 0.0
    for names in order.values():
        for name in names:
            heights[name] = y
            y += 1
        y += gap
    return heights


def _rank_lines(
    axes: Axes, rows: Mapping[tuple[str, ...], Row], names: list[str], heights: Mapping[str, float]
) -> None:
    """Grey spans and dots of the plans that are not highlighted."""
    own = pd.DataFrame([rows[(name,)] for name in names], columns=["rank", "rank_low", "rank_high"])
    places = [heights[name] for name in names]
    axes.hlines(places, own["rank_low"], own["rank_high"], color="#BDBDBD", linewidth=min(2.0, 200 / len(rows)),
                gid="spans")  # fmt: skip
    axes.scatter(
        own["rank"], places, s=min(8.0, 600 / len(rows)), color=GREY, linewidths=0, zorder=3, gid="plans"
    )


def _chosen_ranks(
    axes: Axes,
    rows: Mapping[tuple[str, ...], Row],
    chosen: list[Plan],
    heights: Mapping[str, float],
    language: str,
) -> None:
    """The highlighted plans with their names at the left and what their ranks rest on at the right."""
    top, bottom = axes.get_ylim()[::-1]
    named = sorted(chosen, key=lambda plan: heights[plan.doc_id])
    wanted = [(heights[plan.doc_id] - top) / (bottom - top) for plan in named]
    beside = axes.get_yaxis_transform()
    for plan, place in zip(named, spread(wanted, [0.034] * len(named)), strict=True):
        row, own, height = rows[(plan.doc_id,)], heights[plan.doc_id], top + place * (bottom - top)
        axes.plot([row["rank_low"], row["rank_high"]], [own, own], color=plan.colour, linewidth=1.8, zorder=4)
        axes.plot([row["rank"]], [own], plan.marker, color=plan.colour, markersize=5.5, markeredgecolor="white",
                  markeredgewidth=0.6, zorder=5, gid="chosen")  # fmt: skip
        for side in ((-0.035, 0.0), (1.0, 1.035)):
            ends = (height, own) if side[0] < 0 else (own, height)
            axes.plot(side, ends, color=plan.colour, linewidth=0.5, transform=beside, clip_on=False)
        axes.text(
            -0.04,
            height,
            plan.label(language),
            transform=beside,
            fontsize=7,
            ha="right",
            va="center",
            gid="name",
        )
        axes.text(1.04, height, _rank_basis(row, language), transform=beside, fontsize=LABEL, va="center")


def _rank_basis(row: Row, language: str) -> str:
    """What a rank rests on: its span, the mean with its interval, and n."""
    limits = "" if np.isnan(row["low"]) else f" [{row['low']:.2f}–{row['high']:.2f}]"
    words = {"en": "rank {} [{}–{}]; mean {:.2f}{}; n={}", "zh": "位次{} [{}–{}]；均值{:.2f}{}；n={}"}[
        language
    ]
    ranks = (f"{row[name]:.0f}" for name in ("rank", "rank_low", "rank_high"))
    return words.format(*ranks, row["strictness"], limits, row["n"])


def draw_domains(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Mean strictness in every domain, of the plans with enough provisions in it."""
    values = data.assign(
        category=data["domain"], value=data["strictness"].where(~data["too_few"].astype(bool))
    )
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
    _NOTES_EN
    + " Plans that label no lead or responsible unit are counted apart and given no zero."
    + READ_EN,
    height=4.4,
)
DOMAINS = Many(
    draw_domains,
    _NOTES_ZH + "少于五条的领域不计入，另计其规划数。" + READ_ZH,
    _NOTES_EN
    + " A plan with fewer than five provisions in a domain is left out there and counted apart."
    + READ_EN,
    height=7.0,
)
MIX = Many(
    draw_mix,
    _NOTES_ZH
    + "共同领域：各规划均有五条以上的领域（规划多时往往没有）；共同构成取各规划占比的均值。构成影响：自身构成的均值"
    "减去共同构成的均值。" + READ_ZH,
    _NOTES_EN
    + " Common domains: five or more provisions in every plan (of many plans there is often none); the common mix is"
    " the mean of the plans' shares. Own mix adds: the mean in the own mix less that in the common mix."
    + READ_EN,
    height=3.9,
)
RANKS = Many(
    draw_ranks,
    _NOTES_ZH
    + "权重取义务性、精确性、问责性三项的一切组合；措施在规划内重抽样。位次跨两代一并排定，跨代的先后含有时期差异。",
    _NOTES_EN
    + " Weightings: every mix of obligation, precision and accountability; measures resampled within a plan. Ranks are"
    " over both generations: an order across them is one of time, not only of place.",
    height=6.0,
)
