"""The wording model in scikit-learn's dress, for pipelines, cross-validation and comparisons.

A module of its own because scikit-learn takes a second to load, which a build need not wait for.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin

from compare.coding.topic_model.wording import Array, WordingFit
from compare.vocab.taxonomy import topics


class WordingClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Topics from the wording of sentences alone: ridge regression on runs of characters and words.

    The numbers are those of `TopicModel` before it looks at surroundings. `classes_` are all
    topics of the taxonomy, in its order, whether the examples have them or not.

    >>> texts, known = ["受理行政复议案件", "办理行政复议案件", "推行网上信访"], ["H2", "H2", "H6"]
    >>> WordingClassifier().fit(texts, known).predict(["审理行政复议案件"]).tolist()
    ['H2']
    """

    def fit(self, X: Sequence[str], y: Sequence[str]) -> Self:
        """Learn from sentences `X` and their topic codes `y`; an unknown code is a `KeyError`."""
        self.classes_ = np.array(topics())
        self.model_ = WordingFit(X, y, [-1] * len(X)).model()
        return self

    def predict_proba(self, X: Sequence[str]) -> Array:
        """One row per sentence, one column per topic of `classes_`."""
        return self.model_.probabilities(X)

    def predict(self, X: Sequence[str]) -> npt.NDArray[np.str_]:
        """The likeliest topic of each sentence."""
        return np.asarray(self.classes_[self.predict_proba(X).argmax(axis=1)])
