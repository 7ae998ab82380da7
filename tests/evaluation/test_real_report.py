"""Scores on real documents: with who read them, whether they can be quoted, and whether the code is newer."""

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
    assert "### notices" in text and "1 document, read by: language model. Version 1.0." in text
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


@pytest.mark.parametrize(("seen", "said", "none_can_be_quoted"), [
    ("yes", "**Not to be quoted as accuracy:**", True),
    ("", "Nobody has said whether", True),
    ("no", "these scores can be quoted", False),
])  # fmt: skip
def test_only_scores_of_documents_not_seen_can_be_quoted(
    seen: str, said: str, none_can_be_quoted: bool, tmp_path: Path
) -> None:
    one = Answered("d", Path("x"), "", "t", "a", {}, {}, [], (), "language model")
    write_measured(Project(tmp_path), "notices", [(one, [Count("times", "right", 9, 1, 2)])], "1.0", seen)
    text = report(tmp_path)
    assert said in text and ("**No score can be quoted:**" in text) == none_can_be_quoted


def test_nothing_measured_is_no_score(tmp_path: Path) -> None:
    assert "no score for them can be quoted" in report(tmp_path)
