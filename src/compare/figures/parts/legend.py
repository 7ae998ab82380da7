"""Legends over a chart, in as many lines as the width needs; measured, so that room can be left for them."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from compare.figures.parts.page import room
from compare.figures.parts.text import LINE, SMALL, fitted, width
from compare.figures.style import GREY, HATCHES, Plan, present_bases
from compare.figures.words import say

_HANDLE = 22.0
_GAP = 12.0
_ROW = LINE * SMALL + 3.0


def basis_patches(plans: Sequence[Plan], language: str) -> list[Patch]:
    """How boxes of either outline are drawn, with their number of plans."""
    found = []
    for basis in present_bases(plans):
        name = say("", f"basis_{basis}", language)
        count = sum(plan.basis == basis for plan in plans)
        label = say("", "of_basis", language, name=name, count=count)
        found.append(
            Patch(facecolor="none", edgecolor="#333333", hatch=HATCHES[basis], linewidth=0.7, label=label)
        )
    return found


def basis_marks(plans: Sequence[Plan], language: str) -> list[Line2D]:
    """The shapes of marks of either outline; none where all plans follow one."""
    first = {plan.basis: plan for plan in reversed(plans)}
    bases = present_bases(plans)
    return [
        Line2D([], [], marker=first[basis].marker, color=GREY, linestyle="none", markersize=4.5,
               label=say("", f"basis_{basis}", language))
        for basis in (bases if len(bases) > 1 else [])
    ]  # fmt: skip


def small_dot(name: str, colour: str) -> Line2D:
    """What a small dot means."""
    return Line2D([], [], marker="o", color=colour, linestyle="none", markersize=2.5, label=name)


def write_legend(
    axes: Axes, shown: Sequence[Artist], wide: float | None = None, below: float | None = None
) -> float:
    """Write a legend above the axes, `wide` points at most; the height that it takes (points).

    With `below` it stands under the axes, and begins by that part of their width left of them.
    """
    if not shown:
        return 0.0
    wide = wide or room(axes)[0]
    for handle in shown:
        handle.set_label(fitted(str(handle.get_label()), wide - _HANDLE - _GAP))
    columns = _columns(shown, wide)
    legend = axes.legend(
        handles=list(shown), ncols=columns, loc="lower left" if below is None else "upper left",
        bbox_to_anchor=(0, 1) if below is None else (-below, 0), borderaxespad=0.2, fontsize=SMALL,
        columnspacing=1.0, handletextpad=0.5, handlelength=1.8, labelspacing=0.35, borderpad=0.2,
    )  # fmt: skip
    legend.set_in_layout(False)
    return legend_height(axes, shown, wide)


def legend_height(axes: Axes, shown: Sequence[Artist], wide: float | None = None) -> float:
    """The height (points) that a legend takes in so many points of width."""
    return _ROW * -(-len(shown) // _columns(shown, wide or room(axes)[0])) + 2.0


def _columns(shown: Sequence[Artist], wide: float) -> int:
    widest = max(width(str(handle.get_label())) for handle in shown) + _HANDLE + _GAP
    return max(min(len(shown), int(wide // widest)), 1)
