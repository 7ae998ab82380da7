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

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.indices.outlines import Frame
from compare.indices.resampling import cluster_weights
from compare.indices.selection import counted

Counts = npt.NDArray[np.int64]

HALVES = 1000
"""Random halves drawn for the interval of breadth."""

_BREADTH = ["doc_id", "statistic", "n_provisions", "n_units", "observed", "size", "rarefied", "low", "high"]


def coverage(provisions: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """How much of each plan is on each group: one row per plan and group, empty groups included.

    Columns: frame, doc_id, group; `n` provisions with their first topic in the group, of
    `n_total`; `share` = n / n_total (0 to 1) with `low` and `high`, its 95% interval by
    resampling measures (missing where n is 0: resampling cannot find what is not there);
    `chars`, `chars_total`, `share_chars`, the same in characters; `n_second`, further provisions
    with only their second topic in the group; `state`: `main`, `second` (second topics only) or
    `none`.
    """
    rows = counted(provisions)
    parts = [
        _plan_coverage(str(name), rows[rows["doc_id"] == name], frame)
        for name in provisions["doc_id"].unique()
    ]
    table = pd.concat(parts, ignore_index=True)
    table.insert(0, "frame", frame.name)
    return table


def _plan_coverage(doc_id: str, rows: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """The rows of one plan, in the order of the frame."""
    first, second = _indicators(rows["topic"], frame), _indicators(rows["topic2"], frame)
    chars = rows["chars"].to_numpy(dtype=np.int64)
    table = pd.DataFrame(
        {"doc_id": doc_id, "group": frame.keys, "n": first.sum(axis=0), "n_total": len(rows)}
    )
    table["share"] = table["n"] / table["n_total"].where(table["n_total"] > 0)
    table["low"], table["high"] = _share_intervals(first, rows["unit"], doc_id)
    table["chars"] = chars @ first
    table["chars_total"] = chars.sum()
    table["share_chars"] = table["chars"] / table["chars_total"].where(table["chars_total"] > 0)
    table["n_second"] = (second * (1 - first)).sum(axis=0)
    table["state"] = np.select([table["n"] > 0, table["n_second"] > 0], ["main", "second"], "none")
    return table


def _indicators(topics: pd.Series, frame: Frame) -> Counts:
    """1 where a provision (row) belongs to a group (column)."""
    columns = {key: column for column, key in enumerate(frame.keys)}
    places = [columns.get(frame.place.get(topic, ""), len(columns)) for topic in topics]
    return np.eye(len(columns) + 1, len(columns), dtype=np.int64)[places]


def _share_intervals(first: Counts, units: pd.Series, seed: str) -> tuple[npt.NDArray[np.float64], ...]:
    """95% intervals of all shares of a plan at once; missing where there is nothing to draw."""
    if not len(first):
        return (np.full(first.shape[1], np.nan),) * 2
    weights = cluster_weights(units, seed).astype(float)  # whole numbers, but floats multiply faster
    shares = weights @ first.astype(float) / weights.sum(axis=1, keepdims=True)
    bounds = np.percentile(shares, [2.5, 97.5], axis=0)
    low, high = np.where(first.any(axis=0), bounds, np.nan)
    return low, high


def evidence(provisions: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """The provisions behind `n` in `coverage`: frame, doc_id, group, provision_id."""
    rows = counted(provisions)[["doc_id", "topic", "provision_id"]]
    rows.insert(0, "frame", frame.name)
    rows["group"] = rows["topic"].map(frame.place)
    return rows[["frame", "doc_id", "group", "provision_id"]].reset_index(drop=True)


def alone(
    table: pd.DataFrame, sides: Mapping[str, Hashable] | None = None, second: bool = True
) -> pd.DataFrame:
    """What one side alone addresses, and what it alone leaves out, from a `coverage` table.

    A side is a plan, or a set of plans where `sides` gives each doc_id a side, such as its
    generation: what tells generations apart must not be read as a trait of one place. A side
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
    there = hits > 0
    found = []
    for side in hits.columns if len(hits.columns) > 1 else ():
        others = there.drop(columns=side)
        addresses = hits.loc[there[side] & ~others.any(axis=1), side]
        leaves_out = hits.loc[~there[side] & others.all(axis=1)].sum(axis=1)
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
    frame, doc_id, statistic, `n_provisions`, `n_units` (measures, and lone provisions), `n_groups`
    (groups that the frame has), `observed` in the whole plan, `size` the common number of
    provisions, `rarefied` the value expected at that size, `low` and `high` its 95% interval.
    `size` is half of the shortest plan unless given; a plan or half too short for it has no value.
    First topics only: each provision is drawn once.
    """
    rows = counted(provisions)
    size = size or common_size(provisions)
    found = []
    for doc_id in provisions["doc_id"].unique():
        plan = rows[rows["doc_id"] == doc_id]
        units = pd.crosstab(plan["unit"], plan["topic"].map(frame.place))
        found += _plan_breadth(str(doc_id), units.to_numpy(dtype=np.int64), size, halves)
    table = pd.DataFrame(found, columns=_BREADTH)
    table.insert(0, "frame", frame.name)
    table.insert(5, "n_groups", len(frame.groups))
    most = min(len(frame.groups), size)
    table[["low", "high"]] = table[["low", "high"]].clip(1, most)
    return table


def common_size(provisions: pd.DataFrame) -> int:
    """The number of provisions at which plans are compared: half of the shortest plan."""
    lengths = counted(provisions).groupby("doc_id").size()
    return max(1, int(lengths.min()) // 2) if len(lengths) else 1


def _plan_breadth(doc_id: str, units: Counts, size: int, halves: int) -> list[tuple[object, ...]]:
    """Rows of one plan, from its table of units by groups."""
    total = units.sum(axis=0)
    spread = 1.96 * _half_spread(units, size, doc_id, halves)
    found: list[tuple[object, ...]] = []
    for order, statistic in enumerate(("number", "effective")):
        value = hill_number(total, size, order)
        observed = hill_number(total, int(total.sum()), order)
        bounds = (value - spread[order], value + spread[order])
        found.append((doc_id, statistic, int(total.sum()), len(units), observed, size, value, *bounds))
    return found


def _half_spread(units: Counts, size: int, seed: str, halves: int) -> npt.NDArray[np.float64]:
    """Standard deviation of both Hill numbers over random halves of a plan.

    Whole units are taken in random order until they hold half of the provisions. Missing for a
    plan of one unit, and where a half may be shorter than `size`.
    """
    lengths = units.sum(axis=1)
    if len(units) < 2 or lengths.sum() < 2 * size:
        return np.full(2, np.nan)
    number = int.from_bytes(hashlib.sha256(f"{seed} halves".encode()).digest()[:8], "big")
    generator = np.random.default_rng(number)
    drawn = np.zeros((halves, len(units)), dtype=np.int64)
    for draw in drawn:
        order = generator.permutation(len(units))
        enough = int(np.searchsorted(lengths[order].cumsum(), lengths.sum() / 2)) + 1
        draw[order[:enough]] = 1
    values = hill_numbers(drawn @ units, size)
    return np.asarray(values.std(axis=0))


def hill_number(counts: npt.ArrayLike, size: int, order: int) -> float:
    """Expected number (order 0) or effective number (order 1) of groups among `size` provisions.

    Missing where there are fewer than `size`. Two groups of one provision each: one provision
    shows one group, both show two.

    >>> hill_number([1, 1], 1, 0), hill_number([1, 1], 2, 0), round(hill_number([1, 1], 2, 1), 6)
    (1.0, 2.0, 2.0)
    """
    numbers = np.asarray(counts, dtype=np.int64)
    if numbers.sum() < max(size, 1):
        return float("nan")
    return float(hill_numbers(numbers[np.newaxis], size)[0, order])


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
    total = counts.sum(axis=1)[:, np.newaxis]
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(total.max()) + 1)))])
    ways_in_all = _log_choose(logs, total, np.full_like(total, size))
    times = np.arange(1, min(int(counts.max()), size) + 1)
    # One count of times after the other keeps memory at the size of `counts`.
    return np.stack([_expected(counts, total, size, int(k), logs, ways_in_all) for k in times], axis=1)


def _expected(
    counts: Counts,
    total: Counts,
    size: int,
    k: int,
    logs: npt.NDArray[np.float64],
    ways_in_all: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """The groups expected exactly `k` times, for each row of counts."""
    others = total - counts
    possible = (k <= counts) & (size - k <= others)
    chosen, rest = np.minimum(k, counts), np.minimum(size - k, others)
    ways = _log_choose(logs, counts, chosen) + _log_choose(logs, others, rest)
    return np.asarray(np.where(possible, np.exp(ways - ways_in_all), 0.0).sum(axis=1))


def _log_choose(logs: npt.NDArray[np.float64], n: Counts, k: Counts) -> npt.NDArray[np.float64]:
    return np.asarray(logs[n] - logs[k] - logs[n - k])
