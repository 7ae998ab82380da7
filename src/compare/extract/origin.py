"""Where a target, a time or a mandate comes from, as far as the plan's own text tells.

Much of what is strict in a county's plan was demanded of it. A demand is `national` where it meets
a national requirement that was held against its document, and `national, unchecked` where the
requirement was recalled only, or where the provision names a national document without anybody
having looked whether that document asks for it: neither may be called national without this mark.
Where the provision names a document of its province or city, the demand is `shared`. Everything
else is left empty here: whether wording is shared, only the other texts can tell
(`compare.indices.shared_demands`). Which requirement was met and how (`same`, `tighter`,
`looser`) stands beside it: a plan that demands more than the floor adds something of its own.
"""

from collections.abc import Sequence
from typing import NamedTuple

from compare.extract.citations import Citation
from compare.extract.indicators import time_indicator
from compare.extract.national import Match, match_mandate, match_target, match_time
from compare.extract.outline_basis import OUTLINE_ISSUED
from compare.extract.targets import Target
from compare.extract.times import Time
from compare.vocab.national import national_requirement

NATIONAL, UNCHECKED, SHARED, OWN = "national", "national, unchecked", "shared", "own"
ORIGINS = (NATIONAL, UNCHECKED, SHARED, OWN)
"""Where a demand comes from; empty where it is not known."""
REQUIREMENT, CITATION, WORDING, NUMBER = "requirement", "citation", "wording", "number"
NOTHING = "nothing found"
BASES = (REQUIREMENT, CITATION, WORDING, NUMBER, NOTHING)
"""What that rests on; `nothing found` is what `own` rests on."""
_MANDATE = 3
_CITED = {"central": UNCHECKED, "province": SHARED, "city": SHARED}


class Origin(NamedTuple):
    """Where a demand comes from, what that rests on, and the requirement it meets; empty where unknown."""

    origin: str = ""
    origin_basis: str = ""
    requirement_id: str = ""
    relation: str = ""


def plan_day(issued: str, period_start: str, outline: str = "") -> str:
    """The day from which a plan speaks (ISO 8601): its date of issue, else the start of its period.

    A plan that follows an outline is no older than the outline, whatever its period says. Empty
    where nothing is known.

    >>> plan_day("", "2021"), plan_day("", "2021", "2021"), plan_day("2022-07-07", "2021", "2021")
    ('2021-01-01', '2021-08-11', '2022-07-07')
    """
    day = issued or (f"{period_start}-01-01" if period_start else "")
    return max(day, OUTLINE_ISSUED.get(outline, ""))


def target_origin(text: str, target: Target, citations: Sequence[Citation], day: str) -> Origin:
    """The origin of a target of a provision with these citations; `day` as of `plan_day`."""
    return _origin(match_target(text, target, day), citations)


def time_origin(
    text: str, time: Time, targets: Sequence[Target], citations: Sequence[Citation], day: str
) -> Origin:
    """The origin of a time; a recurrence that a target holds for (每年…不少于60学时) has the target's."""
    for target in targets if time.kind == "recurrence" else ():
        if target.per == time.period and target.start >= time.start:
            return target_origin(text, target, citations, day)
    return _origin(match_time(text, time, time_indicator(text, time), day), citations)


def mandate_origin(text: str, obligation: int, citations: Sequence[Citation], day: str) -> Origin:
    """The origin of the mandate of a provision; a lower obligation has one only where it loosens a mandate.

    >>> mandate_origin("未经法制审核的，不得作出决定。", 3, [], "2019-05-01").origin
    'national'
    """
    match = match_mandate(text, obligation, day)
    return _origin(match, citations) if match or obligation == _MANDATE else Origin()


def _origin(match: Match | None, citations: Sequence[Citation]) -> Origin:
    if match:
        checked = national_requirement(match.requirement_id).checked
        return Origin(NATIONAL if checked else UNCHECKED, REQUIREMENT, *match)
    levels = [one.issuer_level for one in citations]
    named = next((origin for level, origin in _CITED.items() if level in levels), "")
    return Origin(named, CITATION) if named else Origin()
