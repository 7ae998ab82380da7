"""What the corpus holds: plans, counts of everything, and what was left out."""

import pandas as pd

from compare.indices.selection import coded, counted, doc_order
from compare.tables.schema import Tables


def periods(tables: Tables) -> pd.DataFrame:
    """One row per plan: who, which years, how long (characters without white space)."""
    columns = [
        "doc_id",
        "jurisdiction_zh",
        "jurisdiction_en",
        "province_en",
        "level",
        "period_start",
        "period_end",
        "chars",
    ]
    return tables["documents"][columns].reset_index(drop=True)


def corpus_counts(tables: Tables) -> pd.DataFrame:
    """One row per plan: measures, provisions, targets, times, and bodies.

    `provisions` counts topics A1-L6 without headings; `bodies` counts distinct names and is
    missing, not zero, for a plan that names none, as `provisions` is for one that nobody coded.
    """
    order = doc_order(tables)
    sizes = {name: tables[name].groupby("doc_id").size() for name in ("measures", "targets", "times")}
    sizes["provisions"] = counted(tables["provisions"], ["doc_id"]).groupby("doc_id").size()
    counts = pd.DataFrame(sizes, index=pd.Index(order, name="doc_id")).fillna(0).astype("Int64")
    bodies = tables["bodies"].groupby("doc_id")["name"].nunique().reindex(order).astype("Int64")
    counts["provisions"] = counts["provisions"].where(counts.index.isin(coded(tables["provisions"])))
    columns = ["measures", "provisions", "targets", "times"]
    return counts[columns].assign(bodies=bodies).reset_index()


def excluded(tables: Tables) -> pd.DataFrame:
    """Characters of every file that are not in the plan, with the plan's share of the file.

    The reasons, cut by cut, are in reports/sources.md.
    """
    documents = tables["documents"]
    spans = documents.assign(before_plan=documents["start"], plan_span=documents["end"] - documents["start"])
    return spans[["doc_id", "file", "before_plan", "plan_span", "chars"]]
