"""Compare county-level plans for building a law-based government (法治政府建设).

from compare import figure, find_times, profile, read_tables, subset
find_times("2018年年底前公布流程图")
tables = read_tables()
profile(tables["provisions"])
figure("strictness_profile", subset(tables, plans=["mine", "another"]))

What a name does is in its docstring: `help(compare.profile)`. A name is loaded when it is first used,
so that `import compare` takes no time.
"""

from compare.files.isolation import leave_start_folder

leave_start_folder()  # before anything else is imported

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0.dev0"

_WHERE = {
    # tables of a project, or of a text
    "read_tables": "compare.project_tables",
    "build_tables": "compare.build.rows",
    "code_text": "compare.build.pasted",
    "describe": "compare.export.labels",
    "parse_document": "compare.text.document",
    "read_document": "compare.text.document",
    # what stands in a sentence
    "find_bodies": "compare.extract.bodies",
    "find_citations": "compare.extract.citations",
    "find_targets": "compare.extract.targets",
    "find_times": "compare.extract.times",
    # sentences of the plans
    "search": "compare.indices.searching",
    "find_similar": "compare.indices.searching",
    "concordance": "compare.export.concordance",
    # indices
    "compare_versions": "compare.indices.versions",
    "index_tables": "compare.indices.stage",
    "subset": "compare.indices.subset",
    "weighted": "compare.indices.stage",
    "strictness_rates": "compare.indices.strictness_rates",
    "specification_curve": "compare.indices.specifications",
    "breadth": "compare.indices.coverage",
    "coverage": "compare.indices.coverage",
    "profile": "compare.indices.strictness",
    "obligation_shares": "compare.indices.strictness",
    "time_shares": "compare.indices.timeline",
    "deadlines": "compare.indices.timeline",
    "reuse_matrix": "compare.indices.reuse",
    # figures and files
    "figure": "compare.figures.catalogue",
    "use_style": "compare.figures.style",
    "export": "compare.export.request",
}
"""The verbs of a session, and the module that holds each."""

__all__ = sorted(_WHERE)

if TYPE_CHECKING:
    from compare.build.rows import build_tables as build_tables
    from compare.extract.bodies import find_bodies as find_bodies
    from compare.extract.citations import find_citations as find_citations
    from compare.extract.targets import find_targets as find_targets
    from compare.extract.times import find_times as find_times
    from compare.project_tables import read_tables as read_tables
    from compare.text.document import parse_document as parse_document
    from compare.text.document import read_document as read_document


def __getattr__(name: str) -> Any:
    """Load a verb when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"module 'compare' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_WHERE])
