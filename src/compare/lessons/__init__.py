"""Lessons that check themselves: `begin` gives a lesson's `check`, `hint` and `solution`."""

from compare.lessons.lesson import begin

__all__ = ["begin"]
