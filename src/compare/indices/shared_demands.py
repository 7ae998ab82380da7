"""Which targets, times and mandates also stand in another plan, or in a template.

A target or a time is shared where it lies in a shared passage whose other side states the same: an
edited passage may hold another number; or where another plan sets the same number for the same
shared indicator in words of its own. A mandate is shared where half of its provision stands in one
provision that mandates, too. Of a template, whose numbers are in no table, the other side must
have the same words. Sharing has no direction, and both may follow a text that nobody has
added: `shared` says only that a demand is not this place's alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from compare.indices.reuse import both_sides
from compare.indices.selection import counted
from compare.tables.schema import Tables

STATED = {
    "targets": ("comparator", "value", "unit", "per"),
    "times": ("kind", "date_start", "date_end", "period", "bound"),
}
"""What makes two targets or two times the same."""
_KEYS = {"targets": "target_id", "times": "time_id"}
_HALF = 0.5
_MANDATE = 3


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


def shared_demands(tables: Tables, reuse: Iterable[pd.DataFrame] | None = None) -> SharedDemands:
    """The shared demands of all plans; `reuse` may give that table in parts, where it is large."""
    found, covered = SharedDemands(), _Covered(tables)
    levels = dict(zip(tables["templates"]["doc_id"], tables["templates"]["level"], strict=True))
    for part in reuse if reuse is not None else [tables["reuse"]]:
        plans, templates = both_sides(part), both_sides(part, "template")
        for name in STATED:
            found.plan |= set(_same_stated(tables[name], plans, name))
            _sort_in(found, _same_words(tables, templates, name), levels)
        covered.add(plans)
        covered.add(templates)
    for name in STATED:
        found.number |= set(_same_number(tables[name], name))
    for provision_id, doc_id in covered.enough():
        _sort_in(found, [(provision_id, doc_id)], levels)
    return found


def _sort_in(found: SharedDemands, pairs: Iterable[tuple[str, str]], levels: dict[str, str]) -> None:
    """Enter ids by the text (doc_id) that has them, too."""
    for one, other in pairs:
        if other not in levels:
            found.plan.add(one)
        elif levels[other] == "national":
            found.national.add(one)
        else:
            found.template.add(one)


def _inside(rows: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    """Rows that lie in a passage, beside each passage they lie in."""
    places = sides[["provision_id", "start", "end", "other_id", "other_provision"]]
    pairs = rows.merge(places, on="provision_id", suffixes=("", "_of_passage"))
    held = (pairs["start"] >= pairs["start_of_passage"]) & (pairs["end"] <= pairs["end_of_passage"])
    return pairs[held]


def _same_stated(rows: pd.DataFrame, sides: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Ids of rows whose passage stands in a provision that states the same."""
    key, stated = _KEYS[name], list(STATED[name])
    pairs = _inside(rows[[key, "provision_id", "start", "end", *stated]], sides)
    others = rows[["provision_id", *stated]].rename(columns={"provision_id": "other_provision"})
    return pairs.merge(others.drop_duplicates(), on=["other_provision", *stated])[key]


def _same_number(rows: pd.DataFrame, name: str) -> "pd.Series[str]":
    """Ids of rows that another plan sets alike for the same indicator."""
    named = rows[rows["indicator_id"] != ""]
    plans = named.groupby(["indicator_id", *STATED[name]], dropna=False)["doc_id"].transform("nunique")
    return named.loc[plans > 1, _KEYS[name]]


def _same_words(tables: Tables, sides: pd.DataFrame, name: str) -> Iterator[tuple[str, str]]:
    """Ids of rows whose words stand in the template's provision, with the template."""
    texts = dict(zip(tables["templates"]["provision_id"], tables["templates"]["text"], strict=True))
    pairs = _inside(tables[name][[_KEYS[name], "provision_id", "start", "end", "text"]], sides)
    for row in pairs.to_dict("records"):
        if str(row["text"]) in texts.get(row["other_provision"], ""):
            yield str(row[_KEYS[name]]), str(row["other_id"])


class _Covered:
    """How much of every mandate stands in each mandate elsewhere."""

    def __init__(self, tables: Tables) -> None:
        own = counted(tables["provisions"], ["provision_id", "obligation", "start", "end"])
        own = own[own["obligation"] == _MANDATE]
        self._sizes = dict(zip(own["provision_id"], (own["end"] - own["start"]).astype(int), strict=True))
        others = tables["templates"]
        self._others = {*self._sizes, *others.loc[others["obligation"] == _MANDATE, "provision_id"]}
        self._chars: dict[tuple[str, str, str], int] = {}

    def add(self, sides: pd.DataFrame) -> None:
        """Count passages; those of one pair of provisions never overlap."""
        held = sides["provision_id"].isin(self._sizes.keys()) & sides["other_provision"].isin(self._others)
        for row in sides[held].to_dict("records"):
            key = (row["provision_id"], row["other_provision"], row["other_id"])
            self._chars[key] = self._chars.get(key, 0) + int(row["end"] - row["start"])

    def enough(self) -> Iterator[tuple[str, str]]:
        """Mandates of which half or more stands in another, with the text that has it."""
        for (provision_id, _, doc_id), chars in self._chars.items():
            if chars >= _HALF * self._sizes[provision_id]:
                yield provision_id, doc_id
