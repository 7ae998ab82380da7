"""Shared wording of very many plans: what the closest passages keep of those of all pairs."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.planted import make_document

from compare.build import workers as processes
from compare.reuse import closest as module
from compare.reuse import run_file
from compare.reuse.closest import find_closest
from compare.reuse.closest_rows import Columns
from compare.reuse.nearest import MANY, MOST_NEAREST, NOBODY, Nearest, write_nearest
from compare.reuse.passages import Row, find_reuse
from compare.reuse.run_file import RunFile, write_runs
from compare.reuse.runs import SEED, WINDOW, RunIndex, all_runs, fingerprints, many_fingerprints, run_hashes
from compare.reuse.segments import TextWriter, letters_of
from compare.reuse.text_lines import TextLines
from compare.tables.checking import arrow_columns
from compare.text.document import Document

FIRST = "对决策严重失误造成重大损失的严格追究行政首长的法律责任"
SECOND = "每年举办两期以上领导干部法治专题讲座并纳入年度培训计划"
THIRD = "设立旅游警察调解室处理景区游客投诉纠纷及时化解矛盾"


def closest(plans: list[Document], templates: list[Document] | None = None) -> list[Row]:
    with TemporaryDirectory() as folder:
        return as_rows(find_closest(Path(folder), map(letters_of, plans), map(letters_of, templates or [])))


def as_rows(parts: Iterable[Columns]) -> list[Row]:
    return [row for part in parts for row in arrow_columns("reuse", part).to_pylist()]


def elsewhere(rows: list[Row]) -> dict[str, set[int]]:
    """The characters of each plan that stand in some other plan."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if row["role_b"] == "plan":
            for side in "ab":
                found[row[f"doc_{side}"]].update(range(row[f"start_{side}"], row[f"end_{side}"]))
    return found


# --- runs ---


@given(st.text(max_size=20), st.text(min_size=SEED + WINDOW - 1, max_size=12), st.text(max_size=20))
def test_a_long_stretch_in_common_always_leaves_a_fingerprint(before: str, common: str, after: str) -> None:
    alone = fingerprints(common)[0]
    assert len(alone) and np.isin(alone, fingerprints(before + common + after)[0]).any()


@given(st.text(alphabet="甲乙丙", max_size=30))
def test_fingerprints_stand_where_they_say(text: str) -> None:
    kept, places = fingerprints(text)
    assert (run_hashes(text)[places] == kept).all()
    assert np.isin(kept, all_runs(text)).all()


@given(st.lists(st.text(alphabet="甲乙丙", max_size=20), max_size=6))
def test_fingerprints_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    letters = np.array([*map(ord, "".join(texts))], dtype=np.int32)
    runs, which = many_fingerprints(letters, np.array([*map(len, texts)], dtype=np.int64))
    for number, text in enumerate(texts):
        assert set(runs[which == number].tolist()) == set(fingerprints(text)[0].tolist())


def test_of_a_common_run_only_neighbours_are_looked_at(tmp_path: Path) -> None:
    held = all_runs("行政执法公示")
    write_runs(tmp_path / "runs", ((held, np.full(len(held), number)) for number in range(1000)))
    index, runs = RunFile(tmp_path / "runs"), all_runs("行政执法公")
    assert index.holders(runs, around=500, most=2000)[0].tolist() == list(range(1000))
    assert index.holders(runs, around=500, most=4)[0].tolist() == [498, 499, 500, 501, 502]
    assert index.holders(runs, around=0, most=4)[0].tolist() == [0, 1, 2]
    assert index.holders(runs, around=999, most=4)[0].tolist() == [997, 998, 999]


HASHES = st.sets(st.integers(0, 40).map(lambda number: number * (2**32 - 1) // 40), max_size=12)


@given(st.lists(HASHES, max_size=30), st.integers(1, 9))
def test_the_file_of_runs_tells_what_memory_would(texts: list[set[int]], block: int) -> None:
    runs = [(number, np.array(sorted(text), dtype=np.uint64)) for number, text in enumerate(texts)]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_file, "_BLOCK", block)
        write_runs(Path(folder) / "runs", ((some, np.full(len(some), number)) for number, some in runs))
        index, every = RunFile(Path(folder) / "runs"), RunIndex(runs)
        for number, some in runs:
            found, which = index.holders(some, number, most=2 * len(texts))
            assert found.tolist() == every.holders(some).tolist()
            assert np.isin(some[which], some).all() and (np.diff(which) >= 0).all()


# --- the nearest texts ---


def nearest(texts: list[str], owners: list[int], of: int = 0) -> list[int]:
    plans = np.array(owners, dtype=np.int32)
    with TemporaryDirectory() as name:
        with closing(TextWriter(Path(name))) as writer:
            assert [writer.number(text) for text in texts] == list(range(len(texts)))
        write_nearest(Path(name), plans)
        return [other for _, other, block in Nearest(Path(name), plans).of(of) if block.matches]


def test_a_text_made_of_two_is_told_from_both() -> None:
    texts = [FIRST + SECOND, FIRST[:20], SECOND, FIRST, THIRD]
    # the whole of one, then what is left; the shorter copy of the first adds nothing
    assert sorted(nearest(texts, [0, 1, 2, 3, 4])) == [2, 3]


def test_the_text_closest_in_length_comes_first() -> None:
    texts = [FIRST, FIRST + SECOND + THIRD, "应" + FIRST, FIRST + SECOND]
    assert nearest(texts, [0, 1, 2, 3]) == [2]


def test_the_own_plan_templates_and_what_many_hold_are_told_apart() -> None:
    texts = [FIRST, FIRST + THIRD, FIRST + SECOND, "应" + FIRST]
    assert nearest(texts, [0, 0, 1, NOBODY]) == [2]
    assert nearest(texts, [0, 0, MANY, NOBODY]) == [2]
    assert nearest(texts, [MANY, 0, 1, 2]) == []


def test_never_more_than_a_few() -> None:
    parts = [chr(0x4E00 + 100 * part + place) for part in range(9) for place in range(20)]
    texts = ["".join(parts), *("".join(parts[start : start + 20]) for start in range(0, 180, 20))]
    found = nearest(texts, list(range(10)))
    assert len(found) == len(set(found)) == MOST_NEAREST


# --- rows ---


def test_what_many_plans_hold_leads_to_the_plan_that_shares_most() -> None:
    texts = {"one": [FIRST, SECOND, THIRD], "two": [FIRST], "three": [THIRD, SECOND, FIRST], "four": [FIRST]}
    rows = closest([make_document(name, said) for name, said in texts.items()])
    pairs = {(row["doc_a"], row["doc_b"]) for row in rows}
    # two and four share one provision with each other plan: the first of these
    assert pairs == {("one", "two"), ("one", "three"), ("one", "four")}
    assert [row["reuse_id"] for row in rows[-1:]] == ["one-four-c0001"]
    assert len([row for row in rows if row["doc_b"] == "three"]) == 3


def test_rows_grow_with_the_plans_and_not_with_their_pairs() -> None:
    plans = [make_document(f"plan{number:02}", [FIRST, SECOND, THIRD]) for number in range(30)]
    assert len(find_reuse(plans)) == 3 * 30 * 29 // 2
    rows = closest(plans)
    assert len(rows) == 3 * 29
    assert elsewhere(rows) == elsewhere(find_reuse(plans))


@pytest.mark.parametrize("texts", [[], [[]], [["短"], ["短"]], [[FIRST, FIRST]], [[FIRST], [SECOND]]])
def test_where_nothing_is_shared_there_are_no_rows(texts: list[list[str]]) -> None:
    assert closest([make_document(f"plan{place}", said) for place, said in enumerate(texts)]) == []


def test_nearly_all_that_stands_in_another_plan_is_kept(
    documents: dict[str, Document], all_pairs: list[Row]
) -> None:
    kept, wanted = elsewhere(closest(list(documents.values()))), elsewhere(all_pairs)
    assert all(kept[name] <= wanted[name] for name in wanted)
    assert sum(map(len, kept.values())) >= 0.99 * sum(map(len, wanted.values()))


@pytest.fixture(scope="module")
def three(documents: dict[str, Document]) -> list[Document]:
    """Seventy provisions of each of three plans: the first plan stands for a template."""
    plans = sorted(documents.values(), key=lambda document: len(document.provisions))[:3]
    return [make_document(plan.doc_id, [p.text for p in plan.provisions[40:110]]) for plan in plans]


@pytest.fixture(scope="module")
def of_three(three: list[Document]) -> list[Row]:
    """The rows of two plans and a template, found by one process in one part."""
    return closest(three[1:], three[:1])


def test_templates_are_compared_in_full(three: list[Document], of_three: list[Row]) -> None:
    in_full = [row for row in find_reuse(three[1:], three[:1]) if row["role_b"] == "template"]
    assert in_full and [row for row in of_three if row["role_b"] == "template"] == in_full


@pytest.mark.parametrize(("workers", "platform"), [(1, "linux"), (2, "linux"), (3, "linux"), (2, "win32")])
def test_parts_are_the_same_whoever_does_them_and_in_which_order(
    three: list[Document],
    of_three: list[Row],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
    platform: str,
) -> None:
    monkeypatch.setattr(processes, "sys", SimpleNamespace(platform=platform))  # how processes are started
    monkeypatch.setattr(module, "TextLines", partial(TextLines, size=30))
    found = find_closest(tmp_path, map(letters_of, three[1:]), map(letters_of, three[:1]))
    assert as_rows(found) == of_three
    lines = TextLines(tmp_path, size=30)
    alone = {path.name: path.read_bytes() for path in tmp_path.glob("part-*.npy")}
    assert len(alone) == len(lines.parts) > 4
    for part in lines.parts:
        lines.path(part).unlink()
    list(processes.run_in_processes(lines, reversed(lines.parts), workers))
    assert {path.name: path.read_bytes() for path in tmp_path.glob("part-*.npy")} == alone
    assert not list(tmp_path.glob("unfinished*"))


@pytest.mark.parametrize("size", [1, 7])
def test_rows_do_not_depend_on_the_size_of_parts(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    plans = [make_document(name, [FIRST + name, SECOND, THIRD + name * 3]) for name in ("一", "乙", "丙")]
    expected = closest(plans)
    monkeypatch.setattr(module, "TextLines", partial(TextLines, size=size))
    assert closest(plans) == expected


PLANS = st.lists(
    st.lists(st.text(alphabet="建立健全行政执法监督", min_size=1, max_size=40), min_size=1, max_size=3),
    min_size=2,
    max_size=4,
)
PLACE = ("provision_a", "start_a", "end_a", "provision_b", "start_b", "end_b", "chars", "similarity", "kind")


@settings(max_examples=60)
@given(PLANS)
def test_every_row_is_one_of_all_pairs(texts: list[list[str]]) -> None:
    plans = [make_document(f"plan{place}", said) for place, said in enumerate(texts)]
    rows = closest(plans)
    every = {tuple(row[name] for name in PLACE) for row in find_reuse(plans)}
    assert {tuple(row[name] for name in PLACE) for row in rows} <= every
    assert len({row["reuse_id"] for row in rows}) == len(rows)
    order = [(row["doc_a"], row["doc_b"], row["start_a"]) for row in rows]
    assert order == sorted(order)


@given(st.lists(st.lists(st.sampled_from([FIRST, SECOND, THIRD]), max_size=4), max_size=7))
def test_of_several_plans_the_closest_is_the_first_that_shares_most(texts: list[list[str]]) -> None:
    """Each provision that many hold leads to the plan that has most letters in common with its own."""
    plans = [make_document(f"plan{place}", said) for place, said in enumerate(texts)]
    rows = {
        (row[f"doc_{one}"], row[f"provision_{one}"], row[f"doc_{other}"])
        for row in closest(plans)
        for one, other in ("ab", "ba")
    }
    for plan, said in zip(plans, texts, strict=True):
        shared = {
            other.doc_id: sum(len(text) for text in said if text in held)
            for other, held in zip(plans, texts, strict=True)
            if other is not plan
        }
        for provision, text in zip(plan.provisions, said, strict=True):
            held_by = [other.doc_id for other, held in zip(plans, texts, strict=True) if text in held]
            others = [name for name in held_by if name != plan.doc_id]
            if others:
                best = max(others, key=lambda name: (shared[name], -int(name[4:])))
                assert (plan.doc_id, provision.provision_id, best) in rows
