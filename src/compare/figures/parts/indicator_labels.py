"""How numbers and names of shared indicators are written in figures."""

import pandas as pd

from compare.figures.words import say
from compare.indices.comparable import date_of_day, measure_label
from compare.vocab.filling import plain_number

_UNITS = {
    "zh": ((1e8, 1e8, "very_large"), (1e4, 1e4, "large")),
    "en": ((1e6, 1e6, "very_large"), (1e4, 1e3, "large")),
}
"""From what number on, by what it is divided, and the word for it."""
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": ""}


def number_text(comparator: str, value: float, measure: str, language: str, short: bool = False) -> str:
    """A threshold as it is written in a cell; `short` where it has little room.

    >>> number_text(">=", 60.0, "学时/y", "en"), number_text("<=", 90.0, "date", "en")
    ('≥60', 'by 31 Mar')
    >>> number_text(">=", 2e6, "元", "en"), number_text(">=", 2e6, "元", "en", True), number_text(">=", 2e6, "元", "zh", True)
    ('≥2,000,000', '≥2M', '≥200万')
    >>> number_text(">=", 100 / 3, "%", "en")
    '≥33.33%'
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
    return f"{_SIGNS[comparator]}{_brief(value, language) if short else plain_number(value)}{percent}"


def _brief(value: float, language: str) -> str:
    """A number in few letters: units of their own for ten thousands and more."""
    for least, unit, name in _UNITS[language]:
        if abs(value) >= least:
            return say("indicator_states", name, language, number=plain_number(value / unit))
    return plain_number(value)


def row_label(data: pd.DataFrame, name: str, language: str) -> str:
    """The indicator's label with the unit of its numbers."""
    rows = data[data["indicator_id"] == name]
    label = str(rows[f"label_{language}"].iloc[0])
    measures = [measure for measure in rows["measure"] if measure not in ("", "%", "date")]
    if not measures:
        return label
    return say("", "in_brackets", language, text=label, more=measure_label(measures[0], language))
