"""Tables of scores in Markdown."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from compare.files.markdown import as_markdown, table_lines

Names = Mapping[str, str]
Columns = Mapping[str, str]


def markdown_table(frame: pd.DataFrame, columns: Columns, names: Names | None = None) -> list[str]:
    """A Markdown table; `interval` stands for low and high, empty cells for what is missing."""
    rows = [row | _shown(row, names or {}) for row in frame.to_dict("records")]
    return table_lines(columns.values(), ([_cell(row[name]) for name in columns] for row in rows))


def _shown(row: Mapping[Any, Any], names: Names) -> dict[Any, Any]:
    return {"interval": _interval(row), "doc_id": names.get(row.get("doc_id", ""), row.get("doc_id"))}


def _interval(row: Mapping[Any, Any]) -> str:
    low, high = row.get("low", float("nan")), row.get("high", float("nan"))
    return "" if pd.isna(low) else f"{low:.2f} to {high:.2f}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}"
    return as_markdown(value)
