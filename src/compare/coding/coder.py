"""Who codes a plan: people or a language model where their codes exist, else rules and model.

The topic model is fitted to the coded plans that come with the package, once per process and
only if a plan needs it. No fitted model is stored: fitting takes seconds and is deterministic.
"""

from dataclasses import dataclass
from pathlib import Path

from compare.coding.hand import Codes, hand_codes
from compare.coding.rules import judge
from compare.coding.topic_model.reference import topic_model
from compare.coding.topic_model.topics import Prediction, TopicModel
from compare.extract.finds import Finds
from compare.text.document import Document, Provision
from compare.vocab.taxonomy import is_substantive

MODEL = "topic model"
"""What `coder` says where nobody coded: the model gave the topic, the rules the rest."""


@dataclass(frozen=True)
class PlanCoder:
    """Codes a document from `folder` (a project's data/coding), or else by rules and model.

    `model` is the fitted topic model; by default this process fits its own when it needs one.
    """

    folder: Path
    model: TopicModel | None = None

    def __call__(self, document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
        return hand_codes(document, self.folder) or model_codes(document, finds, self.model)


def model_codes(
    document: Document, finds: dict[str, Finds], model: TopicModel | None = None
) -> dict[str, Codes]:
    """Topics by the model, obligation, sanction and monitoring by the rules.

    Headings and units that no topic A1-L6 fits (N0-N3) have 0 in all three, by the codebook.
    """
    predictions = (model or topic_model()).predict(document)
    return {
        p.provision_id: _modelled(p, predictions[p.provision_id], finds[p.provision_id])
        for p in document.provisions
    }


def _modelled(provision: Provision, prediction: Prediction, found: Finds) -> Codes:
    """The codes of one provision; what layout settles is not the model's."""
    topic = (prediction.topic, prediction.topic2)
    whose = ("layout", "layout") if provision.structure else (MODEL, "model")
    score = round(prediction.score, 4)
    if provision.is_heading or not is_substantive(prediction.topic):
        silent = "layout" if provision.is_heading or provision.structure else "rules"
        return Codes(*topic, 0, 0, 0, *whose, silent, score)
    judged = judge(provision.text, bool(found.targets or found.times))
    duty = (judged.obligation, judged.sanction, judged.monitoring)
    return Codes(*topic, *duty, *whose, "rules", score)
