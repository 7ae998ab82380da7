"""The topic model on plans it has not seen: where it errs, what its scores mean, what it gains.

The charts rest on `reports/reliability_*.csv`, which the report step writes (see
`compare.evaluation.topic_results`); rows are kept only where their provision is in the tables.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from compare.evaluation.topic_results import CURVE, TOPICS, read_topic_results
from compare.figures.brackets import shown_plans
from compare.figures.charts import Chart
from compare.figures.style import GREY, ONE_COLUMN, Plan, shades
from compare.indices.reliability import (
    ALL,
    accuracy,
    by_domain,
    calibration,
    calibration_error,
    confusions,
    domain_confusions,
    learning_means,
    score_bins,
    scored_topics,
)
from compare.project import find_project
from compare.tables.schema import Tables
from compare.vocab.taxonomy import domains, taxonomy

_WORDS = {
    "en": {
        "topic": "topic",
        "domain": "domain",
        "all": "all plans",
        "all topics": "All domains: topic right",
        "all domains": "All domains: domain right",
        "count": "provisions confused (provisions of the true topic)",
        "other": "across domains",
        "inside": "within one domain",
        "predicted": "domain given by the model",
        "score": "score of the topic (mean of the bin)",
        "accuracy": "share of right topics",
        "ideal": "score = share",
        "error": "expected calibration error: {:.3f}",
        "plans": "plans trained on",
        "with": "with written sentences",
        "without": "plans alone",
        "right": "right on a plan not trained on",
    },
    "zh": {
        "topic": "主题",
        "domain": "领域",
        "all": "全部规划",
        "all topics": "全部领域：主题正确",
        "all domains": "全部领域：领域正确",
        "count": "混淆的条款数（该主题全部条款数）",
        "other": "跨领域",
        "inside": "同一领域内",
        "predicted": "模型给出的领域",
        "score": "主题得分（各组均值）",
        "accuracy": "主题正确的比例",
        "ideal": "得分＝正确比例",
        "error": "期望校准误差：{:.3f}",
        "plans": "训练所用规划数",
        "with": "另加撰写的例句",
        "without": "只用规划",
        "right": "对未训练规划的正确比例",
    },
}
_MANY = 7
"""From this number of plans on, cells break their text and names stand upright."""
_FEW = 5
"""A share of fewer provisions than this is greyed."""
_PAIRS = 20
"""Confused pairs of topics that are drawn at most; what occurs once may be chance."""
_OVER = 0.05
"""How far above its interval the middle of a number stands in the calibration chart."""
_BLUE = "#0072B2"


def draw_accuracy(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How often the topic is right in each domain and plan, with hits and provisions in cells.

    `data` is `accuracy`; the two upper rows hold all domains, the last column all plans.
    """
    shown = shown_plans(data, plans)
    names = {plan.doc_id: plan.label(language) for plan in shown}
    names[ALL] = _WORDS[language]["all"]
    rows = [(ALL, "topic"), (ALL, "domain"), *((domain, "topic") for domain in domains())]
    cells = data.set_index(["doc_id", "domain", "field"])
    for column, doc_id in enumerate(names):
        for line, (domain, field) in enumerate(rows):
            if (doc_id, domain, field) in cells.index:
                _share_cell(axes, cells.loc[(doc_id, domain, field)], line, column, len(names) >= _MANY)
    labels = [_WORDS[language][name] for name in ("all topics", "all domains")]
    labels += [f"{domain} {taxonomy()[domain].label(language)}" for domain in domains()]
    axes.set_yticks(range(len(rows)), labels)
    _matrix_axes(axes, len(names), len(rows))
    upright = len(names) >= _MANY
    heads = [name if upright else name.replace(" (", "\n(").replace("（", "\n（") for name in names.values()]
    axes.set_xticks(range(len(names)), heads, rotation=90 if upright else 0, fontsize=6.5 if upright else 7)
    axes.axhline(1.5, color="black", linewidth=1)
    for column in (*_new_generation(shown), len(shown)):
        axes.axvline(column - 0.5, color="black", linewidth=1)
    return axes


def _new_generation(plans: list[Plan]) -> list[int]:
    """Positions of plans whose generation differs from that of the plan before."""
    return [place for place in range(1, len(plans)) if plans[place].generation != plans[place - 1].generation]


def _share_cell(axes: Axes, row: pd.Series, line: int, column: int, narrow: bool) -> None:
    """One cell: percent right, and hits of provisions; few provisions are written in grey."""
    share, hits, n = float(row["accuracy"]), int(row["hits"]), int(row["n"])
    shade = "white" if n < _FEW else shades()(0.55 * max(0.0, (share - 0.4) / 0.6))
    _cell(axes, line, column, shade)
    text = f"{share:.0%}{chr(10) if narrow else ' '}({hits}/{n})"
    colour = GREY if n < _FEW else "black"
    axes.text(column, line, text, fontsize=6 if narrow else 6.5, color=colour, ha="center", va="center")


def _cell(axes: Axes, line: int, column: int, shade: object) -> None:
    patch = Rectangle((column - 0.5, line - 0.5), 1, 1, linewidth=0.8)
    patch.set_facecolor(shade)  # type: ignore[arg-type]
    patch.set_edgecolor("white")
    axes.add_patch(patch)


def _matrix_axes(axes: Axes, columns: int, rows: int) -> None:
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)


def draw_confusions(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The pairs of topics confused most often; `data` is `confusions`, most frequent first."""
    shown = data[data["n"] > 1].head(_PAIRS)
    for line, row in enumerate(shown.itertuples()):
        inside = bool(row.same_domain)
        axes.barh(line, row.n, height=0.66, color=_BLUE if inside else "white",
                  edgecolor=_BLUE, hatch="" if inside else "////", linewidth=0.8)  # fmt: skip
        axes.text(row.n, line, f" {row.n} ({row.n_true})", fontsize=6, va="center")
    names = [
        f"{_topic(row.true, language)} → {_topic(row.predicted, language)}" for row in shown.itertuples()
    ]
    axes.set_yticks(range(len(shown)), names, fontsize=6)
    axes.set_ylim(max(len(shown), 1) - 0.4, -0.6)
    axes.set_xlim(0, 1.12 * max([1, *shown["n"]]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(_WORDS[language]["count"], loc="right")
    for name, face, hatch in (("inside", _BLUE, ""), ("other", "white", "////")):
        axes.bar([0], [0], color=face, edgecolor=_BLUE, hatch=hatch, label=_WORDS[language][name])
    axes.legend(loc="lower right")
    return axes


def _topic(code: str, language: str) -> str:
    return f"{code} {taxonomy()[code].label(language)}"


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Which domain the model takes for which; `data` is `domain_confusions`, only what occurs."""
    names = domains(substantive=False)
    present = set(data["domain"])
    rows = [name for name in names if name in present]
    for cell in data.itertuples():
        line, column = rows.index(cell.domain), names.index(cell.predicted_domain)
        _cell(axes, line, column, shades()(0.85 * cell.share))
        colour = "white" if cell.share > 0.6 else "black"
        axes.text(column, line, str(cell.n), fontsize=6.5, color=colour, ha="center", va="center")
    sizes = data.groupby("domain")["n_true"].first()
    labels = [f"{_topic(name, language)}, n = {sizes[name]}" for name in rows]
    axes.set_yticks(range(len(rows)), labels)
    axes.set_xticks(range(len(names)), names)
    _matrix_axes(axes, len(names), max(len(rows), 1))
    axes.xaxis.set_label_position("top")
    axes.set_xlabel(_WORDS[language]["predicted"])
    return axes


def draw_calibration(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Score against share of right topics, with intervals and n; `data` is `calibration`."""
    words = _WORDS[language]
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle="--")
    axes.text(0.06, 0.1, words["ideal"], fontsize=6, color=GREY, rotation=45, rotation_mode="anchor")
    axes.vlines(data["score"], data["low"], data["high"], color=_BLUE, linewidth=1.2)
    for row in data.itertuples():
        face = _BLUE if row.n >= _FEW else "white"
        axes.plot([row.score], [row.accuracy], "o", color=_BLUE, markerfacecolor=face, markersize=4.5)
        ends = [row.accuracy if np.isnan(end) else end for end in (row.low, row.high)]
        crossed = abs(ends[1] + _OVER - row.score) < _OVER  # the diagonal runs through that place
        y, side = (ends[0] - 0.02, "top") if crossed else (ends[1] + 0.02, "bottom")
        axes.text(row.score, y, f"{row.n}", fontsize=6, ha="center", va=side)
    axes.text(0.98, 0.03, words["error"].format(calibration_error(data)), fontsize=6.5, ha="right")
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.08)
    axes.set_aspect("equal")
    axes.set_xlabel(words["score"])
    axes.set_ylabel(words["accuracy"])
    return axes


_LINES = {
    ("topic", 1): (_BLUE, "o", "-"),
    ("topic", 0): (_BLUE, "o", "--"),
    ("domain", 1): ("#D55E00", "s", "-"),
    ("domain", 0): ("#D55E00", "s", "--"),
}


def draw_curve(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Accuracy by number of training plans, pooled over test plans; `data` is `learning_means`."""
    words = _WORDS[language]
    for (field, written), (colour, marker, line) in _LINES.items():
        part = data[(data["field"] == field) & (data["written"] == written)]
        face = colour if written else "white"
        label = f"{words[field]}, {words['with' if written else 'without']}"
        axes.plot(part["plans"], part["accuracy"], marker=marker, linestyle=line, color=colour,
                  markerfacecolor=face, markersize=4.5, linewidth=1.2, label=label)  # fmt: skip
    axes.set_xticks(sorted(data["plans"].unique()))
    axes.set_ylim(max(0.0, data["accuracy"].min() - 0.05) if len(data) else 0, 1)
    _label_ends(axes, data[data["plans"] == data["plans"].max()])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.grid(axis="y")
    axes.set_xlabel(words["plans"])
    axes.set_ylabel(words["right"])
    axes.legend(loc="upper left", bbox_to_anchor=(-0.2, -0.17), ncols=2, fontsize=6)
    return axes


def _label_ends(axes: Axes, ends: pd.DataFrame) -> None:
    """The last accuracy of every line at its right, pushed apart where lines end close together."""
    gap = 0.04 * (axes.get_ylim()[1] - axes.get_ylim()[0])
    height = float("inf")
    for row in ends.sort_values("accuracy", ascending=False).itertuples():
        height = min(row.accuracy, height - gap)
        colour = _LINES[(row.field, row.written)][0]
        axes.text(row.plans + 0.12, height, f"{row.accuracy:.0%}", fontsize=6, color=colour, va="center")


def _scored(tables: Tables) -> pd.DataFrame:
    return scored_topics(read_topic_results(TOPICS, find_project()), tables["provisions"])


def accuracy_data(tables: Tables) -> pd.DataFrame:
    """The table behind the accuracy chart."""
    return accuracy(_scored(tables))


def confusion_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of confused topics."""
    return confusions(_scored(tables))


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the chart of confused domains."""
    return domain_confusions(_scored(tables))


def calibration_data(tables: Tables) -> pd.DataFrame:
    """The table behind the calibration chart."""
    return calibration(_scored(tables))


def curve_data(tables: Tables) -> pd.DataFrame:
    """The table behind the learning curve."""
    return learning_means(read_topic_results(CURVE, find_project()))


def accuracy_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions predicted, for each plan and domain."""
    parts = by_domain(_scored(tables))
    found = [part.assign(doc_id=doc_id, domain=domain) for doc_id, domain, part in parts]
    return pd.concat([_scored(tables).head(0), *found])[["doc_id", "domain", "provision_id"]]


def confusion_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions taken for another topic."""
    rows = _scored(tables)
    return rows.loc[~rows["topic_hit"], ["true", "predicted", "provision_id"]]


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each true and predicted domain."""
    return _scored(tables)[["domain", "predicted_domain", "provision_id"]]


def calibration_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions in each bin of scores."""
    rows = _scored(tables)
    return rows.assign(bin=score_bins(rows["score"]))[["bin", "provision_id"]]


def curve_evidence(tables: Tables) -> pd.DataFrame:
    """All provisions predicted: every point of the curve rests on them."""
    points = curve_data(tables)[["plans", "written", "field"]]
    return points.merge(_scored(tables)[["provision_id"]], how="cross")


_LEFT_OUT_EN = (
    "n={n} provisions with a topic A1-L6, headings left out; each plan was predicted by a model fitted to the"
    " other plans only."
)
_LEFT_OUT_ZH = "共{n}条（主题A1—L6，不含标题）；每份规划均由只用其他规划训练的模型预测。"
_PLANS_EN = (
    " In brackets: the national outline in whose period a plan falls. A plan is harder where its generation or"
    " its habit of drafting differs from the others'; that says nothing of the place."
    " (Biyang, 2021-2025, reads like the older plans.)"
)
_PLANS_ZH = (
    "括号内为规划所处时期的国家纲要。某份规划较难预测，是因其代际或起草习惯与其他规划不同，与地区优劣无关。"
    "（泌阳县规划期为2021—2025年，行文近于旧纲要一代。）"
)

ACCURACY = Chart(
    name="reliability_accuracy",
    title_zh="主题模型在未见过的规划上的正确率",
    title_en="How often the topic model is right on a plan it has not seen",
    notes_zh=_LEFT_OUT_ZH + "灰字：不足五条。" + _PLANS_ZH,
    notes_en=_LEFT_OUT_EN + " Grey: fewer than five provisions." + _PLANS_EN,
    data=accuracy_data,
    draw=draw_accuracy,
    keys=("doc_id", "domain"),
    evidence=accuracy_evidence,
    height=4.8,
)
CONFUSIONS = Chart(
    name="reliability_confusions",
    title_zh="模型最常混淆的主题（编码 → 模型）",
    title_en="Topics that the model confuses most (codes → model)",
    notes_zh="混淆条款共{n}条，图示出现两次以上的（至多二十对）；括号内为该主题条款数。每份规划均由只用其他规划训练的模型预测。",
    notes_en=(
        "{n} provisions are given another topic; shown are pairs that occur more than once (twenty at most), in brackets the provisions of the true topic. Each plan was predicted by a"
        " model fitted to the other plans only."
    ),
    data=confusion_data,
    draw=draw_confusions,
    keys=("true", "predicted"),
    evidence=confusion_evidence,
    height=4.4,
)
DOMAINS = Chart(
    name="reliability_domains",
    title_zh="模型把哪个领域当作哪个领域",
    title_en="Which domain the model takes for which",
    notes_zh=_LEFT_OUT_ZH + "格内为条款数，颜色为占该领域条款的比例；空格：未出现。N：非措施。",
    notes_en=_LEFT_OUT_EN
    + " Cells: provisions; shade: share of the row. Blank: does not occur. N: not a measure.",
    data=domain_data,
    draw=draw_domains,
    keys=("domain", "predicted_domain"),
    evidence=domain_evidence,
    height=3.9,
)
CALIBRATION = Chart(
    name="reliability_calibration",
    title_zh="主题得分说多少，就有多少正确吗",
    title_en="Does a topic's score mean what it says?",
    notes_zh=_LEFT_OUT_ZH + "线端为条款数（空心：不足五条）；竖线为95%区间（按措施重抽样）。",
    notes_en=_LEFT_OUT_EN
    + " Numbers: provisions (hollow: fewer than five). Lines: 95% intervals, measures resampled.",
    data=calibration_data,
    draw=draw_calibration,
    keys=("bin",),
    evidence=calibration_evidence,
    width=ONE_COLUMN,
    height=4.0,
)
CURVE_CHART = Chart(
    name="reliability_curve",
    title_zh="训练规划越多，模型越准吗",
    title_en="Does the model gain from more plans?",
    notes_zh=_LEFT_OUT_ZH,
    notes_en=_LEFT_OUT_EN,
    data=curve_data,
    draw=draw_curve,
    keys=("plans", "written", "field"),
    evidence=curve_evidence,
    width=ONE_COLUMN,
    height=3.6,
)
CHARTS = (ACCURACY, CONFUSIONS, DOMAINS, CALIBRATION, CURVE_CHART)
