"""Neighbouring plans, whose rows are checked, kept and written together: that shares overhead and bounds memory."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import pyarrow as arrow

from compare.build.plan import PlanRows, holding
from compare.errors import InputError
from compare.reuse.letters import fold_letters
from compare.tables.schema import Columns
from compare.tables.writing import checked_tables
from compare.text.sources import Source

SIZE = 20
"""Plans of a batch, on average."""
_MOST = 3  # times as many, at most

_Item = TypeVar("_Item", bound=Source)


@dataclass(frozen=True)
class Batch:
    """What some plans add to a build.

    `tables` are checked; `letters` has a row for each plan that is in them: `doc_id`, and a list of the folded
    letters of each provision. `plans` are all, those at fault, too, and their rows are gone into the tables.
    """

    tables: dict[str, arrow.Table]
    letters: arrow.Table
    plans: list[PlanRows]

    @property
    def whole(self) -> bool:
        """Whether no plan is at fault."""
        return not any(plan.fault for plan in self.plans)


def in_batches(sources: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The sources in batches, which end where the ids say so: a plan more or less leaves all other batches alone.

    >>> [len(batch) for batch in in_batches(Source(f"plan{number}", "") for number in range(200))]
    [47, 6, 7, 6, 39, 29, 57, 9]
    """
    batch: list[_Item] = []
    for source in sources:
        batch.append(source)
        if zlib.crc32(source.doc_id.encode()) % SIZE == 0 or len(batch) == _MOST * SIZE:
            yield batch
            batch = []
    if batch:
        yield batch


def batch_of(plans: Sequence[PlanRows]) -> Batch:
    """The rows of some plans checked together; what no table can hold is the fault of its plan."""
    try:
        tables = checked_tables(_good(plans))
    except InputError:
        plans = [holding(plan) for plan in plans]
        tables = checked_tables(_good(plans))
    return Batch(tables, _letters(plans), [replace(plan, rows={}) for plan in plans])


def _good(plans: Iterable[PlanRows]) -> list[Columns]:
    return [plan.rows for plan in plans if not plan.fault]


_LETTERS = arrow.schema([("doc_id", arrow.string()), ("letters", arrow.list_(arrow.string()))])


def _letters(plans: Iterable[PlanRows]) -> arrow.Table:
    good = [plan for plan in plans if not plan.fault]
    letters = [list(map(fold_letters, plan.rows["provisions"]["text"])) for plan in good]
    return arrow.table([[plan.doc_id for plan in good], letters], schema=_LETTERS)
