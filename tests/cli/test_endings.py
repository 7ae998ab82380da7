"""Whatever goes wrong, a command ends in one sentence and an exit code, and nothing is half written."""

import csv
import errno
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from support.clerk import PLAN, Clerk, make_project

from compare.cli.parser import main, make_parser
from compare.errors import ADVICE, InputError, expected
from compare.project import Project

BIT_LONG = "a" * 300


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built project of two plans."""
    project = make_project(tmp_path_factory.mktemp("endings") / "县 project", 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("compare.coding.coder.PlanCoder", lambda _: Clerk(tmp_path_factory.mktemp("diary")))
        assert main(["build", "--quiet", "--project", str(project.root)]) == 0
    return project


@pytest.fixture
def copy(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy to change, and a coder that needs no model."""
    (tmp_path / "diary").mkdir()
    monkeypatch.setattr("compare.coding.coder.PlanCoder", lambda _: Clerk(tmp_path / "diary"))
    shutil.copytree(built.root, tmp_path / "县")
    return Project(tmp_path / "县")


def run(project: Project, *arguments: object) -> int:
    return main([*map(str, arguments), "--project", str(project.root)])


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said on stderr: a line that opens with the command's name."""
    said = capsys.readouterr().err.strip()
    assert said.startswith("fazhi: ") and "\n" not in said and "Traceback" not in said
    return said


def contents(project: Project) -> dict[str, bytes]:
    files = [path for path in project.root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(project.root)): path.read_bytes() for path in files}


# --- one place decides ---


@pytest.mark.parametrize("number", sorted(ADVICE))
def test_what_the_system_refuses_is_one_sentence_with_the_file(number: int) -> None:
    said = expected(OSError(number, os.strerror(number), "县/a.csv"))
    assert said.startswith("县/a.csv: ") and said.endswith(".") and "\n" not in said and "[Errno" not in said


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.EPROTO, "Protocol error", b"a\xff"),
        OSError("no number at all"),
        PermissionError(13, "Permission denied"),
        FileNotFoundError(2, "No such file", "a", None, "b"),
        MemoryError(),
        ImportError("libscipy_openblas.so: failed to map segment from shared object"),
        ImportError("libm.so.6: cannot open shared object file: Cannot allocate memory"),
        SystemError("<function f at 0x7f> returned NULL without setting an exception"),
        RuntimeError("can't start new thread"),
        zipfile.BadZipFile("Bad CRC-32"),
        EOFError("Compressed file ended"),
        OSError(errno.ENAMETOOLONG, "File name too long", "长" * 9_000),
    ],
)
def test_other_faults_of_machine_and_files_are_sentences(error: Exception) -> None:
    said = expected(error)
    assert said.endswith(".") and len(said) < 500
    said.encode("utf-8")


@pytest.mark.parametrize(
    "error",
    [
        IndexError("x"),
        KeyError(1),
        RuntimeError("x"),
        RecursionError(),
        ValueError("x"),
        AssertionError(),
        ImportError("no module x"),
        SystemError("x"),
    ],
)
def test_bugs_are_no_faults_of_the_user(error: Exception) -> None:
    assert expected(error) == ""


# --- names and folders ---


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("zero\0byte", "zero byte"),
        (BIT_LONG, "too long"),
        ("a/" * 3_000, "too long"),
        ("loop", "circle"),
        ("loop/below", "circle"),
        ("a_file", "no data/raw/sources.csv"),
        ("nowhere", "no data/raw/sources.csv"),
        ("bytes\udcff", "no data/raw/sources.csv"),
    ],
)
@pytest.mark.parametrize(
    "verb",
    [["build"], ["check"], ["show", "x"], ["explore", "--no-open"], ["export", "documents"], ["remove", "x"]],
)
def test_a_project_that_cannot_be_one_is_named(
    verb: list[str], name: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "pool")
    (tmp_path / "pool").symlink_to(tmp_path / "loop")
    (tmp_path / "a_file").touch()
    assert main([*verb, "--project", f"{tmp_path}/{name}"]) == 1
    assert says in one_sentence(capsys)


@pytest.mark.parametrize(
    "name", ["zero\0byte.txt", f"{BIT_LONG}.txt", "loop.txt", "folder.txt", "nowhere.docx", "bytes\udcff.txt"]
)
def test_a_plan_that_cannot_be_a_file_is_named(
    name: str, copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "folder.txt").mkdir()
    before = contents(copy)
    assert run(copy, "add", tmp_path / name) == 1
    one_sentence(capsys)
    assert contents(copy) == before


def test_a_file_name_that_is_no_text_is_added_under_an_id(
    copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names in GBK, from an old archive."""
    name = os.fsdecode("临江县方案.txt".encode("gbk"))
    (tmp_path / name).write_text(PLAN.format(hours=77), encoding="utf-8")
    assert run(copy, "add", tmp_path / name) == 0
    assert "Added " in capsys.readouterr().out
    assert run(copy, "build", "--quiet") == 0


# --- what is damaged in a project ---


def test_a_cell_of_a_csv_file_that_is_too_long_is_named(
    copy: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    csv.field_size_limit(1_000_000)  # as libraries do that are loaded beside us
    sources = copy.raw / "sources.csv"
    sources.write_text(sources.read_text("utf-8") + "x," + "字" * 140_000 + "\n", "utf-8")
    assert run(copy, "build", "--quiet") == 1
    assert "sources.csv, line 4: " in one_sentence(capsys)


def test_a_sheet_with_a_cell_that_is_too_long_is_named(
    copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sheet.csv").write_text("doc_id,start\nx," + "字" * 140_000 + "\n", "utf-8")
    assert run(copy, "coding", "import", tmp_path / "sheet.csv", "--coder", "zhang") == 1
    assert "sheet.csv, line 2: " in one_sentence(capsys)


@pytest.mark.parametrize("row", ["x", "x,y,z", "x,a.txt,,,,z"])
def test_ragged_rows_are_named(row: str, copy: Project, capsys: pytest.CaptureFixture[str]) -> None:
    sources = copy.raw / "sources.csv"
    sources.write_text(sources.read_text("utf-8") + row + "\n", "utf-8")
    assert run(copy, "build", "--quiet") == 3  # the other plans are built
    said = capsys.readouterr().err
    assert "sources.csv, line 4" in said and "Traceback" not in said


@pytest.mark.parametrize("row", ['"x', 'x,"a.txt" b'])
def test_a_quotation_mark_that_may_have_swallowed_plans_stops_the_build(
    row: str, copy: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (copy.raw / "sources.csv").read_text("utf-8").splitlines()
    (copy.raw / "sources.csv").write_text("\n".join([*lines[:2], row, *lines[2:]]) + "\n", "utf-8")
    assert run(copy, "build", "--quiet") == 1
    assert "sources.csv, line 3: is no row of a CSV file" in one_sentence(capsys)


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95, 0.999])
def test_a_workbook_that_was_cut_off_is_named(
    kept: float, copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    buffer = io.BytesIO()
    book = Workbook()
    for row in range(50):
        book.active.append(["doc_id", "start", row])
    book.save(buffer)
    data = buffer.getvalue()
    (tmp_path / "sheet.xlsx").write_bytes(data[: int(len(data) * kept)])
    assert run(copy, "coding", "import", tmp_path / "sheet.xlsx", "--coder", "zhang") == 1
    assert "sheet.xlsx" in one_sentence(capsys)


def test_a_workbook_whose_sheet_is_damaged_is_named(
    copy: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, buffer = Workbook(), io.BytesIO()
    book.active.append(["doc_id"])
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(tmp_path / "sheet.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[: -20 if "sheet1" in name else None])
    assert run(copy, "coding", "import", tmp_path / "sheet.xlsx", "--coder", "zhang") == 1
    assert "sheet.xlsx" in one_sentence(capsys)


def test_a_table_of_somebody_s_own_with_ragged_rows_is_named(
    copy: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy.processed / ".fazhi.json").unlink()
    table = copy.processed / "targets.csv"
    table.write_text(table.read_text("utf-8") + "x,y" + ",z" * 60 + "\n", "utf-8")
    assert run(copy, "show", "plan00-p0001") == 1
    assert "targets.csv" in one_sentence(capsys)


# --- what the machine refuses ---

VERBS = [["build", "--quiet"], ["add", "PLAN"], ["remove", "plan00"], ["export", "documents", "--out", "OUT"]]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb[0])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["replace", "write"])
def test_a_disk_that_refuses_leaves_all_as_it_was(
    step: str, number: int, verb: list[str], copy: Project, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "new.txt").write_text(PLAN.format(hours=77), encoding="utf-8")
    places = {"PLAN": tmp_path / "new.txt", "OUT": tmp_path / "out"}
    (copy.cache / "last_build.json").unlink(missing_ok=True)  # a build that had nothing to do writes nothing
    before = contents(copy)
    real = Path.open

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(copy.root / "a.csv"))

    def refuse_to_write(path: Path, mode: str = "r", *more: object, **named: object) -> object:
        return real(path, mode, *more, **named) if mode[0] == "r" else refuse()  # type: ignore[arg-type]

    if step == "replace":
        monkeypatch.setattr(os, "replace", refuse)
    else:
        monkeypatch.setattr(Path, "open", refuse_to_write)
        monkeypatch.setattr(Path, "write_bytes", refuse)
        monkeypatch.setattr(Path, "write_text", refuse)
    assert run(copy, *(places.get(word, word) for word in verb)) == 1
    one_sentence(capsys)
    monkeypatch.undo()
    assert contents(copy) == before


def test_too_little_memory_is_a_sentence(
    copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("compare.build.building.build_project", greedy)
    assert run(copy, "build") == 1
    assert "too little memory" in one_sentence(capsys)


@pytest.mark.parametrize("allowed", [60, 400, 2_499])
def test_too_little_address_space_is_told_before_libraries_hang(
    allowed: int, copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (allowed << 20, resource.RLIM_INFINITY))
    monkeypatch.setattr("compare.build.building.build_project", lambda *_: pytest.fail("was begun"))
    assert run(copy, "build") == 1
    assert f"only {allowed:,} MB of address space" in one_sentence(capsys)
    assert run(copy, "show", "plan00-p0001") == 0  # loads none of them


def test_a_reader_that_has_seen_enough_and_a_full_disk_behind_stdout(copy: Project) -> None:
    command = [sys.executable, "-m", "compare", "check", "--project", str(copy.root)]
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 1 and done.stderr.startswith("fazhi: the disk is full")
        assert done.stderr.count("\n") == 1
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


# --- bugs ---


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("第七章")

    monkeypatch.setattr("compare.tables.integrity.check", broken)


def test_a_bug_is_a_sentence_with_a_log_file(
    bug: None, copy: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(copy, "check") == 70
    said = one_sentence(capsys)
    log = copy.cache / "last-error.log"
    assert "bug" in said and "IndexError" in said and said.endswith(str(log))
    written = log.read_text("utf-8")
    assert "第七章" in written and "Traceback" in written and "Python 3" in written


def test_where_no_project_can_be_written_the_log_lies_elsewhere(
    bug: None,
    copy: Project,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.rmtree(copy.cache)
    (tmp_path / "away").mkdir()
    copy.cache.symlink_to(tmp_path / "away")  # a link out of the project is not followed
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(copy, "check") == 70
    log = Path(one_sentence(capsys).rpartition("the file ")[2])
    assert log.parent == tmp_path and "第七章" in log.read_text("utf-8")
    assert not list((tmp_path / "away").iterdir())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert run(copy, "check") == 70
    assert "第七章" in capsys.readouterr().err


def test_debug_shows_where_it_arose(bug: None, copy: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(copy, "check", "--debug") == 70
    assert "Traceback" in capsys.readouterr().err
    assert run(copy, "show", "nothing", "--debug") == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_with_one_file_does_not_stop_the_others(
    copy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(PLAN.format(hours=ord(name)), encoding="utf-8")
    from compare.intake import adding

    real = adding.add_plan

    def stumbling(project: Project, file: Path, stated: dict[str, str]) -> str:
        if file.stem == "a":
            raise IndexError
        return real(project, file, stated)

    monkeypatch.setattr(adding, "add_plan", stumbling)
    assert run(copy, "add", tmp_path / "a.txt", tmp_path / "b.txt") == 70
    assert "Added b" in capsys.readouterr().out


def test_a_plan_that_cannot_be_read_is_named_once(
    copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_memory(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("compare.build.plan.document_rows", no_memory)
    shutil.rmtree(copy.cache)
    assert run(copy, "build", "--quiet") == 1
    assert "plan00.txt: too little memory" in one_sentence(capsys)


# --- consoles ---


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii", "utf-8"])
@pytest.mark.parametrize(
    ("verb", "shown"),
    [
        (["show", "plan00-p0001"], "某县法治政府建设实施方案"),
        (["add", "PLAN"], "主要任务"),
        (["build"], "县"),
        (["check"], "hold"),
        (["remove", "plan00"], "plan00"),
        (["export"], "documents"),
        (["export", "documents", "--out", "OUT"], "Wrote"),
        (["show", "没有"], "没有"),
        (["--help"], "法治政府建设"),
        (["build", "--help"], "plan"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_console_that_lacks_characters_loses_nothing(
    verb: list[str], shown: str, encoding: str, copy: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "𠮷.txt").write_text(PLAN.format(hours=77), encoding="utf-8")
    places = {"PLAN": str(tmp_path / "𠮷.txt"), "OUT": str(tmp_path / "输出𠮷")}
    at = [] if "--help" in verb else ["--project", str(copy.root)]
    console = io.BytesIO()
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(console, encoding, "strict", write_through=True))
    try:
        main([*(places.get(word, word) for word in verb), *at])
    except SystemExit as end:
        assert end.code == 0
    said = console.getvalue().decode(encoding)
    assert shown.encode(encoding, "backslashreplace").decode(encoding) in said and "Traceback" not in said


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_whole_process_with_such_a_console(encoding: str, copy: Project) -> None:
    command = [sys.executable, "-m", "compare", "show", "plan00-p0001", "--project", str(copy.root)]
    environment = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "某县".encode(encoding, "backslashreplace") in done.stdout


def test_an_input_error_is_never_a_log(
    copy: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise InputError("a: b.")

    monkeypatch.setattr("compare.tables.integrity.check", refuse)
    assert run(copy, "check") == 1
    assert one_sentence(capsys) == "fazhi: a: b."
    assert not (copy.cache / "last-error.log").exists()


def test_formats_asked_for_twice_add_up() -> None:
    asked = make_parser().parse_args(["export", "presence", "--format", "png", "svg", "--format", "pdf"])
    assert asked.format == ["png", "svg", "pdf"]
    assert make_parser().parse_args(["export", "presence"]).format == []
