"""Many plans: how many of them do a thing, category by category, chosen plans in columns of their own.

For what a plan does or does not (name a topic, set a number, state a deadline in a year) a bar for
either generation of plans is divided by state; the count and its denominator stand beside it.
What remains is named for what it is: a plan that states nothing is silent, no zero.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import Transform, offset_copy

from compare.figures.distributions import LABEL, is_narrow, present_ages
from compare.figures.lanes import fitted
from compare.figures.style import GREY, Plan, wrap

_FILLS = (("#1F5A8C", ""), ("#9FC1DD", ""), ("#F1F1F1", ""))
"""Fills of the states, the most explicit first; the last is that of silence."""
_STEP = 13.0
_COUNT_STEP = 34.0
_LONGEST = 66.0
_NARROW_NAME = 74.0
_SHARE = {
    "en": ("share of the plans", "share of the plans (upper bar: 2015 outline, lower: 2021)"),
    "zh": ("占规划的比例", "占该代规划的比例（上条：2015纲要期，下条：2021）"),
}
_HEADS = {"en": "{}\nof {}", "zh": "{}\n共{}份"}


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
    size: float = 7.0


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
    ages = present_ages(plans)
    for place, age in enumerate(ages):
        own = table[[plan.doc_id for plan in plans if plan.generation == age]]
        _bars(axes, own, states, (place - (len(ages) - 1) / 2) * 0.84 / len(ages), 0.8 / len(ages))
        _counts(axes, own, states, place, _HEADS[language].format(age, own.shape[1]))
    _rows(axes, states, _SHARE[language][len(ages) > 1])
    left = 22.0 + _COUNT_STEP * len(ages)
    for place, plan in enumerate(chosen):
        _column(axes, table[plan.doc_id], states, plan, left + _STEP * place, language)
    _legend(axes, states)
    return axes


def state_table(found: pd.DataFrame, states: States, plans: Sequence[Plan]) -> pd.DataFrame:
    """The state of every plan (columns) in every category (rows)."""
    *_, silence = states.kinds
    table = found.pivot(index="category", columns="doc_id", values="state")
    table = table.reindex(index=list(states.rows), columns=[plan.doc_id for plan in plans]).astype(object)
    return table.where(table.notna(), silence)


def _bars(axes: Axes, own: pd.DataFrame, states: States, shift: float, height: float) -> None:
    """The divided bars of one generation."""
    rows = [row for row, key in enumerate(states.rows) if key not in states.headings]
    left = np.zeros(len(rows))
    for kind, (colour, hatch) in zip(states.kinds, _fills(states), strict=True):
        share = (own == kind).mean(axis=1).to_numpy()[rows]
        axes.barh(
            np.array(rows) + shift, share, height, left, color=colour, hatch=hatch, linewidth=0, zorder=2,
            gid=kind,
        )  # fmt: skip
        left += share


def _fills(states: States) -> list[tuple[str, str]]:
    return [*_FILLS[: len(states.kinds) - 1], _FILLS[-1]]


def _counts(axes: Axes, own: pd.DataFrame, states: States, place: int, head: str) -> None:
    """How many plans of a generation are in the first state, and in any but silence."""
    first, *_, silence = states.kinds
    across = _beside(axes, 24.0 + _COUNT_STEP * place)
    for row, key in enumerate(states.rows):
        if key in states.headings:
            continue
        spoken = int((own.loc[key] != silence).sum())
        text = f"{int((own.loc[key] == first).sum())} | {spoken}" if len(states.kinds) > 2 else str(spoken)
        axes.text(1, row, text, transform=across, fontsize=LABEL, ha="center", va="center_baseline")
    axes.annotate(
        head, (1, 1), (24.0 + _COUNT_STEP * place, 3), xycoords="axes fraction", textcoords="offset points",
        fontsize=LABEL, ha="center", va="bottom", color=GREY, annotation_clip=False,
    )  # fmt: skip


def _beside(axes: Axes, points: float) -> Transform:
    """Places right of the axes, by `points`, at the heights of rows."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    return offset_copy(axes.get_yaxis_transform(), figure, x=points, units="points")


def _column(axes: Axes, own: pd.Series, states: States, plan: Plan, left: float, language: str) -> None:
    """One chosen plan: a filled mark for the first state, an open one for the second, a dash for silence."""
    across = _beside(axes, left)
    kinds = list(states.kinds)
    rows = {kind: [r for r, key in enumerate(states.rows) if own[key] == kind and key not in states.headings]
            for kind in kinds}  # fmt: skip
    for number, kind in enumerate(kinds):
        silent = number == len(kinds) - 1
        (marks,) = axes.plot(
            np.ones(len(rows[kind])), rows[kind], "_" if silent else plan.marker, transform=across,
            color=GREY if silent else plan.colour, markerfacecolor="white" if number else plan.colour,
            markersize=3.0 if silent else 4.5, markeredgewidth=0.8, linestyle="none", clip_on=False, gid="chosen",
        )  # fmt: skip
        marks.set_in_layout(False)  # the name over them keeps their place
    axes.annotate(
        fitted(plan.label(language), _LONGEST, LABEL), (1, 1), (left, 4), xycoords="axes fraction",
        textcoords="offset points", fontsize=LABEL, rotation=90, ha="center", va="bottom",
        annotation_clip=False, gid="name",
    )  # fmt: skip


def _rows(axes: Axes, states: States, label: str) -> None:
    """Names of categories, headings on a band, and the axis of shares."""
    names = list(states.rows.values())
    if is_narrow(axes):
        names = [fitted(name, _NARROW_NAME, states.size) for name in names]
        label = "\n".join(wrap(label, 14))
    axes.set_yticks(range(len(names)), names, fontsize=states.size)
    axes.set_ylim(len(states.rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    for row, key in enumerate(states.rows):
        if key in states.headings:
            axes.get_yticklabels()[row].set(fontsize=7, color=_FILLS[0][0])
            axes.axhspan(row - 0.5, row + 0.5, color="#EEEEEE", linewidth=0, zorder=0)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(label)


def _legend(axes: Axes, states: States) -> None:
    """What the fills mean."""
    handles = [
        Patch(facecolor=colour, edgecolor="#9E9E9E", linewidth=0.4, label=name)
        for name, (colour, _) in zip(states.kinds.values(), _fills(states), strict=True)
    ]
    axes.legend(
        handles=handles, ncols=1 if is_narrow(axes) else 2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2,
        columnspacing=1.0, handletextpad=0.5, fontsize=6.5,
    )  # fmt: skip
