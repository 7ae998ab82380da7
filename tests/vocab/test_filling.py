"""Sentences filled with numbers: one is one thing, and two are things."""

import re
from string import Formatter

import pytest

from compare.vocab.filling import fill
from compare.vocab.reading import read_vocabulary

_THINGS = (
    "plans|measures|provisions|topics|pairs|deadlines|mandates|targets|times|demands|indicators|words|specifications|ways|"
    "duties|months|others|numbers|periods|have|are|do|repeat|stand|name|share|hold"
)
_ONE = re.compile(rf"(?<![\d.,–])\b1 (?:(?!of|in)[a-z]+ )?(?:{_THINGS})\b")
_SEVERAL_ALWAYS = {
    ("plan_periods", "seen"),
    ("corpus_overview", "seen"),
    ("own_words", "seen"),
    ("own_words", "seen_none"),
    ("topics", "text"),
    ("order", "text_tied"),
    ("", "tied_many"),
    ("source_notes", "repeated"),
    ("source_notes", "sign_restarts"),
}
"""Said of two plans and more only."""
ROWS = [(row["charts"] or "all", row["key"], row["en"]) for row in read_vocabulary("figures")]
ROWS += [(row["finding"], row["part"], row["en"]) for row in read_vocabulary("findings")]
ROWS += [("source_notes", row["key"], row["en"]) for row in read_vocabulary("source_notes")]


@pytest.mark.parametrize(("text", "number", "expected"), [
    ("{n:plan|plans}", 1, "1 plan"),
    ("{n:plan|plans}", 0, "0 plans"),
    ("{n:plan|plans}", 1411, "1411 plans"),
    ("{n} {n:~is|are} {name}", 2, "2 are 甲"),
    ("{n:,}", 1411, "1,411"),
    ("a | b {n}", 1, "a | b 1"),
])  # fmt: skip
def test_fill(text: str, number: int, expected: str) -> None:
    assert fill(text, n=number, name="甲") == expected


# Every sentence of figures, findings and the report on reading is right of a single thing, too.
def test_a_single_thing_is_said_in_the_singular() -> None:
    wrong = []
    for chart, key, text in ROWS:
        names = {name for _, name, _, _ in Formatter().parse(text) if name}
        filled = fill(text, **dict.fromkeys(names, 1))
        if (chart, key) not in _SEVERAL_ALWAYS and _ONE.search(filled):
            wrong.append(f"{chart} {key}: {filled}")
    assert wrong == []


# A number without its word would be lost where a field has the mark of a word and no words.
def test_fields_with_words_have_two() -> None:
    specs = [
        spec for _, _, text in ROWS for _, name, spec, _ in Formatter().parse(text) if name and "|" in spec
    ]
    assert specs and all(spec.count("|") == 1 for spec in specs)
