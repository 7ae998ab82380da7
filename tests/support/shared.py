"""What is made once in a run of the tests and read by all its workers."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock

from compare.indices import resampling, specifications, stage
from compare.indices.stage import IndexTables, remember
from compare.tables.schema import Tables


def shared_folder(temporary: pytest.TempPathFactory) -> Path:
    """The folder of this run, which is that of all its workers."""
    base = temporary.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(name: str, temporary: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """The folder called `name`, made by the worker that comes first; nobody writes to it later."""
    home = shared_folder(temporary)
    with FileLock(home / f"{name}.lock"):
        if not (home / f"{name}.made").exists():
            make(home / name)
            (home / f"{name}.made").touch()
    return home / name


_REAL = resampling.times_drawn
_FEW = 40


def drawing(patch: pytest.MonkeyPatch, how: Callable[..., Any]) -> None:
    """Let indices resample in this way."""
    for module in (resampling, specifications):
        patch.setattr(module, "times_drawn", how)


def few_times_drawn(count: int, seed: str, draws: int = resampling.DRAWS) -> Any:
    """The draws of an index, but never more than a few."""
    return _REAL(count, seed, min(draws, _FEW))


class KeptIndices:
    """Index tables of the plans at hand: each is computed when a test of any worker first asks, and kept."""

    def __init__(self, tables: Tables, folder: Path) -> None:
        self._tables, self._folder, self._own = tables, folder, IndexTables(tables)
        folder.mkdir(exist_ok=True)

    def __call__(self, name: str) -> pd.DataFrame:
        place = self._folder / f"{name}.pickle"
        if place.exists():
            found: pd.DataFrame = pickle.loads(place.read_bytes())
            return found
        with pytest.MonkeyPatch.context() as patch:
            drawing(patch, _REAL)  # a test with few draws may be the first to ask
            own = self._own[name]
        unfinished = place.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(own))
        unfinished.replace(place)
        return own

    def stay(self) -> None:
        """Let them be known, however many other tables were asked about since."""
        if not any(known.of(self._tables) for known in stage._known):
            remember(self._tables, self)
