"""What a power cut leaves: contents go to the disk before names that rest on them.

A system keeps what was written and renamed in memory for a while, and brings it to the disk in an order of
its own: after a power cut a file may have its new name and nothing in it (Pillai et al. 2014, "All file
systems are not created equal", OSDI). A manifest would then take it for somebody else's.
"""

import errno
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

_WINDOWS = os.name == "nt"
_AS = os.O_RDWR if _WINDOWS else os.O_RDONLY  # Windows brings to the disk only what it may write
_AT_ONCE = 16  # a disk takes what is waiting together
_NOT_KNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def to_disk(paths: Iterable[Path]) -> None:
    """Wait until the contents of files, and the names in folders, are on the disk; in any order among them.

    An `OSError` where the disk cannot take them (it is full, or fails). Disks that know no such order
    (some of a network), and folders on Windows, are left to the system.
    """
    waiting = [path for path in paths if not (_WINDOWS and path.is_dir())]
    if len(waiting) == 1:
        _to_disk(waiting[0])
    elif waiting:
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(_to_disk, waiting))


def put(path: Path, target: Path) -> None:
    """Give a file its place, complete or not at all, and for good; what is there is replaced."""
    to_disk([path])
    os.replace(path, target)
    to_disk([target.parent])


def _to_disk(path: Path) -> None:
    handle = os.open(path, _AS)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise
