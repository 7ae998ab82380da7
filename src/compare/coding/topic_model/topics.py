"""The topic model: codes plans that nobody coded, and says how sure it is.

Where the layout settles a topic (N0, N1, N2) it stays. For all else the wording of a provision
is judged first (`wording`), then weighed against its surroundings (`features`): a multinomial
choice model with one weight per place, fitted to the judgements on each coded plan by a
wording model that had not seen it. Last the document's own mix of topics is weighed in
(`choice`). The score is the chosen topic's probability, calibrated on those plans.
N3 is a duty that no topic fits, learned from sentences of other fields; a duty is outside the taxonomy
where N3 is likeliest. No threshold does better: in tenfold cross-validation of the written sentences
(`benchmarks/outside_taxonomy.py`) F1 is 0.61 so, as at a probability of N3 of at least 0.1, and less
at any other and at any score of the best topic. No second topic is given: on the coded plans the runner-up was the coders' second
topic in one case of ten.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.coding.topic_model.calibration import Calibration, calibrate, confidence
from compare.coding.topic_model.choice import PRIOR, fit_weights, with_own_mix
from compare.coding.topic_model.features import context_features, open_provisions
from compare.coding.topic_model.wording import Array, WordingFit, WordingModel, written_examples
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import is_substantive, topics

Coded = Sequence[tuple[Document, Mapping[str, str]]]
"""Plans, each with the topic of every provision by provision_id."""

_DIGITS = 6  # of scores; sums may differ beyond that from one machine to the next


class Prediction(NamedTuple):
    """A topic, a second one (empty: none), and the probability that the topic is right."""

    topic: str
    topic2: str
    score: float


class TopicModel:
    """Fit to coded plans, then predict the topics of another.

    `written=False` leaves out the sentences and taxonomy words that come with the package.
    """

    def __init__(self, written: bool = True) -> None:
        self._written = written

    def fit(self, coded: Coded) -> Self:
        """Learn from coded plans; without any, from the written examples alone."""
        wording = WordingFit(*_examples(coded, self._written))
        self.wording = wording.model()
        plans = [
            _seen_from_outside(plan, codes, wording.model(without=number))
            for number, (plan, codes) in enumerate(coded)
        ]
        self.weights = PRIOR
        self.calibration: Calibration | None = None
        if any(len(known) for _, _, known in plans):
            features, known = (np.concatenate([plan[part] for plan in plans]) for part in (0, 2))
            self.weights = fit_weights(features, known)
            judged = [with_own_mix(f @ self.weights + bars, _all(known)) for f, bars, known in plans]
            self.calibration = calibrate(np.concatenate(judged), known)
        return self

    def predict(self, document: Document) -> dict[str, Prediction]:
        """Predictions for every provision, by provision_id in the order of the plan."""
        places = open_provisions(document)
        features = context_features(document, self.wording.probabilities)
        counted = np.array([not place.is_heading for place in places], dtype=bool)
        probabilities = with_own_mix(features @ self.weights + _bars(places), counted)
        scores = confidence(probabilities, self.calibration)
        chosen = [topics()[column] for column in probabilities.argmax(axis=1)]
        found = {
            provision.provision_id: Prediction(topic, "", round(float(score), _DIGITS))
            for provision, topic, score in zip(places, chosen, scores, strict=True)
        }
        return {p.provision_id: found.get(p.provision_id) or _settled(p) for p in document.provisions}


def _bars(provisions: Sequence[Provision]) -> Array:
    """-inf where a topic cannot be: what is no measure is told by the layout, a goal by its place.

    Taken for background, a duty would lose its obligation; so N0 and N2 are never guessed, and N1
    only outside measures, where chapters begin with goals.
    """
    bars = np.zeros((len(provisions), len(topics())))
    bars[:, [topics().index(topic) for topic in ("N0", "N2")]] = -np.inf
    inside = [row for row, provision in enumerate(provisions) if provision.measure_id]
    bars[inside, topics().index("N1")] = -np.inf
    return bars


def _all(known: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    return np.ones(len(known), dtype=bool)


def _seen_from_outside(
    document: Document, codes: Mapping[str, str], stranger: WordingModel
) -> tuple[Array, Array, npt.NDArray[np.int64]]:
    """Features of a coded plan, judged by a model that had not seen it, its bars, the true topics.

    Titles are left out.
    """
    features = context_features(document, stranger.probabilities)
    order = {topic: column for column, topic in enumerate(topics())}
    provisions = open_provisions(document)
    body = [row for row, provision in enumerate(provisions) if not provision.is_heading]
    true = [order[codes[provisions[row].provision_id]] for row in body]
    return features[body], _bars([provisions[row] for row in body]), np.array(true, dtype=np.int64)


def _settled(provision: Provision) -> Prediction:
    """The topic that the place in the plan settles."""
    return Prediction(provision.structure, "", 1.0)


def _examples(coded: Coded, written: bool) -> tuple[list[str], list[str], list[int]]:
    """Texts, topics and group of all examples: open provisions and goals of plans, written ones."""
    texts, codes = written_examples() if written or not coded else ([], [])
    texts, codes, groups = list(texts), list(codes), [-1] * len(texts)
    for number, (document, known) in enumerate(coded):
        for provision in document.provisions:
            if provision.structure in ("", "N1"):
                texts.append(provision.plain)
                codes.append(known[provision.provision_id])
                groups.append(number)
    return texts, codes, groups


def least_certain(predictions: Mapping[str, Prediction], n: int) -> list[str]:
    """The ids of the `n` predictions to check first, least certain first.

    >>> sure, unsure = Prediction("H2", "", 0.9), Prediction("F1", "", 0.4)
    >>> least_certain({"x-p0001": sure, "x-p0002": unsure}, 1)
    ['x-p0002']
    """
    return sorted(predictions, key=lambda key: predictions[key].score)[:n]


def leave_one_plan_out(coded: Coded) -> pd.DataFrame:
    """Every plan predicted by a model fitted to the others: one row per provision.

    Columns: doc_id, provision_id, is_heading, structure, true, predicted, score, and fold (the
    plan held out).
    """
    rows: list[dict[str, object]] = []
    for number, (document, known) in enumerate(coded):
        others = [*coded[:number], *coded[number + 1 :]]
        rows += _scored(document, known, TopicModel().fit(others))
    return pd.DataFrame(rows)


def _scored(document: Document, known: Mapping[str, str], model: TopicModel) -> list[dict[str, object]]:
    found = model.predict(document)
    return [
        {
            "doc_id": document.doc_id,
            "provision_id": p.provision_id,
            "is_heading": int(p.is_heading),
            "structure": p.structure,
            "true": known[p.provision_id],
            "predicted": found[p.provision_id].topic,
            "score": found[p.provision_id].score,
            "fold": document.doc_id,
        }
        for p in document.provisions
    ]


def accuracy(scored: pd.DataFrame) -> dict[str, float]:
    """Share of right topics and domains among provisions that are measures and no headings.

    >>> scored = {"is_heading": [0, 0], "true": ["H2", "F1"], "predicted": ["H2", "F2"]}
    >>> accuracy(pd.DataFrame(scored))
    {'provisions': 2, 'topic_accuracy': 0.5, 'domain_accuracy': 1.0}
    """
    counted = scored[(scored["is_heading"] == 0) & scored["true"].map(is_substantive)]
    domain = counted["true"].str[0] == counted["predicted"].str[0]
    return {
        "provisions": len(counted),
        "topic_accuracy": float((counted["true"] == counted["predicted"]).mean()),
        "domain_accuracy": float(domain.mean()),
    }


def learning_curve(coded: Coded, left_out: pd.DataFrame | None = None) -> pd.DataFrame:
    """Accuracy by number of training plans, with and without the written examples.

    Every plan is held out in turn and predicted from the next 1, 2, … plans in order (and from
    none, with written examples). `left_out` is what `leave_one_plan_out` gave, if it is known: the
    curve ends there. Columns: plans, written (1/0), fold, provisions, topic_accuracy, domain_accuracy.
    """
    left_out = leave_one_plan_out(coded) if left_out is None else left_out
    untaught, points = TopicModel().fit([]), []
    for size, written, held_out in _curve_settings(len(coded)):
        document, known = coded[held_out]
        if written and size == len(coded) - 1:
            scored = left_out[left_out["fold"] == document.doc_id]
        else:
            model = TopicModel(written).fit(_next_plans(coded, held_out, size)) if size else untaught
            scored = pd.DataFrame(_scored(document, known, model))
        points.append({"plans": size, "written": int(written), "fold": document.doc_id} | accuracy(scored))
    return pd.DataFrame(points)


def _curve_settings(plans: int) -> Iterable[tuple[int, bool, int]]:
    """Number of training plans, written examples or not, plan held out."""
    for size in range(plans):
        for written in (True, False) if size else (True,):
            for held_out in range(plans):
                yield size, written, held_out


def _next_plans(coded: Coded, held_out: int, size: int) -> Coded:
    """So many plans after the one held out; after the last comes the first."""
    return [coded[(held_out + step) % len(coded)] for step in range(1, size + 1)]
