"""Answers to the exercises of notebooks/02_coverage.py."""

from dataclasses import replace

import pandas as pd
from pandas.testing import assert_frame_equal

from compare.indices.coverage import alone, breadth, coverage
from compare.indices.selection import counted
from compare.tables.schema import Tables
from compare.vocab.outlines import Frame, frame

# Exercise 1. Only the presence matrix moves: its hatched cells (second topic only) become dots.
# The heat maps and the breadth count first topics anyway. The list of gaps does not only grow:
# a topic that one plan lacked alone is lacked by two as soon as another plan had it only in passing.


def without_second_topics(provisions: pd.DataFrame) -> pd.DataFrame:
    return provisions.assign(topic2="")


def gaps(table: pd.DataFrame, second: bool) -> set[tuple[str, str]]:
    rows = alone(table, second=second).query("what == 'leaves out'")
    return set(zip(rows["group"], rows["side"], strict=True))


def test_only_hatched_cells_move(tables: Tables) -> None:
    provisions = tables["provisions"]
    before, after = (
        coverage(rows, frame("topic")) for rows in (provisions, without_second_topics(provisions))
    )
    moved = before["state"] != after["state"]
    assert moved.any()
    assert set(before.loc[moved, "state"]) == {"second"}
    assert set(after.loc[moved, "state"]) == {"none"}
    assert_frame_equal(before[["n", "share", "chars"]], after[["n", "share", "chars"]])


def test_breadth_does_not_move(tables: Tables) -> None:
    provisions = tables["provisions"]
    plain = without_second_topics(provisions)
    assert_frame_equal(
        breadth(provisions, frame("topic"), halves=20), breadth(plain, frame("topic"), halves=20)
    )


def test_a_new_gap_is_a_hatched_cell(tables: Tables) -> None:
    table = coverage(tables["provisions"], frame("topic"))
    cells = table.set_index(["group", "doc_id"])["state"]
    lenient, strict = gaps(table, second=True), gaps(table, second=False)
    new, gone = strict - lenient, lenient - strict
    assert new
    assert {cells[cell] for cell in new} == {"second"}
    # A gap that is gone: some other plan had that topic only in passing.
    assert all("second" in set(cells[group]) for group, _ in gone)


def test_a_gap_can_vanish() -> None:
    # a lacks A2 alone, since b has it in passing; counting first topics only, a and b lack it.
    table = pd.DataFrame(
        {
            "frame": "topic",
            "doc_id": ["a", "b", "c"],
            "group": "A2",
            "n": [0, 0, 1],
            "n_second": [0, 1, 0],
        }
    )
    assert gaps(table, second=True) == {("A2", "a")}
    assert gaps(table, second=False) == set()


# Exercise 2. Only the heat map of 2015 moves, in rows 1 and 5: row 1 gains what row 5 loses, and
# that is each plan's number of provisions on B3 but for those whose words place them elsewhere in
# the outline. All other rows and all column sums stay.


def with_credit_in_part_1() -> Frame:
    old = frame("2015")
    return replace(old, place={**old.place, "B3": "1"})


def test_rows_1_and_5_exchange_the_provisions_on_b3(tables: Tables) -> None:
    provisions = tables["provisions"]
    before, after = (
        coverage(provisions, chosen).pivot(index="group", columns="doc_id", values="n")
        for chosen in (frame("2015"), with_credit_in_part_1())
    )
    rows = counted(provisions)
    credit = rows[rows["topic"] == "B3"]
    in_5 = credit[[frame("2015").key_of("B3", text) == "5" for text in credit["text"]]]
    moved = in_5.groupby("doc_id").size().reindex(before.columns, fill_value=0)
    change = after - before
    assert change.loc["1"].tolist() == moved.tolist()
    assert change.loc["5"].tolist() == (-moved).tolist()
    assert not change.drop(["1", "5"]).any(axis=None)
    assert 0 < moved.sum() < len(credit)
