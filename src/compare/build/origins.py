"""What only the other texts can tell of a demand: whether it is shared, or as far as is known its own.

A plan's rows are kept from one build to the next, and say only what its own text tells; so this is
entered when all tables are written.
"""

from collections.abc import Container
from functools import partial

import pyarrow as arrow

from compare.extract.origin import NATIONAL, NOTHING, NUMBER, OWN, SHARED, WORDING
from compare.indices.shared_demands import STATED, Demands, SharedDemands
from compare.tables.writing import TableFiles


def complete_origins(tables: TableFiles, demands: Demands) -> None:
    """Enter `shared` and `own` where a target, a time or a mandate of the tables has no origin.

    `demands` has all of them. Where there is neither a plan of a second place nor a template, nothing can be
    told and all stays empty.
    """
    if demands.texts < 2:
        return
    found = demands.shared(tables.parts("reuse"))
    for name in STATED:
        tables.change(name, partial(_completed, found, None))
    tables.change("provisions", partial(_completed, found, demands.mandates))


def _completed(found: SharedDemands, only: Container[str] | None, rows: arrow.Table) -> arrow.Table:
    """The rows, with an origin where a demand (one of `only` these) had none."""
    keys, origins, bases = (
        rows[name].to_pylist() for name in (rows.column_names[0], "origin", "origin_basis")
    )
    for place, (key, origin) in enumerate(zip(keys, origins, strict=True)):
        if not origin and (only is None or key in only):
            origins[place], bases[place] = _told(key, found)
    for name, texts in (("origin", origins), ("origin_basis", bases)):
        rows = rows.set_column(rows.column_names.index(name), name, arrow.array(texts, arrow.string()))
    return rows


def _told(key: str, found: SharedDemands) -> tuple[str, str]:
    """What the other texts tell of one demand: its origin, and what that rests on."""
    if key in found.national:
        return NATIONAL, WORDING
    if key in found.plan or key in found.template:
        return SHARED, WORDING
    if key in found.number:
        return SHARED, NUMBER
    return OWN, NOTHING
