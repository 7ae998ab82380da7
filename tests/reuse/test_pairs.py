"""What two plans share in equal runs of letters, on texts counted by hand."""

import random

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.reuse import covered
from compare.reuse import pairs as pairs_module
from compare.reuse.covered import RUN
from compare.reuse.letters import fold_letters
from compare.reuse.pairs import SharedLetters
from compare.reuse.rounding import rounded
from compare.tables.checking import arrow_columns

A = "建立健全行政执法公示制度和全过程记录制度"  # 20 letters
B = "各部门应当建立健全行政执法公示制度并报备案"  # shares the first 12 letters of A, and no more


def counted(plans: dict[str, list[str]]) -> SharedLetters:
    found = SharedLetters()
    for doc_id, some in plans.items():
        found.add(doc_id, list(map(fold_letters, some)))
    return found


def pairs(*plans: list[str], templates: int = 0) -> list[dict[str, object]]:
    columns = counted({f"p{number}": some for number, some in enumerate(plans)}).columns(templates)
    return [row for part in columns for row in arrow_columns("pairs", part).to_pylist()]


def test_letters_in_runs_are_counted_by_hand() -> None:
    assert fold_letters(A)[:RUN] == "建立健全行政执法公示制度"
    (row,) = pairs([A, "开展培训。"], [B])
    assert (row["chars"], row["chars_b"]) == (12, 12)
    assert (row["share_a"], row["share_b"]) == (round(12 / 24, 4), round(12 / 21, 4))


def test_shares_of_a_plan_inside_a_longer_one_differ() -> None:
    (row,) = pairs([A], [A, "另外开展法治宣传教育活动。"])
    assert row["share_a"] == 1.0 and row["share_b"] == round(20 / 32, 4)


def test_a_text_that_stands_twice_counts_twice_in_its_own_plan() -> None:
    (row,) = pairs([A, A], [A])
    assert (row["chars"], row["chars_b"]) == (40, 20)


def test_punctuation_and_numerals_are_no_difference() -> None:
    (row,) = pairs(["每年举办二至三期，行政执法培训班。"], ["每年举办2至3期行政执法培训班"])
    assert row["share_a"] == row["share_b"] == 1.0


def test_what_is_shorter_than_a_run_is_not_shared() -> None:
    assert pairs([A[: RUN - 1]], [A]) == [] and pairs([], ["。"]) == [] and pairs() == []


def test_a_template_stands_on_the_right() -> None:
    rows = pairs([A], [B], [A], [A], templates=2)
    assert [(row["doc_a"], row["doc_b"], row["role_b"]) for row in rows] == [
        ("p0", "p1", "plan"),
        ("p0", "p2", "template"),
        ("p0", "p3", "template"),
        ("p1", "p2", "template"),
        ("p1", "p3", "template"),
    ]


def slowly(own: list[str], other: list[str]) -> int:
    """The definition, letter by letter."""
    there = {text[n : n + RUN] for text in map(fold_letters, other) for n in range(len(text) - RUN + 1)}
    total = 0
    for text in map(fold_letters, own):
        starts = [n for n in range(len(text) - RUN + 1) if text[n : n + RUN] in there]
        total += len({place for start in starts for place in range(start, start + RUN)})
    return total


texts = st.lists(st.text("甲乙", min_size=0, max_size=40), max_size=4)


@given(st.lists(texts, min_size=2, max_size=4))
def test_as_defined_on_any_texts(plans: list[list[str]]) -> None:
    found = {(row["doc_a"], row["doc_b"]): (row["chars"], row["chars_b"]) for row in pairs(*plans)}
    for a in range(len(plans)):
        for b in range(a + 1, len(plans)):
            wanted = (slowly(plans[a], plans[b]), slowly(plans[b], plans[a]))
            assert found.get((f"p{a}", f"p{b}"), (0, 0)) == wanted


projects = st.dictionaries(st.sampled_from("abcdefgh"), texts, max_size=8)


@given(projects, projects, st.randoms())
def test_what_is_known_before_makes_no_difference(
    before: dict[str, list[str]], changes: dict[str, list[str]], chance: random.Random
) -> None:
    plans = list((before | changes).items())
    chance.shuffle(plans)
    after = counted(dict(plans[1:]))  # one is gone
    taken, wanted = after.known(counted(before).known()), after.known()
    assert taken.names == wanted.names and (taken.shared == wanted.shared).all()


def test_only_what_changed_is_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = {"a": [A], "b": [B], "c": [A + B], "d": [B, A]}
    known = counted(plans).known()
    asked: list[list[int]] = []
    monkeypatch.setattr(pairs_module, "shared_letters", None)
    monkeypatch.setattr(
        pairs_module, "renew", lambda shared, some, own, changed: asked.append(changed.tolist())
    )
    for changed in ({}, {"c": [B]}, {"c": [A + B, B]}):
        counted(plans | changed).known(known)
    assert asked == [[], [2], [2]]


def test_what_is_counted_at_once_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = [[A, "开展培训。", B], [B, B], [A[:15], A[5:]], ["。"], [A + B]]
    wanted = pairs(*plans, templates=1)
    assert len(wanted) == 6
    for module in (covered, pairs_module):
        monkeypatch.setattr(module, "_AT_ONCE", 1)
    assert pairs(*plans, templates=1) == wanted


@given(st.integers(1, 40_000), st.integers(1, 40_000))
@example(1, 160)  # 0.00625: its nearest number of the machine lies above the middle of 0.0062 and 0.0063
@example(3, 160)
def test_shares_are_rounded_as_python_rounds(part: int, whole: int) -> None:
    share = part / whole
    assert rounded(np.array([share])).tolist() == [round(share, 4)]
