"""Read the vocabularies in `compare/vocab/`: CSV files that hold terms, not code.

A contributor adds a term by adding a row; `examples` and `counter_examples` (separated by
｜) are run as tests. A project may bring rows of its own: files of the same names in its folder
`vocab/`. A row there replaces the package's row with the same first cell, where these cells tell
the package's rows apart, and else is added.
"""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from compare.errors import InputError
from compare.files.csv_rows import numbered_rows, rows_of_text
from compare.vocab.patterns import runs_away

SEPARATOR = "｜"
VARIABLE = "FAZHI_VOCAB"
"""The environment variable that holds a project's own folder of vocabularies, for all its processes."""
Row = dict[str, str]


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
    os.environ[VARIABLE] = wanted


@cache
def read_vocabulary(name: str) -> tuple[Row, ...]:
    """The rows of `vocab/<name>.csv` in file order, with a project's own; do not change them."""
    path = files("compare.vocab").joinpath(f"{name}.csv")
    rows = rows_of_text(path.read_text(encoding="utf-8"))
    folder = own_folder()
    own = folder / f"{name}.csv" if folder else None
    return tuple(_merged(rows, own) if own and own.is_file() else rows)


def vocabulary_files(name: str) -> list[Path]:
    """The files of a vocabulary that is no single table: the package's, and the project's own."""
    folder = own_folder()
    places = [Path(str(files("compare.vocab"))), *([folder] if folder else [])]
    return [place / name for place in places if (place / name).is_file()]


def _merged(rows: list[Row], own: Path) -> list[Row]:
    """The package's rows with a project's own, which are checked first."""
    added = numbered_rows(own)
    columns = list(rows[0])
    key, told_apart = columns[0], len({row[columns[0]] for row in rows}) == len(rows)
    for line, row in added:
        unknown = [column for column in row if column not in columns]
        if unknown:
            raise InputError(
                f"vocab/{own.name}: unknown column {unknown[0]!r}; the columns are {', '.join(columns)}."
            )
        if not row.get(key):
            raise InputError(f"vocab/{own.name}, line {line}: {key} is empty; fill it in.")
        if endless := next((column for column in row if runs_away(row[column])), ""):
            raise InputError(
                f"vocab/{own.name}, line {line}: {endless} repeats what repeats itself, which may take time"
                " without end; write it without + or * inside + or *."
            )
    full = [{column: row.get(column, "") for column in columns} for _, row in added]
    new = {row[key]: row for row in full} if told_apart else {}
    kept = [new.pop(row[key], row) for row in rows]
    return kept + (list(new.values()) if told_apart else full)


def values(cell: str) -> list[str]:
    """The values of a cell that holds several.

    >>> values("指导思想｜基本原则")
    ['指导思想', '基本原则']
    """
    return [value for value in cell.split(SEPARATOR) if value]
