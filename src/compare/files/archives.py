"""Archives (XLSX, DOCX, ZIP) with the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
"""Whoever unpacks an archive on a shared machine need not be its only reader."""
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DATE = rb"\g<1>2000-01-01T00:00:00Z"


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """An archive of files by their names in it, in the order of these names, without times of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in sorted(files):
            entry = _entry(name)
            entry.external_attr = _READABLE
            new.writestr(entry, files[name])
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on every system
    return entry


def frozen_zip(data: bytes) -> bytes:
    """The same archive without times of writing (XLSX and DOCX are archives).

    Entries keep their order; the dates inside the document's properties are fixed too.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(_DATE, content)
            new.writestr(_entry(name), content)
    return out.getvalue()
