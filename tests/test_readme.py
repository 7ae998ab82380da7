"""What the README says was found is what the report says today."""

import re
from pathlib import Path

import pytest

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
