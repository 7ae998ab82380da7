"""How the shares of domains differ between plans that follow the outline of 2015 and that of 2021."""

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
from compare.vocab.percents import whole_percent
from compare.vocab.taxonomy import taxonomy

_NAME = "coverage_by_outline"
_TALL = 250.0
_STEP = LINE * SMALL * 1.12
_MOVERS = 3
_PALE = "#A8A8A8"


def by_outline_data(tables: Tables) -> pd.DataFrame:
    """The share of each domain in each plan whose outline is known, with the mean over its outline's plans.

    Columns: doc_id, group, share, n, outline_basis, mean. Nothing where one outline has no plan.
    """
    rows = index_table("coverage_domains", tables)[["doc_id", "group", "share", "n"]]
    rows = rows.assign(outline_basis=rows["doc_id"].map(outline_bases(tables)))
    rows = rows[rows["outline_basis"].isin(OUTLINES)].dropna(subset="share")
    if rows["outline_basis"].nunique() < len(OUTLINES):
        return rows.head(0).assign(mean=0.0)
    means = rows.groupby(["group", "outline_basis"])["share"].transform("mean")
    return rows.assign(mean=means).reset_index(drop=True)


def draw_by_outline(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """A line for each domain from the mean of the plans of 2015 to that of 2021; small rings are plans."""
    means = data.pivot_table(index="group", columns="outline_basis", values="mean")
    movers = set((means[OUTLINES[1]] - means[OUTLINES[0]]).abs().nlargest(_MOVERS).index)
    _frame(axes, means, data, language)
    for place, basis in enumerate(OUTLINES):
        own = data[data["outline_basis"] == basis]
        axes.plot([place] * len(own), own["share"], "o", markersize=3, markerfacecolor="white", markeredgecolor=GREY,
                  markeredgewidth=0.6, linestyle="none", zorder=4, clip_on=False, gid="plans")  # fmt: skip
    for group, row in means.iterrows():
        colour = DARK if group in movers else _PALE
        axes.plot([0, 1], row, color=colour, linewidth=1.8 if group in movers else 1.0, zorder=3, gid="slope")
    _labels(axes, means, movers, language)
    return axes


def _name(group: object, narrow: bool, language: str) -> str:
    label = taxonomy()[str(group)].label(language)
    return fitted(f"{group} {label}", 110 if narrow else 190)


def _frame(axes: Axes, means: pd.DataFrame, data: pd.DataFrame, language: str) -> None:
    narrow = is_narrow(axes)
    widest = max(width(f"{whole_percent(0.99)}  {_name(group, narrow, language)}") for group in means.index)
    left = width("100%") + 14
    leave(axes, left, widest + 14, 4, LINE * SMALL + 8, tall=_TALL)
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.01, float(data["share"].max()) * 1.06)
    names = [say("", f"plans_{basis}", language) for basis in OUTLINES]
    counts = [data[data["outline_basis"] == basis]["doc_id"].nunique() for basis in OUTLINES]
    labels = [
        say("", "in_brackets", language, text=name, more=count)
        for name, count in zip(names, counts, strict=True)
    ]
    half = room(axes)[0] / 2 - 6
    axes.set_xticks([])
    for place, label in enumerate(labels):
        axes.annotate(
            fitted(label, half), (place, 0), (-left if not place else widest + 14, -5), xycoords="axes fraction",
            textcoords="offset points", fontsize=SMALL, va="top", ha="right" if place else "left",
            annotation_clip=False, gid="side",
        )  # fmt: skip
    axes.set_yticks([])
    axes.spines["right"].set_visible(True)
    axes.spines["bottom"].set_visible(False)


def _labels(axes: Axes, means: pd.DataFrame, movers: set[object], language: str) -> None:
    """Shares at both ends, and names at the right, none on another."""
    low, high = axes.get_ylim()
    for place, basis in enumerate(OUTLINES):
        own = means[basis].sort_values()
        wanted = [(share - low) / (high - low) for share in own]
        places = spread(wanted, [_STEP / _TALL] * len(own))
        for (group, share), y in zip(own.items(), places, strict=True):
            text = whole_percent(share)
            if place:
                text = f"{text}  {_name(group, is_narrow(axes), language)}"
            x = float(place)
            axes.annotate(
                text, (x, y), (-6 if not place else 6, 0), xycoords="axes fraction", textcoords="offset points",
                fontsize=SMALL, va="center", ha="left" if place else "right", color="black" if group in movers else GREY,
                annotation_clip=False, gid="label",
            )  # fmt: skip


def by_outline_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which domain gains and which loses most of its share."""
    means = data.pivot_table(index="group", columns="outline_basis", values="mean")
    change = means[OUTLINES[1]] - means[OUTLINES[0]]
    up, down = str(change.idxmax()), str(change.idxmin())
    text = {
        name: [whole_percent(means.loc[code, basis]) for basis in OUTLINES]
        for name, code in (("up", up), ("down", down))
    }
    return say(
        _NAME, "seen", language, up=taxonomy()[up].label(language), down=taxonomy()[down].label(language),
        up_from=text["up"][0], up_to=text["up"][1], down_from=text["down"][0], down_to=text["down"][1],
    )  # fmt: skip


def _of_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    return draw_by_outline(data, axes, plans, language)


def by_outline_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and domain."""
    return evidence(tables["provisions"], frame("domain"))


CHARTS = (
    Chart(
        name=_NAME,
        data=by_outline_data,
        draw=draw_by_outline,
        keys=("doc_id", "group"),
        evidence=by_outline_evidence,
        many=Many(_of_many),
        seen=by_outline_seen,
    ),
)
