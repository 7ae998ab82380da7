"""What a plan is called on a page: its place and its own years."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from compare.indices.plans import DASH

_KINDS = (" (", " District", " County", " High-tech Zone", " City")
"""What follows the name of a place in English."""


def plan_labels(plans: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Name and label of each plan in both languages; no two plans have the same label.

    >>> plan = {"doc_id": "x", "jurisdiction_en": "Jiangnan (Jiangnan New Area)", "jurisdiction_zh": "江南新区"}
    >>> plan_labels([plan | {"period_start": "2016", "period_end": "2020"}])[0]["label_en"]
    'Jiangnan 2016–2020'
    """
    made = [_label(plan) for plan in plans]
    for language in ("zh", "en"):
        counts = Counter(label[f"label_{language}"] for label in made)
        for plan, label in zip(plans, made, strict=True):
            if counts[label[f"label_{language}"]] > 1:
                label[f"label_{language}"] += f" [{plan['doc_id']}]"
    return made


def _label(plan: Mapping[str, Any]) -> dict[str, str]:
    zh = plan.get("jurisdiction_zh") or (plan.get("title") if plan.get("template") else "") or plan["doc_id"]
    en = _place(plan.get("jurisdiction_en") or "") or _named(plan["doc_id"])
    return {"name_zh": zh, "name_en": en, "years": _years(plan, "en")} | {
        "label_zh": f"{zh} {_years(plan, 'zh')}".strip(),
        "label_en": f"{en} {_years(plan, 'en')}".strip(),
    }


def _named(doc_id: str) -> str:
    """An id as a name: one of digits alone is no name.

    >>> _named("linjiang"), _named("2017")
    ('linjiang', 'Plan 2017')
    """
    return doc_id if any(char.isalpha() for char in doc_id) else f"Plan {doc_id}"


def _place(name: str) -> str:
    for word in _KINDS:
        name = name.split(word)[0]
    return name


def _years(plan: Mapping[str, Any], language: str) -> str:
    """The plan's own period; a year alone where only one is stated; nothing where none is."""
    stated = [year for year in (plan.get("period_start"), plan.get("period_end")) if year]
    return DASH[language].join(dict.fromkeys(stated))
