"""The corpus at a glance: how much of everything each plan has."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed
from compare.figures.parts.ends import ends
from compare.figures.style import Plan
from compare.figures.words import say
from compare.indices.selection import counted
from compare.indices.stage import index_table
from compare.tables.schema import Tables

_NAME = "corpus_overview"
_COUNTS = ("measures", "provisions", "targets", "times", "bodies")


def draw_counts(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Counts of measures, provisions, targets, times and bodies, shaded within each row.

    `data` is `corpus_counts`; a missing count is said to be not stated, or not coded.
    """
    rows = data.set_index("doc_id")
    cells = {
        (name, plan.doc_id): _cell(name, rows.loc[plan.doc_id, name], rows[name].max(), language)
        for name in _COUNTS
        for plan in plans
    }
    return draw_cells(axes, Rows(count_rows(data, language)), plan_columns(plans, language), cells, language)


def _cell(name: str, value: object, most: object, language: str) -> Cell:
    if pd.isna(value):
        missing = "uncoded" if name == "provisions" else "not_stated"
        return Cell((say("", missing, language), "–"), quiet=True, gid="silent")
    number = int(str(value))
    return Cell((f"{number:,}", str(number)), shade=0.6 * number / (int(str(most)) or 1), gid="count")


def count_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """What is counted."""
    return {name: say(_NAME, name, language) for name in _COUNTS}


def counts_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """The shortest and the longest plan."""
    own = data.set_index("doc_id")["provisions"].dropna().astype(float)
    found = ends(own, plans, lambda count: f"{count:.0f}", language)
    return say(_NAME, "seen", language, **found, plans=len(own), all=int(own.sum())) if found else ""


def counts_of_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """How the counts are distributed over many plans; the scale is logarithmic, but for 0 to 1."""
    axes.set_xscale("symlog", linthresh=1, linscale=0.3)
    top = max(1000.0, 1.5 * float(data[list(_COUNTS)].max(axis=None)))
    form = Distributed(_NAME, "category", "value", lambda count: f"{count:g}", count_rows, ends=(-0.15, top))
    form(data.melt("doc_id", list(_COUNTS), "category"), axes, plans, chosen, language)
    axes.set_xticks([0, 1, 10, 100, 1000])
    axes.xaxis.set_major_formatter("{x:.0f}")
    return axes


def _evidence(tables: Tables) -> pd.DataFrame:
    return counted(tables["provisions"], ["doc_id", "provision_id"])[["doc_id", "provision_id"]]


CHARTS = (
    Chart(
        name=_NAME,
        data=partial(index_table, "corpus_counts"),
        draw=draw_counts,
        keys=("doc_id",),
        evidence=_evidence,
        many=Many(counts_of_many, height=3.9),
        seen=counts_seen,
    ),
)
