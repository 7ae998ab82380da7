"""Read tables back, checked, as CSV or as Parquet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as arrow
from pandas.util import hash_array
from pyarrow import parquet

from compare.errors import InputError
from compare.files.manifest import read_manifest, refuse_mixed
from compare.tables.checking import check_table
from compare.tables.columns import TEXT
from compare.tables.results import read_results
from compare.tables.rows import table_path
from compare.tables.schema import SCHEMAS, SCHEME_TABLE, Tables, declared


def read_tables(folder: Path) -> Tables:
    """Read and check all tables of `folder` (a project's data/processed).

    Tables that are not all of one build, or were changed since, are an `InputError`, and so are those
    that another build replaced while they were read. Beside them stand those that a report has left
    in the project's `reports/` (see `compare.tables.results`).
    """
    refuse_mixed(folder)
    before = read_manifest(folder)
    own = {name: read_table(name, folder) for name in table_names(folder)}
    if read_manifest(folder) != before:
        raise InputError(f"{folder.name}/: was built anew while it was read; run the command again.")
    return own | read_results(folder.parent.parent / "reports")


def table_names(folder: Path) -> list[str]:
    """The tables of a folder: those that every project has, and one for each further coding scheme."""
    further = {path.stem for path in folder.glob(f"{SCHEME_TABLE}*") if path.suffix in (".csv", ".parquet")}
    return [*SCHEMAS, *sorted(further)]


def read_table(name: str, folder: Path) -> pd.DataFrame:
    """Read and check one table; a missing file is an `InputError`."""
    path = table_path(name, folder)
    if path.suffix == ".parquet":
        # Arrow's own allocator keeps what is freed, which is a quarter of the memory of very many plans.
        arrow.set_memory_pool(arrow.system_memory_pool())
        return check_table(name, _read_parquet(path))
    with _told(path):
        frame = pd.read_csv(path, **_how_to_read(name))
    return check_table(name, frame)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What is no table is an `InputError`."""
    try:
        yield
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError, arrow.ArrowInvalid) as error:
        why = " ".join(str(error).split())
        raise InputError(f"{path.name}: is no table ({why}); build it again with `fazhi build`.") from None


def _read_parquet(path: Path) -> pd.DataFrame:
    """A table read column by column, each in one piece.

    A build writes many pieces, and pandas takes the rows of one plan out of them a hundred times
    as slowly; and to put them together all at once would need memory for the table twice.
    """
    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        return pd.DataFrame({name: file.read([name]).combine_chunks().to_pandas()[name] for name in names})


def read_parts(name: str, folder: Path, rows: int = 50_000) -> Iterator[pd.DataFrame]:
    """Read and check one table some rows at a time, in order: for what need not hold all of it."""
    path, key = table_path(name, folder), next(iter(declared(name).columns))
    seen = [np.empty(0, dtype=np.uint64)]
    for part in _parts(name, path, rows):
        frame = check_table(name, part)
        seen.append(hash_array(frame[key].to_numpy(dtype=object)))
        yield frame
    hashes = np.concatenate(seen)
    if len(np.unique(hashes)) < len(hashes):
        raise InputError(f"{name}.csv: column {key!r} has a value twice; rebuild with `fazhi build`.")


def _parts(name: str, path: Path, rows: int) -> Iterator[pd.DataFrame]:
    """A table as it stands in its file, some rows at a time."""
    with _told(path):
        if path.suffix == ".parquet":
            yield from (batch.to_pandas() for batch in parquet.ParquetFile(path).iter_batches(rows))
        else:
            yield from pd.read_csv(path, chunksize=rows, **_how_to_read(name))


def _how_to_read(name: str) -> dict[str, Any]:
    """Text stays text, and an empty cell is missing only where a number stands."""
    columns = declared(name).columns
    texts = {name: str for name, column in columns.items() if column.dtype == TEXT}
    numbers = [name for name in columns if name not in texts]
    return {"dtype": texts, "keep_default_na": False, "na_values": dict.fromkeys(numbers, "")}
