"""The pages of the site as tests read them: headings, fenced blocks, numbers, and what they take from code."""

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TREES = {"en": ROOT / "docs" / "en", "zh": ROOT / "docs" / "zh"}
RUN = ("sh", "python")
"""Languages of blocks that are run."""
SHOWN = ("console", "powershell", "text", "json")
"""Languages of blocks that set up a machine, or show a file."""

_FENCE = re.compile(r"^```(\S*)\s*(.*)$")
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d[\d,.]*\d|(?<![A-Za-z\d])\d")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language (or directive with argument), its lines, and where it begins."""

    kind: str
    text: str
    line: int


@dataclass
class Page:
    """A page taken apart."""

    levels: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "\n".join(self.prose)

    def shape(self) -> dict[str, object]:
        """What both languages of a page must have in common."""
        words = re.sub(r"\{\{.*?\}\}|\]\([^)]*\)", "", self.words)
        return {
            "headings": self.levels,
            "list items": sum(line.lstrip().startswith("- ") for line in self.prose),
            "rows": sum(line.startswith("|") for line in self.prose),
            "code": [(block.kind, _code(block)) for block in self.blocks],
            "made": sorted(re.findall(r"\{\{ (\w+) \}\}", self.words)),
            "links": sorted(
                re.sub(r"_(en|zh)\.svg|(\.zh)?\.md|docs/(en|zh)/", "", each) for each in _links(self.words)
            ),
            "formulas": re.findall(r"\$\$[^$]+\$\$", self.words)
            + sorted(re.findall(r"(?<!\$)\$[^$\n]+\$(?!\$)", self.words)),
            "numbers": sorted(number.replace(",", "") for number in _NUMBER.findall(words)),
        }


def _code(block: Block) -> str:
    """The block without what is in the page's language.

    Comments, captions, the language that a command asks for, and drawings but for their files.
    """
    if block.kind == "{toctree}":
        return "\n".join(line for line in block.text.splitlines() if not line.startswith(":caption:"))
    if "│" in block.text:
        return " ".join(re.findall(r"(?:compare|reports|vocab)/[\w./]*", block.text.replace(".zh.md", ".md")))
    told = re.sub(r"(--language |language=\")(?:en|zh)(?![^\n]*\b(?:en|zh)\b)", r"\1", block.text)
    return re.sub(r"(^|\s+)#.*$", "", told, flags=re.MULTILINE)


def _links(words: str) -> list[str]:
    return re.findall(r"\]\(([^)]*)\)", words)


def read_page(path: Path) -> Page:
    """A page of Markdown with fences of three backticks."""
    return page_of(path.read_text(encoding="utf-8"), path.name)


def page_of(text: str, name: str = "text") -> Page:
    """The same of a text; `name` is what a fault calls it."""
    page, inside, kind, begun = Page(), None, "", 0
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if fence and inside is None:
            inside, kind, begun = [], f"{fence[1]} {fence[2]}".strip(), number
        elif fence and inside is not None:
            page.blocks.append(Block(kind, "\n".join(inside), begun))
            inside = None
        elif inside is not None:
            inside.append(line)
        else:
            heading = re.match(r"(#+) ", line)
            page.levels += [len(heading[1])] if heading else []
            page.prose.append(line)
    assert inside is None, f"{name}: a fence is not closed"
    return page


def page_names(language: str) -> list[str]:
    """All pages of a language, without suffix."""
    tree = TREES[language]
    return sorted(path.relative_to(tree).with_suffix("").as_posix() for path in tree.rglob("*.md"))
