"""Scaffolding of charts that are tables of cells: plans in columns, groups in rows."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.figures.style import Plan
from compare.vocab.outlines import OUTSIDE, Frame

Row = Mapping[Hashable, Any]
"""One row of an index table."""

MANY = 7
"""From this number of plans on, names stand upright and labels keep to one line."""


def records(data: pd.DataFrame, *keys: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table by their keys."""
    return {tuple(row[key] for key in keys): row for row in data.to_dict("records")}


def rectangle(row: int, column: int, face: object, gid: str, hatch: str = "") -> Rectangle:
    """A cell with a thin white rim."""
    patch = Rectangle((column - 0.5, row - 0.5), 1, 1, hatch=hatch, linewidth=0.8)
    patch.set_facecolor(face)  # type: ignore[arg-type]
    patch.set_edgecolor("white")
    patch.set_gid(gid)
    return patch


def frame_axes(axes: Axes, plans: list[Plan], rows: int, room: float = 0.0) -> None:
    """Limits, no ticks or spines, a line between the generations."""
    axes.set_xlim(-0.5, len(plans) - 0.5 + room)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    axes.spines[:].set_visible(False)
    for column in new_generation(plans):
        axes.axvline(column - 0.5, color="black", linewidth=1.2)


def new_generation(plans: list[Plan]) -> list[int]:
    """Positions of plans whose generation differs from that of the plan before."""
    return [place for place in range(1, len(plans)) if plans[place].generation != plans[place - 1].generation]


def plan_names(axes: Axes, plans: list[Plan], language: str, totals: "pd.Series[int]") -> None:
    """Plans above the columns: name, generation and number of provisions."""
    breaks = " " if len(plans) >= MANY else "\n"
    labels = [
        _break_label(plan.label(language), breaks) + f"{breaks}n = {totals[plan.doc_id]}" for plan in plans
    ]
    axes.set_xticks(range(len(plans)), labels)
    if len(plans) >= MANY:
        axes.tick_params(axis="x", rotation=90, labelsize=6.5)


def _break_label(label: str, breaks: str) -> str:
    """Kunqu (2015) on two lines, where there is room for lines."""
    return label.replace(" (", f"{breaks}(").replace("（", f"{breaks}（" if breaks == "\n" else "（")


def row_label(groups: Frame, key: str, language: str) -> str:
    """Code and label of a group, such as A Government functions; no number for "not in the outline"."""
    label = next(group for group in groups.groups if group.key == key).label(language)
    return label if key == OUTSIDE else f"{key} {label}"
