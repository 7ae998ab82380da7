"""Entries of a cache, each signed by this user's own key: whatever is damaged, or made by others, is made anew.

A project folder is passed on with its cache. A plain hash would tell damage and no more: whoever makes an
entry can make its hash, too. So entries carry an HMAC (Krawczyk, Bellare and Canetti 1997, RFC 2104) over
their name and content, with a key that lies in the user's own folder and leaves it with no project.
"""

import hmac
import os
import secrets
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

_HEAD = 65  # 64 hexadecimal digits and a line end
_KEY = "cache.key"
_KEY_BYTES = 32


def store_entry(path: Path, data: bytes) -> None:
    """Write an entry in one step; a process killed in between leaves no half entry."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(_signature(path, data) + data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def load_entry(path: Path) -> bytes | None:
    """The content of an entry; None where there is none, or it is not as this user stored it there."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        stored = path.read_bytes()
    except OSError:
        return None
    data = stored[_HEAD:]
    return data if hmac.compare_digest(stored[:_HEAD], _signature(path, data)) else None


def _signature(path: Path, data: bytes) -> bytes:
    """Of an entry under its name: one that was given another name is none."""
    signed = hmac.new(_key(), digestmod="sha256")
    name = f"{path.parent.name}/{path.name}".encode("utf-8", "surrogateescape")
    signed.update(f"{len(name)} ".encode() + name)
    signed.update(data)
    return signed.hexdigest().encode("ascii") + b"\n"


@cache
def _key() -> bytes:
    """The user's key, made where there is none; where it cannot be kept, one for this process alone."""
    place = user_data_path("fazhi", appauthor=False) / _KEY
    with suppress(OSError):
        if not _is_key(place):
            _make_key(place)
        if _is_key(place):
            return place.read_bytes()
    return secrets.token_bytes(_KEY_BYTES)


def _is_key(place: Path) -> bool:
    return place.is_file() and place.stat().st_size == _KEY_BYTES


def _make_key(place: Path) -> None:
    """Write a key that only this user can read; of two processes that do it at once, the later one's stays."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_name(f"{_KEY}.{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)
