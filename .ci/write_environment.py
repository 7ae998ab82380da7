"""Write environment.yml, which takes the packages and hashes of requirements.txt."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def direct_packages() -> list[str]:
    """Names of all packages that pyproject.toml asks for, in its order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(p for group in project["optional-dependencies"].values() for p in group),
    ]
    return [re.split(r"[\[<>=!~; ]", package)[0] for package in asked]


def pinned_versions() -> dict[str, str]:
    """The version of every package in requirements.txt (for Python 3.11 where they differ)."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = (re.match(r"([A-Za-z0-9._-]+)==(\S+)(.*)", line) for line in lines)
    return {pin[1]: pin[2] for pin in reversed([pin for pin in pins if pin])}


def environment() -> str:
    """The text of environment.yml: pip checks the hash of every file, and so takes no editable package."""
    lines = [
        "# Made by .ci/write_environment.py. Afterwards, in this environment:",
        "# python -m pip install --no-deps --no-build-isolation --editable .",
        "name: fazhi-compare",
        "channels:",
        "  - conda-forge",
        "dependencies:",
        "  - python=3.11",
        "  - pip",
        "  - pip:",
        "      - --require-hashes",
        "      - --requirement requirements.txt",
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment(), encoding="utf-8")
