"""What Python's own parser of patterns says a pattern consists of.

That parser is not public. Where a Python has none, or knows its steps by other names, no pattern can be taken apart:
it is used as it is written then, which finds the same and takes longer.
"""

from types import SimpleNamespace
from typing import Any

_NAMES = [
    "LITERAL", "NOT_LITERAL", "ANY", "IN", "NEGATE", "RANGE", "CATEGORY", "BRANCH", "SUBPATTERN",
    "MAX_REPEAT", "MIN_REPEAT", "MAXREPEAT", "ASSERT", "ASSERT_NOT",
    "AT", "AT_BEGINNING", "AT_END", "AT_BOUNDARY", "AT_NON_BOUNDARY",
    "CATEGORY_DIGIT", "CATEGORY_SPACE", "CATEGORY_WORD",
    "CATEGORY_NOT_DIGIT", "CATEGORY_NOT_SPACE", "CATEGORY_NOT_WORD",
]  # fmt: skip

sre: Any
"""The names of the steps of a pattern."""
try:
    from re import _constants, _parser  # type: ignore[attr-defined]

    sre = SimpleNamespace(**{name: getattr(_constants, name) for name in _NAMES})
except (ImportError, AttributeError):
    sre, _parser = SimpleNamespace(**{name: name for name in _NAMES}), None


class UnknownError(Exception):
    """A pattern that cannot be taken apart, or not in the way that is asked for."""


def parsed(pattern: str) -> Any:
    """The steps of a pattern, each an operation and its value.

    Raises:
        UnknownError: Where Python's parser is not there.

    >>> parsed("甲?")[0][0] == sre.MAX_REPEAT
    True
    """
    if _parser is None:
        raise UnknownError
    return _parser.parse(pattern)
