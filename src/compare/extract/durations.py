"""Read the lengths of time that tables hold (ISO 8601: P3M, P0.5D, PT24H)."""

import re
from typing import NamedTuple

_DURATION = re.compile(r"^P(?P<clock>T)?(?P<number>\d+(?:\.\d+)?)(?P<unit>[YMWDHS])$")
_CLOCK = {"M": "min", "S": "s"}  # PT30M are minutes, P30M months


class Duration(NamedTuple):
    """A length of time: a number of years (Y), months (M), weeks, days, hours (H), minutes (min) or seconds (s)."""

    number: float
    unit: str


def read_duration(period: str) -> Duration | None:
    """The one part of an ISO 8601 duration; None for the empty text and for what has several parts.

    >>> read_duration("P0.5D"), read_duration("PT30M"), read_duration("P3M"), read_duration("")
    (Duration(number=0.5, unit='D'), Duration(number=30.0, unit='min'), Duration(number=3.0, unit='M'), None)
    """
    match = _DURATION.match(period)
    if not match:
        return None
    unit = _CLOCK.get(match["unit"], match["unit"]) if match["clock"] else match["unit"]
    return Duration(float(match["number"]), unit)
