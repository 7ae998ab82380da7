"""What is made once in a run of the tests and read by all its workers."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from filelock import FileLock

from compare.coding.topic_model.stored import as_bytes, from_bytes
from compare.coding.topic_model.topics import TopicModel
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


def fitted_once(name: str, temporary: pytest.TempPathFactory, fit: Callable[[], TopicModel]) -> TopicModel:
    """A topic model; read back it is the same to the last bit (tests/coding/topic_model/test_stored.py)."""
    place = made_once(name, temporary, lambda path: path.write_bytes(as_bytes(fit())))
    found = from_bytes(place.read_bytes())
    assert found is not None
    return found


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
    """Index tables of the plans at hand: each is computed when a test of any worker first asks, and kept.

    They resample as often as the package does, or as `how` says, whatever the test that asks first would do.
    """

    def __init__(self, tables: Tables, folder: Path, how: Callable[..., Any] = _REAL) -> None:
        self._tables, self._folder, self._how = tables, folder, how
        self._own = IndexTables(tables, kept=self._read)
        folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, name: str) -> pd.DataFrame:
        found = self._read(name)
        if found is not None:
            return found
        with pytest.MonkeyPatch.context() as patch:
            drawing(patch, self._how)
            own = self._own[name]
        unfinished = self._place(name).with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(own))
        unfinished.replace(self._place(name))
        return own

    def _place(self, name: str) -> Path:
        return self._folder / f"{name}.pickle"

    def _read(self, name: str) -> pd.DataFrame | None:
        place = self._place(name)
        return pickle.loads(place.read_bytes()) if place.exists() else None

    def stay(self) -> None:
        """Let them be known, however many other tables were asked about since."""
        if not any(known.of(self._tables) for known in stage._known):
            remember(self._tables, self)
