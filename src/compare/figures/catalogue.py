"""All charts of the project by name, grouped as the report shows them.

A new module of figures is added here with one line.
"""

from dataclasses import dataclass

from compare.errors import InputError
from compare.figures import (
    corpus,
    coverage,
    indicators,
    own_words,
    rank_stability,
    reliability,
    reuse,
    strictness,
    timeline,
)
from compare.figures.charts import Chart


@dataclass(frozen=True)
class Group:
    """The charts that answer one question, with its words in two languages."""

    label_zh: str
    label_en: str
    charts: tuple[Chart, ...]

    def label(self, language: str) -> str:
        return self.label_zh if language == "zh" else self.label_en


GROUPS = (
    Group("语料", "Corpus", corpus.CHARTS),
    Group("主题覆盖", "Coverage", coverage.CHARTS),
    Group("措辞强度", "Strictness", (*strictness.CHARTS, *rank_stability.CHARTS)),
    Group("时间", "Timeline", timeline.CHARTS),
    Group("指标", "Indicators", indicators.CHARTS),
    Group("共同文字", "Shared wording", (*reuse.CHARTS, *own_words.CHARTS)),
    Group("可靠性", "Reliability", reliability.CHARTS),
)
"""The groups of charts in the order of the report."""

CHARTS: dict[str, Chart] = {chart.name: chart for group in GROUPS for chart in group.charts}
"""Every chart by its name."""


def find_chart(name: str) -> Chart:
    """The chart called `name`; an `InputError` lists the names there are.

    >>> find_chart("corpus_overview").title("zh")[:4]
    '各规划有'
    """
    if name not in CHARTS:
        raise InputError(f"{name}: no such figure; there are {', '.join(CHARTS)}.")
    return CHARTS[name]
