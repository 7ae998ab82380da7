"""An evidence sheet: from every number in a chart to the provisions behind it.

Each row of a chart's table carries a key (its values in the chart's `keys`); all provisions with
the same key are behind that row, whatever its columns say of them. File and offsets lead back
to the raw text.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from compare.export.cells import Grid, Link, Value, csv_bytes, grid_of, plain
from compare.export.files import placed_when_complete
from compare.export.notes import Note, notes_grid
from compare.export.tables import chart_table
from compare.export.workbook import workbook_bytes
from compare.figures.charts import Chart
from compare.tables import Tables

EVIDENCE_FORMATS = ("xlsx", "csv")
_PROVISION = (
    "provision_id", "measure_id", "number", "heading", "file", "start", "end", "text", "topic", "topic2",
    "obligation", "sanction", "monitoring", "n_targets", "n_times", "has_body", "strictness",
)  # fmt: skip
_NOTE = Note(
    "Reading 读法",
    "Every row of Numbers has an evidence_key; the provisions with that key are the ones behind its numbers"
    " (n_evidence of them). number and heading are those of the measure.",
    "Numbers表每行有evidence_key；Provisions表中同一键的条款即该行数字所依据的条款（共n_evidence条）。number与heading为所属措施的编号与标题。",
)


def numbers(chart: Chart, tables: Tables) -> pd.DataFrame:
    """The chart's table; in front the key of every row and how many provisions are behind it."""
    data = chart_table(chart, tables).data
    keys = _keys(data, chart)
    counts = _joined(chart, tables).groupby("evidence_key")["provision_id"].nunique()
    data.insert(0, "evidence_key", keys)
    data.insert(1, "n_evidence", keys.map(counts).fillna(0).astype(int))
    return data


def evidence(chart: Chart, tables: Tables) -> pd.DataFrame:
    """One row for each key and provision behind it, with its text and place in the raw file."""
    rows = _joined(chart, tables)
    own = [name for name in rows.columns if name not in _PROVISION]
    return rows[[*own, *_PROVISION]]


def _joined(chart: Chart, tables: Tables) -> pd.DataFrame:
    """The chart's evidence with what the tables say of each provision, in the order of the keys."""
    found = chart.evidence(tables)
    found.insert(0, "evidence_key", _keys(found, chart))
    provisions = tables["provisions"].merge(tables["documents"][["doc_id", "file"]], on="doc_id")
    measures = tables["measures"][["measure_id", "number", "heading"]]
    provisions = provisions.merge(measures, on="measure_id", how="left").fillna({"number": "", "heading": ""})
    own = [name for name in _PROVISION if name == "provision_id" or name not in found.columns]
    rows = found.drop_duplicates().merge(provisions[own], on="provision_id", how="left")
    place = {key: number for number, key in enumerate(_keys(chart_table(chart, tables).data, chart).unique())}
    return rows.sort_values("evidence_key", key=lambda keys: keys.map(place), kind="stable").reset_index(drop=True)


def _keys(frame: pd.DataFrame, chart: Chart) -> pd.Series:
    """The values of the chart's key columns as one text: `kunqu · E`."""
    texts = [frame[name].astype(str) for name in chart.keys]
    return pd.Series([" · ".join(row) for row in zip(*texts, strict=True)], index=frame.index, dtype=str)


def export_evidence(
    chart: Chart, tables: Tables, folder: Path, formats: Sequence[str] = EVIDENCE_FORMATS
) -> list[Path]:
    """Write `folder/evidence_<chart>.xlsx`, and as CSV the list of provisions alone."""
    with placed_when_complete(folder) as staging:
        paths = []
        for suffix in formats:
            paths.append(staging / f"evidence_{chart.name}.{suffix}")
            paths[-1].write_bytes(_content(chart, tables, suffix))
    return [folder / path.name for path in paths]


def _content(chart: Chart, tables: Tables, suffix: str) -> bytes:
    rows = evidence(chart, tables)
    return csv_bytes(grid_of(rows, chart.name)) if suffix == "csv" else evidence_xlsx(chart, tables)


def evidence_xlsx(chart: Chart, tables: Tables) -> bytes:
    """A workbook: the numbers, each with a link to the first of its provisions; the rest; notes."""
    shown, rows = numbers(chart, tables), evidence(chart, tables)
    data = pd.concat([shown.head(0), rows.head(0)])
    notes = notes_grid([_NOTE, *chart_table(chart, tables).notes(tables)], chart.name, data)
    return workbook_bytes([_linked(shown, rows), grid_of(rows, "Provisions"), notes])


def _linked(shown: pd.DataFrame, rows: pd.DataFrame) -> Grid:
    """The numbers with links to where their provisions begin."""
    first = {key: place + 2 for place, key in reversed(list(enumerate(rows["evidence_key"])))}
    grid = grid_of(shown, "Numbers")
    linked: list[tuple[Value, ...]] = [
        (Link(str(row[0]), f"'Provisions'!A{first[row[0]]}") if row[0] in first else row[0], *row[1:])
        for row in grid.rows
    ]
    return Grid(grid.title, grid.header, tuple(linked))
