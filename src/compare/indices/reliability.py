"""How far codes can be relied on: agreement, scores of rules and topic model, calibration.

Agreement between two passes is Krippendorff's alpha (Krippendorff 2004, Content Analysis, ch. 11;
`compare.indices.krippendorff`): 1 is perfect, 0 what chance would give. Rules and model are scored
against a coder's codes by precision, recall and F1 (van Rijsbergen 1979; scikit-learn) and by
accuracy. Calibration is the expected calibration error (Naeini, Cooper and Hauskrecht 2015).

Intervals of rates (accuracy) are those of `compare.indices.rates`; all others resample whole
measures (cluster bootstrap, Efron 1979): 2.5th and 97.5th percentile, missing where there are
three measures or fewer, or where every draw is alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from compare.indices.krippendorff import Level, alpha, drawn_alphas
from compare.indices.rates import rates
from compare.indices.resampling import DRAWS, cluster_weights, intervals
from compare.tables.results import PAIRS, TOPICS
from compare.tables.schema import Tables
from compare.vocab.taxonomy import domain_of

LEVELS: Mapping[str, Level] = {
    "topic": "nominal",
    "domain": "nominal",
    "obligation": "ordinal",
    "sanction": "nominal",
    "monitoring": "nominal",
}
"""The fields that coders are compared on, with their level of measurement."""
ALL = "all"
"""What stands for all plans (or domains) together in a column that names one."""
BINS = 10
"""Bins of equal width in which calibration is judged."""

_AGREEMENT = ["doc_id", "field", "level", "n", "clusters", "same", "share", "alpha", "low", "high"]
_ACCURACY = ["doc_id", "row", "n", "hits", "accuracy", "low", "high", "score"]

Numbers = npt.NDArray[np.float64]
Weights = npt.NDArray[np.int64]


def agreement(pairs: pd.DataFrame, draws: int = DRAWS) -> pd.DataFrame:
    """Krippendorff's alpha of two codings for each plan and field, and for all plans together.

    `pairs` is the table of `compare.evaluation.coder_pairs.pair`. Columns: doc_id (or `all`), field,
    level, n (provisions), clusters, same (provisions coded alike), share (same / n),
    alpha, low, high. Obligation, sanction and monitoring are compared only where at least one
    coder saw a measure (topic A1-L6): elsewhere they are 0 by rule, and agreement comes free.
    Alpha is missing where all codes are one and the same: there was nothing to tell apart.
    """
    rows = [_agreement_row(doc_id, field, part, draws) for doc_id, field, part in compared(pairs)]
    return pd.DataFrame(rows, columns=_AGREEMENT)


def coder_agreement(tables: Tables) -> pd.DataFrame:
    """`agreement` of the coders of a project; no rows where no two coded the same provisions."""
    pairs = tables.get(PAIRS, pd.DataFrame())
    return agreement(pairs) if len(pairs) else pd.DataFrame(columns=_AGREEMENT)


def compared(pairs: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The pairs that each plan (or `all`) and field is judged on; none where there are none."""
    for doc_id, plan in _with_all(pairs, "doc_id"):
        duties = plan[(plan["domain_a"] != "N") | (plan["domain_b"] != "N")]
        for field in LEVELS:
            part = _both_gave(plan if field in ("topic", "domain") else duties, field)
            if len(part):
                yield doc_id, field, part


def _both_gave(pairs: pd.DataFrame, field: str) -> pd.DataFrame:
    """The rows in which both coders gave a field; what one of them left open is no disagreement."""
    sides = [pairs[f"{field}_{side}"] for side in "ab"]
    return pairs[
        [
            bool(both)
            for both in (sides[0].notna() & sides[1].notna() & (sides[0] != "") & (sides[1] != "")).tolist()
        ]
    ]


def _agreement_row(doc_id: str, field: str, plan: pd.DataFrame, draws: int) -> dict[str, Any]:
    first, second, level = plan[f"{field}_a"], plan[f"{field}_b"], LEVELS[field]
    same, n = int((first == second).sum()), len(plan)
    row = {"doc_id": doc_id, "field": field, "level": level, "n": n, "clusters": plan["unit"].nunique()}
    drawn = drawn_alphas([first, second], level, cluster_weights(plan["unit"], doc_id, draws))
    low, high = _limits(drawn, plan)
    values = {"share": same / n, "alpha": alpha([first, second], level), "low": low, "high": high}
    return row | {"same": same} | values


CLASSES: Mapping[str, tuple[int, ...]] = {"obligation": (1, 2, 3), "sanction": (1,), "monitoring": (1,)}
"""The codes that the rules are scored on."""


def rule_scores(pairs: pd.DataFrame, draws: int = DRAWS) -> pd.DataFrame:
    """The rules (b) scored against a coder's codes (a) for each plan, and for all plans together.

    Columns: doc_id (or `all`), field, code (`1`, `2`, `3`, or `macro`: the mean F1 of the codes
    of obligation that occur), n (provisions), n_true (codes of this value), n_found (by
    the rules), precision, recall, f1, low, high (interval of f1).
    """
    rows = [
        row
        for doc_id, plan in _with_all(pairs, "doc_id")
        for weights in [cluster_weights(plan["unit"], doc_id, draws).astype(float)]  # floats multiply faster
        for field, codes in CLASSES.items()
        for row in _field_scores(doc_id, plan, field, codes, weights)
    ]
    columns = ["doc_id", "field", "code", "n", "n_true", "n_found", "precision", "recall", "f1"]
    return pd.DataFrame(rows, columns=[*columns, "low", "high"])


def _field_scores(
    doc_id: str, plan: pd.DataFrame, field: str, codes: Sequence[int], weights: Numbers
) -> Iterator[dict[str, Any]]:
    """One row for each code of a field, and the mean of their F1 where there are several."""
    from sklearn.metrics import precision_recall_fscore_support  # loaded here: no figure waits for it

    true, found = plan[f"{field}_a"].astype(int), plan[f"{field}_b"].astype(int)
    drawn = np.column_stack([drawn_f1(true == code, found == code, weights) for code in codes])
    scores = precision_recall_fscore_support(true, found, labels=list(codes), zero_division=np.nan)[:3]
    shared = {"doc_id": doc_id, "field": field, "n": len(plan)}
    for place, code in enumerate(codes):
        counts = {
            "code": str(code),
            "n_true": int((true == code).sum()),
            "n_found": int((found == code).sum()),
        }
        values = dict(
            zip(("precision", "recall", "f1"), (float(part[place]) for part in scores), strict=True)
        )
        low, high = _limits(drawn[:, place], plan)
        yield shared | counts | values | {"low": low, "high": high}
    if len(codes) > 1:
        low, high = _limits(_mean_of_present(drawn), plan)
        counts = {
            "code": "macro",
            "n_true": int(true.isin(codes).sum()),
            "n_found": int(found.isin(codes).sum()),
        }
        yield shared | counts | {"f1": float(np.nanmean(scores[2])), "low": low, "high": high}


def drawn_f1(true: "pd.Series[bool]", found: "pd.Series[bool]", weights: Numbers | Weights) -> Numbers:
    """F1 in every draw; missing where a draw holds neither a true nor a found one."""
    hits = weights @ (true & found).to_numpy(dtype=float)
    both = weights @ (true.to_numpy(dtype=float) + found.to_numpy(dtype=float))
    return np.asarray(np.divide(2 * hits, both, out=np.full_like(hits, np.nan), where=both > 0))


def _mean_of_present(values: Numbers) -> Numbers:
    """The mean of every row over the values that are there."""
    present = (~np.isnan(values)).sum(axis=1)
    total = np.nansum(values, axis=1)
    return np.asarray(np.divide(total, present, out=np.full_like(total, np.nan), where=present > 0))


def scored_topics(predictions: pd.DataFrame, provisions: pd.DataFrame) -> pd.DataFrame:
    """Predicted topics of the provisions that count: no heading, and a true topic A1-L6.

    `predictions` has provision_id, true, predicted and score, each made by a model that had not
    seen the provision's plan. Columns: doc_id, provision_id, unit, text, true, predicted, score,
    domain (true), predicted_domain, topic_hit, domain_hit (booleans).
    """
    places = provisions[["provision_id", "doc_id", "measure_id", "is_heading", "text"]]
    rows = places.merge(predictions[["provision_id", "true", "predicted", "score"]], on="provision_id")
    rows = rows[(rows["is_heading"] == 0) & ~rows["true"].str.startswith("N")].reset_index(drop=True)
    rows["unit"] = rows["measure_id"].where(rows["measure_id"] != "", rows["provision_id"])
    rows["domain"], rows["predicted_domain"] = rows["true"].map(domain_of), rows["predicted"].map(domain_of)
    rows["topic_hit"] = rows["true"] == rows["predicted"]
    rows["domain_hit"] = rows["domain"] == rows["predicted_domain"]
    columns = ["doc_id", "provision_id", "unit", "text", "true", "predicted", "score"]
    return rows[[*columns, "domain", "predicted_domain", "topic_hit", "domain_hit"]]


def accuracy(rows: pd.DataFrame) -> pd.DataFrame:
    """How often topic and domain are right, for each plan, each domain, and all together.

    `rows` is the table of `scored_topics`. Columns: doc_id (or `all`), domain (or `all`), field
    (`topic` or `domain`), n (provisions), clusters, hits, accuracy (hits / n), low, high.
    """
    found = []
    for doc_id, domain, part in by_domain(rows):
        found += [_accuracy_row(doc_id, domain, field, part) for field in ("topic", "domain")]
    columns = ["doc_id", "domain", "field", "n", "clusters", "hits", "accuracy", "low", "high"]
    return pd.DataFrame(found, columns=columns)


def topic_accuracy(tables: Tables) -> pd.DataFrame:
    """Accuracy of the topic on plans left out: `row` is topic, domain, `domain E` or `bin 9`.

    Columns: doc_id (or `all`), row, n, hits, accuracy, low, high, score (the mean, of bins). No rows
    where no plan was left out.
    """
    rows = left_out_topics(tables)
    if rows.empty:
        return pd.DataFrame(columns=_ACCURACY)
    found = accuracy(rows)
    found = found[(found["domain"] == ALL) | (found["field"] == "topic")]
    names = found["field"].where(found["domain"] == ALL, "domain " + found["domain"])
    return pd.concat([found.assign(row=names), _by_score(rows)], ignore_index=True)[_ACCURACY]


def left_out_topics(tables: Tables) -> pd.DataFrame:
    """`scored_topics` of the plans of a project; nothing where the model was not scored."""
    return scored_topics(tables[TOPICS], tables["provisions"]) if TOPICS in tables else pd.DataFrame()


def _by_score(rows: pd.DataFrame) -> pd.DataFrame:
    """Hits by score, for each plan and for all."""
    binned = rows.assign(row="bin " + score_bins(rows["score"]).astype(str))
    groups = pd.concat([binned, binned.assign(doc_id=ALL)]).groupby(["doc_id", "row"], sort=False)
    table = groups.agg(n=("topic_hit", "size"), hits=("topic_hit", "sum"), score=("score", "mean"))
    return table.assign(accuracy=table["hits"] / table["n"]).reset_index()


def by_domain(rows: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The rows of each plan (or `all`) in each domain, A to L (or `all`)."""
    for doc_id, plan in _with_all(rows, "doc_id"):
        for domain, part in _with_all(plan.sort_values("domain", kind="stable"), "domain"):
            yield doc_id, domain, part


def _accuracy_row(doc_id: str, domain: str, field: str, part: pd.DataFrame) -> dict[str, Any]:
    found = rates(part[[f"{field}_hit"]], part["unit"])
    counts = {"n": found.n, "clusters": found.clusters, "hits": int(found.count[0])}
    row = {"doc_id": doc_id, "domain": domain, "field": field} | counts
    return row | {
        "accuracy": float(found.share[0]),
        "low": float(found.low[0]),
        "high": float(found.high[0]),
    }


def confusions(rows: pd.DataFrame) -> pd.DataFrame:
    """Topics that the model takes for one another; only those that occur, most frequent first.

    Columns: true, predicted, n (provisions so confused), n_true (of the true topic), share (n /
    n_true), same_domain.
    """
    wrong = rows[~rows["topic_hit"]]
    table = wrong.groupby(["true", "predicted"]).size().rename("n").reset_index()
    table["n_true"] = table["true"].map(rows["true"].value_counts()).astype(int)
    table["share"] = table["n"] / table["n_true"]
    table["same_domain"] = table["true"].map(domain_of) == table["predicted"].map(domain_of)
    order = ["n", "true", "predicted"]
    return table.sort_values(order, ascending=[False, True, True]).reset_index(drop=True)


def domain_confusions(rows: pd.DataFrame) -> pd.DataFrame:
    """Which domain is taken for which, right ones included; only what occurs.

    Columns: domain, predicted_domain, n, n_true (provisions of the true domain), share (n / n_true).
    """
    table = rows.groupby(["domain", "predicted_domain"]).size().rename("n").reset_index()
    table["n_true"] = table["domain"].map(rows["domain"].value_counts()).astype(int)
    table["share"] = table["n"] / table["n_true"]
    return table


def calibration(rows: pd.DataFrame) -> pd.DataFrame:
    """Whether a score means what it says: in each bin of scores, how often the topic is right.

    Columns: bin (from 1), lower, upper (edges; the upper one belongs to the bin), n, clusters, score (mean),
    hits, accuracy, low, high. Bins without provisions are left out.
    """
    edges = np.linspace(0, 1, BINS + 1)
    found = []
    for place, part in rows.groupby(score_bins(rows["score"])):
        row = _accuracy_row(ALL, ALL, "topic", part)
        limits = {"bin": place, "lower": edges[place - 1], "upper": edges[place]}
        found.append(row | limits | {"score": float(part["score"].mean())})
    columns = ["bin", "lower", "upper", "n", "clusters", "score", "hits", "accuracy", "low", "high"]
    return pd.DataFrame(found, columns=columns)


def score_bins(scores: pd.Series) -> pd.Series:
    """The bin of every score, from 1.

    >>> score_bins(pd.Series([0.0, 0.1, 0.11, 1.0])).tolist()
    [1, 1, 2, 10]
    """
    bins = np.searchsorted(np.linspace(0, 1, BINS + 1), scores, side="left")
    return pd.Series(np.clip(bins, 1, BINS), index=scores.index)


def calibration_error(bins: pd.DataFrame) -> float:
    """The expected calibration error: mean distance of score and accuracy, weighted by n.

    >>> calibration_error(pd.DataFrame({"n": [3, 1], "score": [0.9, 0.5], "accuracy": [1.0, 0.1]}))
    0.175
    """
    gaps = (bins["score"] - bins["accuracy"]).abs()
    return round(float((gaps * bins["n"]).sum() / bins["n"].sum()), 6) if len(bins) else float("nan")


def learning_means(curve: pd.DataFrame) -> pd.DataFrame:
    """Accuracy by number of training plans, all test plans pooled.

    `curve` is the table of `compare.coding.topic_model.topics.learning_curve`: a row for each test plan and
    choice of training plans. Columns: plans (trained on), written (1 with the sentences written
    for training), field, runs (test plans), n (provisions), hits, accuracy (hits / n).
    """
    names = {"topic_accuracy": "topic", "domain_accuracy": "domain", "provisions": "n"}
    long = curve.rename(columns=names).melt(
        ["plans", "written", "n"], ["topic", "domain"], "field", "accuracy"
    )
    long["hits"] = (long["accuracy"].astype(float) * long["n"]).round().astype(int)
    groups = long.groupby(["plans", "written", "field"])
    table = groups.agg(runs=("n", "size"), n=("n", "sum"), hits=("hits", "sum"))
    return table.assign(accuracy=table["hits"] / table["n"]).reset_index()


def least_sure(rows: pd.DataFrame, number: int = 20) -> pd.DataFrame:
    """The provisions whose topic the model is least sure of: what a reader should look at first."""
    return rows.sort_values(["score", "provision_id"]).head(number).reset_index(drop=True)


def _with_all(rows: pd.DataFrame, column: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows by the values of a column, in their order, and then all rows together."""
    for value, part in rows.groupby(column, sort=False):
        yield str(value), part
    if len(rows):
        yield ALL, rows


def _limits(drawn: Numbers, rows: pd.DataFrame) -> tuple[float, float]:
    """The 95% interval of drawn values, missing where there is none."""
    low, high = intervals(drawn.reshape(-1, 1), rows["unit"].nunique())[:, 0]
    return float(low), float(high)
