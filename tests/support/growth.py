"""How work grows with a text, counted in calls and not timed: the same on a fast, slow or busy machine.

Calls say nothing of what one call of a pattern does inside: that is bounded by a guard, which ends a test
that would take minutes of processor time, and is far from what any text takes.
"""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

from support.fuzzing import limited

Work = Callable[[int], object]
"""Work on a text of about so many characters."""
_CALLS = ("call", "c_call")
_DOUBLE = 2.5
"""Twice the text may ask for so many times the calls: a bit more than twice, and far from four times."""
_SHORT = 40
"""Calls are counted on so small a part of the length: counting them takes longer than the work."""
_GUARD = 60
"""Processor seconds after which work hangs; it takes one to three."""


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, those of Python and those of its libraries in C."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in _CALLS

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def assert_linear(work: Work, length: int) -> None:
    """Work ends on a text of `length`, and on parts of it twice the text asks for about twice the calls."""
    with limited(_GUARD):
        work(length // _SHORT)  # reads vocabularies, once
        short, double = (calls(partial(work, size)) for size in (length // _SHORT, 2 * length // _SHORT))
        assert double < _DOUBLE * short, f"{short} calls, and {double} for twice the text"
        work(length)
