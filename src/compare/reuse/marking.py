"""Show two versions of a sentence side by side, with the words that differ marked.

Numbers differ as a whole: of 2016 and 2021 nobody wants to read that 20 is the same and 1 stands elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

import numpy as np

from compare.reuse.alignment import align
from compare.reuse.letters import letters
from compare.text.cleaning import Passage, Span

OPEN, CLOSE = "【", "】"
_PHRASE = 4
"""Letters of agreement that make a common phrase, wherever it stands in the two sentences."""
_CHANCE = 1
"""Letters in common between two differing words that count as chance."""
_NUMBER = r"[\d零〇一二两三四五六七八九十百千万亿]+(?:[.．]\d+)?[%％‰]?"
_SIGN = re.compile(f"{_NUMBER}|.", re.DOTALL)
_NUMBERS = re.compile(_NUMBER)


def signs(text: str) -> list[str]:
    """The signs of a text in their order; those of a number are one.

    >>> signs("2016年达95.5%")
    ['2016', '年', '达', '95.5%']
    """
    return _SIGN.findall(text)


def marked(text: str, other: str) -> str:
    """The text with the words that `other` does not have set in 【】; punctuation does not count.

    >>> marked("各单位每年举办2期讲座。", "每年举办一期讲座；")
    '【各单位】每年举办【2】期讲座。'
    """
    own = letters(_passage(text))
    parts, reached = [], 0
    for start, end in _differing(own.text, letters(_passage(other)).text):
        first, last = own.raw_span(start, end)
        parts += [text[reached:first], OPEN, text[first:last], CLOSE]
        reached = last
    return "".join([*parts, text[reached:]])


def _passage(text: str) -> Passage:
    return Passage(text, np.arange(len(text), dtype=np.int32))


def _differing(text: str, other: str) -> list[Span]:
    """Where `text` has letters that are in no phrase shared with `other`, in any order; whole numbers."""
    spans: list[Span] = []
    numbers = [match.span() for match in _NUMBERS.finditer(text)]
    for start, end in _between(_equal(text, other), len(text)):
        cut = [number for number in numbers if number[0] < end and start < number[1]]
        first, last = min([start, *(a for a, _ in cut)]), max([end, *(b for _, b in cut)])
        if spans and first - spans[-1][1] <= _CHANCE:
            spans[-1] = spans[-1][0], last
        else:
            spans.append((first, last))
    return spans


def _equal(text: str, other: str) -> list[Span]:
    """The letters of the shared phrases that are the same on both sides."""
    blocks = align(text, other, least=_PHRASE)
    return [
        (block.start_a + start, block.start_a + end)
        for block in blocks
        for start, end in _same(text[block.start_a : block.end_a], other[block.start_b : block.end_b])
    ]


def _same(text: str, other: str) -> Iterator[Span]:
    """The spans of `text` that stand in `other`, too, in the same order."""
    from rapidfuzz.distance import Indel  # loaded here: no figure waits for it

    own = signs(text)
    places = _places(own)
    for step in Indel.opcodes(own, signs(other)):
        if step.tag == "equal":
            yield places[step.src_start], places[step.src_end]


def _places(parts: Iterable[str]) -> list[int]:
    """Where each part of a text begins, and where the last ends."""
    return list(accumulate(map(len, parts), initial=0))


def _between(spans: list[Span], length: int) -> list[Span]:
    """What lies before, between and after sorted spans."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), length]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]
