"""sources.csv: every broken row is named by its line."""

from pathlib import Path

import pytest

from compare.errors import InputError
from compare.text.sources import read_sources


def write(folder: Path, text: str) -> Path:
    (folder / "sources.csv").write_text(text, encoding="utf-8")
    return folder


def test_only_id_and_file_must_be_filled(tmp_path: Path) -> None:
    (source,) = read_sources(write(tmp_path, "doc_id,file\nmyplan,我的 方案.txt\n"))
    assert (source.doc_id, source.file, source.period_start) == ("myplan", "我的 方案.txt", "")


def test_excel_byte_order_mark_is_no_column(tmp_path: Path) -> None:
    assert read_sources(write(tmp_path, "\ufeffdoc_id,file\na,a.txt\n"))[0].doc_id == "a"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("doc_id,file\na,a.txt\na,b.txt\n", "doc_id 'a' stands twice"),
        ("doc_id,file\na,a.txt\nA,b.txt\n", "doc_id 'a' stands twice"),
        ("doc_id,file\na,a.txt\nb,a.txt\n", "file 'a.txt' stands twice"),
        ("doc_id,file,colour\na,a.txt,red\n", "unknown column 'colour'"),
        ("doc_id,file,file\na,a.txt,b.txt\n", "stands twice"),
        ("doc_id\na\n", "column 'file' is missing"),
        ("doc_id,file,issued\na,a.txt,2022-13-01\n", "line 2: issued '2022-13-01' is no date"),
        ("doc_id,file,issued\na,a.txt,7 July\n", "is no date; write 2022-07-07"),
        ("doc_id,file,period_start\na,a.txt,21\n", "period_start '21' is no year"),
        ("doc_id,file,period_start,period_end\na,a.txt,2025,2021\n", "lies after"),
        ("doc_id,file\na,a.txt\nb\n", "line 3: 1 cells for 2 columns"),
        ("doc_id,file\n昆区,a.txt\n", "must be 1 to 63 letters"),
        ("doc_id,file\na,../secret.txt\n", "inside data/raw/"),
        ("doc_id,file\na,/etc/passwd\n", "inside data/raw/"),
        ("doc_id,file,sha256\na,a.txt,123\n", "64 hexadecimal"),
        ("doc_id,file,level\na,a.txt,village\n", "level 'village' is unknown"),
        ("doc_id,file\n", "no rows"),
    ],
)
def test_broken_rows_are_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        read_sources(write(tmp_path, text))
    assert str(error.value).startswith("sources.csv")
