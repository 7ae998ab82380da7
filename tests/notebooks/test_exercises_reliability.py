"""The exercises of notebook 5, worked out."""

import pandas as pd

from compare.evaluation.coder_pairs import pass_pairs, rule_pairs
from compare.indices.reliability import agreement, rule_scores
from compare.project import Project
from compare.tables.schema import Tables


# Exercise 1. Units that both passes took for no measure have obligation 0 by rule, so both agree
# on them for free: each adds one to the numerator and the denominator. A share below 1 can only
# rise. The rows of topic and domain do not move, for they count these units already.
def test_agreement_on_all_provisions_is_higher(tables: Tables, project: Project) -> None:
    pairs = pass_pairs(tables["provisions"], project.coding)
    kept = agreement(pairs, draws=20).set_index(["doc_id", "field"]).loc[("all", "obligation")]
    same = int((pairs["obligation_a"] == pairs["obligation_b"]).sum())
    free = len(pairs) - kept["n"]
    assert free > 0
    assert same == kept["same"] + free
    assert kept["share"] < same / len(pairs) < 1


# Exercise 2. If a share p of the provisions are directives, the rule is right in p of the cases.
# Its precision on code 2 is p and its recall 1, so F1 = 2p / (1 + p); on codes 1 and 3 it is 0.
# Macro-F1 is a third of that: below 1/3, however large p is. Accuracy hides that the rule never
# finds a mandate; macro-F1 does not.
def test_a_rule_that_always_says_directive(tables: Tables) -> None:
    pairs = rule_pairs(tables["provisions"]).assign(obligation_b=2)
    p = float((pairs["obligation_a"] == 2).mean())
    scores = rule_scores(pairs, draws=20).set_index(["doc_id", "field", "code"])["f1"]
    assert p > 0.8
    assert abs(scores[("all", "obligation", "macro")] - 2 * p / (1 + p) / 3) < 1e-9
    assert scores[("all", "obligation", "macro")] < 1 / 3


# The rules themselves do better than that on every plan (in-sample: see the report).
def test_the_rules_do_better(tables: Tables) -> None:
    scores = rule_scores(rule_pairs(tables["provisions"]), draws=20)
    macro = scores[scores["code"] == "macro"].set_index("doc_id")["f1"]
    assert isinstance(macro, pd.Series) and (macro > 0.8).all()
