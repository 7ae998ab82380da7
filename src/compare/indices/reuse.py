"""How much plans share: matrix, outlines, domains, longest passages, and what is left as own.

Everything here counts characters of provisions that lie inside a shared passage of `reuse.csv`
(see `compare.reuse.passages`); a character shared twice counts once. Shares are of the raw
characters of a plan's provisions, with punctuation, which no passage ends on, so that even a
full copy stays a little under 1. A share is not symmetric: a short plan can stand in a long one.

Sharing has no direction. Two plans that both follow a national outline share its words without
having read each other; only a template (an outline given as one) can take those words out.
Intervals resample whole measures within a plan (cluster bootstrap, Efron 1979).

Of very many plans the table holds the closest passages only (`holds_all_pairs`). What of a plan
stands in any other plan or in a template can be told from these; what two given plans share, or
a plan and the plans of an outline, cannot: functions that would need it raise an `InputError`.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.errors import InputError
from compare.indices.plans import known_outlines
from compare.indices.resampling import DRAWS, cluster_weights, intervals
from compare.indices.selection import counted, doc_order, plan_rows
from compare.tables.schema import CLOSEST, Tables

NGRAM = 8
"""Length of the runs that `shared_ngrams` compares: long enough to be no common phrase."""
"""Places in which a tenth of a plan is judged to be shared or not."""
_PAIR_COLUMNS = ["doc_id", "other_id", "chars", "shared", "share", "low", "high", "exact_share", "provisions",
                 "provisions_shared", "passages"]  # fmt: skip
_OUTLINE_COLUMNS = ["doc_id", "outline_basis", "others", "share", "low", "high", "smallest", "largest"]
_SIDES = {"doc": "doc_id", "provision": "provision_id", "start": "start", "end": "end"}


def both_sides(reuse: pd.DataFrame, role: str = "plan") -> pd.DataFrame:
    """Every shared passage seen from either plan: two rows for each of `reuse` (one for a template).

    Columns: reuse_id, passage_id, doc_id, provision_id, start, end (this side), other_id,
    other_provision (the other side), chars, similarity, kind.
    """
    rows = reuse[reuse["role_b"] == role]
    sides = [_side(rows, "a", "b"), _side(rows, "b", "a")] if role == "plan" else [_side(rows, "a", "b")]
    return pd.concat(sides, ignore_index=True)


def _side(rows: pd.DataFrame, own: str, other: str) -> pd.DataFrame:
    names = {f"{name}_{own}": column for name, column in _SIDES.items()}
    names |= {f"doc_{other}": "other_id", f"provision_{other}": "other_provision"}
    kept = ["reuse_id", "passage_id", *names, "chars", "similarity", "kind"]
    return rows[kept].rename(columns=names)


def holds_all_pairs(reuse: pd.DataFrame) -> bool:
    """Whether the table compares every plan with every other, and not only with the closest.

    Its `method` tells, so that some plans taken out of a large project are not mistaken for a
    small project.
    """
    return not bool((reuse["method"] == CLOSEST).any())


def all_pairs(tables: Tables) -> pd.DataFrame:
    """The table of shared passages, where it can say how much two given plans share."""
    if not holds_all_pairs(tables["reuse"]):
        raise InputError(
            "reuse.csv: of so many plans it holds the closest passages, not those of all pairs; see pairs.csv,"
            " or make a project of the plans to be set against each other."
        )
    return tables["reuse"]


def covered_chars(provisions: pd.DataFrame, sides: pd.DataFrame) -> pd.Series:
    """Raw characters of every provision that lie inside a passage of `sides`, each counted once.

    The result has the index of `provisions`.
    """
    groups, names = pd.factorize(sides["provision_id"])
    sizes = np.append(_union(sides, groups, len(names)), 0)  # the last for what no passage names (-1)
    places = pd.Index(names).get_indexer(pd.Index(provisions["provision_id"]))
    return pd.Series(sizes[places], index=provisions.index, name="provision_id")


def _union(sides: pd.DataFrame, groups: npt.NDArray[np.int64], number: int) -> npt.NDArray[np.int64]:
    """Raw characters inside the passages of each of so many groups, each counted once.

    One group is laid behind the other on one line, so that what is reached in one never is in the next.
    """
    start, end = (sides[name].to_numpy(dtype=np.int64) for name in ("start", "end"))
    behind = groups * (end.max(initial=0) + 1)
    order = np.lexsort((end, start, groups))
    start, end, groups = (start + behind)[order], (end + behind)[order], groups[order]
    reached = np.append(np.int64(0), np.maximum.accumulate(end)[:-1])[: len(end)]
    sizes = np.zeros(number, dtype=np.int64)
    np.add.at(sizes, groups, np.maximum(end - np.maximum(start, reached), 0))
    return sizes


def closest_plans(tables: Tables, top: int = 5) -> pd.DataFrame:
    """The plans that each plan shares most with, out of any number of plans.

    Columns: doc_id, rank (from 1), other_id, chars (of doc_id's provisions), shared (of these,
    inside a passage shared with other_id), share. No row for a plan that shares nothing. Where
    the table holds the closest passages only, `shared` is a lower bound: a passage that
    several plans hold counts for the one that shares most.
    """
    sides = both_sides(tables["reuse"])
    pairs = sides.groupby(["doc_id", "other_id"])
    shared = pairs.size().rename("shared").reset_index()
    shared["shared"] = _union(sides, pairs.ngroup().to_numpy(dtype=np.int64), len(shared))
    provisions = tables["provisions"]
    chars = (provisions["end"] - provisions["start"]).groupby(provisions["doc_id"]).sum().astype(int)
    order = {doc_id: place for place, doc_id in enumerate(doc_order(tables))}
    shared = shared.assign(chars=shared["doc_id"].map(chars).astype(int), order=shared["doc_id"].map(order))
    shared = shared.assign(
        other_order=shared["other_id"].map(order), share=shared["shared"] / shared["chars"]
    )
    rows = shared.sort_values(["order", "shared", "other_order"], ascending=[True, False, True])
    rows["rank"] = rows.groupby("doc_id").cumcount() + 1
    columns = ["doc_id", "rank", "other_id", "chars", "shared", "share"]
    return rows.loc[rows["rank"] <= top, columns].reset_index(drop=True)


def reuse_matrix(tables: Tables, draws: int = DRAWS) -> pd.DataFrame:
    """How much of each plan also stands in each other plan.

    One row for each ordered pair. Columns: doc_id, other_id, chars (of doc_id's provisions),
    shared (of these, inside a passage shared with other_id), share, low, high (95% interval),
    exact_share (inside a passage without any edit), provisions, provisions_shared, passages.
    """
    sides = _by_pair(both_sides(all_pairs(tables)))
    rows = []
    for doc_id, plan in _plans(tables):
        weights = cluster_weights(plan["unit"], doc_id, draws).astype(float)
        for other_id in doc_order(tables):
            if other_id != doc_id:
                found = sides.get((doc_id, other_id), sides["", ""])
                rows.append({"doc_id": doc_id, "other_id": other_id, **_shared(plan, found, weights)})
    return pd.DataFrame(rows, columns=_PAIR_COLUMNS)


def _by_pair(sides: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """The passages of each ordered pair of plans; an empty table under two empty names."""
    groups = sides.groupby(["doc_id", "other_id"], sort=False)
    return {(str(own), str(other)): found for (own, other), found in groups} | {("", ""): sides.head(0)}


def _plans(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    """The provisions of every plan with `size` (raw characters) and `unit` (for resampling)."""
    for doc_id, rows in plan_rows(tables["provisions"], doc_order(tables)):
        plan = rows.copy()
        plan["size"] = (plan["end"] - plan["start"]).astype(int)
        plan["unit"] = plan["measure_id"].where(plan["measure_id"] != "", plan["provision_id"])
        yield doc_id, plan


def _shared(plan: pd.DataFrame, found: pd.DataFrame, weights: np.ndarray[Any, Any]) -> dict[str, Any]:
    covered = covered_chars(plan, found)
    exact = covered_chars(plan, found[found["kind"] == "exact"])
    drawn = _shares(weights @ covered.to_numpy(), weights @ plan["size"].to_numpy(dtype=float))
    low, high = intervals(drawn[:, np.newaxis], plan["unit"].nunique())[:, 0]
    chars = int(plan["size"].sum())
    return {
        "chars": chars,
        "shared": int(covered.sum()),
        "share": covered.sum() / chars if chars else float("nan"),
        "low": float(low),
        "high": float(high),
        "exact_share": exact.sum() / chars if chars else float("nan"),
        "provisions": len(plan),
        "provisions_shared": int((covered > 0).sum()),
        "passages": found["passage_id"].nunique(),
    }


def reuse_by_outline(tables: Tables, outlines: Mapping[str, Hashable], draws: int = DRAWS) -> pd.DataFrame:
    """How much of each plan stands in an average other plan that follows each outline.

    The mean over the other plans, not what stands in any of them, so that an outline with
    more plans has no advantage. Columns: doc_id, outline_basis (that of the other plans), others
    (their number), share, low, high (95% interval, resampling doc_id's measures), smallest and
    largest share in one plan. No row where no other plan follows
    the outline, and none for plans of which it is not known (empty).
    """
    sides = _by_pair(both_sides(all_pairs(tables)))
    rows = []
    for doc_id, plan in _plans(tables):
        weights = cluster_weights(plan["unit"], doc_id, draws).astype(float)
        for outline in known_outlines(outlines):
            others = [name for name in doc_order(tables) if outlines[name] == outline and name != doc_id]
            if others:
                parts = [covered_chars(plan, sides.get((doc_id, other), sides["", ""])) for other in others]
                row = {"doc_id": doc_id, "outline_basis": outline, "others": len(others)}
                rows.append(row | _mean_share(plan, parts, weights))
    return pd.DataFrame(rows, columns=_OUTLINE_COLUMNS)


def _shares(shared: np.ndarray[Any, Any], chars: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Shares of characters; missing for a plan that has none."""
    return np.divide(shared, chars, out=np.full(len(chars), np.nan), where=chars > 0)


def _mean_share(plan: pd.DataFrame, parts: list[pd.Series], weights: np.ndarray[Any, Any]) -> dict[str, Any]:
    """The mean of the shares of several other plans, with its interval."""
    sizes = plan["size"].to_numpy(dtype=float)
    covered = np.column_stack([part.to_numpy() for part in parts])
    shares = _shares(covered.sum(axis=0), np.full(len(parts), sizes.sum()))
    drawn = _shares(weights @ covered.mean(axis=1), weights @ sizes)
    low, high = intervals(drawn[:, np.newaxis], plan["unit"].nunique())[:, 0]
    return {
        "share": float(shares.mean()),
        "low": float(low),
        "high": float(high),
        "smallest": float(shares.min()),
        "largest": float(shares.max()),
    }


def reuse_by_plan(tables: Tables, outlines: Mapping[str, Hashable]) -> pd.DataFrame:
    """How much of each plan stands anywhere else: in any other plan that follows an outline, in any template.

    One row for each plan and source of words. Columns: doc_id, among (`any plan`, `2015`, `2021`
    for the plans that follow one, `any template`), others (their number), chars (of doc_id's
    provisions), shared (of these, in at least one of them), share. No row where there is no other
    text to stand in, and none for outlines where the table holds the closest passages only.
    The more others there are, the more is found: shares of two outlines, or of two projects,
    are to be compared only where `others` are alike.
    """
    provisions, plan_sides = tables["provisions"], both_sides(tables["reuse"])
    ages = known_outlines(outlines) if holds_all_pairs(tables["reuse"]) else []
    provisions = provisions.assign(size=(provisions["end"] - provisions["start"]).astype(int))
    age_of = plan_sides["other_id"].map(outlines)
    found = {"any plan": plan_sides} | {str(age): plan_sides[age_of == age] for age in ages}
    found["any template"] = both_sides(tables["reuse"], "template")
    chars = provisions.groupby("doc_id")["size"].sum()
    rows = []
    for among, sides in found.items():
        covered = covered_chars(provisions, sides).groupby(provisions["doc_id"]).sum()
        others = _others(among, sides, outlines)
        part = pd.DataFrame({"doc_id": doc_order(tables)}).assign(among=among)
        part["others"], part["chars"] = part["doc_id"].map(others), part["doc_id"].map(chars)
        part["shared"] = part["doc_id"].map(covered)
        rows.append(part[(part["others"] > 0) & (part["chars"] > 0)])
    table = pd.concat(rows, ignore_index=True)
    return table.assign(share=table["shared"] / table["chars"])


def _others(among: str, sides: pd.DataFrame, outlines: Mapping[str, Hashable]) -> dict[str, int]:
    """In how many other texts each plan was sought."""
    if among == "any template":
        return dict.fromkeys(outlines, int(sides["other_id"].nunique()))
    inside = {doc_id for doc_id, age in outlines.items() if among in ("any plan", str(age))}
    return {doc_id: len(inside) - (doc_id in inside) for doc_id in outlines}


def reuse_by_domain(tables: Tables, level: str = "domain") -> pd.DataFrame:
    """Which domains (or topics, `level="topic"`) are shared wording, and which are a plan's own.

    Counted provisions only. One row for each plan and domain it has provisions in; no row is
    silence, not zero. Columns: doc_id, domain (or topic), n (provisions), chars, shared (inside
    a passage shared with any other plan), share.
    """
    rows = counted(tables["provisions"], ["provision_id", "doc_id", level, "start", "end"])
    rows["chars"] = (rows["end"] - rows["start"]).astype(int)
    rows["shared"] = covered_chars(rows, both_sides(tables["reuse"]))
    groups = rows.groupby(["doc_id", level], sort=False)
    result = groups.agg(n=("chars", "size"), chars=("chars", "sum"), shared=("shared", "sum")).reset_index()
    result["share"] = result["shared"] / result["chars"]
    order = {doc_id: place for place, doc_id in enumerate(doc_order(tables))}
    result = result.assign(order=result["doc_id"].map(order)).sort_values(["order", level], ignore_index=True)
    return result.drop(columns="order")


def longest_passages(tables: Tables, top: int = 10) -> pd.DataFrame:
    """The longest shared passages that the table holds, longest first.

    Columns: passage_id, doc_a, doc_b, chars (letters that agree), similarity (mean, weighted by
    chars), kind (exact only where every part is), provisions_a, provisions_b (ids, joined by a
    space), text_a, text_b (full text of these provisions).
    """
    reuse = tables["reuse"][tables["reuse"]["role_b"] == "plan"]
    texts = tables["provisions"].set_index("provision_id")["text"]
    chars = reuse.groupby("passage_id", sort=False)["chars"].sum()
    longest = chars.sort_values(ascending=False, kind="stable").index[:top]
    parts = dict(iter(reuse[reuse["passage_id"].isin(longest)].groupby("passage_id", sort=False)))
    columns = ["passage_id", "doc_a", "doc_b", "chars", "similarity", "kind", "provisions_a", "provisions_b",
               "text_a", "text_b"]  # fmt: skip
    return pd.DataFrame([_passage(parts[passage_id], texts) for passage_id in longest], columns=columns)


def _passage(rows: pd.DataFrame, texts: pd.Series) -> dict[str, Any]:
    ids = {side: list(dict.fromkeys(rows[f"provision_{side}"])) for side in "ab"}
    return {
        "passage_id": rows["passage_id"].iloc[0],
        "doc_a": rows["doc_a"].iloc[0],
        "doc_b": rows["doc_b"].iloc[0],
        "chars": int(rows["chars"].sum()),
        "similarity": float(np.average(rows["similarity"], weights=rows["chars"].astype(float))),
        "kind": "exact" if (rows["kind"] == "exact").all() else "near",
        **{f"provisions_{side}": " ".join(ids[side]) for side in "ab"},
        **{f"text_{side}": "".join(texts[ids[side]]) for side in "ab"},
    }


def shared_ngrams(provisions: pd.DataFrame, size: int = NGRAM) -> pd.DataFrame:
    """A cruder second measure that needs no alignment: distinct runs of Chinese characters in common.

    Figures, letters and signs are left out and provisions strung together. One row for each
    ordered pair of plans. Columns: doc_id, other_id, runs (distinct runs of doc_id), shared (of
    these, also in other_id), share, covered (share of doc_id's characters inside such a run).
    """
    texts = {str(doc_id): _chinese(plan["text"]) for doc_id, plan in provisions.groupby("doc_id", sort=False)}
    runs = {doc_id: _runs(text, size) for doc_id, text in texts.items()}
    rows = []
    for doc_id, own in runs.items():
        for other_id in runs:
            if other_id != doc_id:
                both = set(own) & set(runs[other_id])
                row = {"doc_id": doc_id, "other_id": other_id, "runs": len(set(own)), "shared": len(both)}
                shares = {"share": len(both) / max(len(set(own)), 1), "covered": _inside(own, both, size)}
                rows.append(row | shares)
    return pd.DataFrame(rows)


def _chinese(texts: pd.Series) -> str:
    return "".join(char for text in texts for char in text if "\u4e00" <= char <= "\u9fff")


def _runs(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(len(text) - size + 1)]


def _inside(runs: list[str], both: set[str], size: int) -> float:
    """The share of characters that lie in at least one of the runs in `both`."""
    hit = np.zeros(len(runs) + size - 1, dtype=bool)
    for start, run in enumerate(runs):
        if run in both:
            hit[start : start + size] = True
    return float(hit.mean()) if len(hit) else 0.0


def own_only(tables: Tables, reuse: pd.DataFrame, share: float = 0.5, role: str = "template") -> Tables:
    """The tables without the provisions of which at least `share` stands in a template.

    With `role="plan"` those go that stand in another plan. Targets, times, bodies and citations
    go with their provision; documents and measures stay, so that a plan with nothing of its own
    is still there to be seen.
    """
    provisions = tables["provisions"]
    size = (provisions["end"] - provisions["start"]).astype(int)
    own = provisions[covered_chars(provisions, both_sides(reuse, role)) < share * size]
    kept = dict(tables) | {"provisions": own}
    for name in ("targets", "times", "bodies", "citations"):
        if name in tables:
            kept[name] = tables[name][tables[name]["provision_id"].isin(own["provision_id"])]
    return kept
