"""Single rows as text, for a command that prints a few: the same from CSV and from Parquet."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from compare.errors import InputError
from compare.tables.rows import rows_with


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_rows_of_one_key(suffix: str, tmp_path: Path) -> None:
    table = pd.DataFrame(
        {"doc_id": ["a", "b", "a"], "n": pd.array([1, 2, None], "Int64"), "text": ["甲", "", "丙,"]}
    )
    if suffix == "csv":
        table.to_csv(tmp_path / "things.csv", index=False)
    else:
        table.to_parquet(tmp_path / "things.parquet", index=False)
    assert rows_with("things", tmp_path, "doc_id", "a") == [
        {"doc_id": "a", "n": "1", "text": "甲"},
        {"doc_id": "a", "n": "", "text": "丙,"},
    ]
    assert rows_with("things", tmp_path, "doc_id", "c") == []


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"things.csv: not in .*fazhi build"):
        rows_with("things", tmp_path, "doc_id", "a")


# Who asks for one sentence does not wait for what draws and reckons.
def test_show_loads_nothing_that_reckons() -> None:
    heavy = "('pandas', 'pandera', 'numpy', 'matplotlib', 'sklearn')"
    code = f"import sys, compare.cli.show; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
