"""Many plans: how a number is distributed over them, category by category, chosen plans named.

Each category has one lane for either generation of plans, 2015 above 2021, never mixed: a box
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
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import withStroke

from compare.figures.lanes import ems, fitted
from compare.figures.style import GREY, Plan, wrap

AGES = (2015, 2021)
"""The generations of plans, in the order of their lanes."""
HATCHES = {2015: "//////", 2021: ""}
LABEL = 6.0
"""Size of names and numbers (points)."""
READ_EN = (
    " Dots: plans; box: their middle half, with the median; whiskers: 5th to 95th percentile. Generations are"
    " drawn apart."
)
READ_ZH = "点：规划；箱：居中一半及中位数；须：第5至第95百分位。两代规划分开画出。"

_BOXED = 5
"""Fewer plans than this have no box: a quartile of four says nothing."""
_DOT = "#9A9A9A"
_GOLDEN = 0.618034
_WIDEST_NAME = 62.0
_NARROW = 5.0
_MANY_DOTS = 4000
"""More dots than this are drawn as pixels: as shapes they would make files of many megabytes."""
_HALO = withStroke(linewidth=2.0, foreground="white")
_HEADS = {"en": ("median", "plans"), "zh": ("中位数", "规划数")}
_OUTLINES = {"en": "{} outline: {} plans", "zh": "{}纲要期：{}份规划"}
_ONE_PLAN = {"en": "one plan", "zh": "一份规划"}


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


def percent(value: float) -> str:
    """A share in whole percent, below ten with a decimal.

    >>> percent(0.123), percent(0.004), percent(0.0)
    ('12%', '0.4%', '0%')
    """
    return f"{value:.1%}" if 0 < value < 0.0995 else f"{value:.0%}"


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
    ages = present_ages(plans)
    table = value_table(values, words, plans)
    _frame(axes, list(words.rows.values()), words.axis)
    places = table.sub(pd.Series(words.origins, dtype=float).reindex(table.index).fillna(0.0), axis=0)
    if axes.get_autoscalex_on():
        _limits(axes, places.to_numpy(dtype=float))
    for row, age, lane in lanes(words, ages):
        own = [plan.doc_id for plan in plans if plan.generation == age]
        _lane(axes, places.loc[row, own].to_numpy(dtype=float), lane, age, places.size > _MANY_DOTS)
        _numbers(axes, table.loc[row, own], lane, words)
        named = [plan for plan in chosen if plan.generation == age]
        _name_chosen(axes, places.loc[row], lane, named, words, language)
    _heads(axes, words if table.isna().any(axis=None) else None, language)
    generation_legend(axes, plans, language, dot=True)
    return axes


def present_ages(plans: Sequence[Plan]) -> list[int]:
    """The generations that occur."""
    return [age for age in AGES if any(plan.generation == age for plan in plans)]


def value_table(values: pd.DataFrame, words: Words, plans: Sequence[Plan]) -> pd.DataFrame:
    """Values by category (rows, in the order of `words`) and plan (columns); empty is missing."""
    table = values.assign(value=values["value"].astype(float)).pivot(
        index="category", columns="doc_id", values="value"
    )
    return table.reindex(index=list(words.rows), columns=[plan.doc_id for plan in plans]).astype(float)


@dataclass(frozen=True)
class Lane:
    """The place of one category and generation: its middle, and half of its height."""

    middle: float
    half: float

    @property
    def dots(self) -> float:
        """Where the values lie: below the names."""
        return self.middle + 0.4 * self.half

    @property
    def names(self) -> float:
        return self.middle - 0.52 * self.half


def lanes(words: Words, ages: Sequence[int]) -> Iterator[tuple[str, int, Lane]]:
    """Every category and generation with its lane, from the top."""
    half = words.room / len(ages)
    for row, key in enumerate(words.rows):
        for place, age in enumerate(ages):
            yield key, age, Lane(row - 0.46 + (2 * place + 1) * half, half)


def _frame(axes: Axes, labels: Sequence[str], label: str) -> None:
    """Names of categories, and thin lines between them; in a narrow figure words go on new lines."""
    if is_narrow(axes):
        labels = ["\n".join(wrap(text, 8)) for text in labels]
        label = "\n".join(wrap(label, 16))
    axes.set_yticks(range(len(labels)), labels, fontsize=LABEL if is_narrow(axes) else None)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    for row in range(1, len(labels)):
        axes.axhline(row - 0.5, color="#DDDDDD", linewidth=0.6, zorder=0)
    axes.grid(axis="x", linewidth=0.4)
    axes.set_xlabel(label)


def is_narrow(axes: Axes) -> bool:
    """Whether the figure fills one column of a paper only."""
    figure = axes.get_figure(root=True)
    return isinstance(figure, Figure) and bool(figure.get_size_inches()[0] < _NARROW)


def _limits(axes: Axes, numbers: npt.NDArray[np.float64]) -> None:
    """From the least to the largest value, and zero if it is near."""
    seen = numbers[~np.isnan(numbers)]
    low, high = (float(seen.min()), float(seen.max())) if len(seen) else (0.0, 1.0)
    low = 0.0 if 0 <= low <= 0.4 * high else low
    room = 0.03 * ((high - low) or 1.0)
    axes.set_xlim(low - room, high + room)


def _lane(axes: Axes, numbers: npt.NDArray[np.float64], lane: Lane, age: int, crowd: bool) -> None:
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
        boxprops={"facecolor": "none", "edgecolor": "#333333", "hatch": HATCHES[age], "linewidth": 0.7},
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
    for place, text in zip(_PLACES, (median, str(len(stated)), str(silent) if silent else ""), strict=True):
        axes.annotate(
            text, (1, lane.dots), (place, 0), xycoords=axes.get_yaxis_transform(), textcoords="offset points",
            fontsize=LABEL, ha="center", va="center", annotation_clip=False,
        )  # fmt: skip


_PLACES = (22.0, 50.0, 80.0)
"""Where the columns of numbers stand, in points right of the axes."""


def _heads(axes: Axes, words: Words | None, language: str) -> None:
    """Heads over the columns of numbers; the third only where a plan states nothing."""
    heads = [*_HEADS[language], *([words.missing] if words else [])]
    for place, text in zip(_PLACES, heads, strict=False):
        axes.annotate(
            text, (1, 1), (place, 3), xycoords="axes fraction", textcoords="offset points",
            fontsize=LABEL, ha="center", va="bottom", color=GREY, annotation_clip=False,
        )  # fmt: skip


def _name_chosen(
    axes: Axes, own: pd.Series, lane: Lane, chosen: Sequence[Plan], words: Words, language: str
) -> None:
    """Marks of the chosen plans with their names over them; those without a value at the emptier end."""
    stated = {plan.doc_id: fraction(axes, own[plan.doc_id]) for plan in chosen if own.notna()[plan.doc_id]}
    end = 1.0 if sum(stated.values()) < len(stated) / 2 else 0.0
    named = sorted(chosen, key=lambda plan: stated.get(plan.doc_id, 3 * end - 1))
    gap = {"zh": "：", "en": ": "}[language]
    names = [fitted(plan.name(language), _WIDEST_NAME, LABEL) for plan in named]
    texts = [
        name if plan.doc_id in stated else f"{name}{gap}{words.missing}"
        for plan, name in zip(named, names, strict=True)
    ]
    wanted = [stated.get(plan.doc_id, end) for plan in named]
    widths = [ems(text) * LABEL / axes_points(axes) for text in texts]
    for plan, text, place in zip(named, texts, spread(wanted, widths), strict=True):
        _name(axes, plan, own[plan.doc_id], lane, text, place)


def _name(axes: Axes, plan: Plan, value: float, lane: Lane, text: str, place: float) -> None:
    """One mark, and its name at `place` (a fraction of the axes) with a line to the mark."""
    silent = bool(np.isnan(value))
    across = axes.get_yaxis_transform()
    axes.text(
        place, lane.names, text, transform=across, fontsize=LABEL, ha="center", va="center_baseline",
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
    """The width of the axes in points, roughly: row names and number columns are taken off."""
    figure = axes.get_figure(root=True)
    width = figure.get_size_inches()[0] * 72 if isinstance(figure, Figure) else 400.0
    longest = max(
        (ems(line) for label in axes.get_yticklabels() for line in label.get_text().split("\n")), default=0
    )
    return float(max(width - longest * 7 - _PLACES[-1] - 50, 80.0))


@dataclass(frozen=True)
class _Block:
    """Texts side by side: where they would best begin, how many they are, how wide."""

    left: float
    count: int
    width: float

    def kept_inside(self) -> "_Block":
        return replace(self, left=max(min(self.left, 1 - self.width), 0.0))

    def joined(self, other: "_Block") -> "_Block":
        wanted = (self.left * self.count + (other.left - self.width) * other.count) / (
            self.count + other.count
        )
        return _Block(wanted, self.count + other.count, self.width + other.width).kept_inside()


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Middles of texts on a line from 0 to 1: near the places wanted (ascending), none on another.

    Texts that would overlap are set side by side around the mean of their places.

    >>> spread([0.5, 0.52], [0.1, 0.1])
    [0.46, 0.56]
    >>> spread([0.9, 0.95], [0.2, 0.2])
    [0.7, 0.9]
    """
    blocks: list[_Block] = []
    for place, width in zip(wanted, widths, strict=True):
        blocks.append(_Block(place - width / 2, 1, width).kept_inside())
        while len(blocks) > 1 and blocks[-2].left + blocks[-2].width > blocks[-1].left:
            last = blocks.pop()
            blocks.append(blocks.pop().joined(last))
    middles: list[float] = []
    for block in blocks:
        edge = block.left
        for width in widths[len(middles) : len(middles) + block.count]:
            middles.append(round(edge + width / 2, 6))
            edge += width
    return middles


def generation_legend(axes: Axes, plans: Sequence[Plan], language: str, dot: bool = False) -> None:
    """How the generations are drawn, with their number of plans."""
    handles: list[Patch | Line2D] = []
    for age in present_ages(plans):
        number = sum(plan.generation == age for plan in plans)
        name = _OUTLINES[language].format(age, number)
        handles.append(
            Patch(facecolor="none", edgecolor="#333333", hatch=HATCHES[age], linewidth=0.7, label=name)
        )
    if dot:
        name = _ONE_PLAN[language]
        handles.append(Line2D([], [], marker="o", color=_DOT, linestyle="none", markersize=2.5, label=name))
    axes.legend(
        handles=handles, ncols=1 if is_narrow(axes) else len(handles), loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2,
        columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip
