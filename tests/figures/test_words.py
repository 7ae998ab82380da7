"""The words of figures: all in the vocabulary, in both languages, and nothing of any one project."""

import ast
import re
import string
from pathlib import Path

import pytest

import compare.figures
from compare.figures.catalogue import CHARTS, GROUPS
from compare.figures.coders import who_coded
from compare.figures.words import has_words, listed, say, value_label
from compare.tables.schema import Tables
from compare.vocab.reading import read_vocabulary, values

FOLDER = Path(compare.figures.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
ROWS = read_vocabulary("figures")
HAN = re.compile("[\u4e00-\u9fff]")


def literals(path: Path) -> list[str]:
    """The string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    homes = (ast.Module, ast.ClassDef, ast.FunctionDef)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, homes)]
    lines = [line for body in bodies for line in body if isinstance(line, ast.Expr)]
    docs = {id(line.value) for line in lines if isinstance(line.value, ast.Constant)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


# Whoever mends a word finds it in one place, beside its translation.
@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_chinese_words_in_the_code(path: Path) -> None:
    assert [text for text in literals(path) if HAN.search(text)] == []


# Sentences about a plan are computed from the tables of its project.
def test_no_plan_is_named(tables: Tables) -> None:
    names = {
        name
        for column in ("doc_id", "jurisdiction_zh", "parent_zh")
        for name in tables["documents"][column]
        if name
    }
    names |= {name.removesuffix("县").removesuffix("区") for name in names} | {"biyang", "mentougou"}
    where = [
        *(path.read_text(encoding="utf-8") for path in MODULES),
        *(f"{row['zh']} {row['en']}" for row in ROWS),
    ]
    code = "\n".join("\n".join(line for line in text.split("\n") if ">>>" not in line) for text in where)
    docless = re.sub(r'"""[\s\S]*?"""', "", code).lower()
    assert [name for name in names if name.lower() in docless] == []


def test_every_text_is_said_once_in_both_languages() -> None:
    keys = [(chart, row["key"]) for row in ROWS for chart in values(row["charts"]) or [""]]
    assert len(keys) == len(set(keys))
    assert [row for row in ROWS if not (row["zh"] and row["en"])] == []


# A sentence with a number in one language has it in the other, too.
def test_both_languages_fill_in_the_same() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    extra = {"by_day", "by_day_short"}  # a month has a name in one language
    assert [
        row["key"] for row in ROWS if fields(row["zh"]) != fields(row["en"]) and row["key"] not in extra
    ] == []


# What is counted is no heading and no text without a measure: of 1,125 statements that are no headings 979.
@pytest.mark.parametrize(("language", "headings"), [("zh", "不含标题"), ("en", "eadings")])
def test_who_leaves_out_headings_tells_of_the_rest(language: str, headings: str) -> None:
    texts = [row[language] for row in ROWS if headings in row[language]]
    assert len(texts) > 5
    assert [text for text in texts if "N" not in text and "A1" not in text] == []


def test_the_vocabulary_names_no_chart_that_is_not_there() -> None:
    assert {chart for row in ROWS for chart in values(row["charts"])} - set(CHARTS) == set()


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_has_its_words(name: str) -> None:
    for language in ("zh", "en"):
        assert CHARTS[name].title(language)
        for key in ("note", "caption", "empty"):
            assert has_words(name, key)
        assert CHARTS[name].words("note", many=False, language=language)


def test_every_group_has_a_name() -> None:
    assert [group.label("zh") for group in GROUPS][:2] == ["语料", "主题覆盖"]


# One word for one thing, whether a figure or a table says it.
@pytest.mark.parametrize(
    ("column", "value", "zh", "en"),
    [
        ("form", "duration", "时限", "time limit"),
        ("standing", "strictest", "更具约束力", "strictest"),
        ("standing", "less strict", "较宽松", "less strict"),
        ("standing", "alone", "仅一份规划设定", "one plan only"),
        ("interval", "P2Y", "每两年", "every 2 years"),
    ],
)
def test_terms(column: str, value: str, zh: str, en: str) -> None:
    assert (value_label(column, value, "zh"), value_label(column, value, "en")) == (zh, en)


def test_lists() -> None:
    assert [listed(names, "en") for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert listed(["a", "b"], "zh") == "a和b"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError, match="nosuch"):
        say("presence", "nosuch", "en")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_coder_is_read_from_the_codes(language: str, tables: Tables) -> None:
    person = tables["provisions"].assign(topic_source="person", coder="wang")
    person = person.assign(obligation_source="person", obligation_coder="wang")
    assert "wang" in who_coded(person, language)
    assert "model" not in who_coded(person, language) and "模型" not in who_coded(person, language)
