"""Commands killed at random moments: a short part of what `make kills` does for long."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.kill_cases import COMMANDS, prepared, quick_report
from tests.support.kills import Work, killed_often

from compare.coding.topic_model.topics import TopicModel

_TIMES = {"report": 2}
"""Kills of a command; four of others: a report takes long."""


@pytest.fixture(scope="module")
def cases(
    written_model: TopicModel, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Work, Path]]]:
    with pytest.MonkeyPatch.context() as patch:
        for place in ("compare.coding.coder", "compare.build.kept_model", "tests.support.kill_cases"):
            patch.setattr(f"{place}.topic_model", lambda: written_model)
        quick_report(patch.setattr)
        yield prepared(tmp_path_factory.mktemp("kills"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_nothing_half_done(
    cases: dict[str, tuple[Work, Path]], command: str, tmp_path: Path
) -> None:
    told = killed_often(*cases[command], times=_TIMES.get(command, 4), seed=7, folder=tmp_path)
    assert told.killed and not told.faults
