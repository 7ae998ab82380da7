"""Samples, half-filled sheets, units cut otherwise, and whose codes count."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from support.coded import coded_project, documents_of

from compare.build.building import build_project
from compare.cli import main
from compare.coding.coder import PlanCoder
from compare.coding.given import Codes
from compare.errors import InputError
from compare.evaluation.coder_pairs import coding_table, pair
from compare.extract.finds import find_all
from compare.indices.reliability import ALL, agreement
from compare.project import Project
from compare.sheets.corrections import import_sheet
from compare.sheets.filled import read_sheet
from compare.sheets.precedence import use, whose
from compare.sheets.samples import export_measures, export_sample
from compare.sheets.sampling import Sample, draw
from compare.sheets.sheet import CODES, Row, csv_bytes, sheet_rows
from compare.tables.reading import read_tables


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project of two people with its tables; not to be written to."""
    project = coded_project(tmp_path_factory.mktemp("coded") / "project")
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    shutil.copytree(built.root, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def provisions() -> pd.DataFrame:
    """A hundred provisions: 80 of topic E1, 15 of E2, 5 of C1, their scores rising."""
    topics = ["E1"] * 80 + ["E2"] * 15 + ["C1"] * 5
    names = [f"x-p{number:04}" for number in range(100)]
    scores = [number / 100 for number in range(100)]
    return pd.DataFrame({"provision_id": names, "topic": topics, "topic_score": scores, "is_heading": 0})


# --- drawing ---


def test_strata_are_drawn_in_proportion_and_none_is_left_out(provisions: pd.DataFrame) -> None:
    drawn = draw(provisions, Sample(20, by=("topic",)))
    assert drawn["topic"].value_counts().to_dict() == {"E1": 16, "E2": 3, "C1": 1}
    assert drawn.groupby("topic")["stratum_size"].first().to_dict() == {"E1": 80, "E2": 15, "C1": 5}
    assert drawn["provision_id"].is_monotonic_increasing and drawn["provision_id"].is_unique


def test_the_same_seed_draws_the_same_and_another_another(provisions: pd.DataFrame) -> None:
    samples = [draw(provisions, Sample(20, seed))["provision_id"].tolist() for seed in (1, 1, 2)]
    assert samples[0] == samples[1] != samples[2]


def test_headings_are_not_drawn(provisions: pd.DataFrame) -> None:
    rows = provisions.assign(is_heading=[1] * 90 + [0] * 10)
    assert set(draw(rows, Sample(50))["provision_id"]) == set(rows["provision_id"][90:])


# What is taken for certain is a stratum of which all are drawn: weights stay right.
@pytest.mark.parametrize(("first", "taken"), [
    (("rare",), {f"x-p{n:04}" for n in range(95, 100)}),
    (("uncertain",), {f"x-p{n:04}" for n in range(10)}),
])  # fmt: skip
def test_rare_and_uncertain_ones_come_first(
    first: tuple[str, ...], taken: set[str], provisions: pd.DataFrame
) -> None:
    drawn = draw(provisions, Sample(20, by=("topic",), first=first))
    assert len(drawn) == 20 and taken <= set(drawn["provision_id"])
    sure = drawn[drawn["stratum"] == drawn["stratum"].min()]
    assert len(sure) == 10 == sure["stratum_size"].iloc[0]
    strata = drawn.groupby("stratum")["stratum_size"].first()
    assert strata.sum() == 100


# Of more strata than half the sample the smallest are one: each of the others can be drawn from.
def test_many_small_strata_are_one(provisions: pd.DataFrame) -> None:
    drawn = draw(provisions.assign(topic=provisions["provision_id"]), Sample(10, by=("topic",)))
    assert len(drawn) == 10 and drawn.groupby("stratum")["stratum_size"].first().sum() == 100


@pytest.mark.parametrize(("options", "said"), [({"by": ("colour",)}, "--stratify 'colour'"), ({"first": ("best",)}, "--first 'best'")])  # fmt: skip
def test_unknown_ways_to_draw_are_named(options: dict[str, tuple[str, ...]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Sample(10, **options)  # type: ignore[arg-type]


# --- sheets of a part ---


def rows_of(path: Path) -> list[Row]:
    return [line.cells for line in read_sheet(path).lines]


def test_a_sample_of_all_plans_comes_back(project: Project, tmp_path: Path) -> None:
    sheet, text = export_sample(project, [], Sample(8, by=("doc_id",)), tmp_path, blind=True)
    rows = rows_of(sheet)
    assert rows == rows_of(text) and len(rows) == 8
    assert {row["doc_id"] for row in rows} == {"linshui", "gaoshan"}
    assert sum({row["stratum"]: int(row["stratum_size"]) for row in rows}.values()) == 16
    filled = [row | {"topic": "E1", "obligation": "", "sanction": "", "monitoring": ""} for row in rows]
    said = import_sheet(project, written(filled, tmp_path), "wang")
    assert (
        said.count("Stored data/coding/wang/") == 2
        and "without suggestions" in (project.coding / "coders.csv").read_text()
    )
    assert "stratum_size" in (project.coding / "wang" / "linshui.csv").read_text("utf-8").splitlines()[0]


def test_a_sample_is_the_same_bytes_twice(built: Project, tmp_path: Path) -> None:
    first, second = (export_sample(built, [], Sample(8), tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_some_measures_of_a_plan(built: Project, tmp_path: Path) -> None:
    rows = rows_of(export_measures(built, "linshui", "2-3", tmp_path)[0])
    assert [row["measure"][:3] for row in rows] == ["（二）"] * 3 + ["（三）"] * 4
    for span, said in (("9", "has measures 1 to 3"), ("some", "must be a number or a span")):
        with pytest.raises(InputError, match=said):
            export_measures(built, "linshui", span, tmp_path)


# --- half-filled sheets ---


def written(rows: list[Row], folder: Path) -> Path:
    path = folder / "filled.csv"
    path.write_bytes(csv_bytes(rows))
    return path


def of_plan(project: Project, blind: bool = True) -> list[Row]:
    return sheet_rows(project, documents_of(project)["linshui"], blind)


def at(rows: list[Row], words: str) -> Row:
    return next(row for row in rows if words in row["text"])


def codes_in_tables(project: Project) -> dict[str, Codes]:
    document = documents_of(project)["linshui"]
    codes = PlanCoder(project.coding)(document, find_all(document))
    return {p.text: codes[p.provision_id] for p in document.provisions}


# What is filled in counts, row by row and field by field; what is open comes from the next coder.
def test_what_is_left_open_comes_from_the_next(project: Project, tmp_path: Path) -> None:
    rows = of_plan(project)
    at(rows, "流程图").update(topic="E2")
    at(rows, "并公布权责清单").update(topic="E7", obligation="3", sanction="0", monitoring="0")
    at(rows, "应诉").update(obligation="1")
    said = import_sheet(project, written(rows, tmp_path), "wang")
    assert "What was left open is coded by whoever comes next." in said
    use(project, "wang")
    codes = codes_in_tables(project)
    half, full = codes["2022年底前公布执法流程图。"], codes["不得下达罚没指标，违反规定的依法追究责任。"]
    assert (half.topic, half.coder, half.obligation, half.duty_coder) == ("E2", "wang", 2, "zhang")
    assert (full.topic, full.coder, full.obligation, full.duty_coder) == ("E6", "zhang", 3, "zhang")
    assert codes["行政机关负责人出庭应诉率达到95%以上。"].duty_coder == "zhang"  # a level alone is no duty


# A second sheet replaces the rows that it fills in, and no others.
def test_a_second_sheet_adds_to_the_first(project: Project, tmp_path: Path) -> None:
    for words, topic in (("流程图", "E2"), ("罚没", "E5"), ("流程图", "E4")):
        rows = [row | dict.fromkeys(CODES, "") for row in of_plan(project)]
        at(rows, words).update(topic=topic)
        import_sheet(project, written(rows, tmp_path), "wang")
    table = coding_table(read_tables(project.processed)["provisions"], project.coding, "wang")
    assert table["topic"].tolist() == ["E4", "E5"]


# Agreement counts the rows that both coded, field by field.
def test_agreement_is_of_what_both_coded(project: Project, tmp_path: Path) -> None:
    rows = [row | dict.fromkeys(CODES, "") for row in of_plan(project)]
    at(rows, "流程图").update(topic="E2", obligation="2")
    at(rows, "罚没").update(topic="E6")
    import_sheet(project, written(rows, tmp_path), "wang")
    provisions = read_tables(project.processed)["provisions"]
    found = agreement(
        pair(*(coding_table(provisions, project.coding, name) for name in ("wang", "li"))), draws=10
    )
    counts = found[found["doc_id"] == ALL].set_index("field")[["same", "n"]]
    assert counts.loc["topic"].tolist() == [2, 2] and counts.loc["obligation"].tolist() == [1, 1]
    assert "sanction" not in counts.index


# --- units cut otherwise ---


def test_a_split_statement_has_the_codes_of_its_parts(project: Project, tmp_path: Path) -> None:
    rows = of_plan(project, blind=False)
    place = rows.index(at(rows, "罚没"))
    parts = [{"text": "不得下达罚没指标，", "topic": "E6", "sanction": "0"},
             {"text": "违反规定的依法追究责任。", "topic": "E7", "obligation": "2", "sanction": "1"}]  # fmt: skip
    rows[place : place + 1] = [rows[place] | part for part in parts]
    import_sheet(project, written(rows, tmp_path), "wang")
    use(project, "wang")
    code = codes_in_tables(project)["不得下达罚没指标，违反规定的依法追究责任。"]
    assert (code.topic, code.topic2, code.obligation, code.sanction) == ("E7", "E6", 3, 1)
    stored = (project.coding / "wang" / "linshui.csv").read_text("utf-8")
    assert ",不得下达罚没指标，," in stored and ",违反规定的依法追究责任。," in stored


@pytest.mark.parametrize("by", ["cut", "text"])
def test_joined_statements_share_their_codes(by: str, project: Project, tmp_path: Path) -> None:
    rows = of_plan(project, blind=False)
    first, second = at(rows, "公布权责清单"), at(rows, "鼓励镇街")
    if by == "cut":
        second.update(dict.fromkeys(CODES, "") | {"cut": "join"})
    else:
        first["text"] += second["text"]
        rows.remove(second)
    import_sheet(project, written(rows, tmp_path), "wang")
    use(project, "wang")
    codes = codes_in_tables(project)
    assert codes["鼓励镇街探索综合执法。"].topic == "A2" == codes["及时调整并公布权责清单。"].topic


CUT_WRONGLY = [
    ([{"text": "不得下达罚没"}, {"text": "违反规定的依法追究责任。"}], "do not hold its text in parts"),
    ([{"text": "不得下达罚没指标，"}], "was changed; texts must stay as exported"),
    ([{}, {}], "stands in row 9 already"),
    ([{"cut": "join", "topic": "E1"}], "is joined to row 8 and has codes of its own"),
]


@pytest.mark.parametrize(("parts", "said"), CUT_WRONGLY)
def test_cuts_that_do_not_fit_are_named(
    parts: list[Row], said: str, project: Project, tmp_path: Path
) -> None:
    rows = of_plan(project, blind=False)
    place = rows.index(at(rows, "罚没"))
    rows[place : place + 1] = [rows[place] | part for part in parts]
    with pytest.raises(InputError, match=said):
        import_sheet(project, written(rows, tmp_path), "wang")


# --- whose codes count ---


def test_use_says_whose_codes_count(project: Project) -> None:
    zhang, li = ("zhang (a person; codes of 2 of 2 plans)", "li (a person; codes of 2 of 2 plans)")
    rest = (
        f"Obligation, sanction and monitoring: {zhang}, then the rules.\n"
        "Targets, times, bodies and citations: what extraction found."
    )
    assert whose(project) == f"Topics: {zhang}, then the topic model.\n{rest}"
    said = use(project, "li", ("topic",))
    assert f"Topics: {li}, then {zhang}, then the topic model.\n{rest}" in said and "fazhi build" in said
    code = codes_in_tables(project)["鼓励镇街探索综合执法。"]
    assert (code.topic, code.coder, code.duty_coder) == ("A1", "li", "zhang")


def test_use_for_everything_and_never(project: Project) -> None:
    use(project, "li", ("topic",))
    use(project, "li")
    register = (project.coding / "coders.csv").read_text("utf-8").splitlines()
    assert register == ["coder,kind,rank,description", "zhang,person,2,a person", "li,person,1,a person"]
    assert "zhang" not in use(project, "zhang", never=True)
    with pytest.raises(
        InputError, match=r"wang: no such coder in coders\.csv; did you mean 'zhang'\? there are li, zhang\."
    ):
        use(project, "wang")


def test_the_commands(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--project", str(project.root)]
    assert main(["coding", "use", "li", "--for", "topic", *where]) == 0
    assert "Topics: li (a person" in capsys.readouterr().out
    out = ["--out", str(tmp_path), *where]
    assert (
        main(["coding", "export", "--sample", "6", "--stratify", "topic,obligation", "--first", "rare", *out])
        == 0
    )
    assert "sample6_seed1_coding.xlsx" in capsys.readouterr().out
    assert main(["coding", "export", "--stratify", "topic", *out]) == 1
    assert "add --sample" in capsys.readouterr().err
