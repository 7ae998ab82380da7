"""Rates corrected for coding error: by hand, unbiased over all samples, and by command."""

import csv
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from support.coded import coded_project

from compare.build.building import build_project
from compare.cli import main
from compare.coding.coder import PlanCoder
from compare.errors import InputError
from compare.evaluation.corrected import corrected_rates, corrected_strictness, difference_total
from compare.sheets.corrections import import_sheet
from compare.sheets.filled import read_sheet
from compare.sheets.samples import export_sample
from compare.sheets.sampling import Sample
from compare.sheets.sheet import csv_bytes
from compare.tables.reading import read_table


# Over all samples of 2 of 4 the mean estimate is the true total, and so is the mean squared error.
def test_the_estimate_is_unbiased_over_all_samples() -> None:
    values = [1.0, 0.0, -1.0, 1.0]
    found = [
        difference_total(pd.Series(["a", "a"]), pd.Series([4, 4]), pd.Series(drawn))
        for drawn in combinations(values, 2)
    ]
    assert sum(total for total, _ in found) / len(found) == pytest.approx(sum(values))
    squares = sum((total - sum(values)) ** 2 for total, _ in found) / len(found)
    assert sum(error**2 for _, error in found) / len(found) == pytest.approx(squares)


def test_a_stratum_that_was_drawn_whole_has_no_error() -> None:
    strata, sizes = pd.Series(["a", "a", "b"]), pd.Series([2, 2, 1])
    assert difference_total(strata, sizes, pd.Series([1.0, 0.0, 1.0])) == (2.0, 0.0)


# Strata of one row each are taken together for the error, and each by its own size for the total.
def test_single_rows_are_taken_together() -> None:
    total, error = difference_total(pd.Series(["a", "b"]), pd.Series([4, 6]), pd.Series([1.0, 0.0]))
    assert (total, round(error**2, 6)) == (4.0, round(100 * 0.8 * 0.5 / 2, 6))


def test_a_sample_corrects_what_the_tables_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = coded_project(tmp_path / "project")
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    provisions = read_table("provisions", project.processed)
    with pytest.raises(InputError, match="li: has coded no sample"):
        corrected_rates(provisions, project.coding, "li")
    sheet = export_sample(project, [], Sample(16), tmp_path, blind=True)[0]
    truth = {
        row["start"] + row["doc_id"]: row
        for path in (project.coding / "li").glob("*.csv")
        for row in _rows(path)
    }
    rows = [line.cells for line in read_sheet(sheet).lines]
    filled = [
        row
        | {
            n: truth[row["start"] + row["doc_id"]][n]
            for n in ("topic", "obligation", "sanction", "monitoring")
        }
        for row in rows
    ]
    (tmp_path / "back.csv").write_bytes(csv_bytes(filled))
    import_sheet(project, tmp_path / "back.csv", "wang")
    found = corrected_rates(provisions, project.coding, "wang").set_index(["doc_id", "field", "value"])
    # all 16 statements were coded twice: the corrected share is the person's own, without error
    row = found.loc[("all", "obligation", "3")]
    assert (row["n"], row["plain"], row["sampled"], row["wrong"]) == (16, 3 / 16, 16, 1)
    assert row["corrected"] == pytest.approx(2 / 16)
    assert found.loc[("linshui", "domain", "A"), "corrected"] - found.loc[
        ("linshui", "domain", "A"), "plain"
    ] == pytest.approx(1 / 10)
    assert (
        main(["coding", "corrected", "wang", "--project", str(project.root), "--out", str(tmp_path / "out")])
        == 0
    )
    assert "obligation 3  plain 0.188  corrected 0.125" in capsys.readouterr().out
    assert len(_rows(tmp_path / "out" / "corrected_rates.csv")) == len(found)
    # the same for the rates of strictness, over the statements that these count (a topic A1-L6)
    strict = corrected_strictness(provisions, project.coding).set_index(["coder", "doc_id", "rate"])
    row = strict.loc[("wang", "linshui", "mandate")]
    assert (row["n"], row["sampled"], row["wrong"]) == (7, 7, 1)
    assert (row["plain"], row["corrected"]) == (pytest.approx(2 / 7), pytest.approx(1 / 7))
    assert main(["coding", "use", "wang", "--project", str(project.root)]) == 0
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    with pytest.raises(InputError, match="wang: feeds the tables"):
        corrected_rates(read_table("provisions", project.processed), project.coding, "wang")
    assert corrected_strictness(read_table("provisions", project.processed), project.coding).empty


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
