"""Precision and recall carried from a judged sample to the corpus: worked by hand, and held against what is true."""

import numpy as np
import pandas as pd
import pytest

from compare.evaluation.find_report import on_own_plans
from compare.evaluation.find_validity import COLUMNS, estimates, ratio
from compare.indices.rates import wilson
from compare.tables.results import FINDS, RESULTS


def shares(*rows: tuple[str, int, int, int]) -> dict[str, float]:
    """The ratio of a sample: stratum, its size, hits and number of each sentence."""
    frame = pd.DataFrame(rows, columns=["stratum", "size", "hits", "n"])
    return ratio(frame["stratum"], frame["size"], frame["hits"], frame["n"])


def test_a_share_is_weighted_by_the_strata() -> None:
    # a: each sentence stands for 10, b: for 1. Right: 10 + 2·1 = 12 of 20 + 2 = 22.
    found = shares(("a", 20, 1, 1), ("a", 20, 0, 1), ("b", 2, 1, 1), ("b", 2, 1, 1))
    assert found["share"] == pytest.approx(12 / 22)
    # Only a leaves something unsure: residuals 1 - 12/22 and 0 - 12/22, so s² = 1/2, and the variance of the
    # total 20² · (1 - 2/20) · (1/2) / 2 = 90; the effective number is p(1 - p) · 22² / 90, before few are allowed for.
    assert found["effective_n"] == 1.0  # 1.33 such finds, less what two strata of two leave unsure
    assert (found["low"], found["high"]) == tuple(
        float(side[0]) for side in wilson(np.array([12 / 22]), np.array([1.0]))
    )


def test_what_is_judged_as_a_whole_is_known() -> None:
    assert shares(("a", 2, 1, 1), ("a", 2, 0, 3)) == {
        "share": 0.25,
        "low": 0.25,
        "high": 0.25,
        "effective_n": 4,
    }


def test_without_an_error_seen_there_is_still_an_interval() -> None:
    few, more = (shares(*[("a", 100, 1, 1)] * n) for n in (5, 50))
    assert few["share"] == more["share"] == 1 and few["low"] < more["low"] < 1


def test_nothing_found_has_no_precision() -> None:
    assert np.isnan(list(shares(("a", 9, 0, 0), ("a", 9, 0, 0)).values())).all()


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """Samples of 45 from a corpus of three strata; its precision is known."""
    generator = np.random.default_rng(3)
    sizes = {"a": 60, "b": 200, "c": 700}
    number = {name: generator.integers(0, 4, size) for name, size in sizes.items()}
    hits = {
        name: generator.binomial(number[name], right)
        for name, right in zip(sizes, (0.7, 0.9, 0.95), strict=True)
    }
    truth = sum(part.sum() for part in hits.values()) / sum(part.sum() for part in number.values())
    inside = 0
    for _ in range(30):
        rows = []
        for name, size in sizes.items():
            drawn = generator.permutation(size)[:15]
            rows += [(name, size, int(hits[name][n]), int(number[name][n])) for n in drawn]
        found = shares(*rows)
        inside += found["low"] <= truth <= found["high"]
    assert inside >= 26  # 95% would be 28 or 29 of 30


def counted(
    stratum: str, size: int, found: int, true: int, hits: int, complete: bool = True
) -> dict[str, object]:
    design = {"sample": "x", "stratum": f"x-{stratum}", "size": size, "corpus": 12}
    own = {"table": "targets", "level": "right", "found": found, "true": true, "hits": hits}
    return design | own | {"judged": True, "complete": complete}


def test_recall_rests_on_sentences_in_which_somebody_looked() -> None:
    rows = [
        counted("target", 2, 1, 1, 1),
        counted("target", 2, 2, 0, 0, complete=False),
        counted("rest", 10, 0, 1, 0),
    ]
    precision, recall = estimates(rows)
    assert (precision["hits"], precision["n"], precision["judged"], precision["covered"]) == (1, 3, 3, 12)
    assert (recall["hits"], recall["n"], recall["judged"], recall["covered"]) == (1, 2, 2, 12)
    assert recall["share"] == pytest.approx(2 / 12)  # one hit that stands for 2, one miss that stands for 10
    assert (recall["silent"], recall["silent_missing"]) == (1, 1)


def test_the_report_says_for_which_sentences_it_holds() -> None:
    rows = estimates([counted("target", 2, 1, 1, 1), counted("target", 2, 1, 1, 1)])
    table = pd.DataFrame(
        [{"coder": "zhang", "coder_kind": "person"} | row for row in rows], columns=list(COLUMNS)
    )
    RESULTS[FINDS].validate(table)
    told = "\n".join(on_own_plans(table))
    assert "Judged by zhang (a person), sample x" in told
    assert "drawn from 12 sentences; precision holds for 2 of them and recall for 2" in told
    assert "targets: no sentence without one was judged whole" in told
    assert "Nobody has judged" in "\n".join(on_own_plans(table[:0]))
