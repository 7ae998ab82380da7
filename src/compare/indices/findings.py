"""What the tables of a project say in a few sentences: numbers, intervals, and the provisions behind them.

A finding is chosen by what the tables allow and not by what they say: each asks its question of every
project, and answers with whichever plans stand at the ends. `vocab/findings.csv` has the words.
An interval is that of a rate over provisions in measures (`compare.indices.rates`): how far a
number hangs on the measures that these plans happen to hold. It says nothing of other places.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from compare.indices.origins import DEMANDS, FLOORS, UNCHECKED_MARK, demands
from compare.indices.rates import rates
from compare.indices.selection import coded, counted
from compare.indices.stage import index_tables
from compare.indices.strictness_rates import ALL, RATES, rate_evidence
from compare.tables.schema import Tables
from compare.vocab.percents import percent

MOST = 8
_LEAST_DEMANDS = 5
_MOVED = ("tightens", "loosens")
_REPEATS = tuple(floor for floor in FLOORS if floor.startswith("repeats"))


@dataclass(frozen=True)
class Finding:
    """One finding: the values that its sentences are filled with, and what it rests on.

    `values` are numbers ready to print; `plans` are doc_ids that are printed as names. `number`, `low` and
    `high` are the main number with its interval (missing where it has none); `figure` is a chart;
    `provision_ids` are the provisions behind it; `tied` are the plans (doc_ids) at the end that is
    told, where there are several; `forms` name what its words may leave out (such as `all`: no plan is silent).
    """

    key: str
    figure: str
    number: float
    low: float
    high: float
    provision_ids: tuple[str, ...]
    values: Mapping[str, object] = field(default_factory=dict)
    plans: Mapping[str, str] = field(default_factory=dict)
    tied: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def findings(tables: Tables) -> list[Finding]:
    """The findings that the tables allow, in the order of `QUESTIONS`, `MOST` at the most."""
    found = (question(tables) for question in QUESTIONS.values())
    return [finding for finding in found if finding][:MOST]


def unanswered(tables: Tables) -> list[str]:
    """The keys of the questions that the tables do not allow to answer."""
    return [key for key, question in QUESTIONS.items() if question(tables) is None]


def _interval(low: float, high: float) -> dict[str, object]:
    return {"low": percent(low), "high": percent(high)}


def _ids(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values))


def _at_most(numbers: pd.Series) -> tuple[str, ...]:
    """The plans (the index) that share the highest number; none where it is one plan's, or 0."""
    return _alike(numbers, numbers.max()) if numbers.max() > 0 else ()


def _alike(numbers: pd.Series, end: float) -> tuple[str, ...]:
    """The plans (the index) that stand at one end; none where it is one plan's."""
    alike = numbers.index[numbers.round(9) == round(end, 9)]
    return tuple(map(str, alike)) if len(alike) > 1 else ()


# --- the questions ---


def mandates(tables: Tables) -> Finding | None:
    """Which plan mandates most and which least, and whether that stands."""
    rows = index_tables(tables)["strictness_rates"]
    own = rows[(rows["domain"] == ALL) & (rows["rate"] == "mandate") & (rows["n"] > 0)].set_index("doc_id")
    if len(own) < 2 or not own["count"].sum():
        return None
    most, least = str(own["share"].idxmax()), str(own["share"].idxmin())
    if most == least:
        return None
    top, low = own.loc[most], own.loc[least]
    net = index_tables(tables)["strictness_net"].query("rate == 'mandate' and net_of == 'shared'")
    left = net.set_index("doc_id")["count"]
    behind = rate_evidence(tables["provisions"]).query("rate == 'mandate'")
    values = {
        "share": percent(top["share"]), "count": int(top["count"]), "n": int(top["n"]),
        **_interval(top["low"], top["high"]),
        "least_share": percent(low["share"]), "least_count": int(low["count"]), "least_n": int(low["n"]),
        "least_low": percent(low["low"]), "least_high": percent(low["high"]),
        "net": int(left[most]), "least_net": int(left[least]), "stands": _stands(tables, most, least),
    }  # fmt: skip
    return Finding(
        "mandates", "strictness_rates", float(top["share"]), float(top["low"]), float(top["high"]),
        _ids(behind.loc[behind["doc_id"].isin([most, least]), "provision_id"]), values,
        {"most": most, "least": least}, _alike(own["share"], low["share"]),
    )  # fmt: skip


def _stands(tables: Tables, first: str, second: str) -> str:
    """In what share of all specifications the first of two plans is the stricter one; a dash if unknown."""
    made = index_tables(tables)
    if "specification_pairs" not in made:
        return "–"
    pairs = made["specification_pairs"].set_index(["doc_a", "doc_b"])["share"]
    if (first, second) in pairs.index:
        return percent(float(pairs[first, second]))
    return percent(1 - float(pairs[second, first])) if (second, first) in pairs.index else "–"


def floor(tables: Tables) -> Finding | None:
    """How many demands only repeat the national floor, and how many are own as far as is known."""
    rows = demands(tables)
    if not rows["floor"].isin(("own", "shared")).any():  # nothing could be held against another place
        return None
    own = rates((rows["floor"] == "own").to_numpy()[:, None], rows["unit"])
    counts = rows["floor"].value_counts()
    values = {
        "n": len(rows), "own": int(own.count[0]), "share": percent(own.share[0]),
        **_interval(own.low[0], own.high[0]),
        "checked": int(counts.get("repeats", 0)), "unchecked": int(counts.get(f"repeats{UNCHECKED_MARK}", 0)),
        "moved": int(rows["floor"].str.startswith(_MOVED).sum()), "shared": int(counts.get("shared", 0)),
        **{f"own_{name}": int(((rows["demand"] == name) & (rows["floor"] == "own")).sum()) for name in DEMANDS},
        **{f"n_{name}": int((rows["demand"] == name).sum()) for name in DEMANDS},
    }  # fmt: skip
    return Finding(
        "floor", "national_floor", float(own.share[0]), float(own.low[0]), float(own.high[0]),
        _ids(rows.loc[rows["floor"] == "own", "provision_id"]) or _ids(rows["provision_id"]), values,
    )  # fmt: skip


def copied(tables: Tables) -> Finding | None:
    """Of which plan most mandates repeat national ones, as recalled or checked."""
    rows = demands(tables)
    rows = rows[rows["demand"] == "mandate"]
    rows = rows.assign(repeats=rows["floor"].isin(_REPEATS))
    shares = rows.groupby("doc_id", sort=False)["repeats"].agg(["mean", "sum", "size"])
    shares = shares[shares["size"] >= _LEAST_DEMANDS]
    if not len(shares) or not shares["sum"].any():
        return None
    most = str(shares["mean"].idxmax())
    part = rows[rows["doc_id"] == most]
    found = rates(part["repeats"].to_numpy()[:, None], part["unit"])
    values = {
        "count": int(found.count[0]), "n": found.n, "share": percent(found.share[0]),
        **_interval(found.low[0], found.high[0]), "checked": int((part["floor"] == "repeats").sum()),
        "all_count": int(rows["repeats"].sum()), "all_n": len(rows),
        "all_checked": int((rows["floor"] == "repeats").sum()),
    }  # fmt: skip
    return Finding(
        "copied", "national_floor", float(found.share[0]), float(found.low[0]), float(found.high[0]),
        _ids(part.loc[part["repeats"], "provision_id"]), values, {"most": most},
    )  # fmt: skip


def order(tables: Tables) -> Finding | None:
    """How much of the order of plans by strictness stands over all specifications."""
    made = index_tables(tables)
    if "specification_pairs" not in made or not len(made["specification_pairs"]):
        return None
    pairs, ranks = made["specification_pairs"], made["specification_ranks"].set_index("doc_id")
    last, first = str(ranks["last"].idxmax()), str(ranks["first"].idxmax())
    values = {
        "specifications": int(ranks["specifications"].max()), "pairs": len(pairs),
        "stand": int((pairs["stricter"] != "").sum()), "surely": int((pairs["surely"] != "").sum()),
        "first_share": percent(ranks.loc[first, "first"]), "last_share": percent(ranks.loc[last, "last"]),
        "best": int(ranks.loc[last, "lowest"]), "plans": len(ranks),
    }  # fmt: skip
    behind = counted(tables["provisions"], ["provision_id"])["provision_id"]
    return Finding(
        "order", "specification_curve", (pairs["stricter"] != "").mean(), float("nan"), float("nan"),
        _ids(behind), values, {"first": first, "last": last}, _at_most(ranks["last"]),
    )  # fmt: skip


def rare(tables: Tables) -> Finding | None:
    """How many provisions name a consequence or set a number; the rarest of the five rates."""
    rows = index_tables(tables)["strictness_rates"]
    own = rows[rows["domain"] == ALL]
    total = int(own.drop_duplicates("doc_id")["n"].sum())
    if not total:
        return None
    behind = rate_evidence(tables["provisions"])
    every = counted(tables["provisions"], ["provision_id"])
    held = {
        rate: every["provision_id"].isin(behind.loc[behind["rate"] == rate, "provision_id"]) for rate in RATES
    }
    found = rates(pd.DataFrame(held).to_numpy(), every["unit"])
    place = RATES.index("target")
    by_plan = own[own["rate"] == "target"].set_index("doc_id")["count"]
    most = str(by_plan.idxmax())
    counts = dict(zip(RATES, map(int, found.count), strict=True))
    values = {
        "n": total, "share": percent(found.share[place]), **_interval(found.low[place], found.high[place]),
        **counts, "most_count": int(by_plan.max()), "plans": len(by_plan),
    }  # fmt: skip
    return Finding(
        "rare", "strictness_rates", float(found.share[place]), float(found.low[place]), float(found.high[place]),
        _ids(behind.loc[behind["rate"] == "target", "provision_id"]) or _ids(every["provision_id"]), values,
        {"most": most}, _at_most(by_plan),
    )  # fmt: skip


def dates(tables: Tables) -> Finding | None:
    """Which plan holds most deadlines of duties, and how many plans state none."""
    rows = index_tables(tables)["deadlines"]
    duties = rows[rows["role"] == "duty"]
    names = coded(tables["provisions"])
    if not len(duties):
        return None
    counts = duties["doc_id"].value_counts().reindex(names, fill_value=0)
    most = str(counts.idxmax())
    every = counted(tables["provisions"], ["doc_id", "provision_id"])
    every = every[every["doc_id"] == most]
    found = rates(every["provision_id"].isin(duties["provision_id"]).to_numpy()[:, None], every["unit"])
    goals = rows[rows["role"] != "duty"]
    values = {
        "count": int(counts.max()), "all": len(duties), "held": int(found.count[0]), "n": found.n,
        "share": percent(found.share[0]), **_interval(found.low[0], found.high[0]), "silent": int((counts == 0).sum()), "plans": len(names),
        "goals": len(goals), "with_goals": int((rows["doc_id"] == most).sum()), "all_with_goals": len(rows),
    }  # fmt: skip
    return Finding(
        "dates", "deadlines_by_year", float(found.share[0]), float(found.low[0]), float(found.high[0]),
        _ids(duties["provision_id"]), values, {"most": most}, _at_most(counts),
        () if values["silent"] else ("all",),
    )  # fmt: skip


def numbers(tables: Tables) -> Finding | None:
    """How many shared indicators are set by one plan alone."""
    rows = index_tables(tables)["indicator_comparison"]
    sets = rows[rows["state"] == "sets"].groupby("indicator_id")["doc_id"].nunique()
    if not len(sets) or len(tables["documents"]) < 2:
        return None
    alone = int((sets == 1).sum())
    named = rows[rows["state"] != "not stated"].groupby("indicator_id")["doc_id"].nunique()
    values = {
        "n": len(sets), "alone": alone, "several": len(sets) - alone, "named": int((named.loc[sets.index] > 1).sum()),
        "plans": len(tables["documents"]),
    }  # fmt: skip
    return Finding(
        "numbers", "indicator_states", alone / len(sets), float("nan"), float("nan"),
        _ids(index_tables(tables)["indicator_numbers"]["provision_id"]), values,
    )  # fmt: skip


def wording(tables: Tables) -> Finding | None:
    """Which two plans share most of their wording."""
    made = index_tables(tables)
    if "reuse_pairs" not in made or not len(made["reuse_pairs"]):
        return None
    pairs = made["reuse_pairs"]
    row = pairs.loc[pairs["share"].idxmax()]
    own, other = str(row["doc_id"]), str(row["other_id"])
    passages = tables["reuse"]
    sides = [
        passages[(passages["doc_a"] == a) & (passages["doc_b"] == b)] for a, b in ((own, other), (other, own))
    ]
    behind = [part[f"provision_{side}"] for part in sides for side in "ab"]
    values = {
        "share": percent(row["share"]), **_interval(row["low"], row["high"]), "shared": int(row["shared"]),
        "exact": percent(row["exact_share"]),
        "median": percent(pairs["share"].median()), "pairs": len(pairs),
    }  # fmt: skip
    return Finding(
        "wording", "reuse_matrix", float(row["share"]), float(row["low"]), float(row["high"]),
        _ids(value for part in behind for value in part), values, {"own": own, "other": other},
    )  # fmt: skip


def topics(tables: Tables) -> Finding | None:
    """How many topics all plans have, and how many none has."""
    rows = index_tables(tables)["coverage_topics"]
    plans = rows["doc_id"].nunique()
    if plans < 2 or not rows["n"].any():
        return None
    main = rows.assign(has=rows["n"] > 0).groupby("group")["has"].sum()
    every = counted(tables["provisions"], ["provision_id", "topic2"])
    either = rows.assign(has=rows["state"] != "none").groupby("group")["has"].sum()
    values = {
        "n": len(main), "everywhere": int((main == plans).sum()), "nowhere": int((main == 0).sum()),
        "alone": int((main == 1).sum()), "plans": plans, "seconds": int((every["topic2"] != "").sum()),
        "either": int((either == plans).sum()),
        "neither": int((either == 0).sum()),
    }  # fmt: skip
    return Finding(
        "topics", "presence", (main == plans).mean(), float("nan"), float("nan"), _ids(every["provision_id"]), values,
        forms=() if values["seconds"] else ("first",),
    )  # fmt: skip


QUESTIONS: dict[str, Callable[[Tables], Finding | None]] = {
    "order": order,
    "mandates": mandates,
    "copied": copied,
    "floor": floor,
    "rare": rare,
    "dates": dates,
    "wording": wording,
    "topics": topics,
    "numbers": numbers,
}
"""The questions in the order of the report; every project is asked all of them."""
