"""How the order of plans moves with the weights of the parts and with the measures drawn.

A mean of three parts gives each a third, but no theory says so. So the order is taken over all
weightings of obligation, precision and accountability (the simplex of weights: a triangle),
as in the sensitivity analysis of composite indicators (Saisana, Saltelli and Tarantola 2005,
Journal of the Royal Statistical Society A 168(2)), and over resampled measures (see
`compare.indices.strictness`). Ranks: 1 is the strictest wording.

The triangle is cut into equal small triangles and each is judged at its midpoint; the same
grid every time, no random weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import scipy  # its part stats is loaded when it is first used

from compare.indices.resampling import DRAWS, Numbers, drawn_means
from compare.indices.strictness import PARTS, Weights, by_plan, part_weights, profile, scored

STEPS = 60
"""The triangle's side in small triangles: 3600 weightings where only the weights vary."""
COARSE = 20
"""The same for weights and measures together: 400 weightings in each draw."""
RANGE_DRAWS, RANGE_STEPS = 200, 6
"""Draws, and the triangle's side, for the spans of ranks of many plans: 7200 comparisons."""
GROUNDS = ("share", "probability_equal", "probability")
"""What an order is taken over, see `orders`."""
_CHUNK = 100  # draws compared, or plans summed up, at once; bounds memory, not results


@dataclass(frozen=True)
class Order:
    """Places of plans over many comparisons.

    `places[i, r]` is the share of comparisons in which plan i takes rank r + 1, `above[i, j]`
    the share in which plan i is above plan j. Ties are split evenly.
    """

    places: Numbers
    above: Numbers


def weight_grid(steps: int = STEPS) -> Numbers:
    """The weightings: midpoints of the steps² equal triangles, array (steps², 3), rows adding to 1.

    >>> weight_grid(1).round(3).tolist()
    [[0.333, 0.333, 0.333]]
    """
    upright = [(i, j) for i in range(steps) for j in range(steps - i)]
    turned = [(i, j) for i in range(steps - 1) for j in range(steps - 1 - i)]
    middles = [(i + 1 / 3, j + 1 / 3) for i, j in upright] + [(i + 2 / 3, j + 2 / 3) for i, j in turned]
    first_two = np.array(middles) / steps
    return np.column_stack([first_two, 1 - first_two.sum(axis=1)])


def compare_scores(scores: Numbers) -> Order:
    """The order of plans from their scores, array (comparisons, plans).

    >>> compare_scores(np.array([[3.0, 1.0], [2.0, 2.0]])).places.tolist()
    [[0.75, 0.25], [0.25, 0.75]]
    """
    rounded = np.round(scores, 9)  # equal plans must tie in spite of floating point
    number, plans = rounded.shape
    first, last, above = np.ones_like(rounded, dtype=int), np.zeros_like(rounded, dtype=int), []
    for plan in range(plans):
        higher, equal = rounded[:, [plan]] > rounded, rounded[:, [plan]] == rounded
        first += higher
        last += higher | equal
        above.append((higher.sum(axis=0) + equal.sum(axis=0) / 2) / number)
    # A plan tied with others takes each of their ranks in equal parts: from the first to the last.
    parts, whose = 1 / (last - first + 1), np.arange(plans) * (plans + 1)
    steps = np.bincount((whose + first - 1).ravel(), parts.ravel(), plans * (plans + 1))
    steps -= np.bincount((whose + last).ravel(), parts.ravel(), plans * (plans + 1))
    places = np.cumsum(steps.reshape(plans, plans + 1), axis=1)[:, :-1] / number
    return Order(places, np.stack(above))


def orders(rows: pd.DataFrame, draws: int = DRAWS, weights: Weights | None = None) -> dict[str, Order]:
    """The order of plans on three grounds, from the table of `scored`.

    `share`: all weightings, means as observed; `probability_equal`: one weighting (equal weights,
    or those given), resampled measures; `probability`: all weightings and resampled measures.
    """
    plans = by_plan(rows)
    observed = np.array([plan[list(PARTS)].mean() for _, plan in plans])
    drawn = _drawn_parts(plans, draws)
    return {
        "share": compare_scores(weight_grid() @ observed.T),
        "probability_equal": compare_scores(drawn @ part_weights(weights)),
        "probability": _over_draws(drawn.tobytes(), drawn.shape, COARSE),
    }


def _drawn_parts(plans: Sequence[tuple[str, pd.DataFrame]], draws: int) -> Numbers:
    """The means of the parts over resampled measures, array (draws, plans, parts)."""
    means = [drawn_means(plan[list(PARTS)], plan["unit"], doc_id, draws) for doc_id, plan in plans]
    return np.stack(means, axis=1) if means else np.empty((draws, 0, len(PARTS)))


@lru_cache(maxsize=2)  # the table of places and that of pairs rest on the same draws
def _over_draws(means: bytes, shape: tuple[int, ...], steps: int) -> Order:
    """All weightings in every draw; `means` are the bytes of an array of `shape` (draws, plans, parts)."""
    drawn, grid = np.frombuffer(means).reshape(shape), weight_grid(steps)
    chunks = [drawn[start : start + _CHUNK] for start in range(0, len(drawn), _CHUNK)]
    scores = [np.moveaxis(chunk @ grid.T, 1, 2).reshape(-1, drawn.shape[1]) for chunk in chunks]
    found = [compare_scores(part) for part in scores]
    sizes = [len(part) for part in scores]
    places = np.average([order.places for order in found], axis=0, weights=sizes)
    above = np.average([order.above for order in found], axis=0, weights=sizes)
    return Order(places, above)


def rank_stability(
    provisions: pd.DataFrame, draws: int = DRAWS, weights: Weights | None = None
) -> pd.DataFrame:
    """How often each plan takes each rank, with all that the rank rests on.

    One row for each plan and rank. Columns: doc_id, rank (1 the strictest), share (of all
    weightings, means as observed), probability_equal (equal weights or `weights`, measures resampled),
    probability (both), then the plan's strictness with low and high (95% interval), its parts
    obligation, precision and accountability, n (provisions) and clusters.
    """
    rows = scored(provisions)
    names = [doc_id for doc_id, _ in by_plan(rows)]
    places = [(name, rank) for name in names for rank in range(1, len(names) + 1)]
    table = pd.DataFrame(places, columns=["doc_id", "rank"])
    found = orders(rows, draws, weights) if names else {}
    for ground in GROUNDS:
        table[ground] = found[ground].places.ravel() if names else np.empty(0)
    return table.merge(_basis(provisions, draws, weights), on="doc_id", how="left")


def rank_ranges(
    provisions: pd.DataFrame, draws: int = RANGE_DRAWS, weights: Weights | None = None
) -> pd.DataFrame:
    """The span of ranks of each plan, for plans too many to have a row for every rank.

    One row for each plan. Columns: doc_id, rank (mean over all weightings and resampled measures),
    rank_low and rank_high (95% of them), then strictness with low and high, n, clusters and the
    parts, as in `rank_stability`. Ties have the mean of their ranks. Fewer draws and weightings
    than there: a percentile of `RANGE_DRAWS` times `RANGE_STEPS` squared comparisons is as steady
    as a figure shows it, and time and memory grow with plans only, not with their square.
    """
    plans = by_plan(scored(provisions))
    grid = weight_grid(RANGE_STEPS).T
    scores = (np.round(draw @ grid, 9) for draw in _drawn_parts(plans, draws))
    ranks = np.concatenate(
        [scipy.stats.rankdata(-draw, axis=0).astype(np.float32) for draw in scores], axis=1
    )
    parts = [ranks[start : start + _CHUNK] for start in range(0, len(ranks), _CHUNK)]
    bounds = [np.percentile(part, [2.5, 97.5], axis=1) for part in parts]
    low, high = np.concatenate(bounds, axis=1) if bounds else np.empty((2, 0))
    spans = {"rank": ranks.mean(axis=1), "rank_low": low, "rank_high": high}
    table = pd.DataFrame({"doc_id": pd.Series([doc_id for doc_id, _ in plans], dtype="str"), **spans})
    return table.merge(_basis(provisions, DRAWS, weights), on="doc_id", how="left")


def _basis(provisions: pd.DataFrame, draws: int, weights: Weights | None) -> pd.DataFrame:
    """One row for each plan: its strictness, interval, parts and counts."""
    profiles = profile(provisions, draws, weights)
    means = profiles.pivot(index="doc_id", columns="part", values="mean").reindex(columns=list(PARTS))
    whole = profiles[profiles["part"] == "strictness"].rename(columns={"mean": "strictness"})
    return whole[["doc_id", "strictness", "low", "high", "n", "clusters"]].merge(means, on="doc_id")


def pairwise(provisions: pd.DataFrame, draws: int = DRAWS, weights: Weights | None = None) -> pd.DataFrame:
    """Which of two plans is stricter, and how surely: one row for each pair.

    Columns: doc_a, doc_b, share (of all weightings in which a is above b, means as observed),
    probability_equal (equal weights or `weights`, measures resampled), probability (both). 0.5 says nothing
    about the pair; a share of 1 means that b is above a in none of the parts (as far as the grid sees).
    """
    rows = scored(provisions)
    names = [doc_id for doc_id, _ in by_plan(rows)]
    found = orders(rows, draws, weights) if names else {}
    pairs = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    table = pd.DataFrame([(names[i], names[j]) for i, j in pairs], columns=["doc_a", "doc_b"])
    for ground in GROUNDS:
        table[ground] = np.array([found[ground].above[i, j] for i, j in pairs], dtype=float)
    return table
