"""Estimates with intervals: a row for each plan, a panel for each thing that is estimated.

Panels stand side by side, or one under another where the figure is narrow. Each shows its own
stretch of the scale; the counts behind an estimate stand beside it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from compare.figures.parts.page import does_not_fit, is_narrow, leave, room
from compare.figures.parts.shown import Shown, keep_shown
from compare.figures.parts.text import LINE, SMALL, height, width, wrapped
from compare.figures.style import GREY, PALE, Plan, present_bases
from compare.figures.words import say
from compare.vocab.percents import percent

_ROW = 13.0
_PAD = 4.0
_AXIS = 16.0
_LEAST = 52.0
_NAME_PART = 0.34
_BELOW = 0.3  # of a row
_CORRECTED = ("corrected", "corrected_low", "corrected_high")


@dataclass(frozen=True)
class Line:
    """One row: its key in the data, its name, how it is marked, and what the mark's shape means."""

    key: str
    name: str
    colour: str
    marker: str
    meaning: str = ""


def plan_rows(plans: Sequence[Plan], language: str) -> list[Line]:
    """A row for each plan; its mark has the shape of the outline that it follows."""
    several = len(present_bases(plans)) > 1
    return [
        Line(
            plan.doc_id, plan.label(language), plan.colour, plan.marker,
            say("", f"basis_{plan.basis}", language) if several else "",
        )
        for plan in plans
    ]  # fmt: skip


_SIGNS = {"o": "●", "^": "▲", "s": "■"}


def _with_shapes(axis: str, rows: Sequence[Line]) -> str:
    """The words of the axis, and what the shapes of marks mean where there are several; each keeps to a line."""
    meant = {row.marker: row.meaning.replace(" ", "\u00a0") for row in rows if row.meaning}
    return "  ".join([axis, *(f"{_SIGNS[marker]} {meaning}" for marker, meaning in meant.items())])


@dataclass(frozen=True)
class Panels:
    """The panels by their keys, how numbers are written on the axis, and what silence is called.

    `ends` are the least and the greatest value of all panels, where they are to share one scale; panels
    that are `shared` have one for themselves. `numbers` are ways to write numbers of single panels.
    """

    names: Mapping[str, str]
    number: Callable[[float], str]
    missing: str
    ends: tuple[float, float] | None = None
    zero: bool = False
    marks: Sequence[float] = ()
    shared: Collection[str] = ()
    numbers: Mapping[str, Callable[[float], str]] = field(default_factory=dict)


def draw_estimates(axes: Axes, data: pd.DataFrame, rows: Sequence[Line], panels: Panels, axis: str) -> Axes:
    """Dots with intervals of `data` (columns category, key, value, low, high, text).

    `category` names the panel, `key` the row, `text` stands beside the estimate. An estimate that is
    missing is written as silence; one without a row in `data` is left out. Columns corrected,
    corrected_low and corrected_high, where they are there, are drawn below it.
    """
    axes.set_axis_off()
    cells = {(row["category"], row["key"]): row for row in data.to_dict("records")}
    _keep(axes, cells, rows, panels)
    names = list(panels.names)
    named = [wrapped(row.name, room(axes)[0] * _NAME_PART, most=2) for row in rows]
    label = max(map(width, named), default=0.0) + 2 * _PAD
    texts = [str(row["text"]) for (name, _), row in cells.items() if name in panels.names]
    counts = max(map(width, texts), default=0.0) + 3 * _PAD
    across, wide = _columns(axes, label, counts, len(names))
    down = -(-len(names) // across)
    heads = {name: wrapped(text, wide - 2 * _PAD, most=2) for name, text in panels.names.items()}
    head = max((height(text) for text in heads.values()), default=0.0) + _PAD
    tall = head + _row(named) * max(len(rows), 1) + _AXIS
    words = wrapped(_with_shapes(axis, rows), room(axes)[0] - 2 * _PAD, most=5)
    _, high = leave(axes, bottom=height(words) + _PAD, tall=tall * down)
    total = room(axes)[0]
    for place, name in enumerate(names):
        column, line = place % across, place // across
        box = (
            (label + column * wide) / total,
            (high - (line + 1) * tall + _AXIS) / high,
            (wide - counts) / total,
            (tall - head - _AXIS) / high,
        )
        panel = axes.inset_axes(box)
        _draw_panel(panel, name, cells, rows, panels, [] if column else named)
        panel.set_title(heads[name], fontsize=SMALL, loc="left", pad=_PAD, linespacing=LINE)
    _write_below(axes, words)
    return axes


def _write_below(axes: Axes, words: str) -> None:
    axes.annotate(
        words, (0, 0), (0, -_PAD), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL,
        va="top", color=GREY, linespacing=LINE, annotation_clip=False, gid="axis",
    )  # fmt: skip


def _columns(axes: Axes, label: float, counts: float, panels: int) -> tuple[int, float]:
    """How many panels stand beside each other, and the width of one with its counts, in points."""
    space = room(axes)[0] - label
    across = 1 if is_narrow(axes) else _across(space, counts, panels)
    if space / across - counts < _LEAST * 0.6:
        raise does_not_fit(axes)
    return across, space / across


def _keep(
    axes: Axes,
    cells: Mapping[tuple[str, str], Mapping[str, object]],
    rows: Sequence[Line],
    panels: Panels,
) -> None:
    """Keep the estimates with their intervals, a row for each panel, for a table in print."""
    texts = {place: _estimate_text(row, panels) for place, row in cells.items() if place[0] in panels.names}
    keep_shown(axes, Shown(panels.names, {row.key: row.name for row in rows}, texts))


def _estimate_text(row: Mapping[str, Any], panels: Panels) -> str:
    """An estimate with its interval and what stands beside it; silence where there is none."""
    if pd.isna(row["value"]):
        return panels.missing
    number = panels.numbers.get(str(row["category"]), panels.number)
    value, beside = _number_text(row["value"], number), str(row["text"])
    if _NUMBER.fullmatch(beside):  # it is the value, with as many digits as it should have
        value, beside = beside, ""
    ends = [_number_text(row[name], number) for name in ("low", "high") if pd.notna(row[name])]
    interval = f"[{', '.join(ends)}]" if ends else ""
    return " ".join(part for part in (value, interval, beside.removeprefix(value).strip()) if part)


_NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?%?")


def _number_text(value: float, number: Callable[[float], str]) -> str:
    """A number as text; the axis may write percents with more digits than anybody reads."""
    text = number(value)
    return percent(value) if text.endswith("%") else text


def _row(names: Sequence[str]) -> float:
    """The height of a row: a name that is too wide for its part of the figure has two lines."""
    return max([_ROW, *(height(name) + 2 for name in names if "\n" in name)])


def _across(free: float, counts: float, number: int) -> int:
    """How many panels stand side by side: as many as have room, in even lines."""
    most = max(int(free // (_LEAST + counts)), 1)
    lines = -(-number // most)
    return -(-number // lines)


def _draw_panel(
    panel: Axes, name: str, cells: Mapping[tuple[str, str], Mapping[str, object]], rows: Sequence[Line],
    panels: Panels, names: Sequence[str],
) -> None:  # fmt: skip
    own = [cells.get((name, row.key)) for row in rows]
    together = panels.shared if name in panels.shared else (name,)
    low, high = panels.ends or _ends([row for key, row in cells.items() if key[0] in together], panels.zero)
    number = panels.numbers.get(name, panels.number)
    panel.set_xlim(low, high)
    panel.set_ylim(len(rows) - 0.5, -0.5)
    panel.spines["left"].set_visible(False)
    panel.xaxis.set_major_locator(MaxNLocator(3, steps=[1, 2, 2.5, 5, 10]))
    panel.xaxis.set_major_formatter(lambda value, _: number(value))
    panel.tick_params(axis="x", labelsize=SMALL, pad=1.5)
    panel.set_yticks(range(len(names)), names, fontsize=SMALL)
    for label in panel.get_yticklabels() if _row(names) > _ROW else ():
        label.set_linespacing(LINE)
    panel.tick_params(axis="y", length=0, pad=_PAD + 1)
    panel.grid(axis="x")
    for mark in panels.marks:
        if low <= mark <= high:
            panel.axvline(mark, color=GREY, linewidth=0.7, linestyle=":", zorder=1)
    for place, (row, cell) in enumerate(zip(rows, own, strict=True)):
        if place % 2:
            panel.axhspan(place - 0.5, place + 0.5, color=PALE, linewidth=0, zorder=0)
        if cell:
            _estimate(panel, place, row, cell, panels.missing)


def _estimate(panel: Axes, place: int, row: Line, cell: Mapping[str, object], missing: str) -> None:
    """One dot with its interval, and its counts at the right; silence is a word and no dot."""
    value, low, high = (float(str(cell[name])) for name in ("value", "low", "high"))
    beside = panel.get_yaxis_transform()
    if np.isnan(value):
        panel.text(
            0.02, place, missing, transform=beside, fontsize=SMALL, color=GREY, va="center", gid="silent"
        )
    else:
        if not np.isnan(low):
            panel.plot(
                [low, high], [place, place], color=row.colour, linewidth=1.2, gid="interval", clip_on=False
            )
        panel.plot([value], [place], row.marker, color=row.colour, markersize=4.5, gid="dot", clip_on=False)
        _corrected(panel, place + _BELOW, row, cell)
    panel.annotate(
        str(cell["text"]), (1, place), (_PAD, 0), xycoords=beside, textcoords="offset points", fontsize=SMALL,
        va="center", annotation_clip=False, gid="count",
    )  # fmt: skip


def _corrected(panel: Axes, place: float, row: Line, cell: Mapping[str, object]) -> None:
    """What the estimate becomes when it is corrected, hollow and thin below it; nothing where it is not."""
    value, low, high = (float(str(cell.get(name, "nan"))) for name in _CORRECTED)
    if np.isnan(value):
        return
    panel.plot([low, high], [place, place], color=row.colour, linewidth=0.6, gid="interval", clip_on=False)
    panel.plot(
        [value], [place], row.marker, color=row.colour, markerfacecolor="white", markersize=3.5,
        markeredgewidth=0.8, gid="corrected", clip_on=False,
    )  # fmt: skip


def _ends(own: Sequence[Mapping[str, object]], zero: bool) -> tuple[float, float]:
    """The stretch of a scale that holds all intervals."""
    seen = np.array(
        [[float(str(row.get(name, "nan"))) for name in ("value", "low", "high", *_CORRECTED)] for row in own],
        dtype=float,
    )
    if not seen.size or np.isnan(seen).all():
        return 0.0, 1.0
    low, high = float(np.nanmin(seen)), float(np.nanmax(seen))
    low = min(low, 0.0) if zero else low
    edge = 0.06 * ((high - low) or max(abs(high), 0.1))
    return (0.0 if zero and low == 0 else low - edge), high + edge
