"""Executed notebooks as pages that need no network: no scripts, styles inline.

nbconvert's full pages load scripts from elsewhere; here only its bare cells are taken and put
into the report's own frame, which lets no program run. What the cells say in Markdown may come from
a plan: markup in it is shown as text, and no link in it leads to a program.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import nbformat
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import escape
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter

from compare.export.html import page
from compare.report.kept_files import KeptFiles, digest


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
        return str(MarkdownWithMath(renderer=_Renderer()).render(source))


@dataclass(frozen=True)
class NotebookPage:
    """A page in reports/notebooks/ and the title it is linked by."""

    file: str
    title: str


def write_notebook_pages(
    notebooks: Iterable[Path], folder: Path, kept: KeptFiles, part: str = ""
) -> list[NotebookPage]:
    """Write `folder/<part>/<name>.html` for every executed notebook."""
    written = []
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        title = _title(notebook, path.stem)
        place = PurePosixPath(part) / f"{path.stem}.html"
        made = partial(notebook_page, notebook, title, "../" * len(place.parts))
        name = f"page-{digest((part, path.stem))[:12]}.html"
        (folder / place).write_bytes(kept.get(name, (path.read_bytes(), part), made))
        written.append(NotebookPage(quote(str(place)), title))
    return written


def notebook_page(notebook: nbformat.NotebookNode, title: str, up: str = "../") -> bytes:
    """One notebook as a page of its own; `up` leads to the folder of the index."""
    exporter = _Exporter(template_name="basic", exclude_anchor_links=True)  # type: ignore[no-untyped-call]
    content, _ = exporter.from_notebook_node(notebook)
    styles = HtmlFormatter(style="default").get_style_defs(".highlight")
    return page("notebook.html.j2", language="en", title=title, up=up, content=content, highlighting=styles)


def _title(notebook: nbformat.NotebookNode, otherwise: str) -> str:
    """The first heading of the notebook."""
    lines = (
        line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    )
    return next((line.lstrip("# ") for line in lines if line.startswith("# ")), otherwise)
