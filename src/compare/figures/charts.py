"""What a chart is: the table behind it, the function that draws it, its words in two languages.

A chart has one row, column or line for each plan. That reads up to a dozen plans; beyond them it
draws how its numbers are distributed over plans, and names only the plans that were chosen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.errors import InputError
from compare.figures.brackets import nothing_to_show
from compare.figures.coders import who_coded
from compare.figures.style import TWO_COLUMNS, Plan, caption, chosen_plans, house_style, plans
from compare.tables.schema import Tables

FEW = 12
"""Up to this number of plans each has its own row, column or line; so many can be highlighted."""


class Draw(Protocol):
    """A drawing function: it puts `data` on `axes` and gives the same Axes back."""

    def __call__(self, data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes: ...


class DrawMany(Protocol):
    """The same for many plans, of which `chosen` are highlighted and named."""

    def __call__(
        self, data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
    ) -> Axes: ...


@dataclass(frozen=True)
class Many:
    """What a chart becomes with more than `FEW` plans; `notes` take the place of the chart's own.

    `distributes` is false where only the highlighted plans are drawn (`draw_chosen`).
    """

    draw: DrawMany
    notes_zh: str
    notes_en: str
    height: float
    width: float = TWO_COLUMNS
    distributes: bool = True

    def notes(self, language: str) -> str:
        return self.notes_zh if language == "zh" else self.notes_en


@dataclass(frozen=True)
class Chart:
    """One figure of the project.

    `data` makes the index table behind the figure from the tables of a project; `evidence`
    gives, for every row of that table (by the columns named in `keys`), the provisions
    behind its number. `notes` are cautions that the caption must carry; {n} in them is the
    number of provisions counted. `many` is missing where the figure does not grow with the plans.
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
    many: Many | None = None

    def title(self, language: str) -> str:
        return self.title_zh if language == "zh" else self.title_en

    def notes(self, language: str) -> str:
        return self.notes_zh if language == "zh" else self.notes_en

    def form(self, tables: Tables) -> Many | None:
        """What is drawn for these plans: the distribution, or (None) every plan."""
        return self.many if is_many(tables) else None

    def size(self, tables: Tables) -> tuple[float, float]:
        """Width and height of the figure (inches)."""
        shape = self.form(tables) or self
        return shape.width, shape.height


_SOURCE = {
    "zh": "数据：fazhi-compare 编码表；编码者为{}。文本不等于落实。",
    "en": "Source: fazhi-compare tables; coded by {}. Text is not implementation.",
}


_TOO_MANY = {
    "en": "too many plans for this chart:\nchoose up to {} with --highlight",
    "zh": "规划过多，本图无法逐一画出：\n请用 --highlight 选择至多{}份",
}


def draw_chosen(
    draw: Draw,
    data: pd.DataFrame,
    axes: Axes,
    plans: list[Plan],
    chosen: list[Plan],
    language: str = "en",
) -> Axes:
    """The chart as for few plans, of the chosen ones only; a word where none is chosen.

    For charts that have nothing to distribute, such as lists of words.
    """
    if chosen:
        named = [plan for plan in plans if plan.doc_id in {one.doc_id for one in chosen}]
        return draw(data[data["doc_id"].isin([plan.doc_id for plan in named])], axes, named, language)
    axes.set_axis_off()
    words = _TOO_MANY[language].format(FEW)
    axes.text(0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes, linespacing=1.6)
    return axes


def is_many(tables: Tables) -> bool:
    """Whether a project has more plans than can have a row each."""
    return len(tables["documents"]) > FEW


def chosen(tables: Tables, highlight: Sequence[str]) -> list[Plan]:
    """The plans to highlight, by doc_id; an `InputError` if one is unknown or they are too many."""
    found = chosen_plans(plans(tables["documents"]), highlight)
    if len(found) > FEW:
        raise InputError(f"{len(found)} plans are too many to highlight; choose up to {FEW}.")
    return found


def render(
    chart: Chart,
    tables: Tables,
    language: str = "en",
    highlight: Sequence[str] = (),
    width: float | None = None,
) -> Figure:
    """Draw a chart with its title and caption; the caller closes the figure.

    With more than `FEW` plans it shows their distribution, with the plans called `highlight`
    (doc_ids) named in it; with fewer, every plan is named anyway. `width` (inches) is the
    chart's own unless given.
    """
    named, many = chosen(tables, highlight), chart.form(tables)
    data, shown = chart.data(tables), plans(tables["documents"])
    own_width, height = chart.size(tables)
    with house_style():
        figure, axes = plt.subplots(figsize=(width or own_width, height))
        if data.empty:
            nothing_to_show(axes, language)
        elif many:
            many.draw(data, axes, shown, named, language)
        else:
            chart.draw(data, axes, shown, language)
        figure.suptitle(chart.title(language), fontsize=10, x=0.01, ha="left")
        caption(figure, chart_caption(chart, tables, language, highlight))
    return figure


def chart_caption(chart: Chart, tables: Tables, language: str, highlight: Sequence[str] = ()) -> str:
    """The caption: cautions, number of provisions, plans and generations, source."""
    counted = len(chart.evidence(tables)["provision_id"].unique())
    source = _SOURCE[language].format(who_coded(tables["provisions"], language))
    many = chart.form(tables)
    if not many:
        return f"{chart.notes(language).format(n=counted)} {source}"
    named = chosen(tables, highlight)
    words = _plan_words(plans(tables["documents"]), named, many.distributes, language)
    return f"{words}{many.notes(language).format(n=counted)} {source}"


def _plan_words(shown: Sequence[Plan], named: Sequence[Plan], distributes: bool, language: str) -> str:
    """How many plans are behind a chart, of which generation, and which are highlighted."""
    older = sum(plan.generation == 2015 for plan in shown)
    newer = len(shown) - older
    if language == "zh":
        listed = "、".join(plan.label("zh") for plan in named)
        names = f"{'突出显示' if distributes else '只画'}：{listed}。" if named else ""
        ages = f"{len(shown)}份规划{'的分布' if distributes else ''}（2015纲要期{older}份，2021纲要期{newer}份）。"
        return f"{ages}{names}代际差异不是地区差异；后期规划的文字也可能近于旧纲要。"
    listed = ", ".join(plan.label("en") for plan in named)
    names = f" {'Highlighted' if distributes else 'Drawn'}: {listed}." if named else ""
    ages = f"{'Distribution over ' if distributes else ''}{len(shown)} plans ({older} of the time of the 2015 outline, {newer} of 2021)."
    return (
        f"{ages}{names} A difference of generation is none of place, and a later plan can still read like"
        " the older outline. "
    )
