"""A fitted topic model as bytes and back: arrays and nothing else, so that what is read can run no code."""

import io
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from compare.coding.topic_model.calibration import Calibration
from compare.coding.topic_model.features import FEATURES
from compare.coding.topic_model.topics import TopicModel
from compare.coding.topic_model.wording import TextRows, WordingModel
from compare.vocab.taxonomy import topics

_KINDS = ("whole", "opening", "words")  # of columns, as `TextRows` has them
_Arrays = Mapping[str, npt.NDArray[Any]]


def as_bytes(model: TopicModel) -> bytes:
    """A fitted model as the bytes of an .npz file."""
    calibration = model.calibration
    arrays = {
        "wording": model.wording.weights,
        "weights": model.weights,
        "calibration": np.array([calibration.slope, calibration.intercept] if calibration else []),
    }
    for kind, (known, rarity) in zip(_KINDS, model.wording.rows.learnt(), strict=True):
        arrays |= {f"{kind}_known": known, f"{kind}_rarity": rarity}
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)
    return out.getvalue()


def from_bytes(data: bytes) -> TopicModel | None:
    """The model that `as_bytes` wrote, to the last bit; None if these are not such bytes."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as found:
            return _restored({name: found[name] for name in found.files})
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError):
        return None


def _restored(arrays: _Arrays) -> TopicModel:
    """The model of some arrays; a `ValueError` where they do not fit together."""
    learnt = [(arrays[f"{kind}_known"], arrays[f"{kind}_rarity"]) for kind in _KINDS]
    columns = sum(len(known) for known, _ in learnt)
    model = TopicModel()
    model.wording = WordingModel(TextRows().restored(learnt), arrays["wording"])
    model.weights = arrays["weights"]
    model.calibration = (
        Calibration(*map(float, arrays["calibration"])) if len(arrays["calibration"]) else None
    )
    fits = (
        model.wording.weights.shape == (columns, len(topics()))
        and model.weights.shape == (len(FEATURES),)
        and all(known.shape == rarity.shape for known, rarity in learnt)
    )
    if not fits:
        raise ValueError("not the arrays of one model")
    return model
