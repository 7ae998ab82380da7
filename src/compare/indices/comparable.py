"""What can be set side by side: printed units, lengths of time, and days of the year.

`vocab/comparable_units.csv` says which units mean the same (期 and 场 are times) and which never
do (working days and calendar days). An unlisted unit is comparable with itself only.
"""

from datetime import date, timedelta
from functools import cache

from compare.extract.durations import read_duration
from compare.vocab.reading import read_vocabulary

TIME_UNITS = {
    "h": {"H": 1.0, "D": 24.0, "W": 168.0},
    "d": {"H": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0},
}
TIME_UNITS["y"] = {"Y": 1.0, "M": 1 / 12}
_DATE_YEAR = 2023  # a common year, to number the days of a year


@cache
def _units() -> dict[str, dict[str, str]]:
    return {row["unit"]: row for row in read_vocabulary("comparable_units")}


@cache
def _measures() -> dict[str, dict[str, str]]:
    """For each measure the first unit that belongs to it."""
    return {row["measure"]: row for row in reversed(read_vocabulary("comparable_units"))}


def comparable_unit(unit: str) -> dict[str, str]:
    """The measure that a printed unit belongs to; a unit that is not listed is its own.

    >>> comparable_unit("期")["measure"], comparable_unit("学分")["measure"], comparable_unit("套")["measure"]
    ('次', '学分', '套')
    """
    own = {"unit": unit, "measure": unit, "factor": "1", "label_zh": unit, "label_en": unit, "yearly": "1"}
    return _units().get(unit, own)


def measure_label(measure: str, language: str) -> str:
    """The words for a measure.

    >>> measure_label("次/y", "en"), measure_label("workday", "zh")
    ('times a year', '工作日')
    >>> measure_label("培训天数/y", "en")
    'days a year'
    """
    name, _, yearly = measure.partition("/")
    unit = _measures().get(name) or comparable_unit(name)
    suffix = {"zh": "/年", "en": " a year"}[language] if yearly else ""
    return unit[f"label_{language}"] + suffix


def length_in(period: str, unit: str) -> float | None:
    """A period in hours (h), days (d) or years (y), where it can be; a month is 30 days.

    >>> length_in("P1D", "h"), length_in("P2Y", "y"), length_in("PT30M", "h")
    (24.0, 2.0, None)
    """
    length = read_duration(period)
    factor = TIME_UNITS.get(unit, {}).get(length.unit) if length else None
    return round(length.number * factor, 6) if length and factor else None


def day_of_year(moment: str) -> int:
    """The number of a day in the year, whatever the year.

    >>> day_of_year("XXXX-03-31")
    90
    """
    month, day = int(moment[5:7]), int(moment[8:10])
    return (date(_DATE_YEAR, month, min(day, 28) if month == 2 else day) - date(_DATE_YEAR, 1, 1)).days + 1


def date_of_day(number: float) -> date:
    """The day with this number in a common year.

    >>> date_of_day(90).isoformat()[5:]
    '03-31'
    """
    return date(_DATE_YEAR, 1, 1) + timedelta(days=int(number) - 1)
