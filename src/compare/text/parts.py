"""The parts of a file's text: the body and its annexes, and which of them are the plan.

A notice may carry the tasks in an annex (任务清单, 考核指标), a plan may repeat its measures in a
table behind it, and an annex may as well be a list of persons or a form. What a part holds
decides: tasks are items that tell somebody to do something, or say who does it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from compare.text.lines import Line
from compare.text.outline import Item, measures_of, read_outline
from compare.text.terms import assigns_task, directs, opens_annex
from compare.vocab.notes import Note

_MOST_NAMES = 12
"""Lines that a list of annexes has at most, with a signature below it."""

_FEWEST = 2
"""Tasks that make an annex one of tasks."""


@dataclass(frozen=True)
class Part:
    """Lines `first` to `last` (excluded) of a text, and the outline found in them.

    `name` is empty for the body; `read` says that its items are measures, `why` what decided.
    """

    name: str
    first: int
    last: int
    items: list[Item] = field(default_factory=list)
    read: bool = True
    why: Note | None = None

    @property
    def measures(self) -> list[Item]:
        """The measures that the part holds, whether or not they are read."""
        return measures_of(self.items)


def find_parts(text: str, lines: list[Line], choice: str = "") -> list[Part]:
    """The body and the annexes of a clean text, in order, each with whether it belongs to the plan.

    `choice` is the column `parts` of sources.csv. A list of annexes is part of what it stands in.
    """
    parts = [replace(part, items=_outline(lines, part)) for part in _cut(lines)]
    if choice != "annexes" and not any(part.name for part in parts):
        return parts
    if choice:
        return [_chosen(part, choice) for part in parts]
    judged = [_judged(part, lines, text) for part in parts]
    return list(_without_rules(judged, text))


def _cut(lines: Sequence[Line]) -> Iterator[Part]:
    starts = [i for i, line in enumerate(lines) if not line.mark and opens_annex(line.text)]
    edges = [0, *(i for i in starts if _has_text(lines, i, starts)), len(lines)]
    for first, last in pairwise(sorted(set(edges))):
        yield Part(_name(lines, first) if first in starts else "", first, last)


def _has_text(lines: Sequence[Line], start: int, starts: list[int]) -> bool:
    """Whether more follows than names of annexes, as in the list that stands above a signature."""
    end = next((i for i in starts if i > start), len(lines))
    return end == len(lines) or _is_written(lines[start:end])


def _is_written(lines: Sequence[Line]) -> bool:
    """Whether sentences or many lines stand there, and not only the names of annexes."""
    alone = len(lines) > 2 and bool(_BARE.fullmatch(" ".join(lines[0].text.split())))
    return (
        alone or len(lines) > _MOST_NAMES or any("。" in line.text or len(line.text) > 80 for line in lines)
    )


_BARE = re.compile(r"附\s*[件表录]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：.．、]?")
"""A line that opens an annex whose title stands below it."""


def _name(lines: Sequence[Line], first: int) -> str:
    """附件2 with the title on its own line or on the next."""
    opening = " ".join(lines[first].text.split())
    if (
        _BARE.fullmatch(opening)
        and first + 1 < len(lines)
        and not lines[first + 1].mark
        and len(lines[first + 1].text) <= 60
    ):
        return f"{opening.rstrip(':：.．、')} {' '.join(lines[first + 1].text.split())}"
    return opening[:60]


def _outline(lines: list[Line], part: Part) -> list[Item]:
    return read_outline(lines[part.first : part.last])


def _chosen(part: Part, choice: str) -> Part:
    wanted = choice == "both" or (choice == "annexes") == bool(part.name)
    return replace(part, read=wanted, why=Note.of("chosen", choice=choice))


def _judged(part: Part, lines: Sequence[Line], text: str) -> Part:
    if not part.name:
        return part
    found, given, told = _tasks(part, text)
    if not found or not _is_written(lines[part.first : part.last]):
        written = _is_written(lines[part.first : part.last])
        return replace(part, read=False, why=Note.of("no_items" if written else "only_named"))
    enough = found >= _FEWEST and (2 * given >= found or 5 * told >= 3 * found)
    return replace(part, read=enough, why=Note.of("tasks", tasks=max(given, told), items=found))


def _tasks(part: Part, text: str) -> tuple[int, int, int]:
    """How many smallest items a part has, how many of them are assigned, and how many direct."""
    texts = [text[item.mark.end : item.end].lstrip() for item in part.measures]
    return len(texts), sum(map(assigns_task, texts)), sum(map(directs, texts))


def _without_rules(parts: list[Part], text: str) -> Iterator[Part]:
    """The body is no plan where it only says how the tasks of its annex are assessed."""
    tasks = [_tasks(part, text) for part in parts]
    assigned = sum(given for part, (_, given, _) in zip(parts, tasks, strict=True) if part.name and part.read)
    for part, (found, given, told) in zip(parts, tasks, strict=True):
        rules = not part.name and found and not given and 2 * told < found and assigned > 2 * found
        yield replace(part, read=False, why=Note.of("rules")) if rules else part


def repeated(parts: Sequence[Part]) -> list[tuple[str, int]]:
    """Annexes that are read and repeat titles of measures read before, with how many."""
    seen: set[str] = set()
    found = []
    for part in parts:
        titles = {item.title for item in part.measures if part.read and len(item.title) >= 4}
        if part.name and len(seen & titles) > 1:
            found.append((part.name, len(seen & titles)))
        seen |= titles
    return found
