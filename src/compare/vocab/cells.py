"""What is wrong with a cell of a project's own row of a vocabulary, by what its column holds.

Each check gets the column, the cell, the package's cells beside it, and what gives the values of a column of
another vocabulary (`indicators.indicator_id`); it says what is wrong and what to do, or nothing.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from string import Formatter

from compare.errors import instead
from compare.vocab.columns import Column, values
from compare.vocab.patterns import runs_away

Known = Collection[str]
Referred = Callable[[str], Known]
_SIGNS = "|+()[]{}*?\\^$,;，；"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def fault_of_cell(column: Column, cell: str, known: Known, referred: Referred) -> str:
    """What is wrong with a cell that is filled in; empty where nothing is."""
    return _CHECKS[column.holds](column, cell, known, referred) or _repeats(column, cell)


def _nothing(column: Column, cell: str, known: Known, referred: Referred) -> str:
    return ""


def _word(column: Column, cell: str, known: Known, referred: Referred) -> str:
    few = {part for one in known for part in values(one)}
    odd = next((part for part in values(cell) if part not in few), "")
    return f"{column.name} {odd!r} is unknown;{instead(odd, sorted(few))}" if odd else ""


def _fixed(column: Column, cell: str, known: Known, referred: Referred) -> str:
    return "" if cell in known else f"{column.name} is other than the package's; leave it as it is there."


def _pattern(column: Column, cell: str, known: Known, referred: Referred) -> str:
    """It is joined with others, between which no flag of its own can stand, and no name that nobody reads."""
    try:
        parts = [re.compile(f"(?:{part})") for part in values(cell)]
    except (re.error, OverflowError, RecursionError) as error:
        return (
            f"{column.name} {cell[:40]!r} is no pattern ({error}); correct it, or write \\ before a sign that is"
            " meant."
        )
    ours = [re.compile(part) for one in known for part in values(one)]
    if not _names_of_groups(parts) <= _names_of_groups(ours):
        return f"{column.name} {cell[:40]!r} names a group; write (?: in its place."
    if _finds_nothing(parts) and not _finds_nothing(ours):
        return f"{column.name} {cell[:40]!r} finds what is empty, and so stands everywhere; write what must be there."
    return ""


def _names_of_groups(patterns: Iterable[re.Pattern[str]]) -> set[str]:
    return {name for pattern in patterns for name in pattern.groupindex}


def _finds_nothing(patterns: Iterable[re.Pattern[str]]) -> bool:
    """Whether a pattern is content with an empty text, as some that look ahead are."""
    return any(pattern.search("") for pattern in patterns)


def _terms(column: Column, cell: str, known: Known, referred: Referred) -> str:
    """Signs of a pattern, and half-width ones between terms, would be looked for themselves."""
    there = {sign for one in known for sign in one}
    odd = next((sign for sign in cell if sign in _SIGNS and sign not in there), "")
    return (
        f"{column.name} {cell[:40]!r} holds {odd!r}, which is looked for as it stands; write ｜ between terms, and ＋"
        " between words that go together."
        if odd
        else ""
    )


def _sentence(column: Column, cell: str, known: Known, referred: Referred) -> str:
    """Names in braces that no sentence of the package has are never filled."""
    try:
        there = {name for one in known for name in _names(one)}
        odd = next((name for name in _names(cell) if name not in there), None)
    except ValueError as error:
        return f"{column.name} {cell[:40]!r} has braces that nothing fills ({error}); close them, or take them out."
    return (
        ""
        if odd is None
        else f"{column.name} has {{{odd}}}, which nothing fills;{instead(odd, sorted(there))}"
    )


def _names(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]


def _number(column: Column, cell: str, known: Known, referred: Referred) -> str:
    return "" if _NUMBER.fullmatch(cell) else f"{column.name} {cell!r} is no number; write one."


def _date(column: Column, cell: str, known: Known, referred: Referred) -> str:
    yearly = any(one.startswith("XXXX") for one in known)
    return (
        ""
        if _is_day(cell.replace("XXXX", "2000", 1) if yearly else cell)
        else f"{column.name} {cell!r} is no day; write it as 2021-08-11{' or XXXX-08-11' if yearly else ''}."
    )


def _day(column: Column, cell: str, known: Known, referred: Referred) -> str:
    alike = [one for one in sorted(known) if len(one) == len(cell)]
    if alike and _is_day(f"2000-01-{cell}" if len(cell) == 2 else f"2000-{cell}"):
        return ""
    return f"{column.name} {cell!r} is no day; write it as {min(known, default='01-01')}."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _like(column: Column, cell: str, known: Known, referred: Referred) -> str:
    such = min(filter(None, known), default="")
    return (
        ""
        if re.fullmatch(column.of, cell)
        else f"{column.name} {cell!r} cannot be read; write it as {such!r}, say."
    )


def _reference(column: Column, cell: str, known: Known, referred: Referred) -> str:
    there = referred(column.of)
    odd = next((part for part in values(cell) if part not in there), "")
    vocabulary, _, name = column.of.partition(".")
    return (
        f"{column.name} {odd!r} is no {name} of vocab/{vocabulary}.csv;{instead(odd, sorted(there))}"
        if odd
        else ""
    )


def _repeats(column: Column, cell: str) -> str:
    return (
        f"{column.name} repeats what repeats itself, which may take time without end; write it without + or *"
        " inside + or *."
        if runs_away(cell)
        else ""
    )


_CHECKS: Mapping[str, Callable[[Column, str, Known, Referred], str]] = {
    "text": _nothing,
    "word": _word,
    "fixed": _fixed,
    "pattern": _pattern,
    "terms": _terms,
    "sentence": _sentence,
    "number": _number,
    "date": _date,
    "day": _day,
    "like": _like,
    "reference": _reference,
}
