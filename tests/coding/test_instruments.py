"""The shipped second scheme, policy instruments: its codes, its rules and the codes of the five plans."""

import csv
import re
from pathlib import Path

import pytest

from compare.coding.given import topics_given
from compare.text.document import Document
from compare.vocab.taxonomy import is_substantive

ROOT = Path(__file__).parents[2]
SCHEME = ROOT / "src/compare/vocab/schemes/instruments"
CODING = ROOT / "data/coding/schemes/instruments"
FILES = sorted(CODING.glob("*/*.csv"))
Row = dict[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


TAXONOMY = _rows(SCHEME / "taxonomy.csv")
SUB_TYPES = {row["code"] for row in TAXONOMY if row["parent"]}


def test_two_levels_and_every_parent_is_there() -> None:
    codes = [row["code"] for row in TAXONOMY]
    parents = {row["code"] for row in TAXONOMY if not row["parent"]}
    assert len(codes) == len(set(codes))
    assert {row["parent"] for row in TAXONOMY if row["parent"]} == parents == {"SUP", "ENV", "DEM"}


@pytest.mark.parametrize("row", [row for row in TAXONOMY if row["parent"]], ids=lambda row: row["code"])
def test_every_sub_type_is_explained_with_examples_for_and_against(row: Row) -> None:
    examples, against = (set(row[name].split("｜")) for name in ("examples", "counter_examples"))
    assert all(row[name] for name in ("label_zh", "label_en", "definition"))
    assert all(examples) and all(against) and not examples & against


def test_examples_are_no_sentences_of_the_plans() -> None:
    """Else the codebook would tell a coder the answer."""
    raw = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data/raw").glob("*.txt"))
    for row in TAXONOMY:
        for sentence in f"{row['examples']}｜{row['counter_examples']}".split("｜"):
            assert not sentence or sentence.rstrip("。") not in raw


def test_both_languages_of_the_codebook_rule_on_the_same_codes_line_by_line() -> None:
    english, chinese = (
        (SCHEME / name).read_text(encoding="utf-8").splitlines() for name in ("codebook.md", "codebook.zh.md")
    )
    assert len(english) == len(chinese)
    for line, counterpart in zip(english, chinese, strict=True):
        named = [set(re.findall(r"(?:SUP|ENV|DEM)\d", text)) for text in (line, counterpart)]
        assert named[0] == named[1], line
        assert named[0] <= SUB_TYPES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_codes_are_of_the_scheme(path: Path) -> None:
    for row in _rows(path):
        assert row["code"] in SUB_TYPES | {""}
        assert row["code2"] in SUB_TYPES | {""}
        assert not row["code2"] or row["code"] not in ("", row["code2"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_provision_with_a_topic_is_coded_once_at_its_span(
    path: Path, documents: dict[str, Document]
) -> None:
    document = documents[path.stem]
    topics = topics_given(document, CODING.parents[1])
    expected = [
        (document.doc_id, str(p.start), str(p.end), p.text)
        for p in document.provisions
        if not p.is_heading and is_substantive(topics[p.provision_id])
    ]
    names = ("doc_id", "start", "end", "text")
    assert [tuple(row[name] for name in names) for row in _rows(path)] == expected


def test_every_coder_says_who_it_is() -> None:
    coders = _rows(CODING / "coders.csv")
    assert {row["coder"] for row in coders} == {path.parent.name for path in FILES}
    for row in coders:
        assert (row["kind"] == "language model") == row["coder"].startswith("llm-")


def test_one_coder_stands_and_it_is_the_adjudication() -> None:
    assert [row["coder"] for row in _rows(CODING / "coders.csv") if row["rank"]] == ["llm-adjudicated"]


@pytest.mark.parametrize(
    "path", sorted((CODING / "llm-adjudicated").glob("*.csv")), ids=lambda path: path.stem
)
def test_adjudication_keeps_what_both_passes_say_and_explains_the_rest(path: Path) -> None:
    passes = [_rows(CODING / name / path.name) for name in ("llm-pass-1", "llm-pass-2")]
    for decided, first, second in zip(_rows(path), *passes, strict=True):
        codes, *given = [(row["code"], row["code2"]) for row in (decided, first, second)]
        if given[0] == given[1]:
            assert codes == given[0]
        else:
            shown = " / ".join("+".join(filter(None, pair)) or "none" for pair in given)
            assert decided["note"].startswith(f"passes: {shown}; ")
