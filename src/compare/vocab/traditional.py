"""Traditional characters with their simplified forms, one for one: offsets never move.

What is known of plans (words of duty, labels, bodies, topics) is written in simplified characters, and so
is read what a page prints in traditional ones; tables keep what is printed. The rows are the characters
of OpenCC's table (Apache-2.0) that no text in simplified characters needs.
"""

import re
from functools import cache

from compare.vocab.reading import read_vocabulary


@cache
def _simplified() -> dict[int, str]:
    return {ord(row["traditional"]): row["simplified"] for row in read_vocabulary("traditional")}


@cache
def _traditional() -> re.Pattern[str]:
    """Any of them; a pattern looks through a text ten times as fast as a set."""
    return re.compile(f"[{''.join(map(chr, _simplified()))}]")


def simplified(text: str) -> str:
    """The text with simplified characters; the same object where it has no other.

    >>> simplified("責任單位：重慶市渝中區司法局")
    '责任单位：重庆市渝中区司法局'
    """
    return text.translate(_simplified()) if _traditional().search(text) else text
