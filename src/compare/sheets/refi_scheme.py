"""A codebook of NVivo, MAXQDA, ATLAS.ti or QualCoder (REFI-QDA, `.qdc`) as a further coding scheme of a project.

Its codes become `vocab/schemes/<name>/taxonomy.csv`. What is ours in a codebook that we wrote beside topics
(levels of obligation, sanction, monitoring) is left out: tables have columns of their own for it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pyrefiqda.models import CodeBook, CodebookCodeType

from compare.errors import InputError
from compare.files.csv_rows import csv_text
from compare.files.names import no_name
from compare.files.placing import placed_when_complete
from compare.files.reading import read_bytes
from compare.project import Project
from compare.sheets.refi import FLAGS, guid
from compare.sheets.refi_in import parsed
from compare.vocab.taxonomy import fault_of_code

COLUMNS = ("code", "parent", "label_zh", "label_en", "definition")
_OWN = {guid("code", name) for name in ("obligation", *FLAGS)}
_CODED = re.compile(r"(?P<code>[A-Z]{1,4}|[A-Z]{0,4}\d[\d.]{0,6})[\s:：、.]+(?P<label>\S.*)", re.DOTALL)
_NO_CODE = re.compile(r"[^\w.-]+")
_LONGEST = 24

Row = dict[str, str]


def store_scheme(project: Project, path: Path, name: str, replace: bool = False) -> Path:
    """Write the scheme called `name`; an `InputError` for a file that is no codebook, or codes that none can have."""
    if why := no_name(name):
        raise InputError(f"{why}; choose another name with --name.")
    rows = read_codebook(path)
    folder = project.root / "vocab" / "schemes" / name
    with placed_when_complete(folder, replace) as staging:
        text = csv_text([COLUMNS, *(row.values() for row in rows)])
        (staging / "taxonomy.csv").write_text(text, encoding="utf-8", newline="")
    return folder / "taxonomy.csv"


def read_codebook(path: Path) -> list[Row]:
    """The codes of a `.qdc` file, each under its parent, at most two levels: rows of `COLUMNS`."""
    codes = parsed(path, read_bytes(path), CodeBook, ".qdc").codes
    seen: set[str] = set()
    rows = [row for code in (codes.code if codes else []) for row in _rows(path, code, "", seen)]
    if not rows:
        raise InputError(f"{path.name}: holds no code; export the codebook again as .qdc.")
    for row in rows:
        others = [other["code"] for other in rows if other is not row]
        if fault := fault_of_code(row["code"], others, set()):
            raise InputError(f"{path.name}: code {row['label_zh']!r}: {fault}")
    return rows


def _rows(path: Path, code: CodebookCodeType, parent: str, seen: set[str]) -> Iterator[Row]:
    if code.guid in _OWN:
        return
    if parent and code.code:
        raise InputError(f"{path.name}: {code.name!r} has codes at a third level; a scheme has two at most.")
    row = _row(code, parent, seen)
    seen.add(row["code"])
    yield row
    for below in code.code:
        yield from _rows(path, below, row["code"], seen)


def _row(code: CodebookCodeType, parent: str, seen: set[str]) -> Row:
    """`E6 执法责任` has a code of its own; of other names a code is made."""
    name = " ".join(code.name.split())
    found = _CODED.fullmatch(name)
    label = found["label"] if found else name
    own = found["code"].rstrip(".") if found else _NO_CODE.sub("_", name).strip("_.-")[:_LONGEST]
    return dict(zip(COLUMNS, (_unused(own, seen), parent, label, label, code.description or ""), strict=True))


def _unused(code: str, seen: set[str]) -> str:
    """The code, with a number where another is called so."""
    known, number, found = {one.casefold() for one in seen}, 1, code
    while found.casefold() in known:
        number += 1
        found = f"{code[: _LONGEST - 4]}-{number}"
    return found
