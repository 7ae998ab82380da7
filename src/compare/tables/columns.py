"""How columns and tables are declared: what may stand in a column, and what it means.

`compare.tables.column_checks` asks Arrow whether a table is as declared. Only where one is not, pandera, which
takes longer to load than many a command to run, is given the same declaration and says what is wrong.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

TOPIC = r"^([^\W_][\w.-]{0,23})?$"
"""A code of the taxonomy in use (`compare.vocab.taxonomy.CODE`), or none."""
DATE = r"^(\d{4}|XXXX)-\d{2}-\d{2}$|^$"
DURATION = r"^P(\d+(\.\d+)?[YMWD])?(T\d+(\.\d+)?[HM])?$|^$"

TEXT, WHOLE, NUMBER = "str", "Int64", "float64"
"""The kinds of columns: text, which may be empty; whole numbers, which may be missing; numbers."""
TYPES: dict[str, Any] = {
    TEXT: pd.StringDtype(na_value=np.nan),
    WHOLE: pd.Int64Dtype(),
    NUMBER: np.dtype(float),
}
"""What pandas calls them."""


@dataclass(frozen=True)
class Column:
    """What may stand in a column: of one of `TYPES`, as the pattern says, among the values, from `least` to `most`.

    `nullable` columns may have cells that are missing, `unique` ones no value twice; one that is not `required`
    may be missing itself.
    """

    dtype: str
    description: str
    pattern: str = ""
    values: tuple[Any, ...] = ()
    least: float | None = None
    most: float | None = None
    nullable: bool = False
    unique: bool = False
    required: bool = True


@dataclass(frozen=True)
class Table:
    """A table with these columns in this order, and no others if it is `strict`."""

    name: str
    description: str
    columns: dict[str, Column]
    strict: bool = True

    @cached_property
    def types(self) -> dict[Any, Any]:
        """The types of the columns, as pandas calls them."""
        return {name: TYPES[column.dtype] for name, column in self.columns.items()}

    def validate(self, frame: pd.DataFrame, lazy: bool = False) -> pd.DataFrame:
        """The frame with declared types, checked by pandera: what its `DataFrameSchema.validate` gives and raises."""
        import pandera.pandas as pa

        columns = {
            name: pa.Column(
                self.types[name],
                _checks(column),
                nullable=column.nullable,
                unique=column.unique,
                coerce=True,
                required=column.required,
            )
            for name, column in self.columns.items()
        }
        schema = pa.DataFrameSchema(columns, name=self.name, strict=self.strict, ordered=self.strict)
        return schema.validate(frame, lazy=lazy)


def _checks(column: Column) -> list[Any]:
    """What pandera is to check in a column."""
    import pandera.pandas as pa

    checks = [pa.Check.str_matches(column.pattern)] if column.pattern else []
    checks += [pa.Check.isin(column.values)] if column.values else []
    checks += [pa.Check.ge(column.least)] if column.least is not None else []
    return checks + ([pa.Check.le(column.most)] if column.most is not None else [])


def text(description: str, pattern: str = "", values: tuple[str, ...] = (), unique: bool = False) -> Column:
    """A column of text, which may be empty."""
    return Column(TEXT, description, pattern, values, unique=unique)


def whole(description: str, values: tuple[int, ...] = (), missing: bool = False) -> Column:
    """A column of whole numbers from 0, or of these."""
    return Column(WHOLE, description, values=values, least=None if values else 0, nullable=missing)


def number(description: str, largest: float | None = None, missing: bool = False) -> Column:
    """A column of numbers, from 0 to the largest where there is one."""
    least = None if largest is None else 0
    return Column(NUMBER, description, least=least, most=largest, nullable=missing)


def optional(description: str, values: tuple[str, ...] = ()) -> Column:
    """A column that tables of an earlier release may lack."""
    return Column(TEXT, description, values=values, required=False)


def table(name: str, description: str, columns: dict[str, Column]) -> Table:
    """A table with these columns and no others, in this order."""
    return Table(name, description, columns)
