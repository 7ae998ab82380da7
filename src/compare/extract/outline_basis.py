"""Which national outline a plan follows, read from its words and not from its years.

A plan made for 2021-2025 may have been written before the outline of August 2021 and follow that
of 2015. Nobody can word what was not yet issued, so the later outline that a text shows wins, and
for one outline a citation is better evidence than the words it shares. Where neither is cited or
worded, terms that can stand in a text only after a certain day (a congress, a plenum) may tell
which outline was in force. The terms are rows of `vocab/outline_basis.csv`; where they do not
decide, nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from compare.text.document import Document
from compare.text.folding import one_for_one
from compare.vocab.patterns import any_of
from compare.vocab.reading import read_vocabulary

CITED, WORDED, STATED = "cited", "worded", "stated"
"""Kinds of basis: cites the outline; uses its words; the user's word in sources.csv."""
NO_OUTLINE = "none"
"""What sources.csv says of a plan that follows no outline."""
OUTLINE_ISSUED = {"2021": "2021-08-11", "2015": "2015-12-27"}
"""When each outline was issued, the later one first."""
_fold = one_for_one(dict(zip("()[]【】〔〕﹝﹞,-－–―~～〜", "（）（）（）（）（），———————", strict=True)))
_OF_LAW = re.compile("法治|依法")
_SOURCE = {CITED: ("cited",), WORDED: ("formula", "heading")}


@dataclass(frozen=True)
class Basis:
    """The outline a plan follows (`2015`, `2021` or empty), how that is known, and the words that say so.

    `start` and `end` are offsets of `evidence` in the raw file; None where there is no evidence.
    """

    outline: str = ""
    kind: str = ""
    evidence: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class _Cue:
    pattern: re.Pattern[str]
    kind: str
    outline: str
    since: str


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(re.compile(row["pattern"]), row["kind"], row["outline"], row["since"])
        for row in read_vocabulary("outline_basis")
    )


@cache
def _any_cue() -> re.Pattern[str]:
    """For a quick first look: most provisions hold none."""
    return any_of(cue.pattern.pattern for cue in _cues())


def find_outline_basis(document: Document) -> Basis:
    """The outline that a plan follows: what sources.csv states, else what the text shows.

    The first cue of the vocabulary that stands in the plan is the evidence.
    """
    stated = document.source.outline_basis
    if stated:
        return Basis("" if stated == NO_OUTLINE else stated, STATED)
    found = list(_found(document))
    for outline in OUTLINE_ISSUED:
        for kind, sources in _SOURCE.items():
            for cue, *place in found:
                if cue.outline == outline and cue.kind in sources:
                    return Basis(outline, kind, *_quoted(document, *place))
    return _from_dates(document, found)


_Found = tuple[_Cue, int, int, int]
"""A cue, the position of the provision that holds it, and where in its text."""


def _found(document: Document) -> Iterator[_Found]:
    """Every cue in the plan with its first place, in the order of the vocabulary."""
    folded = enumerate(_fold(provision.plain) for provision in document.provisions)
    texts = [(place, text) for place, text in folded if _any_cue().search(text)]
    for cue in _cues():
        for place, text in texts:
            if match := cue.pattern.search(text):
                yield cue, place, match.start(), match.end()
                break


def _quoted(document: Document, place: int, start: int, end: int) -> tuple[str, int, int]:
    passage = document.provisions[place].passage
    return (passage.text[start:end], *passage.raw_span(start, end))


def _from_dates(document: Document, found: list[_Found]) -> Basis:
    """The outline in force when the text was written, where its terms leave only one.

    After August 2021 that is the later outline; before, the plan's own period must end with the
    older one, since a text that knows the year 2016 may have been written in any later year. A plan
    whose title is about something else follows neither.
    """
    latest = max(found, key=lambda item: item[0].since, default=None)
    if latest is None or not _OF_LAW.search(document.source.title):
        return Basis()
    cue, *place = latest
    over = "" < document.source.period_end <= "2020"
    for outline, issued in OUTLINE_ISSUED.items():
        if cue.since >= issued and (outline == "2021" or over):
            return Basis(outline, WORDED, *_quoted(document, *place))
    return Basis()


def cue_kinds(text: str) -> list[tuple[str, str]]:
    """The kind and outline of every cue in a text, in the order of the vocabulary.

    >>> cue_kinds("深入贯彻《法治政府建设实施纲要（2021—2025年）》")
    [('cited', '2021')]
    """
    return [(kind, outline) for kind, outline, _ in cues_in(text)]


def cues_in(text: str) -> list[tuple[str, str, str]]:
    """The same with the pattern of each cue."""
    found = (cue for cue in _cues() if cue.pattern.search(_fold(text)))
    return [(cue.kind, cue.outline, cue.pattern.pattern) for cue in found]
