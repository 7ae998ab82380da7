"""A project's own rows of vocabularies, tried on their own examples before a build: by what reads the plans.

What a plain search can tell is told with every command (`compare.vocab.own_rows`). Whether 应当 of a condition
is read as a mandate only the rules can tell, with the rows of the package beside those of the project.
`TRIALS` hold for the package's rows as well.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from compare.coding.rules import monitoring_of, obligation_of, sanction_of
from compare.errors import InputError
from compare.extract.bodies import find_bodies
from compare.extract.citations import find_citations
from compare.extract.conditions import find_condition
from compare.extract.indicators import time_indicator
from compare.extract.outline_basis import cues_in
from compare.extract.targets import find_targets
from compare.extract.times import find_times
from compare.files.csv_rows import numbered_rows
from compare.indices.indicators import mentioned_indicators
from compare.text import terms
from compare.text.numbering import mark_at
from compare.text.romanised import english_place
from compare.vocab.columns import Row, package_rows, values
from compare.vocab.own_rows import own_rows
from compare.vocab.reading import own_folder

Trial = Callable[[Row, str], bool]
"""Whether a text is read as a row says."""
_YEAR = 2021  # of a plan, where an example names a day without a year
_CODERS = {"obligation": obligation_of, "sanction": sanction_of, "monitoring": monitoring_of}
_OBLIGATIONS = {"lift": 2, "adverb": 2, "result": 1, "opener": 1, "0": 2}
"""What a provision comes to in which a row of these codes is found."""
_MAKE_TARGETS = ("duty", "duty_after", "make", "training", "future", "quoted", "done")
_KEEP_FROM_TIMES = ("mask", "before_no", "after_no", "past", "achieved", "lookback")
_NAMES = ("ending", "listed")


def try_own_examples() -> None:
    """An `InputError` names the first row of the project's vocabularies that its own examples contradict."""
    folder = own_folder()
    for name, trial in TRIALS.items() if folder else ():
        if folder and (path := folder / f"{name}.csv").is_file():
            for line, fault in contradictions(name, path, trial):
                raise InputError(f"vocab/{name}.csv, line {line}: {fault}")


def contradictions(name: str, path: Path, trial: Trial) -> Iterator[tuple[int, str]]:
    """Each line of a file with an example that is not read as its row says, or a counter-example that is."""
    rows = own_rows(package_rows(name), path)
    for (line, _), row in zip(numbered_rows(path), rows, strict=True):
        for column, wanted in (("examples", True), ("counter_examples", False)):
            for text in values(row[column]):
                if trial(row, text) is not wanted:
                    says = "is not read" if wanted else "is read"
                    yield line, f"{text!r} of {column} {says} as the row says; correct one of them."


def _marker(row: Row, text: str) -> bool:
    plain = row["kind"] == "obligation" and row["scope"] != "statement"
    code = _OBLIGATIONS.get(row["code"], row["code"]) if plain else row["code"]
    return _CODERS[row["kind"]](text)[0] == int(code)


def _context(row: Row, text: str) -> bool:
    targets = find_targets(text)
    if row["kind"] != "period":
        return bool(targets) is (row["kind"] in _MAKE_TARGETS)
    period = re.compile(re.escape(row["value"]).replace(r"\{n\}", r"(?!1\D)\d+"))
    return bool(targets) and all(period.fullmatch(target.per) for target in targets)


def _indicator(row: Row, text: str) -> bool:
    found = {target.indicator_id for target in find_targets(text)}
    return row["indicator_id"] in found | {time_indicator(text, time) for time in find_times(text, _YEAR)}


def _label(row: Row, text: str) -> bool:
    roles = [body.role for body in find_bodies(text)]
    return bool(roles) and (row["kind"] not in ("lead", "responsible") or row["kind"] in roles)


def _name(row: Row, text: str) -> bool:
    found = [body.name for body in find_bodies(f"责任单位：{text}")]
    return found == ([text] if row["kind"] in _NAMES else [])


def _generic(row: Row, text: str) -> bool:
    first = find_bodies(f"责任单位：{text}，市司法局")[:1]
    return [(body.name, body.generic) for body in first] == [(text, 1)]


def _time(row: Row, text: str) -> bool:
    return bool(find_times(text)) is (row.get("cue", "") not in _KEEP_FROM_TIMES)


def _kind_of_citation(row: Row, text: str) -> bool:
    kinds = set(values(row["kind"])) or {""}
    return any(one.kind in kinds and one.slogan == int(row["slogan"]) for one in find_citations(text))


def _condition(row: Row, text: str) -> bool:
    spans = [(one.start, one.end) for find in (find_targets, find_times) for one in find(text)]
    return any(find_condition(text, *span) for span in spans)


def _is_aims(line: str) -> bool:
    mark = mark_at(line)
    return terms.is_aims(line[mark.end :].strip() if mark else line)


_LINES: Mapping[str, Callable[[str], bool]] = {
    "aims": _is_aims,
    "label": terms.is_label,
    "goal": terms.is_goal,
    "annex": terms.opens_annex,
    "letterhead": terms.is_letterhead,
    "title": terms.is_title,
    "task": terms.directs,
    "box": terms.opens_box,
    "name": terms.is_document_name,
}


def _cue(row: Row, text: str) -> bool:
    return (row["kind"], row["outline"], row["pattern"]) in cues_in(text)


def _measured(row: Row, text: str) -> bool:
    """5‰→0.5%: a number in the unit, and what it is in that which it measures."""
    printed, _, measured = text.partition("→")
    number = re.fullmatch(r"\d+(?:\.\d+)?", printed.removesuffix(row["unit"]))
    return number is not None and f"{float(number[0]) * float(row['factor']):g}{row['label_zh']}" == measured


def _place(row: Row, text: str) -> bool:
    """临江高新区=Linjiang High-tech Zone, or a name that has none in English."""
    name, _, english = text.partition("=")
    return name.endswith(row["ending"]) and bool(english_place(name)) and english_place(name) == english


def _indicator_name(row: Row, text: str) -> bool:
    """A sentence→what it sets a number for."""
    sentence, _, name = text.partition("→")
    return [one.indicator for one in find_targets(sentence)] == [name]


TRIALS: Mapping[str, Trial] = {
    "body_generic": _generic,
    "body_labels": _label,
    "body_names": _name,
    "citation_issuers": lambda row, text: row["level"] in {one.issuer_level for one in find_citations(text)},
    "citation_kinds": _kind_of_citation,
    "citation_known": lambda row, text: (
        (row["level"], row["kind"]) in {(one.issuer_level, one.kind) for one in find_citations(text)}
    ),
    "comparable_units": _measured,
    "comparators": lambda row, text: row["comparator"] in {one.comparator for one in find_targets(text)},
    "conditions": _condition,
    "indicator_mentions": lambda row, text: row["indicator_id"] in mentioned_indicators(text),
    "indicator_names": _indicator_name,
    "indicators": _indicator,
    "markers": _marker,
    "outline": lambda row, text: bool(_LINES[row["kind"]](text)),
    "outline_basis": _cue,
    "place_kinds": _place,
    "target_context": _context,
    "times_bounds": _time,
    "times_contexts": _time,
    "times_parts": _time,
    "times_recurrences": _time,
    "times_units": _time,
    "times_years": _time,
    "units": lambda row, text: row["unit"] in {one.unit for one in find_targets(text)},
}
"""How each vocabulary's examples are read."""
