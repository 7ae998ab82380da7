"""Any text is read or refused: no crash, no hang, spans always valid."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.growth import assert_linear

from compare.errors import InputError
from compare.extract.finds import find_all
from compare.files.reading import decode
from compare.intake.boundaries import plan_titles, propose_boundaries
from compare.intake.understanding import understood
from compare.text.document import Document, parse_document
from compare.text.sources import Source
from compare.text.terms import part_lines

FRAGMENTS = [
    *"一二十百〇1２９①⑴⒈㈠、．.﹒（）()《》“”\"〔〕［］【】：:；;。！？，,-—－~#*|>_= \t\n\r\x0b\x0c\x1c\x85\u2028\u3000\ufeff\u200b\x01",
    "一、", "（一）", "1．", "２.", "第一章", "第二条", "1.1 ", "一、总体要求\n", "\n（二）", "\n二、", "\n3、",
    "目录\n", "附件：", "目标：", "措施：", "责任单位：", "（牵头单位：", "完成时限：", "区司法局", "各部门", "区政府",
    "不少于", "达到", "100%", "３％", "每年", "至少一次", "2022年底前", "2020年6月30日", "5个工作日内", "任期内", "至", "十二",
    "《条例》", "（2021—2025年）", "〔2022〕14号", "法治政府建设实施方案", "各镇人民政府：", "县人民政府\n", "## ", "— 2 —",
    "健全", "规范行政执法。", "强化监督", "第一篇：", "=1+1", "[bookmark: a]", " and ", "亿", "万分之", "半", "两", "𠮷", "é",
]  # fmt: skip
plans = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
PLAN = "某县法治政府建设实施方案\n一、规范执法\n完善程序。\n二、强化监督\n"


def parsed(text: str) -> Document | None:
    try:
        return parse_document(Source("a", "a.txt"), text)
    except InputError:
        return None


# Everything is in exactly one provision, in order, and each measure holds its provisions.
@settings(max_examples=250)
@given(plans, st.booleans())
def test_spans_of_any_text_are_valid(text: str, ordinary: bool) -> None:
    text = PLAN + text if ordinary else text
    document = parsed(text)
    if document is None:
        return
    cut = {i for cut in document.cuts for i in range(cut.start, cut.end)}
    seen = [int(i) for provision in document.provisions for i in provision.passage.index]
    assert seen == sorted(set(seen))
    assert {i for i in seen if not text[i].isspace()} == {
        i for i in range(len(text)) if i not in cut and not text[i].isspace()
    }
    measures = {measure.measure_id: measure for measure in document.measures}
    for provision in document.provisions:
        assert "".join(text[i] for i in provision.passage.index) == provision.text
        if provision.measure_id:
            measure = measures[provision.measure_id]
            assert measure.start <= provision.start < provision.end <= measure.end
    ends = [0] + [end for m in document.measures for end in (m.start, m.end)]
    assert ends == sorted(ends) and ends[-1] <= len(text)


# What is found lies inside its provision, and is its text.
@settings(max_examples=150)
@given(plans)
def test_finds_of_any_text_are_valid(text: str) -> None:
    document = parsed(PLAN + text)
    assert document is not None
    finds = find_all(document)
    for provision in document.provisions:
        found = finds[provision.provision_id]
        for one in (*found.targets, *found.times, *found.bodies, *found.citations):
            assert 0 <= one.start < one.end <= len(provision.text)
        for one in (*found.targets, *found.times):
            assert provision.text[one.start : one.end] == one.text


# The report of `fazhi add` can be given for any plan, and boundaries for any text.
@settings(max_examples=150)
@given(plans)
def test_any_text_is_understood_or_refused(text: str) -> None:
    for start, line in (*plan_titles(text), *part_lines(text)):
        assert text[start:].startswith(line)
    try:
        start, end = propose_boundaries(PLAN + text, "a.txt")
        document = parse_document(Source("a", "a.txt", start_marker=start, end_marker=end), PLAN + text)
    except InputError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert understood(document, document.source).startswith("Added a (a.txt):")


# Bytes become text that stands for them, or are refused.
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except InputError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert data in {
            text.encode(name, "ignore") for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
        } or data[:2] in (b"\xff\xfe", b"\xfe\xff")


# A run of 20 KB of one thing asks for work in proportion to its length. Whole plans have some 30 KB.
LONG = [
    *" \n　（“《(\"#*-—.…|1一、。",
    "\n ", "（一）", "1.", "一、", "甲\n", "甲乙、", "责任单位：甲、", "《甲", "100%", "每年", "2022年", "目录\n", "# 甲\n",
    "第一篇：甲\n", "某县法治政府建设方案\n", "甲....\n", "十", "— ", "甲 1\n", "附件",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG, ids=repr)
def test_long_runs_do_not_hang(piece: str) -> None:
    def read(length: int) -> None:
        document = parsed(PLAN + piece * (length // len(piece)) + "甲。\n")
        if document is not None:
            understood(document, document.source)
            find_all(document)

    assert_linear(read, 20_000)


def test_work_that_grows_with_the_square_is_seen() -> None:
    with pytest.raises(AssertionError, match="calls, and"):
        assert_linear(lambda length: [len("甲") for _ in range(length * length)], 800)
