"""What reading did to every source: what was left out, why, and what looked doubtful.

The report on it is one text in each language; its words are in `vocab/source_notes.csv`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from compare.extract.unread import Unread
from compare.files.markdown import as_markdown, table_lines
from compare.text.document import Document
from compare.vocab.notes import Note

COLUMNS = ("doc_id", "file", "what", "why", "occurrences", "chars", "percentages")
REPORTS = {"en": "sources.md", "zh": "sources.zh.md"}
"""The report on how the sources were read: its file in reports/, by language."""
_PERCENT = re.compile(r"[%％](?<=\d.)")  # begins with what is rare


@dataclass(frozen=True)
class LeftOut:
    """One kind of thing left out of a source.

    `chars` counts characters that are not white space; `percentages` how many figures in
    percent lie in them, since a stray text's figures must never be taken for a plan's.
    """

    what: Note
    why: Note
    occurrences: int
    chars: int
    percentages: int


def left_out_of(document: Document) -> list[LeftOut]:
    """All kinds of things left out of a source: text around the plan, then what cleaning took out of it."""
    raw, source = document.raw, document.source
    before = Note.of("before_marker", marker=source.start_marker)
    after = Note.of("after_marker", marker=source.end_marker)
    outside = [
        ("text before the plan", before, [raw[: document.start]]),
        ("text after the plan", after, [raw[document.end :]]),
    ]
    for step in dict.fromkeys(cut.step for cut in document.cuts):
        pieces = [raw[cut.start : cut.end] for cut in document.cuts if cut.step == step]
        outside.append((step, Note.of("added"), pieces))
    return [_counted(what, why, pieces) for what, why, pieces in outside if any(map(str.strip, pieces))]


def _counted(what: str, why: Note, pieces: list[str]) -> LeftOut:
    text = "".join(pieces)
    return LeftOut(Note.of(what), why, len(pieces), _written(text), _percentages(text))


def left_out_rows(document: Document, found: Sequence[LeftOut]) -> list[dict[str, Any]]:
    """The rows of left_out.csv, in English, as programs read them."""
    place = {"doc_id": document.doc_id, "file": document.source.file}
    return [place | vars(one) | {"what": str(one.what), "why": str(one.why)} for one in found]


def report_head(language: str) -> str:
    """What stands above the sections of all plans."""
    title, introduction = (Note.of(key).text(language) for key in ("title", "introduction"))
    return f"# {title}\n\n{introduction}\n"


def report_sections(
    document: Document, found: Sequence[LeftOut], unread: Unread, changed: Sequence[Note] = ()
) -> dict[str, str]:
    """What is the plan, what was left out, doubts, and what looks lost, in Markdown, by language.

    `changed` says what people judged of sentences that are others now.
    """
    opening = _opening(document)
    told = list(_told(document, unread, changed))
    return {language: _section(opening, found, told, language) for language in REPORTS}


def _section(
    opening: tuple[Note, Note], found: Sequence[LeftOut], told: Sequence[tuple[str, Note]], language: str
) -> str:
    title, summary = (note.text(language) for note in opening)
    parts = ["", f"## {title}", "", summary, ""]
    parts += _table(found, language) if found else [Note.of("nothing").text(language)]
    items = [Note.of(f"item_{kind}", text=as_markdown(note.text(language))) for kind, note in told]
    parts += ["", *(f"- {item.text(language)}" for item in items)] if items else []
    return "\n".join(parts) + "\n"


def _opening(document: Document) -> tuple[Note, Note]:
    """The heading of a plan's section and its first sentence, whose values are Markdown already."""
    source, inside = document.source, document.raw[document.start : document.end]
    title = Note.of("plan", doc_id=document.doc_id, title=as_markdown(source.title))
    return title, Note.of(
        "read", file=as_markdown(source.file), whole=_written(document.raw), plan=document.chars,
        measures=len(document.measures), units=len(document.provisions),
        inside=_percentages(inside), all=_percentages(document.raw),
    )  # fmt: skip


def _told(document: Document, unread: Unread, changed: Sequence[Note]) -> Iterator[tuple[str, Note]]:
    """All that is said below the table, each with its kind."""
    yield from (("part", part.told) for part in document.parts if document.has_annexes)
    yield from (("doubt", note) for note in (*document.notes, *changed))
    yield from (("lost", note) for note in unread.told)
    if unread.looked_at:
        yield "counted", unread.counted


def _table(found: Sequence[LeftOut], language: str) -> list[str]:
    heads = [Note.of(f"column_{name}").text(language) for name in COLUMNS[2:]]
    cells = (
        [as_markdown(one.what.text(language)), as_markdown(one.why.text(language)), one.occurrences,
         f"{one.chars:,}", one.percentages]
        for one in found
    )  # fmt: skip
    return table_lines(heads, cells, "llrrr")


def _written(text: str) -> int:
    """Characters that are not white space."""
    return len("".join(text.split()))


def _percentages(text: str) -> int:
    """Figures in percent."""
    return len(_PERCENT.findall(text))
