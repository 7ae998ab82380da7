"""Whole commands on a folder that somebody else filled: no link is followed out of it, nothing of theirs goes."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
from tests.support.explored import HILL, RIVER, Scripted

from compare.build import reuse_table
from compare.build.building import build_project
from compare.build.coded import Runner
from compare.cli.parser import main
from compare.errors import InputError
from compare.files.manifest import NAME
from compare.project import Project
from compare.sheets.sheet import export_sheet
from compare.text.sources import read_sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of one plan, built."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "river.txt").write_text(RIVER, encoding="utf-8")
    assert main(["add", str(folder / "river.txt"), "--project", str(folder / "project")]) == 0
    project = Project(folder / "project")
    build_project(project, Scripted(), "test", workers=1)
    export_sheet(project, "river", project.root / "sheets")
    return project.root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    shutil.copytree(built, tmp_path / "project")
    (tmp_path / "hill.txt").write_text(HILL, encoding="utf-8")
    return Project(tmp_path / "project")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the user's with names that commands know."""
    folder = tmp_path / "documents"
    for name in (
        "letter.docx", "river.txt", "x.txt", "sources.csv", "coders.csv", "measures.csv", "index.html", "lock",
        "holder.txt", "reuse/a.csv", "river.0123456789abcdef0123456789abcdef.json.zst", "figures/a.png",
        f"staging-{'0' * 32}/a", "hand/river.csv", "river.original.pdf", "notebooks/a.ipynb",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("dear", encoding="utf-8")
    return folder


COMMANDS = {
    "build": ["build", "--quiet"],
    "report": ["report"],
    "explore": ["explore", "--no-open"],
    "add": ["add", "{folder}/../hill.txt"],
    "remove": ["remove", "river"],
    "import": ["coding", "import", "{folder}/sheets/river_coding.csv", "--coder", "hand"],
    "export": ["export", "measures", "--format", "csv", "--out", "{folder}/mine"],
    "concordance": ["concordance", "E7", "--format", "html", "--out", "{folder}/mine"],
    "evidence": ["evidence", "coverage_domain", "--format", "csv", "--out", "{folder}/mine"],
    "sheet": ["coding", "export", "river", "--out", "{folder}/mine"],
}


def run(command: str, project: Project) -> int:
    filled = [part.format(folder=project.root) for part in COMMANDS[command]]
    return main([*filled, "--project", str(project.root)])


def put_link(project: Project, at: str, target: Path) -> None:
    """A link at `at`, whatever was there."""
    path = project.root / at
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target, target_is_directory=target.is_dir())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


LINKS = [
    *((".cache", command) for command in ("build", "report", "explore", "add", "remove", "import")),
    *((".cache/fazhi", command) for command in ("build", "report", "explore", "add", "remove", "import")),
    *(("data/processed", command) for command in ("build",)),
    *(("reports", command) for command in ("report", "explore")),
    ("reports/explore-data", "explore"),
    ("data/coding", "import"),
    ("data/coding/hand", "import"),
    *(("mine", command) for command in ("export", "concordance", "evidence", "sheet")),
]


@pytest.mark.parametrize(("at", "command"), LINKS)
def test_no_command_follows_a_folder_out(
    project: Project, outside: Path, at: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put_link(project, at, outside)
    before = contents(outside)
    code = run(command, project)
    error = capsys.readouterr().err
    assert contents(outside) == before
    if at != "reports/explore-data":  # nothing is written there for so few plans
        assert code == 1 and error.startswith("fazhi: ")
        # Codes are read before any are written, and those outside are none.
        assert "a link that leads out of the project" in error or at.startswith("data/coding")


@pytest.mark.parametrize("name", ["lock", "holder.txt"])
@pytest.mark.parametrize("command", ["add", "explore"])
def test_no_command_opens_a_link_for_its_lock(
    project: Project, outside: Path, name: str, command: str
) -> None:
    put_link(project, f".cache/fazhi/{name}", outside / "letter.docx")
    assert run(command, project) == 1
    assert (outside / "letter.docx").read_text("utf-8") == "dear"


# Where the search for shared wording of many plans keeps its files can be foretold from the texts.
@pytest.mark.parametrize("at", ["", "search"])
@pytest.mark.parametrize("meanwhile", [False, True])
def test_no_search_for_shared_wording_writes_through_a_link(
    project: Project, outside: Path, at: str, meanwhile: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reuse_table, "MOST_PLANS", 0)
    sources = read_sources(project.raw)
    place = reuse_table._place(project, sources, []).parent / at
    (outside / "segments").write_text("dear", encoding="utf-8")
    put_link(project, place.relative_to(project.root).as_posix(), outside)
    before = contents(outside)
    with pytest.raises(InputError, match="a link"):
        if meanwhile:
            with reuse_table.found_meanwhile(project, sources, [], Runner().do_parts):
                pytest.fail("a search was begun")
        reuse_table.reuse_table(project, sources, [], {"river"})
    assert contents(outside) == before


def test_no_search_takes_what_lies_in_its_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = read_sources(project.raw)
    folder = reuse_table._place(project, sources, []).parent / "search"
    folder.mkdir(parents=True)
    (folder / "segments").write_text("forged", encoding="utf-8")
    monkeypatch.setattr(reuse_table, "meanwhile", lambda _work: nullcontext())
    monkeypatch.setattr(reuse_table, "_help", lambda *_: pytest.fail("forged") if folder.exists() else None)
    with reuse_table.found_meanwhile(project, sources, [], Runner().do_parts):
        assert not folder.exists()


@pytest.mark.parametrize("name", ["coders.csv", "hand/river.csv", NAME])
def test_no_import_writes_through_a_link(project: Project, outside: Path, name: str) -> None:
    put_link(project, f"data/coding/{name}", outside / "coders.csv")
    (outside / "coders.csv").write_text("coder,kind,rank,description\n", encoding="utf-8")
    run("import", project)
    assert (outside / "coders.csv").read_text("utf-8") == "coder,kind,rank,description\n"


# The row leads through a link to a file of the user's.
def test_remove_leaves_what_a_row_names_elsewhere(project: Project, outside: Path) -> None:
    put_link(project, "data/raw/out", outside)
    with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("x,out/x.txt" + "," * 18 + "\n")
    before = contents(outside)
    assert main(["remove", "x", "--project", str(project.root)]) == 0
    assert contents(outside) == before and (project.raw / "river.txt").is_file()


def test_remove_leaves_the_file_of_another_row(project: Project) -> None:
    for name in ("river.original.txt", "river.original.pdf"):
        (project.raw / name).write_text(HILL, encoding="utf-8")
    with (project.raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("hill,river.original.txt" + "," * 18 + "\n")
    assert main(["remove", "river", "--project", str(project.root)]) == 0
    left = sorted(path.name for path in project.raw.iterdir())
    assert left == ["river.original.pdf", "river.original.txt", "sources.csv"]


def test_files_of_the_user_beside_ours_stay(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    mine = [
        "data/processed/my_notes.xlsx",
        "data/.processed-backup/a.csv",
        "reports/mine.md",
        ".cache/mine.txt",
    ]
    mine += [".cache/fazhi/mine.txt", ".cache/fazhi/reuse/mine.csv", "data/processed/old/measures.csv"]
    for name in mine:
        (project.root / name).parent.mkdir(parents=True, exist_ok=True)
        (project.root / name).write_text("mine", encoding="utf-8")
    notes = build_project(project, Scripted(), "test", workers=1).notes
    assert run("explore", project) == run("add", project) == run("remove", project) == 0
    assert all((project.root / name).read_text("utf-8") == "mine" for name in mine)
    assert any("my_notes.xlsx: not written by fazhi; left as it is" in note for note in notes)


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("export", "mine/measures.csv"),
        ("concordance", "mine/concordance_E7_zh.html"),
        ("evidence", "mine/evidence_coverage_domain.csv"),
        ("sheet", "mine/river_coding.csv"),
    ],
)
def test_a_file_of_the_user_is_overwritten_only_on_request(project: Project, command: str, name: str) -> None:
    path = project.root / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    before = contents(project.root)
    assert run(command, project) == 1
    changed = {at for at, data in contents(project.root).items() if before.get(at) != data}
    assert {at for at in changed if not at.startswith(".cache")} == set()
    COMMANDS["replace"] = [*COMMANDS[command], "--replace"]
    assert run("replace", project) == 0
    assert path.read_text(encoding="utf-8") != "mine"
    assert run(command, project) == (1 if command == "sheet" else 0)


def test_codes_changed_by_hand_are_overwritten_only_on_request(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", project) == run("import", project) == 0
    codes = project.coding / "hand" / "river.csv"
    whole = codes.read_text(encoding="utf-8")
    mine = whole[: whole.rindex("\n", 0, -1) + 1]  # without the last line
    codes.write_text(mine, encoding="utf-8")
    assert run("import", project) == 1
    assert "coding/hand/river.csv: fazhi did not write this, or it was changed" in capsys.readouterr().err
    assert codes.read_text(encoding="utf-8") == mine
    COMMANDS["replace"] = [*COMMANDS["import"], "--replace"]
    assert run("replace", project) == 0
    assert codes.read_text(encoding="utf-8") == whole


def test_an_edited_file_of_ours_is_the_user_s(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", project) == 0
    with (project.root / "mine" / "measures.csv").open("a", encoding="utf-8") as file:
        file.write("a line of mine\n")
    assert run("export", project) == 1
    assert "measures.csv: fazhi did not write this, or it was changed since" in capsys.readouterr().err
    assert os.listdir(project.root / "mine").count("measures.csv") == 1
