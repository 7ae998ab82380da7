"""When plans want things done: on the calendar, and in their own period.

Three things are measured. How much of a plan is dated at all: the share of its counted
provisions that carry a deadline, a recurrence or a time limit (with N beside it, and an interval,
see `compare.indices.rates`). Where its deadlines fall: on the calendar, and as the
share of the plan's own days that have passed when the duty is due, read as an empirical
distribution function, so that plans of four and of five years can be set side by side. And what
comes back: recurring duties by interval and by the months named.

A duty is a provision with a topic A1-L6; a goal is one coded N1 (到2025年…基本建成). The two are
never added up. Open years (XXXX, as in EDTF, ISO 8601-2:2019) have no place on the calendar and
no position. A deadline says when a plan wants a thing done, not that it was done.
"""

import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from compare.extract.durations import Duration, read_duration
from compare.indices.rates import rates
from compare.indices.selection import coded, counted, doc_order, plan_rows
from compare.tables.schema import Tables
from compare.vocab.taxonomy import is_substantive

OUTLINES = (("outline_2015", 2015, 2020), ("outline_2021", 2021, 2025))
"""The two national outlines (法治政府建设实施纲要) with their first and last year."""

FORMS = ("deadline", "recurrence", "duration", "start")
"""How a time binds. A date (2017年年初) is a deadline; a first day (自2023年起) is a start."""

GOAL, DUTY = "goal", "duty"

_CLAUSE = re.compile(r"[^，。；：！？,;:!?\n]+")
_LEADING = re.compile(r"^[在于自从、\s]+")
_BARE_NUMBER = re.compile(r"^\D{0,6}[\d一二两三四五六七八九十]{1,6}\D{0,2}(?:以上|以下|以内)?$")
_LAST_MONTH = 12


def timed(tables: Tables) -> pd.DataFrame:
    """The times that schedule a duty or a goal, with what is due.

    Columns: those of times.csv, and `role` (duty or goal), `topic`, `unit` (measure, or the
    provision where it has none), `sentence` (the provision), `form` (one of `FORMS`) and `due`
    (the clause that holds the time, without the time). Times in headings and in N0 and N2
    provisions are left out, as are plans that nobody coded.
    """
    provisions = tables["provisions"]
    held = provisions["provision_id"].isin(tables["times"]["provision_id"])
    provisions = provisions[held & provisions["doc_id"].isin(coded(provisions))]
    roles = provisions["topic"].map(_role).where(provisions["is_heading"] == 0, "")
    facts = provisions.assign(role=roles, sentence=provisions["text"])
    facts["unit"] = facts["measure_id"].where(facts["measure_id"] != "", facts["provision_id"])
    columns = ["provision_id", "role", "topic", "unit", "sentence"]
    rows = tables["times"].merge(facts[facts["role"] != ""][columns], on="provision_id")
    return rows.assign(form=_forms(rows), due=_due_column(rows))


def _forms(rows: pd.DataFrame) -> pd.Series:
    forms = rows["kind"].replace("date", "deadline")
    return forms.mask((forms == "deadline") & (rows["bound"] == "from"), "start")


def _role(topic: str) -> str:
    if is_substantive(topic):
        return DUTY
    return GOAL if topic == "N1" else ""


def _due_column(rows: pd.DataFrame) -> list[str]:
    """What is due, for each time; times of one sentence are looked up in their order."""
    seen: dict[str, int] = {}
    result = []
    for row in rows.itertuples():
        place = str(row.sentence).find(str(row.text), seen.get(str(row.provision_id), 0))
        place = max(place, 0)
        end = place + len(str(row.text))
        seen[str(row.provision_id)] = end
        result.append(due_words(str(row.sentence), place, end))
    return result


def due_words(sentence: str, start: int, end: int) -> str:
    """What a time at `start:end` schedules: its clause, without the time.

    Where the clause holds only the time, the next one, or the one before if it is the last;
    where it adds but a number, both it and the one before.

    >>> due_words("2018年年底前向社会公布行政执法流程图。", 0, 8)
    '向社会公布行政执法流程图'
    >>> due_words("县政府常务会议会前学法，每年不少于4次；", 12, 14)
    '县政府常务会议会前学法，不少于4次'
    """
    clauses = [(match.start(), match.end()) for match in _CLAUSE.finditer(sentence)]
    here = next((i for i, (low, high) in enumerate(clauses) if low <= start < high), None)
    if here is None:
        return sentence.strip()
    low, high = clauses[here]
    rest = _LEADING.sub("", _without_preposition(sentence[low:start]) + sentence[end:high].strip())
    if not rest and len(clauses) > 1:
        return sentence[slice(*clauses[here + 1 if here + 1 < len(clauses) else here - 1])].strip()
    if _BARE_NUMBER.match(rest) and here:
        return f"{sentence[slice(*clauses[here - 1])].strip()}，{rest}"
    return rest


def _without_preposition(words: str) -> str:
    """行政执法机关于 (每年…) loses 于."""
    return words.strip().removesuffix("于").removesuffix("在")


def deadlines(tables: Tables) -> pd.DataFrame:
    """Every deadline and date: on the calendar and in the plan's own period.

    Adds to `timed`: `day` (the last day that keeps the deadline, empty if the year is open),
    `year` (empty if open), `open_year` (0/1), `year_end` (1 where it is 31 December), and
    `position`: the share of the plan's days that have passed at the end of that day, 0 before
    the first day and 1 on the last; above 1 if due after the period; empty without a period.
    `position_issued` is the same share of the days from the date of issue to the end of the period: below
    0 if due before the plan was issued; empty where no date of issue is known.
    """
    rows = timed(tables)
    rows = rows[rows["form"] == "deadline"].reset_index(drop=True)
    moment = rows["date_end"].where(rows["date_end"] != "", rows["date_start"])
    day = pd.to_datetime(moment.where(~moment.str.startswith("XXXX")), format="%Y-%m-%d", errors="coerce")
    rows["day"] = day.dt.strftime("%Y-%m-%d").fillna("")
    rows["year"] = day.dt.year.astype("Int64")
    rows["open_year"] = day.isna().astype(int)
    rows["year_end"] = ((day.dt.month == _LAST_MONTH) & (day.dt.day == 31)).astype(int)
    known = (
        tables["documents"]
        .set_index("doc_id")[["period_start", "period_end", "issued"]]
        .fillna("")
        .astype(str)
    )
    found = [(day, *known.loc[doc]) for day, doc in zip(rows["day"], rows["doc_id"], strict=True)]
    rows["position"] = [period_position(day, first, last) for day, first, last, _ in found]
    rows["position_issued"] = [position_from_issue(day, issued, last) for day, _, last, issued in found]
    return rows


def period_position(day: str, first_year: str, last_year: str) -> float:
    """The share of the days of a period that have passed at the end of `day`.

    >>> round(period_position("2018-12-31", "2017", "2020"), 4)  # 730 of 1461 days
    0.4997
    >>> period_position("2020-12-31", "2017", "2020")
    1.0
    """
    if not (day and first_year and last_year) or int(last_year) < int(first_year):
        return float("nan")
    begin, stop = date(int(first_year), 1, 1), date(int(last_year) + 1, 1, 1)
    return ((date.fromisoformat(day) - begin).days + 1) / (stop - begin).days


def position_from_issue(day: str, issued: str, last_year: str) -> float:
    """The share of the days from the date of issue to the end of the period that have passed after `day`.

    >>> round(position_from_issue("2018-12-31", "2017-12-31", "2020"), 4)  # 366 of 1097 days
    0.3336
    """
    if not (day and issued and last_year) or issued.startswith("XXXX"):
        return float("nan")
    begin, stop = date.fromisoformat(issued), date(int(last_year) + 1, 1, 1)
    days = (stop - begin).days
    return ((date.fromisoformat(day) - begin).days + 1) / days if days > 0 else float("nan")


def position_curve(tables: Tables) -> pd.DataFrame:
    """The empirical distribution of duty deadlines over each plan's period.

    One row per plan and position: `here` (due then), `due` (due by then), `n` (all duty deadlines
    of the plan with a position) and `share` = due / n. Goals and open years are left out.
    """
    rows = deadlines(tables)
    rows = rows[(rows["role"] == DUTY) & rows["position"].notna()]
    counts = rows.groupby(["doc_id", "position"]).size().rename("here").reset_index()
    counts = _in_order(counts, tables, ["position"])
    counts["due"] = counts.groupby("doc_id")["here"].cumsum()
    counts["n"] = counts.groupby("doc_id")["here"].transform("sum")
    return counts.assign(share=counts["due"] / counts["n"])


def _in_order(rows: pd.DataFrame, tables: Tables, by: list[str]) -> pd.DataFrame:
    """Rows in the order of the plans in documents.csv, then by `by`."""
    place = {doc: position for position, doc in enumerate(doc_order(tables))}
    ordered = rows.assign(_place=rows["doc_id"].map(place)).sort_values(["_place", *by], kind="stable")
    return ordered.drop(columns="_place").reset_index(drop=True)


def time_shares(tables: Tables) -> pd.DataFrame:
    """How much of each plan is dated: one row per plan and form (`FORMS` and any).

    `provisions` are the counted ones, `with_time` those that carry the form, `share` their ratio
    with its 95% interval `low`, `high` and the `clusters` that it rests on; `times` are the
    expressions in them, and `goals` those of the plan's N1 goals, which are in no share.
    """
    times = timed(tables)
    held = {form: times[(times["form"] == form) | (form == "any")] for form in (*FORMS, "any")}
    provisions = counted(tables["provisions"], ["doc_id", "provision_id"])
    for form, rows in held.items():
        duties = rows.loc[rows["role"] == DUTY, "provision_id"]
        provisions[form] = provisions["provision_id"].isin(duties)
    plans = [
        _plan_shares(doc_id, rows, list(held))
        for doc_id, rows in plan_rows(provisions, coded(tables["provisions"]))
    ]
    table = pd.DataFrame([row for rows in plans for row in rows], columns=_SHARES)
    said = pd.concat([rows.assign(form=form) for form, rows in held.items()])
    counts = said.groupby(["doc_id", "form", "role"]).size().unstack(fill_value=0)
    places = pd.MultiIndex.from_frame(table[["doc_id", "form"]])
    counts = counts.reindex(places, columns=[DUTY, GOAL], fill_value=0).astype(int)
    return table.assign(times=counts[DUTY].to_numpy(), goals=counts[GOAL].to_numpy())


_SHARES = ["doc_id", "form", "provisions", "with_time", "share", "low", "high", "clusters"]


def _plan_shares(doc_id: str, rows: pd.DataFrame, forms: list[str]) -> list[dict[str, Any]]:
    """How much of one plan carries each form, from its provisions with a truth for each."""
    found = rates(rows[forms].to_numpy(dtype=float), rows["unit"])
    columns = zip(forms, found.count, found.share, found.low, found.high, strict=True)
    return [
        {"doc_id": doc_id, "form": form, "provisions": found.n, "with_time": int(count), "share": share,
         "low": low, "high": high, "clusters": found.clusters}
        for form, count, share, low, high in columns
    ]  # fmt: skip


def recurrences(tables: Tables) -> pd.DataFrame:
    """Every recurring duty: how often, and in which months of the year.

    Adds to `timed`: `interval` (the ISO 8601 period, empty if none is named), `per_year` (times a
    year: 0.5 for 每两年), `month_start` and `month_end` (1-12; empty where no season is named).
    每年1月31日前 may be met from 1 January on: its months are 1 to 1.
    """
    rows = timed(tables)
    rows = rows[rows["form"] == "recurrence"].reset_index(drop=True)
    last = _month(rows["date_end"])
    first = _month(rows["date_start"])
    return rows.assign(
        interval=rows["period"],
        per_year=rows["period"].map(per_year),
        month_start=first.where(first.notna() | last.isna(), 1),
        month_end=last.where(last.notna() | first.isna(), _LAST_MONTH),
    )


def _month(dates: pd.Series) -> pd.Series:
    """The month of dates that come back each year (XXXX-03-31)."""
    return pd.to_numeric(dates.where(dates.str.startswith("XXXX")).str[5:7]).astype("Int64")


_PER_YEAR = {"Y": 1.0, "M": 12.0, "W": 52.0, "D": 365.0, "H": 8760.0}


def per_year(period: str) -> float:
    """How often a period fits into a year; not a number where there is none.

    >>> per_year("P2Y"), per_year("P3M"), per_year("P1W")
    (0.5, 4.0, 52.0)
    """
    length = read_duration(period)
    if not length or not length.number:
        return float("nan")
    return _PER_YEAR.get(length.unit, float("nan")) / length.number


def recurrence_counts(tables: Tables) -> pd.DataFrame:
    """Recurring expressions by plan, role, interval and months: column `n`.

    A plan without a row names no recurring duty; it does not follow that it has none.
    """
    keys = ["doc_id", "role", "interval", "per_year", "month_start", "month_end"]
    counts = recurrences(tables).groupby(keys, dropna=False).size().rename("n").reset_index()
    return _in_order(counts, tables, ["role", "per_year", "month_start"])


_MEASURES = {"min": "minutes", "H": "hours", "D": "days", "W": "weeks", "M": "months", "Y": "years"}
_HOURS = {"min": 1 / 60, "H": 1.0, "D": 24.0, "W": 168.0, "M": 730.0, "Y": 8760.0}


def time_limits(tables: Tables) -> pd.DataFrame:
    """Every time limit (5小时内, 不少于5个工作日), with its length.

    Adds to `timed`: `value` and `measure` (hours, days, working days, weeks, months, years, minutes; empty
    for open terms such as 任期内) and `hours` for sorting only (a working day counted as a day).
    """
    rows = timed(tables)
    rows = rows[rows["form"] == "duration"].reset_index(drop=True)
    lengths = [read_duration(period) or Duration(float("nan"), "") for period in rows["period"]]
    value = pd.Series([length.number for length in lengths], dtype=float)
    unit = pd.Series([length.unit for length in lengths], dtype=str)
    measure = unit.map(_MEASURES).fillna("")
    measure = measure.where((measure != "days") | (rows["workdays"] != 1), "working days")
    return rows.assign(value=value, measure=measure, hours=value * unit.map(_HOURS).astype(float))


def plan_periods(tables: Tables) -> pd.DataFrame:
    """The period of each plan beside the two national outlines.

    One row per outline and plan: `kind`, `first_year`, `last_year` (both inclusive, empty if not
    stated), `issued` (date, empty if not printed) and `late`, the days from the first day of
    the period to the date of issue.
    """
    rows = [
        {"doc_id": name, "kind": "outline", "first_year": first, "last_year": last}
        for name, first, last in OUTLINES
    ]
    documents = tables["documents"].rename(columns={"period_start": "first_year", "period_end": "last_year"})
    frame = pd.concat([pd.DataFrame(rows), documents.assign(kind="plan")], ignore_index=True)
    for column in ("first_year", "last_year"):
        frame[column] = pd.to_numeric(frame[column].replace("", np.nan)).astype("Int64")
    frame["issued"] = frame["issued"].fillna("").astype(str)
    begin = pd.to_datetime(frame["first_year"].astype("string") + "-01-01", errors="coerce")
    frame["late"] = (pd.to_datetime(frame["issued"], errors="coerce") - begin).dt.days.astype("Int64")
    return frame[["doc_id", "kind", "first_year", "last_year", "issued", "late"]]
