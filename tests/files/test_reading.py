"""Bytes to text: what is read, and what is refused with which sentence."""

from pathlib import Path

import pytest

from compare.errors import InputError
from compare.files.reading import decode, read_bytes, sha256

TEXT = "一、总体要求\n（一）健全政府机构职能体系。每年至少举办一期法治专题培训班。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_known_encodings_give_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt").lstrip("\ufeff") == TEXT


def test_byte_order_mark_stays_so_that_offsets_are_those_of_plain_utf8() -> None:
    data = TEXT.encode("utf-8-sig")
    assert decode(data, "a.txt") == data.decode("utf-8")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        # UTF-8 with GB18030 bytes in the middle: two encodings in one file
        (TEXT.encode() * 5 + "规范执法".encode("gb18030") + TEXT.encode() * 5, "mix"),
        # a UTF-8 file cut in the middle of a character
        (TEXT.encode()[:-2], "UTF-8"),
        (b"\xef\xbb\xbf\xff\xfe", "not valid UTF-8 at byte"),
        # white space only: a scan without text
        (" \n\u3000\n".encode(), "OCR"),
        (b"PK\x00\x00", "binary"),
        ("规范\ufffd执法".encode(), "character was lost"),
    ],
)
def test_unreadable_bytes_are_named(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        decode(data, "plan.txt")
    assert str(error.value).startswith("plan.txt: ")


def test_missing_and_empty_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.txt: no such file"):
        read_bytes(tmp_path / "a.txt")
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match=r"a\.txt: the file is empty"):
        read_bytes(tmp_path / "a.txt")


def test_hash_is_sha256() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
