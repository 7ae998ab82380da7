"""Figures of time draw what the tables hold, in both languages, with few plans and with many."""

import warnings
from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

from compare.figures import deadlines, timeline
from compare.figures.charts import Chart, render
from compare.figures.indicators import CHARTS as INDICATOR_CHARTS
from compare.figures.lanes import fitted
from compare.figures.style import house_style, plans
from compare.indices.timeline import deadlines as find_deadlines
from compare.tables.schema import Tables

matplotlib.use("Agg")
CHARTS = (*timeline.CHARTS, *INDICATOR_CHARTS)


@pytest.fixture
def axes() -> Iterator[Axes]:
    with house_style():
        figure, drawn = plt.subplots(figsize=(7.2, 6))
        yield drawn
        plt.close(figure)


def copies(tables: Tables, number: int) -> Tables:
    """The tables of `number` plans: the first ones, and copies of them beyond five."""
    names = list(tables["documents"]["doc_id"])
    result = {name: frame for name, frame in tables.items() if "doc_id" not in frame}
    for name in tables.keys() - result.keys():
        parts = [_copy(tables[name], names[place % len(names)], place) for place in range(number)]
        result[name] = pd.concat(parts, ignore_index=True)
    return result


def _copy(frame: pd.DataFrame, doc: str, place: int) -> pd.DataFrame:
    rows = frame[frame["doc_id"] == doc].assign(doc_id=f"plan{place}")
    keys = [name for name in ("provision_id", "measure_id", "time_id", "target_id") if name in rows]
    return rows.assign(**{name: rows[name].str.replace(doc, f"plan{place}") for name in keys})


# Every chart, in both languages, with two, five and twelve plans: no warning (a missing glyph is
# one), the same Axes back, and labels in the language asked for.
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [2, 5, 12])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_draws_without_warnings(chart: Chart, number: int, language: str, tables: Tables) -> None:
    some = copies(tables, number)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = render(chart, some, language)
        with house_style():
            figure.canvas.draw()
    words = "".join(text.get_text() for text in figure.axes[0].get_yticklabels()) + figure.get_suptitle()
    assert any("\u4e00" <= char <= "\u9fff" for char in words) == (language == "zh")
    plt.close(figure)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_gives_the_axes_back(chart: Chart, axes: Axes, tables: Tables) -> None:
    assert chart.draw(chart.data(tables), axes, plans(tables["documents"])) is axes


# The keys name each row once, and the evidence has them.
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_keys_and_evidence(chart: Chart, tables: Tables) -> None:
    data, evidence = chart.data(tables), chart.evidence(tables)
    keys = list(chart.keys)
    assert not data.duplicated(keys).any()
    known = set(map(tuple, data[keys].to_numpy()))
    assert set(map(tuple, evidence[keys].to_numpy())) <= known
    assert evidence["provision_id"].isin(tables["provisions"]["provision_id"]).all()


# One mark and one label for each deadline; goals are hollow stars, duties filled.
def test_one_mark_a_deadline(axes: Axes, tables: Tables) -> None:
    data = timeline.deadlines_data(tables)
    deadlines.draw_deadlines(data, axes, plans(tables["documents"]), "zh")
    marks = [line for line in axes.lines if line.get_marker() not in ("None", "", None)]
    stars = [line for line in marks if line.get_marker() == "*"]
    assert len(marks) == len(data) == len(axes.texts)
    assert len(stars) == (data["role"] == "goal").sum()
    assert all(line.get_markerfacecolor() == "white" for line in stars)


# No two labels of the lanes overlap, and none leaves the axes.
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chart", timeline.CHARTS[:3:2], ids=lambda chart: chart.name)
def test_labels_do_not_overlap(chart: Chart, language: str, tables: Tables) -> None:
    figure = render(chart, tables, language)
    with house_style():
        figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[:place])
    frame = figure.axes[0].get_window_extent()
    assert all(box.x0 >= frame.x0 - 1 and box.x1 <= frame.x1 + 1 for box in boxes)
    plt.close(figure)


# An open year stands right of the last year, as a hollow mark.
def test_open_year_stands_apart(axes: Axes, tables: Tables) -> None:
    times = tables["times"].copy()
    place = times.index[times["date_end"] == "2016-12-31"][0]
    times.loc[place, "date_end"] = "XXXX-12-31"
    data = timeline.deadlines_data(tables | {"times": times})
    deadlines.draw_deadlines(data, axes, plans(tables["documents"]))
    last = find_deadlines(tables)["year"].max()
    marks = [line for line in axes.lines if line.get_marker() not in ("None", "", None)]
    apart = [line for line in marks if line.get_xdata()[0] > last + 1]
    assert len(apart) == 1
    assert axes.get_xticklabels()[-1].get_text() == "open year"


# A plan with fewer than three deadlines has points, not a curve.
def test_few_deadlines_have_no_curve(axes: Axes, tables: Tables) -> None:
    chart = timeline.CHARTS[1]
    data = chart.data(tables)
    chart.draw(data, axes, plans(tables["documents"]))
    curves = [line for line in axes.lines if line.get_drawstyle() == "steps-post"]
    counts = data.groupby("doc_id")["n"].first()
    assert len(curves) == (counts >= 3).sum()


# A bar a recurring duty where months are named, a dotted line where they are not.
def test_one_line_a_recurrence(axes: Axes, tables: Tables) -> None:
    chart = timeline.CHARTS[2]
    data = chart.data(tables)
    chart.draw(data, axes, plans(tables["documents"]))
    named = data["month_start"].notna()
    dotted = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert len(dotted) == (~named).sum()
    assert len([text for text in axes.texts if text.get_text() in ("yearly", "every 2 years")]) == len(data)


def test_fitted_keeps_what_fits() -> None:
    assert fitted("短", 60) == "短"
    assert len(fitted("很长的一段文字" * 9, 60)) <= 11
