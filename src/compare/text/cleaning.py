"""Undo what printing, scanning and conversion added, without losing the way back.

Every step only takes characters out, and says which; nothing is replaced but line ends, by \\n. So
a cleaned text is the raw text minus a list of cuts, and each of its characters keeps its raw offset.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Span = tuple[int, int]
HAN = r"[\u4e00-\u9fff\u3001-\u3003\uff01-\uff65“”‘’]"
DASH = r"[—–―－-]"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"


@dataclass(frozen=True)
class Cut:
    """Raw characters `start` to `end` that `step` took out."""

    step: str
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """Text whose every character knows its raw offset: `index[i]` is that of `text[i]`."""

    text: str
    index: npt.NDArray[np.int32]

    def __getitem__(self, part: slice) -> "Passage":
        return Passage(self.text[part], self.index[part])

    @property
    def span(self) -> Span:
        """Half-open raw span from the first to the last character."""
        return int(self.index[0]), int(self.index[-1]) + 1

    def raw_span(self, start: int, end: int) -> Span:
        """Half-open raw span of `text[start:end]`."""
        return int(self.index[start]), int(self.index[end - 1]) + 1

    def without_breaks(self) -> "Passage":
        """The passage on one line: line breaks and the layout space around them taken out."""
        if not _LINE_BREAK.search(self.text):
            return self
        spaces = _SPACE.finditer(self.text)
        return self.without(space.span() for space in spaces if _LINE_BREAK.search(space[0]))

    def without(self, spans: Iterable[Span]) -> "Passage":
        """The passage with `spans` of its text, in order and apart, taken out."""
        edges = [0, *(edge for span in spans for edge in span), len(self.text)]
        if len(edges) == 2:
            return self
        kept = list(zip(edges[::2], edges[1::2], strict=True))
        text = "".join(self.text[start:end] for start, end in kept)
        return Passage(text, np.concatenate([self.index[start:end] for start, end in kept]))


_SPACE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _matches(pattern: str, *signs: str) -> Callable[[str], Iterator[Span]]:
    """A step that cuts group 1 of every match, or the whole match where there is no group.

    Every match holds one of `signs`, if any are given: a text that has none of them is not looked through.
    """
    compiled = re.compile(pattern, re.MULTILINE)
    group = 1 if compiled.groups else 0

    def find(text: str) -> Iterator[Span]:
        may_match = not signs or any(sign in text for sign in signs)
        return (match.span(group) for match in compiled.finditer(text)) if may_match else iter(())

    return find


def _page_number_lines(text: str) -> Iterator[Span]:
    """Bare numbers on lines of their own that count up one by one through the text."""
    lines = list(re.finditer(r"^[^\S\n]*(\d{1,3})[^\S\n]*$", text, re.MULTILINE))
    numbers = [int(line[1]) for line in lines]
    if (
        len(numbers) >= 2
        and numbers[0] < 10
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    ):
        yield from (line.span() for line in lines)


_HEADER = re.compile(
    r"^[^\S\n]*([^\n。；：]{0,30}(?:公报|政报|简报|第\s*\d+\s*期|https?:|www[.])[^\n。；]{0,60})[^\S\n]*\n",
    re.MULTILINE,
)


def _running_headers(text: str) -> Iterator[Span]:
    """Lines of a gazette or of a printed page that come three times, but for the page's number."""
    lines = list(_HEADER.finditer(text))
    alike = [re.sub(r"\d+(?=[^\S\n]*$)|^\d+", "", "".join(line[1].split())) for line in lines]
    yield from (line.span() for line, same in zip(lines, alike, strict=True) if alike.count(same) >= 3)


_CONTENTS = re.compile(r"^[^\S\n]*目[^\S\n]*[录次][^\S\n]*\n", re.MULTILINE)
_ENTRY = re.compile(r"[^\S\n]*(\S[^\n]{1,80}?)(?:[\s.．·…]+\d{1,4})?[^\S\n]*(?:\n|$)")


def _contents(text: str) -> Iterator[Span]:
    """A table of contents behind the word 目录: lines that come again as headings below."""
    opening = _CONTENTS.search(text)
    if not opening:
        return
    end = opening.end()
    while (entry := _ENTRY.match(text, end)) and f"\n{entry[1]}" in text[entry.end() - 1 :]:
        end = entry.end()
    if end > opening.end():
        yield opening.start(), end


STEPS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("invisible characters", _matches(r"[\ufeff\u200b-\u200f\u2060\u00ad\x00-\x08\x0e-\x1b\x7f]+")),
    ("word-processor bookmark", _matches(r"\[bookmark:[^\]\n]{0,60}\]", "[bookmark:")),
    # "— 2 —" may stand inside a sentence; "- 2 -" with plain hyphens only on its own line.
    ("page mark", _matches(r"[—–―－]{1,2}[^\S\n]*\d{1,4}[^\S\n]*[—–―－]{1,2}(?!\d)[^\S\n]*")),
    ("page mark", _matches(rf"^[^\S\n]*{DASH}{{1,2}}[^\S\n]*\d{{1,4}}[^\S\n]*{DASH}{{1,2}}[^\S\n]*$")),
    (
        "page mark",
        _matches(
            r"^[^\S\n]*(?:第?[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}页?[^\S\n]{0,4}[/／,，]?[^\S\n]{0,4}共[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}页"
            r"|第[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}页)[^\S\n]*$",
            "页",
        ),
    ),
    ("page mark", _page_number_lines),
    ("running header", _running_headers),
    # 一、总体要求………… 1
    ("table of contents", _matches(r"^[^\n]{2,80}?(?:…{2,}|[.．·]{4,})[^\S\n]*\d{1,4}[^\S\n]*$", *"….．·")),
    ("table of contents", _contents),
    ("Markdown heading mark", _matches(r"^[^\S\n]{0,3}(#{1,6})(?=[^#\n])", "#")),
    ("Markdown emphasis", _matches(r"\*{2,}|__(?:(?=\S)|(?<=\S__))", "**", "__")),
    ("Markdown rule", _matches(r"^[^\S\n]*(?:[-*_][^\S\n]*){3,}$", *"-*_")),
    ("Markdown quote mark", _matches(r"^[^\S\n]*(>+)(?=[^\S\n])", ">")),
    # lines of nothing but the borders of cells, as copied tables leave them: |, |---|---|
    ("border of a table", _matches(r"^(?=[^\n]*[|｜])[^\S\n]*(?:[|｜:+-][^\S\n]*)+$", *"|｜")),
    # 發(fā)展: some sites print how a character is read behind it
    ("gloss of a character", _matches(rf"[（(](?<={HAN}.)[a-zü]{{0,4}}[{_TONES}][a-zü]{{0,4}}[)）]")),
    (
        "stray foreign word",
        _matches(rf"([^\S\n](?<={HAN}.)[^\S\n]*(?:and|or|of|the|to|in|for)[^\S\n]+)(?={HAN})"),
    ),
)
"""The named steps in order: each finds what to cut in what the steps before it left."""


_OTHER_END = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")


def with_plain_ends(text: str) -> str:
    """The text with \\n for every line end of another kind, one for one, so that offsets stay."""
    return _OTHER_END.sub("\n", text)


def _with_plain_ends(passage: Passage) -> Passage:
    """One \\n for every line end: rules about lines need to know no other, and no value holds one."""
    passage = passage.without(match.span() for match in re.finditer(r"\r(?=\n)", passage.text))
    return Passage(with_plain_ends(passage.text), passage.index)


def clean(raw: str, start: int = 0, end: int | None = None) -> tuple[Passage, list[Cut]]:
    """Run all steps over `raw[start:end]`.

    >>> passage, cuts = clean("全面清理— 2 — 行政审批事项")
    >>> passage.text, cuts[0].step
    ('全面清理行政审批事项', 'page mark')
    """
    end = len(raw) if end is None else end
    passage = _with_plain_ends(Passage(raw[start:end], np.arange(start, end, dtype=np.int32)))
    cuts: list[Cut] = []
    for step, find in STEPS:
        spans = [span for span in find(passage.text) if span[0] < span[1]]
        cuts += [Cut(step, *passage.raw_span(*span)) for span in spans]
        passage = passage.without(spans)
    return passage, sorted(cuts, key=lambda cut: cut.start)
