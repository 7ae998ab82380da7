"""Finding shared passages: letters, alignment, candidates, rows, marking."""

from collections import defaultdict
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.planted import make_document, plant

from compare.reuse import candidates, scoring
from compare.reuse.alignment import LEAST_SCORE, Block, align
from compare.reuse.candidates import find_pairs
from compare.reuse.letters import fold_letters, letters
from compare.reuse.marking import marked
from compare.reuse.passages import Row, find_reuse
from compare.reuse.scoring import best_scores
from compare.reuse.segments import LONGEST
from compare.text.cleaning import Passage
from compare.text.document import Document, parse_document
from compare.text.sources import Source

# Punctuation, width and the script of figures are no wording.
SAME_LETTERS = [
    ("每年至少举办２期，", "每年至少举办二期；"),
    ("“双随机、一公开”监管", "双随机一公开监管"),
    ("到2020年", "到二〇二〇年"),
    ("两期以上", "2期以上"),
    ("（一）ＡＰＰ", "一 app"),
]


@pytest.mark.parametrize(("one", "other"), SAME_LETTERS)
def test_signs_and_scripts_fold_to_the_same_letters(one: str, other: str) -> None:
    assert fold_letters(one) == fold_letters(other)


@given(st.text(max_size=60))
def test_every_letter_keeps_its_place(text: str) -> None:
    found = letters(Passage(text, np.arange(len(text), dtype=np.int32)))
    assert found.text == fold_letters(text) and len(found.text) == len(found.index)
    assert [text[place].isalnum() for place in found.index] == [True] * len(found.text)
    assert all(np.diff(found.index) > 0)


def spans(blocks: list[Block], a: str, b: str) -> list[tuple[str, str]]:
    return [(a[block.start_a : block.end_a], b[block.start_b : block.end_b]) for block in blocks]


# One passage in spite of small edits; it ends where agreement ends.
ALIGNED = [
    # a word more: 16 letters agree, 2 are missing
    ("落实重大决策社会稳定风险评估机制", "应落实重大行政决策社会稳定风险评估机制",
     [("落实重大决策社会稳定风险评估机制", "落实重大行政决策社会稳定风险评估机制")]),
    # clauses swapped: two passages
    ("完善环境影响评价与信息公开制度严格实行污染物排放总量控制制度", "严格实行污染物排放总量控制制度完善环境影响评价与信息公开制度",
     [("完善环境影响评价与信息公开制度", "完善环境影响评价与信息公开制度"),
      ("严格实行污染物排放总量控制制度", "严格实行污染物排放总量控制制度")]),
    # stock phrases alone are no passage
    ("建立健全行政执法人员培训制度", "建立健全重大决策听证制度", []),
    ("", "建立健全", []),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "expected"), ALIGNED)
def test_alignment(a: str, b: str, expected: list[tuple[str, str]]) -> None:
    assert spans(align(a, b), a, b) == expected


def test_similarity_counts_matches_on_both_sides() -> None:
    # 16 letters on the one side, 18 on the other, 16 of them equal: 2 * 16 / 34
    [block] = align("落实重大决策社会稳定风险评估机制", "落实重大行政决策社会稳定风险评估机制")
    assert block.matches == 16
    assert block.similarity == pytest.approx(32 / 34)
    assert not block.exact


WORDING = st.text(alphabet="建立健全行政执法", max_size=40)


@given(WORDING, WORDING)
def test_blocks_lie_inside_never_overlap_and_score_enough(a: str, b: str) -> None:
    blocks = align(a, b, least=4)
    for ends, length in (
        ([(x.start_a, x.end_a) for x in blocks], len(a)),
        ([(x.start_b, x.end_b) for x in blocks], len(b)),
    ):
        ends.sort()
        assert all(0 <= start < end <= length for start, end in ends)
        assert all(before[1] <= after[0] for before, after in pairwise(ends))
    for block in blocks:
        edits = max(block.end_a - block.start_a, block.end_b - block.start_b) - block.matches
        assert block.matches - edits >= 4
        assert a[block.start_a] == b[block.start_b]
        assert a[block.end_a - 1] == b[block.end_b - 1]


@given(WORDING, WORDING)
def test_alignment_has_no_direction(a: str, b: str) -> None:
    back = sorted((block.swapped() for block in align(b, a, least=4)), key=lambda block: block.start_a)
    assert align(a, b, least=4) == back


@given(WORDING.filter(lambda text: len(text) >= LEAST_SCORE), WORDING)
def test_a_text_found_whole_is_one_exact_block(text: str, before: str) -> None:
    blocks = align(text, before + text)
    assert any(block.matches == len(text) for block in blocks)
    assert align(text, text) == [Block(0, len(text), 0, len(text), len(text))]


def best(a: str, b: str) -> int:
    """The definition: an equal letter scores 1, a changed, added or missing one costs 1."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, j in product(range(1, len(a) + 1), range(1, len(b) + 1)):
        pair = rows[i - 1][j - 1] + (1 if a[i - 1] == b[j - 1] else -1)
        rows[i][j] = max(0, pair, rows[i - 1][j] - 1, rows[i][j - 1] - 1)
    return max(map(max, rows))


FOREIGN = st.text(alphabet="行政\0\ufffe\uffff\U00020bb7", max_size=12)


@given(st.lists(st.tuples(WORDING | FOREIGN, WORDING | FOREIGN), max_size=6))
def test_scores_of_many_pairs_are_those_of_the_definition(some: list[tuple[str, str]]) -> None:
    assert best_scores(some) == [best(a, b) for a, b in some]


def test_scores_do_not_depend_on_how_many_are_computed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(combinations(TEXTS, 2))
    together = best_scores(some)
    monkeypatch.setattr(scoring, "_AT_ONCE", 2)
    assert best_scores(some) == together == [best(a, b) for a, b in some]


TEXTS = [
    "建立健全行政执法人员岗位培训制度每年开展培训不少于60学时",
    "全面清理行政审批事项",
    "严格执行行政执法人员岗位培训制度每年开展培训不少于40学时",
    "健全重大行政决策跟踪反馈制度",
]


def test_candidates_share_a_run_of_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(find_pairs(TEXTS)) == [(0, 2)]
    assert list(find_pairs([])) == []
    assert list(find_pairs(["短", ""])) == []
    many = [letter + TEXTS[0] for letter in "甲乙丙丁戊"]
    every = list(combinations(range(5), 2))
    assert list(find_pairs(many)) == every
    monkeypatch.setattr(candidates, "_BLOCK", 2)
    assert list(find_pairs(many)) == every


COPIED = "对决策严重失误造成重大损失的，严格追究行政首长的法律责任。"


def shared_text(document: Document, row: dict[str, object], side: str) -> str:
    return document.raw[slice(row[f"start_{side}"], row[f"end_{side}"])]  # type: ignore[misc]


def test_rows_carry_raw_offsets_and_kind() -> None:
    one = make_document("one", ["推进简政放权。", COPIED])
    two = make_document("two", ["实行终身责任追究；对决策严重失误，造成重大损失的，追究行政首长的法律责任。"])
    [row] = find_reuse([one, two])
    assert shared_text(one, row, "a") == "对决策严重失误造成重大损失的，严格追究行政首长的法律责任"
    assert shared_text(two, row, "b") == "对决策严重失误，造成重大损失的，追究行政首长的法律责任"
    # 27 letters in `one`, 25 in `two`, all 25 of them matched: 2 * 25 / 52
    assert (row["chars"], row["similarity"], row["kind"]) == (25, 0.9615, "near")
    assert (row["provision_a"], row["provision_b"]) == ("one-p0002", "two-p0001")
    assert (row["reuse_id"], row["passage_id"], row["role_b"]) == ("one-two-r0001", "one-two-s0001", "plan")


def test_exact_repetition_is_told_from_near() -> None:
    one, two = make_document("one", [COPIED]), make_document("two", [COPIED.replace("，", "；")])
    [row] = find_reuse([one, two])
    assert (row["kind"], row["similarity"]) == ("exact", 1.0)


def test_rows_that_continue_each_other_are_one_passage() -> None:
    first, second = COPIED, "决策机关应当跟踪决策执行情况和实施效果。"
    one = make_document("one", [first, second, "深化行政执法体制改革试点工作方案。"])
    two = make_document("two", ["深化行政执法体制改革试点工作方案。", first, second])
    passages = [row["passage_id"] for row in find_reuse([one, two])]
    assert passages == ["one-two-s0001", "one-two-s0001", "one-two-s0002"]


def test_a_plan_is_not_compared_with_itself() -> None:
    assert find_reuse([make_document("one", [COPIED, COPIED])]) == []


def test_a_very_long_provision_is_taken_in_parts() -> None:
    text = "".join(f"第{number}项任务由责任单位负责落实" for number in range(LONGEST // 10))
    one, two = make_document("one", [text]), make_document("two", ["前言" + text])
    rows = find_reuse([one, two])
    covered = {place for row in rows for place in range(row["start_a"], row["end_a"])}
    assert len(covered) / len(text) > 0.95
    assert {row["provision_a"] for row in rows} == {"one-p0001"}


OUTLINE = """一、主要任务
1.全面清理行政审批事项。全面清理行政审批事项，全部取消非行政许可审批事项。
2.健全追责机制。对决策严重失误造成重大损失的，严格追究行政首长的法律责任。
"""


def test_a_template_is_compared_with_plans_but_is_none() -> None:
    template = parse_document(Source("outline", "outline.txt"), OUTLINE)
    plans = [make_document("one", [COPIED]), make_document("two", ["各部门要" + COPIED])]
    rows = find_reuse(plans, templates=[template, template])
    assert [(row["doc_a"], row["doc_b"], row["role_b"]) for row in rows] == [
        ("one", "two", "plan"),
        ("one", "outline", "template"),
        ("one", "outline", "template"),
        ("two", "outline", "template"),
        ("two", "outline", "template"),
    ]


PAIRS = st.lists(
    st.text(alphabet="建立健全行政执法，。监督", min_size=1, max_size=30), min_size=1, max_size=4
)


@settings(max_examples=40)
@given(PAIRS, PAIRS)
def test_rows_are_sorted_and_stay_inside_their_provisions(first: list[str], second: list[str]) -> None:
    one, two = make_document("one", first), make_document("two", second)
    rows = find_reuse([one, two])
    assert [row["start_a"] for row in rows] == sorted(row["start_a"] for row in rows)
    places = {p.provision_id: (p.start, p.end) for document in (one, two) for p in document.provisions}
    for row in rows:
        for side in "ab":
            start, end = places[row[f"provision_{side}"]]
            assert start <= row[f"start_{side}"] < row[f"end_{side}"] <= end
        same = fold_letters(shared_text(one, row, "a")) == fold_letters(shared_text(two, row, "b"))
        assert same == (row["kind"] == "exact")


@settings(max_examples=40)
@given(PAIRS, PAIRS)
def test_the_order_of_documents_changes_only_the_sides(first: list[str], second: list[str]) -> None:
    one, two = make_document("one", first), make_document("two", second)
    there = [(r["start_a"], r["end_a"], r["start_b"], r["end_b"]) for r in find_reuse([one, two])]
    back = [(r["start_b"], r["end_b"], r["start_a"], r["end_a"]) for r in find_reuse([two, one])]
    assert sorted(there) == sorted(back)


# Least recall of letters by kind of edit; a swap loses clauses shorter than a passage.
RECALL = {
    "verbatim": 1.0,
    "punctuation": 1.0,
    "numbers": 0.98,
    "insertion": 0.98,
    "deletion": 0.98,
    "replacement": 0.95,
    "split": 0.95,
    "swap": 0.90,
}


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_edits_are_found_and_little_else(documents: dict[str, Document], seed: int) -> None:
    """120 provisions of Kunqu, edited, shuffled among what Chengde does not share with them."""
    texts = [p.text for p in documents["kunqu"].provisions if len(fold_letters(p.text)) >= 30][:120]
    originals = make_document("kunqu", texts)
    shared = {row["provision_b"] for row in find_reuse([originals, documents["chengde"]])}
    own = [p.text for p in documents["chengde"].provisions if p.provision_id not in shared]
    planted = plant(texts, own, seed)
    rows = find_reuse([originals, planted.document])
    right = [row for row in rows if is_planted(row, planted.copies)]
    assert sum(row["chars"] for row in right) / sum(row["chars"] for row in rows) >= 0.95
    for kind, recall in recalls(originals, right, planted.copies).items():
        assert recall >= RECALL[kind], kind


def is_planted(row: dict[str, object], copies: dict[str, tuple[int, str]]) -> bool:
    place, _ = copies.get(str(row["provision_b"]), (-1, ""))
    return row["provision_a"] == f"kunqu-p{place + 1:04}"


def recalls(
    originals: Document, rows: list[dict[str, object]], copies: dict[str, tuple[int, str]]
) -> dict[str, float]:
    """The share of the letters of all originals that their copies were found to share, by kind."""
    covered = {place for row in rows for place in range(int(str(row["start_a"])), int(str(row["end_a"])))}
    hits: dict[str, list[bool]] = defaultdict(list)
    for place, kind in set(copies.values()):
        hits[kind] += [int(index) in covered for index in letters(originals.provisions[place].passage).index]
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


# Words that the other sentence lacks are marked; punctuation and order are not.
MARKED = [
    ("每年举办2期讲座。", "每年举办一期讲座；", "每年举办【2】期讲座。"),
    ("推行民意调查制度。", "必须推行民意调查制度。", "推行民意调查制度。"),
    ("必须推行民意调查制度。", "推行民意调查制度。", "【必须】推行民意调查制度。"),
    ("政务公开，信息共享。", "信息共享、政务公开", "政务公开，信息共享。"),
    ("", "推行", ""),
    ("2016年底前完成各项任务", "2021年底前完成各项任务", "【2016】年底前完成各项任务"),
    ("每年抽查比例达到95%以上", "每年抽查比例达到985%以上", "每年抽查比例达到【95】%以上"),
    ("备案率达到百分之九十五以上", "备案率达到百分之九十八以上", "备案率达到百分之【九十五】以上"),
]


@pytest.mark.parametrize(("text", "other", "expected"), MARKED)
def test_marking(text: str, other: str, expected: str) -> None:
    assert marked(text, other) == expected


@given(
    st.text(alphabet="建立健全，。执法监督", max_size=30),
    st.text(alphabet="建立健全，。执法监督", max_size=30),
)
def test_marking_only_adds_brackets(text: str, other: str) -> None:
    assert marked(text, other).replace("【", "").replace("】", "") == text
    # a sentence as long as a phrase has every letter in common with itself
    if len(fold_letters(text)) >= 4:
        assert marked(text, text) == text


def test_rows_of_five_plans_are_long_enough(all_pairs: list[Row]) -> None:
    assert {row["kind"] for row in all_pairs} == {"exact", "near"}
    assert all(row["chars"] >= LEAST_SCORE for row in all_pairs)
