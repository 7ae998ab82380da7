"""Pipes, devices, folders and second names where a file is looked for: each is told, and none is waited for."""

import errno
import json
import os
import shutil
from argparse import Namespace
from pathlib import Path

import pytest
from tests.support.explored import RIVER, Scripted

from compare.build.building import Built, build_project
from compare.cli.ending import LOG, _write_log
from compare.errors import InputError
from compare.files.locking import locked
from compare.files.manifest import NAME, read_manifest
from compare.files.publishing import published
from compare.files.reading import sha256_of
from compare.intake.adding import add_plan
from compare.project import Project
from compare.text.sources import Source, fault_of

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system knows no named pipes")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project of one plan."""
    project = Project(tmp_path / "project")
    for folder in (project.raw, project.processed, project.reports):
        folder.mkdir(parents=True)
    (project.raw / "river.txt").write_text(RIVER, encoding="utf-8")
    (project.raw / "sources.csv").write_text("doc_id,file\nriver,river.txt\n", encoding="utf-8")
    return project


def put(path: Path, kind: str) -> None:
    """A pipe that nobody writes to, a link to a device without an end, or a folder."""
    path.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")


def rebuilt(project: Project) -> Built:
    return build_project(project, Scripted(), "test", workers=1)


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_a_plan_that_is_no_file_is_left_out_and_named(project: Project, kind: str) -> None:
    shutil.copyfile(project.raw / "river.txt", project.raw / "hill.txt")
    with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("hill,hill.txt\n")
    put(project.raw / "hill.txt", kind)
    faults = rebuilt(project).faults
    assert len(faults) == 1 and "hill.txt: " in faults[0]


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
@pytest.mark.parametrize("at", ["data/processed", "reports"])
def test_a_manifest_that_is_no_file_makes_nothing_ours(project: Project, at: str, kind: str) -> None:
    put(project.root / at / NAME, kind)
    assert not read_manifest(project.root / at).names()


def test_a_manifest_nested_without_end_makes_nothing_ours(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("[" * 200_000, encoding="utf-8")
    assert not read_manifest(tmp_path).names()


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_sources_that_are_no_file_are_never_replaced(project: Project, tmp_path: Path, kind: str) -> None:
    put(project.raw / "sources.csv", kind)
    shutil.copyfile(project.raw / "river.txt", tmp_path / "hill.txt")
    with pytest.raises(InputError, match=r"sources\.csv: is no file"):
        add_plan(project, tmp_path / "hill.txt", {})
    assert not (project.raw / "sources.csv").is_file()


def test_a_plan_is_read_through_no_link_out_of_the_project(project: Project, tmp_path: Path) -> None:
    private = tmp_path / "private.txt"
    shutil.copyfile(project.raw / "river.txt", private)
    (project.root / "kept.txt").write_bytes(
        (project.raw / "river.txt").read_bytes() + "十、其他。\n".encode()
    )
    for name, target in (("out", private), ("in", project.root / "kept.txt")):
        (project.raw / f"{name}.txt").symlink_to(target)
        with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
            file.write(f"{name},{name}.txt\n")
    faults = rebuilt(project).faults
    assert len(faults) == 1 and "out.txt: a link that leads out of the project" in faults[0]


def test_plans_in_a_folder_of_plans_elsewhere_are_read(project: Project, tmp_path: Path) -> None:
    shutil.move(project.raw, tmp_path / "plans")
    project.raw.symlink_to(tmp_path / "plans", target_is_directory=True)
    assert not rebuilt(project).faults


def test_what_is_written_in_place_has_no_second_name(project: Project, tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_text("dear", encoding="utf-8")
    project.cache.mkdir(parents=True, exist_ok=True)
    for name in ("holder.txt", LOG):
        (project.cache / name).unlink(missing_ok=True)
        os.link(letter, project.cache / name)
    with locked(project.cache, project.root, "build"):
        pass
    arguments = Namespace(project=str(project.root))
    assert _write_log(ValueError("x"), arguments).startswith(str(project.root))
    assert letter.read_text(encoding="utf-8") == "dear"


def test_a_holder_that_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    with locked(tmp_path / ".cache", tmp_path, "build"):
        put(tmp_path / ".cache" / "holder.txt", "pipe")
        with (
            pytest.raises(InputError, match="another fazhi is at work"),
            locked(tmp_path / ".cache", tmp_path, "add"),
        ):
            raise AssertionError("two at once")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (".", "inside data/raw/"),
        ("./a.txt", "must be written 'a.txt'"),
        ("a.txt/", "must be written 'a.txt'"),
        ("plans//a.txt", "must be written 'plans/a.txt'"),
        ("plans/./a.txt", "must be written 'plans/a.txt'"),
        ("plans/a.txt", ""),
    ],
)
def test_a_file_has_one_name(name: str, told: str) -> None:
    assert told in fault_of(Source("a", name)) and bool(told) == bool(fault_of(Source("a", name)))


@pytest.mark.parametrize(
    "name", ["../letter.docx", "a/../../letter.docx", "{outside}", "sub/letter.docx", "C:/letter.docx"]
)
def test_a_manifest_that_lies_removes_nothing_elsewhere(tmp_path: Path, name: str) -> None:
    letter, root = tmp_path / "letter.docx", tmp_path / "project"
    letter.write_text("dear", encoding="utf-8")
    (root / "out").mkdir(parents=True)
    (root / "out" / "sub").symlink_to(tmp_path, target_is_directory=True)
    files = {"build": {name.format(outside=letter.as_posix()): sha256_of(letter)}}
    for said in ({"files": files}, {"files": {}, "placing": files}):
        (root / "out" / NAME).write_text(json.dumps(said), encoding="utf-8")
        with published(root / "out", root / ".cache", root, "build") as staging:
            (staging / "a.csv").write_text("new", encoding="utf-8")
        assert letter.read_text(encoding="utf-8") == "dear"


def test_a_plan_that_may_not_be_read_stops_no_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(project.raw / "river.txt", project.raw / "hill.txt")
    with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write(f"hill,hill.txt\nlong,{'x' * 300}.txt\n")
    read = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "hill.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    faults = rebuilt(project).faults
    assert ["no right to do this" in faults[0], "the name is too long" in faults[1]] == [True, True]
