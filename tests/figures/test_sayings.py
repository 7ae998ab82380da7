"""What headlines say of one plan, of two, and of plans that are alike: nothing that is true and silly."""

import re
from collections.abc import Sequence
from itertools import product

import pandas as pd
import pytest
from support.pictures import copies
from support.variants import Variants

from compare.figures.catalogue import CHARTS, find_chart
from compare.figures.parts.ends import ends, largest
from compare.figures.rates import curve_data
from compare.figures.style import plans
from compare.figures.templates import template_seen
from compare.figures.versions import versions_seen
from compare.indices.comparable import measure_label
from compare.indices.subset import subset
from compare.indices.templates import ALL
from compare.tables.schema import Tables
from compare.vocab.reading import read_vocabulary

SILLY = {
    "a share of all": r"\b(?P<a>\d+) (?:of|项中|份规划中的) ?(?P=a)\b|Of (?P<c>\d+) [a-z ]*\b(?P=c) ",
    "from a number to the same": r"(?P<b>\d[\d.]*%?) ?(?:to|and|至) ?(?P=b)(?![\d.%])",
    "two signs of percent": "%%",
    "a difference of nothing": r"\b0\.0+\b",
    "at most nothing": r"[Aa]t most 0%|至多占0%",
    "the end that all share": r"from (\d+) in .* to \1 in",
    "one plan among plans": r"\b1 plans|\b1 of 1\b|1份规划中",
    "a part of nothing": r"(?<![\d.,–-])0(?:[项条个份]|条|个| (?!of\b|to\b|至)[a-z])",
}


@pytest.fixture(scope="module")
def twins(tables: Tables) -> Tables:
    """Two plans of one wording, as two versions of a form are."""
    return copies(subset(tables, plans=["kunqu"]), 2)


def headlines(tables: Tables, names: Sequence[str]) -> dict[tuple[str, str], str]:
    shown, said = plans(tables["documents"]), {}
    for name in names:
        chart = CHARTS[name]
        data = chart.data(tables)
        if chart.seen and not data.empty:
            said |= {(name, language): chart.seen(data, shown, language) for language in ("zh", "en")}
    return said


TYING = (
    "corpus_overview", "coverage_domain", "presence", "specification_curve", "strictness_profile", "strictness_mix",
    "deadlines_by_year", "recurrence_calendar", "time_shares", "indicator_states", "national_floor",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["1 plans", "2 plans", "no origin known", "nothing coded"])
def test_headlines_say_nothing_silly(kind: str, variants: Variants, few_draws: None) -> None:
    assert silly(variants(kind), list(CHARTS)) == []


def test_headlines_of_plans_that_are_alike(twins: Tables, few_draws: None) -> None:
    assert silly(twins, TYING) == []


def silly(tables: Tables, names: Sequence[str]) -> list[tuple[object, ...]]:
    said = headlines(tables, names)
    assert len(said) > 15
    return [
        (place, fault, text)
        for (place, text), (fault, pattern) in product(said.items(), SILLY.items())
        if re.search(pattern, text)
    ]


# The patterns find what they are for: sentences that figures once had.
@pytest.mark.parametrize(
    "text",
    [
        "Of 22 indicators 22 are set by one plan alone",
        "10 of 10 deadlines for duties stand in Longshan",
        "deadlines of duties 18 to 18, wording",
        "措施期限18至18个",
        "comes first in 52%% of all cases",
        "The mix of domains moves a plan by 0.000 at most",
        "At most 0% of provisions have a deadline",
        "from 29 in Qingxi to 29 in Longshan",
        "Of 8 words that set 1 plans apart",
        "Of 24 demands 3 repeat a checked national one and 0 one that was only recalled",
        "24项要求中，3项与核对过的国家要求相同，另0项似与未核对者相同",
    ],
)
def test_what_is_silly(text: str) -> None:
    assert [fault for fault, pattern in SILLY.items() if re.search(pattern, text)]


NAMED = plans(
    pd.DataFrame({"doc_id": list("abc"), "jurisdiction_zh": list("甲乙丙"), "jurisdiction_en": list("ABC")})
)


@pytest.mark.parametrize(
    ("values", "least", "most"),
    [
        ((1, 2, 3), "A", "C"),
        ((1, 1, 3), "A and B", "C"),
        ((2.2, 1.9, 3), "A and B", "C"),  # as they are printed
        ((1, 3, 3), "A", "B and C"),
        ((1, 2, float("nan")), "A", "B"),
    ],
)
def test_the_ends_of_a_number_by_hand(values: tuple[float, ...], least: str, most: str) -> None:
    found = ends(pd.Series(values, index=list("abc")), NAMED, lambda value: f"{value:.0f}", "en")
    assert (found["least"], found["most"]) == (least, most)


@pytest.mark.parametrize("values", [(1, 1, 1), (1.1, 1.2, 0.9), (float("nan"), 1, float("nan"))])
def test_no_ends_where_nothing_is_apart(values: tuple[float, ...]) -> None:
    assert ends(pd.Series(values, index=list("abc")), NAMED, lambda value: f"{value:.0f}", "en") == {}


def test_the_largest_group_by_hand() -> None:
    def said(*counts: tuple[int, int]) -> str:
        rows = [
            (doc, group, n, n / 10)
            for doc, pair in zip("abc", counts, strict=False)
            for group, n in zip("XY", pair, strict=True)
        ]
        table = pd.DataFrame(rows, columns=["doc_id", "group", "n", "share"])
        return largest(table, {"X": "X", "Y": "Y"}, "en")

    assert said((3, 1), (2, 1), (5, 0)) == '"X" is the largest in all 3 plans (20% to 50% of provisions)'
    assert said((3, 1), (2, 2), (1, 5)) == '"X" is the largest in 1 of 3 plans (30% of provisions)'
    assert said((1, 3), (2, 4)) == '"Y" is the largest in both plans (30% to 40% of provisions)'
    assert said((3, 1)) == '"X" is the largest (30% of provisions)'
    assert said((2, 2), (0, 0)) == ""


# Whoever ties shares the rank: a plan is not last in 96% where each of two plans is so in half.
def test_ranks_of_plans_that_tie_are_shared(twins: Tables, few_draws: None) -> None:
    data = curve_data(twins)
    ranks = data[data["dimension"] == "rank"]
    assert list(ranks["share"]) == [0.5] * 4
    assert find_chart("specification_curve").seen is not None


def test_every_measure_has_words_in_both_languages() -> None:
    for row in read_vocabulary("comparable_units"):
        assert measure_label(row["measure"], "zh")
        assert not re.search("[\u4e00-\u9fff]", measure_label(row["measure"], "en"))


def test_the_frame_is_explained_where_a_word_has_one(tables: Tables) -> None:
    chart = CHARTS["own_words"]
    data = chart.data(tables)
    for times, key in ((0, "note"), (1, "note_unframed")):
        note = chart.words(chart.note(data.assign(times_others=times), []), False, "en")
        assert ("framed" in note) == (key == "note")


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((2, 1, 3), "; beside it, obligation is hardened in 2 clauses and softened in 1"),
        ((1, 0, 3), "; beside it, obligation is hardened in 1 clause, softened in none"),
        ((0, 2, 0), "; beside it, obligation is softened in 2 clauses, hardened in none"),
        ((0, 0, 3), "; no clause beside it is more or less binding"),
        ((0, 0, 0), ""),
    ],
)
def test_the_headline_of_a_template_tells_of_clauses_there_are(
    counts: tuple[int, int, int], says: str
) -> None:
    text, force = (
        {"doc_id": "a", "template": "t", "row": row, "template_chars_share": 0.4, "own_share": 0.6}
        for row in (f"text:{ALL}", "force:obligation")
    )
    data = pd.DataFrame([text, force | dict(zip(("hardened", "softened", "same"), counts, strict=True))])
    seen = template_seen(data, NAMED, "en")
    assert seen == f"A takes 40% of its text from the template; 60% is its own{says}"


# Two plans that print the same share are both named, and none where no plan takes anything.
@pytest.mark.parametrize(("shares", "says"), [
    ((0.401, 0.404), "A and B take most from t (40% of the text of each)"),
    ((0.4, 0.2), "A takes most from the template (40% of its text; 50% is its own)"),
    ((0.0, 0.0), ""),
])  # fmt: skip
def test_the_headline_of_a_template_names_all_that_take_as_much(
    shares: tuple[float, float], says: str
) -> None:
    data = pd.DataFrame(
        [
            {
                "doc_id": name,
                "template": "t",
                "row": f"text:{ALL}",
                "template_chars_share": share,
                "own_share": 0.5,
            }
            for name, share in zip(("a", "b"), shares, strict=True)
        ]
    ).assign(hardened=0, softened=0, same=0)
    assert template_seen(data, NAMED, "en") == says


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((1, 2, 3, 1), "6 clauses of A: 1 kept, 2 reworded, 3 new; of the 4 before, 1 gone"),
        ((0, 2, 4, 0), "6 clauses of A: 2 reworded, 4 new; of the 4 before, none gone"),
    ],
)
def test_the_headline_of_versions_tells_of_what_occurs(counts: tuple[int, ...], says: str) -> None:
    states = zip(("kept", "reworded", "new", "dropped"), counts, strict=True)
    rows = [
        {
            "doc_id": "a",
            "what": "clauses",
            "state": state,
            "n": 4 if state == "dropped" else 6,
            "count": count,
        }
        for state, count in states
    ]
    assert versions_seen(pd.DataFrame(rows), NAMED, "en") == says
