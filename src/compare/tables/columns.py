"""How columns and tables are declared: what may stand in a column, and what it means."""

import pandera.pandas as pa

TOPIC = r"^([^\W_][\w.-]{0,23})?$"
"""A code of the taxonomy in use (`compare.vocab.taxonomy.CODE`), or none."""
DATE = r"^(\d{4}|XXXX)-\d{2}-\d{2}$|^$"
DURATION = r"^P(\d+(\.\d+)?[YMWD])?(T\d+(\.\d+)?[HM])?$|^$"


def text(
    description: str, pattern: str = "", values: tuple[str, ...] = (), unique: bool = False
) -> pa.Column:
    """A column of text, which may be empty."""
    checks = [pa.Check.str_matches(pattern)] if pattern else []
    checks += [pa.Check.isin(values)] if values else []
    return pa.Column(str, checks, description=description, unique=unique, coerce=True)


def whole(description: str, values: tuple[int, ...] = (), missing: bool = False) -> pa.Column:
    """A column of whole numbers from 0, or of these."""
    checks = [pa.Check.isin(values)] if values else [pa.Check.ge(0)]
    return pa.Column("Int64", checks, nullable=missing, description=description, coerce=True)


def number(description: str, largest: float | None = None, missing: bool = False) -> pa.Column:
    """A column of numbers, from 0 to the largest where there is one."""
    checks = [pa.Check.ge(0), pa.Check.le(largest)] if largest is not None else []
    return pa.Column(float, checks, nullable=missing, description=description, coerce=True)


def optional(description: str, values: tuple[str, ...] = ()) -> pa.Column:
    """A column that tables of an earlier release may lack."""
    checks = [pa.Check.isin(values)] if values else []
    return pa.Column(str, checks, description=description, coerce=True, required=False)


def table(name: str, description: str, columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    """A table with these columns and no others, in this order."""
    return pa.DataFrameSchema(columns, name=name, description=description, strict=True, ordered=True)
