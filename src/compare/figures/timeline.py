"""Figures of time: periods with their deadlines, recurring duties, and how much is dated.

The swim lanes of deadlines are drawn in `deadlines`; `CHARTS` lists them all.
"""

from collections.abc import Mapping
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.deadlines import (
    deadline_rows,
    deadlines_data,
    deadlines_note,
    deadlines_seen,
    draw_deadlines,
)
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed, percent_tick
from compare.figures.parts.ends import ends
from compare.figures.parts.estimates import Panels, draw_estimates, plan_rows
from compare.figures.parts.gantt import draw_gantt, draw_periods_of_many
from compare.figures.parts.plan_shares import Shared
from compare.figures.style import Plan
from compare.figures.words import say, value_label
from compare.indices import timeline
from compare.indices.selection import counted
from compare.indices.stage import index_table
from compare.tables.schema import Tables
from compare.vocab.percents import percent

_FORMS = ("deadline", "recurrence", "duration")
_ORDER = ("P1D", "P1W", "P1M", "P3M", "P6M", "P1Y", "P2Y", "P3Y", "P5Y")


def periods_data(tables: Tables) -> pd.DataFrame:
    """Periods of outlines and plans, with the deadlines and recurrences of each plan.

    One row for each period (`what` is period) and each moment: `what` (deadline, goal, recurrence),
    `day` or `interval`, and `n`, how many there are.
    """
    periods = index_table("periods_of_plans", tables).assign(what="period", n=1)
    dates = index_table("deadlines", tables)
    dates = dates[dates["day"] != ""].assign(what=dates["role"].replace(timeline.DUTY, "deadline"))
    dated = dates.groupby(["doc_id", "what", "day"], sort=False).size().rename("n").reset_index()
    again = index_table("recurring_duties", tables).rename(columns={"period": "repeats"})
    again = again.groupby(["doc_id", "interval"], sort=False).size().rename("n").reset_index()
    rows = pd.concat([periods, dated, again.assign(what="recurrence")], ignore_index=True)
    return rows.fillna({"kind": "plan", "day": "", "interval": "", "issued": ""})


def draw_periods(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The plans' periods under the national outlines, with what is due when and what comes back."""
    return draw_gantt(data, axes, plans, language)


def periods_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How late plans were issued in their own periods; a date without a period is a date all the same."""
    own = data[(data["what"] == "period") & (data["kind"] == "plan")]
    own = own[own["doc_id"].isin([plan.doc_id for plan in plans])]
    late = own.dropna(subset="late")
    if late.empty:
        return ""
    last = late.sort_values("late", ascending=False, kind="stable").iloc[0]
    name = next(plan.label(language) for plan in plans if plan.doc_id == last["doc_id"])
    months, dated = round(int(last["late"]) / 30.4), int((own["issued"] != "").sum())
    key = "into" if months >= 0 else "before"
    when = say("plan_periods", key, language, name=name, months=abs(months))
    if len(plans) == 1:
        return when
    return say("plan_periods", "seen" if dated > 1 else "seen_one", language, when=when, dated=dated)


def periods_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Every period that plans have, with the number of plans, and the chosen plans with what is due in them."""
    return draw_periods_of_many(data, axes, chosen, language)


def draw_recurrences(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """How often duties come back: their number by interval and plan; `data` is `recurrences`."""
    rows = interval_rows(data, language)
    counts = data.groupby(["interval_name", "doc_id"]).size()
    months = data[data["month_start"].notna()].groupby(["interval_name", "doc_id"]).size()
    cells = {}
    for key in rows:
        for plan in plans:
            number, named = (int(table.get((key, plan.doc_id), 0)) for table in (counts, months))
            cells[key, plan.doc_id] = _recurrence_cell(number, named, int(counts.max()), language)
    return draw_cells(axes, Rows(rows), plan_columns(plans, language), cells, language)


def _recurrence_cell(number: int, named: int, most: int, language: str) -> Cell:
    if not number:
        return Cell(("–",), quiet=True, gid="silent")
    texts = [str(number)]
    if named:
        words = say("recurrence_calendar", "with_month", language, number=number, named=named)
        texts = [words, words.replace(" (", "\n(").replace("（", "\n（"), str(number)]
    return Cell(texts, shade=0.15 + 0.6 * number / most, gid="count")


def interval_rows(data: pd.DataFrame, language: str) -> dict[str, str]:
    """The intervals that occur, the shortest first; those that are not named last."""
    known = [name for name in _ORDER if (data["interval"] == name).any()]
    others = sorted(set(data["interval"]) - set(known) - {""})
    rows = {name: value_label("interval", name, language) for name in [*known, *others]}
    if (data["interval"] == "").any():
        rows["none"] = value_label("interval", "none", language)
    return rows


def recurrences_data(tables: Tables) -> pd.DataFrame:
    """Every recurring duty, with its interval as a name (`none` where the plan names none)."""
    rows = index_table("recurring_duties", tables)
    return rows.assign(interval_name=rows["interval"].replace("", "none"), state="some")


def recurrences_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How often most recurring duties come back, and how many name a month."""
    if data.empty:
        return ""
    top = data["interval_name"].value_counts()
    count, months = int(top.iloc[0]), int(data["month_start"].notna().sum())
    text = say(
        "recurrence_calendar", "seen_all" if count == len(data) else "seen", language, count=count, all=len(data),
        interval=value_label("interval", top.index[0], language),
    )  # fmt: skip
    return text + say(
        "recurrence_calendar", "seen_months" if months else "seen_no_month", language, months=months
    )


def draw_shares(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The share of provisions with each form of time, with interval and counts."""
    rows = data.assign(
        category=data["form"], key=data["doc_id"], value=data["share"],
        text=data["with_time"].astype(str) + "/" + data["provisions"].astype(str),
    )  # fmt: skip
    names = {form: value_label("form", form, language) for form in _FORMS}
    top = float(data["high"].max()) if data["high"].notna().any() else 1.0
    panels = Panels(names, percent_tick, say("", "not_stated", language), ends=(0.0, max(0.02, 1.05 * top)))
    return draw_estimates(
        axes, rows, plan_rows(plans, language), panels, say("time_shares", "axis", language)
    )


def shares_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Between which shares the plans' provisions with a deadline lie."""
    own = data[data["form"] == "deadline"].set_index("doc_id")["share"].dropna()
    if not own.any():
        return ""
    found = ends(own, plans, percent, language)
    if not found:
        return ""
    text = say("time_shares", "seen", language, name=found["most"], share=found["high"])
    none = own.min() == 0
    return text + (say("time_shares", "seen_none", language, names=found["least"]) if none else "")


def _form_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {form: value_label("form", form, language) for form in _FORMS}


def times_evidence(tables: Tables, form: str) -> pd.DataFrame:
    """The provision behind each time of one form."""
    rows = timeline.timed(tables)
    return rows[rows["form"] == form][["time_id", "doc_id", "provision_id"]]


def shares_data(tables: Tables) -> pd.DataFrame:
    """The shares of the forms that are drawn."""
    rows = index_table("time_rates", tables)
    return rows[rows["form"].isin(_FORMS)].reset_index(drop=True)


def share_evidence(tables: Tables) -> pd.DataFrame:
    """All counted provisions, for each form; `with_time` is 1 for those in the numerator."""
    provisions = counted(tables["provisions"], ["doc_id", "provision_id"])[["doc_id", "provision_id"]]
    times = timeline.timed(tables)
    parts = []
    for form in _FORMS:
        holders = times[times["form"] == form]["provision_id"]
        parts.append(
            provisions.assign(form=form, with_time=provisions["provision_id"].isin(holders).astype(int))
        )
    return pd.concat(parts, ignore_index=True)


def period_evidence(tables: Tables) -> pd.DataFrame:
    """The titles, which state the periods, and the provisions with a deadline or a recurrence."""
    provisions = tables["provisions"]
    titles = provisions[(provisions["is_heading"] == 1) & (provisions["measure_id"] == "")]
    titles = titles.groupby("doc_id", sort=False).head(1)[["doc_id", "provision_id"]]
    times = timeline.timed(tables)
    times = times[times["form"].isin(("deadline", "recurrence"))][["doc_id", "provision_id"]]
    return pd.concat([titles, times], ignore_index=True).drop_duplicates()


CHARTS = (
    Chart(
        name="plan_periods",
        data=periods_data,
        draw=draw_periods,
        keys=("doc_id",),
        evidence=period_evidence,
        many=Many(periods_many, height=4.2),
        seen=periods_seen,
    ),
    Chart(
        name="deadlines_by_year",
        data=deadlines_data,
        draw=draw_deadlines,
        keys=("time_id",),
        evidence=partial(times_evidence, form="deadline"),
        many=Many(
            Shared("deadlines_by_year", "due_year", "role", ("duty", "goal", "none"), deadline_rows),
            height=4.6,
        ),
        seen=deadlines_seen,
        height=6.2,
        note=deadlines_note,
    ),
    Chart(
        name="recurrence_calendar",
        data=recurrences_data,
        draw=draw_recurrences,
        keys=("time_id",),
        evidence=partial(times_evidence, form="recurrence"),
        many=Many(Shared("recurrence_calendar", "interval_name", "state", ("some", "none"), interval_rows)),
        seen=recurrences_seen,
    ),
    Chart(
        name="time_shares",
        data=shares_data,
        draw=draw_shares,
        keys=("doc_id", "form"),
        evidence=share_evidence,
        many=Many(Distributed("time_shares", "form", "share", percent, _form_rows), height=3.2),
        seen=shares_seen,
    ),
)
"""The figures of this module."""
