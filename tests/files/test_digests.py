"""One recipe for hashes: each part, its kind and its end count, and so does each file of a folder."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.evaluation.measured import ROOMS
from compare.files.digests import Part, digest_of

PACKAGE = Path(__file__).parents[2] / "src" / "compare"
PARTS = st.lists(st.text("ab 1", max_size=3) | st.binary(max_size=3), max_size=4)


@given(PARTS, PARTS)
def test_different_parts_have_different_hashes(one: list[Part], other: list[Part]) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)


@pytest.mark.parametrize("change", ["content", "name", "place", "added", "gone", "moved over"])
def test_any_change_in_a_folder_changes_the_hash(tmp_path: Path, change: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.csv").write_text("x", encoding="utf-8")
    (tmp_path / "c.any").write_text("", encoding="utf-8")
    before = digest_of(tmp_path)
    file = tmp_path / "a" / "b.csv"
    match change:
        case "content":
            file.write_text("y", encoding="utf-8")
        case "name":
            file.rename(file.with_name("d.csv"))
        case "place":
            file.rename(tmp_path / "b.csv")
        case "added":
            (tmp_path / "new.unknown").write_bytes(b"")
        case "gone":
            (tmp_path / "c.any").unlink()
        case "moved over":
            file.write_text("", encoding="utf-8")
            (tmp_path / "c.any").write_text("x", encoding="utf-8")
    assert digest_of(tmp_path) != before


def test_what_is_no_input_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1", encoding="utf-8")
    before = digest_of(tmp_path, without=("labels.csv",))
    for name in ("__pycache__/a.pyc", ".hidden", ".git/x", "labels.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("2", encoding="utf-8")
    assert digest_of(tmp_path, without=("labels.csv",)) == before


def test_what_is_found_and_coded_depends_on_no_room_that_is_not_hashed() -> None:
    imported = re.compile(r"^\s*(?:from|import) compare\.(\w+)", re.MULTILINE)
    sources = (path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
    found = {name for path in sources for name in imported.findall(path.read_text(encoding="utf-8"))}
    assert found <= {*ROOMS, "errors", "project"}


def test_hashes_of_inputs_are_made_in_one_place() -> None:
    """`reading` has the hash of one file as `sources.csv` states it; the others are seeds of chance, what
    a browser is told of a page's program, and how a search knows its texts in memory."""
    found = {path for path in PACKAGE.rglob("*.py") if "hashlib" in path.read_text(encoding="utf-8")}
    allowed = {"files/digests.py", "files/reading.py", "indices/coverage.py", "indices/resampling.py"}
    allowed |= {"report/site.py", "reuse/segments.py"}
    assert {path.relative_to(PACKAGE).as_posix() for path in found} <= allowed
