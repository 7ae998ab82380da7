"""Words from outside in Markdown: whatever stands in them is shown, and nothing of it is markup."""

import re
from collections.abc import Iterable

_SIGNS = re.compile(r"[\\`*\[\]<>|$~!]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])")
"""What Markdown, or formulas and tables in it, may take for markup anywhere in a line."""
_FIRST = re.compile(r"^(?:[-+=#](?!\d)|\d{1,9}(?=[.)](?:\s|$)))")
"""What it may take for the begin of a list, a heading or a line."""


def as_markdown(text: object) -> str:
    r"""A text as one line of Markdown that shows just this text.

    >>> as_markdown("[x](javascript:alert(1)) <b>50%</b> | a_b"), as_markdown("1. 执法")
    ('\\[x\\](javascript:alert(1)) \\<b\\>50%\\</b\\> \\| a_b', '1\\. 执法')
    """
    line = _SIGNS.sub(r"\\\g<0>", " ".join(str(text).split()))
    return _FIRST.sub(lambda found: _held(found[0]), line)


def table_lines(header: Iterable[str], rows: Iterable[Iterable[object]], align: str = "") -> list[str]:
    """A table, whose cells are Markdown already; `align` has `r` for columns of numbers, else `l`.

    Nothing is padded, as libraries do it: one longer cell would change every line.

    >>> table_lines(["plan", "times"], [["a", 3]], "lr")
    ['| plan | times |', '|---|---:|', '| a | 3 |']
    """
    names = list(header)
    rule = "".join("---:|" if side == "r" else "---|" for side in align.ljust(len(names), "l"))
    return [_row(names), f"|{rule}", *map(_row, rows)]


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _held(begin: str) -> str:
    return f"{begin}\\" if begin.isdecimal() else f"\\{begin}"
