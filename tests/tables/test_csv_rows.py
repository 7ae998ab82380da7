"""Whatever a value holds, a table that was written reads back equal: as CSV, as rows of text, as Parquet."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.coding.given import COLUMNS as CODE_COLUMNS
from compare.coding.register import read_coders
from compare.errors import InputError
from compare.files.csv_rows import csv_text, rows_of_csv, rows_of_text
from compare.tables import columns, gathered, writing
from compare.tables.checking import make_table
from compare.tables.csv_rows import format_number, write_frame
from compare.tables.reading import read_parts, read_table
from compare.tables.results import RESULTS, read_results
from compare.tables.schema import SCHEMAS, declared
from compare.tables.writing import TableFiles
from compare.text import sources
from compare.text.sources import Source, written_sources

SOURCE = Path(__file__).parents[2] / "src" / "compare"
TABLES = [*SCHEMAS, "codes_instruments"]

# What plans hold, and all that one program or another takes for the end of a cell, a row or a text.
TEXT = st.text(
    st.sampled_from("法治；,;|'\"\\\r\n\t #=-0é\x0b\x0c\x1a\x1c\x85\u2028\u3000\ufeff")
    | st.characters(exclude_categories=["Cs"]),
    max_size=6,
) | st.sampled_from(["NA", "nan", "null", "None", "0", "1.0", "\r", "\n", "\r\n", '"', "甲\r乙"])


def cells_of(column: columns.Column) -> st.SearchStrategy[Any]:
    """Values that the declaration of a column allows."""
    least, most = int(column.least or 0), int(column.most or 10**6)
    if column.values:
        found: st.SearchStrategy[Any] = st.sampled_from(list(column.values))
    elif column.dtype == columns.WHOLE:
        found = st.integers(least, most)
    elif column.dtype == columns.NUMBER:
        found = st.floats(least, most).map(lambda value: float(format_number(value)))
    elif column.pattern and column.pattern != r"\S":
        found = st.from_regex(re.compile(column.pattern, re.ASCII))
    else:
        found = TEXT.map(lambda text: f"字{text}") if column.unique or column.pattern else TEXT
    # A text that was not stated is empty; only a number can be missing.
    return found | st.none() if column.nullable and column.dtype != columns.TEXT else found


def rows_of(schema: columns.Table) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({name: cells_of(column) for name, column in schema.columns.items()})
    unique = [name for name, column in schema.columns.items() if column.unique]
    return st.lists(row, max_size=6, unique_by=lambda one: one[unique[0]] if unique else id(one))


def write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    tables = TableFiles(folder)
    for some in (rows[:1], rows[1:]):
        tables.add_table(name, some)
    tables.finish()


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=5)
@given(data=st.data())
def test_every_table_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    rows = data.draw(rows_of(declared(name)))
    folder = tmp_path_factory.mktemp("written")
    write(folder, name, rows)
    wanted = make_table(name, rows)
    pd.testing.assert_frame_equal(read_table(name, folder), wanted)
    pd.testing.assert_frame_equal(pd.concat(read_parts(name, folder)), wanted)
    plain = rows_of_text((folder / f"{name}.csv").read_bytes().decode("utf-8"))
    texts = [column for column, kind in declared(name).columns.items() if kind.dtype == columns.TEXT]
    assert [[row[column] for column in texts] for row in plain] == [
        [row[column] for column in texts] for row in rows
    ]
    (folder / f"{name}.csv").unlink()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "LARGEST_CSV", 0)
        patch.setattr(gathered, "MOST_BYTES", 0)
        write(folder, name, rows)
    pd.testing.assert_frame_equal(read_table(name, folder), wanted)
    assert {path.suffix for path in folder.iterdir()} == {".csv", ".parquet"}


@pytest.mark.parametrize("name", RESULTS)
@settings(max_examples=5)
@given(data=st.data())
def test_every_table_of_a_report_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    schema, folder = RESULTS[name], tmp_path_factory.mktemp("reports")
    texts = {column: str for column, kind in schema.columns.items() if kind.dtype == columns.TEXT}
    frame = pd.DataFrame(data.draw(rows_of(schema)), columns=list(schema.columns)).astype(texts)
    frame = schema.validate(frame)
    written = {column: frame[column].map(format_number) for column in frame.select_dtypes("float")}
    write_frame(frame.assign(**written), folder / f"{name}.csv")
    pd.testing.assert_frame_equal(read_results(folder)[name], frame)


@given(rows=st.lists(st.tuples(TEXT, TEXT)), line_end=st.sampled_from(["\n", "\r\n"]))
def test_rows_of_text_read_back_equal(rows: list[tuple[str, str]], line_end: str) -> None:
    text = csv_text([("a", "b"), *rows], line_end)
    assert [(row["a"], row["b"]) for row in rows_of_text(text)] == rows
    if not any("\n" in cell for row in rows for cell in row):
        assert text.count(line_end) == len(rows) + 1


@given(note=TEXT.map(str.strip))
def test_sources_and_codes_read_back_equal(tmp_path_factory: pytest.TempPathFactory, note: str) -> None:
    folder = tmp_path_factory.mktemp("raw")
    # Markers must be found in a text as they are; other values are read on one line.
    source = Source(
        doc_id="a", file="a.txt", start_marker=note.replace("\x00", "").replace("\ufffd", "").strip()
    )
    cells = [getattr(source, column) for column in sources.COLUMNS]
    (folder / "sources.csv").write_text(csv_text([sources.COLUMNS, cells]), encoding="utf-8", newline="")
    assert written_sources(folder) == [source]
    codes = dict.fromkeys(CODE_COLUMNS, "") | {"doc_id": "a", "note": source.start_marker}
    (folder / "a.csv").write_text(csv_text([codes, codes.values()]), encoding="utf-8", newline="")
    assert rows_of_csv(folder / "a.csv") == [codes]


def test_csv_is_written_in_one_place() -> None:
    """A writer of its own would have to know which characters break a row."""
    writers = re.compile(r"csv\.(writer|DictWriter)|\.to_csv\(")
    found = {path.name for path in SOURCE.rglob("*.py") if writers.search(path.read_text(encoding="utf-8"))}
    assert found == {"csv_rows.py"}


HEADERS = {"sources.csv": "doc_id,file,title", "coders.csv": "coder,kind,description", "units.csv": "a,b,c"}
READERS = {
    "sources.csv": lambda folder: written_sources(folder),
    "coders.csv": lambda folder: read_coders(folder),
    "units.csv": lambda folder: rows_of_csv(folder / "units.csv"),
}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("b,person,one, and a half", "line 4: "),  # an unquoted separator cuts the cell
        ("b,person,,,beyond", "line 4: "),
        ('b,person,"never closed', "line 4: is no row"),
        ('b,person,"closed" too soon', "line 4: is no row"),
    ],
)
def test_what_a_reader_would_lose_is_refused_with_its_line(
    tmp_path: Path, name: str, separator: str, line_end: str, row: str, why: str
) -> None:
    """Whoever writes CSV by hand leaves out quotation marks; no cell and no row is lost in silence."""
    lines = [HEADERS[name], "", "a,person,x,,", row, "c,person,y"]
    text = line_end.join(lines).replace(",", separator)
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    with pytest.raises(InputError, match=rf"{re.escape(name)}, {why}"):
        READERS[name](tmp_path)


@pytest.mark.parametrize("name", HEADERS)
def test_a_column_that_stands_twice_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(f"{HEADERS[name]},{HEADERS[name]}\n1,2,3,4,5,6\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"the column '\w+' stands twice"):
        READERS[name](tmp_path)


def test_cells_without_a_name_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(",a,b,,\n0,1,2,,\n\n1,3\n", encoding="utf-8")
    assert rows_of_csv(tmp_path / "units.csv") == [
        {"": "0", "a": "1", "b": "2"},
        {"": "1", "a": "3", "b": ""},
    ]
