"""Sheets as they come back from WPS, Google Sheets, Excel and people: taken, or refused in one sentence."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from support.coded import coded_project, documents_of

from compare.errors import InputError
from compare.project import Project
from compare.sheets import returned
from compare.sheets.corrections import import_sheet
from compare.sheets.filled import read_sheet
from compare.sheets.sheet import Row, csv_bytes, sheet_rows, workbook_bytes

PLAN = "linshui"
Rows = list[Row]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return coded_project(tmp_path / "project")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    project = coded_project(tmp_path_factory.mktemp("exported"))
    return [
        {name: str(cell) for name, cell in row.items()}
        for row in sheet_rows(project, documents_of(project)[PLAN])
    ]


def stored(project: Project, coder: str = "wang") -> dict[int, dict[str, str]]:
    """The codes stored for a coder, by first character."""
    text = (project.coding / coder / f"{PLAN}.csv").read_text("utf-8")
    return {int(row["start"]): row for row in csv.DictReader(io.StringIO(text))}


def imported(project: Project, path: Path) -> list[tuple[str, ...]]:
    """The codes that are stored when a sheet is imported."""
    import_sheet(project, path, "wang")
    return [
        tuple(row[name] for name in ("topic", "obligation", "sanction", "monitoring"))
        for row in stored(project).values()
    ]


@pytest.fixture(scope="module")
def expected(rows: Rows) -> list[tuple[str, ...]]:
    return [
        tuple(str(row[name]) for name in ("topic", "obligation", "sanction", "monitoring")) for row in rows
    ]


def rewritten(rows: Rows, change: Callable[[str], str]) -> bytes:
    """A workbook whose sheet is changed as XML, as another program would have written it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(rows))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name.endswith("sheet1.xml") else data)
    return out.getvalue()


def without_empty_cells(sheet: str) -> str:
    """Rows that end where their last value stands."""
    return re.sub(r'<c r="[A-Z]+[0-9]+"[^>]*/>', "", sheet)


WORKBOOKS = {
    "as exported": lambda sheet: sheet,
    "wrong dimension": lambda sheet: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', sheet),
    "no dimension": lambda sheet: re.sub(r"<dimension[^>]*/>", "", sheet),
    "ragged": without_empty_cells,
}  # fmt: skip


@pytest.mark.parametrize("program", WORKBOOKS)
def test_workbooks_of_other_programs(
    program: str, project: Project, rows: Rows, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / "back.xlsx"
    path.write_bytes(rewritten(rows, WORKBOOKS[program]))
    assert imported(project, path) == expected


def as_text(rows: Rows, separator: str, ends: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator=ends)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_text_files(
    encoding: str, separator: str, ends: str, project: Project, rows: Rows, expected: list[tuple[str, ...]],
    tmp_path: Path,
) -> None:  # fmt: skip
    path = tmp_path / ("back.csv" if separator != "\t" else "back.txt")
    path.write_bytes(as_text(rows, separator, ends).encode(encoding))
    assert imported(project, path) == expected


def total(rows: Rows) -> Rows:
    empty = dict.fromkeys(rows[0], "")
    return [*rows, empty, empty | {"measure": "合计", "obligation": "17"}]


def notes_and_order(rows: Rows) -> Rows:
    return [{"不确定？": "?", **dict(reversed(row.items())), "": ""} for row in reversed(rows)]


def capitals(rows: Rows) -> Rows:
    return [{f" {name.title()} ": cell for name, cell in row.items()} for row in rows]


def each(**change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """The rows with some columns changed."""
    return lambda rows: [row | {name: how(row[name]) for name, how in change.items()} for row in rows]


WAYS: dict[str, Callable[[Rows], Rows]] = {
    "a total": total,
    "other order and columns": notes_and_order,
    "capitals in the header": capitals,
    "lower case": each(topic=str.lower),
    "full width": each(topic=lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code)),
    "zero-width spaces": each(topic=lambda code: f"\u200b{code}\ufeff", text=lambda text: text + "\u200b"),
    "code and label": each(topic=lambda code: f"{code} 执法…"),
    "decimals": each(obligation=lambda level: f"{level}.0", start=lambda place: f"{place}.0"),
    "grouped numbers": each(start=lambda place: f" {place} ", end=lambda place: f"{int(place):,}"),
    "level and label": each(obligation=lambda level: f"{level} 一般指令" if level == "2" else level),
    "levels by label": each(obligation={"0": "无义务", "1": "hortatory", "2": "一般指令", "3": "Mandate or prohibition"}.get),
    "true and false": each(sanction=lambda flag: str(flag == "1").upper(), monitoring=lambda flag: "是" if flag == "1" else "否"),
    "straight quotes": each(text=lambda text: text.replace("“", '"').replace("”", '"')),
    "dashes": each(text=lambda text: text.replace("—", "–")),
    "a dash for no second topic": each(topic2=lambda code: code or "—"),
    "line breaks in texts": each(text=lambda text: text[:5] + "\n" + text[5:]),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_people_and_programs_change(
    way: str, project: Project, rows: Rows, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / "back.csv"
    path.write_text(as_text(WAYS[way](rows), ","), "utf-8")
    assert imported(project, path) == expected


# Labels in either language stand for their codes.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_labels_instead_of_codes(
    language: str, project: Project, rows: Rows, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    from compare.vocab.taxonomy import taxonomy

    path = tmp_path / "back.csv"
    path.write_text(as_text(each(topic=lambda code: taxonomy()[code].label(language))(rows), ";"), "utf-8")
    assert imported(project, path) == expected


# Lines above the header, which people write.
def test_a_title_above_the_table(
    project: Project, rows: Rows, expected: list[tuple[str, ...]], tmp_path: Path
) -> None:
    path = tmp_path / "back.csv"
    path.write_text("sep=,\n编码表,,\n" + as_text(rows, ","), "utf-8")
    assert imported(project, path) == expected
    assert read_sheet(path).lines[0].number == 4


def as_sheet(change: Callable[[Rows], Rows]) -> Callable[[Rows], bytes]:
    return lambda rows: as_text(change(rows), ",").encode()


def at(place: int, **cells: str) -> Callable[[Rows], Rows]:
    return lambda rows: [row | cells if number == place else row for number, row in enumerate(rows)]


def old_workbook(rows: Rows) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def open_document(rows: Rows) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return out.getvalue()


def other_workbook(rows: Rows) -> bytes:
    out, workbook = io.BytesIO(), Workbook()
    workbook.active.append(["a", "b"])
    workbook.save(out)
    return out.getvalue()


REFUSED: list[tuple[str, Callable[[Rows], bytes], str]] = [
    *((f"a{suffix}", old_workbook, r"save it as \.xlsx") for suffix in (".xls", ".et", ".xlsm", ".ods", ".xlsb", ".numbers", ".docx")),
    ("a.xlsx", old_workbook, "old or protected workbook .*save it as"),
    ("a.xlsx", open_document, "LibreOffice sheet .*save it as"),
    ("a.xlsx", other_workbook, "no column 'doc_id'"),
    ("a.csv", lambda rows: workbook_bytes(rows), "a workbook in spite of its name"),
    ("a.csv", as_sheet(lambda rows: rows[:0] or [dict.fromkeys(rows[0], "")]), "no rows below the header"),
    ("a.csv", as_sheet(each(text=lambda text: "?" * len(text))), r"question marks \(row 2\)"),
    ("a.csv", as_sheet(at(3, start="")), "row 5: start is empty"),
    ("a.csv", as_sheet(at(3, doc_id="")), "row 5: doc_id is empty"),
    ("a.csv", as_sheet(at(5, topic="E6、E7")), "row 7: topic 'E6、E7' is unknown"),
    ("a.csv", as_sheet(at(5, topic="E8 权责清单与负面清单")), "row 7: topic 'E8 权责清单与负面清单' is unknown"),
    ("a.csv", as_sheet(at(5, obligation="TRUE")), "row 7: obligation 'TRUE' is unknown"),
    ("a.csv", as_sheet(at(5, obligation="2.5")), "row 7: obligation '2.5' is unknown"),
    ("a.csv", as_sheet(at(5, sanction="2")), "row 7: sanction '2' is unknown"),
    ("a.csv", as_sheet(at(5, cut="cut")), "row 7: cut 'cut' is unknown"),
    ("a.csv", as_sheet(lambda rows: [{k: v for k, v in row.items() if k in ("doc_id", "start", "end", "text")} for row in rows]), "no column with codes"),
    ("a.csv", as_sheet(lambda rows: [row | dict.fromkeys(("topic", "topic2", "obligation", "sanction", "monitoring"), "") for row in rows]), "no code is filled in"),
    ("a.csv", lambda rows: csv_bytes(rows) + b"a,cell,too" + b",many" * 30, "row 18: 'manymany.*beyond the last of"),
    ("a.csv", lambda rows: csv_bytes(rows) + b'a,"never closed\n' + csv_bytes(rows), "line 18: is no row of a CSV"),
    ("a.csv", lambda rows: csv_bytes(rows).replace(b"measure,", b"topic,", 1), "two columns are called 'topic'"),
]  # fmt: skip


# A few kilobytes that unpack to gigabytes, or to millions of cells without anything in them.
@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"xl/a.xml": b" " * 31_000_000}, "unpacks to"),
        ({"xl/media/a.bin": b"<c a='1'/>" * 1_600_000}, "marks in its XML"),
        ({"xl/media/a.bin": b"<c/>" * 601_000}, "elements in its XML"),
        ({f"xl/{n}.png": b"" for n in range(5_001)}, "files in one"),
    ],
    ids=["one part", "marks", "cells", "parts"],
)
def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_opened(
    part: dict[str, bytes], says: str, rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "load_workbook", lambda *_, **__: pytest.fail("was opened"))
    path = tmp_path / "back.xlsx"
    path.write_bytes(workbook_bytes(rows))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in part.items():
            archive.writestr(name, data)
    with pytest.raises(InputError, match=f"back.xlsx: .*{says}.*fill in an exported one"):
        returned.read_lines(path, ("doc_id",))


@pytest.mark.parametrize(("name", "made", "said"), REFUSED)
def test_what_is_refused_is_named(
    name: str, made: Callable[[Rows], bytes], said: str, project: Project, rows: Rows, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(made(rows))
    with pytest.raises(InputError, match=said) as caught:
        import_sheet(project, path, "wang")
    assert name in str(caught.value)
    assert not (project.coding / "wang").exists() and "wang" not in (project.coding / "coders.csv").read_text(
        "utf-8"
    )


# A total below the table is left out, and said to be, in whatever column it was written.
@pytest.mark.parametrize(("column", "word"), [("measure", "合计"), ("text", "总计 17"), ("text", "Total:")])
def test_a_total_is_named(column: str, word: str, project: Project, rows: Rows, tmp_path: Path) -> None:
    path = tmp_path / "back.csv"
    written = total(rows)
    written[-1] = written[-1] | {"measure": ""} | {column: word}
    path.write_text(as_text(written, ","), "utf-8")
    assert "Row 19 was left out" in import_sheet(project, path, "wang")
