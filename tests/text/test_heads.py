"""What a document says of itself: title, document number, date of issue."""

import pytest

from compare.text.document import parse_document
from compare.text.sources import Source

PLAN = "一、规范执法\n（一）公布清单。及时更新。\n（二）开展评查。通报结果。\n"


def head(text: str) -> Source:
    return parse_document(Source("a", "a.txt"), text).source


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        # names without 方案 or 规划
        ("丙县人民政府工作规则\n", "丙县人民政府工作规则"),
        ("丙县优化服务若干措施（试行）\n", "丙县优化服务若干措施（试行）"),
        ("丙縣法治政府建設實施方案\n", "丙縣法治政府建設實施方案"),
        # over two and three lines
        (
            "丙省人民政府关于支持农村\n改革若干政策的意见\n丙府发〔2020〕1号\n",
            "丙省人民政府关于支持农村改革若干政策的意见",
        ),
        (
            "丙省人民政府办公厅关于推行\n执法公示制度执法记录制度\n法制审核制度的意见\n",
            "丙省人民政府办公厅关于推行执法公示制度执法记录制度法制审核制度的意见",
        ),
        ("丙县人民政府\n2024年度法治建设重点工作安排\n", "丙县人民政府2024年度法治建设重点工作安排"),
        ("丙县人民政府办公室\n关于加强行政复议工作的意见\n", "丙县人民政府办公室关于加强行政复议工作的意见"),
        ("丙县法治政府建设规划\n（2021—2025年）\n", "丙县法治政府建设规划（2021—2025年）"),
        # a letterhead above a title that names the place itself is no part of it
        ("丙县人民政府\n丙县法治政府建设规划\n", "丙县法治政府建设规划"),
        # but a place alone is
        ("丙市丁区\n2023年度依法行政工作安排\n", "丙市丁区2023年度依法行政工作安排"),
        # a number below the title is none, in brackets or with words that titles end in
        (
            "丙部关于印发《丙地法律服务规划（2021—2025年）》的通知\n（丙发通〔2021〕106号）\n",
            "丙地法律服务规划（2021—2025年）",
        ),
        ("丙县法治政府建设工作要点\n丙依法行政办发〔2019〕2号\n", "丙县法治政府建设工作要点"),
        (
            "中共丙省委办公厅 丙省人民政府办公厅印发《关于加强基层法治建设的若干举措》\n",
            "关于加强基层法治建设的若干举措",
        ),
        # the plan's and not the notice's
        (
            "丙县人民政府关于印发《丙县法治建设要点》的通知\n各镇：\n现印发给你们。\n丙县人民政府\n2023年3月1日\n丙县法治建设要点\n",
            "丙县法治建设要点",
        ),
        # which may name it only in 《》, or without
        ("丙县人民政府印发《关于优化服务的若干意见》的通知\n各镇人民政府：\n", "关于优化服务的若干意见"),
        ("丙县人民政府关于印发丙县普法要点的通知\n各镇人民政府：\n", "丙县普法要点"),
        # a page with a table of facts
        ("索引号：000\n名称：丙县依法行政工作要点\n发文日期：2020年1月2日\n", "丙县依法行政工作要点"),
        ("标　题：\n丙县依法行政工作要点\n", "丙县依法行政工作要点"),
        ("", ""),
    ],
)
def test_title(lines: str, title: str) -> None:
    assert head(lines + PLAN).title == title


def test_of_two_texts_in_a_file_the_longer_outline_gives_the_title() -> None:
    short = "丙省支持数据产业若干政策\n一、安排资金\n给予补助。\n"
    assert (
        head(short + "丙省数据产业行动计划（2022—2024年）\n" + PLAN).title
        == "丙省数据产业行动计划（2022—2024年）"
    )


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("丙府办〔2020〕12号\n", "丙府办〔2020〕12号"),
        ("（丙开放办〔2022〕6号）\n", "丙开放办〔2022〕6号"),
        ("文号： 丙府函〔2021〕4号 发布日期： 2021-05-26\n", "丙府函〔2021〕4号"),
        ("发文字号：\n丙府发〔2019〕3号\n", "丙府发〔2019〕3号"),
        ("丙政办〔2017〕31号关于印发年度工作安排的通知\n", "丙政办〔2017〕31号"),
        ("丙縣府發〔2020〕12號\n", "丙縣府發〔2020〕12號"),
        ("丙市人民政府令第56号\n", "丙市人民政府令第56号"),
        # the number of another document
        ("根据《通知》（丙府发〔2019〕3号），制定本方案。\n", ""),
    ],
)
def test_document_number(lines: str, number: str) -> None:
    assert head(lines + "丙县依法行政工作要点\n" + PLAN).document_number == number


@pytest.mark.parametrize(
    ("before", "after", "date"),
    [
        ("丙县人民政府\n2023年3月1日\n", "", "2023-03-01"),
        ("丙县人民政府\n二〇二一年十一月二十五日\n", "", "2021-11-25"),
        ("", "丙县人民政府\n二○二三年三月二日\n", "2023-03-02"),
        ("", "丙县人民政府　　2023年 3 月 2 日\n", "2023-03-02"),
        ("（2022年7月8日）\n", "", "2022-07-08"),
        # that of the text, not of the page
        ("成文日期：2020-05-21\n发布日期：2020-05-26\n", "", "2020-05-21"),
        ("发布时间：2017-03-22\n更新时间：2017-03-23\n", "", ""),
        ("成文日期：\n2019年01月12日\n发布日期：\n2019年01月25日\n", "", "2019-01-12"),
        # signs lost in copying, if it can be read in one way only
        ("中共丙县委\n2017322\n", "", "2017-03-22"),
        ("丙县人民政府\n2017111\n", "", ""),
    ],
)
def test_date_of_issue(before: str, after: str, date: str) -> None:
    assert head(before + "丙县依法行政工作要点\n" + PLAN + after).issued == date


def test_a_text_without_line_breaks() -> None:
    source = head(
        "丙省人民政府关于改善服务的指导意见丙府发〔2014〕25号各市人民政府：　　现提出以下意见：　　一、总体要求　　为民服务。"
        "　　二、规范执法　　（一）公布清单。及时更新。　　（二）开展评查。通报结果。　　三、加强监督　　（一）公开结果。"
        "　　（二）接受监督。"
        + "　　（三）落实责任。" * 1
        + "各地要抓好落实，确保见效，并将情况报告省政府办公厅，" * 12
        + "不得拖延。　　　　丙省人民政府　　　　2014年5月16日　　（此件公开发布）"
    )
    found = (source.title, source.document_number, source.issued)
    assert found == ("丙省人民政府关于改善服务的指导意见", "丙府发〔2014〕25号", "2014-05-16")
