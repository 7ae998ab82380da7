"""Printed numbers that open an item: 一、 （一） 1． 1.2 (1) ① 第一章 and the like."""

import re
from dataclasses import dataclass

from compare.vocab.patterns import any_of

_CN = "零〇○一二三四五六七八九十百"
_UNITS = "年月日天时分秒个名次件项家户所条款种类期级倍万亿千百元块吨公平立米里亩度斤克升岁层张台辆座间只"
_NAME = rf"[1-9]\d{{1,4}}(?![\d{_UNITS}%％‰°]|人(?!才))[\u4e00-\u9fff“《]"
"""A number that is a name, as 110 in 110联动 or 12345 before 热线: nothing is counted or measured."""
_STYLES: tuple[tuple[str, str], ...] = (
    ("chapter", rf"第\s*([{_CN}\d]{{1,4}})\s*章"),
    ("section", rf"第\s*([{_CN}\d]{{1,4}})\s*节"),
    ("article", rf"第\s*([{_CN}\d]{{1,4}})\s*条"),
    ("一、", rf"([{_CN}]{{1,4}})\s*(?:[、．﹒]|[.](?!\d))"),
    ("（一）", rf"[（(〔［【]\s*([{_CN}]{{1,4}})\s*[)）〕］】]\s*[、.．]?"),
    ("（一）", "([㈠-㈩])[、.．]?"),
    # 1.5 is a number; 1.2023年底前 is item 1 that opens with a year, 3.110联动 item 3 with a name.
    ("1.", r"(\d{1,3})\s*[.．、﹒。](?:(?!\d)|(?=20\d\d\s*年))"),
    ("1.", rf"(\d{{1,2}})\s*[.．、﹒](?={_NAME})"),
    # the first cell of a table's row, copied with its tabs
    ("1.", r"(\d{1,3})\t+(?=[\u4e00-\u9fff“《])"),
    ("1.", "([⒈-⒛])"),
    # 1.2 needs a space behind it, and no unit: 1.5倍 and 1.5 亿元 are quantities
    ("1.1", r"\d{1,2}[.．](\d{1,2})(?=\s+(?![万亿千百元倍个])[\u4e00-\u9fff“《])"),
    ("1.1.1", r"\d{1,2}[.．]\d{1,2}[.．](\d{1,2})(?=\s*[\u4e00-\u9fff“《])"),
    ("1)", r"(\d{1,3})\s*[)）][、.．]?"),
    ("（1）", r"[（(]\s*(\d{1,3})\s*[)）][、.．]?"),
    ("（1）", "([⑴-⒇])"),
    ("①", "([①-⑳])"),
)
NAMED = ("chapter", "section", "article")
"""The styles that a word names; a number of its style names each of the others."""
_PATTERNS = tuple((style, re.compile(pattern)) for style, pattern in _STYLES)
_ANY_MARK = any_of(pattern for _, pattern in _STYLES)
_LISTS = {"㈠": 0x3220, "⒈": 0x2488, "⑴": 0x2474, "①": 0x2460}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


@dataclass(frozen=True)
class Mark:
    """A number that may open an item: `printed` at `start`, of a `style`, with its `value`."""

    start: int
    end: int
    style: str
    value: int
    printed: str


def mark_at(text: str, position: int = 0) -> Mark | None:
    """The mark that stands at `position`, if any.

    >>> mark_at("（十二）推进严格规范公正文明执法。").value
    12
    """
    if not _ANY_MARK.match(text, position):
        return None
    for style, pattern in _PATTERNS:
        match = pattern.match(text, position)
        if match:
            value = number_value(match[1])
            if value:
                return Mark(match.start(), match.end(), style, value, match[0].strip())
    return None


def number_value(digits: str) -> int:
    """The value of an Arabic, Chinese or enclosed number; 0 where it is none.

    >>> number_value("二十一"), number_value("１２"), number_value("③")
    (21, 12, 3)
    """
    if digits.isdecimal():
        return int(digits)
    for first in _LISTS.values():
        if len(digits) == 1 and first <= ord(digits) < first + 20:
            return ord(digits) - first + 1
    return _chinese_value(digits)


def _chinese_value(digits: str) -> int:
    """Chinese numerals below one thousand, with or without 十 and 百."""
    if "百" not in digits and "十" not in digits:
        return int("".join(str(_DIGITS[char]) for char in digits))
    total, digit = 0, 0
    for char in digits:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
