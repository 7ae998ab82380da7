"""Rows are matched by what they are about, and every difference is told once."""

import pandas as pd

from compare.release.differences import compared
from compare.release.news import news


def table(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=str)


def differences(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, ...]]:
    _, found = compared({"t": old}, {"t": new})
    return [tuple(row) for row in found.drop(columns="table").itertuples(index=False)]


def test_a_find_is_matched_by_its_place_and_not_by_its_number() -> None:
    old = table(
        target_id=["a-q001", "a-q002"],
        doc_id=["a", "a"],
        start=["5", "90"],
        end=["9", "95"],
        value=["60", "3"],
    )
    new = table(target_id=["a-q001", "a-q002", "a-q003"], doc_id=["a"] * 3, start=["5", "40", "90"],
                end=["9", "44", "95"], value=["60.0", "7", "4"])  # fmt: skip
    assert differences(old, new) == [
        ("row added", "a 40 44", "", "", ""),
        ("changed", "a 90 95", "value", "3", "4"),
    ]


def test_a_number_is_matched_by_the_first_columns_that_tell_rows_apart() -> None:
    old = table(
        doc_id=["a", "a", "b"], part=["x", "y", "x"], mean=["0.1", "0.2", "0.3"], units=["5", "5", "6"]
    )
    new = table(doc_id=["b", "a", "a"], part=["x", "y", "x"], mean=["0.3", "0.25", "0.1"])
    assert differences(old, new) == [
        ("column removed", "", "units", "", ""),
        ("changed", "a y", "mean", "0.2", "0.25"),
    ]


def test_rows_of_one_key_are_numbered() -> None:
    old = table(doc_id=["a", "a"], start=["1", "1"], end=["2", "2"], name=["x", "y"])
    new = table(doc_id=["a", "a"], start=["1", "1"], end=["2", "2"], name=["x", "z"])
    assert differences(old, new) == [("changed", "a 1 2 #2", "name", "y", "z")]


def test_summaries_count_what_the_table_lists() -> None:
    old = {"kept": table(doc_id=["a", "b"], n=["1", "2"]), "gone": table(doc_id=["a"])}
    new = {"kept": table(doc_id=["a", "c"], n=["9", "2"]), "come": table(doc_id=["a"])}
    summaries, found = compared(old, new)
    by_name = {one.table: one for one in summaries}
    assert (by_name["come"].before, by_name["come"].after) == (0, 1)
    assert (by_name["gone"].before, by_name["gone"].after) == (1, 0)
    kept = by_name["kept"]
    assert (kept.added, kept.removed, kept.changed) == (1, 1, {"n": 1})
    assert sorted(found["what"]) == ["changed", "row added", "row removed", "table added", "table removed"]


def test_nothing_moved() -> None:
    same = {"t": table(doc_id=["a"], n=["1"]), "empty": table(doc_id=[], n=[])}
    assert compared(same, same)[1].empty and compared({}, {})[1].empty


def test_the_numbers_that_moved_most_are_told_and_not_the_ends_of_intervals() -> None:
    old = table(doc_id=list("abcdef"), share=["0.2", "0.4", "0", "0.5", "0.5", "x"], low=["0.1"] * 6)
    new = table(doc_id=list("abcdef"), share=["0.3", "0.1", "0.9", "0.6", "0.5", "y"], low=["0.9"] * 6)
    summaries, found = compared({"figures/t": old}, {"figures/t": new})
    told = news("old.zip", summaries, found, "en").split("## Numbers that moved most")[1]
    rows = [line.split(" | ")[1:3] for line in told.splitlines() if line.startswith("| figures")]
    assert rows == [["b", "share"], ["a", "share"], ["d", "share"]]
