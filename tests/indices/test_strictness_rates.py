"""The five rates, and how parts and items go together, on tables worked by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from compare.indices.strictness import PARTS as PROFILE_PARTS
from compare.indices.strictness import scored
from compare.indices.strictness_rates import (
    FIVE_ITEMS,
    PARTS,
    RATES,
    cronbach_alpha,
    items,
    part_relations,
    rate_evidence,
    strictness_rates,
)
from compare.tables.schema import Tables


def provisions(*rows: dict[str, Any]) -> pd.DataFrame:
    """Provisions of plan a on A1, directives without anything else, each in a measure of its own."""
    base = {"doc_id": "a", "topic": "A1", "domain": "A", "is_heading": 0, "obligation": 2, "monitoring": 0}
    base |= {"sanction": 0, "n_targets": 0, "n_times": 0, "text": "落实制度。"}
    found = [
        base | {"provision_id": f"p{number}", "measure_id": f"m{number}"} | row
        for number, row in enumerate(rows)
    ]
    return pd.DataFrame(found)


SMALL = provisions(
    {"obligation": 3, "n_targets": 2, "n_times": 1},
    {"monitoring": 1},
    {"obligation": 1, "topic": "B1", "domain": "B"},
    {"obligation": 3, "is_heading": 1},
    {"obligation": 3, "topic": "N1", "domain": "N"},
)


@pytest.mark.parametrize(
    ("domain", "n", "counts"),
    [("all", 3, [1, 1, 0, 1, 1]), ("A", 2, [1, 1, 0, 1, 1]), ("B", 1, [0, 0, 0, 0, 0]), ("C", 0, [0, 0, 0, 0, 0])],
)  # fmt: skip
def test_rates_by_hand(domain: str, n: int, counts: list[int]) -> None:
    rows = strictness_rates(SMALL).query("domain == @domain")
    assert rows["rate"].tolist() == list(RATES)
    assert rows["count"].tolist() == counts
    assert (rows["n"] == n).all()
    if n:
        assert rows["share"].tolist() == pytest.approx([count / n for count in counts])
        assert (rows["low"] < rows["high"]).all()
    else:
        assert rows[["share", "low", "high"]].isna().all(axis=None)


def test_evidence_is_what_is_counted(tables: Tables) -> None:
    rows = strictness_rates(tables["provisions"]).query("domain != 'all'")
    found = rate_evidence(tables["provisions"]).groupby(["doc_id", "domain", "rate"]).size()
    counts = rows[rows["count"] > 0].set_index(["doc_id", "domain", "rate"])["count"]
    assert found.sort_index().to_dict() == counts.sort_index().to_dict()


def test_domains_add_up_to_the_plan(tables: Tables) -> None:
    rows = strictness_rates(tables["provisions"])
    whole = rows[rows["domain"] == "all"].set_index(["doc_id", "rate"])["count"]
    parts = rows[rows["domain"] != "all"].groupby(["doc_id", "rate"])["count"].sum()
    assert parts.to_dict() == whole.to_dict()


# The items are those of the profile: averaged inside the parts they give its columns.
def test_items_make_up_the_profile(tables: Tables) -> None:
    found, parts = items(tables["provisions"]), scored(tables["provisions"])
    assert tuple(PARTS) == PROFILE_PARTS
    for name, mix in PARTS.items():
        mean = sum(found[item] * share for item, share in mix.items())
        assert mean.to_numpy() == pytest.approx(parts[name].to_numpy())


# Cronbach by hand: columns (0, 0, 1, 1) and (0, 1, 0, 1) have variance 1/3 each, and so has none of
# the other; their sum (0, 1, 1, 2) has 2/3: 2 * (1 - 1) = 0.
@pytest.mark.parametrize(
    ("scores", "alpha"),
    [
        ([[0, 0], [0, 1], [1, 0], [1, 1]], 0),
        ([[0, 0], [1, 1]], 1),
        ([[1, 1], [1, 1]], None),
        ([[1, 0]], None),
    ],
)
def test_cronbach_by_hand(scores: list[list[float]], alpha: float | None) -> None:
    found = cronbach_alpha(np.array(scores, dtype=float))
    assert np.isnan(found) if alpha is None else found == pytest.approx(alpha)


def test_relations_name_what_they_relate() -> None:
    rows = part_relations(SMALL)
    one = rows[(rows["doc_id"] == "a") & (rows["statistic"] == "correlation")]
    assert len(one) == 3 + len(FIVE_ITEMS) * (len(FIVE_ITEMS) - 1) // 2
    # target and time stand in the same provision; no provision has a sanction
    value = one.set_index(["a", "b"])["value"]
    assert value["target", "time"] == pytest.approx(1)
    assert np.isnan(value["monitoring", "sanction"])


# Two of the five rows are not counted; of the three left none is a plain directive but one value
# may be shared: 2/9, 2/9 + 1/6 and 1/9 are all different.
def test_most_common_value() -> None:
    plain = provisions({}, {}, {"obligation": 3})
    rows = part_relations(plain).query("doc_id == 'a' and statistic == 'most common'")
    assert rows[["a", "value", "n"]].values.tolist() == [["0.222", 2 / 3, 3]]


def test_no_provisions() -> None:
    assert strictness_rates(SMALL.iloc[:0]).empty
    assert part_relations(SMALL.iloc[:0])["value"].isna().all()
