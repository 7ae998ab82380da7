"""What several tests share: the repository's project, its documents and tables, read once."""

import gc
import shutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings
from support.shared import KeptIndices, drawing, few_times_drawn, fitted_once, made_once, shared_folder
from support.variants import Variants
from threadpoolctl import threadpool_limits

from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.coding.topic_model import reference
from compare.coding.topic_model.reference import CodedPlan
from compare.coding.topic_model.topics import TopicModel
from compare.files import durable
from compare.intake.adding import add_plan
from compare.project import Project
from compare.report import without_grammar
from compare.report.index_stage import keep_indices, read_project
from compare.reuse.passages import Row, find_reuse
from compare.tables.reading import read_tables
from compare.tables.schema import Tables
from compare.text.document import Document, read_document
from compare.text.sources import read_sources

ROOT = Path(__file__).resolve().parents[1]

# No test depends on how fast or busy the machine is, or on chance. To search further:
# pytest --hypothesis-profile=default
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Libraries and tables are many objects and little garbage: to look for it seldom is enough.

    And no test reads a notebook for its addresses: the grammar of these is not built.
    """
    gc.set_threshold(50_000, 20, 20)
    with without_grammar():
        import_module("jsonschema")


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no later collection of garbage need look through it."""
    gc.collect()
    gc.freeze()


_INDICES: list[KeptIndices] = []
"""The index tables of `tables`, once a test has asked for them."""


def pytest_runtest_setup() -> None:
    """A test that asks about other tables does not make the next one compute all anew."""
    for kept in _INDICES:
        kept.stay()


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk() -> Iterator[None]:
    """No test loses power: thousands of files need not reach the disk one after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(durable, "_flush", lambda _handle: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> Iterator[None]:
    """Every core has a worker: threads of small products would only wait for each other, here and in commands."""
    with pytest.MonkeyPatch.context() as patch, threadpool_limits(1):
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
            patch.setenv(name, "1")
        yield


@pytest.fixture(scope="session")
def written_model(tmp_path_factory: pytest.TempPathFactory) -> TopicModel:
    """The topic model of the written examples alone, without a coded plan."""
    return fitted_once("written_model", tmp_path_factory, lambda: TopicModel().fit([]))


@pytest.fixture(scope="session", autouse=True)
def _fitted_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The model of the package is fitted when a test of any worker first needs it."""

    class Fitted:
        def fit(self, coded: Sequence[CodedPlan]) -> TopicModel:
            return fitted_once("topic_model", tmp_path_factory, lambda: TopicModel().fit(coded))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reference, "TopicModel", Fitted)
        yield


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def documents(project: Project) -> dict[str, Document]:
    return {source.doc_id: read_document(source, project.raw) for source in read_sources(project.raw)}


@pytest.fixture(scope="session")
def all_pairs(documents: dict[str, Document]) -> list[Row]:
    """What every two of the plans share."""
    return find_reuse(list(documents.values()))


@pytest.fixture(scope="session")
def tables(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables that the code gives now, and not those that were written last."""
    found = read_tables(built.processed)
    _INDICES.append(KeptIndices(found, shared_folder(tmp_path_factory) / "indices"))
    _INDICES[-1].stay()
    return found


@pytest.fixture(scope="session")
def variants(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Variants:
    """The tables as another project might have them, with index tables of few draws; see `VARIANTS`."""
    return Variants(tables, shared_folder(tmp_path_factory) / "variants")


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals from 40 draws in place of 2,000, for tests in which it does not matter how steady one is."""
    drawing(monkeypatch, few_times_drawn)


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """This repository's plans and codes with the tables that the code gives now; not to be written to."""

    def make(root: Path) -> None:
        fresh = Project(root)
        for folder in (project.raw, project.coding):
            shutil.copytree(folder, fresh.root / folder.relative_to(project.root))
        build_project(fresh, PlanCoder(fresh.coding), "test", workers=1)

    return Project(made_once("built", tmp_path_factory, make))


@pytest.fixture(scope="session")
def uncoded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Another place's plan, which nobody coded, built; to be copied before anything is written."""

    def make(root: Path) -> None:
        from compare.report.making import score_topics  # notebooks take seconds to load, here for all workers

        fresh = Project(root)
        add_plan(fresh, ROOT / "data" / "heldout" / "b_county_longshan_2021.txt", {})
        build_project(fresh, PlanCoder(fresh.coding), "test", workers=1)
        score_topics(fresh, [], lambda _: None)  # index tables are kept under a hash over scores, too
        keep_indices(fresh, read_project(fresh))  # for the reports of its copies

    return Project(made_once("uncoded", tmp_path_factory, make))
