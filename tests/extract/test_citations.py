"""Citations: where they stand, their number, who issued them, and what they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.growth import assert_linear

from compare.extract.citations import Citation, find_citations
from compare.extract.finds import find_all
from compare.text.document import parse_document
from compare.text.sources import Source
from compare.vocab.reading import read_vocabulary, values

LAW = "law"
REGULATION = "administrative regulation"
LOCAL = "local regulation"
RULE = "rule"
DOCUMENT = "party or government document"


def found(text: str, *own: str) -> list[tuple[str, str, str, str, int]]:
    """Title, number, issuer, kind and slogan of every citation."""
    return [
        (one.title, one.document_number, one.issuer_level, one.kind, one.slogan)
        for one in find_citations(text, own)
    ]


CITATIONS = [
    # Sentences of five plans.
    (
        "《内蒙古自治区党委贯彻落实<中共中央关于全面推进依法治国若干重大问题的决定>的意见》（内党发〔2014〕25号）",
        [
            (
                "内蒙古自治区党委贯彻落实<中共中央关于全面推进依法治国若干重大问题的决定>的意见",
                "内党发〔2014〕25号",
                "province",
                DOCUMENT,
                0,
            )
        ],
    ),
    (
        "《中共包头市委员会关于制定第十三个五年规划的建议》（包党发〔2015〕7号）",
        [
            (
                "中共包头市委员会关于制定第十三个五年规划的建议",
                "包党发〔2015〕7号",
                "city",
                DOCUMENT,
                0,
            )
        ],
    ),
    (
        "认真落实自治区《党政领导干部生态环境损害责任追究实施细则（试行）》",
        [("党政领导干部生态环境损害责任追究实施细则（试行）", "", "province", DOCUMENT, 0)],
    ),
    (
        "执行包头市《党委、政府及有关部门环境保护工作职责》（包党办发〔2016〕25号）",
        [("党委、政府及有关部门环境保护工作职责", "包党办发〔2016〕25号", "city", DOCUMENT, 0)],
    ),
    (
        "贯彻《内蒙古自治区重大行政决策程序规定》（内蒙古自治区人民政府令第209号）",
        [
            (
                "内蒙古自治区重大行政决策程序规定",
                "内蒙古自治区人民政府令第209号",
                "province",
                RULE,
                0,
            )
        ],
    ),
    (
        "认真落实中办、国办《关于完善矛盾纠纷多元化解机制的意见》",
        [("关于完善矛盾纠纷多元化解机制的意见", "", "central", DOCUMENT, 0)],
    ),
    (
        "签订《依法行政责任书》，执行《内蒙古自治区定价目录》",
        [("依法行政责任书", "", "", "", 1), ("内蒙古自治区定价目录", "", "province", "", 0)],
    ),
    (
        "中共重庆市委、重庆市人民政府《重庆市法治政府建设实施方案(2016—2020年)》(渝委发〔2016〕27号)",
        [
            (
                "重庆市法治政府建设实施方案(2016—2020年)",
                "渝委发〔2016〕27号",
                "province",
                DOCUMENT,
                0,
            )
        ],
    ),
    (
        "市委、市政府印发的《承德市法治政府建设实施方案(2021-2025年)》(承传〔2022〕1号)",
        [("承德市法治政府建设实施方案(2021-2025年)", "承传〔2022〕1号", "city", DOCUMENT, 0)],
    ),
    (
        "《关于全面落实行政机关负责人出庭应诉制度的实施意见》（承依法治市办〔2019〕5号）",
        [
            (
                "关于全面落实行政机关负责人出庭应诉制度的实施意见",
                "承依法治市办〔2019〕5号",
                "city",
                DOCUMENT,
                0,
            )
        ],
    ),
    (
        "严格执行《监察法》《公务员法》《行政机关公务员处分条例》和我省《行政执法过错责任追究办法》",
        [
            ("监察法", "", "central", LAW, 0),
            ("公务员法", "", "central", LAW, 0),
            ("行政机关公务员处分条例", "", "central", REGULATION, 0),
            ("行政执法过错责任追究办法", "", "province", DOCUMENT, 0),
        ],
    ),
    # Laws, the constitution, and regulations of the State Council.
    (
        "贯彻《重大行政决策程序暂行条例》（国务院令第713号）和《浙江省行政程序办法》（省政府令第348号）",
        [
            ("重大行政决策程序暂行条例", "国务院令第713号", "central", REGULATION, 0),
            ("浙江省行政程序办法", "省政府令第348号", "province", RULE, 0),
        ],
    ),
    (
        "执行《〈中华人民共和国行政复议法〉实施条例》",
        [("〈中华人民共和国行政复议法〉实施条例", "", "central", REGULATION, 0)],
    ),
    (
        "严格执行《中华人民共和国行政处罚法》《行政强制法》《行政许可法》《立法法》",
        [
            ("中华人民共和国行政处罚法", "", "central", LAW, 0),
            ("行政强制法", "", "central", LAW, 0),
            ("行政许可法", "", "central", LAW, 0),
            ("立法法", "", "central", LAW, 0),
        ],
    ),
    (
        "根据《优化营商环境条例》《湖南省优化经济发展环境规定》",
        [
            ("优化营商环境条例", "", "central", REGULATION, 0),
            ("湖南省优化经济发展环境规定", "", "province", RULE, 0),
        ],
    ),
    (
        "《宪法》《民法典》是根本",
        [("宪法", "", "central", LAW, 0), ("民法典", "", "central", LAW, 0)],
    ),
    # Numbers in every bracket, with orders of governments.
    (
        "根据《国务院关于加强市县政府依法行政的决定》（国发〔2008〕17 号）",
        [("国务院关于加强市县政府依法行政的决定", "国发〔2008〕17号", "central", DOCUMENT, 0)],
    ),
    (
        "落实《关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》国办发[2018]118号",
        [
            (
                "关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
                "国办发[2018]118号",
                "central",
                DOCUMENT,
                0,
            )
        ],
    ),
    (
        "《成都市重大行政决策程序规定》（成都市人民政府令第216号）",
        [("成都市重大行政决策程序规定", "成都市人民政府令第216号", "city", RULE, 0)],
    ),
    (
        "《鄂州市法治政府建设规划（2016—2020年）》（鄂州政发〔2017〕5号）",
        [("鄂州市法治政府建设规划（2016—2020年）", "鄂州政发〔2017〕5号", "city", DOCUMENT, 0)],
    ),
    (
        "《关于加强法治政府建设的实施意见》（鲁政发〔2016〕5号）",
        [("关于加强法治政府建设的实施意见", "鲁政发〔2016〕5号", "province", DOCUMENT, 0)],
    ),
    (
        "《法治政府建设实施纲要(2021-2025年)》(中发〔2021〕33号)",
        [("法治政府建设实施纲要(2021-2025年)", "中发〔2021〕33号", "central", DOCUMENT, 0)],
    ),
    (
        "《最高人民法院关于行政机关负责人出庭应诉若干问题的规定》（法释〔2020〕3号）",
        [
            (
                "最高人民法院关于行政机关负责人出庭应诉若干问题的规定",
                "法释〔2020〕3号",
                "central",
                DOCUMENT,
                0,
            )
        ],
    ),
    # Who issued it stands in the title.
    (
        "《广西壮族自治区行政执法监督条例》",
        [("广西壮族自治区行政执法监督条例", "", "province", LOCAL, 0)],
    ),
    (
        "《党政主要负责人履行推进法治建设第一责任人职责规定》",
        [("党政主要负责人履行推进法治建设第一责任人职责规定", "", "central", DOCUMENT, 0)],
    ),
    (
        "《中共重庆市委 重庆市人民政府关于加强法治政府建设的意见》",
        [("中共重庆市委重庆市人民政府关于加强法治政府建设的意见", "", "province", DOCUMENT, 0)],
    ),
    (
        "《湘西自治州2020年优化营商环境工作计划》",
        [("湘西自治州2020年优化营商环境工作计划", "", "city", DOCUMENT, 0)],
    ),
    (
        "《桐城市行政执法责任制实施办法》",
        [("桐城市行政执法责任制实施办法", "", "city", DOCUMENT, 0)],
    ),
    ("执行《双桥区法治政府建设实施方案》", [("双桥区法治政府建设实施方案", "", "", DOCUMENT, 0)]),
    ("《政府工作报告》", [("政府工作报告", "", "", DOCUMENT, 0)]),
    (
        "《中国共产党重大事项请示报告条例》",
        [("中国共产党重大事项请示报告条例", "", "central", DOCUMENT, 0)],
    ),
    # Who issued it stands right before the title, or the title is a well-known one.
    (
        "根据《法治政府建设实施纲要（2021—2025年）》（以下简称《纲要》），结合实际制定。落实《纲要》任务。",
        [
            ("法治政府建设实施纲要（2021—2025年）", "", "central", DOCUMENT, 0),
            ("纲要", "", "central", DOCUMENT, 0),
        ],
    ),
    (
        "中共中央、国务院印发的《法治政府建设实施纲要（2015－2020年）》和省委、省政府印发的《实施方案》、市委、市政府《实施意见》",
        [
            ("法治政府建设实施纲要（2015－2020年）", "", "central", DOCUMENT, 0),
            ("实施方案", "", "province", DOCUMENT, 0),
            ("实施意见", "", "city", DOCUMENT, 0),
        ],
    ),
    (
        "落实中共中央办公厅、国务院办公厅《关于实行国家机关“谁执法谁普法”普法责任制的意见》",
        [("关于实行国家机关“谁执法谁普法”普法责任制的意见", "", "central", DOCUMENT, 0)],
    ),
    (
        "全面落实司法部《关于加强行政调解工作的意见》",
        [("关于加强行政调解工作的意见", "", "central", DOCUMENT, 0)],
    ),
    (
        "市政府《关于加强法治政府建设的实施意见》要求",
        [("关于加强法治政府建设的实施意见", "", "city", DOCUMENT, 0)],
    ),
    ("区政府印发《行政规范性文件管理办法》", [("行政规范性文件管理办法", "", "own", DOCUMENT, 0)]),
    ("贯彻《国家“十四五”规划纲要》", [("国家“十四五”规划纲要", "", "central", DOCUMENT, 0)]),
    ("未闭合《纲要 的引用《行政诉讼法》", [("行政诉讼法", "", "central", LAW, 0)]),
    # Names of programmes and newspapers are no documents; forms and contracts are of another kind.
    (
        "办好《法治在线》《今日说法》栏目，在《人民日报》刊发",
        [("法治在线", "", "", "", 1), ("今日说法", "", "", "", 1), ("人民日报", "", "", "", 1)],
    ),
    ("学习《习近平谈治国理政》", [("习近平谈治国理政", "", "", "", 1)]),
    ("签订《行政机关委托执法协议书》", [("行政机关委托执法协议书", "", "", "", 0)]),
    ("编制《市场准入负面清单》", [("市场准入负面清单", "", "", DOCUMENT, 0)]),
]


@pytest.mark.parametrize(("text", "expected"), CITATIONS)
def test_citations(text: str, expected: list[tuple[str, str, str, str, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "own", "level"),
    [
        # The jurisdiction's own documents, also where the title names the city above it.
        ("《大渡口区开展相对集中行政复议审理工作实施方案》", "大渡口区", "own"),
        ("《中共包头市昆都仑区委员会关于制定第十三个五年规划的建议》", "昆都仑区", "own"),
        ("严格落实大渡口区《政府合同管理办法》", "大渡口区", "own"),
        ("《重庆市人民政府关于支持大渡口区发展的意见》", "大渡口区", "province"),
        ("《双桥区法治政府建设实施方案》", "大渡口区", ""),
    ],
)
def test_own_documents(text: str, own: str, level: str) -> None:
    [citation] = find_citations(text, (own,))
    assert citation.issuer_level == level


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        # The span covers the title and the bracket that holds only its number.
        ("按《纲要》（中发〔2015〕36号）执行", "《纲要》（中发〔2015〕36号）"),
        ("按《纲要》国办发[2019]5号执行", "《纲要》国办发[2019]5号"),
        ("按《纲要》（试行）执行", "《纲要》"),
        ("按《纲\n要》 （国发〔2008〕17 号）执行", "《纲\n要》 （国发〔2008〕17 号）"),
        (
            "按《实施纲要》（2015—2020年）（中发〔2015〕36号）执行",
            "《实施纲要》（2015—2020年）（中发〔2015〕36号）",
        ),
    ],
)
def test_spans(text: str, cited: str) -> None:
    [citation] = find_citations(text)
    assert text[citation.start : citation.end] == cited


def test_empty_title_and_lone_marks() -> None:
    assert find_citations("《》》《") == []


DAMAGED = [
    # a lost 》 ends with the wording of a title; the next title is found, too
    (
        "按照《法治社会建设规划（2020-2025年）、《某市实施方案》要求",
        ["法治社会建设规划（2020-2025年）", "某市实施方案"],
    ),
    ("落实《优化营商环境条例，公布清单。", ["优化营商环境条例"]),
    ("打造《法治之光品牌", []),
    # the short name is no second document
    ("根据《法治社会建设规划》（以下简称《规划》），编制本方案。", ["法治社会建设规划"]),
    ("根据《法治社会建设规划》（下称“《规划》”），编制本方案。", ["法治社会建设规划"]),
]


@pytest.mark.parametrize(("text", "titles"), DAMAGED)
def test_damaged_marks(text: str, titles: list[str]) -> None:
    assert [one.title for one in find_citations(text) if not one.slogan] == titles


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("《工作要点》（甲政发〔20217号）", "甲政发〔2021〕7号"),
        ("《工作要点》（甲政办发〔2021136号）", "甲政办发〔2021〕136号"),
        ("《工作要点》（甲政发〔2021〕7號）", "甲政发〔2021〕7號"),
    ],
)
def test_damaged_numbers(text: str, number: str) -> None:
    assert only(text).document_number == number


def test_a_document_has_one_kind_everywhere() -> None:
    text = "一、任务\n1.落实《消防安全办法》（省政府令第5号）。\n2.再落实《消防安全办法》。\n"
    document = parse_document(Source("a", "a.txt"), text)
    kinds = [one.kind for found in find_all(document).values() for one in found.citations]
    assert kinds == [RULE, RULE]


def test_a_plan_does_not_cite_itself() -> None:
    text = "清河县法治政府建设实施方案\n现将《法治政府建设实施方案（2021—2025年）》印发给你们。落实《信访条例》。\n一、任务\n1.公布目录。\n"
    document = parse_document(Source("a", "a.txt", title="清河县法治政府建设实施方案（2021-2025年）"), text)
    cited = [one.title for found in find_all(document).values() for one in found.citations]
    assert cited == ["信访条例"]


def rows(vocabulary: str, column: str, field: str) -> list[tuple[str, str]]:
    return [(row[field], text) for row in read_vocabulary(vocabulary) for text in values(row[column])]


def only(text: str) -> Citation:
    [citation] = find_citations(text)
    return citation


@pytest.mark.parametrize(("level", "text"), rows("citation_issuers", "examples", "level"))
def test_issuer_examples(level: str, text: str) -> None:
    assert only(text).issuer_level == level


@pytest.mark.parametrize(("level", "text"), rows("citation_issuers", "counter_examples", "level"))
def test_issuer_counter_examples(level: str, text: str) -> None:
    assert only(text).issuer_level != level


@pytest.mark.parametrize("row", read_vocabulary("citation_kinds"), ids=lambda row: row["pattern"][:20])
def test_kinds(row: dict[str, str]) -> None:
    of = (set(values(row["kind"])) or {""}, int(row["slogan"]))
    for text in values(row["examples"]):
        assert only(text).kind in of[0] and only(text).slogan == of[1], text
    for text in values(row["counter_examples"]):
        kind, slogan = only(text).kind, only(text).slogan
        assert slogan != of[1] or kind not in of[0], text


@pytest.mark.parametrize("row", read_vocabulary("citation_known"), ids=lambda row: row["title"])
def test_known_titles(row: dict[str, str]) -> None:
    citation = only(row["examples"])
    assert (citation.issuer_level, citation.kind) == (row["level"], row["kind"])


PARTS = st.lists(
    st.sampled_from(
        [
            *"《》〈〉（）()〔〕号令 \n",
            "关于",
            "中发",
            "2015",
            "法治政府建设实施纲要",
            "河北省",
            "市委印发的",
            "条例",
        ]
    )
)


@given(st.one_of(PARTS.map("".join), st.text()))
def test_spans_hold_the_titles(text: str) -> None:
    end = 0
    for one in find_citations(text, ("承德市",)):
        assert end <= one.start < one.end <= len(text)
        inside = re.sub(r"[\s*_#\ufeff\u200b]+", "", text[one.start : one.end])
        assert inside.startswith(f"《{one.title}")
        assert set(one.document_number) - set("〔〕") <= set(inside)
        end = one.end


@pytest.mark.parametrize("unit", ["《", "《》", "《法》（", "《意见》（中发〔2015〕", "市委、"])
def test_long_lines_take_linear_work(unit: str) -> None:
    """A line of 100 KB asks for work in proportion to its length, whatever it repeats."""
    assert_linear(lambda length: find_citations(unit * (length // len(unit))), 100_000)


def test_a_number_joined_by_and_is_another_document() -> None:
    [found] = find_citations("落实《优化营商环境条例》和国务院令第722号。")
    assert (found.title, found.document_number) == ("优化营商环境条例", "")
    [own] = find_citations(
        "《太原市消防办法》（并政发〔2020〕1号）和《和政县办法》（和政办发〔2021〕2号）"[:24]
    )
    assert own.document_number == "并政发〔2020〕1号"


# A short name stands for the document that it was given to, and that of the plan itself for the plan.
def test_short_names_stand_for_what_they_were_given_to() -> None:
    text = (
        "清河县法治政府建设实施方案\n现将《清河县法治政府建设实施方案》（以下简称《实施方案》）印发给你们。\n"
        "为落实《法治政府建设实施纲要（2021－2025年）》（中发〔2021〕33号，以下简称《纲要》），制定本方案。\n"
        "一、规范执法\n（一）落实要求。完成《纲要》和《实施方案》的任务，修订《清河县公开办法》。\n"
    )
    found = find_all(parse_document(Source("x", "x.txt"), text)).values()
    cited = [(one.title, one.document_number, one.issuer_level) for each in found for one in each.citations]
    assert cited == [
        ("法治政府建设实施纲要（2021－2025年）", "中发〔2021〕33号", "central"),
        ("纲要", "中发〔2021〕33号", "central"),
        ("清河县公开办法", "", "own"),
    ]
