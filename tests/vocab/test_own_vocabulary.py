"""A project's own rows of vocabularies: they add to the package's or replace them, and are checked."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compare.cli.parser import main
from compare.errors import InputError
from compare.files.csv_rows import csv_text
from compare.vocab.cells import _CHECKS
from compare.vocab.columns import HOLDS, Row, columns_of, package_rows, values
from compare.vocab.own_rows import own_rows
from compare.vocab.reading import VARIABLE, _merged, read_vocabulary, use_vocabulary

VOCAB = Path(__file__).parents[2] / "src" / "compare" / "vocab"
ROWS = [{"unit": "个", "kind": "count"}, {"unit": "件", "kind": "count"}]


def own(folder: Path, text: str) -> Path:
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_replaces_the_one_with_its_key_and_others_are_added(tmp_path: Path) -> None:
    found = _merged(ROWS, own(tmp_path, "unit,kind\n件,count\n亩,count\n"))
    assert found == [ROWS[0], {"unit": "件", "kind": "count"}, {"unit": "亩", "kind": "count"}]


def test_where_no_cell_tells_rows_apart_all_are_added(tmp_path: Path) -> None:
    rows = [{"unit": "个", "kind": "a"}, {"unit": "个", "kind": "b"}]
    assert len(_merged(rows, own(tmp_path, "unit,kind\n件,b\n"))) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("unit,knid\n亩,x\n", "unknown column 'knid'; did you mean 'kind'"),
        ("unit,kind\n亩,count\n,count\n", "line 3: unit is empty"),
        ("unit,kind\n\n(?:法+)+治,count\n", "line 3: unit repeats what repeats itself"),
        ("unit\n亩\n", "line 2: kind is empty"),
        ("unit,kind\n亩,cuont\n", "line 2: kind 'cuont' is unknown; did you mean 'count'"),
        ("unit,kind\n亩,count\n亩,count\n", "line 3: '亩' stands in line 2 already"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        _merged(ROWS, own(tmp_path, text))


def test_a_project_s_own_unit_is_found_in_its_sentences(tmp_path: Path) -> None:
    columns = list(read_vocabulary("units")[0])
    filled = {
        "unit": "蒲式耳",
        "forms": "蒲式耳",
        "kind": "thing",
        "label_en": "bushels",
        "examples": "收储3蒲式耳以上",
    }
    row = dict.fromkeys(columns, "") | filled
    names = list(row)
    own(tmp_path, ",".join(names) + "\n" + ",".join(row[name] for name in names) + "\n")
    code = (
        "from compare import find_targets; print([t.unit for t in find_targets('每年收储达到3蒲式耳以上。')])"
    )
    for folder, found in ((str(tmp_path), "['蒲式耳']"), ("", "[]")):
        environment = os.environ | {VARIABLE: folder, "PYTHONIOENCODING": "utf-8"}
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=environment, check=True
        )
        assert ran.stdout.strip() == found


VOCABULARIES = sorted(path.stem for path in VOCAB.glob("*.csv") if path.stem != "taxonomy")


def written(folder: Path, name: str, rows: list[Row]) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(csv_text([list(rows[0]), *(row.values() for row in rows)]), encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_package_s_own_rows_are_taken_and_bad_ones_named(name: str, tmp_path: Path) -> None:
    """Whatever vocabulary a project brings: what it holds is taken, and each fault named with file and line."""
    ours = package_rows(name)
    rows = ours[:60]
    assert own_rows(ours, written(tmp_path, name, rows)) == rows
    for column, cell, why in faults(name):
        bad = written(tmp_path, name, [rows[0], rows[1] | {column: cell}])
        with pytest.raises(InputError, match=rf"vocab/{name}\.csv, line 3: .*{column}.*{why}"):
            own_rows(ours, bad)
    with pytest.raises(InputError, match=rf"vocab/{name}\.csv, line 3: .*stands in line 2 already"):
        own_rows(ours, written(tmp_path, name, [rows[0], rows[0]]))


WRONG = {
    "text": [],
    "remark": [],
    "examples": [],
    "word": [("nothing such", "is unknown;")],
    "fixed": [("nothing such", "is other than the package's")],
    "pattern": [
        ("甲(乙", "is no pattern"),
        ("[甲", "is no pattern"),
        ("(?:法+)+治", "repeats what repeats"),
        ("甲?", "finds what is empty"),
        ("(?P<甲>乙)", "names a group"),
        ("(?i)a", "is no pattern"),
    ],
    "terms": [("甲|乙", "holds '\\|'"), ("甲+乙", "holds '\\+'"), ("[甲", "holds '\\['")],
    "sentence": [("{n", "has braces"), ("{nothing_such}", "nothing fills; .*there are")],
    "number": [("x", "is no number"), ("5%", "is no number")],
    "date": [("2021-02-30", "is no day"), ("soon", "is no day"), ("2021", "is no day")],
    "day": [("13-45", "is no day"), ("1", "is no day"), ("32", "is no day")],
    "like": [("nothing such", "cannot be read")],
    "reference": [("nothing such", "is no .* of vocab/")],
}
"""Wrong cells by what a column holds, and what is said of them."""


def test_all_that_columns_hold_is_tried() -> None:
    assert list(WRONG) == list(HOLDS) and set(_CHECKS) | {"remark", "examples"} == set(HOLDS)


# A table, and no text of the program, says what each column holds.
@pytest.mark.parametrize("name", [*VOCABULARIES, "taxonomy"])
def test_every_column_of_every_vocabulary_is_declared(name: str) -> None:
    rows, declared = package_rows(name), columns_of(name)
    assert set(declared) == set(rows[0])
    for column in declared.values():
        assert column.holds in HOLDS and set(column.by) <= set(rows[0])
        if column.holds == "reference":
            vocabulary, _, there = column.of.partition(".")
            assert there in columns_of(vocabulary)
        assert (column.holds in ("like", "reference")) == bool(column.of) or column.of in declared
    keys = [name for name, column in declared.items() if column.key]
    assert len({tuple(row[key] for key in keys) for row in rows}) == len(rows)
    first = next(iter(rows[0]))
    assert len({row[first] for row in rows}) < len(rows) or keys == [first]


def test_nothing_is_declared_that_is_not_there() -> None:
    named = {one for row in package_rows("vocabulary_columns") for one in values(row["vocabularies"])}
    assert named == {*VOCABULARIES, "taxonomy"}


def faults(name: str) -> list[tuple[str, str, str]]:
    """A wrong cell of every kind for each column that can have one."""
    found, rows = [], package_rows(name)
    for column in columns_of(name).values():
        wrong = WRONG[column.holds]
        if any(
            re.search(part, "")
            for row in rows
            for part in values(row[column.name])
            if wrong is WRONG["pattern"]
        ):
            wrong = [
                one for one in wrong if one[0] != "甲?"
            ]  # as looks ahead do, and what is tried at an end
        found += [(column.name, cell, f"(?:{why}|is not read beside)") for cell, why in wrong]
        if column.holds not in ("remark", "examples") and all(row[column.name] for row in rows):
            found += [(column.name, blank, "is empty") for blank in ("", " ", "\u3000\u200b")]
    return found


@pytest.mark.parametrize(
    ("name", "row", "why"),
    [
        (
            "times_recurrences",
            "pattern,period,counter_examples\n每旬,P10D,每旬一次",
            "finds '每旬一次' of counter",
        ),
        (
            "times_recurrences",
            "pattern,period,examples\n每旬,P10D,每月一次",
            "does not find '每月一次' of examples",
        ),
        ("body_names", "kind,pattern,examples\nending,专班,县工作组", "does not find '县工作组' of examples"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(name: str, row: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=rf"vocab/{name}\.csv, line 2: the pattern {why}"):
        own_rows(package_rows(name), path)


def test_a_day_that_must_follow_another_does(tmp_path: Path) -> None:
    rows = package_rows("national_requirements")
    bad = written(tmp_path, "national_requirements", [rows[0] | {"until": rows[0]["from_when"]}])
    with pytest.raises(InputError, match="line 2: until 2015-12-27 is not after from_when 2015-12-27"):
        own_rows(rows, bad)


# What a reference names may be the project's own; where its taxonomy stands alone, ours is not there to refer to.
@pytest.mark.parametrize(("parent", "ours"), [("A", True), ("", False)])
def test_references_to_a_project_s_own_rows(parent: str, ours: bool, tmp_path: Path) -> None:
    (tmp_path / "taxonomy.csv").write_text(
        f"code,parent,label_zh,label_en\nX7,{parent},甲,A\n", encoding="utf-8"
    )
    rows = package_rows("crosswalk")
    own_rows(rows, written(tmp_path, "crosswalk", [rows[0] | {"topic": "X7"}]))
    other = written(tmp_path, "crosswalk", [rows[0] | {"topic": "A1"}])
    if ours:
        own_rows(rows, other)
    else:
        with pytest.raises(InputError, match=r"line 2: topic 'A1' is no code of vocab/taxonomy\.csv;"):
            own_rows(rows, other)


# A row of ours that no single cell tells apart is replaced, too, and not added beside the one that goes before it.
def test_a_row_with_the_same_key_takes_the_place_of_the_package_s(tmp_path: Path) -> None:
    rows = package_rows("comparators")
    found = _merged(rows, written(tmp_path, "comparators", [rows[1] | {"comparator": "<=", "examples": ""}]))
    assert len(found) == len(rows) and found[1]["comparator"] == "<=" and found[2] == rows[2]


def test_a_file_that_is_no_vocabulary_is_named_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "marker.csv").write_text("marker,kind\n", encoding="utf-8")
    read_vocabulary.cache_clear()
    with pytest.raises(InputError, match=r"vocab/marker\.csv: no vocabulary .* did you mean 'markers\.csv'"):
        use_vocabulary(tmp_path)
    assert not os.environ.get(VARIABLE)


def test_a_command_ends_with_the_bad_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "")
    read_vocabulary.cache_clear()
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "sources.csv").write_text("doc_id,file\na,a.txt\n", encoding="utf-8")
    (tmp_path / "vocab").mkdir()
    own(tmp_path / "vocab", "unit,forms,kind,label_en\n讲,讲,cuont,lectures\n")
    assert main(["build", "--project", str(tmp_path)]) == 1
    assert "vocab/units.csv, line 2: kind 'cuont' is unknown" in capsys.readouterr().err
