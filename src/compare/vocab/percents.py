"""Shares as they are printed everywhere: what is neither nothing nor everything never reads so."""

from math import isnan

MISSING = "–"
"""What stands for a share that is not known."""


def percent(share: float) -> str:
    """A share in percent: below ten with one decimal, else whole; a dash is missing.

    >>> percent(0.123), percent(0.0449), percent(0.0001), percent(0.0)
    ('12%', '4.5%', '<0.1%', '0%')
    >>> percent(0.9999), percent(1.0), percent(float("nan"))
    ('>99%', '100%', '–')
    """
    if 0 < share < 0.0005:
        return "<0.1%"
    return f"{100 * share:.1f}%" if 0 < share < 0.0995 else whole_percent(share)


def whole_percent(share: float) -> str:
    """A share in whole percent.

    >>> whole_percent(0.254), whole_percent(0.004), whole_percent(0.0), whole_percent(0.996)
    ('25%', '<1%', '0%', '>99%')
    """
    if isnan(share):
        return MISSING
    if 0 < share < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= share < 1 else f"{100 * share:.0f}%"
