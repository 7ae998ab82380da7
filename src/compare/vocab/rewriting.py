"""Write a pattern in another way, so that it is quick.

Alternatives are put under the characters that they begin with: 督查|考核|督办 is 督(?:查|办)|考核. `re` passes
over a text several times as fast where every alternative begins with a plain character, and then tries
only those under the character that it meets. What begins otherwise is spelt out: (?:督|检)查 is
督查|检查, (?:通报)?批评 is 通报批评|批评, and (?<!自由)处分 is 处(?<!自由处)分. Alternatives with the same
first character keep their order, and no two others can match at the same place; so what is found stays
the same. A pattern with a step that is not known here is left as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from compare.vocab.parsed import UnknownError, parsed, sre

_Step = tuple[Any, Any]

_MOST = 2000
"""Alternatives that a pattern may be spelt out to."""
_SHORT = 10
"""Characters of a range that is spelt out: 0-9."""
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
_ANYTHING = (sre.IN, [(sre.CATEGORY, sre.CATEGORY_SPACE), (sre.CATEGORY, sre.CATEGORY_NOT_SPACE)])
_PLACES = {sre.AT_BEGINNING: "^", sre.AT_END: "$", sre.AT_BOUNDARY: r"\b", sre.AT_NON_BOUNDARY: r"\B"}
_LOOKS = {
    (sre.ASSERT, 1): "(?=",
    (sre.ASSERT, -1): "(?<=",
    (sre.ASSERT_NOT, 1): "(?!",
    (sre.ASSERT_NOT, -1): "(?<!",
}


def under_first_signs(pattern: str) -> str | None:
    """The pattern with its alternatives under their first characters; None where that cannot be done.

    It cannot where a match may be empty or begin with any of a range, nor for groups, which may not be spelt twice.

    >>> under_first_signs("(?:督|检)查|督办|(?<!自由)处分(?!权)")
    '督(?:查|办)|检查|处(?<!自由处)分(?!权)'
    """
    try:
        steps = parsed(pattern)
        if steps.state.groups > 1 or steps.state.flags & ~re.UNICODE:
            return None
        spelt = list(islice(_spelt_out(list(steps)), _MOST + 1))
        under: dict[str, dict[str, None]] = {}
        for first, rest in spelt:
            under.setdefault(first, {})[_written(rest)] = None
    except UnknownError:
        return None
    return (
        "|".join(re.escape(first) + _either(list(rests)) for first, rests in under.items())
        if len(spelt) <= _MOST
        else None
    )


def _spelt_out(steps: Sequence[_Step]) -> Iterator[tuple[str, Sequence[_Step]]]:
    """Every alternative in order: its first character, and the steps after it."""
    if not steps:
        raise UnknownError
    (operation, value), rest = steps[0], steps[1:]
    match operation:
        case sre.LITERAL:
            yield chr(value), rest
        case sre.IN if all(
            kind == sre.LITERAL or (kind == sre.RANGE and _is_short(*of)) for kind, of in value
        ):
            yield from ((chr(code), rest) for kind, of in value for code in _codes(kind, of))
        case sre.BRANCH | sre.SUBPATTERN | sre.MAX_REPEAT | sre.MIN_REPEAT:
            for way in _ways(operation, value):
                yield from _spelt_out([*way, *rest])
        case sre.ASSERT | sre.ASSERT_NOT if value[0] < 0:  # looks back from behind the first character, then
            for first, more in _spelt_out(rest):
                yield first, [(operation, (-1, [*value[1], (sre.LITERAL, ord(first))])), *more]
        case _:
            raise UnknownError


def _is_short(first: int, last: int) -> bool:
    return last - first < _SHORT


def _codes(kind: Any, of: Any) -> Iterable[int]:
    """The characters of one item of a class."""
    return (of,) if kind == sre.LITERAL else range(of[0], of[1] + 1)


def _ways(operation: Any, value: Any) -> Iterable[Iterable[_Step]]:
    """What may stand in the place of a step, in the order in which it is tried."""
    match operation, value:
        case sre.BRANCH, (_, branches):
            return branches
        case sre.SUBPATTERN, (None, 0, 0, inner):
            return (inner,)
        case sre.MAX_REPEAT, (0, 1, inner):
            return inner, ()
        case sre.MIN_REPEAT, (0, 1, inner):
            return (), inner
        case sre.MAX_REPEAT | sre.MIN_REPEAT, (1, most, inner) if most != sre.MAXREPEAT:
            return ((*inner, (operation, (0, most - 1, inner))),)
    raise UnknownError


def loosened(pattern: str) -> str:
    """What a pattern can match, whatever stands around it or is blanked out in it: with no groups, edges and looks
    around, and with anything for what is named by what it is not. Empty, which matches anywhere, if that is not known.

    >>> loosened("(?<!自由)(?P<what>处分)(?!权)")
    '处分'
    """
    try:
        return _written(_loose(parsed(pattern)))
    except UnknownError:
        return ""


def _loose(steps: Iterable[_Step]) -> Iterator[_Step]:
    for operation, value in steps:
        match operation:
            case sre.ASSERT | sre.ASSERT_NOT | sre.AT:
                pass
            case sre.SUBPATTERN if value[1:3] == (0, 0):
                yield from _loose(value[3])
            case sre.NOT_LITERAL:
                yield _ANYTHING
            case sre.IN if (sre.NEGATE, None) in value:
                yield _ANYTHING
            case sre.BRANCH:
                yield operation, (None, [list(_loose(branch)) for branch in value[1]])
            case sre.MAX_REPEAT | sre.MIN_REPEAT:
                yield operation, (*value[:2], list(_loose(value[2])))
            case _:
                yield operation, value


def _either(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _written(steps: Iterable[_Step]) -> str:
    """The pattern of some steps."""
    return "".join(_written_step(operation, value) for operation, value in steps)


def _written_step(operation: Any, value: Any) -> str:
    match operation:
        case sre.LITERAL:
            return re.escape(chr(value))
        case sre.NOT_LITERAL:
            return f"[^{re.escape(chr(value))}]"
        case sre.ANY:
            return "."
        case sre.IN:
            return f"[{''.join(_member(*item) for item in value)}]"
        case sre.AT if value in _PLACES:
            return _PLACES[value]
        case sre.BRANCH:
            return f"(?:{'|'.join(map(_written, value[1]))})"
        case sre.SUBPATTERN if value[:3] == (None, 0, 0):
            return f"(?:{_written(value[3])})"
        case sre.MAX_REPEAT | sre.MIN_REPEAT:
            most = "" if value[1] == sre.MAXREPEAT else value[1]
            return (
                f"(?:{_written(value[2])}){{{value[0]},{most}}}{'?' if operation == sre.MIN_REPEAT else ''}"
            )
        case sre.ASSERT | sre.ASSERT_NOT:
            return f"{_LOOKS[operation, value[0]]}{_written(value[1])})"
    raise UnknownError


def _member(operation: Any, value: Any) -> str:
    """One item of a class of characters, as it is written in brackets."""
    match operation:
        case sre.NEGATE:
            return "^"
        case sre.LITERAL:
            return re.escape(chr(value))
        case sre.RANGE:
            return "-".join(re.escape(chr(end)) for end in value)
        case sre.CATEGORY if value in _CATEGORIES:
            return _CATEGORIES[value]
    raise UnknownError
