"""Intervals for rates: how many of so many provisions, where provisions of one measure depend on each other.

One function for every rate in the project. The interval is Wilson's (1927), which has a width even
at 0 of 170 or 1 of 1 (Brown, Cai and DasGupta 2001, Statistical Science 16(2)), with the effective
number of provisions in the place of their number (Korn and Graubard 1998, Survey Methodology
24(2)): as many independent ones as would give the same variance as the clusters do, less what few
clusters leave unsure. Where all are alike the clusters' variance cannot be seen, and the number
of clusters is taken. The interval says how much a rate hangs on the measures that a plan happens
to hold; it is no test, and a handful of plans is no sample of China's counties.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]

_QUANTILE = 0.975
Z = NormalDist().inv_cdf(_QUANTILE)
"""The same quantile of the normal distribution."""


@dataclass(frozen=True)
class Rates:
    """Rates of several columns over the same rows, each an array with one value for each column.

    `count` of `n` rows, in `clusters`; `share` = count / n with its interval `low` to `high`;
    `effective`, the number of independent rows that the interval rests on. Without rows, share
    and interval are missing.
    """

    count: Numbers
    n: int
    clusters: int
    effective: Numbers
    share: Numbers
    low: Numbers
    high: Numbers


def rates(hits: npt.ArrayLike, units: pd.Series) -> Rates:
    """Rates of each column of `hits` (rows, columns; true or false) over rows in clusters `units`.

    >>> found = rates([[True], [False], [False], [False]], pd.Series(["m1", "m2", "m3", "m4"]))
    >>> found.share.tolist(), found.low.round(3).tolist(), found.high.round(3).tolist()
    ([0.25], [0.037], [0.744])
    """
    values = np.asarray(hits, dtype=float)
    n, columns = values.shape
    codes, names = pd.factorize(units)
    if not n:
        nothing = np.full(columns, np.nan)
        return Rates(np.zeros(columns), 0, 0, np.zeros(columns), nothing, nothing, nothing)
    sums = np.zeros((len(names), columns + 1))
    np.add.at(sums, codes, np.column_stack([np.ones(n), values]))
    share = values.mean(axis=0)
    effective = _effective(sums[:, 1:], sums[:, 0], share)
    return Rates(values.sum(axis=0), n, len(names), effective, share, *wilson(share, effective))


def _effective(hits: Numbers, sizes: Numbers, share: Numbers) -> Numbers:
    """The effective number of rows of each column, from its hits in clusters of these sizes; 1 to n."""
    n, clusters = sizes.sum(), len(sizes)
    if clusters < 2:
        return np.ones(len(share))  # one measure is one choice of words, however many provisions it has
    residuals = hits - share * sizes[:, np.newaxis]
    variance = clusters / (clusters - 1) * (residuals**2).sum(axis=0) / n**2
    independent = share * (1 - share)
    known = (variance > 0) & (independent > 0)
    effective = np.divide(independent, variance, out=np.full_like(share, float(clusters)), where=known)
    from scipy.special import stdtrit  # half a second to load, and a table that is kept needs none

    few = (stdtrit(n - 1, _QUANTILE) / stdtrit(clusters - 1, _QUANTILE)) ** 2
    return np.asarray(np.clip(effective * few, 1, n))


def wilson(share: Numbers, number: Numbers) -> tuple[Numbers, Numbers]:
    """Wilson's 95% interval of shares of so many independent cases.

    >>> [side.round(4).tolist() for side in wilson(np.array([0.0]), np.array([170.0]))]
    [[0.0], [0.0221]]
    """
    square = Z**2 / number
    centre = (share + square / 2) / (1 + square)
    half = Z / (1 + square) * np.sqrt(share * (1 - share) / number + square / (4 * number))
    return np.clip(centre - half, 0, share), np.clip(centre + half, share, 1)
