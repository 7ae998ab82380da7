"""What the search for shared wording found, kept from one build to the next: of texts that stayed it is taken over.

The entry is named by the code that searches; what it holds, `compare.reuse.searched` says.
"""

import re
from contextlib import suppress
from pathlib import Path

from compare.build.judging import judging_hash
from compare.files.entries import load_entry, store_entry
from compare.files.folders import inside
from compare.project import Project

_ENTRY = re.compile(r"search\.[0-9a-f]{32}\.zst")


class KeptSearch:
    """The kept search of one project, in its cache folder."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._place = project.cache / f"search.{judging_hash()[:32]}.zst"

    def load(self) -> bytes:
        """Empty where nothing is kept."""
        return load_entry(self._place) or b""

    def keep(self, found: Path) -> None:
        """Keep what lies in a file, if the disk has room for it, and nothing of other code."""
        with suppress(OSError):
            store_entry(inside(self._place, self._project.root), found.read_bytes())
        for path in sorted(self._project.cache.glob("search.*")):
            if path != self._place and _ENTRY.fullmatch(path.name) and not path.is_symlink():
                path.unlink()
