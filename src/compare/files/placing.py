"""Files out: staged, and placed only when all of them are complete."""

import os
import shutil
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


@contextmanager
def replaced_when_complete(folder: Path, keep: tuple[str, ...] = ()) -> Iterator[Path]:
    """A staging folder whose files take the place of those in `folder` only at the end.

    An interrupted run leaves `folder` as it was; what it had staged, the next run clears away. Files of `folder` that the run did not write
    are removed, but for those whose name is in `keep`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left_behind in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        staging = Path(name)
        yield staging
        folder.mkdir(exist_ok=True)
        written = {path.name for path in staging.iterdir()}
        for path in sorted(staging.iterdir()):
            os.replace(path, folder / path.name)
        for path in sorted(folder.iterdir()):
            if (
                path.is_file()
                and path.name not in written
                and path.name not in keep
                and not path.name.startswith(".")
            ):
                path.unlink()
