"""Which targets, times and mandates also stand in another place's plan, or in a template.

A target or a time is shared where it lies in a shared passage whose other side states the same: an
edited passage may hold another number; or where another plan sets the same number for the same
shared indicator in words of its own. A mandate is shared where half of its provision stands in one
provision that mandates, too. Of a template, whose numbers are in no table, the other side must
have the same words. Sharing has no direction, and both may follow a text that nobody has
added: `shared` says only that a demand is not this place's alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as arrow
from pyarrow import compute

from compare.vocab.taxonomy import is_substantive

STATED = {
    "targets": ("comparator", "value", "unit", "per"),
    "times": ("kind", "date_start", "date_end", "period", "bound"),
}
"""What makes two targets or two times the same."""
_KEYS = {"targets": "target_id", "times": "time_id"}
_HALF = 0.5
_MANDATE = 3
_OF_PASSAGES = [
    "role_b",
    *(f"{what}_{side}" for what in ("doc", "provision", "start", "end") for side in "ab"),
]
_OF_MANDATES = ("provision_id", "start", "end", "obligation", "is_heading", "topic")


@dataclass
class SharedDemands:
    """Ids of targets, times and mandates (provisions) that other texts have, by what the other text is.

    `plan` are those that another plan has, `national` those that a template of the national level
    has, `template` those that another template has; `number`, targets and times for a shared indicator that
    another plan sets alike in words of its own.
    """

    plan: set[str] = field(default_factory=set)
    number: set[str] = field(default_factory=set)
    national: set[str] = field(default_factory=set)
    template: set[str] = field(default_factory=set)


class _Demand(NamedTuple):
    """A target or a time: where it stands in the raw file, its words, and what it says."""

    key: str
    start: int
    end: int
    text: str
    said: tuple[Any, ...]


class Demands:
    """The demands of all plans, and the statements of templates, to be held against shared wording."""

    def __init__(self) -> None:
        self.mandates: dict[str, int] = {}  # characters of each plan's mandates
        self._numbers: dict[tuple[Any, ...], list[tuple[str, str]]] = defaultdict(list)  # by what is said
        self._inside: dict[str, list[_Demand]] = defaultdict(list)  # of each provision
        self._templates: dict[str, Mapping[str, Any]] = {}  # their rows by provision
        self._homes: dict[str, str] = {}  # the place of each plan

    @property
    def texts(self) -> int:
        """How many places and templates there are; the plans of one place are one."""
        return len({*self._homes.values(), *(row["doc_id"] for row in self._templates.values())})

    def add(self, tables: Mapping[str, arrow.Table]) -> None:
        """The demands of some plans, from their tables."""
        homes = _rows(tables["documents"].select(["doc_id", "place_id"]))
        self._homes |= {row["doc_id"]: row["place_id"] or row["doc_id"] for row in homes}
        mandates = _mandates(tables)
        chars = compute.subtract(mandates["end"], mandates["start"])
        self.mandates |= zip(mandates["provision_id"].to_pylist(), chars.to_pylist(), strict=True)
        for name, columns in STATED.items():
            for row in _rows(tables[name]):
                said = (name, *(row[column] for column in columns))
                demand = _Demand(row[_KEYS[name]], row["start"], row["end"], row["text"], said)
                self._inside[row["provision_id"]].append(demand)
                if row["indicator_id"]:
                    self._numbers[row["indicator_id"], *said].append((demand.key, row["doc_id"]))

    def add_templates(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """The statements of all templates, rows of `templates.csv`."""
        self._templates = {row["provision_id"]: row for row in rows}

    def shared(self, passages: Iterable[arrow.Table]) -> SharedDemands:
        """Those demands that also stand elsewhere, by the rows of `reuse.csv`, of which some are given at a time.

        A place's plan before this one is not elsewhere: what it shares with that is still its own.
        """
        found, covered = SharedDemands(), _Covered(self.mandates, self._templates)
        for rows in map(self._of_two_places, passages):
            of_plans = rows.filter(compute.equal(rows["role_b"], "plan"))
            for own, other, some in (("a", "b", rows), ("b", "a", of_plans)):
                covered.add(some, own, other)
                for passage, demand in self._held(some, own):
                    self._enter(found, demand, passage[f"provision_{other}"])
        for provision_id, other_id in covered.enough():
            self._set_for(found, other_id).add(provision_id)
        for same in self._numbers.values():
            if len({self._homes[doc_id] for _, doc_id in same}) > 1:
                found.number |= {key for key, _ in same}
        return found

    def _of_two_places(self, rows: arrow.Table) -> arrow.Table:
        """The passages that two places share, or a place and a template."""
        rows = rows.select(_OF_PASSAGES)
        homes = [list(map(self._homes.get, rows[name].to_pylist())) for name in ("doc_a", "doc_b")]
        apart = [a != b for a, b in zip(*homes, strict=True)]  # a template has none
        return rows.filter(arrow.array(apart, arrow.bool_()))

    def _held(self, rows: arrow.Table, own: str) -> Iterator[tuple[dict[str, Any], _Demand]]:
        """The targets and times that lie in passages, each with its passage."""
        stating = [key in self._inside for key in rows[f"provision_{own}"].to_pylist()]
        for passage in _rows(rows.filter(arrow.array(stating, arrow.bool_()))):
            start, end = passage[f"start_{own}"], passage[f"end_{own}"]
            for demand in self._inside[passage[f"provision_{own}"]]:
                if start <= demand.start and demand.end <= end:
                    yield passage, demand

    def _enter(self, found: SharedDemands, demand: _Demand, other_id: str) -> None:
        """Enter a demand if the other provision, too, says it: a plan's the same, a template's its words."""
        template = self._templates.get(other_id)
        others = self._inside.get(other_id, ())
        if demand.text in template["text"] if template else any(demand.said == one.said for one in others):
            self._set_for(found, other_id).add(demand.key)

    def _set_for(self, found: SharedDemands, other_id: str) -> set[str]:
        """Where that is entered which stands in this provision, too."""
        template = self._templates.get(other_id)
        if not template:
            return found.plan
        return found.national if template["level"] == "national" else found.template


def _rows(rows: arrow.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table one by one: Arrow's own list of them takes three times as long."""
    columns = [column.to_pylist() for column in rows.columns]
    return (dict(zip(rows.column_names, values, strict=True)) for values in zip(*columns, strict=True))


def _mandates(tables: Mapping[str, arrow.Table]) -> arrow.Table:
    """The provisions that mandate something of substance."""
    rows = tables["provisions"].select(_OF_MANDATES)
    of_substance = filter(is_substantive, rows["topic"].unique().to_pylist())
    wanted = (
        compute.equal(rows["obligation"], _MANDATE),
        compute.equal(rows["is_heading"], 0),
        compute.is_in(rows["topic"], arrow.array(of_substance, arrow.string())),
    )
    return rows.filter(reduce(compute.and_, wanted))


class _Covered:
    """How much of every mandate stands in each mandate elsewhere."""

    def __init__(self, mandates: Mapping[str, int], templates: Mapping[str, Mapping[str, Any]]) -> None:
        others = (key for key, row in templates.items() if row["obligation"] == _MANDATE)
        self._ids = [*mandates, *others]
        self._places = {key: place for place, key in enumerate(self._ids)}
        self._sizes = np.fromiter(mandates.values(), dtype=np.int64, count=len(mandates))
        self._found = [np.empty((0, 2), dtype=np.int64)]  # both mandates as one number, and characters

    def add(self, rows: arrow.Table, own: str, other: str) -> None:
        """Count passages; those of one pair of provisions never overlap."""
        a, b = (self._numbers(rows[f"provision_{side}"]) for side in (own, other))
        chars = compute.subtract(rows[f"end_{own}"], rows[f"start_{own}"]).to_numpy()
        known = (a >= 0) & (a < len(self._sizes)) & (b >= 0)
        self._found.append(np.column_stack([a * len(self._ids) + b, chars])[known])

    def _numbers(self, ids: arrow.ChunkedArray) -> npt.NDArray[np.int64]:
        """The number of each mandate; -1 for what is none."""
        found = (self._places.get(key, -1) for key in ids.to_pylist())
        return np.fromiter(found, dtype=np.int64, count=len(ids))

    def enough(self) -> Iterator[tuple[str, str]]:
        """Mandates of which half or more stands in another, with that other."""
        pairs, chars = np.concatenate(self._found).T
        keys, place = np.unique(pairs, return_inverse=True)
        own, other = np.divmod(keys, max(1, len(self._ids)))
        enough = np.bincount(place, weights=chars, minlength=len(keys)) >= _HALF * self._sizes[own]
        for a, b in zip(own[enough].tolist(), other[enough].tolist(), strict=True):
            yield self._ids[a], self._ids[b]
