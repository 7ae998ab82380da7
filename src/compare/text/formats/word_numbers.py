"""Numbers that Word counts by itself (自动编号), written out as they are printed.

A paragraph points to a list (by itself or by its style); the list says for each level how it
counts and what stands round the number. Bullets have none.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_LEVELS = {str(level): level for level in range(9)}
"""The levels that a list can have, as a file names them."""


class _Level(NamedTuple):
    """How one level of a list counts: `text` holds %1 for the first level's number.

    `plain` says that all numbers in it are Arabic (Word's legal style).
    """

    first: int
    style: str
    text: str
    plain: bool


def chinese_number(value: int) -> str:
    """A number below one hundred in Chinese.

    >>> chinese_number(12), chinese_number(20), chinese_number(35)
    ('十二', '二十', '三十五')
    """
    tens, ones = divmod(value, 10)
    if value >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    before = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return before + (_DIGITS[ones] if ones or not tens else "")


def _circled(value: int) -> str:
    return chr(0x245F + value) if 1 <= value <= 20 else f"({value})"


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
)
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda value: str(value).translate({ord("0") + i: 0xFF10 + i for i in range(10)}),
    "decimalZero": lambda value: f"{value:02}",
    **dict.fromkeys((*_CHINESE, "taiwaneseCounting", "ideographDigital"), chinese_number),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
}


class Numbers:
    """The lists of a Word file and how far each has counted."""

    def __init__(self, document: Docx) -> None:
        self._lists = _lists(document)
        self._by_style = _numbered_styles(document)
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def next_number(self, paragraph: Any) -> str:
        """What Word prints before this paragraph; empty where it counts nothing."""
        list_id, depth = self._place(paragraph)
        if list_id not in self._lists:
            return ""
        kind, levels, restarts = self._lists[list_id]
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        if list_id not in self._started:  # a list may begin anew a count that others share
            self._started.add(list_id)
            counts.update({level: first - 1 for level, first in restarts.items()})
        counts[depth] = counts.get(depth, levels[depth].first - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _printed(levels, depth, counts)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and level that a paragraph belongs to, by itself or by its style."""
        list_id, depth = self._by_style.get(paragraph.style or "", ("", 0))
        own_list, own_depth = _pointer(paragraph.find(qn("w:pPr")))
        return own_list or list_id, depth if own_depth is None else own_depth


def _printed(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    text = level.text
    if level.style not in _FORMATS or "%" not in text:
        return ""
    for upper in range(depth + 1):
        if f"%{upper + 1}" in text:
            style = levels[upper].style if upper in levels and not level.plain else "decimal"
            value = counts.get(upper, levels[upper].first if upper in levels else 1)
            text = text.replace(f"%{upper + 1}", _FORMATS.get(style, str)(value))
    return text + (" " if text[-1:] not in "、．）。" else "")


def _pointer(properties: Any) -> tuple[str, int | None]:
    """The list and level that paragraph properties name."""
    if properties is None:
        return "", None
    list_id = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
    depth = properties.find(f"{qn('w:numPr')}/{qn('w:ilvl')}")
    return _value(list_id), int(_value(depth)) if _value(depth).isdecimal() else None


def _numbered_styles(document: Docx) -> dict[str, tuple[str, int]]:
    """The list and level of every style that numbers its paragraphs, or is based on one that does."""
    own = {}
    based = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = style.get(qn("w:styleId"), "")
        own[name] = _pointer(style.find(qn("w:pPr")))
        based[name] = _value(style.find(qn("w:basedOn")))
    found = {}
    for name in own:
        at, steps = name, 0
        while not own.get(at, ("", None))[0] and based.get(at) and steps < 10:
            at, steps = based[at], steps + 1
        list_id, depth = own.get(at, ("", None))
        if list_id:
            found[name] = (list_id, depth or 0)
    return found


_List = tuple[str, dict[int, _Level], dict[int, int]]


def _lists(document: Docx) -> dict[str, _List]:
    """Every list by its id: the count it shares, its levels, and where it begins anew."""
    try:
        numbering: Any = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return {}
    root = numbering.element
    levels = {
        kind.get(qn("w:abstractNumId"), ""): dict(map(_level, kind.iterchildren(qn("w:lvl"))))
        for kind in root.iterchildren(qn("w:abstractNum"))
    }
    lists = {}
    for entry in root.iterchildren(qn("w:num")):
        kind = _value(entry.find(qn("w:abstractNumId")))
        restarts = {}
        for override in entry.iterchildren(qn("w:lvlOverride")):
            first = _value(override.find(qn("w:startOverride")))
            if first.isdecimal():
                restarts[_depth(override)] = int(first)
        lists[entry.get(qn("w:numId"), "")] = (kind, levels.get(kind, {}), restarts)
    return lists


def _level(level: Any) -> tuple[int, _Level]:
    first = _value(level.find(qn("w:start")))
    style = _value(level.find(qn("w:numFmt"))) or "decimal"
    text = _value(level.find(qn("w:lvlText")))
    plain = level.find(qn("w:isLgl")) is not None
    return _depth(level), _Level(int(first) if first.isdecimal() else 1, style, text, plain)


def _depth(level: Any) -> int:
    """The level that an entry of a list is about; Word knows nine."""
    return _LEVELS.get(level.get(qn("w:ilvl"), "0"), 0)


def _value(element: Any) -> str:
    return element.get(qn("w:val"), "") if element is not None else ""
