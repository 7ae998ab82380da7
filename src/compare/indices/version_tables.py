"""Series of one place as index tables: what every plan made of the one before it, in counts and clause by clause.

A row is of the later plan (`doc_id`), held against the `earlier` one of the same place (see
`compare.indices.versions`). Where no place has two dated plans the tables are empty.
"""

from collections.abc import Iterator

import pandas as pd

from compare.indices.versions import Versions, compare_versions, series
from compare.tables.schema import Tables

STATES = {
    "topics": ("came", "went", "stayed"),
    "clauses": ("kept", "reworded", "new", "dropped"),
    "force": ("harder", "softer", "same"),
    "targets": ("raised", "lowered", "same", "new", "dropped", "other unit"),
    "deadlines": ("earlier", "later", "same", "new", "dropped"),
}
"""What can become of a thing, by kind of thing."""
_KEYS = ["doc_id", "earlier"]
_COUNTS = [*_KEYS, "what", "state", "count", "n", "share"]
_EVIDENCE = [*_KEYS, "what", "state", "provision_id"]
_CLAUSES = ["state", "likeness", "force", "provision_a", "provision_b", "topic_a", "topic_b", "text_a", "text_b",
            "marked"]  # fmt: skip


def version_counts(tables: Tables) -> pd.DataFrame:
    """How many things came, went, stayed or were changed: one row per later plan, kind of thing and state.

    Columns: doc_id, earlier, what (see `STATES`), state, count, n, share = count / n. `n` is of topics those that
    either plan has; of clauses those of the later plan, for `dropped` those of the earlier; of force the
    clauses that are versions of one; of targets the indicators that either plan sets a number for; of
    deadlines the clauses that are versions of one and have a deadline in either.
    """
    rows = [row for pair, found in _pairs(tables) for row in _counts(pair, found)]
    table = pd.DataFrame(rows, columns=_COUNTS[:-1])
    return table.assign(share=table["count"] / table["n"].where(table["n"] > 0))


def _counts(pair: tuple[str, str], found: Versions) -> Iterator[tuple[object, ...]]:
    earlier, later = pair
    for what, part in _things(found).items():
        states = part["state"].value_counts()
        for state in STATES[what]:
            n = len(part)
            if what == "clauses":
                n -= int(states.get("new" if state == "dropped" else "dropped", 0))
            yield (later, earlier, what, state, int(states.get(state, 0)), n)


def _things(found: Versions) -> dict[str, pd.DataFrame]:
    """Every kind of thing with the column `state`."""
    clauses = found.clauses
    versions = clauses[clauses["state"].isin(("kept", "reworded"))]
    return {
        "topics": found.topics,
        "clauses": clauses,
        "force": versions.assign(state=versions["force"]),
        "targets": found.targets.assign(state=found.targets["change"]),
        "deadlines": found.deadlines.assign(state=found.deadlines["change"]),
    }


def version_clauses(tables: Tables) -> pd.DataFrame:
    """Every clause of a later plan with its version in the earlier one, and those that were dropped.

    Columns: doc_id, earlier, and those of `compare_versions(…).clauses` that name state, likeness, force, both
    sides' provision, topic and text, and the marked text.
    """
    parts = [
        found.clauses[_CLAUSES].assign(doc_id=later, earlier=earlier)
        for (earlier, later), found in _pairs(tables)
    ]
    return (pd.concat(parts) if parts else pd.DataFrame(columns=[*_KEYS, *_CLAUSES]))[[*_KEYS, *_CLAUSES]]


def version_evidence(tables: Tables) -> pd.DataFrame:
    """The provisions behind `version_counts`, of either plan: doc_id, earlier, what, state, provision_id."""
    parts = [pd.DataFrame(columns=_EVIDENCE)]
    for (earlier, later), found in _pairs(tables):
        for what, part in _things(found).items():
            rows = _provisions(what, part, tables, (earlier, later))
            parts.append(rows.assign(doc_id=later, earlier=earlier, what=what)[_EVIDENCE])
    rows = pd.concat([part for part in parts if len(part)] or parts[:1])
    return rows.drop_duplicates().reset_index(drop=True)


def _provisions(what: str, part: pd.DataFrame, tables: Tables, pair: tuple[str, str]) -> pd.DataFrame:
    """The provisions of either side of each thing: state, provision_id."""
    if what in ("topics", "targets"):
        key, name = ("topic", "provisions") if what == "topics" else ("indicator_id", "targets")
        rows = tables[name][tables[name]["doc_id"].isin(pair)]
        rows = rows[rows["is_heading"] == 0] if what == "topics" else rows
        return rows[[key, "provision_id"]].merge(part[[key, "state"]], on=key)[["state", "provision_id"]]
    sides = [
        part[["state", f"provision_{side}"]].set_axis(["state", "provision_id"], axis=1) for side in "ab"
    ]
    rows = pd.concat(sides)
    return rows[rows["provision_id"] != ""]


def _pairs(tables: Tables) -> Iterator[tuple[tuple[str, str], Versions]]:
    """Plans of one place that follow each other, compared."""
    for earlier, later in series(tables["documents"]) if "place_id" in tables["documents"] else ():
        yield (earlier, later), compare_versions(tables, earlier, later)
