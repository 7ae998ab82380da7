"""What national documents ask of local governments in numbers, dates and mandates.

`vocab/national_requirements.csv` holds facts in our own words, no sentences of the documents.
`checked` is `text` where the value was held against the document or a text that quotes it
(`checked_in` says which), and `general knowledge` where a language model recalled it and it may be
wrong. What was not checked must never be called national without saying so. Most mandates were
recalled with those of the reference plans in view: of these plans more are found to repeat a document
than an independent list would find, and of other plans fewer.
"""

from dataclasses import dataclass
from functools import cache

from compare.vocab.reading import read_vocabulary, values

CHECKED = "text"
KINDS = ("number", "share", "duration", "date", "mandate")


@dataclass(frozen=True)
class Requirement:
    """One thing that one document asks for.

    `kind` is `number` (of people, times, hours), `share` (%), `duration`, `date` or `mandate`.
    `value` has the unit `unit` (as in `comparable_units.csv`) and holds for `period` (ISO 8601);
    `date` is ISO 8601, XXXX for every year. It is in force on days from `from_when` until before
    `until` (empty: still). `words` are alternatives; all terms of one stand in the sentence.
    """

    requirement_id: str
    document_title: str
    document_number: str
    article: str
    topic: str
    indicator_id: str
    words: tuple[tuple[str, ...], ...]
    kind: str
    comparator: str
    value: float | None
    unit: str
    period: str
    date: str
    from_when: str
    until: str
    wording_zh: str
    wording_en: str
    checked: bool

    def wording(self, language: str) -> str:
        """What is asked, in our own words (`zh` or `en`)."""
        return self.wording_zh if language == "zh" else self.wording_en

    def in_force(self, day: str) -> bool:
        """Whether it holds on a day (ISO 8601); an unknown day ("") lets every requirement hold."""
        return not day or (self.from_when <= day and (not self.until or day < self.until))

    def place_of_words(self, sentence: str) -> int | None:
        """Where the first alternative whose terms all stand in the sentence has its first term.

        0 if the requirement has no words of its own; None if no alternative fits.
        """
        if not self.words:
            return 0
        for terms in self.words:
            if terms[0] in sentence and all(term in sentence for term in terms):
                return sentence.index(terms[0])
        return None


@cache
def national_requirements() -> tuple[Requirement, ...]:
    """All requirements, in the order of the file."""
    return tuple(_requirement(row) for row in read_vocabulary("national_requirements"))


def _requirement(row: dict[str, str]) -> Requirement:
    texts = {name: row[name] for name in Requirement.__dataclass_fields__ if name in row}
    words = tuple(tuple(group.split("＋")) for group in values(row["words"]))
    value = float(row["value"]) if row["value"] else None
    return Requirement(**texts | {"words": words, "value": value, "checked": row["checked"] == CHECKED})  # type: ignore[arg-type]


@cache
def national_requirement(requirement_id: str) -> Requirement:
    """The requirement of this id; a `KeyError` for an unknown one."""
    return {one.requirement_id: one for one in national_requirements()}[requirement_id]
