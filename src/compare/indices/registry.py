"""All index tables by name: how each is computed from the tables of a project.

`compare.indices.stage` computes each when it is first asked for. What a table says, and its columns
with their types, is in `vocab/index_tables.csv`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pandas as pd

from compare.indices import (
    corpus,
    coverage,
    force,
    indicators,
    lexicon,
    origins,
    own_words,
    rank_stability,
    reliability,
    reuse,
    scheme_shares,
    specifications,
    stretches,
    strictness,
    strictness_rates,
    templates,
    timeline,
    version_tables,
)
from compare.indices.plans import outline_bases
from compare.indices.selection import doc_order
from compare.indices.strictness import Weights
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.reading import read_vocabulary, values

FEW = 60
"""Tables that have a row for every two plans, or for every plan and specification, are made up to so many."""


KINDS = {"text": "str", "whole": "int64", "whole?": "Int64", "number": "float64", "truth": "bool"}
"""Kinds of columns and their types; `whole?` may be missing, and so may a number. Text that is not there is empty."""


@dataclass(frozen=True)
class Index:
    """One index table: how it is computed, whether it takes weights, and how many plans it can show.

    `made_of` names an index table that `compute` takes after the tables; `all_pairs`: only where
    every two plans were compared.
    """

    compute: Callable[..., pd.DataFrame]
    made_of: str = ""
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


def _stretches(tables: Tables) -> pd.DataFrame:
    """By outline where all pairs were compared; else outlines are one (empty)."""
    bases = outline_bases(tables)
    return stretches.shared_stretches(
        tables, bases if reuse.holds_all_pairs(tables["reuse"]) else dict.fromkeys(bases, "")
    )


def _firmness(tables: Tables, pairs: pd.DataFrame) -> pd.DataFrame:
    return force.firmness(pairs, doc_order(tables))


def _weighed(function: Callable[..., pd.DataFrame], most: int | None = None) -> Index:
    return Index(partial(_of_provisions, function), weighs=True, most=most)


INDICES: dict[str, Index] = {
    "corpus_counts": Index(corpus.corpus_counts),
    "coverage_topics": Index(partial(_coverage, "topic")),
    "coverage_domains": Index(partial(_coverage, "domain")),
    "coverage_2015": Index(partial(_coverage, "2015")),
    "coverage_2021": Index(partial(_coverage, "2021")),
    "coverage_model": Index(partial(_coverage, "model")),
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
    "strictness_rank_ranges": _weighed(rank_stability.rank_ranges),
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
    "indicator_sentences": Index(indicators.indicator_evidence),
    "reuse_pairs": Index(reuse.reuse_matrix, most=FEW, all_pairs=True),
    "reuse_by_outline": Index(partial(_by_outlines, reuse.reuse_by_outline), most=FEW, all_pairs=True),
    "reuse_anywhere": Index(partial(_by_outlines, reuse.reuse_by_plan)),
    "closest_plans": Index(reuse.closest_plans),
    "reuse_by_domain": Index(reuse.reuse_by_domain),
    "reuse_stretches": Index(_stretches),
    "longest_passages": Index(reuse.longest_passages),
    "same_duty_pairs": Index(partial(_by_outlines, force.same_duty)),
    "same_duty_force": Index(_firmness, made_of="same_duty_pairs"),
    "template_shares": Index(templates.template_shares),
    "template_force": Index(templates.template_force),
    "template_clauses": Index(templates.template_clauses),
    "words_of_ones_own": Index(partial(_by_outlines, own_words.distinctive_words)),
    "provisions_of_ones_own": Index(own_words.singular_provisions, most=FEW),
    "version_counts": Index(version_tables.version_counts),
    "version_clauses": Index(version_tables.version_clauses),
    "scheme_shares": Index(scheme_shares.scheme_shares),
    "scheme_by_domain": Index(scheme_shares.scheme_by_domain),
    "coder_agreement": Index(reliability.coder_agreement),
    "lexicon_agreement": Index(lexicon.lexicon_agreement),
    "topic_accuracy": Index(reliability.topic_accuracy),
}
"""Every index table by its name."""


def index_title(name: str, language: str) -> str:
    """What an index table is called in `zh` or `en`."""
    return _row(name)[f"title_{language}"]


def index_about(name: str) -> str:
    """What an index table holds, in one line."""
    return _row(name)["about_en"]


@cache
def index_columns(name: str) -> dict[str, str]:
    """The columns of an index table in their order, each with its kind (one of `KINDS`).

    >>> index_columns("corpus_counts")["measures"]
    'whole?'
    """
    cells = (cell.partition(":") for cell in values(_row(name)["columns"]))
    return {column: kind or "text" for column, _, kind in cells}


def as_declared(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The declared columns of the table, in their types; a `ValueError` names those that it lacks."""
    columns = index_columns(name)
    lacking = [column for column in columns if column not in table.columns]
    if lacking:
        raise ValueError(f"index table {name}: no column {', '.join(lacking)}")
    texts = {column: "" for column, kind in columns.items() if kind == "text"}
    typed = table[list(columns)].fillna(texts)
    types = {column: KINDS[kind] for column, kind in columns.items()}
    return typed.astype(types).reset_index(drop=True)


def _row(name: str) -> dict[str, str]:
    return next(row for row in read_vocabulary("index_tables") if row["name"] == name)
