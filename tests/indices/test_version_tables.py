"""Plans of one place in counts, on clauses worked by hand; every count has its provisions."""

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from support.pictures import faults_of_layout

from compare import code_text
from compare.figures.catalogue import CHARTS
from compare.figures.charts import outline_caution, render
from compare.figures.style import WIDTHS, plans
from compare.indices.version_tables import version_clauses, version_counts, version_evidence
from compare.report.fact_sheets import fact_sheets, sheet_page
from compare.tables.schema import SCHEMAS, Tables

matplotlib.use("Agg")
OLD = (
    "（一）规范执法。行政执法人员每年接受不少于40学时的业务知识和法律法规培训。鼓励推行行政执法公示制度。"
    "2022年底前公布执法流程图。\n（二）加强监督。完善行政复议制度，健全复议工作机制。\n"
)
NEW = (
    "（一）规范执法。行政执法人员每年接受不少于60学时的业务知识和法律法规培训。必须推行行政执法公示制度。"
    "2023年底前公布执法流程图。\n（二）加强监督。建立政府数据共享平台并对外开放。\n"
)


@pytest.fixture(scope="module")
def two() -> Tables:
    parts = [code_text(f"二、主要任务\n{text}", doc_id) for doc_id, text in (("old", OLD), ("new", NEW))]
    tables: Tables = {name: pd.concat([part[name] for part in parts], ignore_index=True) for name in SCHEMAS}
    dated = {"place_id": "1", "jurisdiction_zh": "甲县", "jurisdiction_en": "Jia", "period_start": ["2016", "2021"],
             "period_end": ["2020", "2025"]}  # fmt: skip
    return tables | {"indicators": parts[0]["indicators"], "documents": tables["documents"].assign(**dated)}


def test_counts(two: Tables) -> None:
    rows = version_counts(two).set_index(["what", "state"])
    assert set(rows["doc_id"]) == {"new"} and set(rows["earlier"]) == {"old"}
    assert rows.loc[("clauses", "reworded"), ["count", "n"]].tolist() == [3, 4]
    assert rows.loc[("clauses", "new"), ["count", "n"]].tolist() == [1, 4]
    assert rows.loc[("clauses", "dropped"), ["count", "n"]].tolist() == [1, 4]
    assert rows.loc[("force", "harder"), ["count", "n"]].tolist() == [1, 3]
    assert rows.loc[("targets", "raised"), ["count", "n"]].tolist() == [1, 1]
    assert rows.loc[("deadlines", "later"), ["count", "n"]].tolist() == [1, 1]


def test_every_count_has_its_provisions(two: Tables) -> None:
    behind = version_evidence(two).groupby(["what", "state"])["provision_id"].nunique()
    for row in version_counts(two).to_dict("records"):
        assert (behind.get((row["what"], row["state"]), 0) > 0) == (row["count"] > 0)


def test_clauses_have_their_words_marked(two: Tables) -> None:
    marked = version_clauses(two)["marked"].tolist()
    assert "[-鼓励-]{+必须+}推行行政执法公示制度。" in marked


# Plans of five places are no series: no rows, and the picture says what it needs.
def test_other_places(tables: Tables) -> None:
    assert version_counts(tables).empty and version_clauses(tables).empty and version_evidence(tables).empty


@pytest.mark.parametrize(("width", "language"), [("one", "zh"), ("two", "en")])
def test_the_picture(two: Tables, width: str, language: str) -> None:
    figure = render(CHARTS["versions"], two, language, width=WIDTHS[width])
    assert faults_of_layout(figure) == []
    cells = [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "count"]
    assert "3/4 (75%)" in cells
    plt.close(figure)


# A page shows the later wording with what went and what came; the caution about outlines is for several places.
def test_the_sheet_of_the_later_plan(two: Tables) -> None:
    old, new = fact_sheets(two)
    assert old.changes == [] and len(new.changes) == 5
    page = sheet_page(new).decode("utf-8")
    assert "<del>鼓励</del><ins>必须</ins>推行行政执法公示制度。" in page
    bases = two["documents"].assign(outline_basis=["2015", "2021"])
    assert outline_caution(plans(bases), "en") == ""
    assert outline_caution(plans(bases.assign(place_id=["1", "2"])), "en")
