"""Build a project: every plan read, coded and tabulated, in order, whatever it runs on.

Plans that did not change since the last build are taken from what it kept. A bad plan is left
out and named, and the rest are built; where no plan is left, or `sources.csv` is at fault,
nothing is changed. Outputs take the place of the old ones only when all are complete.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as arrow
from tqdm import tqdm

from compare.build.batch import Batch
from compare.build.coded import Runner, coded_batches
from compare.build.kept import name_of
from compare.build.kept_pairs import KeptPairs
from compare.build.last import inputs_of, remember, told_before
from compare.build.left_out import COLUMNS, REPORTS, report_head
from compare.build.origins import complete_origins
from compare.build.own_examples import try_own_examples
from compare.build.reuse_table import closest_only, found_meanwhile, reuse_table
from compare.build.rows import Coder, indicator_rows
from compare.build.templates import template_rows
from compare.build.workers import FEW
from compare.errors import InputError
from compare.files.csv_rows import append_csv
from compare.files.publishing import foreign_note
from compare.indices.shared_demands import Demands
from compare.project import Project
from compare.reuse.letters import fold_letters
from compare.reuse.pairs import SharedLetters
from compare.tables.checking import arrow_columns
from compare.tables.datapackage import codebook_of_columns, write_datapackage
from compare.tables.writing import TableFiles
from compare.text.document import read_document
from compare.text.sources import Source, usable_sources
from compare.vocab.filling import fill

_WORST = 5  # plans that are named in the list of what looks lost


@dataclass
class Built:
    """What came out of a build: rows per table, doubts about plans, plans left out and why.

    `lost` counts by plan what looks lost in it (see `PlanRows`).
    """

    summary: str = ""
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lost: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def looks_lost(self) -> list[str]:
        """A short list of what looks lost in all plans, the worst first."""
        total = {
            name: sum(plan[name] for plan in self.lost.values())
            for name in ("sentences", "unread", "annexes")
        }
        found = []
        if total["unread"]:
            worst = sorted(self.lost, key=lambda doc_id: (-self.lost[doc_id]["unread"], doc_id))[:_WORST]
            listed = ", ".join(
                f"{doc_id} {number}" for doc_id in worst if (number := self.lost[doc_id]["unread"])
            )
            found.append(
                f"{total['unread']} of {total['sentences']} sentences with a number, a date or a closing"
                f" bracket gave no row (most in {listed})"
            )
        if total["annexes"]:
            plans = [doc_id for doc_id, plan in self.lost.items() if plan["annexes"]]
            found.append(
                fill("{n:annex was|annexes were}", n=total["annexes"])
                + f" left out, in {', '.join(plans[:_WORST])}"
            )
        return found


def build_project(
    project: Project,
    coder: Coder,
    release: str,
    workers: int | None = None,
    scheduler: str = "",
    quiet: bool = True,
) -> Built:
    """Replace data/processed/ and reports/sources.md, sources.zh.md by what the project's plans give now.

    `workers` processes (by default one per core when there is much to do), or the Dask cluster
    at `scheduler`, code what is not kept from the last build, and help to find what very many plans share.
    """
    with project.locked("build"):
        try_own_examples()
        return _build(project, coder, release, Runner(workers, scheduler), quiet)


def _build(project: Project, coder: Coder, release: str, run: Runner, quiet: bool) -> Built:
    inputs = inputs_of(project, name_of(coder), release)
    told = told_before(project, inputs)
    if told is not None:
        return Built(**told | {"notes": told["notes"] + foreign_note(project.processed)})
    built = Built()
    sources, templates = _sources(project, built)
    with project.published(project.processed, "build", built.notes) as folder:
        bar = tqdm(total=len(sources), desc="coding", unit="plan", disable=quiet)
        with bar, _reuse_meanwhile(project, sources, templates, run):
            tables, pairs, demands = TableFiles(folder), SharedLetters(), Demands()
            batches = coded_batches(project, coder, sources, run, bar.update)
            good = _known(_without_faults(batches, built), tables, pairs, demands)
            report = _write_left_out(good, folder)
            _write_pairs(pairs, project, templates, tables)
        tables.add_table("indicators", indicator_rows())
        tables.add_file("reuse", reuse_table(project, sources, templates, tables.doc_ids))
        statements = template_rows(project, templates)
        tables.add_table("templates", statements)
        demands.add_templates(statements)
        complete_origins(tables, demands)
        built.notes += closest_only(len(tables.doc_ids))
        tables.finish()
        built.summary = tables.summary()
        write_datapackage(folder, release)
        for name, language in (("columns.md", "en"), ("columns.zh.md", "zh")):
            (folder / name).write_text(codebook_of_columns(language), encoding="utf-8", newline="\n")
        told = {"summary": built.summary, "notes": list(built.notes), "lost": built.lost}
    with project.published(project.reports, "build") as folder:
        for language, text in report.items():
            (folder / REPORTS[language]).write_text(text, encoding="utf-8", newline="\n")
    if not built.faults:  # what is at fault is looked at again
        remember(project, inputs, told)
    return built


def _sources(project: Project, built: Built) -> tuple[list[Source], list[Source]]:
    """The plans and the templates; what cannot be used of them is named among the faults."""
    usable, bad_rows = usable_sources(project.raw)
    built.faults += bad_rows
    sources = [source for source in usable if source.role != "template"]
    if not sources:
        raise InputError(
            bad_rows[0] if bad_rows else "sources.csv: only templates and no plan; add a row for a plan."
        )
    templates = []
    for source in usable:
        if source.role == "template":
            try:
                read_document(source, project.raw)
            except InputError as error:
                built.faults.append(str(error))
            else:
                templates.append(source)
    return sources, templates


def _reuse_meanwhile(
    project: Project, sources: list[Source], templates: list[Source], run: Runner
) -> AbstractContextManager[None]:
    """Shared wording needs no codes: of many plans it is found while they are coded."""
    if len(sources) <= FEW or run.alone:
        return nullcontext()
    return found_meanwhile(project, sources, templates, run.do_parts)


def _without_faults(batches: Iterator[Batch], built: Built) -> Iterator[Batch]:
    """The batches, whose plans say what is doubtful, lost or at fault; an error where no plan is without fault."""
    bad: list[str] = []
    for batch in batches:
        for plan in batch.plans:
            built.notes += plan.notes
            if plan.fault:
                bad.append(plan.fault)
            else:
                built.lost[plan.doc_id] = plan.lost
        yield batch
    built.faults += bad
    if not built.lost:
        others = len(bad) - 1
        rest = "the other plan could not" if others == 1 else f"none of the {others} other plans could"
        raise InputError(bad[0] + (f" (and {rest} be built)" if others else ""))


def _write_left_out(batches: Iterator[Batch], folder: Path) -> dict[str, str]:
    """Write what was left out of the plans; what is returned is the report on reading, by language."""
    rows, sections = [], {language: [report_head(language)] for language in REPORTS}
    for plan in (plan for batch in batches for plan in batch.plans if not plan.fault):
        rows += [[row[column] for column in COLUMNS] for row in plan.left_out]
        for language, parts in sections.items():
            parts.append(plan.report[language])
    append_csv(folder / "left_out.csv", COLUMNS, rows)
    return {language: "".join(parts) for language, parts in sections.items()}


def _known(
    batches: Iterator[Batch], tables: TableFiles, pairs: SharedLetters, demands: Demands
) -> Iterator[Batch]:
    """The batches, whose rows are written, and whose texts and demands are entered among those of all."""
    for batch in batches:
        tables.add(batch.tables)
        demands.add(batch.tables)
        for doc_id, letters in zip(*map(arrow.ChunkedArray.to_pylist, batch.letters.columns), strict=True):
            pairs.add(doc_id, letters)
        yield batch


def _write_pairs(pairs: SharedLetters, project: Project, templates: list[Source], tables: TableFiles) -> None:
    """How much any two plans share, and each with the templates."""
    for source in templates:
        document = read_document(source, project.raw)
        pairs.add(source.doc_id, [fold_letters(provision.text) for provision in document.provisions])
    known = KeptPairs(project).renewed(pairs) if len(tables.doc_ids) > FEW else None
    for cells in pairs.columns(len(templates), known):
        tables.add_checked("pairs", arrow_columns("pairs", cells))
