"""Fill the sentences of vocabularies with values; words after a number agree with it.

`{n:plan|plans}` writes the number and the word for it, `{n:~states|state}` the word alone.
"""

from string import Formatter
from typing import Any


def fill(text: str, /, **values: Any) -> str:
    """The text with the values in the place of their names in braces.

    >>> fill("{n:plan|plans} of {all}; {n:~it|they} {n:~states|state} none", n=1, all=5)
    '1 plan of 5; it states none'
    """
    return _FORMATTER.vformat(text, (), values)


def plain_number(value: float) -> str:
    """A number as people write it: two decimals at most, thousands apart, no powers of ten.

    >>> plain_number(60.0), plain_number(100 / 3), plain_number(2e6), plain_number(99.5), plain_number(0.001)
    ('60', '33.33', '2,000,000', '99.5', '0.001')
    """
    text = f"{value:,.2f}" if abs(value) >= 0.01 or not value else f"{value:.6f}"
    return text.rstrip("0").rstrip(".")


class _Counting(Formatter):
    """Formats as `str.format` does, and chooses a singular or plural where a field names both."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        if "|" not in format_spec:
            return super().format_field(value, format_spec)
        one, many = format_spec.removeprefix("~").split("|")
        word = one if value == 1 else many
        return word if format_spec.startswith("~") else f"{value} {word}"


_FORMATTER = _Counting()
