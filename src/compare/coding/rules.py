"""Code obligation, sanction and monitoring of a provision by the rules of the codebook.

For plans that nobody has coded by hand. The rules judge provisions with a topic (A1-L6);
headings, goals and lead paragraphs are 0 throughout and are not asked about. Every judgement
names the words that decided it, so that a reader can disagree with a word and not with a
number. The words are in `vocab/markers.csv`; what counts as a main clause is in `clauses`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from compare.coding.clauses import (
    Clause,
    directive_of,
    folded,
    own_words,
    softener_of,
    split_clauses,
    without_titles,
)
from compare.coding.markers import MARK, pattern, without_names

MANDATE, DIRECTIVE, SOFTENED = 3, 2, 1


@dataclass(frozen=True)
class Judgement:
    """The three codes of a provision, and for each the words that decided it."""

    obligation: int
    sanction: int
    monitoring: int
    reasons: tuple[str, ...]


def judge(text: str, has_time_or_target: bool = False) -> Judgement:
    """All three codes of a provision; a deadline or a number lifts a softened verb.

    >>> judge("探索建立行政执法监督员制度。")
    Judgement(obligation=1, sanction=0, monitoring=1, reasons=('softened: 探索', 'monitoring: 监督员'))
    >>> judge("未经合法性审查的，不得提交会议讨论。").reasons
    ('mandate: 不得',)
    """
    obligation, why = obligation_of(text, has_time_or_target)
    sanction, consequence = sanction_of(text)
    monitoring, check = monitoring_of(text)
    named = (("sanction", consequence), ("monitoring", check))
    reasons = (why, *(f"{field}: {marker}" for field, marker in named if marker))
    return Judgement(obligation, sanction, monitoring, reasons)


def obligation_of(text: str, has_time_or_target: bool = False) -> tuple[int, str]:
    """How far a provision binds (3 mandate, 2 directive, 1 softened), and the reason.

    >>> obligation_of("各部门应当公开目录。")
    (3, 'mandate: 应当')
    >>> obligation_of("鼓励社会组织参与调解。")
    (1, 'softened: 鼓励')
    >>> obligation_of("鼓励社会组织参与调解，健全调解网络。")
    (2, 'directive: 健全')
    """
    said = without_names(own_words(folded(text)), "obligation")
    clauses = split_clauses(said)
    mandate = next(_mandates(said, clauses), "")
    if mandate:
        return MANDATE, f"mandate: {mandate}"
    softeners = [marker for marker in map(softener_of, (clause.text for clause in clauses)) if marker]
    if not softeners:
        return DIRECTIVE, f"directive: {_first_directive(clauses) or 'no softened verb'}"
    lifted = _lifted_by(said, clauses, has_time_or_target)
    if lifted:
        return DIRECTIVE, lifted
    return SOFTENED, f"softened: {softeners[0]}"


def sanction_of(text: str) -> tuple[int, str]:
    """Whether a provision names a consequence for breaking a duty, and the words for it.

    >>> sanction_of("对工作不力的，通报批评。")
    (1, '通报批评')
    """
    return _named("sanction", text)


def monitoring_of(text: str) -> tuple[int, str]:
    """Whether a provision checks how a public body performs, and the words for it.

    >>> monitoring_of("落实重大决策社会稳定风险评估机制，开展决策后评估。")
    (1, '评估')
    """
    return _named("monitoring", text)


def _named(kind: str, text: str) -> tuple[int, str]:
    """Titles count only where the instrument itself is carried out; quoted words do count."""
    whole = folded(text)
    said = without_names(without_titles(whole), kind)
    match = pattern(kind, "1").search(said) or pattern(kind, "1", "title").search(whole)
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
    before = clause.text[: max(0, start - clause.start)]
    around = before[-60:] + MARK + clause.text[end - clause.start :][:60]
    return bool(pattern("obligation", "0", "around").search(around))


def _lifted_by(said: str, clauses: list[Clause], has_time_or_target: bool) -> str:
    """What makes a provision with a softened verb a directive all the same; empty if nothing."""
    if has_time_or_target:
        return "directive: softened, but with a time or a number"
    must = pattern("obligation", "lift").search(said)
    directive = must[0] if must else _first_directive(clauses)
    return f"directive: {directive}" if directive else ""


def _first_directive(clauses: list[Clause]) -> str:
    unsoftened = (clause.text for clause in clauses if not softener_of(clause.text))
    return next(filter(None, map(directive_of, unsoftened)), "")
