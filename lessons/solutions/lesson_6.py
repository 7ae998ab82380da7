"""The answers to lesson 6, and what likely mistakes give."""

import pandas as pd

from compare import index_tables
from compare.evaluation.agreement import codings, compared
from compare.indices.krippendorff import alpha
from compare.project import find_project


def two_passes(tables, field):
    coded = codings(tables["provisions"], find_project().coding, ["llm-pass-a", "llm-pass-b"])
    return compared(coded, field)


def rare_code():
    first = pd.Series([0] * 46 + [1, 1, 0, 0])
    second = pd.Series([0] * 46 + [0, 0, 1, 1])
    return first, second


def answer_1(tables):
    both = two_passes(tables, "topic")
    return int((both["llm-pass-a"] != both["llm-pass-b"]).sum())


def mistake_1_same(tables):
    both = two_passes(tables, "topic")
    return int((both["llm-pass-a"] == both["llm-pass-b"]).sum())


def mistake_1_domains(tables):
    both = two_passes(tables, "domain")
    return int((both["llm-pass-a"] != both["llm-pass-b"]).sum())


def answer_2(tables):
    first, second = rare_code()
    return float(alpha([first, second], "nominal"))


def mistake_2_same(tables):
    first, second = rare_code()
    return float((first == second).mean())


def mistake_2_of_rare(tables):
    return 0.0


def answer_3(tables):
    ranks = index_tables(tables)["specification_ranks"].set_index("doc_id")
    return float(ranks.loc["biyang", "first"])


def mistake_3_published(tables):
    ranks = index_tables(tables)["specification_ranks"].set_index("doc_id")
    return float(ranks.loc["biyang", "published"])


def mistake_3_last(tables):
    ranks = index_tables(tables)["specification_ranks"].set_index("doc_id")
    return float(ranks.loc["biyang", "last"])


def answer_4(tables):
    curve = index_tables(tables)["specification_curve"]
    scores = curve.pivot(index="specification", columns="doc_id", values="score")
    plans = list(tables["documents"]["doc_id"])
    pairs = [(one, other) for place, one in enumerate(plans) for other in plans[place + 1 :]]
    shares = [
        ((scores[one] > scores[other]) + 0.5 * (scores[one] == scores[other])).mean() for one, other in pairs
    ]
    return sum(bool(share >= 0.95 or share <= 0.05) for share in shares)


def mistake_4_published(tables):
    plans = len(tables["documents"])
    return plans * (plans - 1) // 2


def mistake_4_majority(tables):
    curve = index_tables(tables)["specification_curve"]
    scores = curve.pivot(index="specification", columns="doc_id", values="score")
    plans = list(tables["documents"]["doc_id"])
    pairs = [(one, other) for place, one in enumerate(plans) for other in plans[place + 1 :]]
    shares = [(scores[one] > scores[other]).mean() for one, other in pairs]
    return sum(bool(share >= 0.75 or share <= 0.25) for share in shares)


def answer_5(tables):
    choices = index_tables(tables)["specification_choices"]
    means = choices.groupby(["dimension", "doc_id"])["mean_rank"]
    moves = (means.max() - means.min()).groupby("dimension").mean()
    return str(moves.idxmax())


def mistake_5_least(tables):
    choices = index_tables(tables)["specification_choices"]
    means = choices.groupby(["dimension", "doc_id"])["mean_rank"]
    return str((means.max() - means.min()).groupby("dimension").mean().idxmin())


def mistake_5_most_choices(tables):
    choices = index_tables(tables)["specification_choices"]
    return str(choices.groupby("dimension")["choice"].nunique().idxmax())


def answer_6(tables):
    return {"b", "d", "e"}


def mistake_6_valid(tables):
    return {"a", "b", "d", "e"}


def mistake_6_probability(tables):
    return {"b", "c", "d", "e"}


def mistake_6_order(tables):
    return {"b", "d", "e", "f"}
