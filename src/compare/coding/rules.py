"""Code obligation, sanction and monitoring of a provision by the rules of the codebook.

For plans that neither a person nor a language model has coded. The rules judge provisions with a topic (A1-L6);
headings, goals and lead paragraphs are 0 throughout and are not asked about. Every judgement
names the words that decided it, so that a reader can disagree with a word and not with a
number. The words are in `vocab/markers.csv`; what counts as a main clause is in `clauses`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from compare.coding.clauses import (
    BLANK,
    MARK,
    Clause,
    directive_of,
    folded,
    is_alternative,
    is_effect,
    is_open,
    own_words,
    pattern,
    softener_of,
    split_clauses,
    without_names,
    without_titles,
)

MANDATE, DIRECTIVE, SOFTENED, NO_DUTY = 3, 2, 1, 0
_REACH = 60  # characters of its clause looked at on each side of a marker


class Judgement(NamedTuple):
    """The three codes of a provision, and for each the words that decided it."""

    obligation: int
    sanction: int
    monitoring: int
    reasons: tuple[str, ...]


def judge(text: str, has_time_or_target: bool = False) -> Judgement:
    """All three codes of a provision; a deadline or a number lifts a softened verb.

    >>> judge("探索建立行政执法监督员制度。").reasons
    ('softened: 探索', 'monitoring: 执法监督员')
    >>> judge("未经合法性审查的，不得提交会议讨论。")
    Judgement(obligation=3, sanction=0, monitoring=0, reasons=('mandate: 不得',))
    """
    whole = folded(text)
    obligation, why = _obligation(whole, has_time_or_target)
    sanction, consequence = _named("sanction", whole)
    monitoring, check = _named("monitoring", whole)
    named = (("sanction", consequence), ("monitoring", check))
    reasons = (why, *(f"{field}: {marker}" for field, marker in named if marker))
    return Judgement(obligation, sanction, monitoring, reasons)


def judge_row(row: Mapping[Any, object]) -> Judgement:
    """What the lexicon gives a row of provisions.csv, read as text or as numbers, whoever coded it.

    >>> judge_row({"text": "探索开展试点。", "n_targets": "0", "n_times": 1}).obligation
    2
    """
    held = any(str(row[name]) not in ("", "0") for name in ("n_targets", "n_times"))
    return judge(str(row["text"]), held)


def obligation_of(text: str, has_time_or_target: bool = False) -> tuple[int, str]:
    """How far a provision binds (3 mandate, 2 directive, 1 softened, 0 none), and the reason.

    >>> obligation_of("各部门应当公开目录。")
    (3, 'mandate: 应当')
    >>> obligation_of("鼓励社会组织参与调解。")
    (1, 'softened: 鼓励')
    >>> obligation_of("法制审核是保证质量的关键环节。")
    (0, 'statement: no duty')
    >>> obligation_of("鼓励社会组织参与调解，健全调解网络。")
    (2, 'directive: 健全')
    """
    return _obligation(folded(text), has_time_or_target)


def _obligation(whole: str, has_time_or_target: bool) -> tuple[int, str]:
    said = without_names(own_words(whole), "obligation")
    clauses = split_clauses(said)
    mandate = next(_mandates(said, clauses), "")
    if mandate:
        return MANDATE, f"mandate: {mandate}"
    statement = pattern("obligation", "0", "statement").search(said)
    if statement:
        return NO_DUTY, "statement: no duty"
    softeners = list(_softeners(clauses))
    softener = next(filter(None, softeners), "")
    directive = _first_directive(clauses, softeners)
    if not softener:
        return DIRECTIVE, f"directive: {directive or 'no softened verb'}"
    lifter = directive or _lifter(said, has_time_or_target)
    return (DIRECTIVE, f"directive: {lifter}") if lifter else (SOFTENED, f"softened: {softener}")


def sanction_of(text: str) -> tuple[int, str]:
    """Whether a provision names a consequence for breaking a duty, and the words for it.

    >>> sanction_of("对工作不力的，通报批评。")
    (1, '通报批评')
    """
    return _named("sanction", folded(text))


def monitoring_of(text: str) -> tuple[int, str]:
    """Whether a provision checks how a public body performs, and the words for it.

    >>> monitoring_of("落实社会稳定风险评估机制。"), monitoring_of("开展决策后评估。")
    ((0, ''), (1, '评估'))
    """
    return _named("monitoring", folded(text))


def _named(kind: str, whole: str) -> tuple[int, str]:
    """Titles count only where the instrument itself is carried out; quoted words do count."""
    match = pattern(kind, "1").search(without_names(without_titles(whole), kind))
    if not match and "《" in whole:
        match = pattern(kind, "1", "title").search(whole)
    return (1, match[0]) if match else (0, "")


def _mandates(said: str, clauses: list[Clause]) -> Iterator[str]:
    """The markers of a mandate or prohibition that govern a main clause."""
    remaining = iter(clauses)
    clause = next(remaining, None)
    for match in pattern("obligation", "3").finditer(said):
        while clause and clause.end < match.end():
            clause = next(remaining, None)
        if clause and not _is_mentioned(clause, match.start(), match.end()):
            yield match[0]


def _is_mentioned(clause: Clause, start: int, end: int) -> bool:
    """Whether the marker stands in a condition or a relative clause."""
    head, tail = max(0, start - clause.start), end - clause.start
    before = clause.text[max(0, head - _REACH) : head]
    cut = BLANK if head > _REACH else ""
    around = cut + before + MARK + clause.text[tail : tail + _REACH]
    return bool(pattern("obligation", "0", "around").search(around))


def _softeners(clauses: list[Clause]) -> Iterator[str]:
    """The softener of each clause; it also governs clauses up to its verb, and alternatives (或者…)."""
    waiting = softener = ""
    for clause in clauses:
        alternative = softener if is_alternative(clause.text) else ""
        softener = softener_of(clause.text) or waiting or alternative
        yield softener
        opened = softener not in ("", waiting, alternative) and is_open(clause.text, softener)
        waiting = softener if opened or (waiting and not directive_of(clause.text)) else ""


def _first_directive(clauses: list[Clause], softeners: list[str]) -> str:
    """The first main verb without a softener; an effect counts only ahead of any softener."""
    ahead = True
    for clause, softener in zip(clauses, softeners, strict=True):
        ahead = ahead and not softener
        verb = "" if softener else directive_of(clause.text)
        if verb and (ahead or not is_effect(clause.text)):
            return verb
    return ""


def _lifter(said: str, has_time_or_target: bool) -> str:
    """What lifts a softened verb to a directive: 要, a time or a number."""
    must = pattern("obligation", "lift").search(said)
    if must:
        return must[0]
    return "softened, but with a time or a number" if has_time_or_target else ""
