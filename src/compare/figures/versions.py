"""Series of one place in a picture: what a later plan made of the one before it."""

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, only_chosen
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells
from compare.figures.parts.records import Row
from compare.figures.style import Plan
from compare.figures.words import say
from compare.indices.plans import DASH
from compare.indices.stage import index_table
from compare.indices.version_tables import STATES, version_evidence
from compare.tables.schema import Tables
from compare.vocab.percents import whole_percent

_NAME = "versions"
_SHADE = 0.85


def draw_versions(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A column for every plan that has a forerunner; counts over their denominators, by what became of things."""
    rows: dict[str, str] = {}
    kinds = [what for what in STATES if (data["what"] == what).any()]
    for what in kinds:
        rows[what] = kind_name(what, language)
        rows |= {f"{what}:{state}": state_name(what, state, language) for state in STATES[what]}
    cells = {(f"{row['what']}:{row['state']}", row["doc_id"]): _cell(row) for row in data.to_dict("records")}
    return draw_cells(axes, Rows(rows, headings=kinds), _columns(data, plans, language), cells, language)


def kind_name(what: str, language: str) -> str:
    """What a kind of thing is called."""
    return say(_NAME, what, language)


def state_name(what: str, state: str, language: str) -> str:
    """What became of a thing of one kind.

    >>> state_name("clauses", "dropped", "zh"), state_name("targets", "dropped", "zh")
    ('删去', '取消')
    """
    return say(_NAME, f"{what}_{state}", language)


def _columns(data: pd.DataFrame, plans: list[Plan], language: str) -> Columns:
    """The later plans, each with its years and those of its forerunner."""
    before = dict(zip(data["doc_id"], data["earlier_period"], strict=True))
    names = {
        plan.doc_id: f"{plan.broken(language)}\n{say(_NAME, 'after', language, years=_years(before[plan.doc_id], language))}"
        for plan in plans
        if plan.doc_id in before
    }
    return Columns(names)


def _years(period: str, language: str) -> str:
    return period.replace("-", DASH[language])


def _cell(row: Row) -> Cell:
    if not row["n"]:
        return Cell(("–",), quiet=True, gid="none")
    plain = f"{row['count']}/{row['n']}"
    if not row["count"]:
        return Cell((plain, "0"), quiet=True, gid="none")
    return Cell(
        (f"{plain} ({whole_percent(row['share'])})", plain, str(row["count"])),
        shade=_SHADE * row["share"],
        gid="count",
    )


def versions_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """What became of the clauses, where there is one pair of plans."""
    if data["doc_id"].nunique() != 1:
        return ""
    counts = data[data["what"] == "clauses"].set_index("state")
    names = {plan.doc_id: plan.label(language) for plan in plans}
    found = {state: int(counts.loc[state, "count"]) for state in STATES["clauses"]}
    dropped, before = found.pop("dropped"), int(counts.loc["dropped", "n"])
    parts = [say(_NAME, f"seen_{state}", language, count=count) for state, count in found.items() if count]
    if not parts:
        return ""
    text = say(
        _NAME, "seen", language, later=names[data["doc_id"].iloc[0]], n=int(counts.loc["new", "n"]),
        parts=say("", "joint", language).join(parts),
    )  # fmt: skip
    key = "seen_dropped" if dropped else "seen_none_dropped"
    return text + (say(_NAME, key, language, n=before, count=dropped) if before else "")


def versions_data(tables: Tables) -> pd.DataFrame:
    """The table behind the figure: kinds of things that neither plan has are left out.

    The years of the earlier plan are a column, for that plan itself need not be among those drawn.
    """
    rows = index_table("version_counts", tables)
    documents = tables["documents"].set_index("doc_id")
    first, last = (rows["earlier"].map(documents[f"period_{end}"]).astype(str) for end in ("start", "end"))
    rows = rows.assign(earlier_period=first + "-" + last)
    return rows[rows.groupby("what")["n"].transform("max") > 0].reset_index(drop=True)


CHARTS = (
    Chart(
        name=_NAME,
        data=versions_data,
        draw=draw_versions,
        keys=("doc_id", "earlier", "what", "state"),
        evidence=version_evidence,
        many=only_chosen(draw_versions, _NAME),
        seen=versions_seen,
        across_places=False,
    ),
)
