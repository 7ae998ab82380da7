"""Pages of a PDF: what every page repeats is taken out and told, columns are read one after the other."""

from collections.abc import Iterator, Sequence

import pytest
from tests.support.pdfs import Drawn, drawn_pdf

from compare.extract.finds import find_all
from compare.text.document import parse_document
from compare.text.formats.pdf import pdf_text
from compare.text.formats.pdf_layout import Page, Piece, read_layout
from compare.text.sources import Source

BODY = (
    "一、主要任务",
    "（一）提高质量。健全行政裁量权基准制度，到",
    "2025年，全市执法案卷评查合格率达到95%以上。（责任单位：市司法局、市财",
    "政局、市人力资源社会保障局）",
    "（二）健全程序。重大决策草案公开征求意见不少于30日。",
    "（三）强化监督。每年组织一次案卷评查。（市司法局负责）",
    "二、保障措施",
    "（四）加强领导。各部门主要负责人每年听取一次汇报。",
    "（五）强化宣传。利用各类媒体宣传法治建设成效。",
)
CUTS = [(0, 2), (2, 3), (3, 6), (6, 9)]
"""Which lines each of four pages has: a page ends inside a sentence, and inside a list of bodies."""


def column(lines: Sequence[str], x: float = 60, top: float = 740) -> Iterator[Drawn]:
    yield from ((line, x, top - 20 * i) for i, line in enumerate(lines))


def plan(*edges: Drawn) -> list[list[Drawn]]:
    return [[*edges, *column(BODY[first:last])] for first, last in CUTS]


def numbered(pages: list[list[Drawn]], line: str) -> list[list[Drawn]]:
    return [[*page, (line.format(n), 280, 40, 9)] for n, page in enumerate(pages, 1)]


HEADERS = {
    "none": plan(),
    "an office": plan(("某市人民政府办公室", 230, 800, 9)),
    "a gazette, left and right": [
        [("某市人民政府公报　2012年第30期", 60, 800, 9) if n % 2 else ("政策文件", 480, 800, 9), *page]
        for n, page in enumerate(plan())
    ],
    "two lines": plan(("某市人民政府", 250, 812, 9), ("规范性文件", 255, 800, 9)),
    "dashes": numbered(plan(), "—{}—"),
    "of all": numbered(plan(), "第{}页　共4页"),
    "slash": numbered(plan(), "{} / 4"),
    "bare": numbered(plan(), "{}"),
    "with the title": numbered(plan(("内部文件", 60, 800, 9)), "某市法治建设方案 · {} ·"),
    "a watermark": [[("征求意见稿", 200, 400, 60, 45), *page] for page in plan()],
    "a note": [[*page, ("①本方案所称部门包括派出机构。", 60, 60, 8)] for page in plan()],
}


@pytest.mark.parametrize("pages", HEADERS.values(), ids=HEADERS.keys())
def test_a_plan_is_read_as_if_pages_repeated_nothing(pages: list[list[Drawn]]) -> None:
    text, notes = pdf_text(drawn_pdf(*pages), "a.pdf")
    assert text.split() == list(BODY)
    assert bool(notes) is (pages is not HEADERS["none"])


def test_a_sentence_and_a_list_of_bodies_go_on_behind_a_header() -> None:
    text, _ = pdf_text(drawn_pdf(*numbered(HEADERS["a gazette, left and right"], "— {} —")), "a.pdf")
    read = parse_document(Source("a", "a.pdf.txt"), text)
    found = find_all(read).values()
    assert next(time.text for one in found for time in one.times) == "到2025年"
    assert [body.name for one in found for body in one.bodies] == [
        "市司法局", "市财政局", "市人力资源社会保障局", "市司法局",
    ]  # fmt: skip
    assert [measure.number for measure in read.measures] == ["（一）", "（二）", "（三）", "（四）", "（五）"]


def test_what_was_taken_out_is_told() -> None:
    _, notes = pdf_text(drawn_pdf(*numbered(HEADERS["a watermark"], "第{}页 共4页")), "a.pdf")
    assert notes == (
        "running headers and footers taken out: “第1页 共4页” (4)",
        "text at an angle (a watermark) taken out: “征求意见稿” (4)",
    )


@pytest.mark.parametrize(
    "firsts",
    [
        ("附件1", "附件2", "附件3"),  # each annex begins on a page
        ("一、决策", "二、执法", "三、监督"),
        ("加强领导。", "加强领导。", "加强宣传。"),
    ],
)
def test_content_at_the_top_of_pages_stays(firsts: tuple[str, ...]) -> None:
    pages = [[(first, 60, 790), *column(BODY[1:3])] for first in firsts]
    text, notes = pdf_text(drawn_pdf(*pages), "a.pdf")
    assert all(first in text for first in firsts) and not notes


def test_a_title_that_only_headers_give_stays_once() -> None:
    text, _ = pdf_text(drawn_pdf(*plan(("某市法治政府建设实施方案", 200, 800, 9))), "a.pdf")
    assert text.split() == ["某市法治政府建设实施方案", *BODY]


def cut(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


LEFT = cut(
    "推进严格规范公正文明执法，健全行政裁量权基准制度，全面落实执法公示、执法全过程记录和法制审核制度。" * 3,
    19,
)
RIGHT = cut(
    "加强行政复议规范化建设，提升办案质量效率，发挥化解行政争议主渠道作用，每年组织一次案件评查并通报。" * 3,
    19,
)


@pytest.mark.parametrize("by_row", [True, False], ids=["drawn row by row", "drawn column by column"])
def test_two_columns_are_read_one_after_the_other(by_row: bool) -> None:
    left, right = list(column(LEFT, 50)), list(column(RIGHT, 320))
    drawn = [one for row in zip(left, right, strict=True) for one in row] if by_row else [*left, *right]
    text, _ = pdf_text(drawn_pdf([("某市法治要点", 240, 790, 16), *drawn]), "a.pdf")
    assert text.split() == ["某市法治要点", *LEFT, *RIGHT]


def test_rows_of_a_table_are_no_columns_and_go_on_over_pages() -> None:
    rows = [(f"{n}", "公布权责清单", "县司法局、县财政局、县教育局", "6月底前") for n in range(1, 15)]
    pages = [
        [
            (cell, x, 700 - 20 * i)
            for i, row in enumerate(rows[first : first + 7])
            for cell, x in zip(row, (60, 100, 280, 500), strict=True)
        ]
        for first in (0, 7)
    ]
    text, _ = pdf_text(drawn_pdf(*pages), "a.pdf")
    assert text.splitlines() == ["\t".join(row) for row in rows]
    read = parse_document(Source("a", "a.txt"), text)
    assert [measure.heading for measure in read.measures] == ["公布权责清单"] * 14
    assert [body.name for one in find_all(read).values() for body in one.bodies][:3] == [
        "县司法局", "县财政局", "县教育局",
    ]  # fmt: skip


def test_a_page_drawn_wholly_at_an_angle_is_read() -> None:
    page = Page(842, 595, [Piece(line, 60 + 20 * i, 60, 12, True) for i, line in enumerate(BODY)])
    texts, notes = read_layout([page])
    assert "提高质量" in texts[0] and not notes
