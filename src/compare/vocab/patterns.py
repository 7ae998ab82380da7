"""Compile the terms of a vocabulary so that a search is quick where no term begins.

Most of a text is no term. `re` passes over it fast only if every alternative begins with a plain
character; one that begins with a group or a look back (`(?<!公)共有`) makes it try them all at
every character. A look ahead at the characters that any of them can begin with spares it that.
Where it is not known what a pattern can begin with, it gets no guard.
"""

import re
from collections.abc import Iterable
from itertools import combinations, takewhile
from typing import Any

from compare.vocab.parsed import UnknownError, parsed, sre
from compare.vocab.rewriting import under_first_signs

_ANY = r"\s\S"
_OFTEN = 20  # times that a repetition may be tried inside another
_CATEGORIES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w"}


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several; an earlier one is tried first, and of none nothing is found.

    >>> any_of(["(?:通报)?批评", "(?<!自由)处分"]).findall("通报批评、自由处分、处分")
    ['通报批评', '处分']
    """
    whole = "|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)"
    spelt = under_first_signs(whole)
    return re.compile(spelt) if spelt else guarded(whole)


def guarded(pattern: str) -> re.Pattern[str]:
    """The pattern, tried only where its first character stands; it matches what it matched.

    >>> guarded("(?:通报)?批评|(?<!自由)处分").pattern
    '(?=[处批通])(?:(?:通报)?批评|(?<!自由)处分)'
    """
    try:
        steps = parsed(pattern)
    except UnknownError:
        return re.compile(pattern)
    first, may_be_empty = _first(steps)
    at_beginning = len(steps) > 0 and steps[0] == (sre.AT, sre.AT_BEGINNING)  # and looked for nowhere else
    if at_beginning or may_be_empty or _ANY in first or not first:
        return re.compile(pattern)
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{pattern})")


def runs_away(pattern: str) -> bool:
    """Whether a pattern may take time without end: in what it repeats, something repeats again or has two ways.

    Each further character of a text can double the time then. What is no pattern does not; nor, for all that is
    known, does one that cannot be taken apart.

    >>> [runs_away(pattern) for pattern in ("(?:法+)+治", "(?:法|法律)*治", "(?:法|律)+治", "(法")]
    [True, True, False, False]
    """
    try:
        return _runs_away(parsed(pattern), False)
    except (UnknownError, re.error, OverflowError, RecursionError):
        return False


def _runs_away(steps: Iterable[tuple[Any, Any]], repeated: bool) -> bool:
    return any(_step_runs_away(operation, value, repeated) for operation, value in steps)


def _step_runs_away(operation: Any, value: Any, repeated: bool) -> bool:
    match operation:
        case sre.MAX_REPEAT | sre.MIN_REPEAT:
            again = value[1] > _OFTEN
            return (again and repeated) or _runs_away(value[2], again or repeated)
        case sre.BRANCH:
            return (repeated and _has_two_ways(value[1])) or any(
                _runs_away(steps, repeated) for steps in value[1]
            )
        case sre.SUBPATTERN:
            return _runs_away(value[3], repeated)
        case sre.ASSERT | sre.ASSERT_NOT:
            return _runs_away(value[1], False)
    return False


def _has_two_ways(branches: list[Any]) -> bool:
    """Whether a text may take two branches: as far as both are plain characters, these may be the same."""
    begun = [_plain(steps) for steps in branches]
    return any(all(one & other for one, other in zip(*pair, strict=False)) for pair in combinations(begun, 2))


def _plain(steps: Iterable[tuple[Any, Any]]) -> list[set[str]]:
    """What can stand at each place at which a pattern begins, up to the first that is no one character."""
    plain = takewhile(lambda step: step[0] in (sre.LITERAL, sre.IN), steps)
    return [_first_of_step(operation, value)[0] for operation, value in plain]


def _first(steps: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """What the first character of a parsed pattern can be, and whether it may match none."""
    found: set[str] = set()
    for operation, value in steps:
        first, may_be_empty = _first_of_step(operation, value)
        found |= first
        if not may_be_empty:
            return found, False
    return found, True


def _first_of_step(operation: Any, value: Any) -> tuple[set[str], bool]:
    match operation:
        case sre.LITERAL:
            return {re.escape(chr(value))}, False
        case sre.IN:
            return {_member(*item) for item in value}, False
        case sre.ASSERT if value[0] > 0:  # a look ahead
            return _first(value[1])
        case sre.AT | sre.ASSERT | sre.ASSERT_NOT:
            return set(), True
        case sre.BRANCH:
            firsts = [_first(steps) for steps in value[1]]
            return set().union(*(first for first, _ in firsts)), any(empty for _, empty in firsts)
        case sre.SUBPATTERN if not value[1] & re.IGNORECASE:
            return _first(value[3])
        case sre.MAX_REPEAT | sre.MIN_REPEAT:
            first, may_be_empty = _first(value[2])
            return first, may_be_empty or value[0] == 0
    return {_ANY}, False


def _member(operation: Any, value: Any) -> str:
    """One item of a class of characters, as it is written in brackets."""
    match operation:
        case sre.LITERAL:
            return re.escape(chr(value))
        case sre.RANGE:
            return "-".join(re.escape(chr(end)) for end in value)
        case sre.CATEGORY:
            return _CATEGORIES.get(value, _ANY)
    return _ANY
