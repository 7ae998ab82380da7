"""Tables as files: for spreadsheets (csv, xlsx), papers (tex, docx) and programs of statistics.

What writes a format is loaded when a file of that format is asked for: no figure waits for it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from compare.export.cells import Grid, csv_blocks, grid_of, in_blocks, must_fit, must_fit_page
from compare.export.labelled import Labelled, labelled
from compare.export.labels import column_heads, for_paper
from compare.export.notes import notes_grid, short_notes
from compare.export.tables import LANGUAGES, Exportable, in_plan_order
from compare.files.placing import placed_when_complete, write_parts
from compare.tables.schema import Tables


def export_table(
    table: Exportable,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
    replace: bool = False,
) -> list[Path]:
    """Write `folder/<name>.csv` and so on; those with labels once for each language.

    CSV, XLSX and Parquet hold the data by its own column names; Stata, SPSS, LaTeX and Word have labels.
    `formats` are of `TABLE_FORMATS`, all unless told otherwise. `replace` overwrites files of these
    names that we did not write, too.
    """
    with placed_when_complete(folder, replace) as staging:
        written = write_table_files(table, tables, staging, formats or TABLE_FORMATS, languages)
    return [folder / path.name for path in written]


def write_table_files(
    table: Exportable, tables: Tables, folder: Path, formats: Sequence[str], languages: Sequence[str]
) -> list[Path]:
    """Write the files of one table straight into `folder`."""
    written = []
    for suffix in formats:
        must_fit(table.name, suffix, table.data.size)
        for ending, content in _contents(table, tables, suffix, languages):
            written.append(folder / f"{table.name}{ending}.{suffix}")
            write_parts(written[-1], content)
    codes = _labelled(table).codes() if _LABELLED & set(formats) else ()
    if len(codes):
        written.append(folder / f"{table.name}_codes.csv")
        write_parts(written[-1], csv_blocks(codes))
    return written


def _contents(
    table: Exportable, tables: Tables, suffix: str, languages: Sequence[str]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of one format: the end of each name, and what is in it."""
    if suffix in _PLAIN:
        yield "", _PLAIN[suffix](table, tables, languages)
    for language in languages if suffix in _BY_LANGUAGE else ():
        yield f"_{language}", [_BY_LANGUAGE[suffix](table, tables, language)]


def table_csv(table: Exportable, tables: Tables, languages: Sequence[str]) -> Iterator[bytes]:
    """The data for a spreadsheet program: CSV with a byte order mark."""
    return csv_blocks(table.data)


def table_xlsx(table: Exportable, tables: Tables, languages: Sequence[str]) -> list[bytes]:
    """A workbook with the data, under labels and the names of the columns, and a sheet of notes."""
    from compare.export.workbook import workbook_bytes

    notes = notes_grid(table.notes(tables), table.name, table.data)
    heads = column_heads(table.name, table.data.columns, languages)
    return [workbook_bytes([grid_of(table.data, table.name[:31], heads), notes])]


def table_parquet(table: Exportable, tables: Tables, languages: Sequence[str]) -> list[bytes]:
    """The data with its types."""
    from compare.export.statistics import parquet_bytes

    return [parquet_bytes(table.name, table.data)]


def _labelled(table: Exportable) -> Labelled:
    return labelled(table.name, table.data)


def table_dta(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for Stata."""
    from compare.export.statistics import stata_bytes

    return stata_bytes(_labelled(table), table.titles[language], language)


def table_sav(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for SPSS, with its notes."""
    from compare.export.statistics import spss_bytes

    notes = [note.text(language) for note in table.notes(tables)]
    return spss_bytes(_labelled(table), table.titles[language], notes, language)


def paper_grids(table: Exportable, tables: Tables, language: str, suffix: str, room: int) -> list[Grid]:
    """The table as a page prints it: in the shape of its figure where that has rows and columns.

    One in the shape of a figure stands in blocks where a page of `room` letters is too narrow for all plans;
    another is refused (`InputError`) where it has more columns than a page holds.
    """
    from compare.export.shaped import shaped_grid

    shaped = shaped_grid(table.chart, tables, language) if table.chart else None
    if shaped:
        return in_blocks(shaped, room)
    grid = printed_grid(table, tables, language)
    must_fit_page(table.name, suffix, len(grid.header))
    return [grid]


def printed_grid(table: Exportable, tables: Tables, language: str) -> Grid:
    """The table with the labels of one language."""
    data = in_plan_order(table.data, tables)
    data = data.drop(columns="plan_outline") if "doc_id" in data else data  # the caption says it
    return grid_of(for_paper(table.name, data, tables, language), table.titles[language])


def _printed_notes(table: Exportable, tables: Tables, language: str) -> list[str]:
    caption = table.captions[language]
    return [caption] if caption else short_notes(tables, language)


def table_tex(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for LaTeX."""
    from compare.export.latex import MOST_LETTERS, latex_bytes

    notes, title = _printed_notes(table, tables, language), table.titles[language]
    grids = paper_grids(table, tables, language, "tex", MOST_LETTERS)
    if len(grids) == 1:
        return latex_bytes(table.name, title, grids[0], notes)
    parts = [
        latex_bytes(f"{table.name}-{number}", grid.title, grid, notes if number == len(grids) else ())
        for number, grid in enumerate(grids, 1)
    ]
    return b"\n".join(parts)


def table_docx(table: Exportable, tables: Tables, language: str) -> bytes:
    """The table for Word."""
    from compare.export.word import MOST_LETTERS, word_bytes

    grids = paper_grids(table, tables, language, "docx", MOST_LETTERS)
    return word_bytes(table.titles[language], grids, _printed_notes(table, tables, language), language)


_PLAIN: dict[str, Callable[[Exportable, Tables, Sequence[str]], Iterable[bytes]]] = {
    "csv": table_csv,
    "xlsx": table_xlsx,
    "parquet": table_parquet,
}
_BY_LANGUAGE: dict[str, Callable[[Exportable, Tables, str], bytes]] = {
    "dta": table_dta,
    "sav": table_sav,
    "tex": table_tex,
    "docx": table_docx,
}
_LABELLED = {"dta", "sav"}
TABLE_FORMATS = (*_PLAIN, *_BY_LANGUAGE)
"""The formats of tables, by the ends of their names."""
