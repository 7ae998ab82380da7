"""`fazhi new`: a folder laid out as a project, with one invented plan to try everything on."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from compare.errors import InputError
from compare.intake.adding import add_plan
from compare.project import Project

EXAMPLE = "example"
_PLACES = {"README.md": "README.md", "questions.py.txt": "notebooks/questions.py"}
"""What is laid out, and where; the notebook is no module of this package, so its name here is none."""
_FOLDERS = ("data/raw", "data/coding", "notebooks")


def new_project(folder: Path) -> str:
    """Lay out a project in `folder`, which must be empty or not there yet; what to do next.

    An `InputError` where something is in the folder already: nothing is ever written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder.name}: is not an empty folder; name a new one.")
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    shipped = files("compare.intake") / "new_project"
    for name, place in _PLACES.items():
        text = (shipped / name).read_text(encoding="utf-8")
        (folder / place).write_text(text, encoding="utf-8", newline="\n")
    project = Project(folder.resolve())
    with TemporaryDirectory() as outside:
        plan = Path(outside) / f"{EXAMPLE}.txt"
        plan.write_text(
            (shipped / f"{EXAMPLE}.txt").read_text(encoding="utf-8"), encoding="utf-8", newline="\n"
        )
        add_plan(project, plan, {"doc_id": EXAMPLE, "note": "invented, to try things on"})
    return f"Made {folder.name}/ with an invented plan ({EXAMPLE}). Next: fazhi build --project {folder.name}"
