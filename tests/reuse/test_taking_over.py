"""A search that takes over what an earlier one found gives the rows of one that takes over nothing."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.planted import make_document

from compare.reuse import alignment, nearest, run_file, taking_over, text_lines
from compare.reuse.alignment import Block
from compare.reuse.closest import FOUND, find_closest
from compare.reuse.passages import Row
from compare.reuse.segments import letters_of
from compare.tables.checking import arrow_columns

PHRASES = (
    "健全行政执法公示",
    "追究首长法律责任",
    "每年举办专题讲座",
    "设立旅游调解警察",
)
Plans = dict[str, list[str]]


class Result(NamedTuple):
    rows: list[Row]
    found: bytes
    anew: int
    """Texts that were sought."""


def search(plans: Plans, templates: Sequence[Sequence[str]] = (), found: bytes = b"") -> Result:
    with TemporaryDirectory() as name:
        folder = Path(name)
        documents = [make_document(plan, said) for plan, said in plans.items()]
        models = [make_document(f"model{number}", said) for number, said in enumerate(templates)]
        parts = find_closest(folder, map(letters_of, documents), map(letters_of, models), found)
        rows = [row for part in parts for row in arrow_columns("reuse", part).to_pylist()]
        return Result(rows, (folder / FOUND).read_bytes(), len(np.load(folder / "anew.npy")))


@pytest.fixture(autouse=True)
def _few_holders() -> object:
    """So few texts beside each one that most do not see each other, and files that are read in many parts."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (nearest, text_lines):
            patch.setattr(module, "MOST_HOLDERS", 4)
        patch.setattr(run_file, "_BLOCK", 3)
        patch.setattr(run_file, "_AT_ONCE", 7)
        patch.setattr(taking_over, "_AT_ONCE", 2)
        yield


TEXT = st.lists(st.sampled_from(PHRASES), min_size=2, max_size=4).map("".join)
SAID = st.lists(TEXT, min_size=1, max_size=3)
PLANS = st.dictionaries(st.sampled_from("甲乙丙丁戊己庚辛壬癸子丑寅卯"), SAID, min_size=2, max_size=12)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Plans, Plans]:
    """Some plans, and the same after some were changed, went, came or moved."""
    before, new = (
        draw(PLANS),
        draw(st.dictionaries(st.sampled_from("甲乙丙丁戊己庚辛辰巳"), SAID, max_size=3)),
    )
    gone = draw(st.sets(st.sampled_from(sorted(before)), max_size=2))
    names = [name for name in before if name not in gone]
    for name in new.keys() - before.keys():
        names.insert(draw(st.integers(0, len(names))), name)
    if names and draw(st.integers(0, 4)) == 0:
        names.insert(draw(st.integers(0, len(names))), names.pop(draw(st.integers(0, len(names) - 1))))
    return before, {name: new.get(name) or before[name] for name in names}


MODELS = st.lists(SAID, max_size=1)


@settings(max_examples=80)
@given(changed(), MODELS, MODELS, st.booleans())
def test_rows_are_those_of_a_search_of_all_texts(
    plans: tuple[Plans, Plans], templates: list[list[str]], others: list[list[str]], same: bool
) -> None:
    before, after = plans
    now = templates if same else others
    taken = search(after, now, search(before, templates).found)
    anew = search(after, now)
    assert taken.rows == anew.rows
    assert taken.anew <= anew.anew
    again = search(after, now, taken.found)
    assert again.rows == anew.rows and again.anew == 0
    assert search(before, templates, again.found).rows == search(before, templates).rows


@given(changed(), MODELS)
def test_what_two_texts_share_is_not_sought_twice(
    plans: tuple[Plans, Plans], templates: list[list[str]]
) -> None:
    aligned: set[tuple[object, str, str]] = set()
    before, after = plans
    with pytest.MonkeyPatch.context() as patch:
        for module in (nearest, text_lines):  # of plans, and of templates

            def align(a: str, b: str, where: object = module) -> list[Block]:
                aligned.add((where, a, b))
                return alignment.align(a, b)

            patch.setattr(module, "align", align)
        found = search(before, templates).found
        first = set(aligned)
        aligned.clear()
        search(after, templates, found)
    assert not first & aligned
