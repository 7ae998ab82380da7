"""How the shares of domains and topics differ between plans that follow the outline of 2015 and that of 2021."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.page import figure_of, is_narrow, leave, size
from compare.figures.parts.spread import spread
from compare.figures.parts.text import LINE, SMALL, fitted, width
from compare.figures.style import DARK, GREY, Plan
from compare.figures.words import say
from compare.indices.coverage import evidence
from compare.indices.plans import OUTLINES, outline_bases
from compare.indices.stage import index_table
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.percents import percent, whole_percent
from compare.vocab.taxonomy import taxonomy

_TALL = 250.0
_STEP = LINE * SMALL * 1.12
_MOVERS = 3
_LEAD, _EDGE = 14.0, 8.0
"""How far labels stand from the ends of their lines, which a stroke joins them to, and from the edge (points)."""
_PALE, _PALEST = "#A8A8A8", "#D0D0D0"
_STROKE: dict[str, object] = {
    "arrowstyle": "-",
    "color": GREY,
    "linewidth": 0.4,
    "shrinkA": 1.5,
    "shrinkB": 1.5,
}


@dataclass(frozen=True)
class Slope:
    """The slopes in one frame: only the `named` groups that move most have names and show their plans."""

    frame: str
    index: str
    named: int
    number: Callable[[float], str]

    def data(self, tables: Tables) -> pd.DataFrame:
        """The share of each group in each plan whose outline is known, with the mean over its outline's plans.

        Columns: doc_id, group, share, n, outline_basis, mean. Nothing where one outline has no plan.
        """
        rows = index_table(self.index, tables)[["doc_id", "group", "share", "n"]]
        rows = rows.assign(outline_basis=rows["doc_id"].map(outline_bases(tables)))
        rows = rows[rows["outline_basis"].isin(OUTLINES)].dropna(subset="share")
        if rows["outline_basis"].nunique() < len(OUTLINES):
            return rows.head(0).assign(mean=0.0)
        means = rows.groupby(["group", "outline_basis"])["share"].transform("mean")
        return rows.assign(mean=means).reset_index(drop=True)

    def draw(self, data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
        """A line for each group from the mean of the plans of 2015 to that of 2021; small rings are plans."""
        means = _means(data)
        change = _moved(means).abs().sort_values(ascending=False, kind="stable")
        moving = change.index[change > 0]
        movers, named = (
            set(moving[:_MOVERS]),
            list((moving if self.named < len(change) else change.index)[: self.named]),
        )
        shown = data[data["group"].isin(named)]
        self._frame(axes, means.loc[named], shown, language)
        for place, basis in enumerate(OUTLINES):
            own = shown[shown["outline_basis"] == basis]
            axes.plot([place] * len(own), own["share"], "o", markersize=3, markerfacecolor="white", markeredgecolor=GREY,
                      markeredgewidth=0.6, linestyle="none", zorder=4, clip_on=False, gid="plans")  # fmt: skip
        for group, row in means.iterrows():
            colour = DARK if group in movers else _PALE if group in named else _PALEST
            wide = 1.8 if group in movers else 1.0 if group in named else 0.6
            axes.plot(
                [0, 1], row, color=colour, linewidth=wide, zorder=3 if group in named else 2, gid="slope"
            )
        self._labels(axes, means.loc[named], movers, language)
        return axes

    def _name(self, group: object, narrow: bool, language: str) -> str:
        label = taxonomy()[str(group)].label(language)
        return fitted(f"{group} {label}", 110 if narrow else 190)

    def _frame(self, axes: Axes, means: pd.DataFrame, shown: pd.DataFrame, language: str) -> None:
        narrow = is_narrow(axes)
        names = [self._name(group, narrow, language) for group in means.index]
        widest = max(width(f"{whole_percent(0.99)}  {name}") for name in names)
        left = max(width(f"{self.number(0.099)}  {group}") for group in means.index) + _LEAD + _EDGE
        right = widest + _LEAD + _EDGE
        inner, _ = leave(axes, left, right, 4, LINE * SMALL + 8, tall=_TALL)
        axes.set_xlim(0, 1)
        top = float(shown["share"].max())
        axes.set_ylim(-0.03 * top, top * 1.06)
        _write_sides(axes, _sides(shown, language), left, inner, right)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["right"].set_visible(True)
        axes.spines["bottom"].set_visible(False)

    def _labels(self, axes: Axes, means: pd.DataFrame, movers: set[object], language: str) -> None:
        """Shares at both ends, codes at the left and names at the right, none on another.

        A label that had to make room for others no longer stands at the end of its line: a stroke joins the two.
        """
        write = partial(
            axes.annotate, xycoords="axes fraction", textcoords="offset points", annotation_clip=False
        )
        (low, high), tall = axes.get_ylim(), axes.get_position().height * size(figure_of(axes))[1]
        for place, basis in enumerate(OUTLINES):
            own = means[basis].sort_values()
            wanted = [(share - low) / (high - low) for share in own]
            places = spread(wanted, [_STEP / _TALL] * len(own))
            for (group, share), end, y in zip(own.items(), wanted, places, strict=True):
                name = self._name(group, is_narrow(axes), language) if place else str(group)
                parts = (self.number(share), name) if place else (name, self.number(share))
                lead = _LEAD if place else -_LEAD
                write("", (place, end), (lead, (y - end) * tall), arrowprops=_STROKE, gid="stroke")
                write(
                    "  ".join(parts), (place, y), (lead, 0), fontsize=SMALL, va="center", gid="label",
                    ha="left" if place else "right", color="black" if group in movers else GREY,
                )  # fmt: skip

    def seen(self, data: pd.DataFrame, plans: list[Plan], language: str) -> str:
        """Which group gains and which loses most of its share, where it does."""
        means = _means(data)
        change = _moved(means)
        parts = []
        for key, group in (("seen_up", str(change.idxmax())), ("seen_down", str(change.idxmin()))):
            before, after = (self.number(means.loc[group, basis]) for basis in OUTLINES)
            if (change[group] > 0) == (key == "seen_up") and before != after:
                name = taxonomy()[group].label(language)
                parts.append(say("coverage_by_outline", key, language, name=name, before=before, after=after))
        return say("", "clauses", language).join(parts)

    def evidence(self, tables: Tables) -> pd.DataFrame:
        """The provisions of each plan and group."""
        return evidence(tables["provisions"], frame(self.frame))

    def of_many(
        self, data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
    ) -> Axes:
        """The same of many plans: it does not grow with them."""
        return self.draw(data, axes, plans, language)


def _means(data: pd.DataFrame) -> pd.DataFrame:
    """The mean share of each group (rows) in the plans of each outline (columns)."""
    return data.pivot_table(index="group", columns="outline_basis", values="mean")


def _moved(means: pd.DataFrame) -> pd.Series:
    """By how much each group's mean share changes from the older outline to the newer."""
    return means[OUTLINES[1]] - means[OUTLINES[0]]


def _sides(shown: pd.DataFrame, language: str) -> list[str]:
    """What the two sides are: the outline, and how many plans follow it."""
    counts = [shown[shown["outline_basis"] == basis]["doc_id"].nunique() for basis in OUTLINES]
    names = [say("", f"plans_{basis}", language) for basis in OUTLINES]
    return [
        say("", "in_brackets", language, text=name, more=count)
        for name, count in zip(names, counts, strict=True)
    ]


def _write_sides(axes: Axes, labels: Sequence[str], left: float, inner: float, right: float) -> None:
    """Names under the two sides: in the middle of each, or beside it where there is no room; none on another."""
    first, second = (fitted(label, (left + inner + right) / 2 - _EDGE) for label in labels)
    begins = max(-width(first) / 2, -left)
    after = max(inner - width(second) / 2, begins + width(first) + _EDGE)
    for text, x in ((first, begins), (second, min(after, inner + right - width(second)))):
        axes.annotate(
            text, (0, 0), (x, -5), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL,
            va="top", ha="left", annotation_clip=False, gid="side",
        )  # fmt: skip


def _chart(name: str, slope: Slope) -> Chart:
    return Chart(
        name=name,
        data=slope.data,
        draw=slope.draw,
        keys=("doc_id", "group"),
        evidence=slope.evidence,
        many=Many(slope.of_many),
        seen=slope.seen,
    )


CHARTS = (
    _chart("coverage_by_outline", Slope("domain", "coverage_domains", 99, whole_percent)),
    _chart("topics_by_outline", Slope("topic", "coverage_topics", 12, percent)),
)
"""The figures of this module."""
