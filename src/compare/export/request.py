"""What a user may ask for by name: one function for the command and for Python."""

from collections.abc import Sequence
from pathlib import Path

from compare.errors import InputError
from compare.export.figures import FIGURE_FORMATS, export_figure
from compare.export.tables import LANGUAGES, TABLE_FORMATS, chart_table, export_table, project_table
from compare.figures.catalogue import CHARTS, GROUPS
from compare.tables import SCHEMAS, Tables


def export(
    name: str,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
    columns: Sequence[str] = (),
) -> list[Path]:
    """Export a figure or table by its name; the files written.

    A figure comes in png, svg and pdf with its data as csv, a table in csv and xlsx, unless
    `formats` says otherwise; csv, xlsx, tex and docx of a figure are those of its data.
    `columns` picks columns of a table. What does not exist is an `InputError`.
    """
    if name in CHARTS:
        chart, known = CHARTS[name], (*FIGURE_FORMATS, *TABLE_FORMATS)
        wanted = _known(formats or (*FIGURE_FORMATS, "csv"), known, name)
        pictures = [one for one in wanted if one in FIGURE_FORMATS]
        data = [one for one in wanted if one not in FIGURE_FORMATS]
        if columns or not pictures:
            table = chart_table(chart, tables)
            return export_table(table.only(columns) if columns else table, tables, folder, data, languages)
        return export_figure(chart, tables, folder, pictures, languages, data or ("csv",))
    return _export_table(name, tables, folder, formats, languages, columns)
