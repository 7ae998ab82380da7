"""Physical lines to logical ones: undo breaks inside sentences, keep those that mean something.

A page or a fixed line width breaks sentences anywhere; a heading ends its line on purpose.
Which is which is read from the document itself: open brackets, sentence ends, the marks
that open items, and the width at which its lines are broken.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from compare.text.boxes import lines_in_boxes
from compare.text.brackets import PAIRS, Span, closed_spans, closing, inside
from compare.text.numbering import Mark, mark_at
from compare.text.terms import (
    body_label_starts,
    ends_in_body_label,
    is_goal,
    is_label,
    is_letterhead,
    opens_annex,
    opens_body_label,
    opens_box,
)

SENTENCE_END = "。！？；!?;"
_CLOSERS = "”’」』》〉）)】]"


@dataclass(frozen=True)
class Line:
    """Characters `start` to `end` of the clean text, without outer white space.

    `mark` is the number that opens the line, `heading` says that the source marked the
    line as a heading (Markdown) and of which level, 0 if it is none, `gap` that a blank line stands before it, `page` that a
    page began here.
    """

    start: int
    end: int
    text: str
    mark: Mark | None = None
    heading: int = 0
    gap: bool = False
    page: bool = False


@dataclass(frozen=True)
class Layout:
    """What cleaning saw at offsets of the clean text: Markdown headings, by level, and page marks."""

    headings: Mapping[int, int] = field(default_factory=dict)
    pages: frozenset[int] = frozenset()


_LINE = re.compile(r"[^\n]+")


def physical_lines(text: str, layout: Layout) -> list[Line]:
    """The non-empty lines of `text`, without outer white space."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        body = match[0].strip()
        if not body:
            continue
        start = match.start() + match[0].index(body[0])
        before = lines[-1].end if lines else 0
        gap = text.count("\n", before, start) > 1
        opened = [layout.headings[at] for at in range(match.start(), start + 1) if at in layout.headings]
        heading = opened[0] if opened else 0
        page = not layout.pages.isdisjoint(range(before, start + 1))
        lines.append(Line(start, start + len(body), body, None, heading, gap, page))
    return lines


def logical_lines(text: str, layout: Layout | None = None) -> list[Line]:
    """The lines of `text` with breaks inside sentences undone and opening marks accepted."""
    brackets = closed_spans(text)
    lines = _with_marks(text, physical_lines(text, layout or Layout()), brackets)
    width, run_in = wrap_width(lines), _run_in_styles(lines)
    joined: list[Line] = []
    previous: Line | None = None  # the physical line before, whose own width decides
    for line in lines:
        if previous and _continues(joined[-1], previous, line, width, run_in, brackets):
            last = joined[-1]
            joined[-1] = replace(last, end=line.end, text=text[last.start : line.end])
        else:
            joined.append(line)
        previous = line
    return joined


def wrap_width(lines: list[Line]) -> int:
    """The width at which the document's lines are broken; 0 where they are whole paragraphs.

    Hard-wrapped text has most lines end without punctuation and at nearly one length.
    """
    open_ends = sorted(len(line.text) for line in lines if not _is_complete(line.text))
    if len(lines) < 8 or len(open_ends) < 0.4 * len(lines):
        return 0
    width = open_ends[int(0.8 * len(open_ends))]
    near = sum(abs(length - width) <= max(3, width // 10) for length in open_ends)
    if sum(len(line.text) > 1.5 * width for line in lines) > 0.1 * len(lines):
        return 0  # paragraphs stand whole between short lines of a head or a list
    return width if 12 <= width <= 120 and near >= 0.35 * len(open_ends) else 0


def _with_marks(text: str, lines: list[Line], brackets: Sequence[Span]) -> list[Line]:
    """Accept the number that opens a line where it fits the count of its style so far."""
    found = [None if inside(brackets, line.start) else mark_at(text, line.start) for line in lines]
    for position in _without_words(lines, found):
        found[position] = None
    for position in lines_in_boxes([line.text for line in lines], found):
        found[position] = None
    following = _next_of_style(found)
    last: dict[str, int] = {}
    marked: list[Line] = []
    for line, mark, after in zip(lines, found, following, strict=True):
        if mark and _fits(mark, last, marked[-1] if marked else None, line, after):
            last[mark.style] = mark.value
            line = replace(line, mark=mark)
        marked.append(line)
    return marked


def _without_words(lines: Sequence[Line], marks: Sequence[Mark | None]) -> Iterator[int]:
    """Numbers alone on a line, unless they are printed as an item's and its words follow: （一）."""
    for position, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark and mark.end >= line.end:
            followed = position + 1 < len(lines) and not marks[position + 1]
            if not followed or line.text.isdecimal() or lines[position + 1].text[0] in "-—/|":
                yield position


def _next_of_style(marks: Sequence[Mark | None]) -> list[int]:
    """For every mark the value of the next of its style, 0 where there is none."""
    upcoming: dict[str, int] = {}
    values = []
    for mark in reversed(marks):
        values.append(upcoming.get(mark.style, 0) if mark else 0)
        if mark:
            upcoming[mark.style] = mark.value
    return values[::-1]


def _fits(mark: Mark, last: dict[str, int], before: Line | None, line: Line, after: int) -> bool:
    """A mark opens an item if it starts a count, continues it, or skips some after a stop.

    A copy that leaves items out may skip many; then the next number, `after`, goes on from there.
    """
    step = mark.value - last.get(mark.style, 0)
    if mark.value == 1 or step == 1:
        return True
    complete = before is None or _is_complete(before.text) or opens_body_label(before.text)
    if before and before.mark and before.mark.style != mark.style and after == mark.value + 1:
        complete = True  # a text that starts in the middle: 三、规范执法 and then （九）
    near = mark.style not in last or 1 < step <= 4
    return bool(complete or line.gap or line.heading) and (near or (step > 0 and after == mark.value + 1))


def _continues(
    whole: Line, before: Line, line: Line, width: int, run_in: frozenset[str], brackets: Sequence[Span]
) -> bool:
    """Whether `line` goes on with the sentence that `before`, the end of `whole`, left open."""
    if line.mark or line.heading:
        return False
    if whole.mark and whole.mark.end >= whole.end:
        return True
    if inside(brackets, line.start):
        return True
    if ends_in_body_label(before.text) and not _opens_something(line.text):
        return True
    if _is_complete(before.text) or _opens_something(line.text):
        return False
    if before.text[-1] in "，、,“（(《—-":
        return True
    if whole.heading or is_letterhead(before.text) or is_label(before.text):
        return False
    if line.page and _breaks_at_page(whole, run_in):
        return True
    if width:
        return len(before.text) >= width - max(3, width // 12)
    return _is_running(whole.text)


def _run_in_styles(lines: list[Line]) -> frozenset[str]:
    """Styles of number whose titles stand in one line with their text, as a rule."""
    stops: dict[str, list[bool]] = {}
    for line in lines:
        if line.mark:
            stops.setdefault(line.mark.style, []).append(bool(re.search("[。；]", line.text)))
    return frozenset(style for style, found in stops.items() if sum(found) > 0.6 * len(found))


def _breaks_at_page(whole: Line, run_in: frozenset[str]) -> bool:
    """Whether what a page ends with is an open sentence, or a title that should have a stop."""
    return whole.mark is None or len(whole.text) > 40 or whole.mark.style in run_in


def _is_running(text: str) -> bool:
    """Whether an open line is a sentence broken by a page, not a heading or a list of bodies.

    A heading has no full stop in it; what is long and has commas is no heading.
    """
    stop = max(text.rfind(char) for char in SENTENCE_END)
    tail = text[stop + 1 :]
    if opens_body_label(tail.lstrip()):
        return False
    return stop >= 0 or (len(text) > (45 if mark_at(text) else 24) and bool(re.search("[，,]", text)))


def _opens_something(text: str) -> bool:
    opens = (opens_body_label, is_label, is_goal, is_letterhead, opens_annex, opens_box)
    return any(test(text) for test in opens)


DATED_FACT = re.compile(
    r"^[\u4e00-\u9fff\s]{2,8}[:：]\s*(?:19|20)\d\d\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*\d{1,2}\s*日?|\s*月)$"
)
"""A label with a date and nothing else: 实施日期：2023年5月1日."""


def _is_complete(text: str) -> bool:
    """Whether a line ends a sentence or opens a list (a colon), or is a label with its date."""
    if DATED_FACT.match(text):
        return True
    bare = text.rstrip(_CLOSERS)
    if text.endswith(("）", ")", "】", "]", "〕")) and (opens_body_label(text) or body_label_starts(text)):
        return True
    return bool(bare) and bare[-1] in SENTENCE_END + ":："


_STOP_OR_OPENER = re.compile(
    rf"""[{SENTENCE_END}][{re.escape(SENTENCE_END + _CLOSERS)}]*|["{re.escape("".join(PAIRS))}]"""
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Cut after 。！？； outside quotes and brackets.

    Yields half-open spans that together cover `text`. A bracket or quote that is never
    closed, or only more than 300 characters on, does not hold the cut back.

    >>> [text[a:b] for text in ["建立制度。（责任单位：甲；乙）"] for a, b in sentences(text)]
    ['建立制度。', '（责任单位：甲；乙）']
    """
    start, position = 0, 0
    while match := _STOP_OR_OPENER.search(text, position):
        position = match.end()
        if match[0][0] in SENTENCE_END:
            yield start, position
            start = position
        else:
            position = closing(text, match.start()) + 1
    if start < len(text):
        yield start, len(text)
