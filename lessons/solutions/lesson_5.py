"""The answers to lesson 5, and what likely mistakes give."""

from compare import index_tables
from compare.indices.reuse import own_only
from compare.indices.selection import counted


def share_of(tables, doc_id, other_id):
    pairs = index_tables(tables)["reuse_pairs"].set_index(["doc_id", "other_id"])
    return float(pairs.loc[(doc_id, other_id), "share"])


def between(tables, doc_a, doc_b):
    reuse = tables["reuse"]
    return reuse[(reuse["doc_a"] == doc_a) & (reuse["doc_b"] == doc_b)]


def answer_1(tables):
    return share_of(tables, "kunqu", "dadukou")


def mistake_1_other_way(tables):
    return share_of(tables, "dadukou", "kunqu")


def mistake_1_exact(tables):
    pairs = index_tables(tables)["reuse_pairs"].set_index(["doc_id", "other_id"])
    return float(pairs.loc[("kunqu", "dadukou"), "exact_share"])


def mistake_1_provisions(tables):
    pairs = index_tables(tables)["reuse_pairs"].set_index(["doc_id", "other_id"])
    row = pairs.loc[("kunqu", "dadukou")]
    return float(row["provisions_shared"] / row["provisions"])


def answer_2(tables):
    pairs = index_tables(tables)["reuse_pairs"].query("doc_id == 'biyang'")
    return str(pairs.set_index("other_id")["share"].idxmax())


def mistake_2_of_the_same_years(tables):
    return "chengde"


def answer_3(tables):
    chars = between(tables, "kunqu", "dadukou").groupby("passage_id")["chars"].sum()
    return int((chars >= 50).sum())


def mistake_3_rows(tables):
    return int((between(tables, "kunqu", "dadukou")["chars"] >= 50).sum())


def mistake_3_all_passages(tables):
    return int(between(tables, "kunqu", "dadukou")["passage_id"].nunique())


def answer_4(tables):
    own = counted(own_only(tables, tables["reuse"], role="plan")["provisions"])
    left = own["doc_id"].value_counts()
    before = counted(tables["provisions"])["doc_id"].value_counts()
    return {
        doc_id: float(1 - left.get(doc_id, 0) / before[doc_id]) for doc_id in tables["documents"]["doc_id"]
    }


def mistake_4_left(tables):
    return {doc_id: 1 - share for doc_id, share in answer_4(tables).items()}


def mistake_4_headings(tables):
    left = own_only(tables, tables["reuse"], role="plan")["provisions"]["doc_id"].value_counts()
    before = tables["provisions"]["doc_id"].value_counts()
    return {
        doc_id: float(1 - left.get(doc_id, 0) / before[doc_id]) for doc_id in tables["documents"]["doc_id"]
    }


def mistake_4_characters(tables):
    rows = index_tables(tables)["reuse_anywhere"].query("among == 'any plan'")
    return {doc_id: float(share) for doc_id, share in zip(rows["doc_id"], rows["share"], strict=True)}


def answer_5(tables):
    pairs = index_tables(tables)["same_duty_pairs"]
    return float((pairs["obligation"] != "same").mean())


def mistake_5_same(tables):
    pairs = index_tables(tables)["same_duty_pairs"]
    return float((pairs["obligation"] == "same").mean())


def mistake_5_count(tables):
    pairs = index_tables(tables)["same_duty_pairs"]
    return int((pairs["obligation"] != "same").sum())


def answer_6(tables):
    return {"c", "d"}


def mistake_6_direction(tables):
    return {"a", "c", "d"}


def mistake_6_lazy(tables):
    return {"b", "c", "d"}


def mistake_6_own(tables):
    return {"c", "d", "e"}
