"""The rows of `reuse.csv` for a project: what its plans share with each other and with templates.

Every pair of plans is aligned, so the work grows with the square of their number; it is done
anew only when a text changes.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from compare.documents import read_document
from compare.kept_rows import judging_hash
from compare.project import Project
from compare.reuse.passages import find_reuse
from compare.text.sources import Source

MOST_PLANS = 60
"""Beyond this many plans the table stays empty: rows and memory, too, grow with the square."""


def reuse_rows(
    project: Project, plans: Sequence[Source], templates: Sequence[Source]
) -> list[dict[str, Any]]:
    """Shared passages of all pairs of `plans`, and of each plan with every template."""
    if len(plans) > MOST_PLANS:
        return []
    place = _place(project, plans, templates)
    if place.is_file():
        return list(json.loads(gzip.decompress(place.read_bytes())))
    folder = project.raw
    rows = find_reuse(
        (read_document(source, folder) for source in plans),
        (read_document(source, folder) for source in templates),
    )
    _keep(rows, place)
    return rows


def _place(project: Project, plans: Sequence[Source], templates: Sequence[Source]) -> Path:
    """Where the rows are kept: named by the texts, their boundaries and the code."""
    digest = hashlib.sha256(judging_hash().encode())
    for source in (*plans, *templates):
        digest.update(repr(source).encode("utf-8") + (project.raw / source.file).read_bytes())
    return project.cache / "reuse" / f"{digest.hexdigest()[:32]}.json.gz"


def _keep(rows: list[dict[str, Any]], place: Path) -> None:
    """Keep the rows, and only these."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for old in place.parent.glob("*.json.gz"):
        old.unlink()
    part = place.with_suffix(".part")
    part.write_bytes(gzip.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8"), mtime=0))
    os.replace(part, place)
