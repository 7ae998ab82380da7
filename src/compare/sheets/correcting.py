"""`fazhi coding corrected`: rates beside those that a person's sample corrects, told and written."""

from pathlib import Path

import pandas as pd

from compare.coding.register import read_coders, refuse_unknown
from compare.evaluation.corrected import corrected_rates
from compare.files.placing import placed_when_complete
from compare.indices.reliability import ALL
from compare.project import Project
from compare.tables.csv_rows import frame_text
from compare.tables.reading import read_table

_NAME = "corrected_rates.csv"


def corrected_told(project: Project, coder: str, out: Path | None, replace: bool = False) -> str:
    """The shares of all plans together as tabulated and as corrected; `out` gets the table with every plan."""
    kinds = {one.name: one.kind for one in read_coders(project.coding)}
    refuse_unknown([coder], kinds)
    table = corrected_rates(read_table("provisions", project.processed), project.coding, coder)
    head = (
        f"Shares of statements (headings left out) in the tables, and corrected by the sample of {coder} (a"
        f" {kinds[coder]}), 95%:"
    )
    lines = [_line(row) for row in table[table["doc_id"] == ALL].to_dict("records")]
    if out:
        with placed_when_complete(out, replace) as staging:
            (staging / _NAME).write_text(frame_text(table.round(6)), encoding="utf-8-sig", newline="")
        lines.append(f"Wrote {out / _NAME}")
    return "\n".join([head, *lines])


def _line(row: dict[str, object]) -> str:
    numbers = [f"{float(str(row[name])):.3f}" for name in ("plain", "corrected", "low", "high")]
    plain, corrected, low, high = numbers if pd.notna(row["corrected"]) else (numbers[0], "-", "-", "-")
    return (
        f"  {row['field']:10} {row['value']}  plain {plain}  corrected {corrected} [{low}, {high}]"
        f"  ({row['wrong']} of {row['sampled']} wrong)"
    )
