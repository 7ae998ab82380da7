"""Entries of the cache: what is damaged, or was made by others, is none."""

import functools
import hashlib
import hmac
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.files import entries
from compare.files.entries import load_entry, store_entry


@given(st.binary(max_size=60), st.integers(0, 10_000))
def test_a_single_flipped_bit_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, where: int
) -> None:
    path = tmp_path_factory.mktemp("cache") / "a.json.zst"
    store_entry(path, data)
    assert load_entry(path) == data
    stored = bytearray(path.read_bytes())
    stored[where // 8 % len(stored)] ^= 1 << where % 8
    path.write_bytes(bytes(stored))
    assert load_entry(path) is None


def test_an_entry_is_no_link(tmp_path: Path) -> None:
    store_entry(tmp_path / "a", b"x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert load_entry(tmp_path / "b") is None


# Whoever passes a project on can write any entry and any hash, but has no key of this user's.
@pytest.mark.parametrize(
    "forged",
    [
        lambda data: hashlib.sha256(data).hexdigest().encode() + b"\n" + data,
        lambda data: hmac.new(b"", data, "sha256").hexdigest().encode() + b"\n" + data,
        lambda data: b"\n" + data,
        lambda _: b"",
        lambda data: bytes(range(128, 193)) + data,
    ],
)
def test_an_entry_of_others_is_none(tmp_path: Path, forged: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a").write_bytes(forged(b"rows"))
    assert load_entry(tmp_path / "a") is None


def test_an_entry_signed_with_another_key_or_name_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here/a", "there/a", "here/b"):
        store_entry(tmp_path / name, name.encode())
    (tmp_path / "here" / "a").replace(tmp_path / "here" / "b")
    shutil.copy(tmp_path / "there" / "a", tmp_path / "here" / "a")
    assert load_entry(tmp_path / "here" / "a") is None and load_entry(tmp_path / "here" / "b") is None
    assert load_entry(tmp_path / "there" / "a") == b"there/a"
    monkeypatch.setattr(entries, "_key", lambda: bytes(32))
    assert load_entry(tmp_path / "there" / "a") is None


@pytest.mark.parametrize("left", [None, b"", b"cut off", bytes(33)])
def test_the_key_is_made_once_and_of_one_user(
    tmp_path: Path, left: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "user_data_path", lambda *_, **__: tmp_path / "mine")
    if left is not None:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "cache.key").write_bytes(left)
    key = entries._key.__wrapped__
    assert key() == key() == (tmp_path / "mine" / "cache.key").read_bytes() and len(key()) == 32
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["cache.key"]
    if os.name != "nt":
        assert (tmp_path / "mine" / "cache.key").stat().st_mode & 0o077 == 0


def test_where_no_key_can_be_kept_one_lasts_as_long_as_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(entries, "user_data_path", lambda *_, **__: tmp_path / "file" / "mine")
    monkeypatch.setattr(entries, "_key", functools.cache(entries._key.__wrapped__))
    store_entry(tmp_path / "a", b"x")
    assert load_entry(tmp_path / "a") == b"x"
    entries._key.cache_clear()
    assert load_entry(tmp_path / "a") is None
