"""Who codes a plan: people's or a language model's codes where they exist, else rules and model.

The topic model is fitted to the coded plans that come with the package, once per process and
only if a plan needs it. No fitted model is stored: fitting takes seconds and is deterministic.
"""

from dataclasses import dataclass
from pathlib import Path

from compare.coding.finds import Finds
from compare.coding.hand import Codes, hand_codes
from compare.coding.reference import topic_model
from compare.coding.rules import judge
from compare.coding.taxonomy import is_substantive
from compare.coding.topics import TopicModel
from compare.documents import Document


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

    Headings and units that are no measure (N0-N2) have 0 in all three, by the codebook.
    """
    predictions = (model or topic_model()).predict(document)
    codes = {}
    for provision in document.provisions:
        found, prediction = finds[provision.provision_id], predictions[provision.provision_id]
        topic = (prediction.topic, prediction.topic2)
        score = round(prediction.score, 4)
        if provision.is_heading or not is_substantive(prediction.topic):
            codes[provision.provision_id] = Codes(*topic, 0, 0, 0, "model", score)
            continue
        judged = judge(provision.text, bool(found.targets or found.times))
        values = (judged.obligation, judged.sanction, judged.monitoring)
        codes[provision.provision_id] = Codes(*topic, *values, "model", score)
    return codes
