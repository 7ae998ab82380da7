"""Headings on lines of their own, in plans that number nothing.

Where no line opens with a number and the source marks no heading, a short line without a stop
above a paragraph is one; three of them make an outline. Fewer are left alone, and reported.
"""

from dataclasses import replace

from compare.text.lines import Line
from compare.text.terms import is_goal, is_label, is_letterhead, is_title, opens_annex, opens_body_label

_FEWEST = 3
"""Headings that make an outline; one or two short lines may be anything."""

_SHORTEST_TITLE = 8
"""Characters of a document's title; 公开清单 ends like one and is none."""

_ENDS = tuple("。；;！!？?，,、：:）)")
_CHAPTER, _ITEM = 1, 2


def with_bare_headings(lines: list[Line]) -> list[Line]:
    """The lines, with bare headings marked as such where the plan has no other outline.

    A heading right above another one is that of a chapter.
    """
    if any(line.mark or line.heading for line in lines):
        return lines
    short = [position > 0 and may_be_heading(line.text) for position, line in enumerate(lines)]
    levels = [0] * len(lines)
    for position in range(len(lines) - 2, 0, -1):
        if short[position] and levels[position + 1] == _ITEM:
            levels[position] = _CHAPTER
        elif short[position] and is_paragraph(lines[position + 1].text):
            levels[position] = _ITEM
    if levels.count(_ITEM) < _FEWEST:
        return lines
    return [replace(line, heading=level) for line, level in zip(lines, levels, strict=True)]


def may_be_heading(text: str) -> bool:
    """A short line without a stop that is no label, letterhead, annex or title of the document."""
    if not 4 <= len(text) <= 30 or text.endswith(_ENDS):
        return False
    if is_title(text) and len(text) >= _SHORTEST_TITLE:
        return False
    tests = (is_letterhead, is_label, is_goal, opens_annex, opens_body_label)
    return not any(test(text) for test in tests)


def is_paragraph(text: str) -> bool:
    """A line that is running text."""
    return len(text) > 30 or text.endswith(("。", "；"))
