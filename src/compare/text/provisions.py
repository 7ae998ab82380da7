"""Cut a plan into provisions: one statement each, by the codebook's rule.

A provision ends at 。！？； outside quotes and brackets; headings, labels and responsibility
lines are units of their own. Together the provisions hold every non-white character.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from compare.text.brackets import closed_spans, inside
from compare.text.lines import DATED_FACT, Line, sentences
from compare.text.outline import Item
from compare.text.terms import (
    body_label_starts,
    is_goal,
    is_label,
    is_letterhead,
    is_responsibility,
    is_title,
)


class Unit(NamedTuple):
    """Clean-text characters `start` to `end`; `structure` is the topic that its place decides.

    `structure` is N0 (titles, preamble, principles), N1 (goals), N2 (responsibility lines) or
    empty, where only reading can tell. `item` is the position in the outline, -1 for none.
    """

    start: int
    end: int
    is_heading: bool
    structure: str
    item: int


_LABEL_CUT = re.compile(r"[\s。；;）)](?=(?:目标|工作目标|措施|工作措施|主要措施|具体措施)[:：])")


def cut_provisions(lines: list[Line], items: list[Item]) -> list[Unit]:
    """The provisions of a plan in order, with what the outline says about each."""
    owners = _owners(lines, items)
    units: list[Unit] = []
    for line, owner in zip(lines, owners, strict=True):
        units += _cut_line(line, owner, items)
    return _demote_lone_titles(units, items)


def _owners(lines: list[Line], items: list[Item]) -> list[int]:
    """For every line the innermost item it belongs to, -1 before the first and after the last."""
    owners, current = [], -1
    starts = {item.start: position for position, item in enumerate(items)}
    for line in lines:
        current = starts.get(line.start, current)
        inside = current >= 0 and line.start < items[current].end
        owners.append(current if inside else -1)
    return owners


def _cut_line(line: Line, owner: int, items: list[Item]) -> Iterator[Unit]:
    opens = owner >= 0 and items[owner].start == line.start
    first = True
    for start, end in _pieces(line.text, items[owner] if opens else None):
        text = line.text[start:end]
        shift = len(text) - len(text.lstrip())
        body = text.strip()
        if not body:
            continue
        title = opens and first and bool(items[owner].title)
        begin, length = line.start + start + shift, len(body)
        body = "".join(map(str.strip, body.split("\n")))  # a label may be broken over two lines
        heading = _is_heading(body, line, owner, title)
        yield Unit(begin, begin + length, heading, _structure(body, heading, owner, items, title), owner)
        first = False


def _pieces(text: str, item: Item | None) -> Iterator[tuple[int, int]]:
    """Spans of `text` cut at labels, behind a run-in title, and at sentence ends."""
    found = [match.end() for match in _LABEL_CUT.finditer(text)] + body_label_starts(text)
    brackets = closed_spans(text)
    cuts = {start for start in found if not inside(brackets, start)}
    if item:
        run_in = text.find(item.title, 0, 40 + len(item.title)) + len(item.title)
        # the cells of a table's row stay together: they say who and by when
        if item.title and (item.title.endswith("】") or text[run_in : run_in + 1].strip("\n\t").isspace()):
            cuts.add(run_in)
    edges = sorted({0, *cuts, len(text)})
    for start, end in pairwise(edges):
        for first, last in sentences(text[start:end]):
            yield start + first, start + last


def _is_heading(body: str, line: Line, owner: int, title: bool) -> bool:
    """Titles and bare labels; letterhead, addressee and date lines are no headings."""
    if title:
        return True
    if is_label(body):
        return True
    if is_responsibility(body) or is_letterhead(body):
        return False
    if line.heading and len(body) == len(line.text):
        return True
    return owner < 0 and len(body) == len(line.text) and is_title(body) and body[-1] not in "。；;"


def _structure(body: str, heading: bool, owner: int, items: list[Item], title: bool) -> str:
    """The topic that place and label settle: N0, N1, N2, or none."""
    if is_responsibility(body):
        return "N0" if owner < 0 and DATED_FACT.match(body) else "N2"  # from when a page says it holds
    if is_goal(body):
        return "N1"
    if owner < 0 or is_label(body) or (heading and not title):
        return "N0"
    item = items[owner]
    if item.aims:
        return "N1" if not heading and _states_goal(body, item) else "N0"
    if title and item.children:
        return "N0" if heading else ""
    return ""


_GOAL = re.compile(r"目标[:：]|到\s*20\d\d\s*年|20\d\d\s*年\s*(?:年?底|年?末)?前")


def _states_goal(body: str, item: Item) -> bool:
    """Within aims: what stands under a goal's heading, is labelled so, or names its year."""
    return bool(re.search("目标|衡量标准", item.title) or _GOAL.search(body))


def _demote_lone_titles(units: list[Unit], items: list[Item]) -> list[Unit]:
    """A measure of one sentence has no title: the sentence is its provision."""
    counts: dict[int, int] = {}
    for unit in units:
        if unit.structure != "N2":
            counts[unit.item] = counts.get(unit.item, 0) + 1
    return [
        Unit(unit.start, unit.end, False, unit.structure, unit.item)
        if unit.is_heading and _is_lone(unit, items, counts)
        else unit
        for unit in units
    ]


def _is_lone(unit: Unit, items: list[Item], counts: dict[int, int]) -> bool:
    if unit.item < 0 or items[unit.item].children or items[unit.item].aims:
        return False
    return counts.get(unit.item) == 1 and unit.structure == ""
