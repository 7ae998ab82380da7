"""The face of the package: the verbs of a session, and a command that is there at once."""

import importlib
import re
import subprocess
import sys

import pytest

import compare
import compare.indices
from compare.cli.parser import main

HEAVY = {"pandas", "numpy", "matplotlib", "sklearn", "scipy", "pandera", "pyarrow", "jieba"}
"""Libraries that take their time to load."""


@pytest.mark.parametrize("name", compare.__all__)
def test_every_verb_is_there_and_says_what_it_does(name: str) -> None:
    assert getattr(compare, name).__doc__


# `help(compare.indices)` says what there is, and it is there.
def test_what_indices_offer_is_there() -> None:
    told = re.findall(r"`(\w+)\.(\w+)", compare.indices.__doc__ or "")
    assert len(told) > 20
    missing = [
        (module, name)
        for module, name in told
        if not hasattr(importlib.import_module(f"compare.indices.{module}"), name)
    ]
    assert missing == []


# A project's own vocabularies are read with its tables, after all imports: what is imported reads none.
def test_imports_read_no_vocabulary() -> None:
    code = "import compare; [getattr(compare, name) for name in compare.__all__]; from compare.vocab import reading"
    said = f"{code}; print(reading.read_vocabulary.cache_info().currsize)"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "0"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = compare.nothing
    assert "profile" in dir(compare)


@pytest.mark.parametrize("code", ["import compare", "import compare.cli"])
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    said = f"{code}; import sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())


def test_version_and_module(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"fazhi {compare.__version__}\n"
    ran = subprocess.run(
        [sys.executable, "-m", "compare", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"fazhi {compare.__version__}\n"
