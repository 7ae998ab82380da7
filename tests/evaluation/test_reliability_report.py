"""The reliability report and the results it rests on, with a stand-in for the topic model."""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest
from support.pages import page_of

from compare.coding.topic_model.topics import Prediction
from compare.errors import InputError
from compare.evaluation import topic_results
from compare.evaluation.coder_pairs import coding_table, hard_decisions, pass_pairs, rule_pairs
from compare.evaluation.heldout import heldout_codes, heldout_provisions
from compare.evaluation.reliability_report import reliability_report
from compare.evaluation.topic_results import CURVE, HELDOUT, TOPICS, read_topic_results, write_topic_results
from compare.indices.plans import plan_labels
from compare.indices.selection import counted
from compare.project import Project
from compare.tables.schema import Tables
from compare.text.document import Document

Coded = Sequence[tuple[Document, Mapping[str, str]]]


class AlwaysParty:
    """A model that takes everything for L1, half sure."""

    def fit(self, coded: Coded) -> "AlwaysParty":
        return self

    def predict(self, document: Document) -> dict[str, Prediction]:
        return {p.provision_id: Prediction("L1", "", 0.5) for p in document.provisions}


def left_out(coded: Coded) -> pd.DataFrame:
    rows = [
        (document.doc_id, key, topic, "L1", 0.5, document.doc_id)
        for document, codes in coded
        for key, topic in codes.items()
    ]
    return pd.DataFrame(rows, columns=["doc_id", "provision_id", "true", "predicted", "score", "fold"])


def curve(coded: Coded, left_out: pd.DataFrame) -> pd.DataFrame:
    columns = ["plans", "written", "fold", "provisions", "topic_accuracy", "domain_accuracy"]
    return pd.DataFrame([(1, 1, "kunqu", 10, 1 / 3, 0.5)], columns=columns)


@pytest.fixture(scope="module")
def written(
    project: Project, built: Project, documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Project]:
    """A copy of the project in which the results were written."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data/raw", "data/coding", "data/heldout"):
        shutil.copytree(project.root / folder, root / folder)
    shutil.copytree(built.processed, root / "data/processed")
    Project(root).reports.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topic_results, "TopicModel", AlwaysParty)
        patch.setattr(topic_results, "leave_one_plan_out", left_out)
        patch.setattr(topic_results, "learning_curve", curve)
        write_topic_results(Project(root), list(documents.values()), Project(root).reports)
    yield Project(root)


@pytest.fixture(scope="module")
def english(written: Project) -> str:
    return reliability_report(written)


# One row for every provision; scores keep four digits, so that two machines write the same.
def test_results_are_written(written: Project, tables: Tables) -> None:
    assert (
        read_topic_results(TOPICS, written)["provision_id"].tolist()
        == tables["provisions"]["provision_id"].tolist()
    )
    assert read_topic_results(CURVE, written)["topic_accuracy"].tolist() == [0.333]
    wanted = sum(len(rows) for rows in heldout_codes(written.root / "data" / "heldout").values())
    assert len(read_topic_results(HELDOUT, written)) == wanted > 0


def test_missing_results_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="fazhi report"):
        read_topic_results(TOPICS, Project(tmp_path))


# The report names every plan by its place and years, and says who coded and what agreement means.
def test_report(written: Project, english: str, tables: Tables) -> None:
    report = english
    for name in plan_labels(tables["documents"], "en").values():
        assert name in report
    assert "not by human experts" in report and "in-sample" in report
    assert "No person has coded a plan yet." in report
    rows = counted(tables["provisions"])
    right = int((rows["topic"] == "L1").sum())
    assert f"| all | topic | {right} | {len(rows)} |" in report
    assert report == reliability_report(written)


NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:\.\d+)?")


# In full in both languages: the same headings and tables, the same numbers in the same order.
def test_the_report_is_the_same_in_chinese(written: Project, english: str) -> None:
    chinese = reliability_report(written, "zh")
    assert NUMBER.findall(_unnamed(chinese)) == NUMBER.findall(_unnamed(english))
    shapes = [page_of(text).shape() for text in (english, chinese)]
    assert all(shapes[0][what] == shapes[1][what] for what in ("headings", "rows", "list items"))
    prose = [line for line in chinese.splitlines() if line and line[0] not in "|#"]
    assert all(re.search("[\u4e00-\u9fff]", line) for line in prose)
    heads = {line for line in english.splitlines() if line.startswith("|")}
    same = heads & set(chinese.splitlines())
    assert not [line for line in same if re.search("[a-z]{3}", line) and "-p" not in line]


def _unnamed(text: str) -> str:
    """Without the names of topics and plans, which have numbers of their own kind."""
    return re.sub(r"\bF1\b", "", text)


# Without held-out plans the report says so, and a person's codes are compared with what stands.
def test_report_with_a_person_and_without_heldout(written: Project, tmp_path: Path) -> None:
    shutil.copytree(written.root, tmp_path / "copy")
    project = Project(tmp_path / "copy")
    shutil.rmtree(project.root / "data" / "heldout")
    (project.reports / f"{HELDOUT}.csv").write_text("doc_id,provision_id,true,predicted,score\n", "utf-8")
    shutil.copytree(project.coding / "llm-pass-a", project.coding / "anna")
    with (project.coding / "coders.csv").open("a", encoding="utf-8") as file:
        file.write("anna,person,,a person\n")
    report = reliability_report(project)
    assert "No held-out plan is coded in this project." in report
    assert "| anna and llm-adjudicated | topic |" in report


# The two passes cover two plans, headings left out; the rules are judged on what indices count.
def test_pairs(tables: Tables, project: Project) -> None:
    provisions = tables["provisions"]
    passes = pass_pairs(provisions, project.coding)
    body = provisions[(provisions["is_heading"] == 0) & provisions["doc_id"].isin(["chengde", "biyang"])]
    assert passes["provision_id"].tolist() == body["provision_id"].tolist()
    assert rule_pairs(provisions)["provision_id"].tolist() == counted(provisions)["provision_id"].tolist()


# Codes whose place no longer exists must not be dropped in silence.
def test_codes_that_fit_nothing_are_an_error(tables: Tables, project: Project) -> None:
    provisions = tables["provisions"].query("doc_id == 'biyang'")
    moved = provisions.assign(start=provisions["start"] + 1)
    with pytest.raises(InputError, match="fit no provision"):
        coding_table(moved, project.coding, "llm-pass-a")


# Worked examples: the disputed ones first, each with the note of whoever decided.
def test_hard_decisions(tables: Tables, project: Project) -> None:
    rows = hard_decisions(tables["provisions"], project.coding)
    disputed = (rows["pass_a"] != rows["pass_b"]).tolist()
    assert any(disputed) and disputed == sorted(disputed, reverse=True)
    assert (rows["note"] != "").all()


# The held-out codes fit the provisions cut from their texts.
def test_heldout_provisions(project: Project) -> None:
    folder = project.root / "data" / "heldout"
    codes = heldout_codes(folder)
    table = heldout_provisions(folder)
    assert len(table) == sum(len(rows) for rows in codes.values()) > 0
    assert table["topic"].tolist() == [row["topic"] for rows in codes.values() for row in rows]


def test_a_folder_without_codes_is_empty(tmp_path: Path) -> None:
    assert heldout_codes(tmp_path) == {}
