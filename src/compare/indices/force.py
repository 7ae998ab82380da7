"""Same duty, different force: provisions of two plans that share their wording, compared.

Two provisions state the same duty here if passages that they share make up at least half of
the one and three tenths of the other (a plan that adds a number or a ban makes its provision
longer). Then a difference in obligation, or a number or time that only one of them states, is
mostly a choice of words about one duty. Mostly: the added words may add a second duty, so the
pairs are there to be read. It is a difference of text: the softer plan may do more. Where the
plans follow different outlines, the change may be the national outline's and not the county's;
`across` tells these pairs apart.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from compare.indices.plans import UNKNOWN
from compare.indices.selection import counted
from compare.reuse.marking import marked
from compare.tables.schema import Tables

SAME = (0.3, 0.5)
"""Share of shared wording that both provisions must have, and one of them."""
ASPECTS = ("obligation", "number", "time")
"""What is compared: the code of obligation, quantified targets, time expressions."""
OUTCOMES = ("a", "b", "changed", "same", "")
"""Which provision is firmer; `changed` where both state something else; empty where neither does."""


def same_duty(
    tables: Tables, outlines: Mapping[str, Hashable], same: tuple[float, float] = SAME
) -> pd.DataFrame:
    """Pairs of counted provisions of two plans with the same duty, and which is firmer in what.

    Columns: doc_a, provision_a, doc_b, provision_b, cover_a, cover_b (share of each that is
    shared wording), across (0 if both plans follow one outline; 1 if not, or if that of one is not
    known), obligation_a,
    obligation_b, number_a, number_b, time_a, time_b (words of the targets and times, joined by
    、), then for each of `ASPECTS` which is firmer (see `OUTCOMES`). A higher obligation is firmer;
    so is stating a number or time where the other states none.
    """
    pairs = _aligned_pairs(tables, same)
    followed = {side: pairs[f"doc_{side}"].map(outlines) for side in "ab"}
    one = (followed["a"] == followed["b"]) & (followed["a"] != UNKNOWN)
    pairs["across"] = (~one).astype(int)
    rows = tables["provisions"].set_index("provision_id")
    for side in "ab":
        pairs[f"obligation_{side}"] = pairs[f"provision_{side}"].map(rows["obligation"]).astype(int)
    pairs["obligation"] = _higher(pairs["obligation_a"], pairs["obligation_b"])
    for aspect, (name, meaning) in _STATED.items():
        keys = {side: _joined(tables[name], pairs[f"provision_{side}"], meaning) for side in "ab"}
        for side in "ab":
            pairs[f"{aspect}_{side}"] = _joined(tables[name], pairs[f"provision_{side}"], ["text"])
        pairs[aspect] = _stated(keys["a"], keys["b"])
    return pairs


_STATED = {
    "number": ("targets", ["comparator", "value", "unit", "per"]),
    "time": ("times", ["kind", "date_start", "date_end", "period", "bound"]),
}
"""Aspects that are stated or not: the table, and the columns that make up what is stated."""


def _aligned_pairs(tables: Tables, same: tuple[float, float]) -> pd.DataFrame:
    """Pairs of counted provisions with enough shared wording on both sides, and on one."""
    rows = counted(tables["provisions"], ["provision_id", "start", "end"]).set_index("provision_id")
    sizes = (rows["end"] - rows["start"]).astype(float)
    reuse = tables["reuse"][tables["reuse"]["role_b"] == "plan"]
    spans = pd.DataFrame({side: reuse[f"end_{side}"] - reuse[f"start_{side}"] for side in "ab"}).astype(float)
    keys = ["doc_a", "provision_a", "doc_b", "provision_b"]
    # Blocks of one pair of provisions never overlap, so their lengths add up.
    pairs = pd.concat([reuse[keys], spans], axis=1).groupby(keys, sort=False, as_index=False).sum()
    for side in "ab":
        pairs[f"cover_{side}"] = pairs[side] / pairs[f"provision_{side}"].map(sizes).astype(float)
    pairs = pairs[[*keys, "cover_a", "cover_b"]].dropna()  # without a size: a provision not counted
    covers = pairs[["cover_a", "cover_b"]]
    held = (covers.min(axis=1) >= same[0]) & (covers.max(axis=1) >= same[1])
    return pairs[held].reset_index(drop=True)


def _joined(frame: pd.DataFrame, ids: pd.Series, columns: Sequence[str]) -> pd.Series:
    """What a table says of each provision in `ids`, its rows joined by 、; empty for nothing."""
    cells = zip(*(frame[column].astype(str) for column in columns), strict=True)
    words = pd.Series([" ".join(row) for row in cells], index=frame.index, dtype=str)
    return ids.map(words.groupby(frame["provision_id"]).agg("、".join)).fillna("")


def _higher(a: pd.Series, b: pd.Series) -> pd.Series:
    return pd.Series(np.select([a > b, a < b], ["a", "b"], "same"), index=a.index, dtype=str)


def _stated(a: pd.Series, b: pd.Series) -> pd.Series:
    """Who states something where the other is silent; else whether both state the same."""
    choices = {"": (a == "") & (b == ""), "a": b == "", "b": a == "", "same": a == b}
    return pd.Series(np.select(list(choices.values()), list(choices), "changed"), index=a.index, dtype=str)


def firmness(pairs: pd.DataFrame, doc_ids: Sequence[str]) -> pd.DataFrame:
    """For every plan, how often it is the firmer or softer one of two with the same duty.

    One row for each plan, aspect and `across` (0 pairs of one outline, 1 pairs across outlines).
    Columns: doc_id, aspect, across, n (pairs), firmer, softer, changed (both state something,
    but not the same). The rest of n is alike, or silent on both sides. A provision that stands
    in several plans counts in every pair.
    """
    places = pd.MultiIndex.from_product([doc_ids, ASPECTS, (0, 1)], names=["doc_id", "aspect", "across"])
    sides = {side: pairs.rename(columns={f"doc_{side}": "doc_id"}) for side in "ab"}
    counts = {
        "n": _tally(sides, lambda firmer, _: firmer.notna()),
        "firmer": _tally(sides, lambda firmer, side: firmer == side),
        "softer": _tally(sides, lambda firmer, side: firmer.isin({"a", "b"} - {side})),
        "changed": _tally(sides, lambda firmer, _: firmer == "changed"),
    }
    return pd.DataFrame(counts, index=places).fillna(0).astype(int).reset_index()


def _tally(
    sides: Mapping[str, pd.DataFrame], counts: Callable[[pd.Series, str], pd.Series]
) -> "pd.Series[int]":
    """In how many pairs an outcome counts for a plan, whichever side it is on; by doc_id, aspect and across."""
    found = [
        counts(rows[aspect], side).groupby([rows["doc_id"], rows["across"]]).sum().rename(aspect)
        for aspect in ASPECTS
        for side, rows in sides.items()
    ]
    table = pd.concat(found, keys=[name for aspect in ASPECTS for name in (aspect, aspect)], names=["aspect"])
    return table.groupby(["doc_id", "aspect", "across"]).sum()


def different(pairs: pd.DataFrame, provisions: pd.DataFrame) -> pd.DataFrame:
    """The pairs that differ in at least one aspect, to be read side by side.

    Adds text_a and text_b: the provisions, with the words that the other lacks set in 【】.
    """
    rows = pairs[pairs[list(ASPECTS)].isin(["a", "b", "changed"]).any(axis=1)].reset_index(drop=True)
    texts = provisions.set_index("provision_id")["text"]
    a, b = rows["provision_a"].map(texts), rows["provision_b"].map(texts)
    rows["text_a"] = [marked(own, other) for own, other in zip(a, b, strict=True)]
    rows["text_b"] = [marked(own, other) for own, other in zip(b, a, strict=True)]
    return rows
