"""A project folder: where raw plans, codes, tables and reports lie.

This repository is one; `fazhi --project DIR` works on any other folder that has a
`data/raw/sources.csv`.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.files.isolation import PROJECT
from compare.files.locking import locked
from compare.files.publishing import published
from compare.files.staging import clear_staging

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """The folders of a project under `root`."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def coding(self) -> Path:
        return self.root / "data" / "coding"

    @property
    def cache(self) -> Path:
        """What can be deleted at any time: rows kept from one build to the next."""
        return self.root / ".cache" / "fazhi"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @contextmanager
    def locked(self, work: str, wait: float = 0) -> Iterator[None]:
        """Be the only one that writes in the project, and clear what killed runs have staged."""
        with locked(self.cache, self.root, work, wait):
            clear_staging(self.cache)
            yield

    @contextmanager
    def current(self) -> Iterator[None]:
        """Be the project that is meant where no folder is given."""
        before = os.environ.get(PROJECT)
        os.environ[PROJECT] = str(self.root)
        try:
            yield
        finally:
            if before is None:
                del os.environ[PROJECT]
            else:
                os.environ[PROJECT] = before

    def published(
        self,
        folder: Path,
        by: str,
        notes: list[str] | None = None,
        adding: bool = False,
        replace: bool = False,
    ) -> AbstractContextManager[Path]:
        """A staging folder whose files become those of step `by` in `folder`, in one step.

        The arguments are those of `compare.files.publishing.published`.
        """
        return published(folder, self.cache, self.root, by, notes, adding, replace)


def find_project(folder: str | Path | None = None) -> Project:
    """The project in `folder`, else that of the variable FAZHI_PROJECT, else the one around the current folder.

    Raises `InputError` where there is no data/raw/sources.csv.
    """
    folder = folder if folder is not None else os.environ.get(PROJECT) or None
    if folder is not None:
        candidates = [Path(folder).resolve()]
    else:
        here = Path.cwd()
        candidates = [here, *here.parents, REPOSITORY]
    for root in candidates:
        if (root / "data" / "raw" / "sources.csv").is_file():
            return Project(root)
    raise InputError(
        f"{candidates[0].name}/: no data/raw/sources.csv in this folder; name a project with --project."
    )
