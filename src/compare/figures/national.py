"""The national floor: which demands only repeat it, which tighten or loosen it, and which are a plan's own."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed
from compare.figures.parts.records import Row
from compare.figures.style import Plan
from compare.figures.words import say, value_label
from compare.indices.origins import ALL, DEMANDS, FLOORS, UNCHECKED_MARK, floor_evidence
from compare.indices.stage import index_tables
from compare.tables.schema import Tables
from compare.vocab.percents import percent

_NAME = "national_floor"
_ALWAYS = ("repeats", f"repeats{UNCHECKED_MARK}", "shared", "own")


def floor_data(tables: Tables) -> pd.DataFrame:
    """The table behind the figure; demands that no plan makes are left out."""
    rows = index_tables(tables)[_NAME]
    made = rows.groupby("demand")["n"].transform("sum") > 0
    return rows[made].reset_index(drop=True)


def draw_floor(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Counts over their denominators, by kind of demand; what was recalled only stands apart."""
    names: dict[str, str] = {}
    headings = [demand for demand in DEMANDS if (data["demand"] == demand).any()]
    kept = _floors(data)
    for demand in headings:
        names[demand] = value_label("demand", demand, language)
        names |= {f"{demand}:{floor}": value_label("floor", floor, language) for floor in kept}
    cells = {
        (f"{row['demand']}:{row['floor']}", row["doc_id"]): _cell(row)
        for row in data.to_dict("records")
        if f"{row['demand']}:{row['floor']}" in names
    }
    return draw_cells(axes, Rows(names, headings=headings), plan_columns(plans, language), cells, language)


def _floors(data: pd.DataFrame) -> list[str]:
    """The ways to stand to the floor that are shown: what never occurs and must not be looked for is not."""
    counts = data.groupby("floor")["count"].sum()
    return [floor for floor in FLOORS if floor in _ALWAYS or counts.get(floor, 0)]


def _cell(row: Row) -> Cell:
    if not row["n"]:
        return Cell(("–",), quiet=True, gid="none")
    plain = f"{row['count']}/{row['n']}"
    if not row["count"]:
        return Cell((plain, "0"), quiet=True, gid="none")
    return Cell((plain, str(row["count"])), shade=0.8 * row["share"], gid="count")


def floor_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many demands of all plans repeat the floor, how many of these were checked, and how many are own."""
    rows = data[data["demand"] == ALL]
    total = int(rows.drop_duplicates("doc_id")["n"].sum())
    if not total:
        return ""
    counts = {floor: int(count) for floor, count in rows.groupby("floor")["count"].sum().items()}
    values = {key: counts.get(floor, 0) for key, floor in _SAID.items()}
    every = [key for key, count in values.items() if count == total]
    if every:
        return say(_NAME, f"every_{every[0]}", language, n=total)
    parts = _seen_parts(values, language)
    return say(_NAME, "seen", language, n=total, parts=parts) if parts else ""


_SAID = {"checked": "repeats", "unchecked": f"repeats{UNCHECKED_MARK}", "own": "own", "unknown": "unknown"}
"""The ways to stand to the floor that the headline tells of."""


def _seen_parts(values: Mapping[str, int], language: str) -> str:
    """What is said of demands, one part for each way to stand to the floor that occurs."""
    both = values["checked"] and values["unchecked"]
    keys = ["both", "own", "unknown"] if both else ["checked", "unchecked", "own", "unknown"]
    parts = [say(_NAME, f"seen_{key}", language, **values) for key in keys if values.get(key, both)]
    return say(_NAME, "seen_joint", language).join(parts)


def _floor_names(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {floor: value_label("floor", floor, language) for floor in _floors(data)}


def _of_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """All demands of a plan together."""
    form = Distributed(_NAME, "floor", "share", percent, _floor_names, ends=(-0.02, 1.02))
    return form(data[data["demand"] == ALL], axes, plans, chosen, language)


CHARTS = (
    Chart(
        name=_NAME,
        data=floor_data,
        draw=draw_floor,
        keys=("doc_id", "demand", "floor"),
        evidence=floor_evidence,
        many=Many(_of_many, height=3.6),
        seen=floor_seen,
    ),
)
