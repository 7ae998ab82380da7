"""Where we may write: inside the folder that the user named, and through no link out of it."""

import os
from pathlib import Path

from compare.errors import InputError


def inside(path: Path, root: Path) -> Path:
    """`path`, if it lies in `root` once every link on the way is followed; else an `InputError`.

    A folder that came as an archive keeps its links: `data/processed -> /home/me` must not make
    a build write, or remove, anything there.
    """
    try:
        real, home = Path(os.path.realpath(path, strict=False)), Path(os.path.realpath(root))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path.name}: cannot be followed ({error}); replace the link by a folder."
        ) from None
    if real != home and home not in real.parents:
        raise InputError(
            f"{_shown(path, root)}: a link that leads out of the project; replace it by a folder or file of its own."
        )
    return path


def make_folder(path: Path, root: Path) -> Path:
    """Make `path` and the folders above it, inside `root`; an `InputError` where that cannot be done."""
    inside(path, root)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{_shown(path, root)}: cannot be made ({error.strerror}); make it a folder that you may write to."
        ) from None
    return path


def _shown(path: Path, root: Path) -> str:
    """The path as the user knows it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
