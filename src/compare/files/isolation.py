"""No code out of a folder that somebody else filled.

Python looks for modules where it was started (`python -m`), and so do kernels and worker
processes: a project folder with a `pandas.py` in it would run that. Here is what stops it.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
# Only what every Python has loaded at its start: a folder may hold a `pathlib.py` of its own.
if TYPE_CHECKING:
    from pathlib import Path

PROJECT = "FAZHI_PROJECT"
"""The environment variable that names the project where no folder is given."""
_SAFE = "PYTHONSAFEPATH"


def leave_start_folder() -> None:
    """Take off the search path what `python -m compare` put there: the folder it was started in.

    Whatever is imported after this comes from Python and its installed packages. A folder
    `compare` there would have been taken for the package itself: `fazhi` never looks for one.
    """
    arguments = sys.orig_argv
    if "-m" not in arguments or sys.flags.safe_path or sys.argv[:1] != ["-m"]:
        return
    if arguments[arguments.index("-m") + 1 :][:1] == ["compare"] and sys.path[:1] == [os.getcwd()]:
        del sys.path[0]


def keep_children_safe() -> None:
    """Let no Python that this process starts look for modules in its working folder."""
    os.environ[_SAFE] = "1"


def isolated_environment(home: Path, project: Path) -> dict[str, str]:
    """The environment of a process that works on `project` and takes no code or settings from it.

    `home` is an empty folder for what IPython and Jupyter look for (start-up files, settings).
    """
    given = {PROJECT: str(project), _SAFE: "1", "PYTHONPATH": _search_path(project)}
    folders = dict.fromkeys(("IPYTHONDIR", "JUPYTER_CONFIG_DIR"), str(home))
    return os.environ | given | folders


def _search_path(project: Path) -> str:
    """PYTHONPATH without the project itself, and without what depends on the working folder."""
    parts = [os.path.realpath(part) for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    return os.pathsep.join(part for part in parts if part != os.path.realpath(project))
