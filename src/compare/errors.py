"""Faults in what a user gave us, each told in one sentence: what, where, what to do."""

import traceback
from pathlib import Path


class InputError(Exception):
    """A file, table or setting cannot be used; the message says what, where and what to do."""


def unexpected(error: BaseException) -> str:
    """An error that no rule foresees, with the place where it arose.

    >>> try:
    ...     [][1]
    ... except IndexError as error:
    ...     unexpected(error).split(" in ")[0]
    'IndexError'
    """
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}: {error}"
