"""The outline of a plan: which numbered item lies in which, inferred from the document itself.

Levels are not fixed: 一、 may hold （一） or 1.; a style that appears below another is deeper
than it. The smallest items, outside aims and principles, are the measures.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise, takewhile

from compare.text.lines import Line, sentences
from compare.text.numbering import Mark, mark_at
from compare.text.terms import (
    assigns_task,
    directs,
    is_aims,
    is_label,
    is_letterhead,
    is_title,
    opens_annex,
    opens_body_label,
)


@dataclass(eq=False)
class Item:
    """One item of the outline: its mark, the lines it owns itself, and the items inside it.

    `start` and `end` are offsets in the clean text; `end` is that of its last line or item.
    `title` is empty where the item begins with a duty at once, as articles do; `level` is that
    of its line where the source marks it as a heading, else 0. `assigned` says that the text names who
    does it: (一)地区生产总值增长7%以上 with 责任单位 below is a task, also in a chapter of goals.
    """

    mark: Mark
    title: str
    start: int
    end: int
    depth: int
    parent: "Item | None" = None
    children: list["Item"] = field(default_factory=list)
    titled_by_line: bool = False
    level: int = 0
    assigned: bool = False

    @property
    def ancestors(self) -> list["Item"]:
        """From the chapter down to the item's parent."""
        return [*self.parent.ancestors, self.parent] if self.parent else []

    @cached_property
    def aims(self) -> bool:
        """Whether the item, or one that holds it, states aims and not measures; ask once titles are settled."""
        if self.assigned:
            return False
        return is_aims(self.title) or bool(self.parent and self.parent.aims)


def split_at_inline_marks(lines: list[Line]) -> list[Line]:
    """Split lines where an item opens in the middle of one.

    A number inside a line counts only if the numbers that open lines lack it (措施: 9.…), if it goes
    on counting behind a whole sentence (（1）…。（2）…。), or if the document has lost its line breaks.
    """
    lost = _has_lost_breaks(lines)
    last: dict[str, int] = {}
    result: list[Line] = []
    for line, upcoming in zip(lines, _upcoming(lines), strict=True):
        if line.mark:
            last[line.mark.style] = line.mark.value
        result += _split_line(line, last, upcoming, lost)
    return result


def _upcoming(lines: list[Line]) -> list[dict[str, int]]:
    """For every line, the number of each style that opens a line next after it."""
    after: dict[str, int] = {}
    result = []
    for line in reversed(lines):
        result.append(after)
        if line.mark:
            after = {**after, line.mark.style: line.mark.value}
    return result[::-1]


_BEFORE_INLINE = re.compile(r"[。；;：:！？\s）)”](?=[第（(一二三四五六七八九十\d①-⒛㈠-㈩])")
"""The character in front of a number that may open an item."""
_BEFORE_ANY = re.compile(
    rf"{_BEFORE_INLINE.pattern}|[\u4e00-\u9fff](?=[（(][一二三四五六七八九十]{{1,3}}[)）])"
)
"""Where breaks are lost, （一） may follow its chapter's title with nothing between."""


def _split_line(line: Line, last: dict[str, int], upcoming: dict[str, int], lost: bool) -> Iterator[Line]:
    """The parts of `line`; `last` follows the count as parts are found."""
    start, mark = 0, line.mark
    since = mark.end - line.start - 1 if mark else 0
    for match in (_BEFORE_ANY if lost else _BEFORE_INLINE).finditer(line.text, since):
        place = match.end()
        found = mark_at(line.text, place)
        if not found or found.end >= len(line.text):
            continue
        step = found.value - last.get(found.style, 0)
        fills = step == 1 and found.style in last and _gap(found, upcoming)
        restarts = found.value == 1 and upcoming.get(found.style) == 2
        goes_on = step == 1 and _same_list(mark, found) and match[0] == "。"
        if not (fills or restarts or goes_on or (lost and (step == 1 or found.value == 1))):
            continue
        yield _part(line, start, place, mark)
        start = place
        mark = replace(found, start=line.start + found.start, end=line.start + found.end)
        last[found.style] = found.value
    yield _part(line, start, len(line.text), mark)


def _same_list(opened: Mark | None, found: Mark) -> bool:
    """Whether a part of a line that opened with a number goes on with the next one of the same style."""
    return opened is not None and opened.style == found.style


def _gap(found: Mark, upcoming: dict[str, int]) -> bool:
    """Whether the next number of this style that opens a line lacks the one found."""
    return found.style in upcoming and upcoming[found.style] == found.value + 1


def _part(line: Line, start: int, end: int, mark: Mark | None) -> Line:
    text = line.text[start:end].rstrip()
    heading = line.heading if start == 0 else 0
    return Line(line.start + start, line.start + start + len(text), text, mark, heading)


def _has_lost_breaks(lines: list[Line]) -> bool:
    """One line holds most of the text, and several chapters' numbers inside it."""
    longest = max((line.text for line in lines), key=len, default="")
    total = sum(len(line.text) for line in lines)
    inner = [mark_at(longest, match.end()) for match in _BEFORE_INLINE.finditer(longest)]
    values = [mark.value for mark in inner if mark and mark.style in ("一、", "（一）")]
    return len(longest) > max(400, total / 2) and len(values) >= 3


def read_outline(lines: list[Line]) -> list[Item]:
    """All items in document order. Lines of an annex or signature end the last item."""
    marks = _repair_slips([line.mark for line in lines])
    levels = _levels_of_items(lines)
    stack: list[Item] = []
    items: list[Item] = []
    for position, line in enumerate(lines):
        if _ends_plan(lines, position, bool(items)):
            break
        mark = marks[position] or _unnumbered(line, bool(items) or line.heading in levels)
        if mark:
            item = _item(line, mark)
            stack = _open_item(item, _stack_for(item, stack, items))
            items.append(item)
        for item in stack:
            item.end = line.end
        if stack and (assigns_task(line.text) or opens_body_label(line.text)):
            stack[-1].assigned = True
    items = _without_lists(items, {line.start: line.text for line in lines})
    _assign_rest(items)
    _drop_false_titles(items)
    return items


def _assign_rest(items: list[Item]) -> None:
    """Where most items of a list say who does them, the others are tasks as well."""
    for item in items:
        assigned = sum(child.assigned for child in item.children)
        if 2 * assigned > len(item.children):
            for child in item.children:
                child.assigned = True


_LIST_ENTRY = re.compile(r"[^。；;]{1,40}[；;、，,。]?")


def _without_lists(items: list[Item], texts: dict[int, str]) -> list[Item]:
    """The items without lists of things: short entries (1.甲产品；2.乙产品。) that direct nothing."""
    lists = [item for item in items if item.children and _is_list(item.children, texts)]
    entries = {id(child) for item in lists for child in item.children}
    for item in lists:
        item.children = []
    return [item for item in items if id(item) not in entries]


def _is_list(children: list[Item], texts: dict[int, str]) -> bool:
    words = [texts[child.start][child.mark.end - child.mark.start :].strip() for child in children]
    ends = [text[-1:] for text in words[:-1]]
    return (
        len(children) > 1
        and all(end in "；;、，," for end in ends)
        and not any(child.children for child in children)
        and all(_LIST_ENTRY.fullmatch(text) and not directs(text) for text in words)
        and all(child.end - child.start == len(texts[child.start]) for child in children)
    )


def _drop_false_titles(items: list[Item]) -> None:
    """A first sentence is a title where it reads like one, and so do most of its kind."""
    for style in {item.mark.style for item in items}:
        leaves = [item for item in items if item.mark.style == style and not item.children]
        titled = {item for item in leaves if is_title_sentence(item.title, item.titled_by_line)}
        usual = style != "article" and 2 * len(titled) >= len(leaves)
        for item in leaves:
            if not (item.titled_by_line or (usual and item in titled)):
                item.title = ""


_QUANTITY = re.compile(
    r"\d|每[年季月周半两三]|[一二三四五六七八九十两](?:年|次|期|个月)[内一]|至少|不少于|不低于|年底|以上"
)
_NAMES = re.compile(r"[“（(《][^”）)》]*[”）)》]")
_TITLE_LENGTH = 36


def is_title_sentence(words: str, on_its_own_line: bool) -> bool:
    """Whether an item's first sentence is a title: short, and no number or date in it.

    >>> is_title_sentence("加强市场监管", False), is_title_sentence("每年开展一次清理", False)
    (True, False)
    """
    if on_its_own_line:
        return len(words) <= 60
    return 0 < len(words) <= _TITLE_LENGTH and not _QUANTITY.search(_NAMES.sub("", words))


def _unnumbered(line: Line, inside: bool) -> Mark | None:
    """A line that the source marks as a heading opens an item even without a number."""
    if line.heading and inside and len(line.text) <= 40 and not is_label(line.text):
        return Mark(line.start, line.start, "heading", 1, "")
    return None


def _levels_of_items(lines: list[Line]) -> set[int]:
    """Levels at which several headings without numbers stand: these open items from the first on.

    One alone, before the first number, may be the title or the name of the office.
    """
    levels = Counter(
        line.heading
        for line in lines
        if line.heading and not (line.mark or is_title(line.text) or is_letterhead(line.text))
    )
    return {level for level, count in levels.items() if count > 1}


def _ends_plan(lines: list[Line], position: int, inside: bool) -> bool:
    """A signature with nothing but letterhead after it, or the list of annexes that stands above it."""
    if not inside:
        return False
    if opens_annex(lines[position].text) and not lines[position].mark:
        return True
    rest = lines[position : position + 5]
    return len(rest) <= 4 and rest[-1].mark is None and _is_signature(rest)


def _is_signature(rest: list[Line]) -> bool:
    dated = any(is_letterhead(line.text) for line in rest)
    return dated and not any(
        len(line.text) > 40 or line.text.endswith(("。", "；")) or opens_body_label(line.text)
        for line in rest
    )


def _stack_for(item: Item, stack: list[Item], items: list[Item]) -> list[Item]:
    """The open items that may hold `item`; headings without a number give way to it.

    A heading holds what its level holds. The next chapter of a count (二、 after 一、) goes back
    to where the last one stood, whatever heading came between.
    """
    if item.mark.style == "heading":
        return list(takewhile(lambda other: 0 < other.level < item.level, stack))
    last = next((old for old in reversed(items) if old.mark.style == item.mark.style), None)
    goes_on = last is not None and item.mark.value == last.mark.value + 1
    if last and goes_on and item.mark.style in ("一、", "chapter") and last.parent in (*stack, None):
        return stack[: last.depth]
    if last is None and item.mark.value > 1:
        return _above_by_custom(item, stack)
    while stack and item.level and stack[-1].mark.style == "heading" and stack[-1].level >= item.level:
        stack = stack[:-1]
    return stack


_CUSTOM = ("chapter", "section", "一、", "（一）", "1.", "（1）", "①")
"""The customary order of styles, the highest first."""


def _above_by_custom(item: Item, stack: list[Item]) -> list[Item]:
    """Where a text that starts in its middle first shows 三、 after 5. and 6., it goes above them."""
    if item.mark.style not in _CUSTOM:
        return stack
    higher = _CUSTOM[: _CUSTOM.index(item.mark.style)]
    return list(takewhile(lambda other: other.mark.style in (*higher, "heading"), stack))


def _open_item(item: Item, stack: list[Item]) -> list[Item]:
    """Close what `item` does not belong to, and put it under what is left."""
    styles = [open_item.mark.style for open_item in stack if open_item.mark.style != "heading"]
    if item.mark.style in styles:
        position = next(i for i, other in enumerate(stack) if other.mark.style == item.mark.style)
        stack = stack[:position]
    item.depth = len(stack)
    item.parent = stack[-1] if stack else None
    if item.parent:
        item.parent.children.append(item)
    return [*stack, item]


def _repair_slips(marks: list[Mark | None]) -> list[Mark | None]:
    """A number in the wrong style (1、 before 二、) joins the count that goes on after it."""
    repaired = list(marks)
    numbered = [position for position, mark in enumerate(marks) if mark]
    seen: set[tuple[str, int]] = set()
    for here, after in pairwise(numbered):
        mark, follower = repaired[here], repaired[after]
        assert mark and follower
        slipped = mark.style != follower.style and follower.value == mark.value + 1
        if slipped and (follower.style, mark.value) not in seen:
            mark = repaired[here] = replace(mark, style=follower.style)
        seen.add((mark.style, mark.value))
    return repaired


def _item(line: Line, mark: Mark) -> Item:
    """The item that opens with `line`; its title may still turn out to be a duty."""
    words = line.text[mark.end - line.start :]
    title = title_of(words)
    alone = words.strip() == title and not words.rstrip().endswith((";", "；", "。"))
    alone = alone or bool(_FRAMED.fullmatch(title))
    if title.endswith(("；", ";")) or words.lstrip()[len(title) :][:1] in ("；", ";"):
        title = ""
    return Item(mark, title, line.start, line.end, 0, titled_by_line=alone, level=line.heading)


def title_of(text: str) -> str:
    """The title at the start of an item's text, without its full stop."""
    text = text.lstrip()
    if framed := _FRAMED.match(text):
        return framed[0]
    start, end = next(sentences(text), (0, len(text)))
    first = text[start:end].split("\t")[0]  # the first cell of a table's row
    run_in = _RUN_IN.match(first)
    return (run_in[1] if run_in else first).rstrip("。：: ").strip()


_RUN_IN = re.compile(r"([\u4e00-\u9fff、，“”]{3,30})[^\S\n]+(?=[\u4e00-\u9fff“《][^\n]{10,})")
"""A title set off by a space only: 一、总体要求　以习近平新时代……。"""


_FRAMED = re.compile(r"【(?![^】]*(?:责任[单部]|牵头|配合|时限|[:：]))[^【】\n]{2,30}】")
"""A title in brackets: 第二条 【适用范围】本办法适用于……。"""


def measures_of(items: list[Item]) -> list[Item]:
    """The smallest items outside aims and principles, in order.

    The title of an item inside another counts as its words do; a bare label is no item.
    """
    return [item for item in items if not item.children and not item.aims and not is_label(item.title)]
