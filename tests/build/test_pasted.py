"""A pasted text becomes the tables that a project's build makes of the same text."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from compare import code_text
from compare.build.building import build_project
from compare.coding.coder import PlanCoder
from compare.errors import InputError
from compare.project import Project
from compare.tables.reading import read_tables
from compare.tables.schema import SCHEMAS

TEXT = (
    "清河县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。行政执法人员每人每年接受不少于60学时的培训。2022年底前公布执法流程图。\n责任单位：县司法局\n"
)


def test_the_same_tables_as_a_build(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "text.txt").write_text(TEXT, encoding="utf-8")
    (raw / "sources.csv").write_text("doc_id,file\ntext,text.txt\n", encoding="utf-8")
    build_project(Project(tmp_path), PlanCoder(tmp_path / "data" / "coding"), "0", workers=1, quiet=True)
    built, pasted = read_tables(tmp_path / "data" / "processed"), code_text(TEXT)
    for name in ("measures", "provisions", "targets", "times", "bodies", "citations"):
        pd.testing.assert_frame_equal(built[name], pasted[name], check_dtype=False)
    assert set(pasted) == set(SCHEMAS)
    assert set(pasted["provisions"]["topic_source"]) <= {"layout", "model", "rules"}


def test_stated_columns_are_taken() -> None:
    row = code_text("一、总则\n推进依法行政。", doc_id="mine", jurisdiction_zh="清河县").get("documents")
    assert row is not None and row.loc[0, ["doc_id", "jurisdiction_zh"]].tolist() == ["mine", "清河县"]


# A sentence needs no numbers before it; what stands in it is found.
def test_a_sentence_is_enough() -> None:
    made = code_text("2025年底前，每年组织不少于2次培训。")
    assert made["measures"]["number"].tolist() == [""]
    assert made["targets"]["value"].tolist() == [2] and made["times"]["date_end"].tolist()[0] == "2025-12-31"


@pytest.mark.parametrize("text", ["", " \n\u3000", None, float("nan")])
def test_no_text_says_so(text: Any) -> None:
    with pytest.raises(InputError, match="no text"):
        code_text(text)
