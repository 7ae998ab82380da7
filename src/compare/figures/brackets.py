"""Scaffolding of charts with one line for each plan: names, generations, numbers beside the marks.

Plans always stand in the same order, and the generation they belong to is bracketed: a
difference between two brackets is one of time, not of place.
"""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from compare.figures.style import GREY, Plan

SMALL = 6.5
"""Size of numbers beside marks (points)."""
HALO = withStroke(linewidth=2.2, foreground="white")
"""A white rim, so that a line or word reads on any ground."""
_BAND = "#F1F1F1"
_OUTLINE = {"en": "{} outline", "zh": "{}纲要"}
_NOTHING = {"en": "nothing here to count", "zh": "此处无可计内容"}


def shown_plans(data: pd.DataFrame, plans: Sequence[Plan]) -> list[Plan]:
    """The plans that have rows in `data`, in their fixed order."""
    present = set(data["doc_id"])
    return [plan for plan in plans if plan.doc_id in present]


def nothing_to_show(axes: Axes, language: str) -> Axes:
    """What a chart says where no plan has anything to count."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, _NOTHING[language], ha="center", va="center", transform=axes.transAxes)
    return axes


def draw_plan_lines(axes: Axes, plans: Sequence[Plan], language: str) -> None:
    """One line for each plan, the first at the top, and a bracket for each generation."""
    axes.set_yticks(range(len(plans)), [plan.label(language) for plan in plans])
    axes.set_ylim(len(plans) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    places = axes.get_yaxis_transform()
    for generation, first, last in generations(plans):
        if generation == 2015:
            axes.axhspan(first - 0.5, last + 0.5, color=_BAND, zorder=0, linewidth=0)
        ends = [first - 0.4, last + 0.4]
        axes.plot([1.01, 1.01], ends, color=GREY, linewidth=1, transform=places, clip_on=False, gid="bracket")
        name = outline_name(generation, language).replace(" ", "\n").replace("纲要", "\n纲要")
        axes.text(1.02, (first + last) / 2, name, transform=places, fontsize=SMALL, color=GREY, va="center")


def outline_name(generation: int, language: str) -> str:
    """The national outline of a generation.

    >>> outline_name(2015, "zh")
    '2015纲要'
    """
    return _OUTLINE[language].format(generation)


def generations(plans: Sequence[Plan]) -> list[tuple[int, int, int]]:
    """Each generation with the positions of its first and last plan."""
    places = enumerate(plan.generation for plan in plans)
    runs = [(generation, list(run)) for generation, run in groupby(places, key=lambda place: place[1])]
    return [(generation, run[0][0], run[-1][0]) for generation, run in runs]


def write_heads(axes: Axes, texts: Sequence[str], places: Sequence[float]) -> None:
    """Heads of columns just above the axes."""
    for x, text in zip(places, texts, strict=True):
        axes.annotate(
            text, (x, 1), (0, 3), xycoords=axes.get_xaxis_transform(), textcoords="offset points",
            fontsize=SMALL, ha="center", va="bottom",
        )  # fmt: skip


def write_numbers(axes: Axes, row: float, texts: Sequence[str], places: Sequence[float]) -> None:
    """A line of numbers beside the marks."""
    for x, text in zip(places, texts, strict=True):
        axes.text(x, row, text, fontsize=SMALL, ha="center", va="center")


def ink(depth: float) -> str:
    """The colour of text on a shade of this depth (0 to 1)."""
    return "white" if depth > 0.6 else "black"
