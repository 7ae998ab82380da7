"""Words from outside in Markdown: whatever stands in them is shown, and nothing of it is markup."""

import re

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


def _held(begin: str) -> str:
    return f"{begin}\\" if begin.isdecimal() else f"\\{begin}"
