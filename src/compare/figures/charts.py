"""What a chart is: the table behind it, the function that draws it, its words in two languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.figures.style import TWO_COLUMNS, Plan, caption, house_style, plans
from compare.tables import Tables


class Draw(Protocol):
    """A drawing function: it puts `data` on `axes` and gives the same Axes back."""

    def __call__(self, data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes: ...


@dataclass(frozen=True)
class Chart:
    """One figure of the project.

    `data` makes the index table behind the figure from the tables of a project; `evidence`
    gives, for every row of that table (by the columns named in `keys`), the provisions
    behind its number. `notes` are cautions that the caption must carry; {n} in them is the
    number of provisions counted.
    """

    name: str
    title_zh: str
    title_en: str
    notes_zh: str
    notes_en: str
    data: Callable[[Tables], pd.DataFrame]
    draw: Draw
    keys: tuple[str, ...]
    evidence: Callable[[Tables], pd.DataFrame]
    width: float = TWO_COLUMNS
    height: float = 3.6

    def title(self, language: str) -> str:
        return self.title_zh if language == "zh" else self.title_en

    def notes(self, language: str) -> str:
        return self.notes_zh if language == "zh" else self.notes_en


SOURCE_ZH = "数据：fazhi-compare 编码表；编码者为大语言模型，未经人工专家复核。文本不等于落实。"
SOURCE_EN = (
    "Source: fazhi-compare tables; coded by a large language model, not checked by human experts."
    " Text is not implementation."
)


def render(chart: Chart, tables: Tables, language: str = "en") -> Figure:
    """Draw a chart with its title and caption; the caller closes the figure."""
    data = chart.data(tables)
    with house_style():
        figure, axes = plt.subplots(figsize=(chart.width, chart.height))
        chart.draw(data, axes, plans(tables["documents"]), language)
        figure.suptitle(chart.title(language), fontsize=10, x=0.01, ha="left")
        caption(figure, chart_caption(chart, tables, language))
    return figure


def chart_caption(chart: Chart, tables: Tables, language: str) -> str:
    """The caption: cautions, number of provisions, plans and generations, source."""
    counted = len(chart.evidence(tables)["provision_id"].unique())
    source = SOURCE_ZH if language == "zh" else SOURCE_EN
    return f"{chart.notes(language).format(n=counted)} {source}"
