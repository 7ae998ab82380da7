"""What the wording of a sentence says of its topic, whatever stands around it.

Plans copy from each other and from the outlines above them, so sentences of one topic share
runs of characters. The model is kernel ridge regression on those runs: a sentence is compared
with every example, and topics follow from how close it is to theirs. One linear system gives
both the model and, in closed form, what it would have been without any one plan; so a later
step can learn from judgements on plans that the model did not know.
"""

import re
from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.utils.extmath import safe_sparse_dot

from compare.coding.folding import fold
from compare.coding.taxonomy import taxonomy, topics
from compare.vocabulary import read_vocabulary

Array = npt.NDArray[np.float64]

_RUNS = (1, 3)  # lengths of the runs of characters
_OPENING_SHARE = 1 / 3  # how much of a likeness comes from the first clause, which mostly holds the duty
_PAIRS = 0.3  # how much single runs count beside pairs of runs; smaller stresses pairs
_RIDGE = 0.5  # distrust of a single example
_SHARPNESS = 12.0  # turns regression scores, about 0 to 1, into logits


def written_examples() -> tuple[list[str], list[str]]:
    """Texts and topics that come with the package: written sentences, and the taxonomy's words."""
    rows = [(row["text"], row["topic"]) for row in read_vocabulary("topic_examples")]
    for code in taxonomy().values():
        if code.level == "topic":
            words = [code.label_zh, *re.split("[、，；]", code.include)]
            rows += [(word, code.code) for word in words if word]
    return [text for text, _ in rows], [topic for _, topic in rows]


def plain(text: str) -> str:
    """One form for full- and half-width signs.

    >>> plain("办理时限压缩５０％，一次办成")
    '办理时限压缩50%,一次办成'
    """
    return fold(text).replace("，", ",").replace("\n", "").lower()


def opening(text: str) -> str:
    """The first clause.

    >>> opening("健全行政调解制度，明确范围。")
    '健全行政调解制度'
    """
    return re.split("[,;。]", plain(text), maxsplit=1)[0]


class WordingModel:
    """Probabilities of topics from the wording alone.

    `without=k` in `probabilities` asks the model as if it had never seen the texts of group k.
    """

    def fit(self, texts: Sequence[str], codes: Sequence[str], groups: Sequence[int]) -> Self:
        """Learn from texts, their topics, and the plan (0, 1, …; -1 for none) each comes from."""
        runs = {"analyzer": "char", "ngram_range": _RUNS, "sublinear_tf": True}
        self._runs = FeatureUnion(
            [
                ("whole", TfidfVectorizer(preprocessor=plain, **runs)),
                ("opening", TfidfVectorizer(preprocessor=opening, **runs)),
            ],
            transformer_weights={
                "whole": (1 - _OPENING_SHARE) ** 0.5,
                "opening": _OPENING_SHARE**0.5,
            },
        )
        known = self._runs.fit_transform(texts)
        # The product with many small plans needs the examples by run, and turning them takes long.
        self._by_run = known.T.tocsr()
        order = {topic: column for column, topic in enumerate(topics())}
        targets = np.zeros((len(texts), len(order)))
        targets[np.arange(len(texts)), [order[code] for code in codes]] = 1
        self._duals = self._solve(self._likeness(known), targets, np.asarray(groups))
        return self

    def _solve(self, likeness: Array, targets: Array, groups: npt.NDArray[np.int64]) -> dict[int, Array]:
        """The weights of the examples, for all (-1) and without each group."""
        grouped = np.flatnonzero(groups >= 0)
        unit = np.eye(len(targets))[:, grouped]
        matrix = likeness + _RIDGE * np.eye(len(targets))
        solved: Array = np.linalg.solve(matrix, np.hstack([targets, unit])).astype(float)
        everything, inverse = solved[:, : targets.shape[1]], solved[:, targets.shape[1] :]
        duals = {-1: everything}
        for group in sorted(set(groups[grouped].tolist())):
            rows = np.flatnonzero(groups == group)
            columns = inverse[:, groups[grouped] == group]
            duals[group] = everything - columns @ np.linalg.solve(columns[rows], everything[rows])
            duals[group][rows] = 0
        return duals

    def _likeness(self, rows: object) -> Array:
        """Squared inner products: what counts are pairs of shared runs."""
        shared = safe_sparse_dot(rows, self._by_run, dense_output=True)
        scale = 1 / (1 + _PAIRS)
        return np.asarray((shared * scale + _PAIRS * scale) ** 2)

    def probabilities(self, texts: Sequence[str], without: int = -1) -> Array:
        """One row per text, one column per topic in taxonomy order."""
        if not texts:
            return np.zeros((0, len(topics())))
        return softmax(_SHARPNESS * (self._likeness(self._runs.transform(texts)) @ self._duals[without]))


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis.

    >>> softmax(np.array([0.0, 0.0])).tolist()
    [0.5, 0.5]
    """
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))
