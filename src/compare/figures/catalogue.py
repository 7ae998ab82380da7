"""All charts of the project by name, grouped as the report shows them.

A new module of figures is added here with one line.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from compare.errors import InputError, instead
from compare.figures import (
    by_outline,
    corpus,
    coverage,
    indicators,
    national,
    overview,
    own_words,
    rank_stability,
    rates,
    reliability,
    reuse,
    schemes,
    strictness,
    templates,
    timeline,
    versions,
)
from compare.figures.charts import Chart, render
from compare.figures.words import say
from compare.indices.stage import weighted
from compare.indices.strictness import Weights
from compare.tables.schema import Tables


@dataclass(frozen=True)
class Group:
    """The charts that answer one question; `key` is its name in `vocab/figures.csv`."""

    key: str
    charts: tuple[Chart, ...]

    def label(self, language: str) -> str:
        return say("", f"group_{self.key}", language)


GROUPS = (
    Group("corpus", (*overview.CHARTS, *corpus.CHARTS)),
    Group("coverage", (*coverage.CHARTS, *by_outline.CHARTS)),
    Group("strictness", (*rates.CHARTS, *national.CHARTS, *strictness.CHARTS, *rank_stability.CHARTS)),
    Group("timeline", timeline.CHARTS),
    Group("indicators", indicators.CHARTS),
    Group("reuse", (*reuse.CHARTS, *own_words.CHARTS, *templates.CHARTS)),
    Group("versions", versions.CHARTS),
    Group("schemes", schemes.CHARTS),
    Group("reliability", reliability.CHARTS),
)
"""The groups of charts in the order of the report."""

CHARTS: dict[str, Chart] = {chart.name: chart for group in GROUPS for chart in group.charts}
"""Every chart by its name."""


def figure(
    name: str,
    tables: Tables,
    language: str = "en",
    highlight: Sequence[str] = (),
    width: float | None = None,
    weights: Weights | None = None,
) -> Figure:
    """The figure called `name`, drawn from the tables of a project in `zh` or `en`.

    `highlight` names plans (doc_ids) in figures of more than a dozen plans; `width` is in inches
    (`compare.figures.style.WIDTHS`), `weights` are those of the parts of strictness
    (`compare.indices.stage.weighted`). An `InputError` lists the names there are, or says that a figure does
    not fit the width.
    """
    own = weighted(tables, weights) if weights is not None else tables
    return render(find_chart(name), own, language, highlight, width)


def find_chart(name: str) -> Chart:
    """The chart called `name`; an `InputError` lists the names there are.

    >>> find_chart("corpus_overview").title("en")
    'How many measures, provisions, targets, times and bodies the plans have'
    """
    if name not in CHARTS:
        raise InputError(f"{name}: no such figure;{instead(name, CHARTS)}")
    return CHARTS[name]
