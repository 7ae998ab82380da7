"""Folders for work that is not done yet, in a project's cache: what a killed run left there is cleared."""

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.files.folders import make_folder

_PART = re.compile(r".+\.[0-9a-f]{32}\.part")  # as `entries.store_entry` names them
_NAME = re.compile(r"staging-[0-9a-f]{32}")


@contextmanager
def staged(cache: Path, root: Path) -> Iterator[Path]:
    """A new folder under `cache`, gone at the end, whatever happens.

    It lies inside the project, and so on the same disk as what it will become.
    """
    folder = make_folder(cache / f"staging-{uuid.uuid4().hex}", root)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_staging(cache: Path) -> None:
    """Remove what runs that were killed have staged; only the holder of the project's lock may."""
    for part in cache.rglob("*.part"):
        if _PART.fullmatch(part.name) and not _through_link(part, cache):
            part.unlink(missing_ok=True)
    for folder in cache.glob("staging-*"):
        if _NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)  # follows no link


def _through_link(path: Path, folder: Path) -> bool:
    """Whether a link lies on the way from `folder` to `path`."""
    between = path.relative_to(folder).parents
    return path.is_symlink() or any((folder / part).is_symlink() for part in between)
