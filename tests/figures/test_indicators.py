"""The table of states and the ladder say what the comparison says."""

from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.figures.indicators import draw_ladder, draw_matrix, ladder_data, matrix_data, number_text
from compare.figures.style import house_style, plans
from compare.tables.schema import Tables

matplotlib.use("Agg")


@pytest.fixture
def axes() -> Iterator[Axes]:
    with house_style():
        figure, drawn = plt.subplots(figsize=(7.2, 6.8))
        yield drawn
        plt.close(figure)


# A cell says how a number binds; a date is a day of the year.
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((">=", 60.0, "学时/y", "en"), "≥60"),
        (("=", 100.0, "%", "zh"), "100%"),
        (("<=", 5.0, "h", "en"), "≤5"),
        (("<=", 60.0, "date", "zh"), "3月1日前"),
        ((">", 90.0, "分", "en"), ">90"),
    ],
)
def test_number_text(facts: tuple[str, float, str, str], expected: str) -> None:
    assert number_text(*facts) == expected


# A box for each number, a circle for each plan that sets none, a dash for each silent one.
def test_matrix_keeps_the_states_apart(axes: Axes, tables: Tables) -> None:
    data = matrix_data(tables)
    draw_matrix(data, axes, plans(tables["documents"]))
    boxes = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    texts = [text.get_text() for text in axes.texts]
    assert len(boxes) == (data["state"] == "sets").sum()
    assert texts.count("○") == (data["state"] == "sets none").sum()
    assert texts.count("–") == (data["state"] == "not stated").sum()


# A bar for each distinct demand, and a mark for each plan that asks it.
def test_ladder_has_every_plan_once(axes: Axes, tables: Tables) -> None:
    data = ladder_data(tables)
    draw_ladder(data, axes, plans(tables["documents"]))
    marks = [line for line in axes.lines if line.get_marker() not in ("None", "", None)]
    assert len(marks) == len(data)
    assert len(axes.patches) == len(data.drop_duplicates(["indicator_id", "demand"]))


# The strictest asks 100%; 24 hours are 40% of 60.
def test_demand(tables: Tables) -> None:
    data = ladder_data(tables)
    assert (data.groupby("indicator_id")["demand"].max() == 1).all()
    hours = data.query("indicator_id == 'enforcement_training_hours'").set_index("doc_id")["demand"]
    assert hours["dadukou"] == pytest.approx(24 / 60)


# Where no two plans share an indicator the ladder says so.
def test_empty_ladder(axes: Axes, tables: Tables) -> None:
    nothing: pd.DataFrame = ladder_data(tables).iloc[:0]
    draw_ladder(nothing, axes, plans(tables["documents"]), "zh")
    assert "没有" in axes.texts[0].get_text()
