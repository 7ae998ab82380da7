"""Writing exported files: all of them or none, and the same bytes every time."""

import io
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.errors import InputError

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DATE = rb"\g<1>2000-01-01T00:00:00Z"


@contextmanager
def placed_when_complete(folder: Path) -> Iterator[Path]:
    """A staging folder whose files move into `folder` at the end, and only if nothing failed.

    Other files of `folder` stay: it may be the user's own. Gives an `InputError` where the
    folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staging = tempfile.TemporaryDirectory(prefix=".export-", dir=folder)
    except OSError as error:
        raise InputError(f"{folder}: cannot write here ({error.strerror}); name another folder.") from None
    with staging as name:
        yield Path(name)
        for path in sorted(Path(name).iterdir()):
            _place(path, folder / path.name)


def _place(path: Path, target: Path) -> None:
    """Move one file; Windows refuses while a spreadsheet program holds the old one open."""
    try:
        os.replace(path, target)
    except OSError as error:
        raise InputError(f"{target.name}: cannot be replaced ({error.strerror}); close it first.") from None


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part, so that a large one is never in memory as a whole."""
    with path.open("wb") as file:
        file.writelines(parts)


def frozen_zip(data: bytes) -> bytes:
    """The same archive without times of writing (XLSX and DOCX are archives).

    Entries keep their order; the dates inside the document's properties are fixed too.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(_DATE, content)
            new.writestr(entry, content)
    return out.getvalue()
