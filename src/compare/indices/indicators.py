"""What plans ask for in numbers: every plan's threshold or date for the same thing, side by side.

For each shared indicator a plan is in one of three states, which are never mixed:

- `sets`: a counted provision or a goal (N1) states a number or a date for it;
- `sets none`: a clause of such a provision names the thing (in the words of
  `vocab/indicator_mentions.csv`) but gives no number or date;
- `not stated`: no clause names it in those words. That is silence, and no zero.

Numbers are compared only within one measure: 期 and 场 are both times, but working days are never
set against calendar days (`vocab/comparable_units.csv`). Counts that come back are put on a year
(每季度1次 is 4 times a year). Reading thresholds as strictness follows Knill, Schulze and Tosun
(2012), who count the level at which an instrument is set as its intensity. A plan stands with its
most demanding number; the sentences say what each number is about. A number that holds under a
condition or with an exception (`condition`, see `compare.extract.conditions`) is shown as such, and
not ranked with those that hold without.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from compare.extract.conditions import find_condition
from compare.indices.comparable import TIME_UNITS, comparable_unit, day_of_year, length_in
from compare.indices.timeline import DUTY, GOAL, per_year, timed
from compare.tables.schema import Tables
from compare.vocab.patterns import any_of
from compare.vocab.reading import read_vocabulary, values

Record = Mapping[Any, Any]
"""One row of a table, by column."""

SETS, SETS_NONE, NOT_STATED = "sets", "sets none", "not stated"
CONDITIONAL = "conditional"
STANDINGS = ("strictest", "equal", "less strict", "alone", CONDITIONAL, "not compared")
"""How a plan stands: `equal` if all comparable plans ask the same, `alone` if it is the only one,
`conditional` if its numbers hold under a condition only and another plan sets one, too."""

INTERVAL = "interval"
_CLAUSE_ENDS = r"，。；：！？,;:!?\n"
_COMPARATORS = {"by": "<=", "at": "=", "within": "<=", "at_least": ">=", "from": ">=", "every": "="}
_BINDS = {"higher": (">", ">=", "="), "lower": ("<", "<=", "="), "earlier": ("<", "<=", "=")}


def indicator_values(tables: Tables) -> pd.DataFrame:
    """Every number or date that a plan sets for a shared indicator, in the order of the plans.

    Columns: `indicator_id`, `doc_id`, `provision_id`, `find_id` (row of targets.csv or times.csv),
    `role` (duty or goal), `text` as printed, `comparator`, `value` and `measure` (a key of
    `measure_labels`; with /y if a year), `comparable` (1 if the comparator binds on the side that
    the indicator's `better` names), `basis` (`stated`, or `recurrence` where only 每年 says how
    often), `sentence`, `condition` (the words under which alone it holds; empty where it always does).
    """
    kinds = tables["indicators"].set_index("indicator_id")
    rows = [_target_value(row, kinds) for row in _target_rows(tables)]
    rows += [
        _time_value(row, kinds)
        for row in timed(tables).to_dict("records")
        if row["indicator_id"] in kinds.index
    ]
    frame = pd.DataFrame([row for row in rows if row], columns=_VALUE_COLUMNS)
    better = frame["indicator_id"].map(kinds["better"])
    frame["comparable"] = [
        int(sign in _BINDS[side]) for sign, side in zip(frame["comparator"], better, strict=True)
    ]
    frame["condition"] = [
        _condition(sentence, text) for sentence, text in zip(frame["sentence"], frame["text"], strict=True)
    ]
    return _sorted(_without_doubles(frame), tables)


def _condition(sentence: str, text: str) -> str:
    """The words that limit a number, which is printed as `text`."""
    place = max(sentence.find(text), 0)
    return find_condition(sentence, place, place + len(text))


_KEYS = ["indicator_id", "doc_id", "provision_id", "find_id"]
_VALUE_COLUMNS = [*_KEYS, "role", "text", "comparator", "value", "measure", "basis", "sentence"]


def _target_rows(tables: Tables) -> list[Record]:
    """Targets of a shared indicator in counted provisions and goals, with role and sentence."""
    said = said_provisions(tables)[["provision_id", "role", "text"]].rename(columns={"text": "sentence"})
    known = tables["targets"]["indicator_id"].isin(tables["indicators"]["indicator_id"])
    return list(tables["targets"][known].merge(said, on="provision_id").to_dict("records"))


def said_provisions(tables: Tables) -> pd.DataFrame:
    """Provisions in which a plan sets or names things: counted ones (duty) and N1 (goal)."""
    rows = tables["provisions"]
    role = rows["topic"].map(
        lambda topic: GOAL if topic == "N1" else DUTY if topic[:1] != "N" and topic else ""
    )
    rows = rows.assign(role=role.where(rows["is_heading"] == 0, ""))
    return rows[rows["role"] != ""]


def _target_value(row: Record, kinds: pd.DataFrame) -> dict[str, Any]:
    """A target in its comparable measure; 1次 every two years of an interval is two years."""
    unit = comparable_unit(row["unit"])
    base = _base(row, row["target_id"]) | {"comparator": row["comparator"], "basis": "stated"}
    rate = per_year(row["per"])
    if kinds.loc[row["indicator_id"], "unit"] == "y" and unit["measure"] == "次":
        years = 1 / (rate * row["value"]) if rate and row["value"] else float("nan")
        return (
            base | {"value": round(years, 6), "measure": "y", "comparator": "=", "basis": INTERVAL}
            if years == years
            else {}
        )
    scaled = row["value"] * float(unit["factor"])
    if unit["yearly"] == "1" and rate == rate:
        return base | {"value": round(scaled * rate, 6), "measure": f"{unit['measure']}/y"}
    return base | {"value": round(scaled, 6), "measure": unit["measure"]}


def _time_value(row: Record, kinds: pd.DataFrame) -> dict[str, Any]:
    """A time in its comparable measure; nothing if it has none (任期内)."""
    base = _base(row, row["time_id"]) | {"comparator": _COMPARATORS[row["bound"]], "basis": "stated"}
    unit = str(kinds.loc[row["indicator_id"], "unit"])
    moment = row["date_end"] or row["date_start"]
    if moment:
        return base | {"value": float(day_of_year(moment)), "measure": "date", "comparator": "<="}
    if row["form"] == "recurrence" and unit not in TIME_UNITS:
        rate = per_year(row["period"])
        return base | {"value": rate, "measure": "次/y", "basis": "recurrence"} if rate == rate else {}
    length = length_in(row["period"], unit)
    measure = "workday" if row["workdays"] else unit
    return base | {"value": length, "measure": measure} if length is not None else {}


def _base(row: Record, find_id: str) -> dict[str, Any]:
    names = ("indicator_id", "doc_id", "provision_id", "role", "text", "sentence")
    return {name: row[name] for name in names} | {"find_id": find_id}


def _without_doubles(frame: pd.DataFrame) -> pd.DataFrame:
    """每两年1次 is found as a time and as a target: the stated number stays."""
    rank = frame["basis"].map({"stated": 0, INTERVAL: 1, "recurrence": 1})
    best = rank.groupby([frame["indicator_id"], frame["provision_id"]]).transform("min")
    return frame[rank == best]


def _sorted(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    names = {"indicator_id": tables["indicators"]["indicator_id"], "doc_id": tables["documents"]["doc_id"]}
    keys = {
        f"_{name}": frame[name].map({value: i for i, value in enumerate(order)})
        for name, order in names.items()
    }
    ordered = frame.assign(**keys).sort_values([*keys, "find_id"], kind="stable")
    return ordered.drop(columns=list(keys)).reset_index(drop=True)


@cache
def mentioned_indicators(text: str) -> frozenset[str]:
    """The shared indicators whose thing is named in one clause of `text`, number or not.

    >>> sorted(mentioned_indicators("政府领导班子每年应当举办法治专题讲座。"))
    ['law_lectures']
    """
    return frozenset(name for name, mention in _mentions() if mention.search(text))


@cache
def _mentions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What names each indicator: 研究＋法治政府建设 is 研究 and then 法治政府建设 in one clause, not the reverse."""
    return tuple(
        (row["indicator_id"], any_of(map(_one_after_the_other, values(row["mentions"]))))
        for row in read_vocabulary("indicator_mentions")
    )


def _one_after_the_other(group: str) -> str:
    return f"[^{_CLAUSE_ENDS}]*?".join(map(re.escape, group.split("＋")))


def indicator_evidence(tables: Tables) -> pd.DataFrame:
    """The sentences behind every state: `indicator_id`, `doc_id`, `provision_id`, `how`, `sentence`.

    `how` is `number` or `mention`. For `not stated` there is no row: silence has no sentence.
    """
    return _evidence(tables, indicator_values(tables))


def _evidence(tables: Tables, found: pd.DataFrame) -> pd.DataFrame:
    """The same, of the values that were `found`."""
    numbers = found[["indicator_id", "doc_id", "provision_id", "sentence"]].drop_duplicates()
    said = said_provisions(tables)[["doc_id", "provision_id", "text"]]
    named = [
        (name, doc_id, provision_id, text)
        for doc_id, provision_id, text in said.itertuples(index=False)
        for name in mentioned_indicators(text)
    ]
    mentions = pd.DataFrame(named, columns=numbers.columns)
    sets = set(zip(numbers["indicator_id"], numbers["doc_id"], strict=True))
    silent = [pair not in sets for pair in zip(mentions["indicator_id"], mentions["doc_id"], strict=True)]
    known = mentions["indicator_id"].isin(tables["indicators"]["indicator_id"])
    rows = pd.concat(
        [numbers.assign(how="number"), mentions[known & pd.Series(silent, dtype=bool)].assign(how="mention")]
    )
    ordered = _sorted(rows.assign(find_id=rows["provision_id"]), tables)
    return ordered[["indicator_id", "doc_id", "provision_id", "how", "sentence"]]


def compare_indicators(tables: Tables, doc_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """Every shared indicator by every plan: state, number, and who is strictest.

    One row per indicator and plan (of `doc_ids`, such as the plans of one outline; all by
    default). `state`; `measure` compared; `low`, `high` of the plan's numbers in it; `comparator`
    and `best`, its most demanding one; `standing` (see `STANDINGS`); `n_numbers`; `n_plans`, the
    plans with a comparable number; `n_provisions`, the sentences behind the state; `basis` and
    `condition` of the number shown.
    """
    docs = list(doc_ids if doc_ids is not None else tables["documents"]["doc_id"])
    asked = tables if doc_ids is None else _of_plans(tables, docs)
    found = indicator_values(asked)
    own = _by_indicator(found.to_dict("records"))
    behind = _evidence(asked, found).groupby(["indicator_id", "doc_id"])["how"].agg(["first", "size"])
    sentences = {
        pair: (row["first"], row["size"])
        for pair, row in zip(behind.index, behind.to_dict("records"), strict=True)
    }
    rows = []
    for name, better in tables["indicators"][["indicator_id", "better"]].itertuples(index=False):
        ranked = _ranked(own.get(name, []), better, docs)
        for doc in docs:
            how, number = sentences.get((name, doc), ("", 0))
            state = {"number": SETS, "mention": SETS_NONE}.get(how, NOT_STATED)
            rows.append(
                {"indicator_id": name, "doc_id": doc, "state": state, **ranked[doc], "n_provisions": number}
            )
    return pd.DataFrame(rows, columns=_COMPARED)


def _of_plans(tables: Tables, docs: Sequence[str]) -> Tables:
    """The rows of some plans: what is said of one does not depend on others."""
    return {
        name: table[table["doc_id"].isin(docs)].reset_index(drop=True) if "doc_id" in table else table
        for name, table in tables.items()
    }


_COMPARED = ["indicator_id", "doc_id", "state", "measure", "low", "high", "comparator", "best", "basis", "condition",
             "n_numbers", "standing", "n_plans", "n_provisions"]  # fmt: skip


def _by_indicator(rows: Sequence[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["indicator_id"], []).append(row)
    return groups


def _ranked(own: list[Record], better: str, docs: list[str]) -> dict[str, dict[str, Any]]:
    """The number and the standing of each plan for one indicator."""
    measure = _common_measure(own)
    ranked = [row for row in own if row["comparable"] and row["measure"] == measure and not row["condition"]]
    best: dict[str, Record] = {}
    for row in ranked:
        best[row["doc_id"]] = max(best.get(row["doc_id"], row), row, key=lambda one: _demand(one, better))
    keys = {doc: _demand(row, better) for doc, row in best.items()}
    by_plan: dict[str, list[Record]] = {}
    for row in own:
        by_plan.setdefault(row["doc_id"], []).append(row)
    result, demands = {}, sorted(set(keys.values()))
    for doc in docs:
        numbers = by_plan.get(doc, [])
        place = _standing(keys[doc], demands, len(keys)) if doc in keys else _unranked(numbers, len(by_plan))
        standing = {"standing": place, "n_plans": len(keys)}
        result[doc] = _numbers(numbers, best.get(doc)) | standing
    return result


def _unranked(numbers: Sequence[Record], plans: int) -> str:
    """How a plan stands that has no number to rank, where so many plans set one."""
    if not numbers:
        return ""
    if not any(row["comparable"] and row["condition"] for row in numbers):
        return "not compared"
    return "alone" if plans == 1 else CONDITIONAL


def _common_measure(own: list[Record]) -> str:
    """The measure in which most plans set a comparable number; the first of equals."""
    plans: dict[str, set[str]] = {}
    for row in own:
        if row["comparable"] and not row["condition"]:
            plans.setdefault(row["measure"], set()).add(row["doc_id"])
    return max(plans, key=lambda measure: len(plans[measure])) if plans else ""


def _demand(row: Record, better: str) -> tuple[float, bool]:
    """Larger is stricter; 超过90 asks more than 不低于90."""
    sign = 1 if better == "higher" else -1
    return sign * float(row["value"]), row["comparator"] in ("<", ">")


def _standing(own: tuple[float, bool], demands: list[tuple[float, bool]], plans: int) -> str:
    """How a plan's demand stands among the distinct `demands` (ascending) of so many plans."""
    if plans == 1:
        return "alone"
    if len(demands) == 1:
        return "equal"
    return "strictest" if own == demands[-1] else "less strict"


def _numbers(own: list[Record], best: Record | None) -> dict[str, Any]:
    """Low, high and best number of one plan; where none is comparable, its first."""
    shown = best if best is not None else next(iter(own), None)
    if shown is None:
        nothing = float("nan")
        return {
            "measure": "",
            "low": nothing,
            "high": nothing,
            "comparator": "",
            "best": nothing,
            "basis": "",
            "condition": "",
            "n_numbers": 0,
        }
    within = [float(row["value"]) for row in own if row["measure"] == shown["measure"]]
    numbers = {"measure": shown["measure"], "low": min(within), "high": max(within)}
    binding = {"comparator": shown["comparator"], "best": float(shown["value"])}
    binding |= {"basis": shown["basis"], "condition": shown["condition"]}
    return numbers | binding | {"n_numbers": len(own)}


def shared(comparison: pd.DataFrame, plans: int = 2) -> pd.DataFrame:
    """The rows of indicators that at least `plans` plans set, most widely set first."""
    setting = (comparison["state"] == SETS).groupby(comparison["indicator_id"]).transform("sum")
    rows = comparison.assign(n_setting=setting)[setting >= plans]
    return rows.sort_values("n_setting", ascending=False, kind="stable").reset_index(drop=True)
