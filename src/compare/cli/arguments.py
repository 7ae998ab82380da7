"""What the commands' arguments have in common: the project, ids between commas, counts."""

import argparse
import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from compare.errors import meant


class Parser(argparse.ArgumentParser):
    """Says what was probably meant by a mistyped command or option (Python does so itself from 3.14 on)."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        if found := _MISTYPED.search(message):
            near = meant(found[1], _CHOICE.findall(message.partition("choose from")[2]))
            message += f";{near}" if near else ""
        super().error(message)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As of `argparse`; what a command does not take is told beside what that command takes."""
        found, rest = self.parse_known_args(args, namespace)
        if rest:
            command: Parser = getattr(found, "command", self)
            option = next((one.partition("=")[0] for one in rest if one.startswith("--")), "")
            elsewhere = _options(self).get(option)
            near = f" {elsewhere} takes it" if elsewhere else meant(option, _options(command))
            command.error(f"unrecognized arguments: {' '.join(rest)}" + (f";{near}" if near else ""))
        return found


def _options(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The options of a parser and of all commands below it, each with a command that takes it."""
    found = {option: parser.prog for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found = _options(below) | found
    return found


_MISTYPED = re.compile(r"invalid choice: '([^']*)'")
_CHOICE = re.compile(r"[A-Za-z_-]+")

Command = Callable[[argparse.Namespace], int]
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def verb(verbs: Verbs, name: str, run: Command, help: str) -> argparse.ArgumentParser:
    """A command of `verbs` with its help and the option that every command has."""
    added = verbs.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.")
    added.add_argument(
        "--project",
        metavar="DIR",
        help="a folder with data/raw/sources.csv (default: the one around the current folder)",
    )
    added.add_argument("--debug", action="store_true", help="show where in the program a fault arose")
    added.set_defaults(run=run, command=added)
    return added


def add_out(added: argparse.ArgumentParser) -> None:
    """--out and --replace: where files go, and whether over files that are not ours."""
    added.add_argument("--out", default=".", metavar="DIR", help="folder to write to (default: here)")
    added.add_argument(
        "--replace", action="store_true",
        help="overwrite files of the same names, even those that fazhi did not write or that were changed",
    )  # fmt: skip


def ids(text: str) -> tuple[str, ...]:
    """Ids between commas, as an argument.

    >>> ids("county, district")
    ('county', 'district')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())


def count(text: str) -> int:
    """A number of one or more, as an argument."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of one or more")
    return int(text)
