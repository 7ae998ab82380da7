"""The figures that carry the headline: five rates, the specification curve, the national floor."""

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from support.pictures import faults_of_layout
from support.variants import Variants

from compare.figures.catalogue import find_chart
from compare.figures.charts import render
from compare.figures.national import floor_data, floor_seen
from compare.figures.rates import curve_data, rate_data
from compare.figures.style import WIDTHS
from compare.indices.origins import ALL, FLOORS
from compare.tables.schema import Tables

matplotlib.use("Agg")
NAMES = ("strictness_rates", "specification_curve", "national_floor")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("number", "width", "language"), [(1, "one", "zh"), (5, "one", "en"), (13, "two", "zh")]
)
def test_texts_stand_apart(
    name: str, number: int, width: str, language: str, variants: Variants, few_draws: None
) -> None:
    figure = render(find_chart(name), variants(f"{number} plans"), language, (), WIDTHS[width])
    assert faults_of_layout(figure) == []
    plt.close(figure)


def test_rates_are_the_counts_of_the_evidence(tables: Tables) -> None:
    behind = find_chart("strictness_rates").evidence(tables)
    counts = behind.groupby(["doc_id", "rate"])["provision_id"].nunique()
    for row in rate_data(tables).to_dict("records"):
        assert counts.get((row["doc_id"], row["rate"]), 0) == row["count"]
        assert row["low"] <= row["share"] <= row["high"] and row["low"] < row["high"]


def test_the_ranks_of_a_plan_share_all_specifications(tables: Tables) -> None:
    data = curve_data(tables)
    ranks = data[data["dimension"] == "rank"]
    assert ranks.groupby("doc_id")["share"].sum().round(9).eq(1).all()
    assert ranks.groupby("doc_id")["published"].sum().eq(1).all()
    ties = data[data["dimension"] != "rank"].groupby(["dimension", "choice"])["mean_rank"].sum()
    assert ties.round(9).eq(15).all()  # 1 + 2 + 3 + 4 + 5, whatever is chosen


def test_floors_are_the_rows_of_the_tables(tables: Tables) -> None:
    data = floor_data(tables)
    whole = data[data["demand"] == "target"].groupby("floor")["count"].sum()
    targets = tables["targets"]
    assert whole.sum() == len(targets) and set(whole.index) == set(FLOORS)
    assert whole["own"] == (targets["origin"] == "own").sum()
    assert whole["repeats"] + whole["tightens"] + whole["loosens"] == (targets["origin"] == "national").sum()


@pytest.mark.parametrize(
    ("counts", "zh", "en"),
    [
        ({"repeats": 3, "repeats, unchecked": 2, "own": 5}, "3项与核对过的国家要求相同，另2项似与未核对者相同，5项据已知为本地自设",
         "3 repeat a checked national one and 2 one that was only recalled; 5 are own, as far as known"),
        ({"repeats": 1, "own": 0}, "1项与核对过的国家要求相同", "1 repeats a checked national one"),
        ({"repeats, unchecked": 2, "unknown": 4}, "2项似与未核对的国家要求相同，4项无从判断",
         "2 repeat a national one that was only recalled; of 4 it is not known"),
    ],
)  # fmt: skip
def test_the_headline_of_the_floor_says_what_occurs(counts: dict[str, int], zh: str, en: str) -> None:
    rows = [
        {"doc_id": "a", "demand": ALL, "floor": floor, "n": 10, "count": n} for floor, n in counts.items()
    ]
    data = pd.DataFrame(rows)
    assert floor_seen(data, [], "zh") == f"10项要求中，{zh}"
    assert floor_seen(data, [], "en") == f"Of 10 demands {en}"


def test_of_a_floor_of_which_nothing_is_known_nothing_is_said() -> None:
    data = pd.DataFrame([{"doc_id": "a", "demand": ALL, "floor": "shared", "n": 2, "count": 2}])
    assert floor_seen(data, [], "en") == ""
