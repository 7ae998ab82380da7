"""What each command of `fazhi` does: find the project, call the package, say what came out.

Each command imports what it needs itself: pandas, matplotlib and their kind take seconds to load,
for which `fazhi --help` should not wait.
"""

import argparse
import sys
import time
from pathlib import Path

from compare import __version__
from compare.cli.ending import tell
from compare.errors import InputError
from compare.files.manifest import refuse_unfinished
from compare.files.placing import named_folder
from compare.project import Project, find_project
from compare.report import without_grammar
from compare.text.sources import COLUMNS
from compare.vocab.filling import fill


def use_own_vocabulary(folder: str | None) -> None:
    """Read a project's own `vocab/*.csv`, if it has some, before any term is compiled."""
    from compare.vocab.reading import own_folder, use_vocabulary

    try:
        own = find_project(folder).root / "vocab"
    except InputError:  # a folder that is no project is told by the command itself
        return
    if own.is_dir() or own_folder():
        use_vocabulary(own if own.is_dir() else None)


def build(options: argparse.Namespace) -> int:
    """Read, code and tabulate every plan of the project."""
    from compare.build.building import build_project
    from compare.coding.coder import PlanCoder

    began = time.monotonic()
    project = find_project(options.project)
    coder = PlanCoder(project.coding)
    built = build_project(project, coder, __version__, options.workers, options.scheduler, options.quiet)
    for note in (*built.notes, *built.faults):
        print(f"fazhi: {note}", file=sys.stderr)
    print(f"Wrote {built.summary} to {_shown(project)}data/processed/ and reports/sources.md")
    print(f"in {time.monotonic() - began:.1f} seconds.")
    for lost in built.looks_lost:
        print(f"Looks lost: {lost}; see reports/sources.md.")
    if built.faults:
        print(f"Left out, because they could not be built: {len(built.faults)}; see the messages.")
    return 3 if built.faults else 0


def add(options: argparse.Namespace) -> int:
    """Take plans into the project, which is begun if the folder is none yet.

    Of several files each is taken by itself; one that cannot be read does not stop the rest.
    """
    from compare.intake.adding import add_plan, plan_files

    project = Project(Path(options.project).resolve()) if options.project else find_project()
    stated = {name: value for name in COLUMNS if (value := getattr(options, name, None))}
    files = [file for name in options.files for file in plan_files(Path(name))]
    if len(files) > 1 and stated:
        raise InputError("Values can be stated for one plan only; add the plans one by one.")
    code = 0
    for file in files:
        try:
            print(add_plan(project, file, stated))
        except BrokenPipeError:  # nobody reads on; the plan is taken all the same
            raise
        except Exception as error:
            code = max(code, tell(error, options))
    return code


def new(options: argparse.Namespace) -> int:
    """Lay out a project in a new folder."""
    from compare.intake.beginning import new_project

    print(new_project(Path(options.folder)))
    return 0


def lessons(options: argparse.Namespace) -> int:
    """Lay out the lessons in a new folder."""
    from compare.lessons.laying import lay_out

    print(lay_out(Path(options.folder), options.language))
    return 0


def remove(options: argparse.Namespace) -> int:
    """Take a plan out of the project."""
    from compare.intake.adding import remove_plan

    print(remove_plan(find_project(options.project), options.id))
    return 0


def show(options: argparse.Namespace) -> int:
    """Print one measure or provision."""
    from compare.cli.show import show as show_row

    print(show_row(options.id, find_project(options.project)))
    return 0


def check(options: argparse.Namespace) -> int:
    """Print all faults; exit code 1 if there are any."""
    from compare.tables.integrity import check as find_faults

    faults = find_faults(find_project(options.project), __version__)
    for fault in faults:
        print(fault)
    print(fill("{n:fault|faults} found.", n=len(faults)) if faults else "Tables, hashes and spans hold.")
    return 1 if faults else 0


def _shown(project: Project) -> str:
    """The project's folder as it is said in a message; nothing for the one around the current folder."""
    here = Path.cwd()
    return "" if project.root in (here, *here.parents) else f"{project.root.name}/"


def report(options: argparse.Namespace) -> int:
    """Make reports/ and the executed notebooks."""
    with without_grammar():
        from compare.report.making import make_report

    began = time.monotonic()
    project = find_project(options.project)
    made = make_report(
        project,
        lambda step: print(f"fazhi: {step} …", file=sys.stderr),
        options.fresh,
        options.highlight,
        options.trust,
    )
    for note in (*made.notes, *made.faults):
        print(f"fazhi: {note}", file=sys.stderr)
    print(f"Wrote {_shown(project)}{made.page.relative_to(project.root).as_posix()} and all it leads to")
    print(f"in {time.monotonic() - began:.1f} seconds.")
    if made.faults:
        print(f"Left out, because they could not be made: {len(made.faults)}; see the messages.")
    return 3 if made.faults else 0


def explore(options: argparse.Namespace) -> int:
    """Write the page on which plans are explored, and open it."""
    import webbrowser

    from compare.project_tables import read_tables
    from compare.report.explorer import write_explorer

    project = find_project(options.project)
    with project.locked("explore"):
        page = write_explorer(project, read_tables(project.root))
    print(f"Wrote {_shown(project)}{page.relative_to(project.root)}; open it with a browser.")
    if not options.no_open:
        webbrowser.open(page.as_uri())
    return 0


def export(options: argparse.Namespace) -> int:
    """Write a figure or table; without a name, list what there is."""
    from compare.export.request import export as export_files
    from compare.export.request import kit_file, listing
    from compare.project_tables import read_tables

    if not options.name:
        print(listing())
        return 0
    if options.kit and (options.format or options.columns):
        raise InputError("A kit has all forms and columns of a figure; leave out --format and --columns.")
    project = find_project(options.project)
    refuse_unfinished(project.reports)
    tables = read_tables(project.root)
    folder, chosen = (
        named_folder(options.out, project.root),
        (options.highlight, options.width, options.replace, options.svg_text),
    )
    if options.kit:
        return _said(kit_file(options.name, tables, folder, *chosen))
    asked = (options.format, options.language, options.columns)
    return _said(export_files(options.name, tables, folder, *asked, *chosen))


def concordance(options: argparse.Namespace) -> int:
    """Write the plans side by side on a topic or indicator."""
    from compare.export.request import concordance_files
    from compare.project_tables import read_tables

    project = find_project(options.project)
    tables = read_tables(project.root)
    return _said(
        concordance_files(
            options.key,
            tables,
            named_folder(options.out, project.root),
            options.format,
            options.language,
            options.highlight,
            options.replace,
        )
    )


def evidence(options: argparse.Namespace) -> int:
    """Write the provisions behind every number of a figure."""
    from compare.export.request import evidence_files
    from compare.project_tables import read_tables

    project = find_project(options.project)
    tables = read_tables(project.root)
    folder = named_folder(options.out, project.root)
    return _said(evidence_files(options.name, tables, folder, options.format, options.replace))


def evaluate(options: argparse.Namespace) -> int:
    """Score what a build finds against a folder of answers, and keep what was measured."""
    from compare.evaluation.evaluate import evaluate as score
    from compare.evaluation.evaluate import summary
    from compare.evaluation.measured import measured_path

    project, folder = find_project(options.project), Path(options.answers)
    texts = Path(options.texts) if options.texts else None
    name = options.name or folder.resolve().name
    rows = score(project, folder, texts, name, __version__, options.seen, options.read_by)
    print(summary(rows))
    print(f"Wrote {measured_path(project)}")
    return 0


def release(options: argparse.Namespace) -> int:
    """Write one archive to publish."""
    from compare.release.kit import make_release

    project = find_project(options.project)
    refuse_unfinished(project.reports)
    stated = {part: getattr(options, part) for part in ("title", "version", "date", "authors")}
    stated |= {"licence": options.license}
    since = Path(options.since) if options.since else None
    for line in make_release(
        project, named_folder(options.out, project.root), stated, since, options.replace
    ):
        print(line)
    return 0


def _said(files: list[Path]) -> int:
    for file in files:
        print(f"Wrote {file}")
    return 0
