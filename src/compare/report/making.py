"""`fazhi report`: everything in reports/, with the notebooks executed on the project, from the tables.

Order matters: the reliability results come first, because figures and notebooks read them; the
page comes last, because it links to the notebooks.
"""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode
from threadpoolctl import threadpool_limits

from compare.coding.given import first_given
from compare.coding.judged import FOLDER
from compare.evaluation.coder_pairs import two_coders
from compare.evaluation.corrected import corrected_strictness
from compare.evaluation.find_validity import find_validity
from compare.evaluation.measured import code_hash, measured_path
from compare.evaluation.reliability_report import Numbers, reliability_report
from compare.evaluation.topic_results import (
    CURVE,
    DECIDING,
    HELDOUT,
    TOPICS,
    heldout_folder,
    write_topic_results,
)
from compare.figures import reliability
from compare.figures.catalogue import GROUPS
from compare.figures.charts import chosen
from compare.files.digests import digest_of
from compare.files.manifest import refuse_mixed
from compare.files.publishing import under_way
from compare.files.staging import staged
from compare.indices.plans import of_one_place
from compare.project import Project
from compare.report.explorer import write_explorer
from compare.report.findings import write_findings
from compare.report.index_stage import keep_indices, read_project
from compare.report.kept_files import KeptFiles, folder_digest, frame_digest, tables_digest
from compare.report.notebooks import is_repository, own_notebooks, run_notebooks, shipped_notebooks
from compare.report.page import OWN, write_report
from compare.report.progress import Progress
from compare.tables.csv_rows import write_frame
from compare.tables.reading import read_table, table_names
from compare.tables.results import CORRECTED, FINDS, PAIRS
from compare.tables.schema import SCHEME_TABLE, Tables
from compare.text.document import Document, read_document
from compare.text.sources import plan_sources
from compare.vocab.reading import own_folder
from compare.vocab.taxonomy import is_own

_INPUTS = "reliability_inputs.txt"
_INSTRUMENTS = f"{SCHEME_TABLE}instruments"
_DIGITS = 6  # of shares that are written
_RELIABILITY = {"en": "reliability.md", "zh": "reliability.zh.md"}

_INDICES, _NOTEBOOK, _FIGURE, _PAGES = 12.0, 6.0, 1.5, 6.0
"""About how many seconds of a processor each takes, of five plans."""


@dataclass
class Made:
    """The page of a report, what could not be made, and what the user should know."""

    page: Path
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def make_report(
    project: Project,
    say: Callable[[str], None],
    fresh: bool = False,
    highlight: Sequence[str] = (),
    trust: bool = False,
) -> Made:
    """Write reports/ of a project, with the notebooks executed on it.

    `highlight` names plans (doc_ids) in the figures of many plans. `say` is told each step. Scoring
    the topic model on plans left out takes minutes, so its results are kept with a hash of all they
    depend on, and made anew when that changes or `fresh` asks for it. With `trust` the project's own
    notebooks are run, too. A figure or notebook that fails is named among the faults.
    """
    with project.locked("report"):
        return _make_report(project, say, fresh, highlight, trust)


def _make_report(
    project: Project, say: Callable[[str], None], fresh: bool, highlight: Sequence[str], trust: bool
) -> Made:
    refuse_mixed(project.processed)
    documents_table = {"documents": read_table("documents", project.processed)}
    chosen(documents_table, highlight)  # an unknown plan is told before the work begins
    with under_way(project.reports, project.root, "report"):
        return _made_in_steps(project, say, fresh, highlight, trust)


def _made_in_steps(
    project: Project, say: Callable[[str], None], fresh: bool, highlight: Sequence[str], trust: bool
) -> Made:
    """Scores, reliability, findings, pages and explorer, each placed as one."""
    documents = _coded_documents(project)
    score_topics(project, documents, say, fresh)
    coded = bool(documents)
    made, kept = Made(project.reports / "index.html"), KeptFiles(project, fresh)
    _write_reliability(project, coded, kept)
    # Where nobody coded a plan there is no agreement or accuracy to show.
    groups = [group for group in GROUPS if coded or group.charts != reliability.CHARTS]
    progress = Progress(say)
    notebooks = len(shipped_notebooks(coded, _INSTRUMENTS in table_names(project.processed)))
    progress.expect(_INDICES + _NOTEBOOK * notebooks + _PAGES)
    progress.expect(_FIGURE * sum(len(group.charts) for group in groups))
    progress.step("computing index tables", _INDICES)
    with threadpool_limits(1):
        tables = read_project(project)
        keep_indices(project, tables)
        with project.published(project.reports, "findings") as folder:
            write_findings(tables, folder)
    with staged(project.cache, project.root) as folder:
        made.faults += execute_notebooks(project, tables, folder, progress, kept, coded)
        made.faults += _run_own(project, folder / OWN, say) if trust else []
        made.notes += [] if trust else _untrusted(project)
        # Threads are no help: small products, and notebooks and figures are made one after the other.
        with threadpool_limits(1):
            made.faults += write_report(project, tables, groups, highlight, folder, kept, progress)
    progress.step("writing the explorer", _PAGES / 2)
    write_explorer(project, tables)
    kept.drop_others()
    return made


def _write_reliability(project: Project, coded: bool, kept: KeptFiles) -> None:
    """The reliability report and its tables; nothing where nobody coded or judged anything."""
    finds = find_validity(project)
    if not coded and finds.empty:
        return
    provisions = read_table("provisions", project.processed)
    pairs = two_coders(provisions, project.coding)
    corrected = corrected_strictness(provisions, project.coding)
    texts = _reliability_texts(project, finds, kept)
    with project.published(project.reports, "reliability report") as folder:
        for name, text in texts.items():
            (folder / name).write_bytes(text)
        write_frame(pairs, folder / f"{PAIRS}.csv")
        for name, table in ((FINDS, finds), (CORRECTED, corrected)):
            if len(table):
                write_frame(table.round(_DIGITS), folder / f"{name}.csv")


def _reliability_texts(project: Project, finds: pd.DataFrame, kept: KeptFiles) -> dict[str, bytes]:
    """The reliability report in each language, by file name; its numbers are computed once, if at all."""
    results = [project.reports / f"{name}.csv" for name in (TOPICS, HELDOUT, CURVE)]
    folders = project.processed, project.raw, project.coding, heldout_folder(project)
    rests_on = digest_of(*folders, measured_path(project), *results), frame_digest(finds)
    numbers = Numbers(project)

    def told(language: str) -> bytes:
        return reliability_report(project, language, finds, numbers).encode()

    return {
        name: kept.get(name, rests_on, partial(told, language)) for language, name in _RELIABILITY.items()
    }


def _coded_documents(project: Project) -> list[Document]:
    """The plans that somebody coded: of thousands mostly few."""
    listed = {path.stem for path in project.coding.glob("*/*.csv")}
    sources = [source for source in plan_sources(project.raw) if source.doc_id in listed]
    documents = [read_document(source, project.raw) for source in sources]
    return [document for document in documents if first_given(document, project.coding)]


def score_topics(
    project: Project, documents: list[Document], say: Callable[[str], None], fresh: bool = False
) -> None:
    """Renew the topic model's results where what they depend on has changed."""
    kept = project.reports / _INPUTS
    digest = topic_inputs(project, documents) + "\n"
    if not fresh and kept.is_file() and kept.read_text(encoding="utf-8") == digest:
        return
    if is_own():
        say("no topic model is scored: none knows the codes of this project's own vocab/taxonomy.csv")
        documents = []
    else:
        say("scoring the topic model on plans left out (some minutes)")
    # Threads wait for each other: of a fit they take a third more of the processor.
    with threadpool_limits(1), project.published(project.reports, "topic scores") as folder:
        write_topic_results(project, documents, folder)
        (folder / _INPUTS).write_text(digest, encoding="utf-8", newline="\n")


def topic_inputs(project: Project, documents: Sequence[Document]) -> str:
    """A hash over coded and held-out plans, their codes, and all that reads plans and codes topics."""
    own = own_folder()
    words = [own] if own else []
    texts = [f"{document.source!r} {document.sha256}" for document in documents]
    codes = [
        path for path in sorted(project.coding.glob("*")) if path.name != FOLDER
    ]  # finds decide no topic
    return digest_of(code_hash(DECIDING), *words, *texts, *codes, heldout_folder(project))


def execute_notebooks(
    project: Project,
    tables: Tables,
    folder: Path,
    progress: Progress,
    kept: KeptFiles,
    coded: bool = True,
) -> list[str]:
    """Execute copies of the package's notebooks on a project, into `folder`, but those kept from before.

    What failed is returned. In this repository, whose notebooks they are, they are put beside them;
    a project's own notebooks/ is left alone.
    """
    read = (
        tables_digest(tables),
        folder_digest(project.coding),
        folder_digest(heldout_folder(project)),
    )  # all that the package's notebooks read

    def keep(notebook: NotebookNode, run: Callable[[], bytes]) -> bytes:
        text: str = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
        return kept.get("notebook", (re.sub(r'"id": "\w+"', "", text), *read), run)

    faults = run_notebooks(
        shipped_notebooks(coded, len(tables.get(_INSTRUMENTS, ())) > 0),
        project,
        folder,
        lambda step: progress.step(step, _NOTEBOOK),
        len(tables["documents"]),
        keep,
        of_one_place(tables["documents"]["place_id"]),
    )
    if is_repository(project):
        with project.published(project.root / "notebooks", "report") as staging:
            for path in folder.glob("*.ipynb"):
                shutil.copyfile(path, staging / path.name)
    return faults


def _run_own(project: Project, folder: Path, say: Callable[[str], None]) -> list[str]:
    """Execute the notebooks of the project itself; their outputs stand apart."""
    folder.mkdir()
    return run_notebooks(own_notebooks(project), project, folder, say)


def _untrusted(project: Project) -> list[str]:
    """Say that notebooks were not run, since they may do whatever their author wants."""
    names = ", ".join(path.name for path in own_notebooks(project))
    return (
        [
            f"notebooks/: {names}: not run, because notebooks are programs; if you trust their author, add --trust."
        ]
        if names
        else []
    )
