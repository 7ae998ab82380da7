"""Bytes to text, without guessing.

The order is byte order mark, strict UTF-8, strict GB18030, then an error: statistical
guessers fail on short Chinese text, and a silently wrong character cannot be traced.
"""

import codecs
import hashlib
import os
from pathlib import Path

from compare.errors import InputError, meant

MAX_BYTES = 50_000_000
"""Larger files are refused: a plan has some 30 KB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(path: Path) -> bytes:
    """The content of `path`; a missing, empty or oversized file is an `InputError`."""
    if not path.is_file():
        raise InputError(_missing(path))
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name}: the file is empty; fetch it again.")
    if size > MAX_BYTES:
        raise InputError(f"{path.name}: {size:,} bytes is too large for a plan; cut it down.")
    return path.read_bytes()


def _missing(path: Path) -> str:
    """Where a file was looked for, and which one there was perhaps meant."""
    if os.path.lexists(path):
        return f"{path.name}: is no file (but a folder, pipe or device, or a link to nothing); put the file there."
    folder = path.absolute().parent
    there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    return f"{path.name}: no such file in {folder.name}/;{meant(path.name, there) or ' put it there.'}"


def sha256(data: bytes) -> str:
    """The hash by which `sources.csv` fixes a file's content."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """The hash of a file's content, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def decode(data: bytes, name: str) -> str:
    """Decode a file's bytes to text.

    A leading byte order mark of a UTF-8 file stays in the text as U+FEFF, so that offsets
    are those of the file decoded as plain UTF-8; cleaning takes it out.

    >>> decode("法治".encode("gb18030"), "a.txt")
    '法治'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    try:
        return _check(data.decode("utf-8"), name)
    except UnicodeDecodeError as utf8:
        return _decode_gb18030(data, name, utf8)


def _decode_gb18030(data: bytes, name: str, utf8: UnicodeDecodeError) -> str:
    """Old Chinese text; bytes that are valid in neither encoding are named."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as gb:
        raise InputError(
            f"{name}: neither UTF-8 (byte {utf8.start:,}) nor GB18030 (byte {gb.start:,});"
            " the file may mix encodings: save it again as UTF-8."
        ) from None
    if _share_of_rare(text) > 0.2:
        raise InputError(
            f"{name}: neither UTF-8 (byte {utf8.start:,}) nor, by its rare characters, GB18030;"
            " is it Big5? Save it again as UTF-8."
        )
    # UTF-8 Chinese read as GB18030 can pass by chance; mostly valid UTF-8 means a mixed file.
    healed = data.decode("utf-8", errors="ignore")
    if sum(map(_is_han, healed)) > len(data) / 6:
        raise InputError(
            f"{name}: UTF-8 broken at byte {utf8.start:,}; the file mixes encodings or is"
            " damaged: save it again as UTF-8."
        )
    return _check(text, name)


def _share_of_rare(text: str) -> float:
    """Share of Chinese characters outside GB 2312, which holds all that plans are written in."""
    han = [char for char in text if _is_han(char)]
    rare = sum(not char.encode("gb2312", "ignore") for char in han)
    return rare / max(1, len(han))


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return _check(data.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not valid {encoding.upper()} at byte {error.start:,}, though its first"
            " bytes say so; save it again as UTF-8."
        ) from None


def _check(text: str, name: str) -> str:
    """Refuse what cannot be a plan's text: nothing to read, or binary content."""
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise InputError(f"{name}: the file has no text in it; a scan needs OCR first.")
    if "\x00" in text:
        raise InputError(f"{name}: contains binary zeros; give a text file.")
    if "\ufffd" in text:
        where = text.index("\ufffd")
        raise InputError(
            f"{name}: a character was lost before it reached us (U+FFFD at character"
            f" {where:,}); fetch the file again."
        )
    return text


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
