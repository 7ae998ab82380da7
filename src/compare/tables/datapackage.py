"""`datapackage.json` (Frictionless) and the codebook of columns, from the declared tables."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from compare.files.markdown import table_lines
from compare.files.reading import sha256_of
from compare.tables.columns import NUMBER, WHOLE, Column, Table
from compare.tables.reading import table_names
from compare.tables.rows import table_path
from compare.tables.schema import FOREIGN_KEYS, SCHEMAS, declared
from compare.vocab.divisions import YEAR
from compare.vocab.reading import read_vocabulary

_TYPES = {WHOLE: "integer", NUMBER: "number"}
_FORMATS = {
    ".csv": {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    ".parquet": {"format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}


def describe(folder: Path, release: str) -> dict[str, Any]:
    """The descriptor of the tables that stand in `folder`; their licence is for whoever made them to state."""
    return {
        "name": "fazhi-compare",
        "title": "Plans for building a law-based government, compared",
        "version": release,
        "sources": [{"title": f"Division codes: 国家地名信息库, as of the end of {YEAR}"}],
        "division_table_year": YEAR,
        "resources": [_resource(declared(name), folder) for name in table_names(folder)],
    }


def write_datapackage(folder: Path, release: str) -> None:
    """Write `folder/datapackage.json` beside the tables it describes."""
    text = json.dumps(describe(folder, release), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(schema: Table, folder: Path) -> dict[str, Any]:
    name = schema.name
    path = table_path(name, folder)
    keys = [
        {"fields": [column], "reference": {"resource": table, "fields": [column]}}
        for column, table in FOREIGN_KEYS.get(name, {}).items()
    ]
    fields = [_field(column, declared) for column, declared in schema.columns.items()]
    content = {"fields": fields, "primaryKey": [next(iter(schema.columns))], "missingValues": [""]}
    return {
        "name": name,
        "path": path.name,
        "description": schema.description,
        **_FORMATS[path.suffix],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": content | ({"foreignKeys": keys} if keys else {}),
    }


def _field(name: str, column: Column) -> dict[str, Any]:
    """One column; an enumeration or pattern comes from the same declaration that is checked."""
    field: dict[str, Any] = {"name": name, "type": _TYPES.get(column.dtype, "string")}
    field["description"] = column.description
    constraints: dict[str, Any] = {} if column.nullable or field["type"] == "string" else {"required": True}
    if column.unique:
        constraints["unique"] = True
    if column.values and "" not in column.values:
        constraints["enum"] = list(column.values)
    return field | ({"constraints": constraints} if constraints else {})


def codebook_of_columns(language: str = "en") -> str:
    """All tables and columns as Markdown, in `en` or `zh`."""
    title, origin, head = _CODEBOOK[language]
    parts = [title, "", origin, "", _FOR_PROGRAMS[language]]
    for schema in (*SCHEMAS.values(), declared("codes_SCHEME")):
        about = described(schema.description, language)
        parts += ["", f"## {schema.name}.csv", "", about, ""]
        cells = [
            (f"`{name}`", described(column.description, language)) for name, column in schema.columns.items()
        ]
        parts += table_lines(head, cells)
    return "\n".join(parts) + "\n"


_FOR_PROGRAMS = {
    "en": "These files (UTF-8 without a byte order mark) are for programs: every value reads back as it was written, so a text that begins with"
    " = + - @ stands here as in the plan, and a spreadsheet program would take it for a formula. To open a table"
    " in Excel or WPS, write it with `fazhi export NAME`: in its .xlsx texts stay texts, and its .csv has the mark by"
    " which Excel on a Chinese Windows knows UTF-8.",
    "zh": "这些文件（UTF-8，不带字节顺序标记）供程序读取：每个值读回来与写入时相同，因此以 = + - @ 开头的文字照原样写在这里，电子表格软件会把它当作公式。"
    "要在 Excel 或 WPS 中打开某张表，请用 `fazhi export 表名` 写出：其 .xlsx 中文字仍是文字，其 .csv 带有标记，中文 Windows 上的 Excel 据以识别 UTF-8。",
}
_CODEBOOK = {
    "en": (
        "# Columns",
        "Made from the declaration in `src/compare/tables/schema.py`.",
        ("column", "meaning"),
    ),
    "zh": ("# 各列说明", "由 `src/compare/tables/schema.py` 中的声明生成。", ("列", "含义")),
}


def described(english: str, language: str) -> str:
    """A description in the language; one without words that need it, such as <doc_id>-m001, is the same."""
    return _chinese().get(english, english) if language == "zh" else english


@cache
def _chinese() -> dict[str, str]:
    return {row["english"]: row["chinese"] for row in read_vocabulary("column_descriptions")}
