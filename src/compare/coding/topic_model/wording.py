"""What the wording of a sentence says of its topic, whatever stands around it.

Plans copy from each other and from the outlines above them, so sentences of one topic share
runs of characters. The model is ridge regression on those runs and on words. (A kernel on pairs of runs did
no better, and compared every sentence with every example.) One linear system gives both the
model and, in closed form, what it would have been without any one plan; so a later step can
learn from judgements on plans that the model did not know.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.sparse import csr_matrix

from compare.coding.topic_model.runs import WORD_LENGTHS, CharacterRuns, Keys, dictionary, side_by_side
from compare.text.folding import fold
from compare.vocab.taxonomy import bound_rows, taxonomy, topics

Array = npt.NDArray[np.float64]

_WHOLE, _OPENING, _WORDS = 0.45, 0.25, 0.3
"""Shares of a likeness: runs of the whole text, of its first clause (which mostly holds the duty),
and words. Words alone tell less; beside the runs they weigh what is a term against what is chance."""
_ROWS = 256  # that are multiplied at once
_RIDGE = 0.5  # distrust of a single example
_CLAUSE_END = re.compile("[,;。]")
_SHARPNESS = 12.0  # turns regression scores, about 0 to 1, into logits


def written_examples() -> tuple[list[str], list[str]]:
    """Texts and topics that come with the package: written sentences, and the taxonomy's words."""
    rows = [(row["text"], row["topic"]) for row in bound_rows("topic_examples")]
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
    """The first clause of a plain text.

    >>> opening("健全行政调解制度,明确范围。")
    '健全行政调解制度'
    """
    return _CLAUSE_END.split(text, maxsplit=1)[0]


class TextRows:
    """Turns texts into rows: runs of the whole text, runs of its opening and words, side by side."""

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the runs and words of `texts`."""
        plain_texts = [plain(text) for text in texts]
        self._whole = CharacterRuns().fit(plain_texts)
        self._opening = CharacterRuns().fit([opening(text) for text in plain_texts])
        self._words = CharacterRuns(WORD_LENGTHS, dictionary()).fit(plain_texts)
        return self

    def learnt(self) -> list[tuple[Keys, Array]]:
        """What each of the three kinds of columns has learnt."""
        return [runs.learnt() for runs in (self._whole, self._opening, self._words)]

    def restored(self, learnt: Sequence[tuple[Keys, Array]]) -> Self:
        """The same as after the `fit` that learnt this."""
        whole, first, words = learnt
        self._whole, self._opening = CharacterRuns().restored(*whole), CharacterRuns().restored(*first)
        self._words = CharacterRuns(WORD_LENGTHS).restored(*words)  # those learnt are words
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Texts × runs and words; the product of two rows is the likeness of two texts, 0 to 1."""
        plain_texts = [plain(text) for text in texts]
        return side_by_side(
            [
                (self._whole, plain_texts, _WHOLE**0.5),
                (self._opening, [opening(text) for text in plain_texts], _OPENING**0.5),
                (self._words, plain_texts, _WORDS**0.5),
            ]
        )


@dataclass(frozen=True)
class WordingModel:
    """Probabilities of topics from the wording alone: a linear score for each topic."""

    rows: TextRows
    weights: Array

    def probabilities(self, texts: Sequence[str]) -> Array:
        """One row per text, one column per topic in taxonomy order."""
        if not texts:
            return np.zeros((0, len(topics())))
        scores = self.rows.transform(texts).astype(np.float32) @ self.weights
        return softmax(_SHARPNESS * scores.astype(np.float64))


class WordingFit:
    """Ridge regression of topics on runs of characters and words, as if one plan or none were missing.

    `texts` are examples, `codes` their topics, `groups` the plan (0, 1, …; -1 for none) each
    comes from, examples of no plan first. The weights of the runs are a sum over examples ("duals"); how the duals change
    when the examples of one plan go has a closed form, so one factorisation serves all models.
    """

    def __init__(self, texts: Sequence[str], codes: Sequence[str], groups: Sequence[int]) -> None:
        if list(groups[: groups.count(-1)]) != [-1] * groups.count(-1):
            raise ValueError("groups: examples of no plan (-1) stand first")
        self._rows = TextRows().fit(texts)
        self._examples = self._rows.transform(texts)
        order = {topic: column for column, topic in enumerate(topics())}
        targets = np.zeros((len(texts), len(order)))
        targets[np.arange(len(texts)), [order[code] for code in codes]] = 1
        self._duals = _duals(_likeness(self._examples), targets, np.asarray(groups))

    def model(self, without: int = -1) -> WordingModel:
        """The model of all examples, or of those that are not of group `without`."""
        return WordingModel(self._rows, (self._examples.T @ self._duals[without]).astype(np.float32))


def _likeness(examples: csr_matrix) -> Array:
    """The likeness of any two examples, in the lower triangle, which is all that is read.

    Some columns at a time: nearly no pair has none, so sparse ones take more. Columns lie together, as LAPACK
    has it, or it would make a copy.
    """
    count = examples.shape[0]
    found = np.zeros((count, count), order="F")
    for first in range(0, count, _ROWS):
        some = examples[first : first + _ROWS]
        found[first:, first : first + _ROWS] = (examples[first:] @ some.T).toarray()
    return found


def _duals(likeness: Array, targets: Array, groups: npt.NDArray[np.int64]) -> dict[int, Array]:
    """The weights of the examples, with all of them (-1) and without each group.

    Those of a group go by what the inverse of the likeness holds of them among themselves. As examples of
    groups stand last, the last part of the factor alone gives that.
    """
    likeness[np.diag_indices_from(likeness)] += _RIDGE
    factors = cho_factor(likeness, lower=True, overwrite_a=True, check_finite=False)
    everything = cho_solve(factors, targets, check_finite=False)
    first = int(np.count_nonzero(groups < 0))
    corner = factors[0][first:, first:]
    half = solve_triangular(corner, np.eye(len(corner)), lower=True, check_finite=False)
    duals = {-1: everything}
    for group in sorted(set(groups[first:].tolist())):
        rows = np.flatnonzero(groups == group)
        own, effect = half[:, rows - first], np.zeros_like(targets)
        effect[rows] = np.linalg.solve(own.T @ own, everything[rows])
        duals[group] = everything - cho_solve(factors, effect, overwrite_b=True, check_finite=False)
        duals[group][rows] = 0
    return duals


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis.

    >>> softmax(np.array([0.0, 0.0])).tolist()
    [0.5, 0.5]
    """
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))
