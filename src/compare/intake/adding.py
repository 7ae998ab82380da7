"""`fazhi add` and `fazhi remove`: a plan enters a project, or leaves it, without any editing.

What can be read from the text is proposed (id, jurisdiction, title, number, date, period,
level, boundaries); what the user states overrides it. Either all of it is written or nothing.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from pathlib import Path

from compare.errors import InputError, instead, shown_name
from compare.files.csv_rows import write_csv
from compare.files.durable import put, to_disk
from compare.files.folders import inside, make_folder
from compare.files.manifest import Manifest, is_ours, read_manifest, write_manifest
from compare.files.names import not_portable
from compare.files.reading import read_bytes, sha256
from compare.files.staging import staged
from compare.intake.boundaries import propose_boundaries
from compare.intake.understanding import understood
from compare.project import Project
from compare.text.document import parse_document
from compare.text.formats import PLAIN, READABLE, ReadFile, read_file
from compare.text.romanised import latin_id, latin_place
from compare.text.sources import COLUMNS, Source, as_read, fault_of, written_sources

WAIT = 60.0
"""Seconds that a short command waits for another that is at work in the project."""
_STEP = "add"  # under this name the manifest of data/raw/ lists what was put there


def add_plan(project: Project, file: Path, stated: Mapping[str, str]) -> str:
    """Take `file` into the project and say what was understood of it.

    `stated` holds columns of sources.csv that override what the text proposes. Nothing is
    written if the text cannot be read as a plan.

    add_plan(Project(Path("corpus")), Path("某县方案.docx"), {"doc_id": "mou"})
    """
    with project.locked("add", WAIT):
        return _add_plan(project, file, stated)


def _add_plan(project: Project, file: Path, stated: Mapping[str, str]) -> str:
    known = _known_sources(project)
    stated = {name: as_read(name, value) for name, value in stated.items()}
    read = read_file(file)
    source = _new_source(file, read, known, stated)
    stored = _stored_files(file, read, source)
    document = parse_document(source, read.text, sha256(stored[source.file]))
    row = replace(document.source, **stated, sha256=document.sha256)
    if fault := fault_of(row):
        raise InputError(f"{file.name}: {fault}")
    _check_new(row, known)
    _write(project, stored, [*known, row])
    return understood(document, row, read.notes)


def remove_plan(project: Project, doc_id: str) -> str:
    """Undo `add_plan`: take the row out, and the files that `fazhi add` put there.

    A file changed since, used by another row, or there before the plan was added, stays.
    """
    with project.locked("remove", WAIT):
        return _remove_plan(project, doc_id)


def _remove_plan(project: Project, doc_id: str) -> str:
    known = _known_sources(project)
    rows = [source for source in known if source.doc_id == doc_id]
    if not rows:
        raise InputError(f"{doc_id}: not in sources.csv;{instead(doc_id, [one.doc_id for one in known])}")
    remaining = [source for source in known if source.doc_id != doc_id]
    stays = _why_it_stays(project, rows[0], remaining)
    names = _added_with(project, rows[0], remaining)
    _write(project, {}, remaining)
    _forget(project, names, remove=not stays)
    left = f" {rows[0].file} {stays} and stays." if stays else ""
    return f"{doc_id} is out of sources.csv.{left} Run `fazhi build` to renew the tables."


def _why_it_stays(project: Project, row: Source, others: list[Source]) -> str:
    if row.file not in read_manifest(project.raw).names():
        return "was not put there by `fazhi add`"
    if row.file in {other.file for other in others}:
        return "is used by another plan"
    if os.path.lexists(project.raw / row.file) and not _is_added(project, row.file):
        return "was changed since"
    return ""


def _is_added(project: Project, name: str) -> bool:
    """Whether the file is as `fazhi add` wrote it, inside the project."""
    inside((project.raw / name).parent, project.root)
    return is_ours(project.raw / name, name, read_manifest(project.raw))


def _added_with(project: Project, row: Source, others: Sequence[Source]) -> list[str]:
    """The files that came with a plan: its text, and what it was read from."""
    used = {other.file for other in others}
    known = sorted(read_manifest(project.raw).names() - used)
    return [name for name in known if name == row.file or name.startswith(f"{row.doc_id}.original.")]


def _forget(project: Project, names: Sequence[str], remove: bool = True) -> None:
    """Take files out of the manifest of data/raw/, and away where they are as `fazhi add` wrote them."""
    if not names:
        return
    for name in names:
        if remove and _is_added(project, name):
            (project.raw / name).unlink()
    known = read_manifest(project.raw).files.get(_STEP, {})
    write_manifest(project.raw, Manifest({_STEP: {n: h for n, h in known.items() if n not in names}}))


def plan_files(path: Path) -> list[Path]:
    """The file itself, or the readable files in a folder, by name."""
    if not path.is_dir():
        return [path]
    files = [file for file in sorted(path.iterdir()) if file.suffix.lower() in READABLE]
    if not files:
        raise InputError(f"{path.name}/: no file in it that can be read ({', '.join(READABLE)}).")
    return files


def _known_sources(project: Project) -> list[Source]:
    """The rows of sources.csv; none where there is no such file, or only its header."""
    path = project.raw / "sources.csv"
    if not os.path.lexists(path) or len(read_bytes(path).split()) == 1:
        return []
    return written_sources(project.raw)


def _new_source(file: Path, read: ReadFile, known: list[Source], stated: Mapping[str, str]) -> Source:
    """The row as far as it must be known before the text is parsed: id, file, boundaries."""
    doc_id = stated.get("doc_id") or _free_id(file, read, known)
    if doc_id.casefold() in {other.doc_id.casefold() for other in known}:
        raise InputError(f"doc_id {doc_id!r} is taken in sources.csv; give another with --doc-id.")
    source = replace(Source(doc_id, f"{doc_id}.txt"), **stated)
    if not (source.start_marker or source.end_marker):
        start, end = propose_boundaries(read.text, file.name)
        source = replace(source, start_marker=start, end_marker=end)
    plain = file.suffix.lower() in PLAIN and read.data == read.text.encode("utf-8")
    name = f"{doc_id}{file.suffix.lower()}" if plain else f"{doc_id}.txt"
    return replace(source, file=name, note=source.note or f"read from {shown_name(file.name)}")


def _free_id(file: Path, read: ReadFile, known: list[Source]) -> str:
    """An id that can be read: Latin letters of the file's name, else the plan's place, else the name by its sound."""
    taken = {source.doc_id.casefold() for source in known}
    named = _cut(re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-").lower())
    if not re.search("[a-z]", named):
        place, year = _place_and_year(read.text, file.name)
        named = place or _cut(latin_id(file.stem))
        named = named if re.search("[a-z]", named) else f"plan-{named}".strip("-")
        if named in taken and year:
            named = f"{named}-{year}"
    named = f"plan-{named}" if not_portable(named) else named
    return next(
        name for n in range(1, len(taken) + 2) if (name := named if n == 1 else f"{named}-{n}") not in taken
    )


def _cut(slug: str) -> str:
    return slug[:40].strip("-")


def _place_and_year(text: str, name: str) -> tuple[str, str]:
    """Whose plan it is, as an id, and its first year; empty where the text does not say."""
    try:
        start, end = propose_boundaries(text, name)
        source = parse_document(Source("plan", name, start_marker=start, end_marker=end), text).source
    except InputError:  # told when the plan is read under its id
        return "", ""
    return latin_place(source.jurisdiction_zh), source.period_start


def _stored_files(file: Path, read: ReadFile, source: Source) -> dict[str, bytes]:
    """What goes into data/raw/: the text, and beside it the file that it was read from."""
    text = read.text.encode("utf-8")
    if read.data == text:
        return {source.file: text}
    return {source.file: text, f"{source.doc_id}.original{file.suffix.lower()}": read.data}


def _check_new(row: Source, known: list[Source]) -> None:
    """Refuse a plan that the project has already."""
    for other in known:
        same_part = (other.start_marker, other.end_marker) == (row.start_marker, row.end_marker)
        if other.sha256 == row.sha256 and same_part:
            raise InputError(f"{row.file}: this plan is in the project already, as {other.doc_id}.")


def _write(project: Project, files: Mapping[str, bytes], sources: Sequence[Source]) -> None:
    """Write the files and then the new sources.csv; if anything fails, nothing.

    A run that is killed in between leaves files that no row names: the same plan can be added again.
    """
    raw = make_folder(project.raw, project.root)
    new: list[str] = []
    try:
        with staged(project.cache, project.root) as staging:
            _write_sources(staging, sources)
            new = _stage_new(project, staging, files)
            _enter(project, {name: sha256(files[name]) for name in files})
            to_disk(staging / name for name in new)
            for name in new:
                os.replace(staging / name, raw / name)
            to_disk([raw])
            put(staging / "sources.csv", raw / "sources.csv")
    except BaseException as error:
        _forget(project, new)
        if isinstance(error, OSError):
            raise InputError(
                f"data/raw/: cannot be written ({error.strerror}); nothing was changed."
            ) from None
        raise


def _stage_new(project: Project, staging: Path, files: Mapping[str, bytes]) -> list[str]:
    """Stage what is not there; a file that is there with the same content stays, another is an error."""
    new = []
    for name, data in files.items():
        path = inside(project.raw / name, project.root)
        if not os.path.lexists(path):
            (staging / name).write_bytes(data)
            new.append(name)
        elif not path.is_file() or path.read_bytes() != data:
            raise InputError(f"{name}: a file of this name is in data/raw/; choose another --doc-id.")
    return new


def _enter(project: Project, hashes: Mapping[str, str]) -> None:
    """Name files in the manifest of data/raw/, before they are put there."""
    if hashes:
        known = read_manifest(project.raw).files.get(_STEP, {})
        write_manifest(project.raw, Manifest({_STEP: {**known, **hashes}}))


def _write_sources(folder: Path, sources: Sequence[Source]) -> None:
    """Write sources.csv; rows that could not be read again raise `InputError` at once."""
    write_csv(folder / "sources.csv", COLUMNS, map(astuple, sources))
    if sources and written_sources(folder) != list(sources):
        raise InputError("sources.csv: its rows could not be read back as they are; nothing was changed.")
