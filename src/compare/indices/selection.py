"""Which provisions count: no headings, no N codes."""

import pandas as pd

from compare.coding.taxonomy import is_substantive
from compare.tables import Tables


def counted(provisions: pd.DataFrame) -> pd.DataFrame:
    """The provisions that every index counts: topic A1-L6 and no heading.

    The rows keep their index and gain `unit`, the cluster for resampling: the measure, or the
    provision itself where it belongs to none (a chapter's lead paragraph).
    """
    rows = provisions[
        (provisions["is_heading"] == 0) & provisions["topic"].map(is_substantive).astype(bool)
    ].copy()
    rows["unit"] = rows["measure_id"].where(rows["measure_id"] != "", rows["provision_id"])
    rows["chars"] = rows["text"].str.replace(r"\s", "", regex=True).str.len()
    return rows


def doc_order(tables: Tables) -> list[str]:
    """The plans in the order of documents.csv."""
    return list(tables["documents"]["doc_id"])
