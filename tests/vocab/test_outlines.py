"""The frames, and the crosswalk from topics to the parts of the outlines of 2015 and 2021."""

import pandas as pd
import pytest

from compare.indices.selection import counted
from compare.tables.schema import Tables
from compare.vocab.outlines import FRAMES, OUTSIDE, frame, outline_items
from compare.vocab.reading import read_vocabulary
from compare.vocab.taxonomy import is_substantive, topics

SUBSTANTIVE = [topic for topic in topics() if is_substantive(topic)]
NUMERALS = "一二三四五六七八九十"


# The crosswalk is complete: every topic A1-L6 exactly once in each outline, and nothing else.
@pytest.mark.parametrize("outline", ["2015", "2021", "model"])
def test_every_topic_once(outline: str) -> None:
    rows = [row for row in read_vocabulary("crosswalk") if row["outline"] == outline]
    assert sorted(row["topic"] for row in rows if not row["words"]) == sorted(SUBSTANTIVE)
    aspects = [row for row in rows if row["words"]]
    assert all(row["note"] and row["part"] != frame(outline).place[row["topic"]] for row in aspects)


def test_only_three_frames() -> None:
    assert {row["outline"] for row in read_vocabulary("crosswalk")} == {"2015", "2021", "model"}


# What of a topic an outline says in another part than the rest of it.
@pytest.mark.parametrize(("name", "topic", "text", "part"), [
    ("2021", "E7", "行政执法人员每人每年接受不少于60学时的培训。", "10"),
    ("2021", "E7", "严禁下达罚没指标。", "8"),
    ("2021", "E7", "实行行政执法人员持证上岗。", "5"),
    ("2015", "E7", "行政执法人员每年法律知识培训不少于24学时。", "7"),
    ("2021", "F2", "行政机关应当配合检察机关的监督。", "7"),
    ("2021", "F2", "认真落实司法建议。", "7"),
    ("2021", "F2", "向本级人大报告工作。", "8"),
    ("2015", "L5", "建立政府法律顾问制度。", "3"),
    ("domain", "E7", "严禁下达罚没指标。", "E"),
    ("2021", "N1", "法治政府基本建成。", ""),
])  # fmt: skip
def test_aspects(name: str, topic: str, text: str, part: str) -> None:
    assert frame(name).key_of(topic, text) == part


# The items are complete, stand in their parts, and place every topic where the crosswalk does.
@pytest.mark.parametrize(("name", "number"), [("2015", 44), ("2021", 35)])
def test_items(name: str, number: int) -> None:
    items, chosen = outline_items(name), frame(name)
    assert [item.number for item in items] == list(range(1, number + 1))
    parts = [int(item.part) for item in items]
    assert parts == sorted(parts) and {item.part for item in items} | {"1", OUTSIDE} == {*chosen.keys, "1"}
    said = {(topic, item.part) for item in items for topic in item.topics}
    placed = {(topic, part) for topic, part in chosen.place.items() if part != OUTSIDE}
    assert said == placed | {(one.topic, one.key) for one in chosen.aspects}


# What an outline asks for and no topic covers is listed as such: legislation.
@pytest.mark.parametrize(("name", "numbers"), [("2015", [9, 10, 11]), ("2021", [7, 8])])
def test_items_without_a_topic(name: str, numbers: list[int]) -> None:
    without = [item for item in outline_items(name) if not item.topics]
    assert all(item.note.endswith("no topic") for item in without)
    assert [item.number for item in without if item.note.startswith("legislation")] == numbers


# One number, one name: a part is not spelt in two ways. A topic outside has a note that says why.
def test_parts_have_one_name_and_outsiders_a_note() -> None:
    names: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in read_vocabulary("crosswalk"):
        names.setdefault((row["outline"], row["part"]), set()).add((row["part_zh"], row["part_en"]))
        assert row["note"] or row["part"] != OUTSIDE, row["topic"]
    assert all(len(found) == 1 and all(*found) for found in names.values())


# The parts: seven tasks and the safeguards; chapters two to ten; and what has no place, last.
@pytest.mark.parametrize(
    ("name", "keys"),
    [("2015", [*map(str, range(1, 9)), "0"]), ("2021", [*map(str, range(2, 11)), "0"])],
)
def test_parts_in_order(name: str, keys: list[str]) -> None:
    assert frame(name).keys == keys


# Sentences of the outlines that settle where a topic stands.
@pytest.mark.parametrize(
    ("name", "topic", "part"),
    [
        ("2015", "A3", "1"),  # 深化行政审批制度改革
        ("2015", "G1", "5"),  # 全面推进政务公开 is an item of 强化对行政权力的制约和监督
        ("2015", "H7", "5"),  # 支持法院依法受理行政案件, under 自觉接受司法监督
        ("2015", "E6", "4"),  # 全面落实行政执法责任制
        ("2021", "E6", "8"),  # 加强对行政执法制约和监督
        ("2021", "H7", "7"),  # 加强和规范行政应诉工作
        ("2021", "B3", "8"),  # 加快推进政务诚信建设
        ("2021", "K2", "10"),  # 全面加强依法行政能力建设
        ("2021", "F5", "8"),  # 加强和规范政府督查工作
        ("2015", "F5", OUTSIDE),
        ("2015", "I3", OUTSIDE),
        ("2021", "L6", OUTSIDE),
    ],
)
def test_places(name: str, topic: str, part: str) -> None:
    assert frame(name).place[topic] == part


@pytest.mark.parametrize("name", FRAMES)
def test_frames_place_every_topic_in_a_group_with_labels(name: str) -> None:
    chosen = frame(name)
    assert list(chosen.place) == SUBSTANTIVE
    assert set(chosen.place.values()) == set(chosen.keys)
    assert all(group.label("zh") and group.label("en").isascii() for group in chosen.groups)


def test_unknown_frame() -> None:
    with pytest.raises(ValueError, match="2008"):
        frame("2008")


# The plans that mirror an outline chapter by chapter print their provisions where the crosswalk
# puts them, but for provisions that do something else than the chapter they stand in: nine in ten.
@pytest.mark.parametrize(
    ("doc_id", "outline", "column"), [("dadukou", "2015", "section"), ("chengde", "2021", "chapter")]
)
def test_chapters_agree_with_the_crosswalk(tables: Tables, doc_id: str, outline: str, column: str) -> None:
    rows = counted(tables["provisions"]).query("doc_id == @doc_id")
    rows = rows.merge(tables["measures"][["measure_id", "chapter", "section"]], on="measure_id")
    printed = rows[column].map(lambda heading: _number(heading) or "8")  # safeguards have no sections
    placed = [frame(outline).key_of(*pair) for pair in zip(rows["topic"], rows["text"], strict=True)]
    assert (printed == pd.Series(placed)).mean() > 0.9


def _number(heading: str) -> str:
    """The number that a heading prints: 3 for (三)… or 三、…"""
    found = [str(NUMERALS.index(char) + 1) for char in heading[:2] if char in NUMERALS]
    return found[0] if found else ""
