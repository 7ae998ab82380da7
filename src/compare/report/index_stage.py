"""The index tables of a project, kept from one command to the next: a figure, a notebook and the page read one table.

A report computes every index table once (`compare.indices.stage`), writes it to `reports/tables/` and
keeps it in the project's cache under a hash of all it rests on: the tables of the build, the results on
reliability, the package's code and vocabularies. Whoever reads the project's tables later is given what
was kept; a kept table that is damaged, or was made of other tables, is computed anew.
"""

import io
import re
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as arrow
from pyarrow import feather

from compare.build.judging import judging_hash
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import make_folder
from compare.files.manifest import read_manifest
from compare.indices.registry import as_declared
from compare.indices.stage import index_tables, remember
from compare.project import Project
from compare.tables.reading import read_tables
from compare.tables.results import RESULTS
from compare.tables.schema import Tables

_ENTRY = re.compile(r"index-\w+\.[0-9a-f]{32}\.feather")


def read_project(project: Project) -> Tables:
    """The tables of a project, whose index tables are taken from what a report has kept.

    Raises `InputError` as `compare.tables.reading.read_tables` does.
    """
    tables = read_tables(project.processed)
    remember(tables, partial(_kept_table, project, _hash_of_tables(project)))
    return tables


def keep_indices(project: Project, tables: Tables) -> None:
    """Compute what is not kept yet of tables just read, and keep it.

    One that fails is passed over: who writes or draws it says so.
    """
    found, digest = index_tables(tables), _full_hash(_hash_of_tables(project))
    make_folder(project.cache, project.root)
    for name in found:
        place = _place(project, name, digest)
        try:
            if load_entry(place) is None:
                store_entry(place, _as_bytes(found[name]))
        except Exception:  # one table must not stop the others
            continue
    for path in project.cache.glob("index-*"):
        if _ENTRY.fullmatch(path.name) and digest not in path.name and not path.is_symlink():
            path.unlink()


def _hash_of_tables(project: Project) -> str:
    """A hash over the tables that are there now; of tables that no build of ours wrote, over their content."""
    hashes = read_manifest(project.processed).files.get("build", {})
    own = repr(sorted(hashes.items())) if hashes else project.processed
    return digest_of(own, *(project.reports / f"{name}.csv" for name in RESULTS))


def _full_hash(of_tables: str) -> str:
    """A hash over all that index tables rest on: tables, code and vocabularies."""
    return digest_of(judging_hash(), of_tables)[:32]


def _place(project: Project, name: str, digest: str) -> Path:
    return project.cache / f"index-{name}.{digest}.feather"


def _kept_table(project: Project, of_tables: str, name: str) -> pd.DataFrame | None:
    data = load_entry(_place(project, name, _full_hash(of_tables)))
    return None if data is None else as_declared(name, feather.read_feather(io.BytesIO(data)))


def _as_bytes(table: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    feather.write_feather(arrow.Table.from_pandas(table, preserve_index=False), out)
    return out.getvalue()
