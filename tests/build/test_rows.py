"""From a folder to tables: spans, formulas, determinism, and bad input told in one sentence."""

import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import frictionless
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandera.errors import SchemaError, SchemaErrors

from compare.build.rows import document_rows, main_topic
from compare.cli.parser import main
from compare.coding.given import Codes
from compare.extract.finds import find_all
from compare.files.publishing import published
from compare.indices.strictness import strictness_of
from compare.tables import checking as declared
from compare.tables.csv_rows import format_number, write_table
from compare.tables.reading import read_table
from compare.tables.schema import SCHEMAS, Tables
from compare.tables.schema import declared as declaration
from compare.text.document import Document

PLAN = (
    "某县法治政府建设实施方案（2021—2025年）\n一、总体要求\n全面推进依法行政。\n二、主要任务\n"
    "（一）规范行政执法。全面落实三项制度，行政执法人员每人每年接受不少于60学时的培训。2022年底前公布流程图。\n"
    "责任单位：县司法局、各乡镇\n（二）强化监督。不得下达罚没指标，违反规定的依法追究责任。\n"
)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A project of another place, with only doc_id and file known."""
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    (raw / "sources.csv").write_text("doc_id,file\nmou,某县.txt\n", encoding="utf-8")
    (raw / "某县.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


# --- the five plans ---


def test_every_span_is_its_text(documents: dict[str, Document], tables: Tables) -> None:
    # raw[start:end] without white space and what cleaning cut is the row's text
    for doc_id, document in documents.items():
        cut = {i for c in document.cuts for i in range(c.start, c.end)}
        frames = [tables[name] for name in ("provisions", "targets", "times")]
        found = pd.concat(frames)
        for row in found[found["doc_id"] == doc_id].to_dict("records"):
            kept = "".join(document.raw[i] for i in range(row["start"], row["end"]) if i not in cut)
            assert "".join(kept.split()) == "".join(row["text"].split())


def test_finds_nest_in_their_provisions(tables: Tables) -> None:
    outer = tables["provisions"].set_index("provision_id")
    for name in ("targets", "times", "bodies", "citations"):
        frame = tables[name]
        assert (frame["start"].to_numpy() >= outer.loc[frame["provision_id"], "start"].to_numpy()).all()
        assert (frame["end"].to_numpy() <= outer.loc[frame["provision_id"], "end"].to_numpy()).all()


def test_counts_agree_with_the_tables_of_finds(tables: Tables) -> None:
    provisions = tables["provisions"].set_index("provision_id")
    for column, name in (("n_targets", "targets"), ("n_times", "times")):
        found = tables[name].groupby("provision_id").size().reindex(provisions.index, fill_value=0)
        assert (found.to_numpy() == provisions[column].to_numpy()).all()


@pytest.mark.parametrize("topic", ["N0", "N1", "F1"])
def test_finds_do_not_depend_on_a_topic(documents: dict[str, Document], topic: str) -> None:
    document = documents["chengde"]
    codes = {
        p.provision_id: Codes(topic, "", 0, 0, 0, "topic model", "model", "rules")
        for p in document.provisions
    }
    rows, finds = document_rows(document, lambda *_: codes), find_all(document)
    for name in ("targets", "times", "bodies", "citations"):
        assert len(rows[name]) == sum(len(getattr(found, name)) for found in finds.values()) > 0


def test_silence_about_bodies_is_not_zero(tables: Tables) -> None:
    by_plan = tables["provisions"].groupby("doc_id")["has_body"]
    stated = by_plan.apply(lambda values: values.notna().all())
    assert sorted(stated[stated].index) == ["chengde", "mentougou"]
    assert by_plan.apply(lambda values: values.isna().all()).sum() == 3


def test_what_lies_outside_the_plan_is_reported(project) -> None:  # type: ignore[no-untyped-def]
    left_out = pd.read_csv(project.processed / "left_out.csv")
    dadukou = left_out.query("doc_id == 'dadukou' and what == 'text before the plan'").iloc[0]
    assert dadukou["percentages"] == 25
    raw = (project.raw / dadukou["file"]).read_text(encoding="utf-8")
    assert raw.count("%") == 25


def test_frictionless_validates_the_package(project) -> None:  # type: ignore[no-untyped-def]
    report = frictionless.validate(project.processed / "datapackage.json")
    assert report.valid, report.flatten(["title", "message"])


def test_columns_are_those_of_the_data_model() -> None:
    assert list(SCHEMAS["provisions"].columns) == [
        "provision_id", "measure_id", "doc_id", "seq", "start", "end", "text", "is_heading", "topic",
        "topic2", "domain", "topic_source", "topic_score", "coder", "obligation", "sanction", "monitoring",
        "obligation_source", "obligation_coder", "n_targets", "n_times", "has_body", "precision", "accountability",
        "strictness", "origin", "origin_basis", "requirement_id", "relation",
    ]  # fmt: skip


# --- formulas, by hand ---


@pytest.mark.parametrize(
    ("row", "precision", "accountability", "strictness"),
    [
        # (3/3 + 1 + 1) / 3
        ({"obligation": 3, "sanction": 1, "monitoring": 1, "n_targets": 2, "n_times": 1}, 1.0, 1.0, 1.0),
        # (2/3 + 0.5 + 0) / 3 = 0.388889
        ({"obligation": 2, "sanction": 0, "monitoring": 0, "n_targets": 0, "n_times": 3}, 0.5, 0.0, 0.388889),
        # (1/3 + 0 + 0.5) / 3 = 0.277778
        ({"obligation": 1, "sanction": 1, "monitoring": 0, "n_targets": 0, "n_times": 0}, 0.0, 0.5, 0.277778),
    ],
)
def test_strictness_by_hand(
    row: dict[str, int], precision: float, accountability: float, strictness: float
) -> None:
    result = strictness_of(row | {"topic": "E2", "is_heading": 0})
    assert result == {"precision": precision, "accountability": accountability, "strictness": strictness}


@pytest.mark.parametrize("change", [{"is_heading": 1}, {"topic": "N1"}])
def test_headings_and_goals_have_no_strictness(change: dict[str, object]) -> None:
    row = {
        "obligation": 2,
        "sanction": 0,
        "monitoring": 0,
        "n_targets": 0,
        "n_times": 0,
        "topic": "E2",
        "is_heading": 0,
    }
    assert set(strictness_of(row | change).values()) == {None}


def test_main_topic_is_by_characters_without_headings_and_n_codes() -> None:
    rows = [
        {"is_heading": 1, "topic": "A1", "text": "一二三四五六七八九十" * 9},
        {"is_heading": 0, "topic": "N2", "text": "一二三四五六七八九十" * 9},
        {"is_heading": 0, "topic": "E2", "text": "一二三"},
        {"is_heading": 0, "topic": "E7", "text": "一二三四"},
        {"is_heading": 0, "topic": "E2", "text": "五"},  # a tie: the first stays
    ]
    assert main_topic(rows) == "E2"
    assert main_topic(rows[:2]) == "A1"


def test_numbers_are_written_plainly() -> None:
    assert [format_number(v) for v in (60.0, 33.3333, 0.5, 1e10, float("nan"))] == [
        "60",
        "33.3333",
        "0.5",
        "10000000000",
        "",
    ]


# --- another project ---


def test_another_folder_with_only_id_and_file(other: Path) -> None:
    assert run("build", "--quiet", "--project", other) == 0
    folder = other / "data" / "processed"
    measures = read_table("measures", folder)
    assert list(measures["number"]) == ["（一）", "（二）"]
    assert list(measures["responsible_bodies"]) == ["县司法局、各乡镇", ""]
    documents = read_table("documents", folder).iloc[0]
    assert (documents["title"], documents["period_start"], documents["period_end"]) == (
        "某县法治政府建设实施方案（2021—2025年）", "2021", "2025",
    )  # fmt: skip
    provisions = read_table("provisions", folder)
    whose = provisions[["topic_source", "coder", "obligation_source"]].drop_duplicates()
    assert set(whose.itertuples(index=False, name=None)) <= {
        ("layout", "layout", "layout"), ("model", "topic model", "layout"), ("model", "topic model", "rules"),
    }  # fmt: skip
    target = read_table("targets", folder).iloc[0]
    assert (target["comparator"], target["value"], target["unit"], target["per"]) == (
        ">=",
        60.0,
        "学时",
        "P1Y",
    )
    assert run("check", "--project", other) == 0


def test_building_twice_gives_the_same_bytes(other: Path) -> None:
    run("build", "--quiet", "--project", other)
    first = {path.name: path.read_bytes() for path in (other / "data" / "processed").iterdir()}
    run("build", "--quiet", "--project", other)
    assert first == {path.name: path.read_bytes() for path in (other / "data" / "processed").iterdir()}


def test_show_opens_the_sentence(other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("build", "--quiet", "--project", other)
    capsys.readouterr()
    assert run("show", "mou-m001", "--project", other) == 0
    shown = capsys.readouterr().out
    assert "（一） 规范行政执法" in shown and "县司法局" in shown and "某县.txt" in shown
    provisions = read_table("provisions", other / "data" / "processed")
    key = provisions.loc[provisions["text"].str.contains("60学时"), "provision_id"].iloc[0]
    assert run("show", key, "--project", other) == 0
    assert "不少于60学时" in capsys.readouterr().out
    assert run("show", "nothing", "--project", other) == 1


def test_check_finds_a_changed_cell_and_a_changed_file(
    other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", "--quiet", "--project", other)
    path = other / "data" / "processed" / "provisions.csv"
    original = path.read_text(encoding="utf-8")
    path.write_text(original.replace("强化监督", "强化督促"), encoding="utf-8")
    assert run("check", "--project", other) == 1
    assert "does not stand at" in capsys.readouterr().out
    path.write_text(original, encoding="utf-8")
    (other / "data" / "raw" / "某县.txt").write_text(PLAN.replace("县司法局", "县财政局"), encoding="utf-8")
    assert run("check", "--project", other) == 1
    assert "not the file that the tables were built from" in capsys.readouterr().out


# --- bad input ---

HEAD = "doc_id,file,start_marker,sha256\n"
BAD = {
    "missing file": (HEAD + "mou,none.txt,,\n", None, "none.txt: no such file"),
    "empty file": (None, b"", "the file is empty"),
    "wrong encoding": (None, PLAN.encode("big5", "ignore"), "neither UTF-8"),
    "mixed encoding": (None, PLAN.encode() + "规范执法".encode("gb18030") + PLAN.encode(), "mix"),
    "duplicate id": (HEAD + "mou,某县.txt,,\nmou,b.txt,,\n", None, "stands twice"),
    "unknown column": ("doc_id,file,colour\nmou,某县.txt,red\n", None, "unknown column 'colour'"),
    "bad date": ("doc_id,file,issued\nmou,某县.txt,2022-02-30\n", None, "is no date"),
    "changed file": (HEAD + f"mou,某县.txt,,{'0' * 64}\n", None, "sha256"),
    "marker not found": (HEAD + "mou,某县.txt,第五篇,\n", None, "start_marker '第五篇' not found"),
    "no measure": (None, "今天天气很好。\n我们去公园。\n".encode(), "no numbered measures"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_changes_nothing(other: Path, capsys: pytest.CaptureFixture[str], case: str) -> None:
    assert run("build", "--quiet", "--project", other) == 0
    processed = other / "data" / "processed"
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    sources, data, says = BAD[case]
    if sources is not None:
        (other / "data" / "raw" / "sources.csv").write_text(sources, encoding="utf-8")
    if data is not None:
        (other / "data" / "raw" / "某县.txt").write_bytes(data)
    capsys.readouterr()
    assert run("build", "--quiet", "--project", other) != 0
    error = capsys.readouterr().err.strip()
    assert says in error and error.startswith("fazhi: ") and "\n" not in error
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


def test_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--project", tmp_path) == 1
    assert "no data/raw/sources.csv" in capsys.readouterr().err


def test_outputs_are_replaced_only_when_complete(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_text("old")
    with pytest.raises(RuntimeError), published(folder, tmp_path / "cache", tmp_path, "test") as staging:
        (staging / "a.csv").write_text("new")
        raise RuntimeError
    assert [(p.name, p.read_text()) for p in tmp_path.rglob("*.csv")] == [("a.csv", "old")]


def test_a_killed_build_leaves_the_old_outputs(other: Path) -> None:
    run("build", "--quiet", "--project", other)
    processed = other / "data" / "processed"
    before = {path.name: path.read_bytes() for path in processed.iterdir()}
    rows = [f"mou{i},plan{i}.txt" for i in range(120)]
    (other / "data" / "raw" / "sources.csv").write_text(
        "doc_id,file\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    for i in range(120):
        shutil.copy(other / "data" / "raw" / "某县.txt", other / "data" / "raw" / f"plan{i}.txt")
    command = [sys.executable, "-m", "compare", "build", "--project", str(other)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    while (said := process.stderr.read1(64)) and b"coding" not in said:  # wait until it is in the middle
        time.sleep(0.01)
    assert said, "the build ended before it could be killed"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    assert {path.name: path.read_bytes() for path in processed.iterdir()} == before


_CITATION = dict.fromkeys(SCHEMAS["citations"].columns, "x") | {
    "start": 0,
    "end": 1,
    "issuer_level": "",
    "kind": "law",
    "source": "rules",
    "checked": "",
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "poem"}, "column 'kind' has 'poem' in row 1"),
        ({"provision_id": None}, "column 'provision_id' has nan in row 1"),
        ({"start": "z"}, "column 'start' has 'z' in row 1"),
        ({"start": 1.5}, "column 'start' is not as declared"),
        ({"start": None}, "column 'start' has <NA> in row 1"),
        ({"citation_id": "x"}, "column 'citation_id' has 'x' in row 0"),
    ],
)
def test_a_wrong_value_is_named(change: dict[str, object], says: str) -> None:
    rows = [_CITATION, _CITATION | {"citation_id": "y"} | change]
    with pytest.raises(declared.InputError, match=re.escape(f"citations.csv: {says}")):
        declared.make_table("citations", rows)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ([*SCHEMAS["times"].columns, "more"], "columns ['more'] are too many or missing"),
        ([*SCHEMAS["times"].columns][1:], "columns ['time_id'] are too many or missing"),
        ([*SCHEMAS["times"].columns][::-1], "column 'checked' is not as declared (column_ordered)"),
    ],
)
def test_wrong_columns_are_named(columns: list[str], says: str) -> None:
    with pytest.raises(declared.InputError, match=re.escape(f"times.csv: {says}")):
        declared.check_table("times", pd.DataFrame(columns=columns))


_ODD = st.one_of(
    st.sampled_from(
        ["", " ", "\u3000", "x", "E7", "E7\n", "1", "２０２５", "2025-01-01", "P5D", "a,b", b"x"]
    ),
    st.sampled_from([0, 1, 2, 4, -1, 2**70, 0.5, 1.0, 1.5, -0.5, float("nan"), float("inf"), True, None]),
)


@given(data=st.data())
def test_rows_are_refused_as_the_declaration_refuses_them(tables: Tables, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in SCHEMAS if len(tables[name])]))
    rows = tables[name].head(data.draw(st.integers(1, 4))).astype(object).to_dict("records")
    for _ in range(data.draw(st.integers(0, 3))):
        row, column = (
            data.draw(st.sampled_from(rows)),
            data.draw(st.sampled_from(list(SCHEMAS[name].columns))),
        )
        row[column] = data.draw(st.one_of(_ODD, st.sampled_from([other[column] for other in rows])))
    frame = pd.DataFrame(rows, columns=list(SCHEMAS[name].columns))
    try:
        wanted = SCHEMAS[name].validate(frame)
    except (SchemaError, SchemaErrors):
        for made in (lambda: declared.make_table(name, rows), lambda: declared.check_table(name, frame)):
            with pytest.raises(declared.InputError, match=f"^{name}.csv: column"):
                made()
    else:
        pd.testing.assert_frame_equal(declared.make_table(name, rows), wanted)
        pd.testing.assert_frame_equal(declared.check_table(name, frame), wanted)


@given(
    titles=st.lists(st.text(st.sampled_from("法\"'；,;\n\t \\#é\u2028"), min_size=1), max_size=3),
    part=st.integers(0, 3),
)
def test_tables_are_written_as_pandas_writes_them(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], part: int
) -> None:
    path = tmp_path_factory.mktemp("written") / "citations.csv"
    rows = [_CITATION | {"citation_id": str(n), "title": f"x{title}"} for n, title in enumerate(titles)]
    parts = [declared.arrow_table("citations", some) for some in (rows[:part], rows[part:])]
    write_table(path, parts[0].column_names, parts)
    wanted = declared.make_table("citations", rows).to_csv(index=False, lineterminator="\n")
    assert path.read_bytes() == wanted.encode("utf-8")


def test_what_is_checked_at_once_is_what_the_declaration_gives(tables: Tables) -> None:
    for name, table in tables.items():
        rows = table.head(50).astype(object)
        pd.testing.assert_frame_equal(declared.check_table(name, rows), declaration(name).validate(rows))
        empty = declared.make_table(name, [])
        assert (empty.dtypes == table.dtypes).all()
