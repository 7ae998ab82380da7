"""Files that are not plain text become plain text here: web pages, Word and PDF.

The text read out is stored as a .txt and is from then on the raw file that all offsets refer
to. What cannot be read is refused with what to do about it; what was left out is noted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.files.reading import decode, read_bytes
from compare.text.formats.pdf import pdf_text
from compare.text.formats.piped import piped_tables
from compare.text.formats.web import web_text
from compare.text.formats.word import word_text

PLAIN = (".txt", ".md", ".markdown")
MAX_CHARS = 3_000_000
"""Characters that a text may have: a hundred times a long plan."""

Reader = Callable[[bytes, str], tuple[str, tuple[str, ...]]]
"""From a file's bytes and name to its text and notes on what was left out or changed."""


def _plain_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text, tables = piped_tables(decode(data, name))
    note = f"{tables} tables with cells between | are read as tasks with their bodies and times"
    return text, (note,) if tables else ()


_READERS: dict[str, Reader] = {
    **dict.fromkeys(PLAIN, _plain_text),
    ".html": web_text,
    ".htm": web_text,
    ".docx": word_text,
    ".pdf": pdf_text,
}
READABLE = tuple(_READERS)

_OLD_WORD = (
    "old Word and WPS files are not read; save it as .docx first (in Word or WPS, or with"
    " `libreoffice --headless --convert-to docx`)"
)
_PICTURE = "a picture has no text; run OCR on it first and give the text"
_SHEET = "a spreadsheet is no plan; copy its table into a Word file (.docx) or give the plan's text"
_ADVICE = {
    **dict.fromkeys((".doc", ".wps", ".dot"), _OLD_WORD),
    **dict.fromkeys((".rtf", ".odt", ".docm", ".dotx"), "save it as .docx first"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"), _PICTURE),
    **dict.fromkeys((".xls", ".xlsx", ".csv", ".et"), _SHEET),
    **dict.fromkeys((".ofd", ".caj"), "open it in its reader and save it as PDF or text first"),
    **dict.fromkeys((".mht", ".mhtml", ".url"), "save the page from the browser as .html first"),
    **dict.fromkeys((".zip", ".rar", ".7z"), "unpack it and give the plan's own file"),
}
_CONTENTS = ((b"%PDF-", (".pdf",)), (b"PK\x03\x04", (".docx",)), (b"{\\rtf", (".rtf",)))
"""First bytes, and the endings that a file with them may have."""


@dataclass(frozen=True)
class ReadFile:
    """A file as read: its unchanged bytes, its text, and notes on what reading did to it."""

    data: bytes
    text: str
    notes: tuple[str, ...] = ()


def read_file(path: Path) -> ReadFile:
    """Read a file of any readable format; `InputError` says what to do with another.

    read_file(Path("某县方案.docx")).text
    """
    suffix = path.suffix.lower()
    if suffix not in READABLE:
        listed = f"{suffix or 'a file without an ending'} is not read; give {', '.join(READABLE)}"
        raise InputError(f"{path.name}: {_ADVICE.get(suffix, listed)}.")
    data = _read_steadily(path)
    _check_content(data, suffix, path.name)
    text, notes = _READERS[suffix](data, path.name)
    if len(text) > MAX_CHARS:
        raise InputError(f"{path.name}: {len(text):,} characters are too many for a plan; cut it down.")
    text, lost = _NO_CHARACTER.subn("□", text)
    if lost:
        notes = (*notes, f"{lost} characters of the file stand for nothing and are written as □")
    return ReadFile(data, text, notes)


_NO_CHARACTER = re.compile("[\x00\ufffd\ud800-\udfff]")
"""What broken fonts of a PDF leave; a text file with it is refused before."""


def _read_steadily(path: Path) -> bytes:
    """The file's bytes; a file that changes while it is read is refused."""
    try:
        before = path.stat() if path.is_file() else None
        data = read_bytes(path)
        after = path.stat()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror}); check its rights.") from None
    if before is None or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, len(data)):
        raise InputError(f"{path.name}: the file changed while it was read; try again when it is complete.")
    return data


def _check_content(data: bytes, suffix: str, name: str) -> None:
    """Refuse a file whose first bytes are those of another format than its name says."""
    for first, suffixes in _CONTENTS:
        if data.startswith(first) and suffix not in suffixes:
            raise InputError(f"{name}: its content is that of a {suffixes[0]} file; rename it so.")
