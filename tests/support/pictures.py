"""Projects of any number of plans, and what a figure looks like: where its texts stand."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

from compare.tables.schema import Tables

Boxes = npt.NDArray[np.float64]
"""Left, bottom, right and top of each text, in dots."""

_SIDES = ("provision_a", "provision_b")
_KEYS = ("provision_id", "measure_id", "time_id", "target_id")


def copies(tables: Tables, number: int) -> Tables:
    """The tables of `number` plans: the first ones, and copies of them beyond.

    Passages that the first plans share keep their two plans.
    """
    names = list(tables["documents"]["doc_id"])
    renamed = {name: f"plan{place}" for place, name in enumerate(names[:number])}
    result = {name: frame for name, frame in tables.items() if "doc_id" not in frame}
    result["reuse"] = _renamed(tables["reuse"], renamed)
    for name in tables.keys() - result.keys():
        parts = [_copy(tables[name], names[place % len(names)], f"plan{place}") for place in range(number)]
        result[name] = pd.concat(parts, ignore_index=True)
    rows = result["documents"]
    named = {
        column: [
            f"{'' if place < len(names) else f'{place} '}{name}" for place, name in enumerate(rows[column])
        ]
        for column in ("jurisdiction_zh", "jurisdiction_en")
    }
    return result | {"documents": rows.assign(**named)}


def _copy(frame: pd.DataFrame, doc: str, name: str) -> pd.DataFrame:
    rows = frame[frame["doc_id"] == doc].assign(doc_id=name)
    keys = [key for key in _KEYS if key in rows]
    return rows.assign(**{key: rows[key].str.replace(doc, name) for key in keys})


def _renamed(reuse: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    rows = reuse[reuse["doc_a"].isin(names) & (reuse["doc_b"].isin(names) | (reuse["role_b"] != "plan"))]
    changed = {side: rows[side].replace(names) for side in ("doc_a", "doc_b")}
    for side in _SIDES:
        parts = rows[side].str.split("-", n=1)
        changed[side] = parts.str[0].replace(names) + "-" + parts.str[1]
    return rows.assign(**changed)


def all_axes(figure: Figure) -> Iterator[Axes]:
    """The axes of a figure, and those inside them."""
    for axes in figure.axes:
        yield axes
        yield from axes.child_axes


def shown_texts(figure: Figure) -> list[Text]:
    """Every text that is seen."""
    found = list(figure.texts)
    for axes in all_axes(figure):
        legend = axes.get_legend()
        found += [*axes.texts, *(legend.get_texts() if legend else [])]
        if not axes.axison:
            continue
        found += [axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]  # type: ignore[attr-defined]
        found += [label for axis in (axes.xaxis, axes.yaxis) for label in _tick_labels(axis)]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _tick_labels(axis: Axis) -> list[Text]:
    low, high = sorted(axis.get_view_interval())
    places = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=False)
    return [label for place, label in places if low <= place <= high]


def faults_of_layout(figure: Figure) -> list[str]:
    """Texts that leave the canvas or stand on another, as sentences; a hair's breadth is none."""
    figure.draw_without_rendering()
    texts = shown_texts(figure)
    said = [repr(text.get_text()) for text in texts]
    boxes = np.array([text.get_window_extent().extents for text in texts]).reshape(-1, 4)
    found = [f"leaves the canvas: {said[place]}" for place in _beyond(boxes, figure)]
    return found + [f"{said[place]} stands on {said[other]}" for place, other in _overlapping(boxes)]


def _beyond(boxes: Boxes, figure: Figure) -> list[int]:
    """Boxes that leave the canvas."""
    width, height = figure.canvas.get_width_height()
    within = (boxes >= -1) & (boxes <= np.array([width, height, width, height]) + 1)
    return list(np.flatnonzero(~within.all(axis=1)))


def _overlapping(boxes: Boxes) -> list[tuple[int, int]]:
    """Pairs of boxes that share room; the box of a line holds air above and below its letters."""
    low, high = boxes[:, :2], boxes[:, 2:]
    shared = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    wide, tall = (high - low).T
    lower = np.minimum(tall[:, None], tall[None])
    drawn = np.minimum(wide[:, None], wide[None]) > 0
    both = (shared[..., 0] > 1.5) & (shared[..., 1] > 0.3 * lower) & drawn
    return [(int(place), int(other)) for place, other in np.argwhere(np.tril(both, -1))]
