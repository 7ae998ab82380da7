"""Intervals of rates: against the formulas worked by hand, and what must hold for any rate."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indices.rates import rates, wilson
from compare.indices.resampling import drawn_means, limits


def one(hits: list[int], units: list[int]) -> tuple[float, float, float]:
    found = rates(np.array(hits)[:, np.newaxis], pd.Series(units))
    return float(found.share[0]), float(found.low[0]), float(found.high[0])


# Wilson (1927): 0 of n runs to z²/(n + z²); 1 of 2 is the middle of 1/2 -+ 1/2 sqrt(z²/(n + z²)).
@pytest.mark.parametrize(
    ("share", "number", "low", "high"),
    [
        (0.0, 170, 0, 3.8415 / 173.8415),
        (1.0, 1, 1 / 4.8415, 1),
        (0.5, 2, 0.5 - 0.5 * (3.8415 / 5.8415) ** 0.5, 0.5 + 0.5 * (3.8415 / 5.8415) ** 0.5),
    ],
)
def test_wilson_by_hand(share: float, number: float, low: float, high: float) -> None:
    found = wilson(np.array([share]), np.array([float(number)]))
    assert [side[0] for side in found] == pytest.approx([low, high], abs=1e-4)


# Effective numbers by hand. Four measures of one provision are four. Four measures of two, both
# alike in each: residuals 1, 1, -1, -1, variance 4/3 * 4 / 64 = 1/12, 1/4 over 1/12 is 3; few
# measures take from that (t at 7 over t at 3 degrees of freedom)², 2.365² / 3.182² = 0.552.
@pytest.mark.parametrize(
    ("hits", "units", "effective"),
    [
        ([1, 0, 0, 0], [1, 2, 3, 4], 3.0),  # variance 4/3 * 0.75 / 16, and 0.1875 over it
        ([1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 2, 2, 3, 3, 4, 4], 3 * 2.3646**2 / 3.1824**2),
        ([0] * 8, [1, 1, 2, 2, 3, 3, 4, 4], 4 * 2.3646**2 / 3.1824**2),  # alike: the number of measures
        ([1, 0, 1], [1, 1, 1], 1.0),  # one measure is one choice of words
    ],
)
def test_effective_number_by_hand(hits: list[int], units: list[int], effective: float) -> None:
    found = rates(np.array(hits)[:, np.newaxis], pd.Series(units))
    assert found.effective[0] == pytest.approx(effective, rel=1e-3)


def test_no_rows_have_no_rate() -> None:
    found = rates(np.zeros((0, 2)), pd.Series([], dtype=str))
    assert (found.n, found.clusters) == (0, 0)
    assert np.isnan([found.share, found.low, found.high]).all()


_HITS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5)), min_size=1, max_size=40)


@given(_HITS)
def test_an_interval_has_a_width_and_holds_its_rate(rows: list[tuple[int, int]]) -> None:
    share, low, high = one([hit for hit, _ in rows], [unit for _, unit in rows])
    assert 0 <= low <= share <= high <= 1
    assert high - low > 0.01


# Provisions that only repeat those of their measure are nothing new: the interval gets no narrower.
@given(st.lists(st.integers(0, 1), min_size=1, max_size=40), st.integers(2, 4))
def test_copies_within_a_measure_add_nothing(hits: list[int], times: int) -> None:
    units = list(range(len(hits)))
    _, low, high = one(hits, units)
    _, low_copied, high_copied = one(hits * times, units * times)
    assert low_copied <= low + 1e-9 and high_copied >= high - 1e-9


# With many measures and a rate in the middle it agrees with what resampling gives.
def test_agrees_with_resampling_where_that_works() -> None:
    generator = np.random.default_rng(3)
    units = pd.Series(np.repeat(range(80), 4))
    hits = (generator.random(320) < np.repeat(generator.choice([0.1, 0.6], 80), 4)).astype(float)
    found = rates(hits[:, np.newaxis], units)
    low, high = limits(drawn_means(hits[:, np.newaxis], units, "x"))[:, 0]
    assert [found.low[0], found.high[0]] == pytest.approx([low, high], abs=0.012)


# A 95% interval holds the true rate in about 95 of 100 plans, where rates are small and
# provisions of a measure alike (seeded, so it is stable).
@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
def test_holds_the_true_rate(share: float) -> None:
    generator = np.random.default_rng(4)
    units = pd.Series(np.repeat(range(60), 4))
    held = 0
    for _ in range(300):
        own = generator.beta(2 * share, 2 * (1 - share), 60)
        _, low, high = one(list((generator.random(240) < np.repeat(own, 4)).astype(int)), list(units))
        held += low <= share <= high
    assert held / 300 >= 0.92
