"""Two plans of one place, an earlier and a later one: what came, went, stayed, and what it was turned into.

Clauses are paired one to one so that their likeness in sum is greatest (an assignment problem, Kuhn
1955). Likeness is the resemblance of Broder (1997) over pairs of neighbouring letters. Below `ALIKE`
two clauses are taken for different ones: the earlier was dropped, the later is new. That is a
reading of wording; a duty put in wholly other words counts as dropped and new.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy  # its part optimize is loaded when it is first used

from compare.errors import InputError, instead
from compare.indices.indicators import compare_indicators
from compare.indices.selection import counted
from compare.reuse.letters import fold_letters
from compare.reuse.marking import signs
from compare.tables.schema import Tables
from compare.vocab.outlines import frame

ALIKE = 0.3
"""Likeness from which two clauses are versions of one."""
STATES = ("kept", "reworded", "new", "dropped")
"""What became of a clause: the same letters; other words; only in the later plan; only in the earlier."""
DROPPED, ADDED = ("[-", "-]"), ("{+", "+}")
"""What stands around words that went and words that came."""
_CLAUSE = ["state", "likeness", "provision_a", "provision_b", "topic_a", "topic_b", "obligation_a",
           "obligation_b", "force", "text_a", "text_b", "marked"]  # fmt: skip


@dataclass(frozen=True)
class Versions:
    """What `compare_versions` finds; see there for the columns."""

    topics: pd.DataFrame
    clauses: pd.DataFrame
    targets: pd.DataFrame
    deadlines: pd.DataFrame


def compare_versions(tables: Tables, a: str, b: str) -> Versions:
    """The plan `b` held against the earlier plan `a` (doc_ids).

    `topics`: topic, n_a, n_b (provisions), state (`came`, `went`, `stayed`; topics of neither left out).
    `clauses`: state (see `STATES`), likeness, provision_a, provision_b, topic_a, topic_b, obligation_a,
    obligation_b, force (`harder`, `softer`, `same`; empty for new and dropped ones), text_a, text_b, marked
    (the later text with what went and came marked, see `DROPPED` and `ADDED`); in the order of the later plan,
    dropped ones last. `targets`: indicator_id, best_a, best_b, measure_a, measure_b, change (`raised`,
    `lowered`, `same`, `new`, `dropped`, or `other unit`). `deadlines`: provision_a, provision_b, text_a, text_b,
    day_a, day_b, change (`earlier`, `later`, `same`, `new`, `dropped`) of clauses that are versions of
    one. An `InputError` names a plan that is not there.
    """
    known = set(tables["documents"]["doc_id"])
    for doc_id in (a, b):
        if doc_id not in known:
            raise InputError(f"{doc_id}: no such plan;{instead(doc_id, sorted(known))}")
    clauses = _clauses(*(_counted_of(tables, doc_id) for doc_id in (a, b)))
    return Versions(_topics(tables, a, b), clauses, _targets(tables, a, b), _deadlines(tables, clauses))


def series(documents: pd.DataFrame) -> list[tuple[str, str]]:
    """Pairs of plans of one place that follow each other, by place and period (doc_ids)."""
    dated = documents[(documents["place_id"] != "") & (documents["period_start"] != "")]
    ordered = dated.sort_values(["place_id", "period_start", "doc_id"], kind="stable")
    return [pair for _, plans in ordered.groupby("place_id") for pair in pairwise(plans["doc_id"])]


# --- clauses ---


def _counted_of(tables: Tables, doc_id: str) -> pd.DataFrame:
    columns = ["provision_id", "doc_id", "topic", "obligation", "text"]
    rows = counted(tables["provisions"], columns)
    return rows[rows["doc_id"] == doc_id].reset_index(drop=True)


def _clauses(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    likeness = _likeness(a["text"], b["text"])
    pairs = {
        later: earlier
        for earlier, later in zip(*scipy.optimize.linear_sum_assignment(likeness, maximize=True), strict=True)
        if likeness[earlier, later] >= ALIKE
    }
    rows = [_clause(a, pairs.get(later), b, later, likeness) for later in range(len(b))]
    again = set(pairs.values())
    rows += [_clause(a, earlier, b, None, likeness) for earlier in range(len(a)) if earlier not in again]
    return pd.DataFrame(rows, columns=_CLAUSE)


def _likeness(a: pd.Series, b: pd.Series) -> npt.NDArray[np.float64]:
    """Resemblance of every text of `a` with every one of `b`."""
    if not len(a) or not len(b):
        return np.zeros((len(a), len(b)))
    from sklearn.feature_extraction.text import CountVectorizer  # loaded here: no figure waits for it

    pairs = CountVectorizer(analyzer="char", ngram_range=(2, 2), binary=True, lowercase=False)
    letters = pairs.fit_transform([f"^{fold_letters(text)}$" for text in (*a, *b)])
    first, second = letters[: len(a)], letters[len(a) :]
    common = (first @ second.T).toarray().astype(float)
    sizes = (np.asarray(part.sum(axis=1)).ravel() for part in (first, second))
    return np.asarray(common / (np.add.outer(*sizes) - common))


def _clause(
    a: pd.DataFrame,
    earlier: int | None,
    b: pd.DataFrame,
    later: int | None,
    likeness: npt.NDArray[np.float64],
) -> dict[str, object]:
    old = a.iloc[earlier].to_dict() if earlier is not None else {}
    new = b.iloc[later].to_dict() if later is not None else {}
    row: dict[str, object] = {
        f"{name}_{side}": part.get(
            "provision_id" if name == "provision" else name, None if name == "obligation" else ""
        )
        for side, part in (("a", old), ("b", new))
        for name in ("provision", "topic", "obligation", "text")
    }
    if not old or not new:
        alone = {"state": "new" if new else "dropped", "likeness": 0.0, "force": ""}
        return row | alone | {"marked": marked(old.get("text", ""), new.get("text", ""))}
    same = fold_letters(old["text"]) == fold_letters(new["text"])
    force = np.sign(new["obligation"] - old["obligation"])
    return row | {
        "state": "kept" if same else "reworded",
        "likeness": likeness[earlier, later],
        "force": {1: "harder", -1: "softer", 0: "same"}[int(force)],
        "marked": marked(old["text"], new["text"]),
    }


def marked(old: str, new: str) -> str:
    """The later wording with what went and what came marked in it, numbers as a whole.

    >>> marked("每年一次培训", "每年两次以上培训")
    '每年[-一-]{+两+}次{+以上+}培训'
    """
    return "".join(_marked(old, new))


def _marked(old: str, new: str) -> Iterator[str]:
    from rapidfuzz.distance import Levenshtein  # loaded here: no figure waits for it

    before, after = signs(old), signs(new)
    for step in Levenshtein.opcodes(before, after):
        gone = "".join(before[step.src_start : step.src_end])
        came = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            yield came
            continue
        yield f"{DROPPED[0]}{gone}{DROPPED[1]}" if gone else ""
        yield f"{ADDED[0]}{came}{ADDED[1]}" if came else ""


# --- topics, numbers, dates ---


def _topics(tables: Tables, a: str, b: str) -> pd.DataFrame:
    counts = [_counted_of(tables, doc_id)["topic"].value_counts() for doc_id in (a, b)]
    rows = [
        (group.key, int(counts[0].get(group.key, 0)), int(counts[1].get(group.key, 0)))
        for group in frame("topic").groups
    ]
    states = [("stayed" if one and two else "came" if two else "went") for _, one, two in rows]
    table = pd.DataFrame(rows, columns=["topic", "n_a", "n_b"]).assign(state=states)
    return table[table["n_a"] + table["n_b"] > 0].reset_index(drop=True)


def _targets(tables: Tables, a: str, b: str) -> pd.DataFrame:
    found = compare_indicators(tables, list(dict.fromkeys((a, b)))).set_index(["indicator_id", "doc_id"])
    rows = []
    for name in found.index.unique("indicator_id"):
        one, two = (found.loc[(name, doc_id)] for doc_id in (a, b))
        if change := _change(one["best"], two["best"], one["measure"], two["measure"]):
            rows.append((name, one["best"], two["best"], one["measure"], two["measure"], change))
    columns = ["indicator_id", "best_a", "best_b", "measure_a", "measure_b", "change"]
    return pd.DataFrame(rows, columns=columns)


def _change(old: float, new: float, old_unit: str, new_unit: str) -> str:
    if pd.isna(old) or pd.isna(new):
        return "" if pd.isna(old) and pd.isna(new) else "new" if pd.isna(old) else "dropped"
    if old_unit != new_unit:
        return "other unit"
    return "raised" if new > old else "lowered" if new < old else "same"


def _deadlines(tables: Tables, clauses: pd.DataFrame) -> pd.DataFrame:
    """The deadlines of clauses that are versions of one; of several in a clause the last."""
    times = tables["times"][tables["times"]["kind"] == "deadline"]
    last = times.sort_values("date_end", kind="stable").drop_duplicates("provision_id", keep="last")
    known = last.set_index("provision_id")[["text", "date_end"]]
    pairs = clauses.loc[clauses["state"].isin(("kept", "reworded")), ["provision_a", "provision_b"]]
    for side in "ab":
        own = known.reindex(pairs[f"provision_{side}"])
        pairs[f"text_{side}"] = own["text"].fillna("").tolist()
        pairs[f"day_{side}"] = own["date_end"].fillna("").tolist()
    pairs = pairs[(pairs["day_a"] != "") | (pairs["day_b"] != "")]
    changes = [_moved(old, new) for old, new in zip(pairs["day_a"], pairs["day_b"], strict=True)]
    return pairs.assign(change=pd.Series(changes, index=pairs.index, dtype=str)).reset_index(drop=True)


def _moved(old: str, new: str) -> str:
    if not old or not new:
        return "new" if new else "dropped"
    return "same" if old == new else "earlier" if new < old else "later"
