"""Rows of index tables by their keys, and the names of groups."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from compare.vocab.outlines import OUTSIDE, Frame

Row = Mapping[Hashable, Any]
"""One row of an index table."""


def records(data: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table by their keys."""
    return {tuple(row[key] for key in keys): row for row in data.to_dict("records")}


def row_label(groups: Frame, key: str, language: str) -> str:
    """Code and label of a group, such as A Government functions; no number for "not in the outline"."""
    label = next(group for group in groups.groups if group.key == key).label(language)
    return label if key == OUTSIDE else f"{key} {label}"
