"""What figures say: the texts of `vocab/figures.csv`, in Chinese or English.

A row has the chart it belongs to (empty: all charts), a key and the text in both languages; {names}
in braces are filled in (`compare.vocab.filling`). Labels of values (a state, a role, a form of time) are those of
`vocab/value_labels.csv`, which tables for print use too.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from compare.vocab.filling import fill
from compare.vocab.reading import read_vocabulary, values


@cache
def _texts() -> dict[tuple[str, str], dict[str, str]]:
    return {
        (chart, row["key"]): row
        for row in read_vocabulary("figures")
        for chart in values(row["charts"]) or [""]
    }


def has_words(chart: str, key: str) -> bool:
    """Whether the vocabulary has this text for the chart, or for all."""
    return (chart, key) in _texts() or ("", key) in _texts()


def say(chart: str, key: str, language: str, **filled: object) -> str:
    """One text of a chart in `zh` or `en`, the common one where it has none of its own.

    >>> say("", "joint", "zh").join(["甲县", "乙区"])
    '甲县、乙区'
    """
    row = _texts().get((chart, key)) or _texts().get(("", key))
    if row is None:
        raise KeyError(f"vocab/figures.csv has no {key!r} of {chart!r}")
    text = row[language]
    return fill(text, **filled) if filled else text


def listed(names: Iterable[str], language: str) -> str:
    """Names as a sentence lists them.

    >>> listed(["A", "B", "C"], "en")
    'A, B and C'
    """
    *most, last = [*names] or [""]
    return f"{say('', 'joint', language).join(most)}{say('', 'and', language)}{last}" if most else last


@cache
def value_labels(column: str, language: str) -> Mapping[str, str]:
    """The labels of the fixed values of a column, by value."""
    rows = [row for row in read_vocabulary("value_labels") if column in values(row["columns"])]
    return {row["value"]: row[f"label_{language}"] for row in rows}


def value_label(column: str, value: object, language: str) -> str:
    """What a value is called; itself where it has no label.

    >>> value_label("form", "duration", "zh")
    '时限'
    """
    return value_labels(column, language).get(str(value), str(value))
