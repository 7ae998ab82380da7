"""Under which condition, or with which exception, a stated number holds.

Chinese drafting states a case as a clause that ends in 的 before the duty (未建立有效期制度的，每两年…), and
an exception as 除…外. A number beside such words binds less than the same number without them. The words are
in `vocab/conditions.csv`.
"""

import re
from functools import cache

from compare.text.folding import fold_figures
from compare.vocab.reading import read_vocabulary, values

CONDITION, EXCEPTION = "condition", "exception"
_ENDS = "。；！？;!?\n"
_REACH = 160  # characters looked at on each side of a number; keeps long lists linear
_PUNCTUATION = str.maketrans(",;:", "，；：")


def find_condition(text: str, start: int, end: int) -> str:
    """The words of the same sentence that limit the duty whose number is `text[start:end]`; empty if none do.

    >>> find_condition("未建立有效期制度的，每两年清理1次。", 13, 15), find_condition("每两年清理1次。", 5, 7)
    ('未建立有效期制度的', '')
    """
    low, said = _said(text, start, end)
    before = [
        match.span()
        for kind in (CONDITION, EXCEPTION)
        for pattern in _patterns(kind)
        for match in pattern.finditer(said, 0, start - low + 1)
    ]
    after = [
        match.span() for pattern in _patterns("after") for match in pattern.finditer(said, end - low + 1)
    ]
    first, last = min([*before, *after], default=(1, 1))
    return text[low + first - 1 : low + last - 1]


def is_conditional(text: str, start: int, end: int) -> bool:
    """Whether the duty whose number is `text[start:end]` arises in some cases only; an exception leaves it a rule.

    >>> is_conditional("未建立有效期制度的，每两年清理1次。", 13, 15)
    True
    >>> is_conditional("除涉密事项外，每两年清理1次。", 10, 12)
    False
    """
    low, said = _said(text, start, end)
    return any(pattern.search(said, 0, start - low + 1) for pattern in _patterns(CONDITION))


def _said(text: str, start: int, end: int) -> tuple[int, str]:
    """The sentence as patterns read it, with a full stop before it, and where it begins in the text."""
    low, high = _sentence(text, start, end)
    return low, "。" + fold_figures(text[low:high]).translate(_PUNCTUATION)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `start:end` begins and ends, as far as it is looked at."""
    low = max(0, start - _REACH, *(text.rfind(sign, 0, start) + 1 for sign in _ENDS))
    ends = [place for sign in _ENDS if (place := text.find(sign, end)) >= 0]
    return low, min([len(text), end + _REACH, *ends])


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    rows = (row for row in read_vocabulary("conditions") if row["kind"] == kind)
    return tuple(re.compile(pattern) for row in rows for pattern in values(row["pattern"]))
