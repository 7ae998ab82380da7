"""Which texts hold which runs of letters, of any number of texts: a sorted file.

A key is a run's hash and then a text's number, so that the texts that hold a run lie together, in
order. The file is sorted part by part, each with hashes of one range, and read in blocks; in memory is
one key of each block.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from compare.reuse.runs import Hashes, Numbers, spans

_PARTS = 64
_BLOCK = 128  # keys
_AT_ONCE = 250_000  # keys that are looked at together: bounds memory
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
_SIZE = np.dtype(np.uint64).itemsize


def keys_of(hashes: Hashes, numbers: Numbers) -> Hashes:
    """The keys of runs, each with the number of a text beside it."""
    return hashes << _HALF | numbers.astype(np.uint64)


def runs_in(keys: Hashes) -> Hashes:
    """The run of each key."""
    return keys >> _HALF


def numbers_in(keys: Hashes) -> Numbers:
    """The text of each key."""
    return (keys & _LOW).astype(np.int64)


def write_runs(path: Path, runs: Iterable[tuple[Hashes, Numbers]]) -> None:
    """Write the file from the runs of some texts at a time, and the number of the text beside each.

    `RunFile` reads it.
    """
    parts = [path.with_name(f"{path.name}-{number}") for number in range(_PARTS)]
    bounds = np.arange(1, _PARTS, dtype=np.uint64) * np.uint64(2**64 // _PARTS)
    for hashes, numbers in runs:
        keys = np.unique(keys_of(hashes, numbers))
        for part, some in zip(parts, np.split(keys, keys.searchsorted(bounds)), strict=True):
            with part.open("ab") as file:
                file.write(some.data)
    blocks, total = [], 0
    with path.open("wb") as file:
        for part in parts:
            keys = np.sort(np.fromfile(part, dtype=np.uint64)) if part.exists() else np.empty(0, np.uint64)
            file.write(keys.data)
            blocks.append(keys[-total % _BLOCK :: _BLOCK])
            total += len(keys)
            part.unlink(missing_ok=True)
    np.save(_blocks_path(path), np.concatenate(blocks))


def whole_runs(path: Path) -> Iterator[Hashes]:
    """The keys of a file of `write_runs` in order, some at a time, those of a run always together."""
    left = np.empty(0, dtype=np.uint64)
    with path.open("rb") as file:
        while data := file.read(_AT_ONCE * _SIZE):
            keys = np.append(left, np.frombuffer(data, dtype=np.uint64))
            whole = int(keys.searchsorted(keys[-1] >> _HALF << _HALF))
            yield keys[:whole]
            left = keys[whole:]
    yield left


class RunFile:
    """The texts that hold a run, from a file of `write_runs`."""

    def __init__(self, path: Path) -> None:
        self._blocks = np.load(_blocks_path(path))
        self._total = path.stat().st_size // _SIZE
        self._file = path.open("rb", buffering=0)

    def holders(self, runs: Hashes, around: int, most: int) -> tuple[Numbers, Numbers]:
        """The texts that hold each of `runs`, and beside each the place of that run in `runs`.

        Of a run that more than `most` texts hold, about so many with numbers next to `around`.
        """
        wanted, margin = runs << _HALF | np.uint64(around), most // 2
        keys = self._near(wanted, margin)
        rows, width = np.arange(len(runs)), keys.shape[1]
        here = (keys < wanted[:, None]).sum(axis=1)
        first, last = np.maximum(here - margin, 0), np.minimum(here + margin + 1, width)
        which = np.repeat(rows, last - first)
        near = keys.ravel()[spans(first + rows * width, last - first)]
        same = runs_in(near) == runs[which]
        return numbers_in(near[same]), which[same]

    def _near(self, wanted: Hashes, margin: int) -> Hashes:
        """A row of keys for each wanted one: the block where it belongs and `margin` keys around."""
        width = min(_BLOCK + 2 * margin + 1, self._total)
        first = (self._blocks.searchsorted(wanted, side="right") - 1) * _BLOCK - margin
        starts = np.clip(first, 0, self._total - width) * _SIZE
        read = b"".join(self._read(start, width * _SIZE) for start in starts.tolist())
        return np.frombuffer(read, dtype=np.uint64).reshape(len(wanted), width)

    def _read(self, start: int, size: int) -> bytes:
        self._file.seek(start)
        return self._file.read(size)


def _blocks_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-blocks.npy")
