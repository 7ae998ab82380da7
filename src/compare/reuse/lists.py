"""Lists of whole numbers, in memory or in a file: what thousands of plans hold.

The rows of list 0 come first, then those of list 1, and so on. Of those in a file only the edges are in memory,
which lie in another file beside it; they are read as they are needed, so several processes can use the same files.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from compare.reuse.runs import spans

Rows = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]


class ListWriter:
    """Writes lists in order; they can be read when it is closed."""

    def __init__(self, path: Path) -> None:
        self._edges_path = _edges_path(path)
        self._file = path.open("wb")
        self._edges = array("q", [0])

    def close(self) -> None:
        self._file.close()
        np.save(self._edges_path, np.frombuffer(self._edges, dtype=np.int64))

    def __len__(self) -> int:
        return len(self._edges) - 1

    def add(self, rows: npt.NDArray[Any]) -> None:
        """The next list."""
        self.add_many(rows, [len(rows)])

    def add_many(self, rows: npt.NDArray[Any], counts: Iterable[int]) -> None:
        """The rows of the next lists, and how many each has."""
        self._file.write(np.ascontiguousarray(rows, dtype=np.int32).data)
        for count in counts:
            self._edges.append(self._edges[-1] + count)


@dataclass(frozen=True)
class HeldLists:
    """Lists in memory: the rows of list n lie between edges n and n + 1.

    >>> HeldLists(np.array([[1, 2], [3, 4], [5, 6]]), np.array([0, 2, 2, 3])).of(np.array([2, 0])).tolist()
    [[5, 6], [1, 2], [3, 4]]
    """

    rows: npt.NDArray[Any]
    edges: Numbers

    def __len__(self) -> int:
        return len(self.edges) - 1

    def counts(self, numbers: Rows | Numbers) -> Numbers:
        """How many rows each of these lists has."""
        return self.edges[1:][numbers] - self.edges[:-1][numbers]

    def places(self, numbers: Rows | Numbers) -> Numbers:
        """Where the rows of these lists stand among all rows, one list after the other."""
        return spans(self.edges[numbers], self.counts(numbers))

    def of(self, numbers: Rows | Numbers) -> npt.NDArray[Any]:
        """The rows of these lists, one list after the other."""
        return self.rows[self.places(numbers)]


def held_lists(path: Path, columns: int) -> HeldLists:
    """The lists that a `ListWriter` wrote to `path`, with rows of so many columns, all of them read."""
    rows = np.fromfile(path, dtype=np.int32).reshape(-1, columns)
    return HeldLists(rows, np.load(_edges_path(path)))


class Lists:
    """Lists that were written to `path`, with rows of so many `columns`.

    >>> import tempfile
    >>> from contextlib import closing
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "lists"
    ...     with closing(ListWriter(path)) as writer:
    ...         writer.add(np.array([[1, 2], [3, 4]])), writer.add(np.empty((0, 2))), writer.add(np.array([[5, 6]]))
    ...     Lists(path, 2).of([2, 0]).tolist()
    (None, None, None)
    [[5, 6], [1, 2], [3, 4]]
    """

    def __init__(self, path: Path, columns: int) -> None:
        self._edges: Numbers = np.asarray(np.load(_edges_path(path), mmap_mode="r"))
        self._shape = (-1, columns)
        self._size = columns * np.dtype(np.int32).itemsize
        self._file = path.open("rb", buffering=0)

    def __len__(self) -> int:
        return len(self._edges) - 1

    def counts(self, numbers: Rows | Numbers) -> Numbers:
        """How many rows each of these lists has."""
        return self._edges[1:][numbers] - self._edges[:-1][numbers]

    def of(self, numbers: Iterable[int]) -> Rows:
        """The rows of these lists, one list after the other: an array of rows and columns."""
        return self._rows(b"".join(map(self._read, numbers)))

    def following(self, first: int, count: int) -> Rows:
        """The rows of so many lists that follow each other."""
        return self._rows(self._read(first, count))

    def _rows(self, data: bytes) -> Rows:
        return np.frombuffer(data, dtype=np.int32).reshape(self._shape)

    def _read(self, first: int, count: int = 1) -> bytes:
        start, end = self._edges[first], self._edges[first + count]
        self._file.seek(int(start) * self._size)
        return self._file.read(int(end - start) * self._size) if end > start else b""


def _edges_path(path: Path) -> Path:
    return path.with_name(f"{path.name}-edges.npy")
