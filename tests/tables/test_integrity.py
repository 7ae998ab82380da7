"""What `fazhi check` says of tables that do not fit the raw files, plan by plan."""

from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from support.clerk import PLAN, Clerk, make_project

from compare.build.building import build_project
from compare.cli.parser import main
from compare.errors import InputError
from compare.files.manifest import NAME, Manifest, read_manifest, write_manifest
from compare.project import Project
from compare.tables import writing
from compare.tables.datapackage import write_datapackage
from compare.tables.integrity import check
from compare.tables.reading import read_parts, read_table, read_tables
from compare.tables.schema import SCHEMAS


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("check")
    (folder / "diary").mkdir()
    project = make_project(folder / "p", 3)
    build_project(project, Clerk(folder / "diary"), "0")
    return project.root


@pytest.fixture
def built(intact: Path, tmp_path: Path) -> Project:
    return Project(Path(copytree(intact, tmp_path / "p")))


def damage(project: Project, name: str, row: int, column: str, value: str) -> None:
    """Change one cell of a table; the descriptor is renewed, so that it is no fault."""
    path = project.processed / f"{name}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")
    renew(project)


def renew(project: Project) -> None:
    """Describe and take as ours what stands there now: a fault of content, and not of an edited file."""
    write_datapackage(project.processed, "0")
    (project.processed / NAME).unlink(missing_ok=True)


def test_what_was_built_has_no_fault(built: Project) -> None:
    assert check(built, "0") == []


FAULTS = [
    ("targets", 1, "provision_id", "plan01-p0099",
     "targets.csv: provision_id 'plan01-p0099' is not in provisions.csv"),
    ("targets", 1, "start", "72", "targets.csv: plan01-q001 does not stand at 72-78 of the raw file"),
    ("bodies", 5, "name", "县公安局", "bodies.csv: plan02-b002 does not stand at 106-109 of the raw file"),
    ("provisions", 0, "text", "没有的话", "provisions.csv: plan00-p0001 does not stand at 0-24 of the raw file"),
    ("provisions", 7, "start", "97", "provisions.csv: plan00-p0008 does not stand at 97-109 of the raw file"),
    ("documents", 2, "sha256", "0" * 64,
     "plan02.txt: not the file that the tables were built from; run `fazhi build`"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "row", "column", "value", "fault"), FAULTS)
def test_a_damaged_cell_is_named(
    built: Project, name: str, row: int, column: str, value: str, fault: str
) -> None:
    damage(built, name, row, column, value)
    assert check(built, "0")[0] == fault


def test_plans_that_came_or_went_since_the_build_are_named(built: Project) -> None:
    listed = built.raw / "sources.csv"
    listed.write_text(listed.read_text(encoding="utf-8").replace("plan01,", "other,"), encoding="utf-8")
    gone = "documents.csv: plan01 is not in sources.csv; run `fazhi build`"
    assert check(built, "0") == ["plan01.txt: not in the tables; run `fazhi build`", gone]
    (built.raw / "plan01.txt").write_text("no plan", encoding="utf-8")
    assert [fault.partition(":")[::2] for fault in check(built, "0")] == [
        (
            "plan01.txt",
            " no numbered measures found, nor headings on lines of their own; is this a plan?"
            " Items must open with numbers such as 一、（一）1. or with headings.",
        ),
        tuple(gone.split(":", 1)),
    ]


def test_rows_of_no_plan_or_in_another_order_are_named(built: Project) -> None:
    damage(built, "targets", 2, "doc_id", "plan09")
    path = built.processed / "bodies.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *rows[::-1]]), encoding="utf-8")
    renew(built)
    assert check(built, "0") == [
        "targets.csv: doc_id 'plan09' is not in documents.csv, or not in that order",
        "bodies.csv: doc_id 'plan01' is not in documents.csv, or not in that order",
    ]


def test_an_id_that_stands_twice_is_named_however_far_apart(built: Project) -> None:
    damage(built, "bodies", 5, "body_id", "plan00-b001")
    with pytest.raises(InputError, match=r"bodies\.csv: column 'body_id' has"):
        list(read_parts("bodies", built.processed))
    with pytest.raises(InputError, match=r"bodies\.csv: column 'body_id' has a value twice"):
        list(read_parts("bodies", built.processed, rows=2))


@pytest.mark.parametrize("large", [False, True])
def test_parts_are_the_table(built: Project, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(writing, "MOST_PROVISIONS", 5)
        build_project(built, Clerk(built.root), "0")
    for name in SCHEMAS:
        whole = read_table(name, built.processed)
        parts = list(read_parts(name, built.processed, rows=3))
        assert len(parts) >= len(whole) / 3
        pd.testing.assert_frame_equal(pd.concat([whole[:0], *parts], ignore_index=True), whole)


def test_faults_come_by_kind_and_then_by_plan(built: Project) -> None:
    damage(built, "provisions", 25, "text", "没有的话")
    damage(built, "provisions", 5, "end", "80")
    damage(built, "documents", 2, "sha256", "0" * 64)
    damage(built, "documents", 1, "sha256", "0" * 64)
    assert [fault.split(" ")[0:2] for fault in check(built, "0")] == [
        ["plan01.txt:", "not"],
        ["plan02.txt:", "not"],
        ["provisions.csv:", "plan00-p0006"],
        ["provisions.csv:", "characters"],
        ["provisions.csv:", "plan02-p0006"],
    ]


def test_an_outdated_or_missing_descriptor_is_said(built: Project) -> None:
    assert check(built, "1") == [
        "datapackage.json: does not describe the tables beside it; run `fazhi build`"
    ]
    (built.processed / "datapackage.json").unlink()
    with pytest.raises(InputError, match="not in processed/"):
        check(built, "0")


# --- files that are not as they were written ---


def test_a_damaged_manifest_is_said(built: Project) -> None:
    path = built.processed / ".fazhi.json"
    kept = path.read_bytes()
    path.write_text("{", encoding="utf-8")
    assert check(built, "0") == [
        "processed/.fazhi.json: cannot be read, so what was edited is not known; run `fazhi build` or `report` anew"
    ]
    path.write_bytes(kept)


def test_edited_and_lost_files_and_a_stopped_step_are_said(built: Project) -> None:
    with (built.processed / "columns.md").open("a", encoding="utf-8") as file:
        file.write("mine")
    (built.processed / "left_out.csv").unlink()
    (built.reports / "sources.md").write_text("mine", encoding="utf-8")
    assert check(built, "0") == [
        "processed/columns.md: not as fazhi wrote it; make it anew",
        "processed/left_out.csv: fazhi wrote it, and it is gone; make it anew",
        "reports/sources.md: not as fazhi wrote it; make it anew",
    ]
    manifest = read_manifest(built.reports)
    write_manifest(built.reports, Manifest(manifest.files, {"report": {"index.html": "0" * 64}}))
    assert "reports/: a report was stopped while it put its files here; run the command again" in check(
        built, "0"
    )


def test_tables_of_two_builds_are_said_and_refused(built: Project) -> None:
    old = {path.name: path.read_bytes() for path in built.processed.glob("*.csv")}
    (built.raw / "plan01.txt").write_text(PLAN.format(hours=88), encoding="utf-8")
    build_project(built, Clerk(built.root), "0")
    assert check(built, "0") == []
    (built.processed / "targets.csv").write_bytes(old["targets.csv"])
    assert "processed/targets.csv: not as fazhi wrote it; make it anew" in check(built, "0")
    with pytest.raises(InputError, match=r"processed/targets\.csv: not as fazhi wrote it"):
        read_tables(built.processed)
    manifest = read_manifest(built.processed)
    write_manifest(built.processed, Manifest(manifest.files, manifest.files))
    for command in (["show", "plan00-m001"], ["export", "measures"], ["report"], ["explore", "--no-open"]):
        assert main([*command, "--project", str(built.root)]) == 1


@pytest.mark.parametrize(
    ("damaged", "says"),
    [
        ("a,b\n1,2\n", "columns"),
        ("", "is no table"),
        ('"', "is no table"),
        ("\udc80", "is no table"),
    ],
)
@pytest.mark.parametrize("name", ["targets", "indicators", "documents"])
def test_rows_that_cannot_be_read_back_are_named_and_the_others_looked_at(
    built: Project, name: str, damaged: str, says: str
) -> None:
    (built.processed / f"{name}.csv").write_bytes(damaged.encode("utf-8", "surrogateescape"))
    (built.processed / "times.csv").write_text("x\n", encoding="utf-8")
    faults = check(built, "0")
    assert any(fault.startswith(f"{name}.csv:") and says in fault for fault in faults)
    assert any(fault.startswith("times.csv:") for fault in faults)


def test_a_plan_that_cannot_be_read_any_more_hides_no_other_fault(built: Project) -> None:
    (built.raw / "plan00.txt").unlink()
    (built.raw / "plan02.txt").write_text(PLAN.format(hours=99), encoding="utf-8")
    faults = check(built, "0")
    assert any(fault.startswith("plan00.txt: no such file") for fault in faults)
    assert any(
        fault.startswith("plan02.txt: not the file that the tables were built from") for fault in faults
    )


# What reading takes out of names, or leaves in a sentence, is no fault of the tables.
def test_signs_of_markdown_inside_a_line_are_no_fault(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", 1)
    text = PLAN.format(hours=40).replace(
        "责任单位：县司法局、各乡镇",
        "责任单位：县司##法局、各**乡镇**，县## 财政局、县__民政__局、县\\#交通局、县`公安`局、<b>县人社局</b>\n"
        "公布《某县## 行政执法*条例*》，2022年##底前完成##不少于3##0次。（牵头单位：县审\u200b## 计局）",
    )
    (project.raw / "plan00.txt").write_text(text, encoding="utf-8")
    (tmp_path / "diary").mkdir()
    build_project(project, Clerk(tmp_path / "diary"), "0", workers=1)
    names = set(read_tables(project.processed)["bodies"]["name"])
    assert {"县财政局", "县审计局"} <= names
    assert check(project, "0") == []
