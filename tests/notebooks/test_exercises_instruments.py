"""Answers to the exercises of notebooks/07_instruments.py."""

import pytest

from compare.indices.scheme_shares import scheme_shares
from compare.indices.subset import subset
from compare.tables.schema import Tables
from compare.vocab.taxonomy import domains

# Exercise 1. Between 46% and 52% of each plan, and more than half of two: one code that holds half of
# every plan tells plans apart by nothing, which is why the codebook has three.


def test_laws_and_regulation_as_one_code(tables: Tables) -> None:
    counts = scheme_shares(tables).pivot(index="doc_id", columns="code", values=["count", "n"])
    shares = counts["count"][["ENV2", "ENV3", "ENV4"]].sum(axis=1) / counts["n"]["ENV2"]
    assert shares.round(3).to_dict() == {
        "biyang": 0.515, "chengde": 0.518, "dadukou": 0.466, "kunqu": 0.494, "mentougou": 0.455,
    }  # fmt: skip


# Exercise 2. By 4 to 6 points of 21 to 29. What is on openness or digital government is by its nature information, facilities or service.


@pytest.fixture(scope="module")
def without(tables: Tables) -> Tables:
    return subset(tables, domains=[domain for domain in domains() if domain not in "GJ"])


def test_supply_without_openness_and_digital_government(tables: Tables, without: Tables) -> None:
    before, after = (
        scheme_shares(some).query("code == 'SUP'").set_index("doc_id")["share"] for some in (tables, without)
    )
    assert (before - after).round(2).to_dict() == {
        "kunqu": 0.06, "mentougou": 0.05, "dadukou": 0.04, "chengde": 0.06, "biyang": 0.04,
    }  # fmt: skip
