"""Show two versions of a sentence side by side, with the words that differ marked."""

import numpy as np

from compare.reuse.alignment import align
from compare.reuse.letters import letters
from compare.text.cleaning import Passage, Span

OPEN, CLOSE = "【", "】"
_PHRASE = 4
"""Letters of agreement that make a common phrase, wherever it stands in the two sentences."""
_CHANCE = 1
"""Letters in common between two differing words that count as chance."""


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
    """Where `text` has letters that are in no phrase shared with `other`, in any order."""
    spans: list[Span] = []
    for start, end in _between(_equal(text, other), len(text)):
        if spans and start - spans[-1][1] <= _CHANCE:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
    return spans


def _equal(text: str, other: str) -> list[Span]:
    """The letters of the shared phrases that are the same on both sides."""
    from rapidfuzz.distance import Indel  # loaded here: no figure waits for it

    return [
        (block.start_a + step.src_start, block.start_a + step.src_end)
        for block in align(text, other, least=_PHRASE)
        for step in Indel.opcodes(text[block.start_a : block.end_a], other[block.start_b : block.end_b])
        if step.tag == "equal"
    ]


def _between(spans: list[Span], length: int) -> list[Span]:
    """What lies before, between and after sorted spans."""
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), length]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]
