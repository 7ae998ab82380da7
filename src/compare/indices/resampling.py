"""Intervals from resampling measures within a plan (cluster bootstrap, Efron 1979).

Provisions of one measure depend on each other, so whole measures are drawn with replacement.
The interval says how much an index depends on which measures a plan happens to hold; it is
no test, and five plans are no sample of China's counties. From three measures or fewer nothing
can be resampled that would deserve the name, and an interval without width would look like
certainty: in both cases it is missing. Rates have intervals of their own (`compare.indices.rates`).
"""

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.indices.rates import wilson

DRAWS = 2000
LEAST_CLUSTERS = 4
"""Fewer clusters (measures, and provisions outside any measure) than this get no resampled interval."""
_NO_WIDTH = 1e-12

Numbers = npt.NDArray[np.float64]


def cluster_weights(units: pd.Series, seed: str, draws: int = DRAWS) -> npt.NDArray[np.int64]:
    """How often each row is drawn: array (draws, rows), the rows of a unit always together.

    `seed` is any text, such as the doc_id: the same text gives the same draws.
    """
    codes, names = pd.factorize(units)
    return times_drawn(len(names), seed, draws)[:, codes].astype(np.int64)


@lru_cache(maxsize=500)  # of hundreds of plans, each figure finds the draws of the one before
def times_drawn(count: int, seed: str, draws: int = DRAWS) -> npt.NDArray[np.unsignedinteger]:
    """How often each of `count` units is drawn when as many are drawn with replacement: array (draws, count).

    Read-only, and of the smallest type that holds `count`.
    """
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    generator = np.random.default_rng(number)
    shares = np.full(count, 1 / max(count, 1))
    times = generator.multinomial(count, shares, size=draws) if count else np.zeros((draws, 0), dtype=int)
    small: npt.NDArray[np.unsignedinteger] = times.astype(np.min_scalar_type(count))
    small.flags.writeable = False
    return small


def drawn_means(values: npt.ArrayLike, units: pd.Series, seed: str, draws: int = DRAWS) -> Numbers:
    """Means of each column of `values` (rows, columns) over redrawn units: array (draws, columns).

    All columns have the same draws, so that they can be compared draw by draw. Sums are taken by
    unit first, which costs no more for many rows than for few.
    """
    numbers = np.asarray(values, dtype=float)
    codes, names = pd.factorize(units)
    sums = np.zeros((len(names), numbers.shape[1] + 1))
    np.add.at(sums, codes, np.column_stack([np.ones(len(numbers)), numbers]))
    drawn = times_drawn(len(names), seed, draws).astype(float) @ sums  # floats multiply faster
    return np.asarray(drawn[:, 1:] / drawn[:, :1])


def limits(drawn: Numbers) -> Numbers:
    """The 2.5th and 97.5th percentile of each column of drawn values: array (2, columns).

    Missing draws are left out; a column that is missing in every draw has no percentile. Between
    two values the percentile is interpolated, as `numpy.percentile` does, which looks for each
    percentile anew and takes several times as long.
    """
    ordered = np.sort(drawn, axis=0)  # missing values come last
    last = np.maximum((~np.isnan(drawn)).sum(axis=0) - 1, 0)
    places = np.outer([0.025, 0.975], last)
    below = places.astype(int)
    low, high = (np.take_along_axis(ordered, side, axis=0) for side in (below, np.minimum(below + 1, last)))
    return np.asarray(low + (places - below) * (high - low))


def intervals(drawn: Numbers, clusters: npt.ArrayLike) -> Numbers:
    """`limits` of values drawn from so many clusters (one number, or one a column): array (2, columns).

    Missing where there are fewer clusters than `LEAST_CLUSTERS`, or where all draws are alike.
    """
    bounds = limits(drawn)
    held = (np.asarray(clusters) >= LEAST_CLUSTERS) & (bounds[1] - bounds[0] > _NO_WIDTH)
    return np.asarray(np.where(held, bounds, np.nan))


def mean_intervals(values: npt.ArrayLike, units: pd.Series, seed: str, draws: int = DRAWS) -> Numbers:
    """95% intervals of the means of scores from 0 to 1, by resampling units: array (2, columns).

    `values` is an array (rows, columns). Missing as in `intervals`, but where every score is 0
    (or 1) the interval is that of a rate of 0 (or 1) in so many clusters (Wilson 1927).
    """
    numbers = np.asarray(values, dtype=float)
    clusters = units.nunique()
    bounds = intervals(drawn_means(numbers, units, seed, draws), clusters)
    for edge in (0.0, 1.0):
        extreme = (numbers == edge).all(axis=0) & (clusters >= LEAST_CLUSTERS)
        whole = wilson(np.array([edge]), np.array([float(clusters)]))
        bounds[:, extreme] = np.array(whole)
    return bounds
