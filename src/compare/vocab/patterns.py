"""Compile the terms of a vocabulary so that a search is quick where no term begins.

Most of a text is no term. `re` passes over it fast only if every alternative begins with a plain
character; one that begins with a group or a look back (`(?<!公)共有`) makes it try them all at
every character. A look ahead at the characters that any of them can begin with spares it that.

The parser of `re` is not public. Where it answers what is not known here, a pattern gets no guard.
"""

import re
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_ANY = r"\s\S"
_CATEGORIES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w"}


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several; an earlier one is tried first, and of none nothing is found.

    >>> any_of(["(?:通报)?批评", "(?<!自由)处分"]).findall("通报批评、自由处分、处分")
    ['通报批评', '处分']
    """
    return guarded("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def guarded(pattern: str) -> re.Pattern[str]:
    """The pattern, tried only where its first character stands; it matches what it matched.

    >>> guarded("(?:通报)?批评|(?<!自由)处分").pattern
    '(?=[处批通])(?:(?:通报)?批评|(?<!自由)处分)'
    """
    first, may_be_empty = _first(_parser.parse(pattern))
    if may_be_empty or _ANY in first or not first:
        return re.compile(pattern)
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{pattern})")


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
