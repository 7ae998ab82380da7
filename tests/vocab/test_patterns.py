"""A guarded pattern finds exactly what the plain one finds, and is guarded where it can be."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.vocab.patterns import any_of, guarded, runs_away
from compare.vocab.rewriting import loosened, under_first_signs

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


@given(
    st.recursive(st.sampled_from(PIECES), _combined, max_leaves=6),
    st.text("aAb1 -]^\n甲乙丙", max_size=12),
    st.sets(st.integers(0, 11)),
)
def test_what_is_found_where_some_is_blanked_out_is_found_loosened_before(pattern, text, blanked):
    masked = "".join("□" if place in blanked else char for place, char in enumerate(text))
    own = [match for match in re.finditer(pattern, masked) if "□" not in match[0]]
    assert not own or re.search(loosened(pattern), text)


@pytest.mark.parametrize(
    ("pattern", "spelt"),
    [
        ("督查|考核|督办", "督(?:查|办)|考核"),
        ("(?:督|检)查", "督查|检查"),
        ("(?:通报)?批评", "通报批评|批评"),
        ("(?<!自由)处分(?!权)", "处(?<!自由处)分(?!权)"),
        ("[甲乙]丙{2,}?", "甲(?:丙){2,}?|乙(?:丙){2,}?"),
    ],
)
def test_alternatives_stand_under_their_first_character(pattern, spelt):
    assert under_first_signs(pattern) == spelt
    assert any_of([pattern]).pattern == spelt


@pytest.mark.parametrize(
    "pattern", ["甲?", "(甲)乙", r"\d甲", "[^甲]乙", "(?i:a)b", "(?>甲)", "(?=甲)乙", "^甲"]
)
def test_what_cannot_stand_under_a_character_is_left_as_it_is(pattern):
    assert under_first_signs(pattern) is None
    assert any_of([pattern]).pattern == guarded(f"(?:{pattern})").pattern


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


READ_A_PLAN = """
import sys, re
exec(sys.argv[1])
from pathlib import Path
from compare.extract.finds import find_all
from compare.text.document import read_document
from compare.text.sources import read_sources
from compare.vocab.patterns import guarded, runs_away
raw = Path(sys.argv[2])
print(guarded("甲|乙").pattern, runs_away("(法+)+治"))
for finds in find_all(read_document(read_sources(raw)[0], raw)).values():
    print(finds)
"""


def _read_a_plan(missing: str) -> list[str]:
    raw = Path(__file__).resolve().parents[2] / "data" / "raw"
    command = [sys.executable, "-X", "utf8", "-c", READ_A_PLAN, missing, str(raw)]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()


def test_without_the_parser_of_python_the_same_is_found():
    with_it, *found = _read_a_plan("")
    assert with_it == "(?=[乙甲])(?:甲|乙) True" and "granularity='year'" in str(found)
    for missing in ("del re._constants; sys.modules['re._constants'] = None", "del re._constants.MAXREPEAT"):
        assert _read_a_plan(missing) == ["甲|乙 False", *found]
