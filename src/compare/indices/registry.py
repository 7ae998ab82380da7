"""All index tables by name, each computed once from the tables of a project.

`index_tables(tables)["strictness_rates"]` computes a table when it is first asked for and keeps it,
for as long as the same tables and options are asked about: the report writes them all, and
figures, notebooks, page and exports read what is there. Other weights (`weights=`), or part of the
tables (`compare.indices.subset`), are other tables and are computed anew. What a table says is in
`vocab/index_tables.csv`, in both languages.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from compare.errors import InputError
from compare.indices import (
    corpus,
    coverage,
    force,
    indicators,
    origins,
    own_words,
    rank_stability,
    reuse,
    specifications,
    strictness,
    strictness_rates,
    templates,
    timeline,
)
from compare.indices.plans import outline_bases
from compare.indices.selection import doc_order
from compare.indices.strictness import Weights
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.reading import read_vocabulary

FEW = 60
"""Tables that have a row for every two plans, or for every plan and specification, are made up to so many."""
_KEPT = 4  # tables of so many projects or subsets are kept


@dataclass(frozen=True)
class Index:
    """One index table: how it is computed, and whether it takes weights and how many plans it can show."""

    compute: Callable[..., pd.DataFrame]
    weighs: bool = False
    most: int | None = None
    all_pairs: bool = False


def _by_group(tables: Tables, groups: Mapping[str, Any], weights: Weights | None) -> pd.DataFrame:
    profiles = strictness.profile(tables["provisions"], weights=weights)
    return strictness.outline_spread(profiles, groups)


def _by_outline(tables: Tables, weights: Weights | None = None) -> pd.DataFrame:
    return _by_group(tables, outline_bases(tables), weights)


def _by_period(tables: Tables, weights: Weights | None = None) -> pd.DataFrame:
    documents = tables["documents"]
    ends = dict(zip(documents["doc_id"], documents["period_end"], strict=True))
    return _by_group(tables, ends, weights).rename(columns={"outline_basis": "period_end"})


def _coverage(name: str, tables: Tables) -> pd.DataFrame:
    return coverage.coverage(tables["provisions"], frame(name))


def _of_provisions(function: Callable[..., pd.DataFrame], tables: Tables, **options: Any) -> pd.DataFrame:
    return function(tables["provisions"], **options)


def _by_outlines(function: Callable[..., pd.DataFrame], tables: Tables) -> pd.DataFrame:
    return function(tables, outline_bases(tables))


def _firmness(tables: Tables) -> pd.DataFrame:
    return force.firmness(force.same_duty(tables, outline_bases(tables)), doc_order(tables))


def _weighed(function: Callable[..., pd.DataFrame], most: int | None = None) -> Index:
    return Index(partial(_of_provisions, function), weighs=True, most=most)


INDICES: dict[str, Index] = {
    "corpus_counts": Index(corpus.corpus_counts),
    "coverage_topics": Index(partial(_coverage, "topic")),
    "coverage_domains": Index(partial(_coverage, "domain")),
    "coverage_2015": Index(partial(_coverage, "2015")),
    "coverage_2021": Index(partial(_coverage, "2021")),
    "breadth_of_topics": Index(lambda tables: coverage.breadth(tables["provisions"], frame("topic"))),
    "strictness_rates": Index(partial(_of_provisions, strictness_rates.strictness_rates)),
    "strictness_means": _weighed(strictness.profile),
    "obligation_levels": Index(partial(_of_provisions, strictness.obligation_shares)),
    "strictness_by_domain": _weighed(strictness.by_domain),
    "strictness_standardised": _weighed(strictness.standardised),
    "strictness_relations": Index(partial(_of_provisions, strictness_rates.part_relations)),
    "strictness_by_outline": Index(_by_outline, weighs=True),
    "strictness_by_period": Index(_by_period, weighs=True),
    "strictness_orders": _weighed(rank_stability.rank_stability, FEW),
    "strictness_pairs": _weighed(rank_stability.pairwise, FEW),
    "specification_curve": Index(specifications.specification_curve, weighs=True, most=FEW),
    "specification_ranks": Index(specifications.specification_ranks, weighs=True),
    "specification_choices": Index(specifications.specification_choices, weighs=True, most=FEW),
    "specification_pairs": Index(specifications.specification_pairs, weighs=True, most=FEW),
    "national_floor": Index(origins.national_floor),
    "strictness_net": Index(origins.strictness_net, weighs=True),
    "deadlines": Index(timeline.deadlines),
    "time_rates": Index(timeline.time_shares),
    "recurring_duties": Index(timeline.recurrences),
    "time_limits": Index(timeline.time_limits),
    "periods_of_plans": Index(timeline.plan_periods),
    "indicator_numbers": Index(indicators.indicator_values),
    "indicator_comparison": Index(indicators.compare_indicators),
    "reuse_pairs": Index(reuse.reuse_matrix, most=FEW, all_pairs=True),
    "reuse_by_outline": Index(partial(_by_outlines, reuse.reuse_by_outline), most=FEW, all_pairs=True),
    "reuse_anywhere": Index(partial(_by_outlines, reuse.reuse_by_plan)),
    "closest_plans": Index(reuse.closest_plans),
    "reuse_by_domain": Index(reuse.reuse_by_domain),
    "longest_passages": Index(reuse.longest_passages),
    "same_duty_force": Index(_firmness),
    "template_shares": Index(templates.template_shares),
    "template_force": Index(templates.template_force),
    "template_clauses": Index(templates.template_clauses),
    "words_of_ones_own": Index(partial(_by_outlines, own_words.distinctive_words)),
    "provisions_of_ones_own": Index(own_words.singular_provisions),
}
"""Every index table by its name."""


class IndexTables(Mapping[str, pd.DataFrame]):
    """The index tables of `tables`, by name; each is computed when it is first asked for.

    Names are those of `INDICES` that can be made of so many plans. Whoever changes a table that
    came out of here changes what others get: copy it first.
    """

    def __init__(self, tables: Tables, weights: Weights | None = None) -> None:
        self.tables = dict(tables)
        self.weights = dict(weights) if weights is not None else None
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            index = self._index(name)
            options = {"weights": self.weights} if index.weighs else {}
            self._made[name] = index.compute(self.tables, **options)
        return self._made[name]

    def _index(self, name: str) -> Index:
        if name not in INDICES:
            raise KeyError(f"no index table is called {name!r}; there are {', '.join(self)}")
        plans = len(self.tables["documents"])
        if name not in set(self):
            raise InputError(f"{name}: is not made of {plans} plans; make a project or a subset of fewer.")
        return INDICES[name]

    def __iter__(self) -> Iterator[str]:
        plans = len(self.tables["documents"])
        whole = reuse.holds_all_pairs(self.tables["reuse"])
        for name, index in INDICES.items():
            if (index.most is None or plans <= index.most) and (whole or not index.all_pairs):
                yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of(self, tables: Tables, weights: Weights | None) -> bool:
        """Whether these are the index tables of exactly these tables and weights."""
        same = tables.keys() == self.tables.keys()
        same = same and all(table is self.tables[name] for name, table in tables.items())
        return same and (dict(weights) if weights is not None else None) == self.weights


_kept: deque[IndexTables] = deque(maxlen=_KEPT)


def index_tables(tables: Tables, weights: Weights | None = None) -> IndexTables:
    """The index tables of a project's tables: the same object for the same tables and weights.

    `weights` are those of the parts of strictness (see `compare.indices.strictness.part_weights`).
    A table that was replaced (`tables | {"provisions": …}`) makes other index tables; one that was
    changed in place is not noticed.

    >>> sorted(INDICES)[:3]
    ['breadth_of_topics', 'closest_plans', 'corpus_counts']
    """
    for known in _kept:
        if known.of(tables, weights):
            return known
    _kept.append(IndexTables(tables, weights))
    return _kept[-1]


def index_title(name: str, language: str) -> str:
    """What an index table is called in `zh` or `en`."""
    return _row(name)[f"title_{language}"]


def index_about(name: str) -> str:
    """What an index table holds, in one line."""
    return _row(name)["about_en"]


def _row(name: str) -> dict[str, str]:
    return next(row for row in read_vocabulary("index_tables") if row["name"] == name)
