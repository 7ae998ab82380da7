"""Blocks that continue each other are one passage, however many pairs are looked at together."""

from itertools import count

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from compare.reuse.joining import JOIN, passage_numbers

Places = tuple[int, int, int, int]


def block(start_a: int, size_a: int, start_b: int, size_b: int) -> Places:
    return start_a, start_a + size_a, start_b, start_b + size_b


START, SIZE = st.integers(0, 40), st.integers(1, 9)
PAIRS = st.lists(st.lists(st.builds(block, START, SIZE, START, SIZE), max_size=9), max_size=5)


def one_by_one(places: list[Places]) -> list[int]:
    """The definition: each block looks back for the last one that it continues."""
    numbers: list[int] = []
    new = count(1)
    for place, (start_a, _, start_b, _) in enumerate(places):
        gaps = [(start_a - end_a, start_b - end_b) for _, end_a, _, end_b in places[:place]]
        near = [
            number for gap, number in zip(gaps, numbers, strict=True) if 0 <= min(gap) <= max(gap) <= JOIN
        ]
        numbers.append(near[-1] if near else next(new))
    return numbers


@given(PAIRS)
def test_passages_of_many_pairs_are_those_of_each(pairs: list[list[Places]]) -> None:
    pairs = [sorted(places) for places in pairs]
    pair = np.repeat(np.arange(len(pairs)), list(map(len, pairs)))
    found = passage_numbers([place for places in pairs for place in places], pair)
    assert found.tolist() == [number for places in pairs for number in one_by_one(places)]
