"""What a search for shared wording of many plans found, to be kept until the next one."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as arrow

from compare.reuse.lists import Rows
from compare.reuse.nearest import Owners
from compare.reuse.segments import Texts

_CODEC = "zstd"
_Column = npt.NDArray[np.int32]


class Holdings(NamedTuple):
    """The ids of plans; for each text who holds it (see `Nearest`), and whether a template does."""

    ids: Sequence[str]
    owners: Owners
    in_template: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Searched:
    """The texts of a search, one after the other, and what was found of them.

    `letters` are code points, `lengths` those of each text; `owners` has who holds it (see `Nearest`),
    `in_template` 1 if a template does. `lines` are as of `TextLines`, in the order of their texts, and
    `ids` those of the plans, as code points, each with a line end.
    """

    letters: _Column
    lengths: _Column
    owners: _Column
    in_template: _Column
    ids: _Column
    lines: Rows

    def texts(self) -> Iterator[bytes]:
        """The letters of each text, as `TextWriter` knows them."""
        ends = np.cumsum(self.lengths, dtype=np.int64).tolist()
        for start, end in zip([0, *ends], ends, strict=False):
            yield self.letters[start:end].tobytes()

    def plans(self) -> list[str]:
        return self.ids.tobytes().decode("utf-32-le").split("\n")[:-1]

    def write(self, path: Path) -> None:
        """Write it, as small as may be: columns of numbers, before each its length."""
        with arrow.CompressedOutputStream(arrow.OSFile(str(path), "wb"), _CODEC) as file:
            for column in (getattr(self, field.name) for field in fields(self)):
                numbers = np.ascontiguousarray(column.T, dtype=np.int32)
                file.write(numbers.size.to_bytes(8, sys.byteorder))
                file.write(numbers.tobytes())


def read_searched(data: bytes, columns: int) -> Searched | None:
    """What was written; its lines have so many columns. None if these are not its bytes."""
    try:
        with arrow.CompressedInputStream(arrow.BufferReader(data), _CODEC) as file:
            found = {field.name: _column(file) for field in fields(Searched)}
        return Searched(**found | {"lines": np.ascontiguousarray(found["lines"].reshape(columns, -1).T)})
    except (OSError, ValueError):
        return None


def _column(file: Any) -> _Column:
    size = int.from_bytes(file.read(8), sys.byteorder)
    numbers = np.frombuffer(file.read(4 * size), dtype=np.int32)
    if len(numbers) < size:
        raise ValueError("not a whole column")
    return numbers


def searched_now(folder: Path, holdings: Holdings, lines: Rows) -> Searched:
    """What the search in `folder` found: `lines`, in the order of their texts."""
    texts = Texts(folder)
    return Searched(
        texts.letters(0, len(texts)),
        texts.lengths(np.arange(len(texts))).astype(np.int32),
        holdings.owners,
        holdings.in_template.astype(np.int32),
        np.frombuffer("".join(f"{name}\n" for name in holdings.ids).encode("utf-32-le"), dtype=np.int32),
        lines,
    )
