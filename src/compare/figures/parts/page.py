"""The page of a figure: a headline and a subtitle above, one line of note below, the chart between.

All places are reckoned in points from measured text, so that nothing is laid out twice and words
leave the picture the room it needs. On the Axes of a user's own figure the same functions keep to
the place that the Axes has.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from compare.errors import InputError
from compare.figures.parts.text import LINE, SMALL, height, wrapped
from compare.figures.style import GREY, ONE_COLUMN, PAGE

HEADLINE, SUBTITLE = 9.0, 7.5
_EDGE = 3.0
_GAP = 6.0


@dataclass
class Page:
    """What stands above and below a chart, in lines that fit the width.

    `brief` is the note of a chart that has no room for all that it might say; a chart that uses it says so.
    """

    headline: str
    subtitle: str
    note: str
    brief: str = ""

    @property
    def head(self) -> float:
        lines = [(self.headline, HEADLINE), (self.subtitle, SUBTITLE)]
        return _EDGE + sum(height(text, size) for text, size in lines if text) + _GAP

    @property
    def foot(self) -> float:
        return _EDGE + (height(self.note, SMALL) + _GAP if self.note else 0.0)


_PAGES: "WeakKeyDictionary[Figure, Page]" = WeakKeyDictionary()
_BOXES: "WeakKeyDictionary[Axes, Bbox]" = WeakKeyDictionary()


def set_page(figure: Figure, headline: str, subtitle: str, note: str, brief: str = "") -> Page:
    """Keep room for these words in a figure; `write_page` writes them when the chart is drawn.

    `brief` takes the place of the note in a chart that says less than it might (`say_less`).
    """
    room = size(figure)[0] - 4 * _EDGE
    page = Page(
        wrapped(headline, room, HEADLINE),
        wrapped(subtitle, room, SUBTITLE),
        wrapped(note, room, SMALL),
        wrapped(brief, room, SMALL),
    )
    _PAGES[figure] = page
    return page


def say_less(axes: Axes) -> None:
    """The chart has no room for all that it might say: its brief note takes the place of the other.

    To be called before room is left around the chart.
    """
    page = _PAGES.get(figure_of(axes))
    if page is not None and page.brief:
        page.note = page.brief


def write_page(figure: Figure) -> None:
    """Write headline, subtitle and note."""
    page, (wide, high) = _PAGES[figure], size(figure)
    x, y = _EDGE / wide, 1 - _EDGE / high
    figure.text(
        x, y, page.headline, fontsize=HEADLINE, va="top", linespacing=LINE, weight="normal", gid="headline"
    )
    y -= height(page.headline, HEADLINE) / high if page.headline else 0
    figure.text(
        x, y, page.subtitle, fontsize=SUBTITLE, va="top", linespacing=LINE, color=GREY, gid="subtitle"
    )
    if page.note:
        figure.text(
            x, _EDGE / high, page.note, fontsize=SMALL, va="bottom", linespacing=LINE, color=GREY, gid="note"
        )


def figure_of(axes: Axes) -> Figure:
    """The figure that the axes are in."""
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("axes without a figure")
    return figure


def size(figure: Figure) -> tuple[float, float]:
    """Width and height of a figure in points."""
    wide, high = figure.get_size_inches()
    return float(wide * 72), float(high * 72)


def is_narrow(axes: Axes) -> bool:
    """Whether the figure fills one column of a paper only."""
    return size(figure_of(axes))[0] < ONE_COLUMN * 72 * 1.4


def room(axes: Axes) -> tuple[float, float]:
    """Width and height (points) of the place that the axes have been given."""
    box, (wide, high) = _box(axes), size(figure_of(axes))
    return float(box.width * wide), float(box.height * high)


def _box(axes: Axes) -> Bbox:
    """The place of the axes as parts of the figure."""
    figure = figure_of(axes)
    page = _PAGES.get(figure)
    if page is None:
        return _BOXES.setdefault(axes, axes.get_position(original=True))
    wide, high = size(figure)
    return Bbox([[_EDGE / wide, page.foot / high], [1 - _EDGE / wide, 1 - page.head / high]])


def leave(
    axes: Axes,
    left: float = 0.0,
    right: float = 0.0,
    top: float = 0.0,
    bottom: float = 0.0,
    tall: float | None = None,
) -> tuple[float, float]:
    """Leave so many points free on each side of the axes; width and height of what remains.

    `tall` is the height that the axes need for their rows: a figure of ours takes it on.
    """
    figure = figure_of(axes)
    page = _PAGES.get(figure)
    if page is not None and tall is not None:
        high = page.head + page.foot + top + bottom + tall
        figure.set_size_inches(figure.get_size_inches()[0], high / 72)
    box, (wide, high) = _box(axes), size(figure)
    inner = Bbox(
        [
            [box.x0 + left / wide, box.y0 + bottom / high],
            [box.x1 - right / wide, box.y1 - top / high],
        ]
    )
    if inner.width <= 0 or inner.height <= 0:
        raise does_not_fit(axes)
    axes.set_position(inner)
    return float(inner.width * wide), float(inner.height * high)


def most_height(axes: Axes) -> float:
    """The height in points that a page has for a chart between head and foot; of a user's own figure no limit."""
    page = _PAGES.get(figure_of(axes))
    return float("inf") if page is None else PAGE * 72 - page.head - page.foot


def must_fit_page(figure: Figure) -> None:
    """An `InputError` where a figure is taller than the page of a paper."""
    wide, high = (side / 72 * 2.54 for side in size(figure))
    if high > PAGE * 2.54 + 0.05:
        raise InputError(
            f"this figure is {high:.1f} cm tall at a width of {wide:.1f} cm, and a page holds {PAGE * 2.54:.1f} cm;"
            f" leave out --width{' one' * (wide < 2.54 * 1.4 * ONE_COLUMN)}."
        )


def does_not_fit(axes: Axes) -> InputError:
    """What a user is told where a figure is too narrow for its words."""
    centimetres = size(figure_of(axes))[0] / 72 * 2.54
    return InputError(
        f"this figure does not fit a width of {centimetres:.1f} cm; leave out --width one or choose fewer plans."
    )
