"""Parquet, Stata (.dta, version 118: Stata 14 and later) and SPSS (.sav) files with labels in one language.

No file holds the time of its making: the same table gives the same bytes.
"""

import datetime
import io
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as arrow
import pyreadstat
from pyarrow import parquet

from compare.export.labelled import Labelled
from compare.export.labels import column_label, column_meaning

_MADE = datetime.datetime(2000, 1, 1)
_STATA_LABEL = 80
"""Characters of a label of a data set or variable in Stata."""
_STATA_TEXT = 2045
"""Bytes of a text in Stata; longer ones are of the type strL, which has no limit."""
_SPSS_TEXT = 32_767
"""Bytes of a text in SPSS."""
_SPSS_MADE = slice(92, 109)
"""Where the head of a .sav file has the date and time of its making."""
_SPSS_NOTE = 80
"""Bytes of a line of a document's notes in SPSS."""
CUT = " […]"
"""Ends a text that was cut."""


def parquet_bytes(name: str, data: pd.DataFrame) -> bytes:
    """The data as it is, its columns with their labels and meaning as metadata (label_zh, label_en, meaning)."""
    plain = pd.DataFrame({column: _arrow_ready(data[column]) for column in data.columns})
    table = arrow.Table.from_pandas(plain, preserve_index=False)
    fields = [field.with_metadata(_about(name, field.name)) for field in table.schema]
    out = io.BytesIO()
    parquet.write_table(table.cast(arrow.schema(fields, table.schema.metadata)), out, compression="zstd")
    return out.getvalue()


def _arrow_ready(cells: pd.Series) -> pd.Series:
    """Values of several kinds in one column as text."""
    return cells.astype("string") if cells.dtype == object else cells


def _about(name: str, column: str) -> dict[str, str]:
    labels = {f"label_{language}": column_label(name, column, language) for language in ("zh", "en")}
    return labels | {"meaning": column_meaning(name, column)}


def stata_bytes(table: Labelled, title: str, language: str) -> bytes:
    """A data set for Stata; its labels are those of the language, cut to what Stata allows."""
    texts = [column for column in table.data if _longest(table.data[column]) > _STATA_TEXT]
    labels = {column: label[:_STATA_LABEL] for column, label in table.variable_labels(language).items()}
    out = io.BytesIO()
    table.data.to_stata(
        out, write_index=False, version=118, time_stamp=_MADE, data_label=title[:_STATA_LABEL],
        variable_labels=labels, value_labels=table.value_labels(language), convert_strl=texts,
    )  # fmt: skip
    return out.getvalue()


def spss_bytes(table: Labelled, title: str, notes: list[str], language: str) -> bytes:
    """A data set for SPSS with the notes as its documents; a text of over 32,767 bytes is cut, and says so."""
    data = table.data.apply(lambda cells: cells if _is_number(cells) else cells.map(_fitting))
    whole = [column for column in data if pd.api.types.is_integer_dtype(data[column].dtype)]
    kinds = {column: "nominal" for column in data if column in table.words or not _is_number(data[column])}
    values: dict[str, dict[int | float, str]] = {
        variable: dict(labels.items()) for variable, labels in table.value_labels(language).items()
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.sav"
        pyreadstat.write_sav(
            data, path, file_label=_bytes_of(title, 64), column_labels={**table.variable_labels(language)},
            variable_value_labels=values, note=_note_lines(notes), row_compress=True,
            variable_measure={column: kinds.get(column, "scale") for column in data},
            variable_format=dict.fromkeys(whole, "F10.0"),
        )  # fmt: skip
        written = bytearray(path.read_bytes())
    written[_SPSS_MADE] = _MADE.strftime("%d Jan %y%H:%M:%S").encode("ascii")
    return bytes(written)


def _is_number(cells: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(cells.dtype)


def _longest(cells: pd.Series) -> int:
    """Bytes of the longest text of a column."""
    return 0 if _is_number(cells) else max((len(text.encode("utf-8")) for text in cells), default=0)


def _fitting(text: str) -> str:
    if len(text.encode("utf-8")) <= _SPSS_TEXT:
        return text
    return _bytes_of(text, _SPSS_TEXT - len(CUT.encode("utf-8"))) + CUT


def _bytes_of(text: str, most: int) -> str:
    """As much of a text as so many bytes hold.

    >>> _bytes_of("法治", 4)
    '法'
    """
    return text.encode("utf-8")[:most].decode("utf-8", "ignore")


def _note_lines(notes: list[str]) -> list[str]:
    """The notes in lines that SPSS takes."""
    lines = []
    for note in notes:
        while note:
            line = _bytes_of(note, _SPSS_NOTE)
            lines.append(line)
            note = note[len(line) :]
    return lines
