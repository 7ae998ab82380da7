"""The Python functions: the verbs of a session with their docstrings, and the modules behind them."""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import compare
from fazhi_docs.translated import said

_HEADS = {"en": ("function", "what it does"), "zh": ("函数", "用途")}
_MODULES = (
    "compare.indices.coverage",
    "compare.indices.strictness",
    "compare.indices.strictness_rates",
    "compare.indices.rates",
    "compare.indices.timeline",
    "compare.indices.reuse",
    "compare.indices.indicators",
    "compare.indices.specifications",
    "compare.indices.rank_stability",
)
_TITLES = {"en": ("In one view", "In full", "Modules"), "zh": ("一览", "详细说明", "模块")}


def functions(language: str) -> str:
    """A table of all verbs, their docstrings in full, and those of the modules of indices."""
    view, full, modules = _TITLES[language]
    parts = [f"## {view}", _overview(language), f"## {full}"]
    parts += [_autodoc("autofunction", f"{verb.__module__}.{name}") for name, verb in _verbs().items()]
    parts.append(f"## {modules}")
    for name in _MODULES:
        parts += [f"### {name}", _autodoc("automodule", name, members=True)]
    return "\n\n".join(parts)


def first_lines() -> dict[str, str]:
    """What each verb does, in a line."""
    return {name: (inspect.getdoc(verb) or "").splitlines()[0] for name, verb in _verbs().items()}


def _verbs() -> dict[str, Callable[..., Any]]:
    """The verbs by name, from the modules that hold them: a folder may have the name of a verb."""
    return {name: getattr(import_module(place), name) for name, place in sorted(compare._WHERE.items())}


def _overview(language: str) -> str:
    head = ["| {} | {} |".format(*_HEADS[language]), "|---|---|"]
    rows = [f"| `compare.{name}` | {said(line, language)} |" for name, line in first_lines().items()]
    return "\n".join(head + rows)


def _autodoc(directive: str, name: str, members: bool = False) -> str:
    options = "\n   :members:\n   :no-index:" if members else ""  # a verb is indexed where it stands alone
    return f"```{{eval-rst}}\n.. {directive}:: {name}{options}\n```"
