"""Shared wording in pictures: who shares with whom, with which generation, where, and on what.

The 2015 and the 2021 generation of plans are parted by a line or a lane wherever plans are
compared: two plans of one generation share what the national outline of their time says.
"""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from compare.figures import reuse_many
from compare.figures.charts import Chart, is_many
from compare.figures.reuse_many import ANY_PLAN, ANY_TEMPLATE
from compare.figures.style import GREY, Plan, generation, shades
from compare.indices.reuse import (
    both_sides,
    holds_all_pairs,
    reuse_by_domain,
    reuse_by_outline,
    reuse_by_plan,
    reuse_matrix,
    shared_stretches,
)
from compare.indices.selection import counted
from compare.tables.schema import Tables
from compare.vocab.taxonomy import domains, taxonomy

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "of": "Share of this plan's text …",
        "in": "… that also stands in this plan",
        "cell": "share, [95% interval], characters",
        "generations": "Share of the text that also stands in an average other plan",
        "marks": "{} plans",
        "others": "other plans\n2015 / 2021",
        "place": "Position in the plan (0% its first character, 100% its last)",
        "lane_2015": "also in 2015 plans (upper lane)",
        "lane_2021": "also in 2021 plans (lower lane)",
        "no other": "no other {} plan",
        "none": "–: no provision",
        "domain": "Share of the characters also found in any other plan (number of provisions)",
    },
    "zh": {
        "of": "本规划文字中……",
        "in": "……也见于下列规划的比例",
        "cell": "比例、[95%区间]、字数",
        "generations": "文字也见于其他规划的比例（对各规划取均值）",
        "marks": "{}代规划",
        "others": "其他规划数\n2015／2021",
        "place": "在规划中的位置（0%为首字，100%为末字）",
        "lane_2015": "亦见于2015代规划（上栏）",
        "lane_2021": "亦见于2021代规划（下栏）",
        "no other": "无其他{}代规划",
        "none": "–：无条款",
        "domain": "亦见于任一其他规划的字数占比（括号内为条款数）",
    },
}
"""The words on the figures, in the two languages."""

GENERATIONS = (2015, 2021)
_COLOURS = {2015: "#0072B2", 2021: "#E69F00"}
_MARKERS = {2015: "o", 2021: "^"}
_SMALL = 6.5
_MANY = 7
"""Plans from which cells show the share alone."""
_DARK = 0.6
"""Part of the scale from which a cell is so dark that its text is white."""


def generations(tables: Tables) -> dict[str, int]:
    """The generation of every plan, 2015 or 2021."""
    documents = tables["documents"]
    return dict(zip(documents["doc_id"], documents["period_end"].map(generation), strict=True))


def draw_matrix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How much of each plan (row) also stands in each other plan (column)."""
    words, places = WORDS[language], {plan.doc_id: place for place, plan in enumerate(plans)}
    top = max(0.3, float(data["share"].max()))
    for row in data.to_dict("records"):
        text = f"{row['share']:.0%}"
        if len(plans) < _MANY:
            text += f"\n[{row['low']:.0%}, {row['high']:.0%}]\n{row['shared']:,}"
        _cell(axes, places[row["other_id"]], places[row["doc_id"]], row["share"] / top, text)
    for place in range(len(plans)):
        axes.text(place, place, "·", ha="center", va="center", color=GREY)
    _frame(axes, len(plans), len(plans))
    _part_generations(axes, plans, "xy")
    _plan_ticks(axes, plans, language)
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylabel(words["of"])
    note = f" ({words['cell']})" if language == "en" else f"（{words['cell']}）"
    axes.set_xlabel(words["in"] + (note if len(plans) < _MANY else ""))
    return axes


def _cell(axes: Axes, x: float, y: float, depth: float, text: str) -> None:
    """A shaded square with its text, white on dark."""
    shade = shades()(0.04 + 0.8 * min(depth, 1.0))
    axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=shade, edgecolor="white", gid="share"))
    colour = "white" if depth > _DARK else "black"
    axes.text(x, y, text, ha="center", va="center", fontsize=_SMALL, color=colour, linespacing=1.1)


def _frame(axes: Axes, columns: int, rows: int) -> None:
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _part_generations(axes: Axes, plans: Sequence[Plan], ways: str) -> None:
    """A line between the last plan of 2015 and the first of 2021."""
    older = sum(plan.generation == GENERATIONS[0] for plan in plans)
    if 0 < older < len(plans):
        for way in ways:
            line = axes.axvline if way == "x" else axes.axhline
            line(older - 0.5, color="black", linewidth=1)


def _plan_ticks(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """Names of plans below the columns: on two lines, or slanted where there are many."""
    labels = [plan.label(language) for plan in plans]
    if len(plans) < _MANY:
        labels = [label.replace(" (", "\n(").replace("（", "\n（") for label in labels]
    axes.set_xticks(range(len(plans)), labels, linespacing=1.3)
    if len(plans) >= _MANY:
        plt.setp(axes.get_xticklabels(), rotation=40, ha="right", rotation_mode="anchor")


def draw_generations(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """For every plan, how much of it an average other plan of either generation holds."""
    words, places = WORDS[language], {plan.doc_id: place for place, plan in enumerate(plans)}
    for row in data.to_dict("records"):
        y = places[row["doc_id"]] + (-0.17 if row["outline_basis"] == GENERATIONS[0] else 0.17)
        colour, marker = _COLOURS[row["outline_basis"]], _MARKERS[row["outline_basis"]]
        axes.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=1.2, zorder=2)
        axes.plot(row["share"], y, marker, color=colour, markersize=5, markeredgecolor="black",
                  markeredgewidth=0.5, gid="share")  # fmt: skip
        axes.annotate(f"{row['share']:.0%}", (row["high"], y), (3, 0), textcoords="offset points",
                      va="center", fontsize=_SMALL)  # fmt: skip
    _plan_rows(axes, plans, language)
    _counts_of_others(axes, data, places, words["others"])
    axes.set_xlim(0, max(0.1, float(data["high"].max()) * 1.1))
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.grid(axis="x")
    axes.set_xlabel(words["generations"])
    marks = [Line2D([], [], marker=_MARKERS[age], color=_COLOURS[age], markeredgecolor="black", markeredgewidth=0.5)
             for age in GENERATIONS]  # fmt: skip
    names = [words["marks"].format(age) for age in GENERATIONS]
    axes.legend(marks, names, ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)
    return axes


def _plan_rows(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """One row for each plan, the first at the top, a line between the generations."""
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    _part_generations(axes, plans, "y")


def _counts_of_others(axes: Axes, data: pd.DataFrame, places: dict[str, int], head: str) -> None:
    """On the right: in how many other plans of either generation each plan was sought."""
    counts = data.pivot(index="doc_id", columns="outline_basis", values="others")
    counts = counts.reindex(columns=list(GENERATIONS)).fillna(0).astype(int)
    right = axes.get_yaxis_transform()
    for doc_id, (older, newer) in zip(counts.index, counts.to_numpy(), strict=True):
        text = f"{older} / {newer}"
        axes.text(1.06, places[doc_id], text, transform=right, va="center", ha="center", fontsize=_SMALL)
    axes.text(
        1.06, 1.02, head, transform=axes.transAxes, ha="center", va="bottom", fontsize=_SMALL, color=GREY
    )


def draw_map(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Where in each plan the wording of the others stands: a lane for each generation of others."""
    words = WORDS[language]
    for place, plan in enumerate(plans):
        for lane, age in enumerate(GENERATIONS):
            bottom = place - 0.36 + 0.38 * lane
            if any(other.generation == age and other is not plan for other in plans):
                found = data[(data["doc_id"] == plan.doc_id) & (data["outline_basis"] == age)]
                _lane(axes, found, bottom, _COLOURS[age])
            else:
                axes.text(
                    0.01, bottom + 0.17, words["no other"].format(age), va="center", fontsize=6, color=GREY
                )
    _plan_rows(axes, plans, language)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(words["place"])
    marks = [Rectangle((0, 0), 1, 1, facecolor=_COLOURS[age]) for age in GENERATIONS]
    names = [words[f"lane_{age}"] for age in GENERATIONS]
    axes.legend(marks, names, ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)
    return axes


def _lane(axes: Axes, found: pd.DataFrame, bottom: float, colour: str) -> None:
    """A plan from end to end, its shared stretches coloured."""
    axes.add_patch(Rectangle((0, bottom), 1, 0.34, facecolor="#F1F1F1", edgecolor="none", zorder=0))
    spans = list(zip(found["first"], found["last"] - found["first"], strict=True))
    axes.broken_barh(spans, (bottom, 0.34), facecolors=colour, edgecolor="none", gid="stretches")


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Which domains are shared wording: dark is template, light is a plan's own."""
    keys = domains()
    places = {plan.doc_id: place for place, plan in enumerate(plans)}
    silent = {(plan.doc_id, key) for plan in plans for key in keys}
    for row in data.to_dict("records"):
        silent.discard((row["doc_id"], row["domain"]))
        text = f"{row['share']:.0%}{' ' if len(plans) < _MANY else chr(10)}({row['n']})"
        _cell(axes, places[row["doc_id"]], keys.index(row["domain"]), row["share"], text)
    for doc_id, key in silent:
        axes.text(places[doc_id], keys.index(key), "–", ha="center", va="center", color=GREY, gid="silent")
    _frame(axes, len(plans), len(keys))
    _part_generations(axes, plans, "x")
    _plan_ticks(axes, plans, language)
    axes.set_yticks(range(len(keys)), [f"{key} {taxonomy()[key].label(language)}" for key in keys])
    words = WORDS[language]
    axes.set_xlabel(words["domain"] + (f"   {words['none']}" if silent else ""))
    return axes


def matrix_data(tables: Tables) -> pd.DataFrame:
    """The table behind the matrix: every pair, or of many plans what stands in any other."""
    return _union(tables, (ANY_PLAN, ANY_TEMPLATE)) if is_many(tables) else reuse_matrix(tables)


def generation_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of generations: the mean, or of many plans what stands in any other.

    Nothing where only the closest passages are known.
    """
    if is_many(tables):
        rows = _union(tables, [str(age) for age in GENERATIONS])
        return rows.assign(outline_basis=rows["among"].astype(int))
    return reuse_by_outline(tables, generations(tables))


def _union(tables: Tables, among: Sequence[str]) -> pd.DataFrame:
    """What of each plan stands in others; nothing where no pair of plans was compared."""
    rows = reuse_by_plan(tables, generations(tables))
    rows = rows[rows["among"].isin(among) & bool(len(tables["reuse"]))]
    return rows.assign(other_id=rows["among"]).reset_index(drop=True)


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of domains; nothing where no pair of many plans was compared."""
    rows = reuse_by_domain(tables)
    return rows if len(tables["reuse"]) or not is_many(tables) else rows.head(0)


def map_data(tables: Tables) -> pd.DataFrame:
    """The table behind the map; where only the closest passages are known, generations are one (0)."""
    return shared_stretches(tables, _known_generations(tables))


def _known_generations(tables: Tables) -> dict[str, int]:
    ages = generations(tables)
    return ages if holds_all_pairs(tables["reuse"]) else dict.fromkeys(ages, 0)


def matrix_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that share a passage with each other plan, or of many with any."""
    rows = both_sides(tables["reuse"])
    if is_many(tables):
        templates = both_sides(tables["reuse"], "template").assign(other_id=ANY_TEMPLATE)
        rows = pd.concat([rows.assign(other_id=ANY_PLAN), templates])
    return rows[["doc_id", "other_id", "provision_id"]].drop_duplicates()


def generation_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that share a passage with plans of each generation."""
    rows = both_sides(tables["reuse"])
    rows["outline_basis"] = rows["other_id"].map(generations(tables))
    return rows[["doc_id", "outline_basis", "provision_id"]].drop_duplicates()


def map_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan behind the stretches of each lane of the map."""
    rows = both_sides(tables["reuse"])
    rows["outline_basis"] = rows["other_id"].map(_known_generations(tables))
    return rows[["doc_id", "outline_basis", "provision_id"]].drop_duplicates()


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The counted provisions of each plan and domain."""
    return counted(tables["provisions"], ["doc_id", "domain", "provision_id"])[
        ["doc_id", "domain", "provision_id"]
    ]


_NOTES_EN = (
    " Sharing has no direction: both plans may follow a national or provincial outline, and without the outlines'"
    " own wording nobody can tell who copied whom. Plans of one generation (year in brackets) live under one"
    " outline. Biyang, though dated 2021-2025, is worded like the plans of 2015."
)
_NOTES_ZH = (
    "共有文字不分先后：双方可能同源于国家或省级纲要；未与纲要原文比对，无从判断谁抄谁。同代规划（括号内年份）处于"
    "同一纲要时期。泌阳县规划期虽为2021—2025年，行文近于2015代规划。"
)

MATRIX = Chart(
    name="reuse_matrix",
    title_zh="规划之间的共有文字",
    title_en="How much of each plan also stands in each other plan",
    notes_zh="共{n}条含共有文字。共有指局部比对得分不低于12字的段落；区间由计划内措施重抽样得出。"
    + _NOTES_ZH,
    notes_en="n={n} provisions that share a passage (at least 12 characters of agreement net of edits)."
    " Intervals resample measures within a plan." + _NOTES_EN,
    data=matrix_data,
    draw=draw_matrix,
    keys=("doc_id", "other_id"),
    evidence=matrix_evidence,
    height=4.4,
    many=reuse_many.UNION,
)
GENERATION = Chart(
    name="reuse_generations",
    title_zh="各规划的文字更近于哪一代",
    title_en="Which generation a plan is worded like",
    notes_zh="共{n}条含共有文字。取每一代其他规划的均值；区间由计划内措施重抽样得出。" + _NOTES_ZH,
    notes_en="n={n} provisions that share a passage. Mean over the other plans of each generation; intervals"
    " resample measures within a plan." + _NOTES_EN,
    data=generation_data,
    draw=draw_generations,
    keys=("doc_id", "outline_basis"),
    evidence=generation_evidence,
    many=reuse_many.UNION,
)
MAP = Chart(
    name="reuse_map",
    title_zh="共有文字在规划中的位置",
    title_en="Where in each plan the shared passages stand",
    notes_zh="共{n}条含共有文字。与任一该代其他规划共有即标出，该代规划越多越易标出。" + _NOTES_ZH,
    notes_en="n={n} provisions that share a passage. A lane shows what stands in any other plan of a generation,"
    " so that more plans fill it more." + _NOTES_EN,
    data=map_data,
    draw=draw_map,
    keys=("doc_id", "outline_basis"),
    evidence=map_evidence,
    many=reuse_many.TENTHS,
)
DOMAINS = Chart(
    name="reuse_domains",
    title_zh="各领域中的共有文字",
    title_en="Which domains are shared wording and which a plan's own",
    notes_zh="共{n}条。颜色越深，共有文字越多；无条款的格不计为零。" + _NOTES_ZH,
    notes_en="n={n} provisions. Darker is more shared; a domain without provisions is no zero." + _NOTES_EN,
    data=domain_data,
    draw=draw_domains,
    keys=("doc_id", "domain"),
    evidence=domain_evidence,
    height=4.8,
    many=reuse_many.DOMAINS,
)
CHARTS = (MATRIX, GENERATION, MAP, DOMAINS)
