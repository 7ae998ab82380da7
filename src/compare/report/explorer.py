"""`reports/explore.html`: one page on which all plans can be searched, read and set side by side.

The page's program is built from `explorer/` (TypeScript) into `explorer_template.html`, which lies
beside this module, so that nobody needs Node to use it. Here the tables are put into it as data: a
browser never reads them as markup, and the page's Content-Security-Policy lets it run no other
program and reach no network. Of very many plans the data lie in files beside the page.
"""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from compare.errors import InputError
from compare.files.reading import decode, read_bytes, sha256
from compare.project import Project
from compare.report import licenses
from compare.report.explorer_data import Json, explorer_data
from compare.tables.schema import Tables
from compare.text.document import read_document
from compare.text.sources import Source, usable_sources

MOST_INSIDE = 200_000
"""Provisions of a page that holds its data itself; of more, the data lie in files beside it."""
PAGE = "explore.html"
FOLDER = "explore-data"
"""Beside the page: the data of very many plans."""
DATA_MARK, PARTS_MARK, NONCE_MARK = "__EXPLORER_DATA__", "<!--explorer-parts-->", "'nonce-explorer'"
"""What the template has where data, tags of data files, and their permission go."""

_PART = 4_000_000
"""Characters of a data file."""
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_explorer(project: Project, tables: Tables, most_inside: int = MOST_INSIDE) -> Path:
    """Write `reports/explore.html` of a project, and the licences of what reports/ is made of; its path."""
    templates = [read_document(source, project.raw) for source in _templates(project)]
    text = embedded(explorer_data(tables, _raw_texts(project, tables), templates))
    parts = [] if len(tables["provisions"]) <= most_inside else list(_cut(text))
    page = explorer_page("" if parts else text, _part_names(parts))
    with project.published(project.reports, "explorer") as home:
        (home / PAGE).write_text(page, encoding="utf-8", newline="\n")
        (home / licenses.FILE).write_text(licenses.licenses_text(), encoding="utf-8", newline="\n")
        for name, part in zip(_part_names(parts), parts, strict=True):
            (home / FOLDER).mkdir(exist_ok=True)
            (home / FOLDER / name).write_text(_as_script(part), encoding="utf-8", newline="\n")
    return project.reports / PAGE


def _templates(project: Project) -> list[Source]:
    return [source for source in usable_sources(project.raw)[0] if source.role == "template"]


def _raw_texts(project: Project, tables: Tables) -> dict[str, str]:
    """The text of each plan's file; a file that is gone, or no text, is left out: it only places marks."""
    found = {}
    for doc_id, file in zip(tables["documents"]["doc_id"], tables["documents"]["file"], strict=True):
        try:
            found[doc_id] = decode(read_bytes(project.raw / file), file)
        except InputError:
            continue
    return found


# --- the page ---


def embedded(data: Json) -> str:
    r"""The data as JSON that is safe inside a page: no character of it can end or open a tag.

    >>> embedded({"text": "</script>"})
    '{"text":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE)


def explorer_page(text: str, parts: list[str]) -> str:
    """The page with `text` (from `embedded`) inside, or with tags for the data files called `parts`."""
    nonce = sha256("\n".join(parts).encode())[:32]
    tags = "".join(f'<script nonce="{nonce}" src="{FOLDER}/{name}"></script>\n' for name in parts)
    template = template_text().replace(PARTS_MARK, tags)
    template = template.replace(NONCE_MARK, f"'nonce-{nonce}'" if parts else "")
    return template.replace(DATA_MARK, text)


def template_text() -> str:
    """The page as built from `explorer/`, without data."""
    return (files("compare.report") / "explorer_template.html").read_text(encoding="utf-8")


# --- data files beside the page ---


def _cut(text: str) -> Iterator[str]:
    for first in range(0, len(text), _PART):
        yield text[first : first + _PART]


def _part_names(parts: list[str]) -> list[str]:
    return [f"part{number:04}.js" for number in range(1, len(parts) + 1)]


def _as_script(part: str) -> str:
    """A program that hands its part of the data to the page: pages opened as files cannot fetch."""
    return f"(self.explorerParts ??= []).push({json.dumps(part, ensure_ascii=False)});\n"
