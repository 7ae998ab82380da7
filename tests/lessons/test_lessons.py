"""Each lesson runs as it is, tells right from wrong, gives no answer away, and is the same in both languages."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import numpy as np
import pandas as pd
import pytest

from compare.cli import main
from compare.coding.topic_model.topics import Prediction
from compare.errors import InputError
from compare.figures.catalogue import find_chart
from compare.lessons.answers import Judge
from compare.lessons.lesson import Lesson, begin
from compare.lessons.material import LANGUAGES, answers, lesson_files, mistakes, words
from compare.project import Project
from compare.tables.schema import Tables
from compare.text.document import Document

TABLES = [
    pd.DataFrame({"text": ["a row", "another"], "n": [1, 2], "share": [0.1, 0.2]}),
    pd.DataFrame({"n": [-1]}),
    pd.DataFrame(),
]
"""Tables in the place of an answer."""
NUMBERS = range(1, len(lesson_files("en")) + 1)
EXERCISES = [exercise for number in NUMBERS for exercise in answers(number)]
SECTIONS = {
    "en": ("**Questions.**", "**Afterwards you can**", "**You need**", "**Minutes:**", "## Exercises", "## Your own plan",
           "## Key points", "## Further reading"),
    "zh": ("**问题。**", "**学完之后，你能够**", "**需要**", "**时长：**", "## 练习", "## 你自己的规划", "## 要点", "## 延伸阅读"),
}  # fmt: skip


def cells(number: int, language: str, kind: str = "") -> list[str]:
    """The sources of a lesson's cells, of one kind if it is named."""
    notebook = jupytext.read(lesson_files(language)[number - 1])
    return [cell.source for cell in notebook.cells if not kind or cell.cell_type == kind]


def prose(number: int, language: str) -> str:
    return "\n\n".join(cells(number, language, "markdown"))


@pytest.fixture(autouse=True)
def in_project(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PROJECT", str(built.root))


class Guess:
    """In place of the topic model, which takes many seconds to fit."""

    def predict(self, document: Document) -> dict[str, Prediction]:
        return {row.provision_id: Prediction("E7", "", 0.5) for row in document.provisions}


@pytest.fixture(scope="module")
def lessons(tables: Tables) -> dict[int, Lesson]:
    return {number: Lesson(number, "en", tables) for number in NUMBERS}


@pytest.fixture(scope="module")
def solved(lessons: dict[int, Lesson], built: Project) -> dict[str, Any]:
    """The answer to every exercise on the tables of today."""
    with built.current():
        return {exercise: lesson_of(exercise, lessons)._answer(exercise) for exercise in EXERCISES}


def lesson_of(exercise: str, lessons: dict[int, Lesson]) -> Lesson:
    return lessons[int(exercise[0])]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_lesson_runs_as_it_is(number: int, tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.coding.coder.topic_model", Guess)
    monkeypatch.setattr("compare.figures.catalogue.figure", lambda name, *_: find_chart(name))
    for place in (
        "compare.project_tables",
        "compare.lessons.lesson",
    ):  # the same object: indices are computed once
        monkeypatch.setattr(f"{place}.read_tables", lambda *_: tables)
    session: dict[str, object] = {"display": lambda *_: None}
    for place, source in enumerate(cells(number, "en", "code"), 1):
        exec(compile(source, f"lesson {number}, cell {place}", "exec"), session)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_right_is_told_from_wrong(exercise: str, lessons: dict[int, Lesson], solved: dict[str, Any]) -> None:
    lesson, true = lesson_of(exercise, lessons), solved[exercise]
    for form in forms(true):
        assert lesson.check(exercise, form).right is True, form
    told = lesson.check(exercise, ...)
    assert told.right is None and exercise in told.text
    for wrong in ("mouse", -1, ["nothing"], {"nobody": 1}, object(), float("inf"), "", *TABLES):
        if not (true is None and wrong == ""):
            assert lesson.check(exercise, wrong).right is False, wrong


@pytest.mark.parametrize("exercise", EXERCISES)
def test_likely_mistakes_are_named(exercise: str, lessons: dict[int, Lesson]) -> None:
    lesson = lesson_of(exercise, lessons)
    assert mistakes(exercise)
    for name in mistakes(exercise):
        told = lesson.check(exercise, lesson._answer(exercise, name))
        assert told.right is False, f"{exercise}, {name}: what the mistake gives is right today"
        assert words("en")[exercise, name] in told.text


def test_answers_are_those_of_the_project_named_wherever_one_is(
    built: Project, tables: Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Solutions that read a file of the project, too: nothing of the current folder is meant."""
    monkeypatch.delenv("FAZHI_PROJECT")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("compare.project.REPOSITORY", tmp_path)
    monkeypatch.setattr("compare.lessons.lesson.read_tables", lambda *_: tables)
    for exercise in ("1.3", "6.1"):
        check, _, _ = begin(int(exercise[0]), "en", built.root)
        assert check(exercise, "mouse").right is False


def forms(true: Any) -> Iterator[Any]:
    """The same answer as readers may give it: other types, rounded, as text."""
    yield true
    if isinstance(true, bool):
        yield from (np.bool_(true), "是" if true else "否")
    elif isinstance(true, int):
        yield from (float(true), np.int64(true), f"{true:,}", f" {true} ", f"{true}条", Fraction(true))
    elif isinstance(true, float):
        yield from (round(true, 3), np.float64(true), f"{true:.1%}", str(round(true, 3)))
    elif isinstance(true, str):
        yield f" {true} "
    elif isinstance(true, set):
        yield from (sorted(true, reverse=True), tuple(true), pd.Series(sorted(true)), pd.Index(sorted(true)))
        yield from ("、".join(sorted(true)), " ".join(sorted(true)), f"{', '.join(sorted(true))},")
        yield pd.DataFrame({"answer": sorted(true)})
    elif isinstance(true, dict):
        yield from (pd.Series(true), pd.Series(true).to_frame("share"), pd.Series(true).reset_index())
        yield {key.upper(): value for key, value in true.items()}


@pytest.mark.parametrize("number", NUMBERS)
def test_no_answer_stands_in_the_lesson(number: int, solved: dict[str, Any]) -> None:
    for language in LANGUAGES:
        text = "\n".join(cells(number, language)).partition(SECTIONS[language][4])[2]
        asked = [part.partition("## ")[0] for part in re.split(r"\n### ", text)[1:]]
        assert len(asked) == len(answers(number))
        for (exercise, part), true in zip(
            zip(answers(number), asked, strict=True), [solved[one] for one in answers(number)], strict=True
        ):
            assert part.startswith(f"{exercise} ★"), part[:20]
            assert not given_away(part.partition("\n")[2], true), f"{exercise} in {language}"


def given_away(part: str, true: Any) -> bool:
    """Whether the words of an exercise hold its answer; of letters to choose from all stand there."""
    written = set(re.findall(r"[\w.%]+", part))
    if isinstance(true, bool) or true is None:
        return False
    if isinstance(true, int):
        return str(true) in written and true > 9
    if isinstance(true, float):
        return bool({f"{true:.{digits}f}" for digits in (2, 3, 4)} & written)
    if isinstance(true, dict):
        return any(given_away(part, value) for value in true.values())
    if isinstance(true, str):
        return true in part
    return all(one in written for one in true) and all(len(one) > 1 for one in true)


@pytest.mark.parametrize("number", NUMBERS)
def test_difficulty_rises(number: int) -> None:
    stars = [len(found) for found in re.findall(r"### \d\.\d (★+)", prose(number, "en"))]
    assert len(stars) >= 4 and stars == sorted(stars) and stars[0] == 1 and stars[-1] == 3


@pytest.mark.parametrize("number", NUMBERS)
def test_both_languages_are_in_step(number: int) -> None:
    english, chinese = (cells(number, language) for language in LANGUAGES)
    assert len(english) == len(chinese)
    code = [
        [re.sub(r'language ?= ?"\w\w"|(\s|^)#.*', "", source) for source in cells(number, language, "code")]
        for language in LANGUAGES
    ]
    assert code[0] == code[1]
    for one, other in zip(cells(number, "en", "markdown"), cells(number, "zh", "markdown"), strict=True):
        assert shape(one) == shape(other), one[:60]
    for language in LANGUAGES:
        text = prose(number, language)
        places = [text.index(section) for section in SECTIONS[language]]
        assert places == sorted(places)


def shape(source: str) -> tuple[object, ...]:
    """What both languages of a cell have in common: headings, lists, code in a line, and how much is said."""
    return (
        re.findall(r"(?m)^#+ (?:\d\.\d ★+)?", source),
        re.findall(r"(?m)^(?:- (?:[a-z]\. )?|\d+\. )", source),
        sorted(set(re.findall(r"`[^`]+`", source))),
        sorted(re.findall(r"https?://\S+|(?<!\d)(?:18|19|20)\d\d(?!\d)", source)),
    )


def test_everything_said_is_there_in_both_languages() -> None:
    for exercise in EXERCISES:
        for language in LANGUAGES:
            parts = {part for number, part in words(language) if number == exercise}
            assert parts == {"hint", "hint2", "why", *mistakes(exercise)}, exercise
            assert all(words(language)[exercise, part] for part in parts)
    said = {number for number, _ in words("en")}
    assert said == {"", *EXERCISES}
    for key, text in words("zh").items():
        assert key == ("", "plans") or re.search(r"[\u4e00-\u9fff]", text), key
        assert re.findall(r"\{\w+\}", text).sort() == re.findall(r"\{\w+\}", words("en")[key]).sort()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_help_comes_only_when_asked(exercise: str, lessons: dict[int, Lesson]) -> None:
    lesson = lesson_of(exercise, lessons)
    first, second, third = (lesson.hint(exercise).text for _ in range(3))
    assert first != second and second == third
    told = lesson.solution(exercise)
    assert "def answer_" in told.text and told._repr_markdown_() == repr(told) == told.text


def test_places_have_many_names_and_percent_is_told(
    lessons: dict[int, Lesson], solved: dict[str, Any]
) -> None:
    shares = solved["1.4"]
    named = dict(zip(["昆都仑区", "门头沟区", "Dadukou", "Chengde High-tech Zone", "BIYANG"], [
        shares[name] for name in ("kunqu", "mentougou", "dadukou", "chengde", "biyang")], strict=True))  # fmt: skip
    assert lessons[1].check("1.4", named).right
    assert not lessons[1].check("1.4", named | {"Atlantis": 0.5}).right
    assert "4 of 5" in lessons[1].check("1.4", named | {"BIYANG": 0.9}).text


def test_a_lesson_says_what_it_cannot(
    built: Project, monkeypatch: pytest.MonkeyPatch, lessons: dict[int, Lesson]
) -> None:
    with pytest.raises(InputError, match="no lesson 9"):
        begin(9)
    with pytest.raises(InputError, match="no language"):
        begin(1, "fr")
    with pytest.raises(InputError, match=r"no exercise 1\.9; this lesson has 1\.1"):
        lessons[1].check("1.9", 1)


def test_the_folder_is_a_project_with_notebooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        assert main(["lessons", str(tmp_path / name)]) == 0
    assert "Next: fazhi build --project one" in capsys.readouterr().out
    made = {
        path.relative_to(tmp_path / "one"): path.read_bytes()
        for path in (tmp_path / "one").rglob("*")
        if path.is_file()
    }
    again = {
        path.relative_to(tmp_path / "two"): path.read_bytes()
        for path in (tmp_path / "two").rglob("*")
        if path.is_file()
    }
    assert made == again
    notebooks = [path for path in made if path.suffix == ".ipynb"]
    assert len(notebooks) == len(LANGUAGES) * len(NUMBERS)
    for path in notebooks:
        nbformat.validate(nbformat.reads(made[path].decode(), as_version=4))
    assert (tmp_path / "one" / "data" / "raw" / "sources.csv").is_file()
    assert main(["lessons", str(tmp_path / "one")]) == 1
    assert "not an empty folder" in capsys.readouterr().err
    assert main(["lessons", str(tmp_path / "zh"), "--language", "zh"]) == 0
    assert not (tmp_path / "zh" / "en").exists()


def test_a_share_is_no_count() -> None:
    judge = Judge({}, 0.005)
    assert judge.right("100%", 1.0) and judge.right("百分之一百", 1.0) and judge.right("1", 1)
    assert not judge.right("100%", 1) and not judge.right("百分之一百", 1)
