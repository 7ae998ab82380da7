"""`fazhi add` and `fazhi remove`: a plan enters a project, or leaves it, without any editing.

What can be read from the text is proposed (id, jurisdiction, title, number, date, period,
level); what the user states overrides it; what looks wrong is said and never guessed away.
"""

import csv
import io
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from compare.documents import Document, parse_document
from compare.errors import InputError
from compare.project import Project
from compare.text.formats import TEXT, read_text
from compare.text.reading import sha256
from compare.text.sources import COLUMNS, Source, read_sources
from compare.text.terms import is_title

_PLACE = re.compile(
    r"([\u4e00-\u9fff]{1,9}?(?:高新技术产业开发区|经济技术开发区|高新区|开发区|新区|自治县|自治旗|自治州|自治区|"
    r"街道|[省市县区旗州盟镇乡]))"
)
_LEVELS = (
    ("development zone", r"(?:开发区|高新区|新区)$"),
    ("township", r"(?:街道|镇|乡)$"),
    ("county", r"(?:县|旗)$"),
    ("district", r"区$"),
    ("prefecture", r"(?:市|州|盟)$"),
    ("province", r"(?:省|自治区)$"),
)


def add_plan(project: Project, file: Path, stated: Mapping[str, str]) -> str:
    """Take `file` into the project and say what was understood of it.

    `stated` holds columns of sources.csv that override what the text proposes. Nothing is
    written if the text cannot be read as a plan.
    """
    known = _known_sources(project)
    text = read_text(file)
    source = Source(stated.get("doc_id") or _free_id(file, known), "")
    if source.doc_id in {other.doc_id for other in known}:
        raise InputError(f"doc_id {source.doc_id!r} is taken in sources.csv; give another with --doc-id.")
    plain = file.suffix.lower() in TEXT
    name = file.name if plain else f"{source.doc_id}.txt"
    source = replace(source, **{**stated, "doc_id": source.doc_id, "file": name})
    data = file.read_bytes() if plain else text.encode("utf-8")
    document = parse_document(source, text, sha256(data))
    row = replace(_propose(document), **stated, sha256=document.sha256)
    _store(project, file, name, data, plain)
    _write_sources(project, [*known, row])
    return understood(document, row)


def remove_plan(project: Project, doc_id: str) -> str:
    """Undo `add_plan`: take the row out, and the files if they are still those of the row."""
    known = _known_sources(project)
    rows = [source for source in known if source.doc_id == doc_id]
    if not rows:
        raise InputError(
            f"{doc_id}: not in sources.csv; the ids there are {', '.join(s.doc_id for s in known)}."
        )
    _write_sources(project, [source for source in known if source.doc_id != doc_id])
    shared = {source.file for source in known if source.doc_id != doc_id}
    path = project.raw / rows[0].file
    kept = []
    for target in (path, *_originals(path)):
        if target.name in shared or not target.is_file():
            continue
        if target == path and rows[0].sha256 and sha256(path.read_bytes()) != rows[0].sha256:
            kept.append(target.name)
            continue
        target.unlink()
    left = f" {', '.join(kept)} was changed since and stays." if kept else ""
    return f"{doc_id} is out of sources.csv.{left} Run `fazhi build` to renew the tables."


def _known_sources(project: Project) -> list[Source]:
    return read_sources(project.raw) if (project.raw / "sources.csv").is_file() else []


def _originals(path: Path) -> list[Path]:
    """The Word, PDF or web file that a stored text was read from, named after it."""
    return [path.with_name(f"{path.stem}.original{suffix}") for suffix in (".docx", ".pdf", ".html", ".htm")]


def _store(project: Project, file: Path, name: str, data: bytes, plain: bool) -> None:
    """Put the text, and beside it the original it was read from, into data/raw/."""
    project.raw.mkdir(parents=True, exist_ok=True)
    target = project.raw / name
    if target.exists() and target.resolve() != file.resolve() and target.read_bytes() != data:
        raise InputError(f"{name}: another file of this name is in data/raw/; rename yours first.")
    if target.resolve() != file.resolve():
        target.write_bytes(data)
    if not plain:
        shutil.copyfile(file, project.raw / f"{target.stem}.original{file.suffix.lower()}")


def _write_sources(project: Project, sources: list[Source]) -> None:
    """Replace sources.csv as a whole."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(source) for source in sources)
    staging = project.raw / ".sources.csv.new"
    staging.write_text(buffer.getvalue(), encoding="utf-8")
    os.replace(staging, project.raw / "sources.csv")


def _free_id(file: Path, known: list[Source]) -> str:
    """An id from the file's name where it has letters or digits, else the next plan number."""
    taken = {source.doc_id for source in known}
    slug = re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-").lower()[:40]
    if slug and slug not in taken:
        return slug
    return next(f"plan{n:03}" for n in range(1, len(taken) + 2) if f"plan{n:03}" not in taken)


def _propose(document: Document) -> Source:
    """The document's source with the jurisdiction and its level read from the title."""
    source = document.source
    place = _PLACE.search(re.sub(r"^.*?(?:关于)?印发《?|^中共|^《", "", source.title))
    name = source.jurisdiction_zh or (place[1] if place else "")
    level = source.level or next((level for level, ending in _LEVELS if re.search(ending, name)), "")
    return replace(source, jurisdiction_zh=name, level=level)


def understood(document: Document, row: Source) -> str:
    """What was understood of a plan, for a person to check."""
    lines = [f"Added {row.doc_id} ({row.file}):"]
    for name in (
        "title",
        "jurisdiction_zh",
        "level",
        "document_number",
        "issued",
        "period_start",
        "period_end",
    ):
        lines.append(
            f"  {name:16} {getattr(row, name) or 'not found; state it with --' + name.replace('_', '-')}"
        )
    lines += [f"  {'measures':16} {len(document.measures)}", *_outline(document)]
    lines += [f"  could not place: {text}" for text in unplaced(document)[:10]]
    lines += [f"  please check:    {doubt}" for doubt in (*document.notes, *doubts(document))]
    return "\n".join(lines)


def _outline(document: Document) -> list[str]:
    """One line per chapter: its heading and how many measures it holds."""
    counts: dict[str, int] = {}
    for measure in document.measures:
        counts[measure.chapter or measure.heading] = counts.get(measure.chapter or measure.heading, 0) + 1
    return [f"    {count:3}  {chapter}" for chapter, count in counts.items()]


def unplaced(document: Document) -> list[str]:
    """Lines behind the first measure that belong to none and are no letterhead or heading."""
    first = document.measures[0].start
    return [
        p.text[:60]
        for p in document.provisions
        if p.start > first and not p.measure_id and not p.is_heading and p.structure == "N0"
    ]


_PAST = re.compile(
    r"(?:共|累计|先后|已)(?:办理|开展|完成|受理|召开|举办|清理|建成)|取得了?(?:明显|显著|积极)?成[效绩]"
)


def doubts(document: Document) -> list[str]:
    """Why a text may not be the one plan it is taken for."""
    found = []
    body = document.raw[document.start : document.end]
    past = len(_PAST.findall(body))
    if re.search("总结|报告|述职|发言|讲话|汇报", document.source.title) or past > 0.15 * len(
        document.provisions
    ):
        found.append(f"reads like a report of past work ({past} statements of what was done)")
    titles = [line for line in body.splitlines() if 8 < len(line.strip()) < 60 and is_title(line.strip())]
    plans = {line.strip() for line in titles if re.search("方案|规划|要点", line)}
    if len(plans) > 2:
        found.append(f"may hold several plans: {'; '.join(sorted(plans)[:4])}")
    return found
