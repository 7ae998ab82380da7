"""Whether a table is as declared: types and values, with the first bad row named."""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as arrow

from compare.errors import InputError
from compare.tables.column_checks import holds
from compare.tables.columns import NUMBER, TEXT, WHOLE, Table
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


def arrow_columns(name: str, cells: dict[str, Any]) -> arrow.Table:
    """The same from the cells of each column: a list, or an array of NumPy's or Arrow's.

    Making a frame of pandas would take as long as writing the table.
    """
    kinds = arrow_types(name)
    try:
        table = arrow.table([_array(cells[kind.name], kind.type) for kind in kinds], schema=kinds)
    except _NOT_CONVERTED:
        table = None
    if table is not None and _as_declared(declared(name), table.column):
        return table
    frame = check_table(name, pd.DataFrame({kind: list(cells[kind]) for kind in kinds.names}))
    return arrow.Table.from_pandas(frame, schema=kinds, preserve_index=False)


def _array(values: Any, kind: arrow.DataType) -> arrow.Array:
    """Values that need no converting but of whole numbers; pandas knows how to convert others."""
    found = values if isinstance(values, arrow.Array) else arrow.array(values, from_pandas=True)
    if found.type not in (kind, arrow.int64(), arrow.null()):
        raise TypeError(f"{found.type} is not {kind}")
    return found.cast(kind)


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with declared types; an `InputError` names the column and the first bad row."""
    typed = typed_if_right(declared(name), frame)
    return _in_full(name, frame) if typed is None else typed


def typed_if_right(declaration: Table, frame: pd.DataFrame) -> pd.DataFrame | None:
    """The frame with declared types; nothing where it is not as declared, which pandera explains."""
    try:
        typed = frame.astype(declaration.types)
    except (*_NOT_CONVERTED, KeyError):
        return None
    ordered = not declaration.strict or list(typed) == list(declaration.columns)
    right = ordered and _as_declared(declaration, lambda column: arrow.Array.from_pandas(typed[column]))
    return typed if right else None


_NOT_CONVERTED = (TypeError, ValueError, OverflowError)
_ARROW = {TEXT: arrow.string(), WHOLE: arrow.int64(), NUMBER: arrow.float64()}
_PANDAS = {arrow.string(): pd.StringDtype(na_value=np.nan), arrow.int64(): pd.Int64Dtype()}


@cache
def arrow_types(name: str) -> arrow.Schema:
    """The declared types as Arrow calls them."""
    return arrow.schema([(column, _ARROW[own.dtype]) for column, own in declared(name).columns.items()])


def _as_declared(declaration: Table, values: Callable[[str], arrow.ChunkedArray]) -> bool:
    """Whether the values of every column are as declared; their types are."""
    return all(holds(column, values(name)) for name, column in declaration.columns.items())


def _in_full(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame checked by the whole declaration, which knows the first bad row."""
    from pandera.errors import SchemaError, SchemaErrors  # takes long to load

    odd = list(set(frame.columns) ^ set(declared(name).columns))
    try:
        return declared(name).validate(frame)
    except (SchemaError, SchemaErrors) as error:
        why = f"columns {sorted(odd)} are too many or missing" if odd else _first_failure(error)
        raise InputError(f"{name}.csv: {why}; rebuild with `fazhi build`.") from None


def _first_failure(error: Any) -> str:
    first = error.failure_cases.iloc[0]
    column = first.get("column") or error.schema.name
    if pd.isna(first["index"]):  # of the column as a whole, or of the table
        return f"column {first['failure_case'] or column!r} is not as declared ({first['check']})"
    return f"column {column!r} has {first['failure_case']!r} in row {first['index']}"
