"""Sheets of finds: drawn, filled in as people do, taken in or refused in one sentence with the row."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.coded import coded_project

from compare.build.building import build_project
from compare.cli import main
from compare.cli.show import show
from compare.coding.coder import PlanCoder
from compare.coding.given import Codes
from compare.coding.judged import FOLDER
from compare.errors import InputError
from compare.extract.finds import Finds
from compare.project import Project
from compare.sheets.find_import import import_finds
from compare.sheets.find_sample import STRATA, draw_sentences
from compare.sheets.find_sheet import blind_rows, csv_bytes, export_finds, rows_of_sentence, workbook_bytes
from compare.sheets.precedence import use
from compare.sheets.sheet import Row, plan_of
from compare.tables.integrity import check
from compare.tables.reading import read_table
from compare.text.document import Document

PLANS = ("linshui", "gaoshan")


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return coded_project(tmp_path_factory.mktemp("coded") / "project")


@pytest.fixture
def project(coded: Project, tmp_path: Path) -> Project:
    shutil.copytree(coded.root, tmp_path / "project")
    return Project(tmp_path / "project")


@pytest.fixture(scope="module")
def exported(coded: Project) -> list[Row]:
    """The sheet of all sentences of both plans."""
    drawn = draw_sentences([plan_of(coded, name) for name in PLANS], 99, 1)
    return [{name: str(cell) for name, cell in row.items()} for one in drawn for row in rows_of_sentence(one)]


def row_of(rows: list[Row], words: str) -> int:
    """The number of the row that shows a find with these words, from 0."""
    return next(place for place, row in enumerate(rows) if row["found_words"] == words)


def last_of(rows: list[Row], words: str) -> int:
    """The number of the row for what is missing in the sentence that holds these words."""
    return next(
        place for place, row in enumerate(rows) if words in row["text"] and row["asked"] == "missing?"
    )


def filled(rows: list[Row], *cells: tuple[int, dict[str, str]], right: bool = False) -> list[Row]:
    """The sheet with some cells filled in; all others as right and complete, if so."""
    new = [
        row | ({"verdict": "right" if row["found_words"] else "complete"} if right else {}) for row in rows
    ]
    for place, own in cells:
        new[place] = new[place] | own
    return new


def saved(folder: Path, rows: list[Row]) -> Path:
    path = folder / "sheet.csv"
    path.write_bytes(csv_bytes(rows))
    return path


def stored(project: Project, doc_id: str = "linshui") -> list[dict[str, str]]:
    text = (project.coding / FOLDER / "zhang" / f"{doc_id}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def uncoded(document: Document, finds: dict[str, Finds]) -> dict[str, Codes]:
    """Codes of no matter, without a topic model."""
    return {p.provision_id: Codes("N0", "", 0, 0, 0, "", "layout", "layout") for p in document.provisions}


# --- drawing ---


def test_every_kind_of_sentence_is_drawn_and_the_same_again(coded: Project) -> None:
    documents = [plan_of(coded, name) for name in PLANS]
    drawn = draw_sentences(documents, 8, 1)
    assert [one.provision.provision_id for one in drawn] == [
        one.provision.provision_id for one in draw_sentences(documents, 8, 1)
    ]
    strata = {one.stratum.split("-")[1]: one.size for one in drawn}
    assert set(strata) == {"target", "time", "body", "rest"}
    assert sum(strata.values()) == {one.corpus for one in drawn}.pop()
    assert len(draw_sentences(documents, 500, 1)) == drawn[0].corpus


def test_a_sheet_is_never_written_over(project: Project, tmp_path: Path) -> None:
    files = export_finds(project, [], 5, 1, tmp_path)
    assert [file.name for file in files] == ["finds_sample5_seed1.xlsx", "finds_sample5_seed1.csv"]
    assert load_workbook(files[0]).sheetnames == ["finds", "how"]
    with pytest.raises(InputError, match="is there already"):
        export_finds(project, [], 5, 1, tmp_path)


# --- taking in ---


def test_a_judged_sheet_is_measured_and_feeds_the_tables(
    project: Project, exported: list[Row], tmp_path: Path
) -> None:
    sheet = filled(
        exported,
        (row_of(exported, "95%以上"), {"verdict": "更正", "value": ">95%"}),
        (row_of(exported, "县司法局"), {"verdict": "", "value": "牵头"}),
        (row_of(exported, "2022年底前"), {"verdict": "错"}),
        (last_of(exported, "探索建立"), {"verdict": "", "kind": "机构", "words": "第三方", "value": "责任"}),
        right=True,
    )
    told = import_finds(project, saved(tmp_path, sheet), "zhang")
    assert "2 corrected, 1 wrong, 0 missing" in told and "1 missing" in told
    lines = {
        line.split()[0] + " " + line.split()[1]: line.split("  ")[-1].strip()
        for line in told.splitlines()
        if line.startswith("  ")
    }
    assert lines["targets precision"].startswith("(1 of 2") and lines["times precision"].startswith("(5 of 6")
    assert lines["bodies precision"].startswith("(3 of 4") and lines["bodies recall"].startswith("(3 of 5")
    use(project, "zhang", ("finds",))
    build_project(project, PlanCoder(project.coding), "test", workers=1)
    bodies = read_table("bodies", project.processed)
    assert bodies[["name", "role", "coder", "checked"]].to_numpy().tolist() == [
        ["县司法局", "lead", "zhang", "corrected"],
        ["各乡镇", "responsible", "zhang", "right"],
        ["县政府办公室", "responsible", "zhang", "right"],
        ["第三方", "responsible", "zhang", "added"],
        ["县发展改革局", "responsible", "zhang", "right"],
    ]
    assert "2022年底前" not in set(read_table("times", project.processed)["text"])
    assert check(project, "test") == []
    # A sentence that changed: what was judged in it is told, and what is found there now stands.
    path = project.raw / "linshui.txt"
    path.write_text(path.read_text("utf-8").replace("达到95%以上", "总体达到95%以上"), encoding="utf-8")
    built = build_project(project, uncoded, "test", workers=1)
    assert [
        note
        for note in built.notes
        if "zhang judged in 1 sentence was not applied, since it does not" in note
    ]
    targets = read_table("targets", project.processed).set_index("text")
    assert targets.loc["95%以上", ["comparator", "coder"]].tolist() == [">=", "rules"]
    assert targets.loc["不少于60学时", "coder"] == "zhang"


def test_a_half_filled_sheet_keeps_what_is_there_and_a_later_one_goes_on(
    project: Project, exported: list[Row], tmp_path: Path
) -> None:
    first, second = row_of(exported, "95%以上"), row_of(exported, "压缩至3个工作日")
    told = import_finds(project, saved(tmp_path, filled(exported, (first, {"verdict": "√"}))), "zhang")
    assert "1 right" in told and "gaoshan" not in told
    import_finds(project, saved(tmp_path, filled(exported, (second, {"verdict": "wrong"}))), "zhang")
    import_finds(project, saved(tmp_path, filled(exported, (first, {"verdict": "错误"}))), "zhang")
    assert [row["verdict"] for row in stored(project) if row["found_words"] == "95%以上"] == ["wrong"]
    # What is missing is said once for the whole sentence, and a verdict left open later stays as it was.
    last = last_of(exported, "95%以上")
    added = {"kind": "body", "words": "行政机关", "value": "lead"}
    for cells, verdicts in (
        ((last, added), ["wrong", "missing"]),
        ((first, {"verdict": "right"}), ["right", "missing"]),
        ((last, {"verdict": "complete"}), ["right", "complete"]),
    ):
        import_finds(project, saved(tmp_path, filled(exported, cells)), "zhang")
        own = [row["verdict"] for row in stored(project) if "95%以上" in row["text"]]
        assert [verdict for verdict in own if verdict] == verdicts
    assert [
        row["verdict"] for row in stored(project, "gaoshan") if row["found_words"] == "压缩至3个工作日"
    ] == ["wrong"]


# --- blind ---


@pytest.fixture(scope="module")
def hidden(coded: Project) -> list[Row]:
    """The blind sheet of all sentences of both plans."""
    drawn = draw_sentences([plan_of(coded, name) for name in PLANS], 99, 1)
    return [{name: str(cell) for name, cell in row.items()} for one in drawn for row in blind_rows(one)]


def test_a_blind_sheet_tells_nothing_of_what_was_found(hidden: list[Row], exported: list[Row]) -> None:
    assert [row["text"] for row in hidden] == list(dict.fromkeys(row["text"] for row in exported))
    for row in hidden:
        assert {
            row[name]
            for name in ("verdict", "kind", "words", "value", "found_at", "found_words", "found_value")
        } == {""}
        assert not any(name in row["stratum"] for name in STRATA)


def test_what_a_person_finds_blind_becomes_judgements_of_what_was_found(
    project: Project, hidden: list[Row], tmp_path: Path
) -> None:
    # 达到95%以上 is read shorter and the same, the training as 50 hours, a deadline as none, and one more body is seen.
    written = {
        "95%以上": [("指标", "95%以上", "")],
        "60学时": [("target", "不少于60学时", ">= 50 学时 per P1Y"), ("time", "每年", "")],
        "流程图": [],
        "探索建立": [("body", "第三方", "责任")],
    }
    sheet = []
    for row in hidden:
        finds = next((found for words, found in written.items() if words in row["text"]), None)
        cells = [dict(zip(("kind", "words", "value"), find, strict=True)) for find in finds or ()]
        sheet += [row | one for one in cells or [{"verdict": "无"} if finds is not None else {}]]
    import_finds(project, saved(tmp_path, sheet), "zhang")
    rows = [*stored(project), *stored(project, "gaoshan")]
    said = [(row["verdict"], row["kind"], row["words"], row["found_words"]) for row in rows]
    assert said == [
        ("corrected", "target", "不少于60学时", "不少于60学时"),
        ("right", "time", "每年", "每年"),
        ("complete", "", "", ""),
        ("wrong", "time", "", "2022年底前"),
        ("complete", "", "", ""),
        ("right", "target", "95%以上", "95%以上"),
        ("complete", "", "", ""),
        ("missing", "body", "第三方", ""),
    ]


def test_the_coder_of_a_find_is_shown(project: Project, exported: list[Row], tmp_path: Path) -> None:
    cells = (row_of(exported, "95%以上"), {"verdict": "", "value": ">95%"})
    import_finds(project, saved(tmp_path, filled(exported, cells)), "zhang")
    use(project, "zhang", ("finds",))
    build_project(project, uncoded, "test", workers=1)
    targets = read_table("targets", project.processed).set_index("text")["provision_id"]
    assert "> 95 %   [corrected, says zhang]" in show(targets["95%以上"], project)
    assert "says" not in show(targets["不少于60学时"], project)


def _totalled(rows: list[Row]) -> list[Row]:
    return [*rows, dict.fromkeys(rows[0], "") | {"note": "共计"}]


def _sorted_by_kind(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["kind"])


def _curly(rows: list[Row]) -> list[Row]:
    return [row | {"text": row["text"].replace("“", '"').replace("”", '"')} for row in rows]


def _cleared(rows: list[Row]) -> list[Row]:
    """Whoever judges may empty what is to be corrected."""
    return [row | {"words": "", "value": ""} for row in rows]


@pytest.mark.parametrize("change", [_totalled, _sorted_by_kind, _curly, _cleared])
def test_sheets_are_taken_as_they_come(
    change: Callable[[list[Row]], list[Row]], project: Project, exported: list[Row], tmp_path: Path
) -> None:
    sheet = saved(tmp_path, change(filled(exported, right=True)))
    import_finds(project, sheet, "zhang")
    assert {row["verdict"] for row in stored(project)} == {"right", "complete"}


def test_a_workbook_says_the_same_as_its_csv(project: Project, exported: list[Row], tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(workbook_bytes(filled(exported, right=True)))
    import_finds(project, saved(tmp_path, filled(exported, right=True)), "zhang")
    before = stored(project)
    import_finds(project, path, "zhang")
    assert stored(project) == before


def test_a_row_put_in_below_a_sentence_belongs_to_it(
    project: Project, exported: list[Row], tmp_path: Path
) -> None:
    place = last_of(exported, "60学时") + 1
    new = dict.fromkeys(exported[0], "") | {"kind": "target", "words": '"岗位"培训', "value": "1 次"}
    import_finds(project, saved(tmp_path, [*exported[:place], new, *exported[place:]]), "zhang")
    assert [(row["words"], row["value"]) for row in stored(project) if row["verdict"] == "missing"] == [
        ("“岗位”培训", "1 次")
    ]


WRONG = [
    ("95%以上", {"verdict": "maybe"}, "verdict 'maybe' of a find is unknown"),
    ("95%以上", {"verdict": "right", "value": "> 95 %"}, "says right, but words or value are others than those found"),
    ("95%以上", {"verdict": "corrected"}, "says corrected, but words and value are as found"),
    ("95%以上", {"value": "about half"}, "value 'about half': write a target as >= 60 学时 per P1Y, or 100 %"),
    ("95%以上", {"words": "九成"}, "the words '九成' do not stand in the sentence"),
    ("95%以上", {"kind": "time", "verdict": "right"}, "the kind was changed"),
    ("95%以上", {"text": "别的", "verdict": "right"}, "was changed; texts must stay as exported"),
    ("95%以上", {"start": "3", "verdict": "right"}, "no sentence of the plan has the characters 3 to"),
    ("95%以上", {"found_words": "96%以上", "verdict": "right"}, "found_words were changed"),
    ("县司法局", {"value": "chief"}, "value 'chief': a body is lead or responsible"),
    ("", {"verdict": "wrong"}, "verdict 'wrong' is of a find, and none stands here"),
    ("", {"verdict": "漏"}, "says that something is missing; write its kind, words and value"),
    ("", {"words": "60学时"}, "something is missing; write its kind (target, time, body, citation) and its words"),
    ("", {"kind": "time", "words": "培训", "value": "soon"}, "value 'soon': write a time as by 2025-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "cells", "says"), WRONG)
def test_what_cannot_be_meant_is_refused_with_its_row(
    words: str, cells: dict[str, str], says: str, project: Project, exported: list[Row], tmp_path: Path
) -> None:
    place = row_of(exported, words) if words else last_of(exported, "60学时")
    with pytest.raises(InputError) as refused:
        import_finds(project, saved(tmp_path, filled(exported, (place, cells))), "zhang")
    assert f"row {place + 2}: " in str(refused.value) and says in str(refused.value)
    assert not (project.coding / FOLDER).exists()


def test_an_empty_sheet_and_options_of_other_sheets_are_refused(
    project: Project, exported: list[Row], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="no verdict is filled in; nothing was stored"):
        import_finds(project, saved(tmp_path, exported), "zhang")
    assert main(
        [
            "coding",
            "export",
            "--finds",
            "--measures",
            "1-2",
            "--project",
            str(project.root),
            "--out",
            str(tmp_path),
        ]
    )
    assert "--measures is for sheets of codes" in capsys.readouterr().err
