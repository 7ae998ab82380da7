"""Runs of characters, weighted by tf-idf: what a linear model sees of a text.

The numbers are those of scikit-learn's TfidfVectorizer(analyzer="char", sublinear_tf=True,
min_df=2), to which a test holds them. Counting a whole list of texts at once, each run as one
integer, takes a fifth of its time, and this is the costliest step in coding a plan.

Runs can be held to those that are words of a dictionary. A text is not cut for that: in
行政执法 both 行政 and 执法 count, and 政执 is no word. (Words that jieba cuts did no better, and
cutting takes longer than all the rest.)
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

from compare.vocab.reading import read_vocabulary

WORD_LENGTHS = (2, 4)
"""Most terms of the genre have two or four characters; longer words are runs of these."""
_WIDEST = 21  # bits that hold any character
_COLUMN_BITS = 32  # of the place of a run in a table; the number of its text stands above them
_COLUMN = (1 << _COLUMN_BITS) - 1
_LEAST_TEXTS = 2  # a run that a single example has says nothing of others

Keys = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


class CharacterRuns:
    """Learns the runs of some texts and their weights, then turns texts into rows of weights.

    `lengths` are the shortest and the longest run, at most 4 characters; with `among`, only runs
    that it holds count.
    """

    def __init__(self, lengths: tuple[int, int] = (1, 3), among: frozenset[str] | None = None) -> None:
        self._lengths = lengths
        self._among = among

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the runs that at least two texts hold, and how rare each is."""
        text, key = _runs(texts, *self._lengths)
        seen = pd.DataFrame({"key": key, "text": text}).drop_duplicates()["key"]
        keys, counts = np.unique(seen, return_counts=True)
        common = counts >= _LEAST_TEXTS
        if self._among is not None:
            common &= _held_by(_keys_of(self._among, *self._lengths), keys)
        self._known = pd.Index(keys[common])
        self._rarity = np.log((1 + len(texts)) / (1 + counts[common])) + 1
        return self

    def learnt(self) -> tuple[Keys, Weights]:
        """The known runs as integers, and how rare each is: all that `transform` rests on."""
        return self._known.to_numpy(), self._rarity

    def restored(self, known: Keys, rarity: Weights) -> Self:
        """The same as after the `fit` that learnt these."""
        self._known, self._rarity = pd.Index(known), rarity
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Texts × runs; a row has length 1, or 0 where it holds no known run."""
        return side_by_side([(self, texts, 1.0)])

    def places(self, texts: Sequence[str]) -> Keys:
        """Where each run that is known stands in the table of texts × runs: row << 32 | column."""
        text, key = _runs(texts, *self._lengths)
        places = text << _COLUMN_BITS | (column := self._known.get_indexer(key))
        return np.asarray(places[column >= 0])


def side_by_side(kinds: Sequence[tuple[CharacterRuns, Sequence[str], float]]) -> csr_matrix:
    """The tables of several kinds of runs, each of a list of texts, as one; a row of each has its length.

    All are counted at once, since what comes before and after counting costs more than that.
    """
    texts, widths = len(kinds[0][1]), [len(runs.learnt()[0]) for runs, _, _ in kinds]
    firsts = [0, *np.cumsum(widths).tolist()]
    places = np.concatenate(
        [runs.places(found) + first for (runs, found, _), first in zip(kinds, firsts, strict=False)]
    )
    places.sort(kind="stable")  # which makes use of stretches that are in order
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    text, column = places[starts] >> _COLUMN_BITS, places[starts] & _COLUMN
    counts, kind = np.diff(starts, append=len(places)), np.repeat(np.arange(len(kinds)), widths)[column]
    weights = (1 + np.log(counts)) * np.concatenate([runs.learnt()[1] for runs, _, _ in kinds])[column]
    part = text * len(kinds) + kind
    weights /= np.sqrt(np.bincount(part, weights**2, minlength=texts * len(kinds)))[part]
    weights *= np.array([length for _, _, length in kinds])[kind]
    ends = np.cumsum(np.bincount(text, minlength=texts))
    return csr_matrix((weights, column, np.concatenate([[0], ends])), shape=(texts, firsts[-1]))


def _runs(texts: Sequence[str], shortest: int, longest: int) -> tuple[Keys, Keys]:
    """The number of the text and the key of every run in `texts`."""
    ends = "\0" * longest  # no run crosses from one text to the next, and none begins with the last of these
    signs = np.frombuffer(ends.join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
        np.int64
    )
    bits = _bits(longest)
    signs = np.where(signs >> bits, 0xFFFD, signs)
    begin = max(0, len(signs) - longest)
    number = np.repeat(np.arange(len(texts)), [len(text) + longest for text in texts])[:begin]
    keys, numbers = [], []
    key, whole = np.zeros(begin, dtype=np.int64), np.ones(begin, dtype=bool)
    for place in range(longest):
        following = signs[place : place + begin]
        whole &= following > 0
        key = key << bits | following
        if place >= shortest - 1:
            keys.append(key[whole])
            numbers.append(number[whole])
    return np.concatenate(numbers), np.concatenate(keys)


def _bits(longest: int) -> int:
    """Bits of a character, so that the longest run fits into 64; rare characters may share a key."""
    return min(_WIDEST, 64 // longest)


def _held_by(known: Keys, keys: Keys) -> npt.NDArray[np.bool_]:
    """Which `keys` are among the `known` ones, which are in order."""
    place = np.searchsorted(known, keys)
    return np.asarray(known.take(place, mode="clip") == keys)


@cache
def _keys_of(words: frozenset[str], shortest: int, longest: int) -> Keys:
    """The keys, in order, of those `words` that are as long as a run; a rare character, whose key others share,
    makes none."""
    bits, found = _bits(longest), []
    for length in range(shortest, longest + 1):
        known = [word for word in words if len(word) == length and max(word) < chr(1 << bits)]
        signs = np.frombuffer("".join(known).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        key = np.zeros(len(known), dtype=np.int64)
        for column in signs.astype(np.int64).reshape(-1, length).T:
            key = key << bits | column
        found.append(key)
    return np.sort(np.concatenate(found))


@cache
def dictionary() -> frozenset[str]:
    """The words of jieba's dictionary and of `vocab/lexicon.csv`.

    >>> {"行政", "合法性审核"} <= dictionary(), "政执" in dictionary()
    (True, False)
    """
    lines = (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    own = (row["word"] for row in read_vocabulary("lexicon"))
    return frozenset([*(line.partition(" ")[0] for line in lines), *own])
