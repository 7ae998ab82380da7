"""What a chart shows, as rows and columns of text: for a table of the same shape in a paper.

A chart that is a table of cells, or estimates of the same plans side by side, says so while it is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Shown:
    """Texts by the keys of row and column; `headings` are rows that only head others."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    cells: Mapping[tuple[str, str], str]
    headings: Sequence[str] = field(default=())


_SHOWN: WeakKeyDictionary[Axes, Shown] = WeakKeyDictionary()


def keep_shown(axes: Axes, shown: Shown) -> None:
    """Remember what the axes show, for as long as they are there."""
    _SHOWN[axes] = shown


def shown_by(figure: Figure) -> Shown | None:
    """What the figure shows in rows and columns; None where it is no such chart."""
    found = [_SHOWN[axes] for axes in figure.axes if axes in _SHOWN]
    return found[0] if len(found) == 1 else None
