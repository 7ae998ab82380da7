"""Heads as pages of governments print them: facts in cells or behind blanks, signatures amid the text, a
newspaper's lead, and whole texts in traditional characters. Places and numbers are made up."""

import re

import pytest

from compare.errors import InputError
from compare.extract.finds import find_all
from compare.text.document import Document, parse_document
from compare.text.sources import Source

_TASKS = "一、规范执法\n（一）完善制度。修订裁量基准，2024年6月底前公布。\n责任单位：县司法局、县财政局\n"


def _read(text: str) -> Document:
    return parse_document(Source("x", "x.txt"), text)


@pytest.mark.parametrize(
    "facts",
    [
        "[ 发文字号 ] | 清政发〔2024〕7号 | ||\n[ 成文日期 ] | 2024-03-05 | [ 发布日期 ] | 2024-03-20 |",
        "发文字号 | 清政发〔2024〕7号 | 制发机构 | |\n成文日期 | 2024-03-05 | 发布日期 | 2024-03-20 |",
        "发布机构 县政府办公室 文    号 清政发〔2024〕7号\n发文日期 2024-03-05",
        "• 发文字号:\n\n  清政发〔2024〕7号\n• 发文日期:\n\n  2024年03月05日 16:40\n",
        "- 文号：清政发〔2024〕7号\n- 公文生成日期:2024-03-05\n- 發布日期:2024-03-20",
        "文\u3000号：清政发〔2024〕7号\n成文日期：2024年3月5日",
    ],
)
def test_facts_in_any_dress(facts: str) -> None:
    source = _read(f"{facts}\n清河县依法行政工作方案\n{_TASKS}").source
    assert (source.document_number, source.issued) == ("清政发〔2024〕7号", "2024-03-05")
    assert source.title == "清河县依法行政工作方案" and source.jurisdiction_zh == "清河县"


def test_the_issuer_of_a_notice_signs_amid_the_text() -> None:
    notice = "一、各单位要制定方案。\n\n正定县人民政府办公室\n2024年1月3日\n\n2024年重点任务分解方案\n"
    source = _read(f"县政府办公室关于印发2024年重点任务分解方案的通知\n{notice}{_TASKS}").source
    assert source.jurisdiction_zh == "正定县"


@pytest.mark.parametrize("word", ["城市", "中心城市", "大城市", "发布机构", "制发机关"])
def test_words_are_no_places(word: str) -> None:
    source = _read(f"成都市{word}更新实施方案\n{_TASKS}").source
    assert source.jurisdiction_zh == "成都市"
    assert _read(f"{word}区更新实施方案\n{_TASKS}").source.jurisdiction_zh == ""


@pytest.mark.parametrize(
    "lead",
    [
        "近日，县委、县政府印发了《正定县普法规划（2021—2025年）》，并发出通知。",
        "《正定县普法规划（2021—2025年）》主要内容如下。",
        "《正定县普法规划（2021—2025年）》全文如下：",
    ],
)
def test_a_newspaper_tells_the_title(lead: str) -> None:
    source = _read(f"{lead}\n为了推进普法，制定本规划。\n{_TASKS}").source
    assert source.title == "正定县普法规划（2021—2025年）"
    assert (source.jurisdiction_zh, source.period_start) == ("正定县", "2021")


def test_a_notice_in_marks_of_a_name_leaves_them() -> None:
    head = "《正定县人民政府关于印发〈正定县普法工作要点〉的通知》\n"
    assert _read(head + _TASKS).source.title == "正定县普法工作要点"


# Targets with somebody who answers for them are tasks, also in a chapter of goals.
def test_assigned_goals_are_tasks() -> None:
    goals = "一、主要预期目标\n（一）应诉率达到98%以上\n责任单位：县司法局\n（二）办结率达到95%\n责任单位：县政府办\n"
    found = _read("正定县任务分解方案\n" + goals)
    assert [measure.number for measure in found.measures] == ["（一）", "（二）"]
    finds = find_all(found)
    assert [t.indicator for one in finds.values() for t in one.targets] == ["应诉率", "办结率"]
    assert [b.name for one in finds.values() for b in one.bodies] == ["县司法局", "县政府办"]


_SIMPLIFIED = (
    "正定县人民政府办公室关于印发《正定县依法行政实施方案》的通知\n正政办〔2024〕7号\n各乡镇人民政府：\n"
    "一、规范执法\n（一）完善制度。2024年6月底前修订裁量基准，抽查案卷不少于50件。（县司法局牵头，县财政局、各乡镇按职责分工负责）\n"
    "（二）公开透明。各部门应当按照《重大行政决策程序条例》（国令第713号）每年公布目录，公开率达到98%。\n"
)
_PRINTED = (
    "正定縣人民政府辦公室關於印發《正定縣依法行政實施方案》的通知\n正政辦〔2024〕7號\n各鄉鎮人民政府：\n"
    "一、規範執法\n（一）完善制度。2024年6月底前修訂裁量基準，抽查案卷不少於50件。（縣司法局牽頭，縣財政局、各鄉鎮按職責分工負責）\n"
    "（二）公開透明。各部門應當按照《重大行政決策程序條例》（國令第713號）每年公布目錄，公開率達到98%。\n"
)


def test_traditional_characters_are_read_as_simplified_ones_and_kept_as_printed() -> None:
    simple, printed = _read(_SIMPLIFIED), _read(_PRINTED)
    assert [(p.start, p.end, p.structure) for p in printed.provisions] == [
        (p.start, p.end, p.structure) for p in simple.provisions
    ]
    assert (
        printed.source.title == "正定縣依法行政實施方案"
        and printed.source.document_number == "正政辦〔2024〕7號"
    )
    assert printed.source.jurisdiction_zh == simple.source.jurisdiction_zh == "正定县"
    assert [m.heading for m in printed.measures] == ["完善制度", "公開透明"]
    for p in printed.provisions:
        assert p.text == _PRINTED[p.start : p.end]
    same, found = find_all(simple), find_all(printed)
    for key, one in found.items():
        for table in ("targets", "times", "bodies", "citations"):
            rows, others = getattr(one, table), getattr(same[key], table)
            assert [(row.start, row.end) for row in rows] == [(row.start, row.end) for row in others]
    told = [b.name for one in found.values() for b in one.bodies]
    assert told == ["縣司法局", "縣財政局", "各鄉鎮"]
    cited = [(c.title, c.document_number) for one in found.values() for c in one.citations]
    assert ("重大行政決策程序條例", "國令第713號") in cited


# The name of the plan is broken over lines; the notice above tells where it begins.
@pytest.mark.parametrize(
    "title",
    [
        "正定县进一步规范行政裁量\n\n基准工作的实施方案",
        "正定县深化\n\n“放管服”改革、\n优化服务实施方案\n\n（2023—2027年）",
    ],
)
def test_a_title_over_lines_is_whole(title: str) -> None:
    name = "".join(title.split())
    head = f"正定县人民政府关于印发《{name}》的通知（正政函〔2023〕37号）\n各乡镇：\n《{name}》已经同意，现印发给你们。\n"
    source = _read(f"{head}正定县人民政府\n2023年4月6日\n\n{title}\n\n{_TASKS}").source
    assert (source.title, source.document_number) == (name, "正政函〔2023〕37号")


def test_the_other_name_of_a_place_is_no_body() -> None:
    text = "正定县实施方案\n一、建设\n1.建成社区服务综合体（社区服务中心）。\n2.推进创新（县科技局）。\n"
    finds = find_all(_read(text))
    assert [b.name for one in finds.values() for b in one.bodies] == ["县科技局"]


def test_a_number_behind_the_title_is_none_of_it() -> None:
    source = _read(
        f"正定县人民政府关于规范执法的实施意见(正政〔2017〕101号)\n来源:县政府网 发布时间:2018-01-26\n\n{_TASKS}"
    ).source
    assert (source.title, source.document_number) == (
        "正定县人民政府关于规范执法的实施意见",
        "正政〔2017〕101号",
    )


@pytest.mark.parametrize(
    "head",
    [
        "您当前的位置：首页 > 政府文件\n关于推进依法行政的实施意见\n正定县政府 www.zd.gov.cn 2016-03-21 00:00\n各乡镇：\n推进全县依法行政。",
        "欢迎访问正定县政府门户网站\n关于推进依法行政的实施意见\n各乡镇：\n我县依法行政工作意见如下。",
        "关于推进依法行政的实施意见\n为推进依法行政，结合正定县实际，制定本意见。",
        "发布机构: | 正定县司法局（办公室） | |\n关于推进依法行政的实施意见\n为推进依法行政，制定本意见。",
    ],
)
def test_a_place_that_no_title_names(head: str) -> None:
    assert _read(f"{head}\n{_TASKS}").source.jurisdiction_zh == "正定县"


def test_the_site_of_another_level_is_not_the_place() -> None:
    head = "石家庄市人民政府门户网站\n关于推进依法行政的实施意见\n推进全县依法行政，我县各单位遵照执行。"
    assert _read(f"{head}\n{_TASKS}").source.jurisdiction_zh == ""


def test_a_number_that_lost_its_last_sign() -> None:
    assert _read(f"清政发〔2019〕1 \n清河县方案\n{_TASKS}").source.document_number == "清政发〔2019〕1"
    assert _read(f"依据清政发〔2019〕1制定\n清河县方案\n{_TASKS}").source.document_number == ""


def test_glosses_of_characters_are_no_text() -> None:
    document = _read(f"清政發(fā)〔2020〕5號\n清河縣依法行(xíng)政工作方案\n{_TASKS}")
    assert (document.source.document_number, document.source.title) == (
        "清政發〔2020〕5號",
        "清河縣依法行政工作方案",
    )
    assert [document.raw[cut.start : cut.end] for cut in document.cuts] == ["(fā)", "(xíng)"]
    assert _read(f"清河县方案（试行）(2020)\n{_TASKS}").cuts == ()


def test_a_notice_whose_plan_is_attached_says_so() -> None:
    notice = (
        "清河县政府关于印发清河县规划的通知\n现印发给你们，请认真执行。\n清河县十四五规划.docx\n2021年9月23日"
    )
    with pytest.raises(InputError, match=r"清河县十四五规划\.docx.*Add that file"):
        _read(notice)


def test_a_title_in_a_table_of_facts_is_that_of_the_plan() -> None:
    facts = "标 题: | 清河县人民政府办公室关于印发2020年重点工作任务分解表的通知 | ||\n各乡镇：\n请认真落实。"
    assert _read(f"{facts}\n{_TASKS}").source.title == "2020年重点工作任务分解表"


def test_a_title_over_two_lines_of_a_page_has_no_blank() -> None:
    notice = "清河县政府关于印发《清河县政府2023年重点工作任务分解 和责任分工方案》的通知"
    text = f"{notice}\n各乡镇：\n清河县政府2023年重点工作任务分解\n和责任分工方案\n{_TASKS}"
    assert _read(text).source.title == "清河县政府2023年重点工作任务分解和责任分工方案"


def test_a_title_is_not_joined_to_the_paragraph_below() -> None:
    head = "清河县人民政府办公室\n关于印发2017年清河县政务公开\n工作要点的通知\n清政办发〔2017〕26号\n各乡镇人民政府："
    below = "2017年清河县政务公开工作要点\n2017年全县政务公开工作要认真落实上级部署要求，增强公开实效，推进各领域信息公开。"
    text = f"{head}\n请认真贯彻执行，确保各项任务落到实处，并于每季度末报送落实情况。\n{below}\n{_TASKS}"
    texts = [provision.text for provision in _read(text).provisions]
    assert "2017年清河县政务公开工作要点" in texts


@pytest.mark.parametrize(
    "title",
    [
        "一、强化科技创新（县科技局牵头）",
        "（一）加强平台建设（牵头单位：县科技局）",
        "1．壮大产业（由县科技局牵头）。",
        "（一）做好服务【责任单位：县科技局】",
    ],
)
def test_bodies_in_the_bracket_of_a_heading(title: str) -> None:
    tasks = "（二）优化服务。完善指南，公开事项。\n（三）强化监管。开展检查，公布结果。\n"
    document = parse_document(
        Source("x", "x.txt"), f"某县实施方案\n{title}\n加快建设，完善机制，形成合力。\n{tasks}"
    )
    heading = next(one for one in document.provisions if "县科技局" in one.text)
    assert heading.is_heading and [body.name for body in find_all(document)[heading.provision_id].bodies] == [
        "县科技局"
    ]


def test_a_heading_that_speaks_of_bodies_assigns_nothing() -> None:
    text = (
        "某县实施方案\n一、建立由县政府牵头的协调机制（试点）\n（一）完善机制。健全会商制度，定期研究问题。\n"
    )
    document = parse_document(Source("x", "x.txt"), text)
    assert not any(found.bodies for found in find_all(document).values())


def test_the_rest_of_a_list_of_assigned_goals_are_tasks() -> None:
    goals = "1．地区生产总值增长6%。\n牵头单位：县发改局\n2．固定资产投资增长5%。\n牵头单位：县财政局\n3．其他指标不低于全市平均。\n"
    text = f"某县工作方案\n一、主要预期目标\n{goals}二、保障措施\n1．加强领导。健全机制。\n"
    document = parse_document(Source("x", "x.txt"), text)
    assert [measure.number for measure in document.measures] == ["1．", "2．", "3．", "1．"]


def test_the_border_of_a_cell_is_none_of_a_title() -> None:
    document = _read(
        f"清河县普法规划（2021—2025年） | ||||\n发布时间：2021/9/25 来源：清河县司法局 |\n{_TASKS}"
    )
    assert document.source.title == "清河县普法规划（2021—2025年）"


@pytest.mark.parametrize(
    "notice",
    [
        "关于公开征求《清河县优化营商环境办法（草案）》意见的公告",
        "清河县司法局关于《清河县优化营商环境办法（草案）》公开征求意见的通知",
        "关于征集《清河县优化营商环境办法（草案）》修改建议的函",
    ],
)
def test_a_draft_that_opinions_are_asked_for_gives_its_name(notice: str) -> None:
    source = _read(f"{notice}\n发表时间:2026-01-16 来源:某网站\n请于2月底前提出意见。\n{_TASKS}").source
    assert source.title == "清河县优化营商环境办法（草案）"
    assert source.jurisdiction_zh == "清河县"


def test_the_trail_of_a_page_names_its_place() -> None:
    trail = "当前位置 首页  >> 正定县城市管理局 >>  事前公开"
    assert _read(f"{trail}\n行政执法记录办法\n{_TASKS}").source.jurisdiction_zh == "正定县"
    assert _read(f"首页 > 政务公开 > 规划计划\n行政执法记录办法\n{_TASKS}").source.jurisdiction_zh == ""


def test_a_title_in_brackets_is_a_heading_and_a_label_is_none() -> None:
    articles = "第一条【目的】为了改善服务，制定本办法。\n第二条【法律责任】违反规定的，应当责令改正。\n第三条【责任单位：县司法局】应当公开清单。"
    document = _read(f"清河县办法\n{articles}\n")
    assert [measure.heading for measure in document.measures] == ["【目的】", "【法律责任】", ""]
    headings = [unit.text for unit in document.provisions if unit.is_heading]
    assert headings[-2:] == ["第一条【目的】", "第二条【法律责任】"]


# What counts on behind a whole sentence in one line is the same list as on lines of its own; a list inside
# a sentence, and a number that is none of the count, is not.
@pytest.mark.parametrize("marks", ["（1）（2）（3）", "1.2.3.", "①②③"])
def test_items_that_run_in_one_line_are_those_of_lines(marks: str) -> None:
    first, second, third = re.findall(r"（\d）|\d\.|[①-③]", marks)
    items = [f"{first}制定办法。", f"{second}建立制度。", f"{third}每年公开一次数据。"]
    head = "清河县执法方案\n一、任务\n（一）健全制度\n"
    run_in, apart = (_read(head + between.join(items) + "\n") for between in ("", "\n"))
    assert [unit.text for unit in run_in.provisions] == [unit.text for unit in apart.provisions]
    assert [one.number for one in run_in.measures] == [one.number for one in apart.measures]
    assert len(run_in.measures) == 3
    inside = _read(f"{head}公开{first}事项；{second}依据；{third}结果。\n")
    assert len(inside.measures) == 1


def test_from_when_a_page_says_it_holds_is_no_time_of_a_task() -> None:
    facts = "索引号：X-2023\n实施时间：2023年5月1日\n有效期：2026年5月1日"
    document = _read(f"{facts}\n清河县文件管理办法\n{_TASKS}（二）公开清单\n实施时间：2024年12月\n")
    assert document.source.title == "清河县文件管理办法"
    found = [time.text for one in find_all(document).values() for time in one.times]
    assert found == ["2024年6月底前", "2024年12月"]
