"""A guarded pattern finds exactly what the plain one finds, and is guarded where it can be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.vocab.patterns import any_of, guarded, runs_away

PIECES = ["a", "-", "]", "^", r"\d", r"\s", ".", "[^a]", "[a-b]", r"[\]^-]", "[丁-乙]", r"\D", "$", r"\b"]


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sequences, alternatives, repetitions and looks around."""
    forms = ["(?:{})?", "(?:{})*", "(?:{})+?", "(?={})", "(?!{})", "({})", "(?i:{})", "(?m:^{})", "(?>{})"]
    return st.one_of(
        st.builds("{}{}".format, inner, inner),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds(str.format, st.sampled_from(forms), inner),
        st.builds("(?<!a){}".format, inner),
    )


@given(
    st.lists(st.recursive(st.sampled_from(PIECES), _combined, max_leaves=6), min_size=1, max_size=3),
    st.text("aAb1 -]^\n甲乙丙", max_size=12),
)
def test_a_guarded_pattern_finds_what_the_plain_one_finds(patterns, text):
    plain = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    expected = [(match.span(), match.groups()) for match in plain.finditer(text)]
    assert [(match.span(), match.groups()) for match in any_of(patterns).finditer(text)] == expected


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("(?:和|与)甲|乙", "与乙和"),
        ("(?<!第)一|[二三]", "一三二"),
        ("(?:至少)?提前", "提至"),
        (r"[-\d]|\s年", r"\-\d\s"),
        ("(?:^|。)甲", "。甲"),
    ],
)
def test_the_guard_names_every_first_character(pattern, first):
    assert guarded(pattern).pattern == f"(?=[{first}])(?:{pattern})"


@pytest.mark.parametrize("pattern", ["", "甲?", "(?!)", "[^甲]乙", ".甲", r"\D", "(?i:a)", "甲|.", "$"])
def test_what_can_begin_anywhere_has_no_guard(pattern):
    assert guarded(pattern).pattern == pattern


def test_of_no_patterns_nothing_is_found():
    assert not any_of([]).search("甲")


@pytest.mark.parametrize(
    ("pattern", "endless"),
    [
        ("(法+)+治", True),
        ("(?:法*律?)*治", True),
        ("(?:法|法律)+治", True),
        ("(?:(?:法|国)+|律)+治", True),
        ("(?:法{2,}){3,}治", True),
        ("(?:法|)+治", True),
        ("(?=(?:法+)+治)", True),
        ("法+律+治+", False),
        ("(?:进一步|进行|全面)*落实", False),
        ("(?:法+){2}治", False),
        ("(?:依法)?(?:治国)*", False),
        ("100%(以上)", False),
        ("(", False),
    ],
)
def test_what_may_take_time_without_end_is_known_by_its_form(pattern: str, endless: bool) -> None:
    assert runs_away(pattern) is endless
