"""The lines of a PDF's pages in reading order, without what every page repeats.

A page says where each piece of text stands and how large it is. From that follow the columns,
the running headers and footers (the same line at the same height of several pages, but for a page
number that counts up), notes at the foot, and watermarks (text at an angle).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import median
from typing import NamedTuple

from compare.text.numbering import mark_at
from compare.text.terms import is_document_name, opens_annex


class Piece(NamedTuple):
    """Text that begins at `x`, `y` (points, from the lower left) of a page, at `size`."""

    text: str
    x: float
    y: float
    size: float
    turned: bool = False


@dataclass(frozen=True)
class Page:
    """The pieces of a page in the order in which they are drawn."""

    width: float
    height: float
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class _Line:
    """Pieces at one height, side by side."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "\t".join(piece.text.strip() for piece in self.pieces)

    @property
    def y(self) -> float:
        return self.pieces[0].y

    @property
    def size(self) -> float:
        return max(piece.size for piece in self.pieces)


_EDGE = 0.15
"""The part of a page's height, above and below, in which headers and footers stand."""
_MOST = 3
"""Lines of a header or a footer."""
_SAME_HEIGHT = 4.0
_SMALL = 0.86
"""Size of a note, as a share of the page's text."""
_NOTE = re.compile(r"[①-⑳*※]|\[\d{1,2}\]|注\s*\d?\s*[:：]")
_FEWEST = 5
"""Lines on either side that make two columns."""
_WIDE = 12
"""Characters of a line of prose in a column, at least."""


def read_layout(pages: Sequence[Page]) -> tuple[list[str], list[str]]:
    """The text of each page, and a note on each kind of thing that was taken out."""
    plain = [_upright(page) for page in pages]
    lines = [list(_lines(page)) for page in plain]
    running = _running(lines, pages)
    body = [
        [line for line in page if id(line) not in running] if running else page
        for page in lines
    ]  # fmt: skip
    notes = [_feet(page) for page in body]
    texts = [
        "\n".join(_in_columns([line for line in page if line not in feet], size.width))
        for page, feet, size in zip(body, notes, pages, strict=True)
    ]
    angled = [
        piece.text
        for page, kept in zip(pages, plain, strict=True)
        for piece in page.pieces
        if piece not in kept.pieces
    ]
    told = [
        *_told(
            "running headers and footers",
            [line.text for page in lines for line in page if id(line) in running],
        ),
        *_told("text at an angle (a watermark)", angled),
        *_told("notes at the foot of pages", [line.text for feet in notes for line in feet]),
    ]
    return texts, told


def _told(what: str, texts: Iterable[str]) -> Iterator[str]:
    """“某市公报” and how often it was taken out."""
    alike: dict[str, list[str]] = defaultdict(list)
    for text in (" ".join(text.split()) for text in texts):
        alike[re.sub(r"\d+", "#", text)].append(text)
    alike.pop("", None)
    if alike:
        shown = "; ".join(f"“{found[0][:40]}” ({len(found)})" for found in list(alike.values())[:5])
        yield f"{what} taken out: {shown}{'; …' if len(alike) > 5 else ''}"


def _upright(page: Page) -> Page:
    """The page without text at an angle, unless all of it is turned."""
    kept = [piece for piece in page.pieces if not piece.turned]
    letters = sum(len(piece.text.strip()) for piece in page.pieces)
    return (
        page
        if 2 * sum(len(piece.text.strip()) for piece in kept) < letters
        else Page(page.width, page.height, kept)
    )


def _lines(page: Page) -> Iterator[_Line]:
    """Pieces at one height that follow one another in the drawing."""
    pieces = [
        piece._replace(text=text)
        for piece in page.pieces
        for text in piece.text.split("\n")
        if text.strip()
    ]  # fmt: skip
    current: list[Piece] = []
    for piece in pieces:
        if current and abs(current[-1].y - piece.y) > 0.3 * max(piece.size, 1):
            yield _Line(_joined(current))
            current = []
        current.append(piece)
    if current:
        yield _Line(_joined(current))


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces that touch as one; a note's sign set small above the line is left out."""
    size = max(piece.size for piece in pieces)
    joined: list[Piece] = []
    for piece in pieces:
        if piece.size < 0.75 * size and re.fullmatch(r"[①-⑳]|\[\d{1,2}\]", piece.text.strip()) and joined:
            continue
        if joined and piece.x - _end(joined[-1]) < 1.5 * size:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _end(piece: Piece) -> float:
    """About where a piece ends: a Chinese character is as wide as it is high, a letter half of that."""
    wide = sum(1.0 if ord(char) > 0x2E80 or char in "—“”‘’…" else 0.5 for char in piece.text.rstrip())
    return piece.x + wide * piece.size


# --- headers and footers -----------------------------------------------------------------


def _running(lines: Sequence[Sequence[_Line]], pages: Sequence[Page]) -> set[int]:
    """The lines, by identity, that stand at the same height of several pages and say the same."""
    places: dict[tuple[str, str], list[tuple[int, _Line]]] = defaultdict(list)
    for number, (page, size) in enumerate(zip(lines, pages, strict=True)):
        for edge, line in _edges(page, size.height):
            places[edge, re.sub(r"\d+", "#", _letters(line))].append((number, line))
    repeated = {id(line) for found in places.values() for line in _repeated(found)}
    taken = {
        id(line)
        for page, size in zip(lines, pages, strict=True)
        for line in _outermost(page, size.height, repeated)
    }
    return taken - _only_titles(lines, taken)


def _letters(line: _Line) -> str:
    return "".join(line.text.split())


def _edges(page: Sequence[_Line], height: float) -> Iterator[tuple[str, _Line]]:
    """The outermost lines above and below, each with where it stands, from the edge inwards."""
    ordered = sorted(page, key=lambda line: -line.y)
    yield from (("top", line) for line in ordered[: _MOST + 1] if line.y > (1 - _EDGE) * height)
    yield from (("foot", line) for line in ordered[::-1][: _MOST + 1] if line.y < _EDGE * height)


def _outermost(page: Sequence[_Line], height: float, repeated: set[int]) -> Iterator[_Line]:
    """Of the repeated lines those with nothing but such lines further out."""
    for _, edge in groupby(_edges(page, height), key=lambda found: found[0]):
        found = list(takewhile(lambda line: id(line) in repeated, (line for _, line in edge)))
        if len(found) <= _MOST and _is_apart(found, page):  # more than that: a page that comes twice
            yield from found


def _is_apart(edge: Sequence[_Line], page: Sequence[_Line]) -> bool:
    """Set off from the text of the page by a wider gap, or by another size."""
    inner = [line for line in page if line not in edge]
    if not edge or not inner:
        return bool(edge)
    near = min(inner, key=lambda line: abs(line.y - edge[-1].y))
    heights = sorted({line.y for line in inner})
    steps = [after - before for before, after in pairwise(heights)]
    wider = abs(near.y - edge[-1].y) > 1.1 * median(steps) if steps else True
    return wider or abs(near.size - edge[-1].size) > 0.05 * near.size


def _only_titles(lines: Sequence[Sequence[_Line]], taken: set[int]) -> set[int]:
    """The first of the lines that name a document which is named nowhere else."""
    left = "\n".join(_letters(line) for page in lines for line in page if id(line) not in taken)
    first: dict[str, _Line] = {}
    for line in (line for page in lines for line in page if id(line) in taken):
        first.setdefault(_letters(line), line)
    return {id(line) for text, line in first.items() if is_document_name(text) and text not in left}


def _repeated(found: Sequence[tuple[int, _Line]]) -> Iterator[_Line]:
    """Those of the lines with one wording that repeat one of another page."""
    if _is_content(found[0][1].text):
        return
    for number, line in found:
        others = [(page, other) for page, other in found if page != number]
        if any(_same(number, line, page, other) for page, other in others):
            yield line


def _is_content(text: str) -> bool:
    """What opens an item or an annex, or ends a sentence, is none that pages repeat."""
    text = text.strip()
    mark = mark_at(text)
    page_number = re.match(r"第?\s*\d+\s*页|\d+\s*/", text)
    return (mark is not None and not page_number) or opens_annex(text) or text.endswith(("。", "；", "，"))


def _same(number: int, line: _Line, page: int, other: _Line) -> bool:
    """At one height, with the same numbers but for one that counts the pages."""
    if abs(line.y - other.y) > _SAME_HEIGHT:
        return False
    ours, theirs = (list(map(int, re.findall(r"\d{1,9}", one.text))) for one in (line, other))
    changed = {a - b for a, b in zip(ours, theirs, strict=False) if a != b}
    return changed <= {number - page}


def _feet(page: Sequence[_Line]) -> list[_Line]:
    """The notes below the text of a page, from the first one on."""
    sizes = [line.size for line in page for _ in line.text]
    if not sizes:
        return []
    small = [line for line in page if line.size <= _SMALL * median(sizes)]
    lowest = min((line.y for line in page if line not in small), default=0)
    below = [line for line in small if line.y < lowest]
    first = next((i for i, line in enumerate(below) if _NOTE.match(line.text.strip())), len(below))
    return below[first:]


# --- columns -----------------------------------------------------------------------------


def _in_columns(lines: Sequence[_Line], width: float) -> Iterator[str]:
    """The texts of lines, those of the left column before those of the right."""
    gutter = _gutter(lines, width)
    if not gutter:
        yield from (line.text for line in lines)
        return
    for whole, run in groupby(lines, key=lambda line: any(_crosses(piece, gutter) for piece in line.pieces)):
        if whole:
            yield from (line.text for line in run)
            continue
        pieces = [piece for line in run for piece in line.pieces]
        for right in (False, True):
            side = [piece for piece in pieces if (piece.x >= gutter) is right]
            yield from (piece.text.strip() for piece in sorted(side, key=lambda piece: -piece.y))


def _crosses(piece: Piece, gutter: float) -> bool:
    return piece.x < gutter - piece.size and _end(piece) > gutter + piece.size / 2


def _gutter(lines: Sequence[_Line], width: float) -> float:
    """Where the right of two columns begins; 0 where there is one column, or a table."""
    pieces = [piece for line in lines for piece in line.pieces]
    starts = [round(piece.x) for piece in pieces if 0.4 * width < piece.x < 0.65 * width]
    start, often = Counter(starts).most_common(1)[0] if starts else (0, 0)
    if often < _FEWEST:
        return 0
    if 5 * sum(_crosses(piece, start) for piece in pieces) > len(pieces):
        return 0
    left = [piece for piece in pieces if piece.x < start and not _crosses(piece, start)]
    right = [piece for piece in pieces if piece.x >= start]
    return float(start) if all(_is_prose(side) for side in (left, right)) else 0


def _is_prose(column: Sequence[Piece]) -> bool:
    """Lines that mostly fill their column; the cells of a table do not."""
    if len(column) < _FEWEST:
        return False
    full = sorted(_end(piece) for piece in column)[int(0.85 * len(column))]
    filled = [
        piece for piece in column if abs(full - _end(piece)) < 2.5 * piece.size and len(piece.text) >= _WIDE
    ]
    return 2 * len(filled) >= len(column)
