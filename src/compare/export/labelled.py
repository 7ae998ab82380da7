"""Tables as programs of statistics want them: fixed words as numbers, with labels for columns and values.

Such programs tabulate and model numbers and show their labels. A word of a fixed list gets its place
in `vocab/value_labels.csv`; a topic the number of its domain times a hundred plus its own (E7 is 507, its
domain 5), as the Comparative Agendas Project numbers its topics. The numbers are the same in both
languages; `codes` leads back from each to the word of the CSV tables. Empty is missing, never zero.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from compare.coding.schemes import NONE, known_codes
from compare.export.cells import printable
from compare.export.labels import column_label, value_name, value_names
from compare.figures.words import value_labels
from compare.tables.schema import SCHEMAS
from compare.vocab.outlines import frame
from compare.vocab.taxonomy import domains, taxonomy, topics

LANGUAGES = ("zh", "en")
_TOPICS = ("topic", "topic2", "true", "predicted", "topic_a", "topic_b")
_DOMAINS = ("domain", "predicted_domain", "domain_a", "domain_b")
_SCHEME_CODES = ("code", "code2", "parent")
_OPEN = ("doc_id", "coder")
"""Columns with words of a list beside a project's own: they stay text."""
_RESERVED = re.compile(
    r"_all|_b|_coef|_cons|_n|_pi|_pred|_rc|_skip|all|and|byte|by|double|end|eq|float|ge|gt|if|in|int|le|long|lt|ne"
    r"|not|or|str\d*|strl|to|using|with",
    re.IGNORECASE,
)
"""Names that Stata or SPSS keep for themselves."""
_LONGEST_NAME = 32


@dataclass(frozen=True)
class Word:
    """One value of a column: its number, itself as in the CSV tables, and its labels."""

    number: int
    value: str
    zh: str
    en: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class Labelled:
    """A table whose variables are numbers or text; `words` holds the meanings of the labelled numbers.

    `columns` are the names of the variables in the CSV tables.
    """

    name: str
    data: pd.DataFrame
    columns: tuple[str, ...]
    words: Mapping[str, tuple[Word, ...]]

    def variable_labels(self, language: str) -> dict[str, str]:
        """The label of every variable."""
        pairs = zip(self.data.columns, self.columns, strict=True)
        return {str(variable): column_label(self.name, column, language) for variable, column in pairs}

    def value_labels(self, language: str) -> dict[str, dict[int, str]]:
        """The labels of the numbers of each variable that has some."""
        return {
            variable: {word.number: word.label(language) for word in words}
            for variable, words in self.words.items()
        }

    def codes(self) -> pd.DataFrame:
        """What each labelled number stands for: variable, number, value (as in the CSV), label_zh, label_en."""
        rows = [
            (variable, word.number, word.value, word.zh, word.en)
            for variable, words in self.words.items()
            for word in words
        ]
        return pd.DataFrame(rows, columns=["variable", "number", "value", "label_zh", "label_en"])


def labelled(name: str, data: pd.DataFrame) -> Labelled:
    """The table called `name` with numbers for fixed words; other text stays as it is.

    >>> made = labelled("targets", pd.DataFrame({"comparator": ["<=", ""], "unit": ["%", ""]}))
    >>> made.data["comparator"].tolist(), made.value_labels("en")["comparator"][2], made.data["unit"].tolist()
    ([2, <NA>], '≤', ['%', ''])
    """
    made, words = {}, {}
    for column in map(str, data.columns):
        own, variable = _words(name, column, data), variable_name(column)
        made[variable] = _numbered(data[column], own)
        if own:
            words[variable] = own
    return Labelled(name, pd.DataFrame(made, index=data.index), tuple(map(str, data.columns)), words)


def variable_name(column: str) -> str:
    """A column's name within the rules of Stata and SPSS: letters, digits and _, at most 32, none of their own.

    >>> variable_name("end"), variable_name("share")
    ('end_', 'share')
    """
    name = re.sub(r"\W", "_", column, flags=re.ASCII)[:_LONGEST_NAME]
    return f"{name[: _LONGEST_NAME - 1]}_" if _RESERVED.fullmatch(name) else name


def _numbered(cells: pd.Series, words: tuple[Word, ...]) -> pd.Series:
    """The cells as numbers where they have words for that, else as numbers or text as they were."""
    if pd.api.types.is_bool_dtype(cells.dtype) or (words and pd.api.types.is_integer_dtype(cells.dtype)):
        return cells.astype("Int64")
    if words:
        numbers = {word.value: word.number for word in words}
        return cells.map(lambda cell: numbers.get(str(cell))).astype("Int64")
    if pd.api.types.is_numeric_dtype(cells.dtype):
        return cells
    return cells.astype(object).where(cells.notna(), "").map(lambda cell: printable(str(cell))).astype(str)


def _words(name: str, column: str, data: pd.DataFrame) -> tuple[Word, ...]:
    """The values of a column with their numbers; none for plain numbers and free text."""
    cells = data[column]
    if pd.api.types.is_bool_dtype(cells.dtype) or _is_yes_or_no(name, column):
        return _yes_or_no()
    if pd.api.types.is_integer_dtype(cells.dtype):
        found = _listed(column)
        return tuple(
            Word(int(word.value), word.value, word.zh, word.en) for word in found if word.value.isdigit()
        )
    if column in _OPEN or pd.api.types.is_numeric_dtype(cells.dtype):
        return ()
    known = _scheme_words(name, data) if column in _SCHEME_CODES else _table_words(name, column, data)
    known = known or _known(column, data)
    return _with_others(column, known, cells) if known else ()


def _known(column: str, data: pd.DataFrame) -> tuple[Word, ...]:
    """The words that a column may hold, as far as a vocabulary lists them."""
    if column in _TOPICS:
        return _topic_words()
    if column in _DOMAINS:
        return _domain_words()
    if column == "group" and "frame" in data and data["frame"].nunique() == 1:
        return _group_words(str(data["frame"].iloc[0]))
    return _listed(column)


def _table_words(name: str, column: str, data: pd.DataFrame) -> tuple[Word, ...]:
    """The words of a column that mean something in this table only, in their order there."""
    chinese, english = (value_names(name, column, data, language) for language in LANGUAGES)
    return tuple(
        Word(number, value, chinese[value], english[value]) for number, value in enumerate(chinese, 1)
    )


def _scheme_words(name: str, data: pd.DataFrame) -> tuple[Word, ...]:
    """The codes of the one further scheme that a table is of, `codes_<scheme>` or by its column; in its order."""
    schemes = [name.removeprefix("codes_")] if name.startswith("codes_") else list(data.get("scheme", ()))
    if len(set(schemes)) != 1:
        return ()
    plain = {word.value: word for word in _listed("code")}[NONE]
    return tuple(
        Word(number, NONE, plain.zh, plain.en)
        if code == NONE
        else Word(number, code, f"{code} {one.label('zh')}", f"{code} {one.label('en')}")
        for number, (code, one) in enumerate(known_codes(str(schemes[0]), ()).items(), 1)
    )


def _with_others(column: str, known: tuple[Word, ...], cells: pd.Series) -> tuple[Word, ...]:
    """Behind the listed words those that only this table has; what nothing names is its own label."""
    others = sorted({str(cell) for cell in cells.dropna()} - {word.value for word in known} - {""})
    last = max(word.number for word in known)
    more = (
        Word(number, value, *(value_name(column, value, language) for language in LANGUAGES))
        for number, value in enumerate(others, last + 1)
    )
    return (*known, *more)


@cache
def _listed(column: str) -> tuple[Word, ...]:
    """The words of `vocab/value_labels.csv`, by their place there."""
    chinese, english = (value_labels(column, language) for language in LANGUAGES)
    return tuple(
        Word(number, value, chinese[value], english[value]) for number, value in enumerate(chinese, 1)
    )


@cache
def _yes_or_no() -> tuple[Word, ...]:
    said = {word.value: word for word in _listed("stated")}
    return tuple(
        Word(number, str(number), said[truth].zh, said[truth].en)
        for number, truth in enumerate(("False", "True"))
    )


def _is_yes_or_no(name: str, column: str) -> bool:
    """Whether a column is declared to hold 0 and 1 only."""
    declared = SCHEMAS[name].columns.get(column) if name in SCHEMAS else None
    return declared is not None and set(declared.values) == {0, 1}


@cache
def _domain_words() -> tuple[Word, ...]:
    return tuple(_code(number, code) for number, code in enumerate(domains(substantive=False), 1))


@cache
def _topic_words() -> tuple[Word, ...]:
    places = {word.value: word.number for word in _domain_words()}
    made, seen = [], dict.fromkeys(places, 0)
    for topic in topics():
        parent = taxonomy()[topic].parent
        seen[parent] += 1
        own = topic.removeprefix(parent)
        made.append(_code(places[parent] * 100 + (int(own) if own.isdigit() else seen[parent]), topic))
    return tuple(made)


def _code(number: int, code: str) -> Word:
    labels = taxonomy()[code]
    return Word(number, code, f"{code} {labels.label_zh}", f"{code} {labels.label_en}")


def _group_words(name: str) -> tuple[Word, ...]:
    """The groups of one frame of coverage; a part of an outline has its printed number."""
    if name in ("topic", "domain"):
        return _topic_words() if name == "topic" else _domain_words()
    return tuple(
        Word(int(group.key), group.key, f"{group.key} {group.label_zh}", f"{group.key} {group.label_en}")
        for group in frame(name).groups
    )
