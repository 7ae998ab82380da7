"""Administrative divisions of China with their six-digit codes (行政区划代码, GB/T 2260).

`vocab/divisions.csv` holds those in force at the end of `YEAR`, and those that ended since 2004
with the year in which they did and the code of what took their place. Source: 国家地名信息库
(Ministry of Civil Affairs), with changes by year, as published by nbsetsail/real-china-division
(CC BY 4.0), checked against the table of cpca 0.5.5 (MIT).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from compare.vocab.reading import read_vocabulary

YEAR = 2025
"""Divisions as of the end of this year."""

_SUFFIX = re.compile(
    r"(?:特别行政区|(?:[\u4e00-\u9fff]{1,3}族){1,4}自治[州县旗]|(?:壮族|回族|维吾尔)?自治区|自治[州县旗]|地区|[省市区县旗盟])$"
)


@dataclass(frozen=True)
class Division:
    """One division; `until` is the year in which it ended, 0 if it is in force."""

    code: str
    name: str
    name_en: str = ""
    abbreviation: str = ""
    until: int = 0
    successor: str = ""

    @property
    def level(self) -> str:
        """The level in the words of sources.csv."""
        if self.code.endswith("0000"):
            return "province"
        if self.code.endswith("00"):
            return "prefecture"
        return {"区": "district", "市": "city"}.get(self.name[-1], "county")

    @property
    def place_id(self) -> str:
        """The code of the place in `YEAR`, whatever it was called before."""
        return self.successor or self.code

    @property
    def short(self) -> str:
        """The name without 省, 市, 自治州 and the like: 广州, 内蒙古."""
        bare = _SUFFIX.sub("", self.name)
        return bare if len(bare) > 1 else self.name


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions, by code."""
    return tuple(
        Division(
            row["code"], row["name"], row["name_en"], row["abbreviation"], int(row["until"] or 0), row["successor"]
        )
        for row in read_vocabulary("divisions")
    )  # fmt: skip


@cache
def by_name() -> dict[str, tuple[Division, ...]]:
    """The divisions of a name: several districts are called 鼓楼区. Those in force come first."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in sorted(divisions(), key=lambda one: (bool(one.until), one.code)):
        found[division.name].append(division)
        if division.name.endswith("自治州"):
            found[f"{division.short}州"].append(division)
    return {name: tuple(same) for name, same in found.items()}


@cache
def by_short_name() -> dict[str, tuple[Division, ...]]:
    """The divisions in force by their names without 省, 市 and so on."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions():
        if not division.until and division.short != division.name:
            found[division.short].append(division)
    return {name: tuple(same) for name, same in found.items()}


@cache
def by_abbreviation() -> dict[str, Division]:
    """Provinces and a few cities by the character that stands for them in document numbers."""
    return {division.abbreviation: division for division in divisions() if division.abbreviation}


@cache
def _in_force() -> dict[str, Division]:
    return {division.code: division for division in divisions() if not division.until}


def above(division: Division) -> list[Division]:
    """The divisions that hold it, the province first.

    >>> [one.name for one in above(by_name()["和林格尔县"][0])]
    ['内蒙古自治区', '呼和浩特市']
    """
    codes = (f"{division.code[:2]}0000", f"{division.code[:4]}00")
    return [_in_force()[code] for code in codes if code != division.code and code in _in_force()]


def within(division: Division, holder: Division) -> bool:
    """Whether `holder` is above `division`."""
    return holder in above(division)
