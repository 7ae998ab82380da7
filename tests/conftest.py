"""What several tests share: the repository's project, its documents and tables, read once."""

from pathlib import Path

import pytest
from hypothesis import settings

from compare.documents import Document, read_document
from compare.project import Project
from compare.tables import Tables, read_tables
from compare.text.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]

# No test depends on how fast or busy the machine is, or on chance. To search further:
# pytest --hypothesis-profile=default
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def documents(project: Project) -> dict[str, Document]:
    return {source.doc_id: read_document(source, project.raw) for source in read_sources(project.raw)}


@pytest.fixture(scope="session")
def tables(project: Project) -> Tables:
    return read_tables(project.processed)
