"""Names of columns and values for people: what a column means, and the words a paper prints.

CSV and XLSX keep the names of the data model, so that programs can rely on them; Word, LaTeX
and HTML show labels in Chinese or English. The words are in `vocab/column_labels.csv` and
`vocab/value_labels.csv`; a column without a row there shows its own name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

import pandas as pd

from compare.coding.schemes import NONE, known_codes
from compare.figures import overview, reliability, versions
from compare.figures.rates import choice_name
from compare.figures.style import plans
from compare.figures.words import say, value_labels
from compare.indices.comparable import measure_label
from compare.indices.specifications import DIMENSIONS
from compare.tables.datapackage import described
from compare.tables.schema import SCHEMAS, Tables
from compare.vocab.national import national_requirements
from compare.vocab.outlines import OUTSIDE, frame
from compare.vocab.reading import read_vocabulary, values
from compare.vocab.taxonomy import taxonomy

MISSING = "–"
"""Stands where a table has nothing: not stated, or nothing to compute."""
PLAN_COLUMNS = ("doc_id", "other_id", "doc_a", "doc_b", "other", "stricter", "earlier")
"""Columns that name a plan."""
_CODE_COLUMNS = ("topic", "topic2", "domain", "true", "predicted", "predicted_domain")


@cache
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    """Labels by table and column; an empty table name holds for every table."""
    found = {}
    for row in read_vocabulary("column_labels"):
        for table in values(row["tables"]) or [""]:
            found[(table, row["column"])] = row
    return found


def _row(table: str, column: str) -> dict[str, str]:
    return _rows().get((table, column)) or _rows().get(("", column)) or {}


def is_labelled(table: str, column: str) -> bool:
    """Whether the vocabulary knows the column."""
    return bool(_row(table, column))


def column_label(table: str, column: str, language: str) -> str:
    """The label of a column in `zh` or `en`.

    >>> column_label("provisions", "obligation", "zh")
    '义务强度'
    """
    return _row(table, column).get(f"label_{language}") or column


def column_heads(table: str, columns: Iterable[object], languages: Sequence[str]) -> list[str]:
    r"""The labels of columns in some languages, one under the other where they differ.

    >>> column_heads("provisions", ["obligation", "n"], ["zh", "en"])
    ['义务强度\nobligation', '条款数\nn']
    """
    labels = ([column_label(table, str(column), language) for language in languages] for column in columns)
    return ["\n".join(dict.fromkeys(each)) for each in labels]


def column_meaning(table: str, column: str, language: str = "en") -> str:
    """What a column holds: from the declaration of the table, else from the vocabulary (in English)."""
    if table in SCHEMAS and column in SCHEMAS[table].columns:
        return described(str(SCHEMAS[table].columns[column].description), language)
    return _row(table, column).get("meaning") or column_label(table, column, language)


def for_paper(table: str, data: pd.DataFrame, tables: Tables, language: str) -> pd.DataFrame:
    """The data as a paper prints it: labels for columns, plans, codes and fixed values.

    Plans show the national outline of their time; missing values show as a dash.
    """
    shown = pd.DataFrame(
        {name: data[name].map(_namer(name, tables, language)) for name in data.columns}, index=data.index
    )
    for name, names in _named_together(table, data, language):
        shown[name] = names
    return shown.set_axis([column_label(table, str(name), language) for name in data.columns], axis=1)


def _named_together(table: str, data: pd.DataFrame, language: str) -> Iterator[tuple[str, list[object]]]:
    """Columns whose names hang on the table, or on another of its columns."""
    columns = set(data.columns)
    for column, keys, of, name in _TOGETHER:
        if columns.issuperset(keys) and (not of or table in of):
            rows = zip(*(data[key].astype(str) for key in keys), strict=True)
            yield column, [name(*row, language) if row[-1] else "" for row in rows]
    if "scheme" in columns:
        for column in {"code", "parent", "code_a", "code_b"} & columns:
            yield column, _scheme_codes(data["scheme"], data[column], language)


def value_names(table: str, column: str, data: pd.DataFrame, language: str) -> dict[str, str]:
    """What the values of a column are called whose names hang on the table; one of several names has them all.

    >>> value_names("versions", "state", pd.DataFrame({"what": ["topics"], "state": ["came"]}), "zh")
    {'came': '新出现'}
    """
    found: dict[str, dict[str, None]] = {}
    for named, keys, of, name in _TOGETHER:
        if named == column and table in of and set(keys) <= set(data.columns):
            for row in data[list(keys)].astype(str).drop_duplicates().itertuples(index=False):
                found.setdefault(row[-1], {})[name(*row, language) if row[-1] else ""] = None
    return {value: " / ".join(names) for value, names in found.items() if value}


def value_name(column: str, value: str, language: str) -> str:
    """What a value is called, as far as that hangs on no plan and no table; itself where nothing lists it.

    >>> value_name("measure", "date", "zh"), value_name("domain", "all", "zh"), value_name("level", "x", "zh")
    ('日期', '全部', 'x')
    """
    return str(_namer(column, {}, language)(value))


def _namer(column: str, tables: Tables, language: str) -> Callable[[object], object]:
    """The function that turns a value of this column into what is printed."""
    known = value_labels(column, language)
    if column in PLAN_COLUMNS:
        named = {plan.doc_id: plan.label(language) for plan in plans(tables["documents"])}
        known = {**known, **named}
    elif column in _CODE_COLUMNS:
        codes = {code.code: f"{code.code} {code.label(language)}" for code in taxonomy().values()}
        known = {**known, **codes}
    elif column == "indicator_id":
        rows = tables["indicators"]
        known = dict(zip(rows["indicator_id"], rows[f"label_{language}"], strict=True))
    elif column == "requirement_id":
        known = {one.requirement_id: one.wording(language) for one in national_requirements()}
    elif column == "coders":
        return lambda value: say("", "and", language).join(str(value).split(" and "))
    elif column == "measure":
        return lambda value: known.get(str(value)) or _unit(value, language)
    return lambda value: known.get(str(value)) or _number(value)


def _unit(value: object, language: str) -> object:
    """A unit in which numbers are compared, in words; a dash for none."""
    return measure_label(value, language) if isinstance(value, str) and value else _number(value)


def _number(value: object) -> object:
    """Fractions with three digits; a dash for nothing."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return MISSING
    return f"{value:.3f}" if isinstance(value, float) and not value.is_integer() else value


def _group_label(name: str, key: str, language: str) -> str:
    """A part of an outline, or a topic or domain, with its code."""
    label = next((group.label(language) for group in frame(name).groups if group.key == key), key)
    return label if key == OUTSIDE else f"{key} {label}"


def _scheme_codes(schemes: pd.Series, codes: pd.Series, language: str) -> list[object]:
    """Codes of further schemes with their labels."""
    known = {name: known_codes(str(name), ()) for name in schemes.unique()}
    plain = _namer("code", {}, language)
    return [
        f"{code} {known[name][code].label(language)}" if code in known[name] and code != NONE else plain(code)
        for name, code in zip(schemes, codes, strict=True)
    ]


def describe(table: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """What the columns of a project's table hold: one row each, with name, label and meaning.

    Columns: column, label and meaning (in `zh` or `en`), filled (rows that have a value), rows. The table is
    known by its first column; a table of another make gets the labels that all tables share.

    >>> describe(pd.DataFrame({"target_id": ["x-q001"], "unit": ["%"]}), "zh")["label"].tolist()
    ['指标编号', '单位']
    >>> describe(pd.DataFrame({"target_id": [], "provision_id": []}), "zh")["meaning"].tolist()
    ['<doc_id>-q001', '条款，同 provisions.csv']
    """
    first = str(table.columns[0]) if len(table.columns) else ""
    name = next((name for name, schema in SCHEMAS.items() if next(iter(schema.columns)) == first), "")
    empty = table.isna() | (table.astype(object) == "")
    rows = [
        {"column": str(column), "label": column_label(name, column, language), "meaning": column_meaning(name, column, language),
         "filled": int((~empty[column]).sum()), "rows": len(table)}
        for column in table.columns
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["column", "label", "meaning", "filled", "rows"])


_TOGETHER: tuple[tuple[str, tuple[str, ...], tuple[str, ...], Callable[..., str]], ...] = (
    ("group", ("frame", "group"), (), _group_label),
    ("choice", ("dimension", "choice"), ("specification_curve", "specification_choices"), choice_name),
    *((name, (name,), ("specification_curve",), partial(choice_name, name)) for name in DIMENSIONS),
    ("part", ("part",), ("overview",), overview.row_name),
    ("row", ("row",), ("overview",), overview.row_name),
    ("row", ("row",), ("reliability_accuracy", "topic_accuracy"), reliability.row_name),
    ("what", ("what",), ("versions", "version_counts"), versions.kind_name),
    ("state", ("what", "state"), ("versions", "version_counts"), versions.state_name),
    ("state", ("state",), ("version_clauses",), partial(versions.state_name, "clauses")),
    ("force", ("force",), ("version_clauses",), partial(versions.state_name, "force")),
)
"""A column, the columns that tell what its values are called, the tables of which this holds (of all), and how."""
