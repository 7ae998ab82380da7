"""Cleaning takes out, never changes, and never loses the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.cleaning import STEPS, clean

CASES = [
    # a print page mark inside a sentence, with its spaces (Dadukou)
    ("全面清理— 2 — 行政审批事项", "全面清理行政审批事项", "page mark"),
    # at the start of a line, the line break is left for the line step
    ("公安机关、检察机\n— 11 — 关、审判机关", "公安机关、检察机\n关、审判机关", "page mark"),
    ("责任单位：司法局\n- 12 -\n（二）健全", "责任单位：司法局\n\n（二）健全", "page mark"),
    ("甲。\n第 3 页 共 12 页\n乙。", "甲。\n\n乙。", "page mark"),
    (
        "任务\n|\n单位\n|---|:--|\n县司法局 | 年底前 |",
        "任务\n\n单位\n\n县司法局 | 年底前 |",
        "border of a table",
    ),
    # bare page numbers only where they count upwards
    ("甲\n1\n乙\n2\n丙\n3\n丁", "甲\n\n乙\n\n丙\n\n丁", "page mark"),
    # Markdown marks (Chengde)
    ("## 一、总体要求", " 一、总体要求", "Markdown heading mark"),
    ("**（一）推进职能优化。**理顺关系", "（一）推进职能优化。理顺关系", "Markdown emphasis"),
    # a word-processor bookmark (Biyang), a stray word of OCR (Chengde)
    ("[bookmark: _GoBack]6.强化审查", "6.强化审查", "word-processor bookmark"),
    ("严格落实全国统一监管规则 and 标准", "严格落实全国统一监管规则标准", "stray foreign word"),
    ("\ufeff法治\u200b政府", "法治政府", "invisible characters"),
]


@pytest.mark.parametrize(("raw", "cleaned", "step"), CASES)
def test_named_steps(raw: str, cleaned: str, step: str) -> None:
    passage, cuts = clean(raw)
    assert passage.text == cleaned
    assert step in {cut.step for cut in cuts}


@pytest.mark.parametrize(
    "raw",
    [
        "规划期为2021—2025年",  # a range of years is no page mark
        "抽查比例为3—5—7级",
        "推行行政执法 APP 掌上执法",  # a foreign word with a meaning
        "分为A、B两类，C*D",
        "第3页内容",  # not on a line of its own
        "共办理\n12\n件",  # one bare number is no page count
    ],
)
def test_what_only_looks_like_dirt_stays(raw: str) -> None:
    assert clean(raw)[0].text == raw


texts = st.text(st.sampled_from("法治。、— -2 \n#*一（）and共页第[]_>bookmark:\ufeff1"), max_size=80)


@given(texts)
def test_way_back_is_never_lost(raw: str) -> None:
    passage, cuts = clean(raw)
    assert "".join(raw[i] for i in passage.index) == passage.text
    taken = sum(cut.end - cut.start for cut in cuts)
    assert len(passage.text) >= len(raw) - taken
    names = {step for step, _ in STEPS}
    assert all(cut.step in names and 0 <= cut.start < cut.end <= len(raw) for cut in cuts)


@given(texts)
def test_one_line_text_keeps_every_visible_character(raw: str) -> None:
    passage, _ = clean(raw)
    line = passage.without_breaks()
    assert "\n" not in line.text
    assert "".join(line.text.split()) == "".join(passage.text.split())


@pytest.mark.parametrize(("raw", "cleaned", "step"), CASES)
def test_cleaning_twice_changes_nothing(raw: str, cleaned: str, step: str) -> None:
    assert clean(clean(raw)[0].text)[0].text == cleaned


def test_a_gazette_s_header_inside_a_sentence_is_cut() -> None:
    header = "某市人民政府公报　2012年第30期\n"
    text = f"{header}一、任务\n1.提高质量。到\n{header}2015年，入学率达到95%以上。\n{header}2.强化监督。\n"
    passage, cuts = clean(text)
    assert header.strip() not in passage.text and {cut.step for cut in cuts} == {"running header"}
