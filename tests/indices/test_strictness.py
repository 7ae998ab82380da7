"""Strictness: the profile, obligation, domains and standardisation, on tables worked by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError
from compare.indices.resampling import drawn_means, limits
from compare.indices.strictness import (
    LEVELS,
    PARTS,
    PROFILE,
    by_domain,
    common_mix,
    domain_draws,
    obligation_shares,
    outline_spread,
    part_weights,
    profile,
    scored,
    standardised,
)
from compare.tables.schema import Tables


def provision(doc: str, measure: str, topic: str, obligation: int, **more: Any) -> dict[str, Any]:
    """A provision that names no body and has neither target, time, sanction nor monitoring."""
    row = {"doc_id": doc, "measure_id": f"{doc}-{measure}", "topic": topic, "domain": topic[0]}
    row |= {"obligation": obligation, "precision": 0.0, "accountability": 0.0, "has_body": None}
    return row | {"is_heading": 0, "text": "字"} | more


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Provisions as read from the tables, with ids in order."""
    frame = pd.DataFrame(list(rows))
    ids = [f"{doc}-p{place:04}" for place, doc in enumerate(frame["doc_id"], start=1)]
    return frame.assign(provision_id=ids, has_body=frame["has_body"].astype("Int64"))


# Plan a has two provisions on A and two on B, in a measure each; plan b one on A and three on B.
# Strictness is (obligation/3 + precision + accountability) / 3:
#   a, measure 1, A: (1 + 1 + 1/2) / 3 = 5/6    and (2/3 + 0 + 0) / 3     = 2/9
#   a, measure 2, B: (2/3 + 1/2 + 0) / 3 = 7/18 and (1/3 + 0 + 1/2) / 3   = 5/18
#   b, measure 1, A: (2/3) / 3 = 2/9;  b, measure 2, B: three times 2/9
A_ROWS = (
    provision("a", "m1", "A1", 3, precision=1.0, accountability=0.5, has_body=1),
    provision("a", "m1", "A2", 2, has_body=1),
    provision("a", "m2", "B1", 2, precision=0.5, has_body=0),
    provision("a", "m2", "B1", 1, accountability=0.5, has_body=0),
)
B_ROWS = (
    provision("b", "m1", "A1", 2),
    *(provision("b", "m2", "B1", 2) for _ in range(3)),
)
NOT_COUNTED = (
    provision("b", "m1", "A1", 3, precision=1.0, is_heading=1),
    provision("b", "m1", "N2", 3, precision=1.0),
)
SMALL = table(*A_ROWS, *B_ROWS, *NOT_COUNTED)
EMPTY = SMALL.iloc[:0]


# The means are those of data-model.md. From two measures nothing is resampled.
@pytest.mark.parametrize(
    ("part", "mean"),
    [
        ("obligation", 8 / 12),  # codes 3, 2 | 2, 1
        ("precision", 1.5 / 4),  # 1, 0 | 0.5, 0
        ("accountability", 1 / 4),  # 0.5, 0 | 0, 0.5
        ("strictness", 31 / 72),  # 5/6, 2/9 | 7/18, 5/18
        ("assignment", 1 / 2),  # 1, 1 | 0, 0
    ],
)
def test_profile_by_hand(part: str, mean: float) -> None:
    row = profile(SMALL).set_index(["doc_id", "part"]).loc[("a", part)]
    assert row["mean"] == pytest.approx(mean)
    assert (row["n"], row["clusters"], row["stated"]) == (4, 2, True)
    assert np.isnan([row["low"], row["high"]]).all()


# Weights 2, 1, 1 on plan a: (2 * 8/12 + 1.5/4 + 1/4) / 4.
def test_weights_move_the_mean_and_nothing_else() -> None:
    weights = {"obligation": 2, "precision": 1, "accountability": 1}
    rows, plain = profile(SMALL, weights=weights), profile(SMALL)
    strict = rows["part"] == "strictness"
    assert rows.loc[strict, "mean"].iloc[0] == pytest.approx((2 * 8 / 12 + 1.5 / 4 + 1 / 4) / 4)
    pd.testing.assert_frame_equal(rows[~strict], plain[~strict])


@pytest.mark.parametrize("index", [profile, by_domain, standardised])
def test_weights_are_taken_wherever_the_mean_is(index: Any) -> None:
    alone = index(SMALL, weights={"obligation": 1})
    assert not alone.equals(index(SMALL))


@pytest.mark.parametrize(
    ("weights", "said"),
    [({"obligation": 0}, "at least one above 0"), ({"obligation": -1, "precision": 2}, "0 or more"),
     ({"obligation": float("nan")}, "0 or more"), ({"delegation": 1}, "no part is called 'delegation'")],
)  # fmt: skip
def test_what_cannot_be_a_weight(weights: dict[str, float], said: str) -> None:
    with pytest.raises(InputError, match=said):
        part_weights(weights)


# Somebody's own column is never passed over in silence; without it, changed parts change the mean.
def test_a_strictness_of_ones_own_is_asked_about() -> None:
    with pytest.raises(InputError, match=r"in 8 rows the column 'strictness'.*weights="):
        profile(SMALL.assign(strictness=0.9))
    right = SMALL.assign(strictness=scored(SMALL)["strictness"])
    pd.testing.assert_frame_equal(profile(right), profile(SMALL))
    assert profile(SMALL.assign(obligation=3)).loc[0, "mean"] == 1


# A measure for each provision: the interval is the percentile of means over redrawn measures.
def test_four_measures_are_enough_for_an_interval() -> None:
    four = table(*(provision("a", f"m{code}", "A1", code) for code in (0, 1, 2, 3)))
    row = profile(four).set_index("part").loc["obligation"]
    rows = scored(four)
    expected = limits(drawn_means(rows[["obligation"]], rows["unit"], "a"))[:, 0]
    assert [row["low"], row["high"]] == pytest.approx(expected)
    assert profile(four.iloc[:3])[["low", "high"]].isna().all(axis=None)


# No target in 4 measures is no proof that there never is one: the interval of a rate of 0 of 4.
# And where all score alike there is nothing to resample.
def test_an_interval_has_a_width_or_is_missing() -> None:
    rows = profile(table(*(provision("a", f"m{n}", "A1", 2) for n in range(4)))).set_index("part")
    assert rows.loc["precision", ["mean", "low"]].tolist() == [0, 0]
    assert rows.loc["precision", "high"] == pytest.approx(3.8415 / (4 + 3.8415), abs=1e-4)
    assert rows.loc[["obligation", "strictness"], ["low", "high"]].isna().all(axis=None)


# A plan that names no bodies says nothing about assignment: missing, not zero. Headings and N
# codes do not count.
def test_silence_is_not_zero() -> None:
    row = profile(SMALL).set_index(["doc_id", "part"]).loc[("b", "assignment")]
    assert not row["stated"]
    assert np.isnan([row["mean"], row["low"], row["high"]]).all()
    assert row["n"] == len(B_ROWS)


# All provisions in one measure: nothing can be resampled, so there is no interval.
def test_one_measure_has_no_interval() -> None:
    rows = profile(table(*A_ROWS[:2])).set_index("part")
    assert rows.loc["obligation", "mean"] == pytest.approx(5 / 6)
    assert rows[["low", "high"]].isna().all(axis=None)


# Every level has a row, so that a level that does not occur is seen to be missing.
def test_obligation_shares_by_hand() -> None:
    rows = obligation_shares(SMALL).set_index(["doc_id", "obligation"])
    assert rows.loc["a", "count"].to_dict() == {3: 1, 2: 2, 1: 1, 0: 0}
    assert rows.loc["b", "share"].to_dict() == {3: 0, 2: 1, 1: 0, 0: 0}
    mandates = rows.loc[("a", 3)]
    assert mandates["share"] == 0.25
    assert 0 < mandates["low"] < 0.25 < mandates["high"] < 1
    assert (rows["low"] < rows["high"]).all()


# A cell under `minimum` is marked; an empty one has no mean.
def test_by_domain_by_hand() -> None:
    rows = by_domain(SMALL, minimum=2).set_index(["doc_id", "domain"])
    assert rows.loc[("a", "A"), "strictness"] == pytest.approx(19 / 36)
    assert rows.loc[("a", "B"), "strictness"] == pytest.approx(12 / 36)
    assert rows.loc[("b", "A"), ["n", "too_few"]].tolist() == [1, True]
    assert rows.loc[("b", "B"), ["n", "too_few"]].tolist() == [3, False]
    assert rows.loc[("a", "C"), ["n", "too_few"]].tolist() == [0, True]
    assert np.isnan(rows.loc[("a", "C"), "strictness"])


@pytest.mark.parametrize(("n", "too_few"), [(4, True), (5, False)])
def test_five_provisions_are_enough(n: int, too_few: bool) -> None:
    rows = by_domain(table(*(provision("a", f"m{i}", "C1", 2) for i in range(n)))).set_index("domain")
    assert rows.loc["C", "too_few"] == too_few


# A draw without any provision of the domain has no mean there.
def test_domain_draws_are_missing_without_provisions() -> None:
    rows = scored(SMALL)
    drawn = domain_draws(rows[rows["doc_id"] == "a"], ["A", "B"])
    assert set(np.round(drawn[~np.isnan(drawn[:, 0]), 0], 9)) == {round(19 / 36, 9)}
    assert (np.isnan(drawn).sum(axis=1) <= 1).all()
    assert np.isnan(drawn).any()


# The mix of a is 1/2 A, 1/2 B; of b 1/4 A, 3/4 B; the common mix is the mean, 3/8 A and 5/8 B.
def test_common_mix_by_hand() -> None:
    assert common_mix(scored(SMALL), minimum=1).to_dict() == {"A": 3 / 8, "B": 5 / 8}
    assert common_mix(scored(SMALL), minimum=2).to_dict() == {"B": 1}
    assert common_mix(scored(SMALL)).empty


# a: 3/8 of 19/36 and 5/8 of 12/36 = 117/288; as written 31/72 = 124/288; so its mix adds 7/288.
# b scores 2/9 everywhere: its mix adds nothing.
def test_standardised_by_hand() -> None:
    rows = standardised(SMALL, minimum=1).set_index("doc_id")
    assert rows["raw"].to_dict() == pytest.approx({"a": 31 / 72, "b": 2 / 9})
    assert rows["standardised"].to_dict() == pytest.approx({"a": 117 / 288, "b": 2 / 9})
    assert rows["mix_effect"].to_dict() == pytest.approx({"a": 7 / 288, "b": 0})
    assert rows["domains"].tolist() == ["A B", "A B"]
    assert rows["n_common"].tolist() == [4, 4]


# Only domains that all plans have are compared; without any there is no standardised number.
def test_standardised_without_common_domains() -> None:
    only_b = standardised(SMALL, minimum=2).set_index("doc_id")
    assert only_b["own_mix"].to_dict() == pytest.approx({"a": 12 / 36, "b": 2 / 9})
    assert only_b["n_common"].tolist() == [2, 3]
    assert only_b["mix_effect"].tolist() == [0, 0]
    nothing = standardised(SMALL)
    assert nothing[["standardised", "low", "high", "mix_effect", "own_mix"]].isna().all(axis=None)
    assert nothing["raw"].notna().all()


# One plan follows the older outline (a), two the later one (b, c), of d it is not known; only a
# states assignment.
OUTLINES = {"a": "2015", "b": "2021", "c": "2021", "d": ""}


def test_outline_spread_by_hand() -> None:
    third = [provision(doc, measure, "A1", 3) for doc in "cd" for measure in ("m1", "m2")]
    found = outline_spread(profile(table(*A_ROWS, *B_ROWS, *third)), OUTLINES)
    rows = found.set_index(["part", "outline_basis"])
    assert rows.loc[("obligation", "2021"), ["plans", "mean", "spread"]].tolist() == pytest.approx(
        [2, 5 / 6, 1 / 3]
    )
    assert rows.loc[("obligation", "2015"), ["plans", "spread"]].tolist() == [1, 0]
    assert ("assignment", "2021") not in rows.index
    assert list(found["part"].unique()) == list(PROFILE)


# Without provisions there are no rows, and the columns stay.
@pytest.mark.parametrize("index", [profile, obligation_shares, by_domain, standardised])
def test_no_provisions(index: Any) -> None:
    assert index(EMPTY).empty
    assert list(index(EMPTY).columns) == list(index(SMALL).columns)


# Strictness computed from the parts agrees with the column of provisions.csv, and with its mean.
def test_agrees_with_the_tables(tables: Tables) -> None:
    rows = scored(tables["provisions"])
    stated = tables["provisions"].loc[rows.index, "strictness"]
    assert rows["strictness"].to_numpy() == pytest.approx(stated.to_numpy(dtype=float), abs=1e-6)
    means = profile(tables["provisions"]).query("part == 'strictness'").set_index("doc_id")["mean"]
    expected = stated.groupby(tables["provisions"]["doc_id"]).mean()
    assert means.to_dict() == pytest.approx(expected.to_dict(), abs=1e-6)


# Every cell of the domain table adds up to the plan: counts, and the mean weighted by counts.
def test_domains_add_up_to_the_plan(tables: Tables) -> None:
    cells = by_domain(tables["provisions"])
    whole = profile(tables["provisions"]).query("part == 'strictness'").set_index("doc_id")
    assert cells.groupby("doc_id")["n"].sum().to_dict() == whole["n"].to_dict()
    sums = (cells["n"] * cells["strictness"].fillna(0)).groupby(cells["doc_id"]).sum()
    assert (sums / whole["n"]).to_dict() == pytest.approx(whole["mean"].to_dict())


_ROWS = st.lists(
    st.builds(
        lambda measure, topic, obligation, precision, accountability: provision(
            "a", f"m{measure}", topic, obligation, precision=precision, accountability=accountability
        ),
        st.integers(1, 4),
        st.sampled_from(["A1", "B2", "E7", "L6"]),
        st.integers(0, 3),
        st.sampled_from([0.0, 0.5, 1.0]),
        st.sampled_from([0.0, 0.5, 1.0]),
    ),
    min_size=1,
    max_size=12,
)


# Whatever the codes: parts lie in 0 to 1, the mean is that of the parts, shares add up to 1, and
# a plan alone is already in the common mix.
@settings(max_examples=30)
@given(_ROWS)
def test_invariants(rows: list[dict[str, Any]]) -> None:
    provisions = table(*rows)
    found = profile(provisions, draws=50).set_index("part")
    assert found.loc[list(PARTS), "mean"].between(0, 1).all()
    assert found.loc["strictness", "mean"] == pytest.approx(found.loc[list(PARTS), "mean"].mean())
    assert (found["low"].dropna() <= found["high"].dropna()).all()
    shares = obligation_shares(provisions)
    assert shares["share"].sum() == pytest.approx(1)
    assert shares["obligation"].tolist() == list(LEVELS)
    alone = standardised(provisions, draws=50, minimum=1).iloc[0]
    assert alone["standardised"] == pytest.approx(alone["raw"])
