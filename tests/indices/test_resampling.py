"""Draws of measures, their means and percentiles, against the plain way to work them out."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from compare.indices.resampling import cluster_weights, drawn_means, limits, times_drawn
from compare.indices.selection import plan_rows

NUMBERS = st.floats(-1e6, 1e6) | st.just(float("nan"))


def test_as_many_units_are_drawn_as_there_are() -> None:
    times = times_drawn(7, "kunqu", 50)
    assert times.shape == (50, 7)
    assert (times.sum(axis=1) == 7).all()
    assert (times == times_drawn(7, "kunqu", 50)).all()
    assert (times != times_drawn(7, "biyang", 50)).any()


# Sums by unit are a shorter way to what weights of rows would give.
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), min_size=1, max_size=12))
def test_drawn_means_are_those_of_weighted_rows(rows: list[tuple[str, int]]) -> None:
    units = pd.Series([unit for unit, _ in rows])
    values = np.array([[value, 1.0] for _, value in rows])
    weights = cluster_weights(units, "seed", 40)
    expected = weights @ values / weights.sum(axis=1, keepdims=True)
    assert drawn_means(values, units, "seed", 40) == pytest.approx(expected)


def test_a_missing_value_is_missing_in_its_own_column_only() -> None:
    drawn = drawn_means([[1.0, np.nan], [3.0, 1.0]], pd.Series(["a", "b"]), "seed", 20)
    assert not np.isnan(drawn[:, 0]).any()
    assert np.isnan(drawn[:, 1]).any()


@given(arrays(float, st.tuples(st.integers(1, 60), st.integers(1, 3)), elements=NUMBERS))
@pytest.mark.filterwarnings("ignore:All-NaN slice")
def test_limits_are_percentiles_without_missing_draws(drawn: np.ndarray) -> None:
    expected = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    assert limits(drawn) == pytest.approx(expected, rel=1e-9, abs=1e-6, nan_ok=True)


def test_the_rows_of_each_plan_come_in_the_order_asked_for() -> None:
    rows = pd.DataFrame({"doc_id": [*"abac"], "seq": [1, 2, 3, 4]})
    found = [(doc_id, plan["seq"].tolist()) for doc_id, plan in plan_rows(rows, ["c", "nobody", "a"])]
    assert found == [("c", [4]), ("nobody", []), ("a", [1, 3])]
