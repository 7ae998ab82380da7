"""The reliability charts draw all of their data, in both languages, with every glyph there."""

import warnings
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from compare.figures.reliability import CHARTS, draw_alpha
from compare.figures.style import Plan, house_style, plans
from compare.figures.topic_model import (
    draw_accuracy,
    draw_calibration,
    draw_confusions,
    draw_curve,
    draw_domains,
)
from compare.indices.reliability import LEVELS, calibration, confusions, domain_confusions, scored_topics
from compare.vocab.taxonomy import domains

COUNTS = [2, 5, 12]


@pytest.fixture(autouse=True)
def strict() -> Iterator[None]:
    """Missing glyphs and squeezed layouts are warnings; here they are errors."""
    with warnings.catch_warnings(), house_style():
        warnings.simplefilter("error")
        yield
        plt.close("all")


def some_plans(count: int) -> list[Plan]:
    rows = [
        {"doc_id": f"p{i}", "jurisdiction_zh": f"第{i}区", "jurisdiction_en": f"Place {i} District",
         "period_end": "2020" if i % 2 else "2025"}
        for i in range(count)
    ]  # fmt: skip
    return plans(pd.DataFrame(rows))


def agreed(count: int) -> pd.DataFrame:
    ids = [*(f"p{i}" for i in range(count)), "all"]
    rows = [(doc, field, 90, 100, 0.9, 0.8, 0.95) for doc in ids for field in LEVELS]
    return pd.DataFrame(rows, columns=["doc_id", "field", "same", "n", "alpha", "low", "high"])


def hits(count: int) -> pd.DataFrame:
    ids = [*(f"p{i}" for i in range(count)), "all"]
    rows = [
        (doc, part, field, 30, 27, 0.9)
        for doc in ids
        for part in ["all", *domains()]
        for field in ("topic", "domain")
    ]
    return pd.DataFrame(rows, columns=["doc_id", "domain", "field", "n", "hits", "accuracy"])


def scored() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    topics = rng.choice(["A1", "A2", "B1", "E6", "H2"], size=(200, 2))
    ids = [f"p0-{i}" for i in range(200)]
    found = pd.DataFrame(
        {"provision_id": ids, "true": topics[:, 0], "predicted": topics[:, 1], "score": rng.random(200)}
    )
    places = pd.DataFrame({"provision_id": ids, "doc_id": "p0", "measure_id": [f"m{i // 5}" for i in range(200)],
                           "is_heading": 0, "text": "。"})  # fmt: skip
    return scored_topics(found, places)


def texts(axes: Axes) -> list[str]:
    axes.figure.canvas.draw()
    labels = [
        *axes.get_xticklabels(),
        *axes.get_yticklabels(),
        *axes.texts,
        axes.xaxis.label,
        axes.yaxis.label,
    ]
    return [label.get_text() for label in labels]


def draw(function: Any, data: pd.DataFrame, language: str, count: int = 5) -> Axes:
    _, axes = plt.subplots(figsize=(7.2, 4.8))
    assert function(data, axes, some_plans(count), language) is axes
    return axes


# One dot for each field and plan, and one for all; the legend names the plans in their language.
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("language", "word"), [("en", "obligation"), ("zh", "义务强度")])
def test_alpha(count: int, language: str, word: str) -> None:
    axes = draw(draw_alpha, agreed(count), language, count)
    dots = [line for line in axes.lines if line.get_linestyle() == "None"]
    assert len(dots) == len(LEVELS) * (count + 1)
    assert word in texts(axes)
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend[0] == {"en": "Place 1 (2015)", "zh": "第1区（2015）"}[language]


# A cell for each plan and domain, one for all domains in two rows, and the column of all plans.
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("language", "word"), [("en", "E Administrative enforcement"), ("zh", "E 行政执法")])
def test_accuracy(count: int, language: str, word: str) -> None:
    axes = draw(draw_accuracy, hits(count), language, count)
    assert len([p for p in axes.patches if isinstance(p, Rectangle)]) == (count + 1) * (len(domains()) + 2)
    assert word in texts(axes)
    assert any("(27/30)" in text for text in texts(axes))


# Pairs that occur once are left out; the bars are as long as the counts.
@pytest.mark.parametrize(("language", "word"), [("en", "within one domain"), ("zh", "同一领域内")])
def test_confusions(language: str, word: str) -> None:
    data = confusions(scored())
    axes = draw(draw_confusions, data, language)
    widths = [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle) and bar.get_width() > 0]
    assert widths[: (data["n"] > 1).sum()] == data.loc[data["n"] > 1, "n"].head(20).tolist()
    assert word in [text.get_text() for text in axes.get_legend().get_texts()]


@pytest.mark.parametrize(("language", "word"), [("en", "H Dispute resolution"), ("zh", "H 社会矛盾纠纷化解")])
def test_domains(language: str, word: str) -> None:
    data = domain_confusions(scored())
    axes = draw(draw_domains, data, language)
    assert len(axes.patches) == len(data)
    assert any(text.startswith(word) for text in texts(axes))


@pytest.mark.parametrize(("language", "word"), [("en", "share of right topics"), ("zh", "主题正确的比例")])
def test_calibration(language: str, word: str) -> None:
    data = calibration(scored())
    axes = draw(draw_calibration, data, language)
    assert len([line for line in axes.lines if line.get_marker() == "o"]) == len(data)
    assert word in texts(axes)


CURVE = pd.DataFrame(
    [(k, w, f, 0.6 + 0.05 * k + 0.1 * w) for k in range(1, 5) for w in (0, 1) for f in ("topic", "domain")],
    columns=["plans", "written", "field", "accuracy"],
)


# Four lines, four numbers at their ends, none on top of another.
@pytest.mark.parametrize(("language", "word"), [("en", "plans trained on"), ("zh", "训练所用规划数")])
def test_curve(language: str, word: str) -> None:
    axes = draw(draw_curve, CURVE, language)
    assert len(axes.lines) == 4 and word in texts(axes)
    axes.figure.canvas.draw()
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert len(boxes) == 4
    assert all(low.y1 <= high.y0 for low, high in pairwise(boxes))


# What the catalogue needs: names that differ, and words in both languages.
def test_charts() -> None:
    assert len({chart.name for chart in CHARTS}) == len(CHARTS) == 6
    for chart in CHARTS:
        assert chart.name.startswith("reliability_") and chart.title("zh") != chart.title("en")
        assert "{n}" in chart.notes("zh") and "{n}" in chart.notes("en")
