"""Where a demand comes from, as far as its own plan tells."""

import pytest

from compare.extract.citations import find_citations
from compare.extract.origin import Origin, mandate_origin, plan_day, target_origin, time_origin
from compare.extract.targets import find_targets
from compare.extract.times import find_times


def origins(text: str, day: str, obligation: int = 2) -> list[Origin]:
    """The origins of the targets, the times and the mandate of a provision."""
    targets, cited = find_targets(text), find_citations(text)
    found = [target_origin(text, target, cited, day) for target in targets]
    found += [time_origin(text, time, targets, cited, day) for time in find_times(text)]
    return [*found, mandate_origin(text, obligation, cited, day)]


# Held against its text is national; recalled is never called so without the mark.
def test_a_checked_requirement_is_national() -> None:
    found = origins("合法性审核时间不少于5个工作日。", "2021-01-01")
    assert Origin("national", "requirement", "sc_115_review_least", "same") in found


def test_a_recalled_requirement_is_marked() -> None:
    found = origins("行政执法人员每人每年接受不少于80学时的培训。", "2022-01-01")
    assert found[0] == Origin("national, unchecked", "requirement", "outline_2021_training_hours", "tighter")
    assert found[1] == found[0]  # 每年 says how often the target holds and is no demand of its own


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("严格执行《优化营商环境条例》，不得违规收费。", "national, unchecked"),
        ("执行《河南省行政执法条例》，不得违规收费。", "shared"),
        ("不得违规收费。", ""),
    ],
)
def test_a_cited_document(text: str, origin: str) -> None:
    assert origins(text, "2021-01-01", obligation=3)[-1].origin == origin


def test_no_mandate_has_no_origin() -> None:
    assert (
        mandate_origin("执行《优化营商环境条例》。", 2, find_citations("《优化营商环境条例》"), "")
        == Origin()
    )


def test_a_mandate_put_softly_loosens_it() -> None:
    found = mandate_origin("一般情况下，未经法制审核不作出决定。", 1, [], "2019-05-01")
    assert found.relation == "looser"


# The date of issue, else the first day of the period; but nobody follows what is not yet issued.
@pytest.mark.parametrize(
    ("issued", "start", "outline", "day"),
    [
        ("2022-07-07", "2021", "2021", "2022-07-07"),
        ("", "2021", "2015", "2021-01-01"),
        ("", "2021", "2021", "2021-08-11"),
        ("", "", "", ""),
        ("", "", "2015", "2015-12-27"),
    ],
)
def test_the_day_of_a_plan(issued: str, start: str, outline: str, day: str) -> None:
    assert plan_day(issued, start, outline) == day
