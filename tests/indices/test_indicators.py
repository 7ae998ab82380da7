"""Shared indicators: states kept apart, numbers in one measure, and who is strictest."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.indices.comparable import comparable_unit, date_of_day, day_of_year, measure_label
from compare.indices.indicators import (
    NOT_STATED,
    SETS,
    SETS_NONE,
    compare_indicators,
    indicator_evidence,
    indicator_values,
    mentioned_indicators,
    shared,
)
from compare.tables.schema import SCHEMAS, Tables
from compare.vocab.reading import read_vocabulary, values

INDICATORS = [
    {"indicator_id": "enforcement_training_hours", "unit": "学时", "better": "higher"},
    {"indicator_id": "law_lectures", "unit": "期", "better": "higher"},
    {"indicator_id": "document_cleanup_interval", "unit": "y", "better": "lower"},
    {"indicator_id": "legality_review_time", "unit": "d", "better": "earlier"},
    {"indicator_id": "press_release_time", "unit": "h", "better": "earlier"},
    {"indicator_id": "annual_report", "unit": "date", "better": "earlier"},
]


def small(
    texts: dict[str, str], targets: list[tuple[object, ...]] = (), times: list[tuple[object, ...]] = ()
) -> Tables:
    """One provision a plan; targets (doc, indicator, sign, value, unit, per), times (doc, indicator, kind, bound, ...)."""
    provisions = [
        {
            "provision_id": f"{doc}-p",
            "measure_id": "",
            "doc_id": doc,
            "text": text,
            "topic": "K2",
            "is_heading": 0,
        }
        for doc, text in texts.items()
    ]
    names = ["doc_id", "indicator_id", "comparator", "value", "unit", "per"]
    found = (
        pd.DataFrame(targets, columns=names)
        .reindex(columns=list(SCHEMAS["targets"].columns))
        .astype({"value": float})
    )
    found = found.assign(
        provision_id=found["doc_id"].astype(str) + "-p", target_id=[f"q{n}" for n in range(len(found))]
    )
    names = ["doc_id", "indicator_id", "kind", "bound", "period", "workdays", "date_end"]
    when = pd.DataFrame(times, columns=names).reindex(columns=list(SCHEMAS["times"].columns))
    when = when.assign(
        provision_id=when["doc_id"].astype(str) + "-p", time_id=[f"t{n}" for n in range(len(when))]
    )
    return {
        "documents": pd.DataFrame({"doc_id": list(texts)}),
        "provisions": pd.DataFrame(provisions),
        "targets": found.assign(text=""),
        "times": when.assign(text="", date_start=""),
        "indicators": pd.DataFrame(INDICATORS),
    }


def states(tables: Tables, indicator: str) -> pd.DataFrame:
    return compare_indicators(tables).query("indicator_id == @indicator").set_index("doc_id")


# Every row of the two vocabularies is run: what names the thing, and what does not.
@pytest.mark.parametrize("row", read_vocabulary("indicator_mentions"), ids=lambda row: row["indicator_id"])
def test_mentions(row: dict[str, str]) -> None:
    assert values(row["examples"])
    for text in values(row["examples"]):
        assert row["indicator_id"] in mentioned_indicators(text), text
    for text in values(row["counter_examples"]):
        assert row["indicator_id"] not in mentioned_indicators(text), text


def test_every_indicator_has_its_mentions() -> None:
    names = [row["indicator_id"] for row in read_vocabulary("indicators")]
    assert [row["indicator_id"] for row in read_vocabulary("indicator_mentions")] == names


@pytest.mark.parametrize("row", read_vocabulary("comparable_units"), ids=lambda row: row["unit"])
def test_comparable_units(row: dict[str, str]) -> None:
    for column, same in (("examples", True), ("counter_examples", False)):
        for pair in values(row[column]):
            printed, measured = pair.split("→")
            number = float(printed.removesuffix(row["unit"]))
            assert (f"{number * float(row['factor']):g}{row['label_zh']}" == measured) is same


# An indicator's terms must follow each other in one clause.
def test_mention_stays_in_one_clause() -> None:
    assert "enforcement_training_hours" not in mentioned_indicators("管理行政执法人员，加强干部培训。")
    assert "rule_of_law_meetings" not in mentioned_indicators("宣传法治政府建设的部署。")


# 60 is stricter than 24; the third plan names the training but sets no number; the fourth is silent.
def test_states_are_kept_apart() -> None:
    texts = {
        "a": "培训不少于60学时。",
        "b": "培训不少于24学时。",
        "c": "加强行政执法人员培训。",
        "d": "公开信息。",
    }
    hours = "enforcement_training_hours"
    rows = states(
        small(texts, [("a", hours, ">=", 60, "学时", "P1Y"), ("b", hours, ">=", 24, "课时", "P1Y")]), hours
    )
    assert rows["state"].to_dict() == {"a": SETS, "b": SETS, "c": SETS_NONE, "d": NOT_STATED}
    assert rows["standing"].to_dict() == {"a": "strictest", "b": "less strict", "c": "", "d": ""}
    assert rows["best"].fillna(-1).to_dict() == {"a": 60, "b": 24, "c": -1, "d": -1}


# Twice a half-year (4 a year) is more than 3期 a year; 4 a year from 每季度1次 equals it.
def test_counts_are_put_on_a_year() -> None:
    targets = [
        ("a", "law_lectures", ">=", 2, "次", "P6M"),
        ("b", "law_lectures", ">=", 3, "期", "P1Y"),
        ("c", "law_lectures", ">=", 1, "场", "P3M"),
    ]
    rows = states(small({"a": "讲座。", "b": "讲座。", "c": "讲座。"}, targets), "law_lectures")
    assert rows["best"].to_dict() == {"a": 4, "b": 3, "c": 4}
    assert rows["standing"].to_dict() == {"a": "strictest", "b": "less strict", "c": "strictest"}


# Every second year, but only where there is no system of expiry: shown, and ranked with none that always holds.
def test_a_number_under_a_condition_is_not_ranked() -> None:
    name = "document_cleanup_interval"
    texts = {"a": "每两年清理。", "b": "未建立有效期制度的，每两年清理。"}
    times = [(doc, name, "recurrence", "every", "P2Y", 0, "") for doc in texts]
    tables = small(texts, times=times)
    tables["times"]["text"] = "每两年"
    rows = states(tables, name)
    assert rows["condition"].to_dict() == {"a": "", "b": "未建立有效期制度的"}
    assert rows["standing"].to_dict() == {"a": "alone", "b": "conditional"}
    assert rows["best"].to_dict() == {"a": 2, "b": 2}


# The only plan that sets a number is alone, whether it does so under a condition or not.
def test_a_lone_number_under_a_condition() -> None:
    name = "legality_review_time"
    tables = small(
        {"a": "除重大事项外，5日内审核。"}, times=[("a", name, "duration", "within", "P5D", 0, "")]
    )
    tables["times"]["text"] = "5日内"
    assert states(tables, name).loc["a", ["condition", "standing"]].tolist() == ["除重大事项外", "alone"]


# A number without a period is not set against numbers a year; alone in its measure it has no rank.
def test_other_measures_are_not_compared() -> None:
    targets = [
        ("a", "law_lectures", ">=", 2, "次", "P1Y"),
        ("b", "law_lectures", ">=", 3, "次", "P1Y"),
        ("c", "law_lectures", ">=", 9, "次", ""),
    ]
    rows = states(small({"a": "讲座。", "b": "讲座。", "c": "讲座。"}, targets), "law_lectures")
    assert rows["standing"].to_dict() == {"a": "less strict", "b": "strictest", "c": "not compared"}


# A floor (不少于5个工作日) is no limit: the limits are 15 and 10 working days; 10 is stricter.
def test_only_the_binding_side_is_ranked() -> None:
    name = "legality_review_time"
    times = [
        ("a", name, "duration", "at_least", "P5D", 1, ""),
        ("a", name, "duration", "within", "P15D", 1, ""),
        ("b", name, "duration", "within", "P10D", 1, ""),
        ("c", name, "duration", "within", "P7D", 0, ""),
    ]
    rows = states(small({"a": "审核。", "b": "审核。", "c": "审核。"}, times=times), name)
    assert rows["best"].to_dict() == {"a": 15, "b": 10, "c": 7}
    assert rows["standing"].to_dict() == {"a": "less strict", "b": "strictest", "c": "not compared"}
    assert rows.loc["a", ["low", "high"]].tolist() == [5, 15]


# One day is 24 hours; 5 hours is earlier. Two plans that ask the same are equal.
def test_hours_and_days() -> None:
    name = "press_release_time"
    times = [
        ("a", name, "duration", "within", "PT5H", 0, ""),
        ("b", name, "duration", "within", "P1D", 0, ""),
    ]
    rows = states(small({"a": "发布。", "b": "发布。"}, times=times), name)
    assert rows["best"].to_dict() == {"a": 5, "b": 24}
    assert rows["standing"].to_dict() == {"a": "strictest", "b": "less strict"}


# 每两年1次 is found twice, as a time (2 years) and as a target (1次 every two years): one number.
def test_interval_and_its_count_are_one() -> None:
    name = "document_cleanup_interval"
    tables = small(
        {"a": "清理。", "b": "清理。"},
        [("a", name, "=", 1, "次", "P2Y")],
        [("a", name, "recurrence", "every", "P2Y", 0, ""), ("b", name, "recurrence", "every", "P2Y", 0, "")],
    )
    assert list(indicator_values(tables)["value"]) == [2, 2]
    assert set(states(tables, name)["standing"]) == {"equal"}


# Without the time the target says the same: one time in two years is an interval of two years.
def test_count_of_an_interval() -> None:
    tables = small({"a": "清理。"}, [("a", "document_cleanup_interval", "=", 1, "次", "P2Y")])
    assert list(indicator_values(tables)["value"]) == [2]


# 每年 without a number means once a year at least, and says so in `basis`.
def test_recurrence_without_a_number() -> None:
    tables = small({"a": "讲座。"}, times=[("a", "law_lectures", "recurrence", "every", "P1Y", 0, "")])
    row = indicator_values(tables).iloc[0]
    assert (row["value"], row["measure"], row["basis"]) == (1, "次/y", "recurrence")


# 1 March is day 60; 31 March day 90; the earlier report is the stricter.
def test_dates() -> None:
    times = [
        ("a", "annual_report", "recurrence", "every", "P1Y", 0, "XXXX-03-01"),
        ("b", "annual_report", "recurrence", "every", "P1Y", 0, "XXXX-03-31"),
    ]
    rows = states(small({"a": "报告。", "b": "报告。"}, times=times), "annual_report")
    assert rows["best"].to_dict() == {"a": 60, "b": 90}
    assert rows.loc["a", "standing"] == "strictest"


@given(st.integers(1, 365))
def test_day_of_year_comes_back(number: int) -> None:
    assert day_of_year(f"XXXX-{date_of_day(number):%m-%d}") == number


def test_leap_day() -> None:
    assert day_of_year("2024-02-29") == day_of_year("XXXX-02-28")


def test_labels() -> None:
    assert comparable_unit("没有的单位")["factor"] == "1"
    assert measure_label("学时/y", "zh") == "学时/年"


# More than 90 asks more than at least 90; fewer plans make no comparison.
@settings(max_examples=25)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_someone_is_strictest_or_all_are_equal(numbers: list[int]) -> None:
    docs = "abcde"[: len(numbers)]
    targets = [
        (doc, "law_lectures", ">=", number, "次", "P1Y") for doc, number in zip(docs, numbers, strict=True)
    ]
    rows = states(small(dict.fromkeys(docs, "讲座。"), targets), "law_lectures")
    best = {doc for doc, number in zip(docs, numbers, strict=True) if number == max(numbers)}
    expected = "alone" if len(numbers) == 1 else "equal" if len(set(numbers)) == 1 else "strictest"
    assert set(rows.index[rows["standing"] == expected]) == best


def test_beyond_is_stricter() -> None:
    targets = [("a", "law_lectures", ">", 2, "次", "P1Y"), ("b", "law_lectures", ">=", 2, "次", "P1Y")]
    rows = states(small({"a": "讲座。", "b": "讲座。"}, targets), "law_lectures")
    assert rows["standing"].to_dict() == {"a": "strictest", "b": "less strict"}


# In the project's tables every plan has a row for every indicator, and every state its sentences.
def test_real_tables(tables: Tables) -> None:
    rows = compare_indicators(tables)
    assert len(rows) == len(tables["documents"]) * len(tables["indicators"])
    assert ((rows["state"] == NOT_STATED) == (rows["n_provisions"] == 0)).all()
    assert (rows["best"].notna() == (rows["state"] == SETS)).all()
    assert indicator_evidence(tables)["provision_id"].isin(tables["provisions"]["provision_id"]).all()
    training = rows.query("indicator_id == 'enforcement_training_hours'").set_index("doc_id")["best"]
    assert (training["mentougou"], training["dadukou"]) == (60, 24)
    assert math.isnan(training["kunqu"])


# A comparison of some plans knows nothing of the others.
def test_some_plans(tables: Tables) -> None:
    rows = shared(compare_indicators(tables, ["mentougou", "chengde"]))
    assert set(rows["doc_id"]) == {"mentougou", "chengde"}
    assert (rows["n_setting"] == 2).all()
    hours = rows.query("indicator_id == 'enforcement_training_hours'")
    assert set(hours["standing"]) == {"equal"}
