"""Rows of one table on their way to its file: in memory while they are few, on the disk when they are many."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pyarrow as arrow

MOST_BYTES = 2_000_000
"""Bytes of rows that wait in memory."""


class GatheredRows:
    """The rows of a table in the order in which they come; what is too much for memory lies in a file at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._few: list[arrow.Table] = []
        self._bytes = 0  # of the few
        self._many: arrow.RecordBatchStreamWriter | None = None
        self.count = 0

    def add(self, rows: arrow.Table) -> None:
        """The next rows."""
        self.count += len(rows)
        self._few.append(rows)
        self._bytes += rows.nbytes
        if self._bytes > MOST_BYTES:
            self._to_disk(rows.schema)

    def _to_disk(self, schema: arrow.Schema) -> None:
        if self._many is None:
            self._many = arrow.ipc.new_stream(str(self._path), schema)
        for some in self._few:
            self._many.write_table(some)
        self._few, self._bytes = [], 0

    def parts(self) -> Iterator[arrow.Table]:
        """All rows, some at a time; no more can be added then."""
        if self._many is not None:
            self._many.close()
            yield from arrow_parts(self._path)
        yield from self._few

    def close(self) -> None:
        """Forget the rows."""
        self._few = []
        self._path.unlink(missing_ok=True)


def arrow_parts(path: Path) -> Iterator[arrow.Table]:
    """The rows that `write_arrow`, or a stream of Arrow's, left in a file, some at a time."""
    with arrow.OSFile(str(path)) as file, arrow.ipc.open_stream(file) as batches:
        for batch in batches:
            yield arrow.Table.from_batches([batch])


def write_arrow(path: Path, schema: arrow.Schema, parts: Iterable[arrow.Table]) -> None:
    """Write rows of this schema to a file, as small as may be."""
    options = arrow.ipc.IpcWriteOptions(compression="zstd")
    with closing(arrow.ipc.new_stream(str(path), schema, options=options)) as stream:
        for part in parts:
            stream.write_table(part)
