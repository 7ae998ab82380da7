"""Intervals from resampling measures within a plan (cluster bootstrap, Efron 1979).

Provisions of one measure depend on each other, so whole measures are drawn with replacement.
The interval says how much an index depends on which measures a plan happens to hold; it is
no test, and five plans are no sample of China's counties.
"""

import hashlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

DRAWS = 2000


def cluster_weights(units: pd.Series, seed: str, draws: int = DRAWS) -> npt.NDArray[np.int64]:
    """How often each row is drawn: array (draws, rows), the rows of a unit always together.

    `seed` is any text, such as the doc_id: the same text gives the same draws.
    """
    codes, names = pd.factorize(units)
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    generator = np.random.default_rng(number)
    times = generator.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    return np.asarray(times[:, codes], dtype=np.int64)


def mean_intervals(
    values: pd.DataFrame, units: pd.Series, seed: str, draws: int = DRAWS
) -> list[tuple[float, float, float]]:
    """Mean of each column of `values`, and the 2.5th and 97.5th percentile of its bootstrap distribution.

    All columns have the same draws; they are missing where there are no rows.
    """
    if not len(values):
        return [(float("nan"),) * 3] * values.shape[1]
    weights = cluster_weights(units, seed, draws)
    numbers = values.to_numpy(dtype=float)
    means = weights @ numbers / weights.sum(axis=1, keepdims=True)
    bounds = np.percentile(means, [2.5, 97.5], axis=0)
    return [
        (float(m), float(low), float(high))
        for m, low, high in zip(numbers.mean(axis=0), *bounds, strict=True)
    ]


def interval(
    statistic: Callable[[npt.NDArray[np.int64]], float], units: pd.Series, seed: str, draws: int = DRAWS
) -> tuple[float, float]:
    """The 95% interval of any statistic of the rows' weights (shape: rows)."""
    values = [statistic(row) for row in cluster_weights(units, seed, draws)]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
