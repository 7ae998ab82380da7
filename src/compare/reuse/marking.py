"""Show two versions of a sentence side by side, with the words that differ marked."""

from collections.abc import Iterator

import numpy as np
from rapidfuzz.distance import Indel

from compare.reuse.letters import letters
from compare.text.cleaning import Passage, Span

OPEN, CLOSE = "【", "】"
_APART = 1
"""Letters in common between two differing words that still count as chance."""


def marked(text: str, other: str) -> str:
    """The text with the words that `other` does not have set in 【】; punctuation does not count.

    >>> marked("各单位每年举办2期讲座。", "每年举办一期讲座；")
    '【各单位】每年举办【2】期讲座。'
    """
    own = letters(_passage(text))
    parts, reached = [], 0
    for start, end in _joined(_own_words(own.text, letters(_passage(other)).text)):
        first, last = own.raw_span(start, end)
        parts += [text[reached:first], OPEN, text[first:last], CLOSE]
        reached = last
    return "".join([*parts, text[reached:]])


def _passage(text: str) -> Passage:
    return Passage(text, np.arange(len(text), dtype=np.int32))


def _own_words(text: str, other: str) -> Iterator[Span]:
    """Where `text` has characters that the longest common subsequence leaves out."""
    for step in Indel.opcodes(text, other):
        if step.tag in ("delete", "replace"):
            yield step.src_start, step.src_end


def _joined(spans: Iterator[Span]) -> list[Span]:
    """The spans with those joined that a single letter keeps apart."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _APART:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
