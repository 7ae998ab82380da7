"""What a user may ask for by name: one function for the command and for Python."""

from collections.abc import Sequence
from pathlib import Path

from compare.errors import InputError, instead, meant
from compare.export.cells import fits
from compare.export.concordance import CONCORDANCE_FORMATS, export_concordance
from compare.export.evidence import EVIDENCE_FORMATS, export_evidence
from compare.export.figures import FIGURE_FORMATS, Look, export_figure
from compare.export.table_files import TABLE_FORMATS, export_table
from compare.export.tables import LANGUAGES, Exportable, chart_table, index_export, project_table
from compare.figures.catalogue import CHARTS, GROUPS, find_chart
from compare.figures.charts import chosen
from compare.figures.style import WIDTHS
from compare.indices.registry import INDICES, index_title
from compare.tables.datapackage import described
from compare.tables.schema import SCHEMAS, Tables


def export(
    name: str,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
    columns: Sequence[str] = (),
    highlight: Sequence[str] = (),
    width: str = "",
    replace: bool = False,
    svg_text: bool = False,
) -> list[Path]:
    """Export a figure or table by its name into `folder`; the files written.

    A figure comes as png, svg and pdf, always with its data as csv; a table as csv and, if it fits, xlsx;
    `formats` says otherwise (those of tables are of a figure's data).
    `columns` picks columns of the table (no pictures then). `highlight` names plans (doc_ids) in
    the figures of many plans, `width` (`one` or `two` columns of a paper) takes the place of the
    figure's own; with `svg_text` words in an SVG stay text. A file of the same name that we did not write,
    or that was changed since, is an `InputError`, unless it is to `replace` it; so is what does not exist.
    """
    if name not in CHARTS and name not in tables and name not in INDICES:
        raise InputError(
            f"{name}: no such figure or table;{meant(name, (*CHARTS, *tables, *INDICES))} figures are {', '.join(CHARTS)}; tables are {', '.join(tables)};"
            f" index tables are {', '.join(INDICES)}."
        )
    pictures, data = _formats(name, formats)
    languages = known(languages, LANGUAGES, "language")
    look = _look(tables, highlight, width, svg_text)
    if name in CHARTS and not columns and pictures:
        return export_figure(CHARTS[name], tables, folder, pictures, languages, data, look, replace)
    table = _table(name, tables)
    table = table.only(columns) if columns else table
    data = data or [suffix for suffix in ("csv", "xlsx") if fits(suffix, table.data.size)]
    return export_table(table, tables, folder, data, languages, replace)


def kit_file(
    name: str,
    tables: Tables,
    folder: Path,
    highlight: Sequence[str] = (),
    width: str = "",
    replace: bool = False,
    svg_text: bool = False,
) -> list[Path]:
    """Write all that goes with the figure called `name` as one archive (see `compare.export.kit`)."""
    from compare.export.kit import export_kit

    return export_kit(find_chart(name), tables, folder, _look(tables, highlight, width, svg_text), replace)


def _look(tables: Tables, highlight: Sequence[str], width: str, svg_text: bool) -> Look:
    """What a user may choose in a picture, as it was asked for."""
    known([width] if width else [], tuple(WIDTHS), "width")
    return Look(tuple(plan.doc_id for plan in chosen(tables, highlight)), WIDTHS.get(width), svg_text)


def _table(name: str, tables: Tables) -> Exportable:
    """The data of a figure, an index table, or a table of the project."""
    if name in CHARTS:
        return chart_table(CHARTS[name], tables)
    return index_export(name, tables) if name in INDICES else project_table(name, tables)


def _formats(name: str, asked: Sequence[str]) -> tuple[list[str], list[str]]:
    """The formats of pictures and of data that are meant; a picture never goes without its data."""
    if name not in CHARTS:
        return [], known(asked, TABLE_FORMATS, f"format of the table {name}")
    wanted = known(asked, (*FIGURE_FORMATS, *TABLE_FORMATS), "format") or [*FIGURE_FORMATS]
    data = [one for one in wanted if one in TABLE_FORMATS]
    pictures = [one for one in wanted if one in FIGURE_FORMATS]
    return pictures, data if "csv" in data or not pictures else ["csv", *data]


def known(asked: Sequence[str], there: Sequence[str], what: str) -> list[str]:
    """What was asked for, each once, in the order of what there is; else an `InputError`.

    >>> known(["pdf", "png", "pdf"], ["png", "svg", "pdf"], "format")
    ['png', 'pdf']
    """
    for one in asked:
        if one not in there:
            raise InputError(f"{one}: no such {what};{instead(one, there)}")
    return [one for one in there if one in asked]


def concordance_files(
    key: str,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
    highlight: Sequence[str] = (),
    replace: bool = False,
) -> list[Path]:
    """Write a concordance of a topic, domain or indicator, in all formats unless told otherwise.

    `highlight` names the plans (doc_ids) that stand side by side where there are too many.
    """
    formats = known(formats, CONCORDANCE_FORMATS, "format of a concordance") or CONCORDANCE_FORMATS
    languages = known(languages, LANGUAGES, "language")
    return export_concordance(key, tables, folder, formats, languages, highlight, replace)


def evidence_files(
    name: str, tables: Tables, folder: Path, formats: Sequence[str] = (), replace: bool = False
) -> list[Path]:
    """Write the evidence behind the chart called `name`, in all formats it fits unless told otherwise."""
    formats = known(formats, EVIDENCE_FORMATS, "format of an evidence sheet")
    return export_evidence(find_chart(name), tables, folder, formats, replace)


def listing() -> str:
    """All figures and tables that can be exported, one a line."""
    width = max(map(len, (*CHARTS, *SCHEMAS, *INDICES))) + 2
    data = " ".join(TABLE_FORMATS)
    lines = [f"figures (png svg pdf; their data: {data})"]
    lines += [f"  {c.name:{width}}{c.title('en')}  {c.title('zh')}" for group in GROUPS for c in group.charts]
    lines += [f"tables ({data})"]
    for name, schema in SCHEMAS.items():
        about = str(schema.description)
        lines.append(f"  {name:{width}}{about}  {described(about, 'zh')}")
    lines += [f"index tables ({data})"]
    lines += [f"  {name:{width}}{index_title(name, 'en')}  {index_title(name, 'zh')}" for name in INDICES]
    return "\n".join(lines)
