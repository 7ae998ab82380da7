"""What the plans speak of: heat map of shares, matrix of presence, breadth at equal length."""

from collections.abc import Hashable
from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from compare.figures import coverage_many
from compare.figures.charts import Chart
from compare.figures.matrix import (
    MANY,
    Row,
    frame_axes,
    new_generation,
    plan_names,
    records,
    rectangle,
    row_label,
)
from compare.figures.style import GREY, Plan, shades
from compare.indices.coverage import alone, breadth, coverage, evidence
from compare.tables.schema import Tables
from compare.vocab.outlines import frame

_FULL = 0.4
"""Share with the darkest shade, the same in all heat maps."""
_DARK = 0.26
"""Share above which a cell is so dark that its text is white."""
_MAIN, _SECOND = "#1F5A8C", "#9FC1DD"
_NOTE = 4.5
"""Room for notes beside the presence matrix, in columns."""


def heat_map(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Share of each plan's provisions by group, with counts in brackets.

    `data` is `coverage` in any frame: domains, or the parts of the 2015 or the 2021 outline. A
    black line parts the generations of plans.
    """
    groups = frame(data["frame"].iloc[0])
    cells = records(data, "group", "doc_id")
    for row, key in enumerate(groups.keys):
        for column, plan in enumerate(plans):
            _share_cell(axes, cells[key, plan.doc_id], row, column, len(plans) >= MANY)
    frame_axes(axes, plans, len(groups.keys))
    plan_names(axes, plans, language, data.groupby("doc_id")["n_total"].first())
    axes.set_yticks(range(len(groups.keys)), [row_label(groups, key, language) for key in groups.keys])
    return axes


def _share_cell(axes: Axes, cell: Row, row: int, column: int, narrow: bool) -> None:
    """One shaded cell: percent and, in brackets, the number of provisions."""
    share = 0.0 if pd.isna(cell["share"]) else float(cell["share"])
    face = shades()(min(1.0, share / _FULL)) if cell["n"] else "white"
    axes.add_patch(rectangle(row, column, face, "share"))
    breaks, size = ("\n", 6) if narrow else (" ", 7)
    text = f"{_percent(share, cell['n'])}{breaks}({cell['n']})" if cell["n"] else "0"
    colour = "white" if share > _DARK else "black"
    axes.text(column, row, text, ha="center", va="center", fontsize=size, color=colour, linespacing=1.05)


def _percent(share: float, n: int) -> str:
    """Whole percent; a share that rounds to nothing is still something."""
    return "<1%" if n and share < 0.005 else f"{share:.0%}"


_STATES = {
    "main": ("条款数（主要主题）", "provisions, first topic"),
    "second": ("仅作第二主题", "second topic only"),
    "none": ("无条款", "no provision"),
}
_ONLY = {
    "addresses": ("仅{0}有", "only {0}"),
    "leaves out": ("唯{0}无", "all but {0}"),
}
_GENERATION = ("{0}代规划", "{0} plans")


def presence_matrix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Which plan speaks of which topic: the number of provisions, or a dot where there is none.

    `data` is `coverage` by topic. Notes on the right name what one plan alone addresses or
    leaves out, or else what only plans of one generation address.
    """
    rows = _rows_with_headings()
    cells = records(data, "group", "doc_id")
    for row, key in enumerate(rows):
        for column, plan in enumerate(plans if len(key) > 1 else []):
            _state_cell(axes, cells[key, plan.doc_id], row, column)
    frame_axes(axes, plans, len(rows), _NOTE)
    plan_names(axes, plans, language, data.groupby("doc_id")["n_total"].first())
    _topic_names(axes, rows, language)
    _notes(axes, data, rows, plans, language)
    _state_legend(axes, language)
    return axes


def _rows_with_headings() -> list[str]:
    """Domain codes, each followed by its topics."""
    place = frame("domain").place
    return [
        key for domain in frame("domain").keys for key in (domain, *(t for t in place if place[t] == domain))
    ]


def _topic_names(axes: Axes, rows: list[str], language: str) -> None:
    """Names of topics beside the rows; those of domains larger, on a grey band."""
    frames = {True: frame("domain"), False: frame("topic")}
    labels = [row_label(frames[len(key) == 1], key, language) for key in rows]
    axes.set_yticks(range(len(rows)), labels, fontsize=6)
    for row, label in enumerate(axes.get_yticklabels()):
        if len(rows[row]) == 1:
            label.set(fontsize=7, color=_MAIN)
            axes.axhspan(row - 0.5, row + 0.5, color="#EEEEEE", linewidth=0, zorder=0)


def _state_cell(axes: Axes, cell: Row, row: int, column: int) -> None:
    """A dark cell with its count, a light hatched one for second topics, or a dot."""
    state = cell["state"]
    if state == "none":
        axes.plot([column], [row], ".", color=GREY, markersize=1.5, gid="none")
        return
    face, hatch = (_MAIN, "") if state == "main" else (_SECOND, "////")
    axes.add_patch(rectangle(row, column, face, state, hatch))
    if state == "main":
        axes.text(column, row, str(cell["n"]), ha="center", va="center", fontsize=6, color="white")


def _notes(axes: Axes, data: pd.DataFrame, rows: list[str], plans: list[Plan], language: str) -> None:
    """What one plan alone addresses or leaves out; failing that, what one generation alone addresses."""
    english = language == "en"
    names: dict[Hashable, str] = {p.doc_id: (p.label_zh, p.label_en)[english] for p in plans}
    names |= {p.generation: _GENERATION[english].format(p.generation) for p in plans}
    by_generation = alone(data, {plan.doc_id: plan.generation for plan in plans})
    sole = pd.concat([alone(data), by_generation[by_generation["what"] == "addresses"]])
    if len(plans) == 2:  # each lack is the other's lead
        sole = sole[sole["what"] == "addresses"]
    for note in sole.drop_duplicates("group").to_dict("records"):
        text = _ONLY[note["what"]][english].format(names[note["side"]])
        place = (len(plans) - 0.5, rows.index(note["group"]))
        axes.annotate(text, place, (8, 0), textcoords="offset points", va="center", fontsize=6, gid="note")


def _state_legend(axes: Axes, language: str) -> None:
    """What the three kinds of cells mean."""
    dot = Line2D([], [], marker=".", color=GREY, markersize=3, linestyle="none")
    handles = [rectangle(0, 0, _MAIN, ""), rectangle(0, 0, _SECOND, "", "////"), dot]
    labels = [words[language == "en"] for words in _STATES.values()]
    axes.legend(handles, labels, loc="upper center", bbox_to_anchor=(0.4, 0), ncol=3, fontsize=6.5)


_STATISTICS = {
    "number": ("{size}条中的主题数", "topics in {size} provisions"),
    "effective": ("{size}条中的有效主题数", "effective number in {size} provisions"),
    "observed": ("全文（不等长，不可比）", "in the whole plan (lengths differ)"),
}


def breadth_dots(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Number and effective number of topics at equal length, with intervals.

    `data` is `breadth`. Filled marks: number; open marks: effective number; short bars: the same
    in the whole plan, which grows with its length.
    """
    rows = records(data, "doc_id", "statistic")
    for place, plan in enumerate(plans):
        for shift, statistic in ((-0.18, "number"), (0.18, "effective")):
            _breadth_dot(axes, rows[plan.doc_id, statistic], place + shift, plan, statistic == "number")
    for place in new_generation(plans):
        axes.axhline(place - 0.5, color="black", linewidth=1.2)
    totals = data.groupby("doc_id")["n_provisions"].first()
    separator = "  " if len(plans) >= MANY else "\n"
    labels = [f"{plan.label(language)}{separator}n = {totals[plan.doc_id]}" for plan in plans]
    axes.set_yticks(range(len(plans)), labels)
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.set_xlim(0, int(data["n_groups"].iloc[0]))
    words = "主题数（共{0}个）" if language == "zh" else "topics (of {0})"
    axes.set_xlabel(words.format(data["n_groups"].iloc[0]))
    axes.grid(axis="x")
    _breadth_legend(axes, int(data["size"].iloc[0]), language)
    return axes


def _breadth_dot(axes: Axes, row: Row, y: float, plan: Plan, filled: bool) -> None:
    """The value at equal length with its interval, and a short bar for the whole plan."""
    if pd.isna(row["observed"]):
        return
    face = plan.colour if filled else "white"
    axes.hlines(y, row["low"], row["high"], color=plan.colour, linewidth=1.2)
    axes.plot(
        [row["rarefied"]], [y], plan.marker, color=plan.colour, markerfacecolor=face, markersize=5, gid="dot"
    )
    axes.plot([row["observed"]], [y], "|", color=GREY, markersize=6, gid="observed")
    place, text = (row["observed"], y), f"{row['observed']:.0f}"
    axes.annotate(text, place, (4, 0), textcoords="offset points", va="center", fontsize=6)


def _breadth_legend(axes: Axes, size: int, language: str) -> None:
    labels = [words[language == "en"].format(size=size) for words in _STATISTICS.values()]
    filled = Line2D([], [], marker="o", color=GREY, markersize=5)
    hollow = Line2D([], [], marker="o", color=GREY, markerfacecolor="white", markersize=5)
    bar = Line2D([], [], marker="|", color=GREY, markersize=6, linestyle="none")
    axes.legend([filled, hollow, bar], labels, loc="lower left", bbox_to_anchor=(0, 1), ncol=3)


def _coverage_in(name: str, tables: Tables) -> pd.DataFrame:
    return coverage(tables["provisions"], frame(name))


def _evidence_in(name: str, tables: Tables) -> pd.DataFrame:
    return evidence(tables["provisions"], frame(name))


def _breadth_of_topics(tables: Tables) -> pd.DataFrame:
    return breadth(tables["provisions"], frame("topic"))


_GENERATIONS_ZH = (
    "括号内年份为规划所属时期的国家纲要，黑线分隔两代；新时期的规划也可能沿用旧纲要的措辞（如泌阳）。"
    "代际差异不可读作地方差异。"
)
_GENERATIONS_EN = (
    "Year: national outline of the plan's time, generations parted by a black line; a plan of the"
    " later time can still read like the older outline (Biyang does). Do not read a difference of generation as one of place."
)
_HEAT_ZH = (
    "格内：占该规划条款的百分比（条款数），颜色越深占比越高；n为各规划条款数，合计{n}条，不含标题。"
    "0：文中无此类条款，不等于当地无此工作。"
)
_HEAT_EN = (
    "Cells: percent of the plan's provisions (their number); darker is more. n: provisions of the plan,"
    " {n} in all, headings left out. 0: the text has no such provision; not that the place does nothing."
)


def _heat_chart(name: str, title_zh: str, title_en: str, note_zh: str = "", note_en: str = "") -> Chart:
    """The heat map in one frame."""
    return Chart(
        name=f"coverage_{name}",
        title_zh=title_zh,
        title_en=title_en,
        notes_zh=_HEAT_ZH + note_zh + _GENERATIONS_ZH,
        notes_en=f"{_HEAT_EN} {note_en}{_GENERATIONS_EN}",
        data=partial(_coverage_in, name),
        draw=heat_map,
        keys=("doc_id", "group"),
        evidence=partial(_evidence_in, name),
        height=4.4,
        many=coverage_many.DOMAIN_SHARES if name == "domain" else coverage_many.PART_SHARES,
    )


_FRAME_ZH = "各主题归入纲要的哪一部分由对照表（crosswalk）规定。"
_FRAME_EN = "A crosswalk puts each topic into one part of the outline. "

CHARTS = (
    _heat_chart("domain", "各规划的条款落在哪些领域", "Where the plans put their provisions: domains"),
    _heat_chart(
        "2015",
        "以2015年纲要的框架看各规划",
        "All plans in the frame of the 2015 outline",
        _FRAME_ZH,
        _FRAME_EN,
    ),
    _heat_chart(
        "2021",
        "以2021年纲要的框架看各规划",
        "All plans in the frame of the 2021 outline",
        _FRAME_ZH,
        _FRAME_EN,
    ),
    Chart(
        name="presence",
        title_zh="各规划写到与未写到的主题",
        title_en="Topics that each plan addresses and leaves out",
        notes_zh="格内数字为条款数；n为各规划条款数，合计{n}条，不含标题。"
        "点：文中无此主题，不等于当地无此工作。" + _GENERATIONS_ZH,
        notes_en=(
            "Numbers in cells: provisions. n: provisions of the plan, {n} in all, headings left out."
            f" Dot: the text has no such provision; not that the place does nothing. {_GENERATIONS_EN}"
        ),
        data=partial(_coverage_in, "topic"),
        draw=presence_matrix,
        keys=("doc_id", "group"),
        evidence=partial(_evidence_in, "topic"),
        height=9.2,
        many=coverage_many.PRESENCE,
    ),
    Chart(
        name="breadth",
        title_zh="等长比较：各规划涉及多少主题",
        title_en="How many topics a plan speaks of, at equal length",
        notes_zh=(
            "稀疏化（Hurlbert 1971；Chao等 2014）至共同条款数；有效主题数为香农熵的指数。"
            "横线：随机取半数条款（整条措施）所得95%区间（Shao与Wu 1989）。n为各规划条款数，合计{n}条，不含标题。"
            + _GENERATIONS_ZH
        ),
        notes_en=(
            "Rarefied to a common number of provisions (Hurlbert 1971; Chao et al. 2014). Effective number:"
            " exponential of Shannon's entropy. Lines: 95% intervals from random halves of a plan's measures"
            f" (Shao and Wu 1989). n: provisions of the plan, {{n}} in all, headings left out. {_GENERATIONS_EN}"
        ),
        data=_breadth_of_topics,
        draw=breadth_dots,
        keys=("doc_id",),
        evidence=partial(_evidence_in, "topic"),
        height=3.8,
        many=coverage_many.BREADTH,
    ),
)
