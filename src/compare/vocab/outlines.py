"""Frames in which coverage can be counted: topics, domains, and the parts of the two outlines.

Counties write their plans after a national outline: of 2015 (seven tasks and safeguards) or of
2021 (eight systems and Party leadership). `vocab/crosswalk.csv` puts every topic into one part
of each, so that all plans can be shown in either frame; a chapter that only one outline has is
then seen for what it is, a difference of the outline.

A topic goes to the part where the outline has at least a clause on what its label names; if
several do, to the item that is about it (`note` says which others). A topic without such a
clause is in part 0, "not in the outline". The placements were made by a language model from the
outlines' wording and from the chapters of two plans that mirror them: Dadukou (2015), Chengde (2021).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import domains, is_substantive, taxonomy, topics

FRAMES = ("topic", "domain", "2015", "2021")
"""Names of the frames."""

OUTSIDE = "0"
"""The part for topics that an outline has no place for."""


@dataclass(frozen=True)
class Group:
    """One row of a frame: a topic, a domain, or a part of an outline."""

    key: str
    label_zh: str
    label_en: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True)
class Frame:
    """A way to group topics: `place` gives the group's key of every topic A1-L6."""

    name: str
    groups: tuple[Group, ...]
    place: Mapping[str, str]

    @property
    def keys(self) -> list[str]:
        return [group.key for group in self.groups]


@cache
def frame(name: str) -> Frame:
    """The frame called `topic`, `domain`, `2015` or `2021`.

    >>> frame("2021").place["I2"], frame("domain").place["I2"]
    ('6', 'I')
    """
    substantive = [topic for topic in topics() if is_substantive(topic)]
    if name == "topic":
        return Frame(name, _coded(substantive), {topic: topic for topic in substantive})
    if name == "domain":
        return Frame(name, _coded(domains()), {topic: taxonomy()[topic].parent for topic in substantive})
    rows = [row for row in read_vocabulary("crosswalk") if row["outline"] == name]
    if not rows:
        raise ValueError(f"no frame called {name!r}; there are {', '.join(FRAMES)}")
    parts = {row["part"]: Group(row["part"], row["part_zh"], row["part_en"]) for row in rows}
    order = sorted(parts, key=lambda part: (part == OUTSIDE, int(part)))
    return Frame(name, tuple(parts[part] for part in order), {row["topic"]: row["part"] for row in rows})


def _coded(codes: list[str]) -> tuple[Group, ...]:
    return tuple(Group(code, taxonomy()[code].label_zh, taxonomy()[code].label_en) for code in codes)
