"""Executed notebooks as pages that need no network: no scripts but the switch of languages, styles inline.

nbconvert's full pages load scripts from elsewhere; here only its bare cells are taken and put
into the report's own frame. What the cells say in Markdown may come from a plan: markup in it is shown
as text, and no link in it leads to a program.

A page is in both languages: cells tagged `zh` or `en` are shown to readers of that language, outputs
that carry both (`compare.export.bilingual`) are, too, and a figure is the one the report has drawn.
"""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import nbformat
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter

from compare.export.bilingual import HTML, LANGUAGES, MARKDOWN
from compare.report.kept_files import KeptFiles, digest
from compare.report.questions import Shown
from compare.report.site import Both, both, site_page

_FIGURE = re.compile(r'\bfigure\(\s*"(\w+)"')
_BROKEN = re.compile(
    r"(?<=[\u2014-\u201d\u3000-\u9fff\uff00-\uffef])\n *(?=[\u201c\u2014\u3000-\u9fff\uff00-\uffef])"
)
_TAGS = {"zh": "zh-Hans", "en": "en"}


class _Renderer(IPythonRenderer):
    """Markdown without pictures, programs or harmful links; markup in it is text."""

    def __init__(self) -> None:
        super().__init__(escape=True, allow_harmful_protocols=False, exclude_anchor_links=True)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Its words: pictures of these pages are outputs of cells."""
        return text

    def block_mermaidjs(self, code: str) -> str:
        """As any other code: what draws it would be loaded from elsewhere."""
        return f"<pre><code>{escape(code)}</code></pre>"


class _Exporter(HTMLExporter):
    @pass_context
    def markdown2html(self, context: Context, source: str) -> str:
        """The cells' Markdown as HTML."""
        return _rendered(source)


@cache  # its templates are read and compiled once, not for each notebook
def _exporter() -> _Exporter:
    return _Exporter(template_name="basic", exclude_anchor_links=True)  # type: ignore[no-untyped-call]


def _rendered(source: str) -> str:
    """Markdown as HTML; a line broken within a Chinese sentence leaves no space in it."""
    return str(MarkdownWithMath(renderer=_Renderer()).render(unbroken(source)))


def unbroken(source: str) -> str:
    """Markdown whose Chinese sentences run on where a line was broken: no space is left in them.

    >>> unbroken("五份\\n规划")
    '五份规划'
    """
    return _BROKEN.sub("", source)


def figure_of(source: str) -> str:
    """The name of the figure that a cell draws; empty where it draws none.

    >>> figure_of('picture = figure("presence", tables, language)')
    'presence'
    """
    found = _FIGURE.search(source)
    return found[1] if found else ""


@dataclass(frozen=True)
class NotebookPage:
    """A page in reports/notebooks/ and the title it is linked by."""

    file: str
    title: Both


def write_notebook_pages(
    notebooks: Iterable[Path], folder: Path, kept: KeptFiles, figures: Mapping[str, Shown], part: str = ""
) -> list[NotebookPage]:
    """Write `folder/<part>/<name>.html` for every executed notebook; `figures` are those of the report, by name."""
    written = []
    drawn = repr(sorted(figures.items()))
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        title = both(*(_title(notebook, language, path.stem) for language in _TAGS))
        place = PurePosixPath(part) / f"{path.stem}.html"
        made = partial(notebook_page, notebook, title, "../" * len(place.parts), figures)
        name = f"page-{digest((part, path.stem))[:12]}.html"
        (folder / place).write_bytes(kept.get(name, (path.read_bytes(), part, drawn), made))
        written.append(NotebookPage(quote(str(place)), title))
    return written


def notebook_page(
    notebook: nbformat.NotebookNode, title: Both, up: str = "../", figures: Mapping[str, Shown] | None = None
) -> bytes:
    """One notebook as a page of its own in both languages; `up` leads to the folder of the index."""
    content, _ = _exporter().from_notebook_node(_in_both(notebook, up, figures or {}))
    styles = HtmlFormatter(style="default").get_style_defs(".highlight")
    return site_page("notebook.html.j2", title=title, up=up, content=content, highlighting=styles)


def _in_both(notebook: nbformat.NotebookNode, up: str, figures: Mapping[str, Shown]) -> nbformat.NotebookNode:
    """A copy whose outputs are HTML in both languages, where there are both."""
    made = deepcopy(notebook)
    for cell in made.cells:
        figure = figures.get(figure_of(cell.source))
        for output in cell.get("outputs", []):
            if figure and "image/png" in output.get("data", {}):
                output["data"] = {HTML: _pictures(figure, up)}
            elif texts := output.get("metadata", {}).get(LANGUAGES):
                shown = _rendered if MARKDOWN in output["data"] else str
                output["data"] = {HTML: _parts({language: shown(texts[language]) for language in _TAGS})}
    return made


def _pictures(figure: Shown, up: str) -> str:
    """The report's own drawings: one name, one picture."""
    size = f'width="{figure.width}" height="{figure.height}"'
    return _parts(
        {
            language: f'<img src="{up}figures/{figure.name}_{language}.svg" {size} alt="{escape(figure.titles[language])}">'
            for language in _TAGS
        }
    )


def _parts(contents: Mapping[str, str]) -> str:
    return "".join(
        f'<div class="{language}" lang="{_TAGS[language]}">{content}</div>'
        for language, content in contents.items()
    )


def _title(notebook: nbformat.NotebookNode, language: str, otherwise: str) -> str:
    """The first heading of the notebook in a language, or in any."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    own = [cell for cell in cells if language in cell.metadata.get("tags", [])]
    lines = (line for cell in own or cells for line in cell.source.splitlines())
    return next((line.lstrip("# ") for line in lines if line.startswith("# ")), otherwise)
