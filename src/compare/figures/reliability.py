"""How far the codes can be relied on: agreement between coders, and the topic model's charts."""

import pandas as pd
from matplotlib.axes import Axes

from compare.evaluation.coder_pairs import pass_pairs
from compare.figures import topic_model
from compare.figures.brackets import shown_plans
from compare.figures.charts import Chart
from compare.figures.style import GREY, Plan
from compare.indices.reliability import ALL, LEVELS, agreement, compared
from compare.project import find_project
from compare.tables.schema import Tables

_WORDS = {
    "en": {
        "topic": "topic",
        "domain": "domain",
        "obligation": "obligation",
        "sanction": "sanction",
        "monitoring": "monitoring",
        "all": "all plans",
        "alpha": "Krippendorff's alpha, with 95% interval (measures resampled)",
        "same": "the same / provisions",
    },
    "zh": {
        "topic": "主题",
        "domain": "领域",
        "obligation": "义务强度",
        "sanction": "惩戒",
        "monitoring": "监督",
        "all": "全部规划",
        "alpha": "Krippendorff's alpha 及95%区间（按措施重抽样）",
        "same": "编码相同／条款数",
    },
}
_MANY = 7
"""From this number of rows a field on, the counts beside the dots are left out."""
_LIMITS = (0.667, 0.8)
"""Krippendorff's (2004) customary limits: below the first discard, above the second rely."""


def draw_alpha(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Alpha of two passes for each field and plan, as dots with intervals; `data` is `agreement`."""
    words = _WORDS[language]
    looks = [(p.doc_id, p.label(language), p.colour, p.marker) for p in shown_plans(data, plans)]
    looks.append((ALL, words["all"], "black", "*"))
    height, size = 0.8 / len(looks), 4.5 if len(looks) < _MANY else 3
    for group, field in enumerate(LEVELS):
        cells = data[data["field"] == field].set_index("doc_id")
        for place, (doc_id, label, colour, marker) in enumerate(looks):
            if doc_id not in cells.index:
                continue
            y = group + (place - (len(looks) - 1) / 2) * height
            row = cells.loc[doc_id]
            axes.plot([row["low"], row["high"]], [y, y], color=colour, linewidth=1.2, zorder=2)
            axes.plot([row["alpha"]], [y], marker, color=colour, markersize=size, linestyle="none", zorder=3,
                      label=label if group == 0 else None)  # fmt: skip
            if len(looks) < _MANY:
                axes.text(1.008, y, f"{row['same']} / {row['n']}", fontsize=6, va="center", clip_on=False)
    if len(looks) < _MANY:
        axes.text(1.008, -0.62, words["same"], fontsize=6, color=GREY, va="bottom")
    _field_axis(axes, data, language)
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.2), ncols=min(4, len(looks)), borderaxespad=0)
    return axes


def _field_axis(axes: Axes, data: pd.DataFrame, language: str) -> None:
    """Fields from top to bottom; the scale begins low enough to show the customary limits."""
    axes.set_yticks(range(len(LEVELS)), [_WORDS[language][field] for field in LEVELS])
    axes.set_ylim(len(LEVELS) - 0.45, -0.55)
    lowest = data[["alpha", "low"]].min(axis=None)
    axes.set_xlim(min(0.6, 0.6 if pd.isna(lowest) else lowest - 0.02), 1.005)
    for limit in _LIMITS:
        axes.axvline(limit, color=GREY, linewidth=0.7, linestyle=":", zorder=1)
        axes.text(limit, -0.57, f"{limit:g}", fontsize=6, color=GREY, ha="center", va="bottom")
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x")
    axes.set_xlabel(_WORDS[language]["alpha"])


def alpha_data(tables: Tables) -> pd.DataFrame:
    """The table behind the agreement chart."""
    return agreement(pass_pairs(tables["provisions"], find_project().coding))


def alpha_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions that both passes coded, for each plan and field."""
    parts = compared(pass_pairs(tables["provisions"], find_project().coding))
    found = [part.assign(doc_id=doc_id, field=field) for doc_id, field, part in parts]
    columns = ["doc_id", "field", "provision_id"]
    return pd.concat([part[columns] for part in found]) if found else pd.DataFrame(columns=columns)


AGREEMENT = Chart(
    name="reliability_agreement",
    title_zh="同一语言模型两次独立编码的一致程度",
    title_en="Agreement between two passes of one language model",
    notes_zh=(
        "共{n}条，不含标题。两次编码出自同一语言模型，错误习惯相同：一致只说明规则可以同样地适用，不说明编码正确。"
        "义务、惩戒、监督只比较至少一次被视为措施的条款。虚线为Krippendorff（2004）的惯用界限。"
    ),
    notes_en=(
        "n={n} provisions, headings left out. Both passes are by one language model and share its habits: agreement"
        " says that the rules can be applied alike, not that they are applied rightly. Obligation, sanction and"
        " monitoring only where a pass saw a measure. Dotted: Krippendorff's (2004) customary limits."
    ),
    data=alpha_data,
    draw=draw_alpha,
    keys=("doc_id", "field"),
    evidence=alpha_evidence,
    height=3.7,
)
CHARTS = (AGREEMENT, *topic_model.CHARTS)
