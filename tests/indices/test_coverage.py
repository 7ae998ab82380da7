"""Coverage on small tables worked by hand, and what must hold for any table."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.indices.coverage import (
    alone,
    breadth,
    common_size,
    coverage,
    evidence,
    expected_frequencies,
    hill_number,
)
from compare.vocab.outlines import FRAMES, frame
from compare.vocab.taxonomy import is_substantive, topics

SUBSTANTIVE = [topic for topic in topics() if is_substantive(topic)]


def provisions(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """A table of provisions from (doc_id, measure_id, text, topic, topic2)."""
    table = pd.DataFrame(rows, columns=["doc_id", "measure_id", "text", "topic", "topic2"])
    table["provision_id"] = [f"{doc}-p{number:04}" for number, doc in enumerate(table["doc_id"], 1)]
    table["is_heading"] = 0
    return table


# Plan x has five provisions, of which one is a goal (N1) and left out: four count.
#   A3 twice (字 4 + 6 = 10), E2 once (8), E2 with A3 as second topic once (2): 20 characters.
# Plan y has two provisions, on I1 and L6, of 5 characters each.
SMALL = provisions(
    ("x", "x-m001", "清理审批", "A3", ""),
    ("x", "x-m001", "取消 中介服务", "A3", ""),
    ("x", "x-m002", "公示执法全部过程", "E2", ""),
    ("x", "x-m002", "公示", "E2", "A3"),
    ("x", "", "到2020年基本建成", "N1", ""),
    ("y", "y-m001", "编制各预案", "I1", ""),
    ("y", "y-m002", "镇街述法会", "L6", "A3"),
)


def cell(table: pd.DataFrame, doc_id: str, group: str) -> pd.Series:
    return table.set_index(["doc_id", "group"]).loc[(doc_id, group)]


# Counts and shares: A3 is 2 of 4 provisions, 10 of 20 characters; white space is no character.
@pytest.mark.parametrize(
    ("doc_id", "group", "n", "n_total", "share", "chars", "chars_total", "share_chars"),
    [
        ("x", "A3", 2, 4, 0.5, 10, 20, 0.5),
        ("x", "E2", 2, 4, 0.5, 10, 20, 0.5),
        ("x", "I1", 0, 4, 0.0, 0, 20, 0.0),
        ("y", "I1", 1, 2, 0.5, 5, 10, 0.5),
    ],
)
def test_counts_and_shares(
    doc_id: str,
    group: str,
    n: int,
    n_total: int,
    share: float,
    chars: int,
    chars_total: int,
    share_chars: float,
) -> None:
    found = cell(coverage(SMALL, frame("topic")), doc_id, group)
    assert (found["n"], found["n_total"], found["share"]) == (n, n_total, share)
    assert (found["chars"], found["chars_total"], found["share_chars"]) == (chars, chars_total, share_chars)


# States: first topic, second topic only, nothing. E2's second topic A3 adds no state to x, which
# has A3 as a first topic too, but it is counted; y has A3 only in passing.
@pytest.mark.parametrize(
    ("doc_id", "group", "state", "n_second"),
    [("x", "A3", "main", 1), ("y", "A3", "second", 1), ("x", "I1", "none", 0), ("y", "L6", "main", 0)],
)
def test_states(doc_id: str, group: str, state: str, n_second: int) -> None:
    found = cell(coverage(SMALL, frame("topic")), doc_id, group)
    assert (found["state"], found["n_second"]) == (state, n_second)


# In a coarser frame a second topic in the same group is no second mention: x's E2/A3 in a frame
# of domains adds one to A, but E2/E3 would add none to E.
def test_second_topic_of_the_same_group_is_not_counted() -> None:
    table = coverage(provisions(("x", "x-m001", "公示裁量基准", "E2", "E3")), frame("domain"))
    assert cell(table, "x", "E")["n_second"] == 0


# Intervals: x has two measures, one all A3 and one all E2, so that its four provisions are worth
# less than two. Nothing on I1 is no certainty that there never is.
def test_intervals_come_from_measures() -> None:
    table = coverage(SMALL, frame("topic"))
    found = cell(table, "x", "A3")
    assert found["clusters"] == 2
    assert found["low"] < 0.1 and found["high"] > 0.9
    assert cell(table, "x", "I1")["low"] == 0 < cell(table, "x", "I1")["high"]


# A plan of headings only: no denominator, so no share; not zero.
def test_no_share_without_provisions() -> None:
    table = coverage(SMALL.assign(is_heading=1), frame("domain"))
    assert (table["n_total"] == 0).all()
    assert table[["share", "share_chars", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_counts_every_provision_once(name: str, tables: dict[str, pd.DataFrame]) -> None:
    table = coverage(tables["provisions"], frame(name))
    sums = table.groupby("doc_id").agg({"n": "sum", "n_total": "first", "share": "sum", "share_chars": "sum"})
    assert (sums["n"] == sums["n_total"]).all()
    assert sums[["share", "share_chars"]].to_numpy() == pytest.approx(1)
    shown = table[table["n"] > 0]
    assert (shown["low"] <= shown["share"]).all() and (shown["share"] <= shown["high"]).all()


# Evidence: the provisions behind a count are as many as the count.
@pytest.mark.parametrize("name", FRAMES)
def test_evidence_matches_counts(name: str, tables: dict[str, pd.DataFrame]) -> None:
    table = coverage(tables["provisions"], frame(name)).query("n > 0").set_index(["doc_id", "group"])["n"]
    behind = (
        evidence(tables["provisions"], frame(name)).groupby(["doc_id", "group"])["provision_id"].nunique()
    )
    assert behind.to_dict() == table.to_dict()


# What one alone addresses and leaves out, among three plans:
#   A1: a and b (c leaves out); A2: only a; A3: nobody; A4: a by its second topic only, b and c.
THREE = pd.DataFrame(
    [
        ("topic", "a", "A1", 2, 0),
        ("topic", "b", "A1", 3, 0),
        ("topic", "c", "A1", 0, 0),
        ("topic", "a", "A2", 4, 0),
        ("topic", "b", "A2", 0, 0),
        ("topic", "c", "A2", 0, 0),
        ("topic", "a", "A3", 0, 0),
        ("topic", "b", "A3", 0, 0),
        ("topic", "c", "A3", 0, 0),
        ("topic", "a", "A4", 0, 1),
        ("topic", "b", "A4", 1, 0),
        ("topic", "c", "A4", 1, 0),
    ],
    columns=["frame", "doc_id", "group", "n", "n_second"],
)


@pytest.mark.parametrize(
    ("sides", "second", "expected"),
    [
        # c alone leaves out A1, which the others have 2 + 3 = 5 provisions on
        (None, True, {("A2", "a", "addresses", 4), ("A1", "c", "leaves out", 5)}),
        # first topics only: a leaves out A4, which the others have 1 + 1 provisions on
        (
            None,
            False,
            {("A2", "a", "addresses", 4), ("A1", "c", "leaves out", 5), ("A4", "a", "leaves out", 2)},
        ),
        # generations as sides: A2 is of the older one, c's lack of A1 is made good by b
        (
            {"a": 2015, "b": 2021, "c": 2021},
            True,
            {("A2", 2015, "addresses", 4), ("A2", 2021, "leaves out", 4)},
        ),
        # one side only: nobody to differ from
        ({"a": 2015, "b": 2015, "c": 2015}, True, set()),
    ],
)
def test_alone(sides: dict[str, int] | None, second: bool, expected: set[tuple[object, ...]]) -> None:
    found = alone(THREE, sides, second)[["group", "side", "what", "n"]]
    assert set(found.itertuples(index=False, name=None)) == expected


# Rarefaction by hand, counts 2 and 1, two of three provisions drawn without repetition:
#   pairs: {a1,a2} {a1,b} {a2,b}: one group in 1/3, two groups in 2/3: 1/3 + 2 * 2/3 = 5/3.
#   Expected frequencies: k=1: 2 groups in 2/3 of pairs = 4/3; k=2: one group in 1/3.
#   Entropy: k=1: 4/3 * 1/2 * ln 2, k=2: 1/3 * 1 * 0 → exp(2/3 ln 2) = 2 ** (2/3).
def test_rarefaction_by_hand() -> None:
    (expected,) = expected_frequencies(np.array([[2, 1]]), 2)
    assert expected == pytest.approx([4 / 3, 1 / 3])
    assert hill_number([2, 1], 2, 0) == pytest.approx(5 / 3)
    assert hill_number([2, 1], 2, 1) == pytest.approx(2 ** (2 / 3))


# The effective number of the whole: four equal groups are four; 8 and 2 of 10 are
# exp(-(0.8 ln 0.8 + 0.2 ln 0.2)) = exp(0.1785 + 0.3219) = 1.649.
@pytest.mark.parametrize(
    ("counts", "order", "expected"),
    [([3, 3, 3, 3], 1, 4.0), ([8, 2], 1, 1.6493), ([8, 2], 0, 2.0), ([5], 1, 1.0), ([5, 0], 0, 1.0)],
)
def test_effective_number_of_the_whole(counts: list[int], order: int, expected: float) -> None:
    assert hill_number(counts, sum(counts), order) == pytest.approx(expected, abs=1e-4)


# Nothing can be said at a size that a plan does not reach, nor of an empty plan.
@pytest.mark.parametrize(("counts", "size"), [([1, 1], 3), ([], 1), ([0], 0)])
def test_no_value_beyond_the_length(counts: list[int], size: int) -> None:
    assert math.isnan(hill_number(counts, size, 0))


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=10).filter(lambda counts: sum(counts) > 0)


@given(COUNTS, st.data())
def test_rarefied_numbers_are_ordered(counts: list[int], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, sum(counts)))
    number, effective = hill_number(counts, size, 0), hill_number(counts, size, 1)
    assert 1 - 1e-9 <= effective <= number + 1e-9
    assert number <= min(size, sum(count > 0 for count in counts)) + 1e-9
    (expected,) = expected_frequencies(np.array([counts]), size)
    times = np.arange(1, len(expected) + 1)
    assert (times * expected).sum() == pytest.approx(size)  # every provision drawn is in some group


@given(COUNTS)
def test_more_provisions_never_show_fewer_groups(counts: list[int]) -> None:
    numbers = [hill_number(counts, size, 0) for size in range(1, sum(counts) + 1)]
    assert all(after >= before - 1e-9 for before, after in pairwise(numbers))
    assert numbers[-1] == pytest.approx(sum(count > 0 for count in counts))


# Breadth: x has 4 provisions, y 2, so they are compared at 2 // 2 = 1 provision, where every plan
# shows one topic. At 2 provisions: y shows both of its topics; x (2 and 2 of 4) shows the same
# topic twice in 2 of 6 pairs: 1 * 2/6 + 2 * 4/6 = 5/3. y's halves are too short for an interval.
def test_breadth_by_hand() -> None:
    assert common_size(SMALL) == 1
    table = breadth(SMALL, frame("topic"), halves=20).set_index(["doc_id", "statistic"])
    assert table["rarefied"].to_numpy() == pytest.approx(1)
    table = breadth(SMALL, frame("topic"), size=2, halves=20).set_index(["doc_id", "statistic"])
    assert table.loc[("x", "number"), "rarefied"] == pytest.approx(5 / 3)
    assert table.loc[("y", "number"), "rarefied"] == pytest.approx(2)
    assert table.loc[("x", "number"), ["n_provisions", "clusters", "n_groups"]].tolist() == [4, 2, 63]
    assert pd.isna(table.loc[("y", "number"), "low"])


# Halves of three measures or fewer say nothing of a spread.
def test_few_measures_give_no_interval() -> None:
    table = breadth(SMALL, frame("topic"), size=2, halves=20).set_index(["doc_id", "statistic"])
    assert table.loc[("x", "number"), ["low", "high"]].isna().all()


def test_breadth_repeats_itself_and_holds_its_value(tables: dict[str, pd.DataFrame]) -> None:
    first, again = (breadth(tables["provisions"], frame("topic"), halves=100) for _ in range(2))
    pd.testing.assert_frame_equal(first, again)
    assert first["rarefied"].between(first["low"], first["high"]).all()
    assert (first["rarefied"] <= first["observed"]).all()


# The interval does what it says: plans of 40 measures are drawn from the measures of all plans;
# around 95 of 100 intervals must hold the average breadth of such plans (seeded, so it is stable).
def test_interval_holds_the_average_breadth_of_such_plans(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["provisions"].query("is_heading == 0 and measure_id != ''")
    names = np.array(sorted(rows["measure_id"].unique()))
    generator = np.random.default_rng(1)
    plans = []
    for number in range(60):
        chosen = pd.DataFrame({"measure_id": generator.choice(names, 40)})
        chosen["new_id"] = [f"{number}-m{place:03}" for place in range(40)]
        plan = chosen.merge(rows, on="measure_id").assign(doc_id=str(number))
        plans.append(plan.drop(columns="measure_id").rename(columns={"new_id": "measure_id"}))
    table = breadth(pd.concat(plans), frame("topic"), size=50, halves=60).query("statistic == 'number'")
    held = table["rarefied"].mean()
    holds = (table["low"] <= held) & (held <= table["high"])
    assert holds.mean() >= 0.9
    # and it is not merely wide: not half again as wide as it should be
    assert (table["high"] - table["low"]).mean() < 1.5 * 2 * 1.96 * table["rarefied"].std()


TABLES = st.lists(
    st.tuples(
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["m1", "m2", ""]),
        st.text("清理审批 ", min_size=1, max_size=8),
        st.sampled_from([*SUBSTANTIVE, "N0", "N1"]),
        st.sampled_from([*SUBSTANTIVE, "N1", ""]),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40)
@given(TABLES, st.sampled_from(FRAMES))
def test_any_table(rows: list[tuple[str, str, str, str, str]], name: str) -> None:
    found = provisions(*rows)
    table = coverage(found, frame(name))
    assert list(table["group"]) == frame(name).keys * found["doc_id"].nunique()
    assert table["n"].sum() == sum(is_substantive(topic) for topic in found["topic"])
    assert table["share"].dropna().between(0, 1).all()
    assert (table["n_second"] <= table["n_total"]).all()
    broad = breadth(found, frame(name), halves=5)
    assert (broad["rarefied"].dropna() <= broad["size"].loc[broad["rarefied"].notna()] + 1e-9).all()
    pairs = alone(table)[["group", "side"]]
    assert not pairs.duplicated().any()
