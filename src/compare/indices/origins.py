"""What plans demand of their own, and what only repeats, tightens or loosens the national floor.

Read from the columns `origin` and `relation` of targets, times and provisions (mandates). A demand
repeats the floor where it is the same as a national requirement; what rests on a requirement that was
recalled only, and may be wrong, is told apart (`repeats, unchecked`). `own` means that
no requirement of the list, no citation, no shared wording and no like number was found: the
list is not complete, so what is called own is at most so much. Strictness is given gross and net of
what is national or shared; a demand that tightens the floor stays, since it adds to it.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compare.indices.rates import rates
from compare.indices.resampling import DRAWS, mean_intervals
from compare.indices.selection import counted, doc_order, plan_rows
from compare.indices.strictness import Weights, part_weights
from compare.indices.strictness_rates import items
from compare.tables.schema import NATIONAL, OWN, SHARED, UNCHECKED, Tables

DEMANDS = ("mandate", "target", "time")
ALL = "all"
_HELD = ("repeats", "tightens", "loosens")
UNCHECKED_MARK = ", unchecked"
FLOORS = (*_HELD, *(f"{name}{UNCHECKED_MARK}" for name in _HELD), "shared", "own", "unknown")
"""How a demand stands to the national floor, or to what is recalled of it; `shared` and `own` are beside it."""
NETS: dict[str, frozenset[str]] = {
    "nothing": frozenset(),
    "checked": frozenset({NATIONAL}),
    "national": frozenset({NATIONAL, UNCHECKED}),
    "shared": frozenset({NATIONAL, UNCHECKED, SHARED}),
}
"""What is left out of strictness: nothing (gross), and the origins that are."""
STRICTNESS = "strictness"
_MANDATE = 3
_DIRECTIVE = 2 / 3
_FLOOR = {"same": "repeats", "tighter": "tightens", "looser": "loosens"}
_BESIDE = {SHARED: "shared", OWN: "own", "": "unknown"}
_IDS = {"target": ("targets", "target_id"), "time": ("times", "time_id")}


def demands(tables: Tables) -> pd.DataFrame:
    """Every mandate, target and time of the plans, with where it comes from.

    Columns: doc_id, demand (one of `DEMANDS`), demand_id (provision, target or time), provision_id,
    unit (the cluster: measure, or the provision itself), origin, origin_basis, requirement_id,
    relation, floor (one of `FLOORS`). Mandates are of counted provisions; a provision that
    loosens a national mandate is among them. Targets and times of goals (N1) are, too.
    """
    names = ["doc_id", "provision_id", "measure_id", "origin", "origin_basis", "requirement_id", "relation"]
    rows = counted(tables["provisions"], [*names, "obligation"])
    rows = rows[(rows["obligation"] == _MANDATE) | (rows["requirement_id"] != "")]
    parts = [rows[names].assign(demand="mandate", demand_id=rows["provision_id"])]
    measures = dict(
        zip(tables["provisions"]["provision_id"], tables["provisions"]["measure_id"], strict=True)
    )
    for demand, (name, key) in _IDS.items():
        table = tables[name]
        part = table[[column for column in names if column != "measure_id"]]
        part = part.assign(measure_id=table["provision_id"].map(measures).fillna(""))
        parts.append(part[names].assign(demand=demand, demand_id=table[key]))
    found = pd.concat(parts, ignore_index=True)
    held = found["relation"].map(_FLOOR).fillna("repeats")
    held = held + found["origin"].map({NATIONAL: "", UNCHECKED: UNCHECKED_MARK}).fillna("")
    floor = found["origin"].map(_BESIDE).fillna(held)
    unit = found["measure_id"].where(found["measure_id"] != "", found["provision_id"])
    order = ["doc_id", "demand", "demand_id", "provision_id", "unit", *names[3:]]
    return found.assign(unit=unit, floor=floor)[[*order, "floor"]]


def national_floor(tables: Tables) -> pd.DataFrame:
    """Who only repeats the national floor, who tightens or loosens it, and who adds demands of its own.

    One row for each plan, demand (`all`, then `DEMANDS`) and floor (`FLOORS`). Columns: doc_id,
    demand, floor, count, n (demands of the plan), share (count / n; missing without demands), low, high (95%
    interval, see `compare.indices.rates`), clusters.
    """
    rows = demands(tables)
    found: list[tuple[object, ...]] = []
    for doc_id, plan in plan_rows(rows, doc_order(tables)):
        for demand in (ALL, *DEMANDS):
            part = plan if demand == ALL else plan[plan["demand"] == demand]
            found += _floor_rows(doc_id, demand, part)
    columns = ["doc_id", "demand", "floor", "count", "n", "share", "low", "high", "clusters"]
    return pd.DataFrame(found, columns=columns)


def _floor_rows(doc_id: str, demand: str, part: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    held = part["floor"].to_numpy(dtype=object)[:, np.newaxis] == np.array(FLOORS, dtype=object)
    found = rates(held, part["unit"])
    cells = zip(FLOORS, found.count, found.share, found.low, found.high, strict=True)
    for floor, count, share, low, high in cells:
        yield doc_id, demand, floor, int(count), found.n, share, low, high, found.clusters


def floor_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind every count of `national_floor`: doc_id, demand, floor, provision_id."""
    rows = demands(tables)[["doc_id", "demand", "floor", "provision_id"]]
    return pd.concat([rows.assign(demand=ALL), rows]).drop_duplicates().reset_index(drop=True)


def strictness_net(tables: Tables, weights: Weights | None = None, draws: int = DRAWS) -> pd.DataFrame:
    """Rates of mandates, targets and times, and mean strictness, gross and net of the national floor.

    One row for each plan, rate (`DEMANDS`, then `strictness`) and net_of (`NETS`). Columns: doc_id,
    rate, net_of, count (missing for the mean), n (counted provisions), value (rate, or mean with `weights`),
    low, high (95% interval). A provision holds a target or time if one is left that is not left out;
    one whose mandate is left out counts as a directive in the mean. Monitoring and sanctions have no
    known origin and stay as they are.
    """
    rows = items(tables["provisions"])
    left = demands(tables)
    left = left[left["relation"] != "tighter"]
    found: list[tuple[object, ...]] = []
    for net, origins in NETS.items():
        netted = _without(rows, tables, left[left["origin"].isin(origins)])
        for doc_id, plan in plan_rows(netted, doc_order(tables)):
            found += _net_rows(doc_id, net, plan, part_weights(weights), draws)
    table = pd.DataFrame(found, columns=["doc_id", "rate", "net_of", "count", "n", "value", "low", "high"])
    order = {doc_id: place for place, doc_id in enumerate(doc_order(tables))}
    return table.sort_values("doc_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True)


def _without(rows: pd.DataFrame, tables: Tables, left: pd.DataFrame) -> pd.DataFrame:
    """The items of all provisions without some demands."""
    repeated = rows["provision_id"].isin(left.loc[left["demand"] == "mandate", "provision_id"])
    mandate = rows["mandate"].where(~repeated, 0.0)
    obligation = rows["obligation"].where(~(repeated & (rows["mandate"] == 1)), _DIRECTIVE)
    netted = rows.assign(mandate=mandate, obligation=obligation)
    for demand, (name, key) in _IDS.items():
        gone = left.loc[left["demand"] == demand, "demand_id"]
        kept = tables[name].loc[~tables[name][key].isin(gone), "provision_id"]
        netted[demand] = rows["provision_id"].isin(kept).astype(float)
    return netted


def _net_rows(
    doc_id: str,
    net: str,
    plan: pd.DataFrame,
    weights: np.ndarray[tuple[int], np.dtype[np.float64]],
    draws: int,
) -> Iterator[tuple[object, ...]]:
    found = rates(plan[list(DEMANDS)], plan["unit"])
    for place, rate in enumerate(DEMANDS):
        sides = found.share[place], found.low[place], found.high[place]
        yield doc_id, rate, net, float(found.count[place]), found.n, *sides
    if not len(plan):
        yield doc_id, STRICTNESS, net, np.nan, 0, np.nan, np.nan, np.nan
        return
    parts = np.column_stack(
        [
            plan["obligation"],
            (plan["target"] + plan["time"]) / 2,
            (plan["monitoring"] + plan["sanction"]) / 2,
        ]
    )
    scores = parts @ weights
    low, high = mean_intervals(scores[:, np.newaxis], plan["unit"], doc_id, draws)[:, 0]
    yield doc_id, STRICTNESS, net, np.nan, len(plan), float(scores.mean()), low, high
