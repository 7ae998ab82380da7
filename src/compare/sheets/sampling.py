"""Draw the provisions of a sample: stratified, seeded, with the rare and the unsure first if asked for.

Strata are cells of the tables' own codes, and every one has a known number of provisions, so that a
rate in the sample can be carried to all of them (Cochran 1977, Sampling Techniques, ch. 5). Half of
a sample may be taken for certain: such rows are a stratum of their own, of which all are drawn.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from compare.errors import InputError, instead
from compare.files.reading import sha256

STRATIFY = ("topic", "domain", "obligation", "sanction", "monitoring", "doc_id", "topic_source")
"""Columns that a sample can be stratified by."""
FIRST = ("rare", "uncertain")
"""What can be taken for certain: provisions of rare topics, and those whose topic is least sure."""
_OTHERS = ("others",)


@dataclass(frozen=True)
class Sample:
    """How to draw: `size` provisions, with a `seed`, from the strata of the columns in `by`.

    `first` (of `FIRST`) says what half of the sample is filled with before the rest is drawn.
    """

    size: int
    seed: int = 1
    by: tuple[str, ...] = ()
    first: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for names, known, option in ((self.by, STRATIFY, "--stratify"), (self.first, FIRST, "--first")):
            unknown = [name for name in names if name not in known]
            if unknown:
                raise InputError(f"{option} {unknown[0]!r}: is none of them;{instead(unknown[0], known)}")

    @property
    def name(self) -> str:
        """The sample in a file name."""
        return f"sample{self.size}_seed{self.seed}"


def draw(provisions: pd.DataFrame, sample: Sample) -> pd.DataFrame:
    """The drawn rows in the order of `provisions`, with `stratum` and `stratum_size`.

    Headings are left out, since layout settles their codes. Every stratum gives at least one row;
    of more strata than half the sample the smallest are one.
    """
    rows = provisions[provisions["is_heading"] == 0].reset_index(drop=True)
    if not len(rows):
        raise InputError("No provisions to draw from; name other plans, or run `fazhi build`.")
    generator = np.random.default_rng(sample.seed)
    sure = _first(rows, sample)
    rest = rows.drop(index=[place for _, places in sure for place in places])
    strata = [*sure, *_strata(rest, sample)]
    room = min(sample.size, len(rows)) - sum(len(places) for _, places in sure)
    counts = _allocated([len(places) for _, places in strata[len(sure) :]], room)
    taken = [*(len(places) for _, places in sure), *counts]
    found = [
        pd.DataFrame({"place": sorted(generator.permutation(places)[:count]), "stratum": number, "stratum_size": len(places)})
        for number, ((_, places), count) in enumerate(zip(strata, taken, strict=True), 1)
    ]  # fmt: skip
    drawn = pd.concat(found).sort_values("place").set_index("place")
    prefix = sha256(repr((sample, rows["provision_id"].tolist())).encode())[:6]
    return rows.loc[drawn.index].assign(
        stratum=[f"{prefix}-{number:03}" for number in drawn["stratum"]], stratum_size=drawn["stratum_size"]
    )


def _first(rows: pd.DataFrame, sample: Sample) -> list[tuple[str, list[int]]]:
    """What is taken for certain: an equal share of half the sample for each kind that was asked for."""
    taken: list[int] = []
    found = []
    room = min(sample.size, len(rows)) // 2
    for place, kind in enumerate(sample.first):
        left = rows.drop(index=taken)
        keys = left["topic"].map(rows["topic"].value_counts()) if kind == "rare" else left["topic_score"]
        share = (room - len(taken)) // (len(sample.first) - place)
        places = keys.sort_values(kind="stable").index[:share].tolist()
        taken += places
        found += [(kind, places)] if places else []
    return found


def _strata(rows: pd.DataFrame, sample: Sample) -> list[tuple[str, list[int]]]:
    """The strata of the rest, the smallest in one where there are more than half the sample."""
    if not sample.by:
        return [("all", rows.index.tolist())] if len(rows) else []
    keys = rows[list(sample.by)].astype(str).agg("|".join, axis=1)
    sizes = keys.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    most = max(1, sample.size // 2)
    small = set(sizes.index[most - 1 :]) if len(sizes) > most else set()
    named = keys.where(~keys.isin(small), _OTHERS[0])
    return [(str(name), part.index.tolist()) for name, part in rows.groupby(named, sort=True)]


def _allocated(sizes: list[int], room: int) -> list[int]:
    """How many to draw from strata of these sizes: in proportion, at least one, never more than there are.

    >>> _allocated([80, 15, 5], 10), _allocated([2, 2], 10)
    ([8, 1, 1], [2, 2])
    """
    counts = [1 if number < room else 0 for number in range(len(sizes))]
    while sum(counts) < min(room, sum(sizes)):
        short = [
            size / (count + 0.5) if count < size else -1.0 for size, count in zip(sizes, counts, strict=True)
        ]
        counts[short.index(max(short))] += 1
    return counts
