"""A project's own rows of vocabularies: they add to the package's or replace them, and are checked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compare.errors import InputError
from compare.vocab.reading import VARIABLE, _merged, read_vocabulary

ROWS = [{"unit": "个", "kind": "count"}, {"unit": "件", "kind": "count"}]


def own(folder: Path, text: str) -> Path:
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_replaces_the_one_with_its_key_and_others_are_added(tmp_path: Path) -> None:
    found = _merged(ROWS, own(tmp_path, "unit,kind\n件,case\n亩,area\n"))
    assert found == [ROWS[0], {"unit": "件", "kind": "case"}, {"unit": "亩", "kind": "area"}]


def test_where_no_cell_tells_rows_apart_all_are_added(tmp_path: Path) -> None:
    rows = [{"unit": "个", "kind": "a"}, {"unit": "个", "kind": "b"}]
    assert len(_merged(rows, own(tmp_path, "unit\n个\n"))) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("unit,knid\n亩,x\n", "unknown column 'knid'; the columns are unit, kind"),
        ("unit,kind\n亩,x\n,y\n", "line 3: unit is empty"),
        ("unit,kind\n亩,(?:法+)+治\n", "line 2: kind repeats what repeats itself"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        _merged(ROWS, own(tmp_path, text))


def test_a_project_s_own_unit_is_found_in_its_sentences(tmp_path: Path) -> None:
    columns = list(read_vocabulary("units")[0])
    filled = {"unit": "蒲式耳", "forms": "蒲式耳", "kind": "count", "examples": "收储3蒲式耳以上"}
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
