"""What a report made, kept in the project's cache: a second report makes only what rests on something new.

A kept file is named by a hash over what it rests on: the package's code, words and templates, the
libraries that draw and write, and the tables behind it. It carries a digest of its own content, so that
a damaged one is made anew. All of it may be deleted at any time.
"""

import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pandas as pd

from compare.build.judging import judging_hash
from compare.files.digests import digest_of
from compare.files.entries import load_entry, store_entry
from compare.files.folders import make_folder
from compare.project import Project
from compare.tables.schema import Tables

_ENTRY = re.compile(r"report-[\w.-]+\.[0-9a-f]{32}")
_LIBRARIES = (
    "matplotlib", "numpy", "pandas", "noto-cjk-sans-otc", "XlsxWriter", "jinja2", "nbconvert",
    "pygments", "jupytext", "nbformat", "ipykernel", "ipython",
)  # fmt: skip


class KeptFiles:
    """The kept files of one project; with `fresh` all are made anew."""

    def __init__(self, project: Project, fresh: bool = False) -> None:
        self._folder, self._fresh = project.cache, fresh
        self._used: set[Path] = set()
        make_folder(project.cache, project.root)

    def get(self, name: str, rests_on: Iterable[str | bytes], make: Callable[[], bytes]) -> bytes:
        """The file called `name` as it was kept, or as `make` makes it now, to be kept.

        `name` and all of `rests_on` tell it from others; an error of `make` passes through.
        """
        place = self._folder / f"report-{name}.{digest((_code(), *rests_on))}"
        data = None if self._fresh else load_entry(place)
        if data is None:
            data = make()
            store_entry(place, data)
        self._used.add(place)
        return data

    def drop_others(self) -> None:
        """Remove what this report did not use."""
        for path in self._folder.glob("report-*"):
            if path not in self._used and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink()


def digest(parts: Iterable[str | bytes]) -> str:
    """One hash over texts and bytes, each told from the next."""
    return digest_of(*parts)[:32]


def frame_digest(frame: pd.DataFrame) -> str:
    """A hash over the names, types and cells of a table."""
    cells = pd.util.hash_pandas_object(
        frame.astype({name: str for name in frame.columns if frame[name].dtype == object})
    )
    return digest((repr(list(frame.columns)), repr(list(map(str, frame.dtypes))), cells.to_numpy().tobytes()))


def tables_digest(tables: Tables) -> str:
    """A hash over all tables of a project."""
    return digest(part for name in sorted(tables) for part in (name, frame_digest(tables[name])))


def folder_digest(folder: Path, pattern: str = "*") -> str:
    """A hash over the files of a folder and of those in it."""
    found = (path for path in sorted(folder.rglob(pattern)) if path.is_file())
    return digest(part for path in found for part in (path.relative_to(folder).as_posix(), path.read_bytes()))


@cache
def _code() -> str:
    package = Path(str(files("compare")))
    templates = sorted(path for path in package.rglob("*") if path.suffix in (".j2", ".js", ".html", ".css"))
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return digest((judging_hash(), sys.version, *libraries, *(path.read_bytes() for path in templates)))
