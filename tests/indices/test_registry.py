"""The stage of index tables: each computed once, on any part of any project."""

import pandas as pd
import pytest
from support.variants import Variants

from compare.errors import InputError
from compare.indices.registry import FEW, INDICES, index_about, index_columns, index_title
from compare.indices.stage import IndexTables, index_tables
from compare.indices.subset import subset
from compare.tables.schema import FOREIGN_KEYS, Tables
from compare.vocab.reading import read_vocabulary


def test_every_index_has_its_words() -> None:
    assert [row["name"] for row in read_vocabulary("index_tables")] == list(INDICES)
    for name in INDICES:
        assert index_title(name, "zh") and index_title(name, "en") and index_about(name)


PARTS = (
    "one plan", "two plans", "one domain", "one topic", "no plan", "nothing coded", "no outline known",
    "one outline", "no years",
)  # fmt: skip


# One or two plans, one domain, no coded plan, no plan of an outline: a table comes out, with the
# same columns, whatever little there is to say.
@pytest.mark.parametrize("part", PARTS)
def test_every_index_survives(part: str, variants: Variants, few_draws: None) -> None:
    every_index_is_there(index_tables(variants(part)))


def test_every_index_is_there_of_the_whole(tables: Tables) -> None:
    every_index_is_there(index_tables(tables))


def every_index_is_there(found: IndexTables) -> None:
    assert set(found) == set(INDICES)
    for name in INDICES:
        assert list(found[name].columns) == list(index_columns(name)), name


# Whoever the coders are: no index asks for a model.
def test_coders_that_are_people(variants: Variants, few_draws: None) -> None:
    every_index_is_there(index_tables(variants("people")))


def test_computed_once_and_anew_for_other_tables_or_weights(tables: Tables) -> None:
    first = index_tables(tables)
    assert index_tables(dict(tables)) is first
    assert first["corpus_counts"].equals(first["corpus_counts"])
    other = index_tables(tables, weights={"obligation": 1})
    assert other is not first
    assert other["strictness_means"]["mean"].tolist() != first["strictness_means"]["mean"].tolist()
    fewer = index_tables(tables | {"provisions": tables["provisions"].iloc[:500]})
    assert len(fewer["corpus_counts"]) == 5 and fewer is not first


def test_pairs_of_very_many_plans_are_refused_in_one_sentence(tables: Tables) -> None:
    copies = [tables["documents"].assign(doc_id=f"plan{number}") for number in range(FEW)]
    many = tables | {"documents": pd.concat([tables["documents"], *copies], ignore_index=True)}
    assert "specification_pairs" not in set(index_tables(many))
    with pytest.raises(InputError, match="make a project or a subset of fewer"):
        index_tables(many)["specification_pairs"]
    with pytest.raises(KeyError, match="no index table is called 'strictnes'"):
        index_tables(tables)["strictnes"]


# --- one name, one number ---------------------------------------------------------------------

ONE_NAME = {
    "provisions": {"n", "n_total", "n_provisions", "provisions"},
    "clusters": {"clusters"},
}
WHOLE_PLAN = {  # tables whose rows speak of all counted provisions of a plan
    "corpus_counts": None,
    "coverage_topics": None,
    "coverage_domains": None,
    "coverage_2015": None,
    "coverage_2021": None,
    "coverage_model": None,
    "breadth_of_topics": None,
    "strictness_rates": "domain == 'all'",
    "strictness_means": None,
    "obligation_levels": None,
    "strictness_standardised": None,
    "strictness_relations": "doc_id != 'all'",
    "strictness_orders": None,
    "time_rates": None,
}
NOT_OF_THE_PLAN = {
    ("coverage_topics", "n"),
    ("coverage_domains", "n"),
    ("coverage_2015", "n"),
    ("coverage_2021", "n"),
    ("coverage_model", "n"),
}


# A plan has one number of provisions and one of clusters, in whatever table it is printed.
@pytest.mark.parametrize("what", ONE_NAME)
def test_one_name_one_number(what: str, tables: Tables) -> None:
    found = index_tables(tables)
    seen: dict[str, set[int]] = {}
    for name, rows in WHOLE_PLAN.items():
        table = found[name].query(rows) if rows else found[name]
        for column in sorted(ONE_NAME[what] & set(table.columns)):
            if (name, column) not in NOT_OF_THE_PLAN:
                for doc_id, number in zip(table["doc_id"], table[column], strict=True):
                    seen.setdefault(doc_id, set()).add(int(number))
    assert len(seen) == 5
    assert {doc_id: len(numbers) for doc_id, numbers in seen.items()} == dict.fromkeys(seen, 1)


# Measures, targets, times and distinct bodies are those of the tables; clusters are measures that hold
# counted provisions, and counted provisions outside any.
def test_counts_are_those_of_the_tables(tables: Tables) -> None:
    counts = index_tables(tables)["corpus_counts"].set_index("doc_id")
    clusters = index_tables(tables)["strictness_means"].groupby("doc_id")["clusters"].first()
    provisions = tables["provisions"].query("is_heading == 0 and domain != 'N'")
    for doc_id in counts.index:
        for name in ("measures", "targets", "times"):
            assert counts.loc[doc_id, name] == (tables[name]["doc_id"] == doc_id).sum()
        own = provisions[provisions["doc_id"] == doc_id]
        outside = (own["measure_id"] == "").sum()
        inside = own.loc[own["measure_id"] != "", "measure_id"].nunique()
        assert clusters[doc_id] == inside + outside
        assert inside <= counts.loc[doc_id, "measures"]
    shares = index_tables(tables)["coverage_domains"].groupby("doc_id")["chars_total"].first()
    assert (shares <= tables["documents"].set_index("doc_id")["chars"].reindex(shares.index)).all()


# --- part of the tables ------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", [{"plans": ["biyang", "kunqu"]}, {"domains": ["E", "F"]},
                                    {"plans": ["chengde"], "topics": ["A7", "E2"]}, {"plans": []}])  # fmt: skip
def test_a_subset_fits_together(chosen: dict[str, list[str]], tables: Tables) -> None:
    part = subset(tables, **chosen)
    assert part.keys() == tables.keys()
    for name, keys in FOREIGN_KEYS.items():
        for column, target in keys.items():
            key = next(iter(tables[target].columns))
            assert set(part[name][column]) <= set(part[target][key])
    held = set(part["provisions"]["provision_id"])
    assert set(part["reuse"]["provision_a"]) <= held
    assert set(part["provisions"]["measure_id"]) - {""} <= set(part["measures"]["measure_id"])
    assert set(part["provisions"]["domain"]) <= set(chosen.get("domains", part["provisions"]["domain"]))
    assert list(part["documents"]["doc_id"]) == [
        doc for doc in tables["documents"]["doc_id"] if doc in chosen.get("plans", [doc])
    ]


def test_a_subset_of_all_is_all(tables: Tables) -> None:
    part = subset(tables, plans=list(tables["documents"]["doc_id"]))
    for name, table in tables.items():
        pd.testing.assert_frame_equal(part[name], table.reset_index(drop=True))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [({"plans": ["biyan"]}, "did you mean 'biyang'"), ({"domains": ["Z"]}, "there are A, B"),
     ({"topics": ["A77"]}, "did you mean 'A7'"), ({"plans": "biyang"}, r"such as \['biyang'\]")],
)  # fmt: skip
def test_what_there_is_none_of(chosen: dict[str, list[str]], said: str, tables: Tables) -> None:
    with pytest.raises(InputError, match=said):
        subset(tables, **chosen)
