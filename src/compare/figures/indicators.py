"""Shared indicators: who sets a number, who sets none, and who asks most.

The table of states keeps three things apart by words and signs, not by colour alone: a number, an
open circle (the thing is named without a number), and a dash (not named: silence, no zero).
"""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.indicator_labels import number_text, row_label
from compare.figures.parts.plan_shares import Shared
from compare.figures.parts.records import Row
from compare.figures.style import Plan
from compare.figures.words import say
from compare.indices import indicators as index
from compare.indices.stage import index_table
from compare.tables.schema import Tables

_NAME = "indicator_states"
_SHADES = {"strictest": 0.95, "equal": 0.42, "less strict": 0.16}
_MOST_ROWS = 62
"""Indicators that a page has room for, most widely set first; the rest are in the table."""


def draw_matrix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Indicators by plans: the plan's most demanding number, or the sign for none."""
    rows = indicator_rows(data, language)
    cells = {
        (row["indicator_id"], row["doc_id"]): _cell(row, language)
        for row in data.to_dict("records")
        if row["indicator_id"] in rows
    }
    silent = Cell(("–",), quiet=True, gid=index.NOT_STATED)
    blanks = {(key, plan.doc_id): silent for key in rows for plan in plans}
    return draw_cells(axes, Rows(rows), plan_columns(plans, language), blanks | cells, language)


def indicator_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """The indicators drawn, most widely set first, with their units."""
    names = list(dict.fromkeys(data["indicator_id"]))
    return {name: row_label(data, name, language) for name in names[:_MOST_ROWS]}


def _cell(row: Row, language: str) -> Cell:
    """One cell: a shaded number, an open circle, or a dash."""
    if row["state"] != index.SETS:
        return Cell(("○" if row["state"] == index.SETS_NONE else "–",), quiet=True, gid=row["state"])
    signs = "*" * (row["low"] != row["high"]) + "†" * (row["basis"] not in ("stated", ""))
    signs += "‡" * bool(row["condition"])
    number = (row["comparator"], row["best"], row["measure"], language)
    full, brief = (number_text(*number, short=short) for short in (False, True))
    text = full + signs
    lone = row["standing"] not in _SHADES
    return Cell(
        (text, text.replace(" ", "\n"), brief + signs, f"{brief} {signs}".strip()), shade=_SHADES.get(row["standing"]), edge="#B5B5B5" if lone else "white",
        quiet=row["standing"] in ("not compared", index.CONDITIONAL), gid=row["standing"],
    )  # fmt: skip


def states_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many indicators one plan alone sets, and how many two or more."""
    setting = data[data["state"] == index.SETS].groupby("indicator_id")["doc_id"].nunique()
    alone, several = int((setting == 1).sum()), int((setting > 1).sum())
    key = "seen" if alone and several else "seen_alone" if alone else "seen_several"
    key = "seen_one" if len(plans) == 1 else key
    return say(_NAME, key, language, all=len(setting), alone=alone, several=several)


def matrix_data(tables: Tables) -> pd.DataFrame:
    """All indicators that at least one plan sets, with their labels."""
    rows = index.shared(index_table("indicator_comparison", tables), plans=1)
    labels = tables["indicators"][["indicator_id", "label_zh", "label_en"]]
    return rows.merge(labels, on="indicator_id", how="left")


def matrix_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind the numbers and the circles of the table of states."""
    rows = index_table("indicator_sentences", tables)
    return rows[rows["indicator_id"].isin(matrix_data(tables)["indicator_id"])]


CHARTS = (
    Chart(
        name=_NAME,
        data=matrix_data,
        draw=draw_matrix,
        keys=("indicator_id", "doc_id"),
        evidence=matrix_evidence,
        many=Many(
            Shared(
                _NAME,
                "indicator_id",
                "state",
                (index.SETS, index.SETS_NONE, index.NOT_STATED),
                indicator_rows,
            ),
            height=6.8,
        ),
        seen=states_seen,
    ),
)
"""The figures of this module."""
