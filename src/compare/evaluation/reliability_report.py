"""The reliability report in Chinese and English: agreement, scores of rules and topic model, what to check first.

Its words are in `vocab/reliability.csv`. All numbers are computed when the report is written, but for
those of the first coding round (`_FIRST_ROUND`), whose codes followed version 1 of the codebook and are
not kept here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from compare.coding.register import feeds, read_coders
from compare.coding.shipped import reference_folder
from compare.evaluation.agreement import character_agreement, coder_agreement, codings
from compare.evaluation.coder_pairs import pass_pairs, rule_pairs
from compare.evaluation.find_report import on_own_plans
from compare.evaluation.find_validity import find_validity
from compare.evaluation.heldout import heldout_codes, heldout_provisions
from compare.evaluation.markdown import Names, Words
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

_FIRST_ROUND = {"topic": 0.98, "domain": 0.99, "obligation": 1.00, "sanction": 0.96, "monitoring": 0.95}
_CONFUSED, _CHECKED = 15, 20


class Numbers:
    """The tables that the report prints, each computed once, whatever languages it is written in."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def tables(self) -> Tables:
        """The tables of the project."""
        return read_tables(self.project.processed)

    @cached_property
    def passes(self) -> pd.DataFrame:
        """Agreement of two passes of the language model."""
        return agreement(pass_pairs(self.tables["provisions"], self.project.coding))

    @cached_property
    def rules(self) -> pd.DataFrame:
        """Scores of the rules on the project's plans."""
        return rule_scores(rule_pairs(self.tables["provisions"]))

    @cached_property
    def heldout(self) -> pd.DataFrame | None:
        """The provisions of the held-out plans; None where there are none."""
        folder = heldout_folder(self.project)
        return heldout_provisions(folder) if heldout_codes(folder) else None

    @cached_property
    def rules_heldout(self) -> pd.DataFrame | None:
        """Scores of the rules on the held-out plans."""
        return None if self.heldout is None else rule_scores(rule_pairs(self.heldout))

    @cached_property
    def topics(self) -> pd.DataFrame:
        """Topics of plans left out, as predicted and as coded."""
        return scored_topics(read_topic_results(TOPICS, self.project), self.tables["provisions"])

    @cached_property
    def accuracy(self) -> pd.DataFrame:
        """Accuracy on plans left out."""
        return accuracy(self.topics)

    @cached_property
    def accuracy_heldout(self) -> pd.DataFrame | None:
        """Accuracy on the held-out plans."""
        predictions = read_topic_results(HELDOUT, self.project)
        if predictions.empty or self.heldout is None:
            return None
        return accuracy(scored_topics(predictions, self.heldout))


@dataclass(frozen=True)
class _Report:
    """What the sections are made from."""

    numbers: Numbers
    words: Words
    names: Names

    @property
    def project(self) -> Project:
        return self.numbers.project

    @property
    def tables(self) -> Tables:
        return self.numbers.tables

    def heading(self, key: str, level: int = 2) -> list[str]:
        return ["", f"{'#' * level} {self.words.say(key)}", ""]

    def table(self, frame: pd.DataFrame, columns: str) -> list[str]:
        return self.words.table(frame, columns, self.names)


def reliability_report(
    project: Project,
    language: str = "en",
    finds: pd.DataFrame | None = None,
    numbers: Numbers | None = None,
) -> str:
    """The report in Markdown, in `zh` or `en`. Needs the tables and the results of `write_topic_results`.

    `finds` is the table of `find_validity`, which is made where it is not given; reports in two languages
    share their `numbers`.
    """
    numbers, words = numbers or Numbers(project), Words(language)
    names = plan_labels(numbers.tables["documents"], language) | {ALL: words.value(ALL)}
    report = _Report(numbers, words, names)
    sections = [
        *_introduction(report),
        *on_real_documents(read_measured(project), language),
        *on_own_plans(find_validity(project) if finds is None else finds, language),
        *_agreement(report),
        *_people(report),
        *_rules(report),
        *_topics(report),
    ]
    return "\n".join(sections) + "\n"


def _introduction(report: _Report) -> list[str]:
    """Who coded, as the tables say it, and what the report holds."""
    words, provisions = report.words, report.tables["provisions"]
    coded = provisions[provisions["topic_source"] != "layout"]
    if set(coded["topic_source"]) == {"language model"}:
        who = words.say("by_llm")
    else:
        named = [
            words.say("coder", name=as_markdown(str(name)), kind=words.value(kind), size=size)
            for (kind, name), size in coded.groupby(["topic_source", "coder"]).size().items()
        ]
        who = words.say("by_coders", coders=words.say("between").join(named))
    told = [words.say("introduction", who=who), "", words.say("intervals")]
    return [f"# {words.say('title')}", "", *told]


def _agreement(report: _Report) -> list[str]:
    """Two passes of the language model."""
    found = report.numbers.passes
    if found.empty:
        return []
    words = report.words
    scores = [f"{words.value(field)} {alpha:.2f}" for field, alpha in _FIRST_ROUND.items()]
    texts = [words.say("agreement_measure"), words.say("agreement_shows")]
    texts.append(words.say("agreement_third", first_round=words.say("between").join(scores)))
    lines = report.heading("agreement") + [line for text in texts for line in (text, "")]
    return [*lines, *report.table(found, "doc_id:plan field level same n alpha interval")]


def _people(report: _Report) -> list[str]:
    """Agreement of every person with every other coder, and among all people."""
    lines, words = report.heading("people"), report.words
    coders = read_coders(report.project.coding)
    people = [coder.name for coder in coders if coder.kind == "person"]
    if not people:
        return [*lines, words.say("people_none")]
    names = [*people, *(coder.name for coder in coders if coder.kind != "person" and feeds(coder))]
    found = coder_agreement(codings(report.tables["provisions"], report.project.coding, names))
    found = found[[bool({*people} & {*who.split(" and ")}) for who in found["coders"]]]
    if found.empty:
        named = words.say("between").join(as_markdown(name) for name in people)
        return [*lines, words.say("people_alone", people=named)]
    shown = report.table(found, "coders field same n alpha interval")
    return [*lines, *shown, *_by_character(report, names)]


def _by_character(report: _Report, names: Sequence[str]) -> list[str]:
    """Agreement of all of them with the character as the unit, which does not ask who cut the text how."""
    raw, coding = report.project.raw, report.project.coding
    shared = [
        source
        for source in plan_sources(raw)
        if sum((coding / name / f"{source.doc_id}.csv").is_file() for name in names) > 1
    ]
    found = character_agreement([read_document(source, raw) for source in shared], coding, names)
    if found.empty:
        return []
    return [
        "",
        report.words.say("by_character"),
        "",
        *report.table(found, "field same:same_characters n alpha"),
    ]


_OF_RULES = "doc_id:plan field code n:provisions n_true n_found precision recall f1 interval"


def _rules(report: _Report) -> list[str]:
    words, heldout = report.words, report.numbers.rules_heldout
    lines = [*report.heading("rules"), words.say("rules_scored"), "", words.say("rules_written")]
    lines += [*report.heading("rules_heldout", 3), words.say("heldout"), ""]
    lines += [words.say("heldout_none")] if heldout is None else report.table(heldout, _OF_RULES)
    seen = [report.names[doc_id] for doc_id in _in_sample(report.tables["documents"])]
    told = words.say("in_sample", plans=words.say("between").join(seen)) if seen else words.say("not_seen")
    lines += [*report.heading("rules_coded", 3), told, ""]
    return lines + report.table(report.numbers.rules, _OF_RULES)


def _in_sample(documents: pd.DataFrame) -> list[str]:
    """The plans that come with the package: whoever wrote its rules had read them."""
    own = {source.sha256 for source in plan_sources(reference_folder() / "raw")}
    return documents.loc[documents["sha256"].isin(own), "doc_id"].tolist()


_ACCURACY = "doc_id:plan field hits n accuracy interval"


def _topics(report: _Report) -> list[str]:
    words = report.words
    rows = report.numbers.topics
    lines = [*report.heading("topics"), words.say("topics_scored")]
    if not len(rows):
        return [*lines, "", words.say("topics_none")]
    found = report.numbers.accuracy
    lines += report.heading("topics_left_out", 3)
    lines += report.table(found[found["domain"] == ALL], _ACCURACY)
    lines += _heldout_topics(report)
    lines += report.heading("topics_domains", 3)
    of_domains = found[(found["doc_id"] == ALL) & (found["field"] == "topic")]
    lines += report.table(of_domains, "domain hits:topic_hits n accuracy interval")
    return [*lines, *_errors(report, rows), *_curve(report), *_to_check(report, rows)]


def _heldout_topics(report: _Report) -> list[str]:
    found = report.numbers.accuracy_heldout
    if found is None:
        return []
    lines = [*report.heading("topics_heldout", 3), report.words.say("no_evidence"), ""]
    return lines + report.table(found[found["domain"] == ALL], _ACCURACY)


def _errors(report: _Report, rows: pd.DataFrame) -> list[str]:
    """Calibration and the most frequent confusions."""
    words, bins = report.words, calibration(rows)
    edges = zip(bins["lower"], bins["upper"], strict=True)
    bins["scores"] = [f"{low:.1f}{words.say('to')}{high:.1f}" for low, high in edges]
    confused = confusions(rows).head(_CONFUSED)
    for name in ("true", "predicted"):
        confused[name] = [f"{code} {taxonomy()[code].label(words.language)}" for code in confused[name]]
    lines = report.heading("calibration", 3)
    lines += [words.say("calibration_error", error=calibration_error(bins)), ""]
    lines += report.table(bins, "scores n:provisions score:mean_score accuracy:share_right interval")
    lines += report.heading("confusions", 3)
    return lines + report.table(confused, "true predicted n:times n_true:n")


def _curve(report: _Report) -> list[str]:
    means = learning_means(read_topic_results(CURVE, report.project))
    means["written"] = means["written"].map({1: "yes", 0: "no"})
    return report.heading("curve", 3) + report.table(means, "plans written field hits n accuracy")


def _to_check(report: _Report, rows: pd.DataFrame) -> list[str]:
    lines = [*report.heading("check", 3), report.words.say("check_why"), ""]
    return lines + report.table(least_sure(rows, _CHECKED), "provision_id true predicted score text")
