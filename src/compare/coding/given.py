"""Codes given by people and language models, by character span, and whose codes feed the tables.

Each coder's codes of a plan are one file, `data/coding/<coder>/<doc_id>.csv`; who the coders are,
and whose codes count first, says the register (`compare.coding.register`). A coder may leave rows
out, or cells empty: what is there counts, and what is not comes from the next coder. A row may
hold part of a provision or several of them, where the coder cut the text otherwise. A row whose
text no longer stands at its span is stale, and an error: codes must not drift away from the
sentence they were given to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from compare.coding.register import KINDS, Coder, feeding
from compare.errors import InputError
from compare.files.csv_rows import rows_of_csv
from compare.text.document import Document
from compare.vocab.taxonomy import is_substantive, topics

COLUMNS = (
    "doc_id",
    "start",
    "end",
    "topic",
    "topic2",
    "obligation",
    "sanction",
    "monitoring",
    "text",
    "note",
)
DUTY = ("obligation", "sanction", "monitoring")
"""What is given together: they count only where all three are there."""
VALUES = {"obligation": "0123", "sanction": "01", "monitoring": "01"}


class Codes(NamedTuple):
    """The codes of one provision, and who gave them.

    `topic_source` is what gave the topic (`person`, `language model`, `model`, `layout`),
    `obligation_source` what gave obligation, sanction and monitoring (`rules` in place of
    `model`); `coder` is the name of whoever gave the topic, `obligation_coder` that of whoever gave
    the rest, where that is another.
    """

    topic: str
    topic2: str
    obligation: int
    sanction: int
    monitoring: int
    coder: str
    topic_source: str
    obligation_source: str
    topic_score: float = 1.0
    obligation_coder: str = ""

    @property
    def duty_coder(self) -> str:
        """Who gave obligation, sanction and monitoring: a coder's name, `rules` or `layout`."""
        both = self.coder if self.obligation_source in KINDS else self.obligation_source
        return self.obligation_coder or both


@dataclass(frozen=True)
class Given:
    """What one coder gave to a stretch of text; a topic that is empty, or a duty of None, was left open.

    `start` and `end` are raw offsets; `duty` is obligation, sanction and monitoring, each a number
    or None.
    """

    start: int
    end: int
    topic: str
    topic2: str
    duty: tuple[int | None, int | None, int | None]
    coder: Coder
    note: str = ""

    @property
    def whole_duty(self) -> tuple[int, int, int] | None:
        """Obligation, sanction and monitoring, where all three are given."""
        first, second, third = self.duty
        return None if first is None or second is None or third is None else (first, second, third)


@dataclass(frozen=True)
class First:
    """Whose codes count for one provision: for its topic, and for obligation, sanction and monitoring."""

    topic: Given | None = None
    duty: Given | None = None


def first_given(document: Document, folder: Path, besides: str = "") -> dict[str, First]:
    """By provision_id whose codes count, provision by provision and field by field; {} if nobody coded.

    `besides` names a coder who is left out.
    """
    topics_by: dict[str, Given] = {}
    duties_by: dict[str, Given] = {}
    for key, one in _in_order(document, folder, "topic", besides):
        if one.topic:
            topics_by.setdefault(key, one)
    for key, one in _in_order(document, folder, "obligation", besides):
        chosen = topics_by.get(key)
        if one.whole_duty and _judged(one, chosen.topic if chosen else ""):
            duties_by.setdefault(key, one)
    ids = [p.provision_id for p in document.provisions]
    return {
        key: First(topics_by.get(key), duties_by.get(key))
        for key in ids
        if key in topics_by or key in duties_by
    }


def _judged(given: Given, topic: str) -> bool:
    """Whether a coder judged the duty: where it saw no measure, 0 is a rule, which another's topic undoes."""
    return not is_substantive(topic) or not given.topic or is_substantive(given.topic)


def _in_order(document: Document, folder: Path, field: str, besides: str) -> Iterator[tuple[str, Given]]:
    """All coders' codes of every provision: those of the coder that counts first come first."""
    for coder in feeding(folder, field):
        path = folder / coder.name / f"{document.doc_id}.csv"
        if coder.name != besides and path.is_file():
            yield from codes_by_provision(document, path, coder).items()


def has_codes(doc_id: str, folder: Path) -> bool:
    """Whether a coder whose topics count has codes for a plan, be it for a part of it."""
    return any((folder / coder.name / f"{doc_id}.csv").is_file() for coder in feeding(folder, "topic"))


def topics_given(document: Document, folder: Path) -> dict[str, str]:
    """The topic of every provision of a plan that was coded as a whole; {} of any other plan."""
    found = {key: one.topic.topic for key, one in first_given(document, folder).items() if one.topic}
    return found if len(found) == len(document.provisions) else {}


def read_codes(path: Path) -> list[dict[str, str]]:
    """The rows of one coder's file, columns checked."""
    rows = rows_of_csv(path)
    missing = [name for name in COLUMNS[:8] if not rows or name not in rows[0]]
    if missing:
        raise InputError(f"{path.name}: the column {missing[0]!r} is missing, or no rows; add them.")
    return rows


def codes_by_provision(document: Document, path: Path, coder: Coder) -> dict[str, Given]:
    """What a coder's file gives to each provision of the plan; provisions without codes are left out."""
    given = match_codes(document, read_codes(path), f"{coder.name}/{path.name}", coder)
    return by_provision(places_of(document), given)


def match_codes(document: Document, rows: Iterable[dict[str, str]], name: str, coder: Coder) -> list[Given]:
    """Rows of codes as the coder cut the text; stale or wrong rows are errors."""
    texts = {(p.start, p.end): p.text for p in document.provisions}
    found = []
    for line, row in enumerate(rows, 2):
        where = f"coding/{name}, line {line}"
        try:
            span = int(row["start"]), int(row["end"])
        except ValueError:
            raise InputError(f"{where}: start and end must be whole numbers; code the plan anew.") from None
        text = texts.get(span) or text_between(document, *span)
        if not text or "".join(row.get("text", text).split()) != "".join(text.split()):
            raise InputError(f"{where}: no provision with this span and text any more; code the plan anew.")
        found.append(as_given(row, span, where, coder))
    return found


def text_between(document: Document, start: int, end: int) -> str:
    """The text of the provisions between two raw offsets: of several, or of a part of one."""
    inside = [p.passage for p in document.provisions if p.start < end and start < p.end]
    return "".join(
        char
        for passage in inside
        for char, place in zip(passage.text, passage.index.tolist(), strict=True)
        if start <= place < end
    )


def as_given(row: dict[str, str], span: tuple[int, int], where: str, coder: Coder) -> Given:
    """A row of codes, checked."""
    known = topics()
    for name in ("topic", "topic2"):
        if row[name] and row[name] not in known:
            raise InputError(f"{where}: {name} {row[name]!r} is no topic; see taxonomy.csv.")
    for name, values in VALUES.items():
        if row[name] and row[name] not in tuple(values):
            raise InputError(f"{where}: {name} {row[name]!r} must be one of {', '.join(values)}.")
    first, second, third = (int(row[name]) if row[name] else None for name in DUTY)
    return Given(*span, row["topic"], row["topic2"], (first, second, third), coder, row.get("note", ""))


Place = tuple[str, int, int]
"""A provision's id, and its raw offsets."""


def places_of(document: Document) -> list[Place]:
    """The places of a plan's provisions."""
    return [(p.provision_id, p.start, p.end) for p in document.provisions]


def by_provision(places: Sequence[Place], given: Sequence[Given]) -> dict[str, Given]:
    """What was given to each provision, from rows that may hold parts of it or several provisions.

    Of a provision that a coder cut in parts, the topic is that of the longest part and the second
    topic that of another, and obligation, sanction and monitoring are the highest of all parts.
    """
    by_span = {(one.start, one.end): one for one in given}
    exact = {key: by_span.pop((start, end), None) for key, start, end in places}
    others = sorted(by_span.values(), key=lambda one: (one.start, one.end))
    found: dict[str, Given] = {}
    for key, start, end in places:
        own = exact[key]
        parts = [own] if own else [one for one in others if overlap(one, start, end)]
        if parts:
            found[key] = _joined(parts, start, end)
    return found


def overlap(given: Given, start: int, end: int) -> int:
    """How many raw characters of a stretch something was given to."""
    return max(0, min(given.end, end) - max(given.start, start))


def _joined(parts: list[Given], start: int, end: int) -> Given:
    """One provision's codes from its parts."""
    if len(parts) == 1:
        return replace(parts[0], start=start, end=end)
    longest = sorted(parts, key=lambda one: -overlap(one, start, end))
    named = list(dict.fromkeys(topic for one in longest for topic in (one.topic, one.topic2) if topic))
    first, second, third = (_highest([one.duty[place] for one in parts]) for place in range(3))
    topic, topic2 = (*named, "", "")[:2]
    note = "; ".join(one.note for one in parts if one.note)
    return Given(start, end, topic, topic2, (first, second, third), parts[0].coder, note)


def _highest(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return max(known) if known else None


def whole_codes(
    document: Document, rows: Iterable[dict[str, str]], name: str, coder: Coder
) -> dict[str, Codes]:
    """Codes by provision_id of a plan that is coded as a whole; the first provision without is an error."""
    given = by_provision(places_of(document), match_codes(document, rows, name, coder))
    found = {
        key: Codes(one.topic, one.topic2, *duty, coder.name, coder.kind, coder.kind)
        for key, one in given.items()
        if one.topic and (duty := one.whole_duty)
    }
    missing = [p.provision_id for p in document.provisions if p.provision_id not in found]
    if missing:
        raise InputError(f"coding/{name}: no codes for {missing[0]}; code every provision.")
    return found
