"""The stage of index tables: each is computed once, and whoever asks for it has the same numbers.

`index_tables(tables)["strictness_rates"]` computes a table when it is first asked for and keeps it,
for as long as the same tables and weights are asked about: the report writes them all, and
figures, notebooks, page and exports read what is there. Other weights (`weighted`), or part of the
tables (`compare.indices.subset`), are other tables and are computed anew.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import pandas as pd

from compare.errors import InputError
from compare.indices import reuse
from compare.indices.registry import INDICES, Index, as_declared
from compare.indices.strictness import Weights, part_weights
from compare.tables.schema import Tables

WEIGHTS = "weights"
"""The table that `weighted` adds: the weight of each part of strictness."""
_KEPT = 4  # tables of so many projects or subsets are kept
Kept = Callable[[str], pd.DataFrame | None]
"""Finds an index table that was computed before; None where it was not."""


def _nothing(name: str) -> None:
    return None


class IndexTables(Mapping[str, pd.DataFrame]):
    """The index tables of `tables`, by name; each is computed when it is first asked for.

    Names are those of `INDICES` that can be made of so many plans. Every table that comes out is a
    copy: what its reader does with it changes nothing here.
    """

    def __init__(self, tables: Tables, weights: Weights | None = None, kept: Kept = _nothing) -> None:
        self.tables = {name: table for name, table in tables.items() if name != WEIGHTS}
        self.weights = _weights_of(tables, weights)
        self._kept = kept
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            index = self._index(name)
            found = self._kept(name)
            self._made[name] = self._computed(name, index) if found is None else found
        return self._made[name].copy()

    def _computed(self, name: str, index: Index) -> pd.DataFrame:
        options = {"weights": self.weights} if index.weighs else {}
        needed = [self[index.made_of]] if index.made_of else []
        return as_declared(name, index.compute(self.tables, *needed, **options))

    def _index(self, name: str) -> Index:
        if name not in INDICES:
            raise KeyError(f"no index table is called {name!r}; there are {', '.join(self)}")
        if name not in self:
            plans = len(self.tables["documents"])
            why = (
                "of so many plans only the closest were compared"
                if self._closest_only
                else "they are too many"
            )
            raise InputError(
                f"{name}: is not made of {plans} plans ({why}); make a project or a subset of fewer."
            )
        return INDICES[name]

    @cached_property
    def _closest_only(self) -> bool:
        return not reuse.holds_all_pairs(self.tables["reuse"])

    def _can_be_made(self, index: Index) -> bool:
        few_enough = index.most is None or len(self.tables["documents"]) <= index.most
        return few_enough and not (index.all_pairs and self._closest_only)

    def __iter__(self) -> Iterator[str]:
        return (name for name, index in INDICES.items() if self._can_be_made(index))

    def __contains__(self, name: object) -> bool:
        return name in INDICES and self._can_be_made(INDICES[str(name)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of(self, tables: Tables, weights: Weights | None = None) -> bool:
        """Whether these are the index tables of exactly these tables and weights."""
        own = {name: table for name, table in tables.items() if name != WEIGHTS}
        same = own.keys() == self.tables.keys()
        same = same and all(table is self.tables[name] for name, table in own.items())
        return same and _weights_of(tables, weights) == self.weights


def _weights_of(tables: Tables, weights: Weights | None) -> dict[str, float] | None:
    """The weights asked for, else those that come with the tables."""
    if weights is None and WEIGHTS in tables:
        rows = tables[WEIGHTS]
        return dict(zip(rows["part"], rows["weight"].astype(float), strict=True))
    return dict(weights) if weights is not None else None


def weighted(tables: Tables, weights: Weights) -> Tables:
    """The same tables, for which every index and figure of strictness weighs its parts so.

    `weights` are those of the parts obligation, precision and accountability (see
    `compare.indices.strictness.part_weights`, which raises an `InputError`); parts left out weigh nothing.

    >>> sorted(weighted({}, {"obligation": 2, "precision": 1})["weights"]["part"])
    ['obligation', 'precision']
    """
    part_weights(weights)
    rows = {"part": list(weights), "weight": [float(weight) for weight in weights.values()]}
    return tables | {WEIGHTS: pd.DataFrame(rows)}


_known: deque[IndexTables] = deque(maxlen=_KEPT)


def index_tables(tables: Tables, weights: Weights | None = None) -> IndexTables:
    """The index tables of a project's tables: the same object for the same tables and weights.

    `weights` are those of the parts of strictness (see `compare.indices.strictness.part_weights`).
    A table that was replaced (`tables | {"provisions": …}`) makes other index tables; one that was
    changed in place is not noticed.
    """
    place = next((place for place, known in enumerate(_known) if known.of(tables, weights)), None)
    found = IndexTables(tables, weights) if place is None else _known[place]
    if place is not None:
        del _known[place]  # by its place: to compare index tables would compute them all
    _known.append(found)  # those asked for last are kept
    return found


def index_table(name: str, tables: Tables) -> pd.DataFrame:
    """One index table, as `index_tables` has it."""
    return index_tables(tables)[name]


def remember(tables: Tables, kept: Kept) -> None:
    """From now on take index tables of exactly these tables from what was `kept`, where it has them."""
    _known.append(IndexTables(tables, kept=kept))
