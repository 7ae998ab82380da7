"""The shared taxonomy of measures: domains A-L and N, topics A1-N3 (`vocab/taxonomy.csv`)."""

from dataclasses import dataclass
from functools import cache

from compare.vocab.reading import read_vocabulary


@dataclass(frozen=True)
class Code:
    """A domain or topic with its labels; `include` and `exclude` say what belongs to it."""

    code: str
    level: str
    parent: str
    label_zh: str
    label_en: str
    include: str
    exclude: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.label_zh if language == "zh" else self.label_en


@cache
def taxonomy() -> dict[str, Code]:
    """All codes in the order of the taxonomy."""
    fields = Code.__dataclass_fields__
    return {row["code"]: Code(**{name: row[name] for name in fields}) for row in read_vocabulary("taxonomy")}


@cache
def topics() -> tuple[str, ...]:
    """All topic codes, in order: A1 to N3."""
    return tuple(code.code for code in taxonomy().values() if code.level == "topic")


def domains(substantive: bool = True) -> list[str]:
    """Domain codes in order; without N (not a measure) unless asked for."""
    codes = [code.code for code in taxonomy().values() if code.level == "domain"]
    return [code for code in codes if code != "N"] if substantive else codes


def is_substantive(topic: str) -> bool:
    """Whether a topic is a measure's (A1-L6), not N0, N1, N2 or N3."""
    return bool(topic) and not topic.startswith("N")
