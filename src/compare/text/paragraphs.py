"""Items without a number below numbered chapters: paragraphs that open with a title of their own.

A plan may number its chapters only (一、 二、) and give every paragraph a first sentence as its
title (培育平台。支持…), or a title on a line above it. Where the chapters number anything, what
they leave without a number is no item of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from compare.text.headings import is_paragraph, may_be_heading
from compare.text.lines import Line
from compare.text.numbering import Mark
from compare.text.outline import is_title_sentence, title_of
from compare.text.terms import is_aims, opens_annex

_CHAPTERS = ("一、", "chapter")
_FEWEST = 4
"""Paragraphs with a title that make an outline below chapters."""


def with_titled_paragraphs(lines: list[Line]) -> list[Line]:
    """The lines, with a mark without a number on paragraphs that are items."""
    marked = list(lines)
    for first, last in _outlines(lines):
        for position in _items(lines, first, last):
            start = lines[position].start
            marked[position] = replace(lines[position], mark=Mark(start, start, "paragraph", 1, ""))
    return marked


def _outlines(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The runs of lines from a first chapter to the next one or to an annex."""
    edges = [i for i, line in enumerate(lines) if _is_chapter(line, 1) or opens_annex(line.text)]
    for first, last in pairwise([*edges, len(lines)]):
        if _is_chapter(lines[first], 1):
            yield first, last


def _is_chapter(line: Line, value: int = 0) -> bool:
    return line.mark is not None and line.mark.style in _CHAPTERS and value in (0, line.mark.value)


def _items(lines: list[Line], first: int, last: int) -> list[int]:
    """The paragraphs that are items in one outline; none where anything below chapters is numbered."""
    if any(line.heading or (line.mark and not _is_chapter(line)) for line in lines[first:last]):
        return []
    chapters = [i for i in range(first, last) if lines[i].mark]
    bodies = [(begin + 1, end) for begin, end in pairwise([*chapters, last]) if _holds_items(lines[begin])]
    titled = [[i for i in range(*body) if _is_titled(lines, i, body[1])] for body in bodies]
    opens = sum(bool(found) and found[0] == body[0] for body, found in zip(bodies, titled, strict=True))
    if sum(map(len, titled)) < _FEWEST or 3 * opens < 2 * len(bodies):
        return []
    alone = [[body[0]] if body[1] - body[0] == 1 else [] for body in bodies]
    return [i for found, one in zip(titled, alone, strict=True) for i in found or one]


def _holds_items(chapter: Line) -> bool:
    """A chapter whose line is its heading, and that states no aims."""
    assert chapter.mark
    words = chapter.text[chapter.mark.end - chapter.start :].strip()
    return not is_aims(words) and len(words) <= 40 and "。" not in words


def _is_titled(lines: list[Line], position: int, end: int) -> bool:
    text = lines[position].text
    title = title_of(text)
    if len(title) < len(text.rstrip("。")) and text[len(title) :][:1].strip() in ("", "。", "：", ":"):
        return is_title_sentence(title, False) and len(title) >= 4
    below = position + 1 < end and is_paragraph(lines[position + 1].text)
    return below and may_be_heading(text)
