"""Same duty, different force: worked by hand."""

import pandas as pd
import pytest
from support.tiny import provision, shared, tables

from compare.indices.force import different, firmness, same_duty
from compare.tables.schema import Tables

AGES = {"old1": 2015, "old2": 2015, "new1": 2021}
LECTURES = "领导班子每年应当举办法治专题讲座。"
TWO_LECTURES = "领导班子每年应当举办两期以上法治专题讲座。"


@pytest.fixture
def duties() -> Tables:
    """old1 states a duty; old2 makes it a mandate; new1 adds a number; headings never count."""
    provisions = [
        provision("old1", 1, 0, 17, text=LECTURES, obligation=2),
        provision("old2", 1, 0, 17, text=LECTURES, obligation=3),
        provision("new1", 1, 0, 21, text=TWO_LECTURES, obligation=2),
        provision("old1", 2, 20, 60),
        provision("old2", 2, 20, 60, is_heading=1),
        provision("new1", 2, 25, 125),
    ]
    reuse = [
        shared("old1-p0001", (0, 16), "old2-p0001", (0, 16)),
        shared("old1-p0001", (0, 16), "new1-p0001", (0, 20)),
        shared("old1-p0002", (20, 60), "old2-p0002", (20, 60)),
        shared("old1-p0002", (20, 45), "new1-p0002", (25, 50)),
    ]
    targets = [
        {
            "provision_id": "new1-p0001",
            "text": "两期以上",
            "comparator": ">=",
            "value": 2.0,
            "unit": "期",
            "per": "P1Y",
        }
    ]
    times = [
        {"provision_id": row, "text": "每年", "kind": "recurrence", "date_start": "", "date_end": "", "period": "P1Y", "bound": "every"}
        for row in ("old1-p0001", "old2-p0001", "new1-p0001")
    ]  # fmt: skip
    return tables(provisions, reuse, targets=pd.DataFrame(targets), times=pd.DataFrame(times))


def test_pairs_need_enough_shared_wording_on_both_sides(duties: Tables) -> None:
    pairs = same_duty(duties, AGES)
    # p0002: with old2 a heading; with new1 25/40 and 25/100, which is under three tenths
    assert list(zip(pairs["doc_a"], pairs["doc_b"], strict=True)) == [("old1", "old2"), ("old1", "new1")]
    assert len(same_duty(duties, AGES, same=(0.25, 0.5))) == 3


def test_who_is_firmer(duties: Tables) -> None:
    pairs = same_duty(duties, AGES)
    assert pairs["obligation"].tolist() == ["b", "same"]
    assert pairs["number"].tolist() == ["", "b"]
    assert pairs["time"].tolist() == ["same", "same"]
    assert pairs["number_b"].tolist() == ["", "两期以上"]
    assert pairs["across"].tolist() == [0, 1]


def test_side_by_side_with_the_changed_words_marked(duties: Tables) -> None:
    rows = different(same_duty(duties, AGES), duties["provisions"])
    assert rows["text_a"].tolist() == [LECTURES, LECTURES]
    assert rows["text_b"].tolist() == [LECTURES, "领导班子每年应当举办【两期以上】法治专题讲座。"]
    duties["provisions"]["obligation"] = 2
    assert len(different(same_duty(duties, AGES), duties["provisions"])) == 1


def test_firmness_counts_each_pair_for_both_plans(duties: Tables) -> None:
    rows = firmness(same_duty(duties, AGES), list(AGES)).set_index(["doc_id", "aspect", "across"])
    assert rows.loc[("old2", "obligation", 0), ["n", "firmer", "softer"]].tolist() == [1, 1, 0]
    assert rows.loc[("old1", "obligation", 0), ["n", "firmer", "softer"]].tolist() == [1, 0, 1]
    assert rows.loc[("new1", "number", 1), ["n", "firmer", "softer"]].tolist() == [1, 1, 0]
    # no pair was there to compare: n is 0
    assert rows.loc[("new1", "number", 0), "n"] == 0
    assert rows["firmer"].sum() == rows["softer"].sum()


def test_other_values_are_a_change_without_direction(duties: Tables) -> None:
    duties["times"].loc[1, ["text", "period"]] = ["每两年", "P2Y"]
    pairs = same_duty(duties, AGES)
    assert pairs["time"].tolist() == ["changed", "same"]
    assert firmness(pairs, ["old1"])["changed"].sum() == 1


def test_no_shared_wording_gives_no_pairs(duties: Tables) -> None:
    duties["reuse"] = duties["reuse"].iloc[:0]
    pairs = same_duty(duties, AGES)
    assert len(pairs) == 0
    assert firmness(pairs, list(AGES))["n"].sum() == 0
