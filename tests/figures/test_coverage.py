"""The charts of coverage: they draw without warnings, say what the data say, in both languages."""

import warnings
from collections.abc import Iterator
from itertools import pairwise

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from compare.figures.charts import Chart, render
from compare.figures.coverage import CHARTS, breadth_dots, heat_map, presence_matrix
from compare.figures.style import Plan, house_style, plans
from compare.indices.coverage import alone, breadth, coverage
from compare.tables.schema import Tables
from compare.vocab.outlines import frame

matplotlib.use("Agg")

IDS = [chart.name for chart in CHARTS]


@pytest.fixture
def axes() -> Iterator[Axes]:
    with house_style():
        figure, drawn = plt.subplots(figsize=(7.2, 4))
        yield drawn
        plt.close(figure)


def copies(tables: Tables, number: int) -> Tables:
    """The tables of `number` plans: the first ones, and copies of them beyond five."""
    names = list(tables["documents"]["doc_id"])
    parts: dict[str, list[pd.DataFrame]] = {"documents": [], "provisions": []}
    for place in range(number):
        for name, found in parts.items():
            rows = tables[name][tables[name]["doc_id"] == names[place % len(names)]]
            found.append(rows.assign(doc_id=f"plan{place}"))
    return {name: pd.concat(found, ignore_index=True) for name, found in parts.items()}


def looks(tables: Tables) -> list[Plan]:
    return plans(tables["documents"])


def drawn_texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def tick_texts(axes: Axes) -> str:
    return "".join(label.get_text() for label in (*axes.get_xticklabels(), *axes.get_yticklabels()))


def with_gid(axes: Axes, gid: str) -> int:
    return sum(child.get_gid() == gid for child in axes.get_children())


# Every chart draws in both languages, with few plans and many, without any warning (a missing
# glyph or a layout that collapses would be one); no label runs into its neighbour; 6 points at least.
@pytest.mark.parametrize(("number", "language"), [(1, "zh"), (2, "en"), (12, "zh"), (12, "en")])
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_draws_cleanly(chart: Chart, number: int, language: str, tables: Tables) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = render(chart, copies(tables, number), language)
        figure.canvas.draw()
    axes = figure.axes[0]
    for labels, side in ((axes.get_xticklabels(), "x"), (axes.get_yticklabels(), "y")):
        assert all(label.get_fontsize() >= 6 for label in labels)
        assert _stand_apart([label.get_window_extent() for label in labels if label.get_text()], side)
    assert all(text.get_fontsize() >= 6 for text in axes.texts)
    plt.close(figure)


def _stand_apart(boxes: list[Bbox], side: str) -> bool:
    """Whether neighbours along a side do not overlap, but for the air above and below letters."""
    middles = [(box.x0 + box.x1, box.y0 + box.y1)[side == "y"] / 2 for box in boxes]
    lengths = [(box.width, box.height * 0.7)[side == "y"] for box in boxes]
    pairs = zip(pairwise(middles), pairwise(lengths), strict=True)
    return all(abs(one - other) >= sum(length) / 2 for (one, other), length in pairs)


@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_gives_the_same_axes_back(chart: Chart, tables: Tables, axes: Axes) -> None:
    assert chart.draw(chart.data(tables), axes, looks(tables)) is axes


# Labels come from the taxonomy or the crosswalk, in the language asked for.
@pytest.mark.parametrize(
    ("name", "language", "there", "not_there"),
    [
        ("coverage_domain", "zh", ["突发事件应对", "门头沟区", "（2021）"], ["Emergency", "Mentougou"]),
        ("coverage_domain", "en", ["Emergency response", "Mentougou", "(2015)"], ["突", "区"]),
        ("coverage_2015", "zh", ["坚持严格规范公正文明执法", "纲要未列"], ["Not in"]),
        ("coverage_2015", "en", ["Strict, fair and civil enforcement", "Not in the outline"], ["纲"]),
        ("coverage_2021", "zh", ["健全突发事件应对体系"], ["Response"]),
        ("coverage_2021", "en", ["6 Response to emergencies"], ["突"]),
        ("presence", "zh", ["L6 基层法治政府建设", "A 政府职能"], ["Grass"]),
        ("presence", "en", ["L6 Grass-roots rule-of-law government"], ["基层"]),
        ("breadth", "zh", ["大渡口区（2015）"], ["Dadukou"]),
        ("breadth", "en", ["Dadukou (2015)"], ["大渡口"]),
    ],
)
def test_labels(
    name: str, language: str, there: list[str], not_there: list[str], tables: Tables, axes: Axes
) -> None:
    chart = next(chart for chart in CHARTS if chart.name == name)
    chart.draw(chart.data(tables), axes, looks(tables), language)
    shown = tick_texts(axes).replace("\n", "")
    assert [label for label in there if label not in shown] == []
    assert [label for label in not_there if label in shown] == []


# The heat map: one cell for each plan and group, with the share and the count of the table.
@pytest.mark.parametrize("name", ["domain", "2015", "2021"])
def test_heat_map_shows_every_cell(name: str, tables: Tables, axes: Axes) -> None:
    data = coverage(tables["provisions"], frame(name))
    heat_map(data, axes, looks(tables))
    assert with_gid(axes, "share") == len(data)
    filled = data[data["n"] > 0]
    counts = sorted(int(text.split("(")[1][:-1]) for text in drawn_texts(axes) if "(" in text)
    assert counts == sorted(filled["n"])
    assert drawn_texts(axes).count("0") == len(data) - len(filled)
    big = filled[filled["share"] >= 0.005]
    assert sum("<1%" in text for text in drawn_texts(axes)) == len(filled) - len(big)


# Plans stand in the order of the style, with their denominators.
def test_heat_map_names_plans_with_denominators(tables: Tables, axes: Axes) -> None:
    data = coverage(tables["provisions"], frame("domain"))
    heat_map(data, axes, looks(tables))
    totals = data.groupby("doc_id")["n_total"].first()
    shown = [label.get_text() for label in axes.get_xticklabels()]
    assert [label.split("\n")[0] for label in shown] == [plan.label_en for plan in looks(tables)]
    assert [label.split("n = ")[1] for label in shown] == [str(totals[plan.doc_id]) for plan in looks(tables)]


# A line parts the generations, once.
def test_generations_are_parted(tables: Tables, axes: Axes) -> None:
    heat_map(coverage(tables["provisions"], frame("domain")), axes, looks(tables))
    older = sum(plan.generation == 2015 for plan in looks(tables))
    assert [list(line.get_xdata()) for line in axes.lines] == [[older - 0.5, older - 0.5]]


# The matrix: as many dark, hatched and dotted cells as the table has states; the counts in the
# dark ones; notes where one plan or one generation stands alone.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_presence_matrix_shows_every_state(language: str, tables: Tables, axes: Axes) -> None:
    data = coverage(tables["provisions"], frame("topic"))
    presence_matrix(data, axes, looks(tables), language)
    for state, number in data["state"].value_counts().items():
        assert with_gid(axes, str(state)) == number
    numbers = sorted(int(text) for text in drawn_texts(axes) if text.isdecimal())
    assert numbers == sorted(data.loc[data["n"] > 0, "n"])
    generations = {plan.doc_id: plan.generation for plan in looks(tables)}
    sole = {*alone(data)["group"], *alone(data, generations).query("what == 'addresses'")["group"]}
    assert with_gid(axes, "note") == len(sole)


# Breadth: two dots and two bars for each plan, at the values of the table.
def test_breadth_shows_every_value(tables: Tables, axes: Axes) -> None:
    data = breadth(tables["provisions"], frame("topic"), halves=50)
    breadth_dots(data, axes, looks(tables))
    for gid, column in (("dot", "rarefied"), ("observed", "observed")):
        places = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == gid]
        assert sorted(places) == pytest.approx(sorted(data[column]))
    assert len(axes.collections) == len(data)  # one interval each


# A plan with headings only has no breadth: it keeps its place and shows no dot.
def test_breadth_of_an_empty_plan(tables: Tables, axes: Axes) -> None:
    rows = tables["provisions"]
    empty = rows.assign(is_heading=rows["is_heading"].mask(rows["doc_id"] == "kunqu", 1))
    data = breadth(empty, frame("topic"), halves=20)
    breadth_dots(data, axes, looks(tables))
    assert with_gid(axes, "dot") == 2 * (len(looks(tables)) - 1)
    assert "Kunqu (2015)\nn = 0" in [label.get_text() for label in axes.get_yticklabels()]


# Evidence stands behind every row that a chart shows, by the chart's keys.
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_every_count_has_evidence(chart: Chart, tables: Tables) -> None:
    data, behind = chart.data(tables), chart.evidence(tables)
    keys = list(chart.keys)
    shown = data[data["n"] > 0] if "n" in data else data
    assert set(shown[keys].itertuples(index=False, name=None)) == set(
        behind[keys].itertuples(index=False, name=None)
    )
    assert set(behind["provision_id"]) <= set(tables["provisions"]["provision_id"])
