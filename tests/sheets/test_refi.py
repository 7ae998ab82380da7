"""REFI-QDA out and in: what goes out comes back, and what other programs change is understood or named."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from support.coded import coded_project

from compare.cli import main
from compare.coding.schemes import _checked
from compare.errors import InputError
from compare.files.csv_rows import rows_of_csv
from compare.project import Project
from compare.sheets import refi_in
from compare.sheets.corrections import import_sheet
from compare.sheets.refi import codebook_bytes, project_bytes
from compare.sheets.refi_scheme import read_codebook
from compare.vocab.taxonomy import taxonomy, topics

PROJECT = "{urn:QDA-XML:project:1.0}"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return coded_project(tmp_path / "project")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_the_codebook_has_every_topic_and_no_guid_twice() -> None:
    root = etree.fromstring(codebook_bytes())
    codes = list(root.iter("{urn:QDA-XML:codebook:1.0}Code"))
    names = [code.get("name").split(" ")[0] for code in codes if code.get("isCodable") == "true"]
    assert set(topics()) | {"obligation", "sanction", "monitoring"} == set(names)
    guids = [code.get("guid") for code in codes]
    assert len(set(guids)) == len(guids)


# Every reference in the project leads somewhere, and every selection is the plan's own text.
def test_the_project_is_whole(project: Project) -> None:
    files = members(project_bytes(project, []))
    root = etree.fromstring(files["project.qde"])
    guids = {element.get("guid") for element in root.iter() if element.get("guid")}
    assert {element.get("targetGUID") for element in root.iter(f"{PROJECT}CodeRef")} <= guids
    assert {element.get("creatingUser") for element in root.iter(f"{PROJECT}Coding")} <= guids
    for source in root.iter(f"{PROJECT}TextSource"):
        text = files["sources/" + source.get("plainTextPath").removeprefix("internal://")].decode("utf-8")
        for one in source.iter(f"{PROJECT}PlainTextSelection"):
            assert text[int(one.get("startPosition")) : int(one.get("endPosition"))][:40] == one.get("name")
    assert project_bytes(project, []) == project_bytes(project, [])


def lines(project: Project, coder: str) -> list[str]:
    return [
        line
        for path in sorted((project.coding / coder).glob("*.csv"))
        for line in path.read_text("utf-8").splitlines()
    ]


def unchanged(files: dict[str, bytes]) -> dict[str, bytes]:
    return files


def windows(files: dict[str, bytes]) -> dict[str, bytes]:
    """Line ends as Windows has them, and every position moved by the lines before it."""
    root = etree.fromstring(files["project.qde"])
    for source in root.iter(f"{PROJECT}TextSource"):
        name = "sources/" + source.get("plainTextPath").removeprefix("internal://")
        text = files[name].decode("utf-8")
        for one in source.iter(f"{PROJECT}PlainTextSelection"):
            for edge in ("startPosition", "endPosition"):
                place = int(one.get(edge))
                one.set(edge, str(place + text.count("\n", 0, place)))
        files[name] = ("\ufeff" * 0 + text.replace("\n", "\r\n")).encode("utf-8")
    return files | {"project.qde": etree.tostring(root)}


# The round trip gives the same codes, under the coder's own name or for a new one.
@pytest.mark.parametrize("program", [unchanged, windows])
def test_the_round_trip(
    program: Callable[[dict[str, bytes]], dict[str, bytes]], project: Project, tmp_path: Path
) -> None:
    path, other = tmp_path / "back.qdpx", coded_project(tmp_path / "other", ())
    path.write_bytes(archive(program(members(project_bytes(project, [])))))
    assert "Stored data/coding/li/linshui.csv: 16 topics" in import_sheet(other, path, "li")
    assert lines(other, "li") == lines(project, "li") != lines(project, "zhang")
    assert "REFI-QDA" in (other.coding / "coders.csv").read_text("utf-8")


def renamed(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data.replace("罚没".encode(), "收费".encode()) for name, data in files.items()}


def overlapping(files: dict[str, bytes]) -> dict[str, bytes]:
    return files | {"project.qde": files["project.qde"].replace(b'startPosition="26"', b'startPosition="20"')}


REFUSED: list[tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str, str]] = [
    (renamed, "zhang", "the text of linshui is not that of the plan"),
    (overlapping, "zhang", "in linshui the selections at 0-25 and 20-32 overlap"),
    (unchanged, "wang", "coded by li, zhang, none of them wang"),
    (lambda files: {"other.txt": b"x"}, "zhang", "no REFI-QDA project that can be read"),
    (
        lambda files: files | {"project.qde": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"},
        "zhang",
        "declares a document type",
    ),
    (lambda files: files | {"project.qde": b"<c/>" * 10_000_001}, "zhang", "holds more than can be read"),
]


@pytest.mark.parametrize(("change", "coder", "said"), REFUSED)
def test_what_is_refused_is_named(
    change: Callable[[dict[str, bytes]], dict[str, bytes]],
    coder: str,
    said: str,
    project: Project,
    tmp_path: Path,
) -> None:
    path = tmp_path / "back.qdpx"
    path.write_bytes(archive(change(members(project_bytes(project, [])))))
    with pytest.raises(InputError, match=said):
        import_sheet(project, path, coder)


def test_texts_are_counted_together_before_they_are_unpacked(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, files = tmp_path / "back.qdpx", members(project_bytes(project, []))
    path.write_bytes(archive(files | {"sources/recording.mp3": b" " * 200_000}))
    monkeypatch.setattr(refi_in, "_LARGEST", max(map(len, files.values())) + 1)  # more than any one of them
    with pytest.raises(InputError, match="holds more than can be read"):
        import_sheet(project, path, "zhang")
    monkeypatch.setattr(refi_in, "_LARGEST", sum(map(len, files.values())))  # recordings are not read
    import_sheet(project, path, "zhang")


def test_the_command(project: Project, tmp_path: Path) -> None:
    where = ["--project", str(project.root), "--out", str(tmp_path)]
    assert main(["coding", "export", "--format", "qdc", *where]) == 0
    assert main(["coding", "export", "linshui", "--format", "qdpx", *where]) == 0
    assert main(["coding", "export", "--format", "pdf", *where]) == 1
    assert (tmp_path / "codebook.qdc").is_file() and (tmp_path / "coding.qdpx").is_file()


# --- a codebook as a scheme ---

BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="NVivo">
 <Codes>
  <Code guid="11111111-1111-1111-1111-111111111111" name="Legal review" isCodable="true"><Description>who checks</Description>
   <Code guid="22222222-2222-2222-2222-222222222222" name="合法性 审查" isCodable="true"/>
   <Code guid="33333333-3333-3333-3333-333333333333" name="Legal review" isCodable="true"/>
  </Code>
  <Code guid="44444444-4444-4444-4444-444444444444" name="T2: 公开" isCodable="true"/>
 </Codes>
</CodeBook>"""


def test_our_codebook_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "codebook.qdc"
    path.write_bytes(codebook_bytes())
    found = {row["code"]: row for row in read_codebook(path)}
    assert list(found) == [code.code for code in taxonomy().values()]
    for code in taxonomy().values():
        row = found[code.code]
        assert (row["parent"], row["label_zh"]) == (code.parent, code.label_zh)
        assert row["definition"] == (code.include if code.parent else code.label_en)


def test_a_codebook_of_others_becomes_a_scheme(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.qdc"
    path.write_text(BOOK, encoding="utf-8")
    where = ["--project", str(project.root)]
    assert main(["coding", "scheme", str(path), "--name", "audience", *where]) == 0
    stored = project.root / "vocab" / "schemes" / "audience" / "taxonomy.csv"
    rows = rows_of_csv(stored)
    assert [(row["code"], row["parent"], row["label_zh"]) for row in rows] == [
        ("Legal_review", "", "Legal review"), ("合法性_审查", "Legal_review", "合法性 审查"),
        ("Legal_review-2", "Legal_review", "Legal review"), ("T2", "", "公开"),
    ]  # fmt: skip
    assert rows[0]["definition"] == "who checks"
    assert list(_checked(stored, "audience")) == rows
    stored.write_text(
        "code,label_zh,label_en\nX,甲,A\n", encoding="utf-8"
    )  # a scheme of the user's own stays
    assert main(["coding", "scheme", str(path), "--name", "audience", *where]) == 1
    assert stored.read_text(encoding="utf-8").startswith("code,label_zh")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no XML", "no REFI-QDA codebook that can be read"),
        ('<!DOCTYPE a><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>', "declares a document type"),
        ('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', "holds no code"),
        (BOOK.replace('审查" isCodable="true"/>', '审查" isCodable="true"><Code guid="5" name="x" isCodable="true"/></Code>'),
         "'合法性 审查' has codes at a third level"),
        (BOOK.replace("T2: 公开", "？！"), "code '？！': '' is no code"),
    ],
)  # fmt: skip
def test_a_codebook_that_makes_no_scheme_is_named(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.qdc"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"mine\.qdc: .*{re.escape(says)}"):
        read_codebook(path)


def test_a_codebook_is_no_sheet(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.qdc"
    path.write_text(BOOK, encoding="utf-8")
    with pytest.raises(InputError, match="a codebook without codings; `fazhi coding scheme`"):
        import_sheet(project, path, "zhang")
