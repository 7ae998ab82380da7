"""Any table of the project, or the table behind any chart, as CSV, XLSX, LaTeX or Word."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from compare.errors import InputError, meant
from compare.export.cells import Grid, csv_blocks, grid_of, must_fit
from compare.export.labels import for_paper
from compare.export.latex import latex_bytes
from compare.export.notes import Note, general_notes, notes_grid, short_notes
from compare.export.word import word_bytes
from compare.export.workbook import workbook_bytes
from compare.figures.charts import Chart, chart_caption
from compare.figures.style import plans
from compare.files.placing import placed_when_complete, write_parts
from compare.indices.registry import index_title
from compare.indices.stage import index_tables
from compare.tables.schema import SCHEMAS, Tables

TABLE_FORMATS = ("csv", "xlsx", "tex", "docx")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Exportable:
    """A table on its way out: its data, its titles, and the captions that go with it."""

    name: str
    data: pd.DataFrame
    titles: dict[str, str]
    captions: dict[str, str]

    def notes(self, tables: Tables) -> list[Note]:
        """The notes of this table, its own first."""
        own = [Note("Table 表", self.titles["en"], self.titles["zh"])]
        if self.captions["en"]:
            own.append(Note("Caption 图注", self.captions["en"], self.captions["zh"]))
        return [*own, *general_notes(tables)]

    def only(self, columns: Sequence[str]) -> "Exportable":
        """The same with only these columns; an `InputError` lists those there are."""
        unknown = [name for name in columns if name not in self.data.columns]
        if unknown:
            raise InputError(
                f"{unknown[0]}: no such column in {self.name};{meant(unknown[0], self.data.columns)}"
                f" there are {', '.join(self.data.columns)}."
            )
        return Exportable(self.name, self.data[list(columns)], self.titles, self.captions)


def project_table(name: str, tables: Tables) -> Exportable:
    """A table of data/processed/; an `InputError` lists the names there are."""
    if name not in tables:
        raise InputError(f"{name}: no such table;{meant(name, tables)} there are {', '.join(tables)}.")
    title = str(SCHEMAS[name].description) if name in SCHEMAS else name
    nothing = dict.fromkeys(LANGUAGES, "")
    return Exportable(name, tables[name], {"en": f"{name}: {title}", "zh": f"{name}表"}, nothing)


def index_export(name: str, tables: Tables) -> Exportable:
    """The index table called `name`."""
    titles = {language: index_title(name, language) for language in LANGUAGES}
    return Exportable(name, index_tables(tables)[name], titles, dict.fromkeys(LANGUAGES, ""))


def chart_table(chart: Chart, tables: Tables) -> Exportable:
    """The table behind a chart, plans in their fixed order and with the outline that each follows."""
    titles = {language: chart.title(language) for language in LANGUAGES}
    captions = {language: chart_caption(chart, tables, language) for language in LANGUAGES}
    return Exportable(chart.name, _in_plan_order(chart.data(tables), tables), titles, captions)


def _in_plan_order(data: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    if "doc_id" not in data.columns:
        return data
    known = plans(tables["documents"])
    place = {plan.doc_id: number for number, plan in enumerate(known)}
    ordered = data.sort_values("doc_id", key=lambda ids: ids.map(place), kind="stable").reset_index(drop=True)
    if "plan_outline" not in ordered.columns:
        bases = {plan.doc_id: plan.basis for plan in known}
        column = ordered["doc_id"].map(bases).fillna("")  # a national outline among plans has none
        ordered.insert(list(ordered.columns).index("doc_id") + 1, "plan_outline", column)
    return ordered


def export_table(
    table: Exportable,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = TABLE_FORMATS,
    languages: Sequence[str] = LANGUAGES,
    replace: bool = False,
) -> list[Path]:
    """Write `folder/<name>.csv` and so on; LaTeX and Word once for each language.

    CSV and XLSX hold the data by its own column names, LaTeX and Word labels for print. `replace`
    overwrites files of these names that we did not write, too.
    """
    with placed_when_complete(folder, replace) as staging:
        written = write_table_files(table, tables, staging, formats, languages)
    return [folder / path.name for path in written]


def write_table_files(
    table: Exportable, tables: Tables, folder: Path, formats: Sequence[str], languages: Sequence[str]
) -> list[Path]:
    """Write the files of one table straight into `folder`."""
    written = []
    contents: dict[str, Iterable[bytes]]
    for suffix in formats:
        must_fit(table.name, suffix, table.data.size)
        if suffix in _PRINTED:
            contents = {f"_{language}": [_PRINTED[suffix](table, tables, language)] for language in languages}
        else:
            contents = {"": _DATA[suffix](table, tables)}
        for ending, content in contents.items():
            written.append(folder / f"{table.name}{ending}.{suffix}")
            write_parts(written[-1], content)
    return written


def table_csv(table: Exportable, tables: Tables) -> Iterator[bytes]:
    """The data for a spreadsheet program: CSV with a byte order mark."""
    return csv_blocks(table.data)


def table_xlsx(table: Exportable, tables: Tables) -> list[bytes]:
    """A workbook with the data and a sheet of notes."""
    notes = notes_grid(table.notes(tables), table.name, table.data)
    return [workbook_bytes([grid_of(table.data, table.name[:31]), notes])]


def printed_grid(table: Exportable, tables: Tables, language: str) -> Grid:
    """The table with the labels of one language."""
    data = _in_plan_order(table.data, tables)
    data = data.drop(columns="plan_outline") if "doc_id" in data else data  # the caption says it
    return grid_of(for_paper(table.name, data, tables, language), table.titles[language])


def _printed_notes(table: Exportable, tables: Tables, language: str) -> list[str]:
    caption = table.captions[language]
    return [caption] if caption else short_notes(tables, language)


def table_tex(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for LaTeX."""
    grid = printed_grid(table, tables, language)
    return latex_bytes(table.name, table.titles[language], grid, _printed_notes(table, tables, language))


def table_docx(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for Word."""
    grid = printed_grid(table, tables, language)
    return word_bytes(table.titles[language], [grid], _printed_notes(table, tables, language))


_DATA: dict[str, Callable[[Exportable, Tables], Iterable[bytes]]] = {"csv": table_csv, "xlsx": table_xlsx}
_PRINTED: dict[str, Callable[[Exportable, Tables, str], bytes]] = {"tex": table_tex, "docx": table_docx}
