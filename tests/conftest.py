"""What several tests share: the repository's project, its documents and tables, read once."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.project import Project
from compare.tables.reading import read_tables
from compare.tables.schema import Tables
from compare.text.document import Document, read_document
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
def tables(built: Project) -> Tables:
    """The tables that the code gives now, and not those that were written last."""
    return read_tables(built.processed)


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """This repository's plans and codes with the tables that the code gives now; not to be written to."""
    fresh = Project(tmp_path_factory.mktemp("built"))
    for folder in (project.raw, project.coding):
        shutil.copytree(folder, fresh.root / folder.relative_to(project.root))
    build_project(fresh, PlanCoder(fresh.coding), "test", workers=1)
    return fresh
