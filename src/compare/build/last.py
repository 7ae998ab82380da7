"""What the last build told, for a build in which nothing changed: what stands is what it would write.

Tables of thousands of plans take minutes to write even from kept rows. So the hash of all that a
build reads is kept with the hashes of all that it wrote; where both are the same, nothing is done.
"""

import json
from typing import Any

import pandas
import pyarrow

from compare.build import reuse_table
from compare.build.judging import judging_hash
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.files.publishing import standing
from compare.project import Project
from compare.tables import writing

_NAME = "last_build.json"
_STEP = "build"
_WRITING_LIBRARIES = (pandas.__version__, pyarrow.__version__)


def inputs_of(project: Project, coder: str, release: str) -> str:
    """A hash of all that a build reads: plans, codes, code, vocabularies, and when it writes what."""
    limits = repr((reuse_table.MOST_PLANS, writing.LARGEST_CSV, writing.MOST_PROVISIONS))
    return digest_of(judging_hash(), coder, release, limits, *_WRITING_LIBRARIES, project.raw, project.coding)


def told_before(project: Project, inputs: str) -> dict[str, Any] | None:
    """What the last build told, if it had these inputs and all that it wrote stands; else None."""
    try:
        last = json.loads(load_entry(project.cache / _NAME) or b"{}")
    except ValueError:
        return None
    same = last.get("inputs") == inputs and last.get("outputs") == _outputs(project)
    return last["told"] if same else None


def remember(project: Project, inputs: str, told: dict[str, Any]) -> None:
    """Keep what a build told, when all that it wrote is in place."""
    inside(project.cache, project.root)
    last = {"inputs": inputs, "outputs": _outputs(project), "told": told}
    store_entry(project.cache / _NAME, json.dumps(last, ensure_ascii=False).encode("utf-8"))


def _outputs(project: Project) -> list[dict[str, str]] | None:
    """The hashes of all files of a build; None where one is missing or was changed."""
    found = [standing(folder, _STEP) for folder in (project.processed, project.reports)]
    hashes = [one for one in found if one]
    return hashes if len(hashes) == len(found) else None
