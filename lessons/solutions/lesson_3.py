"""The answers to lesson 3, and what likely mistakes give."""

from itertools import combinations

import numpy as np

from compare import index_tables
from compare.indices.rates import wilson
from compare.indices.selection import counted

WITHIN = {"3.3": 0.001}


def rates_of(tables, doc_id):
    rates = index_tables(tables)["strictness_rates"].query("domain == 'all'")
    return rates[rates["doc_id"] == doc_id].set_index("rate")


def answer_1(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'biyang'")
    return int((rows["obligation"] == 3).sum())


def mistake_1_directives(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'biyang'")
    return int((rows["obligation"] >= 2).sum())


def mistake_1_binding(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'biyang'")
    return int((rows["obligation"] >= 1).sum())


def answer_2(tables):
    return float(rates_of(tables, "mentougou").loc["mandate", "share"])


def mistake_2_sum_of_levels(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'mentougou'")
    return float(rows["obligation"].mean())


def mistake_2_monitoring(tables):
    return float(rates_of(tables, "mentougou").loc["monitoring", "share"])


def answer_3(tables):
    n = int((counted(tables["provisions"])["doc_id"] == "kunqu").sum())
    high = wilson(np.array([0.0]), np.array([float(n)]))[1]
    return float(high[0])


def mistake_3_normal(tables):
    return 0.0


def mistake_3_rule_of_three(tables):
    return 3 / int((counted(tables["provisions"])["doc_id"] == "kunqu").sum())


def mistake_3_of_measures(tables):
    n = int((tables["measures"]["doc_id"] == "kunqu").sum())
    high = wilson(np.array([0.0]), np.array([float(n)]))[1]
    return float(high[0])


def answer_4(tables):
    return str(rates_of(tables, "kunqu")["effective_n"].idxmin())


def mistake_4_smallest_count(tables):
    return str(rates_of(tables, "kunqu")["count"].idxmin())


def answer_5(tables):
    rates = index_tables(tables)["strictness_rates"].query("domain == 'all' and rate == 'mandate'")
    bounds = list(zip(rates["low"], rates["high"], strict=True))
    return sum(bool(one[1] < other[0] or other[1] < one[0]) for one, other in combinations(bounds, 2))


def mistake_5_all_pairs(tables):
    rates = index_tables(tables)["strictness_rates"].query("domain == 'all' and rate == 'mandate'")
    return sum(bool(one != other) for one, other in combinations(rates["share"].round(6), 2))


def mistake_5_overlapping(tables):
    plans = len(tables["documents"])
    return plans * (plans - 1) // 2 - answer_5(tables)


def mistake_5_point_in_interval(tables):
    rates = index_tables(tables)["strictness_rates"].query("domain == 'all' and rate == 'mandate'")
    rows = rates[["share", "low", "high"]].itertuples(index=False)
    return sum(
        not (one.low <= other.share <= one.high) and not (other.low <= one.share <= other.high)
        for one, other in combinations(list(rows), 2)
    )


def answer_6(tables):
    return {"b", "e"}


def mistake_6_firm_government(tables):
    return {"a", "b", "e"}


def mistake_6_zero(tables):
    return {"b", "c", "e"}


def mistake_6_significance(tables):
    return {"b", "d", "e"}
