"""A plan as read: document, measures, provisions, each with its place in the raw file."""

import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from compare.errors import InputError
from compare.files.folders import inside
from compare.files.reading import decode, read_bytes, sha256
from compare.text import frontmatter
from compare.text.cleaning import Cut, Passage, clean
from compare.text.headings import with_bare_headings
from compare.text.lines import Layout, Line, logical_lines
from compare.text.numbering import NAMED, Mark
from compare.text.outline import Item, measures_of, split_at_inline_marks
from compare.text.paragraphs import with_titled_paragraphs
from compare.text.parts import Part, find_parts, repeated
from compare.text.places import with_place
from compare.text.provisions import Unit, cut_provisions
from compare.text.sources import Source
from compare.text.terms import compilation_signs
from compare.text.titles import find_title
from compare.vocab.notes import Note
from compare.vocab.traditional import simplified


@dataclass(frozen=True)
class Provision:
    """One statement. `passage` is its text on one line, every character with its raw offset.

    `structure` is the topic that its place in the plan settles (N0, N1, N2), or empty.
    """

    provision_id: str
    measure_id: str
    doc_id: str
    seq: int
    start: int
    end: int
    is_heading: bool
    structure: str
    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def plain(self) -> str:
        """The text in simplified characters: what words are looked for in."""
        return simplified(self.text)


def provision_id(doc_id: str, seq: int) -> str:
    """The id of a plan's provision by its position, from 1."""
    return f"{doc_id}-p{seq:04}"


@dataclass(frozen=True)
class Measure:
    """The smallest numbered item of a plan; `number` as printed, `heading` its title."""

    measure_id: str
    doc_id: str
    seq: int
    number: str
    chapter: str
    section: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class PartRead:
    """A part of the file's text: the body, whose `name` is empty, or an annex.

    `raw[start:end]` is the part. `measures` counts those it holds; they are measures of the plan
    if `read` is true. `why` says what decided.
    """

    name: str
    start: int
    end: int
    measures: int
    read: bool
    why: Note | None

    @property
    def told(self) -> Note:
        """The part in a line of a report."""
        because = "part_read_because" if self.why else "part_read"
        name = self.name or Note.of("body")
        return Note.of(
            because if self.read else "part_left_out", name=name, measures=self.measures, why=self.why
        )


@dataclass(frozen=True)
class Document:
    """One plan: `raw[start:end]` is the plan, what lies outside belongs to other texts."""

    source: Source
    raw: str
    sha256: str
    start: int
    end: int
    chars: int
    cuts: tuple[Cut, ...]
    measures: tuple[Measure, ...]
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]
    parts: tuple[PartRead, ...] = ()

    @property
    def doc_id(self) -> str:
        return self.source.doc_id

    @property
    def has_annexes(self) -> bool:
        """Whether the file has parts beside the body, so that one must say which are the plan."""
        return len(self.parts) > 1


def read_document(source: Source, folder: Path) -> Document:
    """Read the plan that a row of `sources.csv` names.

    Raises `InputError` for a file that is missing, changed, undecodable, lacks its start or
    end marker, or holds no measure.
    """
    data = _own_bytes(source.file, folder)
    digest = sha256(data)
    if source.sha256 and digest != source.sha256:
        raise InputError(
            f"{source.file}: the file's sha256 is {digest[:12]}…, sources.csv says"
            f" {source.sha256[:12]}…; restore the file, or update sources.csv if it changed on purpose."
        )
    return _parsed(source, decode(data, source.file), digest)


def _own_bytes(name: str, folder: Path) -> bytes:
    """The content of a file in `folder`, which lies in a project's `data/`.

    A link out of the project may lead to what nobody meant to publish, and tables quote what they are made of.
    """
    path = folder / name
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        inside(path, folder.parent.parent)
    return read_bytes(path)


@lru_cache(maxsize=64)
def _parsed(source: Source, raw: str, digest: str) -> Document:
    """A plan that was just read: tables, shared wording and scores each ask for it.

    As many are held as plans of which every pair is compared; each takes up a third of a megabyte.
    """
    return parse_document(source, raw, digest)


def parse_document(source: Source, raw: str, digest: str = "", is_plan: bool = True) -> Document:
    """Find outline, measures and provisions of a plan in the text of its file.

    A plan has measures; other text (`is_plan` false), such as a single paragraph, is one measure
    without a number where it has none.
    """
    start, end = _boundaries(source, raw)
    passage, cuts = clean(simplified(raw), start, end)
    printed = _printed(passage, raw)
    if not passage.text.strip():
        raise InputError(f"{source.file}: no text between the markers; correct sources.csv.")
    lines = split_at_inline_marks(logical_lines(passage.text, _layout(passage, cuts)))
    lines = with_titled_paragraphs(with_bare_headings(lines))
    parts = find_parts(passage.text, lines, source.parts)
    items = [item for part in parts if part.read for item in part.items]
    if not is_plan and not measures_of(items):
        items = [_whole(lines)]
    measures = _measures(source, printed, lines, items)
    if not measures and source.parts:
        raise InputError(
            f"{source.file}: no measures in what parts says ({source.parts}); correct sources.csv."
        )
    if not measures:
        raise InputError(f"{source.file}: {_no_measures(lines)}")
    provisions = _provisions(source, printed, cut_provisions(lines, items), items, measures)
    source = _complete(source, lines, printed)
    chars = len("".join(passage.text.split()))
    notes = (*_doubts(source, raw), *_repeated(parts), *_missing_numbers(parts))
    return Document(
        source, raw, digest, start, end, chars, tuple(cuts), tuple(measures), provisions, notes,
        tuple(_part_read(part, lines, passage) for part in parts),
    )  # fmt: skip


_ATTACHED = re.compile(r"\S[^\n]{2,80}\.(?:docx?|pdf|wps|ofd|xlsx?|et|zip|rar)\b", re.IGNORECASE)


def _no_measures(lines: list[Line]) -> str:
    """Why a text may have no measures, and what to do."""
    attached = [match[0] for line in lines if len(line.text) <= 90 and (match := _ATTACHED.search(line.text))]
    if attached:
        return (
            f"no measures, but it names an attached file ({attached[0]}): is the plan there? Add that file."
        )
    return (
        "no numbered measures found, nor headings on lines of their own; is this a plan?"
        " Items must open with numbers such as 一、（一）1. or with headings."
    )


def _printed(passage: Passage, raw: str) -> Passage:
    """The passage with the characters that the file has, where it was read in simplified ones."""
    if simplified(raw) is raw:
        return passage
    text = "".join(
        char if char == "\n" else raw[at]
        for char, at in zip(passage.text, passage.index.tolist(), strict=True)
    )
    return Passage(text, passage.index)


def _whole(lines: list[Line]) -> Item:
    """All lines as one item that nothing numbers."""
    start = lines[0].start
    return Item(Mark(start, start, "", 0, ""), "", start, lines[-1].end, 1)


def _boundaries(source: Source, raw: str) -> tuple[int, int]:
    """The plan's raw span: from its start marker (included) to its end marker (excluded)."""
    start = _find(source, raw, "start_marker", 0) if source.start_marker else 0
    after = start + len(source.start_marker)
    end = _find(source, raw, "end_marker", after) if source.end_marker else len(raw)
    return start, end


def _find(source: Source, raw: str, name: str, since: int) -> int:
    marker = getattr(source, name)
    position = raw.find(marker, since)
    if position < 0:
        raise InputError(f"{source.file}: {name} {marker!r} not found; copy it from the file exactly.")
    return position


def _layout(passage: Passage, cuts: list[Cut]) -> Layout:
    """Where in the clean text cleaning saw headings and page marks."""

    def offsets(step: str) -> list[tuple[int, Cut]]:
        found = [cut for cut in cuts if cut.step == step]
        places = np.searchsorted(passage.index, [cut.start for cut in found]).tolist()
        return list(zip(places, found, strict=True))

    headings = {place: cut.end - cut.start for place, cut in offsets("Markdown heading mark")}
    pages = [*offsets("page mark"), *offsets("running header")]
    return Layout(headings, frozenset(place for place, _ in pages))


def _measures(source: Source, printed: Passage, lines: list[Line], items: list[Item]) -> list[Measure]:
    measures = []
    opened = {line.start: line.text for line in lines}
    for seq, item in enumerate(measures_of(items), 1):
        above = [_printed_heading(one, opened[one.start], printed.text) for one in item.ancestors]
        start, end = printed.raw_span(item.start, item.end)
        number = item.mark.printed
        measures.append(
            Measure(
                measure_id=f"{source.doc_id}-m{seq:03}",
                doc_id=source.doc_id,
                seq=seq,
                number=printed.text[item.mark.start : item.mark.start + len(number)],
                chapter=above[0] if above else "",
                section=above[-1] if len(above) > 1 else "",
                heading=_printed_title(item, opened[item.start], printed.text),
                start=start,
                end=end,
            )
        )
    return measures


def _printed_title(item: Item, line: str, printed: str) -> str:
    """An item's title as printed, on one line; `line` is the one that the item opens with."""
    start = item.start + line.find(item.title)
    return "".join(printed[start : start + len(item.title)].split("\n"))


def _printed_heading(item: Item, line: str, printed: str) -> str:
    """A heading as printed, number and title, on one line."""
    stop = line.find(item.title) + len(item.title)
    return "".join(printed[item.start : item.start + stop].split("\n")).strip()


def _provisions(
    source: Source, passage: Passage, units: list[Unit], items: list[Item], measures: list[Measure]
) -> tuple[Provision, ...]:
    ids = dict(
        zip((item.start for item in measures_of(items)), (m.measure_id for m in measures), strict=True)
    )
    provisions = []
    for seq, unit in enumerate(units, 1):
        part = passage[unit.start : unit.end].without_breaks()
        owner = items[unit.item].start if unit.item >= 0 else -1
        provisions.append(
            Provision(
                provision_id(source.doc_id, seq), ids.get(owner, ""), source.doc_id, seq, *part.span,
                unit.is_heading, unit.structure, part,
            )
        )  # fmt: skip
    return tuple(provisions)


def _complete(source: Source, lines: list[Line], printed: Passage) -> Source:
    """Fill what `sources.csv` leaves empty with what the plan says of itself, as printed."""
    said = replace(
        source,
        title=source.title or find_title(lines),
        document_number=source.document_number or frontmatter.find_document_number(lines),
        issued=source.issued or frontmatter.find_issue_date(lines),
    )
    said = with_place(_with_period(said), lines)
    plain = "".join("".join(line.text.split()) for line in lines)
    shown = "".join("".join(printed.text[line.start : line.end].split()) for line in lines)
    kept = {name: _as_printed(getattr(said, name), plain, shown) for name in ("title", "document_number")}
    return said if plain == shown else replace(said, **kept)


def _as_printed(found: str, plain: str, shown: str) -> str:
    """The characters that stand for what was found in a text read in simplified ones."""
    place = plain.find("".join(found.split()))
    return shown[place : place + len("".join(found.split()))] if place >= 0 else found


def _with_period(source: Source) -> Source:
    if source.period_start or source.period_end:
        return source
    first, last = frontmatter.find_period(source.title)
    return replace(source, period_start=first, period_end=last)


def _doubts(source: Source, raw: str) -> list[Note]:
    """Warn where a file looks like a compilation and no boundary is given."""
    if source.start_marker or source.end_marker:
        return []
    signs = compilation_signs(raw)
    return [Note.of("compilation", signs=tuple(signs))] if signs else []


def _part_read(part: Part, lines: list[Line], passage: Passage) -> PartRead:
    start, end = passage.raw_span(lines[part.first].start, lines[part.last - 1].end)
    return PartRead(part.name, start, end, len(part.measures), part.read, part.why)


def _repeated(parts: list[Part]) -> list[Note]:
    """Annexes whose measures are counted a second time."""
    return [Note.of("repeated", name=name, measures=count) for name, count in repeated(parts)]


def _missing_numbers(parts: list[Part]) -> list[Note]:
    """Numbers left out or doubled in a count of siblings or, for a running count, overall."""
    return [note for part in parts if part.read for note in _jumps(part.items)]


def _jumps(items: list[Item]) -> list[Note]:
    notes = []
    for style in sorted({item.mark.style for item in items} - {"heading", "paragraph"}):
        values = [item.mark.value for item in items if item.mark.style == style]
        for before, after in pairwise(values):
            if after not in (before + 1, 1):
                named = Note.of(style) if style in NAMED else style
                notes.append(Note.of("jump", style=named, before=before, after=after))
    counts = Counter(notes)
    return sorted(counts, key=lambda jump: (counts[jump] > 1, str(jump)))
