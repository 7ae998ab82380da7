"""`fazhi coding`: people check and correct the codes; its arguments, and what each step calls."""

import argparse
from pathlib import Path

from compare.cli.arguments import Verbs, add_out, count, ids, verb
from compare.errors import InputError
from compare.files.placing import named_folder
from compare.project import find_project


def add_coding(verbs: Verbs) -> None:
    """The steps of `fazhi coding`."""
    coding = verbs.add_parser(
        "coding", help="coding by people: sheets out and in, whose codes count, agreement"
    )
    steps = coding.add_subparsers(title="steps", required=True, metavar="STEP")
    _add_export(steps)
    _add_import(steps)
    _add_scheme(steps)
    _add_use(steps)
    _add_agreement(steps)
    _add_corrected(steps)


def _add_export(steps: Verbs) -> None:
    export = verb(
        steps, "export", _export, "write a coding sheet: of a plan, of some measures, or of a sample"
    )
    export.add_argument("ids", metavar="DOC_ID", nargs="*", help="plans (of a sample: all, if none is named)")
    export.add_argument(
        "--finds", action="store_true",
        help="a sample of sentences with what was found in them, to be judged: precision and recall of your plans",
    )  # fmt: skip
    export.add_argument(
        "--blind", action="store_true", help="without suggested codes, or without what was found"
    )
    export.add_argument("--measures", metavar="N-N", default="", help="only these measures of the plan")
    export.add_argument("--sample", type=count, metavar="N", help="draw so many provisions from the tables")
    export.add_argument("--seed", type=int, default=1, metavar="N", help="another seed draws another sample")
    export.add_argument(
        "--stratify", type=ids, default=(), metavar="COLUMN,…",
        help="draw from every value of these columns: topic, domain, obligation, sanction, monitoring, doc_id, topic_source",
    )  # fmt: skip
    export.add_argument(
        "--first", type=ids, default=(), metavar="KIND,…",
        help="fill half the sample with provisions of rare topics (rare), or whose topic is least sure (uncertain)",
    )  # fmt: skip
    export.add_argument(
        "--format", default="", metavar="FORMAT",
        help="for programs of qualitative analysis (REFI-QDA): qdc, the codebook, or qdpx, texts and codings",
    )  # fmt: skip
    add_out(export)


def _export(options: argparse.Namespace) -> int:
    """Write a coding sheet."""
    from compare.sheets.samples import export_measures, export_sample
    from compare.sheets.sampling import Sample
    from compare.sheets.sheet import export_sheet

    project = find_project(options.project)
    out, how = named_folder(options.out, project.root), (options.blind, options.replace)
    if options.format:
        from compare.sheets.refi import export_refi, form_of

        return said(export_refi(project, options.ids, out, form_of(options.format), options.replace))
    if options.finds:
        return _export_finds(options)
    if options.sample:
        sample = Sample(options.sample, options.seed, options.stratify, options.first)
        return said(export_sample(project, options.ids, sample, out, *how))
    if options.stratify or options.first:
        raise InputError("--stratify and --first say how a sample is drawn; add --sample N.")
    if not options.ids or (options.measures and len(options.ids) > 1):
        raise InputError("Name one plan, as in sources.csv, or ask for a sample of all with --sample N.")
    if options.measures:
        return said(export_measures(project, options.ids[0], options.measures, out, *how))
    return said([file for name in options.ids for file in export_sheet(project, name, out, *how)])


def _export_finds(options: argparse.Namespace) -> int:
    """Write a sheet in which what was found is judged."""
    from compare.sheets.find_sample import SIZE
    from compare.sheets.find_sheet import export_finds

    codes_only = [name for name in ("measures", "stratify", "first") if getattr(options, name)]
    if codes_only:
        raise InputError(
            f"--{codes_only[0]} is for sheets of codes; with --finds, give --sample N and --seed N."
        )
    project = find_project(options.project)
    folder = named_folder(options.out, project.root)
    size = options.sample or SIZE
    return said(
        export_finds(project, options.ids, size, options.seed, folder, options.replace, options.blind)
    )


def _add_import(steps: Verbs) -> None:
    store = verb(
        steps, "import", _import, "check a filled sheet, whole or in part, and store its codes or judgements"
    )
    store.add_argument(
        "file", metavar="SHEET", help="XLSX or CSV, as a spreadsheet program saved it; or a .qdpx project"
    )
    store.add_argument("--coder", required=True, metavar="NAME", help="under whose name to store them")
    store.add_argument("--kind", default="person", choices=("person", "language model"))
    store.add_argument(
        "--replace", action="store_true", help="also replace codes of this coder that no import stored"
    )


def _import(options: argparse.Namespace) -> int:
    """Check a filled sheet and store its codes."""
    from compare.sheets.corrections import import_sheet
    from compare.sheets.find_filled import is_finds_sheet
    from compare.sheets.find_import import import_finds

    project, path = find_project(options.project), Path(options.file)
    take_in = import_finds if path.suffix.lower() != ".qdpx" and is_finds_sheet(path) else import_sheet
    print(take_in(project, path, options.coder, options.kind, options.replace))
    return 0


def _add_scheme(steps: Verbs) -> None:
    scheme = verb(
        steps, "scheme", _scheme, "make a further coding scheme of a codebook of NVivo, MAXQDA and their like"
    )
    scheme.add_argument("file", metavar="CODEBOOK", help="a .qdc codebook (REFI-QDA)")
    scheme.add_argument(
        "--name", default="", metavar="NAME", help="of the scheme (default: that of the file)"
    )
    scheme.add_argument("--replace", action="store_true", help="overwrite the scheme that is there")


def _scheme(options: argparse.Namespace) -> int:
    """Store the codes of a codebook as a scheme."""
    from compare.sheets.refi_scheme import store_scheme

    project, path = find_project(options.project), Path(options.file)
    return said([store_scheme(project, path, options.name or path.stem, options.replace)])


def _add_use(steps: Verbs) -> None:
    use = verb(steps, "use", _use, "say whose codes count first; without a name, tell whose do")
    use.add_argument("coder", metavar="NAME", nargs="?", help="a coder of data/coding/coders.csv")
    use.add_argument(
        "--for", dest="field", choices=("topic", "obligation", "finds"),
        help="only for topics, for obligation, sanction and monitoring, or for what was found (default: for all)",
    )  # fmt: skip
    use.add_argument("--never", action="store_true", help="these codes are kept, but do not count")


def _use(options: argparse.Namespace) -> int:
    """Say whose codes count first."""
    from compare.coding.register import FIELDS
    from compare.sheets.precedence import use, whose

    project = find_project(options.project)
    fields = (options.field,) if options.field else FIELDS
    print(use(project, options.coder, fields, options.never) if options.coder else whose(project))
    return 0


def _add_agreement(steps: Verbs) -> None:
    agree = verb(steps, "agreement", _agreement, "how far coders agree: every two of them, and all, by field")
    agree.add_argument("coders", metavar="NAME", nargs="*", help="coders (default: all who coded)")
    agree.add_argument(
        "--scheme", default="", metavar="NAME", help="of a further scheme in data/coding/schemes/"
    )
    differ = verb(
        steps, "disagreements", _disagreements, "write a sheet of what coders coded otherwise, for a third"
    )
    differ.add_argument("coders", metavar="NAME", nargs="+", help="two coders or more")
    add_out(differ)


def _agreement(options: argparse.Namespace) -> int:
    """Print agreement by field."""
    from compare.sheets.agreeing import agreement_told, scheme_agreement_told

    project = find_project(options.project)
    print(
        scheme_agreement_told(project, options.scheme, options.coders)
        if options.scheme
        else agreement_told(project, options.coders)
    )
    return 0


def _disagreements(options: argparse.Namespace) -> int:
    """Write the sheet of disagreements."""
    from compare.sheets.disagreements import export_disagreements

    project = find_project(options.project)
    folder = named_folder(options.out, project.root)
    return said(export_disagreements(project, options.coders, folder, options.replace))


def _add_corrected(steps: Verbs) -> None:
    corrected = verb(
        steps,
        "corrected",
        _corrected,
        "shares of codes, corrected for coding error by a sample that a person coded",
    )
    corrected.add_argument(
        "coder", metavar="NAME", help="who coded a sample (`coding export --sample N --blind`)"
    )
    corrected.add_argument(
        "--out", default="", metavar="DIR", help="also write the table, with every plan, there"
    )
    corrected.add_argument("--replace", action="store_true", help="overwrite the table that is there")


def _corrected(options: argparse.Namespace) -> int:
    """Print corrected rates."""
    from compare.sheets.correcting import corrected_told

    project = find_project(options.project)
    out = named_folder(options.out, project.root) if options.out else None
    print(corrected_told(project, options.coder, out, options.replace))
    return 0


def said(files: list[Path]) -> int:
    """Say which files were written."""
    for file in files:
        print(f"Wrote {file}")
    return 0
