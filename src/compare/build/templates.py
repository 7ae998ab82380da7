"""The statements of templates, so that plans can be read against them.

Nobody codes a template; obligation, sanctions and monitoring are judged by the rules alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from compare.coding.rules import judge
from compare.extract.finds import find_all
from compare.project import Project
from compare.text.document import Document, read_document
from compare.text.sources import Source


def template_rows(project: Project, templates: Sequence[Source]) -> list[dict[str, Any]]:
    """The rows of `templates.csv`, template after template."""
    documents = (read_document(source, project.raw) for source in templates)
    return [row for document in documents for row in _rows(document)]


def _rows(document: Document) -> Iterator[dict[str, Any]]:
    finds = find_all(document)
    for provision in document.provisions:
        found = finds[provision.provision_id]
        bound = bool(found.targets or found.times)
        judged = judge(provision.text, bound) if not provision.is_heading else None
        yield {
            "provision_id": provision.provision_id,
            "doc_id": document.doc_id,
            "level": document.source.level,
            "seq": provision.seq,
            "start": provision.start,
            "end": provision.end,
            "text": provision.text,
            "is_heading": int(provision.is_heading),
            "obligation": judged.obligation if judged else 0,
            "sanction": judged.sanction if judged else 0,
            "monitoring": judged.monitoring if judged else 0,
            "n_targets": len(found.targets),
            "n_times": len(found.times),
        }
