"""Build a project: every plan read, coded and tabulated, in order, whatever it runs on.

Plans that did not change since the last build are taken from what it kept. A bad plan is left
out and named, and the rest are built; where no plan is left, or `sources.csv` is at fault,
nothing is changed. Outputs take the place of the old ones only when all are complete.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tqdm import tqdm

from compare.build.kept import KeptRows, name_of
from compare.build.kept_letters import KeptLetters
from compare.build.kept_model import kept_model
from compare.build.last import inputs_of, remember, told_before
from compare.build.left_out import COLUMNS, REPORTS, report_head
from compare.build.origins import complete_origins
from compare.build.own_examples import try_own_examples
from compare.build.plan import PlanRows, PlanTask, holding
from compare.build.reuse_table import MOST_PLANS, closest_only, found_meanwhile, reuse_table
from compare.build.rows import Coder, indicator_rows
from compare.build.templates import template_rows
from compare.build.workers import FEW, run_here, run_in_processes, run_on_cluster
from compare.coding.coder import PlanCoder
from compare.coding.given import has_codes
from compare.errors import InputError
from compare.files.csv_rows import append_csv
from compare.files.publishing import foreign_note
from compare.indices.shared_demands import Demands
from compare.project import Project
from compare.reuse.pairs import SharedLetters
from compare.tables.checking import arrow_columns
from compare.tables.datapackage import codebook_of_columns, write_datapackage
from compare.tables.writing import TableFiles
from compare.text.document import read_document
from compare.text.sources import Source, usable_sources
from compare.vocab.filling import fill
from compare.vocab.taxonomy import is_own

_BATCH = 40  # plans whose rows are checked and written together: bounds memory, shares overhead
_WORST = 5  # plans that are named in the list of what looks lost
_Item = TypeVar("_Item")


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
    at `scheduler`, code what is not kept from the last build.
    """
    with project.locked("build"):
        try_own_examples()
        return _build(project, coder, release, workers, scheduler, quiet)


def _build(
    project: Project, coder: Coder, release: str, workers: int | None, scheduler: str, quiet: bool
) -> Built:
    inputs = inputs_of(project, name_of(coder), release)
    told = told_before(project, inputs)
    if told is not None:
        return Built(**told | {"notes": told["notes"] + foreign_note(project.processed)})
    built = Built()
    sources, templates = _sources(project, built)
    with project.published(project.processed, "build", built.notes) as folder:
        bar = tqdm(total=len(sources), desc="coding", unit="plan", disable=quiet)
        with bar, _reuse_meanwhile(project, sources, templates, 1 if scheduler else workers):
            tables, pairs, demands = TableFiles(folder), SharedLetters(), Demands()
            plans = _counted(_plan_rows(project, coder, sources, workers, scheduler), bar)
            good = _without_faults(_written(plans, tables), built, len(sources))
            report = _write_left_out(_known(good, pairs, demands), folder)
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
    project: Project, sources: list[Source], templates: list[Source], workers: int | None
) -> AbstractContextManager[None]:
    """Shared wording needs no codes: of many plans it is found while they are coded."""
    workers = workers or _cores()
    if len(sources) <= FEW or workers == 1:
        return nullcontext()
    return found_meanwhile(project, sources, templates, workers)


def _plan_rows(
    project: Project, coder: Coder, sources: list[Source], workers: int | None, scheduler: str
) -> Iterator[PlanRows]:
    """The rows of every plan in order: kept ones, and new ones as they are coded."""
    kept = KeptRows(project, coder)
    places = {source.doc_id: kept.place(source) for source in sources}
    todo = [source for source in sources if not _is_file(places[source.doc_id])]
    # Shared wording of so many is sought when no document is at hand any more.
    parsed = KeptLetters(project).keep if len(sources) > MOST_PLANS else None
    coded = _code(PlanTask(project, coder, parsed), todo, workers, scheduler)
    new = {source.doc_id for source in todo}
    for source in sources:
        place = places[source.doc_id]
        rows = None if source.doc_id in new else kept.load(place)
        if rows is None:
            rows = next(coded) if source.doc_id in new else PlanTask(project, coder)(source)
            kept.store(place, rows)
        yield rows
    kept.drop_others(list(places.values()))


def _is_file(place: Path | None) -> bool:
    return place is not None and place.is_file()


def _code(task: PlanTask, sources: list[Source], workers: int | None, scheduler: str) -> Iterator[PlanRows]:
    """Code plans on the cluster, in processes, or here: whatever was asked for or is fastest."""
    if not sources:
        return iter(())
    if scheduler:
        return run_on_cluster(_with_model(task, sources), sources, scheduler)
    workers = workers or (_cores() if len(sources) > FEW else 1)
    if workers == 1:
        return run_here(_with_model(task, sources if len(sources) > FEW else ()), sources)
    return run_in_processes(_with_model(task, sources), sources, workers)


def _with_model(task: PlanTask, many: Sequence[Source]) -> PlanTask:
    """The task with the kept topic model, made now, in a process that ends, if it is for `many` and nobody coded some.

    For a few it is made when it is needed, here: that takes less time, and more memory.
    """
    if not isinstance(task.coder, PlanCoder) or is_own():  # no model knows a project's own codes
        return task
    model = kept_model(task.project)
    if any(not has_codes(source.doc_id, task.coder.folder) for source in many):
        model.make()
    return replace(task, coder=replace(task.coder, model=model))


def _cores() -> int:
    return os.cpu_count() or 1


def _counted(plans: Iterator[PlanRows], bar: "tqdm[PlanRows]") -> Iterator[PlanRows]:
    for plan in plans:
        bar.update()
        yield plan


def _without_faults(plans: Iterator[PlanRows], built: Built, total: int) -> Iterator[PlanRows]:
    """The plans that can be written; an error where there is none."""
    bad: list[str] = []
    for plan in plans:
        built.notes += plan.notes
        if plan.fault:
            bad.append(plan.fault)
        else:
            built.lost[_doc_id(plan)] = plan.lost
            yield plan
    built.faults += bad
    if len(bad) == total:
        rest = "the other plan could not" if total == 2 else f"none of the {total - 1} other plans could"
        others = f" (and {rest} be built)" if total > 1 else ""
        raise InputError(bad[0] + others)


def _doc_id(plan: PlanRows) -> str:
    return str(plan.rows["documents"]["doc_id"][0])


def _written(plans: Iterator[PlanRows], tables: TableFiles) -> Iterator[PlanRows]:
    """The plans, whose rows are written batch by batch; what no table can hold is the fault of its plan."""
    for batch in _batches(plans, _BATCH):
        try:
            tables.add(plan.rows for plan in batch)
        except InputError:
            batch = [holding(plan) for plan in batch]
            tables.add(plan.rows for plan in batch)
        yield from batch


def _write_left_out(plans: Iterator[PlanRows], folder: Path) -> dict[str, str]:
    """Write what was left out of the plans; what is returned is the report on reading, by language."""
    rows, sections = [], {language: [report_head(language)] for language in REPORTS}
    for plan in plans:
        rows += [[row[column] for column in COLUMNS] for row in plan.left_out]
        for language, parts in sections.items():
            parts.append(plan.report[language])
    append_csv(folder / "left_out.csv", COLUMNS, rows)
    return {language: "".join(parts) for language, parts in sections.items()}


def _known(plans: Iterator[PlanRows], pairs: SharedLetters, demands: Demands) -> Iterator[PlanRows]:
    """The plans, whose texts and demands are entered among those to be set against each other."""
    for plan in plans:
        pairs.add(_doc_id(plan), plan.rows["provisions"]["text"])
        demands.add(plan.rows)
        yield plan


def _write_pairs(pairs: SharedLetters, project: Project, templates: list[Source], tables: TableFiles) -> None:
    """How much any two plans share, and each with the templates."""
    for source in templates:
        document = read_document(source, project.raw)
        pairs.add(source.doc_id, [provision.text for provision in document.provisions])
    for cells in pairs.columns(len(templates)):
        tables.add_checked("pairs", arrow_columns("pairs", cells))


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Lists of at most `size` items."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
