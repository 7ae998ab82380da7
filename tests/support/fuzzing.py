"""Fuzzing of readers and extractors: `python tests/support/fuzzing.py --inputs 100000 --seed 1`.

Input number n of a seed is always the same, so whatever fails can be made again (`--only N`). An
input fails that ends in anything but a result or an `InputError` of one line, that takes more than
five seconds of processor time, or for which a span lies: the raw text at the offsets is not the text.
What failed is printed, and kept in `--keep`. Tests run the first inputs of one seed; see docs/reliability.md.
"""

import argparse
import io
import json
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any
from unittest import mock

from docx import Document as new_docx
from openpyxl import Workbook

from compare.build.rows import document_rows
from compare.coding.given import Codes
from compare.errors import InputError
from compare.extract.bodies import find_bodies
from compare.extract.citations import find_citations
from compare.extract.finds import Finds, find_all
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.files.archives import frozen_zip
from compare.files.reading import decode
from compare.intake.boundaries import propose_boundaries
from compare.intake.understanding import understood
from compare.sheets.returned import read_lines
from compare.text.document import Document, parse_document
from compare.text.formats import read_file
from compare.text.formats.pdf_pages import read_pages
from compare.text.sources import Source, read_sources

SECONDS = 5
"""Processor seconds after which an input counts as one that hangs."""

PIECES = [
    *"一二十百千万亿〇零两半1２9０①⑴⒈㈠Ⅳ、．.﹒（）()《》〈〉“”\"〔〕［］【】「」：:；;。！？，,-—－~～#*|>_=%％‰ \t\n\r\x0b\x0c\x1c\x85\u2028\u3000\ufeff\u200b\x01\xa0é𠮷\u0301①",
    "一、", "（一）", "1．", "２.", "第一章", "第二条", "1.1 ", "（1）", "一是", "一、总体要求\n", "\n（二）", "\n二、", "\n3、", "\n第一章 ",
    "目录\n", "附件：", "附件1\n", "目标：", "措施：", "责任单位：", "（牵头单位：", "配合单位：", "完成时限：", "主要任务\n", "专栏1 ",
    "区司法局", "各部门", "区政府", "县委依法治县办", "各镇（街道）", "市场监管局、", "等部门", "牵头", "负责", "按职责分工",
    "不少于", "达到", "以上", "以内", "超过", "100%", "３％", "百分之九十", "9成", "两次", "60学时", "1.5万", "每年", "每季度", "至少一次", "人均",
    "2022年底前", "2020年6月30日", "5个工作日内", "任期内", "至", "十二", "到2025年", "“十四五”", "上半年", "月底前", "2021—2025年", "次年", "同年3月",
    "《条例》", "《中华人民共和国行政处罚法》", "（2021—2025年）", "〔2022〕14号", "国发", "法治政府建设实施方案", "纲要", "各镇人民政府：", "县人民政府\n", "2021年7月1日\n",
    "## ", "— 2 —", "健全", "应当", "不得", "可以", "严禁", "规范行政执法。", "强化监督", "第一篇：", "=1+1", "[bookmark: a]", " and ", "万分之", "的",
]  # fmt: skip
PLAN = (
    "某政发〔2021〕14号\n某县法治政府建设实施方案（2021—2025年）\n各镇人民政府，县政府各部门：\n现将方案印发给你们。\n"
    "一、总体要求\n（一）指导思想。全面推进依法行政。\n（二）主要目标。到2025年，满意度达到90%以上。\n二、主要任务\n"
    "（三）规范行政执法。每人每年接受不少于60学时的培训，2022年底前公布权力清单。\n责任单位：县司法局、各镇人民政府\n"
    "（四）强化监督。贯彻《行政复议法》，5个工作日内办结，不得下达罚没指标。\n（牵头单位：县政府办；配合单位：县审计局等部门）\n"
    "三、组织保障\n1. 加强领导。每年至少听取一次汇报。\n2. 落实经费。\n附件：任务分工表\n某县人民政府\n2021年7月1日\n"
)
TAGS = [
    "p",
    "div",
    "table",
    "tr",
    "td",
    "th",
    "span",
    "b",
    "s",
    "del",
    "h1",
    "h2",
    "ol",
    "ul",
    "li",
    "br",
    "pre",
    "nav",
    "title",
    "a",
    "font",
]


@dataclass(frozen=True)
class Failed:
    """An input that failed, and how."""

    number: int
    kind: str
    why: str
    data: bytes


# --- making inputs ---


def of_pieces(chance: random.Random, most: int = 60) -> str:
    return "".join(chance.choices(PIECES, k=chance.randint(0, most)))


def changed_text(chance: random.Random, text: str) -> str:
    """The text with pieces put in, taken out, repeated and moved."""
    for _ in range(chance.randint(1, 8)):
        text = changed_once(chance, text)
    return text[:20_000]


def changed_once(chance: random.Random, text: str) -> str:
    a, b = sorted(chance.randint(0, len(text)) for _ in range(2))
    before, part, after = text[:a], text[a:b], text[b:]
    match chance.randrange(6):
        case 0:
            return before + of_pieces(chance, 8) + part + after
        case 1:
            return before + part[12:] + after
        case 2:
            return before + part[:60] * chance.choice([2, 3, 40]) + part + after
        case 3:
            return before + part + part + after
        case 4:
            return before + part[::-1] + after
    new = chance.choice(["", "\n", "。", " ", "\r\n", "，"])
    return text.replace(chance.choice("\n。：、（"), new, 3)


def changed_bytes(chance: random.Random, data: bytes) -> bytes:
    """The bytes with some changed, taken out, repeated, or the rest cut off."""
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 10])):
        place = chance.randrange(max(1, len(damaged)))
        damaged[place : place + chance.choice([0, 1, 1, 4])] = chance.randbytes(chance.choice([0, 1, 1, 4]))
    if chance.random() < 0.2:
        damaged = damaged[: chance.randint(1, len(damaged))] if damaged else damaged
    return bytes(damaged) or b"x"


def markup(chance: random.Random) -> str:
    """A page of tags, closed or not, nested or not."""
    parts = []
    for _ in range(chance.randint(1, 60)):
        tag = chance.choice(TAGS)
        more = chance.choice(
            ["", "", "", " rowspan=3", " colspan=2", " hidden", " style='display:none'", " start=7"]
        )
        parts.append(
            chance.choice(
                [
                    f"<{tag}{more}>",
                    f"</{tag}>",
                    of_pieces(chance, 5),
                    f"<{tag}{more}>{of_pieces(chance, 6)}</{tag}>",
                ]
            )
        )
    return "".join(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word_file() -> bytes:
    document = new_docx()
    for line in PLAN.splitlines():
        document.add_paragraph(line, style="List Number" if line.startswith("（") else None)
    table = document.add_table(3, 3)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = ("任务", "责任单位", "完成时限", "公布清单", "县司法局", "2022年底")[place % 6]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook_file() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    for row in (
        ["doc_id", "start", "end", "topic", "text"],
        ["a", 0, 4, "E6", "规范执法"],
        ["a", 4.0, 9, True, None],
    ):
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def pdf_file() -> bytes:
    lines = "".join(f"<{line.encode('gbk').hex()}> Tj T*\n" for line in PLAN.splitlines())
    stream = f"BT /F1 12 Tf 16 TL 60 780 Td\n{lines}ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font /Subtype"
        b" /CIDFontType0 /BaseFont /S /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    )


WORD, BOOK, PDF = frozen_zip(word_file()), frozen_zip(workbook_file()), pdf_file()
PAGE = ("<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.splitlines()) + "</body></html>").encode()
SHEET = "doc_id,start,end,topic,text\na,0,4,E6,规范执法\n"
SOURCES = "doc_id,file,issued,period_start,level,sha256\na,a.txt,2021-07-01,2021,county,\nb,b.txt,,,,\n"


def changed_archive(chance: random.Random, data: bytes) -> bytes:
    """An archive with one part changed inside, or damaged from outside."""
    if chance.random() < 0.3:
        return changed_bytes(chance, data)
    parts = unzipped(data)
    name = chance.choice(sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    spans = [part for part in text.split("<") if part]
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(spans))
        spans[place : place + chance.choice([0, 1])] = chance.choice(
            [[], [spans[place]] * 3, [chance.choice(spans)], [of_pieces(chance, 3)]]
        )
        spans = spans or ["a/>"]
    parts[name] = ("<" + "<".join(spans)).encode("utf-8", "replace")
    return zipped(parts)


# --- trying them ---


def zero_codes(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
    return {
        p.provision_id: Codes(p.structure or "E2", "", 2, 0, 0, "fuzz", "model", "rules", 0.5)
        for p in document.provisions
    }


def try_plan(text: str) -> None:
    """A text is read with true spans, all finds in it too, and told to the person who adds it."""
    start, end = propose_boundaries(text, "a.txt")
    document = parse_document(Source("a", "a.txt", start_marker=start, end_marker=end), text)
    finds = find_all(document)
    true_spans(document, finds)
    # What was just found need not be sought again.
    with mock.patch("compare.intake.understanding.find_all", return_value=finds):
        assert understood(document, document.source).startswith("Added a (a.txt):")


def true_spans(document: Document, finds: dict[str, Finds]) -> None:
    raw = document.raw
    cut = {place for one in document.cuts for place in range(one.start, one.end)}
    seen = [int(place) for provision in document.provisions for place in provision.passage.index]
    whole = set(seen)
    assert seen == sorted(whole), "provisions overlap, or are out of order"
    inside = range(document.start, document.end)
    lost = (
        [place for place in inside if place not in cut and not raw[place].isspace() and place not in whole]
        if len(raw) < 2000
        else []
    )
    assert not lost, f"characters {lost[:5]} are in no provision"
    for provision in document.provisions:
        index = provision.passage.index
        assert "".join(raw[place] for place in index) == provision.text, (
            f"{provision.provision_id} is not its raw text"
        )
        found = finds[provision.provision_id]
        for one in (*found.targets, *found.times, *found.bodies, *found.citations):
            assert 0 <= one.start < one.end <= len(provision.text), (
                f"{one} is not in {provision.provision_id}"
            )
            said = getattr(one, "text", "")
            assert not said or "".join(raw[place] for place in index[one.start : one.end]) == said, (
                f"{one} lies"
            )
    for name, rows in document_rows(document, zero_codes, finds).items():
        for row in rows:
            if name in ("targets", "times", "provisions"):
                stated, there = (
                    "".join(str(row["text"]).split()),
                    "".join(raw[row["start"] : row["end"]].split()),
                )
                left = iter(there)
                assert all(char in left for char in stated), f"{name}: {row['text']!r} is not in {there!r}"


def try_sentence(text: str) -> None:
    for find in (find_times, find_targets, find_bodies, find_citations):
        for one in find(text):  # type: ignore[operator]
            assert 0 <= one.start < one.end <= len(text), one
            said = getattr(one, "text", text[one.start : one.end])
            assert said == text[one.start : one.end], one


def try_bytes(data: bytes) -> None:
    assert decode(data, "a.txt").strip()


def try_file(data: bytes, name: str, folder: Path) -> None:
    """A file of a readable format gives a text, which can be tried as a plan."""
    (folder / name).write_bytes(data)
    read = read_file(folder / name)
    assert read.text.strip() and "\x00" not in read.text
    read.text.encode("utf-8")
    try_plan(read.text[:3_000])


def try_sources(data: bytes, folder: Path) -> None:
    (folder / "sources.csv").write_bytes(data)
    assert all(source.doc_id and source.file for source in read_sources(folder))


def try_sheet(data: bytes, name: str, folder: Path) -> None:
    (folder / name).write_bytes(data)
    for line in read_lines(folder / name, ("doc_id", "start", "end")):
        assert all(isinstance(value, str) for value in line.cells.values())


Attempt = Callable[[], None]


def make(number: int, seed: int, folder: Path) -> tuple[str, bytes, Attempt]:
    """Input `number` of a seed: its kind, its bytes, and how it is tried."""
    chance = random.Random(f"{seed}-{number}")
    kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
    text, data = "", b""
    if kind == "pieces":
        text = of_pieces(chance) if chance.random() < 0.5 else PLAN + of_pieces(chance)
    elif kind in ("plan", "sentence"):
        text = changed_text(chance, PLAN) if kind == "plan" else of_pieces(chance, 25)
    elif kind == "page":
        data = (
            changed_bytes(chance, PAGE)
            if chance.random() < 0.3
            else markup(chance).encode("utf-8", "replace")
        )
    elif kind in ("sources", "sheet.csv"):
        text = changed_text(chance, SOURCES if kind == "sources" else SHEET)
    else:
        data = {"bytes": lambda: changed_bytes(chance, PLAN.encode(chance.choice(["utf-8", "gb18030", "utf-16"]))),
                "word": lambda: changed_archive(chance, WORD), "sheet.xlsx": lambda: changed_archive(chance, BOOK),
                "pdf": lambda: changed_bytes(chance, PDF)}[kind]()  # fmt: skip
    data = data or text.encode("utf-8", "surrogatepass") or b"x"
    tries: dict[str, Attempt] = {
        "pieces": lambda: try_plan(text),
        "plan": lambda: try_plan(text),
        "sentence": lambda: try_sentence(text),
        "bytes": lambda: try_bytes(data),
        "page": lambda: try_file(data, "a.html", folder),
        "word": lambda: try_file(data, "a.docx", folder),
        "pdf": lambda: try_file(data, "a.pdf", folder),
        "sources": lambda: try_sources(data, folder),
        "sheet.csv": lambda: try_sheet(data, "a.csv", folder),
        "sheet.xlsx": lambda: try_sheet(data, "a.xlsx", folder),
    }
    return kind, data, tries[kind]


KINDS = {
    "pieces": 18,
    "plan": 14,
    "sentence": 28,
    "bytes": 8,
    "page": 12,
    "word": 5,
    "pdf": 4,
    "sources": 4,
    "sheet.csv": 4,
    "sheet.xlsx": 3,
}
"""Kinds of inputs, and how many of a hundred each is."""


class Hang(BaseException):
    """An input took longer than it may; no `Exception`, which a reader would take for a broken file."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop what takes more processor time; where the system has no such timer, nothing does."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def read_here(_script: Path, most: list[int], data: bytes, _name: str) -> bytes:
    """A PDF read in this process: another one for each of thousands would take most of the time."""
    return json.dumps(read_pages(data, *most)).encode()


def fuzz(numbers: range, seed: int, seconds: float = SECONDS) -> tuple[Counter[str], list[Failed], float]:
    """Try inputs, `seconds` each; how many of each kind were read or refused, what failed, the longest time."""
    counts: Counter[str] = Counter()
    failed, longest = [], 0.0
    apart = mock.patch("compare.text.formats.pdf.run_apart", read_here)
    with tempfile.TemporaryDirectory() as folder, apart:
        for number in numbers:
            kind, data, attempt = make(number, seed, Path(folder))
            began = time.process_time()
            ended, why = _try(attempt, seconds)
            longest = max(longest, time.process_time() - began)
            counts[f"{kind}: {ended}"] += 1
            if why:
                failed.append(Failed(number, kind, why, data))
    return counts, failed, longest


def _try(attempt: Attempt, seconds: float) -> tuple[str, str]:
    """How an input ended, and what was wrong with that."""
    try:
        with limited(seconds):
            attempt()
    except InputError as error:
        return "refused", f"more than a sentence: {error}" if "\n" in str(error) else ""
    except Hang:
        return "hang", "".join(traceback.format_exc(limit=-6))
    except Exception:
        return "failed", "".join(traceback.format_exc(limit=-6))
    return "read", ""


def main(arguments: list[Any] | None = None) -> int:
    """Fuzz as many inputs as asked for; exit code 1 if one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one input by its number")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-failures"))
    options = parser.parse_args(arguments)
    numbers = range(options.first, options.first + options.inputs)
    if options.only is not None:
        numbers = range(options.only, options.only + 1)
    counts, failed, longest = fuzz(numbers, options.seed)
    for kind in sorted(counts):
        print(f"{counts[kind]:8,}  {kind}")
    print(
        f"{len(numbers):,} inputs of seed {options.seed}, {len(failed)} failed; the longest took {longest:.2f} s"
    )
    for one in failed:
        options.keep.mkdir(parents=True, exist_ok=True)
        (options.keep / f"{options.seed}-{one.number}.{one.kind}").write_bytes(one.data)
        print(f"--- input {one.number} ({one.kind})\n{one.why}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
