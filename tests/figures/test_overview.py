"""The page with everything: its numbers are those of the figures it stands for, and have their provisions."""

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from support.pictures import faults_of_layout
from support.variants import Variants

from compare.figures.catalogue import find_chart
from compare.figures.charts import render
from compare.figures.style import WIDTHS
from compare.indices.stage import index_tables
from compare.tables.schema import Tables

matplotlib.use("Agg")


@pytest.fixture(scope="module")
def data(tables: Tables) -> pd.DataFrame:
    return find_chart("overview").data(tables)


def test_numbers_are_those_of_the_index_tables(data: pd.DataFrame, tables: Tables) -> None:
    made, cells = index_tables(tables), data.set_index(["row", "doc_id"])
    for row in made["corpus_counts"].to_dict("records"):
        assert cells.loc[("numbers:targets", row["doc_id"]), "count"] == row["targets"]
    for row in made["strictness_rates"].query("domain == 'all'").to_dict("records"):
        found = cells.loc[(f"rates:{row['rate']}", row["doc_id"])]
        assert (found["count"], found["n"], found["share"]) == (row["count"], row["n"], row["share"])
    duties = made["deadlines"].query("role == 'duty'")["doc_id"].value_counts()
    assert (
        cells.loc["dates:deadline", "count"].to_dict()
        == duties.reindex(cells.loc["dates:deadline"].index, fill_value=0).to_dict()
    )
    whole = data[data["part"] == "coverage"].groupby("doc_id").agg({"count": "sum", "n": "first"})
    assert (whole["count"] == whole["n"]).all()


# What one plan alone sets is part of what it sets; the closest plan shares no more than all plans together.
def test_rows_fit_each_other(data: pd.DataFrame) -> None:
    counts = data.pivot(index="doc_id", columns="row", values="count")
    assert (counts["numbers:alone"] <= counts["numbers:indicators"]).all()
    assert (counts["lineage:closest"] <= counts["lineage:anywhere"]).all()
    assert data.loc[data["row"] == "lineage:closest", "other"].isin(counts.index).all()


def test_every_number_has_its_provisions(data: pd.DataFrame, tables: Tables) -> None:
    behind = find_chart("overview").evidence(tables)
    held = set(zip(behind["row"], behind["doc_id"], strict=True))
    some = data[data["count"].fillna(0) > 0]
    assert set(zip(some["row"], some["doc_id"], strict=True)) <= held
    counts = behind[behind["row"].str.startswith(("coverage", "rates"))].groupby(["row", "doc_id"]).size()
    for row in some[some["part"].isin(["coverage", "rates"])].to_dict("records"):
        assert counts[row["row"], row["doc_id"]] == row["count"]


@pytest.mark.parametrize(("number", "width"), [(1, "one"), (2, "two")])
def test_texts_stand_apart(number: int, width: str, variants: Variants) -> None:
    figure = render(find_chart("overview"), variants(f"{number} plans"), "en", (), WIDTHS[width])
    assert faults_of_layout(figure) == []
    plt.close(figure)
