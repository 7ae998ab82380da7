"""An evidence sheet: from every number in a chart to the provisions behind it.

Each row of a chart's table carries a key (its values in the chart's `keys`); all provisions with
the same key are behind that row, whatever its columns say of them. File and offsets lead back
to the raw text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from compare.export.cells import Grid, Link, Value, csv_blocks, fits, grid_of, must_fit
from compare.export.labels import column_heads
from compare.export.notes import Note, notes_grid
from compare.export.tables import LANGUAGES, Exportable, chart_table
from compare.export.workbook import workbook_bytes
from compare.figures.charts import Chart, is_many
from compare.files.placing import placed_when_complete, write_parts
from compare.tables.schema import Tables

LARGEST = 5000
"""Rows of numbers, or of provisions (once for each number they stand behind), up to which many plans have a workbook."""
EVIDENCE_FORMATS = ("xlsx", "csv")
_PROVISION = (
    "provision_id", "measure_id", "number", "heading", "file", "start", "end", "text", "topic", "topic2",
    "obligation", "sanction", "monitoring", "n_targets", "n_times", "has_body", "strictness",
)  # fmt: skip
_PLACE = ("provision_id", "file", "start", "end")
_NOTE = Note(
    "Reading 读法",
    "Every row of Numbers has an evidence_key; the provisions with that key are the ones behind its numbers"
    " (n_evidence of them). number and heading are those of the measure.",
    "Numbers表每行有evidence_key；Provisions表中同一键的条款即该行数字所依据的条款（共n_evidence条）。number与heading为所属措施的编号与标题。",
)


@dataclass(frozen=True)
class Evidence:
    """What is behind a chart.

    `numbers` is the chart's table with `evidence_key` and `n_evidence` in front; `provisions` has
    one row for each key and provision, with its text and its place in the raw file.
    """

    table: Exportable
    numbers: pd.DataFrame
    provisions: pd.DataFrame


def evidence(chart: Chart, tables: Tables, columns: Sequence[str] = _PROVISION) -> Evidence:
    """The numbers of a chart and, by key, the provisions behind them, with `columns` said of each."""
    table = chart_table(chart, tables)
    keys = _keys(table.data, chart)
    provisions = _provisions(chart, tables, keys, columns)
    counts = keys.map(provisions.groupby("evidence_key")["provision_id"].nunique())
    numbers = table.data.copy()
    numbers.insert(0, "evidence_key", keys)
    numbers.insert(1, "n_evidence", counts.fillna(0).astype(int))
    return Evidence(table, numbers, provisions)


def _provisions(chart: Chart, tables: Tables, keys: pd.Series, columns: Sequence[str]) -> pd.DataFrame:
    """The chart's evidence with what the tables say of each provision, in the order of `keys`."""
    found = chart.evidence(tables).drop_duplicates()
    found.insert(0, "evidence_key", _keys(found, chart))
    found = found[found["evidence_key"].isin(keys)]  # a chart may show a part of what it counts
    known = _known_of_provisions(tables, [name for name in columns if name not in found.columns])
    rows = found.merge(known, on="provision_id", how="left")
    place = {key: number for number, key in enumerate(keys.unique())}
    rows = rows.sort_values("evidence_key", key=lambda cells: cells.map(place), kind="stable")
    return rows[[*(name for name in rows if name not in columns), *columns]].reset_index(drop=True)


def _known_of_provisions(tables: Tables, columns: Sequence[str]) -> pd.DataFrame:
    """Provisions with `columns`, which may be of their document (file) or measure (number, heading)."""
    provisions, of_measure = tables["provisions"], [name for name in columns if name in ("number", "heading")]
    own = [name for name in columns if name in provisions.columns and name != "provision_id"]
    rows = provisions[list(dict.fromkeys(["provision_id", "doc_id", "measure_id", *own]))]
    rows = rows.merge(tables["documents"][["doc_id", "file"]], on="doc_id")
    if of_measure:
        rows = rows.merge(tables["measures"][["measure_id", *of_measure]], on="measure_id", how="left")
        rows = rows.fillna(dict.fromkeys(of_measure, ""))
    return rows[["provision_id", *(name for name in columns if name != "provision_id")]]


def _keys(frame: pd.DataFrame, chart: Chart) -> pd.Series:
    """The values of the chart's key columns as one text: `county · E`."""
    texts = [frame[name].astype(str) for name in chart.keys]
    return pd.Series([" · ".join(row) for row in zip(*texts, strict=True)], index=frame.index, dtype=str)


def export_evidence(
    chart: Chart, tables: Tables, folder: Path, formats: Sequence[str] = (), replace: bool = False
) -> list[Path]:
    """Write `folder/evidence_<chart>.xlsx`, and as CSV the list of provisions alone.

    Both unless `formats` says otherwise; without the workbook where it would be too large. `replace`
    overwrites files of these names that we did not write, too.
    """
    found = evidence(chart, tables)
    cells = found.numbers.size + found.provisions.size
    formats = formats or [suffix for suffix in EVIDENCE_FORMATS if fits(suffix, cells)]
    with placed_when_complete(folder, replace) as staging:
        paths = [staging / f"evidence_{chart.name}.{suffix}" for suffix in formats]
        for path in paths:
            write_parts(path, _WRITERS[path.suffix[1:]](found, tables))
    return [folder / path.name for path in paths]


def evidence_csv(found: Evidence, tables: Tables) -> Iterator[bytes]:
    """The provisions as CSV."""
    return csv_blocks(found.provisions)


def evidence_xlsx(found: Evidence, tables: Tables) -> list[bytes]:
    """A workbook: numbers, each with a link to the first of its provisions; provisions; notes."""
    columns = pd.DataFrame(columns=list(dict.fromkeys([*found.numbers, *found.provisions])))
    heads = column_heads("provisions", found.provisions.columns, LANGUAGES)
    must_fit(f"evidence_{found.table.name}", "xlsx", found.numbers.size + found.provisions.size)
    notes = notes_grid([_NOTE, *found.table.notes(tables)], found.table.name, columns)
    return [workbook_bytes([_linked(found), grid_of(found.provisions, "Provisions", heads), notes])]


def report_evidence(chart: Chart, tables: Tables) -> tuple[str, Callable[[], Iterable[bytes]]]:
    """The evidence as the report keeps it: a suffix, and what makes the contents of the file, part by part.

    A workbook with texts, but for more than `LARGEST` rows of many plans: it would take minutes
    and, over all figures, hundreds of megabytes for one and the same texts. Then a list of keys
    and provisions, whose texts are in the table of provisions. `export_evidence` writes the
    workbook of any size.
    """
    rows = max(len(chart.evidence(tables)), len(chart.data(tables)))
    if rows <= LARGEST or not is_many(tables):
        return "xlsx", lambda: evidence_xlsx(evidence(chart, tables), tables)
    return "csv", lambda: csv_blocks(evidence(chart, tables, _PLACE).provisions[["evidence_key", *_PLACE]])


def _linked(found: Evidence) -> Grid:
    """The numbers with links to where their provisions begin."""
    keys = list(found.provisions["evidence_key"])
    first = {key: place + 3 for place, key in reversed(list(enumerate(keys)))}
    grid = grid_of(found.numbers, "Numbers", column_heads(found.table.name, found.numbers.columns, LANGUAGES))
    linked: list[tuple[Value, ...]] = [
        (Link(str(row[0]), f"'Provisions'!A{first[str(row[0])]}") if row[0] in first else row[0], *row[1:])
        for row in grid.rows
    ]
    return replace(grid, rows=tuple(linked))


_WRITERS: dict[str, Callable[[Evidence, Tables], Iterable[bytes]]] = {
    "xlsx": evidence_xlsx,
    "csv": evidence_csv,
}
