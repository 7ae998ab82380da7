"""Codings from a `.qdpx` project (REFI-QDA), as rows of codes: whoever coded in NVivo, MAXQDA, ATLAS.ti or QualCoder."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from pyrefiqda.models import PlainTextSelectionType, ProjectCodeType, TextSourceType
from pyrefiqda.models import Project as Exchanged
from xsdata_pydantic.bindings import XmlParser

from compare.coding.given import text_between
from compare.errors import InputError
from compare.files.reading import read_bytes
from compare.project import Project
from compare.sheets.refi import FLAGS
from compare.sheets.sheet import CODES, Row, plan_of
from compare.sheets.understood import topic_meant
from compare.text.document import Document
from compare.text.sources import plan_sources
from compare.vocab.taxonomy import topics

_LARGEST = 200_000_000  # bytes of all that is read of the archive
_MARKS = 10_000_000  # of elements and attributes: in memory each is a hundred times as large
_LEVEL = re.compile(r"obligation\s*([0-3])")


def read_refi(project: Project, path: Path, coder: str) -> dict[str, list[Row]]:
    """The codes in a `.qdpx` file by plan: those of the user called `coder`, or of its only user.

    Raises `InputError` for a file that is none, for a text that is not the plan's, and where
    several users coded and none is called so.
    """
    exchanged, texts = _opened(path)
    names = {code.guid: name for code, name in _codes(exchanged)}
    who = _user(exchanged, coder, path)
    plans = {one.doc_id for one in plan_sources(project.raw)}
    found: dict[str, list[Row]] = {}
    for source in exchanged.sources.text_source if exchanged.sources else []:
        doc_id = (source.name or "").removesuffix(".txt")
        if doc_id not in plans:
            continue
        document = plan_of(project, doc_id)
        shift = _offsets(path, source, texts, document)
        chosen = [one for one in source.plain_text_selection if who in (None, *_users(one))]
        rows = [_row(document, one, names, who, shift) for one in chosen]
        if any(row for row in rows):
            found[doc_id] = _once(path, [row for row in rows if row])
    if not found:
        raise InputError(f"{path.name}: no plan of this project is coded in it by {coder}.")
    return found


def _opened(path: Path) -> tuple[Exchanged, dict[str, str]]:
    """The project in the archive, and its texts by file name."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(path))) as archive:
            members = [one for one in archive.infolist() if one.filename.endswith((".qde", ".txt"))]
            if sum(one.file_size for one in members) > _LARGEST:
                raise _too_much(path)
            described = next(archive.read(one) for one in members if one.filename.endswith(".qde"))
            texts = {
                one.filename.split("/")[-1]: archive.read(one).decode("utf-8-sig")
                for one in members
                if one.filename.endswith(".txt")
            }
    except InputError:
        raise
    except Exception as error:  # whatever zip finds wrong
        raise _unread(path, error, ".qdpx") from None
    return parsed(path, described, Exchanged, ".qdpx"), texts


Model = TypeVar("Model")


def parsed(path: Path, described: bytes, kind: type[Model], ending: str) -> Model:
    """What an XML file of REFI-QDA describes; an `InputError` for what is too large, or none."""
    if described.count(b"<") + described.count(b"=") > _MARKS:
        raise _too_much(path)
    if b"<!DOCTYPE" in described:
        raise InputError(f"{path.name}: declares a document type, which no REFI-QDA project does.")
    try:
        return XmlParser().from_bytes(described, kind)
    except Exception as error:  # whatever XML and models find wrong
        raise _unread(path, error, ending) from None


def _unread(path: Path, error: Exception, ending: str) -> InputError:
    what = "project" if ending == ".qdpx" else "codebook"
    return InputError(
        f"{path.name}: no REFI-QDA {what} that can be read ({type(error).__name__}); export it again as {ending}."
    )


def _too_much(path: Path) -> InputError:
    return InputError(
        f"{path.name}: holds more than can be read; export the codings of fewer plans at a time."
    )


def _codes(exchanged: Exchanged) -> Iterator[tuple[ProjectCodeType, str]]:
    """Every code of the codebook with its name."""
    waiting = list(exchanged.code_book.codes.code) if exchanged.code_book else []
    while waiting:
        code = waiting.pop(0)
        waiting += code.code
        yield code, code.name


def _user(exchanged: Exchanged, coder: str, path: Path) -> str | None:
    """The GUID of the user who is meant; None where the file names no users, or one."""
    users = exchanged.users.user if exchanged.users else []
    own = [user.guid for user in users if (user.name or "").casefold() == coder.casefold()]
    if own or len(users) < 2:
        return own[0] if own else None
    coded = {user.guid for user in users} & {
        who for source in (exchanged.sources.text_source if exchanged.sources else [])
        for one in source.plain_text_selection for who in _users(one)
    }  # fmt: skip
    if len(coded) > 1:
        listed = ", ".join(sorted(user.name or "?" for user in users))
        raise InputError(
            f"{path.name}: coded by {listed}, none of them {coder}; name one of them with --coder."
        )
    return None


def _users(selection: PlainTextSelectionType) -> list[str | None]:
    """Who gave the codes of a selection."""
    return [one.creating_user or selection.creating_user for one in selection.coding]


def _offsets(path: Path, source: TextSourceType, texts: dict[str, str], document: Document) -> list[int]:
    """The raw offset of every character of the text in the archive; line ends may have changed."""
    text = source.plain_text_content or texts.get((source.plain_text_path or "").split("/")[-1], "")
    raw = document.raw
    kept = [place for place, char in enumerate(raw) if char not in "\r\ufeff"]
    if text.translate({13: None, 0xFEFF: None}) != "".join(raw[place] for place in kept):
        raise InputError(
            f"{path.name}: the text of {document.doc_id} is not that of the plan; code the exported text."
        )
    found: list[int] = []
    steps = iter(kept)
    for char in text:
        found.append((found[-1] + 1 if found else 0) if char in "\r\ufeff" else next(steps))
    return [*found, len(raw)]


def _row(
    document: Document,
    selection: PlainTextSelectionType,
    names: dict[str, str],
    who: str | None,
    offsets: list[int],
) -> Row | None:
    """A selection as a row of codes; None for one without codes of ours, or outside the plan."""
    given = [one for one in selection.coding if who in (None, one.creating_user or selection.creating_user)]
    said = [names.get(one.code_ref.target_guid, "") for one in given]
    known = [topic for name in said if (topic := topic_meant(name)) in topics()]
    levels = [found[1] for name in said if (found := _LEVEL.match(name))]
    first, last = selection.start_position, min(selection.end_position, len(offsets) - 1)
    text = text_between(document, offsets[first], offsets[last]) if 0 <= first < last else ""
    if not text.strip() or not (known or levels):
        return None
    flags = {flag: str(int(flag in said)) if levels else "" for flag in FLAGS}
    codes = {"topic": (*known, "")[0], "topic2": (*known, "", "")[1], "obligation": (*levels, "")[0]} | flags
    place = {"doc_id": document.doc_id, "start": offsets[first], "end": offsets[last], "text": text}
    return place | {name: codes[name] for name in CODES} | {"note": selection.description or ""}


def _once(path: Path, rows: list[Row]) -> list[Row]:
    """Rows of the same characters as one; those that overlap otherwise are refused."""
    merged: dict[tuple[int, int], Row] = {}
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        place = row["start"], row["end"]
        merged[place] = row | {name: value for name, value in merged.get(place, {}).items() if value}
    ordered = list(merged.values())
    for before, after in pairwise(ordered):
        if after["start"] < before["end"]:
            raise InputError(
                f"{path.name}: in {after['doc_id']} the selections at {before['start']}-{before['end']} and"
                f" {after['start']}-{after['end']} overlap; make them one or part them."
            )
    return ordered
