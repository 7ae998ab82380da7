"""The order of plans over all weightings and resampled measures, worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indices.test_strictness import EMPTY, SMALL, provision, table

from compare.indices.rank_stability import compare_scores, orders, pairwise, rank_stability, weight_grid
from compare.indices.strictness import scored
from compare.tables.schema import Tables

GROUNDS = ["share", "probability_equal", "probability"]


# The grid: steps² weightings, each positive, adding up to 1, centred on equal weights.
@pytest.mark.parametrize("steps", [1, 2, 7, 60])
def test_weight_grid(steps: int) -> None:
    grid = weight_grid(steps)
    assert grid.shape == (steps**2, 3)
    assert (grid > 0).all()
    assert grid.sum(axis=1) == pytest.approx(1)
    assert grid.mean(axis=0) == pytest.approx(1 / 3)
    assert len({tuple(row) for row in grid.round(9).tolist()}) == steps**2


def share_above(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    return float(compare_scores(weight_grid() @ np.array([a, b]).T).above[0, 1])


# Areas of the triangle of weights: a is above b where the weighted difference is positive.
@pytest.mark.parametrize(
    ("a", "b", "area"),
    [
        ((1, 0, 0), (0, 1, 0), 1 / 2),  # wherever weight 1 exceeds weight 2: half the triangle
        ((1, 0, 0), (0, 0.5, 0), 2 / 3),  # weight 1 over half of weight 2: the edge is cut at 1/3
        ((1, 0, 0), (0, 1, 1), 1 / 4),  # weight 1 over 1/2: the small triangle at corner 1
        ((1, 1, 0), (0, 0, 1), 3 / 4),  # the rest of the triangle without the one at corner 3
        ((0.4, 0.2, 0.1), (0.3, 0.2, 0.1), 1),  # nowhere below and somewhere above
        ((0.4, 0.2, 0.1), (0.4, 0.2, 0.1), 1 / 2),  # equal: a tie, split
    ],
)
def test_share_of_the_triangle(a: tuple[float, ...], b: tuple[float, ...], area: float) -> None:
    assert share_above(a, b) == pytest.approx(area, abs=0.015)
    assert share_above(a, b) + share_above(b, a) == pytest.approx(1)


# The exact area where a is ahead in part 1 (by d) and behind in the others (by e and f): the line
# cuts the two edges at corner 1, so the area is d/(d+e) times d/(d+f).
@settings(max_examples=50)
@given(*(st.floats(0.05, 1) for _ in range(3)))
def test_grid_against_the_exact_area(d: float, e: float, f: float) -> None:
    exact = d / (d + e) * d / (d + f)
    assert share_above((d, 0, 0), (0, e, f)) == pytest.approx(exact, abs=0.03)


# Three comparisons of three plans: a leads twice, then b and c tie for the first two ranks.
def test_places_by_hand() -> None:
    order = compare_scores(np.array([[3.0, 2.0, 1.0], [3.0, 1.0, 2.0], [1.0, 2.0, 2.0]]))
    assert order.places * 6 == pytest.approx(np.array([[4, 0, 2], [1, 3, 2], [1, 3, 2]]))
    assert order.above * 6 == pytest.approx(np.array([[3, 4, 4], [2, 3, 3], [2, 3, 3]]))


# Ranks are shared out: every plan takes some rank and every rank some plan, also with ties; the
# order does not depend on a common factor.
@settings(max_examples=50)
@given(
    st.integers(1, 5).flatmap(
        lambda k: st.lists(st.lists(st.integers(0, 3), min_size=k, max_size=k), min_size=1)
    )
)
def test_places_add_up(scores: list[list[int]]) -> None:
    order = compare_scores(np.array(scores, dtype=float))
    assert order.places.sum(axis=0) == pytest.approx(1)
    assert order.places.sum(axis=1) == pytest.approx(1)
    assert order.above + order.above.T == pytest.approx(1)
    assert compare_scores(np.array(scores) * 0.1).places == pytest.approx(order.places)


# In SMALL plan b has means (2/3, 0, 0) and plan a (2/3, 3/8, 1/4): a is nowhere below b, so it is
# first in every weighting. Resampled at equal weights a has at least 12/36 and b always 8/36.
# Over weightings and draws a falls behind where only its softer measure is drawn (a quarter of
# the draws) and obligation weighs much: means (1/2, 1/4, 1/4) against (2/3, 0, 0); behind where
# 1/6 of weight 1 exceeds 1/4 of the rest, weight 1 over 3/5: (2/5)² of the triangle, 4% in all.
def test_rank_stability_by_hand() -> None:
    rows = rank_stability(SMALL).set_index(["doc_id", "rank"])
    first = rows.loc[("a", 1)]
    assert first["share"] == 1
    assert first["probability_equal"] == 1
    assert first["probability"] == pytest.approx(1 - 0.25 * 0.16, abs=0.01)
    assert first[["strictness", "obligation", "precision"]].tolist() == pytest.approx([31 / 72, 2 / 3, 3 / 8])
    assert first[["n", "clusters"]].tolist() == [4, 2]


# Plans that read alike share their ranks evenly.
def test_twins_tie() -> None:
    twins = table(*(provision(doc, f"m{i}", "A1", 2) for doc in "ab" for i in range(3)))
    assert rank_stability(twins)[GROUNDS].to_numpy() == pytest.approx(0.5)


# A pair says the same as the ranks of two plans do.
def test_pairwise_by_hand() -> None:
    pair = pairwise(SMALL).iloc[0]
    ranks = rank_stability(SMALL).iloc[0]
    assert (pair["doc_a"], pair["doc_b"]) == ("a", "b")
    assert pair[GROUNDS].tolist() == pytest.approx(ranks[GROUNDS].tolist())


# One plan has one rank and no pair; no plan has neither.
def test_few_plans() -> None:
    alone = table(*(provision("a", f"m{i}", "A1", 2) for i in range(2)))
    assert rank_stability(alone)[["rank", *GROUNDS]].to_numpy().tolist() == [[1, 1, 1, 1]]
    assert pairwise(alone).empty
    assert rank_stability(EMPTY).empty
    assert pairwise(EMPTY).empty


# On the plans: probabilities add up for plans and for ranks; the coarse grid agrees with the fine
# one; every row carries what its rank rests on.
def test_on_the_plans(tables: Tables) -> None:
    rows = rank_stability(tables["provisions"])
    for ground in GROUNDS:
        square = rows.pivot(index="doc_id", columns="rank", values=ground)
        assert square.sum(axis=0).to_numpy() == pytest.approx(1)
        assert square.sum(axis=1).to_numpy() == pytest.approx(1)
    assert rows.notna().all(axis=None)  # all five plans have measures enough for an interval
    assert (rows["low"] <= rows["strictness"]).all()


# A plan that is above another in every part is above it in every weighting; the order of pairs
# with equal weights is that of the means.
def test_pairs_follow_the_parts(tables: Tables) -> None:
    rows = scored(tables["provisions"])
    means = rows.groupby("doc_id", sort=False)[["obligation", "precision", "accountability"]].mean()
    above = orders(rows, draws=20)["share"].above
    for i in range(len(means)):
        for j in range(len(means)):
            if (means.iloc[i] > means.iloc[j]).all():
                assert above[i, j] == 1


# The same tables give the same numbers.
def test_repeatable() -> None:
    pd.testing.assert_frame_equal(rank_stability(SMALL), rank_stability(SMALL))
