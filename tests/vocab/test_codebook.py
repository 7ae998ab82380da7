"""The codebook says the same in both languages, and the rules keep to its rulings."""

import re
from importlib.resources import files
from itertools import chain

import pytest

from compare.coding.rules import judge
from compare.text.document import Document
from compare.vocab.taxonomy import domains, is_substantive, topics

_CODE = re.compile(r"(?<![A-Za-z\d])([A-N]\d)(?!\d)")
_CODED = re.compile(r"\| ([^|]+?) \| ([A-N]\d) ([0-3])/([01])/([01]) (?=\|)")


def lines(name: str) -> list[str]:
    return files("compare.vocab").joinpath(name).read_text(encoding="utf-8").splitlines()


def rulings(name: str) -> list[tuple[str, ...]]:
    """Example sentences of the rulings with topic, obligation, sanction and monitoring."""
    return list(chain.from_iterable(_CODED.findall(line) for line in lines(name)))


ENGLISH, CHINESE = "codebook.md", "codebook.zh.md"


def test_both_languages_name_the_same_codes_line_by_line() -> None:
    pairs = list(zip(lines(ENGLISH), lines(CHINESE), strict=True))
    for english, chinese in pairs:
        assert set(_CODE.findall(english)) == set(_CODE.findall(chinese)), english
        assert (english[:1] in "#|-") == (chinese[:1] in "#|-"), english
    codes = set(_CODE.findall("".join(lines(ENGLISH))))
    assert codes <= set(topics()) and {code[0] for code in codes} <= {*domains(), "N"}


def test_both_languages_have_the_same_rulings() -> None:
    assert rulings(ENGLISH) == rulings(CHINESE)
    assert len(rulings(ENGLISH)) == 40


# Units with a topic are judged by the rules; N units are 0 throughout without being asked about.
@pytest.mark.parametrize("ruling", rulings(ENGLISH), ids=lambda ruling: ruling[0])
def test_rules_keep_to_the_rulings(ruling: tuple[str, ...]) -> None:
    sentence, topic, *duty = ruling
    judged = judge(sentence, bool(re.search(r"\d年", sentence)))
    heading = re.match(r"[（(]|\d\.", sentence)
    if heading or not is_substantive(topic):
        assert duty == ["0", "0", "0"] or heading
        return
    assert [str(judged.obligation), str(judged.sanction), str(judged.monitoring)] == duty


def test_examples_stand_in_no_plan(documents: dict[str, Document]) -> None:
    plans = "".join(re.sub(r"\s", "", document.raw) for document in documents.values())
    assert not [sentence for sentence, *_ in rulings(ENGLISH) if sentence.rstrip("。；") in plans]
