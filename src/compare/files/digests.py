"""One recipe for hashes over all that something rests on: what changes in any part changes the hash.

Folders are taken whole, so that no list of files can miss one.
"""

import hashlib
from collections.abc import Container, Iterator
from pathlib import Path

Part = str | bytes | Path


def digest_of(*parts: Part, without: Container[str] = ()) -> str:
    """A hash (hexadecimal digits) over texts, bytes, files and folders in this order.

    Each part is told apart from the next, a file that is missing from one that is empty. Of a folder every
    file counts, by its place and content, but hidden ones, what Python compiles, and the names in `without`.

    >>> digest_of("ab", "c") == digest_of("a", "bc"), digest_of(b"") == digest_of(Path("missing"))
    (False, False)
    """
    digest = hashlib.sha256()
    for part in parts:
        for kind, data in _pieces(part, without):
            digest.update(f"{kind} {len(data)} ".encode() + data)
    return digest.hexdigest()


def _pieces(part: Part, without: Container[str]) -> Iterator[tuple[str, bytes]]:
    if isinstance(part, str):
        yield "text", part.encode("utf-8")
    elif isinstance(part, bytes):
        yield "bytes", part
    elif _is_folder(part):
        for path in _files_of(part, without):
            yield "place", path.relative_to(part).as_posix().encode("utf-8", "surrogateescape")
            yield _content(path)
        yield "end", b""
    else:
        yield _content(part)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # its name is too long for the system
        return False


def _content(path: Path) -> tuple[str, bytes]:
    """Of a file that is not there, or that cannot be read, just this: whoever needs it says so."""
    try:
        return ("file", path.read_bytes()) if path.is_file() else ("missing", b"")
    except OSError:
        return "unreadable", b""


def _files_of(folder: Path, without: Container[str]) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.name not in without and path.is_file())
    return sorted(path for path in found if not _unseen(path.relative_to(folder)))


def _unseen(path: Path) -> bool:
    return any(name.startswith(".") or name == "__pycache__" for name in path.parts)
