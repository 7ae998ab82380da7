"""Strictness: how binding the words of a plan are, as a profile of three parts and their mean.

The parts follow the three dimensions of legalization of Abbott, Keohane, Moravcsik, Slaughter
and Snidal (2000), "The Concept of Legalization", International Organization 54(3): obligation,
precision and delegation. Of delegation, `accountability` (monitoring and sanctions) belongs to
the profile; `assignment` (a named body) stands beside it, for plans that name bodies at all.
Every part runs from 0 to 1 and is a mean over the plan's counted provisions (`counted`).

The mean of the parts is one choice among others: the parts hardly go together
(`compare.indices.part_relations`), so their mean is a formative index and no scale, most
provisions have the same value, and the order of plans moves with the weights
(`compare.indices.specifications`). The five rates (`compare.indices.strictness_rates`) say the
same without choosing. `weights` gives the parts other weights wherever the mean is computed.

Intervals resample whole measures within a plan (cluster bootstrap, Efron 1979): they say how
much a number hangs on a few measures, not how it would come out in other counties. Where three
measures or fewer hold all provisions, or all score alike, the interval is missing.
"""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from compare.errors import InputError, instead
from compare.indices.rates import rates
from compare.indices.resampling import DRAWS, Numbers, drawn_means, intervals, mean_intervals
from compare.indices.selection import counted
from compare.vocab.taxonomy import domains, is_substantive

Weights = Mapping[str, float]
"""Weights of the parts, such as {"obligation": 2, "precision": 1, "accountability": 1}; they need not add to 1."""

PARTS = ("obligation", "precision", "accountability")
"""The parts of the profile that every plan could state in its text."""
PROFILE = (*PARTS, "strictness", "assignment")
"""The rows of the profile: the parts, their plain mean, and assignment beside them."""
LEVELS = (3, 2, 1, 0)
"""Codes of obligation, strictest first."""
TOO_FEW = 5
"""A mean over fewer provisions than this is marked as resting on too few."""
_SAME = 1e-5  # two strictness values closer than this are one: tables round to six digits


def strictness_of(row: dict[str, Any]) -> dict[str, float | None]:
    """The profile of one provision after Abbott et al. (2000); None for headings and N codes.

    precision: half a point for a target, half for a time; accountability: mean of monitoring
    and sanction; strictness: mean of obligation/3, precision and accountability.

    >>> row = dict(topic="E7", is_heading=0, obligation=2, sanction=0, monitoring=1, n_targets=1, n_times=0)
    >>> strictness_of(row)
    {'precision': 0.5, 'accountability': 0.5, 'strictness': 0.555556}
    """
    if row["is_heading"] or not is_substantive(row["topic"]):
        return {"precision": None, "accountability": None, "strictness": None}
    precision = 0.5 * (row["n_targets"] > 0) + 0.5 * (row["n_times"] > 0)
    accountability = (row["monitoring"] + row["sanction"]) / 2
    strictness = (row["obligation"] / 3 + precision + accountability) / 3
    return {"precision": precision, "accountability": accountability, "strictness": round(strictness, 6)}


def part_weights(weights: Weights | None = None) -> Numbers:
    """The weights of the parts, in the order of `PARTS`, adding to 1; equal ones unless given.

    A part that is not named weighs nothing. An `InputError` says what cannot be a weight.

    >>> part_weights({"obligation": 2, "precision": 1, "accountability": 1}).tolist()
    [0.5, 0.25, 0.25]
    """
    given = dict.fromkeys(PARTS, 1.0) if weights is None else dict(weights)
    odd = [name for name in given if name not in PARTS]
    if odd:
        raise InputError(f"weights: no part is called {odd[0]!r};{instead(odd[0], PARTS)}")
    numbers = np.array([float(given.get(part, 0)) for part in PARTS])
    if not (np.isfinite(numbers).all() and (numbers >= 0).all() and numbers.sum() > 0):
        raise InputError("weights: give numbers of 0 or more, and at least one above 0.")
    return np.asarray(numbers / numbers.sum())


def scored(provisions: pd.DataFrame, weights: Weights | None = None) -> pd.DataFrame:
    """The counted provisions with their profile, each part 0 to 1.

    Columns: provision_id, doc_id, domain, unit (the cluster for resampling), level (obligation
    as coded, 0-3), obligation, precision, accountability, strictness (the mean of the three with
    `weights`), and assignment (missing for plans that label no lead or responsible unit). Strictness is always taken
    from the parts; where the table has a column `strictness` that is not their plain mean,
    somebody changed one and not the other, and an `InputError` asks which is meant.
    """
    columns = ["provision_id", "doc_id", "domain", "obligation", "precision", "accountability", "has_body"]
    rows = counted(provisions, columns)
    result = rows[["provision_id", "doc_id", "domain", "unit"]].copy()
    result["level"] = rows["obligation"].astype(int)
    result["obligation"] = rows["obligation"].astype(float) / 3
    for part in ("precision", "accountability"):
        result[part] = rows[part].astype(float)
    parts = result[list(PARTS)].to_numpy(dtype=float)
    _check_strictness(provisions, result.index, parts.mean(axis=1) if len(parts) else parts[:, 0])
    result["strictness"] = parts @ part_weights(weights)
    result["assignment"] = rows["has_body"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return result


def _check_strictness(provisions: pd.DataFrame, index: pd.Index, means: Numbers) -> None:
    """An error where a strictness of the caller's own would be passed over in silence."""
    if "strictness" not in provisions.columns:
        return
    own = provisions.loc[index, "strictness"].to_numpy(dtype=float, na_value=np.nan)
    number = int((~np.isclose(own, means, rtol=0, atol=_SAME)).sum())
    if number:
        raise InputError(
            f"provisions: in {number} rows the column 'strictness' is not the mean of obligation/3, precision and"
            " accountability; for other weights give weights=, for changed parts drop the column first."
        )


def by_plan(rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The scored rows of each plan, in the order of the table."""
    return [(str(doc_id), plan) for doc_id, plan in rows.groupby("doc_id", sort=False)]


def profile(provisions: pd.DataFrame, draws: int = DRAWS, weights: Weights | None = None) -> pd.DataFrame:
    """The profile of every plan: one row for each plan and part.

    Columns: doc_id, part (see `PROFILE`), mean, low, high (0 to 1; 95% interval), n
    (provisions), clusters (measures, and provisions outside any measure), stated (False where
    the plan labels no lead or responsible unit; the mean is then missing, not zero).
    """
    rows = []
    for doc_id, plan in by_plan(scored(provisions, weights)):
        values, clusters = plan[list(PROFILE)].to_numpy(dtype=float), _clusters(plan)
        bounds = mean_intervals(values, plan["unit"], doc_id, draws)
        for part, mean, low, high in zip(PROFILE, values.mean(axis=0), *bounds, strict=True):
            rows.append((doc_id, part, mean, low, high, len(plan), clusters, not np.isnan(mean)))
    return pd.DataFrame(rows, columns=["doc_id", "part", "mean", "low", "high", "n", "clusters", "stated"])


def obligation_shares(provisions: pd.DataFrame) -> pd.DataFrame:
    """How many provisions of a plan mandate, direct, exhort or oblige to nothing.

    Columns: doc_id, obligation (3 to 0), count, n, share (count / n), low, high (95%
    interval of the share, see `compare.indices.rates`), clusters. Levels that do not occur have count 0.
    """
    rows = []
    for doc_id, plan in by_plan(scored(provisions)):
        found = rates(plan["level"].to_numpy()[:, np.newaxis] == np.array(LEVELS), plan["unit"])
        for level, count, share, low, high in zip(
            LEVELS, found.count, found.share, found.low, found.high, strict=True
        ):
            rows.append((doc_id, level, int(count), found.n, share, low, high, found.clusters))
    columns = ["doc_id", "obligation", "count", "n", "share", "low", "high", "clusters"]
    return pd.DataFrame(rows, columns=columns)


def by_domain(
    provisions: pd.DataFrame, draws: int = DRAWS, minimum: int = TOO_FEW, weights: Weights | None = None
) -> pd.DataFrame:
    """The profile of every plan in every domain, A to L.

    Columns: doc_id, domain, n, clusters, obligation, precision, accountability, strictness (0 to 1;
    missing where the plan has no provision in the domain), low, high (95% interval of strictness,
    missing where `clusters` is small or all score alike), too_few (fewer than `minimum` provisions).
    """
    scores, parts = scored(provisions, weights), [*PARTS, "strictness"]
    names = scores["doc_id"].unique()
    places = pd.MultiIndex.from_product([names, domains()], names=["doc_id", "domain"])
    groups = scores.groupby(["doc_id", "domain"])
    table = groups.agg(n=("unit", "size"), clusters=("unit", "nunique")).join(groups[parts].mean())
    table = table.reindex(places).fillna({"n": 0, "clusters": 0}).astype({"n": int, "clusters": int})
    drawn = [domain_draws(plan, domains(), draws) for _, plan in by_plan(scores)]
    values = np.concatenate(drawn or [np.empty((draws, 0))], axis=1)
    table[["low", "high"]] = intervals(values, table["clusters"].to_numpy()).T
    return table.assign(too_few=table["n"] < minimum).reset_index()


def domain_draws(plan: pd.DataFrame, names: list[str], draws: int = DRAWS) -> Numbers:
    """Mean strictness in each domain over resampled measures: array (draws, domains).

    Missing where a draw holds no provision of the domain.
    """
    inside = (plan["domain"].to_numpy()[:, np.newaxis] == np.array(names)).astype(float)
    values = np.hstack([inside, inside * plan[["strictness"]].to_numpy(dtype=float)])
    totals, sums = np.hsplit(drawn_means(values, plan["unit"], plan["doc_id"].iloc[0], draws), 2)
    return np.asarray(np.divide(sums, totals, out=np.full_like(sums, np.nan), where=totals > 0))


def common_mix(rows: pd.DataFrame, minimum: int = TOO_FEW) -> pd.Series:
    """The mix of domains to which plans are standardised: shares that add up to 1.

    Only domains in which every plan has at least `minimum` provisions can be compared; the mix
    is the mean of the plans' own mixes there, so that a long plan weighs no more than a short
    one. Empty where the plans share no such domain.
    """
    counts = rows.groupby(["doc_id", "domain"]).size().unstack(fill_value=0)
    common = counts.loc[:, (counts >= minimum).all()]
    return common.div(common.sum(axis=1), axis=0).mean()


def standardised(
    provisions: pd.DataFrame, draws: int = DRAWS, minimum: int = TOO_FEW, weights: Weights | None = None
) -> pd.DataFrame:
    """Strictness as it would be if all plans had the same mix of domains.

    Direct standardisation (Keiding and Clayton 2014, Statistical Science 29(4)): the plan's
    means in each domain, weighted by `common_mix`. Columns: doc_id, raw with raw_low and
    raw_high (all provisions), own_mix (the common domains in the plan's own mix), standardised
    with low and high (the same in the common mix), mix_effect (own_mix minus standardised: what
    the mix of domains adds), n, n_common (provisions in the common domains), domains (their
    codes, with blanks between). Draws in which a common domain is empty are left out of the interval.
    """
    rows = scored(provisions, weights)
    mix = common_mix(rows, minimum)
    columns = ["doc_id", "raw", "raw_low", "raw_high", "own_mix", "standardised", "low", "high"]
    columns += ["mix_effect", "n", "n_common", "domains"]
    found = [_standardised_row(doc_id, plan, mix, draws) for doc_id, plan in by_plan(rows)]
    return pd.DataFrame(found, columns=columns)


def _standardised_row(doc_id: str, plan: pd.DataFrame, mix: pd.Series, draws: int) -> dict[str, Any]:
    names = [str(name) for name in mix.index]
    inside = plan[plan["domain"].isin(names)]
    raw, own_mix = float(plan["strictness"].mean()), float(inside["strictness"].mean())
    (raw_low,), (raw_high,) = mean_intervals(plan[["strictness"]], plan["unit"], doc_id, draws)
    row = {"doc_id": doc_id, "raw": raw, "raw_low": raw_low, "raw_high": raw_high, "own_mix": own_mix}
    shares = mix.to_numpy(dtype=float)
    means = inside.groupby("domain")["strictness"].mean().reindex(names).to_numpy(dtype=float)
    level = low = high = float("nan")
    if names:
        level = float(means @ shares)
        mixed = domain_draws(plan, names, draws) @ shares[:, np.newaxis]
        (low,), (high,) = intervals(mixed, _clusters(inside))
    effect = round(own_mix - level, 12) + 0.0  # in one domain nothing, and not the noise of adding up
    row |= {"standardised": level, "low": low, "high": high, "mix_effect": effect}
    return row | {"n": len(plan), "n_common": len(inside), "domains": " ".join(names)}


def outline_spread(profiles: pd.DataFrame, outlines: Mapping[str, Hashable]) -> pd.DataFrame:
    """How far plans that follow one outline lie apart, beside how far the outlines do.

    `profiles` is the table of `profile`, `outlines` gives each doc_id its group, such as the
    outline that it follows; plans without one (empty) are left out. Columns: part, outline_basis,
    plans (that state the part), mean (of the plans' means, each plan once), lowest, highest,
    spread (highest minus lowest). A difference of outlines smaller than the spread within them
    says little.
    """
    stated = profiles[profiles["stated"].astype(bool)]
    stated = stated.assign(outline_basis=stated["doc_id"].map(outlines))
    groups = stated[stated["outline_basis"] != ""].groupby(["part", "outline_basis"])["mean"]
    table = groups.agg(plans="count", mean="mean", lowest="min", highest="max")
    table["spread"] = table["highest"] - table["lowest"]
    if table.empty:
        return table.reset_index()
    return table.reindex([part for part in PROFILE if part in table.index], level="part").reset_index()


def _clusters(rows: pd.DataFrame) -> int:
    return int(rows["unit"].nunique())
