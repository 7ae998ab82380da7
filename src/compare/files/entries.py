"""Entries of a cache, each with a digest of its own content: whatever is damaged is made anew."""

import os
import uuid
from pathlib import Path

from compare.files.reading import sha256

_HEAD = 65  # 64 hexadecimal digits and a line end


def store_entry(path: Path, data: bytes) -> None:
    """Write an entry in one step; a process killed in between leaves no half entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(sha256(data).encode("ascii") + b"\n" + data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def load_entry(path: Path) -> bytes | None:
    """The content of an entry; None where there is none, or it is not as it was stored."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        stored = path.read_bytes()
    except OSError:
        return None
    data = stored[_HEAD:]
    return data if stored[:_HEAD] == sha256(data).encode("ascii") + b"\n" else None
