"""The house: rooms in the order of the flow; no import runs back up, and no room is in a circle."""

import ast
from pathlib import Path

import pytest

from compare.evaluation.topic_results import DECIDING

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "compare"
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


def test_few_modules_at_the_root() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= 6


# Scores of topics are kept for as long as these rooms are the same.
@pytest.mark.parametrize(
    "path",
    [*PACKAGE.glob("coding/topic_model/*.py"), PACKAGE / "coding" / "given.py"],
    ids=lambda path: path.stem,
)
def test_nothing_else_decides_a_topic(path: Path) -> None:
    assert imported(path) <= {"errors", *DECIDING}
