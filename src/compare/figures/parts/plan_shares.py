"""Many plans: how many of them do a thing, category by category, chosen plans in columns of their own.

For what a plan does or does not (name a topic, set a number, state a deadline in a year) a bar for
the plans of either outline is divided by state; the count and its denominator stand beside it.
What remains is named for what it is: a plan that states nothing is silent, no zero.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.transforms import Transform, offset_copy

from compare.figures.parts.distributions import percent_tick
from compare.figures.parts.legend import write_legend
from compare.figures.parts.page import does_not_fit, figure_of, is_narrow, leave, room
from compare.figures.parts.text import LINE, SMALL, fitted, height, width, wrapped
from compare.figures.style import DARK, GREY, MIDDLE, PALE, Plan, present_bases
from compare.figures.words import say

_FILLS = (DARK, MIDDLE, PALE)
"""Fills of the states, the most explicit first; the last is that of silence."""
_STEP = 13.0
_COUNT_STEP = {"en": 36.0, "zh": 52.0}
"""Width of a column of counts, whose head names an outline."""
_LONGEST = 84.0
_PAD = 4.0
_AXIS = 12.0


@dataclass(frozen=True)
class States:
    """The words of one chart of shares of plans.

    `rows` names the categories by their keys, top to bottom, `headings` are those that only head
    others. `kinds` names the states in the order of the bars; the last is silence, and any plan
    without a row is in it.
    """

    rows: Mapping[str, str]
    kinds: Mapping[str, str]
    headings: Collection[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class Shared:
    """A chart of many plans as data: which columns name the category and the state.

    `kinds` are the states in the order of the bars, the last being silence; their words are those
    of the chart called `chart`. `headings` are the categories that only head others. `one` keeps of several rows
    of a plan in a category the first in the order of `kinds`.
    """

    chart: str
    category: str
    state: str
    kinds: Sequence[str]
    rows: Callable[[pd.DataFrame, str], Mapping[str, str]]
    headings: Callable[[], Collection[str]] = tuple

    def __call__(
        self, data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
    ) -> Axes:
        found = data.assign(category=data[self.category].astype(str), state=data[self.state])
        order = {kind: place for place, kind in enumerate(self.kinds)}
        found = found.sort_values("state", key=lambda kinds: kinds.map(order), kind="stable")
        found = found.drop_duplicates(["category", "doc_id"])
        rows = self.rows(data, language)
        kinds = {kind: say(self.chart, f"state_{kind}", language) for kind in self.kinds}
        headings = [key for key in rows if key in self.headings()]
        return draw_plan_shares(axes, found, States(rows, kinds, headings), plans, chosen, language)


def draw_plan_shares(
    axes: Axes,
    found: pd.DataFrame,
    states: States,
    plans: Sequence[Plan],
    chosen: Sequence[Plan],
    language: str,
) -> Axes:
    """Bars of states from `found` (columns category, doc_id, state), and columns of the `chosen` plans.

    Counts beside the bars are of the plans in any state but silence; of three states the first
    has its own count before it.
    """
    table = state_table(found, states, plans)
    bases = present_bases(plans)
    _frame(axes, states, bases, chosen, language)
    for place, basis in enumerate(bases):
        own = table[[plan.doc_id for plan in plans if plan.basis == basis]]
        _bars(axes, own, states, (place - (len(bases) - 1) / 2) * 0.84 / len(bases), 0.8 / len(bases))
        name = say("", f"basis_short_{basis}", language)
        _counts(
            axes,
            own,
            states,
            (place + 0.5) * _COUNT_STEP[language] + 6,
            say("", "count_head", language, name=name, count=own.shape[1]),
        )
    left = 22.0 + _COUNT_STEP[language] * len(bases)
    for place, plan in enumerate(chosen):
        _column(axes, table[plan.doc_id], states, plan, left + _STEP * place, language)
    return axes


def state_table(found: pd.DataFrame, states: States, plans: Sequence[Plan]) -> pd.DataFrame:
    """The state of every plan (columns) in every category (rows)."""
    *_, silence = states.kinds
    table = found.pivot(index="category", columns="doc_id", values="state")
    table = table.reindex(index=list(states.rows), columns=[plan.doc_id for plan in plans]).astype(object)
    return table.where(table.notna(), silence)


def _frame(axes: Axes, states: States, bases: Sequence[str], chosen: Sequence[Plan], language: str) -> None:
    """Room for all words, names of categories, headings on a band, the axis of shares, the legend."""
    most = room(axes)[0] * (0.34 if is_narrow(axes) else 0.42)
    names = [wrapped(name, most, most=2) for name in states.rows.values()]
    left = max((width(name) for name in names), default=0.0) + 2 * _PAD
    right = 8 + _COUNT_STEP[language] * len(bases) + (_STEP * len(chosen) + 6 if chosen else 0)
    wide = room(axes)[0] - left - right
    if wide < 40:
        raise does_not_fit(axes)
    label = wrapped(
        say("", "share_of_plans" if len(bases) < 2 else "share_of_plans_two", language), wide, most=5
    )
    legend = write_legend(axes, _signs(states), wide)
    heads = 2 * LINE * SMALL + _PAD
    above = max((width(fitted(plan.label(language), _LONGEST)) for plan in chosen), default=0.0) + 2 * _PAD
    step = max(max((height(name) for name in names), default=0.0) + 2.5, 5.0 * len(bases) + 1)
    leave(axes, left, right, max(legend, heads, above) + _PAD, _AXIS + height(label), tall=step * len(names))
    axes.set_yticks(range(len(names)), names, fontsize=SMALL, linespacing=LINE)
    axes.set_ylim(len(states.rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    for row, key in enumerate(states.rows):
        if key in states.headings:
            axes.get_yticklabels()[row].set_color(DARK)
            axes.axhspan(row - 0.5, row + 0.5, color=PALE, linewidth=0, zorder=0)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.5, 1] if wide < 150 else [0, 0.25, 0.5, 0.75, 1])
    axes.xaxis.set_major_formatter(lambda share, _: percent_tick(share))
    axes.set_xlabel(label, fontsize=SMALL, linespacing=LINE)


def _bars(axes: Axes, own: pd.DataFrame, states: States, shift: float, thick: float) -> None:
    """The divided bars of the plans of one outline."""
    rows = [row for row, key in enumerate(states.rows) if key not in states.headings]
    left = np.zeros(len(rows))
    for kind, colour in zip(states.kinds, _fills(states), strict=True):
        share = (own == kind).mean(axis=1).to_numpy()[rows]
        axes.barh(np.array(rows) + shift, share, thick, left, color=colour, linewidth=0, zorder=2, gid=kind)
        left += share


def _fills(states: States) -> list[str]:
    return [*_FILLS[: len(states.kinds) - 1], _FILLS[-1]]


def _counts(axes: Axes, own: pd.DataFrame, states: States, x: float, head: str) -> None:
    """How many plans of an outline are in the first state, and in any but silence."""
    first, *_, silence = states.kinds
    across = _beside(axes, x)
    for row, key in enumerate(states.rows):
        if key in states.headings:
            continue
        spoken = int((own.loc[key] != silence).sum())
        text = f"{int((own.loc[key] == first).sum())} | {spoken}" if len(states.kinds) > 2 else str(spoken)
        axes.text(1, row, text, transform=across, fontsize=SMALL, ha="center", va="center_baseline")
    axes.annotate(
        head, (1, 1), (x, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=SMALL, ha="center", va="bottom", color=GREY, annotation_clip=False, linespacing=LINE,
    )  # fmt: skip


def _beside(axes: Axes, points: float) -> Transform:
    """Places right of the axes, by `points`, at the heights of rows."""
    return offset_copy(axes.get_yaxis_transform(), figure_of(axes), x=points, units="points")


def _column(axes: Axes, own: pd.Series, states: States, plan: Plan, left: float, language: str) -> None:
    """One chosen plan: a filled mark for the first state, an open one for the second, a dash for silence."""
    across = _beside(axes, left)
    kinds = list(states.kinds)
    rows = {kind: [r for r, key in enumerate(states.rows) if own[key] == kind and key not in states.headings]
            for kind in kinds}  # fmt: skip
    for number, kind in enumerate(kinds):
        silent = number == len(kinds) - 1
        axes.plot(
            np.ones(len(rows[kind])), rows[kind], "_" if silent else plan.marker, transform=across,
            color=GREY if silent else plan.colour, markerfacecolor="white" if number else plan.colour,
            markersize=3.0 if silent else 4.5, markeredgewidth=0.8, linestyle="none", clip_on=False, gid="chosen",
        )  # fmt: skip
    axes.annotate(
        fitted(plan.label(language), _LONGEST), (1, 1), (left, 4), xycoords="axes fraction",
        textcoords="offset points", fontsize=SMALL, rotation=90, ha="center", va="bottom",
        annotation_clip=False, gid="name",
    )  # fmt: skip


def _signs(states: States) -> list[Patch]:
    """What the fills mean."""
    return [
        Patch(facecolor=colour, edgecolor="#9E9E9E", linewidth=0.4, label=name)
        for name, colour in zip(states.kinds.values(), _fills(states), strict=True)
    ]
