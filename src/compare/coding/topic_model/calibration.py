"""How often the likeliest topic is right, learned where it is known: what makes a score a share."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from compare.coding.topic_model.wording import Array


@dataclass(frozen=True)
class Calibration:
    """The share of right topics as a function of the log odds of the likeliest (Platt 1999)."""

    slope: float
    intercept: float

    def __call__(self, log_odds: Array) -> Array:
        """The share of right topics to be expected at each of `log_odds`."""
        return np.asarray(1 / (1 + np.exp(-(self.slope * log_odds + self.intercept))))


def calibrate(probabilities: Array, known: npt.NDArray[np.int64]) -> Calibration | None:
    """Fitted to the likeliest topics of some provisions; None where all or none are right."""
    from sklearn.linear_model import LogisticRegression  # a second to load: only what fits needs it

    right = probabilities.argmax(axis=1) == known
    if right.all() or not right.any():
        return None
    fitted = LogisticRegression().fit(_log_odds(probabilities)[:, None], right)
    return Calibration(float(fitted.coef_[0, 0]), float(fitted.intercept_[0]))


def confidence(probabilities: Array, calibration: Calibration | None) -> Array:
    """The calibrated probability that the likeliest topic is right."""
    if calibration is None:
        return np.asarray(probabilities.max(axis=1, initial=0.0))
    return calibration(_log_odds(probabilities))


def _log_odds(probabilities: Array) -> Array:
    """The log odds of the likeliest topic."""
    best = probabilities.max(axis=1, initial=0.0).clip(1e-6, 1 - 1e-6)
    return np.asarray(np.log(best / (1 - best)))
