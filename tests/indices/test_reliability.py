"""Agreement, scores, accuracy and calibration on small tables worked by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indices.reliability import (
    LEVELS,
    accuracy,
    agreement,
    calibration,
    calibration_error,
    confusions,
    domain_confusions,
    learning_means,
    least_sure,
    rule_scores,
    score_bins,
    scored_topics,
)

NO_DUTY = {"obligation": 0, "sanction": 0, "monitoring": 0}


def pairs(*rows: tuple[str, str, dict[str, Any], dict[str, Any]]) -> pd.DataFrame:
    """Pairs of codings from (doc_id, unit, codes a, codes b); what is not named is alike."""
    base = {"topic": "A1", "domain": "A", "obligation": 2, "sanction": 0, "monitoring": 0}
    table = []
    for number, (doc_id, unit, first, second) in enumerate(rows):
        row: dict[str, Any] = {"doc_id": doc_id, "provision_id": f"p{number}", "unit": unit, "text": "。"}
        row |= {f"{field}_a": value for field, value in (base | first).items()}
        table.append(row | {f"{field}_b": value for field, value in (base | second).items()})
    return pd.DataFrame(table)


# A unit that both took for no measure (N) is 0 by rule: it counts for topic and domain alone.
def test_agreement_counts_duties_only_where_a_measure_was_seen() -> None:
    goal = {"topic": "N1", "domain": "N", **NO_DUTY}
    table = agreement(
        pairs(
            ("x", "m1", {}, {"topic": "A2"}),
            ("x", "m2", {"obligation": 3}, {}),
            ("x", "m3", goal, goal),
            ("x", "m4", goal, {}),
        ),
        draws=50,
    ).set_index(["doc_id", "field"])
    assert table.loc[("x", "topic"), ["n", "same"]].tolist() == [4, 2]
    assert table.loc[("x", "domain"), ["n", "same"]].tolist() == [4, 3]
    assert table.loc[("x", "obligation"), ["n", "same"]].tolist() == [3, 1]
    assert table.loc[("all", "topic"), "n"] == 4
    assert table.loc[("x", "topic"), "share"] == 0.5
    assert table.loc[("x", "topic"), "clusters"] == 4


def test_agreement_of_one_measure_has_no_interval() -> None:
    table = agreement(pairs(("x", "m1", {}, {"topic": "A2"}), ("x", "m1", {}, {})), draws=50)
    assert table["low"].isna().all()


def test_agreement_of_nothing_is_empty() -> None:
    assert agreement(pairs(("x", "m1", {}, {})).head(0)).empty


# Plan x: codes 2,2,3,1; rules 2,3,3,2. Code 2: one hit of two found, of two true: F1 0.5.
# Code 3: one hit, two found, one true: 2*1/(2+1) = 0.6667. Code 1: none found: F1 0.
# Macro: (0 + 0.5 + 0.6667) / 3 = 0.3889.
def test_rule_scores() -> None:
    rows = [({"obligation": a}, {"obligation": b}) for a, b in [(2, 2), (2, 3), (3, 3), (1, 2)]]
    table = rule_scores(pairs(*(("x", f"m{i}", *row) for i, row in enumerate(rows))), draws=50)
    scores = table[table["doc_id"] == "x"].set_index(["field", "code"])
    assert scores.loc[("obligation", "2"), ["n_true", "n_found"]].tolist() == [2, 2]
    assert scores.loc[("obligation", "2"), "f1"] == 0.5
    assert scores.loc[("obligation", "3"), "f1"] == pytest.approx(2 / 3)
    assert scores.loc[("obligation", "1"), "f1"] == 0
    assert scores.loc[("obligation", "macro"), "f1"] == pytest.approx((0.5 + 2 / 3) / 3)
    # a consequence that neither names cannot be scored: missing, not zero
    assert np.isnan(scores.loc[("sanction", "1"), "f1"])


# A code that nobody gave leaves the mean; one that only the rules gave enters it with 0.
@pytest.mark.parametrize(("found", "expected"), [([2, 3], 1.0), ([1, 3], (0 + 0 + 1) / 3)])
def test_macro_is_over_codes_that_occur(found: list[int], expected: float) -> None:
    rows = [({"obligation": a}, {"obligation": b}) for a, b in zip([2, 3], found, strict=True)]
    table = rule_scores(pairs(*(("x", f"m{i}", *row) for i, row in enumerate(rows))), draws=20)
    macro = table[(table["code"] == "macro") & (table["doc_id"] == "all")]
    assert macro["f1"].tolist() == pytest.approx([expected])


# Six predictions: two of plan x, three of plan y; a heading and a goal do not count.
PROVISIONS = pd.DataFrame(
    [
        ("x-1", "x", "x-m1", 0, "甲"),
        ("x-2", "x", "x-m1", 0, "乙"),
        ("y-1", "y", "y-m1", 0, "丙"),
        ("y-2", "y", "", 0, "丁"),
        ("y-3", "y", "y-m2", 0, "戊"),
        ("y-4", "y", "y-m2", 1, "标题"),
        ("y-5", "y", "y-m2", 0, "目标"),
    ],
    columns=["provision_id", "doc_id", "measure_id", "is_heading", "text"],
)
PREDICTIONS = pd.DataFrame(
    [
        ("x-1", "A1", "A1", 0.95),
        ("x-2", "A1", "A2", 0.35),
        ("y-1", "B1", "A1", 0.85),
        ("y-2", "B1", "B1", 0.85),
        ("y-3", "A1", "A2", 0.4),
        ("y-4", "A1", "A1", 1.0),
        ("y-5", "N1", "A1", 0.5),
    ],
    columns=["provision_id", "true", "predicted", "score"],
)
SCORED = scored_topics(PREDICTIONS, PROVISIONS)


def test_scored_topics_leave_out_headings_and_goals() -> None:
    assert SCORED["provision_id"].tolist() == ["x-1", "x-2", "y-1", "y-2", "y-3"]
    assert SCORED["unit"].tolist() == ["x-m1", "x-m1", "y-m1", "y-2", "y-m2"]
    assert SCORED["topic_hit"].tolist() == [True, False, False, True, False]
    assert SCORED["domain_hit"].tolist() == [True, True, False, True, True]


# Topic: x 1 of 2, y 1 of 3, all 2 of 5. Domain A of all plans: 1 of 3; domain B of y: 1 of 2.
@pytest.mark.parametrize(
    ("doc_id", "domain", "field", "hits", "n"),
    [
        ("x", "all", "topic", 1, 2),
        ("x", "all", "domain", 2, 2),
        ("y", "all", "topic", 1, 3),
        ("y", "B", "topic", 1, 2),
        ("all", "A", "topic", 1, 3),
        ("all", "all", "topic", 2, 5),
        ("all", "all", "domain", 4, 5),
    ],
)
def test_accuracy(doc_id: str, domain: str, field: str, hits: int, n: int) -> None:
    row = accuracy(SCORED).set_index(["doc_id", "domain", "field"]).loc[(doc_id, domain, field)]
    assert (row["hits"], row["n"], row["accuracy"]) == (hits, n, hits / n)


def test_accuracy_interval_holds_the_share() -> None:
    table = accuracy(SCORED)
    assert (
        len(table)
        and (table["low"] <= table["accuracy"]).all()
        and (table["accuracy"] <= table["high"]).all()
    )


# A1 is taken for A2 twice of three, B1 for A1 once of two.
def test_confusions() -> None:
    table = confusions(SCORED)
    assert table[["true", "predicted", "n", "n_true", "same_domain"]].values.tolist() == [
        ["A1", "A2", 2, 3, True],
        ["B1", "A1", 1, 2, False],
    ]
    assert table["n"].sum() == (~SCORED["topic_hit"]).sum()


def test_domain_confusions_hold_every_provision() -> None:
    table = domain_confusions(SCORED)
    assert table[["domain", "predicted_domain", "n"]].values.tolist() == [
        ["A", "A", 3],
        ["B", "A", 1],
        ["B", "B", 1],
    ]


# Bins: 0.35 and 0.4 in the fourth (0 of 2 right, mean 0.375), 0.85 twice in the ninth (1 of 2),
# 0.95 in the tenth (1 of 1). Error: (2*0.375 + 2*0.35 + 1*0.05) / 5 = 0.3.
def test_calibration() -> None:
    table = calibration(SCORED)
    assert table[["bin", "n", "hits"]].values.tolist() == [[4, 2, 0], [9, 2, 1], [10, 1, 1]]
    assert table["score"].tolist() == pytest.approx([0.375, 0.85, 0.95])
    assert calibration_error(table) == pytest.approx(0.3)


@given(st.lists(st.floats(0, 1), min_size=1))
def test_every_score_has_a_bin(scores: list[float]) -> None:
    assert score_bins(pd.Series(scores)).between(1, 10).all()


# Two test plans: 8 of 10 and 15 of 30 right make 23 of 40, not the mean of 0.8 and 0.5.
def test_learning_means_pool_provisions() -> None:
    curve = pd.DataFrame(
        [(1, 1, "x", 10, 0.8, 0.9), (1, 1, "y", 30, 0.5, 0.7)],
        columns=["plans", "written", "fold", "provisions", "topic_accuracy", "domain_accuracy"],
    )
    table = learning_means(curve).set_index("field")
    assert table.loc["topic", ["runs", "n", "hits"]].tolist() == [2, 40, 23]
    assert table.loc["topic", "accuracy"] == 23 / 40
    assert table.loc["domain", "hits"] == 30


def test_least_sure_come_first() -> None:
    assert least_sure(SCORED, 2)["provision_id"].tolist() == ["x-2", "y-3"]


def test_the_fields_are_those_of_the_codes() -> None:
    assert [name for name, level in LEVELS.items() if level == "ordinal"] == ["obligation"]
