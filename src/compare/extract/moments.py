"""Read calendar moments: 2018年第三季度, 2017年6月底, 12月31日, 今年上半年.

A moment is a stretch of the calendar with a first and a last day. Plans often leave the year
open (6月底前); such a day keeps the year XXXX of EDTF, the extension of ISO 8601, until the
caller knows the year. Whether a moment schedules a duty is decided in `times`. The words
for parts of a year are in `vocab/times_parts.csv` and `vocab/times_years.csv`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from compare.text.numbering import number_value
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary

OPEN_YEAR = "XXXX"
_ZERO = "〇零○"
_DIGIT = "一二三四五六七八九"
_COUNT = rf"[\d两几多半{_DIGIT}十百]"
# Between the figures of 2023.6.30 and 2023-06; no text holds these signs (see `read_figures`).
_OF_YEAR, _OF_MONTH = "\u2f32", "\u2f49"
_YEAR_MONTH = r"(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])"
FIGURES = guarded(
    rf"(?<![\d./-])(?:{_YEAR_MONTH}[-./](?:3[01]|[12]\d|0?[1-9])(?![\d./%])"
    rf"|{_YEAR_MONTH}(?:-{{1,2}}|至|到){_YEAR_MONTH}(?![\d./%])"
    rf"|{_YEAR_MONTH}(?=月|[底末初]|(?:之|以)?前|[起止])|(?<=:){_YEAR_MONTH}(?=[\s,;。)]|$))"
)
"""Dates in figures, as `read_figures` understands them."""
_PARTS = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2})(?!\d))?")
_YEAR = rf"(?<![\d.])(?:19|20)\d\d|[一二][{_ZERO}九][{_ZERO}{_DIGIT}]{{2}}"
_MONTH = rf"(?<![\d.{_DIGIT}十])(?:1[0-2]|0?[1-9]|十[一二]?|[{_DIGIT}])"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|二?十[{_DIGIT}]?|三十一?|[{_DIGIT}])"
_LATER_DAY = re.compile(rf"{_DAY}[日号]")
_MONTH_OF_DAY = re.compile(rf"{_MONTH}月(?={_DAY}[日号]?$)")
# 2021-2025年 and 3-5月: the first number borrows the unit of the second.
_DASH = r"(?:-{1,2}|起?[至到])"


class Moment(NamedTuple):
    """First and last day of a stretch of the calendar, found at `start` to `end`.

    `year` is 0 where open; `offset` counts years from 今年; `named` says that the text gives
    the year itself; `closes` marks an end (年底), `whole` a bare year or month, and `unread` a year that
    is printed but not understood (第二年6月底): no other year may take its place.
    """

    start: int
    end: int
    year: int
    offset: int
    named: bool
    first: str
    last: str
    granularity: str
    closes: bool
    whole: bool
    unread: bool

    def in_year(self, year: int) -> "Moment":
        """The same moment in a year that is now known.

        >>> moment_at("2月底前").in_year(2024).date_end
        '2024-02-29'
        """
        return self._replace(year=year)

    @property
    def date_start(self) -> str:
        """The first day, ISO 8601, with XXXX for an open year."""
        return _iso(self.year, self.first)

    @property
    def date_end(self) -> str:
        """The last day, ISO 8601, with XXXX for an open year."""
        return _iso(self.year, self.last)

    @property
    def date_before(self) -> str:
        """The last day that is still before the moment: 2024年前 ends on 2023-12-31.

        An end (6月底前) and a single day (6月30日前) count as reached on the day itself.
        """
        if not self.whole:
            return self.date_end
        day = date(self.year or 2023, *map(int, self.first.split("-"))) - timedelta(days=1)
        return day.isoformat() if self.year else f"{OPEN_YEAR}{day.isoformat()[4:]}"


def read_figures(text: str) -> str:
    """Dates in figures (2023.6.30, 2023/06/30) with signs of their own between year, month and day.

    >>> [moment.date_end for moment in moments(read_figures("2023.6.30前，2024-11底"))]
    ['2023-06-30', '2024-11-30']
    """
    return FIGURES.sub(lambda match: _PARTS.sub(_marked, match[0]), text)


def _marked(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return year + _OF_YEAR + month + (_OF_MONTH + day if day else "")


def may_hold_moment(text: str) -> bool:
    """A quick first look: whether a text has the words for a moment at all.

    >>> may_hold_moment("2月底前"), may_hold_moment("及时公开")
    (True, False)
    """
    return bool(moment_sign().search(text))


def moment_at(text: str, position: int = 0) -> Moment | None:
    """The moment that begins at `position`, if any.

    >>> moment_at("2018年第三季度").date_end
    '2018-09-30'
    """
    match = _pattern().match(text, position)
    return _read(match) if match and match.end() > position else None


def moments(text: str) -> Iterator[Moment]:
    """All moments in a text, from left to right.

    >>> [moment.date_end for moment in moments("2022年6月底、12月底前")]
    ['2022-06-30', 'XXXX-12-31']
    """
    for match in _pattern().finditer(text):
        if match.end() > match.start():
            yield _read(match)


def ranges(text: str) -> Iterator[tuple[Moment, Moment]]:
    """First and last moment of each range: 2021-2025年, 2022年3月至5月.

    >>> [(a.date_start, b.date_end) for a, b in ranges("2021-2025年")]
    [('2021-01-01', '2025-12-31')]
    """
    for match in _range_pattern().finditer(text):
        right = moment_at(text, match.end("dash")) or _later_day(text, match)
        if right and (left := _left(match["left"], match.start(), right)):
            yield left, right if right.named else right.in_year(left.year)


def _later_day(text: str, match: re.Match[str]) -> Moment | None:
    """3月1日—15日: the last day of a range within one month."""
    day = _LATER_DAY.match(text, match.end("dash"))
    month = _MONTH_OF_DAY.search(match["left"])
    found = moment_at(month[0] + day[0]) if day and month else None
    return found._replace(start=match.end("dash"), end=day.end()) if found and day else None


def _left(printed: str, start: int, right: Moment) -> Moment | None:
    """The first moment of a range; a bare number takes the unit of the last moment."""
    if printed[-1] not in "年月日号份度旬底末初半季":
        printed += {"year": "年", "month": "月", "day": "日"}.get(right.granularity, "年")
    found = moment_at(printed)
    if not found or found.end < len(printed):
        return None
    return found._replace(start=start, end=start + len(printed))


@cache
def moment_sign() -> re.Pattern[str]:
    """年, 月, and the words for a moment that hold neither: 第一季度."""
    relative = (row["pattern"] for row in read_vocabulary("times_years"))
    return any_of((f"[年月{_OF_YEAR}]", _alternatives(""), *relative))


@cache
def _pattern() -> re.Pattern[str]:
    """One moment; it can match nothing, which the readers above skip."""
    of_year = _alternatives("年")
    of_month = _alternatives("月")
    relative = "|".join(row["pattern"] + row["lookahead"] for row in read_vocabulary("times_years"))
    starts = rf"[\d年十{_DIGIT}]|{relative}|{_alternatives('')}"
    return guarded(
        rf"(?={starts})"
        # 2022年度, 年级, 年龄 and the like are names.
        rf"(?P<lead>(?P<year>{_YEAR})(?:年(?:度(?=[内末底]))?(?![度级龄检报鉴])|{_OF_YEAR})|(?P<relative>{relative}))?"
        rf"(?:(?P<part>(?(lead)年?|(?<!{_COUNT})年)(?:{of_year})|{_alternatives('')})(?P<close>[底末])?"
        rf"|(?P<month>{_MONTH})(?:月份?|{_OF_MONTH}|(?<={_OF_YEAR}\d)|(?<={_OF_YEAR}\d\d))"
        rf"(?:(?P<day>{_DAY})(?:[日号]|(?<={_OF_MONTH}\d)|(?<={_OF_MONTH}\d\d)|(?=(?:之|以)?前|止))"
        rf"|(?P<third>{of_month}))?)?"
    )


@cache
def _range_pattern() -> re.Pattern[str]:
    year = rf"(?:{_YEAR})"
    # 2021 | 2021年 | 2021年3 | 2021年3月 | 3月1 | 3月1日 | 3
    left = rf"{year}年?(?!\d)|(?:{year}[年{_OF_YEAR}])?{_MONTH}(?:月份?(?:{_DAY}[日号]?|[上中下]旬|底|初)?)?"
    left = rf"{year}年(?:{_alternatives('')})|{left}"
    return guarded(rf"(?P<left>{left})(?P<dash>{_DASH})(?=\S)")


def _alternatives(of: str) -> str:
    rows = read_vocabulary("times_parts")
    return "|".join(row["pattern"] + row["lookahead"] for row in rows if row["of"] == of)


@cache
def _row(of: str, printed: str) -> dict[str, str]:
    """The row of the vocabulary that a printed part (年底, 三季度, 中旬) belongs to."""
    rows = (row for row in read_vocabulary("times_parts") if row["of"] == of)
    return next(row for row in rows if re.fullmatch(row["pattern"], printed))


def _read(match: re.Match[str]) -> Moment:
    relative = _relative_year(match["relative"])
    year = number_value(match["year"]) if match["year"] else int(relative.get("year") or 0)
    first, last, granularity, closes = _days(match)
    return Moment(
        match.start(),
        match.end(),
        year,
        int(relative.get("offset") or 0),
        bool(match["lead"]),
        first,
        last,
        granularity,
        closes,
        not (match["part"] or match["day"] or match["third"]),
        not match["lead"] and match.string[: match.start()].endswith(("年", "年的", "年度")),
    )


def _days(match: re.Match[str]) -> tuple[str, str, str, bool]:
    """First day, last day (MM-DD), granularity, and whether it is an end."""
    if match["part"]:
        part = match["part"]
        of_year = part.startswith("年") or len(part) == 1
        row = _row("年", part.lstrip("年")) if of_year else _row("", part)
        closes = row["closes"] == "1" or bool(match["close"])
        return row["first"], row["last"], row["granularity"], closes
    if not match["month"]:
        return "01-01", "12-31", "year", False
    month = number_value(match["month"])
    if match["day"]:
        day = f"{month:02}-{number_value(match['day']):02}"
        return day, day, "day", False
    if match["third"]:
        row = _row("月", match["third"])
        first, last = (f"{month:02}-{row[end]}" for end in ("first", "last"))
        return first, last, row["granularity"], row["closes"] == "1"
    return f"{month:02}-01", f"{month:02}-31", "month", False


@cache
def _relative_year(printed: str | None) -> dict[str, str]:
    """The row of 今年, 次年 or “十四五” in the vocabulary."""
    rows = read_vocabulary("times_years")
    return next((row for row in rows if printed and re.fullmatch(row["pattern"], printed)), {})


@cache
def _iso(year: int, day: str) -> str:
    """A day of a year; days after the end of the month are its last day."""
    month, number = map(int, day.split("-"))
    number = min(number, monthrange(year or 2023, month)[1])
    return f"{year or OPEN_YEAR}-{month:02}-{number:02}"
