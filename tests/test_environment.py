"""pyproject.toml, requirements.txt and environment.yml name the same packages."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / ".ci"))

from write_environment import direct_packages, environment, pinned_versions  # noqa: E402


def test_every_package_asked_for_is_pinned_and_hashed() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert set(direct_packages()) <= set(pinned_versions())
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_conda_users_get_the_same_packages() -> None:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert text == environment()
    assert "--require-hashes" in text and "--requirement requirements.txt" in text


# A folder whose name pytest leaves out by default (build, dist, venv) was never looked into.
def test_a_run_of_all_tests_looks_into_every_folder(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    folders = {path.parent for top in ("src/compare", "tests") for path in (ROOT / top).rglob("*.py")}
    parts = {part for folder in folders for part in folder.relative_to(ROOT).parts} - {"__pycache__"}
    assert "build" in parts
    assert not {part for part in parts for name in left_out if fnmatch(part, name)}


def test_the_field_s_tools_are_there() -> None:
    wanted = {"pandas", "jupyter", "matplotlib", "scikit-learn", "jieba", "seaborn"}
    assert wanted <= set(direct_packages())


def test_no_address_of_a_registry_in_any_tracked_file() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    words = ("py" + "pi.org", "python" + "hosted", "registry." + "npmjs")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            content = path.read_bytes().decode("utf-8", errors="ignore")
            assert not any(word in content for word in words), name
