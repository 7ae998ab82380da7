"""The charts of strictness: they draw without warnings, say what the data say, in both languages."""

import warnings
from collections.abc import Iterator
from itertools import combinations

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.container import BarContainer
from matplotlib.text import Text

from compare.figures import rank_stability, strictness
from compare.figures.charts import Chart, render
from compare.figures.rank_stability import draw_ranks, rank_data
from compare.figures.strictness import draw_obligation, draw_profile, obligation_data, profile_data
from compare.figures.strictness_domains import domain_data, draw_domains, draw_mix, mix_data
from compare.figures.style import Plan, house_style, plans
from compare.tables.schema import Tables

matplotlib.use("Agg")

CHARTS = (*strictness.CHARTS, *rank_stability.CHARTS)
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


def marks(axes: Axes, gid: str) -> int:
    return sum(child.get_gid() == gid for child in axes.get_children())


def words(axes: Axes) -> str:
    ticks = [*axes.get_xticklabels(), *axes.get_yticklabels()]
    legend = axes.get_legend()
    names = legend.get_texts() if legend else []
    return "\n".join(text.get_text() for text in (*axes.texts, *ticks, *names, axes.xaxis.label))


def texts(axes: Axes) -> list[Text]:
    """All text on the axes that shows."""
    found = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(), axes.xaxis.label]
    legend = axes.get_legend()
    return [text for text in found + (legend.get_texts() if legend else []) if text.get_text()]


# Every chart draws in both languages, with few plans and many, without any warning (a missing
# glyph would be one); no two texts overlap; nothing is smaller than 6 points.
@pytest.mark.parametrize(("number", "language"), [(1, "zh"), (2, "en"), (5, "zh"), (12, "zh"), (12, "en")])
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_draws_cleanly(chart: Chart, number: int, language: str, tables: Tables) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = render(chart, copies(tables, number), language)
        figure.canvas.draw()
    shown = texts(figure.axes[0])
    assert all(text.get_fontsize() >= 6 for text in shown)
    boxes = [(text.get_text(), text.get_window_extent().shrunk(0.98, 0.75)) for text in shown]
    assert [(a, b) for (a, box_a), (b, box_b) in combinations(boxes, 2) if box_a.overlaps(box_b)] == []
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for _, box in boxes)
    plt.close(figure)


@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_gives_the_same_axes_back(chart: Chart, tables: Tables, axes: Axes) -> None:
    assert chart.draw(chart.data(tables), axes, looks(tables)) is axes


# Labels in the language asked for, and none in the other.
@pytest.mark.parametrize(
    ("name", "language", "there", "not_there"),
    [
        (
            "strictness_obligation",
            "zh",
            ["强制或禁止", "条款占比", "2015\n纲要", "昆都仑区（2015）"],
            ["mandate"],
        ),
        (
            "strictness_obligation",
            "en",
            ["mandate", "Share", "2015\noutline", "Kunqu (2015)"],
            ["强制", "纲"],
        ),
        ("strictness_profile", "zh", ["问责性", "未写明", "泌阳县"], ["not stated", "Biyang"]),
        ("strictness_profile", "en", ["accountability", "not stated", "Biyang"], ["未写明", "泌阳"]),
        (
            "strictness_domains",
            "zh",
            ["I 突发事件应对", "过少", "全部领域", "2021纲要"],
            ["too few", "outline"],
        ),
        ("strictness_domains", "en", ["I Emergency response", "too few", "All domains"], ["过少", "突发"]),
        ("strictness_mix", "zh", ["按共同领域构成标准化", "构成影响"], ["common"]),
        ("strictness_mix", "en", ["in a common mix of domains", "mix adds"], ["构成"]),
        ("strictness_ranks", "zh", ["位次", "均值 [95%区间]", "义务性"], ["Rank", "obligation"]),
        ("strictness_ranks", "en", ["Rank", "mean [95%]", "obligation"], ["位次", "义务"]),
    ],
)
def test_labels(
    name: str, language: str, there: list[str], not_there: list[str], tables: Tables, axes: Axes
) -> None:
    chart = next(chart for chart in CHARTS if chart.name == name)
    chart.draw(chart.data(tables), axes, looks(tables), language)
    shown = words(axes)
    assert [label for label in there if label not in shown] == []
    assert [label for label in not_there if label in shown] == []


# Generations are bracketed wherever plans are compared; nobody has to read them off the names.
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_generations_are_bracketed(chart: Chart, tables: Tables, axes: Axes) -> None:
    chart.draw(chart.data(tables), axes, looks(tables))
    assert marks(axes, "bracket") == len({plan.generation for plan in looks(tables)})


# Obligation: one segment for each plan and level, as wide as its share; every count with its share;
# a whisker for each plan.
def test_obligation_shows_every_count(tables: Tables, axes: Axes) -> None:
    data = obligation_data(tables)
    draw_obligation(data, axes, looks(tables))
    bars = [bar for bar in axes.containers if isinstance(bar, BarContainer)]
    assert sorted(bar[0].get_width() for bar in bars) == pytest.approx(sorted(data["share"]))
    shown = {text.get_text() for text in axes.texts}
    assert {f"{n} ({share:.0%})" for n, share in zip(data["count"], data["share"], strict=True)} <= shown
    assert marks(axes, "interval") == data["doc_id"].nunique()


# Profile: a dot with an interval for each plan and part of the mean; assignment is a number where
# it is stated and a word where it is not.
def test_profile_shows_every_part(tables: Tables, axes: Axes) -> None:
    data = profile_data(tables)
    draw_profile(data, axes, looks(tables))
    parts = data[data["part"] != "assignment"]
    assert marks(axes, "mean") == marks(axes, "interval") == len(parts)
    assert words(axes).count("not stated") == (~data["stated"]).sum() > 0


# The panels have one unit of length: distances between dots are distances between means.
def test_profile_panels_share_their_unit(tables: Tables, axes: Axes) -> None:
    data = profile_data(tables)
    draw_profile(data, axes, looks(tables))
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_gid() == "mean"]
    order = [plan.doc_id for plan in looks(tables)]
    means = data.pivot(index="part", columns="doc_id", values="mean")[order]
    for place, part in enumerate(strictness.PARTS):
        drawn = dots[place * len(order) : (place + 1) * len(order)]
        expected = means.loc[part] - means.loc[part].iloc[0]
        assert [dot - drawn[0] for dot in drawn] == pytest.approx(expected.tolist())


# Domains: every cell says its n; hatched where it is too few, and without a mean there.
def test_domains_show_every_cell(tables: Tables, axes: Axes) -> None:
    data = domain_data(tables)
    draw_domains(data, axes, looks(tables))
    assert marks(axes, "too few") == data["too_few"].sum() > 0
    assert marks(axes, "mean") == (~data["too_few"]).sum()
    shown = sorted(int(text.get_text().split("n=")[1]) for text in axes.texts if "n=" in text.get_text())
    assert shown == sorted(data["n"])
    assert sum(text.get_text().startswith("none") for text in axes.texts) == (data["n"] == 0).sum()


# Mix: two dots for each plan, at the values of the table.
def test_mix_shows_both_means(tables: Tables, axes: Axes) -> None:
    data = mix_data(tables)
    draw_mix(data, axes, looks(tables))
    dots = sorted(line.get_xdata()[0] for line in axes.lines if line.get_gid() == "mean")
    assert dots == pytest.approx(sorted([*data["raw"], *data["standardised"]]))


# Where plans have no domain in common, only what is written is drawn, and the chart says why.
def test_mix_without_common_domains(tables: Tables, axes: Axes) -> None:
    data = mix_data(tables)
    data[["standardised", "low", "high", "mix_effect", "own_mix"]] = float("nan")
    draw_mix(data, axes, looks(tables))
    assert marks(axes, "mean") == len(data)
    assert words(axes).count("none in common") == len(data)


# Ranks: a cell for each plan and rank; beside each plan its n, mean with interval, and parts.
def test_ranks_show_what_they_rest_on(tables: Tables, axes: Axes) -> None:
    data = rank_data(tables)
    draw_ranks(data, axes, looks(tables))
    assert marks(axes, "rank") == len(data)
    shown = [text.get_text() for text in axes.texts]
    for row in data.drop_duplicates("doc_id").to_dict("records"):
        assert str(row["n"]) in shown
        assert f"{row['strictness']:.2f} [{row['low']:.2f}–{row['high']:.2f}]" in shown
        assert all(f"{row[part]:.2f}" in shown for part in strictness.PARTS)


# A share that is neither nothing nor everything never reads so.
@pytest.mark.parametrize(
    ("share", "text"), [(0, "0"), (0.004, "<1"), (0.304, "30"), (0.994, "99"), (0.9999, ">99"), (1, "100")]
)
def test_percent(share: float, text: str) -> None:
    assert rank_stability._percent(share) == text


# Without anything to count, a chart says so.
@pytest.mark.parametrize(("language", "text"), [("zh", "此处无可计内容"), ("en", "nothing here to count")])
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_nothing_counted(chart: Chart, language: str, text: str, tables: Tables, axes: Axes) -> None:
    nothing = tables | {"provisions": tables["provisions"].assign(is_heading=1)}
    chart.draw(chart.data(nothing), axes, looks(tables), language)
    assert [found.get_text() for found in axes.texts] == [text]


# Behind every number that a chart shows stand as many provisions as it counts.
@pytest.mark.parametrize("chart", CHARTS, ids=IDS)
def test_every_count_has_evidence(chart: Chart, tables: Tables) -> None:
    data, keys = chart.data(tables), list(chart.keys)
    count = "count" if "count" in data else "n"
    behind = chart.evidence(tables).groupby(keys).size()
    numbers = data.drop_duplicates(keys).set_index(keys)[count]
    assert numbers[numbers > 0].sort_index().to_dict() == behind.sort_index().to_dict()
