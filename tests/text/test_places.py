"""Whose plan it is, what holds that place, and its division code."""

import pytest

from compare.text.document import parse_document
from compare.text.places import place_of, places_in
from compare.text.sources import Source
from compare.vocab.divisions import above, by_name, divisions, within

PLAN = "一、规范执法\n（一）公布清单。及时更新。\n（二）开展评查。通报结果。\n"


def place(text: str, **fields: str) -> Source:
    return parse_document(Source("a", "a.txt", **fields), text + PLAN).source


@pytest.mark.parametrize(
    ("title", "places"),
    [
        # names that end in 州 before 市 or 区
        ("苏州市法治政府建设规划", ["苏州市"]),
        ("郑州市金水区依法行政工作要点", ["郑州市", "金水区"]),
        ("温州市龙湾区法治政府建设实施方案", ["温州市", "龙湾区"]),
        ("恩施州法治政府建设方案", ["恩施州"]),
        # short names, in front of a place of their own or of the subject
        ("濮阳台前县法治要点", ["濮阳市", "台前县"]),
        ("杭州法治政府建设纲要", ["杭州市"]),
        ("承德高新区法治政府建设方案", ["承德市", "承德高新区"]),
        ("苏州工业园区法治政府建设方案", ["苏州市", "苏州工业园区"]),
        ("濮阳华龙区高新区法治要点", ["濮阳市", "华龙区"]),
        ("萧山经济技术开发区法治政府建设方案", ["萧山区", "萧山经济技术开发区"]),
        # of several places of a short name the highest, and none of two that are as high
        ("西安高新区法治政府建设方案", ["西安市", "西安高新区"]),
        ("西安法治政府建设纲要", ["西安市"]),
        ("长沙经开区法治政府建设方案", ["长沙市", "长沙经开区"]),
        ("鼓楼高新区法治政府建设方案", ["鼓楼高新区"]),
        ("鼓楼法治政府建设方案", []),
        # a new area called after the direction in which it lies
        ("河西新区法治政府建设方案", ["河西新区"]),
        ("城关新区法治政府建设方案", ["城关新区"]),
        ("浦东新区法治政府建设方案", ["浦东新区"]),
        ("郑州新区法治政府建设方案", ["郑州市", "郑州新区"]),
        # districts called after a mountain, and mountain areas
        ("文山区法治政府建设方案", ["文山区"]),
        ("贫困山区法治建设方案", []),
        ("山区法治建设方案", []),
        ("上海市浦东新区陆家嘴街道工作要点", ["上海市", "浦东新区", "陆家嘴街道"]),
        # names that begin with a number or hold 乡, and traditional characters
        ("中山市三乡镇人民政府法治建设工作计划", ["中山市", "三乡镇"]),
        ("温州市鹿城区五马街道法治建设工作方案", ["温州市", "鹿城区", "五马街道"]),
        # inside a title
        ("关于推进宁波市行政复议工作的实施方案", ["宁波市"]),
        # what is no place
        ("各区普法工作方案", []),
        ("相关区依法行政工作要点", []),
        ("城镇治理法治化方案", []),
        ("乡村振兴法治保障方案", []),
        ("各开发区法治建设方案", []),
        ("全市重点执法工作安排", []),
        ("长治久安工作方案", []),
    ],
)
def test_places_of_a_title(title: str, places: list[str]) -> None:
    assert places_in(title) == places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广州市白云区法治政府建设实施方案\n", ("白云区", "广州市", "广东省", "Guangdong", "district")),
        ("北京市怀柔区法治政府建设实施方案\n", ("怀柔区", "北京市", "北京市", "Beijing", "district")),
        ("宁海县法治政府建设实施方案\n", ("宁海县", "宁波市", "浙江省", "Zhejiang", "county")),
        ("义乌市法治政府建设实施方案\n", ("义乌市", "金华市", "浙江省", "Zhejiang", "city")),
        ("金华市法治政府建设实施方案\n", ("金华市", "浙江省", "浙江省", "Zhejiang", "prefecture")),
        ("青海省法治政府建设实施方案\n", ("青海省", "", "青海省", "Qinghai", "province")),
        # the letterhead, the signature, a page's facts, the number
        ("中共台州市委\n法治建设工作要点\n", ("台州市", "浙江省", "浙江省", "Zhejiang", "prefecture")),
        ("发布机构：厦门市司法局\n普法工作要点\n", ("厦门市", "福建省", "福建省", "Fujian", "prefecture")),
        ("台前政办〔2020〕3号\n普法工作要点\n", ("台前县", "濮阳市", "河南省", "Henan", "county")),
        ("甘政办发〔2020〕3号\n普法工作要点\n", ("甘肃省", "", "甘肃省", "Gansu", "province")),
        # several districts have the name: only the text can tell
        (
            "鼓楼区法治政府建设实施方案\n根据南京市的部署，制定本方案。\n",
            ("鼓楼区", "南京市", "江苏省", "Jiangsu", "district"),
        ),
        ("鼓楼区法治政府建设实施方案\n", ("鼓楼区", "", "", "", "district")),
        # a central document, and one that names no place
        ("国务院关于加强法治政府建设的意见\n", ("", "", "", "", "national")),
        ("各省、自治区、直辖市人民政府：\n现提出以下意见。\n", ("", "", "", "", "national")),
        ("各区人民政府，市政府各部门：\n现提出如下意见。\n", ("", "", "", "", "")),
        ("普法工作要点\n", ("", "", "", "", "")),
    ],
)
def test_what_holds_a_place(text: str, found: tuple[str, ...]) -> None:
    source = place(text)
    columns = (source.jurisdiction_zh, source.parent_zh, source.province_zh, source.province_en, source.level)
    assert columns == found


def test_a_place_that_the_text_names_again_and_again() -> None:
    own = "各部门：绍兴的执法要规范。全市要推进，我市绍兴市司法局负责，绍兴各区配合。\n"
    assert place(own).jurisdiction_zh == "绍兴市"
    # once is not enough, nor is a place of another level
    assert place("各部门：学习绍兴市的做法，全市推广。\n").jurisdiction_zh == ""
    assert place(own.replace("全市", "全县").replace("我市", "我县")).jurisdiction_zh == ""


def test_what_sources_csv_states_is_kept() -> None:
    source = place("宁海县法治政府建设实施方案\n", jurisdiction_zh="象山县", parent_zh="某市")
    assert (source.jurisdiction_zh, source.parent_zh, source.province_zh) == ("象山县", "某市", "浙江省")


@pytest.mark.parametrize(
    ("fields", "ids"),
    [
        (("昆都仑区", "包头市", "内蒙古自治区"), ("150203", "150203")),
        (("鼓楼区", "开封市", "河南省"), ("410204", "410204")),
        (("鼓楼区", "", ""), ("鼓楼区", "")),
        # a county and the district that it became are one place
        (("株洲县", "株洲市", "湖南省"), ("430212", "430221")),
        (("渌口区", "株洲市", "湖南省"), ("430212", "430212")),
        # a zone has no code
        (("承德高新区", "承德市", "河北省"), ("130800-承德高新区", "")),
        (("某县", "", ""), ("某县", "")),
        (("", "", ""), ("", "")),
    ],
)
def test_ids_and_codes(fields: tuple[str, str, str], ids: tuple[str, str]) -> None:
    jurisdiction, parent, province = fields
    source = Source("a", "a.txt", jurisdiction_zh=jurisdiction, parent_zh=parent, province_zh=province)
    assert place_of(source) == ids


def test_the_table_of_divisions_is_whole() -> None:
    in_force = [division for division in divisions() if not division.until]
    codes = {division.code for division in in_force}
    assert len(codes) == len(in_force)
    assert len([code for code in codes if code.endswith("0000")]) == 34
    assert [one.code for one in divisions() if one.successor and one.successor not in codes] == []
    assert [one.name for one in in_force if not above(one) and one.level != "province"] == []
    assert within(by_name()["门头沟区"][0], by_name()["北京市"][0])


def test_traditional_characters_name_the_same_place() -> None:
    assert place_of(place("重慶市渝中區法治政府建設實施方案\n")) == ("500103", "500103")


def test_a_zone_that_the_title_shortens_is_that_of_the_issuer() -> None:
    found = place("高新区法治建设任务分工表\n石家庄高新技术产业开发区管理委员会\n2022年7月15日\n")
    assert found.jurisdiction_zh == "石家庄高新技术产业开发区"


def test_who_issues_jointly_is_no_name_of_a_place() -> None:
    title = "中共安徽省委办公厅 安徽省人民政府办公厅印发《关于加强基层法治建设的若干举措》\n"
    assert place(title).jurisdiction_zh == "安徽省"
