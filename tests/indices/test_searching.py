"""Finding provisions by words and by likeness, on sentences worked by hand."""

import pandas as pd
import pytest
from tests.support.tiny import provision
from tests.support.tiny import tables as tiny_tables

from compare.errors import InputError
from compare.indices.searching import find_similar, search
from compare.tables.schema import Tables

TEXTS = ("完善行政复议制度。", "行政执法公示。", "推行Ａ１清单。", "加强复议应诉。")


@pytest.fixture
def four() -> Tables:
    rows = [provision("old1", seq, 0, 10, text=text) for seq, text in enumerate(TEXTS, 1)]
    return tiny_tables(rows, [])


@pytest.mark.parametrize(
    ("words", "found"),
    [("复议", [1, 4]), ("行政 复议", [1]), ("a1", [3]), ("Ａ１", [3]), ("行政", [1, 2]), ("听证", [])],
)
def test_search_needs_all_words_in_any_width(four: Tables, words: str, found: list[int]) -> None:
    assert search(four, words)["provision_id"].tolist() == [f"old1-p{seq:04}" for seq in found]


@pytest.mark.parametrize("words", ["", "  ", "\u3000"])
def test_search_for_nothing_says_so(four: Tables, words: str) -> None:
    with pytest.raises(InputError, match="No word"):
        search(four, words)


# 行政复议 has the pairs 行政, 政复, 复议. The first text has all three of its seven pairs (完善, 善行, 行政,
# 政复, 复议, 议制, 制度); the second 行政 alone of 行政, 政执, 执法, 法公, 公示; the fourth 复议 alone of five.
def test_likeness_by_hand(four: Tables) -> None:
    found = find_similar("行政复议", four)
    assert found["provision_id"].tolist() == ["old1-p0001", "old1-p0002", "old1-p0004"]
    assert found["score"].tolist() == pytest.approx([3 / 7, 1 / 7, 1 / 7])
    assert found["contained"].tolist() == pytest.approx([1, 1 / 3, 1 / 3])


# A sentence is most like itself, whatever its punctuation, and the list is as long as asked.
def test_a_sentence_is_found_again(tables: Tables) -> None:
    provisions = tables["provisions"]
    for place in range(0, len(provisions), 400):
        row = provisions.iloc[place]
        found = find_similar(row["text"].replace("，", ", "), tables, top=3)
        assert found["score"].iloc[0] == 1 and len(found) <= 3
        assert row["text"] in set(
            provisions.loc[provisions["provision_id"].isin(found["provision_id"]), "text"]
        )


def test_a_single_letter_cannot_be_compared(four: Tables) -> None:
    with pytest.raises(InputError, match="too short"):
        find_similar("法。", four)


def test_nothing_alike_is_an_empty_table(four: Tables) -> None:
    found = find_similar("xyz", four)
    assert isinstance(found, pd.DataFrame) and found.empty and "score" in found
