"""Which shared indicator a number of the five plans belongs to, where plans say nearly the same."""

import pytest

from compare.extract.finds import find_all
from compare.extract.indicators import time_indicator
from compare.text.document import Document

TARGETS = [
    ("chengde", "政务服务事项实现100%全流程网办", ["full_online_rate"]),
    ("biyang", "县级政务服务事项网上可办率不低于80%", ["online_service_rate"]),
    ("biyang", "“掌上办事”政务服务事项覆盖率大于90%", ["mobile_service_rate"]),
    ("biyang", "80%以上实现“一窗”分类受理", ["one_window_rate"]),
    ("chengde", "电子印章100%备案管理", ["e_seal_filing_rate"]),
    ("biyang", "法治泌阳建设的社会满意度超过90分", ["satisfaction"]),
    ("biyang", "总体满意度应达到80%以上", ["dispute_satisfaction"]),
    ("biyang", "由2名以上行政复议人员参加", ["reconsideration_handlers"]),
    ("chengde", "按政府本级执法人员的1%和部门执法人员的5%标准配备",
     ["legal_review_staff_ratio_government", "legal_review_staff_ratio"]),
    ("chengde", "全执法环节100%覆盖", ["three_systems_coverage"]),
    ("biyang", "规范性文件的合法性审查审核率", ["document_filing_rate", "legality_review_rate"]),
    ("biyang", "审查覆盖面应达100%", ["decision_review_rate"]),
]  # fmt: skip
TIMES = [
    ("biyang", "合法性审核的时间一般不少于5个工作日", ["legality_review_minimum", "legality_review_time"]),
    ("biyang", "时间应在7个工作日以内", ["competence_dispute_time"]),
    ("dadukou", "每年部署法治政府建设重点工作", ["annual_priorities"]),
    ("dadukou", "每年定期研究法治政府建设工作", ["rule_of_law_meetings"]),
    ("kunqu", "区、镇政府每年第一季度要向同级党委", ["annual_report", "annual_report"]),
]


@pytest.mark.parametrize(("plan", "words", "indicators"), TARGETS)
def test_targets(plan: str, words: str, indicators: list[str], documents: dict[str, Document]) -> None:
    finds = find_all(documents[plan])
    [said] = [p.provision_id for p in documents[plan].provisions if words in p.text]
    assert [target.indicator_id for target in finds[said].targets] == indicators


@pytest.mark.parametrize(("plan", "words", "indicators"), TIMES)
def test_times(plan: str, words: str, indicators: list[str], documents: dict[str, Document]) -> None:
    finds = find_all(documents[plan])
    [said] = [p for p in documents[plan].provisions if words in p.text]
    assert [time_indicator(said.text, time) for time in finds[said.provision_id].times] == indicators
