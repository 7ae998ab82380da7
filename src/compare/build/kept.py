"""Rows of plans kept from one build to the next, so that only what changed is done again.

A plan's rows depend on its file, its row of `sources.csv`, its codes given by coders, and the code,
vocabularies and coded plans that judge it. A hash over all of these names the kept file: when
any changes, the name does, and the plan is built anew. A build that was stopped finds what
it had finished.
"""

import json
import re
from pathlib import Path

import pyarrow as arrow

from compare.build.judging import judging_hash
from compare.build.plan import PlanRows
from compare.build.rows import Coder
from compare.coding.judged import FOLDER
from compare.errors import InputError
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.files.reading import read_bytes
from compare.project import Project
from compare.text.sources import Source

_ENTRY = re.compile(r"[A-Za-z0-9_-]+\.[0-9a-f]{32}\.json\.(zst|gz)")
"""How entries are named: a plan, and the hash of all that its rows depend on; those of earlier releases end in gz."""
_CODEC = "zstd"


class KeptRows:
    """The kept rows of one project and coder, in the project's cache folder."""

    def __init__(self, project: Project, coder: Coder) -> None:
        self._project = project
        self._coder = name_of(coder)

    def place(self, source: Source) -> Path | None:
        """Where the plan's rows are kept if nothing changed; None for a file that cannot be read."""
        try:
            data = read_bytes(self._project.raw / source.file)
        except (InputError, OSError):
            return None
        codes = _code_files(self._project, source.doc_id)
        digest = digest_of(data, repr(source), self._coder, judging_hash(), *codes)
        return self._project.cache / f"{source.doc_id}.{digest[:32]}.json.zst"

    def load(self, place: Path | None) -> PlanRows | None:
        """The rows kept at a place; None where there are none, or they cannot be read."""
        data = load_entry(place) if place else None
        if data is None:
            return None
        try:
            return PlanRows(
                **json.loads(arrow.input_stream(arrow.py_buffer(data), compression=_CODEC).read())
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def store(self, place: Path | None, plan: PlanRows) -> None:
        """Keep the rows of a plan without fault; a build killed in between leaves no half file."""
        if place is None or plan.fault:
            return
        data = json.dumps(vars(plan), ensure_ascii=False, check_circular=False).encode()
        inside(place.parent, self._project.root)
        store_entry(place, arrow.compress(data, codec=_CODEC, asbytes=True))

    def drop_others(self, places: list[Path | None]) -> None:
        """Remove entries that no plan of the project has any more; other files stay."""
        used = set(places)
        inside(self._project.cache, self._project.root)
        for path in sorted(self._project.cache.glob("*.json.*")):
            if path not in used and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink()


def name_of(coder: Coder) -> str:
    """A function is known by its own name, an object by that of its class."""
    return str(getattr(coder, "__qualname__", type(coder).__qualname__))


def _code_files(project: Project, doc_id: str) -> list[Path]:
    """The files that hold codes given to a plan and judgements of its finds, and the list that ranks the coders."""
    of_schemes = project.coding.glob("schemes/*/coders.csv"), project.coding.glob(f"schemes/*/*/{doc_id}.csv")
    of_taxonomy = project.coding.glob("coders.csv"), project.coding.glob(f"*/{doc_id}.csv")
    of_finds = project.coding.glob(f"{FOLDER}/*/{doc_id}.csv")
    return sorted(path for found in (*of_taxonomy, *of_schemes, of_finds) for path in found)
