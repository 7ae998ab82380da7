"""Heads as pages of governments print them: facts in cells or behind blanks, signatures amid the text, a
newspaper's lead, and whole texts in traditional characters. Places and numbers are made up."""

import pytest

from compare.extract.finds import find_all
from compare.text.document import Document, parse_document
from compare.text.sources import Source

_TASKS = "一、规范执法\n（一）完善制度。修订裁量基准，2024年6月底前公布。\n责任单位：县司法局、县财政局\n"


def _read(text: str) -> Document:
    return parse_document(Source("x", "x.txt"), text)


@pytest.mark.parametrize(
    "facts",
    [
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
