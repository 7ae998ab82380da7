"""The house: rooms in the order of the flow; no import runs back up, and no room is in a circle."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from compare.evaluation.topic_results import DECIDING

HOME = Path(__file__).resolve().parents[1]
PACKAGE = HOME / "src" / "compare"
ROOMS = [
    "errors",
    "files",
    "project",
    "vocab",
    "text",
    "extract",
    "coding",
    "tables",
    "reuse",
    "indices",
    "build",
    "intake",
    "evaluation",
    "figures",
    "export",
    "sheets",
    "report",
    "lessons",
    "release",
    "cli",
]
"""From the ground up: a room may import those before it."""
FACE = ("__init__", "__main__", "project_tables")
ONLY_TESTED = {"is_labelled", "not_permissive", "read_sources"}
"""What only tests ask of the package."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(dotted: str) -> str:
    """The room of a module of the package, by its dotted name without `compare.`."""
    return dotted.split(".")[0]


def imported(path: Path) -> set[str]:
    """The rooms that a module imports, wherever in it the import stands."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "compare":
            names = [f"compare.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        found |= {room(name.removeprefix("compare.")) for name in names if name.startswith("compare.")}
    return found


def test_every_room_has_its_place() -> None:
    there = {room(".".join(path.relative_to(PACKAGE).with_suffix("").parts)) for path in MODULES}
    assert there - set(FACE) == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_import_runs_back_up(path: Path) -> None:
    own = room(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    if own in FACE:
        return
    above = ROOMS[ROOMS.index(own) + 1 :]
    assert not imported(path) & set(above)


# What the face offers comes from any room, so that a room that asked the face could run back up unseen.
def test_rooms_ask_the_face_for_its_version_only() -> None:
    asked = {
        alias.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "compare"
        for alias in node.names
    }
    assert asked <= {"__version__", *ROOMS}


def test_few_modules_at_the_root() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 6


def test_who_contributes_is_shown_the_same_rooms() -> None:
    text = (HOME / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?m)^(\w+) {2,}\S", text)
    assert shown == [name for name in ROOMS if name != "errors"]


def _names(path: Path) -> Iterator[str]:
    """What a module defines at its top: functions, classes, constants."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_nothing_lies_unused() -> None:
    """A name that nobody says again is left from something that is gone; that tests say it is no use."""
    homes = [PACKAGE, HOME / "notebooks", HOME / "lessons", HOME / "docs" / "extension"]
    said = Counter(
        word
        for home in homes
        for path in home.rglob("*.py")
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )
    unused = {name for path in MODULES for name in _names(path) if said[name] < 2 and name[:2] != "__"}
    assert unused == ONLY_TESTED


# Scores of topics are kept for as long as these rooms are the same.
@pytest.mark.parametrize(
    "path",
    [*PACKAGE.glob("coding/topic_model/*.py"), PACKAGE / "coding" / "given.py"],
    ids=lambda path: path.stem,
)
def test_nothing_else_decides_a_topic(path: Path) -> None:
    assert imported(path) <= {"errors", *DECIDING}
