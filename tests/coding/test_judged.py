"""What people say of finds: it stands in the tables under their name, or is reported, and never drifts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.coding.find_values import KINDS, Find, NoValue, find_stated, value_of
from compare.coding.judged import COLUMNS, FOLDER, standing_finds
from compare.errors import InputError
from compare.extract.finds import UNCHECKED, Finds, find_all
from compare.files.csv_rows import write_csv
from compare.text.document import Document, read_document
from compare.text.sources import plan_sources

TEXT = (
    "临水县法治政府建设实施方案（2021—2025年）\n一、主要任务\n（一）规范行政执法。"
    "执法人员每人每年接受不少于60学时的培训，合格率达到95%以上。2022年底前公布执法流程图。\n"
    "责任单位：县司法局、各乡镇\n（二）强化监督。落实《法治政府建设实施纲要》（中发〔2015〕36号）。\n"
)
TRAINING, DRAWN, UNITS = "执法人员每人每年", "2022年底前公布", "责任单位"


def plan(folder: Path, text: str = TEXT) -> Document:
    (folder / "raw").mkdir(exist_ok=True)
    (folder / "raw" / "sources.csv").write_text("doc_id,file\nlinshui,linshui.txt\n", encoding="utf-8")
    (folder / "raw" / "linshui.txt").write_text(text, encoding="utf-8")
    return read_document(plan_sources(folder / "raw")[0], folder / "raw")


def judge(folder: Path, document: Document, coder: str, *rows: tuple[str, str, dict[str, str]]) -> None:
    """Store judgements of a coder: the sentence's first words, the kind, and the other cells."""
    lines = []
    for begins, kind, cells in rows:
        [p] = [p for p in document.provisions if p.text.startswith(begins)]
        row = {"doc_id": "linshui", "start": p.start, "end": p.end, "text": p.text, "kind": kind} | cells
        for at, words in (("at", "words"), ("found_at", "found_words")):
            if row.get(words):
                row[at] = p.text.index(str(row[words]))
        lines.append([row.get(name, "") for name in COLUMNS])
    (folder / FOLDER / coder).mkdir(parents=True, exist_ok=True)
    write_csv(folder / FOLDER / coder / "linshui.csv", COLUMNS, lines)


def found(words: str, value: str, verdict: str, better: str = "") -> dict[str, str]:
    own = {"words": words, "value": better or value} if verdict in ("right", "corrected") else {}
    return {"found_words": words, "found_value": value, "verdict": verdict} | own


def register(folder: Path, *coders: str) -> None:
    rows = "".join(f"{name},person,{rank},\n" for rank, name in enumerate(coders, 1))
    (folder / "coders.csv").write_text(f"coder,kind,rank,description\n{rows}", encoding="utf-8")


def told(document: Document, finds: dict[str, Finds]) -> list[tuple[str, str, str]]:
    """All finds of a plan: words, value, and who judged them how."""
    return [
        (p.text[one.start : one.end], value_of(one), f"{checked.coder} {checked.checked}".strip())
        for p in document.provisions
        for one in all_of(finds[p.provision_id])
        for checked in [finds[p.provision_id].checked.get(one, UNCHECKED)]
    ]


def all_of(finds: Finds) -> Iterator[Find]:
    for table in KINDS.values():
        yield from getattr(finds, table)


def test_what_is_found_reads_back_from_its_value(documents: dict[str, Document]) -> None:
    tried = 0
    for document in documents.values():
        for key, finds in find_all(document).items():
            text = next(p.text for p in document.provisions if p.provision_id == key)
            for kind, table in KINDS.items():
                for one in getattr(finds, table):
                    label = getattr(one, "label", "")
                    assert find_stated(kind, text, (one.start, one.end), value_of(one), label) == one
                    tried += 1
    assert tried > 500


@given(st.sampled_from(list(KINDS)), st.text(alphabet="<>=/;.-0123456789PYD%年byat withnodesru", max_size=16))
@settings(max_examples=150, deadline=None)
def test_any_value_reads_back_or_is_refused(kind: str, value: str) -> None:
    try:
        one = find_stated(kind, "力争达到", (2, 4), value)
    except NoValue:
        return
    again = find_stated(kind, "力争达到", (2, 4), value_of(one))
    assert (again, value_of(again)) == (one, value_of(one))


def test_each_verdict_says_what_stands(tmp_path: Path) -> None:
    document = plan(tmp_path)
    register(tmp_path, "zhang")
    judge(
        tmp_path, document, "zhang",
        (TRAINING, "target", found("不少于60学时", ">= 60 学时 per P1Y", "right")),
        (TRAINING, "target", found("95%以上", ">= 95 %", "corrected", "> 95 %")),
        (TRAINING, "time", found("每年", "recurrence every P1Y", "wrong")),
        (TRAINING, "", {"verdict": "complete"}),
        (UNITS, "body", found("各乡镇", "responsible", "")),
        (UNITS, "body", found("县司法局", "responsible", "corrected", "lead")),
        (DRAWN, "target", {"verdict": "missing", "words": "执法流程图", "value": "1 张"}),
    )  # fmt: skip
    finds, notes = standing_finds(document, find_all(document), tmp_path)
    assert told(document, finds) == [
        ("不少于60学时", ">= 60 学时 per P1Y", "zhang right"),
        ("95%以上", "> 95 %", "zhang corrected"),
        ("执法流程图", "1 张", "zhang added"),
        ("2022年底前", "deadline by 2022-12-31 (year)", "rules"),
        ("县司法局", "lead", "zhang corrected"),
        ("各乡镇", "responsible", "rules"),
        (
            "《法治政府建设实施纲要》（中发〔2015〕36号）",
            "中发〔2015〕36号; central; party or government document",
            "rules",
        ),
    ]
    assert notes == []
    [body] = [one for one in all_of(finds[document.provisions[-3].provision_id]) if one.start == 5]
    assert getattr(body, "label", "") == "责任单位"  # what nobody asked about stays


def test_the_coder_that_counts_first_goes_before_the_others_find_by_find(tmp_path: Path) -> None:
    document = plan(tmp_path)
    judge(tmp_path, document, "li", (TRAINING, "target", found("95%以上", ">= 95 %", "wrong")),
          (TRAINING, "target", found("不少于60学时", ">= 60 学时 per P1Y", "wrong")))  # fmt: skip
    judge(tmp_path, document, "zhang", (TRAINING, "target", found("95%以上", ">= 95 %", "right")))
    standing = {}
    for order in (("zhang", "li"), ("li", "zhang"), ("zhang",), ()):
        register(tmp_path, *order)
        finds = standing_finds(document, find_all(document), tmp_path)[0]
        standing[order] = [
            (words, who) for words, value, who in told(document, finds) if value.startswith(">")
        ]
    assert standing == {
        ("zhang", "li"): [("95%以上", "zhang right")],
        ("li", "zhang"): [],
        ("zhang",): [("不少于60学时", "rules"), ("95%以上", "zhang right")],
        (): [("不少于60学时", "rules"), ("95%以上", "rules")],
    }


def test_a_judgement_goes_with_its_sentence_and_not_with_its_place(tmp_path: Path) -> None:
    document = plan(tmp_path)
    register(tmp_path, "zhang")
    judge(tmp_path, document, "zhang", (DRAWN, "time", found("2022年底前", "deadline by 2022-12-31 (year)", "wrong")),
          (TRAINING, "target", found("95%以上", ">= 95 %", "wrong")))  # fmt: skip
    moved = plan(
        tmp_path, TEXT.replace("（一）", "全面推进。\n（一）").replace("不少于60学时的", "不少于80学时的")
    )
    finds, notes = standing_finds(moved, find_all(moved), tmp_path)
    assert [words for words, _, _ in told(moved, finds)][:3] == ["不少于80学时", "95%以上", "每年"]
    assert [str(note).split("(")[0] for note in notes] == [
        "what zhang judged in 1 sentence was not applied, since it does not stand there any more "
    ]


def test_what_is_no_judgement_names_its_line(tmp_path: Path) -> None:
    document = plan(tmp_path)
    register(tmp_path, "zhang")
    judge(tmp_path, document, "zhang", (DRAWN, "time", found("2022年底前", "sometime", "right")))
    with pytest.raises(
        InputError, match=r"coding/finds/zhang/linshui\.csv, line 2: write a time as by 2025-12-31"
    ):
        standing_finds(document, find_all(document), tmp_path)
