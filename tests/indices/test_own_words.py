"""What only one plan says: likeness and weighted log-odds, worked by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tiny import provision, tables

from compare.indices.own_words import content_words, distinctive_words, log_odds, singular_provisions
from compare.tables.schema import Tables

AGES = {"old1": 2015, "old2": 2015, "new1": 2021}
ODD = "设立旅游警察调解室处理景区游客投诉纠纷"
COMMON = "全面推行行政执法公示制度和全过程记录制度"


def test_log_odds_by_hand() -> None:
    # a: 3 of 4 words are x; b: 1 of 4. The common stock is half x, half y; a prior of 2 words
    # adds 1 to each count. In a: log((3+1)/(4+2-3-1)) = log 2; in b: log((1+1)/(4+2-1-1)) = -log 2.
    # The variance is 1/(3+1) + 1/(1+1) = 0.75.
    counts = pd.DataFrame({"doc_id": [*"aabb"], "word": [*"xyxy"], "count": [3, 1, 1, 3]})
    first = log_odds(counts, prior=2).iloc[0]
    assert (first["doc_id"], first["word"], first["count"], first["others"]) == ("a", "x", 3, 1)
    assert first["log_odds"] == pytest.approx(2 * math.log(2))
    assert first["z"] == pytest.approx(2 * math.log(2) / math.sqrt(0.75))


def test_a_word_that_one_plan_alone_uses_is_none_of_the_others() -> None:
    # a: 3 of 4 words are x; b: 0 of 2. Of 6 words 3 are x: the prior of 2 words adds 1.
    counts = pd.DataFrame({"doc_id": [*"aab"], "word": [*"xyy"], "count": [3, 1, 2]})
    first = log_odds(counts, prior=2).iloc[0]
    assert first["others"] == 0
    assert first["log_odds"] == pytest.approx(math.log(4 / (4 + 2 - 4)) - math.log(1 / (2 + 2 - 1)))


COUNTS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=6)


@given(COUNTS)
def test_two_plans_have_opposite_log_odds(rows: list[tuple[int, int]]) -> None:
    counts = [
        (doc_id, f"w{place}", n + 1)
        for place, row in enumerate(rows)
        for doc_id, n in zip("ab", row, strict=True)
    ]
    odds = log_odds(pd.DataFrame(counts, columns=["doc_id", "word", "count"]))
    one, other = (odds.loc[odds["doc_id"] == doc_id, "z"].to_numpy() for doc_id in "ab")
    assert one == pytest.approx(-other)


@pytest.fixture
def plans() -> Tables:
    texts = {"old1": [ODD, COMMON], "old2": [COMMON + "。", COMMON], "new1": [COMMON]}
    rows = [
        provision(doc_id, seq, 0, 30, text=text)
        for doc_id, own in texts.items()
        for seq, text in enumerate(own, 1)
    ]
    return tables(rows, [])


def test_singular_provisions_come_first(plans: Tables) -> None:
    rows = singular_provisions(plans)
    first = rows[(rows["doc_id"] == "old1") & (rows["rank"] == 1)].iloc[0]
    assert (first["text"], first["likeness"]) == (ODD, 0.0)
    # a provision that stands in another plan word for word is contained in it whole
    assert rows.loc[rows["text"] == COMMON, "likeness"].eq(1.0).all()
    assert (rows.loc[rows["likeness"] == 1.0, "nearest_text"].str.startswith(COMMON)).all()
    assert list(rows["doc_id"].drop_duplicates()) == ["old1", "old2", "new1"]
    assert singular_provisions(plans, top=1)["rank"].tolist() == [1, 1, 1]
    # one plan asked for is still set against all the others
    only = singular_provisions(plans, doc_ids=["old1"])
    assert only.to_dict("list") == rows[rows["doc_id"] == "old1"].to_dict("list")


def test_one_plan_alone_has_nothing_to_be_compared_with(plans: Tables) -> None:
    plans["provisions"] = plans["provisions"][plans["provisions"]["doc_id"] == "old1"]
    assert len(singular_provisions(plans)) == 0


def test_distinctive_words_leave_out_names_and_single_uses() -> None:
    words = {"old1": "旅游 甲区 监督", "old2": "监督 审批 审批", "new1": "监督 审批"}
    rows = [provision(doc_id, seq, 0, 9, text=text) for doc_id, text in words.items() for seq in (1, 2, 3)]
    rows.append(provision("old2", 4, 0, 9, text="仲裁"))
    found = distinctive_words(tables(rows, []), AGES, cut=str.split)
    own = found[found["doc_id"] == "old1"]
    # 甲区 is the plan's own name; 仲裁 stands in one provision alone
    assert own["word"].iloc[0] == "旅游"
    assert own[["count", "others", "provisions"]].iloc[0].tolist() == [3, 0, 3]
    assert own[["same_outline", "other_outline"]].iloc[0].tolist() == [0, 0]
    assert not {"甲区", "仲裁"} & set(found["word"])
    approval = found[(found["doc_id"] == "old2") & (found["word"] == "审批")].iloc[0]
    assert (approval["same_outline"], approval["other_outline"]) == (0, 1)


# Two plans alike but for a word more in one: nothing sets either apart.
def test_plans_alike_have_no_words_of_their_own() -> None:
    texts = {"old1": [COMMON] * 4, "old2": [COMMON] * 3 + [COMMON + "制度"]}
    rows = [
        provision(doc_id, seq, 0, 30, text=text)
        for doc_id, own in texts.items()
        for seq, text in enumerate(own, 1)
    ]
    assert distinctive_words(tables(rows, []), AGES).empty


def test_words_are_chinese_and_longer_than_one_character() -> None:
    assert content_words("到2020年，建立APP平台。") == ["建立", "平台"]
