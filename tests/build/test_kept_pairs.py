"""What plans share two by two is kept where plans are very many: whatever changes, the counts are those of all anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compare.build.kept_pairs import KeptPairs
from compare.files.entries import load_entry, store_entry
from compare.project import Project
from compare.reuse import pairs as counting
from compare.reuse.pairs import SharedLetters

A, B = "建立健全行政执法公示制度和全过程记录制度", "各部门应当建立健全行政执法公示制度并报备案"
PLANS = {"a": [A], "b": [B], "c": [A, B], "d": [B[3:]], "e": [A[4:]]}


def counted(plans: dict[str, list[str]]) -> SharedLetters:
    found = SharedLetters()
    for doc_id, letters in plans.items():
        found.add(doc_id, letters)
    return found


def renewed(project: Project, plans: dict[str, list[str]]) -> list[list[int]]:
    return KeptPairs(project).renewed(counted(plans)).shared.tolist()


@pytest.mark.parametrize("changed", [{}, {"c": [B]}, {"f": [A, A]}, {doc_id: [A] for doc_id in PLANS}])
def test_the_same_as_anew(tmp_path: Path, changed: dict[str, list[str]]) -> None:
    project = Project(tmp_path)
    renewed(project, PLANS)
    for plans in (PLANS | changed, dict(reversed((PLANS | changed).items())), {"a": [A]}, {}):
        assert renewed(project, plans) == counted(plans).known().shared.tolist()


def test_what_is_kept_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path)
    by_hand = [
        [0, 12, 20, 12, 16],
        [12, 0, 21, 18, 0],
        [32, 33, 0, 30, 16],
        [12, 18, 18, 0, 0],
        [16, 0, 16, 0, 0],
    ]
    assert renewed(project, PLANS) == by_hand
    monkeypatch.setattr(counting, "shared_letters", None)  # nothing is counted anew
    assert renewed(project, PLANS) == by_hand


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b"{}"])
@pytest.mark.parametrize("signed", [True, False])
def test_damaged_counts_are_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes], signed: bool) -> None:
    project = Project(tmp_path)
    expected = renewed(project, PLANS)
    (place,) = project.cache.glob("pairs.*")
    damaged = damage(load_entry(place) or b"")
    store_entry(place, damaged) if signed else place.write_bytes(damaged)
    (project.cache / "pairs.mine.arrow").write_bytes(b"")
    (project.cache / f"pairs.{'0' * 32}.arrow").write_bytes(b"")  # of other code
    assert renewed(project, PLANS) == expected
    assert sorted(path.name for path in project.cache.iterdir()) == sorted([place.name, "pairs.mine.arrow"])
