"""Shares of thousands of rows, rounded as Python rounds each of them."""

import numpy as np
import numpy.typing as npt

DIGITS = 4
"""Of the shares in `reuse.csv` and `pairs.csv`."""
_MIDDLE = 1e-6  # what NumPy reckons is right to many more digits


def rounded(shares: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The shares as Python rounds them: it alone knows on which side of the middle between two a number lies.

    >>> rounded(np.array([2 / 3, 0.00005, 0.5])).tolist()
    [0.6667, 0.0001, 0.5]
    """
    scaled = shares * 10**DIGITS
    found = np.rint(scaled) / 10**DIGITS
    for place in np.flatnonzero(np.abs(scaled % 1 - 0.5) < _MIDDLE).tolist():
        found[place] = round(float(shares[place]), DIGITS)
    return found
