"""Shared wording of many plans: how much of a plan stands anywhere else, and where, and on what.

What two plans share is a table of pairs, which nobody can read for hundreds; what is left is the
share of each plan's text that stands in any other plan or template (their union).
"""

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.brackets import nothing_to_show
from compare.figures.charts import Many
from compare.figures.distributions import READ_EN, READ_ZH, Words, draw_distributions, percent
from compare.figures.style import GREY, Plan
from compare.indices.force import ASPECTS
from compare.indices.reuse import shared_by_tenth
from compare.vocab.taxonomy import domains, taxonomy

ANY_PLAN, ANY_TEMPLATE = "any plan", "any template"
"""Sources of words beside the generations, as in `reuse_by_plan`."""

_AMONG = {
    "en": {ANY_PLAN: "in any other plan", ANY_TEMPLATE: "in any template", "2015": "in any other\nplan of 2015",
           "2021": "in any other\nplan of 2021"},
    "zh": {ANY_PLAN: "见于任一其他规划", ANY_TEMPLATE: "见于任一范本", "2015": "见于任一其他\n2015代规划",
           "2021": "见于任一其他\n2021代规划"},
}  # fmt: skip
_SHARE = {"en": "share of a plan's text", "zh": "占规划文字的比例"}
_TENTH = {"en": "{}–{}% of the plan", "zh": "规划的{}–{}%"}
_DOMAIN = {
    "en": "share of a plan's characters in the domain that stand in any other plan",
    "zh": "规划在该领域的文字中亦见于任一其他规划的比例",
}
_NO_PROVISION = {"en": "no provision", "zh": "无条款"}
_NOTHING = {"en": "no other", "zh": "无其他规划"}
_NO_PAIR = {"en": "no pair", "zh": "无条款对"}
_ASPECTS = {
    "en": {"obligation": "obligation", "number": "numbers", "time": "times"},
    "zh": {"obligation": "义务", "number": "数字", "time": "时限"},
}
_ACROSS = {
    "en": ("{}, within\nthe generation", "{}, across\ngenerations"),
    "zh": ("{}（同代）", "{}（跨代）"),
}
_NET = {
    "en": "← others are firmer      pairs in which the plan is firmer, less those in which it is softer      it is firmer →",
    "zh": "←他规划更硬      本规划更硬的条款对减去更软的，占全部条款对      本规划更硬→",
}


def draw_union(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How much of a plan stands in others, by what they are (`among`)."""
    rows = {name: text for name, text in _AMONG[language].items() if (data["among"] == name).any()}
    values = data.assign(category=data["among"], value=data["share"])
    return _draw(
        axes, values, Words(rows, _SHARE[language], percent, _NOTHING[language]), plans, chosen, language
    )


def draw_tenths(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How much of each tenth of a plan stands in any other; `data` is `shared_stretches`."""
    shares = shared_by_tenth(data, [plan.doc_id for plan in plans] if len(data) else [])
    rows = {str(tenth): _TENTH[language].format(10 * tenth - 10, 10 * tenth) for tenth in range(1, 11)}
    values = shares.assign(category=shares["tenth"].astype(str), value=shares["share"])
    return _draw(
        axes, values, Words(rows, _SHARE[language], percent, _NOTHING[language]), plans, chosen, language
    )


def draw_domains(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How much of a plan's text in each domain stands in any other plan."""
    rows = {code: f"{code} {taxonomy()[code].label(language)}" for code in domains()}
    values = data.assign(category=data["domain"], value=data["share"])
    words = Words(rows, _DOMAIN[language], percent, _NO_PROVISION[language])
    return _draw(axes, values, words, plans, chosen, language)


def _draw(
    axes: Axes, values: pd.DataFrame, words: Words, plans: list[Plan], chosen: list[Plan], language: str
) -> Axes:
    """Distributions of shares of text, or a word where nothing is known to be shared."""
    if not len(values):
        return nothing_to_show(axes, language)
    axes.set_xlim(-0.02, 1.02)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    return draw_distributions(axes, values, words, plans, chosen, language)


def _signed(share: float) -> str:
    """A share with its sign; nothing is neither more nor less."""
    return f"{share:+.1%}" if abs(share) >= 0.0005 else "0%"


def draw_force(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Whether a plan is rather the firmer (right) or the softer (left) of two with the same duty."""
    if not data["n"].any():
        return nothing_to_show(axes, language)
    rows = {
        f"{aspect}{across}": _ACROSS[language][across].format(_ASPECTS[language][aspect])
        for aspect in ASPECTS
        for across in (0, 1)
    }
    net = (data["firmer"] - data["softer"]) / data["n"].where(data["n"] > 0)
    values = data.assign(category=data["aspect"] + data["across"].astype(str), value=net)
    words = Words(rows, _NET[language], _signed, _NO_PAIR[language])
    axes.axvline(0, color=GREY, linewidth=0.8, zorder=1)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:+.0%}" if share else "0")
    return draw_distributions(axes, values, words, plans, chosen, language)


_NOTES_EN = (
    " Sharing has no direction: plans may follow one outline, and nobody can tell who copied whom. The more other"
    " texts there are, the more is found in them. Beyond 60 plans only the closest passages of each are known, not"
    " those of all pairs."
)
_NOTES_ZH = (
    "共有文字不分先后：各规划可能同源于一份纲要，无从判断谁抄谁。其他文本越多，见于其中者越多。规划超过60份时只取各自"
    "最接近的段落，不含所有两两之间的段落。"
)

UNION = Many(
    draw_union,
    "共{n}条含共有文字。同一文字见于多份规划只计一次。" + _NOTES_ZH + READ_ZH,
    "n={n} provisions that share a passage. Text that stands in several others counts once."
    + _NOTES_EN
    + READ_EN,
    height=3.2,
)
TENTHS = Many(
    draw_tenths,
    "共{n}条含共有文字。同一文字见于多份规划只计一次。" + _NOTES_ZH + READ_ZH,
    "n={n} provisions that share a passage. Text that stands in several others counts once."
    + _NOTES_EN
    + READ_EN,
    height=6.2,
)
DOMAINS = Many(
    draw_domains,
    "共{n}条。在某领域无条款的规划另计，不作零。" + _NOTES_ZH + READ_ZH,
    "n={n} provisions. A plan without provisions in a domain is counted apart and is no zero."
    + _NOTES_EN
    + READ_EN,
    height=7.0,
)
FORCE = Many(
    draw_force,
    "{n}条与他规划条款职责相同（共有文字占一方半数以上、另一方三成以上）。文字更硬不等于做得更多；跨代之差可能出自国家"
    "纲要的变化。规划超过60份时只计最接近的条款对。" + READ_ZH,
    "n={n} provisions with the same duty as one of another plan (shared wording makes up half of one and three tenths"
    " of the other). A firmer text is not a firmer practice; across generations the national outline may have changed."
    " Beyond 60 plans only the closest pairs are counted." + READ_EN,
    height=4.8,
)
