"""A figure's table in print, in the shape of the figure: its rows, with a column for each plan.

The texts are those of the picture, so that the two never say different things.
"""

import matplotlib.pyplot as plt

from compare.export.cells import Grid, Piece, Value
from compare.export.labels import column_label
from compare.figures.charts import Chart, is_many, render
from compare.figures.parts.shown import Shown, shown_by
from compare.tables.schema import Tables


def shaped_grid(chart: Chart, tables: Tables, language: str) -> Grid | None:
    """The grid of a chart that has rows and columns; None of another, or of more plans than fit a page."""
    if is_many(tables):
        return None
    figure = render(chart, tables, language)
    try:
        shown = shown_by(figure)
    finally:
        plt.close(figure)
    if shown is None:
        return None
    header = (_corner(chart, shown, language), *map(_one_line, shown.columns.values()))
    return Grid(chart.title(language), header, tuple(_row(shown, key) for key in shown.rows))


def _corner(chart: Chart, shown: Shown, language: str) -> str:
    """What the names of rows are."""
    keys = [key for key in chart.keys if key != "doc_id"]
    return column_label(chart.name, keys[0], language) if keys and not shown.headings else ""


def _row(shown: Shown, key: str) -> tuple[Value, ...]:
    name = _one_line(shown.rows[key])
    if key in shown.headings and not any((key, column) in shown.cells for column in shown.columns):
        return ((Piece(name, "heading"),), *("" for _ in shown.columns))
    return (name, *(_one_line(shown.cells.get((key, column), "")) for column in shown.columns))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
