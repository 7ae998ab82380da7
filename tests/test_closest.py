"""Shared wording of very many plans: what the closest passages keep of those of all pairs."""

from collections import defaultdict
from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import make_document

from compare.documents import Document
from compare.reuse.closest import find_closest
from compare.reuse.nearest import MANY, MOST_NEAREST, NOBODY, find_nearest
from compare.reuse.passages import Row, find_reuse
from compare.reuse.runs import SEED, WINDOW, RunIndex, all_runs, fingerprints, run_hashes

FIRST = "对决策严重失误造成重大损失的严格追究行政首长的法律责任"
SECOND = "每年举办两期以上领导干部法治专题讲座并纳入年度培训计划"
THIRD = "设立旅游警察调解室处理景区游客投诉纠纷及时化解矛盾"


def closest(plans: list[Document], templates: list[Document] | None = None) -> list[Row]:
    return list(chain(*find_closest(plans, templates or [])))


def elsewhere(rows: list[Row]) -> dict[str, set[int]]:
    """The characters of each plan that stand in some other plan."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row["role_b"] == "plan":
            for side in "ab":
                found[row[f"doc_{side}"]].update(range(row[f"start_{side}"], row[f"end_{side}"]))
    return found


# --- runs ---


@given(st.text(max_size=20), st.text(min_size=SEED + WINDOW - 1, max_size=12), st.text(max_size=20))
def test_a_long_stretch_in_common_always_leaves_a_fingerprint(before: str, common: str, after: str) -> None:
    alone = fingerprints(common)[0]
    assert len(alone) and np.isin(alone, fingerprints(before + common + after)[0]).any()


@given(st.text(alphabet="甲乙丙", max_size=30))
def test_fingerprints_stand_where_they_say(text: str) -> None:
    kept, places = fingerprints(text)
    assert (run_hashes(text)[places] == kept).all()
    assert np.isin(kept, all_runs(text)).all()


def test_of_a_common_run_only_neighbours_are_looked_at() -> None:
    index = RunIndex((number, all_runs("行政执法公示")) for number in range(100))
    runs = all_runs("行政执法公")
    assert index.holders(runs, around=50)[0].tolist() == list(range(100))
    assert index.holders(runs, around=50, most=4)[0].tolist() == [48, 49, 50, 51, 52]
    assert index.holders(runs, around=0, most=4)[0].tolist() == [0, 1, 2]


# --- the nearest texts ---


def nearest(texts: list[str], owners: list[int], of: int = 0) -> list[int]:
    return [other for text, other, _ in find_nearest(texts, np.array(owners)) if text == of]


def test_a_text_made_of_two_is_told_from_both() -> None:
    texts = [FIRST + SECOND, FIRST[:20], SECOND, FIRST, THIRD]
    # the whole of one, then what is left; the shorter copy of the first adds nothing
    assert sorted(nearest(texts, [0, 1, 2, 3, 4])) == [2, 3]


def test_the_text_closest_in_length_comes_first() -> None:
    texts = [FIRST, FIRST + SECOND + THIRD, "应" + FIRST, FIRST + SECOND]
    assert nearest(texts, [0, 1, 2, 3]) == [2]


def test_the_own_plan_templates_and_what_many_hold_are_told_apart() -> None:
    texts = [FIRST, FIRST + THIRD, FIRST + SECOND, "应" + FIRST]
    assert nearest(texts, [0, 0, 1, NOBODY]) == [2]
    assert nearest(texts, [0, 0, MANY, NOBODY]) == [2]
    assert nearest(texts, [MANY, 0, 1, 2]) == []


def test_never_more_than_a_few() -> None:
    parts = [chr(0x4E00 + 100 * part + place) for part in range(9) for place in range(20)]
    texts = ["".join(parts), *("".join(parts[start : start + 20]) for start in range(0, 180, 20))]
    found = nearest(texts, list(range(10)))
    assert len(found) == len(set(found)) == MOST_NEAREST


# --- rows ---


def test_what_many_plans_hold_leads_to_the_plan_that_shares_most() -> None:
    texts = {"one": [FIRST, SECOND, THIRD], "two": [FIRST], "three": [THIRD, SECOND, FIRST], "four": [FIRST]}
    rows = closest([make_document(name, said) for name, said in texts.items()])
    pairs = {(row["doc_a"], row["doc_b"]) for row in rows}
    # two and four share one provision with each other plan: the first of these
    assert pairs == {("one", "two"), ("one", "three"), ("one", "four")}
    assert [row["reuse_id"] for row in rows[-1:]] == ["one-four-c0001"]
    assert len([row for row in rows if row["doc_b"] == "three"]) == 3


def test_rows_grow_with_the_plans_and_not_with_their_pairs() -> None:
    plans = [make_document(f"plan{number:02}", [FIRST, SECOND, THIRD]) for number in range(30)]
    assert len(find_reuse(plans)) == 3 * 30 * 29 // 2
    rows = closest(plans)
    assert len(rows) == 3 * 29
    assert elsewhere(rows) == elsewhere(find_reuse(plans))


@pytest.mark.parametrize("texts", [[], [[]], [["短"], ["短"]], [[FIRST, FIRST]], [[FIRST], [SECOND]]])
def test_where_nothing_is_shared_there_are_no_rows(texts: list[list[str]]) -> None:
    assert closest([make_document(f"plan{place}", said) for place, said in enumerate(texts)]) == []


def test_nearly_all_that_stands_in_another_plan_is_kept(documents: dict[str, Document]) -> None:
    plans = list(documents.values())
    rows, full = closest(plans), find_reuse(plans)
    kept, wanted = elsewhere(rows), elsewhere(full)
    assert all(kept[name] <= wanted[name] for name in wanted)
    assert sum(map(len, kept.values())) >= 0.99 * sum(map(len, wanted.values()))


def test_templates_are_compared_in_full(documents: dict[str, Document]) -> None:
    template, *plans = documents.values()
    rows, full = closest(plans, [template]), find_reuse(plans, [template])
    assert [row for row in rows if row["role_b"] == "template"] == [
        row for row in full if row["role_b"] == "template"
    ]


PLANS = st.lists(
    st.lists(st.text(alphabet="建立健全行政执法监督", min_size=1, max_size=40), min_size=1, max_size=3),
    min_size=2,
    max_size=4,
)
PLACE = ("provision_a", "start_a", "end_a", "provision_b", "start_b", "end_b", "chars", "similarity", "kind")


@settings(max_examples=60)
@given(PLANS)
def test_every_row_is_one_of_all_pairs(texts: list[list[str]]) -> None:
    plans = [make_document(f"plan{place}", said) for place, said in enumerate(texts)]
    rows = closest(plans)
    every = {tuple(row[name] for name in PLACE) for row in find_reuse(plans)}
    assert {tuple(row[name] for name in PLACE) for row in rows} <= every
    assert len({row["reuse_id"] for row in rows}) == len(rows)
    order = [(row["doc_a"], row["doc_b"], row["start_a"]) for row in rows]
    assert order == sorted(order)
