"""Charts of shared wording: drawn without warnings, in two languages, one mark for each row."""

import warnings
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from compare.documents import Document
from compare.figures import own_words, reuse
from compare.figures.charts import Chart, render
from compare.figures.style import house_style, plans
from compare.reuse.passages import find_reuse
from compare.tables import Tables

CHARTS = {chart.name: chart for chart in (*reuse.CHARTS, *own_words.CHARTS)}


@pytest.fixture(scope="module")
def shared(documents: dict[str, Document], tables: Tables) -> Tables:
    return dict(tables) | {"reuse": pd.DataFrame(find_reuse(list(documents.values())))}


def only(tables: Tables, doc_ids: list[str]) -> Tables:
    """The tables of some plans."""
    kept = {
        name: frame[frame["doc_id"].isin(doc_ids)].reset_index(drop=True) if "doc_id" in frame else frame
        for name, frame in tables.items()
    }
    rows = tables["reuse"]
    return kept | {"reuse": rows[rows["doc_a"].isin(doc_ids) & rows["doc_b"].isin(doc_ids)]}


def doubled(tables: Tables) -> Tables:
    """The tables with every plan twice: ten plans."""
    first = only(tables, list(tables["documents"]["doc_id"]))
    second = {name: frame.copy() for name, frame in first.items()}
    for name, frame in second.items():
        for column in ("doc_id", "provision_id", "measure_id"):
            if column in frame and name != "indicators":
                frame[column] = frame[column].where(frame[column] == "", "again-" + frame[column])
    for side in "ab":
        for column in (f"doc_{side}", f"provision_{side}"):
            second["reuse"][column] = "again-" + second["reuse"][column]
    return {name: pd.concat([first[name], second[name]], ignore_index=True) for name in first}


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    """Missing glyphs, failed layouts and the like are errors; no figure stays open."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        yield
    plt.close("all")


def drawn(chart: Chart, tables: Tables, language: str = "en") -> Axes:
    figure = render(chart, tables, language)
    figure.canvas.draw()
    return figure.axes[0]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_in_both_languages(shared: Tables, name: str, language: str) -> None:
    axes = drawn(CHARTS[name], shared, language)
    labels = " ".join(label.get_text() for label in (*axes.get_yticklabels(), *axes.get_xticklabels()))
    assert ("Biyang" in labels) == (language == "en")
    assert ("泌阳县" in labels) == (language == "zh")
    assert axes.get_xlabel()


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_two_plans_and_ten(shared: Tables, name: str) -> None:
    for tables in (only(shared, ["kunqu", "mentougou"]), doubled(shared)):
        axes = drawn(CHARTS[name], tables)
        sizes = [text.get_fontsize() for text in axes.texts if text.get_text()]
        assert min(sizes, default=6) >= 6


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_axes_come_back(shared: Tables, name: str) -> None:
    chart = CHARTS[name]
    with house_style():
        _, axes = plt.subplots()
        assert chart.draw(chart.data(shared), axes, plans(shared["documents"]), "en") is axes


@pytest.mark.parametrize("name", CHARTS)
def test_every_row_of_the_data_has_its_evidence(shared: Tables, name: str) -> None:
    chart = CHARTS[name]
    keys = list(chart.keys)
    evidence = chart.evidence(shared)
    assert set(evidence["provision_id"]) <= set(shared["provisions"]["provision_id"])
    rows = chart.data(shared)
    if "n" in rows:
        rows = rows[rows["n"] > 0]
    assert set(map(tuple, rows[keys].to_numpy())) <= set(map(tuple, evidence[keys].to_numpy()))


def marks(axes: Axes, name: str) -> int:
    return sum(artist.get_gid() == name for artist in (*axes.patches, *axes.lines, *axes.texts))


# One mark for each row: cells of the matrix and of the domains, points, words.
@pytest.mark.parametrize(("name", "mark"), [("reuse_matrix", "share"), ("reuse_generations", "share"),
                                            ("reuse_domains", "share"), ("own_words", "word")])  # fmt: skip
def test_number_of_marks_is_that_of_the_rows(shared: Tables, name: str, mark: str) -> None:
    chart = CHARTS[name]
    assert marks(drawn(chart, shared), mark) == len(chart.data(shared))


def test_the_map_shows_every_stretch(shared: Tables) -> None:
    axes = drawn(reuse.MAP, shared)
    lanes = [
        lane
        for lane in axes.collections
        if isinstance(lane, PolyCollection) and lane.get_gid() == "stretches"
    ]
    assert sum(len(lane.get_paths()) for lane in lanes) == len(reuse.MAP.data(shared))


def test_silence_is_drawn_as_silence(shared: Tables) -> None:
    axes = drawn(reuse.DOMAINS, shared)
    # Kunqu alone has no provision on emergencies (I)
    assert marks(axes, "silent") == 1
    assert len(reuse.DOMAINS.data(shared)) == 5 * 12 - 1


def test_bars_of_force_add_up_to_the_counts(shared: Tables) -> None:
    data = own_words.FORCE.data(shared)
    axes = drawn(own_words.FORCE, shared)
    bars = [patch for patch in axes.patches if patch.get_gid() == "count"]
    assert sum(abs(bar.get_width()) for bar in bars) == data[["firmer", "softer"]].sum().sum()
    assert len(bars) == (data[["firmer", "softer"]] > 0).sum().sum()
