"""Single rows of tables as text, for a command that prints a few: nothing is loaded that reckons."""

from pathlib import Path

from compare.errors import InputError
from compare.files.csv_rows import rows_of_csv


def table_path(name: str, folder: Path) -> Path:
    """The file of a table: CSV, or Parquet where there are very many plans."""
    for path in (folder / f"{name}.csv", folder / f"{name}.parquet"):
        if path.is_file():
            return path
    raise InputError(f"{name}.csv: not in {folder.name}/; run `fazhi build` first.")


def rows_with(name: str, folder: Path, column: str, value: str) -> list[dict[str, str]]:
    """The rows of a table whose cell in `column` is `value`, as text: a missing cell is empty."""
    path = table_path(name, folder)
    if path.suffix == ".csv":
        return [row for row in rows_of_csv(path) if row[column] == value]
    from pyarrow import parquet  # only projects of very many plans have such files

    found = parquet.read_table(path, filters=[(column, "==", value)]).to_pylist()
    return [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in found]
