"""One lesson in a session: tell right from wrong, help, and show the solution to who asks for it."""

import inspect
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from compare.errors import InputError
from compare.indices.plans import plan_labels
from compare.lessons.answers import Judge, Unfit, folded
from compare.lessons.material import LANGUAGES, answers, mistakes, tolerance, words
from compare.project import Project, find_project
from compare.project_tables import read_tables
from compare.tables.schema import Tables


@dataclass(frozen=True, repr=False)
class Told:
    """What a learner is told, in Markdown; `right` is missing where nothing was judged."""

    text: str
    right: bool | None = None

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return self.text


@dataclass
class Lesson:
    """A lesson on the tables of a project; exercises are named by their numbers, as `3.2`.

    Some answers read the project's files; `project` is by default the one around the current folder.
    """

    number: int
    language: str
    tables: Tables
    project: Project | None = None
    asked: Counter[str] = field(default_factory=Counter)
    known: dict[str, Any] = field(default_factory=dict)

    def check(self, exercise: str, answer: Any) -> Told:
        """Whether an answer is right; a likely mistake is named, the answer is not."""
        true = self._answer(exercise)
        if answer is ...:
            return Told(self._say("open", exercise=exercise))
        judge = Judge(self._names, tolerance(exercise))
        try:
            right = judge.right(answer, true)
        except Unfit as unfit:
            return Told(self._say(f"asks_{unfit.args[0]}"), False)
        if right:
            return Told(self._say("right", exercise=exercise), True)
        return Told(
            " ".join(
                [self._say("wrong", exercise=exercise), *self._why_wrong(exercise, answer, true, judge)]
            ),
            False,
        )

    def hint(self, exercise: str) -> Told:
        """A hint; asked again, the next one, if there is one."""
        self._solution(exercise)
        self.asked[exercise] += 1
        there = [
            words(self.language)[key]
            for key in words(self.language)
            if key[0] == exercise and key[1][:4] == "hint"
        ]
        return Told(there[min(self.asked[exercise], len(there)) - 1])

    def solution(self, exercise: str) -> Told:
        """The way to the answer, why it is the way, and what comes out."""
        found, true = self._solution(exercise), self._answer(exercise)
        code = inspect.getsource(found).rstrip()
        helpers = _helpers(found)
        why = words(self.language)[exercise, "why"]
        return Told(f"{why}\n\n```python\n{helpers}{code}\n```\n\n" + self._say("gives", answer=_shown(true)))

    def _solution(self, exercise: str) -> Callable[[Tables], Any]:
        there = answers(self.number)
        if str(exercise) not in there:
            raise InputError(self._say("unknown", exercise=exercise, there=", ".join(there)))
        return there[str(exercise)]

    @cached_property
    def _names(self) -> dict[str, str]:
        return _names(self.tables)

    def _answer(self, exercise: str, mistake: str = "") -> Any:
        """The true answer, or what a mistake gives; each is computed once."""
        function = mistakes(exercise)[mistake] if mistake else self._solution(exercise)
        if (place := f"{exercise} {mistake}") not in self.known:
            with self.project.current() if self.project else nullcontext():
                self.known[place] = function(self.tables)
        return self.known[place]

    def _why_wrong(self, exercise: str, given: Any, true: Any, judge: Judge) -> list[str]:
        """What probably went wrong: a mistake that gives just this, a percentage, or how much of it is right."""
        for name in mistakes(exercise):
            if judge.right(given, self._answer(exercise, name)):
                return [words(self.language)[exercise, name]]
        if isinstance(true, dict):
            each = judge.each(given, true)
            return [self._say("partly", held=sum(each.values()), all=len(each))]
        if isinstance(true, set):
            held, all_of_them, named = judge.shared(given, true)
            return [self._say("of_several", held=held, named=named, lacking=all_of_them - held)]
        if isinstance(true, float) and 0 < true < 1 and Judge({}, 0.05 + true).right(given, 100 * true):
            return [self._say("percent")]
        return []

    def _say(self, part: str, **values: Any) -> str:
        return words(self.language)["", part].format(**values)


def begin(
    lesson: int, language: str = "en", project: str | Path | None = None
) -> tuple[Callable[[str, Any], Told], Callable[[str], Told], Callable[[str], Told]]:
    """`check`, `hint` and `solution` of a lesson (1 to 6) in `en` or `zh`.

    Answers are computed from the tables of `project` (by default the one around the current folder),
    so they hold for its plans. Raises `InputError` where there are no tables, where they lack the
    plans that the lessons speak of, or where there is no such lesson.
    """
    if language not in LANGUAGES:
        raise InputError(f"{language!r} is no language of the lessons; there are {' and '.join(LANGUAGES)}.")
    answers(lesson)
    tables = read_tables(project)
    begun = Lesson(lesson, language, tables, find_project(project))
    lacking = [
        name
        for name in words(language)["", "plans"].split()
        if name not in set(tables["documents"]["doc_id"])
    ]
    if lacking:
        raise InputError(words(language)["", "other_plans"].format(plans=", ".join(lacking)))
    return begun.check, begun.hint, begun.solution


def _names(tables: Tables) -> dict[str, str]:
    """The plans by whatever one may call them: id, place or label, in both languages."""
    documents: pd.DataFrame = tables["documents"]
    names = {folded(doc_id): doc_id for doc_id in documents["doc_id"]}
    for column in ("jurisdiction_zh", "jurisdiction_en"):
        names |= {
            folded(place): doc_id
            for place, doc_id in zip(documents[column], documents["doc_id"], strict=True)
            if place
        }
    for language in LANGUAGES:
        labels = plan_labels(documents, language)
        names |= {folded(label): doc_id for doc_id, label in labels.items()}
        names |= {folded(label).rsplit(" ", 1)[0]: doc_id for doc_id, label in labels.items()}
    return names


def _helpers(function: Callable[..., Any]) -> str:
    """The source of the functions of the same module that a solution calls."""
    module = inspect.getmodule(function)
    called = [getattr(module, name, None) for name in function.__code__.co_names]
    own = [one for one in called if inspect.isfunction(one) and one.__module__ == function.__module__]
    return "".join(f"{inspect.getsource(one).rstrip()}\n\n" for one in own)


def _shown(answer: Any) -> str:
    """An answer as it is printed: sets in order, shares with three decimals."""
    if isinstance(answer, dict):
        return ", ".join(f"{key}: {_shown(value)}" for key, value in answer.items())
    if isinstance(answer, (set, list)):
        return ", ".join(sorted(answer) if isinstance(answer, set) else answer)
    return f"{answer:.3f}" if isinstance(answer, float) else str(answer)
