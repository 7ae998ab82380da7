"""Conditions and exceptions under which a number holds."""

import pytest

from compare.extract.conditions import find_condition
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.vocab.reading import read_vocabulary, values


def conditions(text: str) -> list[str]:
    """The conditions of all numbers and times of a text."""
    return [find_condition(text, find.start, find.end) for find in [*find_targets(text), *find_times(text)]]


# Every row of the vocabulary is run: a number under a condition, and one under none.
@pytest.mark.parametrize("row", read_vocabulary("conditions"), ids=lambda row: row["kind"] + row["note"])
def test_conditions(row: dict[str, str]) -> None:
    assert row["examples"] and row["counter_examples"]
    for text in values(row["examples"]):
        assert any(conditions(text)), text
    for text in values(row["counter_examples"]):
        found = conditions(text)
        assert found and not any(found), text


# The words are those printed; a condition ends with its sentence, and what stands behind a number is none.
@pytest.mark.parametrize(("text", "expected"), [
    ("未建立清理制度的,每两年开展1次清理。", "未建立清理制度的"),
    ("除涉密事项外，公开率达到１００%。", "除涉密事项外"),
    ("每年至少开展1次，法律另有规定的除外。", "法律另有规定的除外"),
    ("案情复杂的，可以延期。每年评查1次。", ""),
    ("案情复杂的，可以延期；每年评查1次。", ""),
    ("每年评查1次，发现问题的，限期整改。", ""),
])  # fmt: skip
def test_words_of_a_condition(text: str, expected: str) -> None:
    assert set(conditions(text)) == {expected}
