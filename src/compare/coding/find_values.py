"""What was found, in one line that a person can read and correct: `>= 60 学时 per P1Y`, `lead`.

Every kind of find has a notation of its own, and what is written in it reads back equal:

- target: comparator (none is `=`), number, unit, and `per` with the recurrence it holds for
- time: kind, bound, days or a duration (ISO 8601), `workdays`, and the granularity in brackets
- body: `lead` or `responsible`
- citation: document number; who issued it; kind of document, each `-` where it is not known

The words of a find stand beside its value, and say where in the sentence it is.
"""

import re
from collections.abc import Callable, Mapping

from compare.extract.bodies import Body
from compare.extract.body_names import is_generic
from compare.extract.citations import CITED_KINDS, Citation, find_citations
from compare.extract.targets import Target, stated_target
from compare.extract.times import Time

Find = Target | Time | Body | Citation
"""Whatever is found in a sentence; its `start` and `end` are offsets of the sentence's text."""
KINDS: Mapping[str, str] = {
    "target": "targets",
    "time": "times",
    "body": "bodies",
    "citation": "citations",
}
"""The kinds of finds, and their tables."""
ROLES = ("lead", "responsible")
LEVELS = ("", "central", "province", "city", "own")
BOUND_OF = {"deadline": "by", "date": "at", "recurrence": "every", "duration": "within"}
"""The kinds of times, and the bound that each has unless another is stated."""
KIND_OF = {"by": "deadline", "at": "date", "from": "date", "every": "recurrence", "within": "duration",
           "at_least": "duration"}  # fmt: skip
"""The bounds of times, and the kind that each belongs to unless another is stated."""
_NONE = "-"  # in a citation, what is not stated
_GRANULARITY = ("year", "half", "quarter", "month", "day")
_DAY = r"(?:\d{4}|XXXX)-\d\d-\d\d"
_DAYS = re.compile(rf"(?P<first>{_DAY})?(?P<open>/)?(?P<last>{_DAY})?")
_DURATION = r"P(?:\d+(?:\.\d+)?[YMWD])?(?:T\d+(?:\.\d+)?[HM])?"
_TARGET = re.compile(
    rf"(?P<sign>>=|<=|>|<|=)? ?(?P<number>\d+(?:\.\d+)?(?:e\+?\d+)?) ?(?P<unit>[^\d ]*?)(?: per (?P<per>{_DURATION}))?"
)


class NoValue(ValueError):
    """What stands in a cell is no value of its kind; says how to write one."""


def value_of(find: Find) -> str:
    """The value of a find as a person reads it.

    >>> from compare.extract.targets import find_targets
    >>> [value_of(find) for find in find_targets("每年培训不少于60学时，合格率达到100%。")]
    ['>= 60 学时 per P1Y', '100 %']
    """
    if isinstance(find, Target):
        sign = "" if find.comparator == "=" else find.comparator
        per = f"per {find.per}" if find.per else ""
        return " ".join(part for part in (sign, _number(find.value), find.unit, per) if part)
    if isinstance(find, Time):
        days = _days_told(find.bound, find.date_start, find.date_end)
        rest = ("workdays" * find.workdays, f"({find.granularity})" if find.granularity else "")
        return " ".join(part for part in (find.kind, find.bound, days, find.period, *rest) if part)
    if isinstance(find, Body):
        return find.role
    return "; ".join(part or _NONE for part in (find.document_number, find.issuer_level, find.kind))


def find_stated(kind: str, text: str, span: tuple[int, int], value: str, label: str = "") -> Find:
    """The find of `kind` (of `KINDS`) that a person states at `span` of a sentence.

    What no value says (the indicator of a target, the title of a citation) is read from the sentence
    as for any other find. Raises `NoValue`.
    """
    return _STATED[kind](text, span, value, label)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _target(text: str, span: tuple[int, int], value: str, label: str) -> Target:
    found = _TARGET.fullmatch(value)
    if not found:
        raise NoValue("write a target as >= 60 学时 per P1Y, or 100 %")
    return stated_target(
        text, *span, found["sign"] or "=", float(found["number"]), found["unit"], found["per"] or ""
    )


def _time(text: str, span: tuple[int, int], value: str, label: str) -> Time:
    parts: dict[str, str] = {}
    for word in value.split():
        name = _name_of(word)
        if not name or name in parts:
            raise NoValue(_HOW_TIME)
        parts[name] = word
    kind = parts.get("kind") or KIND_OF.get(parts.get("bound", ""), "deadline" if "days" in parts else "")
    if not kind or not ({"days", "period"} & set(parts) or {"kind", "bound"} <= set(parts)):
        raise NoValue(_HOW_TIME)  # 任期内 has neither days nor a length, and says so by kind and bound
    bound = parts.get("bound") or BOUND_OF[kind]
    first, last = _days_read(bound, parts.get("days", ""))
    granularity, period = parts.get("granularity", "").strip("()"), parts.get("period", "")
    words = text[slice(*span)]
    return Time(*span, words, kind, first, last, granularity, period, int("workdays" in parts), bound)


_HOW_TIME = "write a time as by 2025-12-31, every P1Y, or within P5D workdays"


def _name_of(word: str) -> str:
    """What a word of a time's value is; empty for what has no place in it."""
    tests: tuple[tuple[str, bool], ...] = (
        ("kind", word in BOUND_OF),
        ("bound", word in KIND_OF),
        ("days", bool(_DAYS.fullmatch(word)) and word != "/"),
        ("period", len(word) > 1 and bool(re.fullmatch(_DURATION, word))),
        ("workdays", word == "workdays"),
        ("granularity", word.strip("()") in _GRANULARITY),
    )
    return next((name for name, fits in tests if fits), "")


def _days_told(bound: str, first: str, last: str) -> str:
    """Two days as one word: a single day where the bound says the rest."""
    single = last or first
    return single if _days_read(bound, single) == (first, last) else f"{first}/{last}"


def _days_read(bound: str, word: str) -> tuple[str, str]:
    """First and last day; of a single one, `by` is the last, `from` the first, and else both are it."""
    found = _DAYS.fullmatch(word)
    if not word or not found:
        return "", ""
    if found["open"]:
        return found["first"] or "", found["last"] or ""
    return "" if bound == "by" else word, "" if bound == "from" else word


def _body(text: str, span: tuple[int, int], value: str, label: str) -> Body:
    name = text[slice(*span)]
    if value not in ROLES:
        raise NoValue("a body is lead or responsible")
    return Body(*span, name, value, int(is_generic(name)), label)


def _citation(text: str, span: tuple[int, int], value: str, label: str) -> Citation:
    parts = [part.strip().removeprefix(_NONE) for part in value.split(";")]
    number, level, kind = (*parts, "", "", "")[:3]
    if len(parts) > 3 or level not in LEVELS or kind not in CITED_KINDS:
        raise NoValue("write a citation as its document number; central, province, city or own; its kind")
    words = text[slice(*span)]
    title = next((one.title for one in find_citations(words)), "") or words.strip("《》")
    return Citation(*span, title, number, level, kind, 0)


_STATED: Mapping[str, Callable[[str, tuple[int, int], str, str], Find]] = {
    "target": _target,
    "time": _time,
    "body": _body,
    "citation": _citation,
}
