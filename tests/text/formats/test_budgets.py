"""Tiny files that ask for billions of steps: refused in one sentence, by counted work and not by seconds."""

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf.generic import RectangleObject

from compare.errors import InputError
from compare.text.formats import apart, budget, read_file
from compare.text.formats.apart import run_apart
from compare.text.formats.budget import CELLS, CHARACTERS, ELEMENTS, LIMITS, MARKS, Budget
from compare.text.formats.pdf_pages import Counter, TooMuch, _pages, read_pages
from compare.text.formats.task_tables import Cell, table_lines
from compare.text.formats.web import web_text
from compare.text.formats.word import word_text

SENTENCE = "一、规范行政执法。健全行政执法程序，公布流程图。"


# --- files made for the tests ---


def docx_of(body: str, more: dict[str, bytes] | None = None) -> bytes:
    """A Word file whose body is this XML, with further parts."""
    document = new_docx()
    for child in list(document.element.body):
        document.element.body.remove(child)
    holder = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
    document.element.body.extend(list(holder))
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def paragraph(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def boxes(levels: int) -> str:
    """Text boxes inside each other, each with a line of its own."""
    inner = ""
    for level in range(levels, 0, -1):
        line = paragraph(f"<w:t>第{level}层。</w:t>")
        inner = paragraph(f"<w:txbxContent>{line}{inner}</w:txbxContent>")
    return inner


def tables_in_word(levels: int) -> str:
    """Tables of duties inside each other, in a merged cell of fifty columns."""
    inner = paragraph(f"<w:t>{SENTENCE}</w:t>")
    wide = '<w:tcPr><w:gridSpan w:val="50"/></w:tcPr>'
    for _ in range(levels):
        rows = [("任务", paragraph("<w:t>责任单位</w:t>")), ("公开", inner)]
        inner = "".join(
            f"<w:tr><w:tc>{paragraph(f'<w:t>{task}</w:t>')}</w:tc><w:tc>{wide}{cell}</w:tc></w:tr>"
            for task, cell in rows
        )
        inner = f"<w:tbl>{inner}</w:tbl><w:p/>"
    return inner


def pdf_of(streams: list[bytes], resources: list[bytes], pack: bool = False) -> bytes:
    """A PDF of one page; object 4 + n is form n, the first of which the page calls."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % resources[0],
    ]
    for stream, own in zip(streams, resources, strict=True):
        content, how = (zlib.compress(stream), b"/Filter /FlateDecode") if pack else (stream, b"")
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources %s %s /Length %d >>" % (
            own,
            how,
            len(content),
        )
        objects.append(head + b"\nstream\n" + content + b"\nendstream")
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(data))
    )


def doubling_pdf(levels: int, calls: int = 2) -> bytes:
    """Forms of which each calls the next one twice."""
    streams = [b"/F Do " * calls] * levels + [b"BT ET"]
    resources = [b"<< /XObject << /F %d 0 R >> >>" % (5 + n) for n in range(levels)] + [b"<< /Font << >> >>"]
    return pdf_of(streams, resources)


def page(body: str) -> bytes:
    return f"<html><meta charset=utf-8><body>{body}</body></html>".encode()


def refusal(read: Callable[[], object]) -> str:
    with pytest.raises(InputError) as error:
        read()
    assert "\n" not in str(error.value)
    return str(error.value)


# --- Word ---


@pytest.mark.parametrize("levels", [1, 2, 18])
def test_boxes_in_boxes_are_read_once(levels: int) -> None:
    text, _ = word_text(docx_of(boxes(levels)), "a.docx")
    assert text.split() == [f"第{level}层。" for level in range(1, levels + 1)]


def test_too_many_boxes_in_boxes_are_refused() -> None:
    said = refusal(lambda: word_text(docx_of(boxes(31)), "a.docx"))
    assert (
        said
        == "a.docx: more than 30 tables or boxes inside each other; this is no ordinary document: give the plan's own text."
    )


@pytest.mark.parametrize("levels", [300, 2_000])
def test_deeper_than_the_library_reads_is_refused_too(levels: int) -> None:
    deep = "<w:ins>" * levels + paragraph("<w:t>甲</w:t>") + "</w:ins>" * levels
    xml = f"<w:document {nsdecls('w')}><w:body>{deep}</w:body></w:document>".encode()
    assert "not a Word file that can be opened" in refusal(lambda: word_text(with_document(xml), "a.docx"))


def with_document(xml: bytes) -> bytes:
    """A Word file with this as its document, which the library has not seen before."""
    with zipfile.ZipFile(io.BytesIO(docx_of(""))) as old:
        parts = {name: old.read(name) for name in old.namelist()} | {"word/document.xml": xml}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def test_text_that_tables_multiply_is_refused() -> None:
    assert "characters" in refusal(lambda: word_text(docx_of(tables_in_word(5)), "a.docx"))


def test_many_merged_cells_are_refused() -> None:
    row = "<w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr><w:p/></w:tc>' * 10 + "</w:tr>"
    assert "cells of tables" in refusal(lambda: word_text(docx_of(f"<w:tbl>{row * 400}</w:tbl>"), "a.docx"))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        # 120 MB of XML in one part, in several, and in parts that are not called so
        ({"word/a.xml": (b"<a/>", 30_000_000)}, "unpacks to"),
        ({f"word/{n}.xml": (b" ", 10_000_000) for n in range(4)}, "unpacks to"),
        ({"word/a.bin": (b"<a/>", 4_000_000)}, "marks in its XML"),
        ({"word/a.PNG": (b' a="1"', 4_000_000)}, "marks in its XML"),
        ({f"word/{n}.png": (b"", 0) for n in range(5_001)}, "files in one"),
    ],
)  # fmt: skip
def test_what_unpacks_to_too_much_is_refused_before_it_is_opened(
    parts: dict[str, tuple[bytes, int]], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compare.text.formats.word.open_docx", lambda *_: pytest.fail("was opened"))
    made = {name: piece * times for name, (piece, times) in parts.items()}
    data = docx_of(paragraph("<w:t>甲</w:t>"), made)
    assert len(data) < 1_000_000
    assert says in refusal(lambda: word_text(data, "a.docx"))


def test_levels_and_numbers_of_lists_are_bounded() -> None:
    numbering = (
        f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='999999999999'><w:start w:val='1'/>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    ).encode()
    point = "<w:pPr><w:numPr><w:ilvl w:val='999999999999'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    with zipfile.ZipFile(io.BytesIO(docx_of(f"<w:p>{point}<w:r><w:t>规范执法。</w:t></w:r></w:p>"))) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name, content in parts.items():
            new.writestr(name, numbering if name == "word/numbering.xml" else content)
    text, _ = word_text(buffer.getvalue(), "a.docx")
    assert "规范执法。" in text


# --- web pages ---

HEAD = "<tr><th>任务<th>责任单位</tr>"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (f"<table>{HEAD}<tr><td rowspan=9999 colspan=60>{SENTENCE}{'<tr></tr>' * 9999}</table>", "cells of tables"),
        (f"<table><tr><td rowspan=9999>{'<td rowspan=9999>' * 300}{'<tr>' * 1000}</table>", "cells of tables"),
        (f"<table>{HEAD}<tr><td>甲<td rowspan=9999>{SENTENCE * 500}{'<tr><td>乙</tr>' * 5000}</table>", "characters"),
        ("<table><tr><td>" * 31, "tables or boxes"),
        ("<b>" * 60_001, "elements"),
        ("<b>甲</b>" * 60_001, "elements"),
    ],
)  # fmt: skip
def test_pages_that_ask_for_too_much_are_refused(body: str, says: str) -> None:
    assert says in refusal(lambda: web_text(page(body), "a.html"))


def counted(monkeypatch: pytest.MonkeyPatch, data: bytes) -> Budget:
    """The budget that reading a page used."""
    used: list[Budget] = []

    def kept(name: str) -> Budget:
        used.append(Budget(name))
        return used[-1]

    monkeypatch.setattr("compare.text.formats.web.Budget", kept)
    web_text(data, "a.html")
    return used[0]


# Twice as much of it is twice the work, whatever it is: nothing is done again for every level.
@pytest.mark.parametrize("tag", ["span", "div", "pre", "b", "ol><li", "table><tr><td"])
def test_work_grows_with_the_page_and_not_with_its_depth(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = 14 if tag.startswith("table") else 500
    small, large = (counted(monkeypatch, page(f"<{tag}>{SENTENCE}" * times)) for times in (few, 2 * few))
    assert large.spent[CHARACTERS] < (5 if tag.startswith("table") else 2.2) * small.spent[CHARACTERS]


@pytest.mark.parametrize("tag", ["span", "s", "nav", "h1", "pre", "del"])
def test_thousands_of_tags_that_are_never_closed_are_read(tag: str) -> None:
    text, _ = web_text(page(f"<p>{SENTENCE}</p>" + f"<{tag}>公开" * 4_000), "a.html")
    assert SENTENCE in text


def test_a_long_plan_uses_a_tenth_of_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = f"<tr><td>{SENTENCE}<td>县司法局</tr>" * 300
    used = counted(
        monkeypatch, page(f"<p><span>{SENTENCE}</span></p>" * 1500 + f"<table>{HEAD}{rows}</table>")
    )
    assert all(used.spent[what] <= LIMITS[what] / 10 for what in (ELEMENTS, CELLS, CHARACTERS))


def test_a_table_of_many_columns_is_looked_through_once() -> None:
    class Counted(tuple):  # type: ignore[type-arg]
        looked = 0

        def __getitem__(self, place):  # type: ignore[no-untyped-def]
            Counted.looked += 1
            return super().__getitem__(place)

    rows = [Counted(Cell(text) for text in [f"责任单位{n}", "任务"] * 200) for n in range(50)]
    list(table_lines(rows))
    assert Counted.looked < 3 * 50 * 400


# --- PDF ---


def test_forms_that_call_the_next_one_twice_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(doubling_pdf(60))
    assert len(doubling_pdf(60)) < 20_000
    assert "drawing commands" in refusal(lambda: read_file(tmp_path / "a.pdf"))


@pytest.mark.parametrize(
    "data",
    [
        doubling_pdf(17),
        doubling_pdf(4, calls=20),
        pdf_of([b"q Q " * 60_000], [b"<< /Font << >> >>"], pack=True),
    ],
)
def test_commands_are_counted_in_all_forms(data: bytes) -> None:
    assert read_pages(data, 10, 100_000, 100) == {"too_many": True}


def test_a_plan_of_many_commands_for_its_size_is_read() -> None:
    counter = Counter(10)
    counter(b"q")
    assert (counter.seen, counter.called) == (1, 0)
    assert read_pages(pdf_of([b"q Q " * 1000], [b"<< /Font << >> >>"]), 10, 3000, 100) == {
        "pages": [[595.0, 842.0, []]]
    }


def test_pages_and_characters_are_counted() -> None:
    class Page:
        mediabox = RectangleObject((0, 0, 595, 842))

        def extract_text(self, **_: object) -> str:
            return "甲" * 60

    class Reader:
        pages = (Page(), Page())

    assert len(list(_pages(Reader(), Counter(1), 120))) == 2  # type: ignore[arg-type]
    with pytest.raises(TooMuch):
        list(_pages(Reader(), Counter(1), 119))  # type: ignore[arg-type]
    assert read_pages(doubling_pdf(1), 0, 10, 10) == {"pages_there": 1}


# --- a process of its own ---


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("while True: pass", "seconds of processor time"),
        ("import time; time.sleep(60)", "seconds to read"),
        ("b'x' * (3 << 30)", "MB of memory"),
        ("import os; os.kill(os.getpid(), 9)", "signal 9"),
    ],
)
def test_a_reader_that_takes_too_much_is_ended(
    does: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(apart, "seconds_for", lambda _: 1)
    # What sleeps is ended by the clock, all else by its own limit, however busy the machine is.
    monkeypatch.setattr(apart, "_PATIENCE", 3 if "sleep" in does else 300)
    script = tmp_path / "reader.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(Path(budget.__file__).parent)!r})\n"
        f"from pdf_pages import limit_this_process\nlimit_this_process(1, 2000)\n{does}\n",
        encoding="utf-8",
    )
    assert says in refusal(lambda: run_apart(script, [], b"", "a.pdf"))


def test_a_reader_with_a_bug_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "reader.py").write_text("[][1]", encoding="utf-8")
    with pytest.raises(RuntimeError, match="IndexError"):
        run_apart(tmp_path / "reader.py", [], b"", "a.pdf")


def test_marks_are_counted_for_all_parts_together() -> None:
    assert LIMITS[MARKS] * 2 < 30_000_000
