"""Brackets and quotation marks that close, told from those that a copy has damaged.

Scans and web pages lose the closing half of a bracket (甲依法〔20171号). Such an opener holds
nothing: it never keeps a sentence from ending, nor a line from beginning an item.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "【": "】", "〔": "〕"}
_BRACKET = re.compile(f'["{re.escape("".join((*PAIRS, *PAIRS.values())))}]')
_OPENER = re.compile(f"[{re.escape(''.join(PAIRS))}]")
_STOP_AT_LINE_END = re.compile(r"[。：:；;！!？?]\s*\n")

_REACH = 300
"""Characters within which a bracket closes, if it does."""

_DEEPEST = 8
"""Brackets of one kind inside each other; more are no brackets but dirt."""

Span = tuple[int, int]


def closing(text: str, opening: int, reach: int = _REACH) -> int:
    """Where the bracket at `opening` closes; `opening` itself where it does not."""
    first = text[opening]
    closer = PAIRS.get(first, first)
    depth = 0
    for match in _BRACKET.finditer(text, opening + 1, opening + reach):
        char = match[0]
        same_closer = char == closer or {char, closer} == {")", "）"}
        if same_closer and depth == 0:
            return match.start()
        if same_closer:
            depth -= 1
        elif char == first or {char, first} == {"(", "（"}:
            depth += 1
            if depth > _DEEPEST:
                break
    return opening


def closed_spans(text: str) -> list[Span]:
    """The outermost brackets of `text` that close, from opener to closer (included), in order.

    Quotation marks and the brackets of titles hold no end of a paragraph; round brackets may, as
    lists of bodies do.

    >>> closed_spans("《纲要（2015年）、《方案》")
    [(3, 10), (11, 15)]
    """
    spans: list[Span] = []
    position = 0
    while match := _OPENER.search(text, position):
        start, end = match.start(), closing(text, match.start()) + 1
        round_one = match[0] in "（("
        if end > start + 1 and (round_one or not _STOP_AT_LINE_END.search(text, start, end)):
            spans.append((start, end))
            position = end
        else:
            position = start + 1
    return spans


def inside(spans: Sequence[Span], position: int) -> bool:
    """Whether a bracket is open right before `position`: whether one of `spans` reaches over it."""
    before = bisect_left(spans, (position, 0)) - 1
    return before >= 0 and spans[before][0] < position < spans[before][1]
