"""The corpus at a glance: how much of everything each plan has."""

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.distributions import READ_EN, READ_ZH, Words, draw_distributions
from compare.figures.style import GREY, Plan
from compare.indices.corpus import corpus_counts
from compare.indices.selection import counted
from compare.tables.schema import Tables

_LABELS = {
    "measures": ("措施", "measures"),
    "provisions": ("条款", "provisions"),
    "targets": ("量化指标", "quantified\ntargets"),
    "times": ("时间表述", "time\nexpressions"),
    "bodies": ("责任单位", "bodies\nnamed"),
}
_NOT_STATED = ("未写明", "not stated")


def corpus_overview(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Counts of measures, provisions, targets, times and bodies as dots.

    `data` is `corpus_counts`; the scale is logarithmic (so dots, not bars), and a missing count
    is labelled as not stated.
    """
    rows = data.set_index("doc_id")
    height = 0.8 / len(plans)
    for place, plan in enumerate(plans):
        for group, name in enumerate(_LABELS):
            y = group + (place - (len(plans) - 1) / 2) * height
            _dot(axes, rows.loc[plan.doc_id, name], y, plan, language, group == 0)
    axes.set_xscale("log")
    axes.set_xlim(0.8, max(1000, 2 * rows[list(_LABELS)].max(axis=None)))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.set_yticks(range(len(_LABELS)), [labels[language == "en"] for labels in _LABELS.values()])
    axes.set_ylim(len(_LABELS) - 0.4, -0.6)
    axes.set_xlabel("number (logarithmic)" if language == "en" else "数量（对数坐标）")
    axes.grid(axis="x")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return axes


def _dot(axes: Axes, value: object, y: float, plan: Plan, language: str, first: bool) -> None:
    """One dot with its number; silence is written out and not drawn as zero."""
    label = plan.label(language) if first else None
    if pd.isna(value):
        text = f"{plan.label(language)}: {_NOT_STATED[language == 'en']}"
        axes.text(0.9, y, text, va="center", fontsize=6, color=GREY)
        return
    number = int(str(value))
    axes.hlines(y, 0.8, number, color="#DDDDDD", linewidth=0.8, zorder=1)
    axes.plot([number], [y], plan.marker, color=plan.colour, markersize=5, label=label, linestyle="none")
    axes.text(number * 1.12, y, str(number), va="center", fontsize=6)


def corpus_distributions(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How the counts are distributed over many plans; the scale is logarithmic, but for 0 to 1."""
    names = {name: labels[language == "en"].replace("\n", " ") for name, labels in _LABELS.items()}
    label = "number (logarithmic)" if language == "en" else "数量（对数坐标）"
    words = Words(names, label, lambda count: f"{count:g}", _NOT_STATED[language == "en"])
    axes.set_xscale("symlog", linthresh=1, linscale=0.3)
    axes.set_xlim(-0.15, max(1000, 1.5 * float(data[list(names)].max(axis=None))))
    axes.xaxis.set_major_formatter("{x:.0f}")
    values = data.melt("doc_id", list(names), "category")
    return draw_distributions(axes, values, words, plans, chosen, language)


def _evidence(tables: Tables) -> pd.DataFrame:
    return counted(tables["provisions"], ["doc_id", "provision_id"])[["doc_id", "provision_id"]]


CHARTS = (
    Chart(
        name="corpus_overview",
        title_zh="各规划有多少措施、条款、指标、时间与责任单位",
        title_en="How much of everything the plans have",
        notes_zh="括号内为所依据的国家纲要（2015或2021）。条款数 n = {n}，不含标题。未写明：全文未标注牵头或责任单位，不等于零。",
        notes_en=(
            "In brackets: the national outline of the plan's time. n = {n} provisions, headings left out."
            " Not stated: the plan labels no lead or responsible unit, which is not zero."
        ),
        data=corpus_counts,
        draw=corpus_overview,
        keys=("doc_id",),
        evidence=_evidence,
        height=3.8,
        many=Many(
            corpus_distributions,
            "条款数 n = {n}，不含标题。未写明：全文未标注牵头或责任单位，不等于零。" + READ_ZH,
            "n = {n} provisions, headings left out. Not stated: the plan labels no lead or responsible unit, which is not zero."
            + READ_EN,
            height=3.9,
        ),
    ),
)
