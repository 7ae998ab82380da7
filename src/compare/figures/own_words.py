"""What sets plans apart: same duties in firmer or softer words, and the words that are a plan's own."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from compare.figures import reuse_many
from compare.figures.charts import Chart, Many, draw_chosen
from compare.figures.reuse import generations
from compare.figures.style import Plan, shades
from compare.indices.force import ASPECTS, firmness, same_duty
from compare.indices.own_words import content_words, distinctive_words
from compare.indices.selection import counted, doc_order, plan_rows
from compare.tables.schema import Tables

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "obligation": "stronger obligation",
        "number": "a number the other lacks",
        "time": "a time the other lacks",
        "softer": "← the other plan is firmer",
        "firmer": "this plan is firmer →",
        "pairs": "Pairs of provisions with the same duty",
        "n0": "{} pairs within its generation",
        "n1": "{} pairs across",
        "rank": "Words by log-odds against all other plans; below: times used here : in all others",
        "frame": "framed: no other plan of its generation uses the word",
    },
    "zh": {
        "obligation": "义务更强",
        "number": "有对方所无的数字",
        "time": "有对方所无的时限",
        "softer": "←对方更硬",
        "firmer": "本规划更硬→",
        "pairs": "同一职责的条款对数",
        "n0": "同代{}对",
        "n1": "跨代{}对",
        "rank": "与其他全部规划相比的对数优势排序；下行：本规划用例数 : 其他规划用例数",
        "frame": "加框：同代其他规划均未使用",
    },
}
"""The words on the figures, in the two languages."""

_COLOURS = {"obligation": "#0072B2", "number": "#E69F00", "time": "#009E73"}
_HATCHES = {"obligation": "", "number": "////", "time": "...."}
_SMALL = 6.5
_TOP = 8
"""Words shown for each plan."""
_LONGEST = 8
"""Characters that fit a word's field."""


def draw_force(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How often each plan is the firmer (right) or softer (left) of two with the same duty.

    Two bars a plan: pairs within its generation, and below them pairs across generations.
    """
    words = WORDS[language]
    for place, plan in enumerate(plans):
        for across in (0, 1):
            rows = data[(data["doc_id"] == plan.doc_id) & (data["across"] == across)].set_index("aspect")
            y = place - 0.2 + 0.4 * across
            for side, sign in (("firmer", 1), ("softer", -1)):
                _stack(axes, rows[side], y, sign)
            text = words[f"n{across}"].format(rows["n"].iloc[0] if len(rows) else 0)
            axes.text(1.02, y, text, transform=axes.get_yaxis_transform(), va="center", fontsize=6.5)
    reach = max(
        3, int(data.groupby(["doc_id", "across"])[["firmer", "softer"]].sum().to_numpy().max(initial=0)) + 1
    )
    axes.set_xlim(-reach, reach)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(lambda count, _: f"{abs(count):.0f}")
    axes.axvline(0, color="black", linewidth=0.8)
    _plan_rows(axes, plans, language)
    axes.set_xlabel(f"{words['softer']}      {words['pairs']}      {words['firmer']}")
    _aspect_legend(axes, words)
    return axes


def _stack(axes: Axes, counts: pd.Series, y: float, sign: int) -> None:
    """One bar of counts by aspect, from the middle outwards, each with its number."""
    left = 0
    for aspect in ASPECTS:
        count = int(counts.get(aspect, 0))
        if count:
            axes.barh(y, sign * count, 0.34, left=sign * left, color=_COLOURS[aspect], hatch=_HATCHES[aspect],
                      edgecolor="white", linewidth=0.5, gid="count")  # fmt: skip
            axes.text(sign * (left + count / 2), y, str(count), ha="center", va="center", fontsize=6,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3})  # fmt: skip
        left += count


def _plan_rows(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """One row for each plan, the first at the top, a line between the generations."""
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    for place, (before, after) in enumerate(pairwise(plans), 1):
        parted = before.generation != after.generation
        axes.axhline(
            place - 0.5, color="black" if parted else "#DDDDDD", linewidth=1 if parted else 0.6, zorder=0
        )


def _aspect_legend(axes: Axes, words: dict[str, str]) -> None:
    marks = [
        Rectangle((0, 0), 1, 1, facecolor=_COLOURS[name], hatch=_HATCHES[name], edgecolor="white")
        for name in ASPECTS
    ]
    names = [words[name] for name in ASPECTS]
    axes.legend(marks, names, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2)


def draw_words(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The most distinctive words of each plan, first to last; darker is more distinctive."""
    places = {plan.doc_id: place for place, plan in enumerate(plans)}
    sizes = Counter(plan.generation for plan in plans)
    compared = {plan.doc_id for plan in plans if sizes[plan.generation] > 1}
    shown = data[data["rank"] <= _TOP]
    top = float(shown["z"].max()) if len(shown) else 1.0
    for row in shown.to_dict("records"):
        own = row["doc_id"] in compared and row["same_outline"] == 0
        _word(axes, row["rank"] - 1, places[row["doc_id"]], row["z"] / top, own)
        colour = "white" if row["z"] / top > 0.75 else "black"
        text = f"{_short(row['word'])}\n{row['count']} : {row['others']}"
        axes.text(row["rank"] - 1, places[row["doc_id"]], text, ha="center", va="center", fontsize=6,
                  color=colour, linespacing=1.1)  # fmt: skip
    _plan_rows(axes, plans, language)
    axes.set_xlim(-0.5, _TOP - 0.5)
    axes.set_xticks(range(_TOP), [str(rank) for rank in range(1, _TOP + 1)])
    axes.tick_params(axis="x", length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(f"{WORDS[language]['rank']}\n{WORDS[language]['frame']}")
    return axes


def _short(word: str) -> str:
    """A word that fits its field; the table behind the chart has it in full."""
    return word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…"


def _word(axes: Axes, x: float, y: float, depth: float, own: bool) -> None:
    """The shaded field of a word; framed where no plan of the same generation uses it."""
    shade = shades()(0.04 + 0.75 * depth)
    edge, width = ("black", 1.0) if own else ("white", 0.5)
    axes.add_patch(
        Rectangle(
            (x - 0.46, y - 0.44), 0.92, 0.88, facecolor=shade, edgecolor=edge, linewidth=width, gid="word"
        )
    )


def force_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of force."""
    return firmness(same_duty(tables, generations(tables)), doc_order(tables))


def words_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of words."""
    return distinctive_words(tables, generations(tables), top=_TOP)


def force_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that are compared, within a generation or across."""
    pairs = same_duty(tables, generations(tables))
    sides = [pairs.rename(columns={f"doc_{s}": "doc_id", f"provision_{s}": "provision_id"}) for s in "ab"]
    rows = pd.concat(side[["doc_id", "across", "provision_id"]] for side in sides).drop_duplicates()
    return rows.merge(pd.DataFrame({"aspect": ASPECTS}), how="cross").reset_index(drop=True)


def words_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan that hold one of its words."""
    rows = counted(tables["provisions"], ["doc_id", "provision_id", "text"])
    words = words_data(tables).groupby("doc_id", sort=False)["word"].agg(list)
    held = [
        (doc_id, word, provision_id)
        for doc_id, plan in plan_rows(rows, words.index)
        for word in words[doc_id]
        for provision_id, text in zip(plan["provision_id"], plan["text"], strict=True)
        if word in text and word in content_words(text)
    ]
    return pd.DataFrame(held, columns=["doc_id", "word", "provision_id"])


_NOTES_EN = (
    " A firmer text is not a firmer practice. Pairs across generations may differ because the national outline"
    " changed. Biyang, though dated 2021-2025, is worded like the plans of 2015."
)
_NOTES_ZH = "文字更硬不等于做得更多。跨代之差可能出自国家纲要的变化。泌阳县规划期虽为2021—2025年，行文近于2015代规划。"

_WORDS_EN = (
    "n={n} provisions hold these words. Weighted log-odds with an informative Dirichlet prior (Monroe et al."
    " 2008); words in three or more provisions, place names left out. A new word may be one of its time, not of its"
    " place."
)
_WORDS_ZH = (
    "{n}条含所列词。信息性狄利克雷先验加权对数优势（Monroe等，2008）；仅列见于三条以上的词，地名除外。"
    "新词可能是时代之词。"
)

FORCE = Chart(
    name="reuse_force",
    title_zh="同一职责，不同力度",
    title_en="Same duty, different force",
    notes_zh="{n}条与他规划条款职责相同（共有文字占一方半数以上、另一方三成以上）。" + _NOTES_ZH,
    notes_en="n={n} provisions with the same duty as one of another plan (shared wording makes up half of one and"
    " three tenths of the other). Each pair counts for both of its plans." + _NOTES_EN,
    data=force_data,
    draw=draw_force,
    keys=("doc_id", "aspect", "across"),
    evidence=force_evidence,
    height=4.4,
    many=reuse_many.FORCE,
)
OWN_WORDS = Chart(
    name="own_words",
    title_zh="各规划的特征词",
    title_en="Words that set each plan apart",
    notes_zh=_WORDS_ZH + "泌阳县规划期虽为2021—2025年，行文近于2015代规划。",
    notes_en=_WORDS_EN + " Biyang, though dated 2021-2025, is worded like the plans of 2015.",
    data=words_data,
    draw=draw_words,
    keys=("doc_id", "word"),
    evidence=words_evidence,
    height=3.8,
    many=Many(partial(draw_chosen, draw_words), _WORDS_ZH, _WORDS_EN, height=5.4, distributes=False),
)
CHARTS = (FORCE, OWN_WORDS)
