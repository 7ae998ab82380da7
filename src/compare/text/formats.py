"""Files that are not plain text: HTML, Word and PDF to the raw text of a plan.

The text read out is stored as a .txt beside the original and is from then on the raw file
that all offsets refer to. What cannot be read is refused with what to do about it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from docx import Document as open_docx
from docx.table import Table
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from compare.errors import InputError
from compare.text.reading import decode, read_bytes

TEXT = (".txt", ".md", ".markdown")
WEB = (".html", ".htm")
READABLE = (*TEXT, *WEB, ".docx", ".pdf")
MAX_UNPACKED = 200_000_000
"""Bytes that a .docx may unpack to; more is a broken file or a zip bomb."""

_OLE = b"\xd0\xcf\x11\xe0"
"""First bytes of old Office files, and of encrypted new ones."""


def read_text(path: Path) -> str:
    """The text of a file in any readable format; `InputError` says what else to do."""
    suffix = path.suffix.lower()
    if suffix == ".doc" or suffix == ".wps":
        raise InputError(
            f"{path.name}: old Word files are not read; save it as .docx first (in Word, or with"
            " `libreoffice --headless --convert-to docx`)."
        )
    if suffix not in READABLE:
        raise InputError(f"{path.name}: {suffix or 'no ending'} is not read; give {', '.join(READABLE)}.")
    data = _read_steadily(path)
    if suffix in TEXT:
        return decode(data, path.name)
    if suffix in WEB:
        return _html_text(data, path.name)
    return _docx_text(data, path.name) if suffix == ".docx" else _pdf_text(data, path.name)


def _read_steadily(path: Path) -> bytes:
    """The file's bytes; a file that changes while it is read is refused."""
    before = path.stat() if path.is_file() else None
    data = read_bytes(path)
    after = path.stat()
    if before is None or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, len(data)):
        raise InputError(f"{path.name}: the file changed while it was read; try again when it is complete.")
    return data


# --- HTML ---

_SKIPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "nav",
    "header",
    "footer",
    "form",
    "iframe",
    "select",
)
_BLOCKS = "p div br li tr h1 h2 h3 h4 h5 h6 section article table blockquote pre ul ol dd dt".split()


def _html_text(data: bytes, name: str) -> str:
    """The visible text of a page, a line for every block."""
    soup = BeautifulSoup(_html_source(data, name), "html.parser")
    for tag in soup(_SKIPPED):
        tag.decompose()
    for tag in soup(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    text = re.sub(r"[^\S\n]*\n\s*", "\n", soup.get_text().replace("\xa0", " ")).strip()
    if not text:
        raise InputError(f"{name}: the page has no text of its own; save it from the browser as text.")
    return text + "\n"


def _html_source(data: bytes, name: str) -> str:
    """Decode a page; a declared GB encoding is taken at its word."""
    declared = re.search(rb"charset=[\"']?\s*(gb2312|gbk|gb18030)", data[:4000], re.IGNORECASE)
    if declared:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass  # pages often declare what they are not
    return decode(data, name)


# --- Word ---


def _docx_text(data: bytes, name: str) -> str:
    """Paragraphs and tables of a Word file in their order, a line each."""
    if data.startswith(_OLE):
        raise InputError(f"{name}: protected by a password, or an old .doc; save it as an open .docx.")
    try:
        _check_archive(data, name)
        body = open_docx(io.BytesIO(data)).iter_inner_content()
        lines = [
            line for part in body for line in (_table_lines(part) if isinstance(part, Table) else [part.text])
        ]
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{name}: not a Word file that can be opened ({error}); save it again.") from None
    text = "\n".join(lines)
    if not text.strip():
        raise InputError(f"{name}: no text in it; if its pages are pictures, it needs OCR first.")
    return text + "\n"


def _check_archive(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MAX_UNPACKED:
        raise InputError(f"{name}: unpacks to {unpacked:,} bytes; this is no ordinary document.")


_LABELS = re.compile("单位|部门|主体|时限|时间|期限|领导|责任人")
_NUMBER = re.compile("序号|编号")


def _table_lines(table: Table) -> Iterator[str]:
    """A table of tasks (任务分工表) as items: the task's words, then who and by when.

    A column whose head names bodies, persons or times becomes a labelled line.
    """
    rows = [[_cell(cell.text) for cell in row.cells] for row in table.rows]
    if not rows:
        return
    head = rows[0]
    if not any(_LABELS.search(cell) for cell in head):
        yield from (" ".join(dict.fromkeys(row)) for row in rows)
        return
    for number, row in enumerate(rows[1:], 1):
        yield from _task_lines(number, head, row)


def _task_lines(number: int, head: list[str], row: list[str]) -> Iterator[str]:
    labelled = [(name, cell) for name, cell in zip(head, row, strict=False) if _LABELS.search(name) and cell]
    words = [
        cell for name, cell in zip(head, row, strict=False)
        if cell and not _LABELS.search(name) and not _NUMBER.search(name)
    ]  # fmt: skip
    if not words:
        return
    yield f"{number}. " + "".join(
        word if word[-1] in "。；" else word + "。" for word in dict.fromkeys(words)
    )
    for name, cell in labelled:
        yield f"{name}：{cell}"


def _cell(text: str) -> str:
    return "".join(text.split("\n")).strip()


# --- PDF ---


def _pdf_text(data: bytes, name: str) -> str:
    """The text layer of a PDF, page after page."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise InputError(f"{name}: protected by a password; save an open copy first.")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        raise InputError(f"{name}: not a PDF that can be opened ({error}); save it again.") from None
    if len("".join(text.split())) < 20 * max(1, len(reader.pages)):
        raise InputError(f"{name}: a scan without text; run OCR on it first and give the text.")
    return text + "\n"
