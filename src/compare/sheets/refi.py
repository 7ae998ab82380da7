"""Codebook and codings in the exchange format REFI-QDA, read by NVivo, MAXQDA, ATLAS.ti and QualCoder.

A `.qdc` file is the codebook: domains with their topics, levels of obligation, sanction, monitoring.
A `.qdpx` project has the plans' texts and every coder's codings too, as selections of characters.
Codes are called as in the codebook (`E6 …`, `obligation 2`); the first of two topics is the main one.
Standard: www.qdasoftware.org, version 1.0.
"""

import io
import uuid
import zipfile
from collections.abc import Sequence
from pathlib import Path

from pyrefiqda.models import (
    CodeBook,
    CodebookCodesType,
    CodebookCodeType,
    CodeRefType,
    CodingType,
    PlainTextSelectionType,
    ProjectCodeBookType,
    ProjectCodesType,
    ProjectCodeType,
    SourcesType,
    TextSourceType,
    UsersType,
    UserType,
)
from pyrefiqda.models import Project as Exchanged
from xsdata.formats.dataclass.serializers.config import SerializerConfig
from xsdata_pydantic.bindings import XmlSerializer

from compare import __version__
from compare.coding.given import Given, match_codes, read_codes
from compare.coding.register import Coder, read_coders
from compare.errors import InputError
from compare.files.archives import frozen_zip
from compare.files.placing import placed_when_complete
from compare.project import Project
from compare.sheets.sheet import plan_of
from compare.text.document import Document
from compare.text.sources import plan_sources
from compare.vocab.taxonomy import taxonomy, topics

_OURS = uuid.UUID("5f0c7a52-6a55-5d0b-9b63-7d3f3f1c9f10")
FLAGS = ("sanction", "monitoring")
_LEVELS = {"0": "无义务", "1": "倡导、试行", "2": "一般指令", "3": "强制或禁止"}


def export_refi(
    project: Project, doc_ids: Sequence[str], folder: Path, form: str, replace: bool = False
) -> list[Path]:
    """Write `codebook.qdc`, or `coding.qdpx` with these plans (all, if none is named) and their codings."""
    name = "codebook.qdc" if form == "qdc" else "coding.qdpx"
    data = codebook_bytes() if form == "qdc" else project_bytes(project, doc_ids)
    with placed_when_complete(folder, replace) as staging:
        (staging / name).write_bytes(data)
    return [folder / name]


def codebook_bytes() -> bytes:
    """The codebook as `.qdc`."""
    codes = [_code(CodebookCodeType, *node) for node in _tree()]
    return _xml(CodeBook(codes=CodebookCodesType(code=codes), origin=_origin()), "codebook")


def _origin() -> str:
    return f"fazhi-compare {__version__}"


Node = tuple[str, str, bool, list["Node"]]


def _tree() -> list[Node]:
    """All codes: name, what it means, whether text can be coded with it, and the codes below."""
    known = list(taxonomy().values())
    found: list[Node] = []
    for domain in (code for code in known if code.level == "domain"):
        below: list[Node] = [
            (f"{one.code} {one.label_zh}", one.include, True, [])
            for one in known
            if one.parent == domain.code
        ]
        codable = domain.code in topics()
        found.append((f"{domain.code} {domain.label_zh}", domain.label_en, codable, below))
    levels: list[Node] = [(f"obligation {value} {label}", "", True, []) for value, label in _LEVELS.items()]
    return [*found, ("obligation", "", False, levels), *((flag, "", True, []) for flag in FLAGS)]


def _code(kind: type, name: str, meaning: str, codable: bool, below: list[Node]):  # type: ignore[no-untyped-def]
    return kind(
        guid=guid(
            "code", name.split(" ")[0] if codable and not name.startswith("obligation ") else name[:12]
        ),
        name=name,
        description=meaning or None,
        is_codable=codable,
        code=[_code(kind, *node) for node in below],
    )


def guid(*parts: str) -> str:
    """The same GUID for the same thing in every export."""
    return str(uuid.uuid5(_OURS, "\0".join(parts)))


def _xml(model: object, name: str) -> bytes:
    config = SerializerConfig(encoding="UTF-8", xml_declaration=True, indent=" ")
    namespace = f"urn:QDA-XML:{name}:1.0"
    return XmlSerializer(config=config).render(model, ns_map={None: namespace}).encode("utf-8")


def project_bytes(project: Project, doc_ids: Sequence[str]) -> bytes:
    """The plans and every coder's codings as `.qdpx`."""
    coders = read_coders(project.coding)
    documents = [
        plan_of(project, name) for name in doc_ids or [one.doc_id for one in plan_sources(project.raw)]
    ]
    users = [UserType(guid=guid("user", coder.name), name=coder.name) for coder in coders]
    model = Exchanged(
        name=project.root.name,
        origin=_origin(),
        users=UsersType(user=users) if users else None,
        code_book=ProjectCodeBookType(
            codes=ProjectCodesType(code=[_code(ProjectCodeType, *node) for node in _tree()])
        ),
        sources=SourcesType(text_source=[_source(project, document, coders) for document in documents]),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("project.qde", _xml(model, "project"))
        for document in documents:
            archive.writestr(f"sources/{guid('text', document.doc_id)}.txt", document.raw.encode("utf-8"))
    return frozen_zip(out.getvalue())


def _source(project: Project, document: Document, coders: Sequence[Coder]) -> TextSourceType:
    selections = [
        _selection(document, one)
        for coder in coders
        for one in _given(project, document, coder)
        if one.topic or one.duty[0] is not None
    ]
    name = guid("text", document.doc_id)
    return TextSourceType(
        guid=name,
        name=document.doc_id,
        plain_text_path=f"internal://{name}.txt",
        plain_text_selection=selections,
    )


def _given(project: Project, document: Document, coder: Coder) -> list[Given]:
    path = project.coding / coder.name / f"{document.doc_id}.csv"
    return (
        match_codes(document, read_codes(path), f"{coder.name}/{path.name}", coder) if path.is_file() else []
    )


def _selection(document: Document, given: Given) -> PlainTextSelectionType:
    who, place = (
        guid("user", given.coder.name),
        f"{document.doc_id}:{given.start}:{given.end}:{given.coder.name}",
    )
    codings = [
        CodingType(
            guid=guid("coding", place, name),
            creating_user=who,
            code_ref=CodeRefType(target_guid=guid("code", name)),
        )
        for name in _names(given)
    ]
    return PlainTextSelectionType(
        guid=guid("selection", place),
        name=document.raw[given.start : given.end][:40],
        start_position=given.start,
        end_position=given.end,
        creating_user=who,
        coding=codings,
    )


def _names(given: Given) -> list[str]:
    """The codes of a selection; a flag that is 0 is no code."""
    level, *flags = given.duty
    said = [f"obligation {level}"] if level is not None else []
    said += [flag for flag, value in zip(FLAGS, flags, strict=True) if value]
    return [*filter(None, (given.topic, given.topic2)), *said]


def form_of(name: str) -> str:
    """`qdc` or `qdpx`; an `InputError` for another format."""
    if name not in ("qdc", "qdpx"):
        raise InputError(f"--format {name!r}: must be qdc (the codebook) or qdpx (texts and codings).")
    return name
