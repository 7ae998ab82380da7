"""All pages of a report but the explorer: the front page and what it leads to."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from compare.project import Project
from compare.report.fact_sheets import fact_sheets, sheet_page
from compare.report.findings import said
from compare.report.front import front_page
from compare.report.notebook_pages import NotebookPage
from compare.report.questions import Section, question_page
from compare.report.reading_pages import reading_page, readings
from compare.report.topic_sheets import topic_page, topic_sheets
from compare.tables.schema import Tables

Content = TypeVar("Content")


def write_pages(
    project: Project,
    tables: Tables,
    sections: Sequence[Section],
    notebooks: Sequence[NotebookPage],
    home: Path,
) -> None:
    """Write index.html, questions/, plans/, topics/ and reading/ into `home`."""
    sheets, topics = fact_sheets(tables), list(topic_sheets(tables))
    texts = readings(project, project.reports)
    _write(home / "questions", sections, lambda section: section.key, question_page)
    _write(home / "plans", sheets, lambda sheet: sheet.doc_id, sheet_page)
    _write(home / "topics", topics, lambda topic: topic.code, topic_page)
    _write(home / "reading", texts, lambda text: text.name, reading_page)
    (home / "index.html").write_bytes(
        front_page(tables, sections, sheets, topics, texts, notebooks, said(tables))
    )


def _write(
    folder: Path,
    contents: Iterable[Content],
    name: Callable[[Content], str],
    made: Callable[[Content], bytes],
) -> None:
    folder.mkdir()
    for content in contents:
        (folder / f"{name(content)}.html").write_bytes(made(content))
