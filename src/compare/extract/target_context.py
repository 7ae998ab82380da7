"""Tell a stated duty from a name, a past fact or a condition, by the words around a number.

The words are in `vocab/target_context.csv`. In its patterns ＃ stands for the quantity and … for
a few characters of the same clause, so that a row reads like the phrase it is for.
"""

import re
from functools import cache
from typing import NamedTuple

from compare.extract.quantities import Quantity, find_quantities
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary, values

NUMBER_MARK = "＃"
MASK = "□"
REACH = 60  # characters looked at on each side of a quantity; keeps long lines linear
_BREAKS = "，,;:。!?"
_BREAK = re.compile(f"[{_BREAKS}]")
_SENTENCE_END = re.compile("[。;!?]")
_GAPS = {"……": f"[^{NUMBER_MARK}{_BREAKS}]{{0,60}}", "…": f"[^{NUMBER_MARK}{_BREAKS}]{{0,20}}"}
_TITLES = re.compile(r"《[^《》]{0,200}》|〈[^〈〉]{0,200}〉|〔[^〔〕]{0,20}〕")
_REACHED = re.compile(f"(?:达到?|[到至为]){NUMBER_MARK}")
_SET_GROWTH = re.compile("同比(?:增长|增加|提高|提升|上升)$")  # 同比增长12%以上 is set, 同比增长12% told
_QUOTES = re.compile(r"“[^“”]{0,80}”|‘[^‘’]{0,80}’|「[^「」]{0,80}」|『[^『』]{0,80}』|\"[^\"，。]{1,20}\"")


class Period(NamedTuple):
    """A recurrence at `start` (每年) and what it is in ISO 8601; empty where one ends."""

    start: int
    end: int
    per: str


def mask_names(text: str) -> str:
    """The text with titles, quoted names and slogans blanked out at the same length.

    >>> mask_names("落实三项制度,每年2次")
    '落实□□□□,每年2次'
    """
    for pattern in (_TITLES, _QUOTES, _pattern("name")):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    """Blank, unless what the quotation marks hold is a plain quantity (“100%”) or a level to reach."""
    inside = find_quantities(match[0][1:-1])
    if inside and match[0][0] != "《" and _pattern("quoted").search(match[0]):
        return match[0]
    if len(inside) == 1 and inside[0].end - inside[0].start == len(match[0]) - 2:
        return match[0]
    return MASK * len(match[0])


def is_target(text: str, quantity: Quantity, start: int, end: int, per: str, listed: bool = False) -> bool:
    """Whether the quantity, printed with its comparator from `start` to `end`, is a duty.

    `listed` says that it goes on a list whose items before it are duties.
    """
    clause = _around(text, start, end)
    if _pattern("not").search(clause) or (quantity.unit == "分" and _pattern("points").search(clause)):
        return False
    compared = (start, end) != (quantity.start, quantity.end)
    if quantity.kind == "training" and not _is_training(_with_course(text, start, clause)):
        return False
    firm = compared and start < quantity.start
    if quantity.kind == "age" and not _is_reached(quantity, clause, firm):
        return False
    if not firm and (_pattern("past").search(clause) or _is_achieved(text, start, clause, compared)):
        return False
    sure = compared or listed or quantity.kind in ("share", "hours")
    return sure or _is_plain_target(clause, quantity, per) or _is_to_be_done(text, start, clause, quantity)


def _is_reached(quantity: Quantity, clause: str, firm: bool) -> bool:
    """A mean age is reached (预期寿命达到80岁); 65岁以上 and 16至24岁 say who."""
    return quantity.low == quantity.high and (firm or bool(_REACHED.search(clause)))


def _is_plain_target(clause: str, quantity: Quantity, per: str) -> bool:
    """A number without a comparator counts where a verb or a recurrence makes it a duty."""
    if quantity.kind != "training" and _pattern("plain_not").search(clause):
        return False
    if quantity.low != quantity.high or (per and quantity.kind == "event"):
        return True
    if quantity.style == "han":
        return quantity.low > 1 and bool(_verb_right_before().search(clause))
    return bool(_verb_before().search(clause))


def _is_to_be_done(text: str, start: int, clause: str, quantity: Quantity) -> bool:
    """到2025年，100个社区全面建成: the number stands before its verb, in a sentence that looks ahead."""
    said = _SENTENCE_END.split(text[max(0, start - 2 * REACH) : start])[-1]
    counted = quantity.style == "arabic" and not _pattern("plain_not").search(clause)
    return counted and bool(_pattern("done").search(clause) and _pattern("future").search(said))


def _is_training(clause: str) -> bool:
    """Hours and days are a target as training; 24小时内 is a time limit."""
    limited = re.search(f"{NUMBER_MARK}(?:内|前|后|之前|之后|的?期限)", clause)
    return not limited and bool(_pattern("training").search(clause))


def _with_course(text: str, start: int, clause: str) -> str:
    """The clause with the one before it, where 每期 or 每人 takes up the course named there."""
    if not re.match("每[期次班场人名]", clause):
        return clause
    said = _SENTENCE_END.split(text[max(0, start - REACH) : start])[-1]
    return said + clause


def _is_achieved(text: str, start: int, clause: str, compared: bool) -> bool:
    """Whether the sentence tells of what has been done, and nothing in it looks ahead."""
    said = _SENTENCE_END.split(text[max(0, start - 2 * REACH) : start])[-1]
    if _pattern("future").search(said):
        return False
    if compared:
        said = _SET_GROWTH.sub("", said)
    following = _SENTENCE_END.split(text[start : start + 2 * REACH], maxsplit=1)[0]
    if _pattern("background").search(said) or _pattern("outcome").search(following):
        return True
    return not compared and bool(_pattern("achieved").search(clause))


def _around(text: str, start: int, end: int) -> str:
    """The clause of the quantity, the quantity itself as ＃; what is cut off ends in a blank."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    cut = MASK if len(after) == REACH else ""
    parts = _BREAK.split(after, maxsplit=1)
    return _BREAK.split(before)[-1] + NUMBER_MARK + parts[0].rstrip(")") + (cut if len(parts) == 1 else "")


def find_periods(text: str) -> list[Period]:
    """Recurrences in order, and the ends of sentences and terms where they lapse.

    >>> [period.per for period in find_periods("每两年开展1次清理。任期内至少1次")]
    ['P2Y', '', '']
    """
    found = [Period(match.start(), match.end(), "") for match in _SENTENCE_END.finditer(text)]
    for value, pattern in _period_patterns():
        for match in pattern.finditer(text):
            found.append(Period(match.start(), match.end(), _iso(value, match)))
    return sorted(found, key=lambda period: (period.start, -period.end))


@cache
def _period_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["value"], guarded(_alternatives(row["pattern"]))) for row in _rows("period"))


def _iso(template: str, match: re.Match[str]) -> str:
    """P{n}Y filled in with the number that was printed."""
    if "{n}" not in template:
        return template
    printed = match["n"]
    number = int(printed) if printed.isdigit() else "零一二三四五六七八九十".find(printed.replace("两", "二"))
    return template.format(n=number)


@cache
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in read_vocabulary("target_context") if row["kind"] == kind)


def _alternatives(cell: str) -> str:
    pattern = "|".join(f"(?:{value})" for value in values(cell))
    for mark, gap in _GAPS.items():
        pattern = pattern.replace(mark, gap)
    return pattern


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return any_of(_alternatives(row["pattern"]) for row in _rows(kind))


@cache
def _verb_before() -> re.Pattern[str]:
    verbs, nouns = _pattern("duty").pattern, _pattern("duty_after").pattern
    return guarded(f"(?:{verbs}){_GAPS['…']}{NUMBER_MARK}|^.{{0,4}}{NUMBER_MARK}(?:{nouns})")


@cache
def _verb_right_before() -> re.Pattern[str]:
    return guarded(f"(?:{_pattern('make').pattern})(?:出|好|了)?{NUMBER_MARK}")
