"""Write tables batch by batch: as CSV, or as Parquet where CSV grows too large to be handy.

Rows are checked and appended as they come, so that no build holds all of its rows in memory.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow as arrow
from pyarrow import csv, parquet

from compare.tables.checking import arrow_columns, arrow_table, arrow_types
from compare.tables.csv_rows import append_table
from compare.tables.schema import SCHEMAS, Rows

LARGEST_CSV = 200_000_000
"""Bytes of all CSV tables together beyond which they are stored as Parquet."""
MOST_PROVISIONS = 200_000
"""Provisions beyond which they are, too."""


class TableFiles:
    """The tables of one build in a folder, and how many rows each has."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.counts = dict.fromkeys(SCHEMAS, 0)
        self.doc_ids: set[str] = set()

    def add(self, plans: Iterable[Rows]) -> None:
        """Check the rows of some plans, and append them when all are as declared."""
        plans = list(plans)
        further = sorted({name for rows in plans for name in rows} - SCHEMAS.keys())
        checked = {
            name: arrow_table(name, [row for rows in plans for row in rows.get(name, [])])
            for name in (*SCHEMAS, *further)
        }
        for name, table in checked.items():
            self._append(name, table)

    def add_table(self, name: str, rows: list[dict[str, object]]) -> None:
        """Check and append rows of one table."""
        self._append(name, arrow_table(name, rows))

    def add_columns(self, name: str, cells: dict[str, list[object]]) -> None:
        """Check and append rows of one table, given as the cells of each column."""
        self._append(name, arrow_columns(name, cells))

    def _append(self, name: str, table: arrow.Table) -> None:
        append_table(name, table, self._folder)
        self.counts[name] = self.counts.get(name, 0) + len(table)
        if name == "documents":
            self.doc_ids.update(table["doc_id"].to_pylist())

    def add_file(self, name: str, path: Path) -> None:
        """Take a table that was checked and written elsewhere."""
        shutil.copyfile(path, self._folder / f"{name}.csv")
        with path.open("rb") as lines:
            self.counts[name] = sum(1 for _ in lines) - 1

    def finish(self) -> None:
        """Turn tables that have grown too large into Parquet."""
        size = sum((self._folder / f"{name}.csv").stat().st_size for name in self.counts)
        if size > LARGEST_CSV or self.counts["provisions"] > MOST_PROVISIONS:
            for name in self.counts:
                _to_parquet(name, self._folder)

    def summary(self) -> str:
        """One line that says how many rows each table has."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())


def _to_parquet(name: str, folder: Path) -> None:
    """Replace `<name>.csv` by `<name>.parquet`, a block at a time."""
    path = folder / f"{name}.csv"
    blocks = csv.open_csv(
        path,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=arrow_types(name), null_values=[""]),
    )
    with parquet.ParquetWriter(path.with_suffix(".parquet"), blocks.schema, compression="zstd") as writer:
        for block in blocks:
            writer.write_batch(block)
    path.unlink()
