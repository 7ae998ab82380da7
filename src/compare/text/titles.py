"""The title of a plan: the plan's own, not that of the notice which carries it.

It stands last before the first number, may run over several lines, and may have the issuer on a
line of its own above it. A page may show it in a table of facts, a notice only inside 《》.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.text.lines import Line
from compare.text.terms import is_document_name, is_letterhead, opens_annex

HEAD = 80
"""Lines within which a plan's text begins; a web page has many before it."""

_NOTICE = re.compile(r"(?:印发|印發|转发|轉發|批转|发布|公布|征求|征集).*(?:通知|通告|公告|启事|函|[》”])$")
_SECOND_LINE = re.compile(r"[（(](?!.*[号號][)）]).{2,30}[)）]$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,15}[省市州盟县区旗镇乡]$")
_ORGAN = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{0,20}(?:国务院|政府|委员会|办公厅|办公室|领导小组|管委会|[委局厅办院])(?:办公室)?$"
)
_AFTER_ORGAN = re.compile(r"关于|關於|印发|(?:19|20)\d\d|法治|依法|“?十[二三四五]五|贯彻|优化|深化|推进")
_ABOUT = re.compile("关于|關於")
_FACT = re.compile(
    r"^[-•·*|｜\[【\s]*(?:文件|信息)?(?:标\s*题|名\s*称)\s*[\]】]?\s*[:：|｜\t]\s*(\S.*?)?[\s|｜]*$"
)
_FLAT = re.compile(
    r"([\u4e00-\u9fff（）()《》“”、〈〉\d—-]{6,90}?(?:意见|通知|方案|规划|办法|要点|计划|决定|措施|细则))"
    r"(?=\s*[\u4e00-\u9fff]{1,10}[〔\[（(]\s*(?:19|20)\d\d)"
)


_NAMES = re.compile(r"《([^《》]{6,120})》")


def _numbered(opening: str, closing: str) -> str:
    """The pattern of a document's number up to its last digit, with the year between such brackets."""
    return rf"[\u4e00-\u9fff]{{1,14}}\s*[{opening}]\s*(?:19|20)\d\d\s*[{closing}]\s*第?\s*\d{{1,4}}"


NUMBER = _numbered(r"〔\[［【（(", r"〕\]］】）)") + r"\s*[号號]"
"""A document's number, such as 某政发〔2021〕14号, in whatever brackets a page prints it."""
CUT_NUMBER = _numbered(r"〔\[［", r"〕\]］")
"""One that has lost its last sign (某政发〔2019〕1): only in brackets that nothing else stands in."""
_NUMBER_BEHIND = re.compile(rf"\s*[（(]\s*{NUMBER}\s*[)）]$")
_TOLD = re.compile(
    r"(?:印发|发布|公布|出台|下发)了?《([^《》]{6,80})》|现将《([^《》]{6,80})》(?:予以)?印发|《([^《》]{6,80})》(?:的?(?:主要)?内容|全文)?如下"
    r"|(?:征求|征集)[^《》。]{0,10}《([^《》]{6,80})》|《([^《》]{6,80})》[^《》。]{0,16}(?:征求|征集)[^《》。]{0,10}意见"
)
_BREAK_LEFT = re.compile(r"(?<=[\u4e00-\u9fff])[^\S\n]+(?=[\u4e00-\u9fff])")
"""A blank that a break between the lines of a title left where the notice repeats it."""
_TOLD_IN = 6
"""Lines at the head in which a title is told."""
_MARKS = "〈〉<>＜＞﹤﹥"
"""Marks of a name inside another name, which a notice in 《》 prints around what it issues."""


@dataclass(frozen=True)
class _Block:
    """A title over one or more lines, the last of them at `last`."""

    text: str
    last: int

    @property
    def is_notice(self) -> bool:
        return bool(_NOTICE.search(self.text))


def find_title(lines: list[Line]) -> str:
    """The plan's title; empty where none is found.

    Of several texts in one file, each with an outline of its own, the longest outline decides.
    """
    starts = _outline_starts(lines)
    for first, last in sorted(starts, key=lambda part: -_numbers(lines, part, starts)):
        blocks = list(_blocks(lines, first, last))
        own = [block for block in blocks if not block.is_notice]
        if own:
            return _whole(own[-1], lines)
        if blocks:
            return _named(blocks[-1].text)
    return _named(_fact(lines)) or _flat(lines) or _told(lines)


def _whole(block: _Block, lines: list[Line]) -> str:
    """The title with the lines above it that the notice's 《…》 tells to be its beginning."""
    short = "".join(block.text.split())
    for name in _NAMES.findall("\n".join(_plain(line) for line in head_of(lines))):
        full = "".join(name.split())
        top = "".join(
            "".join(_plain(line).split()) for line in lines[max(0, block.last - 4) : block.last + 2]
        )
        if full.endswith(short) and full in top:
            return _BREAK_LEFT.sub("", name)
    return _NUMBER_BEHIND.sub("", block.text)


def head_of(lines: list[Line]) -> list[Line]:
    """The lines before the first number, as far as a head may reach."""
    first = next((i for i, line in enumerate(lines[:HEAD]) if line.mark), min(HEAD, len(lines)))
    return lines[:first]


def _outline_starts(lines: list[Line]) -> list[tuple[int, int]]:
    """Where titles may stand: the head, and the lines above every later chapter one."""
    first = len(head_of(lines))
    spans = [(0, first)]
    for position in range(first + 1, len(lines)):
        mark = lines[position].mark
        if mark and mark.value == 1 and mark.style in ("一、", "chapter"):
            above = next((i for i in range(position - 1, -1, -1) if lines[i].mark), -1) + 1
            spans.append((max(above, position - 12), position))
    return spans


def _numbers(lines: list[Line], part: tuple[int, int], parts: list[tuple[int, int]]) -> int:
    """Numbered lines of an outline; none for one of an annex or without a title above it."""
    if part[0] and (
        any(opens_annex(line.text) for line in lines[: part[1]]) or not list(_blocks(lines, *part))
    ):
        return -1
    end = min(
        (first for first, _ in parts if first > part[1] and list(_blocks(lines, first, _))),
        default=len(lines),
    )
    return sum(line.mark is not None for line in lines[part[1] : end])


def _blocks(lines: list[Line], first: int, last: int) -> Iterator[_Block]:
    """The titles among the lines `first` to `last` (excluded)."""
    for position in range(first, last):
        text = _plain(lines[position])
        if lines[position].mark or _SECOND_LINE.match(text) or is_letterhead(text):
            continue
        if not is_document_name(text):
            continue
        top = _top(lines, position, first)
        whole = "".join(_plain(line) for line in lines[top : position + 1])
        below = _plain(lines[position + 1]) if position + 1 < last else ""
        yield _Block(whole + (below if _SECOND_LINE.fullmatch(below) and is_years(below) else ""), position)


def is_years(text: str) -> bool:
    """A second line of a title: （2021—2025年）, （试行）."""
    return bool(re.search(r"(?:19|20)\d\d|试行|修订|暂行|征求意见稿|送审稿", text))


def _top(lines: list[Line], position: int, first: int) -> int:
    """The first line of the title that ends at `position`."""
    eligible = position
    while eligible > first and position - eligible < 3 and _may_open(lines[eligible - 1]):
        eligible -= 1
    above = [_plain(line) for line in lines[eligible:position]]
    text = _plain(lines[position])
    for back, words in enumerate(above):
        if _ABOUT.search(words) or words.count("《") > words.count("》"):
            top = eligible + back
            return top - 1 if top > eligible and _joins(_plain(lines[top - 1]), words) else top
    if above and _joins(above[-1], text):
        return position - 1
    return position


def _joins(organ: str, text: str) -> bool:
    return bool((_ORGAN.fullmatch(organ) or _PLACE.fullmatch(organ)) and _AFTER_ORGAN.match(text))


def _may_open(line: Line) -> bool:
    """A line that may be the beginning of a title which ends on a later one."""
    text = _plain(line)
    if line.mark or not 2 <= len(text) <= 60 or re.search(r"[。；;：:！!|]|\d{6}|\.cn", text):
        return False
    return not (is_letterhead(text) or is_document_name(text) or opens_annex(text))


def _plain(line: Line) -> str:
    return "".join(line.text.split("\n")).strip().strip("*#|｜ ").strip()


def _named(notice: str) -> str:
    """What a notice issues: the words in 《》, or those behind 印发."""
    quoted = re.search(r"(?:印发|印發|转发|轉發|批转|发布|公布|征求|征集).*?《(.+)》", notice)
    quoted = quoted or re.search(r"《(.+)》.*(?:征求|征集)", notice)
    if quoted:
        return re.split("》[、和及与]?《", quoted[1])[0]
    issued = re.search(r"(?:印发|印發)\s*([^《》]{5,80}?)的?通知", notice)
    return issued[1].strip(_MARKS) if issued else notice


def _fact(lines: list[Line]) -> str:
    """The title in a page's table of facts, on the line of its label or on the next."""
    for line, below in zip(lines[:HEAD], [*lines[1:HEAD], None], strict=False):
        fact = _FACT.match(line.text)
        if fact:
            return fact[1] or (below.text if below else "")
    return ""


def _flat(lines: list[Line]) -> str:
    """The title at the head of a text without line breaks, in front of its number."""
    flat = _FLAT.match(lines[0].text) if lines else None
    return flat[1] if flat else ""


def _told(lines: list[Line]) -> str:
    """The title that a newspaper or a page tells above the text: 印发了《…》, 《…》主要内容如下."""
    return next(
        (
            next(filter(None, match.groups()))
            for line in head_of(lines)[:_TOLD_IN]
            if (match := _TOLD.search(line.text))
        ),
        "",
    )
