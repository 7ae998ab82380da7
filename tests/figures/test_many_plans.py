"""Charts of many plans: distributions over plans, the generations apart, chosen plans named."""

import warnings
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from support.tiny import provision, shared
from support.tiny import tables as tiny_tables
from support.variants import Variants

from compare.cli.parser import main
from compare.errors import InputError
from compare.export.concordance import concordance, side_by_side
from compare.export.request import export
from compare.figures.catalogue import CHARTS
from compare.figures.charts import FEW, chart_caption, render
from compare.figures.parts.distributions import Words, draw_distributions
from compare.figures.parts.plan_shares import States, draw_plan_shares
from compare.figures.parts.spread import spread
from compare.figures.style import ONE_COLUMN, Plan, chosen_plans, house_style, plans
from compare.indices.rank_stability import rank_ranges
from compare.indices.reuse import reuse_by_plan
from compare.indices.stretches import shared_by_tenth
from compare.tables.schema import Tables
from compare.vocab.percents import percent

matplotlib.use("Agg")
GROWING = [chart for chart in CHARTS.values() if chart.many]


@pytest.fixture
def axes() -> Iterator[Axes]:
    with house_style():
        figure, drawn = plt.subplots(figsize=(7.2, 4))
        yield drawn
        plt.close(figure)


def looks(older: int, newer: int) -> list[Plan]:
    """Plans o0, o1, … that follow the outline of 2015, and n0, n1, … that follow that of 2021."""
    rows = [(f"o{i}", "2015") for i in range(older)] + [(f"n{i}", "2021") for i in range(newer)]
    names = pd.DataFrame(rows, columns=["doc_id", "outline_basis"])
    return plans(names.assign(jurisdiction_zh=names["doc_id"], jurisdiction_en=names["doc_id"]))


def with_gid(axes: Axes, gid: str) -> list[object]:
    return [child for child in axes.get_children() if child.get_gid() == gid]


def texts(axes: Axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


# Twelve plans have a row each; the thirteenth makes a distribution of every growing chart, drawn
# without a warning (a missing glyph, a layout that collapses), whoever is highlighted.
@pytest.mark.parametrize(
    ("name", "language", "highlight"),
    [(chart.name, "en", ("plan0", "plan1", "plan2")) for chart in GROWING]
    + [
        (name, "zh", ()) for name in ("strictness_profile", "time_shares", "indicator_states", "plan_periods")
    ],
)
def test_thirteen_plans_draw_cleanly(
    name: str, language: str, highlight: tuple[str, ...], many_tables: Tables, few_draws: None
) -> None:
    chart = CHARTS[name]
    assert chart.many is not None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = render(chart, many_tables, language, highlight)
        figure.canvas.draw()
    plt.close(figure)


@pytest.fixture
def many_tables(variants: Variants) -> Tables:
    return variants(f"{FEW + 1} plans")


def test_the_form_changes_after_twelve(variants: Variants, many_tables: Tables) -> None:
    chart = CHARTS["corpus_overview"]
    assert chart.form(variants(f"{FEW} plans")) is None
    assert chart.form(many_tables) is chart.many


# Reliability shows coders, not plans: it has one form.
def test_charts_without_plans_stay() -> None:
    assert {chart.name for chart in CHARTS.values() if not chart.many} == {
        name for name in CHARTS if name.startswith("reliability")
    }


# Six older plans 0, 1, … 5 have the median 2.5; six newer ones 10 and five times 20 have 20.
def test_medians_by_hand(axes: Axes) -> None:
    values = [0, 1, 2, 3, 4, 5, 10, 20, 20, 20, 20, 20]
    shown = looks(6, 6)
    data = pd.DataFrame({"category": "x", "doc_id": [plan.doc_id for plan in shown], "value": values})
    draw_distributions(axes, data, Words({"x": "X"}, "", lambda n: f"{n:g}", "silent"), shown, [], "en")
    medians = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == "median"]
    assert medians == [2.5, 20]
    assert texts(axes)[:6] == ["2.5", "6", "", "20", "6", ""]
    dots = [np.sort(c.get_offsets()[:, 0]).tolist() for c in axes.collections if c.get_gid() == "plans"]
    assert dots == [values[:6], values[6:]]


# A plan without a value is no dot and no zero: it is counted apart, and named if it is chosen.
def test_silence_is_counted_apart(axes: Axes) -> None:
    shown = looks(0, 7)
    data = pd.DataFrame(
        {"category": "x", "doc_id": [f"n{i}" for i in range(6)], "value": [1, 1, 1, 3, 3, float("nan")]}
    )  # n6 has no row at all
    named = chosen_plans(shown, ["n0", "n5"])
    draw_distributions(axes, data, Words({"x": "X"}, "", percent, "silent"), shown, named, "en")
    (dots,) = [c for c in axes.collections if c.get_gid() == "plans"]
    assert sorted(dots.get_offsets()[:, 0]) == [1, 1, 1, 3, 3]
    assert texts(axes)[:3] == ["100%", "5", "2"]
    assert {text.get_text() for text in with_gid(axes, "name")} == {"n0", "n5: silent"}  # type: ignore[attr-defined]
    assert len(with_gid(axes, "chosen")) == 1


# Four plans have dots and no box: a quartile of four says nothing.
def test_few_values_have_no_box(axes: Axes) -> None:
    shown = looks(4, 9)
    data = pd.DataFrame({"category": "x", "doc_id": [plan.doc_id for plan in shown], "value": range(13)})
    draw_distributions(axes, data, Words({"x": "X"}, "", percent, ""), shown, [], "zh")
    assert len([line for line in axes.lines if line.get_gid() == "median"]) == 1


# Bars of shares: of four older plans two do it first-hand and one second-hand; none of the newer.
def test_shares_of_plans_by_hand(axes: Axes) -> None:
    shown = looks(4, 2)
    found = pd.DataFrame({"category": "x", "doc_id": ["o0", "o1", "o2"], "state": ["main", "main", "second"]})
    states = States({"x": "X"}, {"main": "first", "second": "second", "none": "silent"})
    draw_plan_shares(axes, found, states, shown, chosen_plans(shown, ["o0", "n0"]), "en")
    widths = {
        kind: [bar.get_width() for bar in axes.patches if bar.get_gid() == kind] for kind in states.kinds
    }
    assert widths == {"main": [0.5, 0], "second": [0.25, 0], "none": [0.25, 1]}
    assert [text for text in texts(axes) if "|" in text] == ["2 | 3", "0 | 0"]
    assert [text.get_text() for text in with_gid(axes, "name")] == ["o0", "n0"]  # type: ignore[attr-defined]


# Names on a line: near their places, none on another, all inside.
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_spread_names_do_not_overlap(wanted: list[float]) -> None:
    middles = spread(sorted(wanted), [0.1] * len(wanted))
    assert all(after - before >= 0.1 - 1e-5 for before, after in pairwise(middles))
    assert all(0.05 - 1e-5 <= middle <= 0.95 + 1e-5 for middle in middles)


# A dozen highlighted plans: no two share colour and shape, whatever their generations.
@pytest.mark.parametrize("older", [0, 3, 6, 12])
def test_a_dozen_looks_differ(older: int) -> None:
    shown = looks(older, 12 - older)
    found = chosen_plans(shown, [plan.doc_id for plan in shown])
    assert len({plan.colour for plan in found}) == 12


def test_unknown_and_too_many_highlights_are_told(many_tables: Tables) -> None:
    with pytest.raises(InputError, match="nobody: no plan with this doc_id"):
        render(CHARTS["breadth"], many_tables, "en", ["nobody"])
    with pytest.raises(InputError, match="13 plans are too many"):
        render(CHARTS["breadth"], many_tables, "en", list(many_tables["documents"]["doc_id"]))


# Plans that nobody coded have the codes of a fitted model, and the caption says so.
@pytest.mark.parametrize(
    ("fitted", "said"),
    [
        (slice(0, 0), "Coded by a large language model (llm-adjudicated), not checked by human experts."),
        (
            slice(0, 2),
            "Coded by a large language model (llm-adjudicated; {rest} units) and a model and rules that were"
            " fitted to the codes of a large language model (2 units), not checked",
        ),
        (
            slice(None),
            "Coded by a model and rules that were fitted to the codes of a large language model, not",
        ),
    ],
)
def test_a_caption_says_who_coded(fitted: slice, said: str, tables: Tables) -> None:
    provisions = tables["provisions"].copy()
    provisions.loc[provisions.index[fitted], ["topic_source", "obligation_source"]] = ["model", "rules"]
    caption = chart_caption(CHARTS["breadth"], tables | {"provisions": provisions}, "en")
    assert said.format(rest=len(provisions) - 2) in caption


# The caption counts the plans of either generation, names the highlighted ones and keeps the cautions.
def test_caption_of_many_plans(many_tables: Tables) -> None:
    caption = chart_caption(CHARTS["strictness_profile"], many_tables, "en", ["plan1"])
    assert "Distribution over 13 plans (follow the 2015 outline: 8, follow the 2021 outline: 5)" in caption
    assert "Highlighted: Mentougou 2022–2025." in caption
    assert "one of time" in caption and "Text is not implementation" in caption
    chinese = chart_caption(CHARTS["own_words"], many_tables, "zh", ["plan0"])
    assert "13份规划（" in chinese and "只画：昆都仑区 2016—2020" in chinese and "文本不等于落实" in chinese


# A list of words has no distribution: it asks for a choice, and shows the plans chosen.
def test_words_of_the_chosen_only(many_tables: Tables) -> None:
    asked = render(CHARTS["own_words"], many_tables, "en").axes[0]
    assert texts(asked) == ["Too many plans for this figure: choose up to 12 with --highlight."]
    drawn = render(CHARTS["own_words"], many_tables, "en", ["plan3", "plan0"]).axes[0]
    names = [text.get_text() for text in drawn.texts if text.get_gid() == "column"]
    assert names == ["Kunqu\n2016–2020", "Chengde\n2021–2025"]
    plt.close("all")


# The keys of a chart name evidence also where many plans have another table.
@pytest.mark.parametrize("name", ["strictness_ranks", "reuse_matrix", "reuse_generations", "reuse_domains"])
def test_evidence_of_many_plans(name: str, many_tables: Tables) -> None:
    chart = CHARTS[name]
    data, behind = chart.data(many_tables), chart.evidence(many_tables)
    assert set(chart.keys) <= set(data.columns) & set(behind.columns)


# Where only the closest passages are held, generations are one: in the map's numbers and behind them.
def test_every_lane_of_the_map_has_evidence() -> None:
    rows = [provision(doc_id, 1, 0, 40) for doc_id in ("old1", "old2", "new1")]
    pairs = [("old1", "old2"), ("old1", "new1")]
    found = [
        shared(f"{a}-p0001", (0, 30), f"{b}-p0001", (5, 35), reuse_id=f"{a}-{b}-c0001", method="closest")
        for a, b in pairs
    ]
    tables, keys = tiny_tables(rows, found), list(CHARTS["reuse_map"].keys)
    data, behind = CHARTS["reuse_map"].data(tables), CHARTS["reuse_map"].evidence(tables)
    assert set(data["doc_id"]) == {"old1", "old2", "new1"}
    assert set(map(tuple, data[keys].to_numpy())) == set(map(tuple, behind[keys].to_numpy()))


# Of many plans a dozen stand side by side, the highlighted ones if some are; all are in the list.
def test_concordance_of_many_plans(many_tables: Tables) -> None:
    found, asked = concordance("E7", many_tables), concordance("E7", many_tables, ["plan3", "plan0"])
    assert (len(found.plans), found.plans_in_all) == (FEW, 13)
    assert [plan.doc_id for plan in asked.plans] == ["plan0", "plan3"]  # in the order of all figures
    assert set(found.entries["doc_id"]) == set(many_tables["documents"]["doc_id"])
    assert side_by_side(asked, "en").title.endswith(
        "(2 of 13 plans side by side; all are in the workbook's list)"
    )


# Two plans whose measures are all alike: one is above in every draw and weighting, ranks 1 and 2.
def test_rank_ranges_by_hand() -> None:
    rows = [
        {"provision_id": f"{doc}{i}", "doc_id": doc, "measure_id": f"{doc}{i}", "topic": "A1", "domain": "A",
         "is_heading": 0, "text": "字", "obligation": level, "precision": value, "accountability": value,
         "has_body": 1}
        for doc, level, value in (("soft", 1, 0.0), ("firm", 3, 0.5))
        for i in range(3)
    ]  # fmt: skip
    table = rank_ranges(pd.DataFrame(rows), draws=20).set_index("doc_id")
    columns = ["rank", "rank_low", "rank_high", "n"]
    assert table.loc["firm", columns].tolist() == [1, 1, 1, 3]
    assert table.loc["soft", columns].tolist() == [2, 2, 2, 3]


# old1 has 100 characters; 20 stand in old2, of these 10 and another 10 in new1: 30 in any plan.
def test_union_of_shared_text_by_hand() -> None:
    found = tiny_tables(
        [provision("old1", 1, 0, 100), provision("old2", 1, 0, 100), provision("new1", 1, 0, 100)],
        [
            shared("old1-p0001", (0, 20), "old2-p0001", (0, 20)),
            shared("old1-p0001", (10, 30), "new1-p0001", (0, 20)),
        ],
    )
    table = reuse_by_plan(found, {"old1": 2015, "old2": 2015, "new1": 2021}).set_index(["among", "doc_id"])
    assert table.loc[("any plan", "old1"), ["others", "shared", "share"]].tolist() == [2, 30, 0.3]
    assert table.loc[("2015", "old1"), ["others", "shared"]].tolist() == [1, 20]
    assert table.loc[("2021", "old1"), ["others", "shared"]].tolist() == [1, 20]
    assert ("2021", "new1") not in table.index  # it has no other plan of its generation
    assert "any template" not in table.index


# A stretch from 5% to 20% fills half of the first tenth and all of the second.
def test_tenths_by_hand() -> None:
    stretches = pd.DataFrame({"doc_id": ["a", "a"], "first": [0.05, 0.1], "last": [0.2, 0.15]})
    table = shared_by_tenth(stretches, ["a", "b"]).set_index(["doc_id", "tenth"])["share"]
    assert table["a"].tolist() == [0.5, 1.0] + [0.0] * 8
    assert table["b"].tolist() == [0.0] * 10


# A figure is as wide as asked; what is asked wrongly is told, also of a plan that is not there.
def test_width_and_highlight_of_an_export(tables: Tables, variants: Variants, tmp_path: Path) -> None:
    figure = render(CHARTS["plan_periods"], tables, "en", width=ONE_COLUMN)
    assert figure.get_size_inches()[0] == ONE_COLUMN
    plt.close(figure)
    with pytest.raises(InputError, match=r"own_words: this figure does not fit a width of 8\.5 cm"):
        export("own_words", variants(f"{FEW} plans"), tmp_path, ["svg"], ["en"], width="one")
    with pytest.raises(InputError, match="three: no such width; there are one, two"):
        export("plan_periods", tables, tmp_path, ["svg"], ["en"], width="three")
    arguments = ["export", "plan_periods", "--out", str(tmp_path), "--highlight", "kunqu,nobody"]
    assert main(arguments) == 1
    assert not list(tmp_path.iterdir())
