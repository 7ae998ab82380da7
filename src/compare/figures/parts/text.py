"""Text as wide as it is printed: measured by the font, broken into lines, cut to fit."""

import re
from collections.abc import Sequence
from functools import cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from compare.figures.face import font_family

SMALL = 6.5
"""The smallest text in any figure (points)."""
LINE = 1.25
"""Height of a line as a part of the size of its letters."""
_UNIT = 100.0
_PIECES = re.compile(
    r"[*†‡○●▲■–] (?:[^\s]|\u00a0)+|[（《“「]*(?:[!-~\u00a0-\u024f\u2013\u2014]+|[^\s（《“「])[，。；：、）》”」]*|\s|."
)


@cache
def _face() -> FT2Font:
    face = font_manager.get_font(font_manager.findfont(font_family()))
    face.set_size(_UNIT, 72)
    return face


@cache
def _advance(char: str) -> float:
    """The width of one character in ems."""
    _face().set_size(_UNIT, 72)  # the face is shared with all drawing
    glyph = _face().load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return round(glyph.linearHoriAdvance / 65536 / _UNIT, 4)


def ems(text: str) -> float:
    """The width of a text in ems: a Chinese letter is square.

    >>> ems("条款"), round(ems("n = 3"), 1)
    (2.0, 2.2)
    """
    return sum(_advance(char) for char in text)


def width(text: str, size: float = SMALL) -> float:
    """The width in points of a text of one or more lines."""
    return max((ems(line) for line in text.split("\n")), default=0.0) * size


def height(text: str, size: float = SMALL) -> float:
    """The height in points of a text of one or more lines."""
    return (text.count("\n") + 1) * LINE * size


def wrap(text: str, points: float, size: float = SMALL) -> list[str]:
    """Break text into lines of at most `points`.

    Lines break at spaces and between Chinese characters, never inside a Latin word or a
    number, and never before a closing mark or behind an opening one or a sign that is explained. What
    stands in brackets goes to the next line as a whole where it has room there.

    >>> wrap("依据2015年纲要，见 Shao", 39)
    ['依据2015年', '纲要，见', 'Shao']
    >>> wrap("合法性审核最长时间（工作日）", 80)
    ['合法性审核最长时间', '（工作日）']
    """
    lines, line = [], ""
    for part in _PIECES.findall(text):
        if line and width(line + part.rstrip(), size) > points:
            done, line = _broken(line, part, points, size)
            lines.append(done.rstrip())
        if line or not part.isspace():
            line += part
    return [*lines, line.rstrip()]


def _broken(line: str, part: str, points: float, size: float) -> tuple[str, str]:
    """A line that `part` does not fit, as what is done and what goes on: from an open bracket, if that fits."""
    place = max(line.rfind(mark) for mark in "（(")
    if place > 0 and not set(line[place:]) & set("）)") and width(line[place:] + part, size) <= points:
        return line[:place], line[place:]
    return line, ""


def wrapped(text: str, points: float, size: float = SMALL, most: int = 9) -> str:
    """The same as one text of at most so many lines, the last one cut."""
    lines = [piece for line in text.split("\n") for piece in wrap(line, points, size)]
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return "\n".join(fitted(line, points, size) for line in lines)


def fitted(text: str, points: float, size: float = SMALL) -> str:
    """`text`, cut with an ellipsis where it is wider than `points`.

    >>> fitted("公布行政执法流程图", 39)
    '公布行政执…'
    """
    if width(text, size) <= points:
        return text
    kept = text
    while kept and width(f"{kept}…", size) > points:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def first_that_fits(options: Sequence[Sequence[str]], points: float, size: float = SMALL) -> int | None:
    """The place of the first option all of whose texts are at most so wide; None if no option is.

    >>> first_that_fits([["38% (61)", "2% (3)"], ["38%", "2%"]], 20)
    1
    """
    fitting = (
        place for place, texts in enumerate(options) if all(width(text, size) <= points for text in texts)
    )
    return next(fitting, None)
