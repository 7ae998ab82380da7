"""Five rates of strictness: what a plan's provisions hold, each counted for itself.

No weights, no mean: how many of a plan's provisions are mandates or prohibitions, set up a check,
name a consequence, set a number, set a time. The items behind them are those of the profile
(`compare.indices.strictness`), which groups and averages them; see there for what the parts mean.
A rate is a rate of wording: a plan with few of them may belong to a place that does more.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from compare.indices.rates import Numbers, rates
from compare.indices.selection import coded, counted, plan_rows
from compare.indices.strictness import TOO_FEW
from compare.vocab.taxonomy import domains

RATES = ("mandate", "monitoring", "sanction", "target", "time")
"""Mandates and prohibitions (obligation 3), monitoring, sanctions, quantified targets, times."""
ALL = "all"
"""What stands for all domains together."""
_MANDATE = 3


def items(provisions: pd.DataFrame) -> pd.DataFrame:
    """The counted provisions with every item that strictness can be made of, each 0 to 1.

    Columns: provision_id, doc_id, domain, unit (the cluster), `RATES` (0 or 1), obligation
    (code/3), chars (characters without white space).
    """
    columns = [
        "provision_id",
        "doc_id",
        "domain",
        "obligation",
        "monitoring",
        "sanction",
        "n_targets",
        "n_times",
    ]
    rows = counted(provisions, [*columns, "text"])
    found = rows[["provision_id", "doc_id", "domain", "unit"]].copy()
    found["mandate"] = (rows["obligation"] == _MANDATE).astype(float)
    for name in ("monitoring", "sanction"):
        found[name] = rows[name].astype(float)
    found["target"] = (rows["n_targets"] > 0).astype(float)
    found["time"] = (rows["n_times"] > 0).astype(float)
    found["obligation"] = rows["obligation"].astype(float) / _MANDATE
    return found.assign(chars=rows["text"].str.replace(r"\s", "", regex=True).str.len().astype(float))


def strictness_rates(provisions: pd.DataFrame, minimum: int = TOO_FEW) -> pd.DataFrame:
    """The five rates of every plan, in all and in every domain.

    One row for each plan, domain (`all`, then A to L) and rate. Columns: doc_id, domain, rate (one
    of `RATES`), count, n (provisions), share (count / n; missing where n is 0), low, high (95%
    interval, see `compare.indices.rates`), clusters (measures, and provisions outside any
    measure), effective_n (independent provisions that the interval rests on), too_few (n below
    `minimum`).
    """
    rows = items(provisions)
    found: list[tuple[object, ...]] = []
    for doc_id, plan in plan_rows(rows, coded(provisions)):
        inside = plan.groupby("domain").indices
        for domain in (ALL, *domains()):
            part = plan if domain == ALL else plan.iloc[inside.get(domain, [])]
            found += _rate_rows(doc_id, domain, part)
    columns = ["doc_id", "domain", "rate", "count", "n", "share", "low", "high", "clusters", "effective_n"]
    table = pd.DataFrame(found, columns=columns)
    return table.assign(too_few=table["n"] < minimum)


def _rate_rows(doc_id: str, domain: str, part: pd.DataFrame) -> list[tuple[object, ...]]:
    found = rates(part[list(RATES)], part["unit"])
    cells = zip(RATES, found.count, found.share, found.low, found.high, found.effective, strict=True)
    return [
        (doc_id, domain, rate, int(count), found.n, share, low, high, found.clusters, effective)
        for rate, count, share, low, high, effective in cells
    ]


def rate_evidence(provisions: pd.DataFrame) -> pd.DataFrame:
    """The provisions behind every count: doc_id, domain, rate, provision_id."""
    rows = items(provisions)
    long = rows.melt(["doc_id", "domain", "provision_id"], list(RATES), "rate", "held")
    return long.loc[long["held"] == 1, ["doc_id", "domain", "rate", "provision_id"]].reset_index(drop=True)


# --- how the items go together ---------------------------------------------------------------

PARTS: Mapping[str, Mapping[str, float]] = {
    "obligation": {"obligation": 1},
    "precision": {"target": 0.5, "time": 0.5},
    "accountability": {"monitoring": 0.5, "sanction": 0.5},
}
"""The parts of the profile as means of items."""
FIVE_ITEMS = ("obligation", "target", "time", "monitoring", "sanction")
"""The items of the profile, each on its own."""


def part_relations(provisions: pd.DataFrame) -> pd.DataFrame:
    """Whether parts and items measure one thing: Cronbach's alpha, and correlations of every two.

    Over single provisions of all plans (`all`) and of each. Columns: doc_id, set (`parts` or
    `items`), statistic (`alpha`, Cronbach 1951; `correlation`, Pearson's; `most common`, the share of
    provisions with the same mean of the parts), a, b (the two correlated; of `most common`, a is
    the value), value, n (provisions). Missing where something does not vary. An alpha near 0 says that
    the mean is a formative index, which sums up different things, and no scale of one.
    """
    rows = items(provisions)
    found: list[tuple[object, ...]] = []
    for doc_id, plan in [*plan_rows(rows, coded(provisions)), (ALL, rows)]:
        parts = pd.DataFrame(
            {name: sum(plan[item] * share for item, share in mix.items()) for name, mix in PARTS.items()}
        )
        found += _relations(doc_id, "parts", parts)
        found += _relations(doc_id, "items", plan[list(FIVE_ITEMS)])
        found += _most_common(doc_id, parts)
    return pd.DataFrame(found, columns=["doc_id", "set", "statistic", "a", "b", "value", "n"])


def _relations(doc_id: str, name: str, scores: pd.DataFrame) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = [
        (doc_id, name, "alpha", "", "", cronbach_alpha(scores.to_numpy(dtype=float)), len(scores))
    ]
    columns: Sequence[str] = list(scores.columns)
    for place, first in enumerate(columns):
        for second in columns[place + 1 :]:
            value = _correlation(scores[first].to_numpy(dtype=float), scores[second].to_numpy(dtype=float))
            found.append((doc_id, name, "correlation", first, second, value, len(scores)))
    return found


def _correlation(first: Numbers, second: Numbers) -> float:
    if len(first) < 2 or not first.std() or not second.std():
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])


def cronbach_alpha(scores: Numbers) -> float:
    """Cronbach's alpha (1951) of scores (rows, items): k/(k-1) times one less the items' share of the variance.

    >>> cronbach_alpha(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]]))
    1.0
    """
    count = scores.shape[1]
    if len(scores) < 2:
        return float("nan")
    whole = scores.sum(axis=1).var(ddof=1)
    return (
        float(count / (count - 1) * (1 - scores.var(axis=0, ddof=1).sum() / whole)) if whole else float("nan")
    )


def _most_common(doc_id: str, parts: pd.DataFrame) -> list[tuple[object, ...]]:
    """How many provisions have the same value: means count the exceptions from it."""
    values = parts.mean(axis=1).round(3).value_counts()
    if not len(values):
        return []
    return [
        (
            doc_id,
            "parts",
            "most common",
            f"{values.index[0]:.3f}",
            "",
            values.iloc[0] / len(parts),
            len(parts),
        )
    ]
