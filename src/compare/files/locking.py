"""One writer at a time in a project: a lock that ends with the process that holds it."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from compare.errors import InputError
from compare.files.folders import make_folder
from compare.files.reading import decode, read_bytes


@contextmanager
def locked(cache: Path, root: Path, work: str, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the project at `root` for `work` (`build`, `report`, `add`).

    `cache` is the project's cache folder. Another holder is waited for `wait` seconds, and then
    named in an `InputError`.
    """
    begun = not root.exists()
    folder = make_folder(cache, root)
    holder = folder / "holder.txt"
    lock = FileLock(folder / "lock")
    for path in (folder / "lock", holder):
        if path.is_symlink():  # opening it would write to where it leads
            raise InputError(f"{path.relative_to(root).as_posix()}: a link; remove it.")
    try:
        lock.acquire(timeout=wait, poll_interval=0.1)
    except Timeout:
        raise InputError(
            f"{root.name}/: {_told(holder)} is at work in this project; wait until it is done, or stop it."
        ) from None
    except OSError as error:
        raise InputError(
            f"{root.name}/.cache: cannot be written ({error.strerror}); make the folder writable."
        ) from None
    try:
        with suppress(OSError):
            holder.unlink(missing_ok=True)  # it may be somebody's file under a second name
            holder.write_text(
                f"`fazhi {work}` (process {os.getpid()} on {platform.node()})", encoding="utf-8"
            )
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
        if begun:
            _undo_if_empty(folder, root)


def _undo_if_empty(folder: Path, root: Path) -> None:
    """Take away a project folder that was made for the lock, if nothing came into it."""
    if [path.name for path in root.iterdir()] == [folder.relative_to(root).parts[0]]:
        (folder / "lock").unlink(missing_ok=True)
        with suppress(OSError):
            for empty in (folder, *folder.parents):
                empty.rmdir()
                if empty == root:
                    break


def _told(holder: Path) -> str:
    with suppress(OSError, InputError):
        return decode(read_bytes(holder), holder.name)[:200]
    return "another fazhi"
