"""The command `fazhi`. It only reads arguments and prints; the work is done elsewhere."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from functools import cache

from compare import __version__
from compare.cli import commands
from compare.cli.arguments import Parser, Verbs, add_out, count, ids, verb
from compare.cli.coding import add_coding
from compare.cli.ending import STOPPED, lose_nothing, tell
from compare.cli.memory import refuse_too_little
from compare.files.isolation import keep_children_safe
from compare.text.sources import COLUMNS

STATED = tuple(column for column in COLUMNS if column not in ("file", "sha256"))
"""Columns of sources.csv that can be stated when a plan is added."""
_LIGHT = (commands.show, commands.new, commands.lessons, commands.add, commands.remove)
"""Commands that load no library of arithmetic."""

_BEFORE_LOOKING = 50_000
"""Objects made before Python looks for those in circles: the libraries alone make hundreds of thousands that stay,
and to look through them after every 700 took a sixth of an export."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `fazhi`; returns the exit code.

    0 done, 1 a fault was found, 2 wrong use, 3 plans left out, 70 a bug, 130 stopped.
    """
    lose_nothing()
    keep_children_safe()
    options = make_parser().parse_args(arguments)
    try:
        commands.use_own_vocabulary(getattr(options, "project", None))
        if options.run not in _LIGHT:
            refuse_too_little()
            gc.set_threshold(_BEFORE_LOOKING)
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("fazhi: stopped; nothing was changed.", file=sys.stderr)
        return STOPPED
    except Exception as error:
        return tell(error, options)


@cache
def make_parser() -> argparse.ArgumentParser:
    """The commands with their help, which is meant to need no manual; made once in a process."""
    parser: argparse.ArgumentParser = Parser(
        prog="fazhi",
        description="Compare county-level plans for building a law-based government (法治政府建设).",
        epilog="Example: fazhi build && fazhi show PLAN-m009",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    verbs = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_build(verbs)
    _add_plans(verbs)
    _add_report(verbs)
    _add_evaluate(verbs)
    _add_exports(verbs)
    _add_release(verbs)
    add_coding(verbs)
    return parser


def _add_build(verbs: Verbs) -> None:
    """build and show: the tables, and what they say of one place."""
    build = verb(verbs, "build", commands.build, "make the tables in data/processed/ from data/raw/")
    build.epilog = (
        "A plan that cannot be read is named and left out, and the others are built (exit code 3). Only"
        " what changed since the last build is done again; a build that was stopped goes on where it was."
    )
    build.add_argument("--quiet", action="store_true", help="no progress bar")
    build.add_argument("--workers", type=count, metavar="N", help="processes (default: as many as cores)")
    build.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster: tcp://HOST:PORT")
    show = verb(verbs, "show", commands.show, "print a measure or provision, its codes and its source")
    show.add_argument("id", metavar="ID", help="PLAN-m007 or PLAN-p0041, where PLAN is its doc_id")


def _add_plans(verbs: Verbs) -> None:
    """new, lessons, add and remove: a project and its plans."""
    new = verb(verbs, "new", commands.new, "lay out a project in a new folder, with an invented plan to try")
    new.add_argument("folder", metavar="FOLDER")
    lessons = verb(
        verbs,
        "lessons",
        commands.lessons,
        "lay out six lessons that check themselves, with the plans they read",
    )
    lessons.add_argument("folder", metavar="FOLDER")
    lessons.add_argument("--language", nargs="+", default=("en", "zh"), choices=("en", "zh"))
    add = verb(verbs, "add", commands.add, "take plans (.txt .md .html .docx .pdf) into the project")
    add.add_argument("files", metavar="FILE", nargs="+", help="a plan, or a folder of plans")
    for column in STATED:
        add.add_argument(f"--{column.replace('_', '-')}", metavar="TEXT", help=f"{column} in sources.csv")
    remove = verb(verbs, "remove", commands.remove, "undo `fazhi add`")
    remove.add_argument("id", metavar="DOC_ID")


def _add_report(verbs: Verbs) -> None:
    """check, report and explore: what the tables are good for."""
    verb(verbs, "check", commands.check, "validate tables, hashes and spans")
    report = verb(verbs, "report", commands.report, "make reports/ and execute the notebooks")
    _add_highlight(report)
    report.add_argument("--fresh", action="store_true", help="score the topic model anew (minutes)")
    report.add_argument(
        "--trust", action="store_true",
        help="also run the project's own notebooks (*.py, *.ipynb): only where you know who wrote them, for they are"
        " programs",
    )  # fmt: skip
    explore = verb(verbs, "explore", commands.explore, "search, read and compare the plans in a browser")
    explore.add_argument("--no-open", action="store_true", help="only write reports/explore.html")


def _add_evaluate(verbs: Verbs) -> None:
    """evaluate: scores on documents that somebody answered."""
    evaluate = verb(
        verbs, "evaluate", commands.evaluate, "score extraction and codes against answers to real documents"
    )
    evaluate.add_argument("answers", metavar="ANSWERS", help="a folder of answers (docs/answers.md)")
    evaluate.add_argument(
        "--texts", metavar="DIR", help="where the texts lie (default: texts/ in or beside it)"
    )
    evaluate.add_argument("--name", default="", help="name of the set (default: that of the folder)")
    evaluate.add_argument(
        "--read-by", default="", metavar="WHO", help="who read the documents, where the answers do not say"
    )
    evaluate.add_argument(
        "--seen",
        choices=["no", "yes"],
        default="",
        help="were rules or examples changed by somebody who had read these documents? (default: not stated)",
    )


def _add_exports(verbs: Verbs) -> None:
    """export, concordance and evidence: files for papers."""
    export = verb(verbs, "export", commands.export, "write a figure or table for a paper")
    export.add_argument("name", metavar="NAME", nargs="?", help="a figure or table; none lists them")
    export.add_argument("--columns", nargs="+", default=(), metavar="NAME", help="only these columns")
    _add_highlight(export)
    export.add_argument(
        "--width", choices=("one", "two"), default="", help="columns of a paper that a figure fills"
    )
    export.add_argument(
        "--svg-text",
        action="store_true",
        help="words in SVG stay text, to be searched and edited where Noto Sans CJK SC is installed",
    )
    export.add_argument(
        "--kit",
        action="store_true",
        help="all of a figure in one archive: pictures in both languages, data, caption, alternative text, sources",
    )
    concordance = verb(
        verbs, "concordance", commands.concordance, "the plans side by side on a topic, an indicator or words"
    )
    concordance.add_argument(
        "key",
        metavar="TOPIC_OR_WORDS",
        help='such as E7, law_lectures, 执法公示 or "Administrative reconsideration"',
    )
    _add_highlight(concordance)
    evidence = verb(verbs, "evidence", commands.evidence, "the provisions behind every number of a figure")
    evidence.add_argument("name", metavar="FIGURE")
    for one in (export, concordance, evidence):
        one.add_argument(
            "--format",
            nargs="+",
            action="extend",
            default=[],
            metavar="FORMAT",
            help="such as png svg pdf xlsx",
        )
        add_out(one)
    for one in (export, concordance):
        one.add_argument("--language", nargs="+", default=("zh", "en"), choices=("zh", "en"))


def _add_release(verbs: Verbs) -> None:
    """release: one archive to publish; what is not stated is left out."""
    release = verb(
        verbs,
        "release",
        commands.release,
        "write one archive to publish: tables, codebook, what moved, citations",
    )
    release.epilog = (
        "Title, authors and so on are those of CITATION.cff in the project folder, or of these options;"
        " what is stated in neither is left out, and named."
    )
    for name, meaning in _STATED_OF_RELEASE.items():
        release.add_argument(f"--{name}", default="", metavar="TEXT", help=meaning)
    release.add_argument(
        "--author", dest="authors", action="append", default=[], metavar="NAME",
        help='"Zhang, Wei", or the name of a group; once for each',
    )  # fmt: skip
    release.add_argument(
        "--since",
        default="",
        metavar="ZIP",
        help="an earlier release (default: the latest in data/releases/)",
    )
    add_out(release)


_STATED_OF_RELEASE = {
    "title": "title of the data",
    "version": "version of the data, such as 1.2",
    "date": "day of the release, such as 2026-12-01",
    "license": "licence of the data, such as CC-BY-4.0",
}


def _add_highlight(added: argparse.ArgumentParser) -> None:
    """--highlight: which plans to name where there are too many to name all."""
    added.add_argument(
        "--highlight", type=ids, default=(), metavar="DOC_ID,…",
        help="up to 12 plans to name in figures (or to set side by side) of more than 12, by doc_id with commas between",
    )  # fmt: skip
