"""Boxes (专栏) in the text of a plan: examples, projects and figures beside the measures.

Their lines may be numbered as the measures are. A box holds what follows its heading until the
count that it broke into goes on.
"""

from collections.abc import Sequence

from compare.text.numbering import Mark
from compare.text.terms import opens_box


def lines_in_boxes(texts: Sequence[str], marks: Sequence[Mark | None]) -> set[int]:
    """Positions of the lines that stand in boxes, their headings included.

    `marks` holds the number that may open each line.
    """
    outside: dict[str, int] = {}
    inside: dict[str, int] | None = None
    found = set()
    for position, (text, mark) in enumerate(zip(texts, marks, strict=True)):
        if not mark and opens_box(text):
            inside = {}
        elif mark and inside is not None and _goes_on(mark, position, outside, inside, marks):
            inside = None
        if inside is not None:
            found.add(position)
        if mark:
            (outside if inside is None else inside)[mark.style] = mark.value
    return found


def _goes_on(
    mark: Mark,
    position: int,
    outside: dict[str, int],
    inside: dict[str, int],
    marks: Sequence[Mark | None],
) -> bool:
    """Whether a number continues the count outside the box, and not (only) that in the box."""
    if mark.value != outside.get(mark.style, 0) + 1 or mark.value == 1:
        return False
    if mark.value != inside.get(mark.style, 0) + 1:
        return True
    after = next((other for other in marks[position + 1 :] if other and other.style == mark.style), None)
    return after is None or after.value != mark.value
