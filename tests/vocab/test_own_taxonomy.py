"""A project's own taxonomy in the place of ours: any codes, two levels or one; what is bound to ours steps aside."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from support.tiny import provision

from compare.coding.coder import completed
from compare.errors import InputError
from compare.extract.finds import find_all
from compare.figures.coverage import topic_headings, topic_rows
from compare.indices.coverage import coverage
from compare.indices.selection import counted
from compare.text.document import parse_document
from compare.text.sources import Source
from compare.vocab import outlines, taxonomy
from compare.vocab.reading import vocabulary_files

HEAD = "code,parent,label_zh,label_en\n"
DEEP = f"{HEAD}D1,,甲,Jia\nT01,D1,一,One\nT02,D1,二,Two\nD2,,乙,Yi\nT03,D2,三,Three\n"
FLAT = f"{HEAD}X1,,甲,Jia\nX2,,乙,Yi\n"
Use = Callable[[str], None]
CACHED = (taxonomy.taxonomy_rows, taxonomy.is_own, taxonomy.taxonomy, taxonomy.topics, outlines.frame)


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Puts a file of codes where a project has its own."""

    def put(text: str) -> None:
        (tmp_path / "taxonomy.csv").write_text(text, encoding="utf-8")
        own = [tmp_path / "taxonomy.csv"]
        monkeypatch.setattr(
            taxonomy,
            "vocabulary_files",
            lambda name: vocabulary_files(name) + (own if name == "taxonomy.csv" else []),
        )
        forget()

    forget()
    yield put
    monkeypatch.undo()
    forget()


def test_two_levels(use: Use) -> None:
    use(DEEP)
    assert taxonomy.is_own()
    assert taxonomy.topics() == ("T01", "T02", "T03", "N0", "N1", "N2", "N3")
    assert taxonomy.domains() == ["D1", "D2"]
    assert [taxonomy.domain_of(code) for code in ("T03", "N1", "")] == ["D2", "N", ""]
    assert list(topic_rows("en")) == ["D1", "T01", "T02", "D2", "T03"] and topic_headings() == ["D1", "D2"]


# A code without codes under it is its own domain, and stands once in a list of both.
def test_one_level(use: Use) -> None:
    use(FLAT)
    assert taxonomy.topics()[:2] == ("X1", "X2") and taxonomy.domains() == ["X1", "X2"]
    assert taxonomy.domain_of("X2") == "X2"
    assert list(topic_rows("en")) == ["X1", "X2"] and topic_headings() == []


# Topics under a domain of ours are added to ours.
@pytest.mark.parametrize("row", ["E99,E,某,Some", "E7,E,某,Some", "N9,N,某,Some"])
def test_rows_that_need_our_domains_do_not_replace_ours(use: Use, row: str) -> None:
    use(f"{HEAD}{row}\n")
    assert not taxonomy.is_own() and "A1" in taxonomy.topics()


# Our crosswalk places our topics only: another scheme's A1 is not ours, and has no place.
def test_the_crosswalk_steps_aside(use: Use) -> None:
    use(f"{HEAD}A,,甲,Jia\nA1,A,一,One\n")
    assert outlines.frame("2015").keys == [] and outlines.frame("domain").place == {"A1": "A"}
    rows = pd.DataFrame([provision("x", 1, 0, 9, topic2="")])
    assert coverage(rows, outlines.frame("2015")).empty
    assert coverage(rows, outlines.frame("domain"))["n"].tolist() == [1]


# No model knows the codes: what nobody coded has no topic and does not count; layout and rules still speak.
def test_what_nobody_coded_has_no_topic(use: Use) -> None:
    use(DEEP)
    text = "二、主要任务\n（一）规范执法。行政执法人员必须持证上岗。\n"
    document = parse_document(Source("x", "x.txt"), text, "0" * 64, is_plan=False)
    codes = completed(document, find_all(document), {})
    last = codes[document.provisions[-1].provision_id]
    assert (last.topic, last.topic_source, last.coder, last.obligation) == ("", "", "", 3)
    rows = pd.DataFrame(
        [
            {"provision_id": "p", "measure_id": "", "is_heading": 0, "topic": code}
            for code in ("", "T01", "N1")
        ]
    )
    assert counted(rows)["topic"].tolist() == ["T01"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}D1,,甲,Jia\nT 1,D1,一,One\n", "line 3: 'T 1' is no code"),
        (f"{HEAD}NET,,网,Net\n", "line 2: 'NET': codes that begin with N are kept"),
        (f"{HEAD}D1,,甲,Jia\nD1,,乙,Yi\n", "line 3: 'D1' stands there twice"),
        (
            f"{HEAD}D1,,甲,Jia\nT1,D1,一,One\nU1,T1,二,Two\n",
            "line 4: 'U1' is under 'T1', which is under 'D1'",
        ),
        (f"{HEAD}D1,,甲,\n", "line 2: 'D1' has no label in both languages"),
        ("code,parent,label_zh\nD1,,甲\n", "column 'label_en' is missing"),
        (f"{HEAD}D1,,甲,Jia\nCON,D1,一,One\n", "line 3: 'CON' is a name that Windows keeps"),
        (f"{HEAD}D1.,,甲,Jia\n", "line 2: 'D1.' ends in a dot"),
        (f"{HEAD}Abc,,甲,Jia\nabc,,乙,Yi\n", "'Abc' and 'abc' differ by case only"),
        # Rows that are added to ours are no less names of pages.
        (f"{HEAD}../x,E,某,Some\n", "line 2: '../x' is no code"),
        (f"{HEAD}nul.txt,E,某,Some\n", "line 2: 'nul.txt' is a name that Windows keeps"),
        (f"{HEAD}e7,E,某,Some\n", "'e7' and 'E7' differ by case only"),
        (f"{HEAD}E99,E,某,\n", "line 2: 'E99' has no label in both languages"),
        (f"{HEAD}E98,E,某,Some\nZ1,Z,某,Some\n", "line 3: 'Z1' is under 'Z', which is no code"),
    ],
)
def test_a_fault_names_its_row(use: Use, text: str, said: str) -> None:
    use(text)
    with pytest.raises(InputError, match=said):
        taxonomy.taxonomy()
