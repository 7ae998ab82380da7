"""Everything that extraction finds in the provisions of one plan."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from compare.extract.bodies import Body, find_bodies, says_first_leads
from compare.extract.citations import Citation, agreed, find_citations, same_document
from compare.extract.targets import Target, find_targets
from compare.extract.times import Time, find_times
from compare.text.brackets import closed_spans, inside
from compare.text.document import Document, Provision
from compare.text.numbering import mark_at
from compare.vocab.traditional import simplified


@dataclass(frozen=True)
class Checked:
    """Who stands for a find: extraction alone (`rules`), or whoever judged it.

    `source` is `rules`, `person` or `language model`; `coder` a name of coders.csv, or `rules`;
    `checked` is `right`, `corrected`, `added`, or empty where nobody looked.
    """

    source: str = "rules"
    coder: str = "rules"
    checked: str = ""


UNCHECKED = Checked()


@dataclass(frozen=True)
class Finds:
    """What was found in one provision; offsets are those of its text.

    `checked` has those finds that somebody judged.
    """

    targets: list[Target]
    times: list[Time]
    bodies: list[Body]
    citations: list[Citation]
    checked: Mapping[Target | Time | Body | Citation, Checked] = field(default_factory=dict)


def find_all(document: Document) -> dict[str, Finds]:
    """Finds by provision_id, in the characters that are printed. Headings, titles and principles (N0) have
    citations only, and headings the times and bodies in their brackets (（三）优化服务（县政务局牵头）)."""
    first_leads = any(says_first_leads(provision.plain) for provision in document.provisions)
    year = _year_of(document)
    found = {p.provision_id: _find(p, document, year, first_leads) for p in document.provisions}
    cited = _of_others(agreed([one.citations for one in found.values()]), simplified(document.source.title))
    whole = [
        Finds(one.targets, one.times, one.bodies, cited[place]) for place, one in enumerate(found.values())
    ]
    return {p.provision_id: _as_printed(one, p) for p, one in zip(document.provisions, whole, strict=True)}


def _find(provision: Provision, document: Document, year: int | None, first_leads: bool) -> Finds:
    text = provision.plain
    cited = _cited(text, document)
    if provision.is_heading:
        return Finds([], *_of_heading(text, year, first_leads), cited)
    if provision.structure == "N0":
        return Finds([], [], [], cited)
    times = find_times(text, year)
    current = [time for time in times if not _is_past(time, document)]
    # A sentence that only looks back to before the plan reports results and sets no target.
    targets = [] if times and not current else find_targets(text)
    return Finds(targets, current, find_bodies(text, first_leads), cited)


def _of_heading(text: str, year: int | None, first_leads: bool) -> tuple[list[Time], list[Body]]:
    """When and by whom, where a numbered heading says so in brackets: （一）自查阶段（2024年5月底前）.

    Elsewhere it only says what it is about (由政府主导的机制), as the title of a plan does (2021—2025年).
    """
    brackets = closed_spans(text) if mark_at(text) else []
    if not brackets:
        return [], []
    times = [one for one in find_times(text, year) if inside(brackets, one.start)]
    return times, [one for one in find_bodies(text, first_leads) if inside(brackets, one.start)]


def _as_printed(found: Finds, provision: Provision) -> Finds:
    """The finds with words in the characters of the file, where it has traditional ones."""
    plain, printed = provision.plain, provision.text
    if plain is printed:
        return found

    def words(text: str, start: int = 0) -> str:
        return _printed_words(text, plain, printed, start)

    return Finds(
        [
            one._replace(text=printed[one.start : one.end], indicator=words(one.indicator))
            for one in found.targets
        ],
        [one._replace(text=printed[one.start : one.end]) for one in found.times],
        [one._replace(name=words(one.name, one.start), label=words(one.label)) for one in found.bodies],
        [
            replace(
                one, title=words(one.title, one.start), document_number=words(one.document_number, one.start)
            )
            for one in found.citations
        ],
        found.checked,
    )


def _printed_words(words: str, plain: str, printed: str, start: int) -> str:
    """The words as printed, looked for from `start` on; layout may stand between their characters."""
    pattern = r"\s*".join(map(re.escape, words))
    match = re.compile(pattern).search(plain, start) if words else None
    return "".join(printed[match.start() : match.end()].split()) if match else words


def _cited(text: str, document: Document) -> list[Citation]:
    """The documents named, the plan itself among them."""
    return [one for one in find_citations(text, _own_names(document)) if not one.slogan]


def _of_others(cited: list[list[Citation]], title: str) -> list[list[Citation]]:
    """A plan that names itself (现将《…实施方案》印发给你们), or what it calls itself for short, cites nothing."""
    own = {one.alias for found in cited for one in found if one.alias and same_document(one.title, title)}
    return [
        [one for one in found if one.title not in own and not same_document(one.title, title)]
        for found in cited
    ]


def _is_past(time: Time, document: Document) -> bool:
    """A date before the plan's first year tells of the past."""
    first = document.source.period_start
    dated = time.kind in ("date", "deadline")
    return bool(first) and dated and "" < (time.date_end or time.date_start)[:4] < first


def _year_of(document: Document) -> int | None:
    """The year that closes dates which name none: the plan's one year, or where no period is stated
    the year it was issued in."""
    source = document.source
    year = source.period_start if source.period_start == source.period_end else ""
    if not (source.period_start or source.period_end):
        year = source.issued[:4]
    return int(year) if year.isdigit() else None


def _own_names(document: Document) -> tuple[str, ...]:
    name = document.source.jurisdiction_zh
    return (name,) if name else ()
