"""What the plans speak of: how much on what, what is missing, and how broad each plan is.

Every table can be made in any frame of `outlines.py`: topics, domains, or the parts of the 2015
or the 2021 outline. Counts are of provisions and of characters; each share stands beside its
denominator. A count of 0 says that the text has no such provision. It does not say that the
place does nothing about the matter: silence of a plan is not inaction.

Breadth depends on length: a longer plan finds room for more topics. So plans are compared at a
common number of provisions, by rarefaction (Hurlbert 1971; for the effective number of topics
Chao et al. 2014): what a random pick of that many provisions would hold. A bootstrap would not
do for the interval, since a measure drawn twice adds provisions but no new topic, so that all
redrawn plans look narrower than the real one. Random halves, drawn without repetition, have no
such fault: at a size that every half can fill, their spread is the standard error of the whole
(the delete-half jackknife, Shao and Wu 1989).
"""

import hashlib
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its part stats is loaded when it is first used

from compare.indices.rates import rates
from compare.indices.resampling import LEAST_CLUSTERS
from compare.indices.selection import coded, counted, plan_rows
from compare.vocab.outlines import Frame

Counts = npt.NDArray[np.int64]

HALVES = 1000
"""Random halves drawn for the interval of breadth."""

_BREADTH = ["doc_id", "statistic", "n_provisions", "clusters", "observed", "size", "rarefied", "low", "high"]


def coverage(provisions: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """How much of each plan is on each group: one row per plan and group, empty groups included.

    Columns: frame, doc_id, group; `n` provisions with their first topic in the group, of
    `n_total`; `share` = n / n_total (0 to 1) with `low` and `high`, its 95% interval (see
    `compare.indices.rates`: it has a width where n is 0, too); `clusters` of n_total;
    `chars`, `chars_total`, `share_chars`, the same in characters; `n_second`, further provisions
    with only their second topic in the group; `state`: `main`, `second` (second topics only) or
    `none`.
    """
    rows = counted(provisions, ["doc_id", "topic", "topic2", "text"])
    rows["chars"] = rows["text"].str.replace(r"\s", "", regex=True).str.len()
    names = coded(provisions)
    parts = [_plan_coverage(name, plan, frame) for name, plan in plan_rows(rows, names)]
    nothing = {name: column[:0] for name, column in _plan_coverage("", rows.iloc[:0], frame).items()}
    table = pd.DataFrame(
        {name: np.concatenate([part[name] for part in (nothing, *parts)]) for name in nothing}
    )
    table.insert(0, "frame", frame.name)
    return _with_shares(table)


def _plan_coverage(doc_id: str, rows: pd.DataFrame, frame: Frame) -> dict[str, npt.NDArray[Any]]:
    """The counts and intervals of one plan, in the order of the frame, by column."""
    first, second = (_indicators(rows[name], rows["text"], frame) for name in ("topic", "topic2"))
    chars = rows["chars"].to_numpy(dtype=np.int64)
    found = rates(first, rows["unit"])
    return {
        "doc_id": np.full(len(frame.keys), doc_id, dtype=object),
        "group": np.array(frame.keys, dtype=object),
        "n": first.sum(axis=0),
        "n_total": np.full(len(frame.keys), len(rows)),
        "low": found.low,
        "high": found.high,
        "clusters": np.full(len(frame.keys), found.clusters),
        "chars": chars @ first,
        "chars_total": np.full(len(frame.keys), chars.sum()),
        "n_second": (second * (1 - first)).sum(axis=0),
    }


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns that follow from its counts, each in its place."""
    table.insert(5, "share", table["n"] / table["n_total"].where(table["n_total"] > 0))
    shares = table["chars"] / table["chars_total"].where(table["chars_total"] > 0)
    table.insert(11, "share_chars", shares)
    states = np.select([table["n"] > 0, table["n_second"] > 0], ["main", "second"], "none")
    return table.assign(state=states)


def _indicators(topics: pd.Series, texts: pd.Series, frame: Frame) -> Counts:
    """1 where a provision (row) belongs to a group (column)."""
    columns = {key: column for column, key in enumerate(frame.keys)}
    codes, names = pd.factorize(_groups(topics, texts, frame))
    places = np.array([columns.get(name, len(columns)) for name in names], dtype=int)
    return np.eye(len(columns) + 1, len(columns), dtype=np.int64)[places[codes]]


def _groups(topics: pd.Series, texts: pd.Series, frame: Frame) -> pd.Series:
    """The group of every provision; "" for what has no topic."""
    keys = topics.map(lambda topic: frame.place.get(topic, "")).astype(object)
    divided = topics.isin([one.topic for one in frame.aspects])
    pairs = zip(topics[divided], texts[divided], strict=True)
    keys[divided] = [frame.key_of(topic, text) for topic, text in pairs]
    return keys


def evidence(provisions: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """The provisions behind `n` in `coverage`: frame, doc_id, group, provision_id."""
    rows = counted(provisions, ["doc_id", "topic", "provision_id", "text"])
    rows.insert(0, "frame", frame.name)
    rows["group"] = _groups(rows["topic"], rows["text"], frame)
    return rows[["frame", "doc_id", "group", "provision_id"]].reset_index(drop=True)


def alone(
    table: pd.DataFrame, sides: Mapping[str, Hashable] | None = None, second: bool = True
) -> pd.DataFrame:
    """What one side alone addresses, and what it alone leaves out, from a `coverage` table.

    A side is a plan, or a set of plans where `sides` gives each doc_id a side, such as the
    outline that it follows: what tells outlines apart must not be read as a trait of one place. A side
    addresses a group if one of its provisions does, by its first or (with `second`) its second
    topic. Columns: frame, group, side, `what` (`addresses` or `leaves out`), `n` the provisions
    that do it: the side's own, or those of all the others. A lone side has nobody to differ
    from: no rows.
    """
    marks = table.assign(
        side=table["doc_id"].map(sides) if sides is not None else table["doc_id"],
        hits=table["n"] + (table["n_second"] if second else 0),
    )
    hits = marks.pivot_table(index="group", columns="side", values="hits", aggfunc="sum", sort=False)
    there, total = hits > 0, hits.sum(axis=1)
    sides_there = there.sum(axis=1)
    found = []
    for side in hits.columns if len(hits.columns) > 1 else ():
        addresses = hits.loc[there[side] & (sides_there == 1), side]
        leaves_out = total[~there[side] & (sides_there == len(hits.columns) - 1)]
        found += [(group, side, "addresses", number) for group, number in addresses.items()]
        found += [(group, side, "leaves out", number) for group, number in leaves_out.items()]
    result = pd.DataFrame(found, columns=["group", "side", "what", "n"])
    result.insert(0, "frame", table["frame"].iloc[0])
    return result


def breadth(
    provisions: pd.DataFrame, frame: Frame, size: int | None = None, halves: int = HALVES
) -> pd.DataFrame:
    """How many groups each plan speaks of, in all and at a common number of provisions.

    One row per plan and `statistic`: `number` of groups, and `effective` number, the exponential
    of Shannon's entropy (Hill 1973): as many groups of equal weight would be as diverse. Columns:
    frame, doc_id, statistic, `n_provisions`, `clusters` (measures, and provisions outside any measure), `n_groups`
    (groups that the frame has), `observed` in the whole plan, `size` the common number of
    provisions, `rarefied` the value expected at that size, `low` and `high` its 95% interval.
    `size` is half of the shortest plan unless given; a plan or half too short for it has no value.
    First topics only: each provision is drawn once.
    """
    rows = counted(provisions, ["doc_id", "topic", "text"])
    size = size or common_size(provisions)
    found = []
    for doc_id, plan in plan_rows(rows, coded(provisions)):
        found += _plan_breadth(doc_id, _unit_table(plan, frame), size, halves)
    table = pd.DataFrame(found, columns=_BREADTH)
    table.insert(0, "frame", frame.name)
    table.insert(5, "n_groups", len(frame.groups))
    most = min(len(frame.groups), size)
    table[["low", "high"]] = table[["low", "high"]].clip(1, most)
    return table


def _unit_table(plan: pd.DataFrame, frame: Frame) -> Counts:
    """How many provisions each unit (row) of a plan has on each group (column)."""
    codes, names = pd.factorize(plan["unit"], sort=True)
    table = np.zeros((len(names), len(frame.keys)), dtype=np.int64)
    np.add.at(table, codes, _indicators(plan["topic"], plan["text"], frame))
    return table


def common_size(provisions: pd.DataFrame) -> int:
    """The number of provisions at which plans are compared: half of the shortest plan."""
    lengths = counted(provisions, ["doc_id"]).groupby("doc_id").size()
    return max(1, int(lengths.min()) // 2) if len(lengths) else 1


def _plan_breadth(doc_id: str, units: Counts, size: int, halves: int) -> list[tuple[object, ...]]:
    """Rows of one plan, from its table of units by groups."""
    total, spread = units.sum(axis=0), 1.96 * _half_spread(units, size, doc_id, halves)
    n = int(total.sum())
    observed, values = _hill_pair(total, n), _hill_pair(total, size)
    numbers = zip(("number", "effective"), observed, values, spread, strict=True)
    return [
        (doc_id, statistic, n, len(units), whole, size, value, value - half, value + half)
        for statistic, whole, value, half in numbers
    ]


def _half_spread(units: Counts, size: int, seed: str, halves: int) -> npt.NDArray[np.float64]:
    """Standard deviation of both Hill numbers over random halves of a plan.

    Whole units are taken in random order until they hold half of the provisions. Missing for a
    plan of three units or fewer, and where a half may be shorter than `size`.
    """
    lengths = units.sum(axis=1)
    if len(units) < LEAST_CLUSTERS or lengths.sum() < 2 * size:
        return np.full(2, np.nan)
    number = int.from_bytes(hashlib.sha256(f"{seed} halves".encode()).digest()[:8], "big")
    order = np.tile(np.arange(len(units)), (halves, 1))
    order = np.random.default_rng(number).permuted(order, axis=1)
    before = lengths[order].cumsum(axis=1) - lengths[order]
    drawn = np.zeros((halves, len(units)))
    np.put_along_axis(drawn, order, before < lengths.sum() / 2, axis=1)
    values = hill_numbers((drawn @ units).astype(np.int64), size)
    return np.asarray(values.std(axis=0))


def hill_number(counts: npt.ArrayLike, size: int, order: int) -> float:
    """Expected number (order 0) or effective number (order 1) of groups among `size` provisions.

    Missing where there are fewer than `size`. Two groups of one provision each: one provision
    shows one group, both show two.

    >>> hill_number([1, 1], 1, 0), hill_number([1, 1], 2, 0), round(hill_number([1, 1], 2, 1), 6)
    (1.0, 2.0, 2.0)
    """
    return float(_hill_pair(np.asarray(counts, dtype=np.int64), size)[order])


def _hill_pair(counts: Counts, size: int) -> npt.NDArray[np.float64]:
    """Number and effective number of groups; both missing where there are fewer than `size` provisions."""
    if counts.sum() < max(size, 1):
        return np.full(2, np.nan)
    return hill_numbers(counts[np.newaxis], size)[0]


def hill_numbers(counts: Counts, size: int) -> npt.NDArray[np.float64]:
    """Expected number and effective number of groups for each row of counts: array (rows, 2).

    Every row must hold `size` provisions or more.
    """
    expected = expected_frequencies(counts, size)
    shares = np.arange(1, expected.shape[1] + 1) / size
    entropy = -(expected * shares * np.log(shares)).sum(axis=1)
    return np.column_stack([expected.sum(axis=1), np.exp(entropy)])


def expected_frequencies(counts: Counts, size: int) -> npt.NDArray[np.float64]:
    """How many groups one expects 1, 2, … times among `size` provisions drawn without repetition.

    Array (rows, times), for each row of counts by group: the sum over groups of the hypergeometric
    probabilities C(X, k) C(n - X, size - k) / C(n, size) (Chao et al. 2014, appendix).
    """
    most = int(counts.max())
    # How many groups of a row have each count: sums over these are shorter than sums over groups.
    places = counts + (most + 1) * np.arange(len(counts))[:, np.newaxis]
    groups = np.bincount(places.ravel(), minlength=len(counts) * (most + 1)).reshape(len(counts), most + 1)
    totals, which = np.unique(counts.sum(axis=1), return_inverse=True)
    has, times = np.arange(most + 1)[:, np.newaxis], np.arange(1, min(most, size) + 1)
    chances = scipy.stats.hypergeom.pmf(times, totals[:, np.newaxis, np.newaxis], has, size)
    expected = np.zeros((len(counts), len(times)))
    for place in range(len(totals)):
        expected[which == place] = groups[which == place] @ chances[place]
    return expected
