"""The commands of `fazhi`, from its own parser."""

import argparse
from collections.abc import Iterator

from compare.cli.parser import make_parser
from fazhi_docs.translated import said

_HEADS = {"en": ("argument", "meaning"), "zh": ("参数", "含义")}


def commands(language: str) -> str:
    """A section for each command, with its usage, its arguments and what it says of itself."""
    return "\n\n".join(_section(name, parser, language) for name, parser in verbs(make_parser()))


def verbs(
    parser: argparse.ArgumentParser, before: str = "fazhi"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command, and every step of a command, by its full name."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, verb in action.choices.items():
                steps = list(verbs(verb, f"{before} {name}"))
                yield from steps or [(f"{before} {name}", verb)]


def sentences() -> set[str]:
    """Everything that the commands say of themselves, in English."""
    found = set()
    for _, parser in verbs(make_parser()):
        found |= {parser.description or "", parser.epilog or ""}
        found |= {_help(action) for action in arguments(parser)}
    return found - {""}


def arguments(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments of a command, in the order of its help, without `--help`."""
    return [action for action in parser._actions if not isinstance(action, argparse._HelpAction)]


def _section(name: str, parser: argparse.ArgumentParser, language: str) -> str:
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    parts = [f"## `{name}`", said(parser.description or "", language), f"```text\n{usage}\n```"]
    rows = [
        f"| `{_named(action)}` | {_cell(said(_help(action), language))} |" for action in arguments(parser)
    ]
    if rows:
        parts.append("\n".join(["| {} | {} |".format(*_HEADS[language]), "|---|---|", *rows]))
    return "\n\n".join([*parts, said(parser.epilog or "", language)]).rstrip()


def _help(action: argparse.Action) -> str:
    return action.help or ""


def _named(action: argparse.Action) -> str:
    """An argument as one types it: `--width one|two`, `FILE`."""
    value = str(action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper())
    value = value if action.nargs != 0 else ""
    return f"{action.option_strings[-1]} {value}".strip() if action.option_strings else value


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("%%", "%")
