"""Letters of plans kept from one build to the next are those of a plan parsed anew."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support.clerk import PLAN

from compare.build import kept_letters as keeping
from compare.build.kept_letters import KeptLetters
from compare.project import Project
from compare.reuse.segments import LONGEST, PlanLetters, letters_of
from compare.text.document import Document, read_document
from compare.text.sources import Source

LONG = f"某县方案\n一、主要任务\n1．{'全面落实行政执法公示制度，' * (LONGEST // 6)}按时公开😀。\n2．健全行政复议制度。\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.raw.mkdir(parents=True)
    for name, text in (("a", PLAN), ("b", LONG)):
        (project.raw / f"{name}.txt").write_text(text, encoding="utf-8")
    return project


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plans that were parsed, in order."""
    plans: list[str] = []

    def read(source: Source, folder: Path) -> Document:
        plans.append(source.doc_id)
        return read_document(source, folder)

    monkeypatch.setattr(keeping, "read_document", read)
    return plans


def same(one: PlanLetters, other: PlanLetters) -> bool:
    return (one.doc_id, one.texts, one.seqs) == (other.doc_id, other.texts, other.seqs) and bool(
        np.array_equal(one.places, other.places)
    )


def test_letters_are_parsed_once_and_are_the_same(project: Project, parsed: list[str]) -> None:
    for source in (Source("a", "a.txt"), Source("b", "b.txt")):
        wanted = letters_of(read_document(source, project.raw))
        assert len(wanted.texts) > 1
        assert all(same(KeptLetters(project).of(source), wanted) for _ in range(2))
    assert parsed == ["a", "b"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda place: place.write_bytes(b"x"),
        lambda place: keeping.store_entry(place, b"PK\x03\x04"),
        lambda place: place.unlink(),
    ],
)
def test_damaged_letters_are_parsed_anew(
    project: Project, parsed: list[str], damage: Callable[[Path], object]
) -> None:
    source = Source("a", "a.txt")
    kept = KeptLetters(project).of(source)
    damage(next(project.cache.glob("a.*.letters.zst")))
    assert same(KeptLetters(project).of(source), kept)
    assert parsed == ["a", "a"]


def test_another_text_has_other_letters_and_those_of_before_go(project: Project, parsed: list[str]) -> None:
    source = Source("a", "a.txt")
    before = KeptLetters(project).of(source)
    (project.raw / "a.txt").write_text(LONG, encoding="utf-8")
    letters = KeptLetters(project)
    assert not same(letters.of(source), before)
    (project.cache / "mine.letters.zst").write_bytes(b"")
    letters.drop_others()
    assert len(list(project.cache.glob("a.*.letters.zst"))) == 1
    assert (project.cache / "mine.letters.zst").exists()
