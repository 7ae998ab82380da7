"""Krippendorff's alpha: worked by hand, and the examples that its author published."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indices.krippendorff import Level, alpha, drawn_alphas


# Alpha by hand: 1 - observed / expected disagreement over the matrix of coincidences.
# 1: codes 1,1,0,0 and 1,0,0,0: eight values, three 1 and five 0. Observed off the diagonal: 2.
#    Expected: 2 * 3*5 / 7 = 30/7. Alpha = 1 - 14/30 = 0.5333.
# 2: ordinal 1,2,3 and 1,2,2: margins 2, 3, 1, so middle ranks 1, 3.5, 5.5 and squared distances
#    6.25 (1-2), 20.25 (1-3), 4 (2-3). Observed: 2*4 = 8. Expected: 2*(2*3*6.25 + 2*1*20.25 +
#    3*1*4) / 5 = 36. Alpha = 1 - 8/36 = 0.7778.
# 3: the same as nominal: observed 2, expected 2*(2*3 + 2*1 + 3*1) / 5 = 4.4, alpha 0.5455.
@pytest.mark.parametrize(
    ("first", "second", "level", "expected"),
    [
        ([1, 1, 0, 0], [1, 0, 0, 0], "nominal", 1 - 14 / 30),
        ([1, 2, 3], [1, 2, 2], "ordinal", 1 - 8 / 36),
        ([1, 2, 3], [1, 2, 2], "nominal", 1 - 2 / 4.4),
        (["A1", "B2"], ["A1", "B2"], "nominal", 1.0),
    ],
)
def test_alpha(first: list[Any], second: list[Any], level: Level, expected: float) -> None:
    assert alpha([pd.Series(first), pd.Series(second)], level) == pytest.approx(expected)


def test_alpha_is_missing_where_nothing_can_be_told_apart() -> None:
    assert np.isnan(alpha([pd.Series([2, 2]), pd.Series([2, 2])], "ordinal"))


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": A two coders and two values, B
# two coders and five values, C four coders with missing judgements.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def with_gaps(rows: tuple[str, ...]) -> list[pd.Series]:
    return [pd.Series([float(cell) if cell != "." else np.nan for cell in row.split()]) for row in rows]


@pytest.mark.parametrize(
    ("codings", "level", "published"),
    [
        ([pd.Series(list(row)) for row in BINARY], "nominal", 0.095),
        ([pd.Series(list(row)) for row in NOMINAL], "nominal", 0.692),
        (with_gaps(MISSING), "nominal", 0.743),
        (with_gaps(MISSING), "ordinal", 0.815),
    ],
)
def test_published_examples(codings: list[pd.Series], level: Level, published: float) -> None:
    assert alpha(codings, level) == pytest.approx(published, abs=0.0005)


# A draw is the same as repeating its rows.
CODE = st.integers(0, 3)


@given(
    st.lists(st.tuples(CODE, CODE, st.integers(0, 3)), min_size=2, max_size=12),
    st.sampled_from(["nominal", "ordinal"]),
)
def test_drawn_alpha_is_alpha_of_the_drawn_rows(rows: list[tuple[int, int, int]], level: Level) -> None:
    first, second, weights = (np.array(column) for column in zip(*rows, strict=True))
    drawn = drawn_alphas([pd.Series(first), pd.Series(second)], level, weights[None, :])[0]
    repeated = [pd.Series(np.repeat(codes, weights)) for codes in (first, second)]
    assert drawn == pytest.approx(alpha(repeated, level), nan_ok=True)


@given(st.lists(st.tuples(CODE, CODE), min_size=2, max_size=12), st.sampled_from(["nominal", "ordinal"]))
def test_the_order_of_coders_and_units_says_nothing(rows: list[tuple[int, int]], level: Level) -> None:
    first, second = (pd.Series(column) for column in zip(*rows, strict=True))
    backwards = [second.iloc[::-1], first.iloc[::-1]]
    assert alpha([first, second], level) == pytest.approx(alpha(backwards, level), nan_ok=True)
