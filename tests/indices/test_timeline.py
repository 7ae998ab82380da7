"""Time in plans: what is due, when, how much of a plan is dated, and what comes back."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indices.timeline import (
    deadlines,
    due_words,
    per_year,
    period_position,
    plan_periods,
    position_curve,
    position_from_issue,
    recurrence_counts,
    recurrences,
    time_limits,
    time_shares,
    timed,
)
from compare.tables.schema import SCHEMAS, Tables

DEFAULTS = {"deadline": "by", "date": "at", "recurrence": "every", "duration": "within"}


def small(provisions: list[tuple[str, str, str, int]], times: list[dict[str, object]]) -> Tables:
    """Tables of one plan of 2017-2020: provisions (id, text, topic, heading) and times."""
    documents = [{"doc_id": "a", "period_start": "2017", "period_end": "2020", "issued": "2017-03-01"}]
    rows = [
        {
            "provision_id": name,
            "measure_id": f"m-{name}",
            "doc_id": "a",
            "text": text,
            "topic": topic,
            "is_heading": head,
        }
        for name, text, topic, head in provisions
    ]
    found = [
        {
            "time_id": f"t{number}",
            "doc_id": "a",
            "date_start": "",
            "date_end": "",
            "period": "",
            "workdays": 0,
        }
        | {"bound": DEFAULTS[str(time["kind"])]}
        | time
        for number, time in enumerate(times)
    ]
    columns = list(SCHEMAS["times"].columns)
    return {
        "documents": pd.DataFrame(documents),
        "provisions": pd.DataFrame(rows),
        "times": pd.DataFrame(found, columns=columns).assign(indicator_id="", granularity=""),
    }


def deadline(provision: str, text: str, day: str) -> dict[str, object]:
    return {"provision_id": provision, "kind": "deadline", "text": text, "date_end": day}


# The label is the clause that holds the time; a clause that is only a time borrows its neighbour,
# and one that adds only a number is joined to it.
@pytest.mark.parametrize(
    ("sentence", "time", "expected"),
    [
        ("2018年年底前向社会公布行政执法流程图。", "2018年年底前", "向社会公布行政执法流程图"),
        (
            "在2016年年底前公布公共服务事项目录清单，明确责任主体。",
            "2016年年底前",
            "公布公共服务事项目录清单",
        ),
        ("2019年年底前，引入第三方审查机构，进行抽查。", "2019年年底前", "引入第三方审查机构"),
        ("到2025年,政府行为全面纳入法治轨道。", "到2025年", "政府行为全面纳入法治轨道"),
        ("行政执法机关于每年1月31日前公开执法情况。", "每年1月31日前", "行政执法机关公开执法情况"),
        ("县政府常务会议会前学法，每年不少于4次；", "每年", "县政府常务会议会前学法，不少于4次"),
        (
            "审核一般不少于5个工作日，最长不超过15个工作日；",
            "最长不超过15个工作日",
            "审核一般不少于5个工作日",
        ),
        ("完成时限：2023年6月底前", "2023年6月底前", "完成时限"),
        ("2023年6月底前", "2023年6月底前", ""),
    ],
)
def test_due_words(sentence: str, time: str, expected: str) -> None:
    start = sentence.index(time)
    assert due_words(sentence, start, start + len(time)) == expected


# What is due never grows beyond the sentence and never fails, whatever the text.
@given(st.text("每年到2025年底前，。；公布清单4次 ", max_size=40), st.integers(0, 40), st.integers(0, 8))
def test_due_words_of_any_text(sentence: str, start: int, length: int) -> None:
    due = due_words(sentence, min(start, len(sentence)), min(start + length, len(sentence)))
    assert len(due) <= len(sentence) + 1


# 2017-2020 has 365 + 365 + 365 + 366 = 1461 days; 31 December 2017 is the 365th.
@pytest.mark.parametrize(
    ("day", "first", "last", "expected"),
    [
        ("2017-12-31", "2017", "2020", 365 / 1461),
        ("2020-12-31", "2017", "2020", 1.0),
        ("2017-01-01", "2017", "2017", 1 / 365),
        ("2021-12-31", "2017", "2020", (1461 + 365) / 1461),
        ("2016-12-31", "2017", "2020", 0.0),
    ],
)
def test_period_position(day: str, first: str, last: str, expected: float) -> None:
    assert period_position(day, first, last) == pytest.approx(expected)


# Without a day or a period there is no position.
@pytest.mark.parametrize(
    "facts", [("", "2017", "2020"), ("2018-01-01", "", "2020"), ("2018-01-01", "2020", "2017")]
)
def test_no_position(facts: tuple[str, str, str]) -> None:
    assert math.isnan(period_position(*facts))


# Issued on 1 July 2018, 914 days before the end of 2020: half a year later 184 have passed, counting both ends.
@pytest.mark.parametrize(("day", "issued", "last", "expected"), [
    ("2018-12-31", "2018-07-01", "2020", 184 / 915),
    ("2020-12-31", "2018-07-01", "2020", 1.0),
    ("2018-06-29", "2018-07-01", "2020", -1 / 915),
    ("2018-12-31", "", "2020", math.nan),
    ("", "2018-07-01", "2020", math.nan),
    ("2018-12-31", "2021-07-01", "2020", math.nan),
    ("2018-12-31", "XXXX-07-01", "2020", math.nan),
])  # fmt: skip
def test_position_from_issue(day: str, issued: str, last: str, expected: float) -> None:
    assert position_from_issue(day, issued, last) == pytest.approx(expected, nan_ok=True)


@given(st.dates(pd.Timestamp(2010, 1, 1).date(), pd.Timestamp(2030, 12, 31).date()), st.integers(0, 9))
def test_position_is_a_share_inside_the_period(day: object, years: int) -> None:
    first = int(str(day)[:4])
    assert 0 < period_position(str(day), str(first), str(first + years)) <= 1


# Goals are told from duties; headings, N0 and N2 are left out; a first day is no deadline.
def test_roles_and_forms() -> None:
    tables = small(
        [
            ("p1", "到2020年基本建成。", "N1", 0),
            ("p2", "2018年公布。", "A2", 0),
            ("p3", "2018年", "A2", 1),
            ("p4", "2018年", "N2", 0),
        ],
        [
            deadline("p1", "到2020年", "2020-12-31"),
            deadline("p2", "2018年", "2018-12-31"),
            {
                "provision_id": "p2",
                "kind": "date",
                "text": "2018年",
                "date_start": "2018-01-01",
                "bound": "from",
            },
            deadline("p3", "2018年", "2018-12-31"),
            deadline("p4", "2018年", "2018-12-31"),
        ],
    )
    assert list(zip(timed(tables)["role"], timed(tables)["form"], strict=True)) == [
        ("goal", "deadline"),
        ("duty", "deadline"),
        ("duty", "start"),
    ]
    assert list(deadlines(tables)["time_id"]) == ["t0", "t1"]


# A deadline without a year has no day, year or position, and is marked.
def test_open_year() -> None:
    tables = small([("p1", "6月底前完成。", "A2", 0)], [deadline("p1", "6月底前", "XXXX-06-30")])
    row = deadlines(tables).iloc[0]
    assert (row["open_year"], row["day"]) == (1, "")
    assert pd.isna(row["year"])
    assert math.isnan(row["position"])
    assert position_curve(tables).empty


# Two of three duties are due by the end of 2018 (730 of 1461 days), the third on the last day;
# the goal is in no curve: 2/3, then 3/3.
def test_position_curve_by_hand() -> None:
    tables = small(
        [
            ("p1", "2018年底前公布，2018年底前完成，2020年底前建成。", "A2", 0),
            ("p2", "到2020年建成。", "N1", 0),
        ],
        [
            deadline("p1", "2018年底前", "2018-12-31"),
            deadline("p1", "2018年底前", "2018-12-31"),
            deadline("p1", "2020年底前", "2020-12-31"),
            deadline("p2", "到2020年", "2020-12-31"),
        ],
    )
    curve = position_curve(tables)
    assert list(curve["position"]) == pytest.approx([730 / 1461, 1.0])
    assert list(curve["share"]) == pytest.approx([2 / 3, 1.0])
    assert list(curve["n"]) == [3, 3]
    assert list(deadlines(tables)["due"])[:3] == ["公布", "完成", "建成"]


# Two of four counted provisions hold a deadline, however many each holds: 2/4, with 3 expressions.
def test_time_shares_by_hand() -> None:
    texts = [(f"p{n}", "2018年底前公布，2019年底前完成。", "A2", 0) for n in range(4)] + [
        ("g", "到2020年。", "N1", 0)
    ]
    tables = small(
        texts,
        [
            deadline("p0", "2018年底前", "2018-12-31"),
            deadline("p0", "2019年底前", "2019-12-31"),
            deadline("p1", "2018年底前", "2018-12-31"),
            deadline("g", "到2020年", "2020-12-31"),
        ],
    )
    row = time_shares(tables).set_index("form").loc["deadline"]
    assert (row["provisions"], row["with_time"], row["share"], row["times"], row["goals"]) == (
        4,
        2,
        0.5,
        3,
        1,
    )
    assert row["low"] <= row["share"] <= row["high"]


# A season is one that comes back (XXXX); 每年1月31日前 begins in January; 每年 names no month.
def test_recurrences() -> None:
    season = {"date_start": "XXXX-01-01", "date_end": "XXXX-03-31"}
    tables = small(
        [("p1", "每年第一季度报告，每年1月31日前公开，每两年清理，2022年起每季度研究。", "L2", 0)],
        [
            {"provision_id": "p1", "kind": "recurrence", "text": "每年第一季度", "period": "P1Y"} | season,
            {
                "provision_id": "p1",
                "kind": "recurrence",
                "text": "每年1月31日前",
                "period": "P1Y",
                "date_end": "XXXX-01-31",
            },
            {"provision_id": "p1", "kind": "recurrence", "text": "每两年", "period": "P2Y"},
            {
                "provision_id": "p1",
                "kind": "recurrence",
                "text": "每季度",
                "period": "P3M",
                "date_start": "2022-01-01",
            },
        ],
    )
    rows = recurrences(tables)
    months = rows[["month_start", "month_end"]].astype(float).fillna(0).astype(int).to_numpy().tolist()
    assert months == [[1, 3], [1, 1], [0, 0], [0, 0]]
    assert list(rows["per_year"]) == [1, 1, 0.5, 4]
    assert recurrence_counts(tables)["n"].sum() == len(rows)


def test_per_year_of_no_period() -> None:
    assert math.isnan(per_year(""))
    assert math.isnan(per_year("P0Y"))


# Working days are named as such; a term of office has no length.
def test_time_limits() -> None:
    limit = {"provision_id": "p1", "kind": "duration"}
    tables = small(
        [("p1", "5小时内发布，15个工作日内审核，任期内培训。", "G4", 0)],
        [
            limit | {"text": "5小时内", "period": "PT5H"},
            limit | {"text": "15个工作日内", "period": "P15D", "workdays": 1},
            limit | {"text": "任期内", "period": ""},
        ],
    )
    rows = time_limits(tables)
    assert list(rows["measure"]) == ["hours", "working days", ""]
    assert rows["hours"].tolist()[:2] == [5.0, 360.0]
    assert math.isnan(rows["value"].iloc[2])


# From 1 January to 1 March 2017 there are 59 days; outlines come first and have no date of issue.
def test_plan_periods() -> None:
    rows = plan_periods(small([], []))
    assert list(rows["kind"]) == ["outline", "outline", "plan"]
    assert rows["late"].iloc[2] == 59
    assert list(rows["last_year"]) == [2020, 2025, 2020]


# In the project's own tables every time is placed, and no label has lost its words.
def test_real_tables(tables: Tables) -> None:
    rows = timed(tables)
    assert (rows["due"] != "").all()
    assert all(a not in b for a, b in zip(rows["text"], rows["due"], strict=True))
    assert time_shares(tables).query("form == 'any'")["with_time"].gt(0).all()
    curve = position_curve(tables)
    assert (curve.groupby("doc_id")["share"].last() == 1).all()
