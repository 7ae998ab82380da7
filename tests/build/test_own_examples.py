"""Rows of vocabularies are tried on their own examples by what reads the plans, the package's and a project's."""

import subprocess
import sys
from pathlib import Path

import pytest

from compare.build.own_examples import TRIALS, contradictions
from compare.errors import InputError
from compare.vocab.columns import columns_of, package_rows

VOCAB = Path(__file__).parents[2] / "src" / "compare" / "vocab"
OF_CODERS = {"taxonomy"}
"""Whose examples only who codes can read."""


def test_every_vocabulary_with_examples_has_its_trial() -> None:
    names = {path.stem for path in VOCAB.glob("*.csv")}
    tried = {name for name in names if any(one.holds == "examples" for one in columns_of(name).values())}
    assert tried - OF_CODERS == set(TRIALS)


@pytest.mark.parametrize("name", sorted(TRIALS))
def test_no_row_of_the_package_contradicts_itself(name: str) -> None:
    assert list(contradictions(name, VOCAB / f"{name}.csv", TRIALS[name])) == []


# Examples and counter-examples exchanged: each kind of reader tells each of them.
@pytest.mark.parametrize("name", sorted(TRIALS))
def test_a_row_that_contradicts_itself_is_named(name: str, tmp_path: Path) -> None:
    rows = package_rows(name)
    exchanged = {"examples": "counter_examples", "counter_examples": "examples"}
    path = tmp_path / f"{name}.csv"
    found = []
    for row in rows[:6]:
        wrong = {column: row[exchanged.get(column, column)] for column in row}
        cells = ['"' + cell.replace('"', '""') + '"' for cell in wrong.values()]
        path.write_text(f"{','.join(wrong)}\n{','.join(cells)}\n", encoding="utf-8")
        try:
            found += list(contradictions(name, path, TRIALS[name]))
        except InputError as error:  # a plain search told it already
            assert f"vocab/{name}.csv, line 2: the pattern" in str(error)
            found.append((2, str(error)))
    assert found and all(line == 2 for line, _ in found)


ROWS = [
    ("markers", "marker,kind,code,examples\n严抓,obligation,3,公布目录。", 2, "'公布目录。' of examples is not read"),
    ("markers", "marker,kind,code,counter_examples\n严抓,obligation,3,严抓落实。", 2, "'严抓落实。' of counter_"),
    ("units", "unit,forms,kind,label_en,examples\n蒲式耳,蒲式耳,thing,bushels,收储3吨以上", 2, "'收储3吨以上' of"),
    ("indicators", "indicator_id,label_zh,label_en,unit,better,units,terms,examples\na,甲,A,%,higher,%,甲率＋乙,甲率达90%",
     2, "'甲率达90%' of examples is not read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line", "says"), ROWS)
def test_a_build_ends_with_the_row_and_touches_nothing(
    name: str, text: str, line: int, says: str, tmp_path: Path
) -> None:
    for folder in ("data/raw", "vocab"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "raw" / "sources.csv").write_text("doc_id,file\na,a.txt\n", encoding="utf-8")
    (tmp_path / "vocab" / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "compare", "build", "--project", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=None)
    assert ran.returncode == 1 and f"vocab/{name}.csv, line {line}: {says}" in ran.stderr
    assert "Traceback" not in ran.stderr and not (tmp_path / "data" / "processed").exists()
