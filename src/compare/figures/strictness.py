"""Strictness in pictures: obligation, the profile, domains by plan, and what topic mix explains.

Plans always stand in the same order, and the generation they belong to is bracketed wherever
they are compared: a difference between the two brackets is one of time, not of place.
"""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.pyplot import get_cmap

from compare.coding.taxonomy import domains, taxonomy
from compare.figures.charts import Chart
from compare.figures.style import GREY, Plan
from compare.indices.strictness import (
    LEVELS,
    PARTS,
    TOO_FEW,
    by_domain,
    obligation_shares,
    profile,
    scored,
    standardised,
)
from compare.tables import Tables

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "obligation": "obligation",
        "precision": "precision",
        "accountability": "accountability",
        "strictness": "mean of the three",
        "assignment": "assignment",
        "all": "All domains",
        "level3": "mandate",
        "level2": "directive",
        "level1": "hortatory",
        "level0": "none",
        "share": "Share of provisions (whisker: 95% interval of the share of mandates)",
        "n": "n",
        "measures": "n (measures)",
        "profile": "Mean over provisions, 0 to 1, with 95% interval (each panel shows its own stretch of one scale)",
        "not stated": "not stated",
        "too few": "too few",
        "no provision": "none",
        "outline": "{}\noutline",
        "raw": "as written",
        "standardised": "in a common mix of domains",
        "mix": "Mean strictness with 95% interval (common domains: {})",
        "in common": "n in common / n",
        "mix_effect": "mix adds",
        "no mix": "no domain in common",
    },
    "zh": {
        "obligation": "义务性",
        "precision": "精确性",
        "accountability": "问责性",
        "strictness": "三项均值",
        "assignment": "责任主体",
        "all": "全部领域",
        "level3": "强制或禁止",
        "level2": "一般指令",
        "level1": "倡导、试行",
        "level0": "无义务",
        "share": "条款占比（须线：强制性条款占比的95%区间）",
        "n": "条款数",
        "measures": "条款数（措施数）",
        "profile": "各条款均值（0至1）及95%区间；各栏刻度单位相同，起点不同",
        "not stated": "未写明",
        "too few": "过少",
        "no provision": "无",
        "outline": "{}\n纲要",
        "raw": "原文均值",
        "standardised": "按共同领域构成标准化",
        "mix": "严格度均值及95%区间（共同领域：{}）",
        "in common": "共同领域条款／条款数",
        "mix_effect": "构成影响",
        "no mix": "无共同领域",
    },
}
"""The words on the figures, in the two languages."""

_SHADES = {3: "#08306B", 2: "#7FB2D9", 1: "#DCE9F5", 0: "#FFFFFF"}
_HATCHES = {3: "", 2: "", 1: "////", 0: "...."}
_BAND = "#F1F1F1"
_SMALL = 6.5
_HALO = withStroke(linewidth=2.2, foreground="white")


def shown_plans(data: pd.DataFrame, plans: Sequence[Plan]) -> list[Plan]:
    """The plans that have rows in `data`, in their fixed order."""
    present = set(data["doc_id"])
    return [plan for plan in plans if plan.doc_id in present]


def draw_plan_rows(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """One row for each plan, the first at the top, and a bracket for each generation."""
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    for generation, first, last in _generations(plans):
        if generation == 2015:
            axes.axhspan(first - 0.5, last + 0.5, color=_BAND, zorder=0, linewidth=0)
        rows = axes.get_yaxis_transform()
        axes.plot(
            [1.01, 1.01], [first - 0.4, last + 0.4], color=GREY, linewidth=1, transform=rows, clip_on=False
        )
        name = WORDS[language]["outline"].format(generation)
        axes.text(1.02, (first + last) / 2, name, transform=rows, fontsize=_SMALL, color=GREY, va="center")


def _generations(plans: Sequence[Plan]) -> list[tuple[int, int, int]]:
    """Each generation with the positions of its first and last plan."""
    places = enumerate(plan.generation for plan in plans)
    runs = [(generation, list(run)) for generation, run in groupby(places, key=lambda place: place[1])]
    return [(generation, run[0][0], run[-1][0]) for generation, run in runs]


def draw_obligation(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Obligation as stacked shares; the counts beside the bars."""
    shown = shown_plans(data, plans)
    words = WORDS[language]
    heads = [words[f"level{level}"] for level in LEVELS]
    for row, plan in enumerate(shown):
        own = data[data["doc_id"] == plan.doc_id].set_index("obligation").loc[list(LEVELS)]
        _stack(axes, row, own)
        counts = [f"{count} ({share:.0%})" for count, share in zip(own["count"], own["share"], strict=True)]
        _cells(axes, row, [*counts, str(own["n"].iloc[0])], 1.12, 0.19)
    draw_plan_rows(axes, shown, language)
    _cells(axes, -0.75, [*heads, words["n"]], 1.12, 0.19)
    axes.set_xlim(0, 1.98)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    axes.set_xlabel(words["share"], loc="left")
    keys = [Patch(facecolor=_SHADES[n], hatch=_HATCHES[n], edgecolor="black", linewidth=0.4) for n in LEVELS]
    axes.legend(
        keys, heads, ncols=4, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, columnspacing=1
    )
    return axes


def _stack(axes: Axes, row: int, own: pd.DataFrame) -> None:
    """One plan's bar, strictest first, with the interval of its first segment."""
    left = 0.0
    for level in LEVELS:
        share = float(own.loc[level, "share"])
        shade, hatch = _SHADES[level], _HATCHES[level]
        axes.barh(
            row, share, left=left, height=0.6, color=shade, hatch=hatch, edgecolor="black", linewidth=0.4
        )
        left += share
    limits = [float(own.loc[LEVELS[0], name]) for name in ("low", "high")]
    axes.plot(limits, [row, row], "|-", color="black", linewidth=1, markersize=6, path_effects=[_HALO])


def _cells(axes: Axes, row: float, texts: Sequence[str], first: float, step: float) -> None:
    """A row of small centred texts beside the marks, `step` data units apart."""
    for position, text in enumerate(texts):
        axes.text(first + position * step, row, text, fontsize=_SMALL, ha="center", va="center")


def draw_profile(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The profile as dots with intervals: a panel for each part, and assignment as a count.

    All panels share one unit of length, so distances may be compared between them.
    """
    shown = shown_plans(data, plans)
    words = WORDS[language]
    draw_plan_rows(axes, shown, language)
    left, ticks = 0.0, []
    for part in (*PARTS, "strictness"):
        own = data[data["part"] == part].set_index("doc_id")
        start, end = _stretch(own)
        _dots(axes, shown, own, left - start)
        axes.text(left + (end - start) / 2, -0.6, words[part], fontsize=7, ha="center", va="bottom")
        marks = np.arange(round(start * 20), round(end * 20) + 1) / 20
        ticks += [
            (left - start + mark, f"{mark:.2f}") for mark in (marks if end - start < 0.4 else marks[::4])
        ]
        left += end - start + 0.04
    _assignment(axes, shown, data, left, language)
    axes.set_xlim(-0.01, left + 0.39)
    axes.set_xticks([place for place, _ in ticks], [label for _, label in ticks], fontsize=6)
    axes.grid(axis="x")
    axes.set_xlabel(words["profile"], loc="left")
    return axes


def _stretch(own: pd.DataFrame) -> tuple[float, float]:
    """The stretch of the scale that a panel shows: all intervals, at least 0.15, in steps of 0.05."""
    seen = own[["mean", "low", "high"]].to_numpy(dtype=float)
    start = np.floor(np.nanmin(seen) * 20) / 20
    end = np.ceil(np.nanmax(seen) * 20) / 20
    return float(start), float(max(end, start + 0.15))


def _dots(axes: Axes, plans: Sequence[Plan], own: pd.DataFrame, shift: float) -> None:
    for row, plan in enumerate(plans):
        _dot(axes, row, [float(own.loc[plan.doc_id, name]) + shift for name in ("mean", "low", "high")], plan)


def _dot(axes: Axes, row: float, places: Sequence[float], plan: Plan, filled: bool = True) -> None:
    """A plan's mark at the first place, its interval between the other two."""
    mean, low, high = places
    axes.plot([low, high], [row, row], color=plan.colour, linewidth=1.3, solid_capstyle="butt")
    face = plan.colour if filled else "white"
    axes.plot([mean], [row], plan.marker, color=plan.colour, markerfacecolor=face, markersize=5.5)


def _assignment(axes: Axes, plans: Sequence[Plan], data: pd.DataFrame, left: float, language: str) -> None:
    """Assignment and the counts as text: silence is not zero."""
    words = WORDS[language]
    own = data[data["part"] == "assignment"].set_index("doc_id")
    _cells(axes, -0.75, [words["assignment"], words["measures"]], left + 0.1, 0.2)
    for row, plan in enumerate(plans):
        mean, low, high, n, units = (
            own.loc[plan.doc_id, name] for name in ("mean", "low", "high", "n", "units")
        )
        limits = "" if np.isnan(low) else f" [{low:.2f}–{high:.2f}]"
        stated = f"{mean:.2f}{limits}" if own.loc[plan.doc_id, "stated"] else words["not stated"]
        _cells(axes, row, [stated, f"{n} ({units})"], left + 0.1, 0.2)


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Strictness by domain and plan; hatched where a cell rests on too few provisions."""
    shown = shown_plans(data, plans)
    rows = [*domains(), "all"]
    enough = data.loc[~data["too_few"], "strictness"]
    scale = Normalize(enough.min(), enough.max()) if len(enough) else Normalize(0, 1)
    for column, plan in enumerate(shown):
        own = data[data["doc_id"] == plan.doc_id].set_index("domain")
        for row, domain in enumerate(rows):
            _tile(axes, column, row + 0.25 * (domain == "all"), own.loc[domain], scale, len(shown), language)
    names = [f"{code} {taxonomy()[code].label(language)}" for code in domains()]
    axes.set_yticks([*range(len(rows) - 1), len(rows) - 0.75], [*names, WORDS[language]["all"]])
    axes.set_ylim(len(rows) - 0.25, -0.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    _plan_columns(axes, shown, language)
    return axes


def _tile(
    axes: Axes, x: float, y: float, cell: pd.Series, scale: Normalize, plans: int, language: str
) -> None:
    """One cell: its shade, its mean with the interval where there is room, and its n."""
    words, n = WORDS[language], int(cell["n"])
    if cell["too_few"]:
        axes.add_patch(
            Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor="white", edgecolor="#C4C4C4", hatch="////")
        )
        first = words["too few"] if n else words["no provision"]
        axes.text(x, y, f"{first}\nn={n}", fontsize=6, ha="center", va="center", path_effects=[_HALO])
        return
    depth = float(scale(cell["strictness"]))
    shade = get_cmap("Blues")(0.12 + 0.78 * depth)
    axes.add_patch(
        Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=shade, edgecolor="white", linewidth=0.4)
    )
    limits = f" [{cell['low']:.2f}–{cell['high']:.2f}]" if plans <= 6 and not np.isnan(cell["low"]) else ""
    colour = "white" if depth > 0.55 else "black"
    text = f"{cell['strictness']:.2f}{limits}\nn={n}"
    axes.text(x, y, text, fontsize=6, color=colour, ha="center", va="center")


def _plan_columns(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """A column for each plan, named at the top, with the generations bracketed below."""
    crowded = len(plans) > 6
    names = [plan.label(language) for plan in plans]
    axes.set_xlim(-0.5, len(plans) - 0.5)
    axes.xaxis.tick_top()
    turn = {"rotation": 40, "ha": "left", "rotation_mode": "anchor"} if crowded else {}
    axes.set_xticks(range(len(plans)), names, **turn)
    below = axes.get_xaxis_transform()
    for generation, first, last in _generations(plans):
        axes.plot(
            [first - 0.45, last + 0.45],
            [-0.01, -0.01],
            color=GREY,
            transform=below,
            clip_on=False,
            linewidth=1,
        )
        name = WORDS[language]["outline"].format(generation).replace("\n", " " if language == "en" else "")
        axes.text(
            (first + last) / 2,
            -0.02,
            name,
            transform=below,
            fontsize=_SMALL,
            color=GREY,
            ha="center",
            va="top",
        )
        if first:
            axes.axvline(first - 0.5, color="black", linewidth=0.8)


def draw_mix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Mean strictness as written (filled) and in a common mix of domains (open)."""
    shown = shown_plans(data, plans)
    words = WORDS[language]
    own = data.set_index("doc_id")
    draw_plan_rows(axes, shown, language)
    values = own[["raw_low", "raw_high", "low", "high", "raw"]].to_numpy(dtype=float)
    start, end = float(np.nanmin(values)), float(np.nanmax(values))
    width = max(end - start, 0.01)
    for row, plan in enumerate(shown):
        mine = own.loc[plan.doc_id]
        _dot(axes, row - 0.16, [mine["raw"], mine["raw_low"], mine["raw_high"]], plan)
        _dot(axes, row + 0.16, [mine["standardised"], mine["low"], mine["high"]], plan, filled=False)
        effect = words["no mix"] if np.isnan(mine["standardised"]) else f"{mine['mix_effect']:+.3f}"
        _cells(axes, row, [effect, f"{mine['n_common']}/{mine['n']}"], end + 0.2 * width, 0.28 * width)
    _cells(axes, -0.75, [words["mix_effect"], words["in common"]], end + 0.2 * width, 0.28 * width)
    axes.set_xlim(start - 0.04 * width, end + 0.68 * width)
    axes.set_xticks([tick for tick in axes.get_xticks() if start - 0.02 * width <= tick <= end])
    axes.grid(axis="x")
    axes.set_xlabel(words["mix"].format(" ".join(str(own["domains"].iloc[0])) or "–"), loc="left")
    _mix_legend(axes, language)
    return axes


def _mix_legend(axes: Axes, language: str) -> None:
    marks = [
        Line2D([], [], marker="o", color=GREY, markerfacecolor=face, markersize=5) for face in (GREY, "white")
    ]
    names = [WORDS[language][name] for name in ("raw", "standardised")]
    axes.legend(marks, names, ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)


def obligation_data(tables: Tables) -> pd.DataFrame:
    """The table behind the obligation chart."""
    return obligation_shares(tables["provisions"])


def profile_data(tables: Tables) -> pd.DataFrame:
    """The table behind the profile chart."""
    return profile(tables["provisions"])


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the domain chart: every domain, and the plan as a whole (`all`)."""
    cells, profiles = by_domain(tables["provisions"]), profile(tables["provisions"])
    whole = profiles[profiles["part"] == "strictness"].rename(columns={"mean": "strictness"})
    means = profiles.pivot(index="doc_id", columns="part", values="mean")[list(PARTS)]
    whole = whole.assign(domain="all", too_few=whole["n"] < TOO_FEW).merge(means, on="doc_id")
    return pd.concat([cells, whole[cells.columns]], ignore_index=True)


def mix_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of topic mix."""
    return standardised(tables["provisions"])


def plan_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind a plan's numbers."""
    return scored(tables["provisions"])[["doc_id", "provision_id"]]


def level_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and level of obligation."""
    rows = scored(tables["provisions"])[["doc_id", "level", "provision_id"]]
    return rows.rename(columns={"level": "obligation"})


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and domain, and all of them for the row of all domains."""
    rows = scored(tables["provisions"])[["doc_id", "domain", "provision_id"]]
    return pd.concat([rows, rows.assign(domain="all")], ignore_index=True)


_NOTES_EN = (
    "n={n} provisions. Intervals resample measures within a plan. Brackets: the national outline in whose"
    " period a plan falls; plans of different generations differ in time, not only in place. (Biyang, 2021-2025,"
    " reads like the older plans.)"
)
_NOTES_ZH = (
    "共{n}条。区间由计划内措施重抽样得出。括线表示规划所处时期的国家纲要；不同代际之间的差异是时期差异，"
    "不宜读作地区差异。（泌阳县规划期为2021—2025年，行文近于旧纲要一代。）"
)

OBLIGATION = Chart(
    name="strictness_obligation",
    title_zh="条款的义务强度",
    title_en="How strongly provisions oblige",
    notes_zh=_NOTES_ZH,
    notes_en=_NOTES_EN,
    data=obligation_data,
    draw=draw_obligation,
    keys=("doc_id", "obligation"),
    evidence=level_evidence,
)
PROFILE_DOTS = Chart(
    name="strictness_profile",
    title_zh="严格度的三个维度",
    title_en="The profile of strictness",
    notes_zh=_NOTES_ZH + "未写明责任主体的规划不计为零。",
    notes_en=_NOTES_EN + " A plan that names no bodies is not given a zero for assignment.",
    data=profile_data,
    draw=draw_profile,
    keys=("doc_id",),
    evidence=plan_evidence,
)
DOMAINS = Chart(
    name="strictness_domains",
    title_zh="各领域的严格度",
    title_en="Strictness by domain",
    notes_zh=_NOTES_ZH + "颜色越深越严格；少于五条的格不予比较。",
    notes_en=_NOTES_EN + " Darker is stricter; cells under five provisions are not to be compared.",
    data=domain_data,
    draw=draw_domains,
    keys=("doc_id", "domain"),
    evidence=domain_evidence,
    height=5.6,
)
MIX = Chart(
    name="strictness_mix",
    title_zh="领域构成能解释多少",
    title_en="How much the mix of domains explains",
    notes_zh=_NOTES_ZH + "共同领域：各规划均有五条以上的领域；构成取各规划占比的均值。",
    notes_en=_NOTES_EN
    + " Common domains: those with five or more provisions in every plan; the mix is the mean of the plans' shares.",
    data=mix_data,
    draw=draw_mix,
    keys=("doc_id",),
    evidence=plan_evidence,
)
CHARTS = (OBLIGATION, PROFILE_DOTS, DOMAINS, MIX)
