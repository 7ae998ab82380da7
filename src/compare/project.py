"""A project folder: where raw plans, codes, tables and reports lie.

This repository is one; `fazhi --project DIR` works on any other folder that has a
`data/raw/sources.csv`.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError

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


def find_project(folder: str | Path | None = None) -> Project:
    """The project in `folder`, or the one around the current folder.

    Raises `InputError` where there is no data/raw/sources.csv.
    """
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


@contextmanager
def replaced_when_complete(folder: Path, keep: tuple[str, ...] = ()) -> Iterator[Path]:
    """A staging folder whose files take the place of those in `folder` only at the end.

    An interrupted run leaves `folder` as it was; what it had staged, the next run clears away. Files of `folder` that the run did not write
    are removed, but for those whose name is in `keep`.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left_behind in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        staging = Path(name)
        yield staging
        folder.mkdir(exist_ok=True)
        written = {path.name for path in staging.iterdir()}
        for path in sorted(staging.iterdir()):
            os.replace(path, folder / path.name)
        for path in sorted(folder.iterdir()):
            if (
                path.is_file()
                and path.name not in written
                and path.name not in keep
                and not path.name.startswith(".")
            ):
                path.unlink()
