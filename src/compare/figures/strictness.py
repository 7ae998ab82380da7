"""Strictness in pictures: obligation, the profile of the parts, domains, and what their mix explains."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from compare.figures.charts import Chart, Many
from compare.figures.parts.cells import Cell, Rows, draw_cells, plan_columns
from compare.figures.parts.distributions import Distributed, percent_tick, two_digits
from compare.figures.parts.ends import ends
from compare.figures.parts.estimates import Panels, draw_estimates, plan_rows
from compare.figures.parts.records import Row
from compare.figures.style import Plan
from compare.figures.words import say, value_label
from compare.indices.stage import index_table
from compare.indices.strictness import (
    LEVELS,
    PARTS,
    PROFILE,
    TOO_FEW,
    scored,
)
from compare.tables.schema import Tables
from compare.vocab.percents import percent
from compare.vocab.taxonomy import domains, taxonomy

_MIXES = ("raw", "own_mix", "standardised", "mix_effect")
_ALL = "all"


def draw_obligation(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The share of provisions at each level of obligation, with intervals and counts."""
    rows = data.assign(
        category=data["obligation"].astype(str), key=data["doc_id"], value=data["share"],
        text=data["count"].astype(str) + "/" + data["n"].astype(str),
    )  # fmt: skip
    panels = Panels(_levels(data, language), percent_tick, say("", "no_provision", language), zero=True)
    return draw_estimates(
        axes, rows, plan_rows(plans, language), panels, _axis("strictness_obligation", language)
    )


def _axis(chart: str, language: str) -> str:
    return say(chart, "axis", language)


def _levels(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {str(level): value_label("obligation", level, language) for level in LEVELS}


def draw_profile(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """The profile as dots with intervals: a panel for each part; silence on bodies is no zero."""
    rows = data.assign(
        category=data["part"], key=data["doc_id"], value=data["mean"], text=data["mean"].map(_number)
    )
    panels = Panels(_parts(data, language), two_digits, say("", "not_stated", language))
    return draw_estimates(
        axes, rows, plan_rows(plans, language), panels, _axis("strictness_profile", language)
    )


def _number(value: float) -> str:
    return "" if np.isnan(value) else two_digits(value)


def _parts(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    return {part: value_label("part", part, language) for part in PROFILE}


def draw_domains(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Strictness by domain and plan; hatched where a cell rests on too few provisions."""
    enough = data.loc[~data["too_few"].astype(bool), "strictness"].dropna()
    limits = (float(enough.min()), float(enough.max())) if len(enough) else (0.0, 1.0)
    cells = {(row["domain"], row["doc_id"]): _domain_cell(row, limits) for row in data.to_dict("records")}
    rows = Rows(domain_names(data, language), lines=[len(domains())])
    return draw_cells(axes, rows, plan_columns(plans, language), cells, language)


def domain_names(data: pd.DataFrame, language: str) -> dict[str, str]:
    """The domains, and all of them together."""
    names = {code: f"{code} {taxonomy()[code].label(language)}" for code in domains()}
    return names | {_ALL: say("", "all_domains", language)}


def _domain_cell(row: Row, scale: tuple[float, float]) -> Cell:
    """A mean with its interval and n; what rests on too few provisions has its n alone."""
    n = f"n={row['n']}"
    if row["too_few"]:
        return Cell((n,), hatch="////" if row["n"] else "", edge="#C4C4C4", quiet=True, gid="too few")
    depth = (row["strictness"] - scale[0]) / ((scale[1] - scale[0]) or 1.0)
    mean = f"{row['strictness']:.2f}"
    limits = "" if np.isnan(row["low"]) else f" [{row['low']:.2f}–{row['high']:.2f}]"
    return Cell(
        (f"{mean}{limits}\n{n}", f"{mean}\n{n}", mean, mean[1:]), shade=0.1 + 0.75 * depth, gid="mean"
    )


def draw_mix(data: pd.DataFrame, axes: Axes, plans: list[Plan], language: str = "en") -> Axes:
    """Mean strictness as written, in the common domains, and in their common mix; and what the own mix adds.

    What is printed is what is drawn: the last panel is the second less the third.
    """
    long = data.melt(["doc_id", "n", "n_common"], list(_MIXES), "category")
    limits = data.set_index("doc_id")
    bounds = {"raw": ("raw_low", "raw_high"), "standardised": ("low", "high")}
    for side, place in (("low", 0), ("high", 1)):
        long[side] = [
            float(limits.loc[doc_id, bounds[name][place]]) if name in bounds else np.nan
            for doc_id, name in zip(long["doc_id"], long["category"], strict=True)
        ]
    texts = [
        _signed(value) if name == "mix_effect" else _number(value)
        for name, value in zip(long["category"], long["value"], strict=True)
    ]
    panels = Panels(
        mix_names(data, language), two_digits, say("strictness_mix", "missing", language), shared=_MIXES[:3],
        numbers={_MIXES[3]: _signed},
    )  # fmt: skip
    rows = long.assign(key=long["doc_id"], text=texts)
    return draw_estimates(axes, rows, plan_rows(plans, language), panels, mix_axis(data, language))


def _signed(value: float) -> str:
    """A difference with its sign; none has no sign."""
    if np.isnan(value):
        return ""
    text = f"{round(value, 3) + 0.0:+.3f}".replace("-", "−")
    return text if text.strip("+−0.") else text[1:]


def mix_names(data: pd.DataFrame, language: str) -> Mapping[str, str]:
    """What is set beside each other."""
    return {name: say("strictness_mix", name, language) for name in _MIXES}


def mix_axis(data: pd.DataFrame, language: str) -> str:
    """The axis with the domains that all plans have enough provisions in."""
    common = str(data["domains"].iloc[0]) if len(data) else ""
    return say("strictness_mix", "axis_of", language, domains=common or "–")


def obligation_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Between which shares mandates lie, and which plans are at either end."""
    own = data[data["obligation"] == LEVELS[0]].set_index("doc_id")["share"]
    return _between("strictness_obligation", own, plans, percent, language)


def profile_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How far apart the plans are on the mean, beside the width of their intervals."""
    own = data[data["part"] == "strictness"].set_index("doc_id")
    return _between("strictness_profile", own["mean"], plans, two_digits, language)


def domains_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """Where wording is strictest and least strict, of the domains that most plans can be compared in."""
    own = data[(data["domain"] != _ALL) & ~data["too_few"].astype(bool)]
    if own.empty:
        return say("strictness_domains", "seen_none", language)
    every = own.groupby("domain")["strictness"].agg(["mean", "size"])
    means = every[every["size"] == every["size"].max()]["mean"]
    high, low = (taxonomy()[str(code)].label(language) for code in (means.idxmax(), means.idxmin()))
    # one domain would be the strictest and the least strict at once; those left out may be less strict still
    key = "seen_one" if len(means) == 1 else "seen" if len(means) == len(every) else "seen_some"
    return say(
        "strictness_domains", key, language, high=high, low=low, domains=len(means),
        plans=int(every["size"].max()),
    )  # fmt: skip


def mix_seen(data: pd.DataFrame, plans: list[Plan], language: str) -> str:
    """How much the mix of domains adds at most; nothing where that is printed as none."""
    own = data.dropna(subset="mix_effect")
    if own.empty:
        return say("strictness_mix", "seen_none", language)
    most = float(own["mix_effect"].abs().max())
    spread = float(own["own_mix"].max() - own["own_mix"].min())
    if len(own) < 2:
        return ""
    if len(str(own["domains"].iloc[0]).split()) == 1:
        return say("strictness_mix", "seen_one", language, spread=f"{spread:.3f}") if round(spread, 3) else ""
    if not round(most, 3):
        return ""
    return say("strictness_mix", "seen", language, most=f"{most:.3f}", spread=f"{spread:.3f}")


def _between(
    chart: str, own: pd.Series, plans: list[Plan], number: Callable[[float], str], language: str
) -> str:
    """Which plans are at either end of a number."""
    found = ends(own, plans, number, language)
    return say(chart, "seen", language, **found) if found else ""


def domain_data(tables: Tables) -> pd.DataFrame:
    """The table behind the domain chart: every domain, and the plan as a whole (`all`)."""
    cells, profiles = (index_table(name, tables) for name in ("strictness_by_domain", "strictness_means"))
    whole = profiles[profiles["part"] == "strictness"].rename(columns={"mean": "strictness"})
    means = profiles.pivot(index="doc_id", columns="part", values="mean").reindex(columns=list(PARTS))
    whole = whole.assign(domain=_ALL, too_few=whole["n"] < TOO_FEW).merge(means, on="doc_id")
    return pd.concat([cells, whole[cells.columns]], ignore_index=True)


def level_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and level of obligation."""
    rows = scored(tables["provisions"])[["doc_id", "level", "provision_id"]]
    return rows.rename(columns={"level": "obligation"})


def plan_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind a plan's numbers."""
    return scored(tables["provisions"])[["doc_id", "provision_id"]]


def domain_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions of each plan and domain, and all of them for the row of all domains."""
    rows = scored(tables["provisions"])[["doc_id", "domain", "provision_id"]]
    return pd.concat([rows, rows.assign(domain=_ALL)], ignore_index=True)


def _mixed(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """The four means of many plans, each row with its own stretch of the scale."""
    form = Distributed("strictness_mix", "category", "value", two_digits, mix_names, stretched=True)
    return form(data.melt("doc_id", list(_MIXES), "category"), axes, plans, chosen, language)


def _domains_of_many(
    data: pd.DataFrame, axes: Axes, plans: list[Plan], chosen: list[Plan], language: str = "en"
) -> Axes:
    """Mean strictness in every domain, of the plans with enough provisions in it."""
    enough = data.assign(strictness=data["strictness"].where(~data["too_few"].astype(bool)))
    form = Distributed("strictness_domains", "domain", "strictness", two_digits, domain_names)
    return form(enough, axes, plans, chosen, language)


_share = partial(Distributed, number=percent, ends=(-0.02, 1.02))

CHARTS = (
    Chart(
        name="strictness_obligation",
        data=partial(index_table, "obligation_levels"),
        draw=draw_obligation,
        keys=("doc_id", "obligation"),
        evidence=level_evidence,
        many=Many(_share("strictness_obligation", "obligation", "share", rows=_levels), height=3.4),
        seen=obligation_seen,
    ),
    Chart(
        name="strictness_profile",
        data=partial(index_table, "strictness_means"),
        draw=draw_profile,
        keys=("doc_id",),
        evidence=plan_evidence,
        many=Many(
            Distributed("strictness_profile", "part", "mean", two_digits, _parts, stretched=True), height=4.4
        ),
        seen=profile_seen,
    ),
    Chart(
        name="strictness_domains",
        data=domain_data,
        draw=draw_domains,
        keys=("doc_id", "domain"),
        evidence=domain_evidence,
        many=Many(_domains_of_many, height=7.0),
        seen=domains_seen,
    ),
    Chart(
        name="strictness_mix",
        data=partial(index_table, "strictness_standardised"),
        draw=draw_mix,
        keys=("doc_id",),
        evidence=plan_evidence,
        many=Many(_mixed, height=3.9),
        seen=mix_seen,
    ),
)
