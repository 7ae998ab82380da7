"""How numbers and names of shared indicators are written in figures."""

import pandas as pd

from compare.figures.words import say
from compare.indices.comparable import date_of_day, measure_label

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": ""}


def number_text(comparator: str, value: float, measure: str, language: str, short: bool = False) -> str:
    """A threshold as it is written in a cell; `short` where it has little room.

    >>> number_text(">=", 60.0, "学时/y", "en"), number_text("<=", 90.0, "date", "en")
    ('≥60', 'by 31 Mar')
    """
    if measure == "date":
        day = date_of_day(value)
        return say(
            "indicator_states",
            "by_day_short" if short else "by_day",
            language,
            day=day.day,
            month=day.month,
            name=f"{day:%b}",
        )
    percent = "%" if measure == "%" else ""
    return f"{_SIGNS[comparator]}{value:g}{percent}"


def row_label(data: pd.DataFrame, name: str, language: str) -> str:
    """The indicator's label with the unit of its numbers."""
    rows = data[data["indicator_id"] == name]
    label = str(rows[f"label_{language}"].iloc[0])
    measures = [measure for measure in rows["measure"] if measure not in ("", "%", "date")]
    if not measures:
        return label
    return say("", "in_brackets", language, text=label, more=measure_label(measures[0], language))
