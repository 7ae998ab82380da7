"""The material of the lessons: texts in two languages, solutions, and the words said to a learner.

It lies in `lessons/` of the repository and comes with the package: `en/` and `zh/` hold the lessons
as percent scripts, `solutions/` a module for each, `words.csv` hints, explanations and answers to
mistakes. A solution is a function `answer_2(tables)` that computes the answer, and
`mistake_2_headings(tables)` computes what a reader gets who forgets to leave out headings. So no
number is written down anywhere: where a build moves one, lesson, solution and check move with it.
"""

import sys
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from compare.errors import InputError
from compare.files.csv_rows import rows_of_csv
from compare.project import REPOSITORY
from compare.tables.schema import Tables

LANGUAGES = ("en", "zh")
Answer = Callable[[Tables], Any]
WITHIN = 0.005
"""How far a share may be off, unless a solution's `WITHIN` says otherwise: two decimals are enough."""


def material() -> Path:
    """The folder of the lessons: that of the installed package, else the repository's."""
    folders = (Path(str(files("compare"))) / "reference" / "lessons", REPOSITORY / "lessons")
    return next(folder for folder in folders if folder.is_dir())


def lesson_files(language: str) -> list[Path]:
    """The lessons of a language in their order."""
    return sorted((material() / language).glob("[0-9]_*.py"))


@cache
def solutions(lesson: int) -> ModuleType:
    """The module that computes the answers of a lesson; an `InputError` where there is no such lesson."""
    path = material() / "solutions" / f"lesson_{lesson}.py"
    if not path.is_file():
        raise InputError(f"There is no lesson {lesson}; there are lessons 1 to {len(lesson_files('en'))}.")
    name = f"fazhi_lesson_{lesson}"
    spec = spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # so that the source of a function can be shown
    spec.loader.exec_module(module)
    return module


def answers(lesson: int) -> dict[str, Answer]:
    """What computes the answer to each exercise, by its number: `3.2`."""
    return {f"{lesson}.{name}": function for name, function in _functions(lesson, "answer_").items()}


def mistakes(exercise: str) -> dict[str, Answer]:
    """What computes each of the likely wrong answers to an exercise, by the name of the mistake."""
    lesson, number = exercise.split(".")
    return _functions(int(lesson), f"mistake_{number}_")


def _functions(lesson: int, prefix: str) -> dict[str, Answer]:
    module = solutions(lesson)
    return {
        name.removeprefix(prefix): getattr(module, name) for name in vars(module) if name.startswith(prefix)
    }


def tolerance(exercise: str) -> float:
    """How far a number that is no count may be off."""
    within: dict[str, float] = getattr(solutions(int(exercise.split(".")[0])), "WITHIN", {})
    return within.get(exercise, WITHIN)


@cache
def words(language: str) -> dict[tuple[str, str], str]:
    """What is said to a learner, by exercise (empty: in all) and part (`hint`, `why`, a mistake, …)."""
    rows = rows_of_csv(material() / "words.csv")
    return {(row["exercise"], row["part"]): row[language] for row in rows}
