"""What of the order of plans stands whichever way strictness is computed: a specification curve.

Every reasonable choice is made in every combination (Simonsohn, Simmons and Nelson 2020, Nature
Human Behaviour 4): which items with what weights (`vocab/specifications.csv`), per provision or per
1,000 characters, with which domains, and with or without wording that stands in other plans. What
holds in nearly all combinations can be said of the texts; what holds in some is said of the choices.
A specification is no independent test, and their number is that of the choices: shares are
descriptions of how far an order can be argued for, not probabilities. How much also hangs on the
measures that a plan happens to hold is told by `probability`, over resampled measures (Efron 1979).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its part stats is loaded when it is first used

from compare.errors import InputError
from compare.indices.rank_stability import compare_scores
from compare.indices.resampling import times_drawn
from compare.indices.reuse import both_sides, covered_chars
from compare.indices.selection import doc_order, plan_rows
from compare.indices.strictness import TOO_FEW, Weights, part_weights
from compare.indices.strictness_rates import items
from compare.tables.schema import Tables
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import domains

Numbers = npt.NDArray[np.float64]

DIMENSIONS = ("items", "denominator", "domains", "wording")
"""The choices that a specification is made of."""
ALL_DOMAINS, COMMON = "all", "common"
WHOLE, OWN = "all", "own"
"""All provisions, or only those of which less than half stands in another plan."""
PER_PROVISION, PER_TEXT = "provision", "1000 characters"
GIVEN = "given"
"""The name of weights that the caller gives."""
STANDS = 0.95
"""Two plans are ordered where one is above the other in at least this share of specifications."""
DRAWS = 200
"""Redrawn sets of measures; each is judged by all specifications."""
_ITEMS = ("obligation", "mandate", "target", "time", "monitoring", "sanction")
_SHARED = 0.5


@dataclass(frozen=True)
class Curve:
    """All specifications of some plans: `choices` has a row for each, `scores` is (specifications, plans).

    Only those in which every plan has a score: a plan without a provision under a choice has no rank
    there, and the ranks of the others would be those of a smaller field.
    """

    doc_ids: list[str]
    choices: pd.DataFrame
    scores: Numbers

    @cached_property
    def ranks(self) -> Numbers:
        """Rank 1 is the strictest; ties have the mean of their ranks."""
        if not self.scores.size:
            return self.scores
        return np.asarray(scipy.stats.rankdata(-np.round(self.scores, 9), axis=1))

    @cached_property
    def places(self) -> Numbers:
        """The share of specifications in which each plan takes each rank, (plans, ranks); ties in equal parts."""
        return compare_scores(self.scores).places

    def part(self, held: npt.NDArray[np.bool_]) -> "Curve":
        """The specifications for which `held` is true."""
        return Curve(self.doc_ids, self.choices[held], self.scores[held])


@dataclass(frozen=True)
class _Grid:
    """What specifications are made of: sums of each plan by cluster, and the choices by name."""

    sums: list[Numbers]
    mixes: dict[str, Numbers]
    sets: dict[str, list[bool]]
    wordings: list[str]


def curve(tables: Tables, weights: Weights | None = None) -> Curve:
    """All specifications in which every plan of `tables` has a score.

    The first is the published one: the three parts with equal weights (or with `weights`), per
    provision, all domains, all wording.
    """
    names, grid = _grid(tables, weights)
    totals = np.stack([part.sum(axis=0) for part in grid.sums]) if names else np.zeros((0, *_shape()))
    choices = product(grid.mixes, (PER_PROVISION, PER_TEXT), grid.sets, grid.wordings)
    frame = pd.DataFrame(choices, columns=list(DIMENSIONS))
    every = Curve(names, frame, _scores(totals[np.newaxis], grid)[0])
    return every.part(np.asarray(~np.isnan(every.scores).any(axis=1))) if names else every


def _grid(tables: Tables, weights: Weights | None) -> tuple[list[str], _Grid]:
    """The plans that have counted provisions, and what their specifications are made of."""
    rows = items(tables["provisions"])
    rows["shared"] = _shared(tables, rows["provision_id"])
    there = set(rows["doc_id"])
    names = [doc_id for doc_id in doc_order(tables) if doc_id in there]
    sums = [_cluster_sums(plan) for _, plan in plan_rows(rows, names)]
    wordings = [WHOLE, OWN] if rows["shared"].any() else [WHOLE]
    return names, _Grid(sums, _mixes(weights), _domain_sets(rows), wordings)


def _mixes(weights: Weights | None) -> dict[str, Numbers]:
    """The weights of the items under every name, adding to 1, those of the caller first."""
    mixes = {}
    if weights is not None:
        obligation, precision, accountability = part_weights(weights)
        halves = [precision / 2, precision / 2, accountability / 2, accountability / 2]
        mixes[GIVEN] = np.array([obligation, 0, *halves])
    for row in read_vocabulary("specifications"):
        numbers = np.array([float(row[item]) for item in _ITEMS])
        if not numbers.any():
            raise InputError(
                f"vocab/specifications.csv: {row['name']!r} weighs nothing; give an item a weight."
            )
        mixes[row["name"]] = numbers / numbers.sum()
    return mixes


def _shared(tables: Tables, provision_ids: pd.Series) -> npt.NDArray[np.bool_]:
    """Which provisions stand in another plan by half or more of their characters."""
    places = tables["provisions"].set_index("provision_id", drop=False).loc[provision_ids]
    covered = covered_chars(places.reset_index(drop=True), both_sides(tables["reuse"]))
    sizes = (places["end"] - places["start"]).astype(float)
    return np.asarray(covered.to_numpy() >= _SHARED * sizes.to_numpy())


def _shape() -> tuple[int, int, int]:
    return len(domains()), 2, len(_ITEMS) + 2


def _cluster_sums(plan: pd.DataFrame) -> Numbers:
    """Sums of items, provisions and characters: array (clusters, domains, shared or not, items + 2)."""
    codes, names = pd.factorize(plan["unit"])
    place = pd.Index(domains()).get_indexer(pd.Index(plan["domain"]))
    sums = np.zeros((len(names), *_shape()))
    values = np.column_stack([plan[list(_ITEMS)], np.ones(len(plan)), plan["chars"]]).astype(float)
    np.add.at(sums, (codes, place, plan["shared"].astype(int).to_numpy()), values)
    return sums


def _domain_sets(rows: pd.DataFrame) -> dict[str, list[bool]]:
    """All domains; those in which every plan has provisions enough; all but one, for each that occurs."""
    counts = rows.groupby(["doc_id", "domain"]).size().unstack(fill_value=0).reindex(columns=domains())
    counts = counts.fillna(0)
    sets = {ALL_DOMAINS: [True] * len(domains())}
    common = (counts >= TOO_FEW).all() & (counts > 0).any()
    if 0 < common.sum() < len(domains()):
        sets[COMMON] = common.tolist()
    occurring = [name for name in domains() if (counts[name] > 0).any()]
    if len(occurring) > 1:
        sets |= {f"without {name}": [other != name for other in domains()] for name in occurring}
    return sets


def _scores(totals: Numbers, grid: _Grid) -> Numbers:
    """Scores of sums (draws, plans, domains, shared, items + 2): array (draws, specifications, plans)."""
    chosen = np.array(list(grid.sets.values()), dtype=float)
    by_set = np.einsum("sd,npdwk->npswk", chosen, totals)
    by_wording = np.stack([by_set.sum(axis=3), by_set[:, :, :, 0]], axis=3)[:, :, :, : len(grid.wordings)]
    weighed = by_wording[..., : len(_ITEMS)] @ np.array(list(grid.mixes.values())).T
    denominators = np.stack([by_wording[..., -2], by_wording[..., -1] / 1000], axis=-1)
    weighed, below = np.broadcast_arrays(
        np.moveaxis(weighed, -1, 1)[:, :, np.newaxis], np.moveaxis(denominators, -1, 1)[:, np.newaxis]
    )  # (draws, mixes, denominators, plans, sets, wordings)
    ratio = np.divide(weighed, below, out=np.full(below.shape, np.nan), where=below > 0)
    ordered = np.moveaxis(ratio, 3, -1)
    return np.asarray(ordered.reshape(len(totals), int(np.prod(ordered.shape[1:-1])), totals.shape[1]))


def specification_curve(tables: Tables, weights: Weights | None = None) -> pd.DataFrame:
    """Every specification with the score and rank of every plan: one row for each of both.

    Columns: specification (from 1; the first is the published one), `DIMENSIONS`, doc_id, score
    (a mean of 0 to 1 per provision, or points per 1,000 characters), rank (1 the strictest).
    """
    found = curve(tables, weights)
    count, plans = found.scores.shape
    table = found.choices.loc[found.choices.index.repeat(plans)].reset_index(drop=True)
    table.insert(0, "specification", np.repeat(np.arange(1, count + 1), plans))
    return table.assign(doc_id=found.doc_ids * count, score=found.scores.ravel(), rank=found.ranks.ravel())


def specification_ranks(tables: Tables, weights: Weights | None = None) -> pd.DataFrame:
    """What the specifications say of every plan's rank: one row for each plan.

    Columns: doc_id, specifications (in which every plan has a score), published (its rank as
    published), median, lowest and highest (best and worst rank), first and last (share of
    specifications with that rank; plans that tie take theirs in equal parts), as_published (share
    with the published rank).
    """
    found = curve(tables, weights)
    columns = ["doc_id", "specifications", "published", "median", "lowest", "highest", "first", "last"]
    rows = [_rank_row(doc_id, found, place) for place, doc_id in enumerate(found.doc_ids)]
    return pd.DataFrame(rows, columns=[*columns, "as_published"])


def _rank_row(doc_id: str, found: Curve, place: int) -> tuple[object, ...]:
    ranks, published = found.ranks[:, place], found.ranks[0, place]
    spread = (float(np.median(ranks)), float(ranks.min()), float(ranks.max()))
    edges = (found.places[place, 0], found.places[place, -1])
    return (doc_id, len(ranks), published, *spread, *edges, (ranks == published).mean())


def specification_choices(tables: Tables, weights: Weights | None = None) -> pd.DataFrame:
    """Which choice moves whom: the mean rank of every plan under each choice.

    Columns: dimension (one of `DIMENSIONS`), choice, doc_id, specifications, mean_rank, first, last (share
    of these specifications, as in `specification_ranks`).
    """
    found = curve(tables, weights)
    rows = []
    for dimension in DIMENSIONS:
        for choice in found.choices[dimension].unique():
            part = found.part((found.choices[dimension] == choice).to_numpy())
            rows += [(dimension, choice, *row) for row in _choice_rows(part)]
    columns = ["dimension", "choice", "doc_id", "specifications", "mean_rank", "first", "last"]
    return pd.DataFrame(rows, columns=columns)


def _choice_rows(part: Curve) -> Iterator[tuple[object, ...]]:
    """One row for each plan under a choice."""
    for place, doc_id in enumerate(part.doc_ids):
        edges = (part.places[place, 0], part.places[place, -1])
        yield doc_id, len(part.scores), float(part.ranks[:, place].mean()), *edges


def specification_pairs(tables: Tables, weights: Weights | None = None, draws: int = DRAWS) -> pd.DataFrame:
    """Which of two plans is stricter, over all specifications: one row for each pair.

    Columns: doc_a, doc_b, share (of specifications in which a is above b; ties by half),
    probability (the same with measures resampled in `draws` draws), stricter (the plan above in at
    least 95% of specifications, else empty), surely (the same of `probability`).
    """
    names, grid = _grid(tables, weights)
    columns = ["doc_a", "doc_b", "share", "probability", "stricter", "surely"]
    if len(names) < 2:
        return pd.DataFrame(columns=columns)
    observed = np.stack([part.sum(axis=0) for part in grid.sums])[np.newaxis]
    orders = [
        compare_scores(_without_gaps(_scores(totals, grid).reshape(-1, len(names)))).above
        for totals in (observed, _drawn_totals(names, grid, draws))
    ]
    pairs = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names))]
    rows = [_pair_row(names[i], names[j], [order[i, j] for order in orders]) for i, j in pairs]
    return pd.DataFrame(rows, columns=columns)


def _pair_row(first: str, second: str, shares: Sequence[float]) -> tuple[object, ...]:
    return (first, second, *shares, *(_winner(first, second, share) for share in shares))


def _winner(first: str, second: str, share: float) -> str:
    return first if share >= STANDS else second if share <= 1 - STANDS else ""


def _without_gaps(scores: Numbers) -> Numbers:
    """The specifications in which every plan has a score."""
    return scores[~np.isnan(scores).any(axis=1)]


def _drawn_totals(names: list[str], grid: _Grid, draws: int) -> Numbers:
    """The sums of every plan over redrawn clusters: array (draws, plans, domains, shared, items + 2)."""
    totals = [
        np.tensordot(times_drawn(len(part), doc_id, draws).astype(float), part, axes=1)
        for doc_id, part in zip(names, grid.sums, strict=True)
    ]
    return np.stack(totals, axis=1)
