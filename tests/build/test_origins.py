"""Origins that only other texts can tell, and templates: a project of two plans and an outline."""

from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex
from support.pictures import faults_of_layout
from tests.support.explored import Scripted, begun

from compare.build.building import build_project
from compare.figures.catalogue import find_chart
from compare.figures.charts import render
from compare.figures.style import DARK
from compare.indices.origins import NETS, demands, national_floor, strictness_net
from compare.indices.templates import template_clauses, template_force, template_shares
from compare.project import Project
from compare.tables.integrity import check
from compare.tables.reading import read_tables
from compare.tables.schema import Tables

matplotlib.use("Agg")


def built(folder: Path, *names: str) -> tuple[Project, Tables]:
    project = begun(folder, names)
    build_project(project, Scripted(), "test", workers=1, quiet=True)
    return project, read_tables(project.processed)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Tables]:
    return built(tmp_path_factory.mktemp("both"), "river", "hill", "outline")


def origin_of(tables: Tables, name: str, doc_id: str, text: str) -> tuple[str, str]:
    rows = tables[name]
    row = rows[(rows["doc_id"] == doc_id) & (rows["text"] == text)].iloc[0]
    return row["origin"], row["origin_basis"]


# River takes the national outline's 60 hours a year; Hill writes 40 in the same words, so that the words
# are shared and the number is not. Nothing tells that either plan is younger than the outline of August
# 2021, so that the list of requirements does not speak of them.
@pytest.mark.parametrize(
    ("name", "doc_id", "text", "origin"),
    [
        ("targets", "river", "不少于60学时", ("national", "wording")),
        ("targets", "hill", "不少于40学时", ("own", "nothing found")),
        ("times", "river", "每年", ("national", "wording")),
        ("times", "river", "2022年底前", ("own", "nothing found")),
        ("provisions", "river", "不得下达罚没指标，违反规定的依法追究责任。", ("own", "nothing found")),
    ],
)
def test_what_the_other_texts_tell(
    name: str, doc_id: str, text: str, origin: tuple[str, str], both: tuple[Project, Tables]
) -> None:
    assert origin_of(both[1], name, doc_id, text) == origin


def test_the_tables_hold_and_are_the_same_again(both: tuple[Project, Tables]) -> None:
    project = both[0]
    assert check(project, "test") == []
    before = (project.processed / "provisions.csv").read_bytes()
    build_project(project, Scripted(), "test", workers=1, quiet=True)
    assert (project.processed / "provisions.csv").read_bytes() == before


# With nothing beside it, nobody can say that a demand is the plan's own.
def test_of_one_plan_nothing_is_its_own(tmp_path: Path) -> None:
    tables = built(tmp_path, "river")[1]
    assert not any((tables[name]["origin"] == "own").any() for name in ("targets", "times", "provisions"))
    # one mandate, one target, two times
    floor = national_floor(tables).query("demand == 'all'").set_index("floor")["count"]
    assert floor["unknown"] == 4 and floor["own"] == 0


def test_the_template_has_a_table_and_its_level(both: tuple[Project, Tables]) -> None:
    templates = both[1]["templates"]
    assert set(templates["doc_id"]) == {"outline"} and set(templates["level"]) == {"national"}
    hours = templates[templates["n_targets"] > 0]
    assert list(hours["obligation"]) == [2]


def test_clauses_hardened_and_softened(both: tuple[Project, Tables]) -> None:
    pairs = template_clauses(both[1]).set_index("doc_id")
    assert set(pairs.index) == {"river", "hill"}
    force = template_force(both[1]).query("aspect == 'obligation'")
    assert force.groupby("doc_id")["count"].sum().equals(force.groupby("doc_id")["n"].first())


def test_shares_of_a_template_add_up(both: tuple[Project, Tables]) -> None:
    table = template_shares(both[1])
    parts = table[["template_chars", "elaborated", "own"]]
    assert (parts.sum(axis=1) == table["chars"]).all() and (parts >= 0).all().all()
    whole = table[table["topic"] == "all"].set_index("doc_id")
    topics = table[table["topic"] != "all"].groupby("doc_id")[["chars", "own"]].sum()
    assert topics.equals(whole.loc[topics.index, ["chars", "own"]])
    assert whole.loc["river", "template_chars"] > 0


# The figure's bars are as long as the shares, and add up; its counts are those of the clauses.
def test_the_figure_of_a_template(both: tuple[Project, Tables]) -> None:
    chart = find_chart("template_use")
    data, picture = chart.data(both[1]), render(chart, both[1], "zh")
    bars = [patch for patch in picture.axes[0].patches if patch.get_gid() == "part"]
    text = data[data["part"] == "text"]
    assert faults_of_layout(picture) == []
    assert sum(bar.get_width() for bar in bars) == pytest.approx(0.92 * len(text))
    drawn = sum(bar.get_width() for bar in bars if to_hex(bar.get_facecolor()) == to_hex(DARK))
    assert drawn == pytest.approx(0.92 * text["template_chars_share"].sum())
    behind = chart.evidence(both[1]).groupby(["doc_id", "row"])["provision_id"].nunique()
    for row in text.to_dict("records"):
        assert behind[row["doc_id"], row["row"]] == row["provisions"]
    plt.close(picture)


# Without a template the figure says how to add one.
def test_the_figure_without_a_template(both: tuple[Project, Tables]) -> None:
    tables = both[1] | {"templates": both[1]["templates"].head(0)}
    picture = render(find_chart("template_use"), tables, "en")
    assert any("--role template" in text.get_text().replace("\n", " ") for text in picture.axes[0].texts)
    plt.close(picture)


def test_floors_add_up_and_net_is_never_more_than_gross(both: tuple[Project, Tables]) -> None:
    floor = national_floor(both[1])
    assert (
        floor.groupby(["doc_id", "demand"])["count"].sum() == floor.groupby(["doc_id", "demand"])["n"].first()
    ).all()
    net = strictness_net(both[1]).pivot(index=["doc_id", "rate"], columns="net_of", values="value")
    steps = net[["nothing", "checked", "national", "shared"]].to_numpy()
    assert (steps[:, 1:] <= steps[:, :-1] + 1e-12).all()


# Worked by hand: river has one mandate of its own; a provision with 60 hours a year, national by the
# outline's wording; and one with a deadline of its own.
def test_net_rates_by_hand(both: tuple[Project, Tables]) -> None:
    net = strictness_net(both[1])
    river = net[net["doc_id"] == "river"].set_index(["rate", "net_of"])["count"]
    assert [river["mandate", name] for name in NETS] == [1, 1, 1, 1]
    assert [river["target", name] for name in NETS] == [1, 0, 0, 0]
    assert [river["time", name] for name in NETS] == [2, 1, 1, 1]
    assert set(demands(both[1])["demand"]) == {"mandate", "target", "time"}


def test_what_tightens_the_floor_stays(both: tuple[Project, Tables]) -> None:
    tables = dict(both[1])
    tables["targets"] = tables["targets"].assign(relation="tighter")
    net = strictness_net(tables)
    count = net[(net["rate"] == "target") & (net["doc_id"] == "river")].set_index("net_of")["count"]
    assert list(count) == [1, 1, 1, 1]
