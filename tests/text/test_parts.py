"""Which parts of a file are the plan: its body, its annexes, or both."""

import pytest

from compare.build.left_out import report_sections
from compare.errors import InputError
from compare.extract.unread import Unread
from compare.intake.understanding import understood
from compare.text.document import Document, parse_document
from compare.text.sources import Source

NOTICE = (
    "甲市人民政府办公室关于印发法治建设考核办法的通知\n各县区人民政府：\n现印发给你们，请遵照执行。\n"
    "一、考核对象\n各县区人民政府。\n二、考核方式\n（一）考核以平时与年终相结合。\n"
    "（二）考核分值由两项相加。\n三、结果运用\n考核结果在全市通报。\n"
)
TASKS = (
    "附件：\n甲市法治建设考核指标\n一、依法决策（20分）\n（一）听取意见（10分）\n"
    "1．公布决策目录。（3月底完成，牵头考核单位：市司法局）\n2．建成意见平台。（持续推进，牵头考核单位：市大数据局）\n"
    "二、规范执法（30分）\n3．公示执法结果。（6月底完成，牵头考核单位：市司法局）\n"
    "4．办结投诉举报。（每季度，牵头考核单位：市市场监管局）\n5．轮训执法人员。（12月底，牵头考核单位：市司法局）\n"
    "6．抽查执法案卷。（9月底完成，牵头考核单位：市司法局）\n7．公布典型案例。（12月底，牵头考核单位：市法院）\n"
    "8．评估规范性文件。（10月底，牵头考核单位：市司法局）\n9．公布评估结果。（11月底，牵头考核单位：市司法局）\n"
)
PLAN = (
    "乙县法治政府建设实施方案\n一、规范执法\n（一）完善程序。公布执法流程图。\n（二）强化监督。开展案卷评查。\n"
    "二、组织保障\n各部门要落实责任。\n"
)
PERSONS = "附件\n领导小组名单\n1.组长：张三，县长\n2.副组长：李四，副县长\n3.成员：王五，县司法局局长\n"


def read(text: str, **fields: str) -> Document:
    return parse_document(Source("a", "a.txt", **fields), text)


def told(document: Document) -> list[tuple[str, int, bool]]:
    return [(part.name, part.measures, part.read) for part in document.parts]


def test_tasks_in_an_annex_are_the_plan_where_the_body_only_says_how_they_are_assessed() -> None:
    document = read(NOTICE + TASKS)
    assert [m.number for m in document.measures] == [f"{n}．" for n in range(1, 10)]
    assert document.measures[0].chapter == "一、依法决策（20分）"
    assert told(document) == [("", 4, False), ("附件 甲市法治建设考核指标", 9, True)]


def test_body_and_annex_are_the_plan_where_both_hold_tasks() -> None:
    document = read(PLAN + TASKS)
    assert [part.read for part in document.parts] == [True, True]
    assert len(document.measures) == 3 + 9


@pytest.mark.parametrize(
    ("annex", "why"),
    [
        (PERSONS, "0 of its 3 items are tasks"),
        ("附件\n填表说明\n姓名、单位请如实填写。\n", "no items in it"),
        ("附件1：统计表\n附件2：审批表\n", "only named, its text is not here"),
        (
            "附录\n1.《行政处罚法》\n2.《行政许可法》\n3.《行政强制法》以下简称强制法。\n",
            "0 of its 3 items are tasks",
        ),
    ],
    ids=["persons", "form", "names", "laws"],
)
def test_an_annex_without_tasks_is_left_out_and_said(annex: str, why: str) -> None:
    document = read(PLAN + annex)
    assert len(document.measures) == 3
    assert [str(part.why) for part in document.parts if part.name][-1] == why
    assert f"left out ({why})" in report_sections(document, [], Unread(0, (), ()))["en"]
    assert f"left out ({why})" in understood(document, document.source)


def test_a_list_of_annexes_above_the_signature_is_no_annex() -> None:
    ending = "附件：1.考核指标\n乙县人民政府\n2023年5月6日\n"
    document = read(PLAN + ending + TASKS)
    assert [name for name, *_ in told(document)] == ["", "附件 甲市法治建设考核指标"]


def test_an_annex_that_carries_the_whole_plan() -> None:
    notice = "关于印发实施方案的通知\n各镇人民政府：\n现印发给你们。\n附件：乙县法治政府建设实施方案\n"
    document = read(notice + "乙县人民政府\n2023年5月6日\n附件\n" + PLAN)
    assert [m.number for m in document.measures] == ["（一）", "（二）", "二、"]


@pytest.mark.parametrize(("parts", "count"), [("body", 3), ("annexes", 9), ("both", 12)])
def test_sources_csv_overrides(parts: str, count: int) -> None:
    document = read(PLAN + TASKS, parts=parts)
    assert len(document.measures) == count
    assert {str(part.why) for part in document.parts} == {f"sources.csv says parts: {parts}"}


def test_annexes_that_are_not_there_cannot_be_chosen() -> None:
    with pytest.raises(InputError, match=r"no measures in what parts says \(annexes\)"):
        read(PLAN, parts="annexes")


def test_an_annex_that_repeats_the_measures_raises_a_doubt() -> None:
    table = "附件\n任务分工表\n1.完善程序。公布执法流程图。责任单位：县司法局\n2.强化监督。开展评查。责任单位：县司法局\n"
    (note,) = read(PLAN + table).notes
    assert str(note).startswith("附件 任务分工表: 2 measures have titles of measures before it")


def test_every_character_of_an_annex_left_out_is_in_a_provision() -> None:
    document = read(PLAN + PERSONS)
    text = "".join(provision.text for provision in document.provisions)
    assert "".join(text.split()) == "".join((PLAN + PERSONS).split())
