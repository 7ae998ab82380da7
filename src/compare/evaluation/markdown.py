"""Tables of scores in Markdown."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from compare.files.markdown import as_markdown

Names = Mapping[str, str]
Columns = Mapping[str, str]


def markdown_table(frame: pd.DataFrame, columns: Columns, names: Names | None = None) -> list[str]:
    """A Markdown table; `interval` stands for low and high, empty cells for what is missing."""
    lines = [f"| {' | '.join(columns.values())} |", "|" + "---|" * len(columns)]
    for row in frame.to_dict("records"):
        row |= {
            "interval": _interval(row),
            "doc_id": (names or {}).get(row.get("doc_id", ""), row.get("doc_id")),
        }
        lines.append(f"| {' | '.join(_cell(row[name]) for name in columns)} |")
    return lines


def _interval(row: Mapping[Any, Any]) -> str:
    low, high = row.get("low", float("nan")), row.get("high", float("nan"))
    return "" if pd.isna(low) else f"{low:.2f} to {high:.2f}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.2f}"
    return as_markdown(value)
