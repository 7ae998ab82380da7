"""Whether a number, a time or a mandate repeats a national requirement, tightens or loosens it.

A demand is held against the requirements of its indicator (or, where a requirement has none, of
its words) that are in force on the plan's day and measured in the same unit. A requirement whose
own words stand in the sentence goes before one that is put in general, a later one before an
earlier one. Of several that differ and of which none is the same, none is taken: what is not
known stays unknown. The same demand under a condition of its own loosens what is asked without one.
"""

import re
from functools import cache
from typing import NamedTuple

from compare.extract.conditions import is_conditional
from compare.extract.durations import read_duration
from compare.extract.targets import Target
from compare.extract.times import Time
from compare.vocab.national import Requirement, national_requirements
from compare.vocab.patterns import any_of
from compare.vocab.reading import read_vocabulary

SAME, TIGHTER, LOOSER = "same", "tighter", "looser"
_MANDATE = 3
_SENTENCE_END = re.compile(r"[；;。！!？?\n]")
_IN_A_YEAR = {"D": 365.0, "W": 52.0, "M": 12.0, "Y": 1.0}


class Match(NamedTuple):
    """A national requirement, and how a plan's demand stands to it: same, tighter or looser."""

    requirement_id: str
    relation: str


class _Demand(NamedTuple):
    """A value in a unit or a day, with the place in the text where it is stated (`place` to `end`)."""

    value: float | str
    unit: str
    place: int
    end: int


def match_target(text: str, target: Target, day: str = "") -> Match | None:
    """The requirement that a target is held against; `day` is the day the plan is made (ISO 8601).

    >>> from compare.extract.targets import find_targets
    >>> text = "行政执法人员每人每年接受不少于80学时的业务知识培训。"
    >>> match_target(text, find_targets(text)[0], "2022-07-07")
    Match(requirement_id='outline_2021_training_hours', relation='tighter')
    >>> match_target(text, find_targets(text)[0], "2017-05-01") is None
    True
    """
    found = [one for one in _in_force(day) if one.indicator_id and one.indicator_id == target.indicator_id]
    return _decided(text, [(one, _target_demand(target, one)) for one in found])


def match_time(text: str, time: Time, indicator_id: str = "", day: str = "") -> Match | None:
    """The requirement that a time is held against, by its indicator or else by the words around it."""
    named = [one for one in _in_force(day) if one.indicator_id and one.indicator_id == indicator_id]
    worded = [one for one in _in_force(day) if not one.indicator_id and one.kind in ("date", "duration")]
    return _decided(text, [(one, _time_demand(time, one)) for one in named or worded])


def match_mandate(text: str, obligation: int, day: str = "") -> Match | None:
    """The latest mandate that a provision repeats; with a lower obligation than 3 it loosens it.

    >>> match_mandate("未经法制审核的，不得作出决定。", 3, "2017-05-01")
    Match(requirement_id='outline_2015_enforcement_review', relation='same')
    """
    if not _mandate_sign().search(text):
        return None
    mandates = (one for one in _in_force(day) if one.kind == "mandate")
    found = [one for one in mandates if one.place_of_words(text) is not None]
    if not found:
        return None
    latest = max(found, key=lambda one: one.from_when)
    return Match(latest.requirement_id, SAME if obligation == _MANDATE else LOOSER)


@cache
def _mandate_sign() -> re.Pattern[str]:
    """For a quick first look: what every wording of a mandate begins with."""
    mandates = [one for one in national_requirements() if one.kind == "mandate"]
    return any_of(sorted({re.escape(terms[0]) for one in mandates for terms in one.words or [[""]]}))


@cache
def _in_force(day: str) -> tuple[Requirement, ...]:
    return tuple(one for one in national_requirements() if one.in_force(day))


def _decided(text: str, pairs: list[tuple[Requirement, _Demand | None]]) -> Match | None:
    """The match among candidates: special before general, the same before others, later, nearer."""
    fitting = []
    for one, demand in pairs:
        start, sentence = _sentence(text, demand.place if demand else 0)
        place = one.place_of_words(sentence)
        if demand is not None and place is not None:
            gap = demand.place - start - place
            narrow = is_conditional(text, demand.place, demand.end)
            relation = _relation(one, demand, narrow)
            fitting += [((one.from_when, gap >= 0, -abs(gap)), one, relation)] * bool(relation)
    special = [found for found in fitting if found[1].words] or fitting
    same = [found for found in special if found[2] == SAME]
    known = same or (special if len({(one.value, one.date) for _, one, _ in special}) == 1 else [])
    if not known:
        return None
    _, requirement, relation = max(known, key=lambda found: found[0])
    return Match(requirement.requirement_id, relation)


def _relation(one: Requirement, demand: _Demand, narrow: bool) -> str:
    """How the demand stands: more than is asked, or earlier, is tighter.

    One that holds in some cases only (`narrow`) asks less than the same without the condition; whether it
    asks more or less where it says more, nobody can tell (empty).
    """
    asked, said = one.value if one.value is not None else one.date, demand.value
    if asked == said:
        return LOOSER if narrow else SAME
    more = said > asked  # type: ignore[operator]
    tighter = more == (one.comparator in (">", ">="))
    return LOOSER if not tighter else "" if narrow else TIGHTER


def _sentence(text: str, place: int) -> tuple[int, str]:
    """The sentence around a place, and where it starts."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, place)]
    following = _SENTENCE_END.search(text, place)
    start = ends[-1] if ends else 0
    return start, text[start : following.start() if following else len(text)]


def _target_demand(target: Target, one: Requirement) -> _Demand | None:
    """The target in the requirement's unit; counts are put on a year, 1次 every two years is two years."""
    measure, factor = _measure(target.unit)
    rate = _per_year(target.per)
    if one.unit == "y" and measure == "次" and rate and target.value:
        return _Demand(round(1 / (rate * target.value), 6), "y", target.start, target.end)
    if measure != _measure(one.unit)[0] or bool(target.per) != bool(one.period):
        return None
    scaled = target.value * factor * (rate or 1) / (_per_year(one.period) or 1)
    return _Demand(round(scaled, 6), one.unit, target.start, target.end)


def _time_demand(time: Time, one: Requirement) -> _Demand | None:
    """The time as a day, or as a length in the requirement's unit."""
    day = time.date_end or time.date_start
    if one.kind == "date":
        yearly = one.date.startswith("XXXX")
        fits = bool(day) and day.startswith("XXXX") == yearly
        return _Demand(day, "date", time.start, time.end) if fits else None
    length = read_duration(time.period)
    unit = (
        "workday" if time.workdays else {"H": "h", "D": "d", "Y": "y"}.get(length.unit if length else "", "")
    )
    interval = (time.kind == "recurrence") == (one.unit == "y")
    if not length or unit != one.unit or not interval or day:
        return None
    return _Demand(length.number, unit, time.start, time.end)


@cache
def _measure(unit: str) -> tuple[str, float]:
    """What a unit measures, and how many of the measure one is: 2期 are 2次."""
    rows = {row["unit"]: row for row in read_vocabulary("comparable_units")}
    return (rows[unit]["measure"], float(rows[unit]["factor"])) if unit in rows else (unit, 1.0)


def _per_year(period: str) -> float:
    """How often a year a recurrence comes; 0 where there is none."""
    length = read_duration(period)
    return _IN_A_YEAR.get(length.unit, 0.0) / length.number if length and length.number else 0.0
