"""Answers to the exercises of notebooks/06_shared_wording.py."""

import pandas as pd
import pytest

from compare.indices.plans import outline_bases
from compare.indices.reuse import own_only, reuse_by_domain, reuse_by_outline, reuse_matrix
from compare.indices.selection import counted
from compare.reuse.passages import find_reuse
from compare.tables.schema import Tables
from compare.text.document import Document


@pytest.fixture(scope="module")
def shared(documents: dict[str, Document], tables: Tables) -> Tables:
    return dict(tables) | {"reuse": pd.DataFrame(find_reuse(list(documents.values())))}


# Exercise 1. All charts of shared wording move, and all one way: fewer passages can only cover
# less. Pairs whose sharing is short phrases lose most; Kunqu and Dadukou, who share whole
# paragraphs, lose least. No plan changes sides: each stays nearer to the plans of the same outline.


def longer_passages(tables: Tables, least: int = 20) -> Tables:
    return tables | {"reuse": tables["reuse"].query(f"chars >= {least}")}


def shares(tables: Tables) -> pd.Series:
    return reuse_matrix(tables, draws=20).set_index(["doc_id", "other_id"])["share"]


def nearer_outline(tables: Tables) -> dict[str, str]:
    rows = reuse_by_outline(tables, outline_bases(tables), draws=20)
    nearest = rows.sort_values("share").groupby("doc_id").tail(1)
    return dict(zip(nearest["doc_id"], nearest["outline_basis"], strict=True))


def test_fewer_passages_cover_less(shared: Tables) -> None:
    before, after = shares(shared), shares(longer_passages(shared))
    assert (after < before).all()
    kept = after / before
    assert kept.idxmax() in [("kunqu", "dadukou"), ("dadukou", "kunqu")]
    domains = [
        reuse_by_domain(rows).set_index(["doc_id", "domain"]) for rows in (shared, longer_passages(shared))
    ]
    assert (domains[1]["share"] <= domains[0]["share"]).all()
    assert (domains[1]["n"] == domains[0]["n"]).all()


def test_no_plan_changes_sides(shared: Tables) -> None:
    assert nearer_outline(longer_passages(shared)) == nearer_outline(shared)


# Exercise 2. Kunqu and Dadukou, the plans of 2015, lose about a third of their counted
# provisions, and Biyang more than the plans it is dated alike: who loses most goes by wording,
# not by date. The matrix keeps only what lies in provisions that are mostly a plan's own.


def lost(tables: Tables) -> pd.Series:
    own = own_only(tables, tables["reuse"], role="plan")
    before = counted(tables["provisions"]).groupby("doc_id").size()
    return 1 - counted(own["provisions"]).groupby("doc_id").size() / before


def test_plans_worded_alike_lose_most(shared: Tables) -> None:
    order = lost(shared).sort_values(ascending=False).index.tolist()
    assert set(order[:2]) == {"kunqu", "dadukou"}
    assert order[2] == "biyang"


def test_what_is_left_shares_less(shared: Tables) -> None:
    own = own_only(shared, shared["reuse"], role="plan")
    before, after = shares(shared), shares(own)
    assert (after < before).all()
    # of no provision that is left does half stand in another plan
    assert after.max() < 0.5
