"""How a table of cells is set: how wide columns are, how much cells say, in how many blocks its rows stand.

A table that is taller than a page stands in two blocks side by side, where there is room.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from matplotlib.axes import Axes

from compare.errors import InputError
from compare.figures.parts.page import does_not_fit, is_narrow, most_height, room
from compare.figures.parts.text import LINE, SMALL, first_that_fits, fitted, height, width, wrapped
from compare.figures.style import shades

PAD = 4.0
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
_NOTE_PART_OF_TWO = 0.26
_UPRIGHT = 92.0
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])")
"""A new line that stands for no blank."""
HEAD_ROOM = 3.0
BRACKET_ROOM = 5.0
_LONGEST_COLUMN = 96.0
BAR = 7.0


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
class Layout:
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
        return (self.right + self.left + _BLOCKS_APART) / self.step

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


def lay_out(
    axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell], below: float
) -> tuple[Layout, float]:
    """One block, or two where one is taller than a page and two have room; and the room over the rows.

    Two blocks keep the notes beside rows where a page holds them so.
    """
    layout = _set(axes, rows, columns, cells, 1)
    top = _top(columns, layout.step)
    if layout.tall + top + below <= most_height(axes) or is_narrow(axes):
        return layout, top
    for part in (_NOTE_PART_OF_TWO,) * bool(rows.notes) + (0.0,):
        try:
            two = _set(axes, rows, columns, cells, 2, part)
        except InputError:
            continue
        top_of_two = _top(columns, two.step)
        if not part or (two.tall + top_of_two + below <= most_height(axes) and two.step >= LINE * SMALL):
            return two, top_of_two
    return layout, top


def _set(
    axes: Axes, rows: Rows, columns: Columns, cells: Mapping[tuple[str, str], Cell], blocks: int,
    note_part: float = _NOTE_PART,
) -> Layout:  # fmt: skip
    """The table in so many blocks; `note_part` is the part of a block that notes beside rows may take."""
    wide = (room(axes)[0] - (blocks - 1) * _BLOCKS_APART) / blocks
    beside = {} if len(rows.names) > _LONG and is_narrow(axes) else rows.notes
    notes = (
        {key: wrapped(text, wide * note_part, most=2) for key, text in beside.items()} if note_part else {}
    )
    right = max((width(text) + 2 * PAD for text in notes.values()), default=0.0)
    labels, level = _labels_and_level(axes, rows, cells, wide, right, len(columns.names))
    left, step = _points(labels), _step(wide, _points(labels) + right, len(columns.names))
    written = {place: settled(cell, level, step) for place, cell in cells.items()}
    heights = _heights(rows, labels, notes, written)
    parts = _split(heights, [key in rows.headings for key in rows.names]) if blocks > 1 else [heights]
    return Layout(labels, notes, left, right, step, level, max(len(columns.names), 1), parts)


def _split(heights: Sequence[float], heads: Sequence[bool]) -> list[Sequence[float]]:
    """Two blocks of about one height, the second from a heading where one stands near the middle.

    >>> _split([1, 1, 1, 1, 1, 1, 1], [True, False, False, False, True, False, False])
    [[1, 1, 1, 1], [1, 1, 1]]
    """
    total = sum(heights)

    def taller(place: int) -> float:
        above = sum(heights[:place])
        return max(above, total - above)

    places = range(1, len(heights))
    headed = [place for place in places if heads[place] and taller(place) < _UNEVEN * total]
    best = min(headed or places, key=taller)
    return [heights[:best], heights[best:]]


def heads_of(columns: Columns, step: float) -> tuple[bool, list[str], float]:
    """Whether names of columns stand upright, the names so, and the height that they take."""
    upright = any(width(name) > step - 2 for name in columns.names.values())
    heads = [_upright(name) if upright else name for name in columns.names.values()]
    head = max((width(text) if upright else height(text) for text in heads), default=0.0) + HEAD_ROOM
    return upright, heads, head


def _top(columns: Columns, step: float) -> float:
    """The room that names of columns and brackets over them take."""
    return heads_of(columns, step)[2] + (LINE * SMALL + BRACKET_ROOM if columns.brackets else 0.0)


def says_less(cells: Mapping[tuple[str, str], Cell], level: int) -> bool:
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
        tall[row] = max(tall[row], (height(text) if text else 0.0) + (BAR if cell.bar else 0.0))
    pad = _CLOSE if len(tall) > _LONG else PAD
    return [points + pad for points in tall.values()]


def _labels_and_level(
    axes: Axes, rows: Rows, cells: Mapping[tuple[str, str], Cell], wide: float, notes: float, columns: int
) -> tuple[list[str], int]:
    """The names of rows in a block so wide, broken into lines, and how much every cell says.

    Names are narrower where many columns need the room.
    """
    narrow = is_narrow(axes)
    longer = len(rows.names) > _LONG and not notes and (bool(rows.notes) if narrow else wide < room(axes)[0])
    for part in (_LONG_LABEL,) * longer + _ROW_LABEL[narrow] * (not longer or not narrow):
        labels = [wrapped(name, wide * part, most=3) for name in rows.names.values()]
        level = _level(cells, _step(wide, _points(labels) + notes, columns))
        if level is not None:
            return labels, level
    raise does_not_fit(axes)


def _points(labels: Sequence[str]) -> float:
    """The room that names of rows take."""
    return max((width(text) for text in labels), default=0.0) + 2 * PAD


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


def settled(cell: Cell, level: int, step: float) -> Cell:
    """The cell with the one text that is written; where cells are broken, only those that must be."""
    text = cell.written(level)
    if level == _BROKEN:
        fits = first_that_fits([[one] for one in cell.texts], step - 1.5)
        text = text if fits is None else cell.texts[fits]
    return replace(cell, texts=(text,))


def _upright(name: str) -> str:
    """A name on one line, cut, for a column that is narrower than the name.

    >>> _upright("清溪县\\n2016—2020"), _upright("全部\\n规划")
    ('清溪县 2016—2020', '全部规划')
    """
    first, *rest = _BETWEEN_HAN.sub("", name).split("\n")
    return " ".join([fitted(first, _UPRIGHT - width(" ".join(rest))), *rest])
