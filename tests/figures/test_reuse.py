"""Charts of shared wording: drawn without warnings, in two languages, one mark for each row."""

import warnings
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

from compare.figures import own_words, reuse
from compare.figures.charts import Chart, render
from compare.figures.style import house_style, plans
from compare.reuse.passages import find_reuse
from compare.tables.schema import Tables
from compare.text.document import Document

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


@pytest.fixture(scope="module")
def data(shared: Tables) -> dict[str, pd.DataFrame]:
    """The tables behind the charts, made once."""
    return {name: chart.data(shared) for name, chart in CHARTS.items()}


def drawn(chart: Chart, rows: pd.DataFrame, tables: Tables, language: str = "en") -> Axes:
    with house_style():
        figure, axes = plt.subplots(figsize=(chart.width, chart.height))
        assert chart.draw(rows, axes, plans(tables["documents"]), language) is axes
        figure.canvas.draw()
    return axes


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_in_both_languages(
    shared: Tables, data: dict[str, pd.DataFrame], name: str, language: str
) -> None:
    axes = drawn(CHARTS[name], data[name], shared, language)
    labels = " ".join(label.get_text() for label in (*axes.get_yticklabels(), *axes.get_xticklabels()))
    assert ("Biyang" in labels) == (language == "en")
    assert ("泌阳县" in labels) == (language == "zh")
    assert axes.get_xlabel()


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_two_plans_and_ten(shared: Tables, name: str) -> None:
    for tables in (only(shared, ["kunqu", "mentougou"]), doubled(shared)):
        axes = drawn(CHARTS[name], CHARTS[name].data(tables), tables)
        sizes = [text.get_fontsize() for text in axes.texts if text.get_text()]
        assert min(sizes, default=6) >= 6


def test_captions_say_how_many_and_what_not(shared: Tables) -> None:
    words = render(reuse.MATRIX, shared).get_supxlabel().replace("\n", " ")
    assert "nobody can tell who copied whom" in words
    assert f"n={reuse.MATRIX.evidence(shared)['provision_id'].nunique()} provisions" in words


@pytest.mark.parametrize("name", CHARTS)
def test_every_row_of_the_data_has_its_evidence(
    shared: Tables, data: dict[str, pd.DataFrame], name: str
) -> None:
    keys = list(CHARTS[name].keys)
    evidence = CHARTS[name].evidence(shared)
    assert set(evidence["provision_id"]) <= set(shared["provisions"]["provision_id"])
    rows = data[name].query("n > 0") if "n" in data[name] else data[name]
    assert set(map(tuple, rows[keys].to_numpy())) <= set(map(tuple, evidence[keys].to_numpy()))


def marks(axes: Axes, name: str) -> int:
    return sum(artist.get_gid() == name for artist in (*axes.patches, *axes.lines, *axes.texts))


MARKS = {"reuse_matrix": "share", "reuse_generations": "share", "reuse_domains": "share", "own_words": "word"}


# One mark for each row: cells of the matrix and of the domains, points, words.
@pytest.mark.parametrize("name", MARKS)
def test_number_of_marks_is_that_of_the_rows(
    shared: Tables, data: dict[str, pd.DataFrame], name: str
) -> None:
    assert marks(drawn(CHARTS[name], data[name], shared), MARKS[name]) == len(data[name])


def test_the_map_shows_every_stretch(shared: Tables, data: dict[str, pd.DataFrame]) -> None:
    axes = drawn(reuse.MAP, data["reuse_map"], shared)
    lanes = [lane for lane in axes.collections if lane.get_gid() == "stretches"]
    assert sum(len(lane.get_paths()) for lane in lanes) == len(data["reuse_map"])


def test_silence_is_drawn_as_silence(shared: Tables, data: dict[str, pd.DataFrame]) -> None:
    rows = data["reuse_domains"]
    axes = drawn(reuse.DOMAINS, rows, shared)
    # Kunqu alone has no provision on emergencies (I)
    assert marks(axes, "silent") == 1
    assert len(rows) == 5 * 12 - 1


def test_bars_of_force_add_up_to_the_counts(shared: Tables, data: dict[str, pd.DataFrame]) -> None:
    axes = drawn(own_words.FORCE, data["reuse_force"], shared)
    counts = data["reuse_force"][["firmer", "softer"]]
    bars = [patch for patch in axes.patches if patch.get_gid() == "count"]
    assert sum(abs(bar.get_width()) for bar in bars) == counts.sum().sum()
    assert len(bars) == (counts > 0).sum().sum()
