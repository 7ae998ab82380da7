"""Which outline a plan follows: read from its words, the later one that it shows, never its years."""

import re

import pytest

from compare.extract.outline_basis import Basis, cue_kinds, find_outline_basis
from compare.text.document import Document, parse_document
from compare.text.sources import Source
from compare.vocab.reading import read_vocabulary, values

TASKS = "一、主要任务\n（一）规范执法。全面落实行政执法公示制度。\n（二）强化监督。完善监督机制。\n"
FORMULA_2015 = "建成职能科学、权责法定、执法严明、公开公正、廉洁高效、守法诚信的法治政府。"
FORMULA_2021 = "建设职能科学、权责法定、执法严明、公开公正、智能高效、廉洁诚信、人民满意的法治政府。"
CITES_2015 = "根据《法治政府建设实施纲要（2015—2020年）》，制定本方案。"
CITES_2021 = "根据《法治政府建设实施纲要(2021-2025年)》，制定本方案。"


def rows(column: str) -> list[tuple[str, str, str]]:
    vocabulary = read_vocabulary("outline_basis")
    return [(row["kind"], row["outline"], text) for row in vocabulary for text in values(row[column])]


@pytest.mark.parametrize(("kind", "outline", "text"), rows("examples"))
def test_examples(kind: str, outline: str, text: str) -> None:
    assert (kind, outline) in cue_kinds(text)


@pytest.mark.parametrize(("kind", "outline", "text"), rows("counter_examples"))
def test_counter_examples(kind: str, outline: str, text: str) -> None:
    own = [row for row in read_vocabulary("outline_basis") if text in values(row["counter_examples"])]
    assert all(not re.search(row["pattern"], text) for row in own)


def test_every_cue_says_since_when() -> None:
    for row in read_vocabulary("outline_basis"):
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["since"]) and row["meaning"] and row["examples"]
        assert (row["outline"] == "") == (row["kind"] == "dating")


def plan(opening: str, title: str = "某县法治政府建设实施方案", **source: str) -> Document:
    return parse_document(Source("x", "x.txt", title=title, **source), f"{title}\n{opening}\n{TASKS}")


@pytest.mark.parametrize(
    ("opening", "outline", "kind"),
    [
        (CITES_2015, "2015", "cited"),
        (CITES_2021, "2021", "cited"),
        (FORMULA_2015, "2015", "worded"),
        (FORMULA_2021, "2021", "worded"),
        (CITES_2015 + CITES_2021, "2021", "cited"),  # what it looks back on does not count
        (CITES_2015 + FORMULA_2021, "2021", "worded"),
        (CITES_2021 + FORMULA_2015, "2021", "cited"),
        (FORMULA_2015 + "贯彻党的十九届五中全会精神。", "2015", "worded"),
        ("深入贯彻党的二十大精神。", "2021", "worded"),
        ("拥护“两个确立”。", "2021", "worded"),
        ("贯彻习近平法治思想。", "", ""),  # since November 2020: either outline
        ("贯彻党的十八届六中全会精神。", "", ""),  # since 2016, but the text may be of any later year
        ("全面推进依法行政。", "", ""),
    ],
)
def test_the_later_outline_that_a_text_shows_wins(opening: str, outline: str, kind: str) -> None:
    found = find_outline_basis(plan(opening))
    assert (found.outline, found.kind) == (outline, kind)


def test_years_alone_decide_nothing() -> None:
    years = {"period_start": "2021", "period_end": "2025"}
    assert find_outline_basis(plan(FORMULA_2015, **years)).outline == "2015"
    assert find_outline_basis(plan("全面推进依法行政。", **years)) == Basis()


def test_a_dated_term_and_a_period_that_is_over_leave_one_outline() -> None:
    years = {"period_start": "2017", "period_end": "2020"}
    assert find_outline_basis(plan("贯彻党的十八届六中全会精神。", **years)).outline == "2015"


def test_a_plan_about_something_else_follows_neither_for_its_date() -> None:
    assert find_outline_basis(plan("深入贯彻党的二十大精神。", title="某县就业促进实施方案")) == Basis()


def test_the_user_has_the_last_word() -> None:
    assert find_outline_basis(plan(CITES_2021, outline_basis="2015")) == Basis("2015", "stated")
    assert find_outline_basis(plan(CITES_2021, outline_basis="none")) == Basis("", "stated")


def test_the_evidence_stands_in_the_raw_file(documents: dict[str, Document]) -> None:
    found = {name: find_outline_basis(document) for name, document in documents.items()}
    assert {name: (basis.outline, basis.kind) for name, basis in found.items()} == {
        "kunqu": ("2015", "cited"),
        "mentougou": ("2021", "worded"),
        "dadukou": ("2015", "cited"),
        "chengde": ("2021", "cited"),
        "biyang": ("2015", "worded"),
    }
    for name, basis in found.items():
        assert documents[name].raw[basis.start : basis.end] == basis.evidence
