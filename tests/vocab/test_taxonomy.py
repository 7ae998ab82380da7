"""The taxonomy: complete, two languages, and its examples coded as it says."""

import csv

import pytest

from compare.project import Project
from compare.text.document import Document
from compare.vocab.reading import read_vocabulary, values
from compare.vocab.taxonomy import domains, is_substantive, taxonomy, topics

ROWS = read_vocabulary("taxonomy")
TOPICS = [row for row in ROWS if row["level"] == "topic"]
OUTSIDE = "N3"  # no sentence of the coded plans has it


@pytest.fixture(scope="module")
def coded(project: Project, documents: dict[str, Document]) -> dict[str, set[tuple[str, str]]]:
    """Topic and second topic of every sentence of the five plans, by its words."""
    codes: dict[str, set[tuple[str, str]]] = {}
    for doc_id in documents:
        path = project.coding / "llm-adjudicated" / f"{doc_id}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                codes.setdefault(row["text"], set()).add((row["topic"], row["topic2"]))
    return codes


def test_codes_are_complete_and_labelled() -> None:
    assert len(topics()) == len(set(topics())) == len(TOPICS)
    assert domains() == list("ABCDEFGHIJKL")
    for row in ROWS:
        assert row["label_zh"] and row["label_en"] and row["definition"]
        assert row["parent"] in domains(substantive=False) or row["level"] == "domain"


@pytest.mark.parametrize("row", TOPICS, ids=lambda row: row["code"])
def test_examples_carry_their_topic(row: dict[str, str], coded: dict[str, set[tuple[str, str]]]) -> None:
    assert values(row["examples"])
    for sentence in values(row["examples"]) if row["code"] != OUTSIDE else ():
        assert {topic for topic, _ in coded[sentence]} == {row["code"]}


def test_examples_of_what_is_outside_are_those_the_model_learns_from() -> None:
    (row,) = (row for row in TOPICS if row["code"] == OUTSIDE)
    learned = {row["text"] for row in read_vocabulary("topic_examples") if row["topic"] == OUTSIDE}
    assert set(values(row["examples"])) <= learned


@pytest.mark.parametrize("row", TOPICS, ids=lambda row: row["code"])
def test_counter_examples_carry_another(row: dict[str, str], coded: dict[str, set[tuple[str, str]]]) -> None:
    for sentence in values(row["counter_examples"]):
        assert all(row["code"] not in pair for pair in coded[sentence])


def test_topics_named_in_exclusions_exist() -> None:
    named = {code for row in ROWS for code in row["exclude"].replace("/", " ").split() if code.isascii()}
    assert named
    assert {code.strip("；") for code in named} <= set(taxonomy())


def test_what_is_no_measure() -> None:
    assert [topic for topic in topics() if not is_substantive(topic)] == ["N0", "N1", "N2", OUTSIDE]
