"""Reference texts as pages: codebook, columns, reliability, sources, findings.

They are kept as Markdown, where programs and people read them; here they get the report's frame.
What stands in them may come from a plan, so that markup in them is shown as text, and only links
from one of these texts to another are links.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mistune

from compare.project import Project
from compare.report.site import LANGUAGES, Both, site_page, word
from compare.vocab.reading import vocabulary_files

_CHINESE = ".zh.md"
NAMES = ("codebook", "columns", "reliability", "sources", "findings")
"""The texts, by the names of their Markdown files and their pages."""


class _Renderer(mistune.HTMLRenderer):
    """Links to texts that are pages beside this one stay links; all others, and pictures, are their words."""

    def __init__(self, language: str, pages: tuple[str, ...]) -> None:
        super().__init__(escape=True)
        self.language, self.pages = language, pages

    def link(self, text: str, url: str, title: str | None = None) -> str:
        name = url.rsplit("/", 1)[-1].split(".", 1)[0]
        return f'<a href="{name}.html">{text}</a>' if url.endswith(".md") and name in self.pages else text

    def table(self, text: str) -> str:
        """A wide table scrolls by itself, and not the page with it; many of one name are groups, and no landmarks."""
        label = word("table")[self.language]
        return f'<div class="scroll" tabindex="0" role="group" aria-label="{label}"><table>\n{text}</table></div>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return text


@cache
def reader(language: str, pages: tuple[str, ...] = NAMES) -> mistune.Markdown:
    """What makes HTML of such a text, called with it; `pages` are those beside it that it may link to."""
    return mistune.create_markdown(renderer=_Renderer(language, pages), plugins=["table", "strikethrough"])


@dataclass(frozen=True)
class Reading:
    """A reference text: its name in the address, its title, and its Markdown in one language or both."""

    name: str
    title: Both
    texts: dict[str, str]


def readings(project: Project, reports: Path) -> list[Reading]:
    """The reference texts that a project has; `reports` is where its report is being written."""
    codebook = vocabulary_files("codebook.md")
    places = {name: reports / f"{name}.md" for name in NAMES}
    places |= {"codebook": codebook[-1], "columns": project.processed / "columns.md"}
    return [
        Reading(name, word("findings_file" if name == "findings" else name), texts)
        for name, path in places.items()
        if (texts := dict(_texts(path)))
    ]


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """The text in each language; one that is there in one language only is shown to all readers."""
    chinese = path.with_name(path.name.replace(".md", _CHINESE))
    for language, place in (("zh", chinese), ("en", path)):
        if place.is_file():
            yield language, place.read_text(encoding="utf-8")


def reading_page(reading: Reading) -> bytes:
    """The text as a page of its own in `reading/`."""
    contents = {language: str(reader(language)(text)) for language, text in reading.texts.items()}
    only = len(contents) < len(LANGUAGES)
    return site_page("reading.html.j2", up="../", title=reading.title, contents=contents, only=only)
