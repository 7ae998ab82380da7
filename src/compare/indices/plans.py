"""The plans of a corpus: the outline that each follows, and the name by which each goes.

A plan is named by its place and its own years ("Jiangnan 2016–2020"), the same in every table, figure
and sentence. Names are plain text: a program that gives meaning to signs such as `$` (the
mathematics of matplotlib, LaTeX) must switch that off or escape them.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from compare.tables.schema import Tables

OUTLINES = ("2015", "2021")
"""The national outlines (法治政府建设实施纲要) that a plan may follow, the older one first."""
UNKNOWN = ""
"""Stands for the outline of a plan whose text does not tell."""
DASH = {"zh": "—", "en": "–"}
"""What stands between two years."""
_BRACKETS = {"zh": "（{}）", "en": " ({})"}
_KINDS = (" (", " District", " County", " High-tech Zone")

_Row = Mapping[Any, Any]
_Name = tuple[str, str]  # a place, which may be cut, and what tells it from others, which may not


def outline_bases(tables: Tables) -> dict[str, str]:
    """The outline that each plan follows by its text (`2015`, `2021`, or empty), by doc_id.

    Read from `outline_basis` of documents.csv (see `compare.extract.outline_basis`).
    """
    documents = tables["documents"]
    return dict(zip(documents["doc_id"], documents["outline_basis"], strict=True))


def known_outlines(outlines: Mapping[str, Hashable]) -> list[Any]:
    """The groups that occur, in order; plans of which it is not known (empty) make no group.

    >>> known_outlines({"a": "2021", "b": "2015", "c": ""})
    ['2015', '2021']
    """
    return sorted({outline for outline in outlines.values() if outline != UNKNOWN}, key=str)


def of_one_place(places: Iterable[Hashable]) -> bool:
    """Whether plans with these place_ids are of one place; of a place that is not known (empty) nobody can say.

    >>> of_one_place(["110109", "110109"]), of_one_place(["", ""])
    (True, False)
    """
    found = set(places)
    return len(found) == 1 and UNKNOWN not in found


def plan_labels(documents: pd.DataFrame, language: str, longest: int | None = None) -> dict[str, str]:
    """What each plan is called in `zh` or `en`, by doc_id: its place and its own years.

    No two plans have the same name: places of one name also show what they belong to, and plans
    that still agree (two of one place for the same years) their doc_id. A place without a name goes by
    its doc_id, a plan without years by its place. Names of places longer than `longest` characters
    are cut with an ellipsis.

    >>> rows = {"doc_id": ["a", "b"], "jurisdiction_zh": ["甲县", "甲县"], "jurisdiction_en": ["Jia County"] * 2}
    >>> plan_labels(pd.DataFrame(rows | {"period_start": ["2016", ""], "period_end": ["2020", ""]}), "en")
    {'a': 'Jia 2016–2020', 'b': 'Jia'}
    """
    rows = documents.to_dict("records")
    labels = {
        str(row["doc_id"]): _labelled(row, _short_place(row, language), language, longest) for row in rows
    }
    for name in (_full_place, _place_with_parent, _place_with_id):
        for row in _of_one_name(rows, labels):
            labels[str(row["doc_id"])] = _labelled(row, name(row, language), language, longest)
    return labels


def _of_one_name(rows: Sequence[_Row], labels: Mapping[str, str]) -> list[_Row]:
    """The plans that share their name with another."""
    counts = Counter(labels.values())
    return [row for row in rows if counts[labels[str(row["doc_id"])]] > 1]


def _labelled(row: _Row, name: _Name, language: str, longest: int | None) -> str:
    """A place, cut where it is too long, and the years."""
    place, apart = name
    if longest and len(place) > longest:
        place = place[: longest - 1].rstrip() + "…"
    return f"{place}{apart} {plan_years(row, language)}".strip()


def plan_years(row: _Row, language: str) -> str:
    """The years of a plan as printed in a name; one year once, nothing where none is stated.

    >>> plan_years({"period_start": "2016", "period_end": "2020"}, "zh")
    '2016—2020'
    """
    first, last = str(row.get("period_start") or ""), str(row.get("period_end") or "")
    return DASH[language].join(dict.fromkeys(year for year in (first, last) if year))


def _full(row: _Row, language: str) -> str:
    return str(row.get(f"jurisdiction_{language}") or row["doc_id"])


def _short_place(row: _Row, language: str) -> _Name:
    """A name that fits an axis: Jiangnan, not Jiangnan (Jiangnan New Area)."""
    name = _full(row, language)
    for kind in _KINDS if language == "en" else ():
        name = name.split(kind)[0]
    return name, ""


def _full_place(row: _Row, language: str) -> _Name:
    return _full(row, language), ""


def _place_with_parent(row: _Row, language: str) -> _Name:
    """A place and what it belongs to: the level above in Chinese, the province in English."""
    above = [str(row.get(column) or "") for column in (f"parent_{language}", f"province_{language}")]
    known = next((name for name in above if name), "")
    return _full(row, language), _BRACKETS[language].format(known) if known else ""


def _place_with_id(row: _Row, language: str) -> _Name:
    return _full(row, language), _BRACKETS[language].format(row["doc_id"])
