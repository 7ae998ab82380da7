"""From evidence to topics: one weight per place, then the document's own mix of topics.

The weights are those of a multinomial choice model. A plan of the rule-of-law programme speaks
of everything a little; a document on one subject speaks of it throughout. So the shares of the
topics are estimated from the document itself and weighed in (Saerens, Latinne and Decaestecker,
"Adjusting the Outputs of a Classifier to New a Priori Probabilities", 2002), at a part of their
strength: at full strength a document's main topic swallows its neighbours.
"""

import numpy as np
import numpy.typing as npt

from compare.coding.topic_model.features import FEATURES
from compare.coding.topic_model.wording import Array, softmax

PRIOR = np.array([1.0 if name == "own" else 0.0 for name in FEATURES])
"""The weights where no plan is coded: only the provision's own wording counts."""
_HOLD = 1.0  # pull of the prior weights, in units of a provision's log likelihood
_STRENGTH = 0.3  # of the document's mix; chosen on plans and guidelines that the model had not seen
_EVEN = 100  # provisions with all topics alike that every document is begun with
_ROUNDS = 20  # by then shares move by less than a thousandth


def fit_weights(features: Array, known: npt.NDArray[np.int64]) -> Array:
    """Weights of a multinomial choice model (McFadden 1974) that make the known topics likeliest.

    `features` is provisions × topics × features, `known` the column of the true topic. Weights
    are drawn to those of a model without coded plans, so little data cannot move them far.
    """
    from scipy.optimize import minimize  # a moment to load: only what fits needs it

    rows = np.arange(len(known))

    def loss(weights: Array) -> tuple[float, Array]:
        """Negative log likelihood with the distance from the prior weights, and its slope."""
        chances = softmax(features @ weights)
        away = weights - PRIOR
        expected = np.einsum("nt,ntf->f", chances, features, optimize=True)
        likelihood = np.log(chances[rows, known].clip(1e-300)).sum()
        slope = expected - features[rows, known].sum(axis=0) + 2 * _HOLD * away
        return float(_HOLD * away @ away - likelihood), np.asarray(slope)

    def curvature(weights: Array) -> Array:
        chances = softmax(features @ weights)
        expected = np.einsum("nt,ntf->nf", chances, features, optimize=True)
        second = np.tensordot(features * chances[..., None], features, axes=((0, 1), (0, 1)))
        return np.asarray(second - expected.T @ expected + 2 * _HOLD * np.eye(len(weights)))

    found = minimize(loss, PRIOR, jac=True, hess=curvature, method="trust-exact", options={"gtol": 1e-7})
    return np.asarray(found.x)


def with_own_mix(logits: Array, counted: npt.NDArray[np.bool_]) -> Array:
    """Probabilities of topics given the mix of topics among the `counted` rows.

    `logits` is provisions × topics, -inf where a topic cannot be.

    >>> logits = np.log([[0.9, 0.1], [0.9, 0.1], [0.5, 0.5]])
    >>> bool(with_own_mix(logits, np.ones(3, dtype=bool))[2, 0] > 0.5)
    True
    """
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    weights = np.ones(odds.shape[1])
    held, among = _EVEN / odds.shape[1], odds[counted]
    for _ in range(_ROUNDS if len(among) else 0):
        # the shares among those counted; the exponential of a sum need not be taken anew in every round
        shares = (weights * ((1 / (among @ weights)) @ among) + held) / (len(among) + _EVEN)
        weights = shares**_STRENGTH
    found = odds * weights
    return np.asarray(found / found.sum(axis=-1, keepdims=True))
