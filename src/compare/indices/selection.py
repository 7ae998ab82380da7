"""Which provisions count: no headings, no N codes."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.tables.schema import Tables
from compare.vocab.taxonomy import is_substantive


def counted(provisions: pd.DataFrame, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The provisions that every index counts: topic A1-L6 and no heading.

    The rows keep their index and have `columns` (all unless named) and `unit`, the cluster for
    resampling: the measure, or the provision itself where it belongs to none (a chapter's lead
    paragraph).
    """
    kept = np.flatnonzero((provisions["is_heading"] == 0).to_numpy(bool) & _substantive(provisions["topic"]))
    rows = provisions[list(columns or provisions.columns)].take(kept)  # with .loc ten times as long
    ids, own = (provisions[name].to_numpy(object)[kept] for name in ("measure_id", "provision_id"))
    unit = pd.Series(np.where(ids != "", ids, own), rows.index, provisions["measure_id"].dtype)
    return rows.assign(unit=unit)


def _substantive(column: pd.Series) -> npt.NDArray[np.bool_]:
    """Whether each topic of a column is one that counts."""
    places, topics = pd.factorize(column)
    found = [is_substantive(topic) for topic in topics]
    return np.array([*found, False])[places]  # the last is that of a missing topic, at place -1


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
