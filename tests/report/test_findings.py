"""Findings: computed from any project's tables, in both languages, with the provisions behind them."""

import re
import string

import pytest
from support.tiny import provision
from support.tiny import tables as tables_of
from support.variants import Variants

from compare.figures.catalogue import CHARTS, find_chart
from compare.figures.charts import alternative_text, chart_caption, standing
from compare.figures.words import say
from compare.indices.findings import MOST, QUESTIONS, findings, floor, unanswered
from compare.indices.origins import demands
from compare.indices.plans import plan_labels
from compare.indices.subset import subset
from compare.report.findings import PARTS, findings_table, findings_text, missing, said
from compare.tables.schema import Tables
from compare.vocab.percents import percent
from compare.vocab.reading import read_vocabulary

ROWS = read_vocabulary("findings")
PROJECTS = (
    "one not coded",
    "one plan",
    "two plans",
    "one topic",
    "no plan",
    "nothing coded",
    "no origin known",
)


def test_every_question_has_its_words_in_both_languages() -> None:
    said = {(row["finding"], row["part"]) for row in ROWS}
    assert len(said) == len(ROWS)
    assert said >= {(key, part) for key in QUESTIONS for part in ("text", *PARTS, "missing")}
    for row in ROWS:
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(row[language]) if name}
            for language in ("zh", "en")
        ]
        assert fields[0] == fields[1], row


def test_the_words_name_no_plan(tables: Tables) -> None:
    names = [*tables["documents"]["doc_id"], *tables["documents"]["jurisdiction_zh"]]
    words = " ".join(f"{row['zh']} {row['en'].lower()}" for row in ROWS)
    assert [name for name in names if name in words] == []


# Whatever a project has: what can be said is said, what cannot is named, and nothing fails.
@pytest.mark.parametrize("kind", PROJECTS)
def test_any_project(kind: str, variants: Variants, few_draws: None) -> None:
    what_can_be_said_is_said(variants(kind))


# A project of one plan has no other plans to speak of.
def test_one_plan_is_not_all_plans(variants: Variants, few_draws: None) -> None:
    for language, words in (("en", "all plans|of them in|states? none"), ("zh", "各规划|其中[^，。]*出自")):
        assert re.findall(words, findings_text(variants("one plan"), language)) == []


# Two plans alike: neither is named as if the other had less, and where nothing is counted none has the most.
@pytest.mark.parametrize(("numbers", "words"), [(1, "1 of them in each of"), (0, "none sets a number")])
def test_plans_that_stand_alike_are_named_together(
    numbers: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {key: QUESTIONS[key] for key in ("order", "rare")}
    monkeypatch.setattr("compare.indices.findings.QUESTIONS", asked)
    items = {"monitoring": 0, "sanction": 0, "n_targets": numbers, "n_times": 0}
    rows = [provision(doc_id, 1, 100, 110, **items) for doc_id in ("old1", "old2")]
    made = tables_of(rows, [])
    made["documents"] = made["documents"].head(2).assign(place_id="", parent_en="", period_start="2016")
    made["provisions"]["topic_coder"] = made["provisions"]["obligation_coder"] = ""
    names = plan_labels(made["documents"], "en").values()
    order, rare = (next(one for one in said(made) if one.key == key) for key in ("order", "rare"))
    assert words in rare.text["en"]
    assert " and ".join(names) + " are last most often, each in 50%" in order.text["en"]
    assert "各占50%" in order.text["zh"]


# Nothing is said of none: not of no silent plan, nor of no second topic; and a plan is not alone at the end it shares.
def test_no_clause_of_nothing(variants: Variants, few_draws: None) -> None:
    made = variants("two plans")
    made = made | {"provisions": made["provisions"].assign(topic2="")}
    words = {one.key: one for one in said(made)}
    assert words["topics"].details[1][1]["en"].startswith("No provision has a second topic")
    dates = next(one for one in findings(made) if one.key == "dates")
    assert ("all" in dates.forms) == (dates.values["silent"] == 0)
    for language, none in (("en", r"\b0 of \d+ plans|\b0 provisions"), ("zh", "有0份|条款0条")):
        assert not re.search(none, findings_text(made, language))


def test_plans_that_mandate_as_little_are_named_together(
    tables: Tables, monkeypatch: pytest.MonkeyPatch, few_draws: None
) -> None:
    monkeypatch.setattr("compare.indices.findings.QUESTIONS", {"mandates": QUESTIONS["mandates"]})
    three = subset(tables, plans=["kunqu", "chengde", "mentougou"])
    rows = three["provisions"]
    softened = rows["obligation"].where(rows["doc_id"] == "kunqu", rows["obligation"].clip(upper=2))
    (words,) = said(three | {"provisions": rows.assign(obligation=softened)})
    names = plan_labels(three["documents"], "en")
    assert f"0% of those of each of {names['mentougou']} and {names['chengde']}." in words.text["en"]


# A plan that waits for a coder is not silent: it is in no count of plans, of topics or of deadlines.
def test_a_plan_that_nobody_coded_is_not_silent(variants: Variants, few_draws: None) -> None:
    made = variants("one not coded")
    values = {one.key: one.values for one in findings(made)}
    assert values["dates"]["plans"] == values["topics"]["plans"] == 4
    told = [words.text["en"] for words in said(made) if words.key in ("mandates", "dates", "topics")]
    assert told and not [text for text in told if "Biyang" in text]
    for name in ("presence", "deadlines_by_year", "strictness_rates", "time_shares", "coverage_domain"):
        chart = find_chart(name)
        assert "biyang" not in {plan.doc_id for plan in standing(chart.data(made), made)}
        assert "Not coded and left out: Biyang" in chart_caption(chart, made, "en")
    assert "biyang" in {plan.doc_id for plan in standing(find_chart("indicator_states").data(made), made)}


# A plan without a provision on the chosen topic is silent on it, and not uncoded.
def test_a_plan_without_a_provision_is_not_called_uncoded(variants: Variants, few_draws: None) -> None:
    caption = chart_caption(find_chart("presence"), variants("one topic"), "en")
    assert "No provision here and left out: Chengde" in caption and "Not coded" not in caption


# Where no provision is counted, no caption counts them.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_not_counted(language: str, variants: Variants, few_draws: None) -> None:
    captions = [chart_caption(chart, variants("nothing coded"), language) for chart in CHARTS.values()]
    assert captions and not [text for text in captions if re.search(r"(?<![\d.])0( provisions|条条款)", text)]


# A figure that shows nothing explains no signs: it says what is missing.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_figure_says_why(language: str, tables: Tables) -> None:
    for name in ("template_use", "versions"):
        chart = find_chart(name)
        assert chart.data(tables).empty
        why = say(name, "empty", language)
        assert chart_caption(chart, tables, language) == why
        assert alternative_text(chart, tables, language).endswith(why)


def test_the_whole(tables: Tables) -> None:
    what_can_be_said_is_said(tables)


def what_can_be_said_is_said(part: Tables) -> None:
    found = findings(part)
    assert len(found) <= MOST and len(missing(part)) == len(unanswered(part))
    assert {one.key for one in found} | set(unanswered(part)) >= set(list(QUESTIONS)[:MOST])
    known = set(part["provisions"]["provision_id"])
    for one in found:
        assert one.provision_ids and set(one.provision_ids) <= known
        assert not one.low > one.high
    for language in ("zh", "en"):
        text = findings_text(part, language)
        assert "nan" not in text and "{" not in text
        assert len(re.findall(r"^\d+\. ", text, re.M)) == len(found)


def test_the_whole_has_five_to_eight_and_a_table(tables: Tables) -> None:
    table = findings_table(tables)
    assert 5 <= len(table) <= 8 and table["finding"].is_unique
    assert list(table["n_provisions"]) == [len(ids.split()) for ids in table["provision_ids"]]
    assert (table[[f"caution_{language}" for language in ("zh", "en")]] != "").all().all()


# What is matched as national is not published as the place's own, and recalled is never called checked.
def test_national_demands_are_no_achievement(tables: Tables) -> None:
    rows = demands(tables)
    own = next(one for one in findings(tables) if one.key == "floor")
    assert own.values["own"] == (rows["floor"] == "own").sum()
    kinds = ("checked", "unchecked", "moved", "shared", "own")  # a reader adds them up
    assert sum(int(str(own.values[kind])) for kind in kinds) == own.values["n"] == len(rows)
    assert set(own.provision_ids) == set(rows.loc[rows["floor"] == "own", "provision_id"])
    copied = next(one for one in findings(tables) if one.key == "copied")
    assert (
        copied.values["all_checked"]
        == (
            (rows["demand"] == "mandate") & (rows["origin"] == "national") & (rows["relation"] == "same")
        ).sum()
    )


# In a project of one place nothing could be held against another: that is not known, and not none.
def test_nothing_is_called_own_where_no_other_place_was_compared(tables: Tables) -> None:
    known = ("national", "national, unchecked")
    alone = {
        name: frame.assign(origin=frame["origin"].where(frame["origin"].isin(known), ""))
        if "origin" in frame
        else frame
        for name, frame in tables.items()
    }
    assert floor(alone) is None and floor(tables) is not None


def test_numbers_are_those_of_the_tables(tables: Tables) -> None:
    values = {one.key: one.values for one in findings(tables)}
    assert values["rare"]["n"] == tables["provisions"]["strictness"].notna().sum()
    assert values["floor"]["n_target"] == len(tables["targets"])
    assert values["floor"]["n_time"] == len(tables["times"])
    assert values["order"]["pairs"] == 10


def test_links_name_the_very_provisions(tables: Tables) -> None:
    for one in said(tables):
        ids = one.address.partition("ids=")[2]
        assert not ids or ids.split(",") == list(one.provision_ids)


@pytest.mark.parametrize(("share", "text"), [(0.0, "0%"), (1.0, "100%"), (0.0996, "10%"), (0.0001, "<0.1%")])
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text
