"""The analysis notebooks and the lessons as pages of the site: as they are committed, in one language, not run.

They are laid beside the other pages before Sphinx looks for its sources (`<language>/analysis/` and
`<language>/lessons/`, in no repository). A page of an analysis has its committed outputs; of those that
are there in both languages it shows its own, and a figure is the one that the report has drawn.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from compare.export.bilingual import HTML, LANGUAGES
from compare.figures.catalogue import find_chart
from compare.lessons.laying import as_notebook
from compare.lessons.material import lesson_files
from compare.report.notebook_pages import figure_of, unbroken
from fazhi_docs.licences import ROOT

FOLDERS = ("analysis", "lessons")
SVG, PNG = "image/svg+xml", "image/png"
_TOLD = re.compile(r'^language = "en".*$', re.MULTILINE)


def lay_notebooks(pages: Path, language: str) -> None:
    """Write the notebooks in `zh` or `en` into `pages`; a file that is so already stays untouched."""
    made = {f"{folder}/{name}": data for folder, name, data in _made(language)}
    for folder in FOLDERS:
        (pages / folder).mkdir(exist_ok=True)
        for old in (pages / folder).glob("*.ipynb"):
            if f"{folder}/{old.name}" not in made:
                old.unlink()
    for place, data in made.items():
        path = pages / place
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


def _made(language: str) -> Iterator[tuple[str, str, bytes]]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        text: str = nbformat.writes(in_language(notebook, language))  # type: ignore[no-untyped-call]
        yield "analysis", path.name, text.encode()
    for source in lesson_files(language):
        yield "lessons", f"{source.stem}.ipynb", as_notebook(source)


def in_language(notebook: NotebookNode, language: str) -> NotebookNode:
    """What a reader of `zh` or `en` sees of an analysis: its texts, the code folded up, outputs and figures."""
    other = {"en": "zh", "zh": "en"}[language]
    notebook.cells = [cell for cell in notebook.cells if other not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = unbroken(cell.source)
            continue
        cell.source = _TOLD.sub(f'language = "{language}"', cell.source)
        cell.metadata["tags"] = ["hide-input"]
        for output in cell.outputs:
            _say_in(output, cell, language)
    return notebook


def _say_in(output: NotebookNode, cell: NotebookNode, language: str) -> None:
    """Put the content in the language in the place of what the notebook shows."""
    name, texts = figure_of(cell.source), output.get("metadata", {}).pop(LANGUAGES, None)
    if name and PNG in output.get("data", {}):
        drawn = ROOT / "reports" / "figures" / f"{name}_{language}.svg"
        output["data"] = {SVG: drawn.read_text(encoding="utf-8")}
        cell.metadata["mystnb"] = {"image": {"alt": find_chart(name).title(language)}}
    elif texts:
        kind = HTML if HTML in output["data"] else "text/markdown"
        output["data"] = {kind: texts[language]}
