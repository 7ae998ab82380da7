"""What a plan says of itself at its head and foot: document number, date, period."""

import re
from collections.abc import Iterable
from itertools import pairwise

from compare.text.lines import Line
from compare.text.titles import CUT_NUMBER, NUMBER, head_of

_ORDER = r"[\u4e00-\u9fff]{2,20}令\s*[（(]?第\s*[\d零一二三四五六七八九十百]{1,5}\s*[号號][)）]?"
# On a line of its own a number may have lost its last sign.
_ALONE = re.compile(rf"[（(]?\s*({NUMBER}|{_ORDER}|{CUT_NUMBER})\s*[)）]?$")
# A page's table of facts parts label and fact by a colon, by the border of a cell, or by a blank.
_TELLS = r"[\s:：|｜\]】]*"
_LABELLED = re.compile(rf"(?:文|发文字|文件编|公文编)\s*[号號]{_TELLS}({NUMBER})")
_LABEL = re.compile(r"(?:发文|文件)?[文字]\s*号\s*[:：]$")
_BEFORE_TITLE = re.compile(rf"({NUMBER})\s*(?=关于|印发|《)")
_BEHIND_TITLE = re.compile(rf"(?:通知|意见|方案|规划|办法|决定|通告|公告)\s*[（(]\s*({NUMBER})\s*[)）]$")
_FLAT_NUMBER = re.compile(rf"^.{{6,90}}?(?:意见|通知|方案|规划|办法|要点|计划|决定|措施|细则)\s*({NUMBER})")

_DIGITS = "〇○零OoО0一二三四五六七八九"
_ARABIC = r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_CHINESE = rf"([一二][{_DIGITS}]{{3}})\s*年\s*([一二三四五六七八九十]{{1,2}})\s*月\s*([一二三四五六七八九十]{{1,3}})\s*日"
_ISO = r"((?:19|20)\d\d)\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})"
_ANY_DATE = re.compile(rf"{_ARABIC}|{_CHINESE}|{_ISO}")
_SIGNED = re.compile(rf"(?:[\u4e00-\u9fff（）()]{{4,24}}\s+)?[（(]?(?:{_ARABIC}|{_CHINESE})[)）]?$")
_ALONE_DATE = re.compile(rf"[（(]?(?:{_ARABIC}|{_CHINESE})[)）]?")
_SIGNED_LABEL = re.compile(rf"(?:成文|印发|签发|发文|制发|生成)\s*(?:日\s*期|时\s*间){_TELLS}")
_DATE_LABEL = re.compile(r"(?:日期|时间)\s*[:：]$")
_LOST_SIGNS = re.compile(r"((?:19|20)\d\d)(\d{2,4})$")
_FLAT_END = re.compile(
    rf"[\u4e00-\u9fff]{{2,20}}\s+(?:{_ARABIC}|{_CHINESE})\s*(?:[（(][^（）()]{{2,12}}[)）])?\s*$"
)
_FOOT = 12
"""Lines at the end of a text among which its signature stands."""

_YEARS = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—－–~～至到]+)\s*((?:19|20)\d\d)\s*年?")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?:度)?")
_FIVE_YEARS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}


def find_document_number(lines: list[Line]) -> str:
    """The number in the letterhead, in a page's table of facts, or in front of the title; else empty."""
    head = _texts(head_of(lines))
    alone = [match[1] for text in head if (match := _ALONE.match(text))]
    alone += [match[1] for text in head if (match := _LABELLED.search(text))]
    alone += [
        match[1] for label, text in pairwise(head) if _LABEL.search(label) and (match := _ALONE.match(text))
    ]
    alone += [match[1] for text in head if (match := _BEFORE_TITLE.match(text))]
    alone += [match[1] for text in head if (match := _BEHIND_TITLE.search(text))]
    alone += [match[1] for line in lines[:1] if (match := _FLAT_NUMBER.match(line.text))]
    return "".join(alone[0].split("\n")) if alone else ""


def find_issue_date(lines: list[Line]) -> str:
    """ISO date of the signature, before the first number or at the end; else that of the letterhead.

    Dates on which a page was put online are none. Empty where several dates stand there.
    """
    head, foot = _texts(head_of(lines)), _texts(lines[len(head_of(lines)) :][-_FOOT:])
    labels, head = head, _without_page_dates(head)
    signed = {_iso(match) for text in (*head, *foot) if (match := _SIGNED.match(text))} - {""}
    if len(signed) > 1:
        return _last_signed(head)
    if signed:
        return signed.pop()
    labelled = _labelled_dates(labels)
    return next(iter(labelled), "") or _lost_signs(head) or _flat_end(lines)


def _without_page_dates(head: list[str]) -> list[str]:
    """The lines without dates that stand below a label (成文日期：, 发布日期：)."""
    return [
        text
        for above, text in pairwise(["", *head])
        if not (_DATE_LABEL.search(above) and _SIGNED.match(text))
    ]


def is_date_line(text: str) -> bool:
    """Whether a line is the date below a signature: 2023年1月3日, 二〇二一年三月五日.

    >>> is_date_line("2023年1月3日"), is_date_line("2023年1月3日前完成")
    (True, False)
    """
    return bool(_ALONE_DATE.fullmatch("".join(text.split())))


def _last_signed(head: list[str]) -> str:
    found = [_iso(match) for text in head if (match := _SIGNED.match(text))]
    return found[-1] if found else ""


def _labelled_dates(head: list[str]) -> list[str]:
    """Dates behind 成文日期 and the like, on the same line or the next."""
    found = []
    for text, below in pairwise([*head, ""]):
        label = _SIGNED_LABEL.search(text)
        if label:
            match = _ANY_DATE.match(text[label.end() :] or below)
            found += [_iso(match)] if match else []
    return found


def _lost_signs(head: list[str]) -> str:
    """A date below a signature that lost its signs in copying: 2017322, if it can be read in one way."""
    for above, text in pairwise(head):
        match = _LOST_SIGNS.match(text)
        if match and re.search(r"[\u4e00-\u9fff]{2,}(?:委|府|局|办|室|厅)$", above):
            digits = match[2]
            readings = {_date(match[1], digits[:cut], digits[cut:]) for cut in (1, 2) if digits[cut:]} - {""}
            return readings.pop() if len(readings) == 1 else ""
    return ""


def _flat_end(lines: list[Line]) -> str:
    match = _FLAT_END.search(lines[-1].text[-200:]) if lines else None
    return _iso(match) if match else ""


def _texts(lines: Iterable[Line]) -> list[str]:
    return ["".join(line.text.split("\n")).strip() for line in lines]


def _iso(match: re.Match[str]) -> str:
    year, month, day = [group for group in match.groups() if group][:3]
    return _date(*map(_plain_digits, (year, month, day)))


def _date(year: str, month: str, day: str) -> str:
    """An ISO date, empty where there is no such day."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _plain_digits(text: str) -> str:
    """Chinese numerals of a date as digits: 二〇二一 is 2021, 二十五 is 25."""
    if text.isdecimal():
        return text
    if "十" in text:
        tens, ones = text.split("十")
        return str(10 * int(_plain_digits(tens or "一")) + int(_plain_digits(ones or "零")))
    return "".join(str(max(0, _DIGITS.index(char) - 6)) for char in text)


def find_period(title: str) -> tuple[str, str]:
    """First and last year that a title states.

    >>> find_period("渝中区法治政府建设实施方案(2017—2020年)")
    ('2017', '2020')
    >>> find_period("某县2023年法治政府建设工作要点")
    ('2023', '2023')
    """
    years = _YEARS.search(title)
    if years:
        return years[1], years[2]
    for name, (first, last) in _FIVE_YEARS.items():
        if name in title:
            return str(first), str(last)
    year = _YEAR.search(title)
    return (year[1], year[1]) if year else ("", "")
