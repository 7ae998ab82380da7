"""The exercises of notebook 1, worked out."""

import pandas as pd

from compare.indices.corpus import corpus_counts
from compare.indices.selection import counted
from compare.tables.schema import Tables


def without_leads(tables: Tables) -> Tables:
    """Exercise 1: the tables without provisions that belong to no measure."""
    provisions = tables["provisions"]
    return tables | {"provisions": provisions[provisions["measure_id"] != ""]}


def test_chapter_leads_are_most_frequent_in_biyang(tables: Tables) -> None:
    rows = counted(tables["provisions"])
    share = (rows["measure_id"] == "").groupby(rows["doc_id"]).mean()
    assert share.idxmax() == "biyang"
    # Kunqu's and Chengde's chapters open with their first measure at once; in Chengde's preamble one
    # sentence is a duty of its own.
    assert share["kunqu"] == 0
    assert rows.loc[rows["measure_id"].eq("") & rows["doc_id"].eq("chengde"), "topic"].tolist() == ["L1"]


def test_only_the_count_of_provisions_moves(tables: Tables) -> None:
    before = corpus_counts(tables).set_index("doc_id")
    after = corpus_counts(without_leads(tables)).set_index("doc_id")
    rows = counted(tables["provisions"])
    leads = (rows["measure_id"] == "").groupby(rows["doc_id"]).sum()
    assert (before["provisions"] - after["provisions"]).to_dict() == leads.to_dict()
    columns = ["measures", "targets", "times", "bodies"]
    pd.testing.assert_frame_equal(before[columns], after[columns])


def test_few_deadlines_name_a_month(tables: Tables) -> None:
    # Exercise 2: most deadlines are ends of years; only Kunqu and Dadukou name a month.
    deadlines = tables["times"].query("kind == 'deadline'")
    exact = deadlines[deadlines["granularity"].isin(["month", "day"])]
    assert sorted(exact["doc_id"].unique()) == ["dadukou", "kunqu"]
    assert len(exact) < len(deadlines) / 2
