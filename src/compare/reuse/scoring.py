"""How well two texts agree at best, told of many pairs at once.

Most texts that share a run of characters share no passage. The score alone tells it, for a tenth of
the time that `align` takes over a pair: it is computed of hundreds of pairs together.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_AT_ONCE = 256
"""Pairs scored together: what is computed on stays in the processor's nearest memory."""
_Letters = npt.NDArray[np.unsignedinteger[Any]]


def best_scores(pairs: Sequence[tuple[str, str]]) -> list[int]:
    """The score of the best stretch of each pair of texts, as `align` scores it; 0 where no letter agrees.

    >>> best_scores([("行政执法公示", "推行行政执法公示"), ("行政", "公示")])
    [6, 0]
    """
    sides = [tuple(sorted(pair, key=len)) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda number: [*map(len, sides[number])])
    scores = np.zeros(len(pairs), dtype=np.int64)
    for start in range(0, len(order), _AT_ONCE):  # of about equal length, so that little is filled up
        some = order[start : start + _AT_ONCE]
        scores[some] = _best(*_in_columns(*zip(*(sides[number] for number in some), strict=True)))
    return list(scores.tolist())


def _best(letters_a: _Letters, letters_b: _Letters) -> _Letters:
    """The best score of each pair, from `_in_columns`, diagonal after diagonal.

    The scores of one diagonal, where place in a + place in b is the same, depend only on those of the
    two before it. So a whole diagonal is computed at once, and that of all pairs: row i of `last` has
    the scores that end with letter i of a, a column for each pair. With b reversed, the letters that
    meet on a diagonal are a slice of it, which moves on by one.
    """
    size, width = letters_a.shape
    before, last, new = (np.zeros((size + 1, width), dtype=letters_a.dtype) for _ in range(3))
    best, one = np.zeros_like(letters_a), np.ones_like(letters_a)  # a plain 1 takes numpy five times as long
    for place in range(len(letters_b) - size, 0, -1):
        here = new[1:]
        differ = np.minimum(letters_a ^ letters_b[place : place + size], one)
        np.add(before[:-1], one, out=here)  # here every score is one too high, so that none is below 0
        here += one
        here -= differ
        here -= differ
        for other in (last[1:], last[:-1], one):
            np.maximum(here, other, out=here)
        here -= one
        np.maximum(best, here, out=best)
        before, last, new = last, new, before
    return np.asarray(best.max(axis=0, initial=0))


def _in_columns(a: Sequence[str], b: Sequence[str]) -> tuple[_Letters, _Letters]:
    """The letters of texts in columns, those of b reversed.

    Below the texts of a, and around those of b, stand two numbers that no letter has.
    """
    letters = np.frombuffer("".join((*a, *b)).encode("utf-32-le"), dtype=np.uint32)
    kind = np.uint16 if letters.max(initial=0) < np.iinfo(np.uint16).max - 1 else np.uint32
    none, end = int(np.iinfo(kind).max), sum(map(len, a))
    columns_a = _filled(letters[:end].astype(kind), a, none).T
    columns_b = _filled(letters[end:].astype(kind), b, none - 1).T[::-1]
    around = ((len(columns_a),), (0,))
    return np.ascontiguousarray(columns_a), np.pad(columns_b, around, constant_values=none - 1)


def _filled(letters: _Letters, texts: Sequence[str], fill: int) -> _Letters:
    """The letters of texts, one text after the other, as rows of one length."""
    lengths = np.array(list(map(len, texts)))
    rows = np.full((len(texts), lengths.max(initial=0)), fill, dtype=letters.dtype)
    rows[np.arange(rows.shape[1]) < lengths[:, None]] = letters
    return rows
