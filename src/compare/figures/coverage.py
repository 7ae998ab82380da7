"""What the plans speak of: tables of shares, matrix of presence, breadth at equal length, shares by outline."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed
from compare.figures.parts.ends import ends, every_plan, largest
from compare.figures.parts.estimates import Panels, draw_estimates, plan_rows
from compare.figures.parts.plan_shares import Shared
from compare.figures.parts.records import Row, row_label
from compare.figures.style import DARK, MIDDLE, Plan, present_bases, short_names
from compare.figures.words import say
from compare.indices.coverage import alone, evidence
from compare.indices.stage import index_table
from compare.tables.schema import Tables
from compare.vocab.outlines import frame
from compare.vocab.percents import percent, whole_percent
from compare.vocab.taxonomy import topics

_FULL = 0.4
"""Share with the darkest shade, the same in all tables of shares."""


def draw_shares(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Share of each plan's provisions by group, with counts in brackets.

    `data` is `coverage` in any frame: domains, parts of the 2015 or the 2021 outline, model-county indicators.
    """
    groups = frame(data["frame"].iloc[0])
    rows = {key: row_label(groups, key, language) for key in groups.keys}
    cells = {(row["group"], row["doc_id"]): _share_cell(row) for row in data.to_dict("records")}
    totals = data.groupby("doc_id")["n_total"].first().to_dict()
    return draw_cells(axes, Rows(rows), plan_columns(plans, language, totals), cells, language)


def _share_cell(row: Row) -> Cell:
    """Percent and number of provisions, shaded by the share."""
    if not row["n"]:
        return Cell(("0",), gid="share")
    text = whole_percent(row["share"])
    texts = (f"{text} ({row['n']})", f"{text}\n({row['n']})", text, text.removesuffix("%"))
    return Cell(texts, shade=row["share"] / _FULL, gid="share")


def draw_presence(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Which plan speaks of which topic: the number of provisions, or a dot where there is none.

    `data` is `coverage` by topic. Notes on the right name what one plan alone addresses or
    leaves out, or else what only plans of one outline address.
    """
    cells = {(row["group"], row["doc_id"]): _state_cell(row) for row in data.to_dict("records")}
    totals = data.groupby("doc_id")["n_total"].first().to_dict()
    rows = topic_rows(language)
    headings = topic_headings()
    notes = presence_notes(data, plans, language)
    return draw_cells(
        axes, Rows(rows, headings, notes=notes), plan_columns(plans, language, totals), cells, language
    )


def topic_rows(language: str) -> dict[str, str]:
    """Domains, each followed by its topics, with their names."""
    place = frame("domain").place
    rows: dict[str, str] = {}
    for domain in frame("domain").keys:
        rows[domain] = row_label(frame("domain"), domain, language)
        rows |= {t: row_label(frame("topic"), t, language) for t in place if place[t] == domain != t}
    return rows


def topic_headings() -> list[str]:
    """The domains that head topics; one without topics is a topic of its own."""
    return [domain for domain in frame("domain").keys if domain not in topics()]


def _state_cell(row: Row) -> Cell:
    """A dark cell with its count, a light hatched one for second topics, or a dot."""
    if row["state"] == "main":
        return Cell((str(row["n"]),), face=DARK, gid="main")
    if row["state"] == "second":
        return Cell(("",), face=MIDDLE, hatch="////", gid="second")
    return Cell(("·",), quiet=True, gid="none")


def presence_notes(data: pd.DataFrame, plans: list[Plan], language: str) -> dict[str, str]:
    """By topic: what one plan alone addresses or leaves out; failing that, what plans of one outline do."""
    names: dict[object, str] = dict(short_names(plans, language).items())
    bases = {plan.doc_id: plan.basis for plan in plans}
    names |= {basis: say("", f"basis_of_{basis}", language) for basis in present_bases(plans)}
    sole = [alone(data)]
    if len(set(bases.values())) > 1:
        by_basis = alone(data, bases)
        sole.append(by_basis[by_basis["what"] == "addresses"])
    notes = pd.concat(sole)
    if len(plans) == 2:  # each lack is the other's lead
        notes = notes[notes["what"] == "addresses"]
    keys = {"addresses": "only", "leaves out": "all_but"}
    return {
        note["group"]: say(
            "presence",
            "only_basis" if note["side"] not in bases else keys[note["what"]],
            language,
            name=names[note["side"]],
        )
        for note in notes.drop_duplicates("group").to_dict("records")
    }


def draw_breadth(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Number and effective number of topics at equal length, with intervals; `data` is `breadth`."""
    size, groups = int(data["size"].iloc[0]), int(data["n_groups"].iloc[0])
    names = {name: breadth_name(name, size, language) for name in ("number", "effective")}
    text = partial(say, "breadth", "beside", language)
    rows = data.assign(
        category=data["statistic"], key=data["doc_id"], value=data["rarefied"],
        text=[text(value=f"{value:.0f}") for value in data["observed"].fillna(0)],
    )  # fmt: skip
    panels = Panels(names, lambda value: f"{value:.0f}", say("breadth", "missing", language))
    axis = say("breadth", "axis", language, groups=groups)
    return draw_estimates(axes, rows, plan_rows(plans, language), panels, axis)


def breadth_name(statistic: str, size: int, language: str) -> str:
    """The number of topics, or their effective number, in so many provisions."""
    return say("breadth", statistic, language, size=size)


def shares_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Which group takes most of the provisions, and in how many plans it does."""
    return largest(data, _share_rows(data, language), language)


def presence_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How many topics are a first topic in all plans, in some and in none; and in all with second topics."""
    spoken = (data["n"] > 0).groupby(data["group"]).sum()
    every, none = int((spoken == len(plans)).sum()), int((spoken == 0).sum())
    if none == len(spoken):
        return ""
    one, all_plans = len(plans) == 1, every_plan(len(plans), language)
    key = "seen_one" if one else "seen" if every else "seen_no"
    text = say("presence", key, language, all=every, topics=len(spoken), every=all_plans)
    others = {"seen_two" if len(plans) == 2 else "seen_some": len(spoken) - every - none, "seen_none": none}
    more = [say("presence", key, language, some=n, none=n) for key, n in others.items() if n and not one]
    return text + "".join(more) + _with_second(data, plans, every, language)


def _with_second(data: pd.DataFrame, plans: list[Plan], every: int, language: str) -> str:
    """How many topics all plans address by a second topic, too, where these are more than `every`."""
    spoken = (data["n"] + data["n_second"] > 0).groupby(data["group"]).sum()
    both = int((spoken == len(plans)).sum())
    key, all_plans = "seen_second_one" if len(plans) == 1 else "seen_second", every_plan(len(plans), language)
    return say("presence", key, language, both=both, every=all_plans) if both > every else ""


def breadth_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """From how few to how many topics plans name in as many provisions, and whether that is a difference."""
    rows = data[data["statistic"] == "number"].dropna(subset="rarefied").set_index("doc_id")
    found = ends(rows["rarefied"], plans, lambda topics: f"{topics:.0f}", language)
    if not found:
        return ""
    overlap = bool(rows["low"].max() <= rows["high"].min())
    text = say("breadth", "seen", language, size=int(data["size"].iloc[0]), **found)
    return text + say("breadth", "seen_overlap", language) * overlap


def _evidence(name: str, tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and group of a frame."""
    return evidence(tables["provisions"], frame(name))


def _share_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    groups = frame(data["frame"].iloc[0])
    return {key: row_label(groups, key, language) for key in groups.keys}


def _breadth_rows(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    size = int(data["size"].iloc[0])
    return {name: breadth_name(name, size, language) for name in ("number", "effective")}


def _share_chart(name: str, index: str) -> Chart:
    """The table of shares in one frame."""
    return Chart(
        name=f"coverage_{name}",
        data=partial(index_table, index),
        draw=draw_shares,
        keys=("doc_id", "group"),
        evidence=partial(_evidence, name),
        many=Many(Distributed(f"coverage_{name}", "group", "share", percent, _share_rows), height=6.2),
        seen=shares_seen,
    )


CHARTS = (
    _share_chart("domain", "coverage_domains"),
    _share_chart("2015", "coverage_2015"),
    _share_chart("2021", "coverage_2021"),
    _share_chart("model", "coverage_model"),
    Chart(
        name="presence",
        data=partial(index_table, "coverage_topics"),
        draw=draw_presence,
        keys=("doc_id", "group"),
        evidence=partial(_evidence, "topic"),
        many=Many(
            Shared(
                "presence",
                "group",
                "state",
                ("main", "second", "none"),
                lambda data, language: topic_rows(language),
                topic_headings,
            ),
            height=9.6,
        ),
        seen=presence_seen,
    ),
    Chart(
        name="breadth",
        data=partial(index_table, "breadth_of_topics"),
        draw=draw_breadth,
        keys=("doc_id",),
        evidence=partial(_evidence, "topic"),
        many=Many(
            Distributed("breadth", "statistic", "rarefied", lambda v: f"{v:.1f}", _breadth_rows), height=2.8
        ),
        seen=breadth_seen,
    ),
)
