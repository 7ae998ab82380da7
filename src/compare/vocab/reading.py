"""Read the vocabularies in `compare/vocab/`: CSV files that hold terms, not code.

A contributor adds a term by adding a row; `examples` and `counter_examples` (separated by
｜) are run as tests. A project may bring rows of its own: files of the same names in its folder
`vocab/`. A row there replaces the package's row with the same cells in the columns that tell rows
apart (`compare.vocab.columns`), and else is added.
"""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from compare.errors import InputError, instead
from compare.vocab.columns import COLUMNS, SEPARATOR, Row, columns_of, package_rows, values
from compare.vocab.own_rows import TAXONOMY, own_rows

__all__ = [
    "SEPARATOR",
    "VARIABLE",
    "Row",
    "own_folder",
    "read_vocabulary",
    "use_vocabulary",
    "values",
    "vocabulary_files",
]

VARIABLE = "FAZHI_VOCAB"
"""The environment variable that holds a project's own folder of vocabularies, for all its processes."""


def own_folder() -> Path | None:
    """The project's own folder of vocabularies, if it has one."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def use_vocabulary(folder: Path | None) -> None:
    """Read vocabularies with the rows in `folder` from now on (None: the package's only).

    Terms are compiled when they are first used, so this comes before all else; an `InputError`
    where vocabularies were read already, with other rows.
    """
    wanted = str(folder.resolve()) if folder else ""
    if wanted == os.environ.get(VARIABLE, ""):
        return
    if read_vocabulary.cache_info().currsize:
        raise InputError("vocab/: other vocabularies are in use in this session; begin a new one.")
    for path in sorted(folder.glob("*.csv")) if folder else ():
        _check(path)
    os.environ[VARIABLE] = wanted


@cache
def read_vocabulary(name: str) -> tuple[Row, ...]:
    """The rows of `vocab/<name>.csv` in file order, with a project's own; do not change them."""
    rows = package_rows(name)
    folder = own_folder()
    own = folder / f"{name}.csv" if folder else None
    return tuple(_merged(rows, own) if own and own.is_file() else rows)


def _check(own: Path) -> None:
    """An `InputError` for a file that is no vocabulary, or for a bad row, before any work begins."""
    names = [path.name for path in Path(str(files("compare.vocab"))).glob("*.csv") if path.stem != COLUMNS]
    if own.name not in names:
        raise InputError(f"vocab/{own.name}: no vocabulary of this name;{instead(own.name, sorted(names))}")
    if own.stem != TAXONOMY:  # which may take the place of ours, and has rules of its own
        own_rows(package_rows(own.stem), own)


def vocabulary_files(name: str) -> list[Path]:
    """The files of a vocabulary that is no single table: the package's, and the project's own."""
    folder = own_folder()
    places = [Path(str(files("compare.vocab"))), *([folder] if folder else [])]
    return [place / name for place in places if (place / name).is_file()]


def _merged(rows: list[Row], own: Path) -> list[Row]:
    """The package's rows with a project's own, which are checked first."""
    full, keys = own_rows(rows, own), [name for name, column in columns_of(own.stem).items() if column.key]
    new = {tuple(row[key] for key in keys): row for row in full}
    kept = [new.pop(tuple(row[key] for key in keys), row) for row in rows]
    return kept + list(new.values())
