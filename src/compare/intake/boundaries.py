"""Where in a file the plan begins and ends, when the file holds more than the plan.

A plan opens with a title line (…方案, …规划, …要点) before the first number of an outline. One
such line among several texts is proposed as the start marker; of two, a person has to choose.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from compare.errors import InputError
from compare.text.numbering import mark_at
from compare.text.terms import compilation_signs, is_title, opens_annex, part_lines


class TextLine(NamedTuple):
    """A line of the raw file: where its words begin, and the words."""

    start: int
    text: str


_PLAN = re.compile(r"(?:方案|规划|要点|纲要|计划)(?:\s*[（(].{1,40}[)）])?$")
_LAW = re.compile("法治|依法")
_OPENS_OUTLINE = ("一、", "chapter", "（一）", "1.", "article")
_REACH = 60
"""Lines after a title within which the outline begins."""


def propose_boundaries(raw: str, name: str) -> tuple[str, str]:
    """Start and end marker of the one plan in a file; both empty where the file is the plan.

    Raises `InputError` with the candidates where there are several.
    """
    titles = plan_titles(raw)
    signs = compilation_signs(raw)
    if len(titles) > 1:
        listed = "; ".join(f"{title.text!r} (character {title.start:,})" for title in titles[:8])
        raise InputError(
            f"{name}: holds more than one plan: {listed}; choose with --start-marker, and --end-marker"
            " if another text follows."
        )
    if not titles or not signs:
        return "", ""
    (title,) = titles
    after = [text for start, text in part_lines(raw) if start > title.start]
    is_first = not raw[: title.start].strip("\ufeff#* \n") and not after
    return "" if is_first else _marker(raw, title, name), after[0] if after else ""


def plan_titles(raw: str) -> list[TextLine]:
    """The lines that open a plan; those on law-based government where there are any.

    >>> [title.text for title in plan_titles("发言稿\\n某县法治政府建设实施方案\\n一、总体要求\\n")]
    ['某县法治政府建设实施方案']
    """
    found = list(_titles_with_outline(list(_lines(raw)), annexes=bool(compilation_signs(raw))))
    return [title for title in found if _LAW.search(title.text)] or found


def _lines(raw: str) -> Iterator[TextLine]:
    for match in re.finditer(r"[^\n\r]+", raw):
        text = match[0].strip("\ufeff#* \t\u3000\xa0")
        if text:
            yield TextLine(match.start() + match[0].index(text), text)


def _titles_with_outline(lines: list[TextLine], annexes: bool) -> Iterator[TextLine]:
    """Title lines behind which an outline begins before the next title.

    A title printed twice counts once, and so does one in an annex of the plan.
    """
    candidate, position, seen = None, 0, set[str]()
    for here, line in enumerate(lines):
        if seen and not annexes and opens_annex(line.text):
            return
        if _is_plan_title(line.text):
            candidate, position = line, here
        elif candidate and here - position <= _REACH and _opens_outline(line.text):
            if (bare := "".join(candidate.text.split())) not in seen:
                seen.add(bare)
                yield candidate
            candidate = None


def _is_plan_title(text: str) -> bool:
    return 8 <= len(text) <= 60 and is_title(text) and bool(_PLAN.search(text)) and not mark_at(text)


def _opens_outline(text: str) -> bool:
    mark = mark_at(text)
    return mark is not None and mark.value == 1 and mark.style in _OPENS_OUTLINE


def _marker(raw: str, title: TextLine, name: str) -> str:
    """Words that stand in the file only where the plan opens, or first there."""
    following = re.compile(r"\s*[^\n\r]+").match(raw, title.start + len(title.text))
    for marker in (title.text, title.text + (following[0] if following else "")):
        if raw.find(marker) == title.start:
            return marker
    raise InputError(
        f"{name}: looks like a compilation, and the plan's title {title.text!r} stands in it more than"
        " once; give the words that open the plan with --start-marker."
    )
