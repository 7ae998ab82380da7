"""Which demands other texts have, too: rows worked by hand, of two plans and two templates."""

from typing import Any

import pyarrow as arrow
import pytest

from compare.indices.shared_demands import Demands, SharedDemands


def mandate(provision_id: str, end: int, **other: Any) -> dict[str, Any]:
    row = {
        "provision_id": provision_id,
        "start": 0,
        "end": end,
        "obligation": 3,
        "is_heading": 0,
        "topic": "F1",
    }
    return row | other


def target(target_id: str, start: int, value: float, indicator_id: str = "") -> dict[str, Any]:
    said = {"comparator": ">=", "value": value, "unit": "学时", "per": "P1Y"}
    place = {"start": start, "end": start + 4, "text": f"{value:.0f}学时", "indicator_id": indicator_id}
    doc_id = target_id[0]
    return {"target_id": target_id, "provision_id": f"{doc_id}-p1", "doc_id": doc_id} | place | said


def plan(
    doc_id: str, provisions: list[dict[str, Any]], *targets: dict[str, Any], place: str = ""
) -> dict[str, arrow.Table]:
    rows: dict[str, list[dict[str, Any]]] = {
        "documents": [{"doc_id": doc_id, "place_id": place}], "provisions": provisions,
        "targets": list(targets), "times": [],
    }  # fmt: skip
    example = {"provisions": mandate("", 0)}
    return {
        name: arrow.Table.from_pylist(found or [example.get(name, {})]).slice(0, len(found))
        for name, found in rows.items()
    }


def passage(a: str, b: str, end: int, role: str = "plan") -> dict[str, Any]:
    return {
        "provision_a": a, "provision_b": b, "role_b": role,
        "doc_a": a[0], "doc_b": b[0], "start_a": 0, "end_a": end, "start_b": 0, "end_b": end,
    }  # fmt: skip


def of(*passages: dict[str, Any]) -> list[arrow.Table]:
    """Each passage as a part of the table."""
    return [arrow.Table.from_pylist([one]) for one in passages]


def found(*passages: dict[str, Any]) -> SharedDemands:
    demands = Demands()
    demands.add(plan("a", [mandate("a-p1", 40)], target("a1", 2, 60.0), target("a2", 30, 40.0, "hours")))
    demands.add(plan("b", [mandate("b-p1", 80)], target("b1", 9, 60.0), target("b2", 90, 40.0, "hours")))
    texts = {"n-p1": ("national", "每年不少于60学时"), "c-p1": ("city", "每年不少于60学时")}
    demands.add_templates(
        [
            {"provision_id": key, "doc_id": key[0], "level": level, "text": text, "obligation": 2}
            for key, (level, text) in texts.items()
        ]
    )
    assert demands.texts == 4
    return demands.shared(of(*passages))


# a1 and b1 say the same and both lie in the passage; 30 characters are half of a's mandate, not of b's.
def test_what_lies_in_a_shared_passage() -> None:
    assert found(passage("a-p1", "b-p1", 30)).plan == {"a1", "b1", "a-p1"}
    assert found(passage("a-p1", "b-p1", 12)).plan == {"a1"}  # b1 ends at 13
    assert found().plan == set()


# What a county takes over from its own plan before is no other place's.
@pytest.mark.parametrize(("place", "shared", "texts"), [("x", set(), 1), ("", {"a1", "b1", "a2", "b2"}, 2)])
def test_plans_of_one_place_are_one(place: str, shared: set[str], texts: int) -> None:
    demands = Demands()
    demands.add(plan("a", [], target("a1", 2, 60.0), target("a2", 90, 40.0, "hours"), place=place))
    demands.add(plan("b", [], target("b1", 9, 60.0), target("b2", 90, 40.0, "hours"), place=place))
    told = demands.shared(of(passage("a-p1", "b-p1", 30)))
    assert (told.plan | told.number, demands.texts) == (shared, texts)


def test_passages_of_one_pair_of_mandates_add_up() -> None:
    assert "a-p1" in found(passage("a-p1", "b-p1", 10), passage("a-p1", "b-p1", 10)).plan


@pytest.mark.parametrize(
    ("template", "national", "others"), [("n-p1", {"a1"}, set()), ("c-p1", set(), {"a1"})]
)
def test_a_template_has_the_same_words(template: str, national: set[str], others: set[str]) -> None:
    shared = found(passage("a-p1", template, 40, "template"))
    assert (shared.national, shared.template, shared.plan) == (national, others, set())


# In words of their own both plans set 40 hours; a1 and b1 name no indicator.
def test_the_same_number_for_the_same_indicator() -> None:
    assert found().number == {"a2", "b2"}


# A provision that is no mandate, is a heading or has no topic of a measure counts nowhere.
@pytest.mark.parametrize("other", [{"obligation": 2}, {"is_heading": 1}, {"topic": "N1"}])
def test_what_is_no_mandate(other: dict[str, Any]) -> None:
    demands = Demands()
    demands.add(plan("a", [mandate("a-p1", 40, **other)]))
    demands.add(plan("b", [mandate("b-p1", 40)]))
    assert demands.shared(of(passage("a-p1", "b-p1", 40))).plan == set()
