"""Find every number that stands with a unit: 不少于60学时 has the quantity 60学时.

What a quantity means (a duty, a fact, a condition) is not asked here. Units and what may not
follow them are in `vocab/units.csv`; numbers are read in `numerals`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from compare.extract.numerals import (
    ARABIC,
    NUMBER,
    NUMBER_START,
    SHARE,
    TO,
    parse_number,
    parse_share,
)
from compare.vocab.patterns import any_of, guarded
from compare.vocab.reading import read_vocabulary, values

LIST_CUE = "分别"
# A number that ends in 万 or 亿 and has no unit, and the nouns that say what it counts.
_BARE = r"(?P<bare>\d[\d,.]{0,9}[万亿])(?=以上|以下|以内|左右|[，,。;、)]|$)"
_COUNTED = re.compile(
    r"(?:人数|户数|件数|次数|数量|总数|人口|总量|规模|数)"
    r"(?:不[少低]于|达到?|超过?|突破|保持在|稳定在|控制在|(?:增加|提高|扩大)到|为|约)?$"
)


class Quantity(NamedTuple):
    """A number and its unit in folded text; `high` differs from `low` in a range (3—5次).

    `style` is "arabic" or "han": a Chinese 一 or 三 is more often a turn of phrase.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    kind: str
    style: str


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a folded text without white space.

    >>> [(f.low, f.unit) for f in find_quantities("培训不少于60学时,合格率95%")]
    [(60.0, '学时'), (95.0, '%')]
    """
    if not _sign().search(text):
        return []
    return [quantity for match in _pattern().finditer(text) for quantity in _quantities(match)]


def _quantities(match: re.Match[str]) -> Iterator[Quantity]:
    """The quantities of one match: one, or several where a list shares its unit (1、2、3名)."""
    if match["bare"]:
        yield from _bare(match)
        return
    if not match["unit"]:
        yield from _share(match)
        return
    unit, kind = _forms()[match["unit"]]
    low = parse_number(match["low"])
    high = parse_number(match["high"]) if match["high"] else low
    if low is None or high is None:
        return
    style = "arabic" if match["low"][0].isdigit() else "han"
    yield from _listed(match, unit, kind)
    if match["high"]:
        low = _scaled_like(low, high, match["high"])
    yield Quantity(match.start("low"), match.end(), min(low, high), max(low, high), unit, kind, style)


def _bare(match: re.Match[str]) -> Iterator[Quantity]:
    """就业人数24万以上: the noun before such a number says what is counted, so it has no unit."""
    value = parse_number(match["bare"])
    said = match.string[max(0, match.start() - 12) : match.start()]
    if value is not None and _COUNTED.search(said):
        yield Quantity(match.start(), match.end(), value, value, "", "thing", "arabic")


def _listed(match: re.Match[str], unit: str, kind: str) -> Iterator[Quantity]:
    """The bare numbers before the last one: 分别配备1、2、3、5名 holds four quantities."""
    if not match["list"] or LIST_CUE not in match.string[max(0, match.start() - 60) : match.start()]:
        return
    for item in re.finditer(ARABIC, match["list"]):
        value = parse_number(item[0])
        if value is not None:
            start = match.start("list") + item.start()
            yield Quantity(start, start + len(item[0]), value, value, unit, kind, "arabic")


def _scaled_like(low: float, high: float, printed: str) -> float:
    """In 2—3万人 the 2 is twenty thousand, too."""
    scale = {"万": 1e4, "亿": 1e8}.get(printed[-1], 1)
    return low * scale if low * scale < high else low


def _share(match: re.Match[str]) -> Iterator[Quantity]:
    """A share without the sign %: 三分之一, 八成, 半数, 百分之八十."""
    ends = parse_share(match)
    if ends:
        yield Quantity(match.start(), match.end(), min(ends), max(ends), "%", "share", "arabic")


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Printed form of a unit → its canonical form and its kind."""
    return {
        form: (row["unit"], row["kind"]) for row in read_vocabulary("units") for form in values(row["forms"])
    }


_SHARE_SIGN = r"\d[万亿]|分之|百分|半数|一半|\d/\d|[一二两三四五六七八九1-9]成"


@cache
def _sign() -> re.Pattern[str]:
    """For a quick first look: a share, or the last sign of a number beside the first of a unit."""
    firsts = "".join(sorted({form[0] for form in _forms()}))
    return any_of([rf"[\d零一二两三四五六七八九十百千万亿%‰][{re.escape(firsts)}]", _SHARE_SIGN])


@cache
def _pattern() -> re.Pattern[str]:
    """One expression for all quantities; the longest form of a unit is tried first."""
    forms = [(form, row["not_before"]) for row in read_vocabulary("units") for form in values(row["forms"])]
    forms.sort(key=lambda item: len(item[0]), reverse=True)
    units = "|".join(re.escape(form) + (f"(?!{no.replace('｜', '|')})" if no else "") for form, no in forms)
    counted = (
        rf"(?P<list>(?:{ARABIC}、){{1,9}})?(?P<low>{NUMBER})[%‰]?"
        rf"(?:{TO}(?P<high>{NUMBER}))?(?P<unit>{units})"
    )
    return guarded(f"{NUMBER_START}(?:{SHARE}|{counted}|{_BARE})")
