"""The project at hand as it might be: of fewer or more plans, of one domain, uncoded, by people, without years.

What every index, finding and figure must stand is said once here, and made once in a run for all of them.
"""

from collections.abc import Callable
from pathlib import Path

from compare.indices.subset import subset
from compare.tables.schema import Tables
from support.pictures import copies
from support.shared import KeptIndices, few_times_drawn


def _documents(tables: Tables, **values: object) -> Tables:
    return tables | {"documents": tables["documents"].assign(**values)}


def _provisions(tables: Tables, **values: object) -> Tables:
    return tables | {"provisions": tables["provisions"].assign(**values)}


def _none_of_2021(tables: Tables) -> Tables:
    rows = tables["documents"]
    return subset(tables, plans=list(rows.loc[rows["outline_basis"] == "2015", "doc_id"]))


def _provisions_of_one_domain(tables: Tables) -> Tables:
    rows = tables["provisions"]
    return tables | {"provisions": rows[rows["domain"].isin(["E", "N", ""])]}


def _one_not_coded(tables: Tables) -> Tables:
    """Of one plan only what its layout says is known, as where nobody has coded it by a taxonomy of one's own."""
    rows = tables["provisions"]
    bare = (rows["doc_id"] == "biyang") & ~rows["topic"].str.startswith("N")
    values = {name: rows[name].mask(bare, "") for name in ("topic", "domain", "topic2")}
    return tables | {"provisions": rows.assign(**values)}


def _no_origin_known(tables: Tables) -> Tables:
    names = ("targets", "times", "provisions")
    return tables | {name: tables[name].assign(origin="", relation="") for name in names}


def _series(tables: Tables) -> Tables:
    """Two plans of one place, each by an outline of its own."""
    names = {f"{name}_{language}": "" for name in ("province", "parent") for language in ("zh", "en")}
    names |= {"jurisdiction_zh": "甲县", "jurisdiction_en": "Jia County", "place_id": "1"}
    two = subset(tables, plans=["kunqu", "mentougou"])
    return _documents(two, **{name: value for name, value in names.items() if name in two["documents"]})


def _nothing(tables: Tables) -> Tables:
    kept = ("documents", "indicators")
    return {name: frame if name in kept else frame.head(0) for name, frame in tables.items()}


VARIANTS: dict[str, Callable[[Tables], Tables]] = {
    "one plan": lambda tables: subset(tables, plans=["kunqu"]),
    "one of 2021": lambda tables: subset(tables, plans=["mentougou"]),
    "two plans": lambda tables: subset(tables, plans=["mentougou", "chengde"]),
    "none of 2021": _none_of_2021,
    "no plan": lambda tables: subset(tables, plans=[]),
    "one domain": lambda tables: subset(tables, domains=["E"]),
    "provisions of one domain": _provisions_of_one_domain,
    "one topic": lambda tables: subset(tables, topics=["A7"]),
    "nothing coded": lambda tables: _provisions(tables, topic="N0", domain="N"),
    "one not coded": _one_not_coded,
    "no outline known": lambda tables: _documents(tables, outline_basis=""),
    "one outline": lambda tables: _documents(tables, outline_basis="2015"),
    "no years": lambda tables: _documents(tables, period_start="", period_end="", issued=""),
    "no origin known": _no_origin_known,
    "people": lambda tables: _provisions(
        tables, topic_source="person", obligation_source="person", coder="wang"
    ),
    "long names": lambda tables: _documents(
        tables, jurisdiction_zh="很" * 64 + "县", jurisdiction_en="Very " * 13 + "$x_1$ County"
    ),
    "series": _series,
    "nothing": _nothing,
}
"""Of five plans, what there may be; `12 plans` and the like are made of any number."""


class Variants:
    """The variants of `tables` by name; each, and its index tables of few draws, are made once."""

    def __init__(self, tables: Tables, folder: Path) -> None:
        self._tables, self._folder = tables, folder
        self._made: dict[str, tuple[Tables, KeptIndices]] = {}

    def __call__(self, name: str) -> Tables:
        if name not in self._made:
            made = self._make(name)
            self._made[name] = made, KeptIndices(made, self._folder / name, few_times_drawn)
        made, indices = self._made[name]
        indices.stay()
        return made

    def _make(self, name: str) -> Tables:
        if name.endswith(" plans") and name.split()[0].isdigit():
            return copies(self._tables, int(name.split()[0]))
        return VARIANTS[name](self._tables)
