"""What looks lost: counted against sentences of known kinds."""

import pytest

from compare.extract.finds import find_all
from compare.extract.unread import Unread, unread_in
from compare.intake.understanding import understood
from compare.text.document import parse_document
from compare.text.sources import Source


def unread(*sentences: str) -> Unread:
    text = "某县法治政府建设方案\n一、规范执法\n" + "".join(
        f"{number}.完善制度。{sentence}\n" for number, sentence in enumerate(sentences, 1)
    )
    document = parse_document(Source("a", "a.txt"), text)
    return unread_in(document, find_all(document))


def texts(found: Unread) -> list[str]:
    return [provision.text for provision in (*found.numbers, *found.brackets)]


def test_read_sentences_are_not_lost() -> None:
    found = unread(
        "每年开展1次评查。", "公开率达到95%以上。", "公布清单。（责任单位：县司法局）", "加强监督。"
    )
    assert (found.looked_at, found.lost, found.share) == (3, 0, 0.0)
    assert found.told == []


@pytest.mark.parametrize(
    "sentence",
    ["办好第37届论坛的服务。", "公布清单。（统筹安排、压茬推进）", "对照21个问题清单抓整改落实。"],
)
def test_sentences_that_gave_no_row_are_listed(sentence: str) -> None:
    found = unread(sentence, "每年开展1次评查。")
    assert (found.looked_at, found.lost, found.share) == (2, 1, 0.5)
    assert texts(found) == [sentence.rpartition("公布清单。")[2]]
    assert len(found.told) == 1 and str(found.told[0]).startswith("1 ")


@pytest.mark.parametrize(
    "sentence",
    [
        # numbers in names, in citations and in scores
        "推广5G和IPv6应用。",
        "用好“12345”热线。",
        "落实《某省条例（2021年修订）》。",
        "按照某府发〔2020〕3号文件执行。",
        "（2分）",
        # a bracket that explains
        "落实法治政府建设要求（以下简称要求）。",
    ],
)
def test_numbers_in_names_and_brackets_that_explain_are_nothing_to_read(sentence: str) -> None:
    assert texts(unread(sentence, "加强监督。")) == []


def test_nothing_to_read_is_no_share() -> None:
    assert unread("加强监督。", "健全机制。").share is None


def test_it_is_told_when_a_plan_is_added() -> None:
    text = "某县法治政府建设方案\n一、规范执法\n1.办好第37届论坛的服务。\n2.公开清单。\n"
    document = parse_document(Source("a", "a.txt"), text)
    told = understood(document, document.source)
    assert "looks lost:      1 sentence with a number or date gave no target or time" in told
    assert "1 of 1 sentences with a number, a date or a closing bracket gave no row" in told
