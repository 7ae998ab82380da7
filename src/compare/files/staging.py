"""Folders for work that is not done yet, in a project's cache: what a killed run left there is cleared."""

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.files.folders import make_folder

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
    for folder in cache.glob("staging-*"):
        if _NAME.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)  # follows no link
