"""Numbers, lines, outline, provisions: on strings, and on the five plans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.text.document import Document, parse_document
from compare.text.lines import logical_lines, sentences
from compare.text.numbering import mark_at
from compare.text.sources import Source
from compare.text.terms import (
    directs,
    is_aims,
    is_document_name,
    is_goal,
    is_label,
    is_letterhead,
    is_title,
    opens_annex,
    opens_box,
)
from compare.vocab.reading import read_vocabulary, values


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("一、总体要求", "一、", 1),
        ("二十一、附则", "一、", 21),
        ("（十二）推进", "（一）", 12),
        ("(十八) 推动", "（一）", 18),
        ("1．进一步", "1.", 1),
        ("１２．完善", "1.", 12),
        ("1﹒加强", "1.", 1),
        ("7、健全", "1.", 7),
        ("⒉规范", "1.", 2),
        ("（3）建立", "（1）", 3),
        ("③公开", "①", 3),
        ("第二章 主要任务", "chapter", 2),
        ("第十五条 各部门", "article", 15),
        # item 1 that opens with a year
        ("1.2023年底前完成", "1.", 1),
    ],
)
def test_printed_numbers(text: str, style: str, value: int) -> None:
    mark = mark_at(text)
    assert mark is not None
    assert (mark.style, mark.value) == (style, value)


@pytest.mark.parametrize("text", ["1.5倍", "100个高频事项", "2024年年底", "一是健全", "三项制度", "第三方"])
def test_what_is_no_number_of_an_item(text: str) -> None:
    assert mark_at(text) is None


@pytest.mark.parametrize("row", read_vocabulary("outline"), ids=lambda row: row["pattern"][:20])
def test_outline_terms(row: dict[str, str]) -> None:
    tests = {
        "aims": lambda line: is_aims(line[mark.end :].strip() if (mark := mark_at(line)) else line),
        "label": is_label,
        "goal": is_goal,
        "annex": opens_annex,
        "letterhead": is_letterhead,
        "title": is_title,
        "task": directs,
        "box": opens_box,
        "name": is_document_name,
    }
    accepts = tests[row["kind"]]
    assert [line for line in values(row["examples"]) if not accepts(line)] == []
    assert [line for line in values(row["counter_examples"]) if accepts(line)] == []


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("建立制度。健全机制；加强领导！", ["建立制度。", "健全机制；", "加强领导！"]),
        # not inside quotes, brackets, titles
        ("坚持“谁主管。谁负责”的原则。", ["坚持“谁主管。谁负责”的原则。"]),
        ("（牵头单位：甲；责任单位：乙）", ["（牵头单位：甲；责任单位：乙）"]),
        # half-width brackets and a closing bracket of the other width (Chengde)
        ("（责任单位：甲；乙)完成。下一句。", ["（责任单位：甲；乙)完成。", "下一句。"]),
        # a bracket that never closes does not swallow the rest
        ("完善（制度。加强监督。", ["完善（制度。", "加强监督。"]),
    ],
)
def test_sentences(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


@given(st.text(st.sampled_from('法治。；！“”（）《》"( )甲')))
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # a page break inside a sentence (Chengde), with an open bracket, at a comma
        (
            "（一）完善制度。加大失信惩戒力\n\n度，重点治理。",
            ["（一）完善制度。加大失信惩戒力\n\n度，重点治理。"],
        ),
        ("（责任单位：区直各部\n\n门）\n健全机制。", ["（责任单位：区直各部\n\n门）", "健全机制。"]),
        (
            "加大食品药品、公共卫生、\n\n自然资源执法力度。",
            ["加大食品药品、公共卫生、\n\n自然资源执法力度。"],
        ),
        # a heading ends its line on purpose
        (
            "一、总体要求\n以习近平新时代中国特色社会主义思想为指导。",
            ["一、总体要求", "以习近平新时代中国特色社会主义思想为指导。"],
        ),
        # a label whose list follows on the next line
        (
            "责任单位：\n区司法局、区财政局\n（二）规范执法。",
            ["责任单位：\n区司法局、区财政局", "（二）规范执法。"],
        ),
    ],
)
def test_broken_lines_are_joined(text: str, lines: list[str]) -> None:
    assert [line.text for line in logical_lines(text)] == lines


MEASURES = {"kunqu": 50, "mentougou": 39, "dadukou": 42, "chengde": 29, "biyang": 47}


@pytest.mark.parametrize(("doc_id", "count"), MEASURES.items())
def test_measures_of_the_five_plans(documents: dict[str, Document], doc_id: str, count: int) -> None:
    assert len(documents[doc_id].measures) == count


@pytest.mark.parametrize(
    ("doc_id", "position", "number", "heading", "chapter"),
    [
        ("kunqu", 6, "7．", "加强市场监管", "三、主要任务"),
        ("kunqu", 45, "（一）", "切实加强组织领导", "四、保障措施"),
        (
            "mentougou",
            0,
            "（四）",
            "推进政府机构职能优化协同高效",
            "二、健全行政权力运行体系，依法全面履行政府职能",
        ),
        (
            "mentougou",
            38,
            "（四十二）",
            "健全法治政府建设督察考核机制",
            "十一、健全党领导法治政府建设的制度体系，纵深推进法治政府建设",
        ),
        # numbers that stand inside a line, after a label or a page mark
        ("dadukou", 8, "9.", "加强行政规范性文件监督管理", "二、主要任务和具体措施"),
        ("dadukou", 23, "24.", "自觉接受党内监督、人大监督、民主监督、司法监督", "二、主要任务和具体措施"),
        (
            "chengde",
            17,
            "(十八)",
            "推动形成监督合力",
            "八、健全行政权力制约和监督体系，促进行政权力规范透明运行",
        ),
        # chapters without numbered items are one measure each
        ("biyang", 9, "（二）", "完善规范性文件管理", "二、主要任务和具体措施"),
        ("biyang", 43, "（十）", "全面提高政府工作人员法治思维", "二、主要任务和具体措施"),
        ("biyang", 10, "1.", "健全依法决策机制", "二、主要任务和具体措施"),
    ],
)
def test_single_measures(
    documents: dict[str, Document], doc_id: str, position: int, number: str, heading: str, chapter: str
) -> None:
    measure = documents[doc_id].measures[position]
    assert (measure.number, measure.heading, measure.chapter) == (number, heading, chapter)


def test_chapter_leads_belong_to_no_measure(documents: dict[str, Document]) -> None:
    leads = [p for p in documents["biyang"].provisions if p.text.startswith("以深化行政审批制度改革为突破口")]
    assert [lead.measure_id for lead in leads] == [""]


@pytest.mark.parametrize("doc_id", MEASURES)
def test_provisions_cover_the_plan_and_nest(documents: dict[str, Document], doc_id: str) -> None:
    document = documents[doc_id]
    cut_out = {i for cut in document.cuts for i in range(cut.start, cut.end)}
    covered = [int(i) for p in document.provisions for i in p.passage.index]
    expected = [
        i for i in range(document.start, document.end) if i not in cut_out and not document.raw[i].isspace()
    ]
    assert [i for i in covered if not document.raw[i].isspace()] == expected
    spans = {m.measure_id: (m.start, m.end) for m in document.measures}
    for provision in document.provisions:
        if provision.measure_id:
            start, end = spans[provision.measure_id]
            assert start <= provision.start < provision.end <= end


def measures(text: str) -> list[str]:
    return [f"{m.number}{m.heading}" for m in parse_document(Source("a", "a.txt"), text).measures]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # three levels; aims hold no measure; a lone chapter is one
        (
            "一、总体要求\n（一）指导思想\n以思想为指导。\n（二）工作目标\n到2025年建成。\n二、主要任务\n（一）健全体系\n1.推进改革。取消事项。\n2.加强监管。公开信息。\n（二）规范执法。完善程序。\n三、组织保障\n各部门要落实责任。\n",
            ["1.推进改革", "2.加强监管", "（二）规范执法", "三、组织保障"],
        ),
        # chapters and articles, which have no titles; general rules hold no measure
        (
            "第一章 总则\n第一条 为了推进工作，制定本办法。\n第二章 职责\n第二条 区政府应当公开。\n第三条 部门应当报告。\n",
            ["第二条", "第三条"],
        ),
        # the first chapter is numbered in the wrong style (Kunqu)
        (
            "1、 指导思想\n坚持。\n二、主要任务\n1．推进改革。取消。\n2．加强监管。公开。\n",
            ["1．推进改革", "2．加强监管"],
        ),
        # numbers that a document without line breaks keeps
        (
            "一、总体要求　以习近平法治思想为指导，全面推进依法行政。二、主要任务（一）健全职能体系。"
            + "理顺部门职责关系，完善运行机制。" * 30
            + "（二）规范行政执法。"
            + "完善执法程序，加强执法监督。" * 30
            + "三、组织保障（一）加强领导。"
            + "各部门要高度重视。" * 10
            + "（二）强化考核。"
            + "纳入绩效考核。" * 10,
            ["（一）健全职能体系", "（二）规范行政执法", "（一）加强领导", "（二）强化考核"],
        ),
        # signature and annex belong to no measure, and end the last one
        (
            "一、规范执法\n完善程序。\n二、加强考核\n纳入考核。\n\n附件：任务分工表\n\n某县人民政府\n2023年5月6日\n",
            ["一、规范执法", "二、加强考核"],
        ),
    ],
)
def test_outlines_of_other_layouts(text: str, found: list[str]) -> None:
    assert measures(text) == found


def test_annex_is_outside_the_last_measure() -> None:
    text = (
        "一、规范执法\n完善程序。\n二、加强考核\n纳入考核。\n附件：任务分工表\n某县人民政府\n2023年5月6日\n"
    )
    document = parse_document(Source("a", "a.txt"), text)
    outside = [p.text for p in document.provisions if not p.measure_id]
    assert outside == ["附件：任务分工表", "某县人民政府", "2023年5月6日"]


def test_hard_wrapped_text_is_joined() -> None:
    body = "全面落实行政执法公示、执法全过程记录、重大执法决定法制审核制度，统一规范行政执法程序和文书标准，推动行政执法队伍规范化建设。"
    wrapped = "\n".join(body[i : i + 18] for i in range(0, len(body), 18))
    text = f"一、规范执法\n{wrapped}\n二、加强监督\n{wrapped}\n三、强化保障\n{wrapped}\n"
    document = parse_document(Source("a", "a.txt"), text)
    assert [p.text for p in document.provisions] == [
        line for heading in ("一、规范执法", "二、加强监督", "三、强化保障") for line in (heading, body)
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # a bracket, a title and a quotation mark that never close hold back no number
        (
            "按照甲依法〔20191号文件要求，安排如下：\n一、规范执法\n（一）公布清单。\n（二）开展评查。\n",
            ["（一）", "（二）"],
        ),
        (
            "依据《纲要（2021—2025年）、《方案》，制定本计划。\n一、公布清单。\n二、开展评查。\n",
            ["一、", "二、"],
        ),
        ("围绕“一件事改革要求，安排如下：\n1.公布“一张”清单。\n2.开展评查。\n", ["1.", "2."]),
        # a number and then a name that begins with digits
        (
            "1.完善机制。落实责任。\n2.110联动机制。明确分工。\n3.12345热线整合。限时办结。\n",
            ["1.", "2.", "3."],
        ),
        # an excerpt that leaves items out, and one that begins in the middle
        ("一、任务\n1.公布清单。\n2.健全程序。\n9.强化监督。\n10.化解纠纷。\n", ["1.", "2.", "9.", "10."]),
        (
            "（五）公布清单。\n（六）开展评查。\n三、强化监督\n（七）公开结果。\n",
            ["（五）", "（六）", "（七）"],
        ),
    ],
    ids=["number", "title", "quote", "name", "left out", "middle"],
)
def test_numbers_in_damaged_and_shortened_texts(text: str, numbers: list[str]) -> None:
    document = parse_document(Source("a", "a.txt"), text)
    assert [measure.number for measure in document.measures] == numbers


def test_what_an_excerpt_leaves_out_is_noted() -> None:
    document = parse_document(
        Source("a", "a.txt"), "1.公布清单。\n2.健全程序。\n9.强化监督。\n10.化解纠纷。\n"
    )
    assert list(map(str, document.notes)) == ["numbers of style 1. go from 2 to 9"]


@pytest.mark.parametrize("text", ["2.5公里以内", "3.15亿元", "1.20万件", "3.500户居民"])
def test_quantities_after_a_point_are_no_items(text: str) -> None:
    assert mark_at(text) is None


def test_rows_of_a_table_copied_with_tabs_are_items() -> None:
    text = "某县任务分解表\n序号\t任务\t责任单位\n1\t公布清单\t县司法局\n2\t开展评查\t县司法局\n"
    read = parse_document(Source("a", "a.txt"), text)
    assert [(one.number, one.heading) for one in read.measures] == [("1", "公布清单"), ("2", "开展评查")]


def test_a_text_that_starts_in_the_middle_keeps_its_first_item() -> None:
    text = "三、规范执法\n（九）落实公示。及时公示。\n（十）开展评查。通报结果。\n"
    read = parse_document(Source("a", "a.txt"), text)
    assert [one.number for one in read.measures] == ["（九）", "（十）"]
