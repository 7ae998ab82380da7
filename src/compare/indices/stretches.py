"""Where in a plan the wording of other plans stands: stretches, and how much of each tenth of the plan."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from compare.indices.reuse import all_pairs, both_sides
from compare.tables.schema import Tables

_TENTH = 100
"""Places into which a tenth of a plan is divided."""


def shared_stretches(tables: Tables, outlines: Mapping[str, Hashable]) -> pd.DataFrame:
    """Where in each plan the wording of other plans stands: overlapping passages made one.

    One row for each stretch. Columns: doc_id, outline_basis (of the other plans), start, end (raw
    offsets), first, last (the same as shares of the plan, 0 to 1), plans (other plans in it).
    Outlines can be told apart only where the table holds all pairs; `outlines` that are
    all alike ask for the wording of any other plan.
    """
    apart = len(set(outlines.values())) > 1
    sides = both_sides(all_pairs(tables) if apart else tables["reuse"]).sort_values(["start", "end"])
    sides["outline_basis"] = sides["other_id"].map(outlines)
    sides = sides.dropna(subset="outline_basis").astype({"start": int, "end": int})
    keys = ["doc_id", "outline_basis"]
    # A passage that begins behind all before it begins a new stretch.
    behind = sides.groupby(keys)["end"].cummax().groupby([sides[key] for key in keys]).shift(fill_value=-1)
    sides["stretch"] = (sides["start"] > behind).groupby([sides[key] for key in keys]).cumsum()
    merged = sides.groupby([*keys, "stretch"]).agg(
        start=("start", "min"), end=("end", "max"), plans=("other_id", "nunique")
    )
    return _placed(merged.reset_index(), tables["documents"])


def _placed(stretches: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Stretches in the order of the plans, with their places as shares of the plan."""
    plans = documents.set_index("doc_id")
    begin, end = (stretches["doc_id"].map(plans[side]).astype(float) for side in ("start", "end"))
    for place, side in (("first", "start"), ("last", "end")):
        stretches[place] = ((stretches[side] - begin) / (end - begin)).astype(float)
    order = {doc_id: place for place, doc_id in enumerate(documents["doc_id"])}
    rows = stretches.assign(order=stretches["doc_id"].map(order))
    rows = rows.sort_values(["order", "outline_basis", "stretch"], ignore_index=True)
    return rows[["doc_id", "outline_basis", "start", "end", "first", "last", "plans"]]


def shared_by_tenth(stretches: pd.DataFrame, doc_ids: Sequence[str]) -> pd.DataFrame:
    """How much of each tenth of a plan stands in other plans, from `shared_stretches`.

    Columns: doc_id, tenth (1 to 10), share (0 to 1, to a hundredth of a tenth). A stretch shared
    with plans of both outlines counts once.
    """
    cells = np.zeros((len(doc_ids), 10 * _TENTH), dtype=bool)
    place = {doc_id: number for number, doc_id in enumerate(doc_ids)}
    bounds = (stretches[["first", "last"]].clip(0, 1) * 10 * _TENTH).round().astype(int)
    for doc_id, first, last in zip(stretches["doc_id"], bounds["first"], bounds["last"], strict=True):
        cells[place[doc_id], first:last] = True
    shares = cells.reshape(len(doc_ids), 10, _TENTH).mean(axis=2)
    table = pd.DataFrame(shares, columns=range(1, 11)).assign(doc_id=list(doc_ids))
    return table.melt("doc_id", var_name="tenth", value_name="share")
