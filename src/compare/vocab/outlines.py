"""Frames in which coverage can be counted: topics, domains, parts of the outlines, model indicators.

Counties write their plans after a national outline: of 2015 (seven tasks and safeguards) or of
2021 (eight systems and Party leadership). `vocab/crosswalk.csv` puts every topic into one part
of each, and of the first level of the indicators for model counties (市县法治政府建设示范指标体系,
2021), so that all plans can be shown in any frame; a chapter that only one outline has is then
seen for what it is, a difference of the outline.

A topic goes to the part where the outline has at least a clause on what its label names; if
several do, to the item that is about it. What of a topic stands in another part has a row of its
own with the `words` that tell it (training of enforcers, fines as income). A topic without such
a clause is in part 0, "not in the outline". `vocab/outline_items.csv` has the items of both
outlines with their topics, and those that have none, such as legislation. The placements were
made by a language model from what it knows of the outlines' wording, not from the official
texts, and from the chapters of two of the reference plans that mirror them, one of each outline.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compare.vocab.reading import values
from compare.vocab.taxonomy import bound_rows, domain_of, domains, is_substantive, taxonomy, topics

FRAMES = ("topic", "domain", "2015", "2021", "model")
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
class Aspect:
    """What of a topic, told by its words, stands in another group than the topic."""

    topic: str
    words: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Item:
    """A numbered item of an outline with its topics; none for what the taxonomy leaves out."""

    outline: str
    number: int
    part: str
    title_zh: str
    title_en: str
    topics: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Frame:
    """A way to group topics: `place` gives the group's key of every topic A1-L6."""

    name: str
    groups: tuple[Group, ...]
    place: Mapping[str, str]
    aspects: tuple[Aspect, ...] = ()

    def key_of(self, topic: str, text: str) -> str:
        """The group of a provision with this topic and text; "" for what is no measure.

        >>> text = "行政执法人员每人每年接受不少于60学时的培训。"
        >>> frame("2021").key_of("E7", text), frame("2021").key_of("E7", "实行持证上岗。")
        ('10', '5')
        """
        aspects = (one for one in self.aspects if one.topic == topic)
        keys = (one.key for one in aspects if any(word in text for word in one.words))
        return next(keys, self.place.get(topic, ""))

    @property
    def keys(self) -> list[str]:
        return [group.key for group in self.groups]


@cache
def frame(name: str) -> Frame:
    """The frame called `topic`, `domain`, `2015`, `2021` or `model`.

    >>> frame("2021").place["I2"], frame("domain").place["I2"]
    ('6', 'I')
    """
    substantive = [topic for topic in topics() if is_substantive(topic)]
    if name == "topic":
        return Frame(name, _coded(substantive), {topic: topic for topic in substantive})
    if name == "domain":
        return Frame(name, _coded(domains()), {topic: domain_of(topic) for topic in substantive})
    rows = [row for row in bound_rows("crosswalk") if row["outline"] == name]
    if name not in FRAMES:
        raise ValueError(f"no frame called {name!r}; there are {', '.join(FRAMES)}")
    parts = {row["part"]: Group(row["part"], row["part_zh"], row["part_en"]) for row in rows}
    order = sorted(parts, key=lambda part: (part == OUTSIDE, int(part)))
    place = {row["topic"]: row["part"] for row in rows if not row["words"]}
    aspects = [Aspect(row["topic"], tuple(values(row["words"])), row["part"]) for row in rows if row["words"]]
    return Frame(name, tuple(parts[part] for part in order), place, tuple(aspects))


@cache
def outline_items(outline: str) -> tuple[Item, ...]:
    """The items of the outline of `2015` or `2021`, in order."""
    rows = (row for row in bound_rows("outline_items") if row["outline"] == outline)
    return tuple(_item(row) for row in rows)


def _item(row: Mapping[str, str]) -> Item:
    names = (row["part"], row["title_zh"], row["title_en"])
    return Item(row["outline"], int(row["item"]), *names, tuple(values(row["topics"])), row["note"])


def _coded(codes: list[str]) -> tuple[Group, ...]:
    return tuple(Group(code, taxonomy()[code].label_zh, taxonomy()[code].label_en) for code in codes)
