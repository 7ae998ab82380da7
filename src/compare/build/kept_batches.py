"""Batches of plans kept from one build to the next: of very many plans, few change, and to read the kept rows of
each plan and to check them anew takes longer than all the rest.

A batch is named by a hash over what names the kept rows of its plans (`compare.build.kept`): where none of them
changed, its tables are taken as they are. An entry holds tables of Arrow and what its plans tell, as JSON.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyarrow as arrow

from compare.build.batch import Batch
from compare.build.plan import PlanRows
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project
from compare.text.sources import Source

_ENTRY = re.compile(r"batch\.[0-9a-f]{32}\.arrow")
_LETTERS, _PLANS = ".letters", ".plans"  # no table is called so


class KeptBatches:
    """The kept batches of one project, in its cache folder.

    `places` says where the rows of each plan are kept; a batch is not kept where one of its plans has no place.
    """

    def __init__(self, project: Project, places: Mapping[str, Path | None]) -> None:
        self._project, self._places = project, places

    def place(self, batch: Iterable[Source]) -> Path | None:
        """Where a batch of these plans is kept, if it is."""
        plans = [self._places.get(source.doc_id) for source in batch]
        names = [plan.name for plan in plans if plan]
        return (
            self._project.cache / f"batch.{digest_of(*names)[:32]}.arrow"
            if len(names) == len(plans)
            else None
        )

    def load(self, place: Path | None) -> Batch | None:
        """The batch kept at a place; None where there is none, or it cannot be read."""
        data = load_entry(place) if place else None
        if data is None:
            return None
        try:
            return _batch(arrow.ipc.open_stream(data).read_all())
        except (arrow.ArrowException, OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def store(self, place: Path | None, batch: Batch) -> None:
        """Keep a batch in which no plan is at fault, if the disk has room for it."""
        if place is None or not batch.whole:
            return
        with suppress(OSError):
            store_entry(inside(place, self._project.root), _as_bytes(batch))

    def drop_others(self, places: Sequence[Path | None]) -> None:
        """Remove batches that are no more; other files stay."""
        for path in sorted(self._project.cache.glob("batch.*")):
            if path not in places and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink()


def _as_bytes(batch: Batch) -> bytes:
    plans = json.dumps([vars(plan) for plan in batch.plans], ensure_ascii=False, check_circular=False)
    parts = {name: _stream(table) for name, table in (*batch.tables.items(), (_LETTERS, batch.letters))}
    told = arrow.compress(plans.encode(), codec="zstd", asbytes=True)
    whole = arrow.table(
        {"name": [*parts, _PLANS], "rows": arrow.array([*parts.values(), told], arrow.large_binary())}
    )
    return _stream(whole, compression=None)


def _stream(table: arrow.Table, compression: str | None = "zstd") -> bytes:
    """A table as Arrow's stream."""
    sink = arrow.BufferOutputStream()
    with arrow.ipc.new_stream(
        sink, table.schema, options=arrow.ipc.IpcWriteOptions(compression=compression)
    ) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _batch(whole: arrow.Table) -> Batch:
    parts = dict(zip(whole["name"].to_pylist(), whole["rows"], strict=True))
    told = arrow.input_stream(parts.pop(_PLANS).as_buffer(), compression="zstd").read()
    tables = {name: arrow.ipc.open_stream(rows.as_buffer()).read_all() for name, rows in parts.items()}
    return Batch(tables, tables.pop(_LETTERS), [PlanRows(**plan) for plan in json.loads(told)])
