"""The fitted topic model, kept from one build to the next: to fit it takes longer than to code a hundred plans.

It is named by a hash over all that it rests on (coded plans, written examples, taxonomy, code, libraries)
and lies in the project's cache as arrays, with a digest of its content: a damaged one is fitted anew.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas
import scipy
import threadpoolctl

from compare.build.judging import judging_hash
from compare.build.workers import elsewhere
from compare.coding.topic_model.reference import topic_model
from compare.coding.topic_model.stored import as_bytes, from_bytes
from compare.coding.topic_model.topics import TopicModel
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project

_ENTRY = re.compile(r"topic_model\.[0-9a-f]{32}\.npz")
_FITTING_LIBRARIES = (pandas.__version__, scipy.__version__, threadpoolctl.__version__)
"""Those that judge are in the other hash."""


@dataclass(frozen=True)
class KeptModel:
    """Called, it gives the topic model: read once in each process, fitted only where none is kept."""

    project: Project
    place: Path

    def __call__(self) -> TopicModel:
        return _model(self)

    def make(self) -> None:
        """Fit and keep the model, if it is not kept, in a process that ends: fitting takes the most memory."""
        if load_entry(self.place) is None:
            _keep(self, elsewhere(_fitted))


def kept_model(project: Project) -> KeptModel:
    """The topic model of the package with the vocabularies of a project."""
    digest = digest_of(judging_hash(), *_FITTING_LIBRARIES)[:32]
    return KeptModel(project, project.cache / f"topic_model.{digest}.npz")


@lru_cache(maxsize=1)
def _model(kept: KeptModel) -> TopicModel:
    data = load_entry(kept.place)
    model = from_bytes(data) if data is not None else None
    if model is None:
        model = topic_model()
        _keep(kept, as_bytes(model))
    return model


def _fitted() -> bytes:
    return as_bytes(topic_model())


def _keep(kept: KeptModel, data: bytes) -> None:
    """Keep a model, and none that was made of something else."""
    inside(kept.place.parent, kept.project.root)
    store_entry(kept.place, data)
    for path in kept.place.parent.glob("topic_model.*"):
        if path != kept.place and _ENTRY.fullmatch(path.name) and not path.is_symlink():
            path.unlink(missing_ok=True)
