"""Tables of cells: plans (or anything else) in columns, groups in rows, a number and a shade in each.

Each cell offers its text in several lengths; the longest that fits all cells is written. Column
names stand upright where they are too wide. What plans of one outline have in common is bracketed over
their columns: a difference between two brackets is one of time, not only of place. A table that is taller
than a page stands in two blocks side by side, where there is room.
"""

from collections.abc import Mapping, Sequence

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.figures.parts.cell_layout import (
    BAR,
    BRACKET_ROOM,
    HEAD_ROOM,
    PAD,
    Cell,
    Columns,
    Layout,
    Place,
    Rows,
    heads_of,
    lay_out,
    says_less,
    settled,
)
from compare.figures.parts.legend import legend_height, write_legend
from compare.figures.parts.page import leave, room, say_less
from compare.figures.parts.shown import Shown, keep_shown
from compare.figures.parts.text import LINE, SMALL, fitted, width
from compare.figures.style import DARK, GREY, PALE, Plan, ink, present_bases
from compare.figures.words import say

__all__ = ["Cell", "Columns", "Rows", "draw_cells", "plan_columns"]

_HATCHED = "///"
"""What print has for a cell that is only hatched."""


def plan_columns(plans: Sequence[Plan], language: str, totals: Mapping[str, object] | None = None) -> Columns:
    """A column for each plan with its own years, under a bracket for each outline; `totals` are its n."""
    names = {
        plan.doc_id: plan.broken(language) + (f"\nn = {totals.get(plan.doc_id, '–')}" if totals else "")
        for plan in plans
    }
    bases = present_bases(plans)
    places = {basis: [place for place, plan in enumerate(plans) if plan.basis == basis] for basis in bases}
    texts = {
        basis: [say("", f"{key}_{basis}", language) for key in ("basis", "basis_of", "basis_short")]
        for basis in bases
    }
    brackets = [(texts[basis], own[0], own[-1]) for basis, own in places.items()]
    return Columns(names, [own[0] for own in places.values()][1:], brackets if any(bases) else ())


def draw_cells(
    axes: Axes,
    rows: Rows,
    columns: Columns,
    cells: Mapping[tuple[str, str], Cell],
    language: str = "en",
    signs: Sequence[Artist] = (),
) -> Axes:
    """Draw `cells` by row and column key; a cell without an entry stays empty. `signs` make a legend below."""
    _keep(axes, rows, columns, cells)
    below = legend_height(axes, signs) + PAD if signs else 0.0
    layout, top = lay_out(axes, rows, columns, cells, below)
    if says_less(cells, layout.level):
        say_less(axes)
    cells = {place: settled(cell, layout.level, layout.step) for place, cell in cells.items()}
    upright, heads, head = heads_of(columns, layout.step)
    right = room(axes)[0] - layout.left - layout.wide
    leave(axes, layout.left, right, top, below, tall=layout.tall)
    if signs:
        write_legend(axes, signs, below=layout.left / layout.wide)
    places = layout.places()
    _frame(axes, layout)
    _write_rows(axes, rows, layout, places)
    for block, heights in enumerate(layout.blocks):
        begins, end = layout.begins(block), sum(heights) / layout.tallest_row - 0.5
        _write_columns(axes, columns, heads, upright, head, layout.step, begins)
        for column_place in columns.lines:
            axes.plot([begins + column_place - 0.5] * 2, [-0.5, end], color="black", linewidth=0.9)
    bar = BAR / layout.tallest_row
    of_row, of_column = ({key: n for n, key in enumerate(names)} for names in (rows.names, columns.names))
    for (row, column), cell in cells.items():
        place = places[of_row[row]]
        _draw_cell(axes, place, layout.begins(place.block) + of_column[column], cell, bar)
    return axes


def _keep(axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell]) -> None:
    """Keep the fullest text of every cell, for a table in print."""
    texts = {place: cell.texts[0] or _HATCHED * bool(cell.hatch) for place, cell in cells.items()}
    keep_shown(axes, Shown(rows.names, columns.names, texts, tuple(rows.headings)))


def _frame(axes: Axes, layout: Layout) -> None:
    axes.set_xlim(-0.5, layout.ends(len(layout.blocks) - 1)[1])
    axes.set_ylim(layout.tall / layout.tallest_row - 0.5 if layout.tall else 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def _write_rows(axes: Axes, rows: Rows, layout: Layout, places: Sequence[Place]) -> None:
    """Names of rows at the left, notes at the right, headings on a band."""
    for (block, place, half), key, label in zip(places, rows.names, layout.labels, strict=True):
        heading, (left, right) = key in rows.headings, layout.ends(block)
        axes.annotate(
            label, (left, place), (-PAD, 0), textcoords="offset points", ha="right", va="center",
            fontsize=SMALL, linespacing=LINE, color=DARK if heading else "black", annotation_clip=False, gid="row",
        )  # fmt: skip
        if heading:
            band = Rectangle((left, place - half), right - left, 2 * half, linewidth=0, zorder=0)
            band.set(facecolor=PALE)
            axes.add_artist(band)
        if key in layout.notes:
            axes.annotate(
                layout.notes[key], (right, place), (PAD, 0), textcoords="offset points", ha="left",
                va="center", fontsize=SMALL, linespacing=LINE, annotation_clip=False, gid="note",
            )  # fmt: skip
    for row in rows.lines:
        block, place, half = places[row]
        axes.plot(layout.ends(block), [place - half] * 2, color="black", linewidth=0.9, clip_on=False)


def _write_columns(
    axes: Axes, columns: Columns, heads: Sequence[str], upright: bool, head: float, step: float, begins: float
) -> None:  # fmt: skip
    """Names of columns over the block that begins there, and brackets over the names."""
    above = axes.get_xaxis_transform()
    for place, text in enumerate(heads):
        axes.annotate(
            text, (begins + place, 1), (0, HEAD_ROOM), xycoords=above, textcoords="offset points", ha="center",
            va="bottom", rotation=90 if upright else 0, fontsize=SMALL, linespacing=LINE, annotation_clip=False,
            gid="column",
        )  # fmt: skip
    rooms = [(last - first + 0.95) * step for _, first, last in columns.brackets]
    for (texts, first, last), wide in zip(columns.brackets, rooms, strict=True):
        y = head + BRACKET_ROOM
        for x, side in ((begins + first - 0.42, "left"), (begins + last + 0.42, "right")):
            axes.annotate("", (x, 1), (0, y), xycoords=above, textcoords="offset points", gid=side)
        name = fitted(texts[_shortened(columns.brackets, rooms)], wide)
        axes.annotate(
            name, (begins + (first + last) / 2, 1), (0, y), xycoords=above, textcoords="offset points",
            ha="center", va="bottom", fontsize=SMALL, color=GREY, annotation_clip=False, gid="bracket",
        )  # fmt: skip


def _shortened(brackets: Sequence[tuple[Sequence[str], int, int]], rooms: Sequence[float]) -> int:
    """How short the texts of all brackets must be to fit; the shortest where none fits."""
    levels = range(min(len(texts) for texts, _, _ in brackets))
    fitting = (
        level
        for level in levels
        if all(width(texts[level]) <= wide for (texts, _, _), wide in zip(brackets, rooms, strict=True))
    )
    return next(fitting, levels[-1])


def _draw_cell(axes: Axes, place: Place, column: float, cell: Cell, bar: float) -> None:
    """The filled rectangle of a cell, its bar, and its text in the ink that reads on it."""
    face = cell.colour
    if face != "white" or cell.hatch or cell.edge != "white":
        low, tall = place.centre - 0.92 * place.half, 1.84 * place.half
        patch = Rectangle((column - 0.48, low), 0.96, tall, hatch=cell.hatch, linewidth=0.5, gid=cell.gid)
        patch.set(facecolor=face, edgecolor=cell.edge)
        axes.add_artist(patch)
    text = cell.texts[0]
    y = place.centre
    if cell.bar:
        _draw_bar(axes, place.centre - 0.92 * place.half if text else y - bar / 2, column, cell, bar)
        y += bar / 2
    axes.text(
        column, y, text, ha="center", va="center", fontsize=SMALL, linespacing=LINE,
        color=GREY if cell.quiet else ink(face), gid=cell.gid,
    )  # fmt: skip


def _draw_bar(axes: Axes, low: float, column: float, cell: Cell, tall: float) -> None:
    """The parts of a divided bar, each as wide as its share of the cell; those of nothing are not drawn."""
    x = column - 0.46
    for share, face, hatch in cell.bar:
        if share > 0:
            part = Rectangle((x, low), 0.92 * share, tall, hatch=hatch, linewidth=0.4, gid="part")
            part.set(facecolor=face, edgecolor="#555555")
            axes.add_artist(part)
        x += 0.92 * share
