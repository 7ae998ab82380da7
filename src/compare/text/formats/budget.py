"""What reading one file may cost, in counted work: a tiny file must not keep a machine busy.

Tables in tables, boxes in boxes and merged cells can ask for billions of steps in a few kilobytes.
Every reader spends from one budget as it goes, and stops with a sentence that says what was too much.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from compare.errors import InputError

LIMITS = {
    "elements": 60_000,
    "cells of tables, merged ones counted at every place that they cover": 200_000,
    "characters, those of inner tables counted in every outer one": 12_000_000,
    "marks in its XML": 3_000_000,
    "elements in its XML": 600_000,
}
"""The most of each that a file may ask for: ten times a long plan, or more."""
ELEMENTS, CELLS, CHARACTERS, MARKS, XML_ELEMENTS = LIMITS
DEEPEST = 30
"""Tables and text boxes inside each other."""


class Budget:
    """What is left for reading the file `name`; `spent` counts what was used, `instead` says what to do.

    >>> budget = Budget("a.html")
    >>> budget.spend(ELEMENTS, 70_000)
    Traceback (most recent call last):
    compare.errors.InputError: a.html: more than 60,000 elements; this is no ordinary document: give the plan's own text.
    """

    def __init__(
        self, name: str, instead: str = "this is no ordinary document: give the plan's own text"
    ) -> None:
        self.name = name
        self._instead = instead
        self.spent: Counter[str] = Counter()
        self._depth = 0

    def spend(self, what: str, amount: int = 1) -> None:
        """Use some of what there is; an `InputError` when it is used up."""
        self.spent[what] += amount
        if self.spent[what] > LIMITS[what]:
            raise self.too_much(f"more than {LIMITS[what]:,} {what}")

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Be in a table or box; an `InputError` where too many lie inside each other."""
        self._depth += 1
        try:
            if self._depth > DEEPEST:
                raise self.too_much(f"more than {DEEPEST} tables or boxes inside each other")
            yield
        finally:
            self._depth -= 1

    def too_much(self, what: str) -> InputError:
        """The one sentence for whatever was too much."""
        return InputError(f"{self.name}: {what}; {self._instead}.")
