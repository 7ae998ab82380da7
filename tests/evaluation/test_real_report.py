"""The scores to quote: from real documents, with who read them and whether the code is newer."""

from pathlib import Path

import pytest

from compare.evaluation import real_report
from compare.evaluation.answers import Answered
from compare.evaluation.matching import Count
from compare.evaluation.measured import read_measured, write_measured
from compare.evaluation.real_report import on_real_documents
from compare.project import Project


def report(folder: Path) -> str:
    return "\n".join(on_real_documents(read_measured(Project(folder))))


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    one = Answered("d", Path("x"), "", "t", "a", {}, {}, [], (), "language model")
    found = [
        Count("times", "right", 9, 1, 2),
        Count("citations", "right", 0, 0, 0),
        Count("topic", "right", 6, 2, 2),
        Count("topic score", "0 to 0.5", 0, 0, 0),
        Count("topic score", "0.7 to 0.9", 3, 1, 0),
    ]
    write_measured(Project(tmp_path), "notices", [(one, found)], "1.0")
    return tmp_path


def test_scores_are_quoted_with_their_readers(measured: Path) -> None:
    text = report(measured)
    assert "### notices" in text and "1 documents, read by: language model. Version 1.0." in text
    assert "| times | right | 1 | 9 | 1 | 2 | 0.90 | 0.82 | 0.86 |  |" in text
    assert "| citations | right | 1 | 0 | 0 | 0 |  |  |  |  |" in text
    assert "| topic | right | 1 | 6 | 2 | 2 | 0.75 | 0.75 | 0.75 |  |" in text
    assert "| 0.7 to 0.9 | 3 | 4 | 0.75 | 0.30 to 0.95 | yes |" in text
    assert "0.7 to 0.9 |      --------#o###- |" in text
    assert "| 0 to 0.5 | 0 | 0 |  |  |" in text
    assert "Older than the code" not in text


def test_what_is_older_than_the_code_says_so(measured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(real_report, "code_hash", lambda: "another")
    assert "**Older than the code:**" in report(measured)


def test_nothing_measured_is_no_score(tmp_path: Path) -> None:
    assert "no score for them can be quoted" in report(tmp_path)
