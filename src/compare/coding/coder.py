"""Who codes a plan: people or a language model where their codes exist, else rules and model.

The topic model is fitted to the coded plans that come with the package, once per process and
only if a plan needs it; a build keeps it (`compare.build.kept_model`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from compare.coding.given import Codes, First, first_given
from compare.coding.rules import judge
from compare.coding.topic_model.reference import topic_model
from compare.coding.topic_model.topics import Prediction, TopicModel
from compare.extract.finds import Finds
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import is_own, is_substantive

MODEL = "topic model"
"""What `coder` says where nobody coded: the model gave the topic, the rules the rest."""
_NOBODY = First()


@dataclass(frozen=True)
class PlanCoder:
    """Codes a document from `folder` (a project's data/coding), and what nobody coded by rules and model.

    `model` gives the fitted topic model; by default this process fits its own when it needs one.
    """

    folder: Path
    model: Callable[[], TopicModel] = topic_model

    def __call__(self, document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        return completed(document, finds, first_given(document, self.folder), self.model)


def model_codes(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
    """Topics by the model, obligation, sanction and monitoring by the rules.

    Headings and units that no topic A1-L6 fits (N0-N3) have 0 in all three, by the codebook.
    """
    return completed(document, finds, {})


def completed(
    document: Document,
    finds: dict[str, Finds],
    given: dict[str, First],
    model: Callable[[], TopicModel] = topic_model,
) -> dict[str, Codes]:
    """The codes that coders gave (`first_given`), and those of model and rules where they gave none."""
    first = {p.provision_id: given.get(p.provision_id, _NOBODY) for p in document.provisions}
    if all(one.topic for one in first.values()) or is_own():
        predictions: dict[str, Prediction] = {}
    else:
        predictions = model().predict(document)
    topics = {
        p.provision_id: _topic(first[p.provision_id], predictions.get(p.provision_id), p.structure)
        for p in document.provisions
    }
    return {
        p.provision_id: _codes(p, topics[p.provision_id], first[p.provision_id], finds[p.provision_id])
        for p in document.provisions
    }


class _Topic(NamedTuple):
    """The topic of a provision, who gave it, and how sure that is; `coder` is empty for a prediction."""

    topic: str
    topic2: str
    coder: str
    source: str
    score: float


def _topic(first: First, prediction: Prediction | None, structure: str) -> _Topic:
    """What a coder, the model or layout gave; nothing where no model knows a project's own codes."""
    given = first.topic
    if given is not None:
        return _Topic(given.topic, given.topic2, given.coder.name, given.coder.kind, 1.0)
    if prediction is None:
        return _Topic(structure, "", "", "model", 1.0 if structure else 0.0)
    return _Topic(prediction.topic, prediction.topic2, "", "model", round(prediction.score, 4))


def _codes(provision: Provision, topic: _Topic, first: First, found: Finds) -> Codes:
    """The codes of one provision; what layout settles is not the model's."""
    coder, source = topic.coder, topic.source
    if not coder:
        coder, source = ("layout", "layout") if provision.structure else (MODEL, "model")
        coder, source = (coder, source) if topic.topic else ("", "")  # nobody gave one
    duty, by, who = _duty(provision, topic, first, found)
    who = "" if who == coder else who
    return Codes(topic.topic, topic.topic2, *duty, coder, source, by, topic.score, who)


def _duty(
    provision: Provision, topic: _Topic, first: First, found: Finds
) -> tuple[tuple[int, int, int], str, str]:
    """Obligation, sanction and monitoring, what gave them, and which coder.

    Headings and what is no measure have none, whatever a coder thought of it under another topic.
    """
    silent = provision.is_heading or bool(topic.topic and not is_substantive(topic.topic))
    given = first.duty
    if given is not None and given.whole_duty and (not silent or given.coder.name == topic.coder):
        return given.whole_duty, given.coder.kind, given.coder.name
    if silent and topic.coder:
        return (0, 0, 0), topic.source, topic.coder  # it follows from the topic that the coder gave
    if silent:
        return (0, 0, 0), "layout" if provision.is_heading or provision.structure else "rules", ""
    judged = judge(provision.plain, bool(found.targets or found.times))
    return (judged.obligation, judged.sanction, judged.monitoring), "rules", ""
