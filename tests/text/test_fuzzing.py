"""The first hundreds of the inputs that `make fuzz` tries, counted and not timed; and that it would see faults."""

from pathlib import Path

import pytest
from support import fuzzing

from compare.errors import InputError

GUARD = 120
"""Processor seconds after which an input hangs, on the slowest machine; `make fuzz` asks for five."""


@pytest.mark.parametrize("first", [0, 500])
def test_no_input_crashes_hangs_or_lies(first: int) -> None:
    counts, failed, _ = fuzzing.fuzz(range(first, first + 500), seed=0, seconds=GUARD)
    assert not failed, "\n".join(f"input {one.number} ({one.kind}): {one.why}" for one in failed[:3])
    assert sum(counts.values()) == 500
    read = {kind.partition(":")[0] for kind in counts if kind.endswith("read")}
    assert read >= set(fuzzing.KINDS) - {"sources"}, "a kind of which nothing is read tries too little"


def test_an_input_is_the_same_every_time(tmp_path: Path) -> None:
    once, again = ([fuzzing.make(n, 3, tmp_path)[:2] for n in range(60)] for _ in range(2))
    assert once == again


def loops() -> None:
    while True:
        pass


def lies() -> None:
    raise AssertionError("a span lies")


def babbles() -> None:
    raise InputError("two\nlines")


@pytest.mark.parametrize(
    ("attempt", "ended"), [(loops, "hang"), (lies, "failed"), (babbles, "refused"), (lambda: None, "read")]
)
def test_faults_are_seen(attempt: fuzzing.Attempt, ended: str) -> None:
    how, why = fuzzing._try(attempt, 0.05 if ended == "hang" else GUARD)
    assert how == ended and bool(why) == (ended != "read")
