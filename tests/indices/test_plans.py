"""Names of plans: place and own years, no two alike."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.indices.plans import outline_bases, plan_labels
from compare.tables.schema import Tables

COLUMNS = ["doc_id", "jurisdiction_zh", "jurisdiction_en", "parent_zh", "province_zh", "province_en",
           "period_start", "period_end"]  # fmt: skip


def documents(*rows: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


GULOU_N = ("n", "鼓楼区", "Gulou District", "南京市", "江苏省", "Jiangsu", "2021", "2025")
GULOU_F = ("f", "鼓楼区", "Gulou District", "福州市", "福建省", "Fujian", "2021", "2025")
GULOU_OLD = ("o", "鼓楼区", "Gulou District", "南京市", "江苏省", "Jiangsu", "2016", "2020")
GULOU_COUNTY = ("c", "鼓楼县", "Gulou County", "某市", "江苏省", "Jiangsu", "2021", "2025")


@pytest.mark.parametrize(
    ("rows", "language", "labels"),
    [
        ([GULOU_N], "en", ["Gulou 2021–2025"]),
        ([GULOU_N], "zh", ["鼓楼区 2021—2025"]),
        ([GULOU_N, GULOU_OLD], "en", ["Gulou 2021–2025", "Gulou 2016–2020"]),
        ([GULOU_N, GULOU_F], "zh", ["鼓楼区（南京市） 2021—2025", "鼓楼区（福州市） 2021—2025"]),
        ([GULOU_N, GULOU_F], "en", ["Gulou District (Jiangsu) 2021–2025", "Gulou District (Fujian) 2021–2025"]),
        ([GULOU_N, GULOU_COUNTY], "en", ["Gulou District 2021–2025", "Gulou County 2021–2025"]),
        ([GULOU_N, ("x", *GULOU_N[1:])], "en", ["Gulou District (n) 2021–2025", "Gulou District (x) 2021–2025"]),
        ([("p", "", "", "", "", "", "", "")], "zh", ["p"]),
        ([("p", "甲县", "", "", "", "", "2023", "2023")], "zh", ["甲县 2023"]),
        ([("p", "甲县", "", "", "", "", "", "2025")], "zh", ["甲县 2025"]),
    ],
)  # fmt: skip
def test_labels(rows: list[tuple[str, ...]], language: str, labels: list[str]) -> None:
    assert list(plan_labels(documents(*rows), language).values()) == labels


def test_long_names_are_cut_and_still_differ() -> None:
    first = ("a", "甲", "A" * 65, "", "", "", "2021", "2025")
    second = ("b", "乙", "A" * 66, "", "", "", "2021", "2025")
    found = plan_labels(documents(first, second), "en", longest=20)
    assert list(found.values()) == ["A" * 19 + "… (a) 2021–2025", "A" * 19 + "… (b) 2021–2025"]


NAMES = st.sampled_from(["", "甲县", "甲县", "乙区", "$x$ (Y)", "Jia County", "Jia District"])
YEARS = st.sampled_from(["", "2016", "2021"])


@given(st.lists(st.tuples(NAMES, NAMES, NAMES, YEARS), max_size=8), st.sampled_from(["zh", "en"]))
def test_no_two_plans_have_one_name(rows: list[tuple[str, str, str, str]], language: str) -> None:
    frame = documents(
        *((f"p{n}", zh, en, up, up, up, year, year) for n, (zh, en, up, year) in enumerate(rows))
    )
    labels = plan_labels(frame, language)
    assert list(labels) == list(frame["doc_id"])
    assert len(set(labels.values())) == len(rows)


def test_outlines_of_the_plans(tables: Tables) -> None:
    found = outline_bases(tables)
    assert {doc for doc, outline in found.items() if outline == "2015"} == {"kunqu", "dadukou", "biyang"}
