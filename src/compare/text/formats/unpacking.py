"""What an Office file may unpack to: a few kilobytes can hold gigabytes."""

import io
import zipfile
import zlib
from contextlib import suppress

from compare.text.formats.budget import MARKS, XML_ELEMENTS, Budget

MAX_UNPACKED = 200_000_000
"""Bytes that a .docx or .xlsx may unpack to; more is a broken file or a zip bomb."""

MAX_XML = 30_000_000
"""Bytes that its XML parts may unpack to, together."""

MAX_PARTS = 5_000
"""Files in the archive; each picture of a plan is one."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""Of a part that cannot be unpacked; whether it is needed is seen when the file is opened."""


def refuse_bomb(data: bytes, budget: Budget) -> None:
    """Refuse what unpacks to more than any plan or sheet; the sizes an archive states bind its reader.

    Elements and attributes are counted by their marks before any of them is made: in memory each is
    a hundred times as large. What a part is called does not say whether it will be read as XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        text = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
        if whole > MAX_UNPACKED or text > MAX_XML:
            raise budget.too_much(f"unpacks to {whole:,} bytes, {text:,} of them XML")
        if len(parts) > MAX_PARTS:
            raise budget.too_much(f"{len(parts):,} files in one")
        for part in parts:
            with suppress(*_DAMAGED):
                content = archive.read(part)
                opened = content.count(b"<")
                budget.spend(MARKS, opened + content.count(b"="))
                budget.spend(XML_ELEMENTS, opened - content.count(b"</"))
