"""How the shares of domains and topics differ between plans that follow the outline of 2015 and that of 2021."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.page import is_narrow, leave, room
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
_PALE, _PALEST = "#A8A8A8", "#D0D0D0"


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
        left = max(width(f"{self.number(0.099)}  {group}") for group in means.index) + 14
        leave(axes, left, widest + 14, 4, LINE * SMALL + 8, tall=_TALL)
        axes.set_xlim(0, 1)
        top = float(shown["share"].max())
        axes.set_ylim(-0.03 * top, top * 1.06)
        _write_sides(axes, shown, left, widest, language)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["right"].set_visible(True)
        axes.spines["bottom"].set_visible(False)

    def _labels(self, axes: Axes, means: pd.DataFrame, movers: set[object], language: str) -> None:
        """Shares at both ends, codes at the left and names at the right, none on another."""
        low, high = axes.get_ylim()
        for place, basis in enumerate(OUTLINES):
            own = means[basis].sort_values()
            wanted = [(share - low) / (high - low) for share in own]
            places = spread(wanted, [_STEP / _TALL] * len(own))
            for (group, share), y in zip(own.items(), places, strict=True):
                name = self._name(group, is_narrow(axes), language) if place else str(group)
                parts = (self.number(share), name) if place else (name, self.number(share))
                axes.annotate(
                    "  ".join(parts), (float(place), y), (-6 if not place else 6, 0), xycoords="axes fraction",
                    textcoords="offset points", fontsize=SMALL, va="center", ha="left" if place else "right",
                    color="black" if group in movers else GREY, annotation_clip=False, gid="label",
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


def _write_sides(axes: Axes, shown: pd.DataFrame, left: float, widest: float, language: str) -> None:
    """What the two sides are, under them: the outline, and how many plans follow it."""
    half = room(axes)[0] / 2 - 6
    for place, basis in enumerate(OUTLINES):
        count = shown[shown["outline_basis"] == basis]["doc_id"].nunique()
        label = say("", "in_brackets", language, text=say("", f"plans_{basis}", language), more=count)
        axes.annotate(
            fitted(label, half), (place, 0), (-left if not place else widest + 14, -5), xycoords="axes fraction",
            textcoords="offset points", fontsize=SMALL, va="top", ha="right" if place else "left",
            annotation_clip=False, gid="side",
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
