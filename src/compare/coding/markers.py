"""Look up the markers of obligation, sanction and monitoring in `vocab/markers.csv`.

A row holds one marker or a family of them as a pattern over folded text (see `clauses`). In
it … stands for up to 20 characters of the same clause, …… for up to 80 of the same
sentence, and ＃ for the marker whose surroundings are tested.
"""

import re
from functools import cache

from compare.vocabulary import read_vocabulary

MARK = "＃"
BLANK = "□"
_GAPS = {"……": f"[^;。!?{BLANK}]{{0,80}}?", "…": "[^,;:。!?]{0,20}?"}
_NEVER = "(?!)"


@cache
def pattern(kind: str, code: str, scope: str = "") -> re.Pattern[str]:
    """All markers of a kind, code and scope as one pattern.

    >>> pattern("obligation", "3").search("行政执法决定须经审核")[0]
    '须'
    """
    rows = read_vocabulary("markers")
    held = (row for row in rows if (row["kind"], row["code"], row["scope"]) == (kind, code, scope))
    return re.compile("|".join(f"(?:{_with_gaps(row['marker'])})" for row in held) or _NEVER)


def _with_gaps(marker: str) -> str:
    for sign, gap in _GAPS.items():
        marker = marker.replace(sign, gap)
    return marker


def without_names(text: str, kind: str) -> str:
    """The text with words blanked out that look like a marker of this kind and are none.

    >>> without_names("完善应急预案", "obligation")
    '完善□□预案'
    """
    return pattern(kind, "0", "name").sub(blanked, text)


def blanked(match: re.Match[str]) -> str:
    """Blanks in place of a match, length kept."""
    return BLANK * len(match[0])
