"""What is drawn is what the tables say: every cell, dot and mark, and the provisions behind each number."""

from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from support.pictures import all_axes, faults_of_layout
from support.variants import Variants

from compare.figures import corpus, coverage, deadlines, indicators, own_words, reliability, reuse, strictness
from compare.figures.catalogue import CHARTS, find_chart
from compare.figures.charts import Chart, render
from compare.figures.parts.cells import Cell, Columns, Rows, draw_cells
from compare.figures.parts.estimates import Line, Panels, draw_estimates
from compare.figures.parts.indicator_labels import number_text
from compare.figures.parts.text import ems, fitted, wrap, wrapped
from compare.figures.style import Plan, house_style, luminance, plans
from compare.indices.indicators import SETS
from compare.tables.results import TOPICS
from compare.tables.schema import Tables
from compare.vocab.percents import whole_percent

matplotlib.use("Agg")


@pytest.fixture
def axes() -> Iterator[Axes]:
    with house_style():
        figure, drawn = plt.subplots(figsize=(7.2, 4))
        yield drawn
        plt.close(figure)


def looks(tables: Tables) -> list[Plan]:
    return plans(tables["documents"])


def with_gid(axes: Axes, gid: str) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_gid() == gid]


def drawn(name: str, tables: Tables, axes: Axes, language: str = "en") -> pd.DataFrame:
    chart = find_chart(name)
    data = chart.data(tables)
    assert chart.draw(data, axes, looks(tables), language) is axes
    return data


# The keys of every chart name rows of its table, and all evidence is provisions there are.
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_keys_and_evidence(chart: Chart, tables: Tables) -> None:
    data, behind = chart.data(tables), chart.evidence(tables)
    assert set(chart.keys) <= set(data.columns) and {*chart.keys, "provision_id"} <= set(behind.columns)
    assert behind["provision_id"].isin(tables["provisions"]["provision_id"]).all()


# The count printed in a cell of a coverage table is the number of provisions in its evidence.
@pytest.mark.parametrize(
    "name", ["coverage_domain", "coverage_2015", "coverage_2021", "coverage_model", "presence"]
)
def test_every_count_has_evidence(name: str, tables: Tables) -> None:
    chart = find_chart(name)
    behind = chart.evidence(tables)
    if "role" in behind:
        behind = behind[behind["role"] == "first"]
    counts = behind.groupby(["doc_id", "group"])["provision_id"].nunique()
    for row in chart.data(tables).to_dict("records"):
        assert counts.get((row["doc_id"], row["group"]), 0) >= row["n"]


def test_shares_show_every_cell(tables: Tables, axes: Axes) -> None:
    data = drawn("coverage_domain", tables, axes)
    expected = [
        f"{whole_percent(s)} ({n})" if n else "0" for s, n in zip(data["share"], data["n"], strict=True)
    ]
    assert sorted(with_gid(axes, "share")) == sorted(expected)
    names = with_gid(axes, "column")
    assert names[0] == "Kunqu\n2016–2020\nn = 170"
    assert with_gid(axes, "bracket") == ["follow the 2015 outline", "follow the 2021 outline"]


def test_presence_shows_every_state(tables: Tables, axes: Axes) -> None:
    data = drawn("presence", tables, axes)
    states = data["state"].value_counts()
    assert len(with_gid(axes, "main")) == states["main"]
    assert len(with_gid(axes, "none")) == states["none"]
    assert sum(patch.get_gid() == "second" for patch in axes.patches) == states["second"]
    assert sum(map(int, with_gid(axes, "main"))) == data["n"].sum()


# a alone has A1; b alone leaves out A2; what is in all or none of the plans has no note.
def test_notes_of_presence_by_hand() -> None:
    counts = {"A1": (1, 0, 0), "A2": (2, 0, 1), "A3": (1, 1, 1), "A4": (0, 0, 0)}
    rows = [
        {
            "frame": "topic",
            "doc_id": doc,
            "group": topic,
            "n": n,
            "n_second": 0,
            "state": "main" if n else "none",
        }
        for topic, found in counts.items()
        for doc, n in zip("abc", found, strict=True)
    ]
    names = pd.DataFrame(
        {"doc_id": list("abc"), "jurisdiction_zh": list("abc"), "jurisdiction_en": list("abc")}
    )
    notes = coverage.presence_notes(pd.DataFrame(rows), plans(names), "en")
    assert notes == {"A1": "only a", "A2": "all but b"}


def test_counts_and_silence(tables: Tables, axes: Axes) -> None:
    data = drawn("corpus_overview", tables, axes)
    counts = data.drop(columns="doc_id").stack().dropna()
    assert sorted(with_gid(axes, "count")) == sorted(f"{int(n):,}" for n in counts)
    assert len(with_gid(axes, "silent")) == data["bodies"].isna().sum() > 0
    assert corpus.CHARTS[0].seen is not None


def panels_of(axes: Axes) -> list[Axes]:
    return list(axes.child_axes)


def dots(panel: Axes) -> list[float]:
    return [float(line.get_xdata()[0]) for line in panel.lines if line.get_gid() == "dot"]


# A dot for each plan and level of obligation at its share, and the counts beside it.
def test_obligation_shows_every_share(tables: Tables, axes: Axes) -> None:
    data = drawn("strictness_obligation", tables, axes)
    panels = panels_of(axes)
    assert panels[0].get_title(loc="left") == "mandate or prohibition"
    for level, panel in zip((3, 2, 1, 0), panels, strict=True):
        own = data[data["obligation"] == level]
        assert sorted(dots(panel)) == pytest.approx(sorted(own["share"]))
        assert sorted(with_gid(panel, "count")) == sorted(
            f"{c}/{n}" for c, n in zip(own["count"], own["n"], strict=True)
        )


# A plan that labels no unit has a word in the panel of assignment, and no dot.
def test_profile_keeps_silence_apart(tables: Tables, axes: Axes) -> None:
    data = drawn("strictness_profile", tables, axes)
    *parts, assignment = panels_of(axes)
    stated = data[(data["part"] == "assignment") & data["stated"].astype(bool)]
    assert len(dots(assignment)) == len(stated) < 5
    assert with_gid(assignment, "silent") == ["not stated"] * (5 - len(stated))
    assert all(len(dots(panel)) == 5 for panel in parts)


# What is printed is what is drawn: the mix adds the second panel less the third.
def test_mix_adds_what_is_drawn(tables: Tables, axes: Axes) -> None:
    drawn("strictness_mix", tables, axes)
    _, own, common, effect = (dots(panel) for panel in panels_of(axes))
    assert effect == pytest.approx([a - b for a, b in zip(own, common, strict=True)])
    texts = with_gid(panels_of(axes)[3], "count")
    assert texts == [f"{round(value, 3) + 0.0:+.3f}".replace("-", "−") for value in effect]
    scales = [panel.get_xlim() for panel in panels_of(axes)]
    assert len(set(scales[:3])) == 1 and scales[3] not in scales[:3]


# Cells with too few provisions are hatched and show their n alone.
def test_domains_show_every_cell(tables: Tables, axes: Axes) -> None:
    data = drawn("strictness_domains", tables, axes)
    few = data["too_few"].astype(bool)
    assert len(with_gid(axes, "mean")) == (~few).sum()
    assert sorted(with_gid(axes, "too few")) == sorted(f"n={n}" for n in data.loc[few, "n"])
    assert data.loc[data["clusters"] <= 3, "low"].isna().all()


def test_ranks_show_what_they_rest_on(tables: Tables, axes: Axes) -> None:
    data = drawn("strictness_ranks", tables, axes)
    cells = with_gid(axes, "rank")
    assert len(cells) == len(data)
    assert len(with_gid(axes, "note")) == data["doc_id"].nunique()
    assert all(text.startswith("mean 0.") and "n=" in text for text in with_gid(axes, "note"))


# One mark and one label for each deadline; goals are hollow, duties filled, in the shape of their outline.
def test_one_mark_a_deadline(tables: Tables, axes: Axes) -> None:
    data = drawn("deadlines_by_year", tables, axes)
    marks = [line for line in axes.lines if line.get_gid() == "mark"]
    assert len(marks) == len(data) == len(with_gid(axes, "label"))
    hollow = [line for line in marks if line.get_markerfacecolor() == "white"]
    assert len(hollow) == (data["role"] == "goal").sum()
    assert {line.get_marker() for line in marks} <= {"o", "^"}


# So many dates that no line has room for its label: a mark for each year and role, with how many there are.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_deadlines_of_a_dozen_plans_are_counted_by_year(language: str, variants: Variants) -> None:
    many = variants("12 plans")
    rows = many["times"]
    every = [
        f"{day[:4]}-{place % 12 + 1:02}-{place % 28 + 1:02}" if day else ""
        for place, day in enumerate(rows["date_end"])
    ]
    spread = many | {"times": rows.assign(date_end=every)}
    chart = find_chart("deadlines_by_year")
    data = chart.data(spread)
    figure = render(chart, spread, language)
    assert faults_of_layout(figure) == []
    numbers, marks = (
        with_gid(figure.axes[0], "number"),
        [one for one in figure.axes[0].lines if one.get_gid() == "mark"],
    )
    assert sum(map(int, numbers)) == len(data) > len(numbers) == len(marks)
    assert not with_gid(figure.axes[0], "label")
    (note,) = [text.get_text() for text in figure.texts if text.get_gid() == "note"]
    assert {"zh": "一年之中", "en": "of one year"}[language] in note
    plt.close(figure)


# An open year stands right of the last year.
def test_open_year_stands_apart(tables: Tables, axes: Axes) -> None:
    times = tables["times"].copy()
    place = times.index[times["date_end"] == "2016-12-31"][0]
    times.loc[place, "date_end"] = "XXXX-12-31"
    data = deadlines.deadlines_data(tables | {"times": times})
    deadlines.draw_deadlines(data, axes, looks(tables))
    last = deadlines.year_range(data)[1]
    places = [float(line.get_xdata()[0]) for line in axes.lines if line.get_gid() == "mark"]
    assert sum(x > last + 1 for x in places) == 1
    assert axes.get_xticklabels()[-1].get_text() == "open year"


# The strokes of a plan's row are its dated deadlines; each period is as long as its years.
def test_periods_and_strokes(tables: Tables, axes: Axes) -> None:
    data = drawn("plan_periods", tables, axes)
    bars = [patch for patch in axes.patches if patch.get_gid() == "period"]
    periods = data[data["what"] == "period"]
    assert sorted(bar.get_width() for bar in bars) == sorted(periods["last_year"] + 1 - periods["first_year"])
    strokes = sum(len(c.get_segments()) for c in axes.collections if c.get_gid() in ("deadline", "goal"))
    assert strokes == len(data[data["what"].isin(("deadline", "goal"))])


def test_recurrences_add_up(tables: Tables, axes: Axes) -> None:
    data = drawn("recurrence_calendar", tables, axes)
    assert sum(int(text.split()[0]) for text in with_gid(axes, "count")) == len(data)


def test_time_shares(tables: Tables, axes: Axes) -> None:
    data = drawn("time_shares", tables, axes)
    for form, panel in zip(("deadline", "recurrence", "duration"), panels_of(axes), strict=True):
        assert sorted(dots(panel)) == pytest.approx(sorted(data[data["form"] == form]["share"]))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("<=", 90.0, "date", "zh"), "3月31日前"),
        ((">=", 98.5, "%", "en"), "≥98.5%"),
        (("=", 1.0, "次/y", "en"), "1"),
        (("<", 3.0, "working days", "en"), "<3"),
    ],
)
def test_number_text(facts: tuple[str, float, str, str], expected: str) -> None:
    assert number_text(*facts) == expected


# A number, a circle and a dash for the three states; an inferred number has its mark.
def test_indicators_keep_the_states_apart(tables: Tables, axes: Axes) -> None:
    data = drawn("indicator_states", tables, axes)
    states = data["state"].value_counts()
    assert with_gid(axes, "sets none") == ["○"] * states["sets none"]
    assert len(with_gid(axes, "not stated")) == states["not stated"]
    numbers = [
        text for standing in data["standing"].unique() if standing for text in with_gid(axes, standing)
    ]
    assert len(numbers) == states[SETS]
    inferred = data[(data["state"] == SETS) & ~data["basis"].isin(("stated", ""))]
    assert sum("†" in text for text in numbers) == len(inferred) > 0
    assert indicators.CHARTS[0].many is not None


def test_the_matrix_of_shared_wording(tables: Tables, axes: Axes) -> None:
    data = drawn("reuse_matrix", tables, axes)
    firsts = [text.split("\n")[0] for text in with_gid(axes, "share")]
    assert firsts == [f"{share:.0%}" for share in data["share"]]
    assert len(with_gid(axes, "self")) == 5


def test_every_stretch_is_drawn(tables: Tables, axes: Axes) -> None:
    data = drawn("reuse_map", tables, axes)
    stretches = sum(len(c.get_paths()) for c in axes.collections if c.get_gid() == "stretches")
    assert stretches == len(data)


# A domain without a provision is silence and no zero.
def test_silence_of_a_domain(tables: Tables, axes: Axes) -> None:
    data = drawn("reuse_domains", tables, axes)
    assert len(with_gid(axes, "share")) == len(data)
    assert len(with_gid(axes, "silent")) == 5 * 12 - len(data) > 0


def test_force_adds_up(tables: Tables, axes: Axes) -> None:
    data = drawn("reuse_force", tables, axes)
    cells = [text.split(" (")[0].split(" : ") for text in with_gid(axes, "count")]
    assert sum(int(firmer) for firmer, _ in cells) == data["firmer"].sum()
    assert sum(int(softer) for _, softer in cells) == data["softer"].sum()


# Ctrl+F is the judge: a framed word stands in no other plan, and the counts are those of its letters.
def test_own_words_are_counted_as_a_reader_finds_them(tables: Tables, axes: Axes) -> None:
    data = drawn("own_words", tables, axes)
    counted = tables["provisions"][(tables["provisions"]["is_heading"] == 0)]
    for row in data.to_dict("records"):
        others = counted[counted["doc_id"] != row["doc_id"]]["text"].str.cat()
        assert row["times_others"] <= others.count(row["word"])
        if row["times_others"] == 0:
            assert row["word"] not in "\n".join(
                counted[(counted["doc_id"] != row["doc_id"]) & counted["topic"].str.match("[A-L]")]["text"]
            )
    assert len(with_gid(axes, "own")) == (data["times_others"] == 0).sum()
    assert own_words.CHARTS[1].name == "own_words"


# Means of the shares of plans of each outline, by hand.
@pytest.mark.parametrize("name", ["coverage_by_outline", "topics_by_outline"])
def test_slopes_join_the_means(name: str, tables: Tables, axes: Axes) -> None:
    data = CHARTS[name].data(tables)
    CHARTS[name].draw(data, axes, looks(tables))
    slopes = [line.get_ydata() for line in axes.lines if line.get_gid() == "slope"]
    means = data.groupby(["group", "outline_basis"])["share"].mean().unstack()
    assert np.allclose(slopes, means[["2015", "2021"]].to_numpy())


def agreed() -> pd.DataFrame:
    rows = [(doc, field, 90, 100, 0.9, 0.8, 0.95) for doc in ("kunqu", "all") for field in reliability.LEVELS]
    return pd.DataFrame(rows, columns=["doc_id", "field", "same", "n", "alpha", "low", "high"])


def test_agreement_has_a_dot_for_each_field_and_plan(tables: Tables, axes: Axes) -> None:
    reliability.draw_agreement(agreed(), axes, looks(tables), "zh")
    panels = panels_of(axes)
    assert [panel.get_title(loc="left") for panel in panels] == ["主题", "领域", "义务强度", "后果", "监督"]
    assert [dots(panel) for panel in panels] == [[0.9, 0.9]] * 5


# Predicted topics, some right: accuracy in all, by domain and by score, and the provisions behind each.
def test_the_model_on_plans_left_out(tables: Tables, axes: Axes) -> None:
    rows = tables["provisions"]
    rows = rows[(rows["is_heading"] == 0) & rows["topic"].str.match("[A-L]")]
    right = np.arange(len(rows)) % 4 != 0
    found = pd.DataFrame(
        {"provision_id": rows["provision_id"], "true": rows["topic"], "score": np.where(right, 0.95, 0.35)}
    ).assign(predicted=rows["topic"].where(right, "A1"))
    with_results = tables | {TOPICS: found}
    data = CHARTS["reliability_accuracy"].data(with_results)
    whole = data[(data["doc_id"] == "all") & (data["row"] == "topic")].iloc[0]
    assert whole["hits"] == (found["true"] == found["predicted"]).sum()
    reliability.draw_model(data, axes, looks(tables), "en")
    cells = [text.replace("\n", " ") for text in with_gid(axes, "share")]
    assert f"{whole['accuracy']:.0%} ({whole['hits']}/{whole['n']})" in cells
    behind = reliability.model_evidence(with_results).groupby(["doc_id", "row"])["provision_id"].nunique()
    for row in data.to_dict("records"):
        assert behind[row["doc_id"], row["row"]] == row["n"]


# Cells say as much as has room, all of them equally much; a table too wide is refused with the reason.
def test_cells_say_what_fits(axes: Axes) -> None:
    names = {str(number): "P" for number in range(10)}
    cells = {("r", key): Cell(("a very long text", "short")) for key in names}
    draw_cells(axes, Rows({"r": "row"}), Columns(names), cells)
    assert with_gid(axes, "cell") == ["short"] * 10


# Many columns: names of rows give way, and a cell whose shortest text has no room is broken, and no other.
def test_cells_of_many_columns_are_broken_where_they_must_be(axes: Axes) -> None:
    names = {str(number): "P" for number in range(22)}
    cells = {("r", key): Cell(("+12 −10",) if key == "3" else ("+1",)) for key in names}
    draw_cells(
        axes, Rows({"r": "a name of a row that would take two fifths of the width"}), Columns(names), cells
    )
    written = with_gid(axes, "cell")
    assert written.count("+1") == 21 and "+12\n−10" in written


def test_estimates_without_a_value(axes: Axes) -> None:
    data = pd.DataFrame(
        {
            "category": "x",
            "key": ["a", "b"],
            "value": [0.5, np.nan],
            "low": np.nan,
            "high": np.nan,
            "text": ["1/2", ""],
        }
    )
    rows = [Line("a", "A", "black", "o"), Line("b", "B", "black", "o")]
    draw_estimates(axes, data, rows, Panels({"x": "X"}, str, "silent"), "axis")
    (panel,) = panels_of(axes)
    assert (dots(panel), with_gid(panel, "silent")) == ([0.5], ["silent"])


# Colours are read as text, too.
def test_colours_are_dark_enough(tables: Tables) -> None:
    rows = pd.DataFrame({"doc_id": [f"p{i}" for i in range(12)]}).assign(
        jurisdiction_zh="x", jurisdiction_en="x"
    )
    colours = {plan.colour for plan in plans(rows)}
    assert len(colours) == 12
    assert all(1.05 / (luminance(to_hex(colour)) + 0.05) >= 4.5 for colour in colours)


def test_text_is_measured() -> None:
    assert ems("法治") == 2.0
    assert fitted("法治政府", 6.5 * 3) == "法治…"
    assert wrap("见《纲要》，（2015年）第3条", 6.5 * 6)[0] == "见《纲要》，"
    assert wrapped("one two three", 6.5 * 3, most=2).count("\n") == 1
    assert wrap("次数 * several; ‡ under a condition", 6.5 * 8)[1].startswith("‡ under")


# A chart can be drawn on a user's own axes, beside others.
def test_own_axes() -> None:
    table = pd.DataFrame(
        {"doc_id": ["a", "b"], "measures": 1, "provisions": [2, 3], "targets": 0, "times": 1, "bodies": pd.NA}
    )
    names = pd.DataFrame(
        {"doc_id": ["a", "b"], "jurisdiction_zh": ["甲", "乙"], "jurisdiction_en": ["Jia", "Yi"]}
    )
    with house_style():
        figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3))
        assert corpus.draw_counts(table, left, plans(names)) is left
    assert left.get_position().x1 <= right.get_position().x0
    plt.close(figure)


def test_render_gives_one_chart(tables: Tables) -> None:
    figure = render(find_chart("breadth"), tables)
    assert len(list(all_axes(figure))) == 3
    plt.close(figure)
    assert reuse.CHARTS and strictness.CHARTS
