"""A power cut at any step: the disk has kept of each folder's newest names, and of contents, what it liked."""

import errno
import os
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.explored import HILL, RIVER

from compare.errors import InputError
from compare.files import durable
from compare.files.manifest import NAME, edited, refuse_mixed
from compare.files.publishing import published
from compare.intake.adding import add_plan
from compare.project import Project

FLUSH = durable._flush
OLD = {"a.csv": "old", "b.csv": "old", "gone.csv": "old", "sub/d.csv": "old"}
NEW = {"a.csv": "new", "b.csv": "new", "c.csv": "new", "sub/d.csv": "new"}


class Cut(BaseException):
    """The power is gone."""


@dataclass
class Disk:
    """What of a folder has reached the disk, and what waits: new names by folder, contents by file."""

    at: int
    names: dict[Path, bytes]
    waiting: dict[Path, dict[Path, bytes | None]] = field(default_factory=dict)
    flushed: set[Path] = field(default_factory=set)

    def step(self) -> None:
        if not self.at:
            raise Cut
        self.at -= 1

    def flush(self, path: Path) -> None:
        self.step()
        if path.is_dir():
            for name, data in self.waiting.pop(path, {}).items():
                self._keep(name, data)
        else:
            self.flushed.add(path)

    def replace(self, real: Any, path: Path, target: Path) -> None:
        self.step()
        data = path.read_bytes() if path in self.flushed else b""
        self.waiting.setdefault(target.parent, {})[target] = data
        real(path, target)

    def unlink(self, real: Any, path: Path) -> None:
        self.step()
        self.waiting.setdefault(Path(path).parent, {})[Path(path)] = None
        real(path)

    def after(self, chance: Random) -> dict[Path, bytes]:
        """What is there when the power comes back: of what waited, whatever the disk had got to."""
        for names in self.waiting.values():
            for name, data in names.items():
                if chance.random() < 0.5:
                    self._keep(name, data)
        return self.names

    def _keep(self, name: Path, data: bytes | None) -> None:
        self.names.pop(name, None)
        if data is not None:
            self.names[name] = data


def publish(root: Path, files: dict[str, str]) -> None:
    with published(root / "out", root / ".cache", root, "build") as staging:
        for name, text in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_text(text, encoding="utf-8")


def kept(root: Path) -> dict[Path, bytes]:
    """All files of a project but those of the cache."""
    paths = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path: path.read_bytes() for path in paths}


def cut(root: Path, at: int, chance: Random, work: Any) -> None:
    """Do the work until the power goes, and leave in `root` what the disk has then."""
    disk = Disk(at, kept(root))
    replace, unlink = os.replace, os.unlink
    with pytest.MonkeyPatch.context() as patch, suppress(Cut):
        patch.setattr(durable, "_to_disk", disk.flush)
        patch.setattr(durable, "_AT_ONCE", 1)
        patch.setattr(os, "replace", lambda path, target: disk.replace(replace, path, target))
        patch.setattr(os, "unlink", lambda path, **_: disk.unlink(unlink, path))
        work()
    for path in kept(root):
        path.unlink()
    for path, data in disk.after(chance).items():
        path.write_bytes(data)


@settings(max_examples=50)
@given(st.integers(0, 25), st.integers(0, 9999))
def test_tables_are_whole_or_refused_and_the_next_run_heals_them(
    tmp_path_factory: pytest.TempPathFactory, at: int, seed: int
) -> None:
    root = tmp_path_factory.mktemp("cut")
    publish(root, OLD)
    cut(root, at, Random(seed), lambda: publish(root, NEW))
    found = {path.relative_to(root / "out").as_posix(): data.decode() for path, data in kept(root).items()}
    found.pop(NAME)
    if found not in (OLD, NEW):
        with pytest.raises(InputError, match="run `fazhi build` again"):
            refuse_mixed(root / "out")
    publish(root, NEW)
    names = [path.relative_to(root / "out").as_posix() for path in kept(root)]
    assert sorted(names) == sorted([NAME, *NEW]) and not edited(root / "out")


@settings(max_examples=20)
@given(st.integers(0, 15), st.integers(0, 9999))
def test_rows_of_sources_are_never_lost_and_the_next_add_goes_through(
    tmp_path_factory: pytest.TempPathFactory, at: int, seed: int
) -> None:
    root = tmp_path_factory.mktemp("cut")
    project = Project(root / "project")
    for name, text in (("first", RIVER), ("second", HILL)):
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
    add_plan(project, root / "first.txt", {})
    rows = (project.raw / "sources.csv").read_bytes()
    cut(project.root, at, Random(seed), lambda: add_plan(project, root / "second.txt", {}))
    assert (project.raw / "sources.csv").read_bytes().startswith(rows)
    if b"second" not in (project.raw / "sources.csv").read_bytes():
        add_plan(project, root / "second.txt", {})
    assert (project.raw / "second.txt").read_bytes() == (root / "second.txt").read_bytes()


@pytest.mark.parametrize(("number", "told"), [("EINVAL", False), ("ENOSPC", True), ("EIO", True)])
def test_a_disk_that_cannot_take_more_is_told_and_one_without_such_an_order_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, told: bool
) -> None:
    monkeypatch.setattr(durable, "_flush", FLUSH)
    monkeypatch.setattr(os, "fsync", lambda _handle: raises(OSError(getattr(errno, number), "refused")))
    (tmp_path / "a.csv").write_text("new", encoding="utf-8")
    (tmp_path / "out.csv").write_text("old", encoding="utf-8")
    with pytest.raises(OSError, match="refused") if told else nullcontext():
        durable.put(tmp_path / "a.csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == ("old" if told else "new")


def raises(error: OSError) -> None:
    raise error
