"""sources.csv: every broken row is named by its line."""

import csv
from pathlib import Path

import pytest

from compare.errors import InputError
from compare.text.sources import COLUMNS, read_sources, usable_sources, written_sources


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
        ("doc_id,file\na,a.txt\nA,b.txt\n", "doc_id 'A' stands twice"),
        ("doc_id,file\na,a.txt\nb,a.txt\n", "file 'a.txt' stands twice"),
        ("doc_id,file,colour\na,a.txt,red\n", "unknown column 'colour'"),
        ("doc_id,file,file\na,a.txt,b.txt\n", "stands twice"),
        ("doc_id\na\n", "column 'file' is missing"),
        ("doc_id,file,issued\na,a.txt,2022-13-01\n", r"line 2 \(a\): issued '2022-13-01' is no date"),
        ("doc_id,file,issued\na,a.txt,7 July\n", "is no date; write 2022-07-07"),
        ("doc_id,file,period_start\na,a.txt,21\n", "period_start '21' is no year"),
        ("doc_id,file,period_start,period_end\na,a.txt,2025,2021\n", "lies after"),
        ("doc_id,file\na,a.txt\nb\n", r"line 3 \(b\): 1 cells for 2 columns"),
        ("doc_id,file\n昆区,a.txt\n", "must be 1 to 63 letters"),
        ("doc_id,file\na,../secret.txt\n", "inside data/raw/"),
        ("doc_id,file\na,/etc/passwd\n", "inside data/raw/"),
        ("doc_id,file,sha256\na,a.txt,123\n", "64 hexadecimal"),
        ("doc_id,file,level\na,a.txt,village\n", "level 'village' is unknown"),
        ("doc_id,file\n", "no rows"),
        ("", "the file is empty"),
    ],
)
def test_broken_rows_are_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        read_sources(write(tmp_path, text))
    assert str(error.value).startswith("sources.csv")


BAD_VALUES = {
    "doc_id": ["昆区", "a/b", "-a", "a" * 64, "a b", "", "ａ１"],
    "file": ["", "../x.txt", "/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x.txt", "C:x.txt", "\\\\host\\x"],
    "level": ["village", "County"],
    "issued": [
        "20220101", "2022-W01-1", "2022W011", "2022-001", "2022-13-01", "2022-02-30", "2022/01/01", "2022-1-1",
        "２０２２-０１-０１", "2022年1月1日", "2022", "0022-01-01", "2022-01-01T00:00", "44562",
    ],
    "period_start": ["21", "２０２１", "2021年", "2021.0", "1821", "20211"],
    "period_end": ["25", "２０２５", "二〇二五"],
    "sha256": ["123", "A" * 64, "０" * 64],
    "role": ["outline", "Plan"],
    "outline_basis": ["2020", "２０２１", "None"],
    "parts": ["all", "Body"],
}  # fmt: skip
"""Values that look like others that would do, by column."""
FREE = [name for name in COLUMNS if name not in BAD_VALUES]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *((column, value) for column, values in BAD_VALUES.items() for value in values),
        *((column, f"x{sign}y") for column in FREE for sign in ("\x1b", "\uffff")),
    ],
)
def test_a_bad_value_is_that_row_s_own_fault(tmp_path: Path, column: str, value: str) -> None:
    columns = list(dict.fromkeys(["doc_id", "file", column]))
    rows = [{"doc_id": f"p{n}", "file": f"p{n}.txt"} for n in (1, 2, 3)]
    rows[1][column] = value
    with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns)
        out.writeheader()
        out.writerows(rows)
    sources, faults = usable_sources(tmp_path)
    assert [source.doc_id for source in sources] == ["p1", "p3"]
    (fault,) = faults
    assert fault.startswith("sources.csv, line 3") and column in fault and "\n" not in fault
    assert [getattr(source, column) for source in written_sources(tmp_path)][1] == value
    with pytest.raises(InputError, match=r"sources\.csv, line 3"):
        read_sources(tmp_path)


def test_a_value_is_one_line(tmp_path: Path) -> None:
    write(tmp_path, 'doc_id,file,title,start_marker\na,a.txt," 某县\n方案\t（二） ","第一条\n目的"\n')
    (source,) = read_sources(tmp_path)
    assert (source.title, source.start_marker) == ("某县 方案 （二）", "第一条\n目的")
