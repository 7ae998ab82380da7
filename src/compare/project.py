"""A project folder: where raw plans, codes, tables and reports lie.

This repository is one; `fazhi --project DIR` works on any other folder that has a
`data/raw/sources.csv`.
"""

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
