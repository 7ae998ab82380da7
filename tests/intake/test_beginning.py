"""A new project can be built and reported as it is, and nothing is written over."""

from pathlib import Path

import pytest

from compare.cli import main
from compare.intake.beginning import EXAMPLE
from compare.tables.reading import read_tables


def test_a_new_project_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "我的 plans"
    assert main(["new", str(folder)]) == 0
    assert "Next: fazhi build" in capsys.readouterr().out
    assert main(["build", "--quiet", "--workers", "1", "--project", str(folder)]) == 0
    tables = read_tables(folder / "data" / "processed")
    assert tables["documents"]["doc_id"].tolist() == [EXAMPLE] and len(tables["measures"]) == 3
    assert main(["check", "--project", str(folder)]) == 0
    assert main(["remove", EXAMPLE, "--project", str(folder)]) == 0
    assert not (folder / "data" / "raw" / f"{EXAMPLE}.txt").exists()


# What the starting notebook asks can be asked.
def test_its_questions_have_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", str(tmp_path / "p")]) == 0
    assert main(["build", "--quiet", "--workers", "1", "--project", str(tmp_path / "p")]) == 0
    monkeypatch.setenv("FAZHI_PROJECT", str(tmp_path / "p"))
    script = (tmp_path / "p" / "notebooks" / "questions.py").read_text(encoding="utf-8")
    exec(compile(script, "questions.py", "exec"), {})


@pytest.mark.parametrize("what", ["file", "full"])
def test_nothing_is_written_over(tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    if what == "file":
        folder.write_text("keep")
    else:
        folder.mkdir()
        (folder / "letter.txt").write_text("keep")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["new", str(folder)]) == 1
    assert "not an empty folder" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
