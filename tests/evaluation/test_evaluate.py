"""`fazhi evaluate`: answers read by quotation, matched by place, counted, and kept with hashes."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from compare.coding.topic_model.topics import TopicModel
from compare.errors import InputError
from compare.evaluation.answers import Answered, read_answers
from compare.evaluation.evaluate import evaluate, summary
from compare.evaluation.matching import Count, counts
from compare.evaluation.measured import code_hash, measured_path, read_measured, write_measured
from compare.indices.resampling import LEAST_CLUSTERS
from compare.project import Project

TEXT = """清河县法治政府建设实施方案（2021—2025年）
一、主要任务
（一）深化复议改革。2022年底前设立受理窗口，办结率不低于95%。每年开展一次评查。
责任单位：县司法局
（二）规范执法。应当公示执法结果。应当公示执法结果。
"""
ANSWER: dict[str, Any] = {
    "doc": "qinghe",
    "file": "qinghe.txt",
    "read_by": "person",
    "title": "清河县法治政府建设实施方案（2021—2025年）",
    "period_start": 2021,
    "issued": None,
    "measures": [{"quote": "（一）深化复议改革。"}, {"quote": "（二）规范执法。"}],
    "times": [
        {"quote": "2022年底前设立", "text": "2022年底前", "kind": "deadline", "date_end": "2022-12-31"},
        {"quote": "每年开展", "text": "每年", "kind": "recurrence", "period": "P1Y"},
    ],
    "targets": [
        {"quote": "不低于95%", "text": "不低于95%", "comparator": ">=", "value": 95, "unit": "%"},
        {"quote": "一次评查", "text": "一次", "comparator": ">=", "value": 1, "unit": "次"},
    ],
    "bodies": [{"quote": "责任单位：县司法局", "text": "县司法局", "role": "responsible"}],
    "citations": [],
    "doubtful": [{"table": "targets", "quote": "一次评查", "text": "一次"}],
}


def answers(folder: Path, *changed: dict[str, Any]) -> Path:
    """A folder with the text and its answer, or with changed answers."""
    folder.mkdir(exist_ok=True)
    for number, change in enumerate(changed or ({},)):
        answer = {key: value for key, value in (ANSWER | change).items() if value != "left out"}
        (folder / f"{number}.json").write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
    (folder / "qinghe.txt").write_text(TEXT, encoding="utf-8")
    return folder


# A quotation names a place; one that repeats is taken in order, and its text is looked for inside.


def test_places_are_those_of_the_quoted_text(tmp_path: Path) -> None:
    (found,) = read_answers(answers(tmp_path))
    (body,) = found.tables["bodies"]
    assert TEXT[body["start"] : body["end"]] == "县司法局"
    assert (found.heads, found.read_by) == (
        {"title": ANSWER["title"], "period_start": 2021},
        "person",
    )


def test_quotations_that_repeat_are_taken_in_order(tmp_path: Path) -> None:
    twice = {"quote": "应当公示执法结果。", "role": "lead", "text": "公示"}
    (found,) = read_answers(answers(tmp_path, {"bodies": [twice, twice]}))
    first, second = (item["start"] for item in found.tables["bodies"])
    assert TEXT[first:].startswith("公示") and TEXT[second:].startswith("公示") and second > first
    with pytest.raises(InputError, match="not so often"):
        read_answers(answers(tmp_path, {"bodies": [twice, twice, twice]}))


def test_several_files_may_answer_one_document(tmp_path: Path) -> None:
    coded = {"provisions": [{"quote": "应当公示执法结果。", "topic": "E2", "obligation": 3, "is_heading": 0}]}
    (found,) = read_answers(answers(tmp_path, {}, coded))
    assert len(found.provisions) == 1 and found.tables["times"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"times": [{"quote": "2023年", "kind": "deadline"}]}, "not .* in the text"),
        ({"file": "other.txt"}, "name the folder with --texts"),
        ({"doc": "left out"}, "at least 'doc' and 'file'"),
        ({"provisions": [{"quote": "没有的话", "is_heading": 0}]}, "not in the text, or not in this order"),
    ],
)
def test_bad_answers_are_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_answers(answers(tmp_path, change))


def test_a_folder_without_answers_and_a_file_that_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no answers"):
        read_answers(tmp_path)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.json: no JSON"):
        read_answers(tmp_path)


# Counts worked by hand: a row may lie on an answer and say something else; no row fits twice.


def answered(**parts: Any) -> Answered:
    tables = {name: parts.pop(name) for name in ("times", "bodies", "doubtful") if name in parts}
    filled = {"heads": {}, "tables": tables, "provisions": [], "recall_only": ()} | parts
    return Answered("d", Path("d.txt"), "", "", "", read_by="", **filled)


def tables(**frames: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    names = ("documents", "measures", "provisions", "times", "targets", "bodies", "citations")
    rows = {name: [{"doc_id": "d"} | row for row in frames.get(name, [])] for name in names}
    return {name: pd.DataFrame(found, columns=None if found else ["doc_id"]) for name, found in rows.items()}


def time(start: int, end: int, kind: str = "deadline", value: str = "2022-12-31") -> dict[str, Any]:
    return {"start": start, "end": end, "kind": kind, "date_end": value, "period": value}


def test_found_is_a_place_and_right_a_value() -> None:
    rows = [time(0, 5), time(10, 15, value="2023-12-31"), time(30, 35), time(40, 45)]
    asked = answered(
        times=[time(3, 6), time(10, 15), time(20, 25)],
        doubtful=[{"table": "times", "start": 40, "end": 41}, {"table": "bodies", "start": 30, "end": 31}],
    )
    assert counts(asked, tables(times=rows)) == [
        Count("times", "found", 2, 1, 1),
        Count("times", "right", 1, 2, 2),
    ]


def test_no_row_answers_twice_and_incomplete_answers_count_nothing_as_added() -> None:
    rows = tables(times=[time(0, 9), time(50, 55)])
    asked = answered(times=[time(0, 4), time(5, 9)], recall_only=("times",))
    assert counts(asked, rows)[0] == Count("times", "found", 1, 0, 1)


def test_heads_that_are_wrong_are_added_and_those_left_empty_only_missed() -> None:
    heads = {"title": "甲", "jurisdiction": "乙县", "period_start": 2021, "issued": "2021-01-02"}
    row = {"title": "丙", "jurisdiction_zh": "乙县", "period_start": 2021.0, "issued": None}
    assert counts(answered(heads=heads), tables(documents=[row])) == [
        Count("title", "right", 0, 1, 1),
        Count("jurisdiction", "right", 1, 0, 0),
        Count("period_start", "right", 1, 0, 0),
        Count("issued", "right", 0, 0, 1),
    ]


def code(start: int, topic: str, obligation: int = 2, score: float = 0.95, **more: Any) -> dict[str, Any]:
    row = {"start": start, "end": start + 10, "topic": topic, "obligation": obligation, "topic_score": score}
    return row | {"sanction": 0, "monitoring": 0, "is_heading": 0} | more


def test_codes_are_scored_where_the_reader_gave_a_topic() -> None:
    rows = [code(0, "E2", 3), code(10, "E6", score=0.6), code(20, "L1"), code(30, "N3"), code(40, "A1")]
    read = [
        code(0, "E2", 2, monitoring=1),
        code(12, "E2", topic2="E6"),
        code(20, "E2"),
        code(30, "X"),
        code(40, "N1"),
        code(50, "E2"),  # nothing of the tables lies here
        code(0, "E2", is_heading=1),
    ]
    found = {
        (count.table, count.level): count
        for count in counts(answered(provisions=read), tables(provisions=rows))
    }
    assert found["topic", "right"] == Count("topic", "right", 2, 1, 1)
    assert found["domain", "right"] == Count("domain", "right", 2, 1, 1)
    assert found["obligation", "right"] == Count("obligation", "right", 2, 1, 1)
    assert found["monitoring", "right"] == Count("monitoring", "right", 0, 0, 1)
    assert found["outside the taxonomy", "right"] == Count("outside the taxonomy", "right", 1, 0, 0)
    assert found["topic score", "0.5 to 0.7"] == Count("topic score", "0.5 to 0.7", 1, 0, 0)
    assert found["topic score", "0.9 to 1"] == Count("topic score", "0.9 to 1", 1, 1, 0)


# What was measured is kept: a set measured again replaces itself, others stay.


def measured(number: int, hits: int = 3) -> tuple[Answered, list[Count]]:
    one = Answered(f"d{number}", Path("x"), "", "t", "a", {}, {}, [], (), "language model")
    return one, [Count("times", "right", hits, 1, 1)]


def test_sets_are_replaced_one_by_one(tmp_path: Path) -> None:
    project = Project(tmp_path)
    write_measured(project, "one", [measured(1)], "1.0")
    write_measured(project, "two", [measured(1), measured(2, hits=0)], "1.0")
    (whole,) = write_measured(project, "one", [measured(1, hits=6)], "1.0")
    assert (whole["tp"], whole["f1"], whole["f1_low"], whole["read_by"]) == (
        "6",
        "0.857",
        "",
        "language model",
    )
    rows = read_measured(project)
    assert [(row["set"], row["doc_id"], row["tp"]) for row in rows] == [
        ("one", "", "6"),
        ("one", "d1", "6"),
        ("two", "", "3"),
        ("two", "d1", "3"),
        ("two", "d2", "0"),
    ]
    assert {row["code_sha256"] for row in rows} == {code_hash()}


def test_intervals_are_from_documents_and_need_some(tmp_path: Path) -> None:
    many = [measured(number, hits=number) for number in range(LEAST_CLUSTERS)]
    (whole,) = write_measured(Project(tmp_path), "many", many, "1.0")
    assert float(whole["f1_low"]) < float(whole["f1"]) < float(whole["f1_high"])
    (alike,) = write_measured(Project(tmp_path), "alike", [measured(n) for n in range(9)], "1.0")
    assert alike["f1_low"] == ""  # no width is no certainty


def test_a_table_of_another_make_is_told(tmp_path: Path) -> None:
    path = measured_path(Project(tmp_path))
    path.parent.mkdir(parents=True)
    path.write_text("set,doc_id\na,b\n", encoding="utf-8")
    with pytest.raises(InputError, match="fazhi evaluate"):
        read_measured(Project(tmp_path))


# From answers to the table, through a build that knows the file only.


@pytest.fixture
def small_model(written_model: TopicModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.coding.coder.topic_model", lambda: written_model)


@pytest.mark.usefixtures("small_model")
def test_a_document_is_built_and_scored(tmp_path: Path) -> None:
    coded = [{"quote": "应当公示执法结果。", "topic": "E2", "obligation": 3, "is_heading": 0}]
    rows = evaluate(Project(tmp_path), answers(tmp_path / "a", {"provisions": coded}), None, "set", "1.0")
    right = {row["table"]: (row["tp"], row["fp"], row["fn"]) for row in rows if row["level"] == "right"}
    assert right["measures"] == ("2", "0", "0")
    assert right["times"] == ("2", "0", "0")
    assert right["targets"] == (
        "1",
        "0",
        "1",
    )  # the answer lies on a doubtful place, so the find does not count
    assert right["bodies"] == ("1", "0", "0")
    assert right["title"] == ("1", "0", "0")
    assert right["topic"] == right["obligation"] == ("1", "0", "0")
    assert summary(rows).count("\n") == len(rows)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "a", "data"]
