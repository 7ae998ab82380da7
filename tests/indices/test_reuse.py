"""Indices of shared wording, on small tables worked by hand and on the five plans."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tiny import provision, shared, tables

from compare.errors import InputError
from compare.indices.plans import outline_bases
from compare.indices.reuse import (
    both_sides,
    closest_plans,
    covered_chars,
    holds_all_pairs,
    longest_passages,
    own_only,
    reuse_by_domain,
    reuse_by_outline,
    reuse_by_plan,
    reuse_matrix,
    shared_ngrams,
)
from compare.indices.stretches import shared_stretches
from compare.reuse.passages import find_reuse
from compare.tables.schema import Tables
from compare.text.document import Document

# old1 has two provisions of 60 and 40 characters; old2 one of 100; new1 one of 50.
PROVISIONS = [
    provision("old1", 1, 0, 60),
    provision("old1", 2, 60, 100, topic="B1"),
    provision("old2", 1, 0, 100),
    provision("new1", 1, 0, 50),
]
# old1 shares 0-20 and 10-30 (together 0-30) and 60-80 with old2; 0-12 with new1, with edits.
REUSE = [
    shared("old1-p0001", (0, 20), "old2-p0001", (40, 60)),
    shared("old1-p0001", (10, 30), "old2-p0001", (70, 90)),
    shared("old1-p0002", (60, 80), "old2-p0001", (0, 20)),
    shared("old1-p0001", (0, 12), "new1-p0001", (0, 12), kind="near", similarity=0.9),
]


@pytest.fixture
def small() -> Tables:
    return tables(PROVISIONS, REUSE)


def test_matrix_counts_every_character_once(small: Tables) -> None:
    matrix = reuse_matrix(small, draws=50).set_index(["doc_id", "other_id"])
    # old1 in old2: 0-30 and 60-80 are 50 of 100 characters, in both of its provisions
    row = matrix.loc[("old1", "old2")]
    assert (row["chars"], row["shared"], row["share"]) == (100, 50, 0.5)
    assert (row["provisions"], row["provisions_shared"], row["passages"]) == (2, 2, 2)
    # old2 in old1: 0-20, 40-60 and 70-90 are 60 of 100
    assert matrix.loc[("old2", "old1"), "share"] == 0.6
    # old1 in new1: 0-12, but not exact
    assert matrix.loc[("old1", "new1"), ["shared", "exact_share"]].tolist() == [12, 0]
    # new1 in old1: 12 of 50
    assert matrix.loc[("new1", "old1"), "share"] == 12 / 50
    # silence between old2 and new1 was looked at and found empty
    assert matrix.loc[("new1", "old2"), "shared"] == 0


def test_three_measures_or_fewer_give_no_interval(small: Tables) -> None:
    assert reuse_matrix(small, draws=50)[["low", "high"]].isna().all(axis=None)


def test_intervals_come_from_resampled_measures() -> None:
    # Four measures of 25 characters each, one of them shared: so many quarters as it is drawn, 0 to 4.
    rows = [provision("old1", n, 25 * n - 25, 25 * n) for n in range(1, 5)]
    rows += [provision("old2", 1, 0, 100), provision("new1", 1, 0, 100)]
    matrix = reuse_matrix(tables(rows, [shared("old1-p0001", (0, 25), "old2-p0001", (0, 25))]), draws=2000)
    row = matrix.set_index(["doc_id", "other_id"]).loc[("old1", "old2")]
    # never drawn with probability 0.32, three times or more with 0.05: above 2.5 % on either side
    assert row[["share", "low", "high"]].tolist() == [0.25, 0.0, 0.75]


def test_generations_are_averaged_over_their_plans(small: Tables) -> None:
    ages = {"old1": 2015, "old2": 2015, "new1": 2021}
    rows = reuse_by_outline(small, ages, draws=50).set_index(["doc_id", "outline_basis"])
    # new1 in old1 12/50, in old2 0/50: mean 0.12
    assert rows.loc[("new1", 2015), "share"] == pytest.approx(0.12)
    assert rows.loc[("new1", 2015), ["others", "smallest", "largest"]].tolist() == [2, 0, 0.24]
    # there is no other plan of 2021 for new1: no row, not zero
    assert ("new1", 2021) not in rows.index
    assert rows.loc[("old1", 2015), "share"] == 0.5


def test_domains_have_no_row_where_a_plan_is_silent(small: Tables) -> None:
    rows = reuse_by_domain(small).set_index(["doc_id", "domain"])
    # A1: 0-30 of 60, the 0-12 of new1 counted no second time; B1: 60-80 of 40
    assert rows.loc[("old1", "A"), ["n", "chars", "shared", "share"]].tolist() == [1, 60, 30, 0.5]
    assert rows.loc[("old1", "B"), "share"] == 0.5
    assert ("old2", "B") not in rows.index
    assert list(reuse_by_domain(small, "topic")["topic"]) == ["A1", "B1", "A1", "A1"]


def test_stretches_join_overlapping_passages(small: Tables) -> None:
    rows = shared_stretches(small, {"old1": 2015, "old2": 2015, "new1": 2021})
    found = rows[(rows["doc_id"] == "old1") & (rows["outline_basis"] == 2015)]
    # of a plan of 100 characters: 0-30 and 60-80
    assert found[["start", "end", "first", "last"]].to_numpy().tolist() == [
        [0, 30, 0, 0.3],
        [60, 80, 0.6, 0.8],
    ]


def test_longest_passages_add_up_their_rows(small: Tables) -> None:
    small["reuse"]["passage_id"] = ["s1", "s1", "s2", "s3"]
    first = longest_passages(small, top=1).iloc[0]
    assert (first["passage_id"], first["chars"], first["kind"]) == ("s1", 40, "exact")
    assert first["provisions_a"] == "old1-p0001"


def test_own_only_takes_out_what_a_template_covers() -> None:
    provisions = [provision("old1", 1, 0, 40), provision("old1", 2, 40, 80), provision("old2", 1, 0, 40)]
    # 30 of 40 stand in the template; 10 of 40 do; all of the third stand in another plan only
    reuse = [
        shared("old1-p0001", (0, 30), "outline-p0001", (0, 30), role_b="template"),
        shared("old1-p0002", (40, 50), "outline-p0001", (50, 60), role_b="template"),
        shared("old1-p0002", (40, 80), "old2-p0001", (0, 40)),
    ]
    targets = pd.DataFrame({"provision_id": ["old1-p0001", "old1-p0002"], "text": ["100%", "90%"]})
    small = tables(provisions, reuse, targets=targets)
    kept = own_only(small, small["reuse"])
    assert list(kept["provisions"]["provision_id"]) == ["old1-p0002", "old2-p0001"]
    assert list(kept["targets"]["text"]) == ["90%"]
    assert len(kept["documents"]) == 3
    assert len(own_only(small, small["reuse"], share=0.8)["provisions"]) == 3
    assert list(own_only(small, small["reuse"], role="plan")["provisions"]["provision_id"]) == ["old1-p0001"]


def test_a_template_counts_in_no_matrix() -> None:
    reuse = [shared("old1-p0001", (0, 30), "outline-p0001", (0, 30), role_b="template")]
    small = tables(
        [provision("old1", 1, 0, 40), provision("old2", 1, 0, 40), provision("new1", 1, 0, 40)], reuse
    )
    assert reuse_matrix(small, draws=10)["shared"].sum() == 0
    assert reuse_by_domain(small)["shared"].sum() == 0


def test_closest_plans_come_first(small: Tables) -> None:
    rows = closest_plans(small)
    # old1: 50 of 100 in old2, 12 in new1; old2: 60 of 100 in old1; new1: 12 of 50 in old1
    assert rows[["doc_id", "rank", "other_id", "shared", "share"]].to_numpy().tolist() == [
        ["old1", 1, "old2", 50, 0.5],
        ["old1", 2, "new1", 12, 0.12],
        ["old2", 1, "old1", 60, 0.6],
        ["new1", 1, "old1", 12, 0.24],
    ]
    assert closest_plans(small, top=1)["other_id"].tolist() == ["old2", "old1", "old1"]


def test_what_needs_all_pairs_is_refused_where_only_the_closest_are_held(small: Tables) -> None:
    assert holds_all_pairs(small["reuse"])
    ages = {"old1": 2015, "old2": 2015, "new1": 2021}
    share = reuse_by_domain(small)["share"].tolist()
    small["reuse"]["method"] = "closest"
    assert not holds_all_pairs(small["reuse"])
    for index in (
        reuse_matrix,
        lambda rows: reuse_by_outline(rows, ages),
        lambda rows: shared_stretches(rows, ages),
    ):
        with pytest.raises(InputError, match="closest passages"):
            index(small)
    # what stands in any other plan can still be told
    assert reuse_by_domain(small)["share"].tolist() == share
    assert set(reuse_by_plan(small, ages)["among"]) == {"any plan"}
    stretches = shared_stretches(small, dict.fromkeys(ages, 0))
    assert stretches[stretches["doc_id"] == "new1"][["start", "end"]].to_numpy().tolist() == [[0, 12]]
    old = stretches[stretches["doc_id"] == "old1"][["start", "end"]].to_numpy().tolist()
    assert old == [[0, 30], [60, 80]]


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30)), max_size=8)


@given(SPANS)
def test_cover_is_the_size_of_the_union(spans: list[tuple[int, int]]) -> None:
    rows = [{"provision_id": "p", "start": start, "end": start + length} for start, length in spans]
    sides = pd.DataFrame(rows, columns=["provision_id", "start", "end"])
    union = {place for row in rows for place in range(row["start"], row["end"])}  # type: ignore[call-overload]
    found = covered_chars(pd.DataFrame({"provision_id": ["p", "other"]}), sides)
    assert found.tolist() == [len(union), 0]


def test_runs_in_common() -> None:
    # 法治政府建设 has the runs 法治政, 治政府, 政府建, 府建设; 法治政府 the first two
    rows = pd.DataFrame({"doc_id": ["a", "b"], "text": ["法治政府、建设2020", "法治政府"]})
    found = shared_ngrams(rows, size=3).set_index("doc_id")
    assert found.loc["a", ["runs", "shared", "share"]].tolist() == [4, 2, 0.5]
    assert found.loc["a", "covered"] == 4 / 6
    assert found.loc["b", ["share", "covered"]].tolist() == [1, 1]


# Measured independently on the five plans: share of distinct runs of eight characters.
RUNS = [
    ("kunqu", "dadukou", 0.214),
    ("dadukou", "biyang", 0.157),
    ("biyang", "dadukou", 0.119),
    ("biyang", "chengde", 0.014),
]
# The same by characters covered.
COVERED = [("kunqu", "dadukou", 0.35), ("biyang", "dadukou", 0.22), ("chengde", "kunqu", 0.05)]


@pytest.mark.parametrize(("doc_id", "other_id", "share"), RUNS)
def test_known_shares_of_runs(tables: Tables, doc_id: str, other_id: str, share: float) -> None:
    found = shared_ngrams(tables["provisions"]).set_index(["doc_id", "other_id"])
    assert found.loc[(doc_id, other_id), "share"] == pytest.approx(share, abs=0.002)


@pytest.mark.parametrize(("doc_id", "other_id", "share"), COVERED)
def test_known_covers(tables: Tables, doc_id: str, other_id: str, share: float) -> None:
    found = shared_ngrams(tables["provisions"]).set_index(["doc_id", "other_id"])
    assert found.loc[(doc_id, other_id), "covered"] == pytest.approx(share, abs=0.006)


def test_plans_are_worded_like_those_of_their_outline(documents: dict[str, Document], tables: Tables) -> None:
    real = dict(tables) | {"reuse": pd.DataFrame(find_reuse(list(documents.values())))}
    rows = reuse_by_outline(real, outline_bases(tables), draws=200).set_index(["doc_id", "outline_basis"])
    for doc_id in documents:
        older, newer = rows.loc[(doc_id, "2015")], rows.loc[(doc_id, "2021")]
        assert ("2015" if older["share"] > newer["share"] else "2021") == outline_bases(tables)[doc_id]
    assert rows.loc[("biyang", "2015"), "low"] > rows.loc[("biyang", "2021"), "high"]
    assert len(both_sides(real["reuse"])) == 2 * len(real["reuse"])
