"""What a chart is: the table behind it, the function that draws it, and the provisions behind its numbers.

A chart has one row, column or line for each plan. That reads up to a dozen plans; beyond them it
draws how its numbers are distributed over plans, and names only the plans that were chosen. The
words of a chart are in `vocab/figures.csv` under its name.
"""

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.errors import InputError
from compare.figures.coders import who_coded, with_lexicon
from compare.figures.latest import Latest, kept_of_last
from compare.figures.parts.page import leave, must_fit_page, room, set_page, write_page
from compare.figures.parts.text import LINE, wrapped
from compare.figures.style import (
    BASES,
    GREY,
    TWO_COLUMNS,
    Plan,
    chosen_plans,
    house_style,
    plans,
    present_bases,
)
from compare.figures.words import has_words, listed, say, value_label
from compare.indices.plans import of_one_place
from compare.indices.selection import coded
from compare.indices.stage import WEIGHTS
from compare.tables.schema import Tables
from compare.vocab.filling import fill

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


class Seen(Protocol):
    """What a chart shows, as one sentence computed from its table; empty where nothing can be said."""

    def __call__(self, data: pd.DataFrame, plans: list[Plan], language: str) -> str: ...


@dataclass(frozen=True)
class Many:
    """What a chart becomes with more than `FEW` plans.

    `distributes` is false where only the highlighted plans are drawn.
    """

    draw: DrawMany
    height: float = 4.0
    distributes: bool = True


def _always_note(data: pd.DataFrame, plans: Sequence[Plan]) -> str:
    return "note"


@dataclass(frozen=True)
class Chart:
    """One figure of the project.

    `data` makes the index table behind the figure from the tables of a project; `evidence`
    gives, for every row of that table (by the columns named in `keys`), the provisions
    behind its number. `seen` is the headline; the title says what is measured. `many` is missing
    where the figure does not grow with the plans. `height` (inches) is where a chart begins; one
    with a row for each thing takes the height that its rows need. `coded` is the table that says who gave the
    codes that are counted; `across_places` is false where plans are compared with others of their own place only.
    `note` says which words are the note: a sign that a picture does not hold is not explained.
    """

    name: str
    data: Callable[[Tables], pd.DataFrame]
    draw: Draw
    keys: tuple[str, ...]
    evidence: Callable[[Tables], pd.DataFrame]
    many: Many | None = None
    seen: Seen | None = None
    height: float = 3.4
    width: float = TWO_COLUMNS
    coded: Callable[[Tables], pd.DataFrame] = operator.itemgetter("provisions")
    across_places: bool = True
    note: Callable[[pd.DataFrame, Sequence[Plan]], str] = _always_note

    def __post_init__(self) -> None:
        """Where a project has no provision there is nothing to count, whatever an index makes of it."""
        evidence = partial(_latest, self.evidence)
        for name, make, columns in (
            ("data", self.data, self.keys),
            ("evidence", evidence, (*self.keys, "provision_id")),
        ):
            object.__setattr__(self, name, partial(_where_counted, make, columns))

    def title(self, language: str) -> str:
        """What the chart measures."""
        return say(self.name, "title", language)

    def form(self, tables: Tables) -> Many | None:
        """What is drawn for these plans: the distribution, or (None) every plan."""
        return self.many if is_many(tables) else None

    def words(self, key: str, many: bool, language: str, series: bool = False) -> str:
        """A note or caution of the chart; of many plans, or of a `series` of one place, their own if there is one."""
        keys = [f"{key}_series"] * series + [f"{key}_many"] * many + [key]
        return next((say(self.name, name, language) for name in keys if has_words(self.name, name)), "")


_latest = Latest()
_coded = kept_of_last(coded)


def _where_counted(
    make: Callable[[Tables], pd.DataFrame], columns: Sequence[str], tables: Tables
) -> pd.DataFrame:
    """What `make` gives, or an empty table where there is no provision."""
    return make(tables) if len(tables["provisions"]) else pd.DataFrame(columns=list(columns))


def is_many(tables: Tables) -> bool:
    """Whether a project has more plans than can have a row each."""
    return len(tables["documents"]) > FEW


def chosen(tables: Tables, highlight: Sequence[str]) -> list[Plan]:
    """The plans to highlight, by doc_id; an `InputError` if one is unknown or they are too many."""
    found = chosen_plans(plans(tables["documents"]), highlight)
    if len(found) > FEW:
        raise InputError(f"{len(found)} plans are too many to highlight; choose up to {FEW}.")
    return found


def standing(data: pd.DataFrame, tables: Tables) -> list[Plan]:
    """The plans of a figure: all but those that nobody coded and that its data say nothing of."""
    every = plans(tables["documents"])
    if "doc_id" not in data:
        return every
    known = {*_coded(tables["provisions"]), *data["doc_id"]}
    return [plan for plan in every if plan.doc_id in known]


def only_chosen(draw: Draw, name: str) -> Many:
    """The chart as for few plans, of the chosen ones only; a word where none is chosen.

    For charts that have nothing to distribute, such as lists.
    """
    return Many(partial(_draw_chosen, draw, name), distributes=False)


def _draw_chosen(
    draw: Draw,
    name: str,
    data: pd.DataFrame,
    axes: Axes,
    plans: list[Plan],
    chosen: list[Plan],
    language: str = "en",
) -> Axes:
    if not chosen:
        return write_instead(axes, say(name, "too_many", language, few=FEW))
    named = [plan for plan in plans if plan.doc_id in {one.doc_id for one in chosen}]
    return draw(data[data["doc_id"].isin([plan.doc_id for plan in named])], axes, named, language)


def write_instead(axes: Axes, text: str) -> Axes:
    """A sentence in the place of a chart that has nothing to show."""
    axes.set_axis_off()
    words = wrapped(text, 0.9 * room(axes)[0], 7.5)
    leave(axes, tall=60)
    axes.text(
        0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes, linespacing=LINE, color=GREY,
        fontsize=7.5, gid="instead",
    )  # fmt: skip
    return axes


def render(
    chart: Chart,
    tables: Tables,
    language: str = "en",
    highlight: Sequence[str] = (),
    width: float | None = None,
) -> Figure:
    """Draw a chart with its headline, its title and one line of note; the caller closes the figure.

    With more than `FEW` plans it shows their distribution, with the plans called `highlight`
    (doc_ids) named in it; with fewer, every plan is named anyway. `width` (inches) is the
    chart's own unless given. An `InputError` says that a chart does not fit so narrow a figure, or that at
    the width given it is taller than a page.
    """
    named, many = chosen(tables, highlight), chart.form(tables)
    data = chart.data(tables)
    shown = standing(data, tables)
    with house_style():
        figure = plt.figure(figsize=(width or chart.width, (many or chart).height))
        axes = figure.add_axes((0, 0, 1, 1))
        try:
            notes = (_note(chart, data, tables, language, key) for key in ("note", "note_brief"))
            set_page(figure, *_head(chart, data, tables, language), *notes)
            leave(axes)
            if data.empty:
                write_instead(axes, say(chart.name, "empty", language))
            elif many:
                many.draw(data, axes, shown, named, language)
            else:
                chart.draw(data, axes, shown, language)
            if width is not None:
                must_fit_page(figure)
            write_page(figure)
            figure.stale = False  # or a notebook draws it once for nothing before it shows it
        except InputError as error:
            plt.close(figure)
            raise InputError(f"{chart.name}: {error}") from None
    return figure


def _head(chart: Chart, data: pd.DataFrame, tables: Tables, language: str) -> tuple[str, str]:
    """What is seen over what is measured; the latter alone where nothing can be said."""
    shown, title = standing(data, tables), chart.title(language)
    if chart.form(tables):
        return title, plan_words(chart, tables, (), language).strip()
    seen = chart.seen(data, shown, language) if chart.seen and not data.empty else ""
    return (seen, title) if seen else (title, "")


def _note(chart: Chart, data: pd.DataFrame, tables: Tables, language: str, key: str = "note") -> str:
    """The one line under a picture; `note_brief` is that of a chart that has no room for all its numbers."""
    key = chart.note(data, standing(data, tables)) if key == "note" and not data.empty else key
    text = "" if data.empty else chart.words(key, is_many(tables), language)
    left = _left_out(data, tables, language)
    if not text:
        return left
    values = {"n": _counted(chart, tables) if "{n" in text else 0, "rows": len(data)}
    text = text if values["n"] else _uncounted(text)
    return (fill(text, **values, **with_lexicon(text, tables, language)) + left).strip()


def _uncounted(text: str) -> str:
    """The sentences that count no provisions: where there is none, "0 provisions" would tell of nothing."""
    return "".join(sentence for sentence in _SENTENCE.findall(text) if "{n" not in sentence).strip()


_SENTENCE = re.compile(r"[^.。]+(?:[.。]\s*|$)")


def _left_out(data: pd.DataFrame, tables: Tables, language: str) -> str:
    """The plans that a figure cannot show: nobody coded them, or they have no provision where all have some."""
    kept = set(standing(data, tables))
    gone, here = (
        [plan for plan in plans(tables["documents"]) if plan not in kept],
        set(tables["provisions"]["doc_id"]),
    )
    causes = {
        "not_coded": [plan.label(language) for plan in gone if plan.doc_id in here],
        "left_silent": [plan.label(language) for plan in gone if plan.doc_id not in here],
    }
    return "".join(
        say("", cause, language, names=listed(names, language)) for cause, names in causes.items() if names
    )


def _counted(chart: Chart, tables: Tables) -> int:
    """How many provisions are behind a chart."""
    return int(chart.evidence(tables)["provision_id"].nunique())


def chart_caption(chart: Chart, tables: Tables, language: str, highlight: Sequence[str] = ()) -> str:
    """The caption: what is seen, what the signs mean, cautions, plans, and who coded; of an empty chart why it is."""
    many, data = chart.form(tables), chart.data(tables)
    if data.empty:
        return _joined([say(chart.name, "empty", language), _note(chart, data, tables, language)], language)
    headline, subtitle = ("", "") if many else _head(chart, data, tables, language)
    parts = [
        say("", "sentence", language, text=headline) if subtitle else "",
        plan_words(chart, tables, chosen(tables, highlight), language) if many else "",
        _note(chart, data, tables, language),
        _caution(chart, tables, language),
        _weights(tables, language),
        outline_caution(plans(tables["documents"]), language) if chart.across_places else "",
        say("", "source", language, coder=who_coded(chart.coded(tables), language)),
    ]
    return _joined(parts, language)


def _joined(sentences: Sequence[str], language: str) -> str:
    """Sentences one after another, those that there are."""
    return ("" if language == "zh" else " ").join(each for each in sentences if each)


def _caution(chart: Chart, tables: Tables, language: str) -> str:
    """What the signs of a chart mean, and what not to read into it."""
    series = _is_series(plans(tables["documents"]))
    text = chart.words("caption", bool(chart.form(tables)), language, series)
    return fill(text, **found).strip() if (found := with_lexicon(text, tables, language)) else text


def alternative_text(chart: Chart, tables: Tables, language: str) -> str:
    """A picture in words, for who cannot see it: what it measures, what is seen, which plans, how many rows."""
    data = chart.data(tables)
    if data.empty:
        title = say("", "alt_title", language, title=chart.title(language))
        return _joined([title, say(chart.name, "empty", language)], language)
    shown = standing(data, tables)
    headline, subtitle = _head(chart, data, tables, language)
    named = "" if chart.form(tables) else listed([plan.label(language) for plan in shown], language)
    sentences = [
        say("", "alt_title", language, title=chart.title(language)),
        say("", "sentence", language, text=headline) if subtitle and not chart.form(tables) else "",
        say("", "alt_plans", language, plans=named)
        if named
        else plan_words(chart, tables, (), language).strip(),
        say("", "alt_rows", language, rows=len(data), file=f"{chart.name}.csv"),
    ]
    return _joined(sentences, language)


def _weights(tables: Tables, language: str) -> str:
    """The weights of the parts of strictness, where they are a user's own."""
    if WEIGHTS not in tables:
        return ""
    rows = tables[WEIGHTS]
    parts = [
        f"{value_label('part', part, language)} {weight:g}"
        for part, weight in zip(rows["part"], rows["weight"], strict=True)
    ]
    return say("", "weights", language, weights=say("", "joint", language).join(parts))


def outline_caution(shown: Sequence[Plan], language: str) -> str:
    """The caution about outlines, where plans follow different ones and are not all of one place."""
    if _is_series(shown):
        return ""
    bases = [basis for basis in present_bases(shown) if basis]
    if len(bases) < 2:
        return ""
    if len(shown) > FEW:
        return say("", "outlines_many", language)
    own = [listed([p.label(language) for p in shown if p.basis == basis], language) for basis in bases]
    return say("", "outlines", language, older=own[0], newer=own[1])


def _is_series(shown: Sequence[Plan]) -> bool:
    """Whether a place is compared with itself only."""
    return of_one_place(plan.place for plan in shown)


def plan_words(chart: Chart, tables: Tables, named: Sequence[Plan], language: str) -> str:
    """How many plans are behind a chart of many, of which outline, and which are highlighted."""
    shown, many = plans(tables["documents"]), chart.form(tables)
    counts = {basis: sum(plan.basis == basis for plan in shown) for basis in BASES}
    parts = [
        say("", "of_basis", language, name=say("", f"basis_{basis}", language), count=count)
        for basis, count in counts.items()
        if count
    ]
    distributes = many is None or many.distributes
    text = say(
        "",
        "distribution" if distributes else "plans_behind",
        language,
        plans=len(shown),
        parts=say("", "joint", language).join(parts),
    )
    if named:
        names = listed([plan.label(language) for plan in named], language)
        text += say("", "highlighted" if distributes else "drawn", language, names=names)
    return text
