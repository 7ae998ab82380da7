"""`reports/index.html`: findings first, then plans, six figures, and the ways to everything else."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from compare.export.notes import general_notes
from compare.indices.registry import index_title
from compare.indices.stage import index_tables
from compare.report.fact_sheets import Sheet
from compare.report.findings import Said
from compare.report.notebook_pages import NotebookPage
from compare.report.questions import Section, Shown
from compare.report.reading_pages import Reading
from compare.report.site import Both, both, site_page, word
from compare.report.topic_sheets import TopicSheet
from compare.tables.datapackage import described
from compare.tables.schema import SCHEMAS, Tables

STORY = (
    "reuse_matrix",
    "presence",
    "coverage_domain",
    "strictness_rates",
    "deadlines_by_year",
    "indicator_states",
)
"""The figures that carry the story; those that a project cannot draw are passed over."""
_CAUTIONS = ("Coder", "Caution", "Silence", "Outlines")


def front_page(
    tables: Tables,
    sections: Sequence[Section],
    sheets: Sequence[Sheet],
    topics: Sequence[TopicSheet],
    readings: Sequence[Reading],
    notebooks: Sequence[NotebookPage],
    findings: Sequence[Said] = (),
) -> bytes:
    """The page itself, with relative links only."""
    notes = general_notes(tables)
    figures = {figure.name: figure for section in sections for figure in section.figures}
    return site_page(
        "front.html.j2",
        lead=_lead(tables),
        findings=_placed(findings, sections),
        story=_story(figures, sections),
        sections=sections,
        sheets=sheets,
        many_plans=0 if sheets else len(tables["documents"]),
        domains=_by_domain(topics),
        readings=readings,
        notebooks=notebooks,
        tables={
            name: both(described(schema.description, "zh"), schema.description)
            for name, schema in SCHEMAS.items()
        },
        indices={
            name: both(index_title(name, "zh"), index_title(name, "en")) for name in index_tables(tables)
        },
        cautions=[note for note in notes if note.subject["en"] in _CAUTIONS],
        notes=notes,
    )


def _placed(findings: Sequence[Said], sections: Sequence[Section]) -> list[Said]:
    """The findings, each with the place of its figure; one whose figure was not drawn stands without."""
    places = {figure.name: (section.key, figure) for section in sections for figure in section.figures}
    found = []
    for one in findings:
        if one.figure in places:
            question, figure = places[one.figure]
            found.append(replace(one, question=question, width=figure.width, height=figure.height))
        else:
            found.append(replace(one, figure=""))
    return found


def _lead(tables: Tables) -> Both:
    counts = index_tables(tables)["corpus_counts"]
    return word(
        "lead", plans=len(counts), **{name: int(counts[name].sum()) for name in ("measures", "provisions")}
    )


def _story(figures: dict[str, Shown], sections: Sequence[Section]) -> list[tuple[Section, Shown]]:
    """Each figure of the story with the question that it belongs to."""
    homes = {figure.name: section for section in sections for figure in section.figures}
    return [(homes[name], figures[name]) for name in STORY if name in figures]


def _by_domain(topics: Sequence[TopicSheet]) -> list[tuple[Both, list[TopicSheet]]]:
    return [(dict(domain), list(own)) for domain, own in groupby(topics, key=lambda topic: topic.domain)]
