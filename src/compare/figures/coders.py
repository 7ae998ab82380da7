"""Whose codes a figure or a table rests on, in words."""

from dataclasses import dataclass

import pandas as pd

from compare.coding.hand import KINDS

_NAMED = 3  # coders named before the rest is counted
_KINDS = {
    "person": {"en": "a person", "zh": "人工"},
    "language model": {"en": "a large language model", "zh": "大语言模型"},
    "model": {
        "en": "a model and rules that were fitted to the codes of a large language model",
        "zh": "据大语言模型的编码拟合的模型与规则",
    },
}
_WORDS = {
    "en": (", ", " and ", " ({})", "; ", "{} units", "not checked by human experts", "{} more"),
    "zh": ("、", "和", "（{}）", "；", "{}个单元", "未经人工专家复核", "另{}名"),
}


@dataclass(frozen=True)
class _Party:
    """All coders of one kind, and the units that they coded."""

    kind: str
    names: tuple[str, ...]
    units: int


def who_coded(provisions: pd.DataFrame, language: str) -> str:
    """Whoever coded the units, by name and kind; what no person has seen is said to be so.

    >>> one = {"coder": "llm-a", "topic_source": "language model"}
    >>> who_coded(pd.DataFrame([one]), "en")
    'a large language model (llm-a), not checked by human experts'
    >>> two = {"coder": "wang", "topic_source": "person"}
    >>> who_coded(pd.DataFrame([one, two, two]), "en")
    'a person (wang; 2 units) and a large language model (llm-a; 1 unit; not checked by human experts)'
    """
    parties = _parties(provisions)
    comma, last, _, _, _, unseen, _ = _WORDS[language]
    people = any(party.kind == "person" for party in parties)
    named = [_named(party, len(parties) > 1, people, language) for party in parties]
    listed = comma.join(named[:-1]) + (last if named[:-1] else "") + "".join(named[-1:])
    return listed if people else f"{listed}{'，' if language == 'zh' else ', '}{unseen}"


def _parties(provisions: pd.DataFrame) -> list[_Party]:
    """Who coded, by kind: people first. What layout settles counts with the model."""
    kinds = provisions["topic_source"].where(provisions["topic_source"].isin(KINDS), "model")
    found = []
    for kind in (*KINDS, "model"):
        rows = provisions[kinds == kind]
        names = tuple(sorted(rows["coder"].unique())) if kind in KINDS else ()
        found += [_Party(kind, names, len(rows))] if len(rows) else []
    return found


def _named(party: _Party, counted: bool, people: bool, language: str) -> str:
    comma, _, brackets, semicolon, units, unseen, others = _WORDS[language]
    rest = len(party.names) - _NAMED
    details = [comma.join([*party.names[:_NAMED], *([others.format(rest)] if rest > 0 else [])])]
    counts = units.format(party.units)
    details += [counts.removesuffix("s") if party.units == 1 else counts] if counted else []
    details += [unseen] if people and party.kind != "person" else []
    said = semicolon.join(filter(None, details))
    return _KINDS[party.kind][language] + (brackets.format(said) if said else "")
