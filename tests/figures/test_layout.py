"""Measured: no text leaves the canvas or stands on another, at both widths, in both languages, for few and many."""

from itertools import product

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.pictures import faults_of_layout, shown_texts
from support.variants import Variants

from compare.errors import InputError
from compare.export.figures import computed_once
from compare.figures.catalogue import CHARTS
from compare.figures.charts import FEW, Chart, render
from compare.figures.parts.estimates import Line, Panels, draw_estimates
from compare.figures.parts.page import set_page, write_page
from compare.figures.style import PAGE, WIDTHS, house_style
from compare.indices.subset import subset
from compare.tables.schema import Tables

matplotlib.use("Agg")
NUMBERS = (1, 2, 5, 12, 13)
ALL = list(product(CHARTS, NUMBERS, WIDTHS, ("zh", "en")))
_STEP = 13
"""Every so many of all pictures is drawn in a quick run: it has all charts, numbers, widths and languages."""
QUICK = ALL[::_STEP]
REFUSED = {"one": 12}
"""From this number of plans a table of cells may say that it does not fit one column."""
TALL = ("presence", "indicator_states", "overview")
"""Long tables, which in one column may be taller than a page with any number of plans, and say so."""


def picture(name: str, number: int, width: str, language: str, many: Tables) -> Figure | None:
    """The figure, or None where it says that it does not fit."""
    highlight = list(many["documents"]["doc_id"][:3]) if number > FEW else []
    try:
        return render(CHARTS[name], many, language, highlight, WIDTHS[width])
    except InputError as error:
        assert "does not fit a width" in str(error) or "a page holds" in str(error)
        assert number >= REFUSED.get(width, 99) or (width == "one" and name in TALL)
        return None


def check(figure: Figure | None) -> None:
    if figure is not None:
        assert figure.get_figheight() <= PAGE + 0.02
        assert faults_of_layout(figure) == []
        assert min(text.get_fontsize() for text in shown_texts(figure)) >= 6.5
        plt.close(figure)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "number", "width", "language"), QUICK)
def test_texts_stand_apart(
    name: str, number: int, width: str, language: str, variants: Variants, few_draws: None
) -> None:
    check(picture(name, number, width, language, variants(f"{number} plans")))


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("name", "number", "width", "language"), ALL)
def test_texts_of_all_pictures_stand_apart(
    name: str, number: int, width: str, language: str, variants: Variants
) -> None:
    check(picture(name, number, width, language, variants(f"{number} plans")))


# What is stale is drawn by matplotlib after each cell of a notebook, and once more when it is shown.
# A label that made room for others stands beside the end of another line: a stroke leads from it to its own.
@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_slopes_are_joined_to_their_ends(width: str, tables: Tables) -> None:
    figure = render(CHARTS["coverage_by_outline"], tables, "en", (), WIDTHS[width])
    (axes,) = figure.axes
    tall = axes.get_position().height * figure.get_figheight() * 72
    low, high = axes.get_ylim()
    labels, strokes = ([text for text in axes.texts if text.get_gid() == gid] for gid in ("label", "stroke"))
    ends = {
        round((float(y) - low) / (high - low), 6)
        for line in axes.lines
        if line.get_gid() == "slope"
        for y in np.asarray(line.get_ydata(), dtype=float)
    }
    assert {round(float(stroke.xy[1]), 6) for stroke in strokes} == ends  # type: ignore[attr-defined]
    for label, stroke in zip(labels, strokes, strict=True):
        begins = stroke.xy[1] + stroke.get_position()[1] / tall  # type: ignore[attr-defined]
        assert begins == pytest.approx(label.xy[1])  # type: ignore[attr-defined]
    plt.close(figure)


def test_a_figure_waits_to_be_shown(tables: Tables, few_draws: None) -> None:
    figure = render(CHARTS["corpus_overview"], tables, "en")
    try:
        assert not figure.stale
        figure.axes[0].set_title("a user's own")
        assert figure.stale
    finally:
        plt.close(figure)


# A long table stands in two blocks, and its words say what a narrow one leaves out.
def test_a_long_table_fits_a_page(tables: Tables, few_draws: None) -> None:
    figure = render(CHARTS["presence"], tables, "en", width=WIDTHS["two"])
    texts = figure.axes[0].texts
    assert sum(text.get_text().startswith("Kunqu") for text in texts if text.get_gid() == "column") == 2
    assert len([text for text in texts if text.get_gid() == "row"]) == 63 + 12
    assert "all but Kunqu" in [text.get_text() for text in texts if text.get_gid() == "note"]
    check(figure)


@pytest.mark.parametrize(
    ("width", "said"), [("one", "Cells: share. "), ("two", "Cells: share, 95% interval")]
)
def test_a_note_tells_what_is_in_the_cells(width: str, said: str, tables: Tables, few_draws: None) -> None:
    figure = render(CHARTS["reuse_matrix"], tables, "en", width=WIDTHS[width])
    (note,) = [text.get_text() for text in figure.texts if text.get_gid() == "note"]
    assert note.replace("\n", " ").startswith(said)
    plt.close(figure)


SMALL = (
    "one plan", "one of 2021", "none of 2021", "provisions of one domain", "long names", "no outline known",
    "people", "nothing",
)  # fmt: skip


# A report is always made: every chart has a form for what a small project lacks, and says what.
@pytest.mark.parametrize("kind", SMALL)
def test_small_projects(kind: str, variants: Variants, few_draws: None) -> None:
    small = variants(kind)
    for place, each in enumerate(CHARTS.values()):
        chart, language = computed_once(each, small), ("zh", "en")[place % 2]
        figure = render(chart, small, language)
        instead = [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "instead"]
        assert instead or not chart.data(small).empty
        if kind in ("long names", "nothing"):
            check(figure)
        plt.close(figure)


# An empty chart says what is missing, not only that nothing is there.
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("deadlines_by_year", "No plan states a deadline."),
        ("reuse_matrix", "two plans are needed"),
        ("coverage_by_outline", "a plan of either outline"),
        ("reliability_agreement", "No two coders"),
    ],
)
def test_what_is_missing_is_said(name: str, said: str, variants: Variants) -> None:
    figure = render(CHARTS[name], variants("nothing"), "en")
    (text,) = figure.axes[0].texts
    assert said in text.get_text().replace("\n", " ")
    plt.close(figure)


# A headline is computed: other tables, other words.
def test_headlines_follow_the_tables(tables: Tables) -> None:
    chart = CHARTS["deadlines_by_year"]
    said = [
        headline(chart, subset(tables, plans=kept))
        for kept in (["kunqu", "dadukou"], ["mentougou", "chengde"])
    ]
    assert said[0] != said[1]
    assert "Kunqu" in said[0] and "Chengde" in said[1]


def headline(chart: Chart, tables: Tables) -> str:
    figure = render(chart, tables, "en")
    (text,) = [text.get_text() for text in figure.texts if text.get_gid() == "headline"]
    plt.close(figure)
    return text


# Two plans of one place are told apart by their own years.
def test_two_plans_of_one_place(tables: Tables) -> None:
    two = subset(tables, plans=["kunqu", "dadukou"])
    rows = two["documents"].assign(jurisdiction_zh="甲县", jurisdiction_en="Jia County")
    rows = rows.assign(
        period_start=pd.Series(["2011", "2016"], index=rows.index),
        period_end=pd.Series(["2015", "2020"], index=rows.index),
    )
    figure = render(CHARTS["corpus_overview"], two | {"documents": rows}, "zh")
    names = [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "column"]
    assert names == ["甲县\n2011—2015", "甲县\n2016—2020"]
    plt.close(figure)


# Seen with eleven plans in one column: 滨海经济技术开发区 2021—2025 began outside of the picture.
@pytest.mark.parametrize("years", ["2021—2025", ""])
def test_a_name_wider_than_its_room_stands_in_two_lines(years: str) -> None:
    rows = [Line(key, f"滨海经济技术开发区 {years}".strip(), "#000000", "o") for key in "ab"]
    cells = [
        {"category": "rate", "key": key, "value": 0.1, "low": 0.05, "high": 0.2, "text": "3/33"}
        for key in "ab"
    ]
    with house_style():
        figure = plt.figure(figsize=(WIDTHS["one"], 2))
        axes = figure.add_axes((0, 0, 1, 1))
        set_page(figure, "Headline", "", "")
        draw_estimates(axes, pd.DataFrame(cells), rows, Panels({"rate": "rate"}, "{:.0%}".format, ""), "axis")
        write_page(figure)
    assert sum(rows[0].name in text.get_text().replace("\n", " ") for text in shown_texts(figure)) == 2
    check(figure)
