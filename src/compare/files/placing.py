"""Files out, to a folder that the user names: staged, and placed only when all of them are complete.

A manifest in that folder says which files are ours. What we did not write there, or what somebody
changed since, is never overwritten unless the user says so.
"""

import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from compare.errors import InputError
from compare.files.folders import inside
from compare.files.manifest import read_manifest
from compare.files.publishing import place

STEP = "export"
"""The name under which a folder's manifest lists what commands were asked to write there."""
_STAGING = re.compile(r"\.fazhi-[0-9a-f]{32}")


def named_folder(name: str, root: Path) -> Path:
    """The folder that a user names; inside the project at `root`, one that no link leads out of it."""
    folder = Path(os.path.abspath(name))
    return inside(folder, root) if folder.is_relative_to(root) else folder


@contextmanager
def placed_when_complete(folder: Path, replace: bool = False) -> Iterator[Path]:
    """A staging folder whose files move into `folder` at the end, and only if nothing failed.

    Other files of `folder` stay: it may be the user's own. Gives an `InputError` where the
    folder cannot be made or written, where another command keeps its files in it, and where a file
    of a name that is to be written is not as we wrote it, unless it is to `replace` such files.
    """
    others = sorted(read_manifest(folder).steps() - {STEP})
    if others:
        raise InputError(
            f"{folder.name}/: here `fazhi {others[0]}` keeps its files; name another folder with --out."
        )
    with _staged_in(folder) as staging:
        yield staging
        place(staging, folder, folder, STEP, adding=True, replace=replace)


@contextmanager
def _staged_in(folder: Path) -> Iterator[Path]:
    """A new folder for files inside `folder`; what a killed run left of its own there is cleared."""
    begun = not folder.exists()
    own = folder / f".fazhi-{uuid.uuid4().hex}"
    lock = FileLock(own / "lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_staging(folder)
        own.mkdir()
        lock.acquire(timeout=0)
        (own / "files").mkdir()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or error
        raise InputError(f"{folder}: cannot write here ({why}); name another folder.") from None
    try:
        yield own / "files"
    finally:
        lock.release()
        shutil.rmtree(own, ignore_errors=True)
        if begun:
            with suppress(OSError):
                folder.rmdir()  # only if nothing came into it


def _clear_staging(folder: Path) -> None:
    """Remove staging whose process has ended: nobody holds its lock."""
    for left in folder.glob(".fazhi-*"):
        lock = left / "lock"
        if _STAGING.fullmatch(left.name) and not left.is_symlink() and not lock.is_symlink():
            with suppress(OSError):
                with FileLock(lock, timeout=0):
                    shutil.rmtree(left, ignore_errors=True)
                shutil.rmtree(left, ignore_errors=True)  # Windows keeps a file as long as it is locked


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, so that a large one is never in memory as a whole."""
    with path.open("wb") as file:
        file.writelines(parts)
