"""Part of a project's tables, still fitting together, for one's own question.

What is left names nothing that was left out, so every index, figure and export works on it.
"""

import difflib
from collections.abc import Collection, Iterable

import pandas as pd

from compare.errors import InputError
from compare.tables.schema import Tables

_PLANS = ("doc_id", "doc_a", "doc_b")
_PROVISIONS = ("provision_id", "provision_a", "provision_b")
_TEMPLATES = "templates"  # no plans: all of them stay


def subset(
    tables: Tables,
    plans: Collection[str] | None = None,
    domains: Collection[str] | None = None,
    topics: Collection[str] | None = None,
) -> Tables:
    """The tables of some plans, and of their provisions of some domains or topics only.

    `plans` are doc_ids, `domains` letters (A to N), `topics` codes; of a provision the first topic
    counts. Without a choice all are kept. Measures, targets, times, bodies, citations, shared
    passages and codes go with their provisions (a passage with both of its sides); a plan that has
    nothing left stays in `documents`. What a row says of its whole plan or measure (characters,
    n_provisions, has_body) is not changed; so a domain has no bodies that stand on lines of their own (N2),
    but `has_body` still tells of them. The tables given are not touched. An `InputError` names
    what there is none of.

    >>> provisions = pd.DataFrame({"provision_id": ["p1", "p2"], "doc_id": ["a", "a"], "domain": ["A", "B"],
    ...                            "topic": ["A1", "B1"], "measure_id": ["m1", "m2"]})
    >>> tables = {"documents": pd.DataFrame({"doc_id": ["a"]}), "provisions": provisions}
    >>> subset(tables, domains=["B"])["provisions"]["provision_id"].tolist()
    ['p2']
    """
    documents, provisions = tables["documents"], tables["provisions"]
    _check("plan", plans, documents["doc_id"])
    _check("domain", domains, provisions["domain"])
    _check("topic", topics, provisions["topic"])
    kept = pd.Series(True, index=provisions.index)
    for column, chosen in (("doc_id", plans), ("domain", domains), ("topic", topics)):
        kept &= provisions[column].isin(chosen) if chosen is not None else True
    ids = set(provisions.loc[kept, "provision_id"])
    measures = set(provisions.loc[kept, "measure_id"]) if domains is not None or topics is not None else None
    return {
        name: table
        if name == _TEMPLATES
        else _part(table, plans, ids, measures, set(provisions["provision_id"]))
        for name, table in tables.items()
    }


def _check(what: str, chosen: Collection[str] | None, known: pd.Series) -> None:
    """An error with a suggestion for what occurs nowhere."""
    if isinstance(chosen, str):
        raise InputError(f"subset: give {what}s as a list, such as [{chosen!r}].")
    there = set(known)
    for name in chosen or ():
        if name not in there:
            near = difflib.get_close_matches(name, sorted(there), n=1)
            hint = f" did you mean {near[0]!r}?" if near else f" there are {_listed(there)}."
            raise InputError(f"subset: no {what} {name!r} in these tables;{hint}")


def _listed(names: Iterable[str]) -> str:
    shown = sorted(name for name in names if name)
    return ", ".join(shown[:12]) + (" and more" if len(shown) > 12 else "")


def _part(
    table: pd.DataFrame,
    plans: Collection[str] | None,
    ids: set[str],
    measures: set[str] | None,
    provisions: set[str],
) -> pd.DataFrame:
    """The rows of a table that name no plan, provision or measure left out.

    The second side of a shared passage may lie in a template, which is none of the plans.
    """
    kept = pd.Series(True, index=table.index)
    templates = table["role_b"] == "template" if "role_b" in table.columns else pd.Series(False, table.index)
    for column in _PLANS:
        if plans is not None and column in table.columns:
            kept &= table[column].isin(plans) | (templates & (column == "doc_b"))
    for column in _PROVISIONS:
        if column in table.columns:
            known = table[column].isin(ids) | ~table[column].isin(provisions)
            kept &= known
    if measures is not None and "measure_id" in table.columns and "provision_id" not in table.columns:
        kept &= table["measure_id"].isin(measures)
    # The table itself where all is kept: what was computed of it holds.
    return table if kept.all() else table[kept].reset_index(drop=True)
