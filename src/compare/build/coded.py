"""All plans coded, in order: what is kept of them is taken, and the others are coded now, whatever that runs on."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from compare.build.batch import Batch, batch_of, in_batches
from compare.build.kept import KeptRows
from compare.build.kept_batches import KeptBatches
from compare.build.kept_letters import KeptLetters
from compare.build.kept_model import kept_model
from compare.build.plan import PlanRows, PlanTask
from compare.build.reuse_table import MOST_PLANS
from compare.build.rows import Coder
from compare.build.workers import FEW, parts_on_cluster, run_here, run_in_processes, run_on_cluster
from compare.coding.coder import PlanCoder
from compare.coding.given import has_codes
from compare.project import Project
from compare.text.sources import Source
from compare.vocab.taxonomy import is_own

_Places = Mapping[str, Path | None]


@dataclass(frozen=True)
class Runner:
    """What plans are coded on: so many `workers` (by default one per core when there is much to do), or the Dask
    cluster at `scheduler`."""

    workers: int | None = None
    scheduler: str = ""

    @property
    def alone(self) -> bool:
        """Whether all is done in this process."""
        return self.most == 1 and not self.scheduler

    @property
    def most(self) -> int:
        """Processes of this machine for very much to do."""
        return 1 if self.scheduler else self.workers or os.cpu_count() or 1

    def __call__(self, task: PlanTask, sources: Sequence[Source]) -> Iterator[PlanRows]:
        """The rows of these plans, in order."""
        many = len(sources) > FEW
        if not sources:
            return iter(())
        if self.scheduler:
            return run_on_cluster(_with_model(task, sources), sources, self.scheduler)
        if (self.workers or (self.most if many else 1)) == 1:
            return run_here(_with_model(task, sources if many else ()), sources)
        return run_in_processes(_with_model(task, sources), sources, self.most)

    def do_parts(self, task: Callable[[int], None], parts: Iterable[int]) -> None:
        """Parts of other work that goes on in one process of this machine already."""
        if self.scheduler:
            parts_on_cluster(task, parts, self.scheduler)
        else:
            deque(run_in_processes(task, parts, self.most - 1), maxlen=0)


def coded_batches(
    project: Project, coder: Coder, sources: Sequence[Source], run: Runner, advance: Callable[[int], object]
) -> Iterator[Batch]:
    """The batches of all plans in order; `advance` is told how many plans are done.

    Of few plans their rows are kept, but no batches: that would only take time.
    """
    rows = KeptRows(project, coder)
    places = {source.doc_id: rows.place(source) for source in sources}
    kept = KeptBatches(project, places if len(sources) > FEW else {})
    batches = [
        (batch, place, _is_file(place)) for batch in in_batches(sources) for place in [kept.place(batch)]
    ]
    # Shared wording of so many is sought when no document is at hand any more.
    task = PlanTask(project, coder, KeptLetters(project).keep if len(sources) > MOST_PLANS else None)
    plans = partial(_plan_rows, task, rows, places)
    new = plans([source for batch, _, known in batches if not known for source in batch], run)
    for batch, place, known in batches:
        found = kept.load(place)
        if found is None:
            these = plans(batch, Runner(1)) if known else islice(new, len(batch))
            found = batch_of(list(_counted(these, advance)))
            kept.store(place, found)
        else:
            advance(len(batch))
        yield found
    rows.drop_others(list(places.values()))
    kept.drop_others([place for _, place, _ in batches])


def _plan_rows(
    task: PlanTask, kept: KeptRows, places: _Places, sources: Sequence[Source], run: Runner
) -> Iterator[PlanRows]:
    """The rows of these plans in order: kept ones, and new ones as they are coded."""
    new = {source.doc_id for source in sources if not _is_file(places[source.doc_id])}
    coded = run(task, [source for source in sources if source.doc_id in new])
    for source in sources:
        place = places[source.doc_id]
        rows = None if source.doc_id in new else kept.load(place)
        if rows is None:
            rows = next(coded) if source.doc_id in new else task(source)
            kept.store(place, rows)
        yield rows


def _is_file(place: Path | None) -> bool:
    return place is not None and place.is_file()


def _counted(plans: Iterable[PlanRows], advance: Callable[[int], object]) -> Iterator[PlanRows]:
    for plan in plans:
        advance(1)
        yield plan


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
