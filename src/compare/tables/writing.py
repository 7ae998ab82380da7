"""Gather the rows of tables, and write them: as CSV, or as Parquet where CSV grows too large to be handy.

Rows are checked as they come, and many of them wait on the disk, so that no build holds all of its rows in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as arrow
from pyarrow import parquet

from compare.tables.checking import arrow_columns, arrow_table, arrow_types
from compare.tables.csv_rows import DIGITS, write_table
from compare.tables.gathered import GatheredRows, arrow_parts
from compare.tables.schema import SCHEMAS, Columns

LARGEST_CSV = 200_000_000
"""Bytes of all CSV tables together beyond which they are stored as Parquet."""
MOST_PROVISIONS = 200_000
"""Provisions beyond which they are, too."""

_ROW_GROUP = 50_000  # rows of a Parquet file that lie together

Change = Callable[[arrow.Table], arrow.Table]


class TableFiles:
    """The tables of one build in a folder, and how many rows each has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables = {name: self._empty(name) for name in SCHEMAS}
        self._changes: dict[str, Change] = {}
        self.doc_ids: set[str] = set()

    def add(self, tables: Mapping[str, arrow.Table]) -> None:
        """Add rows of tables that were checked elsewhere."""
        for name, rows in tables.items():
            self.add_checked(name, rows)

    def add_table(self, name: str, rows: list[dict[str, object]]) -> None:
        """Check and add rows of one table."""
        self.add_checked(name, arrow_table(name, rows))

    def add_checked(self, name: str, table: arrow.Table) -> None:
        """Add rows of one table that were checked elsewhere."""
        self._tables.setdefault(name, self._empty(name)).add(table)
        if name == "documents":
            self.doc_ids.update(table["doc_id"].to_pylist())

    def add_file(self, name: str, path: Path) -> None:
        """Add rows of one table that were checked and written elsewhere, by `write_arrow`."""
        for part in arrow_parts(path):
            self.add_checked(name, part)

    def _empty(self, name: str) -> GatheredRows:
        return GatheredRows(self._folder / f"{name}.arrow")

    def change(self, name: str, change: Change) -> None:
        """When a table is written, each part of it is what `change` makes of that part."""
        self._changes[name] = change

    def parts(self, name: str) -> Iterator[arrow.Table]:
        """The rows of a table, some at a time; none can be added then."""
        for part in self._tables[name].parts():
            yield self._changes[name](part) if name in self._changes else part

    def finish(self) -> None:
        """Write all tables; what waited for it is gone then."""
        if self._tables["provisions"].count > MOST_PROVISIONS or not self._fit_csv():
            for name in self._tables:
                self._write_parquet(name)
        for table in self._tables.values():
            table.close()

    def _fit_csv(self) -> bool:
        """Write the tables as CSV; where they are too large for that, none is left."""
        size, written = 0, list[Path]()
        for name in self._tables:
            written.append(self._folder / f"{name}.csv")
            write_table(written[-1], arrow_types(name).names, self.parts(name))
            size += written[-1].stat().st_size
            if size > LARGEST_CSV:
                for path in written:
                    path.unlink()
                return False
        return True

    def _write_parquet(self, name: str) -> None:
        path, schema = self._folder / f"{name}.parquet", arrow_types(name)
        with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            for block in _blocks(self.parts(name)):
                writer.write_table(_rounded(block), row_group_size=len(block))

    def summary(self) -> str:
        """One line that says how many rows each table has."""
        return ", ".join(f"{table.count} {name}" for name, table in self._tables.items())


def checked_tables(plans: Sequence[Columns]) -> dict[str, arrow.Table]:
    """The rows of some plans in all tables; an `InputError` where some are not as declared."""
    further = sorted({name for found in plans for name in found} - SCHEMAS.keys())
    return {
        name: arrow_columns(name, _joined(name, [found[name] for found in plans if name in found]))
        for name in (*SCHEMAS, *further)
    }


def _joined(name: str, found: list[dict[str, list[Any]]]) -> dict[str, list[Any]]:
    """The columns of a table, from those of some plans."""
    return {column: [value for own in found for value in own[column]] for column in arrow_types(name).names}


def _blocks(parts: Iterable[arrow.Table]) -> Iterator[arrow.Table]:
    """The same rows, so many at a time that they are worth a group of their own."""
    some: list[arrow.Table] = []
    for part in filter(len, parts):
        some.append(part)
        if sum(map(len, some)) >= _ROW_GROUP:
            yield arrow.concat_tables(some)
            some = []
    if some:
        yield arrow.concat_tables(some)


def _rounded(rows: arrow.Table) -> arrow.Table:
    """The rows with numbers as CSV has them."""
    for place, kind in enumerate(rows.schema):
        if arrow.types.is_floating(kind.type):
            numbers = rows[kind.name].to_numpy().round(DIGITS)
            rows = rows.set_column(place, kind, arrow.array(numbers, kind.type, from_pandas=True))
    return rows
