"""The codes of the five plans keep to the codebook: like wording alike, and its rulings."""

import re
from collections import defaultdict

import pytest

from compare.coding.coder import PlanCoder
from compare.coding.given import Codes
from compare.extract.finds import find_all
from compare.project import Project
from compare.text.document import Document

Coded = list[tuple[str, Codes]]


@pytest.fixture(scope="module")
def coded(project: Project, documents: dict[str, Document]) -> Coded:
    """Every statement that is no heading, with its codes."""
    found = []
    for document in documents.values():
        codes = PlanCoder(project.coding)(document, find_all(document))
        found += [(p.text, codes[p.provision_id]) for p in document.provisions if not p.is_heading]
    return found


def duty(codes: Codes) -> tuple[str, int, int, int]:
    return codes.topic, codes.obligation, codes.sanction, codes.monitoring


def test_the_same_wording_has_the_same_codes(coded: Coded) -> None:
    said: dict[str, set[tuple[str, int, int, int]]] = defaultdict(set)
    for text, codes in coded:
        said[re.sub(r"\W", "", text)].add(duty(codes))
    assert not {text: found for text, found in said.items() if len(found) > 1}
    assert len(said) < len(coded)


# Codebook, version 3: reports and hearings of reports count with a period or as a named system.
@pytest.mark.parametrize(("words", "expected"), [
    (r"主动向党委报告.{0,12}重大问题|及时向本级党委.{0,8}请示报告|及时听取.{0,14}汇报", 0),
    (r"定期听取.{0,20}汇报|每年听取.{0,12}汇报|定期向同级党委报告|报告工作制度|出台前向区人大报告制度|进展报告制度", 1),
])  # fmt: skip
def test_reports(words: str, expected: int, coded: Coded) -> None:
    found = [codes.monitoring for text, codes in coded if re.search(words, text)]
    assert len(found) >= 5
    assert set(found) == {expected}


# A deadline for all tasks of a plan is a duty of its organisation, in every plan that sets one.
def test_deadlines_of_the_whole_plan(coded: Coded) -> None:
    found = [
        codes for text, codes in coded if re.search("目标任务.{0,20}前完成|前.{0,4}完成.{0,12}目标任务", text)
    ]
    assert [(codes.topic, codes.obligation >= 2) for codes in found] == [("L1", True)] * 2
