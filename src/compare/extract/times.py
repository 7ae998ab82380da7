"""Find time expressions: the deadlines, dates, recurrences and durations of a duty.

A plan binds itself in time in four ways: by a day (2018年年底前), at a date (2017年年初), again
and again (每两年) or within a span (5个工作日内). The words are in `vocab/times_*.csv`. Much
that looks like a time is none: the period in a title, the date of an instrument, what was
achieved, the window of a condition. `times_contexts.csv` lists these by what stands before
or after. A date without 前, 底, 到 or 起 must also show that a duty hangs on it, because
a bare year is more often part of a name (2023年工作要点).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from compare.extract.moments import (
    FIGURES,
    Moment,
    may_hold_moment,
    moment_at,
    moment_sign,
    moments,
    ranges,
    read_figures,
)
from compare.extract.numerals import parse_number
from compare.text.folding import fold_figures
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary, values
from compare.vocab.rewriting import loosened

_NUMBER = r"(?:\d{1,3}(?:\.\d)?|[一二两三四五六七八九十百]{1,5}|半)"
_NUMBER_SIGN = r"[\d一二两三四五六七八九十百半]"
_NOT_IN_NUMBER = r"(?<![\d.零一二两三四五六七八九十百第])"
_DAY_OF_MONTH = re.compile(
    r"的?(?:首月|末月|最后一?个月|第[一二三]个?月|次月)?(?:\d{1,2}[日号]|月?[底末初])(?:之?前)?"
)
_REACH = 80  # how far a context is looked for on either side
_BLANK = "□"
_SENTENCE_END = re.compile(r"[。!?\n]")
_STOP = re.compile(r"[。!?;\n]")
# Spaces, but for a single one between digits; (?<!\d.) looks at what stands before the first space.
_SPACE = re.compile(r"[^\S\n](?:(?<!\d.)[^\S\n]*|[^\S\n]*(?!\d))")
# 6月30日18时前, 6月30日（星期五）前
_CLOCK = r"(?:\((?:星期|周)[一二三四五六日天]\))?(?:[上下]午)?(?:\d{1,2}(?:[时点](?:\d{1,2}分|整)?|:\d\d))?"
_STRETCHES = ("lasting", "running")  # 为期三个月, 连续三年: they limit nothing
_TERM_OF_OFFICE = re.compile("任期内")


class Time(NamedTuple):
    """A time expression; the fields are the columns of `times.csv`, empty if not stated."""

    start: int
    end: int
    text: str
    kind: str
    date_start: str = ""
    date_end: str = ""
    granularity: str = ""
    period: str = ""
    workdays: int = 0
    bound: str = ""


def find_times(text: str, plan_year: int | None = None) -> list[Time]:
    """The time expressions of a provision, in order and without overlap.

    `plan_year` is the year the plan is made for: it dates 6月底前 and 今年, which otherwise
    keep an open year.

    >>> [(time.text, time.date_end) for time in find_times("2018年年底前公布。6月底前上报。", 2019)]
    [('2018年年底前', '2018-12-31'), ('6月底前', '2019-06-30')]
    >>> [(time.text, time.period, time.bound) for time in find_times("在24小时内举行发布会")]
    [('24小时内', 'PT24H', 'within')]
    """
    told = _SPACE.sub("", text)  # 2025 年 12 月底前 is read without its spaces
    plain = fold_figures(told).replace("，", ",")
    if not _sign().search(plain):
        return []
    plain = read_figures(_without_names(plain))
    found = [*_recurrences(plain), *_durations(plain), *_dates(plain, plan_year)]
    if not found:
        return []
    kept = range(len(text)) if told == text else _places_without_space(text)
    return [_placed(time, text, kept) for time in _longest(found)]


@cache
def _sign() -> re.Pattern[str]:
    """For a quick first look, as most sentences hold no time: what each holds, whatever is blanked out around it."""
    kinds = (_recurrence_pattern(), _counted_unit(), _TERM_OF_OFFICE, moment_sign(), FIGURES)
    return any_of(loosened(kind.pattern) for kind in kinds)


def _places_without_space(text: str) -> list[int]:
    """Where in the text each character stands that is left without its spaces."""
    dropped = {place for match in _SPACE.finditer(text) for place in range(*match.span())}
    return [place for place in range(len(text)) if place not in dropped]


def _without_names(text: str) -> str:
    """Blank out titles, document numbers, issue dates and named days, length kept."""
    return _cue("mask").sub(lambda match: _BLANK * len(match[0]), text)


def _placed(time: Time, text: str, kept: Sequence[int]) -> Time:
    """The time with offsets into the text as given."""
    start, end = kept[time.start], kept[time.end - 1] + 1
    return time._replace(start=start, end=end, text=text[start:end])


def _longest(times: list[Time]) -> list[Time]:
    """Of times that overlap, the longest; of equals, the one found first."""
    chosen: list[Time] = []
    for time in sorted(times, key=lambda time: (time.start, -time.end)):
        if not chosen or time.start >= chosen[-1].end:
            chosen.append(time)
        elif time.end - time.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = time
    return chosen


# --- recurrences: 每两年, 每年第一季度, 按月 ---


def _recurrences(text: str) -> Iterator[Time]:
    for match in _recurrence_pattern().finditer(text):
        time = Time(match.start(), match.end(), "", "recurrence", period=_interval(match), bound="every")
        yield _with_season(time, text)


@cache
def _recurrence_pattern() -> re.Pattern[str]:
    terms = "|".join(row["pattern"] for row in read_vocabulary("times_recurrences"))
    counted = rf"(?:{_NUMBER}[-至到]{{1,2}})?(?P<count>{_NUMBER})(?P<unit>{_units()})"
    # 两年一次: once in a stretch of time.
    verb = r"(?:[开组举召听进评轮清培全集][\u4e00-\u9fff]{1,4})?"
    once = rf"(?=(?:至少)?{verb}[一1][次遍届评创清轮检修换考审督])"
    return guarded(
        rf"{terms}|每(?:间?隔|满)?{counted}"
        rf"|(?={_NUMBER_SIGN}){_NOT_IN_NUMBER}(?<![每近后前])(?P<count2>{_NUMBER})(?P<unit2>{_units()}){once}"
    )


def _interval(match: re.Match[str]) -> str:
    """The period of a recurrence, from its row or from its number and unit."""
    if not (match["unit"] or match["unit2"]):
        rows = (period for period, term in _terms() if term.match(match.string, match.start()))
        return next(rows)
    return _period(match["count"] or match["count2"], match["unit"] or match["unit2"])


@cache
def _terms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = read_vocabulary("times_recurrences")
    return tuple((row["period"], re.compile(row["pattern"])) for row in rows)


def _with_season(time: Time, text: str) -> Time:
    """Take in when in the year it recurs: 每年第一季度, 每年3月底前, 每年6月和12月."""
    position = time.end + (text[time.end : time.end + 1] == "的")
    for first, last in ranges(text[position : position + 20]):
        if time.period == "P1Y" and first.start == 0:
            return _seasonal(time, first, last, position + last.end, "")
    season = moment_at(text, position)
    if not season or season.named:
        return _with_day_of_month(time, text)
    tail = _tail(text, season.end)
    end = tail.end() if tail else season.end
    other = moment_at(text, end + 1) if text[end : end + 1] in set("、和及与") else None
    if other and not other.named:
        tail = _tail(text, other.end)
        return time._replace(end=tail.end() if tail else other.end)
    return _seasonal(time, season, season, end, _bound(tail, "after"))


def _seasonal(time: Time, first: Moment, last: Moment, end: int, tail: str) -> Time:
    """A recurrence with the days between which, or the day by which, it falls due."""
    if time.period != "P1Y":
        return time._replace(end=end)
    by = bool(tail) or last.closes
    return time._replace(
        end=end,
        date_start="" if by else first.date_start,
        date_end=last.date_before if tail == "before" else last.date_end,
        granularity=last.granularity,
    )


def _with_day_of_month(time: Time, text: str) -> Time:
    """每月5日前, 每季度末: the day is part of the expression; no calendar date bounds it."""
    match = _DAY_OF_MONTH.match(text, time.end)
    return time._replace(end=match.end()) if match and time.period in {"P1M", "P3M"} else time


# --- durations: 5个工作日内, 不少于30日 ---


def _durations(text: str) -> Iterator[Time]:
    counted = _counted_unit().search(text)
    for match in _duration_pattern().finditer(text) if counted else ():
        bound = _bound(match, "before") or _bound(match, "after")
        if bound and not _refuted(text, *match.span(), bound):
            period = _period(match["count"], match["unit"], bool(match["half"] or match["half2"]))
            workdays = int(_unit(match["unit"])["workdays"])
            bound = "at" if bound in _STRETCHES else bound
            yield Time(*match.span(), "", "duration", period=period, workdays=workdays, bound=bound)
    for match in _TERM_OF_OFFICE.finditer(text):
        yield Time(*match.span(), "", "duration", bound="within")


@cache
def _counted_unit() -> re.Pattern[str]:
    """What every duration contains: the last sign of its number beside the unit."""
    return re.compile(rf"{_NUMBER_SIGN}(?:{_units()})|个半月")


@cache
def _duration_pattern() -> re.Pattern[str]:
    # 3-5个工作日内 limits by the upper number.
    counted = (
        rf"(?:{_NUMBER}(?:{_units()})?[-至到]{{1,2}})?(?P<count>{_NUMBER})(?:个(?P<half>半)(?=月|小时|学期))?"
    )
    before, after = _bounds("duration", "before"), _bounds("duration", "after")
    end = rf"(?P<unit>{_units()}|(?<=个半)月)(?P<half2>(?<=年)半)?(?:{after})?"
    return guarded(rf"(?:{before})?{_NOT_IN_NUMBER}{counted}{end}")


def _bounds(of: str, side: str) -> str:
    """The words of `times_bounds.csv` for one side, a named group for each bound."""
    words: dict[str, list[str]] = {}
    for row in read_vocabulary("times_bounds"):
        if (row["of"], row["side"]) == (of, side):
            words.setdefault(row["bound"], []).append(row["pattern"])
    return "|".join(f"(?P<{side}_{bound}>{'|'.join(terms)})" for bound, terms in words.items())


def _bound(match: re.Match[str] | None, side: str) -> str:
    """The bound whose word was found on a side; empty if there is none."""
    found = match.groupdict() if match else {}
    names = (name for name, said in found.items() if said is not None and name.startswith(f"{side}_"))
    return next(names, "").removeprefix(f"{side}_")


def _units() -> str:
    return "|".join(row["unit"] for row in read_vocabulary("times_units"))


@cache
def _unit(printed: str) -> dict[str, str]:
    rows = read_vocabulary("times_units")
    printed = "个月" if printed == "月" else printed  # 一个半月
    return next(row for row in rows if re.fullmatch(row["unit"], printed))


def _period(count: str, unit: str, and_a_half: bool = False) -> str:
    """ISO 8601 duration of a printed number and unit; two figures (三五年) are a range, the upper counts.

    >>> _period("24", "小时"), _period("两", "年"), _period("半", "年"), _period("三五", "年")
    ('PT24H', 'P2Y', 'P6M', 'P5Y')
    >>> _period("一", "年", and_a_half=True), _period("0.5", "个工作日"), _period("半", "个工作日")
    ('P18M', 'P0.5D', 'P0.5D')
    """
    row = _unit(unit)
    if count == "半":
        return row["half"]
    number = parse_number(count) or parse_number(count[-1]) or 0
    if and_a_half:
        half = re.sub(r"[^\d.]", "", row["half"])
        return row["half"].replace(half, f"{(2 * number + 1) * float(half):g}")
    return f"P{row['designator'][:-1]}{number * int(row['factor']):g}{row['designator'][-1]}"


# --- dates: 2018年年底前, 2017年年初, 从2022年起 ---


def _dates(text: str, plan_year: int | None) -> Iterator[Time]:
    """Deadlines and dates; the year of one is lent to later ones of its sentence."""
    lent, reach = 0, 0
    for first, last in _stretches(text):
        if _SENTENCE_END.search(text[reach : first.start]):
            lent = 0
        reach = last.end
        year = _year_of(first, lent, plan_year)
        time = _dated(text, first.in_year(year), last.in_year(last.year or year))
        if time and not (time.bound == "at" and year and year < (plan_year or 0)):
            yield time
            lent = last.year or year


def _stretches(text: str) -> Iterator[tuple[Moment, Moment]]:
    """Ranges and single moments from left to right; a moment in a range is left out."""
    if not may_hold_moment(text):
        return
    spans = list(ranges(text))
    taken = {place for first, last in spans for place in range(first.start, last.end)}
    singles = [(one, one) for one in moments(text) if one.start not in taken]
    yield from sorted([*spans, *singles], key=lambda pair: pair[0].start)


def _year_of(moment: Moment, lent: int, plan_year: int | None) -> int:
    """The year a moment falls in: its own, else one lent in the sentence, else the plan's."""
    known = moment.year or (0 if moment.unread else lent or plan_year or 0)
    return known + moment.offset if known else 0


def _dated(text: str, first: Moment, last: Moment) -> Time | None:
    """The deadline or date that a stretch of the calendar sets, if it sets one."""
    lead = _lead_pattern().search(text[max(0, first.start - 8) : first.start])
    tail = _tail(text, last.end)
    before = _bound(lead, "before")
    bound, after = _date_bound(first, last, before, _bound(tail, "after"))
    start = first.start - len(lead[0]) if lead and bound == before else first.start
    end = tail.end() if tail else last.end
    if not _schedules(text, start, end, first, after or bound):
        return None
    if bound == "at" and first == last and _cue("due").search(text[max(0, start - _REACH) : start]):
        bound = "by"
    kind = "deadline" if bound == "by" else "date"
    date_start = "" if bound == "by" else first.date_start
    date_end = "" if bound == "from" else last.date_before if after else last.date_end
    return Time(start, end, "", kind, date_start, date_end, last.granularity, bound=bound)


@cache
def _lead_pattern() -> re.Pattern[str]:
    return guarded(f"(?:{_bounds('date', 'before')})$")


@cache
def _tail_pattern() -> re.Pattern[str]:
    return re.compile(f"{_CLOCK}(?:{_bounds('date', 'after')})")


def _tail(text: str, position: int) -> re.Match[str] | None:
    return _tail_pattern().match(text, position)


def _date_bound(first: Moment, last: Moment, lead: str, tail: str) -> tuple[str, str]:
    """The bound, and `before` where 前 sets it: 前 of a bare year ends before the year."""
    if tail == "before":
        return "by", tail
    if first != last:
        return "at", ""
    return tail or ("by" if lead == "by" or last.closes else "at"), ""


# --- what stands around a time ---


def _schedules(text: str, start: int, end: int, moment: Moment, bound: str) -> bool:
    """Whether a date schedules a duty, by what stands around it.

    前, 起 and 到 say so themselves; a bare date needs a duty after it or a label before it.
    """
    if moment.named and not moment.year and bound in {"at", "from"}:
        return False  # 今年 of a year unknown
    if _refuted(text, start, end, bound) or (bound != "before" and _is_past(text, start, end, bound)):
        return False
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if bound != "at" or _cue("reached").match(after):
        return True
    if _cue("label").search(before) or _cue("sure").search(before):
        return True
    return bool(_cue("opening").search(before) and _cue("duty").match(after))


def _refuted(text: str, start: int, end: int, bound: str) -> bool:
    """Whether the words before or after show that this is no time limit or schedule."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return bool(_cue("before_no", bound).search(before) or _cue("after_no", bound).match(after))


def _is_past(text: str, start: int, end: int, bound: str) -> bool:
    """Whether the rest of the sentence tells what was achieved.

    到2025年 and 6月底 look ahead, so what is achieved by then is a goal; 已 always tells of the past.
    """
    rest = _STOP.split(text[end : end + _REACH], maxsplit=1)[0]
    if _cue("sure").search(text[max(0, start - _REACH) : start]) or _cue("future").search(rest):
        return False
    looks_back = bound == "at" or bool(_cue("lookback").match(text[start:end]))
    return bool(_cue("past").search(rest) or (looks_back and _cue("achieved").search(rest)))


@cache
def _cue(name: str, bound: str = "") -> re.Pattern[str]:
    """The contexts of one cue that hold for a bound, as one pattern."""
    rows = (row for row in read_vocabulary("times_contexts") if row["cue"] == name)
    held = (row for row in rows if not row["bounds"] or bound in values(row["bounds"]))
    return any_of(row["pattern"] for row in held)
