"""Tables of cells: plans (or anything else) in columns, groups in rows, a number and a shade in each.

Each cell offers its text in several lengths; the longest that fits all cells is written. Column
names stand upright where they are too wide. What plans of one outline have in common is bracketed over
their columns: a difference between two brackets is one of time, not only of place. A table that is taller
than a page stands in two blocks side by side, where there is room.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.errors import InputError
from compare.figures.parts.legend import legend_height, write_legend
from compare.figures.parts.page import does_not_fit, is_narrow, leave, most_height, room, say_less
from compare.figures.parts.shown import Shown, keep_shown
from compare.figures.parts.text import LINE, SMALL, first_that_fits, fitted, height, width, wrapped
from compare.figures.style import DARK, GREY, PALE, Plan, ink, present_bases, shades
from compare.figures.words import say

_PAD = 4.0
_BLOCKS_APART = 12.0
_UNEVEN = 0.6
"""The part of all rows that the taller of two blocks may hold, to begin the second with a heading."""
_ROW_LABEL = {True: (0.36,), False: (0.42, 0.32, 0.24)}
"""The parts of the width that names of rows may take, in a narrow figure and in a wide one: the first with
which the cells have room."""
_BROKEN = -1
"""How much a cell says where its shortest text is broken at every blank."""
_LONG = 40
"""Tables of more rows are set closer, so that a page holds them; in a narrow figure they have no notes."""
_LONG_LABEL = 0.5
_CLOSE = 1.2
_NOTE_PART = 0.3
_UPRIGHT = 92.0
_HEAD_ROOM = 3.0
_BRACKET_ROOM = 5.0
_LONGEST_COLUMN = 96.0
_BAR = 7.0
_HATCHED = "///"
"""What print has for a cell that is only hatched."""


@dataclass(frozen=True)
class Cell:
    """One cell: its texts from the fullest to the shortest, and how it is filled.

    `shade` (0 to 1) is a place on the colour map, `face` a colour of its own; neither is white. `bar`
    are the parts of a divided bar over the text, which fills the width: share, face and hatch of each.
    """

    texts: Sequence[str]
    shade: float | None = None
    face: str = ""
    hatch: str = ""
    edge: str = "white"
    quiet: bool = False
    gid: str = "cell"
    bar: Sequence[tuple[float, str, str]] = ()

    def written(self, level: int) -> str:
        """What the cell says: its text of this length, or its shortest."""
        if level == _BROKEN:
            return self.texts[-1].replace(" ", "\n")
        return self.texts[min(level, len(self.texts) - 1)]

    @property
    def colour(self) -> str | tuple[float, float, float, float]:
        if self.shade is not None:
            return shades()(0.03 + 0.87 * min(max(self.shade, 0.0), 1.0))
        return self.face or "white"


@dataclass(frozen=True)
class Columns:
    """The columns: their keys with names (of one line or more), and lines before some of them.

    `brackets` names runs of columns: texts, the fullest first, with the places of the first and last column.
    """

    names: Mapping[str, str]
    lines: Collection[int] = ()
    brackets: Sequence[tuple[Sequence[str], int, int]] = ()


@dataclass(frozen=True)
class Rows:
    """The rows by their keys: `headings` only head others, `lines` stand before some, `notes` beside some."""

    names: Mapping[str, str]
    headings: Collection[str] = ()
    lines: Collection[int] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


class Place(NamedTuple):
    """Where a row stands: its block, its centre and half its height; the tallest row is 1 high."""

    block: int
    centre: float
    half: float


@dataclass(frozen=True)
class _Layout:
    """How a table is set, in points: `left` for names of rows, `right` for notes, `step` for each column.

    `blocks` are the heights of rows in each block, `apart` is what lies between two blocks in columns,
    `level` how much cells say.
    """

    labels: Sequence[str]
    notes: Mapping[str, str]
    left: float
    right: float
    step: float
    level: int
    columns: int
    blocks: Sequence[Sequence[float]]

    @property
    def apart(self) -> float:
        return (self.left + _BLOCKS_APART) / self.step

    @property
    def tall(self) -> float:
        return max((sum(heights) for heights in self.blocks), default=0.0)

    @property
    def tallest_row(self) -> float:
        return max((points for heights in self.blocks for points in heights), default=1.0)

    @property
    def wide(self) -> float:
        """The width of all columns, with what lies between blocks."""
        return self.step * (self.begins(len(self.blocks) - 1) + self.columns)

    def begins(self, block: int) -> float:
        """The place of the first column of a block."""
        return block * (self.columns + self.apart)

    def ends(self, block: int) -> tuple[float, float]:
        """The left and the right edge of a block."""
        return self.begins(block) - 0.5, self.begins(block) + self.columns - 0.5

    def places(self) -> list[Place]:
        """The places of the rows, one under another in each block."""
        found = []
        for block, heights in enumerate(self.blocks):
            end = -0.5
            for points in heights:
                half = points / self.tallest_row / 2
                found.append(Place(block, end + half, half))
                end += 2 * half
        return found


def plan_columns(plans: Sequence[Plan], language: str, totals: Mapping[str, object] | None = None) -> Columns:
    """A column for each plan with its own years, under a bracket for each outline; `totals` are its n."""
    names = {
        plan.doc_id: plan.broken(language) + (f"\nn = {totals.get(plan.doc_id, 0)}" if totals else "")
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
    below = legend_height(axes, signs) + _PAD if signs else 0.0
    layout, top = _layout(axes, rows, columns, cells, below)
    if _says_less(cells, layout.level):
        say_less(axes)
    cells = {place: _settled(cell, layout.level, layout.step) for place, cell in cells.items()}
    upright, heads, head = _heads(columns, layout.step)
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
        for place in columns.lines:
            axes.plot([begins + place - 0.5] * 2, [-0.5, end], color="black", linewidth=0.9)
    bar = _BAR / layout.tallest_row
    of_row, of_column = ({key: n for n, key in enumerate(names)} for names in (rows.names, columns.names))
    for (row, column), cell in cells.items():
        place = places[of_row[row]]
        _draw_cell(axes, place, layout.begins(place.block) + of_column[column], cell, bar)
    return axes


def _layout(
    axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell], below: float
) -> tuple[_Layout, float]:
    """One block, or two where one is taller than a page and two have room; and the room over the rows."""
    layout = _set(axes, rows, columns, cells, 1)
    top = _top(columns, layout.step)
    if layout.tall + top + below <= most_height(axes) or is_narrow(axes):
        return layout, top
    try:
        layout = _set(axes, rows, columns, cells, 2)
    except InputError:
        return layout, top
    return layout, _top(columns, layout.step)


def _set(
    axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell], blocks: int
) -> _Layout:
    """The table in so many blocks; notes beside rows only where there is one."""
    wide = (room(axes)[0] - (blocks - 1) * _BLOCKS_APART) / blocks
    without = blocks > 1 or (len(rows.names) > _LONG and is_narrow(axes))
    notes = (
        {} if without else {key: wrapped(text, wide * _NOTE_PART, most=2) for key, text in rows.notes.items()}
    )
    right = max((width(text) + 2 * _PAD for text in notes.values()), default=0.0)
    labels, level = _labels_and_level(axes, rows, cells, wide, right, len(columns.names))
    left, step = _points(labels), _step(wide, _points(labels) + right, len(columns.names))
    settled = {place: _settled(cell, level, step) for place, cell in cells.items()}
    heights = _heights(rows, labels, notes, settled)
    parts = _split(heights, [key in rows.headings for key in rows.names]) if blocks > 1 else [heights]
    return _Layout(labels, notes, left, right, step, level, max(len(columns.names), 1), parts)


def _split(heights: Sequence[float], heads: Sequence[bool]) -> list[Sequence[float]]:
    """Two blocks of about one height, the second from a heading where one stands near the middle.

    >>> _split([1, 1, 1, 1, 1], [True, False, False, True, False])
    [[1, 1, 1], [1, 1]]
    """
    total = sum(heights)

    def taller(place: int) -> float:
        above = sum(heights[:place])
        return max(above, total - above)

    places = range(1, len(heights))
    headed = [place for place in places if heads[place] and taller(place) < _UNEVEN * total]
    best = min(headed or places, key=taller)
    return [heights[:best], heights[best:]]


def _heads(columns: Columns, step: float) -> tuple[bool, list[str], float]:
    """Whether names of columns stand upright, the names so, and the height that they take."""
    upright = any(width(name) > step - 2 for name in columns.names.values())
    heads = [_upright(name) if upright else name for name in columns.names.values()]
    head = max((width(text) if upright else height(text) for text in heads), default=0.0) + _HEAD_ROOM
    return upright, heads, head


def _top(columns: Columns, step: float) -> float:
    """The room that names of columns and brackets over them take."""
    return _heads(columns, step)[2] + (LINE * SMALL + _BRACKET_ROOM if columns.brackets else 0.0)


def _says_less(cells: Mapping[tuple[str, str], Cell], level: int) -> bool:
    """Whether a cell says less than its fullest text; to say it on two lines is no less."""
    shown = ((cell.texts[0], cell.written(level)) for cell in cells.values())
    return any("".join(full.split()) != "".join(text.split()) for full, text in shown)


def _heights(
    rows: Rows,
    labels: Sequence[str],
    notes: Mapping[str, str],
    cells: Mapping[tuple[str, str], Cell],
) -> list[float]:
    """The height of each row in points: that of the tallest of its texts, and of bars over them."""
    tall = {key: height(label) for key, label in zip(rows.names, labels, strict=True)}
    for row, note in notes.items():
        tall[row] = max(tall[row], height(note))
    for (row, _), cell in cells.items():
        text = cell.texts[0]
        tall[row] = max(tall[row], (height(text) if text else 0.0) + (_BAR if cell.bar else 0.0))
    pad = _CLOSE if len(tall) > _LONG else _PAD
    return [points + pad for points in tall.values()]


def _keep(axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell]) -> None:
    """Keep the fullest text of every cell, for a table in print."""
    texts = {place: cell.texts[0] or _HATCHED * bool(cell.hatch) for place, cell in cells.items()}
    keep_shown(axes, Shown(rows.names, columns.names, texts, tuple(rows.headings)))


def _labels_and_level(
    axes: Axes, rows: Rows, cells: Mapping[tuple[str, str], Cell], wide: float, notes: float, columns: int
) -> tuple[list[str], int]:
    """The names of rows in a block so wide, broken into lines, and how much every cell says.

    Names are narrower where many columns need the room.
    """
    narrow = is_narrow(axes)
    longer = len(rows.names) > _LONG and (bool(rows.notes) if narrow else wide < room(axes)[0])
    for part in (_LONG_LABEL,) * longer + _ROW_LABEL[narrow] * (not longer or not narrow):
        labels = [wrapped(name, wide * part, most=3) for name in rows.names.values()]
        level = _level(cells, _step(wide, _points(labels) + notes, columns))
        if level is not None:
            return labels, level
    raise does_not_fit(axes)


def _points(labels: Sequence[str]) -> float:
    """The room that names of rows take."""
    return max((width(text) for text in labels), default=0.0) + 2 * _PAD


def _step(wide: float, beside: float, columns: int) -> float:
    """The width of a column in a block so wide, when `beside` is taken."""
    return min((wide - beside) / max(columns, 1), _LONGEST_COLUMN)


def _level(cells: Mapping[tuple[str, str], Cell], step: float) -> int | None:
    """How much every cell says: the longest of its texts that fits the columns; None where none does."""
    longest = max((len(cell.texts) for cell in cells.values()), default=1)
    levels = [*range(longest), _BROKEN]
    found = first_that_fits(
        [[cell.written(level) for cell in cells.values()] for level in levels], step - 1.5
    )
    return None if found is None else levels[found]


def _settled(cell: Cell, level: int, step: float) -> Cell:
    """The cell with the one text that is written; where cells are broken, only those that must be."""
    text = cell.written(level)
    if level == _BROKEN:
        fits = first_that_fits([[one] for one in cell.texts], step - 1.5)
        text = text if fits is None else cell.texts[fits]
    return replace(cell, texts=(text,))


def _upright(name: str) -> str:
    """A name on one line, cut, for a column that is narrower than the name."""
    first, *rest = name.split("\n")
    return " ".join([fitted(first, _UPRIGHT - width(" ".join(rest))), *rest])


def _frame(axes: Axes, layout: _Layout) -> None:
    axes.set_xlim(-0.5, layout.ends(len(layout.blocks) - 1)[1])
    axes.set_ylim(layout.tall / layout.tallest_row - 0.5 if layout.tall else 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def _write_rows(axes: Axes, rows: Rows, layout: _Layout, places: Sequence[Place]) -> None:
    """Names of rows at the left, notes at the right, headings on a band."""
    for (block, place, half), key, label in zip(places, rows.names, layout.labels, strict=True):
        heading, (left, right) = key in rows.headings, layout.ends(block)
        axes.annotate(
            label, (left, place), (-_PAD, 0), textcoords="offset points", ha="right", va="center",
            fontsize=SMALL, linespacing=LINE, color=DARK if heading else "black", annotation_clip=False, gid="row",
        )  # fmt: skip
        if heading:
            band = Rectangle((left, place - half), right - left, 2 * half, linewidth=0, zorder=0)
            band.set(facecolor=PALE)
            axes.add_patch(band)
        if key in layout.notes:
            axes.annotate(
                layout.notes[key], (right, place), (_PAD, 0), textcoords="offset points", ha="left",
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
            text, (begins + place, 1), (0, _HEAD_ROOM), xycoords=above, textcoords="offset points", ha="center",
            va="bottom", rotation=90 if upright else 0, fontsize=SMALL, linespacing=LINE, annotation_clip=False,
            gid="column",
        )  # fmt: skip
    rooms = [(last - first + 0.95) * step for _, first, last in columns.brackets]
    for (texts, first, last), wide in zip(columns.brackets, rooms, strict=True):
        y = head + _BRACKET_ROOM
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
        axes.add_patch(patch)
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
            axes.add_patch(part)
        x += 0.92 * share
