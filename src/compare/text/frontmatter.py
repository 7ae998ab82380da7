"""What a plan says of itself at its head: title, document number, date, period."""

import re

from compare.text.lines import Line
from compare.text.terms import is_title

_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,10}\s*[〔\[［【]\s*(?:19|20)\d\d\s*[〕\]］】]\s*第?\s*\d+\s*号$")
_DATE = re.compile(r"^((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—－–~～至到]+)\s*((?:19|20)\d\d)\s*年?")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?:度)?")
_FIVE_YEARS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}


def find_title(lines: list[Line]) -> str:
    """The plan's title: the last title-like line before its text begins, with a second line
    such as （2021—2025年）; empty where none is found.
    """
    head: list[str] = []
    for line in lines[:30]:
        if line.mark:
            break
        head.append(line.text)
    titles = [position for position, text in enumerate(head) if is_title(text) and 5 < len(text) < 60]
    if not titles:
        return ""
    last = titles[-1]
    if re.match("[（(]", head[last]) and last > 0:
        return head[last - 1] + head[last]
    return head[last]


def find_document_number(lines: list[Line]) -> str:
    """A line that is only a document number, before the first item; else empty."""
    return next((line.text for line in lines[:20] if _NUMBER.match(line.text)), "")


def find_issue_date(lines: list[Line]) -> str:
    """ISO date of the one line in the document that is only a date; empty if none or several."""
    found = {match for line in lines if (match := _DATE.match(line.text))}
    dates = {f"{int(m[1]):04}-{int(m[2]):02}-{int(m[3]):02}" for m in found}
    return dates.pop() if len(dates) == 1 else ""


def find_period(title: str) -> tuple[str, str]:
    """First and last year that a title states.

    >>> find_period("大渡口区法治政府建设实施方案(2017—2020年)")
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
