"""The specification curve: every combination of choices, on plans worked by hand."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from support.tiny import provision, shared, tables

from compare.errors import InputError
from compare.figures.rates import curve_data
from compare.indices import specifications as module
from compare.indices.specifications import (
    DIMENSIONS,
    specification_choices,
    specification_curve,
    specification_pairs,
    specification_ranks,
)
from compare.indices.strictness import profile
from compare.tables.schema import Tables
from compare.vocab.reading import read_vocabulary


def counted(doc_id: str, seq: int, length: int, **more: Any) -> dict[str, Any]:
    """A directive of so many characters, each in a measure of its own."""
    items = {"monitoring": 0, "sanction": 0, "n_targets": 0, "n_times": 0}
    return provision(doc_id, seq, 100 * seq, 100 * seq + length, **(items | more))


# old1: a mandate with a target, and a directive, 10 characters each; old2: a directive of 5.
#   parts, per provision: old1 (1/2 + 2/9) / 2 = 13/36, old2 2/9
#   parts, per 1,000 characters: old1 (1/2 + 2/9) / 20 * 1000 = 36.1, old2 2/9 / 5 * 1000 = 44.4
ROWS = [
    counted("old1", 1, 10, obligation=3, n_targets=1),
    counted("old1", 2, 10),
    counted("old2", 1, 5),
]


@pytest.fixture
def small() -> Tables:
    return tables(ROWS, [])


def one(table: pd.DataFrame, doc_id: str, **choices: str) -> pd.Series:
    held = table["doc_id"] == doc_id
    for dimension, choice in choices.items():
        held &= table[dimension] == choice
    (place,) = np.flatnonzero(held)
    return table.iloc[place]


def test_scores_by_hand(small: Tables) -> None:
    table = specification_curve(small)
    parts = {"items": "parts", "domains": "all", "wording": "all"}
    assert one(table, "old1", denominator="provision", **parts)["score"] == pytest.approx(13 / 36)
    assert one(table, "old2", denominator="provision", **parts)["score"] == pytest.approx(2 / 9)
    assert one(table, "old1", denominator="1000 characters", **parts)["score"] == pytest.approx(650 / 18)
    assert one(table, "old2", denominator="1000 characters", **parts)["score"] == pytest.approx(400 / 9)
    mandates = one(table, "old1", items="items_mandate", denominator="provision", domains="all")
    assert mandates["score"] == pytest.approx((2 / 5 + 0) / 2)


# The order turns with the denominator, but not where only items count that old2 has none of.
def test_ranks_by_hand(small: Tables) -> None:
    table = specification_curve(small)
    assert one(table, "old1", items="parts", denominator="provision")["rank"] == 1
    assert one(table, "old1", items="parts", denominator="1000 characters")["rank"] == 2
    assert one(table, "old1", items="precision_only", denominator="1000 characters")["rank"] == 1
    # nobody has monitoring or sanctions: both plans tie, at 1.5, and each is first by half
    assert one(table, "old1", items="accountability_only", denominator="provision")["rank"] == 1.5
    ranks = specification_ranks(small).set_index("doc_id")
    assert ranks["specifications"].tolist() == [26, 26]
    # they tie by text as well with five items, (5/3 + 1) / 20 and 2/3 / 5, and with precision double
    places = table.query("doc_id == 'old1'")["rank"].value_counts()
    assert places[1.5] == 4
    assert ranks.loc["old1", "first"] == pytest.approx((places[1] + 2) / 26)
    assert ranks["first"].sum() == ranks["last"].sum() == pytest.approx(1)
    assert ranks["published"].tolist() == [1, 2]


# One domain and no shared wording leave nothing to choose there: as many specifications as weights
# and denominators, and no copy of one is counted as another.
def test_only_choices_that_change_something_are_made(small: Tables) -> None:
    table = specification_curve(small)
    assert table["specification"].nunique() == 2 * len(read_vocabulary("specifications"))
    assert (table["domains"] == "all").all() and (table["wording"] == "all").all()


# Half of old1's second provision stands in old2: without it old1 is its mandate alone, and old2 is
# left with what it has beside its shared text.
def test_shared_wording_can_be_left_out() -> None:
    reuse = [shared("old1-p0002", (200, 205), "old2-p0001", (100, 105))]
    more = [*ROWS, counted("old2", 2, 5, obligation=3)]
    table = specification_curve(tables(more, reuse))
    parts = {"items": "parts", "domains": "all", "denominator": "provision"}
    assert one(table, "old1", wording="own", **parts)["score"] == pytest.approx(1 / 2)
    assert one(table, "old2", wording="own", **parts)["score"] == pytest.approx(1 / 3)


# Without its shared wording old2 has nothing left: no specification leaves it out, and every table
# and picture that counts specifications counts the same.
def test_a_choice_that_leaves_a_plan_without_a_score_is_no_specification() -> None:
    reuse = [shared("old1-p0002", (200, 205), "old2-p0001", (100, 105))]
    made = tables([*ROWS, counted("old1", 3, 5, topic="B1", domain="B", obligation=1)], reuse)
    table, ranks, choices = specification_curve(made), specification_ranks(made), specification_choices(made)
    assert set(table["wording"]) == {"all"} and set(table["domains"]) == {"all", "without B"}
    assert table[["score", "rank"]].notna().all(axis=None)
    number = table["specification"].nunique()
    assert ranks["specifications"].tolist() == [number, number]
    by_choice = choices.groupby(["dimension", "doc_id"])["specifications"].sum()
    assert (by_choice == number).all()
    pair = specification_pairs(made).iloc[0]["share"]
    assert ranks["first"].tolist() == pytest.approx([pair, 1 - pair])
    drawn = curve_data(made).query("dimension == 'rank' and choice == '1'").set_index("doc_id")["share"]
    assert drawn.to_dict() == pytest.approx({"old1": pair, "old2": 1 - pair})


def test_domains_can_be_left_out() -> None:
    more = [*ROWS, counted("old2", 2, 5, topic="B1", domain="B", obligation=3)]
    more += [counted("old1", 3, 5, topic="B1", domain="B", obligation=1)]
    table = specification_curve(tables(more, []))
    assert set(table["domains"]) == {"all", "without A", "without B"}
    parts = {"items": "parts", "denominator": "provision"}
    assert one(table, "old2", domains="without A", **parts)["score"] == pytest.approx(1 / 3)
    assert one(table, "old1", domains="without A", **parts)["score"] == pytest.approx(1 / 9)


def test_weights_of_ones_own_come_first(small: Tables) -> None:
    table = specification_curve(small, weights={"precision": 1})
    assert table["items"].iloc[0] == "given"
    assert table["score"].iloc[0] == pytest.approx(1 / 4)


def test_pairs_and_choices_say_what_the_curve_says(small: Tables) -> None:
    table = specification_curve(small).pivot(index="specification", columns="doc_id", values="score")
    above = ((table["old1"] > table["old2"]) + (table["old1"] == table["old2"]) / 2).mean()
    pair = specification_pairs(small).iloc[0]
    assert pair["share"] == pytest.approx(above)
    assert pair["stricter"] == ""
    choices = specification_choices(small).query("dimension == 'denominator' and doc_id == 'old1'")
    assert choices.set_index("choice")["specifications"].tolist() == [13, 13]


@pytest.mark.parametrize("rows", [[], ROWS[:1]])
def test_no_plan_and_one_plan(rows: list[dict[str, Any]]) -> None:
    few = tables(ROWS, [])
    few["provisions"] = few["provisions"].iloc[: len(rows)]
    assert len(specification_ranks(few)) == len(rows)
    assert specification_pairs(few).empty
    assert set(DIMENSIONS) <= set(specification_curve(few).columns)


# The published specification is the one that every other table and figure prints.
def test_the_first_is_the_published_one(tables: Tables) -> None:
    first = specification_curve(tables).query("specification == 1").set_index("doc_id")["score"]
    means = profile(tables["provisions"]).query("part == 'strictness'").set_index("doc_id")["mean"]
    assert first.to_dict() == pytest.approx(means.to_dict())


def test_every_mix_of_items_has_labels_and_weights() -> None:
    for row in read_vocabulary("specifications"):
        assert row["label_zh"] and row["label_en"]
        assert sum(
            float(row[item]) for item in ("obligation", "mandate", "target", "time", "monitoring", "sanction")
        )


# A project's own weights may all be 0, of which no share can be taken.
def test_weights_of_nothing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict.fromkeys(module._ITEMS, "0") | {"name": "none"}
    monkeypatch.setattr(module, "read_vocabulary", lambda _: (row,))
    with pytest.raises(InputError, match=r"specifications\.csv: 'none' weighs nothing"):
        module._mixes(None)
