"""Headlines of figures where there is little to say: one domain, plans alike, an outline not known."""

import re

import pandas as pd
import pytest

from compare.figures import (
    corpus,
    coverage,
    own_words,
    rank_stability,
    rates,
    reuse,
    schemes,
    strictness,
    timeline,
)
from compare.figures.style import Plan
from compare.vocab.reading import read_vocabulary

PLANS = [
    Plan(name, name, name, basis, "#000000")
    for name, basis in zip("abcd", ("2015", "2021", "", "2021"), strict=True)
]
LANGUAGES = ("zh", "en")


# Seen in a report: "comes first in 55%% of all cases". A share is filled in with its sign.
def test_no_sentence_adds_a_sign_to_a_share() -> None:
    names = ("figures", "findings", "report", "reliability", "release", "index_tables")
    texts = [
        row.get(language, "") for name in names for row in read_vocabulary(name) for language in LANGUAGES
    ]
    assert sum("share}" in text for text in texts) > 20
    assert [text for text in texts if re.search(r"\{\w+\}%", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_of_ranks_have_one_sign(language: str) -> None:
    rows = [("a", 1, 0.75), ("a", 2, 0.25), ("b", 1, 0.25), ("b", 2, 0.75)]
    data = pd.DataFrame(rows, columns=["doc_id", "rank", "probability"])
    assert rank_stability.ranks_seen(data, PLANS, language).count("75%") == 2
    assert "%%" not in rank_stability.ranks_seen(data, PLANS, language)


# The one domain that can be compared is not the strictest and the least strict.
@pytest.mark.parametrize(("domains", "named"), [("L", 1), ("AL", 2)])
def test_domains_that_can_be_compared(domains: str, named: int) -> None:
    rows = [(plan, code, ord(code) / 100, False) for plan in "ab" for code in domains]
    rows += [("a", "E", 0.9, True), ("a", "all", 0.4, False)]
    data = pd.DataFrame(rows, columns=["doc_id", "domain", "strictness", "too_few"])
    said = strictness.domains_seen(data, PLANS, "en")
    assert said.count('"') == 2 * named and said.count("Organisation and safeguards") == 1


# Seen in a figure: the least strict of all was a domain that two plans were too short in.
def test_the_strictest_domain_is_one_of_those_that_can_be_compared() -> None:
    rows = [(plan, code, ord(code) / 100, False) for plan in "ab" for code in "AL"]
    data = pd.DataFrame(rows, columns=["doc_id", "domain", "strictness", "too_few"])
    assert strictness.domains_seen(data, PLANS, "en").startswith('"Organisation')
    short = pd.DataFrame([("a", "I", 0.1, False), ("b", "I", 0.2, True)], columns=data.columns)
    said = strictness.domains_seen(pd.concat([data, short]), PLANS, "en")
    assert said.startswith("Of 2 domains that can be compared in 2 plans ") and "Emergency" not in said


# Seen in a figure: "28 of 63 topics stand in all plans", and 37 rows without a dot.
@pytest.mark.parametrize(("second", "said"), [
    (0, "1 of 2 topics stands in both plans, 1 in one"),
    (1, "1 of 2 topics stands in both plans, 1 in one; with second topics 2 stand in both plans"),
])  # fmt: skip
def test_topics_of_all_plans_with_second_topics(second: int, said: str) -> None:
    rows = [("a", "A1", 1, 0), ("b", "A1", 2, 0), ("a", "A2", 1, 0), ("b", "A2", 0, second)]
    data = pd.DataFrame(rows, columns=["doc_id", "group", "n", "n_second"])
    assert coverage.presence_seen(data, PLANS[:2], "en") == said


# Seen in a figure: a code was "the largest", and the row above it, which holds it, had three times as much.
def test_the_largest_code_is_one_of_the_lowest() -> None:
    rows = [("ENV", "", 3), ("ENV1", "ENV", 2), ("ENV2", "ENV", 1)]
    data = pd.DataFrame(rows, columns=["code", "parent", "count"])
    data = data.assign(doc_id="a", scheme="instruments", share=data["count"] / 3)
    said = schemes.codes_seen(data, PLANS[:1], "en")
    assert said.startswith('Policy instruments: of the lowest codes, "ENV1 ')
    assert schemes.codes_seen(data[1:].assign(parent=""), PLANS[:1], "en").startswith(
        'Policy instruments: "ENV1 '
    )


@pytest.mark.parametrize(("domains", "said"), [
    ("L", "one domain in common"), ("T01", "one domain in common"), ("A L", "moves a plan by 0.020 at most"),
    ("T01 T02", "moves a plan by 0.020 at most"),
])  # fmt: skip
def test_a_mix_of_one_domain_is_none(domains: str, said: str) -> None:
    data = pd.DataFrame({"mix_effect": [0.02, -0.01], "own_mix": [0.4, 0.6], "domains": domains})
    assert said in strictness.mix_seen(data, PLANS, "en")
    assert domains in strictness.mix_axis(data, "en")


# A plan whose outline is not known can be more like the plans of none.
def test_plans_of_no_known_outline_are_not_counted() -> None:
    rows = [("a", 0.3, 0.1), ("b", 0.1, 0.2), ("c", 0.1, 0.3), ("d", 0.2, 0.1)]
    data = pd.DataFrame(rows, columns=["doc_id", "2015", "2021"]).melt(
        "doc_id", None, "outline_basis", "share"
    )
    assert reuse.outlines_seen(data, PLANS, "en").startswith("2 of 3 plans are worded")
    assert reuse.outlines_seen(data[data["doc_id"] == "c"], PLANS, "en") == ""


# Of plans that are alike none is the most and none the least.
@pytest.mark.parametrize("own", [(0.2, 0.2), (0.0, 0.0), (0.2, 0.4)])
def test_plans_alike_have_no_ends(own: tuple[float, float]) -> None:
    ids = ["a", "b"]
    two = pd.DataFrame({"doc_id": ids, "share": own})
    ranges = {
        "level": strictness.obligation_seen(two.assign(obligation=strictness.LEVELS[0]), PLANS, "en"),
        "counts": corpus.counts_seen(two.assign(provisions=[value * 10 for value in own]), PLANS, "en"),
        "rates": rates.rates_seen(
            pd.concat([two.assign(rate="mandate"), two.assign(rate="sanction")]), PLANS, "en"
        ),
        "breadth": coverage.breadth_seen(
            two.assign(statistic="number", rarefied=[value * 10 for value in own], low=0.0, high=1.0, size=10), PLANS, "en"
        ),
        "force": own_words.force_seen(
            two.assign(firmer=[value * 10 for value in own], softer=2, n=4, aspect=own_words.ASPECTS[0]), PLANS, "en"
        ),
    }  # fmt: skip
    assert [bool(said) for said in ranges.values()] == [own[0] != own[1]] * len(ranges), ranges


def test_without_a_deadline_no_plan_has_most() -> None:
    data = pd.DataFrame({"doc_id": ["a", "b"], "form": "deadline", "share": 0.0})
    assert timeline.shares_seen(data, PLANS, "en") == ""
    assert timeline.shares_seen(data.assign(share=[0.1, 0.0]), PLANS, "en") != ""


# A plan may print its date and state no period, or come before its period; one plan has no others.
@pytest.mark.parametrize(("late", "issued", "plans", "said"), [
    ((60, None), ("2021-03-01", "2022-01-01"), 2, "2 plans print a date of issue; at the latest, a came 2 months into its period"),
    ((60, None), ("2021-03-01", ""), 2, "a came 2 months into its period; no other plan prints a date of issue"),
    ((-30, None), ("2020-12-01", ""), 2, "a came 1 month before its period; no other plan prints a date of issue"),
    ((60, None), ("2021-03-01", ""), 1, "a came 2 months into its period"),
    ((None, None), ("2021-03-01", ""), 2, ""),
])  # fmt: skip
def test_dates_of_issue(late: tuple[int | None, ...], issued: tuple[str, ...], plans: int, said: str) -> None:
    data = pd.DataFrame({"doc_id": ["a", "b"], "what": "period", "kind": "plan", "issued": issued})
    data = data.assign(late=pd.array(list(late), "Int64")).head(plans)
    assert timeline.periods_seen(data, PLANS[:plans], "en") == said
