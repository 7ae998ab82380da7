"""Runs of one to three characters, weighted by tf-idf: what a linear model sees of a text.

The numbers are those of scikit-learn's TfidfVectorizer(analyzer="char", sublinear_tf=True,
min_df=2), to which a test holds them. Counting a whole list of texts at once, each run as one
integer, takes a fifth of its time, and this is the costliest step in coding a plan.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_matrix

_LONGEST = 3  # characters of a run: 21 bits each, as many as fit into 64
_BITS = 21
_LEAST_TEXTS = 2  # a run that a single example has says nothing of others

Keys = npt.NDArray[np.int64]


class CharacterRuns:
    """Learns the runs of some texts and their weights, then turns texts into rows of weights."""

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the runs that at least two texts hold, and how rare each is."""
        text, key = _runs(texts)
        seen = pd.DataFrame({"key": key, "text": text}).drop_duplicates()["key"]
        keys, counts = np.unique(seen, return_counts=True)
        common = counts >= _LEAST_TEXTS
        self._known = pd.Index(keys[common])
        self._rarity = np.log((1 + len(texts)) / (1 + counts[common])) + 1
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Texts × runs; a row has length 1, or 0 where it holds no known run."""
        text, key = _runs(texts)
        column = self._known.get_indexer(key)
        known = column >= 0
        shape = (len(texts), len(self._known))
        rows = csr_matrix((np.ones(known.sum()), (text[known], column[known])), shape=shape)
        rows.sum_duplicates()
        rows.data = (1 + np.log(rows.data)) * self._rarity[rows.indices]
        of_text = np.repeat(np.arange(len(texts)), np.diff(rows.indptr))
        rows.data /= np.sqrt(np.bincount(of_text, rows.data**2, minlength=len(texts)))[of_text]
        return rows


def _runs(texts: Sequence[str]) -> tuple[Keys, Keys]:
    """The number of the text and the key of every run in `texts`."""
    ends = "\0" * _LONGEST  # no run crosses from one text to the next
    signs = np.frombuffer(ends.join([*texts, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
        np.int64
    )
    number = np.repeat(np.arange(len(texts)), [len(text) + _LONGEST for text in texts])
    keys, numbers = [], []
    key, whole = np.zeros(len(signs), dtype=np.int64), np.ones(len(signs), dtype=bool)
    for place in range(_LONGEST):
        following = np.roll(signs, -place)
        whole &= following > 0
        key = key << _BITS | following
        keys.append(key[whole])
        numbers.append(number[whole])
    return np.concatenate(numbers), np.concatenate(keys)
