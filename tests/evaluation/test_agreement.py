"""Agreement of any coders, by hand; the sheet of disagreements, and the third who decides."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from support.coded import coded_project, documents_of

from compare.build.building import build_project
from compare.cli import main
from compare.coding.coder import PlanCoder
from compare.coding.register import read_coders
from compare.errors import InputError
from compare.evaluation.agreement import character_agreement, coder_agreement, codings
from compare.evaluation.reliability_report import reliability_report
from compare.evaluation.topic_results import CURVE, HELDOUT, TOPICS
from compare.project import Project
from compare.sheets.agreeing import agreement_told
from compare.sheets.corrections import import_sheet
from compare.sheets.disagreements import export_disagreements
from compare.sheets.filled import read_sheet
from compare.sheets.precedence import use
from compare.sheets.sheet import csv_bytes
from compare.tables.reading import read_tables


def coding(topics: list[str], obligation: list[int | None]) -> pd.DataFrame:
    ids = [f"x-p{n:04}" for n in range(len(topics))]
    rows = pd.DataFrame(
        {"provision_id": ids, "unit": ids, "doc_id": "x", "topic": topics, "obligation": obligation}
    )
    flags = {"sanction": 0, "monitoring": 0, "domain": rows["topic"].str[:1]}
    return rows.astype({"obligation": "Int64"}).assign(**flags)


# Krippendorff 2004, ch. 11, two coders and a nominal field: 2 of 10 units differ in each of two ways.
def test_alpha_of_two_by_hand() -> None:
    first = coding(["A1", "A2", "A1", "A1"], [1, 1, 1, 1])
    second = coding(["A1", "A2", "A2", ""], [1, 1, None, 1])
    found = coder_agreement({"a": first, "b": second}, draws=10).set_index("field")
    # topics: 3 units, values A1 A1, A2 A2, A1 A2: observed 2/6, expected 2*3*3/(6*5) = 0.6
    assert found.loc["topic", ["n", "same"]].tolist() == [3, 2]
    assert found.loc["topic", "alpha"] == pytest.approx(1 - (2 / 6) / 0.6)
    assert found.loc["obligation", ["n", "same"]].tolist() == [3, 3]


def test_three_coders_are_compared_in_pairs_and_together() -> None:
    coders = {
        name: coding(["A1", "B1", topic], [1, 2, 3])
        for name, topic in zip("abc", ("A1", "A1", ""), strict=True)
    }
    found = coder_agreement(coders, draws=10)
    assert found["coders"].unique().tolist() == ["a and b", "a and c", "b and c", "a and b and c"]
    together = found[(found["coders"] == "a and b and c") & (found["field"] == "topic")].iloc[0]
    assert (together["n"], together["same"]) == (3, 3)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = coded_project(tmp_path_factory.mktemp("coded") / "project")
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    return project


def test_two_people(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coding", "agreement", "zhang", "li", "--project", str(project.root)]) == 0
    told = capsys.readouterr().out
    assert "zhang (a person) and li (a person):" in told
    assert "12 of 16 the same" not in told and "topic      13 of 16 the same" in told
    with pytest.raises(InputError, match="wang: no such coder"):
        agreement_told(project, ["wang"])
    with pytest.raises(InputError, match="no two coders coded the same"):
        agreement_told(project, ["li"])


# A project that two people coded is not said to be coded by a language model.
def test_the_report_says_who_coded(project: Project) -> None:
    project.reports.mkdir(exist_ok=True)
    for name in (TOPICS, HELDOUT):
        (project.reports / f"{name}.csv").write_text("doc_id,provision_id,true,predicted,score\n", "utf-8")
    (project.reports / f"{CURVE}.csv").write_text(
        "plans,written,fold,provisions,topic_accuracy,domain_accuracy\n", "utf-8"
    )
    report = reliability_report(project)
    assert "Topics were given by zhang (a person, 27)" in report
    assert "| zhang and li | topic | 13 | 16 |" in report
    assert "By character, whoever cut the text in which way" in report
    assert "given by a large language model" not in report and "Agreement between two passes" not in report


# Cut otherwise, the same codes agree by character; another code on 6 of 20 characters is another on 6.
def test_agreement_by_character(tmp_path: Path) -> None:
    project = coded_project(tmp_path / "project")
    document = documents_of(project)["linshui"]
    whole = next(p for p in document.provisions if "罚没" in p.text)
    before = character_agreement([document], project.coding, ["zhang", "li"]).set_index("field")
    path = project.coding / "li" / "linshui.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    place = next(n for n, row in enumerate(rows) if row["start"] == str(whole.start))
    middle = whole.start + 9
    parts = [
        {"end": str(middle), "text": whole.text[:9]},
        {"start": str(middle), "text": whole.text[9:], "topic": "E1"},
    ]
    rows[place : place + 1] = [rows[place] | part for part in parts]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    after = character_agreement([document], project.coding, ["zhang", "li"]).set_index("field")
    assert (
        before.loc["topic", "n"]
        == after.loc["topic", "n"]
        == sum(len(p.text) for p in document.provisions if not p.is_heading)
    )
    assert before.loc["topic", "same"] - after.loc["topic", "same"] == len(whole.text) - 9
    assert after.loc["obligation", "alpha"] == before.loc["obligation", "alpha"] < 1


# The third sees both, decides what they dispute, and is known as the one who decided.
def test_a_third_decides(project: Project, tmp_path: Path) -> None:
    sheet = export_disagreements(project, ["zhang", "li"], tmp_path)[0]
    rows = [line.cells for line in read_sheet(sheet).lines]
    assert [row["text"][:4] for row in rows] == ["2022", "不得下达", "鼓励镇街", "探索建立"]
    assert [row["by_li"] for row in rows] == ["E2 2/0/0", "E6 2/1/0", "A1 1/0/0", "C3 1/0/0"]
    assert [row["topic"] for row in rows] == ["", "E6", "", ""] and [row["obligation"] for row in rows] == [
        "2",
        "",
        "1",
        "1",
    ]
    for row, decided in zip(rows, [("E2", "2"), ("E6", "3"), ("A1", "1"), ("C2", "1")], strict=True):
        row["topic"], row["obligation"] = decided
    (tmp_path / "back.csv").write_bytes(csv_bytes(rows))
    import_sheet(project, tmp_path / "back.csv", "chen")
    assert next(one for one in read_coders(project.coding) if one.name == "chen").description == (
        "a person; decided between zhang and li"
    )
    use(project, "chen")
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    provisions = read_tables(project.processed)["provisions"].set_index("text")
    assert provisions.loc["2022年底前公布执法流程图。", ["topic", "coder"]].tolist() == ["E2", "chen"]
    assert provisions.loc["推行告知承诺制。", "coder"] == "zhang"
    assert set(codings(provisions.reset_index(), project.coding, ["chen", "nobody"])) == {"chen"}
    with pytest.raises(InputError, match=r"nobody: no such coder in coders\.csv; there are chen, zhang, li"):
        export_disagreements(project, ["zhang", "nobody"], tmp_path)
