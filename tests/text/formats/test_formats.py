"""Web pages, Word and PDF to text: what is read, what is written out, what is refused."""

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from compare.errors import InputError
from compare.text.document import Document, parse_document
from compare.text.formats import READABLE, read_file
from compare.text.formats.pdf import PLAIN_FORMS, pdf_text
from compare.text.formats.pdf_layout import Page, Piece
from compare.text.formats.pdf_pages import read_pages
from compare.text.formats.task_tables import Cell, table_lines
from compare.text.formats.web import web_text
from compare.text.formats.word import word_text
from compare.text.formats.word_numbers import chinese_number
from compare.text.sources import Source

TITLE = "某县法治政府建设实施方案（2021—2025年）"
LINES = [
    TITLE,
    "一、总体要求",
    "以习近平法治思想为指导，全面推进依法行政。",
    "二、主要任务",
    "（一）规范行政执法。行政执法人员每人每年接受不少于60学时的培训。",
    "责任单位：县司法局、各乡镇",
    "（二）强化监督。2022年底前公布流程图。",
]


def parsed(text: str) -> Document:
    return parse_document(Source("a", "a.txt"), text)


def measures(text: str) -> list[str]:
    return [f"{measure.number}{measure.heading}" for measure in parsed(text).measures]


# --- files made for the tests ---


def docx_bytes(fill: Callable[[Any], None]) -> bytes:
    document = new_docx()
    fill(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_lines(fill: Callable[[Any], None]) -> list[str]:
    text, _ = word_text(docx_bytes(fill), "a.docx")
    return [line for line in text.splitlines() if line]


def pdf_bytes(*pages: list[str], password: str | None = None) -> bytes:
    """A PDF with a text layer in GBK, one list of lines a page; an empty list is a picture."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /GBK-EUC-H /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"<{line.encode('gbk').hex()}> Tj T*\n" for line in lines)
        stream = f"BT /F1 12 Tf 16 TL 60 780 Td\n{shown}ET".encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    data = _assembled(objects)
    if password is None:
        return data
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _assembled(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return data + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(data)


def web_bytes(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


PAGE = web_bytes("".join(f"<p>{line}</p>" for line in LINES))
READ = {
    "plan.txt": "\n".join(LINES).encode(),
    "plan.md": "\n\n".join(LINES).encode(),
    "旧 编码.txt": "\n".join(LINES).encode("gb18030"),
    "网 页.html": PAGE,
    "网页.HTM": PAGE.replace(b"utf-8", b"gb2312").decode().encode("gb18030"),
    "某县 方案.docx": docx_bytes(lambda d: [d.add_paragraph(line) for line in LINES]),
    "某县 方案.pdf": pdf_bytes(LINES[:3], LINES[3:]),
}


# --- the same plan in every format gives the same items ---


@pytest.mark.parametrize("name", READ)
def test_every_format_gives_the_same_plan(tmp_path: Path, name: str) -> None:
    path = tmp_path / "文件 夹" / name
    path.parent.mkdir()
    path.write_bytes(READ[name])
    read = read_file(path)
    assert read.data == READ[name] and read.notes == ()
    document = parsed(read.text)
    assert document.source.title == TITLE
    assert [f"{m.number}{m.heading}" for m in document.measures] == [
        "（一）规范行政执法",
        "（二）强化监督",
    ]


# --- web pages ---


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # a line for every block, none for a break in the source; scripts and styles are no text
        ("<p>规范\n  执法</p><script>alert('x')</script><style>p{}</style><p>强化<b>监督</b></p>", "规范执法\n强化监督\n"),
        ("规范执法<br>强化监督<br/>公开&nbsp;信息", "规范执法\n强化监督\n公开 信息\n"),
        # headings and the numbers of a list are written out
        ("<h2>主要任务</h2><ol><li>规范执法。</li><li>强化监督。</li></ol>", "## 主要任务\n1. 规范执法。\n2. 强化监督。\n"),
        ("<ol start=3><li>规范执法。<ol><li>公开。</li></ol></li></ol>", "3. 规范执法。\n1. 公开。\n"),
        # what the page hides, and comments, are no text
        ("<p>规范执法</p><p style='display: none'>广告</p><!-- 注释 --><p hidden>草稿</p>", "规范执法\n"),
        # a page whose breaks are marked by nothing but blocks inside blocks
        ("<div><div>一、规范执法</div><div><span>完善</span><span>程序。</span></div></div>", "一、规范执法\n完善程序。\n"),
        ("<pre>一、规范执法\n完善程序。</pre>", "一、规范执法\n完善程序。\n"),
    ],
)  # fmt: skip
def test_web_text(page: str, text: str) -> None:
    assert web_text(web_bytes(page), "a.html")[0] == text


def test_what_surrounds_the_plan_on_a_page_is_left_out_and_noted() -> None:
    menu = "".join(f"<li><a href='#'>栏目{n}</a></li>" for n in range(40))
    lines = [*LINES, "完善制度。加强监督。公开信息。听取意见。严格审查。落实责任。"]
    plan = "".join(f"<p>{line}</p>" for line in lines[1:])
    page = f"<form><ul>{menu}</ul><h1>{TITLE}</h1><div id=zoom>{plan}</div><div>分享到：微信</div></form>"
    text, notes = web_text(web_bytes(page), "a.html")
    assert text.splitlines() == lines
    assert notes and "41 lines of the page" in notes[0]


def test_a_table_of_duties_on_a_page_becomes_items() -> None:
    rows = (
        "<tr><th>序号</th><th>重点任务</th><th>牵头单位</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>公布权力清单</td><td rowspan=2>县委编办</td><td>2022年6月底</td></tr>"
        "<tr><td>2</td><td>完善<br>执法程序。</td><td>长期</td></tr>"
    )
    text, _ = web_text(web_bytes(f"<h1>{TITLE}</h1><table>{rows}</table>"), "a.html")
    assert text.splitlines() == [
        f"# {TITLE}",
        "1. 公布权力清单。",
        "牵头单位：县委编办",
        "完成时限：2022年6月底",
        "2. 完善",
        "执法程序。",
        "牵头单位：县委编办",
        "完成时限：长期",
    ]


# --- Word ---


def test_headings_and_insertions_are_read_deletions_are_not() -> None:
    def fill(document: Any) -> None:
        document.add_heading("规范执法", 2)
        paragraph = document.add_paragraph("完善")._p
        for tag, text in (("ins", "w:t"), ("del", "w:delText")):
            change = f"<w:{tag} {nsdecls('w')} w:id='1' w:author='a'><w:r><{text}>{tag}程序</{text}></w:r></w:{tag}>"
            paragraph.append(parse_xml(change))

    text, notes = word_text(docx_bytes(fill), "a.docx")
    assert text == "## 规范执法\n完善ins程序\n"
    assert notes == ("1 deletions of tracked changes were left out",)


def numbered(style: str, text: str) -> Callable[[Any], None]:
    """A file whose paragraphs, at levels 0, 1, 1, 0, 1, Word itself numbers."""

    def fill(document: Any) -> None:
        root = document.part.numbering_part.element
        levels = "".join(
            f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>{legal}<w:lvlText w:val='{shown}'/></w:lvl>"
            for n, (kind, shown, legal) in enumerate(
                [
                    ("chineseCounting", "%1、", ""),
                    (style, text.removesuffix("<w:isLgl/>"), "<w:isLgl/>" * ("Lgl" in text)),
                ]
            )
        )
        root.insert(
            0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>{levels}</w:abstractNum>")
        )
        root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
        for depth, words in enumerate(["主要任务", "规范执法。", "强化监督。", "组织保障", "落实责任。"]):
            properties = document.add_paragraph(words)._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{0 if depth in (0, 3) else 1}'/><w:numId w:val='90'/></w:numPr>"
                )
            )

    return fill


@pytest.mark.parametrize(
    ("style", "text", "numbers"),
    [
        ("chineseCounting", "（%2）", ["（一）", "（二）", "（一）"]),
        ("decimal", "%2.", ["1. ", "2. ", "1. "]),
        ("decimal", "%1.%2", ["一.1 ", "一.2 ", "二.1 "]),
        ("decimal", "%1.%2<w:isLgl/>", ["1.1 ", "1.2 ", "2.1 "]),
        ("decimalEnclosedCircle", "%2", ["① ", "② ", "① "]),
        ("bullet", "●", ["", "", ""]),
    ],
)
def test_numbers_that_word_counts_are_written_out(style: str, text: str, numbers: list[str]) -> None:
    first, second, third = numbers
    assert word_lines(numbered(style, text)) == [
        "一、主要任务",
        f"{first}规范执法。",
        f"{second}强化监督。",
        "二、组织保障",
        f"{third}落实责任。",
    ]


def test_a_table_of_contents_and_text_boxes() -> None:
    def fill(document: Any) -> None:
        contents = f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>一、规范执法 1</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        body = document.element.body
        body.insert(0, parse_xml(contents))
        body.insert(1, parse_xml(contents.replace("Table of Contents", "Quick Parts")))

    assert word_lines(fill) == ["一、规范执法 1"]  # the one in a content control that is no contents


DUTIES = [
    ["任务分工表", "任务分工表", "任务分工表", "任务分工表", "任务分工表"],
    ["序号", "重点任务", "工作措施", "牵头单位", "完成时限"],
    ["一、依法履职"] * 5,
    ["1", "公布权力清单", "编制清单，向社会公布", "县委编办\n县司法局", "2022年6月底"],
    ["2", "规范执法。", "", "县司法局", "长期"],
]


def test_a_table_of_duties_in_word_becomes_items() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph(TITLE)
        table = document.add_table(len(DUTIES), 5)
        for row, texts in zip(table.rows, DUTIES, strict=True):
            if len(set(texts)) == 1:
                row.cells[0].merge(row.cells[4]).text = texts[0]
                continue
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    lines = word_lines(fill)
    assert lines == [
        TITLE,
        "任务分工表",
        "一、依法履职",
        "1. 公布权力清单。编制清单，向社会公布。",
        "牵头单位：县委编办、县司法局",
        "完成时限：2022年6月底",
        "2. 规范执法。",
        "牵头单位：县司法局",
        "完成时限：长期",
    ]
    assert measures("\n".join(lines)) == ["1.公布权力清单", "2.规范执法"]


def rows(*texts: list[str]) -> list[list[Cell]]:
    return [[Cell(text) for text in row] for row in texts]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        # the head again on a new page; numbers of the table's own; a number in the words
        (
            rows(["序号", "任务", "责任部门"], ["7", "公开信息", "甲局"], ["序号", "任务", "责任部门"], ["8", "听取意见", ""]),
            ["7. 公开信息。", "责任部门：甲局", "8. 听取意见。"],
        ),
        (rows(["任务", "责任人"], ["（三）公开信息", "张某"]), ["（三）公开信息。", "责任人：张某"]),
        # a cell that is one with the cell above is said once where it is the task
        (
            [*rows(["任务", "措施", "责任单位"], ["履职", "公开", "甲局"]), [Cell("履职", True), Cell("听证"), Cell("甲局", True)]],
            ["1. 履职。公开。", "责任单位：甲局", "2. 听证。", "责任单位：甲局"],
        ),
        # a table of something else, and a table used for layout only
        (rows(["年份", "指标"], ["2022", "95%"]), ["年份 指标", "2022 95%"]),
        (rows(["一、总体要求\n全面推进。"]), ["一、总体要求\n全面推进。"]),
        ([], []),
    ],
)  # fmt: skip
def test_tables(table: list[list[Cell]], lines: list[str]) -> None:
    assert list(table_lines(table)) == lines


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (101, "一〇一")],
)
def test_chinese_numbers(value: int, printed: str) -> None:
    assert chinese_number(value) == printed


# --- PDF ---


def test_radicals_become_the_characters_they_look_like() -> None:
    printed = "⾏政⻓期⺠主"
    assert printed.translate(PLAIN_FORMS) == "行政长期民主"


def test_a_page_without_text_is_noted() -> None:
    _, notes = pdf_text(pdf_bytes(LINES, [], LINES), "a.pdf")
    assert notes == ("pages without a text layer, perhaps scanned: 2 of 3",)


def test_a_pdf_that_opens_without_a_password_is_read() -> None:
    # protected against changes only, as published files often are
    assert "规范行政执法" in pdf_text(pdf_bytes(LINES, password=""), "a.pdf")[0]


def test_characters_that_a_font_lost_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(READ["某县 方案.pdf"])
    page = "规范\ufffd执法\x00\ud800" + "完善程序。" * 9
    monkeypatch.setattr(
        "compare.text.formats.pdf._pages", lambda *_: [Page(595, 842, [Piece(page, 60, 700, 12)])]
    )
    read = read_file(tmp_path / "a.pdf")
    assert read.text.startswith("规范□执法□□完善程序") and len(read.text) == len(page) + 1
    assert read.notes == ("3 characters of the file stand for nothing and are written as □",)


# --- what is refused, with which sentence ---


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "scan.pdf": (pdf_bytes([], []), "run OCR on it first"),
    "locked.pdf": (pdf_bytes(LINES, password="secret"), "protected by a password"),
    "broken.pdf": (b"%PDF-1.4\nnothing", "not a PDF that can be opened"),
    "cut.pdf": (pdf_bytes(LINES)[:700], "not a PDF that can be opened"),
    "old.doc": (OLE, "save it as .docx first"),
    "旧文件.wps": (b"x", "save it as .docx first"),
    "renamed.docx": (OLE + b"\0" * 600, "an old .doc"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "bomb.docx": (bomb, "no ordinary document"),
    "broken.docx": (b"PK\x03\x04 nothing", "not a Word file that can be opened"),
    "page.docx": (PAGE, "not a Word file that can be opened"),
    "empty.docx": (docx_bytes(lambda d: None), "needs OCR"),
    "huge.html": (PAGE + b"<p>x</p>" * 700_000, "too many for a page"),
    "script.html": (web_bytes("<script>document.write('规范')</script>"), "no text of its own"),
    "plan.txt": (pdf_bytes(LINES), "its content is that of a .pdf file"),
    "sheet.xlsx": (b"PK\x03\x04", "a spreadsheet is no plan"),
    "photo.JPG": (b"\xff\xd8", "a picture has no text"),
    "plan.ofd": (b"PK", "save it as PDF or text"),
    "plan.xyz": (b"x", ".xyz is not read; give .txt"),
    "plan": (b"x", "a file without an ending is not read"),
    "mixed.txt": ("规范执法".encode() * 9 + "规范".encode("gb18030") + "执法".encode() * 9, "mix"),
    "zeros.txt": ("规范\0执法".encode(), "binary zeros"),
    "blank.txt": (b" \n", "has no text in it"),
    "zero.txt": (b"", "the file is empty"),
    "long.txt": ("法治政府".encode() * 800_000, "too many for a plan"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    data, says = REFUSED[name]
    (tmp_path / name).write_bytes(data() if callable(data) else data)
    with pytest.raises(InputError) as error:
        read_file(tmp_path / name)
    assert says in str(error.value) and str(error.value).startswith(f"{name}: ")
    assert "\n" not in str(error.value) and str(tmp_path) not in str(error.value)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(InputError, match="too large"):
        read_file(tmp_path / "big.txt")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name, told in (("没有.txt", "no such file"), ("folder.txt", "is no file (but a folder")):
        with pytest.raises(InputError, match=f"{name}: {re.escape(told)}"):
            read_file(tmp_path / name)


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、规范执法", encoding="utf-8")

    def growing(path: Path) -> bytes:
        data = path.read_bytes()
        path.write_bytes(data + "\n二、强化监督".encode())
        return data

    monkeypatch.setattr("compare.text.formats.read_bytes", growing)
    with pytest.raises(InputError, match="changed while it was read"):
        read_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、规范执法", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read_file(path)


# --- no bytes crash a reader ---

SEEDS = [READ["某县 方案.docx"], READ["某县 方案.pdf"], PAGE]


@pytest.fixture(scope="module")
def pdf_in_this_process() -> Iterator[None]:
    """A process for each of hundreds of PDFs would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("compare.text.formats.pdf.run_apart", read_here)
        yield


def read_here(_script: Path, most: list[int], data: bytes, _name: str) -> bytes:
    return json.dumps(read_pages(data, *most)).encode()


@settings(max_examples=60)
@given(st.sampled_from([(".docx", 0), (".pdf", 1), (".html", 2)]), st.data())
def test_damaged_files_are_read_or_refused(
    pdf_in_this_process: None, kind: tuple[str, int], data: st.DataObject
) -> None:
    suffix, seed = kind
    damaged = bytearray(SEEDS[seed])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        damaged = damaged[: data.draw(st.integers(1, len(damaged)))]
    reader = {".docx": word_text, ".pdf": pdf_text, ".html": web_text}[suffix]
    try:
        text, _ = reader(bytes(damaged), f"a{suffix}")
    except InputError as error:
        assert str(error).startswith(f"a{suffix}: ")
    else:
        assert text.strip()


@given(st.text(st.sampled_from("<>/!-=\"' pdivtablrhol1一、规范。\n&;"), max_size=200))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        text, _ = web_text(markup.encode() or b" ", "a.html")
    except InputError as error:
        assert str(error).startswith("a.html: ")
    else:
        assert "<script" not in text


def test_every_readable_ending_is_tried_above() -> None:
    tried = {Path(name).suffix.lower() for name in READ}
    assert set(READABLE) - {".markdown"} == tried
