"""The reliability report: agreement, scores of rules and topic model, and what to check first.

All numbers are computed when the report is written, but for those of the first coding round
(`_FIRST_ROUND`), whose codes followed version 1 of the codebook and are not kept here.
"""

from collections.abc import Sequence

import pandas as pd

from compare.coding.register import feeds, read_coders
from compare.coding.topic_model.reference import reference_folder
from compare.evaluation.agreement import character_agreement, coder_agreement, codings
from compare.evaluation.coder_pairs import pass_pairs, rule_pairs
from compare.evaluation.find_report import on_own_plans
from compare.evaluation.find_validity import find_validity
from compare.evaluation.heldout import heldout_codes, heldout_provisions
from compare.evaluation.markdown import Names, markdown_table
from compare.evaluation.measured import read_measured
from compare.evaluation.real_report import on_real_documents
from compare.evaluation.topic_results import CURVE, HELDOUT, TOPICS, heldout_folder, read_topic_results
from compare.files.markdown import as_markdown
from compare.indices.plans import plan_labels
from compare.indices.reliability import (
    ALL,
    accuracy,
    agreement,
    calibration,
    calibration_error,
    confusions,
    learning_means,
    least_sure,
    rule_scores,
    scored_topics,
)
from compare.project import Project
from compare.tables.reading import read_tables
from compare.tables.schema import Tables
from compare.text.document import read_document
from compare.text.sources import plan_sources
from compare.vocab.taxonomy import taxonomy

_FIRST_ROUND = "topic 0.98, domain 0.99, obligation 1.00, sanction 0.96, monitoring 0.95"
_CONFUSED, _CHECKED = 15, 20


def reliability_report(project: Project, finds: pd.DataFrame | None = None) -> str:
    """The report in Markdown. Needs the tables and the results of `write_topic_results`.

    `finds` is the table of `find_validity`, which is made where it is not given.
    """
    tables = read_tables(project.processed)
    names = _names(tables)
    sections = [
        _introduction(tables["provisions"]),
        *on_real_documents(read_measured(project)),
        *on_own_plans(find_validity(project) if finds is None else finds),
        *_agreement(tables, project, names),
        *_people(tables, project),
        *_rules(tables, project, names),
        *_topics(tables, project, names),
    ]
    return "\n".join(sections) + "\n"


def _names(tables: Tables) -> Names:
    """Every plan's name with its own years, and the word for all of them."""
    return plan_labels(tables["documents"], "en") | {ALL: "all"}


def _introduction(provisions: pd.DataFrame) -> str:
    """Who coded, as the tables say it, and what the report holds."""
    kinds = set(provisions["topic_source"]) - {"layout"}
    if kinds == {"language model"}:
        return _INTRODUCTION.format(who=_BY_LLM)
    coded = provisions[provisions["topic_source"] != "layout"].groupby(["topic_source", "coder"]).size()
    named = [f"{as_markdown(str(name))} (a {kind}, {size})" for (kind, name), size in coded.items()]
    return _INTRODUCTION.format(who=f"Topics were given by {', '.join(named)}; numbers are statements.")


_BY_LLM = "All codes of the plans were given by a large language model, not by human experts."
_INTRODUCTION = """# How far the codes can be relied on

{who} This report says how far its passes agree with each other, how the rules and the topic model that code new plans compare with its codes, and what a reader should check first. Plans are named by their own years. Where a plan scores lower, its wording is further from what rules and model have seen; that says nothing of the place.

Intervals are 95%, from resampling whole measures within plans. They say how much a number hangs on a few measures."""


def _agreement(tables: Tables, project: Project, names: Names) -> list[str]:
    """Two passes of the language model."""
    found = agreement(pass_pairs(tables["provisions"], project.coding))
    if found.empty:
        return []
    columns = {"doc_id": "plan", "field": "field", "level": "level", "same": "coded alike", "n": "of",
               "alpha": "alpha", "interval": "95%"}  # fmt: skip
    return ["", "## Agreement between two passes", "", _AGREEMENT, "", *markdown_table(found, columns, names)]


_AGREEMENT = f"""Krippendorff's alpha: 1 is perfect agreement, 0 what chance would give. Two passes were made without sight of each other; headings are left out, and obligation, sanction and monitoring are compared only where at least one pass saw a measure.

**What this shows:** the codebook is clear enough to be applied twice in the same way. **What it cannot show:** that the codes are right. Both passes are by one language model, so they share its habits and its mistakes; agreement of two people trained apart would mean more. No human expert has coded these plans.

The tables use a third reading, which saw both passes and decided by version 2 of the codebook. The passes of the other three plans followed version 1 and are not kept here; the agreement published for them and these two together (five plans, 1,411 units, headings included) was {_FIRST_ROUND}. Headings, whose codes layout settles, raise such numbers."""


def _people(tables: Tables, project: Project) -> list[str]:
    """Agreement of every person with every other coder, and among all people."""
    lines = ["", "## People", ""]
    coders = read_coders(project.coding)
    people = [coder.name for coder in coders if coder.kind == "person"]
    if not people:
        return [*lines, "No person has coded a plan yet. `fazhi coding export` makes a sheet for one."]
    names = [*people, *(coder.name for coder in coders if coder.kind != "person" and feeds(coder))]
    found = coder_agreement(codings(tables["provisions"], project.coding, names))
    found = found[[bool({*people} & {*who.split(" and ")}) for who in found["coders"]]]
    if found.empty:
        return [
            *lines,
            f"{as_markdown(', '.join(people))} coded; nobody else coded the same provisions, so there is no agreement.",
        ]
    columns = {
        "coders": "coders",
        "field": "field",
        "same": "coded alike",
        "n": "of",
        "alpha": "alpha",
        "interval": "95%",
    }
    return [*lines, *markdown_table(found, columns), *_by_character(project, names)]


def _by_character(project: Project, names: Sequence[str]) -> list[str]:
    """Agreement of all of them with the character as the unit, which does not ask who cut the text how."""
    shared = [
        source
        for source in plan_sources(project.raw)
        if sum((project.coding / name / f"{source.doc_id}.csv").is_file() for name in names) > 1
    ]
    documents = [read_document(source, project.raw) for source in shared]
    found = character_agreement(documents, project.coding, names)
    if found.empty:
        return []
    columns = {"field": "field", "same": "characters coded alike", "n": "of", "alpha": "alpha"}
    return ["", _CHARACTERS, "", *markdown_table(found, columns)]


_CHARACTERS = "By character, whoever cut the text in which way (alpha with the character as the unit; Krippendorff, Mathet, Bouvry and Widlöcher 2016, without their correction for where cuts may fall):"


def _rules(tables: Tables, project: Project, names: Names) -> list[str]:
    columns = {"doc_id": "plan", "field": "field", "code": "code", "n": "provisions", "n_true": "coded so",
               "n_found": "by the rules", "precision": "precision", "recall": "recall", "f1": "F1",
               "interval": "95%"}  # fmt: skip
    own = rule_scores(rule_pairs(tables["provisions"]))
    lines = ["", "## The rules for obligation, sanction and monitoring", "", _RULES]
    lines += ["", "### On held-out plans", "", _HELDOUT]
    folder = heldout_folder(project)
    if heldout_codes(folder):
        lines += ["", *markdown_table(rule_scores(rule_pairs(heldout_provisions(folder))), columns, names)]
    else:
        lines += ["", "No held-out plan is coded in this project."]
    seen = [names[doc_id] for doc_id in _in_sample(tables["documents"])]
    told = _IN_SAMPLE.format(plans=", ".join(seen)) if seen else _NOT_SEEN
    return [*lines, "", "### On the coded plans", "", told, "", *markdown_table(own, columns, names)]


def _in_sample(documents: pd.DataFrame) -> list[str]:
    """The plans that come with the package: whoever wrote its rules had read them."""
    own = {source.sha256 for source in plan_sources(reference_folder() / "raw")}
    return documents.loc[documents["sha256"].isin(own), "doc_id"].tolist()


_RULES = """The rules code obligation, sanction and monitoring of plans that nobody has coded. They are scored on provisions with a topic A1-L6, given the coded topic, so that the topic model's errors do not count here. `macro` is the mean F1 of the codes of obligation that occur in the codes or are given by the rules: one wrong find of a code that never occurs counts as an F1 of 0.

Nothing in the rules is fitted by machine. But they were written by a language model that read the plans which come with the package, in part while writing, in part afterwards."""

_IN_SAMPLE = """Scores on {plans} are in-sample, for they come with the package: they show that the rules say what the codes say, not how they do on a new plan; a score of 1 is no surprise here."""
_NOT_SEEN = "None of these plans comes with the package: whoever wrote the rules had not read them, as far as is known."

_HELDOUT = """Plans written or recalled by a language model in the wording of the genre and coded separately, without sight of the rules. Names with b_ were kept away from whoever wrote the rules; those with a_ may have been looked at. **They are no evidence for real documents:** the same kind of model wrote plans, codes and rules, and real documents are harder. They show that the rules hold on other wordings and layouts of one imagination; what to quote stands above, under real documents."""


def _topics(tables: Tables, project: Project, names: Names) -> list[str]:
    rows = scored_topics(read_topic_results(TOPICS, project), tables["provisions"])
    lines = ["", "## The topic model", "", _TOPICS]
    if not len(rows):
        return [*lines, "", "Fewer than two plans of this project are coded: nothing to score."]
    found = accuracy(rows)
    lines += ["", "### Each plan, predicted from the others", ""]
    lines += markdown_table(found[found["domain"] == ALL], _ACCURACY, names)
    lines += _heldout_topics(project, names)
    lines += ["", "### Each domain, all coded plans", ""]
    lines += markdown_table(found[(found["doc_id"] == ALL) & (found["field"] == "topic")], _DOMAIN)
    return [*lines, *_errors(rows), *_curve(project), *_to_check(rows)]


_TOPICS = """Accuracy on provisions with a topic A1-L6, headings left out. Every coded plan was predicted by a model fitted to the other plans, and to sentences that a language model wrote for training from its knowledge of the genre. The design of the model was chosen with the plans of the package at hand, which are of one kind; scores to quote are those on real documents, above."""

_ACCURACY = {
    "doc_id": "plan",
    "field": "field",
    "hits": "right",
    "n": "of",
    "accuracy": "share",
    "interval": "95%",
}
_DOMAIN = {"domain": "domain", "hits": "topic right", "n": "of", "accuracy": "share", "interval": "95%"}


def _heldout_topics(project: Project, names: Names) -> list[str]:
    predictions = read_topic_results(HELDOUT, project)
    if not len(predictions):
        return []
    rows = scored_topics(predictions, heldout_provisions(heldout_folder(project)))
    found = accuracy(rows)
    shown = markdown_table(found[found["domain"] == ALL], _ACCURACY, names)
    return ["", "### Held-out plans, predicted from all coded plans", "", _NO_EVIDENCE, "", *shown]


_NO_EVIDENCE = "Written by a language model, as the training sentences were: no evidence for real documents."


def _errors(rows: pd.DataFrame) -> list[str]:
    """Calibration and the most frequent confusions."""
    bins = calibration(rows)
    bins["scores"] = [
        f"{low:.1f} to {high:.1f}" for low, high in zip(bins["lower"], bins["upper"], strict=True)
    ]
    columns = {
        "scores": "score",
        "n": "provisions",
        "score": "mean score",
        "accuracy": "share right",
        "interval": "95%",
    }
    error = f"The expected calibration error is {calibration_error(bins):.3f}."
    confused = confusions(rows).head(_CONFUSED)
    for name in ("true", "predicted"):
        confused[name] = [f"{code} {taxonomy()[code].label_en}" for code in confused[name]]
    pairs = {"true": "coded", "predicted": "model", "n": "times", "n_true": "of"}
    return [
        "", "### Does the score mean what it says?", "", error, "", *markdown_table(bins, columns),
        "", "### Most frequent confusions", "", *markdown_table(confused, pairs),
    ]  # fmt: skip


def _curve(project: Project) -> list[str]:
    means = learning_means(read_topic_results(CURVE, project))
    means["written"] = means["written"].map({1: "yes", 0: "no"})
    columns = {"plans": "plans trained on", "written": "written sentences", "field": "field", "hits": "right",
               "n": "of", "accuracy": "share"}  # fmt: skip
    return ["", "### Learning curve", "", *markdown_table(means, columns)]


def _to_check(rows: pd.DataFrame) -> list[str]:
    columns = {
        "provision_id": "provision",
        "true": "coded",
        "predicted": "model",
        "score": "score",
        "text": "text",
    }
    text = "Where model and codes differ, either may be wrong: these are the provisions to read first."
    return [
        "",
        "### Least certain provisions",
        "",
        text,
        "",
        *markdown_table(least_sure(rows, _CHECKED), columns),
    ]
