"""Texts that stand in the repository and on the site."""

import re

from fazhi_docs.licences import ROOT

_CODEBOOKS = {"en": "codebook.md", "zh": "codebook.zh.md"}
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def codebook(language: str) -> str:
    """The codebook as coders read it, without its title."""
    text = (ROOT / "src" / "compare" / "vocab" / _CODEBOOKS[language]).read_text(encoding="utf-8")
    return unlinked(text.split("\n", 1)[1])


def answers(language: str) -> str:
    """How answers to real documents are written, without its title."""
    name = {"en": "answers.md", "zh": "answers.zh.md"}[language]
    return (ROOT / "docs" / name).read_text(encoding="utf-8").split("\n", 1)[1]


def unlinked(text: str) -> str:
    """Markdown whose links to files of the repository are plain words: on the site they lead nowhere.

    >>> unlinked("see [the taxonomy](taxonomy.csv)")
    'see the taxonomy'
    """
    return _LINK.sub(r"\1", text)
