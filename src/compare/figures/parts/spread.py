"""Texts side by side on a line: near the places wanted, none on another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class _Block:
    """Texts side by side: where they would best begin, how many they are, how wide."""

    left: float
    count: int
    width: float

    def kept_inside(self) -> "_Block":
        return replace(self, left=max(min(self.left, 1 - self.width), 0.0))

    def joined(self, other: "_Block") -> "_Block":
        wanted = (self.left * self.count + (other.left - self.width) * other.count) / (
            self.count + other.count
        )
        return _Block(wanted, self.count + other.count, self.width + other.width).kept_inside()


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Middles of texts on a line from 0 to 1: near the places wanted (ascending), none on another.

    Texts that would overlap are set side by side around the mean of their places.

    >>> spread([0.5, 0.52], [0.1, 0.1])
    [0.46, 0.56]
    >>> spread([0.9, 0.95], [0.2, 0.2])
    [0.7, 0.9]
    """
    blocks: list[_Block] = []
    for place, width in zip(wanted, widths, strict=True):
        blocks.append(_Block(place - width / 2, 1, width).kept_inside())
        while len(blocks) > 1 and blocks[-2].left + blocks[-2].width > blocks[-1].left:
            last = blocks.pop()
            blocks.append(blocks.pop().joined(last))
    middles: list[float] = []
    for block in blocks:
        edge = block.left
        for width in widths[len(middles) : len(middles) + block.count]:
            middles.append(round(edge + width / 2, 6))
            edge += width
    return middles
