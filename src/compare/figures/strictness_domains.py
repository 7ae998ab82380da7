"""Strictness and what a plan speaks of: each domain by plan, and what the mix of domains explains."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from compare.figures import strictness_many
from compare.figures.brackets import (
    HALO,
    SMALL,
    draw_plan_lines,
    generations,
    ink,
    nothing_to_show,
    outline_name,
    shown_plans,
    write_heads,
    write_numbers,
)
from compare.figures.charts import Chart
from compare.figures.matrix import MANY, Row, new_generation, records
from compare.figures.style import GREY, Plan, shades
from compare.indices.strictness import PARTS, TOO_FEW, by_domain, profile, scored, standardised
from compare.tables.schema import Tables
from compare.vocab.taxonomy import domains, taxonomy

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "all": "All domains",
        "too few": "too few",
        "no provision": "none",
        "raw": "as written",
        "standardised": "in a common mix of domains",
        "mix": "Mean strictness with 95% interval (common domains: {})",
        "in common": "n in common / n",
        "mix_effect": "mix adds",
        "no mix": "none in common",
    },
    "zh": {
        "all": "全部领域",
        "too few": "过少",
        "no provision": "无",
        "raw": "原文均值",
        "standardised": "按共同领域构成标准化",
        "mix": "严格度均值及95%区间（共同领域：{}）",
        "in common": "共同领域条款／条款数",
        "mix_effect": "构成影响",
        "no mix": "无共同领域",
    },
}


def draw_dot(axes: Axes, row: float, places: Sequence[float], plan: Plan, filled: bool = True) -> None:
    """A plan's mark at the first place, its interval between the other two."""
    mean, low, high = places
    axes.plot([low, high], [row, row], color=plan.colour, linewidth=1.3, gid="interval")
    face = plan.colour if filled else "white"
    axes.plot([mean], [row], plan.marker, color=plan.colour, markerfacecolor=face, markersize=5.5, gid="mean")


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Strictness by domain and plan; hatched where a cell rests on too few provisions."""
    shown = shown_plans(data, plans)
    if not shown:
        return nothing_to_show(axes, language)
    cells = records(data, "doc_id", "domain")
    enough = data.loc[~data["too_few"].astype(bool), "strictness"]
    scale = Normalize(enough.min(), enough.max()) if len(enough) else Normalize(0, 1)
    heights = {domain: float(row) for row, domain in enumerate(domains())} | {"all": len(domains()) + 0.25}
    for column, plan in enumerate(shown):
        for domain, y in heights.items():
            _tile(axes, (column, y), cells[plan.doc_id, domain], scale, language, len(shown) < MANY)
    names = [f"{code} {taxonomy()[code].label(language)}" for code in domains()]
    axes.set_yticks(list(heights.values()), [*names, _WORDS[language]["all"]])
    axes.set_ylim(heights["all"] + 0.5, -0.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    _plan_columns(axes, shown, language)
    return axes


def _tile(
    axes: Axes, place: tuple[int, float], cell: Row, scale: Normalize, language: str, room: bool
) -> None:
    """One cell: its shade, its mean with the interval where there is room, and its n."""
    tile = Rectangle((place[0] - 0.48, place[1] - 0.46), 0.96, 0.92, linewidth=0.6)
    n, colour = cell["n"], "black"
    if cell["too_few"]:
        tile.set(facecolor="white", edgecolor="#C4C4C4", hatch="////", gid="too few")
        text = _WORDS[language]["too few" if n else "no provision"]
    else:
        depth = float(scale(cell["strictness"]))
        tile.set(facecolor=shades()(0.1 + 0.75 * depth), edgecolor="white", gid="mean")
        limits = f" [{cell['low']:.2f}–{cell['high']:.2f}]" if room and not np.isnan(cell["low"]) else ""
        text, colour = f"{cell['strictness']:.2f}{limits}", ink(depth)
    axes.add_patch(tile)
    rim = [HALO] if cell["too_few"] else []
    words = f"{text}\nn={n}"
    axes.text(*place, words, fontsize=6, color=colour, ha="center", va="center", path_effects=rim)


def _plan_columns(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """A column for each plan, named at the top, with the generations bracketed below."""
    axes.set_xlim(-0.5, len(plans) - 0.5)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(plans)), [plan.label(language) for plan in plans])
    if len(plans) >= MANY:
        axes.tick_params(axis="x", rotation=90, labelsize=6.5)
    below = axes.get_xaxis_transform()
    for generation, first, last in generations(plans):
        ends = [first - 0.45, last + 0.45]
        axes.plot(
            ends, [-0.01, -0.01], color=GREY, transform=below, clip_on=False, linewidth=1, gid="bracket"
        )
        name = outline_name(generation, language)
        middle = (first + last) / 2
        axes.text(middle, -0.02, name, transform=below, fontsize=SMALL, color=GREY, ha="center", va="top")
    for column in new_generation(list(plans)):
        axes.axvline(column - 0.5, color="black", linewidth=1)


def draw_mix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Mean strictness as written (filled) and in a common mix of domains (open)."""
    shown = shown_plans(data, plans)
    if not shown:
        return nothing_to_show(axes, language)
    words, cells = _WORDS[language], records(data, "doc_id")
    values = data[["raw", "raw_low", "raw_high", "standardised", "low", "high"]].to_numpy(dtype=float)
    start, end = float(np.nanmin(values)), float(np.nanmax(values))
    width = max(end - start, 0.01)
    places = (end + 0.2 * width, end + 0.48 * width)
    for row, plan in enumerate(shown):
        _pair(axes, row, cells[(plan.doc_id,)], plan, words["no mix"], places)
    draw_plan_lines(axes, shown, language)
    write_heads(axes, [words["mix_effect"], words["in common"]], places)
    axes.set_xlim(start - 0.04 * width, end + 0.68 * width)
    axes.set_xticks([tick for tick in axes.get_xticks() if start - 0.04 * width <= tick <= end])
    axes.grid(axis="x")
    axes.set_xlabel(words["mix"].format(" ".join(str(data["domains"].iloc[0])) or "–"), loc="left")
    _mix_legend(axes, words)
    return axes


def _pair(axes: Axes, row: int, cell: Row, plan: Plan, no_mix: str, places: Sequence[float]) -> None:
    """One plan's two means, and beside them what its own mix of domains adds."""
    draw_dot(axes, row - 0.16, [cell["raw"], cell["raw_low"], cell["raw_high"]], plan)
    comparable = not np.isnan(cell["standardised"])
    if comparable:
        draw_dot(axes, row + 0.16, [cell["standardised"], cell["low"], cell["high"]], plan, filled=False)
    effect = f"{round(cell['mix_effect'], 3) + 0.0:+.3f}" if comparable else no_mix
    write_numbers(axes, row, [effect, f"{cell['n_common']}/{cell['n']}"], places)


def _mix_legend(axes: Axes, words: dict[str, str]) -> None:
    marks = [
        Line2D([], [], marker="o", color=GREY, markerfacecolor=face, markersize=5) for face in (GREY, "white")
    ]
    names = [words["raw"], words["standardised"]]
    axes.legend(marks, names, ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the domain chart: every domain, and the plan as a whole (`all`)."""
    cells, profiles = by_domain(tables["provisions"]), profile(tables["provisions"])
    whole = profiles[profiles["part"] == "strictness"].rename(columns={"mean": "strictness"})
    means = profiles.pivot(index="doc_id", columns="part", values="mean").reindex(columns=list(PARTS))
    whole = whole.assign(domain="all", too_few=whole["n"] < TOO_FEW).merge(means, on="doc_id")
    return pd.concat([cells, whole[cells.columns]], ignore_index=True)


def mix_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of the mix of domains."""
    return standardised(tables["provisions"])


def plan_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind a plan's numbers."""
    return scored(tables["provisions"])[["doc_id", "provision_id"]]


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and domain, and all of them for the row of all domains."""
    rows = scored(tables["provisions"])[["doc_id", "domain", "provision_id"]]
    return pd.concat([rows, rows.assign(domain="all")], ignore_index=True)


NOTES_EN = (
    "n={n} provisions. Intervals resample measures within a plan. Brackets: the national outline in whose"
    " period a plan falls; plans of different generations differ in time, not only in place. (Biyang,"
    " 2021-2025, reads like the older plans.)"
)
NOTES_ZH = (
    "共{n}条。区间由计划内措施重抽样得出。括线表示规划所处时期的国家纲要；不同代际之间的差异含有时期差异，"
    "不宜读作地区差异。（泌阳县规划期为2021至2025年，行文近于旧纲要一代。）"
)

DOMAINS = Chart(
    name="strictness_domains",
    title_zh="各领域的严格度",
    title_en="Strictness by domain",
    notes_zh=NOTES_ZH
    + "颜色越深越严格；少于五条的格不予比较。无区间：条款同属一项措施；区间无宽度：各措施得分相同，"
    "并不表示确定。",
    notes_en=NOTES_EN
    + " Darker is stricter; cells under five provisions are not to be compared. No interval:"
    " all in one measure; an interval without width: all measures score alike, which is no certainty.",
    data=domain_data,
    draw=draw_domains,
    keys=("doc_id", "domain"),
    evidence=domain_evidence,
    height=5.6,
    many=strictness_many.DOMAINS,
)
MIX = Chart(
    name="strictness_mix",
    title_zh="领域构成能解释多少",
    title_en="How much the mix of domains explains",
    notes_zh=NOTES_ZH
    + "共同领域：各规划均有五条以上的领域；共同构成取各规划占比的均值。构成影响：在共同领域内，"
    "按自身构成的均值减去按共同构成的均值。",
    notes_en=NOTES_EN
    + " Common domains: five or more provisions in every plan; the common mix is the mean of the"
    " plans' shares. Mix adds: the mean in the plan's own mix less that in the common mix, within these domains.",
    data=mix_data,
    draw=draw_mix,
    keys=("doc_id",),
    evidence=plan_evidence,
    many=strictness_many.MIX,
)
