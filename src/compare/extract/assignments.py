"""Find where a plan says who acts, before asking which names stand there.

Five places, tried in this order: a list after a label (牵头单位：…), a bracket that says who
acts (（区司法局牵头，各镇街负责）), a bare bracket of bodies after a full stop, 由…负责 or
由…牵头 inside a sentence, and a cell of bodies in a table's row. The words are rows of `vocab/body_labels.csv`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from compare.extract.body_names import is_name, may_be_name, read_piece
from compare.text.folding import fold_list
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary

REACH = 800  # no list is longer; keeps the search linear
GAP = r"[ \t\r\n*_]{0,4}"
SEPARATOR = re.compile(r"[、,;/|]|会同|以及")
_BRACKETS = re.compile(r"[()\[\]]")
_OPENING = re.compile(r"[(\[]")
_NUMBER_BRACKET = re.compile(r"[(\[](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[)\]]")
_CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"{_CHINESE_NUMBER}、|\d{{1,3}}[.、]|第{_CHINESE_NUMBER}[章条]")
_LIST_STOP = re.compile(
    r"[()\[\]。\n!?]"
    rf"|(?<=[ \t])(?:{_CHINESE_NUMBER}、|\d{{1,3}}[.、](?!\d))|第{_CHINESE_NUMBER}[章条]"
)
_NEXT_LINE = re.compile(r"[ \t\r*]*([^\n。]{1,400})")
_DATE_LINE = re.compile(r"[^\n]*\n\s*(?:\d{4}|二[〇○０0零])")
_MARKS_BEFORE = r"\n。;,:!?()\[\]>#—-"
_BEFORE_LABEL = re.compile(rf"(?:^|[{_MARKS_BEFORE}]|[ \t]){GAP}$")
_AFTER_STOP = re.compile(r"(?:^|[。;!\n])\s{0,4}[*_]{0,2}$")
_ENDS_ITEM = re.compile(r"[)\]][。;]?[*_ \t\r]{0,4}(?:\n|$)")
_CELL = re.compile(r"\t([^\t\n。:]{2,200})(?=\t|\n|$)")
_CLASS_NOUN = re.compile(r"(?:部门|单位|机构|机关|主体|成员|组织|政府|会|局|委|办|[:：、,\n]|^)\s*$")
# 社区服务综合体（社区服务中心）: the other name of a place, and no body of a government.
_FACILITY = re.compile(r"(?![省市县区州镇乡旗各])[^、,;]{2,14}(?:中心|驿站|站点|网点|[阵基]地|大厅|窗口)")
_RUNNING = re.compile(
    r"由(?<![自理事缘因经]由)([^由。;,:\n]{2,80}?)"
    r"(总?牵头负责|负责牵头|牵头|统一负责|具体负责|负责|主办)(?![人任制同的])"
)
_RUNNING_MORE = re.compile(
    r",(?!会同)([^。;,:\n]{2,80}?)(配合|参与|参加|协助|协办|负责)(?=[,。;)]|$)"
    r"|,会同([^。;,:\n]{2,60}?)(?=制定|研究|组织|开展|建立|提出|推进|落实|编制|修订|[,。;]|$)"
)
LEAD, RESPONSIBLE, END = "lead", "responsible", "end"


class Assignment(NamedTuple):
    """A stretch of text that says who acts.

    A strict one holds names and nothing else; `in_line` says that no bracket closes it, and
    `running` that it is part of a sentence.
    """

    start: int
    list_start: int
    end: int
    label: str
    role: str
    strict: bool
    in_line: bool = False
    running: bool = False


def find_assignments(folded: str) -> list[Assignment]:
    """All stretches that say who acts, in order and without overlap."""
    closers = _closers(folded)
    found: list[Assignment] = []
    for finder in (
        _labelled(folded, closers) if _may_hold_label(folded) else (),
        _bracketed(folded, closers) if _has_brackets(folded) else (),
        _running(folded),
        _cells(folded),
    ):
        for one in finder:
            place = bisect_left(found, one.start, key=lambda other: other.start)
            before, after = found[max(0, place - 1) : place], found[place : place + 1]
            if not any(_overlap(one, other) for other in before + after):
                found.insert(place, one)
    return found


def _overlap(one: Assignment, other: Assignment) -> bool:
    return one.start < other.end and other.start < one.end


def _closers(folded: str) -> list[int]:
    """For every position, where the bracket around it closes (-1: none does)."""
    pairs = _bracket_pairs(folded) if _has_brackets(folded) else {}
    if not pairs:
        return [-1] * (len(folded) + 1)
    closers: list[int] = []
    around = [-1]
    for bracket in sorted((*pairs, *pairs.values())):
        opens = bracket in pairs
        closers += [around[-1]] * (bracket + opens - len(closers))
        if opens:
            around.append(pairs[bracket])
        else:
            around.pop()
    return closers + [-1] * (len(folded) - len(closers))


def _has_brackets(folded: str) -> bool:
    return "(" in folded or "[" in folded


def _bracket_pairs(folded: str) -> dict[int, int]:
    """Where each bracket that is closed opens and closes."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for bracket in _BRACKETS.finditer(folded):
        if bracket[0] in "([":
            opened.append(bracket.start())
        elif opened:
            pairs[opened.pop()] = bracket.start()
    return pairs


@cache
def _terms(kind: str) -> str:
    rows = [row["pattern"] for row in read_vocabulary("body_labels") if row["kind"] == kind]
    return "|".join(fold_list(row) if kind.startswith("verb") else _spaced(row) for row in rows)


def _spaced(pattern: str) -> str:
    """Let a printed label be spread by spaces, bold marks or a line break: 责 任 单 位."""
    terms = [re.split(r"(?<=[一-鿿)])(?=[一-鿿])", term) for term in fold_list(pattern).split("|")]
    return "|".join(GAP.join(re.sub(r"([()])", r"\\\1", part) for part in term) for term in terms)


@cache
def _label() -> re.Pattern[str]:
    stem, head = f"(?:{_terms(LEAD)}|{_terms(RESPONSIBLE)})", f"(?:{_terms('head')})"
    stems = rf"{stem}(?:{GAP}[及和与、/(]{{0,2}}{stem}\)?)?"
    second = rf"(?:{GAP}[及和与、/]{stem}{GAP}{head})?"
    assign = rf"(?P<stem>{stems}){GAP}\(?{head}\)?{second}"
    note = rf"(?:{GAP}\([^()\n]{{0,40}}\))?{GAP}"
    return guarded(
        rf"(?:(?P<assign>{assign})|(?P<short>{_terms('short')})|(?P<end>{_terms(END)}|{_terms('stop')}))"
        rf"{note}(?P<colon>:|为)?{GAP}"
    )


def _may_hold_label(folded: str) -> bool:
    """A quick first look, as most labels are none: one has a colon, or stands where `_BEFORE_LABEL` lets it."""
    return ":" in folded or bool(_label().match(folded) or _label_after_mark().search(folded))


@cache
def _label_after_mark() -> re.Pattern[str]:
    return re.compile(rf"[\t\r *_{_MARKS_BEFORE}](?={_label().pattern})")


def _labelled(folded: str, closers: list[int]) -> Iterator[Assignment]:
    """The lists that a label opens; each ends at the next label at the latest."""
    labels = [match for match in _label().finditer(folded) if _is_label(folded, match)]
    for number, match in enumerate(labels):
        end = _list_end(folded, match.end(), closers[match.start()])
        if number + 1 < len(labels):
            end = min(end, labels[number + 1].start())
        strict = match["colon"] != ":"
        in_line = closers[match.start()] < 0
        label = re.sub(r"[ \t\r\n*_]", "", match["assign"] or match["short"] or match["end"])
        yield Assignment(match.start(), match.end(), end, label, _role(match), strict, in_line)


def _is_label(folded: str, match: re.Match[str]) -> bool:
    """Tell 责任单位：区司法局 from 各责任单位要高度重视."""
    before = folded[max(0, match.start() - 6) : match.start()]
    if match["colon"] == ":" and match["assign"]:
        return not re.search(r"[各个的和]$", before)
    if not _BEFORE_LABEL.search(before) and match.start():
        return False
    if match["short"] or (match["end"] and len(match["end"]) < 3):
        return match["colon"] == ":"
    return not re.match(r"[、,;。和及与]", folded[match.end() : match.end() + 1])


def _role(match: re.Match[str]) -> str:
    if match["end"]:
        return END
    printed = re.sub(GAP, "", match["stem"] or match["short"])
    return LEAD if _leading_label().search(printed) else RESPONSIBLE


@cache
def _leading_label() -> re.Pattern[str]:
    """A label of leaders, without the gaps that print may leave in it."""
    return guarded(re.sub(r"\[[^]]*\]\{0,4\}", "", _terms(LEAD)))


def _list_end(folded: str, start: int, closer: int) -> int:
    """Where a list ends: with its bracket, a full stop, a new item, or a line that is whole."""
    if 0 <= closer <= start + REACH:
        full_stop = folded.find("。", start, closer)
        return closer if full_stop < 0 else full_stop
    depth = 0
    for stop in _LIST_STOP.finditer(folded, start, start + REACH):
        token = stop.group()
        if token in "([":
            if not depth and _NUMBER_BRACKET.match(folded, stop.start()):
                return stop.start()
            depth += 1
        elif token in ")]" and depth:
            depth -= 1
        elif token != "\n" or not _goes_on(folded, start, stop.start()):
            return stop.start()
    return min(start + REACH, len(folded))


def _goes_on(folded: str, start: int, newline: int) -> bool:
    """Say whether a list goes on after a line break."""
    before = read_piece(folded, start, newline).chars.rstrip()
    line = _NEXT_LINE.match(folded, _skip_blank(folded, newline))
    if not line or any(pattern.match(line[1]) for pattern in (_NUMBER_BRACKET, _NUMBERED, _label())):
        return False
    if not before or before[-1] in "、," or line[1][0] in "、,;":
        return True
    last, words = SEPARATOR.split(before)[-1].strip(), SEPARATOR.split(line[1])
    first = re.split(r"[ )\]*]", words[0])[0]
    if not is_name(last, listed=True) or not may_be_name(first):
        return is_name(last + first, listed=True)
    blank = folded.count("\n", newline, line.start(1)) > 1
    signature = _DATE_LINE.match(folded, line.start(1))
    return not blank and not signature and all(is_name(word.strip(" *)]"), listed=True) for word in words)


def _skip_blank(folded: str, position: int) -> int:
    while position < len(folded) and folded[position] in " \t\r\n":
        position += 1
    return position


def _bracketed(folded: str, closers: list[int]) -> Iterator[Assignment]:
    """Brackets without a label: （区司法局负责）, or bodies alone after a full stop."""
    for match in _OPENING.finditer(folded):
        start = match.end()
        end = closers[start] if start < len(folded) else -1
        if not start < end <= start + REACH:
            continue
        inside = folded[start:end].split("。", 1)[0].rstrip(" \n\r\t*")
        if inside.count("(") > 8:
            continue
        acts = any(acting_verb().search(piece.strip()[-40:]) for piece in re.split("[,;]", inside))
        if acts or _stands_alone(folded, start, end):
            yield Assignment(match.start(), start, start + len(inside), "", RESPONSIBLE, strict=True)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """A bracket after a full stop, or at the end of an item where it explains no 部门 or 单位 before it."""
    before = folded[max(0, start - 9) : start - 1]
    explains = _CLASS_NOUN.search(before) or _FACILITY.fullmatch(folded, start, end)
    return bool(_AFTER_STOP.search(before) or (_ENDS_ITEM.match(folded, end) and not explains))


def _cells(folded: str) -> Iterator[Assignment]:
    """The cells of a table's row that was copied with its tabs; a cell of bodies holds nothing else."""
    for match in _CELL.finditer(folded):
        yield Assignment(match.start(1), *match.span(1), "", RESPONSIBLE, strict=True)


def _running(folded: str) -> Iterator[Assignment]:
    """由区司法局牵头，区财政局配合 inside a sentence."""
    for match in _RUNNING.finditer(folded):
        more = _RUNNING_MORE.match(folded, match.end())
        for part in filter(None, (match, more)):
            names = part.start(1) if part[1] else part.start(3)
            yield Assignment(part.start(), names, part.end(), "", RESPONSIBLE, strict=True, running=True)


@cache
def acting_verb() -> re.Pattern[str]:
    """The verb that ends a group of names; its group is the role: lead, responsible or base.

    >>> acting_verb().search("区司法局牵头").lastgroup
    'lead'
    """
    kinds = ("lead", "responsible", "base")
    return any_of(f"(?P<{kind}>(?:{_terms(f'verb_{kind}')})$)" for kind in kinds)
