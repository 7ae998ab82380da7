"""`fazhi lessons`: a folder with the lessons as notebooks, and a project with the plans that they read."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import jupytext
import nbformat

from compare.coding.shipped import reference_folder
from compare.errors import InputError
from compare.lessons.material import lesson_files, material

_PARTS = ("raw", "coding")


def lay_out(folder: Path, languages: Sequence[str]) -> str:
    """Lay out the lessons in `folder`, which must be empty or not there yet; what to do next.

    `folder` becomes a project with the reference plans and their codes, and gets a folder of
    notebooks for each of `languages` (`en`, `zh`). An `InputError` where something is in it already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder.name}: is not an empty folder; name a new one.")
    folder.mkdir(parents=True, exist_ok=True)
    for part in _PARTS:
        _copy(reference_folder() / part, folder / "data" / part)
    for language in languages:
        (folder / language).mkdir()
        for source in lesson_files(language):
            (folder / language / f"{source.stem}.ipynb").write_bytes(as_notebook(source))
    shutil.copyfile(material() / "README.md", folder / "README.md")
    return (
        f"Made {folder.name}/ with {len(lesson_files('en'))} lessons and the plans that they read."
        f" Next: fazhi build --project {folder.name}, then open {folder.name}/{languages[0]}/ in Jupyter."
    )


def as_notebook(source: Path) -> bytes:
    """A lesson as a notebook without outputs, the same bytes each time: cells are numbered."""
    notebook = jupytext.read(source)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"{source.stem[:1]}-{number:03}"
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    text: str = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
    return (text + "\n").encode()


def _copy(source: Path, target: Path) -> None:
    """The files of a folder and below, without those whose names begin with a dot: manifests and the like."""
    for path in sorted(source.rglob("*")):
        place = path.relative_to(source)
        if path.is_file() and not any(part.startswith(".") for part in place.parts):
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / place)
