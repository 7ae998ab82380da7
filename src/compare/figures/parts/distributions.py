"""Many plans: how a number is distributed over them, category by category, chosen plans named.

Each category has one lane for the plans of either outline, 2015 above 2021, never mixed: a box
of the middle half with the median, whiskers from the 5th to the 95th percentile, and one grey
dot for each plan. Beside a lane stand its median, the plans it rests on, and, apart from them, the
plans that state nothing: silence is not zero. Chosen plans are coloured marks with their names.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from compare.figures.parts.legend import basis_patches, small_dot, write_legend
from compare.figures.parts.page import is_narrow, leave, room
from compare.figures.parts.spread import spread
from compare.figures.parts.text import LINE, SMALL, fitted, height, width, wrapped
from compare.figures.style import GREY, HATCHES, Plan, present_bases
from compare.figures.words import has_words, say

_BOXED = 5
"""Fewer plans than this have no box: a quartile of four says nothing."""
_DOT = "#9A9A9A"
_GOLDEN = 0.618034
_WIDEST_NAME = 66.0
_MANY_DOTS = 4000
"""More dots than this are drawn as pixels: as shapes they would make files of many megabytes."""
_HALO = withStroke(linewidth=2.0, foreground="white")
_AXIS = 14.0
_PAD = 4.0
_LANE = 23.0
"""Height of a lane (points)."""


@dataclass(frozen=True)
class Words:
    """The words of one chart of distributions.

    `rows` names the categories by their keys, top to bottom; `axis` stands under the axis,
    `number` writes a value, and `missing` says what it means that a plan has no value. Where one
    scale would press the categories flat, `origins` says at which value the axis of each begins
    (the unit stays the same), and `room` (half a row at most) leaves place for a scale of its own.
    """

    rows: Mapping[str, str]
    axis: str
    number: Callable[[float], str]
    missing: str
    origins: Mapping[str, float] = field(default_factory=dict)
    room: float = 0.46


@dataclass(frozen=True)
class Distributed:
    """A chart of many plans as data: which column names the category, and which holds the number.

    The words of the axis are those of the chart called `chart`; `rows` names the categories.
    With `stretched` each category shows its own stretch of the scale.
    """

    chart: str
    category: str
    value: str
    number: Callable[[float], str]
    rows: Callable[[pd.DataFrame, str], Mapping[str, str]]
    ends: tuple[float, float] | None = None
    stretched: bool = False

    def __call__(
        self, data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
    ) -> Axes:
        values = data.assign(category=data[self.category].astype(str), value=data[self.value])
        axis = "axis_many" if has_words(self.chart, "axis_many") else "axis"
        missing = say(self.chart, "missing", language)
        words = Words(self.rows(data, language), say(self.chart, axis, language), self.number, missing)
        if self.stretched:
            return draw_stretches(axes, values, words, plans, chosen, language)
        if self.ends:
            axes.set_xlim(*self.ends)
        return draw_distributions(axes, values, words, plans, chosen, language)


def percent_tick(value: float) -> str:
    """A share on an axis, without idle digits.

    >>> percent_tick(0.05), percent_tick(0.025)
    ('5%', '2.5%')
    """
    return f"{100 * value:.4g}%"


def two_digits(value: float) -> str:
    """A number with two decimals; what rounds to nothing has no sign.

    >>> two_digits(0.456), two_digits(-0.001)
    ('0.46', '0.00')
    """
    return f"{round(value, 2) + 0.0:.2f}"


def draw_distributions(
    axes: Axes,
    values: pd.DataFrame,
    words: Words,
    plans: Sequence[Plan],
    chosen: Sequence[Plan],
    language: str,
) -> Axes:
    """Lanes of `values` (columns category, doc_id, value), with names of the `chosen` plans.

    A missing value, or no row, is a plan that states nothing. Limits and scale of the x axis may
    be set before; they are kept.
    """
    bases = present_bases(plans)
    table = value_table(values, words, plans)
    silent = bool(table.isna().any(axis=None))
    _frame(axes, words, len(bases), silent, plans, language)
    places = table.sub(pd.Series(words.origins, dtype=float).reindex(table.index).fillna(0.0), axis=0)
    if axes.get_autoscalex_on():
        _limits(axes, places.to_numpy(dtype=float))
    for row, basis, lane in lanes(words, bases):
        own = [plan.doc_id for plan in plans if plan.basis == basis]
        _lane(axes, places.loc[row, own].to_numpy(dtype=float), lane, basis, places.size > _MANY_DOTS)
        _numbers(axes, table.loc[row, own], lane, words)
        named = [plan for plan in chosen if plan.basis == basis]
        _name_chosen(axes, places.loc[row], lane, named, words, language)
    _heads(axes, words if silent else None, language)
    return axes


def value_table(values: pd.DataFrame, words: Words, plans: Sequence[Plan]) -> pd.DataFrame:
    """Values by category (rows, in the order of `words`) and plan (columns); empty is missing."""
    table = values.assign(value=values["value"].astype(float)).pivot(
        index="category", columns="doc_id", values="value"
    )
    return table.reindex(index=list(words.rows), columns=[plan.doc_id for plan in plans]).astype(float)


@dataclass(frozen=True)
class Lane:
    """The place of one category and outline: its middle, and half of its height."""

    middle: float
    half: float

    @property
    def dots(self) -> float:
        """Where the values lie: below the names."""
        return self.middle + 0.4 * self.half

    @property
    def names(self) -> float:
        return self.middle - 0.52 * self.half


def lanes(words: Words, bases: Sequence[str]) -> Iterator[tuple[str, str, Lane]]:
    """Every category and outline with its lane, from the top."""
    half = words.room / len(bases)
    for row, key in enumerate(words.rows):
        for place, basis in enumerate(bases):
            yield key, basis, Lane(row - 0.46 + (2 * place + 1) * half, half)


def _frame(
    axes: Axes, words: Words, lanes_each: int, silent: bool, plans: Sequence[Plan], language: str
) -> None:
    """Room for all words, names of categories with thin lines between them, and the legend."""
    narrow = is_narrow(axes)
    labels = [
        wrapped(text, room(axes)[0] * (0.24 if narrow else 0.36), most=4) for text in words.rows.values()
    ]
    left = max((width(text) for text in labels), default=0.0) + 2 * _PAD
    right = _numbers_room(words, silent, language)
    label = wrapped(words.axis, max(room(axes)[0] - left - right, 60), most=4)
    signs = [*basis_patches(plans, language), small_dot(say("", "one_plan", language), _DOT)]
    legend = write_legend(axes, signs, room(axes)[0] - left - right)
    heads = height(wrapped(words.missing, _MISSING_ROOM)) if silent else LINE * SMALL
    tall = max(_LANE * lanes_each + 6, max((height(text) for text in labels), default=0) + _PAD)
    leave(
        axes,
        left,
        right,
        max(legend, heads + _PAD) + _PAD,
        _AXIS + height(label),
        tall=tall * len(words.rows),
    )
    axes.set_yticks(range(len(labels)), labels, fontsize=SMALL, linespacing=LINE)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    for row in range(1, len(labels)):
        axes.axhline(row - 0.5, color="#DDDDDD", linewidth=0.6, zorder=0)
    axes.grid(axis="x", linewidth=0.4)
    axes.set_xlabel(label, fontsize=SMALL, linespacing=LINE)


_MISSING_ROOM = 44.0


def _number_places(language: str, silent: bool) -> list[float]:
    """Where the columns of numbers stand, in points right of the axes."""
    widths = [max(width(say("", head, language)), 22.0) for head in ("median", "plans")]
    widths += [_MISSING_ROOM] * silent
    places, x = [], 8.0
    for wide in widths:
        places.append(x + wide / 2)
        x += wide + 6.0
    return places


def _numbers_room(words: Words, silent: bool, language: str) -> float:
    last = _number_places(language, silent)[-1]
    return last + (_MISSING_ROOM if silent else width(say("", "plans", language))) / 2 + 2


def _limits(axes: Axes, numbers: npt.NDArray[np.float64]) -> None:
    """From the least to the largest value, and zero if it is near."""
    seen = numbers[~np.isnan(numbers)]
    low, high = (float(seen.min()), float(seen.max())) if len(seen) else (0.0, 1.0)
    low = 0.0 if 0 <= low <= 0.4 * high else low
    edge = 0.03 * ((high - low) or 1.0)
    axes.set_xlim(low - edge, high + edge)


def _lane(axes: Axes, numbers: npt.NDArray[np.float64], lane: Lane, basis: str, crowd: bool) -> None:
    """The dots of all plans and, of enough of them, the box."""
    seen = np.sort(numbers[~np.isnan(numbers)])
    # Golden-ratio steps spread neighbours evenly: no chance, so that files stay the same.
    shifts = (np.arange(len(seen)) * _GOLDEN % 1 - 0.5) * 0.84 * lane.half
    axes.scatter(
        seen, lane.dots + shifts, s=4, color=_DOT, alpha=0.55, linewidths=0, zorder=2, gid="plans",
        rasterized=crowd,
    )  # fmt: skip
    if len(seen) < _BOXED:
        return
    drawn = axes.boxplot(
        [seen], positions=[lane.dots], widths=[0.9 * lane.half], orientation="horizontal", whis=(5, 95),
        showfliers=False, showcaps=False, patch_artist=True, manage_ticks=False, zorder=3,
        boxprops={"facecolor": "none", "edgecolor": "#333333", "hatch": HATCHES[basis], "linewidth": 0.7},
        whiskerprops={"color": "#333333", "linewidth": 0.7},
        medianprops={"color": "black", "linewidth": 1.8, "gid": "median", "path_effects": [_HALO]},
    )  # fmt: skip
    for box in drawn["boxes"]:
        box.set_hatch_linewidth(0.35)


def _numbers(axes: Axes, own: pd.Series, lane: Lane, words: Words) -> None:
    """Median, plans with a value and plans without, right of the lane."""
    stated = own.dropna()
    median = words.number(float(stated.median())) if len(stated) else "–"
    silent = len(own) - len(stated)
    places = _number_places(_LANGUAGE_OF_WIDTHS, True)
    for place, text in zip(places, (median, str(len(stated)), str(silent) if silent else ""), strict=True):
        axes.annotate(
            text, (1, lane.dots), (place, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
            fontsize=SMALL, ha="center", va="center", annotation_clip=False,
        )  # fmt: skip


def _heads(axes: Axes, words: Words | None, language: str) -> None:
    """Heads over the columns of numbers; the third only where a plan states nothing."""
    heads = [say("", "median", language), say("", "plans", language)]
    heads += [wrapped(words.missing, _MISSING_ROOM)] if words else []
    for place, text in zip(_number_places(_LANGUAGE_OF_WIDTHS, bool(words)), heads, strict=True):
        axes.annotate(
            text, (1, 1), (place, 3), xycoords="axes fraction", textcoords="offset points",
            fontsize=SMALL, ha="center", va="bottom", color=GREY, annotation_clip=False, linespacing=LINE,
        )  # fmt: skip


_LANGUAGE_OF_WIDTHS = "en"
"""Columns of numbers stand where the longer words of the two languages have room."""


def _name_chosen(
    axes: Axes, own: pd.Series, lane: Lane, chosen: Sequence[Plan], words: Words, language: str
) -> None:
    """Marks of the chosen plans with their names over them; those without a value at the emptier end."""
    stated = {plan.doc_id: fraction(axes, own[plan.doc_id]) for plan in chosen if own.notna()[plan.doc_id]}
    end = 1.0 if sum(stated.values()) < len(stated) / 2 else 0.0
    named = sorted(chosen, key=lambda plan: stated.get(plan.doc_id, 3 * end - 1))
    names = [fitted(plan.label(language), _WIDEST_NAME) for plan in named]
    texts = [
        name if plan.doc_id in stated else say("", "silent", language, name=name, missing=words.missing)
        for plan, name in zip(named, names, strict=True)
    ]
    wide = axes_points(axes)
    most = wide / max(len(texts), 1)
    texts = [fitted(text, max(most, 14.0)) if sum(map(width, texts)) > wide else text for text in texts]
    wanted = [stated.get(plan.doc_id, end) for plan in named]
    widths = [(width(text) + 3) / wide for text in texts]
    for plan, text, place in zip(named, texts, spread(wanted, widths), strict=True):
        _name(axes, plan, own[plan.doc_id], lane, text, place)


def _name(axes: Axes, plan: Plan, value: float, lane: Lane, text: str, place: float) -> None:
    """One mark, and its name at `place` (a fraction of the axes) with a line to the mark."""
    silent = bool(np.isnan(value))
    across = axes.get_yaxis_transform()
    axes.text(
        place, lane.names, text, transform=across, fontsize=SMALL, ha="center", va="center_baseline",
        color=GREY if silent else "black", path_effects=[_HALO], zorder=7, gid="name",
    )  # fmt: skip
    if silent:
        return
    ends = [(place, fraction(axes, value)), (lane.names + 0.25 * lane.half, lane.dots)]
    axes.plot(*ends, color=plan.colour, linewidth=0.6, transform=across, zorder=4)
    axes.plot(
        [value], [lane.dots], plan.marker, color=plan.colour, markersize=5.5, markeredgecolor="white",
        markeredgewidth=0.6, zorder=6, gid="chosen", clip_on=False,
    )  # fmt: skip


def fraction(axes: Axes, value: float) -> float:
    """Where a value lies on the x axis: 0 at its left end, 1 at its right, whatever the scale."""
    scaled = axes.transScale.transform((value, 1.0))
    return float(axes.transLimits.transform(scaled)[0])


def axes_points(axes: Axes) -> float:
    """The width of the axes in points."""
    return float(axes.get_window_extent().width * 72 / axes.get_figure(root=True).dpi)  # type: ignore[union-attr]


def draw_stretches(
    axes: Axes,
    values: pd.DataFrame,
    words: Words,
    plans: Sequence[Plan],
    chosen: Sequence[Plan],
    language: str,
) -> Axes:
    """Distributions of which each row shows its own stretch of one scale, in the same unit of length."""
    ends = values.groupby("category")["value"].agg(["min", "max"]).reindex(list(words.rows)).fillna(0.0)
    origins = np.floor(ends["min"] * 20) / 20
    span = max(float((ends["max"] - origins).max()), 0.1)
    axes.set_xlim(-0.02 * span, 1.02 * span)
    shifted = replace(words, origins=origins.to_dict(), room=0.4)
    draw_distributions(axes, values, shifted, plans, chosen, language)
    _row_scales(axes, list(origins), span)
    return axes


def _row_scales(axes: Axes, origins: Sequence[float], span: float) -> None:
    """A small scale at the foot of every row in place of one under the axes."""
    steps = (0.05, 0.1, 0.2, 0.5)
    room_for = max(int(axes_points(axes) / 30), 2)
    step = next((step for step in steps if span / step <= room_for), steps[-1])
    ticks = np.arange(0, span * 1.01, step)
    axes.set_xticks(ticks, [])
    axes.tick_params(axis="x", length=0)
    for row, origin in enumerate(origins):
        for tick in ticks[origin + ticks < 1.001]:
            axes.text(
                tick, row + 0.47, f"{origin + tick:.2f}", fontsize=SMALL, color=GREY, ha="center", va="bottom"
            )
