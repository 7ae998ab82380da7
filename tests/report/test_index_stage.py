"""Index tables of a project: computed once by a report, and read by whoever asks later."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from compare.export.tables import chart_table, index_export
from compare.figures.catalogue import CHARTS
from compare.indices.registry import INDICES
from compare.indices.stage import index_tables, weighted
from compare.indices.subset import subset
from compare.project import Project
from compare.report.index_stage import keep_indices, read_project
from compare.report.page import _write_indices
from compare.tables.schema import Tables


@pytest.fixture(scope="module")
def own(project: Project, tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of two plans of the tables at hand, which somebody else has written."""
    found = Project(tmp_path_factory.mktemp("stage"))
    found.processed.mkdir(parents=True)
    for name, table in subset(tables, plans=["kunqu", "mentougou"]).items():
        table.to_csv(found.processed / f"{name}.csv", index=False, lineterminator="\n")
    return found


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each index is computed from now on."""
    made: Counter[str] = Counter()

    def counting(name: str, compute: Any) -> Any:
        def counted(*given: Any, **options: Any) -> pd.DataFrame:
            made[name] += 1
            found: pd.DataFrame = compute(*given, **options)
            return found

        return counted

    for name, index in INDICES.items():
        monkeypatch.setitem(INDICES, name, replace(index, compute=counting(name, index.compute)))
    return made


# The report's stage, its page, its figures and exports, and a notebook that reads the project's
# tables for itself: every index was computed once, and all have the same numbers.
def test_computed_once_and_read_by_all(
    own: Project, calls: Counter[str], tmp_path: Path, few_draws: None
) -> None:
    tables = read_project(own)
    keep_indices(own, tables)
    assert _write_indices(tables, tmp_path) == []
    for chart in CHARTS.values():
        chart_table(chart, tables)
    assert calls == Counter(index_tables(tables).keys())
    notebook = read_project(own)
    found = index_tables(notebook)
    for name in found:
        pd.testing.assert_frame_equal(found[name], index_tables(tables)[name])
        pd.testing.assert_frame_equal(found[name], index_export(name, notebook).data)
        written = pd.read_csv(tmp_path / f"{name}.csv", keep_default_na=False)
        assert list(written.columns) == list(found[name].columns) and len(written) == len(found[name])
    for chart in CHARTS.values():
        pd.testing.assert_frame_equal(chart.data(notebook), chart.data(tables))
    assert max(calls.values()) == 1


def test_damaged_or_of_other_tables_is_made_anew(own: Project, calls: Counter[str], few_draws: None) -> None:
    keep_indices(own, read_project(own))
    calls.clear()
    (entry,) = own.cache.glob("index-corpus_counts.*")
    entry.write_bytes(entry.read_bytes()[:-1])
    assert len(index_tables(read_project(own))["corpus_counts"]) and calls == {"corpus_counts": 1}
    path = own.processed / "bodies.csv"
    kept = path.read_text(encoding="utf-8")
    lines = kept.splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    index_tables(read_project(own))["breadth_of_topics"]
    assert calls["breadth_of_topics"] == 1
    path.write_text(kept, encoding="utf-8")


# Another weight or a part of the tables: computed anew, and every figure is made of it.
def test_weights_and_filters_reach_the_figures(tables: Tables) -> None:
    chart = CHARTS["strictness_profile"]
    lone = chart.data(weighted(tables, {"obligation": 1}))
    means = lone.pivot(index="doc_id", columns="part", values="mean")
    pd.testing.assert_series_equal(means["strictness"], means["obligation"], check_names=False)
    assert not chart.data(tables)["mean"].equals(lone["mean"])
    few = subset(tables, plans=["kunqu"], domains=["E"])
    assert set(CHARTS["coverage_domain"].data(few).query("n > 0")["group"]) == {"E"}
