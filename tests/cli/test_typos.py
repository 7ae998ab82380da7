"""What is mistyped is told with what was probably meant."""

import os
from pathlib import Path

import pytest
from support.clerk import PLAN, make_project

from compare.cli.parser import main
from compare.errors import InputError, meant
from compare.export.request import known
from compare.figures.catalogue import find_chart
from compare.files.names import not_portable
from compare.sheets.corrections import import_sheet
from compare.text.sources import read_sources


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["biuld"], "did you mean 'build'?"),
        (["BUILD"], "did you mean 'build'?"),
        (["coding", "exprt"], "did you mean 'export'?"),
        (["build", "--quite"], "did you mean '--quiet'?"),
        (["add", "x.txt", "--doc-di", "x"], "did you mean '--doc-id'?"),
        (["export", "--formt=png"], "did you mean '--format'?"),
        (["export", "x", "--language", "eng"], "did you mean 'en'?"),
        # an option that there is, of another command
        (["report", "--quiet"], "--quiet; fazhi build takes it"),
        (["build", "--sample", "4"], "; fazhi coding export takes it"),
        # of what the command itself takes, and of no other
        (["report", "--sampel"], "unrecognized arguments: --sampel"),
        (["report", "--debgu"], "did you mean '--debug'?"),
    ],
)
def test_commands_and_options(arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().err.strip().endswith(hint)


def test_what_is_like_nothing_has_no_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["xyzzy"])
    assert "did you mean" not in capsys.readouterr().err
    assert meant("", []) == meant("", ["a"]) == ""


def test_figures_formats_files_and_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="did you mean 'strictness_profile'"):
        find_chart("strictnes_profile")
    with pytest.raises(InputError, match="did you mean 'xlsx'"):
        known(["xlxs"], ["csv", "xlsx"], "format")
    project = make_project(tmp_path / "县", 1)
    (tmp_path / "方案 定稿.docx").touch()
    monkeypatch.chdir(tmp_path)
    at = ["--project", str(project.root)]
    assert main(["add", "方案定稿.docx", *at]) == 1
    assert f"no such file in {tmp_path.name}/; did you mean '方案 定稿.docx'?" in capsys.readouterr().err
    assert main(["add", "nofile.docx", *at]) == 1
    assert f"nofile.docx: no such file in {tmp_path.name}/; put it there." in capsys.readouterr().err
    assert main(["remove", "plan0", *at]) == 1
    assert "did you mean 'plan00'?" in capsys.readouterr().err


def test_columns_of_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("doc_id,fiel\na,b\n", "utf-8")
    with pytest.raises(InputError, match=r"unknown column 'fiel'; did you mean 'file'\?"):
        read_sources(tmp_path)


# --- names that not every system takes, and separators of other countries ---


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul",
        "Prn.txt",
        "aux.tar.gz",
        "COM1",
        "lpt9.txt",
        "com¹",
        "con .txt",
        "a.",
        "a ",
        "b/nul/c.txt",
        "x:y",
        "a?b",
        "a\\b",
        "a\nb",
    ],
)
def test_names_that_windows_does_not_take(name: str) -> None:
    assert not_portable(name)


@pytest.mark.parametrize(
    "name",
    ["", "a", "con1", "console.txt", "CONTROL", "临江县 方案.txt", "a.b", ".hidden", "com10", "nullius"],
)
def test_names_that_every_system_takes(name: str) -> None:
    assert not_portable(name) == ""


@pytest.mark.parametrize(
    "row", ["CON,a.txt", "nul,a.txt", "a,con.txt", "a,b./a.txt", "a,x /a.txt", "a,a?.txt"]
)
def test_such_names_are_refused_in_sources(row: str, tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text(f"doc_id,file\n{row}\n", "utf-8")
    with pytest.raises(InputError, match=r"sources\.csv, line 2.*: Windows|sources\.csv, line 2.* Windows"):
        read_sources(tmp_path)


def test_such_names_are_refused_as_ids_and_coders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "县", 1)
    (tmp_path / "a.txt").write_text(PLAN.format(hours=77), "utf-8")
    assert main(["add", str(tmp_path / "a.txt"), "--doc-id", "CON", "--project", str(project.root)]) == 1
    assert "Windows" in capsys.readouterr().err
    (tmp_path / "aux.txt").write_text(PLAN.format(hours=78), "utf-8")
    assert main(["add", str(tmp_path / "aux.txt"), "--project", str(project.root)]) == 0
    assert {path.name for path in project.raw.iterdir()} >= {"plan-aux.txt"}
    with pytest.raises(InputError, match="Windows"):
        import_sheet(project, tmp_path / "sheet.csv", "nul")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_sources_with_the_separator_of_any_country(separator: str, tmp_path: Path) -> None:
    rows = [["doc_id", "file", "title"], ["a", "a.txt", '"一；二, 三; 四"'], ["b", "b.txt", "方案"]]
    text = os.linesep.join(separator.join(row) for row in rows)
    (tmp_path / "sources.csv").write_text(text, "utf-8-sig", newline="")
    assert [(s.doc_id, s.file, s.title) for s in read_sources(tmp_path)] == [
        ("a", "a.txt", "一；二, 三; 四"),
        ("b", "b.txt", "方案"),
    ]
