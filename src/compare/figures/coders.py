"""Whose codes a figure or a table rests on, in words."""

from dataclasses import dataclass

import pandas as pd

from compare.coding.register import KINDS
from compare.figures.latest import kept_of_last
from compare.figures.words import listed, say
from compare.indices.lexicon import ALL
from compare.indices.stage import index_table
from compare.tables.schema import Tables
from compare.vocab.filling import fill

_NAMED = 3  # coders named before the rest is counted


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
    topics, duties = _by_field(provisions)
    people = any(party.kind == "person" for party in (*topics, *duties))
    said = [_listed(parties, people, language) for parties in (topics, duties)]
    text = (
        said[0] if topics == duties else say("", "coders_by_field", language, topics=said[0], duties=said[1])
    )
    return text if people or not topics else say("", "coder_unseen", language, coder=text)


@kept_of_last  # every figure, table and page asks of the same provisions, in both languages
def _by_field(provisions: pd.DataFrame) -> tuple[list[_Party], list[_Party]]:
    """Who coded topics, and who coded duties."""
    return _parties(provisions, "topic"), _parties(provisions, "obligation")


def _listed(parties: list[_Party], people: bool, language: str) -> str:
    return listed([_named(party, len(parties) > 1, people, language) for party in parties], language)


def _parties(provisions: pd.DataFrame, field: str) -> list[_Party]:
    """Who coded a field, by kind: people first. What rules give and layout settles counts with the model."""
    source, name = (
        ("topic_source", "coder") if field == "topic" else ("obligation_source", "obligation_coder")
    )
    if source not in provisions or name not in provisions:
        source, name = "topic_source", "coder"
    found: dict[str, dict[str, int]] = {}
    for (kind, coder), units in provisions.value_counts([source, name], dropna=False).items():
        own = found.setdefault(kind if kind in KINDS else "model", {})
        own[coder] = own.get(coder, 0) + units
    return [
        _Party(kind, tuple(sorted(found[kind])) if kind in KINDS else (), sum(found[kind].values()))
        for kind in (*KINDS, "model")
        if kind in found
    ]


def _named(party: _Party, counted: bool, people: bool, language: str) -> str:
    """One kind of coder, with names, units and what nobody has checked."""
    rest = len(party.names) - _NAMED
    names = [*party.names[:_NAMED], *([say("", "coder_more", language, count=rest)] if rest > 0 else [])]
    details = [say("", "joint", language).join(names)]
    details += [say("", "unit" if party.units == 1 else "units", language, count=party.units)] * counted
    details += [say("", "unseen", language)] * (people and party.kind != "person")
    said = say("", "semicolon", language).join(filter(None, details))
    kind = say("", f"coder_{party.kind}", language)
    return say("", "in_brackets", language, text=kind, more=said) if said else kind


_FIELDS = {"lexicon": ALL, "lexicon_obligation": "obligation"}


def with_lexicon(text: str, tables: Tables, language: str) -> dict[str, str]:
    """What the text's `{lexicon}` and `{lexicon_obligation}` stand for: how far codes are a matter of words.

    Nothing is computed for a text that has neither.
    """
    asked = {name: field for name, field in _FIELDS.items() if f"{{{name}}}" in text}
    return {name: _lexicon(name, field, tables, language) for name, field in asked.items()}


def _lexicon(name: str, field: str, tables: Tables, language: str) -> str:
    row = index_table("lexicon_agreement", tables).set_index("field").loc[field]
    if not row["n"]:
        return ""
    way = "judged" if row["judged"] == row["n"] else "same"
    return fill(say("", f"{name}_{way}", language), same=row["same"], n=row["n"])
