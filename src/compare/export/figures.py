"""Any chart as PNG (300 dpi), SVG and PDF, with the data behind it as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib.pyplot as plt

from compare.export.table_files import write_table_files
from compare.export.tables import LANGUAGES, chart_table
from compare.figures.charts import Chart, render
from compare.figures.style import FORMATS, save_figure
from compare.files.placing import placed_when_complete
from compare.tables.schema import Tables

FIGURE_FORMATS = FORMATS


@dataclass(frozen=True)
class Look:
    """What a user may choose in a picture: plans to highlight (doc_ids), its width in inches, SVG with text."""

    highlight: tuple[str, ...] = ()
    width: float | None = None
    svg_text: bool = False


def computed_once(chart: Chart, tables: Tables) -> Chart:
    """The same chart with its table and evidence at hand: several files come from one computation."""
    data, evidence = chart.data(tables), chart.evidence(tables)
    return replace(chart, data=lambda _: data.copy(), evidence=lambda _: evidence.copy())


def export_figure(
    chart: Chart,
    tables: Tables,
    folder: Path,
    formats: Sequence[str] = FIGURE_FORMATS,
    languages: Sequence[str] = LANGUAGES,
    data_formats: Sequence[str] = ("csv",),
    look: Look = Look(),
    overwrite: bool = False,
) -> list[Path]:
    """Write `folder/<name>_<language>.png` and so on, and the chart's data as `<name>.csv`.

    `data_formats` may name other formats of tables for the data; `look` says which plans are
    highlighted and how wide the picture is; `overwrite` holds for files that we did not write, too.
    """
    chart = computed_once(chart, tables)
    with placed_when_complete(folder, overwrite) as staging:
        written = write_pictures(chart, tables, staging, formats, languages, look)
        written += write_table_files(chart_table(chart, tables), tables, staging, data_formats, languages)
    return [folder / path.name for path in written]


def write_pictures(
    chart: Chart,
    tables: Tables,
    folder: Path,
    formats: Sequence[str],
    languages: Sequence[str],
    look: Look = Look(),
) -> list[Path]:
    """Draw the chart once for each language and save it straight into `folder`."""
    written = []
    for language in languages if formats else ():
        figure = render(chart, tables, language, look.highlight, look.width)
        try:
            written += save_figure(figure, folder / f"{chart.name}_{language}", formats, look.svg_text)
        finally:
            plt.close(figure)
    return written
