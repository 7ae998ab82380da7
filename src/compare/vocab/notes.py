"""What is said of how a source was read: sentences of `vocab/source_notes.csv`, each in both languages.

Reading finds facts, and whoever shows them chooses the language: a `Note` is the key of a sentence with the
values that fill it. Commands speak English, which is what `str` gives.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from compare.vocab.filling import fill
from compare.vocab.reading import Row, read_vocabulary


@dataclass(frozen=True)
class Note:
    """A sentence by its key, and what fills it: names and values.

    A value may be a note itself, or a tuple of notes, which are listed.

    >>> found = Note.of("jump", style=Note.of("chapter"), before=2, after=9)
    >>> str(found), found.text("zh")
    ('numbers of style chapter go from 2 to 9', '“第一章”一类编号由2跳到9')
    """

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, key: str, /, **values: Any) -> "Note":
        """The sentence of a key, filled with values by name."""
        return cls(key, tuple(values.items()))

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: str) -> str:
        """The sentence in `zh` or `en`."""
        filled = {name: _in_language(value, language) for name, value in self.values}
        return fill(_sentences()[self.key][language], **filled)


@cache
def _sentences() -> Mapping[str, Row]:
    return {row["key"]: row for row in read_vocabulary("source_notes")}


def _in_language(value: Any, language: str) -> Any:
    """A value as it stands in a sentence: notes in its language, all else as it is."""
    if isinstance(value, tuple):
        return _sentences()["separator"][language].join(note.text(language) for note in value)
    return value.text(language) if isinstance(value, Note) else value
