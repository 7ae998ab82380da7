"""National requirements: the table itself, and what repeats, tightens or loosens one."""

import re

import pytest

from compare.coding.rules import judge
from compare.extract.finds import find_all
from compare.extract.indicators import time_indicator
from compare.extract.national import Match, match_mandate, match_target, match_time
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.text.document import Document
from compare.vocab.national import KINDS, national_requirement, national_requirements
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import topics

ROWS = read_vocabulary("national_requirements")
EXAMPLES = [
    (row, column, relation)
    for row in ROWS
    for column, relation in (("repeats", "same"), ("tightens", "tighter"), ("loosens", "looser"))
    if row[column]
]


def matches(text: str, day: str) -> set[Match | None]:
    """All matches of a sentence: its targets, its times, and the sentence as a mandate."""
    targets, times = find_targets(text), find_times(text)
    found = {match_target(text, target, day) for target in targets}
    found |= {match_time(text, time, time_indicator(text, time), day) for time in times}
    bound = bool(targets or times)
    return found | {match_mandate(text, judge(text, bound).obligation, day)}


@pytest.mark.parametrize(
    ("row", "column", "relation"),
    EXAMPLES,
    ids=lambda value: value if isinstance(value, str) else value["requirement_id"],
)
def test_examples(row: dict[str, str], column: str, relation: str) -> None:
    assert Match(row["requirement_id"], relation) in matches(row[column], row["from_when"])


NUMBERS = [row for row in ROWS if row["kind"] != "mandate"]


# Under a condition of its own the same number asks less; what asks more elsewhere is not told from less.
@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["requirement_id"])
def test_a_condition_of_its_own_loosens(row: dict[str, str]) -> None:
    found = matches("有条件的部门先行试点的，" + row["repeats"], row["from_when"])
    relations = {one.relation for one in found if one and one.requirement_id == row["requirement_id"]}
    assert relations <= {"looser"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["requirement_id"])
def test_rows_are_whole(row: dict[str, str]) -> None:
    indicators = {one["indicator_id"] for one in read_vocabulary("indicators")}
    assert row["kind"] in KINDS and row["topic"] in topics()
    assert row["indicator_id"] in indicators | {""} and (row["indicator_id"] or row["words"])
    assert (row["checked"] == "text") == bool(row["checked_in"])
    assert row["checked"] in ("text", "general knowledge")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["from_when"]) and row["repeats"]
    assert bool(row["value"]) + bool(row["date"]) == (row["kind"] != "mandate")
    assert row["wording_zh"] and row["wording_en"]


# The wording is our own: no run of it stands in a plan, where the documents are copied.
def test_no_sentence_is_copied(documents: dict[str, Document]) -> None:
    plans = "".join(re.sub(r"\W", "", document.raw) for document in documents.values())
    wordings = [re.sub(r"\W", "", one.wording_zh) for one in national_requirements()]
    assert not [
        wording for wording in wordings if any(wording[i : i + 16] in plans for i in range(len(wording) - 15))
    ]


def test_ids_are_unique() -> None:
    assert len({row["requirement_id"] for row in ROWS}) == len(ROWS)


PLANS = [
    ("biyang", "不少于5个工作日", "sc_115_review_least", "same"),
    ("biyang", "最长不超过15个工作日", "sc_115_review_longest", "same"),
    ("biyang", "每年1月31日前", "sc_118_statistics", "same"),
    ("chengde", "5%", "sc_118_reviewers", "same"),
    ("chengde", "不少于60学时", "outline_2021_training_hours", "same"),
    ("chengde", "2024年底前", "outline_2021_inspections", "same"),
    ("biyang", "不低于80%", "sc_2018_45_online", "tighter"),
    ("biyang", "5小时内", "sc_2016_80_release", "same"),
    ("kunqu", "每两年", "sc_2010_33_cleanup", "same"),
    ("biyang", "每两年", "sc_2010_33_cleanup", "looser"),
    ("biyang", "1次", "sc_2010_33_cleanup", "looser"),
    ("kunqu", "每年第一季度", "outline_2015_annual_report", "same"),
]
DAYS = {"kunqu": "2016-12-31", "dadukou": "2017-12-31", "biyang": "2021-01-01", "chengde": "2022-07-07"}


@pytest.mark.parametrize(("plan", "words", "requirement", "relation"), PLANS)
def test_plans(
    plan: str, words: str, requirement: str, relation: str, documents: dict[str, Document]
) -> None:
    finds, found = find_all(documents[plan]), []
    for p in documents[plan].provisions:
        own, day = finds[p.provision_id], DAYS[plan]
        found += [match_target(p.text, one, day) for one in own.targets if one.text == words]
        found += [
            match_time(p.text, one, time_indicator(p.text, one), day)
            for one in own.times
            if one.text == words
        ]
    assert Match(requirement, relation) in found


# What cannot be told stays unknown: five mediators where four rows ask for one to three.
def test_unknown(documents: dict[str, Document]) -> None:
    [p] = [one for one in documents["biyang"].provisions if "1、2、3、5名以上" in one.text]
    found = [match_target(p.text, target, DAYS["biyang"]) for target in find_targets(p.text)]
    assert [match.requirement_id if match else "" for match in found][:4] == [
        "mediators_village", "mediators_town", "mediators_trade", "",
    ]  # fmt: skip


# A requirement that came later, or has lapsed, is none for the plan.
def test_only_what_is_in_force() -> None:
    hours = national_requirement("outline_2021_training_hours")
    assert not hours.in_force("2017-05-01") and hours.in_force("2022-07-07") and hours.in_force("")
    assert not national_requirement("outline_2015_lectures").in_force("2021-08-11")
