"""How a command ends that could not do its work: a sentence, an exit code, and for a bug a log file.

1: something given to the command, or the machine, is at fault. 70: a bug of ours. A traceback is
printed only with `--debug`; for a bug it is kept in a file in any case.
"""

import os
import platform
import sys
import tempfile
import traceback
from argparse import Namespace
from pathlib import Path

from compare import __version__
from compare.errors import InputError, expected
from compare.files.folders import inside
from compare.project import find_project

INPUT, BUG, STOPPED = 1, 70, 130
"""Exit codes: a fault of what was given, a bug, stopped by the user."""
LOG = "last-error.log"
"""Name of the file, in the project's `.cache/fazhi/`."""


def lose_nothing() -> None:
    """Let a console that lacks a character show its number, and no command die of it.

    A console in gbk, cp1252 or ascii has no 𠮷, or no Chinese at all.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def tell(error: Exception, options: Namespace) -> int:
    """Say in one sentence what went wrong; returns the exit code."""
    if getattr(options, "debug", False):
        traceback.print_exception(error)
    sentence = expected(error)
    if sentence:
        print(f"fazhi: {sentence}", file=sys.stderr)
        return INPUT
    log = _write_log(error, options)
    print(
        f"fazhi: a bug of fazhi ({type(error).__name__}), and not your fault; please report it with the file {log}",
        file=sys.stderr,
    )
    return BUG


def _write_log(error: Exception, options: Namespace) -> str:
    """Keep the traceback in the project, else in the system's folder for temporary files."""
    told = "".join(traceback.format_exception(error))
    system = f"fazhi {__version__}, Python {platform.python_version()}, {platform.platform()}"
    data = f"{system}\n{sys.argv[1:]}\n\n{told}".encode("utf-8", "backslashreplace")
    try:
        project = find_project(getattr(options, "project", None))
        path = inside(project.cache / LOG, project.root)
        path.unlink(missing_ok=True)  # it may be somebody's file under a second name
        path.write_bytes(data)
        return str(path)
    except (InputError, OSError, ValueError, RuntimeError):
        return _write_elsewhere(data)


def _write_elsewhere(data: bytes) -> str:
    try:
        handle, name = tempfile.mkstemp(prefix="fazhi-", suffix=".log")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        return str(Path(name))
    except OSError:
        sys.stderr.write(data.decode("utf-8"))  # nowhere to keep it
        return "(none could be written; it stands above)"
