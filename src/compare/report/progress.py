"""How far a report has come, and about how long it will take yet."""

import time
from collections.abc import Callable


class Progress:
    """Says each step with an estimate of the time left, from how long the steps before took.

    Weights say how much work a step is, in any unit; what is expected ahead counts from the beginning.
    What comes from the cache takes no time, so the estimate is rather too high than too low.
    """

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._say, self._clock = say, clock
        self._began, self._done, self._running, self._ahead = clock(), 0.0, 0.0, 0.0

    def expect(self, weight: float) -> None:
        """So much work is ahead."""
        self._ahead += weight

    def step(self, what: str, weight: float) -> None:
        """A step begins, the one before is done."""
        self._done += self._running
        left = (self._clock() - self._began) / self._done * self._ahead if self._done else None
        self._say(what if left is None else f"{what} (about {spoken(left)} left)")
        self._running, self._ahead = weight, max(0.0, self._ahead - weight)


def spoken(seconds: float) -> str:
    """A length of time as one says it.

    >>> spoken(3), spoken(44), spoken(100)
    ('5 s', '45 s', '2 min')
    """
    if seconds < 90:
        return f"{max(5, 5 * round(seconds / 5))} s"
    return f"{round(seconds / 60)} min"
