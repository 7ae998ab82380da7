"""Files are put in place as one step, and nothing that we did not write is touched."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError
from compare.files import publishing
from compare.files.folders import inside, make_folder
from compare.files.locking import locked
from compare.files.manifest import NAME, edited, read_manifest, refuse_mixed
from compare.files.publishing import published, under_way
from compare.files.staging import clear_staging


def publish(root: Path, files: dict[str, str], by: str = "build", notes: list[str] | None = None) -> None:
    with published(root / "out", root / ".cache", root, by, notes) as staging:
        for name, text in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_text(text, encoding="utf-8")


def contents(root: Path) -> dict[str, str]:
    files = (path for path in (root / "out").rglob("*") if path.is_file() and not path.name.startswith(NAME))
    return {path.relative_to(root / "out").as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_what_a_step_no_longer_writes_goes_and_all_else_stays(tmp_path: Path) -> None:
    publish(tmp_path, {"a.csv": "1", "sub/b.csv": "2"})
    publish(tmp_path, {"c.md": "3"}, by="report")
    (tmp_path / "out" / "my_notes.xlsx").write_text("mine", encoding="utf-8")
    notes: list[str] = []
    publish(tmp_path, {"a.csv": "4"}, notes=notes)
    assert contents(tmp_path) == {"a.csv": "4", "c.md": "3", "my_notes.xlsx": "mine"}
    assert any("my_notes.xlsx: not written by fazhi" in note for note in notes)


@pytest.mark.parametrize("how", ["new", "edited", "link", "folder"])
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, how: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("dear", encoding="utf-8")
    root = tmp_path / "project"
    (root / "out").mkdir(parents=True)
    path = root / "out" / "a.csv"
    if how == "new":
        path.write_text("mine", encoding="utf-8")
    elif how == "link":
        path.symlink_to(outside)
    elif how == "folder":
        path.mkdir()
    else:
        publish(root, {"a.csv": "1"})
        path.write_text("1 and mine", encoding="utf-8")
    before = path.is_file() and path.read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"out/a\.csv: fazhi did not write this, or it was changed since"):
        publish(root, {"a.csv": "2", "b.csv": "2"})
    assert (path.is_file() and path.read_text(encoding="utf-8")) == before
    assert not (root / "out" / "b.csv").exists()
    assert outside.read_text(encoding="utf-8") == "dear"


def test_an_edited_file_that_is_written_no_more_stays_and_is_named(tmp_path: Path) -> None:
    publish(tmp_path, {"a.csv": "1", "b.csv": "1"})
    (tmp_path / "out" / "b.csv").write_text("changed", encoding="utf-8")
    notes: list[str] = []
    publish(tmp_path, {"a.csv": "2"}, notes=notes)
    assert contents(tmp_path) == {"a.csv": "2", "b.csv": "changed"}
    assert "out/b.csv: changed since fazhi wrote it; left as it is." in notes


@pytest.mark.parametrize("at", ["out", ".cache", "out/sub"])
def test_no_link_is_followed_out_of_the_project(tmp_path: Path, at: str) -> None:
    outside, root = tmp_path / "documents", tmp_path / "project"
    outside.mkdir()
    (outside / "letter.docx").write_text("dear", encoding="utf-8")
    (root / at).parent.mkdir(parents=True)
    (root / at).symlink_to(outside, target_is_directory=True)
    with pytest.raises(InputError, match="a link that leads out of the project"):
        publish(root, {"sub/a.csv": "1"})
    assert [path.name for path in outside.iterdir()] == ["letter.docx"]


def test_a_link_that_leads_in_a_circle_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(InputError):
        make_folder(tmp_path / "a" / "out", tmp_path)


def test_a_link_inside_the_project_may_stay(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert inside(tmp_path / "out", tmp_path)
    publish(tmp_path, {"a.csv": "1"})
    assert contents(tmp_path) == {"a.csv": "1"}


# --- a kill at any moment ---


class Killed(BaseException):
    """The process ends."""


VERSIONS = [
    {"a.csv": "old", "b.csv": "old", "gone.csv": "old"},
    {"a.csv": "new", "b.csv": "new", "c.csv": "new"},
    {"a.csv": "newer", "c.csv": "new", "d.csv": "newer"},
]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=4), st.booleans())
def test_runs_killed_at_any_step_are_healed_by_the_next(
    tmp_path_factory: pytest.TempPathFactory, moments: list[int], other_step: bool
) -> None:
    root = tmp_path_factory.mktemp("killed")
    publish(root, VERSIONS[0])
    publish(root, {"page.html": "1"}, by="report")
    for number, at in enumerate(moments):
        _publish_killed(root, VERSIONS[(number + 1) % 3], at)
        _never_mixed(root)
        if other_step:
            publish(root, {"page.html": str(number)}, by="report")
    publish(root, VERSIONS[1])
    publish(root, {"page.html": "2"}, by="report")
    assert contents(root) == VERSIONS[1] | {"page.html": "2"}
    assert not edited(root / "out")
    assert [path.name for path in (root / "out").glob(f"{NAME}*")] == [NAME]


def _publish_killed(root: Path, files: dict[str, str], at: int) -> None:
    """A run that ends before its change number `at`."""
    steps = iter(range(1000))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "unlink"):
            real = getattr(os, name)
            patch.setattr(
                os, name, lambda *args, real=real, **how: _unless_killed(steps, at, real, *args, **how)
            )
        with suppress(Killed):
            publish(root, files)


def _unless_killed(steps, at, real, *args, **how):  # type: ignore[no-untyped-def]
    if next(steps) == at:
        raise Killed
    return real(*args, **how)


def _never_mixed(root: Path) -> None:
    """Whatever stands there is all of one version, or readers refuse it."""
    found = {name: text for name, text in contents(root).items() if name != "page.html"}
    if found not in VERSIONS:
        with pytest.raises(InputError, match="run `fazhi build` again"):
            refuse_mixed(root / "out")


def test_readers_refuse_what_was_edited(tmp_path: Path) -> None:
    publish(tmp_path, {"a.csv": "1"})
    refuse_mixed(tmp_path / "out")
    (tmp_path / "out" / "a.csv").write_text("2", encoding="utf-8")
    with pytest.raises(InputError, match=r"out/a\.csv: not as fazhi wrote it"):
        refuse_mixed(tmp_path / "out")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"build": 3}}', "\x00"])
def test_a_damaged_manifest_makes_nothing_ours(tmp_path: Path, text: str) -> None:
    publish(tmp_path, {"a.csv": "1"})
    (tmp_path / "out" / NAME).write_text(text, encoding="utf-8")
    assert not read_manifest(tmp_path / "out").names()
    with pytest.raises(InputError, match="fazhi did not write this"):
        publish(tmp_path, {"a.csv": "2"})
    publish(tmp_path, {"a.csv": "1"})  # the very content is as good as ours
    publish(tmp_path, {"a.csv": "2"})
    assert contents(tmp_path) == {"a.csv": "2"}


# --- staging and the lock ---


def test_only_our_own_staging_is_cleared(tmp_path: Path) -> None:
    ours, theirs = tmp_path / f"staging-{'0' * 32}", tmp_path / "staging-backup"
    for folder in (ours, theirs):
        folder.mkdir()
        (folder / "a").write_text("x", encoding="utf-8")
    outside = tmp_path.with_name(f"{tmp_path.name}-outside")
    outside.mkdir()
    (tmp_path / f"staging-{'1' * 32}").symlink_to(outside, target_is_directory=True)
    entry = tmp_path / "reuse" / f"a.json.{'0' * 32}.part"
    (outside / entry.name).touch()
    (tmp_path / "elsewhere").symlink_to(outside, target_is_directory=True)
    entry.parent.mkdir()
    for part in (entry, tmp_path / "mine.part"):
        part.touch()
    clear_staging(tmp_path)
    assert not entry.exists() and (tmp_path / "mine.part").exists() and (outside / entry.name).exists()
    assert not ours.exists() and theirs.exists() and outside.exists()


def test_the_holder_of_the_lock_is_named(tmp_path: Path) -> None:
    with (
        locked(tmp_path / ".cache", tmp_path, "build"),
        pytest.raises(InputError, match=rf"`fazhi build` \(process {os.getpid()} on .*\) is at work"),
        locked(tmp_path / ".cache", tmp_path, "report"),
    ):
        raise AssertionError("two at once")
    with locked(tmp_path / ".cache", tmp_path, "report"):
        pass


def test_a_project_that_was_not_there_leaves_no_folder(tmp_path: Path) -> None:
    root = tmp_path / "new"
    with pytest.raises(ZeroDivisionError), locked(root / ".cache" / "fazhi", root, "add"):
        raise ZeroDivisionError
    assert not root.exists()


def test_the_manifest_says_what_it_is(tmp_path: Path) -> None:
    publish(tmp_path, {"a.csv": "1"})
    found = json.loads((tmp_path / "out" / NAME).read_text(encoding="utf-8"))
    assert list(found["files"]) == ["build"] and "only these are replaced or removed" in found["about"]
    assert publishing.NAME == NAME


# A report puts its files in place in several steps: between two of them old and new stand side by side.
@pytest.mark.parametrize("first", [False, True])
def test_what_is_stopped_between_two_steps_is_refused_until_it_is_made_again(
    tmp_path: Path, first: bool
) -> None:
    if not first:
        publish(tmp_path, {"a.csv": "1"}, by="report")
    with suppress(KeyboardInterrupt), under_way(tmp_path / "out", tmp_path, "report"):
        publish(tmp_path, {"a.csv": "2"}, by="report")
        publish(tmp_path, {"sources.md": "3"}, by="build")
        raise KeyboardInterrupt
    with pytest.raises(InputError, match="run `fazhi report` again"):
        refuse_mixed(tmp_path / "out")
    publish(tmp_path, {"sources.md": "4"}, by="build")
    with pytest.raises(InputError, match="stopped before its end"):
        refuse_mixed(tmp_path / "out")
    with under_way(tmp_path / "out", tmp_path, "report"):
        publish(tmp_path, {"a.csv": "5"}, by="report")
    refuse_mixed(tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / NAME).read_text(encoding="utf-8"))
    assert "under_way" not in manifest and contents(tmp_path) == {"a.csv": "5", "sources.md": "4"}
