"""The answers to lesson 2, and what likely mistakes give."""

from compare import index_tables
from compare.indices.coverage import alone
from compare.indices.selection import counted
from compare.vocab.taxonomy import topics

WITHIN = {"2.5": 0.05}


def answer_1(tables):
    return sum(topic.startswith("E") for topic in topics())


def mistake_1_used(tables):
    rows = counted(tables["provisions"])
    return int(rows.loc[rows["doc_id"] == "kunqu", "topic"].str.startswith("E").sum())


def mistake_1_with_domain(tables):
    return sum(topic.startswith("E") for topic in topics()) + 1


def answer_2(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'mentougou'")
    return float((rows["domain"] == "E").mean())


def mistake_2_all_rows(tables):
    rows = tables["provisions"].query("doc_id == 'mentougou'")
    return float((rows["domain"] == "E").mean())


def mistake_2_count(tables):
    rows = counted(tables["provisions"]).query("doc_id == 'mentougou'")
    return int((rows["domain"] == "E").sum())


def mistake_2_of_domain(tables):
    rows = counted(tables["provisions"]).query("domain == 'E'")
    return float((rows["doc_id"] == "mentougou").mean())


def answer_3(tables):
    coverage = index_tables(tables)["coverage_topics"]
    rows = alone(coverage).query("side == 'kunqu' and what == 'leaves out'")
    return set(rows["group"])


def mistake_3_first_only(tables):
    coverage = index_tables(tables)["coverage_topics"]
    rows = alone(coverage, second=False).query("side == 'kunqu' and what == 'leaves out'")
    return set(rows["group"])


def mistake_3_all_absent(tables):
    coverage = index_tables(tables)["coverage_topics"].query("doc_id == 'kunqu'")
    return set(coverage.loc[coverage["n"] + coverage["n_second"] == 0, "group"])


def answer_4(tables):
    rows = index_tables(tables)["coverage_2015"].query("group == '0'")
    return {doc_id: float(share) for doc_id, share in zip(rows["doc_id"], rows["share"], strict=True)}


def mistake_4_other_outline(tables):
    rows = index_tables(tables)["coverage_2021"].query("group == '0'")
    return {doc_id: float(share) for doc_id, share in zip(rows["doc_id"], rows["share"], strict=True)}


def mistake_4_counts(tables):
    rows = index_tables(tables)["coverage_2015"].query("group == '0'")
    return {doc_id: int(n) for doc_id, n in zip(rows["doc_id"], rows["n"], strict=True)}


def answer_5(tables):
    rows = index_tables(tables)["breadth_of_topics"].query("statistic == 'number'")
    return float(rows["rarefied"].max() - rows["rarefied"].min())


def mistake_5_observed(tables):
    rows = index_tables(tables)["breadth_of_topics"].query("statistic == 'number'")
    return float(rows["observed"].max() - rows["observed"].min())


def mistake_5_effective(tables):
    rows = index_tables(tables)["breadth_of_topics"].query("statistic == 'effective'")
    return float(rows["rarefied"].max() - rows["rarefied"].min())


def answer_6(tables):
    return {"a", "d"}


def mistake_6_inaction(tables):
    return {"a", "b", "d"}


def mistake_6_place(tables):
    return {"a", "c", "d"}


def mistake_6_length(tables):
    return {"a", "d", "e"}
