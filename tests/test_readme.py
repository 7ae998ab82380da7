"""What the README says was found is what the report says today, and its commands are those that work."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from compare import __version__
from compare.cli.parser import make_parser

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("readme", "findings", "heading"),
    [
        ("README.md", "findings.md", "## What it shows"),
        ("README.zh.md", "findings.zh.md", "## 看到了什么"),
    ],
)
def test_findings_of_the_readme(readme: str, findings: str, heading: str) -> None:
    part = (ROOT / readme).read_text(encoding="utf-8").split(heading, 1)[1].split("\n## ", 1)[0]
    told = re.findall(r"(?m)^- (.*)$", part)
    made = re.findall(r"(?m)^\d+\. \*\*(.*)\*\*$", (ROOT / "reports" / findings).read_text(encoding="utf-8"))
    assert len(told) == 3 and told == made[:3]


def block(readme: str, language: str) -> list[str]:
    """The commands of the block of one language, which the README has once."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    [found] = re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    return [line.replace("\\", "/") for line in found.splitlines()]


def recipes() -> str:
    """What make runs, with the program's path as PowerShell has it."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = text.replace("$(BIN)/python", ".venv/Scripts/python").replace("$(VENV)", ".venv")
    text = text.replace("$(BIN)/fazhi", ".venv/Scripts/python -m compare")
    return text.replace("$(BIN)/pytest", ".venv/Scripts/python -m pytest").replace(" --quiet", "")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_what_runs_without_make_is_what_make_runs(readme: str) -> None:
    """Set-up, build, report and tests, in this order, word by word."""
    commands = block(readme, "powershell")
    assert (
        commands[0] == "py -3 -m venv .venv"
        and "$(PYTHON) -m venv $(VENV)" in (ROOT / "Makefile").read_text()
    )
    made = recipes()
    assert all(f"\t{command}" in made for command in commands[1:])
    for command in commands:
        ours = command.partition(" -m compare ")[2]
        assert not ours or make_parser().parse_args(ours.split()).run
    assert [command.split(" -m ")[1].split()[0] for command in commands] == [
        "venv", "pip", "pip", "compare", "compare", "pytest"
    ]  # fmt: skip


def test_python_m_compare_is_fazhi() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "compare", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"fazhi {__version__}\n"


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_commands_and_links_lead_somewhere(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    ours = [shlex.split(line, comments=True) for line in re.findall(r"(?m)^fazhi .*$", text)]
    assert [words[1] for words in ours] == ["add", "build", "report"]
    assert all(make_parser().parse_args(words[1:]).run for words in ours)
    rules = set(re.findall(r"(?m)^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert {"report", "test", "docs", "release"} == set(re.findall(r"(?m)(?:^|`)make (\w+)", text)) <= rules
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    assert len(links) > 10 and all((ROOT / link).is_file() for link in links)
