"""A project's own rows of vocabularies: they add to the package's or replace them, and are checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compare.cli.parser import main
from compare.errors import InputError
from compare.files.csv_rows import csv_text
from compare.vocab.own_rows import Row, own_rows
from compare.vocab.reading import VARIABLE, _merged, _ours, read_vocabulary, use_vocabulary

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
    ours = _ours(name)
    rows = ours[:60]
    assert own_rows(ours, written(tmp_path, name, rows)) == rows
    for column, cell, why in faults(ours):
        bad = written(tmp_path, name, [rows[0], rows[1] | {column: cell}])
        with pytest.raises(InputError, match=rf"vocab/{name}\.csv, line 3: .*{column}.*{why}"):
            own_rows(ours, bad)
    with pytest.raises(InputError, match=rf"vocab/{name}\.csv, line 3: .*stands in line 2 already"):
        own_rows(ours, written(tmp_path, name, [rows[0], rows[0]]))


def faults(rows: list[Row]) -> list[tuple[str, str, str]]:
    """A wrong cell for each column that can have one."""
    found = []
    for column in rows[0]:
        cells = {row[column] for row in rows}
        if column in ("pattern", "marker", "lookahead", "terms", "mentions", "not_before"):
            found += [(column, "甲(乙", "is no pattern"), (column, "[甲", "is no pattern")]
        if column in ("kind", "comparator", "position", "scope", "side", "better", "bound", "of", "cue"):
            found += [(column, "nothing such", "is unknown; there are|is unknown; did")]
        elif column in ("factor", "sanction", "monitoring") and all(
            cell.replace(".", "").isdecimal() for cell in cells
        ):
            found += [(column, "x", "is no number")]
        if column in ("kind", "unit", "forms", "english", "better", "word", "name") and "" not in cells:
            found += [(column, "", "is empty")]
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
        own_rows(_ours(name), path)


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
