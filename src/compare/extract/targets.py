"""Find quantified targets: stated numbers that the actor must reach or keep to.

A target is a quantity (60学时), its comparator (不少于, 以上, or none) and the recurrence it holds
for (每年). Numbers in names, past facts, conditions and enumerations are no targets; time
limits are times. The words for all this are in `vocab/units.csv`, `vocab/comparators.csv` and
`vocab/target_context.csv`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from compare.extract.indicators import match_indicator, name_indicator
from compare.extract.quantities import LIST_CUE, Quantity, find_quantities
from compare.extract.target_context import Period, find_periods, is_target, mask_names
from compare.text.folding import fold_figures
from compare.vocab.patterns import any_of
from compare.vocab.reading import read_vocabulary, values

# How far a comparator may stand before its number: 不少于本单位执法人员总数的5%.
_REACH = 32
_LONGEST_NOUN = 16
_NOUN_ENDS = re.compile("(?:的|总数|人数|数量|总量|总额|数|额|员|人|平|例|量|均)$")
_NOT_NOUN = re.compile(r"[\d、]|达到|提高|实现|完成|组织|开展|每年|每人")
_CLAUSE_BREAK = re.compile("[，,;:。!?]")
# What one item of a list says up to the mark before the next; a colon or a full stop ends the list.
_LIST_GOES_ON = re.compile(r"[^。;:!?，,]{1,40}[、，,和]|[^。;:!?，,]{1,30}、[^。;:!?，,]{1,30}[，,]")
# 企业50家，其中国家级5家; 示范点8个、示范站20个: a part or a neighbour of what was counted shares its verb.
_OF_WHICH = re.compile(r"(?:[，,;]?其中|、)[^。;:!?，,、]{0,24}?(?<![现原已共占])")
_JOINED = re.compile("(?:[、和与及或]|或者)$")


class Target(NamedTuple):
    """A quantified target; the fields are the columns of the targets table."""

    start: int
    end: int
    text: str
    comparator: str
    value: float
    unit: str
    indicator: str
    indicator_id: str
    per: str


class _Claim(NamedTuple):
    """A quantity with the comparators around it; `start` and `end` take them in.

    `before` is the comparator in front of it, or in front of the list that it goes on.
    """

    quantity: Quantity
    start: int
    end: int
    comparator: str
    before: str


def find_targets(text: str) -> list[Target]:
    """All quantified targets of a provision, in order.

    >>> [(t.text, t.comparator, t.value, t.unit, t.per)
    ...  for t in find_targets("行政执法人员每人每年培训不少于60学时。")]
    [('不少于60学时', '>=', 60.0, '学时', 'P1Y')]
    """
    printed = fold_figures("".join(text.split()))
    quantities = find_quantities(printed)
    if not quantities:
        return []
    plain = mask_names(printed)
    if plain != printed:
        quantities = find_quantities(plain)
    index: Sequence[int] = range(len(text))
    if len(plain) < len(text):
        index = [place for place, char in enumerate(text) if not char.isspace()]
    periods = find_periods(plain)
    starts = [period.start for period in periods]
    found: list[Target] = []
    last: _Claim | None = None
    for claim in _claims(plain, quantities):
        per = _recurrence(plain, claim, periods, starts)
        listed = bool(last) and _goes_on(plain, last, claim)
        if is_target(plain, claim.quantity, claim.start, claim.end, per, listed):
            last = claim
            start, end = index[claim.start], index[claim.end - 1] + 1
            found.extend(_targets(text, claim, start, end, per))
    return found


def _goes_on(text: str, last: _Claim | None, claim: _Claim) -> bool:
    """选拔50名正职、80名副职: a number right behind 、 or ， shares the verb of the target before it."""
    if not last or last.quantity.unit != claim.quantity.unit or claim.quantity.style != "arabic":
        return False
    between = text[last.end : claim.start]
    return bool(_LIST_GOES_ON.fullmatch(between) or _OF_WHICH.fullmatch(between))


def _targets(text: str, claim: _Claim, start: int, end: int, per: str) -> Iterator[Target]:
    """One target, or the lower and the upper bound of a range."""
    quantity = claim.quantity
    bounds = [(claim.comparator, quantity.low)]
    if quantity.low != quantity.high:
        bounds = [(">=", quantity.low), ("<=", quantity.high)]
    name = name_indicator(text, start, end, quantity.kind)
    for comparator, value in bounds:
        code = match_indicator(text, start, end, quantity.unit, comparator)
        yield Target(start, end, text[start:end], comparator, value, quantity.unit, name, code, per)


def stated_target(
    text: str, start: int, end: int, comparator: str, value: float, unit: str, per: str
) -> Target:
    """The target that somebody states at text[start:end]; what it measures is read as of any other.

    >>> stated_target("答复率要百分之百。", 4, 8, "=", 100.0, "%", "").indicator
    '答复率'
    """
    kind = "share" if unit in ("%", "‰") else "count"
    code = match_indicator(text, start, end, unit, comparator)
    name = name_indicator(text, start, end, kind)
    return Target(start, end, text[start:end], comparator, value, unit, name, code, per)


def _claims(text: str, quantities: list[Quantity]) -> list[_Claim]:
    """Quantities with their comparators; neighbours in a list with 分别 share theirs."""
    claims: list[_Claim] = []
    for quantity in quantities:
        floor = claims[-1].end if claims else 0
        if quantity.start < floor:
            continue  # 以上（含98%）
        start, before = _comparator_before(text, quantity, floor)
        end, after = _comparator_after(text, quantity)
        if not before and claims:
            before = _inherited(text, claims[-1], quantity)
        claims.append(_Claim(quantity, start, end, after or before or "=", before))
    return _shared_backwards(text, claims)


def _comparator_before(text: str, quantity: Quantity, floor: int) -> tuple[int, str]:
    """Where the comparator in front of a quantity starts, and what it says."""
    low = max(floor, quantity.start - _REACH)
    said = text[low : quantity.start]
    matches = list(_before().finditer(said))
    if not matches:
        return quantity.start, ""
    last = matches[-1]
    sign, reach = _meaning(last)
    if not _reaches(said[last.end() :], reach):
        return quantity.start, ""
    return low + last.start(), sign


def _reaches(gap: str, reach: str) -> bool:
    """Whether a comparator still governs a number `gap` characters later."""
    if not gap:
        return True
    if reach == "near" or _CLAUSE_BREAK.search(gap):
        return False
    if reach == "verb":
        return len(gap) <= 14
    if len(gap) <= 4 or _NOUN_ENDS.search(gap):
        return True
    return len(gap) <= _LONGEST_NOUN and not _NOT_NOUN.search(gap)


def _comparator_after(text: str, quantity: Quantity) -> tuple[int, str]:
    """Where the comparator behind a quantity ends, and what it says."""
    for sign, pattern in _after():
        match = pattern.match(text, quantity.end)
        if match and match.end() > quantity.end:
            return match.end(), sign
    return quantity.end, ""


def _inherited(text: str, last: _Claim, quantity: Quantity) -> str:
    """至少报送2篇案例、4条信息、1份报告: the first comparator holds for all numbers of the list."""
    between = text[last.end : quantity.start]
    if last.end != last.quantity.end:
        return ""
    joined = _JOINED.search(between) or "、" in between
    return last.before if joined and not _CLAUSE_BREAK.search(between) else ""


def _shared_backwards(text: str, claims: list[_Claim]) -> list[_Claim]:
    """分别配备1、2、3名以上: what follows the last number holds for all in the list."""
    shared = list(claims)
    for place in range(len(claims) - 2, -1, -1):
        this, following = shared[place], shared[place + 1]
        said = text[max(0, this.start - 60) : this.start]
        whole = this.quantity.unit == "%" and this.quantity.low == 100
        listed = text[this.end : following.start] == "、" and LIST_CUE in said
        if listed and this.comparator == "=" and not whole:
            shared[place] = this._replace(comparator=following.comparator)
    return shared


def _recurrence(text: str, claim: _Claim, periods: list[Period], starts: list[int]) -> str:
    """The recurrence a target holds for: one right behind it (4次/年), else the last before."""
    place = bisect_left(starts, claim.end)
    for period in periods[place : place + 1]:
        following = text[period.end : period.end + 3]
        if period.per and period.start == claim.end and not re.search(r"[\d一两二三]", following):
            return period.per
    earlier = bisect_left(starts, claim.quantity.start)
    if not earlier:
        return ""
    # A rate in a later clause is a standing one: 每年评查1次，合格率达到95%.
    last = periods[earlier - 1]
    apart = claim.quantity.kind == "share" and _CLAUSE_BREAK.search(text, last.end, claim.start)
    return "" if apart else last.per


@cache
def _rows(position: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in read_vocabulary("comparators") if row["position"] == position)


@cache
def _before() -> re.Pattern[str]:
    """All comparators that stand before a number; 不低于 is tried before 低于."""
    parts = [f"(?P<c{place}>{'|'.join(values(row['pattern']))})" for place, row in enumerate(_rows("before"))]
    return any_of(parts)


def _meaning(match: re.Match[str]) -> tuple[str, str]:
    """Sign and reach of the row that matched."""
    row = _rows("before")[int((match.lastgroup or "c0")[1:])]
    return row["comparator"], row["reach"]


@cache
def _after() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["comparator"], re.compile(f"(?:{'|'.join(values(row['pattern']))})")) for row in _rows("after")
    )
