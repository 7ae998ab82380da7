"""Items without numbers, boxes, lists: what is a measure where numbers alone do not tell."""

import pytest

from compare.text.document import parse_document
from compare.text.sources import Source

TITLE = "某市支持法治建设若干政策\n"


def measures(text: str) -> list[str]:
    found = parse_document(Source("a", "a.txt"), text).measures
    return [f"{m.number}{m.heading} < {m.chapter}" for m in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # chapters numbered, paragraphs with a first sentence as title; a lone paragraph is an item
        (
            f"{TITLE}一、规范决策\n听取公众意见。决策前公开征求意见，期限不少于三十日。\n开展专家论证。组织专家论证可行性。\n"
            "二、规范执法\n公示执法结果。七日内公布处罚决定。\n轮训执法人员。分批组织培训并考试。\n"
            "三、加强保障\n组织打造专业队伍，每年面向基层举办培训，由司法局牵头组织实施并给予补助。\n",
            [
                "听取公众意见 < 一、规范决策",
                "开展专家论证 < 一、规范决策",
                "公示执法结果 < 二、规范执法",
                "轮训执法人员 < 二、规范执法",
                " < 三、加强保障",
            ],
        ),
        # the title on a line above its paragraph
        (
            f"{TITLE}一、规范决策\n听取公众意见\n决策前公开征求意见。\n开展专家论证\n组织专家论证可行性。\n"
            "二、规范执法\n公示执法结果\n七日内公布处罚决定。\n轮训执法人员\n分批组织培训并考试。\n",
            [
                "听取公众意见 < 一、规范决策",
                "开展专家论证 < 一、规范决策",
                "公示执法结果 < 二、规范执法",
                "轮训执法人员 < 二、规范执法",
            ],
        ),
        # where other chapters number their items, a chapter without numbers is one measure
        (
            f"{TITLE}一、规范决策\n（一）听取意见。公开征求意见。\n（二）专家论证。组织论证。\n"
            "二、组织保障\n加强领导。各部门要落实责任。\n强化督导。定期开展检查。\n严格考核。结果予以通报。\n",
            ["（一）听取意见 < 一、规范决策", "（二）专家论证 < 一、规范决策", "二、组织保障 < "],
        ),
        # plain chapters of running text stay one measure each
        (
            f"{TITLE}一、规范决策\n要公开征求意见，并组织论证。各部门应当配合。\n二、规范执法\n要公布处罚决定。\n",
            ["一、规范决策 < ", "二、规范执法 < "],
        ),
    ],
    ids=["run-in titles", "titles on lines", "one chapter without numbers", "running text"],
)
def test_items_without_numbers(text: str, found: list[str]) -> None:
    assert measures(text) == found


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # a box with a count of its own
        (
            "一、任务\n（一）公布清单。及时更新。\n专栏1 示范项目\n1.甲平台。建成上线。\n2.乙平台。建成上线。\n"
            "（二）开展评查。通报结果。\n",
            ["（一）", "（二）"],
        ),
        # the count goes on behind the box, in the style that the box uses too
        (
            "一、任务\n1.公布清单。及时更新。\n2.开展评查。通报结果。\n专栏：示范项目\n1.甲平台。建成。\n2.乙平台。建成。\n"
            "3.丙平台。建成。\n3.强化监督。公开结果。\n4.健全机制。明确分工。\n",
            ["1.", "2.", "3.", "4."],
        ),
        # paragraphs without numbers, and a new chapter behind the box
        (
            "一、任务\n（一）公布清单。及时更新。\n专栏2 平台工程\n建设甲平台。改造乙平台。\n二、保障\n（一）加强领导。落实责任。\n",
            ["（一）", "（一）"],
        ),
    ],
    ids=["own count", "same style", "no numbers"],
)
def test_lines_of_boxes_are_no_measures(text: str, numbers: list[str]) -> None:
    document = parse_document(Source("a", "a.txt"), text)
    assert [measure.number for measure in document.measures] == numbers
    assert document.notes == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "一、公布下列清单\n1.权力清单；\n2.责任清单；\n3.证明事项清单。\n二、开展评查\n每年一次。\n",
            ["一、公布下列清单", "二、开展评查"],
        ),
        ("一、开展下列工作\n1.公布权力清单；\n2.开展案卷评查。\n", ["1.", "2.开展案卷评查"]),
        ("第一章 总  则\n为推进法治建设，制定本办法。\n第二章 决 策\n公开征求意见。\n", ["第二章决 策"]),
        (
            "一、遵循原则\n（一）坚持依法行政。\n（二）坚持便民高效。\n二、开展评查\n每年一次。\n",
            ["二、开展评查"],
        ),
        # a number on a line of its own
        (
            "一、任务\n（一）\n公布清单。及时更新。\n（二）\n开展评查。通报结果。\n",
            ["（一）公布清单", "（二）开展评查"],
        ),
    ],
    ids=["things", "duties", "spaced", "principles", "number alone"],
)
def test_lists_and_principles(text: str, found: list[str]) -> None:
    assert [item.split(" < ")[0] for item in measures(text)] == found
