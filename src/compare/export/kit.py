"""A figure kit: one archive with all that a paper, a talk or an editor may ask for of one figure.

Pictures in both languages as SVG, PDF and PNG, the data as drawn, and a page in each language with
caption, alternative text, sources, version and hashes, and the licence of the font whose letters the
pictures hold. The same tables give the same bytes.
"""

import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files as resources
from pathlib import Path

from compare.export.figures import FIGURE_FORMATS, Look, computed_once, write_pictures
from compare.export.labels import column_label, column_meaning
from compare.export.notes import general_notes
from compare.export.table_files import write_table_files
from compare.export.tables import LANGUAGES, chart_table
from compare.figures.charts import Chart, alternative_text, chart_caption, is_many
from compare.figures.style import plans
from compare.figures.words import say
from compare.files.archives import zip_of
from compare.files.markdown import as_markdown, table_lines
from compare.files.placing import placed_when_complete
from compare.files.reading import sha256
from compare.tables.schema import Tables

FONT_LICENCE = "font_license.txt"
README = {"en": "README.md", "zh": "README.zh.md"}


def export_kit(chart: Chart, tables: Tables, folder: Path, look: Look, replace: bool = False) -> list[Path]:
    """Write `folder/<name>_kit.zip`; `replace` overwrites one that we did not write, too."""
    with placed_when_complete(folder, replace) as staging:
        path = staging / f"{chart.name}_kit.zip"
        path.write_bytes(zip_of(kit(chart, tables, look)))
    return [folder / path.name]


def kit(chart: Chart, tables: Tables, look: Look) -> dict[str, bytes]:
    """The files of a kit by their names in the archive, which all lie in one folder."""
    chart = computed_once(chart, tables)
    with tempfile.TemporaryDirectory() as name:
        parts = Path(name)
        paths = write_pictures(chart, tables, parts, FIGURE_FORMATS, LANGUAGES, look)
        paths += write_table_files(chart_table(chart, tables), tables, parts, ("csv",), LANGUAGES)
        files = {path.name: path.read_bytes() for path in paths}
    files[FONT_LICENCE] = (resources("compare.figures") / FONT_LICENCE).read_bytes()
    pages = {README[language]: _readme(chart, tables, look, files, language) for language in LANGUAGES}
    return {f"{chart.name}_kit/{name}": data for name, data in (files | pages).items()}


def _readme(chart: Chart, tables: Tables, look: Look, files: Mapping[str, bytes], language: str) -> bytes:
    """The page that goes with a figure."""
    data = f"{chart.name}.csv"
    parts = {
        "kit_caption": [as_markdown(chart_caption(chart, tables, language, look.highlight))],
        "kit_alt": [as_markdown(alternative_text(chart, tables, language))],
        "kit_plans": [] if is_many(tables) else [*_plan_lines(tables, language)],
        "kit_notes": [f"- {as_markdown(note.text(language))}" for note in general_notes(tables)],
        "kit_columns": [*_column_lines(chart, tables, language)],
        "kit_files": [
            say("", "kit_data", language, file=data, hash=sha256(files[data])),
            "",
            *(f"- `{name}` {sha256(files[name])}" for name in sorted(files) if name != data),
        ],
    }
    lines = [f"# {as_markdown(chart.title(language))}"]
    for key, body in parts.items():
        lines += ["", f"## {say('', key, language)}", "", *body] if body else []
    return ("\n".join(lines) + "\n").encode("utf-8")


def _plan_lines(tables: Tables, language: str) -> Iterator[str]:
    """Each plan with its title, number, file and the hash of the file."""
    rows = tables["documents"].set_index("doc_id")
    for plan in plans(tables["documents"]):
        own = rows.loc[plan.doc_id]
        said = [own["title"], own["document_number"], own["file"], f"SHA-256 {own['sha256']}"]
        text = say("", "clauses", language).join(each for each in said if each)
        yield f"- {as_markdown(say('', 'named', language, name=plan.label(language), text=text))}"


def _column_lines(chart: Chart, tables: Tables, language: str) -> Iterator[str]:
    """A table of the columns of the data, with their labels and, in English, their meaning."""
    head = {"en": ("column", "label", "meaning"), "zh": ("列", "名称")}[language]
    cells = []
    for column in chart_table(chart, tables).data.columns:
        cell = [f"`{column}`", column_label(chart.name, column, language)]
        cells.append((*cell, column_meaning(chart.name, column)) if language == "en" else tuple(cell))
    yield from table_lines(head, cells)
