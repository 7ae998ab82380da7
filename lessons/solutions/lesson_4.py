"""The answers to lesson 4, and what likely mistakes give."""

from compare import index_tables
from compare.indices.corpus import corpus_counts

WITHIN = {"4.3": 0.05}


def hours(tables):
    rows = index_tables(tables)["indicator_comparison"]
    return rows[rows["indicator_id"] == "enforcement_training_hours"].set_index("doc_id")


def answer_1(tables):
    rows = index_tables(tables)["deadlines"].query("doc_id == 'kunqu'")
    return int((rows["role"] == "duty").sum())


def mistake_1_goals(tables):
    return len(index_tables(tables)["deadlines"].query("doc_id == 'kunqu'"))


def mistake_1_all_times(tables):
    return int((tables["times"]["doc_id"] == "kunqu").sum())


def mistake_1_provisions(tables):
    rows = index_tables(tables)["time_rates"].query("doc_id == 'kunqu' and form == 'deadline'")
    return int(rows["with_time"].sum())


def answer_2(tables):
    counts = corpus_counts(tables)
    return set(counts.loc[counts["bodies"].isna(), "doc_id"])


def mistake_2_others(tables):
    counts = corpus_counts(tables)
    return set(counts.loc[counts["bodies"].notna(), "doc_id"])


def mistake_2_all(tables):
    return set(tables["documents"]["doc_id"])


def answer_3(tables):
    return float(corpus_counts(tables)["bodies"].mean())


def mistake_3_zeros(tables):
    return float(corpus_counts(tables)["bodies"].fillna(0).mean())


def mistake_3_rows(tables):
    return len(tables["bodies"]) / tables["bodies"]["doc_id"].nunique()


def answer_4(tables):
    found = hours(tables)
    return {
        doc_id: float(found.loc[doc_id, "best"]) if found.loc[doc_id, "state"] == "sets" else None
        for doc_id in found.index
    }


def mistake_4_zeros(tables):
    return {doc_id: 0.0 if value is None else value for doc_id, value in answer_4(tables).items()}


def mistake_4_only_stated(tables):
    return {doc_id: value for doc_id, value in answer_4(tables).items() if value is not None}


def answer_5(tables):
    rows = index_tables(tables)["indicator_comparison"]
    stated = rows[rows["state"] == "sets"]
    plans = stated.groupby("indicator_id")["doc_id"].nunique()
    return int((plans >= 2).sum())


def mistake_5_any_plan(tables):
    rows = index_tables(tables)["indicator_comparison"]
    return int(rows.loc[rows["state"] == "sets", "indicator_id"].nunique())


def mistake_5_mentioned(tables):
    rows = index_tables(tables)["indicator_comparison"]
    plans = rows[rows["state"] != "not stated"].groupby("indicator_id")["doc_id"].nunique()
    return int((plans >= 2).sum())


def mistake_5_pairs(tables):
    rows = index_tables(tables)["indicator_comparison"]
    plans = rows[rows["state"] == "sets"].groupby("indicator_id")["doc_id"].nunique()
    return int(plans[plans >= 2].sum())


def answer_6(tables):
    return {"b", "c"}


def mistake_6_nobody(tables):
    return {"a", "b", "c"}


def mistake_6_kept(tables):
    return {"b", "c", "d"}


def mistake_6_mean(tables):
    return {"b", "c", "e"}
