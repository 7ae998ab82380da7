"""Two plans of one place, on clauses worked by hand, and what holds of any two texts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.tiny import provision
from tests.support.tiny import tables as tiny_tables

from compare import code_text
from compare.errors import InputError
from compare.indices.versions import ADDED, DROPPED, Versions, compare_versions, marked, series
from compare.tables.schema import SCHEMAS, Tables

OLD = (
    "（一）规范执法。行政执法人员每年接受不少于40学时的业务知识和法律法规培训。鼓励推行行政执法公示制度。"
    "2022年底前公布执法流程图。\n（二）加强监督。完善行政复议制度，健全复议工作机制。\n"
)
NEW = (
    "（一）规范执法。行政执法人员每年接受不少于60学时的业务知识和法律法规培训。必须推行行政执法公示制度。"
    "2023年底前公布执法流程图。\n（二）加强监督。建立政府数据共享平台并对外开放。\n"
)


@pytest.fixture(scope="module")
def found() -> Versions:
    parts = [code_text(f"二、主要任务\n{text}", doc_id) for doc_id, text in (("old", OLD), ("new", NEW))]
    tables: Tables = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in SCHEMAS}
    tables["indicators"] = parts[0]["indicators"]
    return compare_versions(tables, "old", "new")


def test_clauses(found: Versions) -> None:
    states = dict(
        zip(
            found.clauses["text_b"].where(found.clauses["text_b"] != "", found.clauses["text_a"]),
            found.clauses["state"],
            strict=True,
        )
    )
    assert states["行政执法人员每年接受不少于60学时的业务知识和法律法规培训。"] == "reworded"
    assert states["建立政府数据共享平台并对外开放。"] == "new"
    assert states["完善行政复议制度，健全复议工作机制。"] == "dropped"
    row = found.clauses[found.clauses["text_b"].str.contains("公示")].iloc[0]
    assert (row["force"], row["obligation_a"], row["obligation_b"]) == ("harder", 1, 3)
    assert row["marked"] == "[-鼓励-]{+必须+}推行行政执法公示制度。"


def test_numbers_and_dates(found: Versions) -> None:
    targets = found.targets.set_index("indicator_id")
    assert targets.loc["enforcement_training_hours", ["best_a", "best_b", "change"]].tolist() == [
        40,
        60,
        "raised",
    ]
    assert found.deadlines[["day_a", "day_b", "change"]].to_numpy().tolist() == [
        ["2022-12-31", "2023-12-31", "later"]
    ]


def test_topics(found: Versions) -> None:
    states = set(found.topics["state"])
    assert states <= {"came", "went", "stayed"} and "stayed" in states
    assert ((found.topics["n_a"] > 0) == found.topics["state"].isin(["went", "stayed"])).all()


# A plan held against itself: every clause is kept, nothing came or went.
def test_a_plan_against_itself() -> None:
    rows = [
        provision("old1", seq, 0, 9, text=text)
        for seq, text in enumerate(("推行公示。", "推行公示。", "加强复议。"), 1)
    ]
    made = tiny_tables(rows, [])
    made["indicators"] = code_text("推进公开。")["indicators"]
    made["targets"] = made["targets"].assign(doc_id="", indicator_id="", target_id="")
    made["times"] = made["times"].assign(doc_id="", indicator_id="", time_id="")
    same = compare_versions(made, "old1", "old1")
    assert same.clauses["state"].tolist() == ["kept"] * 3 and set(same.clauses["force"]) == {"same"}
    assert set(same.topics["state"]) == {"stayed"}


def test_a_plan_that_is_not_there(tables: Tables) -> None:
    with pytest.raises(InputError, match="nowhere"):
        compare_versions(tables, "nowhere", "nowhere")


# Of a number nothing is the same where it differs.
@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("2016年底前完成", "2021年底前完成", "[-2016-]{+2021+}年底前完成"),
        ("抽查比例达到95%", "抽查比例达到98.5%", "抽查比例达到[-95%-]{+98.5%+}"),
        ("百分之九十五以上", "百分之九十八以上", "百分之[-九十五-]{+九十八+}以上"),
    ],
)
def test_numbers_are_marked_as_a_whole(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


# Whatever two texts are: without what came it is the earlier, without what went the later.
@given(st.text("甲乙丙12.%五十", max_size=12), st.text("甲乙丙12.%五十", max_size=12))
def test_marks_hold_both_texts(old: str, new: str) -> None:
    text = marked(old, new)
    assert without(text, ADDED, DROPPED) == old and without(text, DROPPED, ADDED) == new


def without(text: str, gone: tuple[str, str], kept: tuple[str, str]) -> str:
    while gone[0] in text:
        start = text.index(gone[0])
        text = text[:start] + text[text.index(gone[1], start) + len(gone[1]) :]
    return text.replace(kept[0], "").replace(kept[1], "")


# Three plans of one place make two pairs, by their periods; another place, or an unknown one, none.
def test_series() -> None:
    rows = [
        ("x21", "1", "2021"),
        ("x11", "1", "2011"),
        ("x16", "1", "2016"),
        ("y", "2", "2021"),
        ("z1", "", "2016"),
        ("z2", "", "2021"),
    ]
    documents = pd.DataFrame(rows, columns=["doc_id", "place_id", "period_start"])
    assert series(documents) == [("x11", "x16"), ("x16", "x21")]
