"""Files out: staged, and placed only when all of them are complete."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.errors import InputError


@contextmanager
def placed_when_complete(folder: Path) -> Iterator[Path]:
    """A staging folder whose files move into `folder` at the end, and only if nothing failed.

    Other files of `folder` stay: it may be the user's own. Gives an `InputError` where the
    folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = tempfile.TemporaryDirectory(prefix=".export-", dir=folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot write here ({error.strerror}); name another folder.") from None
    with staging as name:
        yield Path(name)
        for path in sorted(Path(name).iterdir()):
            _place(path, folder / path.name)


def _place(path: Path, target: Path) -> None:
    """Move one file; Windows refuses while a spreadsheet program holds the old one open."""
    try:
        os.replace(path, target)
    except OSError as error:
        raise InputError(f"{target.name}: cannot be replaced ({error.strerror}); close it first.") from None


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, so that a large one is never in memory as a whole."""
    with path.open("wb") as file:
        file.writelines(parts)
