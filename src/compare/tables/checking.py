"""Whether a table is as declared: types and values, with the first bad row named."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from compare.errors import InputError
from compare.tables.column_checks import holds
from compare.tables.schema import declared


def make_table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """A checked table from rows; columns in declared order. Errors as of `check_table`."""
    return arrow_table(name, rows).to_pandas(types_mapper=_PANDAS.get, use_threads=False)


def arrow_table(name: str, rows: list[dict[str, Any]]) -> arrow.Table:
    """A checked table from rows as Arrow holds it, with the columns and types of `arrow_types`.

    Errors as of `check_table`.
    """
    return arrow_columns(
        name, {column: [row.get(column) for row in rows] for column in arrow_types(name).names}
    )


def arrow_columns(name: str, cells: dict[str, list[Any]]) -> arrow.Table:
    """The same from the cells of each column.

    Making a frame of pandas would take as long as writing the table.
    """
    kinds = arrow_types(name)
    try:
        table = arrow.table([_array(cells[kind.name], kind.type) for kind in kinds], schema=kinds)
    except _NOT_CONVERTED:
        table = None
    if table is not None and _as_declared(name, table.column):
        return table
    frame = check_table(name, pd.DataFrame(cells, columns=kinds.names))
    return arrow.Table.from_pandas(frame, schema=kinds, preserve_index=False)


def _array(values: list[Any], kind: arrow.DataType) -> arrow.Array:
    """Values that need no converting but of whole numbers; pandas knows how to convert others."""
    found = arrow.array(values, from_pandas=True)
    if found.type not in (kind, arrow.int64(), arrow.null()):
        raise TypeError(f"{found.type} is not {kind}")
    return found.cast(kind)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with declared types; an `InputError` names the column and the first bad row."""
    # Pandera takes longer over a few plans than their coding: it only says what is wrong.
    try:
        typed = frame.astype(types_of(name))
        right = list(typed) == arrow_types(name).names
        right = right and _as_declared(name, lambda column: arrow.Array.from_pandas(typed[column]))
    except (*_NOT_CONVERTED, KeyError):
        right = False
    return typed if right else _in_full(name, frame)


_NOT_CONVERTED = (TypeError, ValueError, OverflowError)
_REFUSED = (pa.errors.SchemaError, pa.errors.SchemaErrors)
_ARROW = {"Int64": arrow.int64(), "float64": arrow.float64()}
_PANDAS = {arrow.string(): pd.StringDtype(na_value=np.nan), arrow.int64(): pd.Int64Dtype()}


@cache
def types_of(name: str) -> dict[Any, Any]:
    """The declared types of a table's columns, as pandas calls them."""
    return {column: kind.type for column, kind in declared(name).dtypes.items()}


@cache
def arrow_types(name: str) -> arrow.Schema:
    """The declared types as Arrow calls them."""
    kinds = types_of(name).items()
    return arrow.schema([(column, _ARROW.get(str(kind), arrow.string())) for column, kind in kinds])


def _as_declared(name: str, values: Callable[[str], arrow.ChunkedArray]) -> bool:
    """Whether the values of every column are as declared; their types are."""
    return all(holds(column_is, values(column)) for column, column_is in declared(name).columns.items())


def _in_full(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame checked by the whole declaration, which knows the first bad row."""
    odd = list(set(frame.columns) ^ set(declared(name).columns))
    try:
        return declared(name).validate(frame)
    except _REFUSED as error:
        why = f"columns {sorted(odd)} are too many or missing" if odd else _first_failure(error)
        raise InputError(f"{name}.csv: {why}; rebuild with `fazhi build`.") from None


def _first_failure(error: Any) -> str:
    first = error.failure_cases.iloc[0]
    column = first.get("column") or error.schema.name
    if pd.isna(first["index"]):  # of the column as a whole, or of the table
        return f"column {first['failure_case'] or column!r} is not as declared ({first['check']})"
    return f"column {column!r} has {first['failure_case']!r} in row {first['index']}"
