"""Which provisions count: no headings, no N codes."""

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from compare.tables.schema import Tables
from compare.vocab.taxonomy import is_substantive


def counted(provisions: pd.DataFrame, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The provisions that every index counts: topic A1-L6 and no heading.

    The rows keep their index and have `columns` (all unless named) and `unit`, the cluster for
    resampling: the measure, or the provision itself where it belongs to none (a chapter's lead
    paragraph).
    """
    substantive = {topic for topic in provisions["topic"].unique() if is_substantive(topic)}
    body, known = provisions["is_heading"] == 0, provisions["topic"].isin(substantive)
    held = body.to_numpy(bool) & known.to_numpy(bool)
    ids = provisions.loc[held, ["measure_id", "provision_id"]]
    unit = ids["measure_id"].where(ids["measure_id"] != "", ids["provision_id"])
    return provisions.loc[held, list(columns or provisions.columns)].assign(unit=unit)


def coded(provisions: pd.DataFrame) -> list[str]:
    """The plans whose provisions have topics, in the order of their rows.

    A plan that waits for a coder (no topic anywhere, as with a taxonomy of one's own, which no model knows) says
    nothing of topics and duties: it is not silent, but not read yet.
    """
    waiting = set(provisions.loc[(provisions["topic"] == "") & (provisions["is_heading"] == 0), "doc_id"])
    waiting -= set(counted(provisions, ["doc_id"])["doc_id"]) if waiting else set()
    return [doc_id for doc_id in provisions["doc_id"].unique() if doc_id not in waiting]


def plan_rows(rows: pd.DataFrame, doc_ids: Iterable[str]) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each of `doc_ids`, in this order; no rows for a plan that has none.

    All plans are found in one pass: a search for each would take time by their square.
    """
    found = rows.groupby("doc_id", sort=False).indices
    for doc_id in doc_ids:
        yield doc_id, rows.iloc[found.get(doc_id, [])]


def doc_order(tables: Tables) -> list[str]:
    """The plans in the order of documents.csv."""
    return list(tables["documents"]["doc_id"])
