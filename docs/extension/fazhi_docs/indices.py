"""Index tables and figures, as the package lists them."""

from compare.figures.catalogue import GROUPS
from compare.indices.registry import INDICES
from compare.vocab.reading import read_vocabulary
from fazhi_docs.translated import said

_HEADS = {"en": ("name", "title", "what it holds"), "zh": ("名称", "标题", "内容")}


def index_table_list(language: str) -> str:
    """Every index table with its title and what it holds."""
    rows = {row["name"]: row for row in read_vocabulary("index_tables")}
    return _table(
        language,
        [(name, rows[name][f"title_{language}"], said(rows[name]["about_en"], language)) for name in INDICES],
    )


def abouts() -> set[str]:
    """What index tables say of themselves, in English."""
    return {row["about_en"] for row in read_vocabulary("index_tables")} - {""}


def figures(language: str) -> str:
    """Every figure by group, with its title."""
    head = "| {} | {} |\n|---|---|".format(*_HEADS[language][:2])
    parts = []
    for group in GROUPS:
        rows = [f"| `{chart.name}` | {chart.title(language)} |" for chart in group.charts]
        parts.append("\n".join([f"## {group.label(language)}", "", head, *rows]))
    return "\n\n".join(parts)


def _table(language: str, rows: list[tuple[str, str, str]]) -> str:
    head = ["| {} | {} | {} |".format(*_HEADS[language]), "|---|---|---|"]
    return "\n".join(head + [f"| `{name}` | {title} | {about} |" for name, title, about in rows])
