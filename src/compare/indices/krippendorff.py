"""Krippendorff's alpha: agreement of any number of coders beyond what chance would give.

From the matrix of coincidences (Krippendorff 2004, Content Analysis, ch. 11; 2011, "Computing
Krippendorff's Alpha-Reliability"): every unit that at least two coders judged adds its pairs of
values, each weighted by one over its number of judgements less one. Alpha is 1 minus observed over
expected disagreement: 1 is perfect, 0 what chance would give. Judgements may be missing.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

Level = Literal["nominal", "ordinal"]
Numbers = npt.NDArray[np.float64]

_CHUNK = 200  # draws computed at once; bounds memory, not results


def alpha(codings: Sequence[pd.Series], level: Level) -> float:
    """Alpha of several codings of the same units, in the same order; missing values are allowed.

    Missing where there are no two values to tell apart, or no unit that two coders judged.

    >>> round(alpha([pd.Series([1, 1, 0, 0]), pd.Series([1, 0, 0, 0])], "nominal"), 4)
    0.5333
    """
    cells, size = unit_coincidences(codings)
    return float(alphas(cells.sum(axis=0).reshape(1, size, size), level)[0])


def drawn_alphas(codings: Sequence[pd.Series], level: Level, weights: npt.NDArray[Any]) -> Numbers:
    """Alpha in every draw: `weights` says how often each unit is drawn (array draws, units).

    Missing where a draw holds one value only.
    """
    cells, size = unit_coincidences(codings)
    used = cells.any(axis=0)  # of all pairs of topics few occur
    occurring, found = cells[:, used], []
    for start in range(0, len(weights), _CHUNK):
        drawn = weights[start : start + _CHUNK]
        coincidences = np.zeros((len(drawn), size * size))
        coincidences[:, used] = drawn @ occurring
        found.append(alphas(coincidences.reshape(-1, size, size), level))
    return np.concatenate(found)


def unit_coincidences(codings: Sequence[pd.Series]) -> tuple[Numbers, int]:
    """The coincidences that each unit adds, array (units, values squared), and the number of values.

    Values are numbered in their order, which is that of an ordinal scale.
    """
    codes, size = _numbered(codings)
    judged = codes >= 0
    units = codes.shape[1]
    counts = np.zeros((units, size))
    for coder, present in zip(codes, judged, strict=True):
        counts[np.flatnonzero(present), coder[present]] += 1
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs[:, range(size), range(size)] -= counts  # no judgement is paired with itself
    others = np.maximum(judged.sum(axis=0) - 1, 1)
    return (pairs / others[:, None, None]).reshape(units, size * size), size


def _numbered(codings: Sequence[pd.Series]) -> tuple[npt.NDArray[np.int64], int]:
    """The codings as numbers in the order of their values, -1 where missing: array (coders, units)."""
    long = pd.concat([coding.reset_index(drop=True) for coding in codings], ignore_index=True)
    codes, values = pd.factorize(long, sort=True)
    return np.asarray(codes, dtype=np.int64).reshape(len(codings), -1), len(values)


def alphas(coincidences: Numbers, level: Level) -> Numbers:
    """Alpha of each matrix of coincidences, array (matrices, values, values)."""
    margins = coincidences.sum(axis=2)
    distance = _distance(margins, level)
    observed = (coincidences * distance).sum(axis=(1, 2))
    products = margins[:, :, None] * margins[:, None, :]
    total = np.maximum(margins.sum(axis=1) - 1, 1)
    expected = (products * distance).sum(axis=(1, 2)) / total
    ratio = np.divide(observed, expected, out=np.full_like(observed, np.nan), where=expected > 0)
    return np.asarray(1 - ratio)


def _distance(margins: Numbers, level: Level) -> Numbers:
    """Squared distance of every two values, array (matrices, values, values)."""
    size = margins.shape[1]
    if level == "nominal":
        return np.broadcast_to(1 - np.eye(size), (len(margins), size, size))
    ranks = margins.cumsum(axis=1) - margins / 2
    return np.asarray((ranks[:, :, None] - ranks[:, None, :]) ** 2)
